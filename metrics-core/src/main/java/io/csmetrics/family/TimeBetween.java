package io.csmetrics.family;

import io.csmetrics.count.DurationCounter;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.DurationFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * How long units take from their first start to the n-th end at or after it; {@code duration} in JSON. Defined as a statistic of
 * {@code end - start} in milliseconds over the units whose start, or end, lies in the period. Units that have not finished as of the
 * reading are not in the mean, and told as censored: a mean of the finished ones is optimistic, and KM_MEDIAN is not. Undefined with
 * NO_DATA where there is no unit, with IMMATURE where none has finished, or for KM_MEDIAN fewer than half have.
 *
 * @param unit what is followed
 * @param start the first of these is the start
 * @param end one of these at or after the start is the end
 * @param nth which one, from 1
 * @param anchor whether the start or the end lies in the period
 * @param statistic MEAN, MEDIAN, PERCENTILE, KM_MEDIAN, MIN or MAX; left open: MEAN
 * @param percentile the share of lengths below; left open: 0.9
 * @param clock which time counts; left open: all
 * @param distinctDays whether only the first end of each local day counts; left open: every one does
 */
public record TimeBetween(
        Unit unit,
        Selector start,
        Selector end,
        Param<BigDecimal> nth,
        Anchor anchor,
        Param<Statistic> statistic,
        Param<BigDecimal> percentile,
        Param<Clock> clock,
        Param<Boolean> distinctDays)
        implements Family {

    /** Which end of a length of time lies in the period. */
    public enum Anchor {
        /** The start. */
        START,
        /** The end. */
        END
    }

    /** Checks that the unit is named at both ends. */
    public TimeBetween {
        if (unit.equals(Unit.USER) && !(Conversion.canNameUser(start) && Conversion.canNameUser(end))) {
            throw new IllegalArgumentException(
                    "unit user must be named by start and end, which movements, tickets and contracts do not");
        }
        Param.requireCount("nth", nth);
        Durations.check(statistic, percentile);
    }

    /**
     * Returns the time from the first start to the first end at or after it, of units that start in the period.
     *
     * @param unit what is followed
     * @param start the start
     * @param end the end
     * @return the formula
     */
    public static TimeBetween of(Unit unit, Selector start, Selector end) {
        return new TimeBetween(
                unit,
                start,
                end,
                Param.of(Param.Type.NUMBER, BigDecimal.ONE),
                Anchor.START,
                Param.optional("statistic", Param.Type.STATISTIC),
                Param.optional("percentile", Param.Type.NUMBER),
                Param.optional("clock", Param.Type.CLOCK),
                Param.optional("distinctDays", Param.Type.FLAG));
    }

    /**
     * Says which end counts.
     *
     * @param number which one, from 1
     * @return the formula
     */
    public TimeBetween toNth(Param<BigDecimal> number) {
        return new TimeBetween(unit, start, end, number, anchor, statistic, percentile, clock, distinctDays);
    }

    /**
     * Looks at units that end in the period, not at those that start in it.
     *
     * @return the formula
     */
    public TimeBetween endingInPeriod() {
        return new TimeBetween(unit, start, end, nth, Anchor.END, statistic, percentile, clock, distinctDays);
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(
                new DurationCounter(
                        unit,
                        start,
                        end,
                        nth.get().intValueExact(),
                        distinctDays.ifSet().orElse(false),
                        anchor == Anchor.END,
                        clock.ifSet().orElse(Clock.elapsed()),
                        Durations.of(statistic).needsNumbers()),
                reading,
                only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        return Durations.answer(
                counts.of(DurationFacts.class, need(reading, only)), Durations.of(statistic), percentile);
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        if (unit.isMatched()) {
            acceptEvent(start, out);
            acceptEvent(end, out);
        }
    }

    static void acceptEvent(Selector selector, Consumer<Selector.Event> out) {
        if (selector instanceof Selector.Event event) {
            out.accept(event);
        }
    }
}
