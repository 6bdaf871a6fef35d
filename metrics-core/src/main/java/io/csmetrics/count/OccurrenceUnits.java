package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Things that happened, each on its own. A unit is the place of an occurrence among those that are counted. */
final class OccurrenceUnits extends Units {
    private final Cells cells;
    private final List<Occurrences.Part> parts;
    private final Places counted = new Places();
    private final Places unplaced = new Places();

    OccurrenceUnits(Scan scan, Population.Occurrences population, Reading reading, Cells cells) {
        this.cells = cells;
        parts = scan.occurrences(population.occurrences(), reading).parts();
        SinceWindow window = population.after() == null ? null : new SinceWindow(scan, population.after(), reading);
        Latest latest = population.latestPer() == null ? null : new Latest(population.latestPer(), scan);
        long from = scan.from(population.in(), reading);
        long to = scan.to(population.in(), reading);
        for (int p = 0; p < parts.size(); p++) {
            int number = p;
            Occurrences.Part part = parts.get(p);
            part.forEach(from, to, i -> {
                if (part.account(i) < 0) {
                    return;
                }
                if (window != null && !window.has(part.account(i), part.user(i), part.at(i))) {
                    if (window.isUnplaced(part.user(i))) {
                        unplaced.add(number, i);
                    }
                } else if (latest == null) {
                    counted.add(number, i);
                } else {
                    latest.add(number, i);
                }
            });
        }
    }

    /** Keeps the last occurrence of each user or account; of several at one instant that of the last part. */
    private final class Latest {
        private final boolean ofUsers;
        private final int[] placeOf;

        Latest(Unit unit, Scan scan) {
            ofUsers = unit.equals(Unit.USER);
            placeOf = new int[scan.size(unit)];
            Arrays.fill(placeOf, -1);
        }

        void add(int part, int row) {
            int unit = ofUsers ? parts.get(part).user(row) : parts.get(part).account(row);
            if (unit < 0) {
                unplaced.add(part, row);
            } else if (placeOf[unit] < 0) {
                placeOf[unit] = counted.size;
                counted.add(part, row);
            } else if (at(placeOf[unit]) <= parts.get(part).at(row)) {
                counted.set(placeOf[unit], part, row);
            }
        }

        private long at(int place) {
            return parts.get(counted.partOf[place]).at(counted.rowOf[place]);
        }
    }

    /** Rows of parts. */
    private static final class Places {
        private int size;
        private int[] partOf = new int[16];
        private int[] rowOf = new int[16];

        void add(int part, int row) {
            if (size == partOf.length) {
                partOf = Arrays.copyOf(partOf, size * 2);
                rowOf = Arrays.copyOf(rowOf, size * 2);
            }
            set(size++, part, row);
        }

        void set(int place, int part, int row) {
            partOf[place] = part;
            rowOf[place] = row;
        }
    }

    @Override
    void forEach(Visitor visitor) {
        visit(counted, visitor);
    }

    @Override
    void forEachExcluded(Visitor visitor) {
        visit(unplaced, visitor);
    }

    private void visit(Places places, Visitor visitor) {
        for (int unit = 0; unit < places.size; unit++) {
            int cell = cells.of(parts.get(places.partOf[unit]).account(places.rowOf[unit]));
            if (cell != Cells.LEFT_OUT) {
                visitor.visit(unit, cell, 1);
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
            return unit -> columns.get(counted.partOf[unit])
                    .flatMap(column -> column.value(counted.rowOf[unit]))
                    .map(field.value().get()::has)
                    .orElse(false);
        }
        if (condition instanceof Condition.FieldSet field) {
            List<Optional<Coded<String>>> columns = columns(field.field());
            return unit -> columns.get(counted.partOf[unit])
                    .flatMap(column -> column.value(counted.rowOf[unit]))
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
        return Occurrences.events(parts.get(counted.partOf[unit]))
                .flatMap(events -> events.values().value(counted.rowOf[unit]));
    }

    @Override
    Numbers number(UnitValue value) {
        if (value instanceof UnitValue.Field field && field.field().equals("value") && areEvents()) {
            return Numbers.ofDecimals(counted.size, this::value);
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
                counted.size,
                unit -> texts.get(counted.partOf[unit])
                        .map(column -> column.code(counted.rowOf[unit]))
                        .filter(code -> code != Coded.NONE)
                        .flatMap(code -> numbers.get(counted.partOf[unit]).get(code)));
    }

    @Override
    Optional<String> text(int unit, String property) {
        return parts.get(counted.partOf[unit]).texts(property).flatMap(column -> column.value(counted.rowOf[unit]));
    }
}
