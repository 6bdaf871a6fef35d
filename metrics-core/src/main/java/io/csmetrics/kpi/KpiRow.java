package io.csmetrics.kpi;

import io.csmetrics.facts.Segment;
import io.csmetrics.family.Flag;
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
        Optional<String> method) {

    /** Copies the flags, and checks that there is either a number or a reason. */
    public KpiRow {
        flags = List.copyOf(flags);
        if (value.isPresent() == undefined.isPresent()) {
            throw new IllegalArgumentException("row of \"" + key + "\" must have either a value or a reason");
        }
    }
}
