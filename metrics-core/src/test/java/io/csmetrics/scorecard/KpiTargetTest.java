package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.KpiTarget.Attainment;
import io.csmetrics.scorecard.KpiTarget.Status;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expected numbers are computed by hand. */
class KpiTargetTest {
    private static final CustomerData DATA = Books.sharedData();

    private static KpiTarget target(Kpi kpi, String value) {
        return KpiTarget.of(kpi.key(), new BigDecimal(value));
    }

    private static Attainment attainment(Kpi kpi, String target) {
        return target(kpi, target).attainment(kpi.measure(DATA, JANUARY));
    }

    @Test
    void attainmentIsActualOverTargetWhereHigherIsBetter() {
        // the worked example of target-attainment in the KPI specification: 65 % of 90 %
        Attainment reached = attainment(RetentionKpis.GROSS_REVENUE_RETENTION, "0.90");
        assertThat(reached.actual()).contains(new BigDecimal("0.65"));
        assertThat(reached.attained().orElseThrow()).isEqualByComparingTo(Quotient.of(65, 90));
        assertThat(reached.gap().orElseThrow().value()).isEqualTo("-0.25");
        assertThat(reached.status()).isEqualTo(Status.MISSED);
        assertThat(reached.period()).isEqualTo(JANUARY);
    }

    @Test
    void attainmentIsTargetOverActualWhereLowerIsBetter() {
        Attainment reached = attainment(RetentionKpis.CUSTOMER_CHURN_RATE, "0.5");
        assertThat(reached.attained().orElseThrow()).isEqualByComparingTo(Quotient.of(3, 2));
        assertThat(reached.gap().orElseThrow()).isEqualByComparingTo(Quotient.of(-1, 6));
        assertThat(reached.status()).isEqualTo(Status.MET);
        assertThat(attainment(RetentionKpis.CUSTOMER_CHURN_RATE, "0.25").status())
                .isEqualTo(Status.MISSED);
    }

    @Test
    void aTargetThatIsJustReachedIsMet() {
        assertThat(attainment(RetentionKpis.NET_REVENUE_RETENTION, "0.75").status())
                .isEqualTo(Status.MET);
        assertThat(attainment(RetentionKpis.GROSS_REVENUE_CHURN_RATE, "0.35").status())
                .isEqualTo(Status.MET);
        // a third exactly, which no decimal is
        KpiResult third = Results.of(RetentionKpis.CUSTOMER_CHURN_RATE, JANUARY, Segment.overall(), Quotient.of(1, 3));
        assertThat(target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.3333333333333333")
                        .attainment(third)
                        .status())
                .isEqualTo(Status.MISSED);
    }

    @Test
    void numbersThatAreNotAboveZeroHaveAGapButNoAttainment() {
        // net churn is 25 %
        Attainment negativeTarget = attainment(RetentionKpis.NET_REVENUE_CHURN_RATE, "-0.05");
        assertThat(negativeTarget.attained()).isEmpty();
        assertThat(negativeTarget.gap().orElseThrow().value()).isEqualTo("0.3");
        assertThat(negativeTarget.status()).isEqualTo(Status.MISSED);
        KpiResult nothing = Results.of(ExpansionKpis.EXPANSION_REVENUE, JANUARY, Segment.overall(), Quotient.of(0));
        Attainment none = target(ExpansionKpis.EXPANSION_REVENUE, "10").attainment(nothing);
        assertThat(none.attained()).isEmpty();
        assertThat(none.gap()).contains(Quotient.of(-10));
        assertThat(none.status()).isEqualTo(Status.MISSED);
    }

    @Test
    void aNeutralKpiStaysInItsBandOrNot() {
        Kpi kpi = OperationsKpis.ACCOUNTS_PER_CSM;
        KpiTarget band = KpiTarget.between(kpi.key(), new BigDecimal("20"), new BigDecimal("40"));
        assertThat(Results.series(kpi, JANUARY, Segment.overall(), "40.01", "40", "30", "20", "19.99").stream()
                        .map(result -> band.attainment(result).status()))
                .containsExactly(Status.MISSED, Status.MET, Status.MET, Status.MET, Status.MISSED);
        Attainment inside = band.attainment(Results.of(kpi, JANUARY, Segment.overall(), Quotient.of(30)));
        assertThat(inside.attained()).isEmpty();
        assertThat(inside.gap()).isEmpty();
    }

