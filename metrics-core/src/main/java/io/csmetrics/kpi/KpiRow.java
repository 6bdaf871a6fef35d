package io.csmetrics.kpi;

import io.csmetrics.facts.Segment;
import io.csmetrics.family.Flag;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A result without its formula: what is stored, sent or shown. It stands alone, and {@code io.csmetrics.io.Json} writes it and reads it
 * back.
 *
 * @param key the key of the KPI
 * @param start the first day of the period
 * @param endExclusive the first day after the period
 * @param segment the group of accounts
 * @param value the number, empty if it does not exist; a percent as a fraction
 * @param unit the unit, as {@link KpiUnit#key()} writes it
 * @param currency the ISO 4217 code of an amount of money
 * @param numerator the numerator of a ratio
 * @param denominator the denominator of a ratio
 * @param n how many units were counted
 * @param undefined why there is no number
 * @param detail the reason in words
 * @param flags what the reader should know
 * @param method the method by which revenue was told apart
 * @param table the rows of a table, empty for a number
 */
public record KpiRow(
        String key,
        LocalDate start,
        LocalDate endExclusive,
        Segment segment,
        Optional<BigDecimal> value,
        String unit,
        Optional<String> currency,
        Optional<BigDecimal> numerator,
        Optional<BigDecimal> denominator,
        Optional<Long> n,
        Optional<UndefinedReason> undefined,
        Optional<String> detail,
        List<Flag> flags,
        Optional<String> method,
        List<TableRow> table) {

    /** Copies the lists, and checks that there is either a number, a table or a reason. */
    public KpiRow {
        flags = List.copyOf(flags);
        table = List.copyOf(table);
        int answers = (value.isPresent() ? 1 : 0) + (undefined.isPresent() ? 1 : 0) + (table.isEmpty() ? 0 : 1);
        if (answers != 1) {
            throw new IllegalArgumentException("row of \"" + key + "\" must have either a value, a table or a reason");
        }
    }

    /** A row of a table. */
    public sealed interface TableRow {}

    /**
     * How often a category occurs.
     *
     * @param segment the group of accounts, empty where there are no groups
     * @param category the category
     * @param count how often it occurs in the group
     * @param share the count over all counts of the group, a fraction
     */
    public record CategoryRow(Optional<String> segment, String category, long count, BigDecimal share)
            implements TableRow {}

    /**
     * What is left of a cohort in one of its periods.
     *
     * @param cohort the first day of the period in which the cohort began
     * @param index how many periods after that
     * @param value what is left over what the cohort began with, a fraction
     */
    public record CohortRow(LocalDate cohort, int index, BigDecimal value) implements TableRow {}
}
