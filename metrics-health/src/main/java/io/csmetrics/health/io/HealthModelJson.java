package io.csmetrics.health.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.ModelContent;
import io.csmetrics.io.StrictJson;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Health models as JSON of the format {@value HealthModel#FORMAT}, reviewable as data. {@link #schema()} is the JSON Schema of it.
 *
 * <p>Reading is strict and tells all mistakes at once, each with its line and its path, such as {@code $.groups[0].signals[1].normalize}:
 * a mistake in one part does not hide those in others, or in how the parts fit together. An unknown key is an error, with the key that was
 * probably meant; so is a key that stands twice. A text has at most 1 MiB and 50 levels. Nothing in it is run.
 *
 * <p>Needed are {@code format}, {@code id}, {@code version}, {@code bands} and {@code groups}; of a group its {@code id}, {@code weight}
 * and {@code signals}; of a signal its {@code id} and {@code normalize}; of a rule its {@code id}, {@code when} and a {@code floor} or a
 * {@code cap}. What else is left out is as in {@link HealthModel.Builder} and {@link io.csmetrics.health.model.HealthSignal.Builder}.
 * Several tests in one condition must all hold. Neither the order of keys nor blanks change a model or its {@link HealthModel#hash()}.
 */
public final class HealthModelJson {
    private static final String SCHEMA = "health-model.schema.json";
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private HealthModelJson() {}

    /**
     * Writes a model. What is as usual is written too, so that a reviewer sees it.
     *
     * @param model the model
     * @return an indented JSON object, which reads back to an equal model
     */
    public static String write(HealthModel model) {
        try {
            return MAPPER.writeValueAsString(ModelContent.of(model));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts, numbers, maps and lists can always be written", e);
        }
    }

    /**
     * Returns the JSON Schema of models, draft 2020-12, with which an editor can check them while they are written.
     *
     * @return the text of the schema
     */
    public static String schema() {
        try (InputStream in = Objects.requireNonNull(
                HealthModelJson.class.getResourceAsStream(SCHEMA), "the schema is part of this library")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this library can always be read", e);
        }
    }

    /**
     * Reads a model.
     *
     * @param json the text
     * @return the model; what its author should know is in {@link HealthModel#warnings()}
     * @throws InvalidDataException with every mistake
     */
    public static HealthModel read(String json) {
        Findings findings = new Findings();
        Optional<HealthModel> model =
                StrictJson.parse(json, "json", "$", findings).flatMap(root -> ModelReader.read(root, findings));
        findings.throwIfErrors();
        return model.orElseThrow();
    }

    /**
     * Reads a file.
     *
     * @param file the file, UTF-8
     * @return the model; what its author should know is in {@link HealthModel#warnings()}
     * @throws InvalidDataException with every mistake
     * @throws IOException if the file cannot be read
     */
    public static HealthModel read(Path file) throws IOException {
        Findings findings = new Findings();
        Optional<HealthModel> model = read(file, findings);
        findings.throwIfErrors();
        return model.orElseThrow();
    }

    /**
     * Reads a file, so that the mistakes of several files can be told together.
     *
     * @param file the file, UTF-8
     * @param findings where every mistake is added, and as a notice everything that the author should know
     * @return the model, empty if there is a mistake
     * @throws IOException if the file cannot be read
     */
    public static Optional<HealthModel> read(Path file, Findings findings) throws IOException {
        return StrictJson.read(file, "$", findings).flatMap(root -> ModelReader.read(root, findings));
    }
}
