package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Selector;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How much a number changed. Defined as {@code (now - before) / before}, or {@code now - before} in points. Undefined with
 * NON_POSITIVE_BASE where a relative change starts from 0 or less, and where either number is undefined.
 *
 * @param of the number
 * @param against what it is held against
 * @param mode relative, or in points
 * @param atStart the number at the start of the same period; for {@link Against#START_TO_END} only
 */
public record Growth(
        Family of, Against against, Mode mode, @Nullable Family atStart) implements Family {

    /** What a number is held against. */
    public enum Against {
        /** The same number of the period before. */
        PREVIOUS_PERIOD,
        /** The same number of the same period a year ago. */
        YEAR_AGO,
        /** Another number at the start of the same period. */
        START_TO_END
    }

    /** How a change is told. */
    public enum Mode {
        /** As a part of the earlier number. */
        RELATIVE,
        /** As a difference. */
        POINTS
    }

    /** Checks that the earlier number is there where it is needed, and only there. */
    public Growth {
        Derived.requireNumber("growth", of);
        if ((against == Against.START_TO_END) != (atStart != null)) {
            throw new IllegalArgumentException("growth against " + against + " must "
                    + (atStart == null ? "say the number at the start" : "not say a number at the start"));
        }
    }

    /**
     * Returns a relative change.
     *
     * @param of the number
     * @param against the earlier period
     * @return the growth
     */
    public static Growth of(Family of, Against against) {
        return new Growth(of, against, Mode.RELATIVE, null);
    }

    /**
     * Returns the relative change inside a period.
     *
     * @param atStart the number at its start
     * @param atEnd the number at its end
     * @return the growth
     */
    public static Growth within(Family atStart, Family atEnd) {
        return new Growth(atEnd, Against.START_TO_END, Mode.RELATIVE, atStart);
    }

    @Override
    public Duration followUp() {
        return of.followUp();
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        of.reachesAcross(out);
    }

    private Reading earlier(Reading reading) {
        return switch (against) {
            case PREVIOUS_PERIOD -> reading.at(reading.period().previous());
            case YEAR_AGO -> reading.at(reading.period().yearAgo());
            case START_TO_END -> reading;
        };
    }

    private Family before() {
        return atStart == null ? of : atStart;
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        of.needs(reading, only, out);
        before().needs(earlier(reading), only, out);
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        Answer now = of.answer(reading, only, counts);
        Answer before = before().answer(earlier(reading), only, counts);
        Evidence evidence =
                Evidence.builder().operand("now", now).operand("before", before).build();
        Derived.UndefinedOperand worst =
                Derived.UndefinedOperand.of("before", before, Derived.UndefinedOperand.of("now", now, null));
        if (worst != null) {
            return worst.answer(evidence);
        }
        Quotient later = now.number().orElseThrow();
        Quotient base = before.number().orElseThrow();
        if (mode == Mode.POINTS) {
            return new Answer.Value(later.minus(base), evidence);
        }
        return base.signum() <= 0
                ? new Answer.Undefined(
                        UndefinedReason.NON_POSITIVE_BASE,
                        "the earlier number " + base.value() + " is not above 0",
                        evidence)
                : new Answer.Value(later.minus(base).over(base), evidence);
    }
}
