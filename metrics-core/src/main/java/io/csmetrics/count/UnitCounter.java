package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.UnitValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Units with a number each, and the part of them that meets a condition.
 *
 * @param population the units
 * @param condition what is counted as a hit; absent where only the units are counted
 * @param minus what is counted as a miss; absent for none
 * @param value the number of each unit
 */
public record UnitCounter(
        Population population,
        @Nullable Condition condition,
        @Nullable Condition minus,
        UnitValue value) implements Counter {

    @Override
    public void accountValues(Consumer<String> keys) {
        population.accountValues(keys);
        value.accountValues(keys);
        Stream.of(condition, minus).filter(Objects::nonNull).forEach(each -> each.accountValues(keys));
    }

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        int stride = cells.size();
        int size = readings.size() * stride;
        long[] n = new long[size];
        long[] excluded = new long[size];
        long[] imported = new long[size];
        Numbers.Sums sum = new Numbers.Sums(size);
        Numbers.Sums hits = new Numbers.Sums(size);
        Numbers.Sums misses = new Numbers.Sums(size);
        boolean scalesMatter = scalesMatter();
        List<SortedSet<String>> scales = new ArrayList<>(Collections.nCopies(size, Collections.emptySortedSet()));
        for (int r = 0; r < readings.size(); r++) {
            Units units = Units.of(scan, population, readings.get(r), cells);
            Numbers numbers = units.numbers(value);
            IntPredicate hit = condition == null ? unit -> false : units.that(condition);
            IntPredicate miss = minus == null ? unit -> false : units.that(minus);
            IntPredicate unscored = units.lacksScore(condition).or(units.lacksScore(minus));
            IntPredicate startsInside = units.imported();
            BitSet[] seen = new BitSet[scalesMatter ? stride : 0];
            int base = r * stride;
            units.forEach((unit, cell, times) -> {
                int at = base + cell;
                if (!numbers.has().test(unit)) {
                    excluded[at] += times;
                    return;
                }
                n[at] += times;
                excluded[at] += unscored.test(unit) ? times : 0;
                imported[at] += startsInside.test(unit) ? times : 0;
                sum.add(at, numbers, unit, times);
                if (hit.test(unit)) {
                    hits.add(at, numbers, unit, times);
                }
                if (miss.test(unit)) {
                    misses.add(at, numbers, unit, times);
                }
                if (scalesMatter) {
                    if (seen[cell] == null) {
                        seen[cell] = new BitSet();
                    }
                    seen[cell].set(units.code(unit));
                }
            });
            units.forEachExcluded((unit, cell, times) -> excluded[base + cell] += times);
            for (int cell = 0; cell < seen.length; cell++) {
                if (seen[cell] != null) {
                    scales.set(base + cell, units.scales(seen[cell]));
                }
            }
        }
        return (window, cell) -> {
            int at = window * stride + cell;
            return new UnitFacts(
                    n[at], excluded[at], imported[at], sum.sum(at), hits.sum(at), misses.sum(at), scales.get(at));
        };
    }

    /** A number on a scale of 1 to 5 says nothing about one on 1 to 7, unless it is read as a share of its scale. */
    private boolean scalesMatter() {
        return isRawScore(value) || Stream.of(condition, minus).anyMatch(UnitCounter::readsRawScore);
    }

    private static boolean isRawScore(UnitValue number) {
        return number instanceof UnitValue.Product product
                ? isRawScore(product.product()) || isRawScore(product.by())
                : number.equals(UnitValue.field("score"));
    }

    private static boolean readsRawScore(@Nullable Condition condition) {
        if (condition instanceof Condition.Field field && field.field().equals("score")) {
            return field.op() != Comparison.SCALE_SHARE_AT_LEAST;
        }
        if (condition instanceof Condition.Not not) {
            return readsRawScore(not.not());
        }
        if (condition instanceof Condition.All all) {
            return all.all().stream().anyMatch(UnitCounter::readsRawScore);
        }
        return condition instanceof Condition.Any any && any.any().stream().anyMatch(UnitCounter::readsRawScore);
    }
}
