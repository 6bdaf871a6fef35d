package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.period.ReportingPeriod;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Rows of a retention table that are compared as one: a cohort, the cohorts of a quarter, or those of one plan.
 *
 * @param table the table
 * @param name what the group is called in sentences: {@code cohort 2026-04}
 * @param cohorts its cohorts, at least one
 */
public record CohortGroup(Triangle table, String name, SortedSet<CohortKey> cohorts) {

    /**
     * Checks the cohorts and copies them.
     *
     * @throws IllegalArgumentException if the name is blank, there is no cohort, or one is not in the table or hidden in it
     */
    public CohortGroup {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name \"" + name + "\" of a group must not be blank");
        }
        cohorts = Collections.unmodifiableSortedSet(new TreeSet<>(cohorts));
        if (cohorts.isEmpty()) {
            throw new IllegalArgumentException("group \"" + name + "\" must have a cohort; there are "
                    + table.facts().cohorts());
        }
        for (CohortKey cohort : cohorts) {
            if (table.row(cohort).size().isEmpty()) {
                throw new IllegalArgumentException("cohort " + cohort + " of group \"" + name
                        + "\" is suppressed and must not be compared; leave it out, or lower the minimum cohort size "
                        + table.definition().minCohortSize());
            }
        }
    }

    /**
     * Returns a single cohort as a group.
     *
     * @param table the table
     * @param cohort the cohort
     * @return the group, such as {@code cohort 2026-04}
     * @throws IllegalArgumentException if the cohort is not in the table or hidden in it
     */
    public static CohortGroup of(Triangle table, CohortKey cohort) {
        return new CohortGroup(table, "cohort " + label(table, cohort), new TreeSet<>(List.of(cohort)));
    }

    /**
     * Joins the cohorts that began within a period.
     *
     * @param table the table
     * @param entered the period, such as a quarter
     * @return the group, such as {@code cohorts 2026-04 to 2026-06}
     * @throws IllegalArgumentException if no cohort began within it, or one is hidden
     */
    public static CohortGroup of(Triangle table, ReportingPeriod entered) {
        SortedSet<CohortKey> cohorts = cohorts(table, cohort -> entered.contains(cohort.start()));
        if (cohorts.isEmpty()) {
            throw new IllegalArgumentException("period " + entered.start() + " to "
                    + entered.endExclusive().minusDays(1) + " has no cohort; there are "
                    + table.facts().cohorts());
        }
        String first = label(table.definition().granularity(), cohorts.first().start());
        String last = label(table.definition().granularity(), cohorts.last().start());
        String name = first.equals(last) ? "cohort " + first : "cohorts " + first + " to " + last;
        return new CohortGroup(table, name, cohorts);
    }

    /**
     * Joins all cohorts of each group of a split table. The youngest decide how far groups are compared by
     * {@link MaturityRule#EVERY_COHORT}; take a period, or {@link MaturityRule#ANY_COHORT}.
     *
     * @param table the table
     * @return the groups by name, such as {@code plan=pro}
     * @throws IllegalArgumentException if the table is not split, or a cohort is hidden
     */
    public static List<CohortGroup> split(Triangle table) {
        return split(table, cohort -> true);
    }

    /**
     * Joins the cohorts of each group of a split table that began within a period.
     *
     * @param table the table
     * @param entered the period
     * @return the groups by name, such as {@code plan=pro}; those without a cohort in the period are left out
     * @throws IllegalArgumentException if the table is not split, or a cohort is hidden
     */
    public static List<CohortGroup> split(Triangle table, ReportingPeriod entered) {
        return split(table, cohort -> entered.contains(cohort.start()));
    }

    private static List<CohortGroup> split(Triangle table, Predicate<CohortKey> kept) {
        CohortSplit split = table.definition().split();
        if (split == null) {
            throw new IllegalArgumentException(
                    "table must be split to compare its groups; define it with a property or a behaviour");
        }
        String of = split instanceof CohortSplit.Attribute attribute
                ? attribute.name()
                : ((CohortSplit.Behaviour) split).name();
        SortedMap<String, NavigableSet<CohortKey>> byGroup = new TreeMap<>();
        for (CohortKey cohort : cohorts(table, kept)) {
            byGroup.computeIfAbsent(of + "=" + cohort.group(), name -> new TreeSet<>())
                    .add(cohort);
        }
        List<CohortGroup> groups = new ArrayList<>();
        byGroup.forEach((name, cohorts) -> groups.add(new CohortGroup(table, name, cohorts)));
        return List.copyOf(groups);
    }

    private static SortedSet<CohortKey> cohorts(Triangle table, Predicate<CohortKey> kept) {
        return table.rows().stream().map(CohortRow::cohort).filter(kept).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Compares this group with another, through the last index that is complete in every cohort of both, at 95 %.
     *
     * @param other the other group, of the same table or of one that compares with it
     * @return the comparison
     * @throws IllegalArgumentException if the groups must not be compared
     * @see RetentionComparison#of(List, MaturityRule, Confidence)
     */
    public RetentionComparison versus(CohortGroup other) {
        return RetentionComparison.of(List.of(this, other));
    }

    private static String label(Triangle table, CohortKey cohort) {
        String period = label(table.definition().granularity(), cohort.start());
        return cohort.group() == null ? period : period + " " + cohort.group();
    }

    /** A period as people write it, where its first day need not be told. */
    private static String label(Cadence cadence, LocalDate start) {
        boolean ofCalendar = cadence.yearStart() == Month.JANUARY;
        return switch (cadence.grain()) {
            case DAY, WEEK -> start.toString();
            case MONTH -> start.toString().substring(0, 7);
            case QUARTER -> ofCalendar ? start.getYear() + "-Q" + (start.getMonthValue() + 2) / 3 : start.toString();
            case YEAR -> ofCalendar ? Integer.toString(start.getYear()) : start.toString();
        };
    }
}
