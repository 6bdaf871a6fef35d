package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Things that happened, each on its own. A unit is the place of an occurrence among those that are counted. */
final class OccurrenceUnits extends Units {
    private final Cells cells;
    private final List<Occurrences.Part> parts;
    private final int[] partOf;
    private final int[] rowOf;
    private final int size;
    private final List<int[]> unplaced = new ArrayList<>();

    OccurrenceUnits(Scan scan, Population.Occurrences population, Reading reading, Cells cells) {
        this.cells = cells;
        Occurrences found = scan.occurrences(population.occurrences(), reading);
        parts = found.parts();
        Map<Occurrences.Part, Integer> numbers = new HashMap<>();
        parts.forEach(part -> numbers.put(part, numbers.size()));
        Unit per = population.latestPer();
        SinceWindow window = population.after() == null ? null : new SinceWindow(scan, population.after(), reading);
        Map<Long, Integer> latest = new HashMap<>();
        List<int[]> rows = new ArrayList<>();
        found.forEach(scan.from(population.in(), reading), scan.to(population.in(), reading), (part, i) -> {
            if (part.account(i) < 0) {
                return;
            }
            int[] row = {numbers.getOrDefault(part, 0), i};
            if (window != null && !window.has(part.account(i), part.user(i), part.at(i))) {
                if (window.isUnplaced(part.user(i))) {
                    unplaced.add(row);
                }
                return;
            }
            if (per == null) {
                rows.add(row);
                return;
            }
            long unit = per.equals(Unit.USER) ? part.user(i) : part.account(i);
            if (unit < 0) {
                unplaced.add(row);
                return;
            }
            Integer earlier = latest.get(unit);
            if (earlier == null) {
                latest.put(unit, rows.size());
                rows.add(row);
            } else if (at(rows.get(earlier)) <= part.at(i)) {
                rows.set(earlier, row);
            }
        });
        size = rows.size();
        partOf = rows.stream().mapToInt(row -> row[0]).toArray();
        rowOf = rows.stream().mapToInt(row -> row[1]).toArray();
    }

    private long at(int[] row) {
        return parts.get(row[0]).at(row[1]);
    }

    @Override
    void forEach(Visitor visitor) {
        for (int unit = 0; unit < size; unit++) {
            int cell = cells.of(parts.get(partOf[unit]).account(rowOf[unit]));
            if (cell != Cells.LEFT_OUT) {
                visitor.visit(unit, cell);
            }
        }
    }

    @Override
    void forEachExcluded(Visitor visitor) {
        for (int i = 0; i < unplaced.size(); i++) {
            int[] row = unplaced.get(i);
            int cell = cells.of(parts.get(row[0]).account(row[1]));
            if (cell != Cells.LEFT_OUT) {
                visitor.visit(i, cell);
            }
        }
    }

    @Override
    IntPredicate meets(Condition condition) {
        if (condition instanceof Condition.Field field && field.field().equals("value") && areEvents()) {
            BigDecimal number = field.value().get();
            return unit -> value(unit)
                    .map(value -> field.op().holds(value.compareTo(number)))
                    .orElse(false);
        }
        if (condition instanceof Condition.FieldIs field) {
            List<Optional<Coded<String>>> columns = columns(field.field());
            return unit -> columns.get(partOf[unit])
                    .flatMap(column -> column.value(rowOf[unit]))
                    .map(field.value().get()::has)
                    .orElse(false);
        }
        if (condition instanceof Condition.FieldSet field) {
            List<Optional<Coded<String>>> columns = columns(field.field());
            return unit -> columns.get(partOf[unit])
                    .flatMap(column -> column.value(rowOf[unit]))
                    .isPresent();
        }
        throw unfit(condition, "what happened");
    }

    private boolean areEvents() {
        return parts.stream().allMatch(part -> Occurrences.events(part).isPresent());
    }

    private List<Optional<Coded<String>>> columns(String field) {
        return parts.stream().map(part -> Occurrences.toldBy(part, field)).toList();
    }

    private Optional<BigDecimal> value(int unit) {
        return Occurrences.events(parts.get(partOf[unit]))
                .flatMap(events -> events.values().value(rowOf[unit]));
    }

    @Override
    Numbers number(UnitValue value) {
        if (value instanceof UnitValue.Field field && field.field().equals("value") && areEvents()) {
            return Numbers.ofDecimals(size, this::value);
        }
        if (value instanceof UnitValue.Field field && areEvents()) {
            return attribute(field.field());
        }
        throw unfit(value, "what happened");
    }

    /** The numbers that stand in an attribute; each different text is read once. */
    private Numbers attribute(String name) {
        List<Optional<Coded<String>>> texts = columns(name);
        List<List<Optional<BigDecimal>>> numbers = texts.stream()
                .map(column -> column.map(Coded::values).orElse(List.of()).stream()
                        .map(Numbers::parse)
                        .toList())
                .toList();
        return Numbers.ofDecimals(
                size,
                unit -> texts.get(partOf[unit])
                        .map(column -> column.code(rowOf[unit]))
                        .filter(code -> code != Coded.NONE)
                        .flatMap(code -> numbers.get(partOf[unit]).get(code)));
    }

    @Override
    Optional<String> text(int unit, String property) {
        return parts.get(partOf[unit]).texts(property).flatMap(column -> column.value(rowOf[unit]));
    }
}
