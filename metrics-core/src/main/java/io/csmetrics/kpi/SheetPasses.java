package io.csmetrics.kpi;

import io.csmetrics.count.Counter;
import io.csmetrics.count.Need;
import io.csmetrics.count.Scan;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a sheet counts: one pass a counter and filter, with all the readings that anybody asks of it. */
final class SheetPasses {
    private record Pass(Counter counter, AccountFilter only) {}

    private final Map<Pass, List<Reading>> passes = new LinkedHashMap<>();

    /** Takes needs; a repeated one counts once. */
    SheetPasses(Set<Need> needs) {
        for (Need need : needs) {
            passes.computeIfAbsent(new Pass(need.counter(), need.only()), pass -> new ArrayList<>())
                    .add(need.reading());
        }
    }

    Set<Reading> readings() {
        Set<Reading> readings = new LinkedHashSet<>();
        passes.values().forEach(readings::addAll);
        return readings;
    }

    SortedSet<String> accountValues() {
        TreeSet<String> keys = new TreeSet<>();
        passes.keySet().forEach(pass -> pass.counter.accountValues(keys::add));
        return keys;
    }

    /** Counts everything: the facts of all cells, by need. */
    Map<Need, List<Facts>> count(CustomerData data, Cells cells) {
        Map<AccountFilter, Cells> masked = new HashMap<>();
        Map<Need, List<Facts>> counted = new LinkedHashMap<>();
        Scan scan = new Scan(data);
        passes.forEach((pass, readings) -> {
            Cells kept =
                    masked.computeIfAbsent(pass.only, only -> only.keepsAll() ? cells : cells.only(only.keeping(data)));
            Grid grid = pass.counter.count(scan, readings, kept);
            for (int window = 0; window < readings.size(); window++) {
                counted.put(
                        new Need(pass.counter, readings.get(window), pass.only),
                        new FactsOfWindow(grid, window, cells.size()));
            }
        });
        return counted;
    }

    /** The facts of all cells of a window, still in their columns: a record is made when it is asked for. */
    private static final class FactsOfWindow extends AbstractList<Facts> implements RandomAccess {
        private final Grid grid;
        private final int window;
        private final int cells;

        FactsOfWindow(Grid grid, int window, int cells) {
            this.grid = grid;
            this.window = window;
            this.cells = cells;
        }

        @Override
        public Facts get(int cell) {
            return grid.at(window, cell);
        }

        @Override
        public int size() {
            return cells;
        }
    }
}
