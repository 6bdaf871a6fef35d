package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.DistinctFacts;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The different values of an account's property, such as owners, and how many accounts have one.
 *
 * @param population the accounts
 * @param property the property
 */
public record DistinctCounter(Population population, String property) implements Counter {
    @Override
    public void accountValues(Consumer<String> keys) {
        population.accountValues(keys);
    }

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<DistinctFacts>> facts = new ArrayList<>();
        for (Reading reading : readings) {
            long[] n = new long[cells.size()];
            long[] excluded = new long[cells.size()];
            List<SortedSet<String>> names = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                names.add(new TreeSet<>());
            }
            Units units = Units.of(scan, population, reading, cells);
            units.forEach((unit, cell, times) -> {
                Optional<String> name = units.text(unit, property);
                if (name.isPresent()) {
                    n[cell] += times;
                    names.get(cell).add(name.get());
                } else {
                    excluded[cell] += times;
                }
            });
            List<DistinctFacts> byCell = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                byCell.add(new DistinctFacts(n[cell], excluded[cell], names.get(cell)));
            }
            facts.add(byCell);
        }
        return (window, cell) -> facts.get(window).get(cell);
    }
}
