package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One of several formulas, chosen by a parameter: how a definition offers its alternatives. Setting the parameter leaves the chosen
 * formula; the parameters of the others need not be set.
 *
 * @param by the parameter
 * @param of the formulas by the words that choose them
 * @param units the units of those formulas whose number is measured in another unit than the KPI's
 */
public record Choice(Param<String> by, SortedMap<String, Family> of, SortedMap<String, KpiUnit> units)
        implements Family {
    /** Copies the maps and checks the words. */
    public Choice {
        of = Collections.unmodifiableSortedMap(new TreeMap<>(of));
        units = Collections.unmodifiableSortedMap(new TreeMap<>(units));
        if (!of.keySet().containsAll(units.keySet())) {
            throw new IllegalArgumentException("units " + units.keySet() + " must be of the words " + of.keySet());
        }
    }

    /**
     * Returns a choice whose formulas all have the unit of the KPI.
     *
     * @param by the parameter
     * @param of the formulas by the words that choose them
     * @return the choice
     */
    public static Choice of(Param<String> by, Map<String, Family> of) {
        return new Choice(by, new TreeMap<>(of), Collections.emptySortedMap());
    }

    /**
     * Says that a formula is measured in another unit.
     *
     * @param word the word that chooses it
     * @param unit the unit
     * @return the choice
     */
    public Choice in(String word, KpiUnit unit) {
        SortedMap<String, KpiUnit> more = new TreeMap<>(units);
        more.put(word, unit);
        return new Choice(by, of, more);
    }

    /** The formula that a word chooses. */
    Family chosen(String word) {
        Family chosen = of.get(word);
        if (chosen == null) {
            throw new IllegalArgumentException(
                    "parameter \"" + by.name() + "\" = " + word + " must be one of " + String.join(", ", of.keySet()));
        }
        return chosen;
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        throw notSet();
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        throw notSet();
    }

    private IllegalStateException notSet() {
        return new IllegalStateException("parameter \"" + by.name() + "\" must be set before anything is counted");
    }
}
