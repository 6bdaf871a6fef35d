package io.csmetrics.cohort;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What the complete cells of an index come to.
 *
 * @param index the index
 * @param cohorts how many cohorts take part: those whose cell is complete, hidden ones too
 * @param numerator the sum of what was kept by them
 * @param denominator the sum of what it is compared with
 * @param value the average by the definition's weighting, which for {@code pooled} is {@code numerator / denominator}; empty where there
 *     is nothing to divide by, or where it is hidden
 * @param hidden whether it is hidden because it would tell a hidden cell; the sums are 0 then
 */
public record CohortAverage(
        int index,
        int cohorts,
        BigDecimal numerator,
        BigDecimal denominator,
        Optional<BigDecimal> value,
        boolean hidden) {}
