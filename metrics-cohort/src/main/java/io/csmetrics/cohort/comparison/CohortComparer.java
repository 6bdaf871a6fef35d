package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalInterval;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Checks that groups of cohorts may be compared, cuts them at their shared maturity, and makes lives and cells of what is left. */
final class CohortComparer {
    private final List<CohortGroup> groups;
    private final MaturityRule rule;
    private final Confidence confidence;
    private final RetentionDefinition definition;

    CohortComparer(List<CohortGroup> groups, MaturityRule rule, Confidence confidence) {
        this.groups = groups;
        this.rule = rule;
        this.confidence = confidence;
        if (groups.size() < 2) {
            throw new IllegalArgumentException(
                    "a comparison must have two groups and has " + groups.size() + "; give another group");
        }
        definition = groups.get(0).table().definition();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                requireComparable(groups.get(i), groups.get(j));
            }
        }
        if (definition.relativeTo() == RelativeTo.PREVIOUS) {
            throw new IllegalArgumentException("tables relative to the previous index must not be compared; "
                    + "their shares are of those who were left, so make them relative to the cohort");
        }
    }

    private static void requireComparable(CohortGroup first, CohortGroup second) {
        RetentionDefinition one = first.table().definition();
        RetentionDefinition other = second.table().definition();
        if (!one.comparesWith(other)) {
            throw new IllegalArgumentException("tables of \"" + first.name() + "\" and \"" + second.name()
                    + "\" must not be compared; they differ in " + differences(one, other));
        }
        if (first.name().equals(second.name())) {
            throw new IllegalArgumentException(
                    "name \"" + first.name() + "\" must not be that of two groups; give each its own");
        }
        if (one.measure().isMoney()
                && !first.table().currency().equals(second.table().currency())) {
            throw new IllegalArgumentException("amounts of \"" + first.name() + "\" and \"" + second.name()
                    + "\" must be of one currency to be compared; convert one before it is counted");
        }
        for (CohortKey cohort : first.cohorts()) {
            if (first.table() == second.table() && second.cohorts().contains(cohort)) {
                throw new IllegalArgumentException("cohort " + cohort + " must not be in both \"" + first.name()
                        + "\" and \"" + second.name() + "\"; tests suppose that groups have no unit in common");
            }
        }
    }

    private static String differences(RetentionDefinition one, RetentionDefinition other) {
        Map<String, String> left = one.choices();
        Map<String, String> right = other.choices();
        TreeSet<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        names.removeAll(List.of("asOf", "split"));
        List<String> all = new ArrayList<>();
        for (String name : names) {
            String mine = left.getOrDefault(name, "none");
            String theirs = right.getOrDefault(name, "none");
            if (!mine.equals(theirs)) {
                all.add(name + " (" + mine + " against " + theirs + ")");
            }
        }
        return String.join(", ", all);
    }

    RetentionComparison compare() {
        Optional<String> untested = whyUntested();
        int maturity = groups.stream().mapToInt(this::completeColumns).min().orElse(0) - 1;
        List<SortedMap<CohortKey, Integer>> through =
                groups.stream().map(group -> through(group, maturity)).toList();
        List<Durations> lives = new ArrayList<>();
        int reached = maturity;
        if (untested.isEmpty() && maturity >= 0) {
            for (int i = 0; i < groups.size(); i++) {
                lives.add(groups.get(i).table().durations(through.get(i)));
            }
            for (Durations each : lives) {
                reached = (int) Math.min(reached, curve(each).reaches(maturity) ? maturity : last(each));
            }
        }
        int shared = reached;
        List<ComparedGroup> compared = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            CohortGroup group = groups.get(i);
            Optional<SurvivalCurve> curve = lives.isEmpty()
                    ? Optional.empty()
                    : Optional.of(curve(lives.get(i).cutAt(shared)));
            compared.add(new ComparedGroup(
                    group.name(),
                    group.table().definition().toString(),
                    group.table().definition().asOf(),
                    group.cohorts().stream()
                            .mapToLong(group.table().facts()::size)
                            .sum(),
                    showsCells() ? cells(group.table(), through.get(i), shared) : List.of(),
                    curve,
                    curve.flatMap(each -> each.at(shared))));
        }
        return new RetentionComparison(
                new RetentionComparison.Frame(
                        definition.unit().name(),
                        Ages.of(definition),
                        "the last " + rule.words(),
                        confidence,
                        untested),
                compared,
                shared < 0 ? OptionalDouble.empty() : OptionalDouble.of(shared));
    }

    private static double last(Durations lives) {
        return lives.lastFollowUp().orElseThrow();
    }

    private SurvivalCurve curve(Durations lives) {
        return SurvivalCurve.of(lives, SurvivalInterval.LOG_LOG, confidence);
    }

    private int completeColumns(CohortGroup group) {
        IntStream columns = group.cohorts().stream().mapToInt(group.table()::completeColumns);
        return (rule == MaturityRule.EVERY_COHORT ? columns.min() : columns.max()).orElse(0);
    }

    private static SortedMap<CohortKey, Integer> through(CohortGroup group, int maturity) {
        SortedMap<CohortKey, Integer> through = new TreeMap<>();
        group.cohorts()
                .forEach(cohort ->
                        through.put(cohort, Math.min(maturity, group.table().completeColumns(cohort) - 1)));
        return through;
    }

    /** What is cut short by the last known day is not the same for cohorts of unlike age. */
    private boolean looksAheadWithoutEnd() {
        return definition.criterion() instanceof Criterion.OnOrAfter ahead && ahead.within() == 0;
    }

    private boolean showsCells() {
        return !looksAheadWithoutEnd();
    }

    private Optional<String> whyUntested() {
        Measure measure = definition.measure();
        String unit = definition.unit().name();
        if (!measure.countsUnits()) {
            return Optional.of("measure " + measure + " is of revenue, and tests count " + unit
                    + "s alike whatever they pay; compare logo or never-lapsed, or read the values side by side");
        }
        if (measure == Measure.REACTIVATED) {
            return Optional.of("measure " + measure + " is not of who was kept; compare logo or never-lapsed");
        }
        if (definition.entry() == EntryRule.RECURRING) {
            return Optional.of("entry " + definition.entry() + " puts one " + unit
                    + " into several cohorts, and tests suppose that groups have no " + unit + " in common");
        }
        return looksAheadWithoutEnd()
                ? Optional.of("criterion " + definition.criterion()
                        + " is cut short by the last known day, most in the youngest cohorts; let it look ahead within"
                        + " the same number of windows")
                : Optional.empty();
    }

    private List<Cell.Observed> cells(Triangle table, SortedMap<CohortKey, Integer> through, int shared) {
        List<Cell.Observed> cells = new ArrayList<>();
        for (int index = 0; index <= shared; index++) {
            int at = index;
            List<CohortKey> cohorts = through.entrySet().stream()
                    .filter(cohort -> cohort.getValue() >= at)
                    .map(Map.Entry::getKey)
                    .toList();
            BigDecimal numerator =
                    sum(table.facts(), cohorts, definition.measure().numerator(), index);
            BigDecimal denominator =
                    sum(table.facts(), cohorts, definition.measure().denominator(), index);
            Optional<Interval> interval = definition.measure().countsUnits()
                    ? new Proportion(numerator.longValueExact(), denominator.longValueExact()).wilson()
                    : Optional.empty();
            OptionalInt followUp = definition.criterion() instanceof Criterion.OnOrAfter ahead
                    ? OptionalInt.of(ahead.within() - 1)
                    : OptionalInt.empty();
            cells.add(new Cell.Observed(numerator, denominator, interval, followUp));
        }
        return cells;
    }

    private static BigDecimal sum(CohortFacts facts, List<CohortKey> cohorts, Tally tally, int index) {
        return cohorts.stream().map(cohort -> facts.sum(cohort, tally, index)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
