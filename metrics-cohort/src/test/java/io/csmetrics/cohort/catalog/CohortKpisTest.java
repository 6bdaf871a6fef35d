package io.csmetrics.cohort.catalog;

import static io.csmetrics.cohort.catalog.CohortKpis.COHORT_RETENTION_ANALYSIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Flag;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.StreamSupport;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/**
 * The KPIs of cohorts against the table of all KPIs, the worked example, and a book of which each number is worked out by hand: A pays 100
 * from 5 January and 150 from 10 February; B pays 100 from 5 to 20 January and 80 from 3 March; C pays 40 from 31 January, 30 from
 * 1 February and nothing from 31 March; D pays 100 from 3 February. O is imported, E began before the period, F after it.
 */
final class CohortKpisTest {
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2025, 1);

    private static final CustomerData BOOK = CustomerData.builder()
            .zone(ZoneOffset.UTC)
            .currency(CurrencyUnit.EUR)
            .accounts(List.of(
                    Account.builder("A").segment("SMB").build(),
                    Account.builder("B")
                            .segment("SMB")
                            .attribute("plan", "trial")
                            .build(),
                    Account.builder("C").segment("Enterprise").build(),
                    Account.builder("D").segment("Enterprise").build(),
                    Account.builder("O").segment("Imported").build(),
                    Account.of("E"),
                    Account.of("F")))
            .movements(List.of(
                    move("A", "2025-01-05", Type.NEW, "100"),
                    move("A", "2025-02-10", Type.EXPANSION, "50"),
                    move("B", "2025-01-05", Type.NEW, "100"),
                    move("B", "2025-01-20", Type.CHURN, "100"),
                    move("B", "2025-03-03", Type.REACTIVATION, "80"),
                    move("C", "2025-01-31", Type.NEW, "40"),
                    move("C", "2025-02-01", Type.CONTRACTION, "10"),
                    move("C", "2025-03-31", Type.CHURN, "30"),
                    move("D", "2025-02-03", Type.NEW, "100"),
                    move("O", "2025-01-01", Type.OPENING, "500"),
                    move("E", "2024-12-31", Type.NEW, "70"),
                    move("F", "2025-04-01", Type.NEW, "70")))
            .events(List.of(
                    user("A", "u1", "user-created", "2025-01-02T08:00:00Z"),
                    user("A", "u1", "login", "2025-02-03T08:00:00Z"),
                    user("A", "u2", "session", "2025-01-15T08:00:00Z"),
                    user("A", "u2", "feature-used", "2025-01-20T08:00:00Z"),
                    user("B", "u1", "login", "2025-02-28T23:59:59.999Z"),
                    user("C", "u9", "login", "2024-12-31T23:59:59.999Z"),
                    user("C", "u9", "login", "2025-02-02T08:00:00Z"),
                    user("D", "u1", "invited", "2025-02-10T08:00:00Z"),
                    Event.builder("D", "login", Instant.parse("2025-03-05T08:00:00Z"))
                            .build()))
            .build();

    private static RevenueMovement move(String account, String on, Type type, String amount) {
        return RevenueMovement.of(account, LocalDate.parse(on), type, BigMoney.parse("EUR " + amount));
    }

    private static Event user(String account, String user, String type, String at) {
        return Event.builder(account, type, Instant.parse(at)).userId(user).build();
    }

    private static KpiResult measured(Map<String, String> words) {
        Kpi kpi = COHORT_RETENTION_ANALYSIS;
        for (Map.Entry<String, String> word : words.entrySet()) {
            kpi = kpi.with(word.getKey(), word.getValue());
        }
        return kpi.measure(BOOK, QUARTER);
    }

    private static KpiResult asOf(Kpi kpi, ReportingPeriod period, String instant) {
        return kpi.measure(BOOK, period, Instant.parse(instant));
    }

    private static List<String> cells(KpiResult result) {
        return cells(result.answer());
    }

    private static List<String> cells(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Table.class);
        return ((Answer.Table) answer)
                .rows().stream()
                        .map(Answer.CohortRow.class::cast)
                        .map(cell -> cell.cohort() + " +" + cell.index() + " "
                                + cell.rate().numerator().toPlainString() + "/"
                                + cell.rate().denominator().toPlainString())
                        .toList();
    }

    @Test
    void theyAreTheRowOfTheTableAndTheCatalogueIsComplete() {
        assertThat(CohortKpis.all())
                .extracting(Kpi::key)
                .containsExactly(GoldenCohorts.row().get("key").asText());
        assertThat(KpiCatalog.standard().with(CohortKpis.all()).kpis()).hasSize(113);
    }

    @Test
    void theDefinitionAgreesWithTheTable() {
        JsonNode row = GoldenCohorts.row();
        KpiDefinition definition = COHORT_RETENTION_ANALYSIS.definition();
        assertThat(definition.name()).isEqualTo(row.get("name").asText());
        assertThat(row.get("unit").asText()).isEqualTo("table (percent)");
        assertThat(definition.unit().key()).isEqualTo("table");
        assertThat(written(definition.direction()))
                .isEqualTo(row.get("direction").asText());
        assertThat(definition.focusArea()).isEqualTo(FocusArea.RETENTION);
        assertThat(row.get("focus_area").asText()).isEqualTo("Customer Retention & Churn Prevention");
        assertThat(written(definition.stage())).isEqualTo(row.get("stage").asText());
        assertThat(written(definition.indicator()))
                .isEqualTo(row.get("indicator").asText());
        assertThat(written(definition.cadence())).isEqualTo(row.get("cadence").asText());
        assertThat(definition.aliases())
                .containsExactlyElementsOf(StreamSupport.stream(
                                GoldenCohorts.example().get("aliases").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        assertThat(definition.definition()).endsWith(".");
        assertThat(definition.question()).endsWith("?").doesNotStartWith("What is our ");
        assertThat(definition.drivers())
                .isNotEmpty()
                .allSatisfy(driver ->
                        assertThat(KpiCatalog.standard().get(driver).key()).isEqualTo(driver));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Test
    void theWorkedExampleComesOut() {
        SortedMap<String, Double> measured = GoldenCohorts.measured(COHORT_RETENTION_ANALYSIS);
        assertThat(measured.keySet()).isEqualTo(GoldenCohorts.expected().keySet());
        GoldenCohorts.expected()
                .forEach((cell, share) -> assertThat(measured.get(cell)).isCloseTo(share, within(1e-9)));
    }

    @Test
    void whoIsGoneBeforeTheFirstBucketEndsStaysInTheDenominator() {
        KpiResult result = measured(Map.of());
        assertThat(cells(result))
                .containsExactly(
                        "2025-01-01 +0 2/3",
                        "2025-01-01 +1 2/3",
                        "2025-01-01 +2 2/3",
                        "2025-02-01 +0 1/1",
                        "2025-02-01 +1 1/1");
        assertThat(result.evidence().n()).hasValue(4);
        assertThat(result.evidence().method()).contains("CUSTOMER_AT_END");
        assertThat(result.flags()).isEmpty();
    }

    @Test
    void theSummaryRowIsTheEvidence() {
        assertThat(measured(Map.of()).evidence().terms())
                .containsExactly(
                        Map.entry("kept +0", BigDecimal.valueOf(3)),
                        Map.entry("of +0", BigDecimal.valueOf(4)),
                        Map.entry("kept +1", BigDecimal.valueOf(3)),
                        Map.entry("of +1", BigDecimal.valueOf(4)),
                        Map.entry("kept +2", BigDecimal.valueOf(2)),
                        Map.entry("of +2", BigDecimal.valueOf(3)));
    }

    @Test
    void revenueIsDividedByThatAtTheEndOfTheFirstBucket() {
        assertThat(cells(measured(Map.of("measure", "REVENUE_NET"))))
                .containsExactly(
                        "2025-01-01 +0 140/140",
                        "2025-01-01 +1 180/140",
                        "2025-01-01 +2 230/140",
                        "2025-02-01 +0 100/100",
                        "2025-02-01 +1 100/100");
        assertThat(cells(measured(Map.of("measure", "revenue-gross"))))
                .containsExactly(
                        "2025-01-01 +0 140/140",
                        "2025-01-01 +1 130/140",
                        "2025-01-01 +2 100/140",
                        "2025-02-01 +0 100/100",
                        "2025-02-01 +1 100/100");
    }

    @Test
    void accountsAreActiveByAnEngagementEventOfAnyUser() {
        assertThat(cells(measured(Map.of("measure", "ACTIVE_IN_BUCKET"))))
                .containsExactly(
                        "2025-01-01 +0 1/3",
                        "2025-01-01 +1 3/3",
                        "2025-01-01 +2 0/3",
                        "2025-02-01 +0 0/1",
                        "2025-02-01 +1 1/1");
        assertThat(measured(Map.of("measure", "ACTIVE_IN_BUCKET")).evidence().excluded())
                .isEqualTo(1);
    }

    @Test
    void usersEnterWhenTheyAreCreatedOrFirstActiveAndAreKeptWhileActive() {
        KpiResult users = measured(Map.of("unit", "USER"));
        // u9 of C was active before the period
        assertThat(cells(users))
                .containsExactly(
                        "2025-01-01 +0 1/2",
                        "2025-01-01 +1 1/2",
                        "2025-01-01 +2 0/2",
                        "2025-02-01 +0 1/1",
                        "2025-02-01 +1 0/1");
        assertThat(users.evidence().n()).hasValue(3);
        assertThat(users.evidence().excluded()).isEqualTo(1);
        assertThat(users.evidence().method()).contains("ACTIVE_IN_BUCKET");
    }

    @Test
    void onlyWhoEntersInThePeriodIsAMember() {
        KpiResult early = asOf(
                COHORT_RETENTION_ANALYSIS,
                ReportingPeriod.of(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 10)),
                "2025-03-01T00:00:00Z");
        assertThat(cells(early)).containsExactly("2025-01-01 +0 1/2", "2025-01-01 +1 1/2");
        Kpi users = COHORT_RETENTION_ANALYSIS.with("unit", "USER");
        KpiResult late = asOf(
                users, ReportingPeriod.of(LocalDate.of(2025, 1, 10), LocalDate.of(2025, 2, 1)), "2025-03-01T00:00:00Z");
        assertThat(cells(late)).containsExactly("2025-01-01 +0 1/1", "2025-01-01 +1 0/1");
    }

    @Test
    void aBucketThatEndsAfterWhatIsKnownIsBlank() {
        assertThat(cells(asOf(COHORT_RETENTION_ANALYSIS, QUARTER, "2025-03-01T00:00:00Z")))
                .containsExactly("2025-01-01 +0 2/3", "2025-01-01 +1 2/3", "2025-02-01 +0 1/1");
        KpiResult before = asOf(COHORT_RETENTION_ANALYSIS, QUARTER, "2025-02-28T23:59:59.999Z");
        assertThat(cells(before)).containsExactly("2025-01-01 +0 2/3");
        assertThat(before.evidence().censored()).isEqualTo(1);
        assertThat(before.flags()).containsExactly(Flag.PARTIAL_PERIOD);
        assertThat(cells(asOf(COHORT_RETENTION_ANALYSIS, ReportingPeriod.month(2025, 2), "2025-06-30T12:00:00Z")))
                .containsExactly("2025-02-01 +0 1/1", "2025-02-01 +1 1/1", "2025-02-01 +2 1/1", "2025-02-01 +3 1/1");
    }

    @Test
    void withoutABucketThatIsOverThereIsNoTable() {
        assertThat(asOf(COHORT_RETENTION_ANALYSIS, QUARTER, "2025-01-31T00:00:00Z")
                        .undefined())
                .contains(UndefinedReason.IMMATURE);
        assertThat(COHORT_RETENTION_ANALYSIS
                        .measure(BOOK, ReportingPeriod.month(2024, 6))
                        .undefined())
                .contains(UndefinedReason.NO_DATA);
        KpiResult gone = COHORT_RETENTION_ANALYSIS
                .with(CohortKpis.MEASURE, "REVENUE_NET")
                .where(AccountFilter.where("plan", "trial"))
                .measure(BOOK, QUARTER);
        assertThat(gone.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void importedAccountsAreLeftOutAndCounted() {
        assertThat(measured(Map.of()).evidence().excluded()).isEqualTo(1);
        KpiResult imported = COHORT_RETENTION_ANALYSIS
                .where(AccountFilter.where("segment", "Imported"))
                .measure(BOOK, QUARTER);
        assertThat(imported.undefined()).contains(UndefinedReason.NO_DATA);
        assertThat(imported.evidence().excluded()).isEqualTo(1);
    }

    @Test
    void cohortsAndBucketsMayBeShorterOrLonger() {
        assertThat(cells(measured(Map.of("grain", "quarter")))).containsExactly("2025-01-01 +0 3/4");
        assertThat(cells(asOf(
                        COHORT_RETENTION_ANALYSIS.with(CohortKpis.GRAIN, "WEEK"),
                        ReportingPeriod.month(2025, 1),
                        "2025-01-28T00:00:00Z")))
                .containsExactly("2024-12-30 +0 2/2", "2024-12-30 +1 2/2", "2024-12-30 +2 2/2", "2024-12-30 +3 1/2");
        assertThat(cells(asOf(
                        COHORT_RETENTION_ANALYSIS
                                .with(CohortKpis.GRAIN, "DAY")
                                .with(CohortKpis.HORIZON, BigDecimal.ONE),
                        QUARTER,
                        "2025-04-01T00:00:00Z")))
                .containsExactly("2025-01-05 +0 2/2", "2025-01-31 +0 1/1", "2025-02-03 +0 1/1");
        assertThat(cells(asOf(
                        COHORT_RETENTION_ANALYSIS.with(CohortKpis.GRAIN, "YEAR"), QUARTER, "2026-01-01T00:00:00Z")))
                .containsExactly("2025-01-01 +0 3/4");
    }

    @Test
    void theHorizonIsTheNumberOfBuckets() {
        Kpi two = COHORT_RETENTION_ANALYSIS.with(CohortKpis.HORIZON, BigDecimal.valueOf(2));
        assertThat(cells(two.measure(BOOK, QUARTER)))
                .containsExactly("2025-01-01 +0 2/3", "2025-01-01 +1 2/3", "2025-02-01 +0 1/1", "2025-02-01 +1 1/1");
        assertThatThrownBy(() -> COHORT_RETENTION_ANALYSIS
                        .with(CohortKpis.HORIZON, BigDecimal.ZERO)
                        .bind())
                .hasMessage("horizon 0 must be a whole number from 1 to 2147483647");
    }

    /** A month after 31 January ends with 27 February; the bucket of A and B is over on 5 February. */
    @Test
    void byAgeABucketIsToldOnceItIsOverForTheWholeCohort() {
        Kpi byAge = COHORT_RETENTION_ANALYSIS.with(CohortKpis.ALIGNMENT, "AGE");
        ReportingPeriod january = ReportingPeriod.month(2025, 1);
        assertThat(asOf(byAge, january, "2025-02-27T00:00:00Z").undefined()).contains(UndefinedReason.IMMATURE);
        assertThat(cells(asOf(byAge, january, "2025-02-28T00:00:00Z"))).containsExactly("2025-01-01 +0 2/3");
        assertThat(cells(asOf(byAge, january, "2025-03-31T00:00:00Z")))
                .containsExactly("2025-01-01 +0 2/3", "2025-01-01 +1 3/3");
        assertThat(cells(asOf(byAge.with("unit", "USER"), january, "2025-03-15T00:00:00Z")))
                .containsExactly("2025-01-01 +0 1/2", "2025-01-01 +1 1/2");
    }

    @Test
    void aWordThatIsNotKnownIsRefusedWithTheOnesThatAre() {
        assertThatThrownBy(() -> COHORT_RETENTION_ANALYSIS
                        .with(CohortKpis.GRAIN, "FORTNIGHT")
                        .bind())
                .hasMessage("grain FORTNIGHT of a cohort must be one of DAY, WEEK, MONTH, QUARTER, YEAR");
        assertThatThrownBy(() -> COHORT_RETENTION_ANALYSIS
                        .with(CohortKpis.UNIT, "USER")
                        .with(CohortKpis.MEASURE, "REVENUE_NET")
                        .bind())
                .hasMessage(
                        "measure REVENUE_NET of a cohort of users must be ACTIVE_IN_BUCKET; revenue belongs to accounts");
    }

    @Test
    void segmentsHaveTablesOfTheirOwn() {
        Map<Segment, KpiResult> bySegment =
                COHORT_RETENTION_ANALYSIS.measureBy(Segmentation.by("segment"), BOOK, QUARTER);
        assertThat(cells(bySegment.get(Segment.of("segment", "SMB"))))
                .containsExactly("2025-01-01 +0 1/2", "2025-01-01 +1 1/2", "2025-01-01 +2 2/2");
        assertThat(cells(bySegment.get(Segment.of("segment", "Enterprise"))))
                .containsExactly(
                        "2025-01-01 +0 1/1",
                        "2025-01-01 +1 1/1",
                        "2025-01-01 +2 0/1",
                        "2025-02-01 +0 1/1",
                        "2025-02-01 +1 1/1");
        assertThat(bySegment.get(Segment.of("segment", "Imported")).undefined()).contains(UndefinedReason.NO_DATA);
    }

    @Test
    void measuresOfRevenueAreCountedOnceBesideOtherKpis() {
        Kpi net = COHORT_RETENTION_ANALYSIS.with(CohortKpis.MEASURE, "REVENUE_NET");
        KpiSheet sheet = KpiSheet.of(RetentionKpis.NET_REVENUE_RETENTION, COHORT_RETENTION_ANALYSIS, net)
                .over(QUARTER);
        Set<Need> needs = new HashSet<>();
        for (Kpi kpi : List.of(COHORT_RETENTION_ANALYSIS, net)) {
            kpi.bind().formula().needs(Reading.of(QUARTER), AccountFilter.all(), needs::add);
        }
        assertThat(needs).hasSize(1);
        assertThat(cells(sheet.measure(BOOK).result(net, QUARTER))).contains("2025-01-01 +1 180/140");
        assertThat(sheet.measure(BOOK)
                        .result(RetentionKpis.NET_REVENUE_RETENTION, QUARTER)
                        .value())
                .contains(BigDecimal.ONE);
    }
}
