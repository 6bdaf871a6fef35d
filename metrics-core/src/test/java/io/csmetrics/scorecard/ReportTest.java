package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static io.csmetrics.data.Books.eur;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Frequency;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.io.Json;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Contract;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.scorecard.HealthSnapshot.AccountScore;
import io.csmetrics.scorecard.HealthSnapshot.Band;
import io.csmetrics.scorecard.HealthSnapshot.Mover;
import io.csmetrics.scorecard.Report.Absent;
import io.csmetrics.scorecard.ScorecardReading.Metric;
import io.csmetrics.select.Population;
import io.csmetrics.select.Selector;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expected numbers are computed by hand. */
class ReportTest {
    private static final Instant FEBRUARY = Instant.parse("2025-02-01T00:00:00Z");

    /** KPIs that are there, and stand-ins for those of modules that come later. */
    private static final List<Kpi> KPIS = List.of(
            RetentionKpis.NET_REVENUE_RETENTION,
            RetentionKpis.GROSS_REVENUE_RETENTION,
            RetentionKpis.CUSTOMER_CHURN_RATE,
            AdvocacyKpis.NET_PROMOTER_SCORE,
            ExpansionKpis.PAID_ACCOUNTS,
            OperationsKpis.CUSTOMER_EFFORT_SCORE,
            standIn("at-risk-account-rate", RetentionKpis.CUSTOMER_DOWNGRADE_RATE),
            standIn("expansion-pipeline-value", ExpansionKpis.EXPANSION_REVENUE),
            Kpi.define("exit-reason-frequency", "Exit Reason Frequency")
                    .in(KpiUnit.TABLE, Direction.NEUTRAL)
                    .as(Frequency.of(Population.occurrences(Selector.movement(Type.CHURN)), "reason", "segment")));

    private static final Scorecard SCORECARD = Scorecard.builder("january", Cadence.MONTHLY)
            .audience(Scorecard.EXECUTIVE)
            .northStar("paid-accounts")
            .keys("net-revenue-retention", "customer-churn-rate", "customer-effort-score", "churn-risk-score")
            .by("segment")
            .targets(
                    KpiTarget.of("net-revenue-retention", new BigDecimal("0.7")),
                    KpiTarget.of("customer-churn-rate", new BigDecimal("0.1")))
            .triggers(Trigger.EFFORT_RISES)
            .build();

    private static Kpi standIn(String key, Kpi kpi) {
        return Kpi.define(key, key)
                .in(kpi.definition().unit(), kpi.definition().direction())
                .as(kpi.formula());
    }

    private static Contract.Builder contract(String id, String accountId, String endsOn) {
        return Contract.builder(id, accountId, LocalDate.parse("2024-06-01"), LocalDate.parse(endsOn), eur("1200"));
    }

    /** The shared book with answers and contracts. */
    private static CustomerData data() {
        return Books.data()
                .accounts(Books.sharedAccounts())
                .movements(Books.shared())
                .surveys(List.of(
                        Books.answer(SurveyResponse.CES, "A", "2024-12-10T10:00:00Z", "6")
                                .build(),
                        Books.answer(SurveyResponse.CES, "A", "2025-01-10T10:00:00Z", "5")
                                .build(),
                        Books.answer(SurveyResponse.NPS, "A", "2025-01-11T10:00:00Z", "9")
                                .build(),
                        Books.answer(SurveyResponse.NPS, "B", "2025-01-12T10:00:00Z", "3")
                                .build()))
                .contracts(List.of(
                        contract("a1", "A", "2025-03-01").build(),
                        contract("b1", "B", "2025-02-01").build(),
                        contract("b2", "B", "2025-05-02").build(),
                        contract("b0", "B", "2025-01-31").build(),
                        contract("d1", "D", "2025-05-01").build(),
                        contract("c1", "C", "2025-03-05").build(),
                        Contract.builder(
                                        "c2",
                                        "C",
                                        LocalDate.parse("2025-03-05"),
                                        LocalDate.parse("2026-03-05"),
                                        eur("600"))
                                .signedOn(LocalDate.parse("2025-01-31"))
                                .renewsContractId("c1")
                                .build(),
                        Contract.builder(
                                        "a2",
                                        "A",
                                        LocalDate.parse("2025-03-01"),
                                        LocalDate.parse("2026-03-01"),
                                        eur("600"))
                                .signedOn(LocalDate.parse("2025-02-01"))
                                .renewsContractId("a1")
                                .build()))
                .build();
    }

