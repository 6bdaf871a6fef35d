package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What became of customers at each of their renewal opportunities: the survival curve for contracts, which can only end where they are
 * up for renewal. Monthly and annual contracts are comparable here, by opportunity, not by month.
 *
 * <p>Source of the error: Greenwood (1926), "The natural duration of cancer".
 *
 * @param confidence the confidence of the intervals
 * @param opportunities the opportunities from the first on, numbered from 1
 */
public record LifeTable(Confidence confidence, List<Opportunity> opportunities) {
    private static final int MOST = 10_000;

    /** Copies the list. */
    public LifeTable {
        opportunities = List.copyOf(opportunities);
    }

    /**
     * One opportunity.
     *
     * @param number the number of the opportunity, 1 for the first renewal
     * @param facing the customers that faced it
     * @param lost those of them that did not renew
     * @param renewalRate {@code (facing - lost) / facing}; empty where nobody faced it
     * @param interval the score interval of Wilson of the rate; empty where nobody faced it
     * @param survival the share that is estimated to have renewed here and at all opportunities before; empty where it is not known, since
     *     nobody faced this opportunity or one before
     * @param standardError Greenwood's standard error of the survival; empty where survival is 0 or not known
     */
    public record Opportunity(
            int number,
            long facing,
            long lost,
            OptionalDouble renewalRate,
            Optional<Interval> interval,
            OptionalDouble survival,
            OptionalDouble standardError) {}

    /**
     * Returns the life table of counts.
     *
     * @param facing for each opportunity the customers that faced it, in order from the first; not changed
     * @param lost for each opportunity those of them that did not renew; not changed
     * @param confidence the confidence of the intervals
     * @return the life table
     * @throws IllegalArgumentException if the columns differ in length, or not {@code 0 <= lost <= facing}
     */
    public static LifeTable of(long[] facing, long[] lost, Confidence confidence) {
        if (facing.length != lost.length) {
            throw new IllegalArgumentException("facing has " + facing.length + " opportunities and lost " + lost.length
                    + "; give one number of each for each opportunity");
        }
        List<Opportunity> opportunities = new ArrayList<>();
        double survival = 1;
        double sum = 0;
        boolean known = true;
        double z = confidence.z();
        for (int k = 0; k < facing.length; k++) {
            if (lost[k] < 0 || lost[k] > facing[k]) {
                throw new IllegalArgumentException("lost " + lost[k] + " at opportunity " + (k + 1)
                        + " must be 0 to the " + facing[k] + " that faced it; count each customer once on both sides");
            }
            double n = facing[k];
            double d = lost[k];
            known &= n > 0 || survival == 0;
            survival *= n > 0 ? (n - d) / n : 1;
            sum += n > d ? d / (n * (n - d)) : 0;
            Proportion renewed = new Proportion(facing[k] - lost[k], facing[k]);
            opportunities.add(new Opportunity(
                    k + 1,
                    facing[k],
                    lost[k],
                    renewed.rate(),
                    renewed.wilson(z),
                    known ? OptionalDouble.of(survival) : OptionalDouble.empty(),
                    known && survival > 0 ? OptionalDouble.of(survival * Math.sqrt(sum)) : OptionalDouble.empty()));
        }
        return new LifeTable(confidence, opportunities);
    }

    /**
     * Returns the life table of customers. A duration counts opportunities: 3 with an event was lost at the third, 3 without has renewed
     * three times and not come to the fourth.
     *
     * @param durations the durations, whole numbers up to 10,000; an event at 1 or later; an entry is the number of renewals made
     *     before watching began
     * @param confidence the confidence of the intervals
     * @return the life table; empty where nobody faced an opportunity
     * @throws IllegalArgumentException if a duration is not such a number
     */
    public static LifeTable of(Durations durations, Confidence confidence) {
        requireOpportunities(durations.sortedEvents(), 1, "event");
        requireOpportunities(durations.sortedCensored(), 0, "censored duration");
        int opportunities = (int) durations.lastFollowUp().orElse(0);
        long[] facing = new long[opportunities];
        long[] lost = new long[opportunities];
        RiskSet risk = new RiskSet(durations);
        for (int k = 0; k < opportunities; k++) {
            risk.moveTo(k + 1.0);
            facing[k] = risk.atRisk();
            lost[k] = risk.events();
        }
        return of(facing, lost, confidence);
    }

    private static void requireOpportunities(double[] times, int least, String what) {
        for (double time : times) {
            if (time < least || time > MOST || time != Math.rint(time)) {
                throw new IllegalArgumentException(what + " at " + time + " must be at a whole number from " + least
                        + " to " + MOST + "; count renewal opportunities, not days");
            }
        }
    }
}
