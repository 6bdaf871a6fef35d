package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.RetentionDefinition;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the cohort of a day and a group stands in the facts that are being added up: looked up by number, made when first met. */
final class Rows {
    private static final int NONE = -1;

    private final CohortFacts.Builder facts;
    private final RetentionDefinition definition;
    private final DayNumbers entries;
    private final int first;
    private final int periods;
    private final Map<@Nullable String, int[]> rowsByGroup = new HashMap<>();
    private int[] ungrouped;

    Rows(CohortFacts.Builder facts, RetentionDefinition definition, DayNumbers entries, int firstDay, int lastDay) {
        this.facts = facts;
        this.definition = definition;
        this.entries = entries;
        first = entries.of(firstDay);
        periods = entries.of(lastDay) - first + 1;
        ungrouped = none();
    }

    private int[] none() {
        int[] rows = new int[periods];
        Arrays.fill(rows, NONE);
        return rows;
    }

    int of(int day, @Nullable String group) {
        int[] rows = group == null ? ungrouped : rowsByGroup.computeIfAbsent(group, made -> none());
        int number = entries.of(day);
        if (rows[number - first] == NONE) {
            LocalDate start = definition.granularity().start(number);
            rows[number - first] = facts.row(new CohortKey(start, group));
        }
        return rows[number - first];
    }
}
