package io.csmetrics.cohort.io;

import static io.csmetrics.cohort.catalog.CohortKpis.COHORT_RETENTION_ANALYSIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.cohort.catalog.CohortKpis;
import io.csmetrics.cohort.catalog.CohortRetention;
import io.csmetrics.cohort.catalog.GoldenCohorts;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Family;
import io.csmetrics.family.Only;
import io.csmetrics.io.DefinitionJson;
import io.csmetrics.io.Json;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CohortCodecTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final CohortCodec CODEC = new CohortCodec();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(node(DefinitionJson.schema(CODEC)));

    private static JsonNode node(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static String definition(String keys) {
        return "{\"key\": \"a\", \"family\": \"cohort\", \"valueUnit\": \"table\"" + keys + "}";
    }

    private static Kpi read(String json) {
        return DefinitionJson.read(json, KpiCatalog.standard(), CODEC).get(0);
    }

    private static Family formula(String keys) {
        return read(definition(keys)).formula();
    }

    private static List<String> mistakes(String json) {
        try {
            read(json);
            return List.of();
        } catch (InvalidDataException e) {
            return e.findings().stream()
                    .map(finding -> finding.field() + ": " + finding.rule() + "; " + finding.remedy())
                    .toList();
        }
    }

    @Test
    void theWorkedExampleComesOutOfItsDefinition() {
        Kpi kpi = read(GoldenCohorts.definition());
        SortedMap<String, Double> measured = GoldenCohorts.measured(kpi);
        assertThat(measured.keySet()).isEqualTo(GoldenCohorts.expected().keySet());
        GoldenCohorts.expected()
                .forEach((cell, share) -> assertThat(measured.get(cell)).isCloseTo(share, within(1e-9)));
    }

    @Test
    void theKpiReadsBack() {
        String json = DefinitionJson.write(COHORT_RETENTION_ANALYSIS, CODEC);
        assertThat(read(json)).isEqualTo(COHORT_RETENTION_ANALYSIS);
        assertThat(SCHEMA.validate(node(json))).isEmpty();
        Kpi bound = COHORT_RETENTION_ANALYSIS.with(CohortKpis.GRAIN, "WEEK").with(CohortKpis.HORIZON, BigDecimal.TEN);
        assertThat(read(DefinitionJson.write(bound, CODEC))).isEqualTo(bound);
    }

    @Test
    void whatIsSetOrHasAnotherNameIsWritten() {
        Kpi kpi = read(definition(", \"grain\": \"quarter\", \"measure\": \"REVENUE_GROSS\", \"horizon\": \"$buckets\","
                + " \"alignment\": \"$from?\", \"defaults\": {\"buckets\": 4, \"from\": \"age\"},"
                + " \"where\": [{\"attr\": \"segment\", \"eq\": \"SMB\"}]"));
        assertThat(kpi.formula())
                .isEqualTo(new Only(
                        AccountFilter.where("segment", "SMB"),
                        new CohortRetention(
                                Param.of(Param.Type.WORD, "QUARTER"),
                                Param.of(Param.Type.WORD, "REVENUE_GROSS"),
                                CohortKpis.UNIT,
                                Param.named("buckets", Param.Type.NUMBER),
                                Param.optional("from", Param.Type.WORD))));
        String json = DefinitionJson.write(kpi, CODEC);
        assertThat(json)
                .contains("\"grain\" : \"QUARTER\"", "\"$buckets\"", "\"$from?\"")
                .doesNotContain("unit\" : \"");
        assertThat(read(json)).isEqualTo(kpi);
        assertThat(SCHEMA.validate(node(json))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ", \"horizon\": 3",
                ", \"unit\": \"user\", \"measure\": \"active-in-bucket\"",
                ", \"unit\": \"USER\", \"grain\": \"DAY\", \"alignment\": \"AGE\"",
                ", \"measure\": \"$what?\", \"defaults\": {\"what\": \"customer-at-end\"}"
            })
    void readerAndSchemaAgreeOnWhatIsRight(String keys) {
        assertThat(mistakes(definition(keys))).isEmpty();
        assertThat(SCHEMA.validate(node(definition(keys)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    , "grain": "mnth"      | grain: must be one of DAY, WEEK, MONTH, QUARTER, YEAR; did you mean MONTH
                    , "measure": "revenue" | measure: must be one of CUSTOMER_AT_END, ACTIVE_IN_BUCKET, REVENUE_NET, REVENUE_GROSS; correct it
                    , "unit": 1            | unit: must be a text; put it in quotes
                    , "horizon": 0         | horizon: must be a whole number from 1 to 2147483647; correct it
                    , "alignement": "age"  | alignement: must be one of the keys
                    , "grain": "$horizon"  | : must not be a number here and a word elsewhere; use two parameters
                    """)
    void readerAndSchemaAgreeOnWhatIsWrong(String keys, String told) {
        assertThat(mistakes(definition(keys))).hasSize(1).first().asString().startsWith(told);
        boolean parametersClash = keys.contains("$");
        assertThat(SCHEMA.validate(node(definition(keys))).isEmpty()).isEqualTo(parametersClash);
    }

    @Test
    void partsThatDoNotFitAreTold() {
        assertThat(mistakes(definition(", \"unit\": \"user\", \"measure\": \"revenue-net\"")))
                .containsExactly(
                        ": measure REVENUE_NET of a cohort of users must be ACTIVE_IN_BUCKET; revenue belongs to accounts");
        assertThat(mistakes(definition(", \"defaults\": {\"grain\": \"fortnight\"}")))
                .containsExactly(": grain fortnight of a cohort must be one of DAY, WEEK, MONTH, QUARTER, YEAR; ");
    }

    @Test
    void withoutTheCodecNobodyKnowsTheFamily() {
        assertThatThrownBy(() -> DefinitionJson.write(COHORT_RETENTION_ANALYSIS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give the codec of its family");
    }

    @Test
    void theFormulaOfTheKpiIsTheOneWithoutKeys() {
        assertThat(formula("")).isEqualTo(COHORT_RETENTION_ANALYSIS.formula());
    }

    @Test
    void aRowOfATableReadsBack() {
        KpiRow.CohortRow row = new KpiRow.CohortRow(LocalDate.of(2025, 1, 1), 2, new BigDecimal("0.5"));
        assertThat(Json.write(row)).isEqualTo("{\"cohort\":\"2025-01-01\",\"index\":2,\"value\":\"0.5\"}");
        assertThat(Json.read(Json.write(row), KpiRow.TableRow.class)).isEqualTo(row);
    }
}
