package io.csmetrics.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.io.DefinitionJson;
import io.csmetrics.io.Json;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A formula as another module would bring it. By hand, over the shared book: A 120, B 30, D 40 at the end of January. */
final class OpenFamilyTest {
    private static final Param<BigDecimal> LIMIT = Param.named("limit", Param.Type.NUMBER);
    private static final Kpi LARGE = Kpi.define("large-accounts", "Large Accounts")
            .in(KpiUnit.TABLE, Direction.NEUTRAL)
            .byDefault(LIMIT, BigDecimal.valueOf(40))
            .as(new LargeAccounts(LIMIT, Param.optional("from", Param.Type.WORD)));

    private static List<Quotient> rates(KpiResult result) {
        return ((Answer.Table) result.answer())
                .rows().stream().map(row -> ((Answer.CohortRow) row).rate()).toList();
    }

    private static List<String> mistakes(String json) {
        try {
            DefinitionJson.read(json, KpiCatalog.standard(), LargeAccounts.CODEC);
            return List.of();
        } catch (InvalidDataException e) {
            return e.findings().stream().map(OpenFamilyTest::brief).toList();
        }
    }

    private static String brief(Finding finding) {
        return finding.field() + ": " + finding.rule() + "; " + finding.remedy();
    }

    @Test
    void itCountsFactsOfItsOwnBesideOthersAndTheyAddUp() {
        CustomerData data = Books.sharedData();
        KpiSheet sheet = KpiSheet.of(RetentionKpis.NET_REVENUE_RETENTION, LARGE)
                .over(Books.JANUARY)
                .by(Segmentation.by("segment"));
        KpiFacts facts = sheet.collect(data);
        assertThat(rates(sheet.results(facts).result(LARGE, Books.JANUARY))).containsExactly(Quotient.of(2, 3));
        KpiFacts parts = Stream.of("A", "B", "C", "D")
                .map(account -> sheet.collect(Books.data()
                        .accounts(Books.sharedAccounts().stream()
                                .filter(each -> each.id().equals(account))
                                .toList())
                        .movements(Books.shared().stream()
                                .filter(each -> each.accountId().equals(account))
                                .toList())
                        .build()))
                .reduce(KpiFacts::plus)
                .orElseThrow();
        assertThat(sheet.results(parts).rows()).isEqualTo(sheet.results(facts).rows());
    }

    @Test
    void itsParametersAreSetAndCheckedAsThoseOfOthers() {
        assertThat(LARGE.parameters()).containsOnlyKeys("limit", "from");
        KpiResult all = LARGE.with(LIMIT, BigDecimal.ONE).measure(Books.sharedData(), Books.JANUARY);
        assertThat(rates(all)).containsExactly(Quotient.of(3, 3));
        assertThatThrownBy(() -> LARGE.with("from", "NOWHERE").bind()).hasMessageContaining("must be START or END");
        assertThat(rates(LARGE.with("from", "START").measure(Books.sharedData(), Books.JANUARY)))
                .containsExactly(Quotient.of(2, 3));
    }

    @Test
    void itsTableIsNoOperand() {
        assertThatThrownBy(() -> Derived.of("1 - large", Map.of("large", LARGE.asOperand())))
                .hasMessageContaining("must be a number, not a table");
    }

    @Test
    void itsRowsAreToldAndSent() {
        KpiResult result = LARGE.measure(Books.sharedData(), Books.JANUARY);
        assertThat(result.explain()).contains("2025-01-01 +0 2 / 3");
        assertThat(result.row().table())
                .containsExactly(
                        new KpiRow.CohortRow(LocalDate.of(2025, 1, 1), 0, new BigDecimal("0.6666666666666667")));
        assertThat(Json.write(result.row()))
                .contains("\"table\":[{\"cohort\":\"2025-01-01\",\"index\":0,\"value\":\"0.6666666666666667\"}]");
        assertThat(Json.read(Json.write(result.row()), KpiRow.class)).isEqualTo(result.row());
        assertThatThrownBy(() -> Json.read(
                        Json.write(result.row()).replace("\"value\":\"0.66", "\"rate\":\"0.66"), KpiRow.class))
                .hasMessageContaining("table.0.rate");
    }

    @Test
    void aCodecReadsAndWritesIt() {
        String json = DefinitionJson.write(LARGE, LargeAccounts.CODEC);
        assertThat(json)
                .contains("\"family\" : \"large\"", "\"limit\" : \"$limit\"")
                .doesNotContain("$from");
        assertThat(DefinitionJson.read(json, KpiCatalog.standard(), LargeAccounts.CODEC))
                .containsExactly(LARGE);
        Kpi narrow = LARGE.where(AccountFilter.where("segment", "SMB"));
        assertThat(DefinitionJson.write(narrow, LargeAccounts.CODEC)).contains("\"where\"");
        assertThat(DefinitionJson.read(
                        "{\"key\": \"big\", \"family\": \"large\", \"valueUnit\": \"table\", \"limit\": 7,"
                                + " \"from\": \"start\", \"where\": [{\"attr\": \"segment\", \"eq\": \"SMB\"}]}",
                        KpiCatalog.standard(),
                        LargeAccounts.CODEC))
                .extracting(Kpi::formula)
                .containsExactly(new Only(
                        AccountFilter.where("segment", "SMB"),
                        new LargeAccounts(
                                Param.of(Param.Type.NUMBER, BigDecimal.valueOf(7)),
                                Param.of(Param.Type.WORD, "START"))));
    }

    @Test
    void whatIsWrongIsToldAsInOtherFamilies() {
        assertThat(mistakes(
                        "{\"key\": \"a\", \"family\": \"larg\", \"limit\": \"7\", \"from\": \"STRT\", \"form\": 1}"))
                .containsExactly(
                        "family: must be one of ledger, share, aggregate, conversion, duration, frequency, association,"
                                + " forecast, derived, growth, only, reference, choice, designated, attainment, large;"
                                + " did you mean large",
                        "form: must be one of the keys $schema, key, name, aliases, family, limit, from, where,"
                                + " defaults, bound, definition, valueUnit, direction, focusArea, stage, indicator,"
                                + " cadence, scope, topKpi, question, drivers; did you mean from",
                        "from: must be one of START, END; did you mean START",
                        "limit: must be a number; write a number without quotes");
        assertThat(mistakes("{\"key\": \"a\", \"family\": \"large\", \"limit\": \"$from\"}"))
                .containsExactly(": must not be a word here and a number elsewhere; use two parameters");
    }

    @Test
    void whoGivesNoCodecCanNeitherReadNorWriteIt() {
        assertThatThrownBy(() -> DefinitionJson.write(LARGE)).hasMessageContaining("give the codec of its family");
        assertThatThrownBy(() -> DefinitionJson.read("{\"key\": \"a\", \"family\": \"large\"}", KpiCatalog.standard()))
                .hasMessageContaining("must be one of ledger");
        assertThatThrownBy(() -> DefinitionJson.read(
                        "{\"key\": \"a\", \"family\": \"large\"}",
                        KpiCatalog.standard(),
                        LargeAccounts.CODEC,
                        LargeAccounts.CODEC))
                .hasMessage("family \"large\" must be of one module; give its codec another name");
    }

    @Test
    void theSchemaHasItWhereItsCodecIsGiven() {
        assertThat(DefinitionJson.schema()).doesNotContain("\"large\"");
        assertThat(DefinitionJson.schema(LargeAccounts.CODEC))
                .contains("\"attainment\", \"large\"", "\"$ref\" : \"#/$defs/large\"");
    }
}