    private static final HealthSnapshot HEALTH = new HealthSnapshot(
            List.of(
                    new Band("red", 1, 4, Optional.of(Quotient.of(1, 2)), Optional.of(new BigDecimal("0.1"))),
                    new Band("green", 3, 4, Optional.empty(), Optional.empty())),
            List.of(new Mover("B", new BigDecimal("70"), new BigDecimal("35"), "green", "red")),
            List.of(
                    new AccountScore("X", new BigDecimal("99"), Optional.empty()),
                    new AccountScore("A", new BigDecimal("20"), Optional.of(eur("1440"))),
                    new AccountScore("B", new BigDecimal("90"), Optional.of(eur("360"))),
                    new AccountScore("D", new BigDecimal("60"), Optional.of(eur("540")))),
            List.of(
                    new AccountScore("A", new BigDecimal("40"), Optional.empty()),
                    new AccountScore("D", new BigDecimal("80"), Optional.empty())));

    private static Report report() {
        CustomerData data = data();
        return Report.of(SCORECARD.over(KPIS, JANUARY, ZoneOffset.UTC).measure(data))
                .data(data)
                .health(HEALTH)
                .experiments(List.of(new Report.Experiment(
                        "onboarding call",
                        "kept 25 points more",
                        Optional.of(new BigDecimal("0.25")),
                        Optional.empty(),
                        Optional.empty())))
                .comments(List.of("D went live in a week"))
                .build();
    }

