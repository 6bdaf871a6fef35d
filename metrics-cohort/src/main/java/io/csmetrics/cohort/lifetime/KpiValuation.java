package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.ByAge;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.ConstantChurn;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.Refused;
import io.csmetrics.cohort.lifetime.CustomerLifetimeValue.Valued;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;

/** The rule of thumb of the catalogue, with the conventions of this room. */
final class KpiValuation {
    private KpiValuation() {}

    static CustomerLifetimeValue of(KpiResult revenue, BigDecimal grossMargin, KpiResult churn, Discounting terms) {
        require(revenue, KpiUnit.MONEY_PER_MONTH);
        require(churn, KpiUnit.PERCENT);
        if (grossMargin.signum() < 0 || grossMargin.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("gross margin " + grossMargin.toPlainString()
                    + " must be 0 to 1; write 80 % as 0.8, and 1 for revenue");
        }
        if (churn.kpi().direction() != Direction.LOWER) {
            throw new IllegalArgumentException("KPI " + churn.kpi().key()
                    + " must be one of which less is better; take a rate of those who leave");
        }
        if (!revenue.reading().equals(churn.reading())
                || !revenue.segment().equals(churn.segment())
                || !revenue.currency().equals(churn.currency())) {
            throw new IllegalArgumentException("KPIs \"" + revenue + "\" and \"" + churn
                    + "\" must be of one period, segment and currency; measure both together");
        }
        for (KpiResult result : List.of(revenue, churn)) {
            if (result.answer() instanceof Answer.Undefined undefined) {
                return new Refused(LifetimeRefusal.UNDEFINED_KPI, result.kpi().key() + ": " + undefined.detail());
            }
        }
        BigDecimal rate = churn.value().orElseThrow();
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(
                    "churn " + rate + " of " + churn.kpi().key() + " must be 0 to 1; take a rate of those who leave");
        }
        if (rate.signum() == 0) {
            return new Refused(
                    LifetimeRefusal.INFINITE, churn.kpi().key() + " is 0: nobody left, so that no lifetime ends");
        }
        BigDecimal months = period(churn).months();
        Geometric model = new Geometric(rate.doubleValue());
        PeriodMargin margin = PeriodMargin.perPeriod(BigMoney.of(
                revenue.currency(),
                revenue.value().orElseThrow().multiply(grossMargin).multiply(months)));
        ConstantChurn constant = LifetimeValuation.constant(
                model,
                new double[] {margin.amount().getAmount().doubleValue()},
                revenue.currency(),
                terms,
                terms.rate().inMonths(months.doubleValue()));
        return new Valued(
                model,
                revenue.kpi().key() + " and " + churn.kpi().key() + " of " + churn.reading() + " " + churn.segment(),
                List.of(margin),
                terms,
                constant.value(),
                Optional.of(constant),
                List.of(new ByAge(0, constant.value())));
    }

    private static void require(KpiResult result, KpiUnit unit) {
        if (result.kpi().unit() != unit) {
            throw new IllegalArgumentException("KPI " + result.kpi().key() + " in "
                    + result.kpi().unit().key() + " must be in " + unit.key()
                    + "; give revenue per account first and churn second");
        }
    }

    private static ReportingPeriod period(KpiResult result) {
        ReportingPeriod period = result.reading().period();
        boolean cut = result.reading()
                .asOf()
                .filter(known -> known.isBefore(
                        period.endExclusive().atStartOfDay(ZoneOffset.UTC).toInstant()))
                .isPresent();
        if (cut) {
            throw new IllegalArgumentException("reading " + result.reading()
                    + " must be of a period that was over, or its churn is of an unknown length; read it at its end");
        }
        return period;
    }
}
