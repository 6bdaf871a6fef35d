package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Direction;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a KPI should be: a number where more or less is better, a band where neither is. In the unit of the KPI: a percent as a fraction,
 * money in major units, a duration in milliseconds.
 *
 * @param key the key of the KPI
 * @param segment the group of accounts that it is set for; the overall one is for all accounts together, not for each segment
 * @param validity the time that it is set for: it holds for periods that lie wholly inside; empty for always
 * @param value the number to reach; empty where there is a band
 * @param band the band to stay in; empty where there is a number
 */
public record KpiTarget(
        String key,
        Segment segment,
        Optional<ReportingPeriod> validity,
        Optional<BigDecimal> value,
        Optional<Band> band) {

    /**
     * The numbers that are good, both ends included.
     *
     * @param lowest the lowest
     * @param highest the highest, not below the lowest
     */
    public record Band(BigDecimal lowest, BigDecimal highest) {
        /** Checks the order of the ends. */
        public Band {
            lowest = plain(lowest);
            highest = plain(highest);
            if (lowest.compareTo(highest) > 0) {
                throw new IllegalArgumentException("lowest " + lowest.toPlainString()
                        + " of a target band must be at most its highest " + highest.toPlainString() + "; swap them");
            }
        }

        private boolean contains(Quotient number) {
            return number.compareTo(Quotient.of(lowest)) >= 0 && number.compareTo(Quotient.of(highest)) <= 0;
        }
    }

    /** What became of a target. */
    public enum Status {
        /** The number is at the target or better, or inside the band. */
        MET,
        /** The number is worse than the target, or outside the band. */
        MISSED,
        /** There is no number to hold against the target. */
        UNKNOWN
    }

    /**
     * A target beside the number that was reached.
     *
     * @param target the target
     * @param period the period of the number
     * @param actual the number; empty if it does not exist
     * @param attained how much of the target was reached, exact. Defined as {@code actual / target} where higher is better, and as
     *     {@code target / actual} where lower is; 1 and above is met. Empty for a band, and unless both are above 0
     * @param gap {@code actual - target}, exact; empty for a band, and where there is no number
     * @param status whether the target was met
     */
    public record Attainment(
            KpiTarget target,
            ReportingPeriod period,
            Optional<BigDecimal> actual,
            Optional<Quotient> attained,
            Optional<Quotient> gap,
            Status status) {}

    /** Checks that there is either a number or a band. */
    public KpiTarget {
        value = value.map(KpiTarget::plain);
        if (key.isBlank()) {
            throw new IllegalArgumentException("key of a target must not be blank; name a KPI");
        }
        if (value.isPresent() == band.isPresent()) {
            throw new IllegalArgumentException(
                    "target of \"" + key + "\" must have either a value or a band; give one of them");
        }
    }

    /** Equal numbers in one form, so that equal targets are equal. */
    private static BigDecimal plain(BigDecimal number) {
        return Quotient.of(number).numerator();
    }

    /**
     * Returns a number for all accounts and always.
     *
     * @param key the key of the KPI
     * @param value the number to reach
     * @return the target
     */
    public static KpiTarget of(String key, BigDecimal value) {
        return new KpiTarget(key, Segment.overall(), Optional.empty(), Optional.of(value), Optional.empty());
    }

    /**
     * Returns a band for all accounts and always.
     *
     * @param key the key of the KPI
     * @param lowest the lowest number that is good
     * @param highest the highest number that is good
     * @return the target
     */
    public static KpiTarget between(String key, BigDecimal lowest, BigDecimal highest) {
        return new KpiTarget(
                key, Segment.overall(), Optional.empty(), Optional.empty(), Optional.of(new Band(lowest, highest)));
    }

    /**
     * Sets the target for one group of accounts.
     *
     * @param group the segment
     * @return the target
     */
    public KpiTarget forSegment(Segment group) {
        return new KpiTarget(key, group, validity, value, band);
    }

    /**
     * Sets the target for some time, such as a year.
     *
     * @param time the time
     * @return the target
     */
    public KpiTarget within(ReportingPeriod time) {
        return new KpiTarget(key, segment, Optional.of(time), value, band);
    }

    /**
     * Tells whether the target holds for a period.
     *
     * @param period the period
     * @return whether it lies wholly inside the validity
     */
    public boolean holdsFor(ReportingPeriod period) {
        return validity.isEmpty()
                || (!period.start().isBefore(validity.get().start())
                        && !period.endExclusive().isAfter(validity.get().endExclusive()));
    }

    /**
     * Tells whether the target is of the form that a direction asks for.
     *
     * @param direction which way the KPI gets better
     * @return whether it is a band for a neutral KPI, else a number
     */
    public boolean fits(Direction direction) {
        return band.isPresent() == (direction == Direction.NEUTRAL);
    }

    /**
     * Holds a number against the target.
     *
     * @param result the number of the KPI
     * @return what was reached
     * @throws IllegalArgumentException if the number is of another KPI or segment, or the target has the wrong form for the KPI
     */
    public Attainment attainment(KpiResult result) {
        if (!result.kpi().key().equals(key) || !result.segment().equals(segment)) {
            throw new IllegalArgumentException(
                    "target of \"" + key + "\", " + segment + " must be held against its own number, not "
                            + result.kpi().key() + ", " + result.segment());
        }
        Direction direction = result.kpi().direction();
        if (!fits(direction)) {
            throw new IllegalArgumentException(misfit(direction));
        }
        ReportingPeriod period = result.reading().period();
        if (result.quotient().isEmpty()) {
            return new Attainment(this, period, Optional.empty(), Optional.empty(), Optional.empty(), Status.UNKNOWN);
        }
        Quotient actual = result.quotient().get();
        if (band.isPresent()) {
            Status status = band.get().contains(actual) ? Status.MET : Status.MISSED;
            return new Attainment(this, period, result.value(), Optional.empty(), Optional.empty(), status);
        }
        Quotient wanted = Quotient.of(value.orElseThrow());
        boolean higher = direction == Direction.HIGHER;
        Optional<Quotient> attained = Optional.empty();
        if (actual.signum() > 0 && wanted.signum() > 0) {
            attained = Optional.of(higher ? actual.over(wanted) : wanted.over(actual));
        }
        boolean met = higher ? actual.compareTo(wanted) >= 0 : actual.compareTo(wanted) <= 0;
        return new Attainment(
                this,
                period,
                result.value(),
                attained,
                Optional.of(actual.minus(wanted)),
                met ? Status.MET : Status.MISSED);
    }

    /** What is wrong with a target that does not fit, in words. */
    String misfit(Direction direction) {
        return direction == Direction.NEUTRAL
                ? "target of \"" + key
                        + "\" must be a band, since neither more nor less is better; give lowest and highest"
                : "target of \"" + key + "\" must be a number, since "
                        + (direction == Direction.HIGHER ? "more" : "less") + " is better; give a value";
    }
}
