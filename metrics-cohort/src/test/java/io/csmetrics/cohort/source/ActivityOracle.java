package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.facts.Segment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The sums of activity by brute force: every unit, every window, every row. */
final class ActivityOracle {
    private final RetentionDefinition definition;
    private final Instant end;
    private final Sums sums = new Sums();

    private ActivityOracle(RetentionDefinition definition) {
        this.definition = definition;
        end = startOf(definition.asOf().plusDays(1));
    }

    /** A row of a stream. */
    record Activity(
            String unitId,
            Instant at,
            ActivityRole role,
            @Nullable String group) {}

    static SortedMap<String, Long> count(List<Activity> rows, RetentionDefinition definition) {
        ActivityOracle oracle = new ActivityOracle(definition);
        Map<String, List<Activity>> byUnit = new TreeMap<>();
        for (Activity row : rows) {
            if (row.unitId().isBlank()) {
                oracle.sums.reject(Rejection.BLANK_ID);
            } else if (!row.at().isBefore(oracle.end)) {
                oracle.sums.reject(Rejection.AFTER_AS_OF);
            } else {
                byUnit.merge(
                        row.unitId(),
                        List.of(row),
                        (some, more) -> IntStream.range(0, 2)
                                .mapToObj(i -> i == 0 ? some : more)
                                .flatMap(List::stream)
                                .toList());
            }
        }
        byUnit.values().forEach(oracle::unit);
        return oracle.sums.byName();
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(definition.zone()).toInstant();
    }

    private LocalDate day(Instant at) {
        return at.atZone(definition.zone()).toLocalDate();
    }

    private static SortedSet<Instant> instants(List<Activity> rows, Predicate<ActivityRole> roles) {
        return rows.stream()
                .filter(row -> roles.test(row.role()))
                .map(Activity::at)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void unit(List<Activity> rows) {
        SortedSet<Instant> starts = instants(rows, role -> role == ActivityRole.START || role == ActivityRole.ENTRY);
        SortedSet<Instant> active = instants(rows, role -> role == ActivityRole.START || role == ActivityRole.RETURN);
        if (starts.isEmpty()) {
            sums.reject(Rejection.NO_START);
            return;
        }
        if (!active.isEmpty() && active.first().isBefore(knownFrom(starts.first()))) {
            sums.reject(Rejection.BEFORE_START);
        }
        Map<LocalDate, Instant> entries = new TreeMap<>();
        starts.forEach(at -> entries.putIfAbsent(PlainWindows.period(definition.granularity(), day(at)), at));
        if (definition.entry() != EntryRule.RECURRING) {
            entries.values().retainAll(List.of(starts.first()));
        }
        entries.forEach((cohort, entry) -> member(new CohortKey(cohort, group(rows, entry)), entry, active));
    }

    /** Activity is kept by periods where cohorts and windows are the same, else by days, and by instants where they count. */
    private Instant knownFrom(Instant entry) {
        if (isExact() || definition.criterion() instanceof Criterion.AtLeast) {
            return entry;
        }
        boolean samePeriods = definition.index() instanceof PeriodIndex.Calendar calendar
                && calendar.interval().equals(definition.granularity())
                && landmark() == 0;
        return startOf(samePeriods ? PlainWindows.period(definition.granularity(), day(entry)) : day(entry));
    }

    private boolean isExact() {
        return definition.index() instanceof PeriodIndex.Exact24h;
    }

    private int landmark() {
        return definition.split() instanceof CohortSplit.Behaviour behaviour ? behaviour.withinDays() : 0;
    }

    private @Nullable String group(List<Activity> rows, Instant entry) {
        if (definition.split() instanceof CohortSplit.Behaviour behaviour) {
            Instant from = startOf(day(entry));
            Instant to = startOf(day(entry).plusDays(landmark()));
            long times = instants(rows, role -> role == ActivityRole.BEHAVIOUR).stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .count();
            return times >= behaviour.times() ? CohortSplit.Behaviour.DID : CohortSplit.Behaviour.DID_NOT;
        }
        if (!(definition.split() instanceof CohortSplit.Attribute attribute)) {
            return null;
        }
        boolean now = attribute.known() == CohortSplit.Known.AS_OF_NOW;
        Comparator<Activity> byTime = Comparator.comparing(Activity::at);
        return rows.stream()
                .filter(row -> row.role() != ActivityRole.BEHAVIOUR)
                .filter(row -> now ? row.group() != null : row.role() != ActivityRole.RETURN)
                .min((now ? byTime.reversed() : byTime).thenComparing(ActivityOracle::name))
                .map(ActivityOracle::name)
                .orElse(Segment.NONE);
    }

    private static String name(Activity row) {
        return row.group() == null ? Segment.NONE : row.group();
    }

    private Instant windowStart(Instant entry, int k) {
        return isExact()
                ? entry.plus(Duration.ofDays(landmark() + k))
                : startOf(PlainWindows.start(definition.index(), day(entry).plusDays(landmark()), k));
    }

    private void member(CohortKey cohort, Instant entry, SortedSet<Instant> active) {
        Instant origin = isExact() ? windowStart(entry, 0) : startOf(day(entry).plusDays(landmark()));
        if (day(entry).plusDays(landmark()).isAfter(definition.asOf()) || !origin.isBefore(end)) {
            sums.reject(Rejection.BEFORE_LANDMARK);
            return;
        }
        sums.member(cohort);
        SortedSet<Instant> counted = active.tailSet(landmark() > 0 ? origin : knownFrom(entry));
        int begun = 0;
        while (windowStart(entry, begun).isBefore(end)) {
            begun++;
        }
        boolean[] inWindow = new boolean[begun];
        for (int k = 0; k < begun; k++) {
            Instant from = windowStart(entry, k);
            Instant to = windowStart(entry, k + 1);
            long times = counted.stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(to))
                    .count();
            inWindow[k] = times >= (definition.criterion() instanceof Criterion.AtLeast often ? often.times() : 1);
        }
        int ended = windowStart(entry, begun).isAfter(end) ? begun - 1 : begun;
        columns(cohort, inWindow, ended);
    }

