package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RandomBooks;
import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Evidence;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RandomLedgers;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import java.math.BigDecimal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The laws between KPIs of the catalogue. */
@Domain(RandomBooks.class)
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
final class CatalogProperties {
    private static final Quotient ONE = Quotient.of(1);

    private static Optional<Quotient> read(Kpi kpi, CustomerData data, ReportingPeriod period) {
        KpiResult result = kpi.measure(data, period);
        if (result.quotient().isEmpty()) {
            assertThat(result.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
        }
        return result.quotient();
    }

    private static void addUpToOne(Kpi one, Kpi other, CustomerData data, ReportingPeriod period) {
        Optional<Quotient> part = read(one, data, period);
        Optional<Quotient> rest = read(other, data, period);
        assertThat(part.isPresent()).isEqualTo(rest.isPresent());
        part.ifPresent(value ->
                assertThat(value.plus(rest.orElseThrow())).as(one.key()).isEqualByComparingTo(ONE));
    }

    @Property(tries = 150)
    void retentionAndChurnAddUpToOneInEveryMethod(
            @ForAll Portfolio book, @ForAll ReportingPeriod period, @ForAll RetentionMethod method) {
        CustomerData data = book.data();
        Kpi grr = RetentionKpis.GROSS_REVENUE_RETENTION.with(RetentionKpis.METHOD, method);
        Kpi grossChurn = RetentionKpis.GROSS_REVENUE_CHURN_RATE.with(RetentionKpis.METHOD, method);
        Kpi nrr = RetentionKpis.NET_REVENUE_RETENTION.with(RetentionKpis.METHOD, method);
        Kpi netChurn = RetentionKpis.NET_REVENUE_CHURN_RATE.with(RetentionKpis.METHOD, method);
        addUpToOne(grr, grossChurn, data, period);
        addUpToOne(nrr, netChurn, data, period);
        addUpToOne(RetentionKpis.CUSTOMER_RETENTION_RATE, RetentionKpis.CUSTOMER_CHURN_RATE, data, period);
    }

    @Property(tries = 150)
    void netRetentionIsGrossRetentionAndWhatWasGained(
            @ForAll Portfolio book, @ForAll ReportingPeriod period, @ForAll RetentionMethod method) {
        CustomerData data = book.data();
        Kpi gain = Kpi.define("gain", "Gain")
                .byDefault(RetentionKpis.METHOD, method)
                .byDefault(RetentionKpis.INCLUDE_REACTIVATION, false)
                .as(Ledger.sum(RevenueTerm.GAINED)
                        .over(RevenueTerm.OPEN)
                        .by(RetentionKpis.METHOD, RetentionKpis.INCLUDE_REACTIVATION));
        Optional<Quotient> gross = RetentionKpis.GROSS_REVENUE_RETENTION
                .with(RetentionKpis.METHOD, method)
                .measure(data, period)
                .quotient();
        Optional<Quotient> net = RetentionKpis.NET_REVENUE_RETENTION
                .with(RetentionKpis.METHOD, method)
                .measure(data, period)
                .quotient();
        Optional<Quotient> gained = gain.measure(data, period).quotient();
        assertThat(net.isPresent()).isEqualTo(gross.isPresent()).isEqualTo(gained.isPresent());
        net.ifPresent(value ->
                assertThat(value).isEqualByComparingTo(gross.orElseThrow().plus(gained.orElseThrow())));
        if (method == RetentionMethod.POINT_TO_POINT && net.isPresent()) {
            Quotient kept = gross.orElseThrow();
            assertThat(kept.signum()).isNotNegative();
            assertThat(kept).isLessThanOrEqualTo(ONE.min(net.get()));
        }
    }

    @Property(tries = 150)
    void whoDowngradesAndStaysDoesNotChurn(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        read(RetentionKpis.CUSTOMER_DOWNGRADE_RATE, data, period)
                .ifPresent(downgraded -> assertThat(
                                downgraded.plus(read(RetentionKpis.CUSTOMER_CHURN_RATE, data, period)
                                        .orElseThrow()))
                        .isLessThanOrEqualTo(ONE));
    }

    @Property(tries = 150)
    void numbersStayInTheirRanges(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        read(ExpansionKpis.EXPANSION_REVENUE_RATE, data, period)
                .ifPresent(rate -> assertThat(rate.value()).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
        for (Kpi points : new Kpi[] {AdvocacyKpis.NET_PROMOTER_SCORE, OperationsKpis.EMPLOYEE_NET_PROMOTER_SCORE}) {
            read(points, data, period)
                    .ifPresent(score ->
                            assertThat(score.value()).isBetween(BigDecimal.valueOf(-100), BigDecimal.valueOf(100)));
        }
        read(OperationsKpis.CUSTOMER_SATISFACTION_SCORE, data, period)
                .ifPresent(rate -> assertThat(rate.value()).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
        OperationsKpis.CUSTOMER_EFFORT_SCORE
                .measure(data, period)
                .value()
                .ifPresent(score -> assertThat(score).isBetween(BigDecimal.ONE, BigDecimal.valueOf(7)));
        for (Kpi kpi : KpiCatalog.standard().kpis()) {
            boolean share = kpi.definition().unit() == KpiUnit.PERCENT
                    && kpi.definition().direction() == Direction.HIGHER
                    && kpi.formula() instanceof io.csmetrics.family.Share;
            if (share) {
                kpi.measure(data, period)
                        .value()
                        .ifPresent(value -> assertThat(value).isBetween(BigDecimal.ZERO, BigDecimal.ONE));
            }
        }
    }

    @Property(tries = 150)
    void theBridgeCloses(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        Quotient closing = term(RevenueTerm.OPEN, data, period)
                .plus(term(RevenueTerm.NEW, data, period))
                .plus(term(RevenueTerm.REACTIVATION, data, period))
                .plus(term(RevenueTerm.EXPANSION, data, period))
                .minus(term(RevenueTerm.CONTRACTION, data, period))
                .minus(term(RevenueTerm.CHURN, data, period));
        assertThat(term(RevenueTerm.CLOSE, data, period)).isEqualByComparingTo(closing);
        assertThat(term(RevenueTerm.RETAINED, data, period).plus(term(RevenueTerm.LOST, data, period)))
                .isEqualByComparingTo(term(RevenueTerm.OPEN, data, period));
        assertThat(term(RevenueTerm.RETAINED, data, period).plus(term(RevenueTerm.GAINED, data, period)))
                .isEqualByComparingTo(term(RevenueTerm.COHORT_CLOSE, data, period));
        assertThat(term(RevenueTerm.LOST, data, period).minus(term(RevenueTerm.GAINED, data, period)))
                .isEqualByComparingTo(term(RevenueTerm.NET_LOST, data, period));
    }

    private static Quotient term(RevenueTerm term, CustomerData data, ReportingPeriod period) {
        return Kpi.define("term", "Term")
                .as(Ledger.sum(term))
                .measure(data, period)
                .quotient()
                .orElseThrow();
    }

    @Property(tries = 100)
    void aRatioIsItsEvidence(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        for (Kpi kpi : KpiCatalog.standard().kpis()) {
            KpiResult result = kpi.measure(data, period);
            Evidence evidence = result.evidence();
            if (kpi.definition().unit() == KpiUnit.PERCENT
                    && evidence.numerator().isPresent()
                    && result.quotient().isPresent()) {
                assertThat(result.quotient().get())
                        .isEqualByComparingTo(new Quotient(
                                evidence.numerator().get(),
                                evidence.denominator().orElseThrow()));
            }
            assertThat(result.value().isPresent() || !result.table().isEmpty())
                    .isNotEqualTo(result.undefined().isPresent());
            assertThat(result.explain()).startsWith(kpi.definition().name() + " of " + period + ", overall: ");
        }
    }
}
