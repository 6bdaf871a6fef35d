package io.csmetrics.revenue;

/**
 * How retained and lost revenue are told apart. Tools disagree, so a result always carries its method.
 *
 * <p>Over one month the methods rarely differ; over a year an account that grows and shrinks makes them differ by points.
 */
public enum RetentionMethod {
    /**
     * The balances of the opening accounts at both ends of the window: what lies between does not count. Gross retention is
     * capped at each account's opening balance, so that it stays between 0 and 1 and never above net retention.
     */
    POINT_TO_POINT,
    /**
     * The movements inside the window of the accounts that had revenue at its opening. Net retention equals that of
     * {@link #POINT_TO_POINT}; gross retention can be lower, even below 0 when an account grows and then leaves.
     */
    COHORT_MOVEMENTS,
    /**
     * The bridge terms of the whole book over its opening, also those of accounts that were won inside the window. New revenue is
     * never added. Gross retention may fall below 0.
     */
    FLOW,
    /**
     * The product of the point-to-point rates of each month of the window, cut at its start plus 1, 2, 3 … months; the last part ends
     * where the window does. A month whose opening is 0 leaves the product undefined.
     */
    COMPOUNDED
}