    private static List<String> lines(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> metric.key() + " " + metric.segment() + " "
                        + metric.now()
                                .value()
                                .map(BigDecimal::toPlainString)
                                .orElseGet(() ->
                                        metric.now().undefined().orElseThrow().name()))
                .toList();
    }

    @Test
    void theReportSaysWhatItIsOf() {
        Report report = report();
        assertThat(report.scorecard()).isEqualTo("january");
        assertThat(report.audience()).isEqualTo("executive");
        assertThat(report.cadence()).isEqualTo(Cadence.MONTHLY);
        assertThat(report.period()).isEqualTo(JANUARY);
        assertThat(report.asOf()).isEqualTo(FEBRUARY);
    }

    @Test
    void theSummaryHasTheHeadlineNumbers() {
        Report.ExecutiveSummary summary = report().summary();
        assertThat(lines(summary.northStar().stream().toList())).containsExactly("paid-accounts overall 3");
        assertThat(lines(summary.metrics()))
                .containsExactly(
                        "net-revenue-retention overall 0.75",
                        "gross-revenue-retention overall 0.65",
                        "customer-churn-rate overall 0.3333333333333333",
                        "net-promoter-score overall 0");
        assertThat(summary.metrics().get(0).attainment().orElseThrow().status()).isEqualTo(KpiTarget.Status.MET);
        assertThat(summary.metrics().get(0).change().orElseThrow().difference()).isEqualTo("-0.25");
        Band red = summary.bands().get(0);
        assertThat(red.share()).isEqualByComparingTo(Quotient.of(1, 4));
        assertThat(red.change().orElseThrow().difference()).isEqualTo("-0.25");
        assertThat(summary.bands().get(1).change()).isEmpty();
        assertThat(summary.absent()).isEmpty();
    }

    @Test
    void theMetricsAreThoseOfTheScorecard() {
        Report.KeyMetrics metrics = report().metrics();
        assertThat(lines(metrics.metrics()))
                .containsExactly(
                        "net-revenue-retention overall 0.75",
                        "net-revenue-retention segment=Enterprise 0",
                        "net-revenue-retention segment=SMB 1",
                        "customer-churn-rate overall 0.3333333333333333",
                        "customer-churn-rate segment=Enterprise 1",
                        "customer-churn-rate segment=SMB 0",
                        "customer-effort-score overall 5",
                        "customer-effort-score segment=Enterprise NO_DATA",
                        "customer-effort-score segment=SMB 5");
        assertThat(metrics.retention().orElseThrow().sum().value()).isEqualTo("-0.25");
        assertThat(metrics.retentionChange().orElseThrow().expansion().value()).isEqualTo("0.1");
        assertThat(metrics.checks()).extracting(ScorecardCheck::code).contains(ScorecardCheck.Code.UNKNOWN_KEY);
        assertThat(metrics.absent())
                .containsExactly(new Absent(
                        "churn-risk-score",
                        UndefinedReason.UNCONFIGURED,
                        "the KPI is not among the given ones; add the module that has it"));
    }

    @Test
    void theHealthHighlightsAreHandedIn() {
        Report.HealthHighlights health = report().health();
        assertThat(health.bands()).isEqualTo(HEALTH.bands());
        assertThat(health.movers()).isEqualTo(HEALTH.movers());
        assertThat(health.atRiskRate()).isPresent();
        assertThat(health.absent()).isEmpty();
    }

    @Test
    void theRisksAreInTheOrderOfWhatIsAtStake() {
        Report.Risks risks = report().risks();
        // 60 x 540 = 32 400 = 90 x 360 > 20 x 1 440 = 28 800; of equals the higher risk; X pays nobody knows what
        assertThat(risks.churnRisks()).extracting(AccountScore::accountId).containsExactly("B", "D", "A", "X");
        assertThat(risks.expansionScores()).extracting(AccountScore::accountId).containsExactly("D", "A");
        // b0 ended before, b2 ends on day 90, c1 is renewed; the renewal of a1 is not known yet
        assertThat(risks.contractsDue())
                .containsExactly(
                        new ContractDue("b1", "B", LocalDate.parse("2025-02-01"), eur("1200.00")),
                        new ContractDue("a1", "A", LocalDate.parse("2025-03-01"), eur("1200.00")),
                        new ContractDue("d1", "D", LocalDate.parse("2025-05-01"), eur("1200.00")));
        assertThat(risks.pipeline()).isPresent();
        assertThat(risks.absent()).isEmpty();
    }

    @Test
    void theActionsAreTheTriggersThatFired() {
        Report.Actions actions = report().actions();
        assertThat(actions.fired())
                .singleElement()
                .satisfies(fired -> assertThat(fired.playbook()).isEqualTo("CSM outreach"));
        assertThat(actions.unread()).isEmpty();
        assertThat(actions.absent()).isEmpty();
    }

    @Test
    void theWinsAreTargetsThatWereMetAndWhatWasLearnt() {
        Report.WinsAndLearnings wins = report().wins();
        assertThat(wins.targetsMet())
                .singleElement()
                .satisfies(met -> assertThat(met.target().key()).isEqualTo("net-revenue-retention"));
        assertThat(wins.experiments()).hasSize(1);
        assertThat(wins.comments()).containsExactly("D went live in a week");
        assertThat(wins.exitReasons().orElseThrow().now().table())
                .containsExactly(new KpiRow.CategoryRow(Optional.of("Enterprise"), "(unspecified)", 1, BigDecimal.ONE));
        assertThat(wins.absent()).isEmpty();
    }

    @Test
    void aReportIsPlainDataAndReadsBackFromItsJson() {
        Report report = report();
        String json = Json.write(report);
        assertThat(Json.read(json, Report.class)).isEqualTo(report);
        assertThat(json).startsWith("{\"scorecard\":\"january\",\"audience\":\"executive\",\"cadence\":\"MONTHLY\"");
    }

    private static List<String> absent(List<Absent> absent) {
        return absent.stream()
                .map(gap -> gap.what() + ": " + gap.reason() + ", " + gap.detail())
                .toList();
    }

    @Test
    void aSectionWithoutDataSaysWhy() {
        Scorecard scorecard = Scorecard.builder("bare", Cadence.MONTHLY)
                .keys("customer-churn-rate")
                .build();
        ScorecardReading reading = scorecard
                .over(List.of(RetentionKpis.CUSTOMER_CHURN_RATE), JANUARY, ZoneOffset.UTC)
                .measure(Books.sharedData());
        Report report = Report.of(reading).build();
        String notThere = ": UNCONFIGURED, the KPI is not among the given ones; add the module that has it";
        assertThat(absent(report.summary().absent()))
                .containsExactly(
                        "north star: UNCONFIGURED, no KPI is designated; name one in the scorecard",
                        "net-revenue-retention" + notThere,
                        "gross-revenue-retention" + notThere,
                        "net-promoter-score" + notThere,
                        "health bands: UNCONFIGURED, no scores were handed in");
        assertThat(absent(report.metrics().absent()))
                .containsExactly("parts of net revenue retention in [2025-01-01, 2025-02-01): UNCONFIGURED,"
                        + " no data were handed in");
        assertThat(absent(report.health().absent()))
                .containsExactly(
                        "health bands: UNCONFIGURED, no scores were handed in",
                        "movers: UNCONFIGURED, no scores were handed in",
                        "at-risk-account-rate" + notThere);
        assertThat(absent(report.risks().absent()))
                .containsExactly(
                        "churn risks: UNCONFIGURED, no scores were handed in",
                        "contracts due: UNCONFIGURED, no data were handed in",
                        "expansion scores: UNCONFIGURED, no scores were handed in",
                        "expansion-pipeline-value" + notThere);
        assertThat(absent(report.actions().absent()))
                .containsExactly("triggers: UNCONFIGURED, the scorecard has no trigger; add one");
        assertThat(absent(report.wins().absent()))
                .containsExactly(
                        "targets: UNCONFIGURED, the scorecard has no target; set one",
                        "experiments: NO_DATA, no result of an experiment was handed in",
                        "comments: NO_DATA, no text was handed in",
                        "exit-reason-frequency" + notThere);
        assertThat(Json.read(Json.write(report), Report.class)).isEqualTo(report);
    }

    @Test
    void dataThatHaveNothingOfAPartSaySo() {
        Scorecard scorecard = Scorecard.builder("quiet", Cadence.MONTHLY)
                .keys("customer-churn-rate")
                .targets(KpiTarget.of("customer-churn-rate", new BigDecimal("0.01")))
                .triggers(new Trigger(
                        "customer-churn-rate",
                        Trigger.Per.OVERALL,
                        Trigger.Comparison.BELOW,
                        List.of(BigDecimal.ZERO),
                        1,
                        "rejoice"))
                .build();
        CustomerData data = Books.sharedData();
        HealthSnapshot nobody = new HealthSnapshot(List.of(), List.of(), List.of(), List.of());
        Report report = Report.of(scorecard.over(KPIS, JANUARY, ZoneOffset.UTC).measure(data))
                .data(data)
                .health(nobody)
                .build();
        assertThat(absent(report.health().absent()))
                .containsExactly(
                        "health bands: NO_DATA, the scores have none", "movers: NO_DATA, the scores have none");
        assertThat(absent(report.risks().absent())).contains("contracts due: NO_DATA, the data have no contracts");
        assertThat(absent(report.actions().absent())).containsExactly("triggers: NO_DATA, no trigger fired");
        assertThat(absent(report.wins().absent())).contains("targets: NO_DATA, no target was met");
        ReportingPeriod longAgo = ReportingPeriod.month(2024, 6);
        Report first = Report.of(scorecard.over(KPIS, longAgo, ZoneOffset.UTC).measure(data()))
                .data(data())
                .build();
        assertThat(absent(first.risks().absent()))
                .contains("contracts due: NO_DATA, no contract ends in the 90 days after the period without a renewal");
        assertThat(absent(first.metrics().absent()))
                .containsExactly("parts of net revenue retention in [2024-06-01, 2024-07-01): ZERO_DENOMINATOR,"
                        + " the opening revenue is 0");
        assertThat(first.metrics().retentionChange()).isEmpty();
    }

    @Test
    void aBandHasSomeOfTheScoredAccounts() {
        assertThatThrownBy(() -> new Band("red", 5, 4, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("band \"red\" has 5 of 4 scored accounts; it must be 0 to all of them, and of 1 at least");
        assertThatThrownBy(() -> new Band("red", 0, 0, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Band("red", -1, 4, Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
