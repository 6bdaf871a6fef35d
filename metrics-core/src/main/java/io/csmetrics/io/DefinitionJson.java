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
 * dollar sign, its default in {@code defaults}; another KPI inside a formula as its key; a filter around a formula as {@code where}. {@link #schema}
 * is the JSON Schema of all that.
 *
 * <p>Reading is strict and tells all mistakes at once, each with its line and its path, such as {@code kpis[3].entry.type}: an unknown key, a
 * value that does not fit, a KPI that is not there or stands in its own formula, a key, name or alias that is taken. A text has at most
 * 1 MiB and 50 levels. Nothing in it is run. Beside {@code key} and {@code family} all that describes a KPI may be left out; it is then as
 * in {@link Kpi.Builder}, and the name is the key. A formula takes over the defaults of the KPIs inside it, unless the definition has its
 * own.
 *
 * <p>Families of other modules are known only where their {@link FamilyCodec}s are given, in every call.
 */
public final class DefinitionJson {
    private static final String SCHEMA = "kpi-definition.schema.json";
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DefinitionJson() {}

    /**
     * Writes one KPI.
     *
     * @param kpi the KPI
     * @param own writes the families of other modules
     * @return its definition, an indented JSON object
     * @throws IllegalArgumentException if its formula is code, or of a family that nobody here writes
     */
    public static String write(Kpi kpi, FamilyCodec<?>... own) {
        return text(new DefinitionWriter(List.of(own)).definition(kpi));
    }

    /**
     * Writes several KPIs.
     *
     * @param kpis the KPIs in their order
     * @param own writes the families of other modules
     * @return an indented JSON object with the array {@code kpis}
     * @throws IllegalArgumentException if a formula is code, or of a family that nobody here writes
     */
    public static String write(Collection<Kpi> kpis, FamilyCodec<?>... own) {
        DefinitionWriter writer = new DefinitionWriter(List.of(own));
        ObjectNode catalog = JsonNodeFactory.instance.objectNode();
        ArrayNode definitions = catalog.putArray("kpis");
        kpis.forEach(kpi -> definitions.add(writer.definition(kpi)));
        return text(catalog);
    }

    /**
     * Returns the JSON Schema of definitions, draft 2020-12, with which an editor can check them while they are written.
     *
     * @param own the families of other modules that may stand in them
     * @return the text of the schema
     */
    public static String schema(FamilyCodec<?>... own) {
        try (InputStream in = Objects.requireNonNull(
                DefinitionJson.class.getResourceAsStream(SCHEMA), "the schema is part of this library")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return own.length == 0 ? text : withFamilies(text, own);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this library can always be read", e);
        }
    }

    private static String withFamilies(String text, FamilyCodec<?>... own) throws JsonProcessingException {
        ObjectNode schema = (ObjectNode) MAPPER.readTree(text);
        ObjectNode definitions = schema.withObject("/$defs");
        ArrayNode names = definitions.withArray("/openFormula/properties/family/enum");
        ArrayNode families = definitions.withArray("/openFormula/allOf");
        for (FamilyCodec<?> codec : own) {
            names.add(codec.name());
            ObjectNode branch = families.addObject();
            branch.withObject("/if/properties/family").put("const", codec.name());
            branch.withObject("/then").put("$ref", "#/$defs/" + codec.name());
            definitions.set(codec.name(), MAPPER.readTree(codec.schema()));
        }
        return text(schema);
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
     * @param own reads the families of other modules
     * @return the KPIs in their order
     * @throws InvalidDataException with every mistake
     */
    public static List<Kpi> read(String json, KpiCatalog catalog, FamilyCodec<?>... own) {
        Findings findings = new Findings();
        List<Kpi> kpis = StrictJson.parse(json, "json", findings)
                .map(root -> DefinitionReader.read(root, catalog, List.of(own)))
                .orElse(List.of());
        findings.throwIfErrors();
        return kpis;
    }

    /**
     * Reads a file of definitions.
     *
     * @param file the file, UTF-8
     * @param catalog the KPIs that may stand in formulas, and whose names are taken
     * @param own reads the families of other modules
     * @return the KPIs in their order
     * @throws InvalidDataException with every mistake
     * @throws IOException if the file cannot be read
     */
    public static List<Kpi> read(Path file, KpiCatalog catalog, FamilyCodec<?>... own) throws IOException {
        Findings findings = new Findings();
        List<Kpi> kpis = read(file, catalog, findings, own);
        findings.throwIfErrors();
        return kpis;
    }

    /**
     * Reads a file of definitions as far as it goes, so that the mistakes of several files can be told together.
     *
     * @param file the file, UTF-8
     * @param catalog the KPIs that may stand in formulas, and whose names are taken
     * @param findings where every mistake is added
     * @param own reads the families of other modules
     * @return the KPIs without a mistake, in their order
     * @throws IOException if the file cannot be read
     */
    public static List<Kpi> read(Path file, KpiCatalog catalog, Findings findings, FamilyCodec<?>... own)
            throws IOException {
        return StrictJson.read(file, findings)
                .map(root -> DefinitionReader.read(root, catalog, List.of(own)))
                .orElse(List.of());
    }
}
