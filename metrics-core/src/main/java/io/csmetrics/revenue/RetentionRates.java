package io.csmetrics.revenue;

import io.csmetrics.facts.Quotient;
import io.csmetrics.period.ReportingPeriod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;

/**
 * Net and gross revenue retention of a window by one method, as exact fractions.
 *
 * @param method how retained and lost revenue were told apart
 * @param net revenue of the opening accounts at the end, over their revenue at the opening; empty where the opening is 0
 * @param gross the part of the opening revenue that was not lost; empty where the opening is 0
 */
public record RetentionRates(RetentionMethod method, Optional<Quotient> net, Optional<Quotient> gross) {

    /**
     * Returns the point-to-point rates. Defined as {@code closing / opening} and {@code retained / opening}.
     *
     * @param facts what became of the opening accounts
     * @return the rates
     */
    public static RetentionRates pointToPoint(RevenueRetention facts) {
        return of(RetentionMethod.POINT_TO_POINT, facts.opening(), facts.closing(), facts.retained());
    }

    /**
     * Returns the rates by the movements of the opening accounts. Defined as
     * {@code (opening + expansion + reactivation - contraction - churn) / opening} and
     * {@code (opening - contraction - churn) / opening}.
     *
     * @param facts the movements of the opening accounts
     * @return the rates
     */
    public static RetentionRates cohortMovements(CohortMovements facts) {
        BigMoney kept = facts.opening().minus(facts.lost());
        return of(RetentionMethod.COHORT_MOVEMENTS, facts.opening(), kept.plus(facts.gained()), kept);
    }

    /**
     * Returns the rates by the terms of the whole book. Defined as
     * {@code (opening + expansion - contraction - churn [+ reactivation]) / opening} and
     * {@code (opening - contraction - churn) / opening}. New revenue is never added.
     *
     * @param bridge the bridge
     * @param includeReactivation whether returning revenue counts as retained
     * @return the rates
     */
    public static RetentionRates flow(RevenueBridge bridge, boolean includeReactivation) {
        BigMoney kept = bridge.opening().minus(bridge.contraction()).minus(bridge.churn());
        BigMoney net = kept.plus(bridge.expansion());
        return of(
                RetentionMethod.FLOW,
                bridge.opening(),
                includeReactivation ? net.plus(bridge.reactivation()) : net,
                kept);
    }

    /**
     * Returns the product of the point-to-point rates of successive months.
     *
     * @param months the facts of each month, {@link #months(ReportingPeriod)} of the window
     * @return the rates, empty where the opening of any month is 0
     */
    public static RetentionRates compounded(Collection<RevenueRetention> months) {
        Optional<Quotient> net = Optional.of(Quotient.of(1));
        Optional<Quotient> gross = net;
        for (RevenueRetention month : months) {
            RetentionRates rates = pointToPoint(month);
            net = net.flatMap(product -> rates.net.map(product::times));
            gross = gross.flatMap(product -> rates.gross.map(product::times));
        }
        return new RetentionRates(RetentionMethod.COMPOUNDED, net, gross);
    }

    /**
     * Cuts a window at its start plus 1, 2, 3 … months: the parts that {@link RetentionMethod#COMPOUNDED} multiplies. The last part
     * ends where the window does.
     *
     * @param window the window
     * @return the months in order
     */
    public static List<ReportingPeriod> months(ReportingPeriod window) {
        List<ReportingPeriod> months = new ArrayList<>();
        for (int k = 0; window.start().plusMonths(k).isBefore(window.endExclusive()); k++) {
            months.add(ReportingPeriod.of(
                            window.start().plusMonths(k), window.start().plusMonths(k + 1L))
                    .before(window.endExclusive()));
        }
        return List.copyOf(months);
    }

    /**
     * Returns the churn rate of a year at the pace of a window. Defined as {@code 1 - (1 - churn)^(365 / days)}: what is lost is lost
     * from what is left, so twelve times a month's rate would be too much. Only on request: no KPI is ever annualised by itself, and
     * a window that is not over must not be.
     *
     * @param churn the churn rate of the window, 0 to 1
     * @param window the window
     * @return the yearly rate, 0 to 1, real-valued to the precision of {@code double}
     * @throws IllegalArgumentException if the rate is not 0 to 1
     */
    public static double annualisedChurn(Quotient churn, ReportingPeriod window) {
        if (churn.signum() < 0 || churn.compareTo(Quotient.of(1)) > 0) {
            throw new IllegalArgumentException(
                    "churn " + churn.value() + " must be 0 to 1; a rate beyond has no yearly pace");
        }
        return 1 - Math.pow(1 - churn.doubleValue(), 365.0 / window.days());
    }

    private static RetentionRates of(RetentionMethod method, BigMoney opening, BigMoney net, BigMoney gross) {
        if (opening.isZero()) {
            return new RetentionRates(method, Optional.empty(), Optional.empty());
        }
        return new RetentionRates(
                method,
                Optional.of(new Quotient(net.getAmount(), opening.getAmount())),
                Optional.of(new Quotient(gross.getAmount(), opening.getAmount())));
    }
}
