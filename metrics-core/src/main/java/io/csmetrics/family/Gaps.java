package io.csmetrics.family;

import io.csmetrics.count.GapCounter;
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
import org.jspecify.annotations.Nullable;

/**
 * How long units pause between consecutive occurrences in the period; {@code duration} with {@code "mode": "gap"} in JSON. Defined as a
 * statistic over units of each unit's mean gap, in milliseconds, rounded half to even. Units with fewer than two occurrences have no
 * gap: they are left out and told as excluded. Silence at the end of the period is no gap. Undefined with NO_DATA where there is none.
 *
 * @param unit what is followed
 * @param start what happens
 * @param after only what happens at or after the first of these counts; absent for all
 * @param statistic MEAN, MEDIAN, PERCENTILE, MIN or MAX; left open: MEAN
 * @param percentile the share of lengths below; left open: 0.9
 * @param clock which time counts; left open: all
 * @param pooled whether the statistic is one over all gaps, in which busy units weigh more; left open: it is not
 */
public record Gaps(
        Unit unit,
        Selector start,
        @Nullable Selector after,
        Param<Statistic> statistic,
        Param<BigDecimal> percentile,
        Param<Clock> clock,
        Param<Boolean> pooled)
        implements Family {

    /** Checks the statistic. */
    public Gaps {
        if (unit.equals(Unit.USER)
                && !(Conversion.canNameUser(start) && (after == null || Conversion.canNameUser(after)))) {
            throw new IllegalArgumentException(
                    "unit user must be named by what happens, which movements, tickets and contracts do not");
        }
        Durations.check(statistic, percentile);
    }

    /**
     * Returns the mean gap of units.
     *
     * @param unit what is followed
     * @param start what happens
     * @param after only what happens at or after the first of these counts
     * @return the formula
     */
    public static Gaps between(Unit unit, Selector start, Selector after) {
        return new Gaps(
                unit,
                start,
                after,
                Param.optional("statistic", Param.Type.STATISTIC),
                Param.optional("percentile", Param.Type.NUMBER),
                Param.optional("clock", Param.Type.CLOCK),
                Param.optional("pooled", Param.Type.FLAG));
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(
                new GapCounter(
                        unit,
                        start,
                        after,
                        pooled.ifSet().orElse(false),
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
            TimeBetween.acceptEvent(start, out);
            if (after != null) {
                TimeBetween.acceptEvent(after, out);
            }
        }
    }
}
