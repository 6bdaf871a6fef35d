package io.csmetrics.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * KPI definitions as JSON: what is quoted, what is counted and how it is divided, reviewable as data. What a formula leaves at its
 * usual value is left out.
 *
 * <p>Variants are told by their leading key ({@code customerAt}, {@code did}, {@code not}, …). A parameter is written as its name with a
 * dollar sign, its default in {@code defaults}; another KPI inside a formula as its key; a filter around a formula as {@code where}. {@link #schema()}
 * is the JSON Schema of all that.
 *
 * <p>Reading is strict and tells all mistakes at once, each with its line and its path, such as {@code kpis[3].entry.type}: an unknown key, a
 * value that does not fit, a KPI that is not there or stands in its own formula, a key, name or alias that is taken. A text has at most
 * 1 MiB and 50 levels. Nothing in it is run. Beside {@code key} and {@code family} all that describes a KPI may be left out; it is then as
 * in {@link Kpi.Builder}, and the name is the key. A formula takes over the defaults of the KPIs inside it, unless the definition has its
 * own.
 */
public final class DefinitionJson {
    private static final String SCHEMA = "kpi-definition.schema.json";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DefinitionJson() {}

    /**
     * Writes one KPI.
     *
     * @param kpi the KPI
     * @return its definition, an indented JSON object
     */
    public static String write(Kpi kpi) {
        return text(DefinitionWriter.definition(kpi));
    }

    /**
     * Writes several KPIs.
     *
     * @param kpis the KPIs in their order
     * @return an indented JSON object with the array {@code kpis}
     */
    public static String write(Collection<Kpi> kpis) {
        ObjectNode catalog = JsonNodeFactory.instance.objectNode();
        ArrayNode definitions = catalog.putArray("kpis");
        kpis.forEach(kpi -> definitions.add(DefinitionWriter.definition(kpi)));
        return text(catalog);
    }

    /**
     * Returns the JSON Schema of definitions, draft 2020-12, with which an editor can check them while they are written.
     *
     * @return the text of the schema
     */
    public static String schema() {
        try (InputStream in = Objects.requireNonNull(
                DefinitionJson.class.getResourceAsStream(SCHEMA), "the schema is part of this library")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this library can always be read", e);
        }
    }

    private static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    /**
     * Reads definitions: one object, a list of them, or an object with the list {@code kpis}.
     *
     * @param json the text
     * @param catalog the KPIs that may stand in formulas, and whose names are taken
     * @return the KPIs in their order
     * @throws InvalidDataException with every mistake
     */
    public static List<Kpi> read(String json, KpiCatalog catalog) {
        Findings findings = new Findings();
        List<Kpi> kpis = StrictJson.parse(json, "json", findings)
                .map(root -> DefinitionReader.read(root, catalog))
                .orElse(List.of());
        findings.throwIfErrors();
        return kpis;
    }

    /**
     * Reads a file of definitions.
     *
     * @param file the file, UTF-8
     * @param catalog the KPIs that may stand in formulas, and whose names are taken
     * @return the KPIs in their order
     * @throws InvalidDataException with every mistake
     * @throws IOException if the file cannot be read
     */
    public static List<Kpi> read(Path file, KpiCatalog catalog) throws IOException {
        Findings findings = new Findings();
        List<Kpi> kpis = read(file, catalog, findings);
        findings.throwIfErrors();
        return kpis;
    }

    /**
     * Reads a file of definitions as far as it goes, so that the mistakes of several files can be told together.
     *
     * @param file the file, UTF-8
     * @param catalog the KPIs that may stand in formulas, and whose names are taken
     * @param findings where every mistake is added
     * @return the KPIs without a mistake, in their order
     * @throws IOException if the file cannot be read
     */
    public static List<Kpi> read(Path file, KpiCatalog catalog, Findings findings) throws IOException {
        return StrictJson.read(file, findings)
                .map(root -> DefinitionReader.read(root, catalog))
                .orElse(List.of());
    }
}