    private void columns(CohortKey cohort, boolean[] inWindow, int ended) {
        boolean never = true;
        boolean before = false;
        boolean neverBefore = true;
        boolean twoBefore = false;
        for (int column = 0; begins(column) >= 0 && begins(column) < inWindow.length; column++) {
            sums.add(cohort, column, Tally.BEGUN, 1);
            boolean kept = retained(column, inWindow);
            never &= kept;
            if (complete(column) <= ended) {
                sums.add(cohort, column, Tally.AT_RISK, 1);
                sums.add(cohort, column, Tally.RETAINED, kept ? 1 : 0);
                sums.add(cohort, column, Tally.NEVER_LAPSED, never ? 1 : 0);
                sums.add(cohort, column, Tally.REACTIVATED, column > 0 && kept && !before ? 1 : 0);
                if (column > 0) {
                    sums.addBefore(cohort, column, Tally.AT_RISK, 1);
                    sums.addBefore(cohort, column, Tally.RETAINED, before ? 1 : 0);
                    sums.addBefore(cohort, column, Tally.NEVER_LAPSED, neverBefore ? 1 : 0);
                    sums.addBefore(cohort, column, Tally.REACTIVATED, column > 1 && before && !twoBefore ? 1 : 0);
                }
            }
            twoBefore = before;
            before = kept;
            neverBefore = never;
        }
    }

    /** The first window of a column, -1 beyond the last bracket. */
    private int begins(int column) {
        if (definition.criterion() instanceof Criterion.Brackets brackets) {
            return column < brackets.ranges().size()
                    ? brackets.ranges().get(column).from()
                    : -1;
        }
        return column;
    }

    /** How many windows must have ended. */
    private int complete(int column) {
        Criterion criterion = definition.criterion();
        if (criterion instanceof Criterion.Brackets brackets) {
            return brackets.ranges().get(column).toExclusive();
        }
        return criterion instanceof Criterion.OnOrAfter ahead && ahead.within() > 0
                ? column + ahead.within()
                : column + 1;
    }

    private boolean retained(int column, boolean[] inWindow) {
        Criterion criterion = definition.criterion();
        int from = begins(column);
        int to = complete(column);
        if (criterion instanceof Criterion.OnOrAfter ahead && ahead.within() == 0) {
            to = inWindow.length;
        }
        if (criterion instanceof Criterion.Streak) {
            return IntStream.rangeClosed(0, column).allMatch(k -> inWindow[k]);
        }
        return IntStream.range(from, Math.min(to, inWindow.length)).anyMatch(k -> inWindow[k]);
    }
}
