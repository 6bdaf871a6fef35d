package io.csmetrics.revenue;

/** The numbers of {@link RevenueRetention} as columns, in the order of its components. */
final class RetentionColumns {
    static final int OPENING = 0;
    static final int CLOSING = 1;
    static final int RETAINED = 2;
    static final int OPENING_ACCOUNTS = 3;
    static final int RETAINED_ACCOUNTS = 4;
    static final int IMPORTED_INSIDE = 5;

    /** How many there are. */
    static final int COUNT = 6;

    private RetentionColumns() {}

    static RevenueRetention facts(MoneyUnit unit, long[] sums) {
        return new RevenueRetention(
                unit.money(sums[OPENING]),
                unit.money(sums[CLOSING]),
                unit.money(sums[RETAINED]),
                sums[OPENING_ACCOUNTS],
                sums[RETAINED_ACCOUNTS],
                sums[IMPORTED_INSIDE]);
    }
}
