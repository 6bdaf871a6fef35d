package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The units of a population in one reading: which they are, in which cell, what holds for them, what number they have. */
abstract class Units {

    /** Takes a unit, the cell in which it counts, and how many units there are in that cell of which the same holds. */
    interface Visitor {
        void visit(int unit, int cell, int times);
    }

    static Units of(Scan scan, Population population, Reading reading, Cells cells) {
        if (population instanceof Population.Accounts accounts) {
            return new PartyUnits(scan, Unit.ACCOUNT, accounts.that(), reading, cells);
        }
        if (population instanceof Population.Users users) {
            return new PartyUnits(scan, Unit.USER, users.that(), reading, cells);
        }
        if (population instanceof Population.Responses responses) {
            return new ResponseUnits(scan, responses, reading, cells);
        }
        if (population instanceof Population.Occurrences occurrences) {
            return new OccurrenceUnits(scan, occurrences, reading, cells);
        }
        return RecordUnits.of(scan, population, reading, cells);
    }

    abstract void forEach(Visitor visitor);

    /** Visits what belongs to the population but cannot be counted, once for each thing. */
    void forEachExcluded(Visitor visitor) {
        // most populations have no such thing
    }

    /** What holds for a unit. */
    final IntPredicate that(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return that(not.not()).negate();
        }
        if (condition instanceof Condition.All all) {
            return all.all().stream().map(this::that).reduce(unit -> true, IntPredicate::and);
        }
        if (condition instanceof Condition.Any any) {
            return any.any().stream().map(this::that).reduce(unit -> false, IntPredicate::or);
        }
        return meets(condition);
    }

    abstract IntPredicate meets(Condition condition);

    /** Whether a condition asks for a score that the unit does not have: it counts as one that does not meet it, but that is told. */
    final IntPredicate lacksScore(@Nullable Condition condition) {
        if (condition instanceof Condition.Score score) {
            return hasScore(score.score()).negate();
        }
        if (condition instanceof Condition.Not not) {
            return lacksScore(not.not());
        }
        List<Condition> parts = condition instanceof Condition.All all
                ? all.all()
                : condition instanceof Condition.Any any ? any.any() : List.of();
        return parts.stream().map(this::lacksScore).reduce(unit -> false, IntPredicate::or);
    }

    /** Whether others computed a number for the account. */
    IntPredicate hasScore(String score) {
        return unit -> true;
    }

    /** Whether the history of the unit's account starts inside the period, with an imported balance. */
    IntPredicate imported() {
        return unit -> false;
    }

    final Numbers numbers(UnitValue value) {
        if (value instanceof UnitValue.One) {
            return Numbers.ones();
        }
        if (value instanceof UnitValue.Product product) {
            return numbers(product.product()).times(numbers(product.by()));
        }
        if (value instanceof UnitValue.Has has) {
            return Numbers.ones().where(numbers(has.has()).has());
        }
        return number(value);
    }

    abstract Numbers number(UnitValue value);

    /** The text of a property, by unit. */
    abstract Optional<String> text(int unit, String property);

    /** A code of the unit's number: units with one code have one number and one scale. */
    int code(int unit) {
        return 0;
    }

    /** The scale of a code's number, where scales matter. */
    Optional<String> scaleOf(int code) {
        return Optional.empty();
    }

    /** The different scales of some codes. */
    final NavigableSet<String> scales(BitSet seen) {
        NavigableSet<String> scales = new TreeSet<>();
        seen.stream().forEach(code -> scaleOf(code).ifPresent(scales::add));
        return scales;
    }

    static IllegalArgumentException unfit(Object part, String unit) {
        return new IllegalArgumentException(part + " must fit the population; it says nothing of " + unit);
    }
}
