package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.DistinctFacts;
import io.csmetrics.facts.Segment;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Only;
import io.csmetrics.family.Reference;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KpiTest {
    private static final CustomerData SHARED = Books.sharedData();
    private static final Kpi NRR = RetentionKpis.NET_REVENUE_RETENTION;
    private static final Kpi CLTV = ExpansionKpis.CUSTOMER_LIFETIME_VALUE;

    private static UnitFacts units(long n, long hits) {
        return new UnitFacts(
                n,
                0,
                0,
                BigDecimal.valueOf(n),
                BigDecimal.valueOf(hits),
                BigDecimal.ZERO,
                Collections.emptySortedSet());
    }

    @Test
    void whatIsNotSaidIsNeutral() {
        KpiDefinition plain =
                Kpi.define("plain", "Plain").as(Ledger.sum(RevenueTerm.OPEN)).definition();
        assertThat(plain)
                .isEqualTo(new KpiDefinition(
                        "plain",
                        "Plain",
                        List.of(),
                        "Plain",
                        KpiUnit.RATIO,
                        Direction.NEUTRAL,
                        FocusArea.OPERATIONS,
                        Stage.CROSS_STAGE,
                        Indicator.LAGGING,
                        Cadence.MONTHLY,
                        KpiScope.STRATEGIC,
                        false,
                        "What is our Plain?",
                        List.of(),
                        new TreeMap<>()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Churn",
                "1st",
                "a--b",
                "a-",
                "-a",
                "a_b",
                "a b",
                "é",
                "net-revenue-retention-and-so-on-and-so-on-and-so-on-and-so-on-and-so-on-and-so-on-and-so-on-and-so-on-longer"
            })
    void keysAreWordsWithHyphens(String key) {
        Kpi.Builder builder = Kpi.define(key, "Name");
        Ledger formula = Ledger.sum(RevenueTerm.OPEN);
        assertThatThrownBy(() -> builder.as(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "key \"" + key + "\" must be words of small letters and digits with single hyphens between, "
                                + "begin with a letter and have at most 100 characters");
    }

    @Test
    void textsMustBeThere() {
        Ledger formula = Ledger.sum(RevenueTerm.OPEN);
        assertThatThrownBy(() -> Kpi.define("k2-9a", " ").as(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name of KPI \"k2-9a\" must not be blank");
        assertThatThrownBy(() -> Kpi.define("k", "K").tells("").as(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("definition of KPI \"k\" must not be blank");
        assertThatThrownBy(() -> Kpi.define("k", "K").asks("").as(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("question of KPI \"k\" must not be blank");
    }

    @Test
    void onlyParametersOfTheFormulaCanBeSet() {
        assertThatThrownBy(() -> NRR.with(RetentionKpis.LOOKBACK, java.time.Duration.ofDays(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"net-revenue-retention\" has no parameter \"lookback\"; "
                        + "it has [includeReactivation, method]");
        assertThatThrownBy(() -> NRR.with("method", "FLOW"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"method\" of KPI \"net-revenue-retention\" must be a METHOD, not FLOW");
        Kpi.Builder builder = Kpi.define("k", "K").byDefault(Param.named("x", Param.Type.NUMBER), BigDecimal.ONE);
        Ledger formula = Ledger.sum(RevenueTerm.OPEN);
        assertThatThrownBy(() -> builder.as(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"k\" has no parameter \"x\"; it has []");
    }

    @Test
    void whatTheCallerSetsOverridesTheDefault() {
        Kpi half = CLTV.with(ExpansionKpis.GROSS_MARGIN, new BigDecimal("0.5"));
        assertThat(half.measure(SHARED, Books.JANUARY).value()).contains(new BigDecimal("95"));
        assertThat(half).hasToString("customer-lifetime-value{grossMargin=0.5}");
        assertThat(half.bound()).containsExactly(Map.entry("grossMargin", new BigDecimal("0.5")));
        assertThat(CLTV).hasToString("customer-lifetime-value");
        assertThat(CLTV.parameters())
                .containsExactly(
                        Map.entry("basis", Param.Type.WORD),
                        Map.entry("grossMargin", Param.Type.NUMBER),
                        Map.entry("method", Param.Type.WORD));
    }

    @Test
    void aKpiThatIsAnOperandKeepsWhatWasSetAndWhere() {
        Kpi half = CLTV.with(ExpansionKpis.GROSS_MARGIN, new BigDecimal("0.5"));
        Kpi twice = Kpi.define("twice", "Twice").as(Derived.of("2 * v", Map.of("v", half.asOperand())));
        assertThat(twice.parameters()).isEmpty();
        assertThat(twice.measure(SHARED, Books.JANUARY).value()).contains(new BigDecimal("190"));
        Kpi some = ExpansionKpis.MONTHLY_RECURRING_REVENUE.where(AccountFilter.where("segment", "SMB"));
        assertThat(Kpi.define("part", "Part")
                        .as(Derived.of("m", Map.of("m", some.asOperand())))
                        .measure(SHARED, Books.JANUARY)
                        .value())
                .contains(new BigDecimal("150"));
    }

    @Test
    void defaultsOfOperandsCanBeTakenOver() {
        Kpi twice = Kpi.define("twice", "Twice")
                .byDefaultAs(ExpansionKpis.EXPANSION_REVENUE_RATE, NRR)
                .as(Derived.of(
                        "190 * v * r",
                        Map.of("v", ExpansionKpis.EXPANSION_REVENUE_RATE.asOperand(), "r", NRR.asOperand())));
        assertThat(twice.definition().defaults()).containsOnlyKeys("denominator", "includeReactivation", "method");
        assertThat(twice.measure(SHARED, Books.JANUARY).value()).contains(new BigDecimal("15"));
    }

    @Test
    void aFilterIsWrittenAndExplainedAndNotLostInAnotherFormula() {
        Kpi small = RetentionKpis.CUSTOMER_CHURN_RATE
                .where(AccountFilter.where("segment", "SMB"))
                .where(AccountFilter.whereSet("owner"));
        assertThat(small.formula())
                .isEqualTo(new Only(
                        AccountFilter.where("segment", "SMB").and(AccountFilter.whereSet("owner")),
                        RetentionKpis.CUSTOMER_CHURN_RATE.asOperand()));
        assertThat(small.asOperand()).isEqualTo(small.formula());
        assertThat(ExpansionKpis.CONVERTED_PQL_LIFETIME_VALUE.asOperand())
                .isEqualTo(new Reference(
                        "converted-pql-lifetime-value",
                        KpiUnit.MONEY,
                        Direction.HIGHER,
                        ExpansionKpis.CONVERTED_PQL_LIFETIME_VALUE.formula()));
        assertThat(small.measure(SHARED, Books.JANUARY).explain())
                .contains("\nof accounts with owner is set and segment in [SMB]");
    }

    @Test
    void filtersNarrowEachOther() {
        Kpi mrr = ExpansionKpis.MONTHLY_RECURRING_REVENUE
                .where(AccountFilter.where("segment", "SMB"))
                .where(AccountFilter.where("region", "EMEA"));
        assertThat(mrr.measure(SHARED, Books.JANUARY).value()).contains(new BigDecimal("120"));
        assertThat(mrr.key()).isEqualTo("monthly-recurring-revenue");
    }

    @Test
    void segmentsAreMeasuredInOnePass() {
        Map<Segment, KpiResult> bySegment = NRR.measureBy(Segmentation.by("segment"), SHARED, Books.JANUARY);
        assertThat(bySegment.keySet())
                .containsExactly(Segment.of("segment", "Enterprise"), Segment.of("segment", "SMB"));
        assertThat(bySegment.get(Segment.of("segment", "SMB")).value()).contains(BigDecimal.ONE);
        assertThat(bySegment.get(Segment.of("segment", "Enterprise")).value()).contains(BigDecimal.ZERO);
        assertThat(NRR.measureBy(Segmentation.none(), SHARED, Books.JANUARY)).isEmpty();
    }

    @Test
    void aSeriesIsInTheOrderOfItsPeriods() {
        List<ReportingPeriod> months = ReportingPeriod.months(YearMonth.of(2024, 12), 3);
        assertThat(ExpansionKpis.MONTHLY_RECURRING_REVENUE.series(SHARED, months))
                .extracting(result -> result.value().orElseThrow().intValue())
                .containsExactly(200, 190, 190);
        assertThat(NRR.series(SHARED, List.of(months.get(1), months.get(0), months.get(1))))
                .extracting(result -> result.reading().period())
                .containsExactly(months.get(1), months.get(0), months.get(1));
    }

    @Test
    void factsOfTheCallerAreDivided() {
        assertThat(NRR.of(SHARED.ledger().retention(Books.JANUARY)))
                .isEqualTo(NRR.measure(SHARED, Books.JANUARY).answer());
        assertThat(RetentionKpis.CUSTOMER_RETENTION_RATE
                        .of(units(4, 3))
                        .number()
                        .orElseThrow()
                        .value())
                .isEqualTo(new BigDecimal("0.75"));
        assertThat(ExpansionKpis.MRR_GROWTH_RATE
                        .of(SHARED.ledger().bridge(Books.JANUARY))
                        .number()
                        .orElseThrow()
                        .value())
                .isEqualTo(new BigDecimal("-0.05"));
        assertThat(RetentionKpis.CUSTOMER_RETENTION_RATE.of(units(0, 0)))
                .isInstanceOfSatisfying(
                        Answer.Undefined.class,
                        undefined -> assertThat(undefined.reason()).isEqualTo(UndefinedReason.ZERO_DENOMINATOR));
    }

    @Test
    void factsOfAnotherMethodOrKindAreRefused() {
        assertThatThrownBy(() -> NRR.of(SHARED.ledger().bridge(Books.JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("RevenueBridge cannot stand for RevenueRetention; give facts that count the same thing");
        Kpi flow = NRR.with(RetentionKpis.METHOD, RetentionMethod.FLOW);
        assertThatThrownBy(() -> flow.of(SHARED.ledger().retention(Books.JANUARY)))
                .isInstanceOf(IllegalArgumentException.class);
        Kpi cohort = NRR.with(RetentionKpis.METHOD, RetentionMethod.COHORT_MOVEMENTS);
        assertThatThrownBy(() -> cohort.of(SHARED.ledger().retention(Books.JANUARY)))
                .isInstanceOf(IllegalArgumentException.class);
        DistinctFacts names = new DistinctFacts(1, 0, new TreeSet<>(List.of("ann")));
        assertThatThrownBy(() -> ExpansionKpis.PAID_ACCOUNTS.of(names)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> OperationsKpis.CUSTOMER_EFFORT_SCORE.of(names))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFormulaOfSeveralFactsOrOfTheLengthOfThePeriodNeedsMoreThanFacts() {
        assertThatThrownBy(() -> ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT.of(units(1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"average-revenue-per-account\" needs 2 different facts; "
                        + "put them into KpiFacts.given(), one for each KPI in its formula");
        assertThatThrownBy(() -> RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN.of(units(4, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"average-customer-lifespan\" depends on the length of the period; "
                        + "put the facts into KpiFacts.given(), which says the period");
        Kpi compounded = NRR.with(RetentionKpis.METHOD, RetentionMethod.COMPOUNDED);
        assertThatThrownBy(() -> compounded.of(SHARED.ledger().retention(Books.JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "RevenueRetention cannot stand for MonthlyRetentions; give facts that count the same thing");
        Kpi unset = Kpi.define("lost", "Lost")
                .as(Ledger.sum(RevenueTerm.LOST)
                        .by(Param.named("method", Param.Type.METHOD), Param.of(Param.Type.FLAG, false)));
        assertThatThrownBy(() -> unset.of(SHARED.ledger().retention(Books.JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("KPI \"lost\" lacks the parameters [method]; set them first");
    }

    @Test
    void anInstantAtOrBeforeTheStartIsRefusedWhateverIsCounted() {
        Instant start = Instant.parse("2025-01-01T00:00:00Z");
        for (Kpi kpi : List.of(NRR, OperationsKpis.CUSTOMER_EFFORT_SCORE)) {
            assertThatThrownBy(() -> kpi.measure(SHARED, Books.JANUARY, start))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("as-of 2025-01-01T00:00:00Z must be after the start of the period "
                            + "[2025-01-01, 2025-02-01); nothing of it was known");
        }
    }
}