    @Test
    void aNumberThatDoesNotExistIsNeitherMetNorMissed() {
        KpiResult undefined = RetentionKpis.CUSTOMER_CHURN_RATE.measure(DATA, ReportingPeriod.month(2024, 1));
        Attainment unknown = target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.05").attainment(undefined);
        assertThat(unknown.status()).isEqualTo(Status.UNKNOWN);
        assertThat(unknown.actual()).isEmpty();
        assertThat(unknown.gap()).isEmpty();
    }

    @Test
    void aSegmentHasItsOwnTarget() {
        Segment enterprise = Segment.of("segment", "Enterprise");
        KpiTarget target = target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.05").forSegment(enterprise);
        KpiResult result = RetentionKpis.CUSTOMER_CHURN_RATE
                .measureBy(Segmentation.by("segment"), DATA, JANUARY)
                .get(enterprise);
        // of the enterprise customers C alone was there at the start, and left
        assertThat(target.attainment(result).attained().orElseThrow()).isEqualByComparingTo(Quotient.of(5, 100));
        assertThatThrownBy(() -> target.attainment(RetentionKpis.CUSTOMER_CHURN_RATE.measure(DATA, JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target of \"customer-churn-rate\", segment=Enterprise must be held against its own number,"
                        + " not customer-churn-rate, overall");
        assertThatThrownBy(() ->
                        target(RetentionKpis.CUSTOMER_RETENTION_RATE, "0.9").attainment(result))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTargetHoldsForPeriodsInsideItsValidity() {
        KpiTarget target = target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.05").within(ReportingPeriod.quarter(2025, 1));
        assertThat(target.holdsFor(JANUARY)).isTrue();
        assertThat(target.holdsFor(ReportingPeriod.quarter(2025, 1))).isTrue();
        assertThat(target.holdsFor(ReportingPeriod.month(2024, 12))).isFalse();
        assertThat(target.holdsFor(ReportingPeriod.year(2025))).isFalse();
        assertThat(target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.05").holdsFor(JANUARY))
                .isTrue();
    }

    @Test
    void theFormFollowsTheDirection() {
        KpiTarget number = target(OperationsKpis.ACCOUNTS_PER_CSM, "30");
        assertThatThrownBy(() -> number.attainment(OperationsKpis.ACCOUNTS_PER_CSM.measure(DATA, JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target of \"accounts-per-csm\" must be a band, since neither more nor less is better;"
                        + " give lowest and highest");
        KpiTarget band = KpiTarget.between("customer-churn-rate", BigDecimal.ZERO, BigDecimal.ONE);
        assertThatThrownBy(() -> band.attainment(RetentionKpis.CUSTOMER_CHURN_RATE.measure(DATA, JANUARY)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target of \"customer-churn-rate\" must be a number, since less is better; give a value");
        KpiTarget more = KpiTarget.between("net-revenue-retention", BigDecimal.ZERO, BigDecimal.ONE);
        assertThatThrownBy(() -> more.attainment(RetentionKpis.NET_REVENUE_RETENTION.measure(DATA, JANUARY)))
                .hasMessageContaining("since more is better");
    }

    @Test
    void whatIsNoTargetIsRefused() {
        assertThatThrownBy(() -> KpiTarget.of(" ", BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key of a target must not be blank; name a KPI");
        assertThatThrownBy(() -> KpiTarget.between("k", BigDecimal.TEN, BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lowest 10 of a target band must be at most its highest 1; swap them");
        KpiTarget band = KpiTarget.between("k", BigDecimal.ONE, BigDecimal.TEN);
        assertThatThrownBy(() -> new KpiTarget(
                        "k", Segment.overall(), band.validity(), Optional.of(BigDecimal.ONE), band.band()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("target of \"k\" must have either a value or a band; give one of them");
    }

    @Test
    void equalNumbersMakeEqualTargets() {
        assertThat(target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.050"))
                .isEqualTo(target(RetentionKpis.CUSTOMER_CHURN_RATE, "0.05"));
    }
}
