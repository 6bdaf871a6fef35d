package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.SampleFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Population;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The exact numbers of units, for medians, percentiles and extremes.
 *
 * @param population the units
 * @param value the number of each unit
 */
public record SampleCounter(Population population, UnitValue value) implements Counter {
    @Override
    public void accountValues(Consumer<String> keys) {
        population.accountValues(keys);
        value.accountValues(keys);
    }

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<SampleFacts>> facts = new ArrayList<>();
        for (Reading reading : readings) {
            Units units = Units.of(scan, population, reading, cells);
            Numbers numbers = units.numbers(value);
            List<SortedMap<BigDecimal, Long>> counts = new ArrayList<>();
            List<BitSet> seen = new ArrayList<>();
            long[] excluded = new long[cells.size()];
            for (int cell = 0; cell < cells.size(); cell++) {
                counts.add(new TreeMap<>());
                seen.add(new BitSet());
            }
            units.forEachExcluded((unit, cell, times) -> excluded[cell] += times);
            units.forEach((unit, cell, times) -> {
                if (!numbers.has().test(unit)) {
                    excluded[cell] += times;
                    return;
                }
                BigDecimal number = numbers.exact(unit);
                counts.get(cell).merge(number, (long) times, Long::sum);
                seen.get(cell).set(units.code(unit));
            });
            List<SampleFacts> byCell = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                byCell.add(new SampleFacts(excluded[cell], counts.get(cell), units.scales(seen.get(cell))));
            }
            facts.add(byCell);
        }
        return (window, cell) -> facts.get(window).get(cell);
    }
}
