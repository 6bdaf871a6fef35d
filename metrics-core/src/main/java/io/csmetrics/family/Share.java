package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.count.UnitCounter;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a population that meets a condition, or the net part when an opposite condition is taken off. Defined as
 * {@code scale * (sum of weights that meet condition - sum of weights that meet minus) / sum of weights}. Undefined with
 * ZERO_DENOMINATOR where the weights sum to 0. Units without the weight are left out and counted as excluded; those without a score that
 * a condition asks for are counted as excluded, too, but stay in the denominator.
 *
 * @param population the units
 * @param condition what a unit must meet
 * @param minus what takes a unit off; absent for nothing
 * @param weight the weight of a unit
 * @param scale what the share is multiplied by: 1 for a fraction, 100 for points
 */
public record Share(
        Population population,
        Condition condition,
        @Nullable Condition minus,
        UnitValue weight,
        BigDecimal scale) implements Family {

    /**
     * Begins a share.
     *
     * @param population the units
     * @return what is left to say: the condition
     */
    public static Start of(Population population) {
        return condition -> new Share(population, condition, null, new UnitValue.One(), BigDecimal.ONE);
    }

    /** A share whose condition is still to be said. */
    @FunctionalInterface
    public interface Start {
        /**
         * Says the condition.
         *
         * @param condition what a unit must meet
         * @return the share, a fraction of units
         */
        Share where(Condition condition);
    }

    /**
     * Takes off units that meet an opposite condition.
     *
     * @param opposite the opposite condition
     * @return the net share
     */
    public Share minus(Condition opposite) {
        return new Share(population, condition, opposite, weight, scale);
    }

    /**
     * Weighs units.
     *
     * @param value the weight of a unit
     * @return the weighted share
     */
    public Share weightedBy(UnitValue value) {
        return new Share(population, condition, minus, value, scale);
    }

    /**
     * Multiplies the share.
     *
     * @param factor the factor
     * @return the scaled share
     */
    public Share times(long factor) {
        return new Share(population, condition, minus, weight, scale.multiply(BigDecimal.valueOf(factor)));
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(new UnitCounter(population, condition, minus, weight), reading, only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        UnitFacts facts = counts.of(UnitFacts.class, need(reading, only));
        Evidence.Builder evidence =
                Evidence.builder().n(facts.n()).excluded(facts.excluded()).term("meeting the condition", facts.hits());
        evidence.flag(Flag.HISTORY_STARTS_INSIDE, facts.importedInside() > 0);
        if (minus != null) {
            evidence.term("meeting the opposite", facts.misses());
        }
        evidence.term("population", facts.sum());
        if (facts.scales().size() > 1) {
            return Aggregate.mixedScale(facts.scales(), evidence.build());
        }
        long length = Duration.between(reading.start(counts.zone()), reading.visibleEnd(counts.zone()))
                .toDays();
        if (length < Condition.Regular.BLOCK_DAYS
                && (looksAtBlocks(condition) || (minus != null && looksAtBlocks(minus)))) {
            return new Answer.Undefined(
                    UndefinedReason.NO_DATA, "the period has no full block of seven days", evidence.build());
        }
        return evidence.divide(
                Quotient.of(scale), facts.hits().subtract(facts.misses()), facts.sum(), "the population");
    }

    private static boolean looksAtBlocks(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return looksAtBlocks(not.not());
        }
        if (condition instanceof Condition.All all) {
            return all.all().stream().anyMatch(Share::looksAtBlocks);
        }
        return condition instanceof Condition.Regular
                || (condition instanceof Condition.Any any && any.any().stream().anyMatch(Share::looksAtBlocks));
    }
}
