package io.csmetrics.health.backtest;

import java.time.Instant;
import java.util.Comparator;

/**
 * An account whose score can be held against what happened.
 *
 * @param index its place among all rows
 * @param snapshot the index of its snapshot
 * @param row its index in the snapshot
 * @param band the index of its band, 0 for the lowest
 */
record TestRow(
        int index,
        String accountId,
        Instant asOf,
        int snapshot,
        int row,
        double score,
        int band,
        Outcome outcome,
        boolean churned) {

    static final Comparator<TestRow> BY_ACCOUNT =
            Comparator.comparing(TestRow::accountId).thenComparing(TestRow::asOf);
}
