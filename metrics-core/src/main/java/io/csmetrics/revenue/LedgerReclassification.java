package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement.Type;
import java.util.Arrays;

/** Other readings of the same balances: what counts as an interruption, and how long a return is a reactivation. */
final class LedgerReclassification {
    private LedgerReclassification() {}

    static RevenueLedger returningAsNewAfter(RevenueLedger ledger, int days) {
        requireDays(days);
        LedgerColumns columns = ledger.columns.compact();
        byte[] types = columns.types().clone();
        for (int account = 0; account < columns.accounts(); account++) {
            for (int row = columns.offsets()[account] + 1; row < columns.offsets()[account + 1]; row++) {
                if (columns.type(row) == Type.REACTIVATION && columns.days()[row] - columns.days()[row - 1] > days) {
                    types[row] = (byte) Type.NEW.ordinal();
                }
            }
        }
        return new RevenueLedger(ledger.accountIds(), columns.withTypes(types), ledger.nettedRows());
    }

    private static void requireDays(int days) {
        if (days < 0) {
            throw new IllegalArgumentException("days " + days + " must be 0 or more");
        }
    }

    static RevenueLedger bridgingGapsShorterThan(RevenueLedger ledger, int days) {
        requireDays(days);
        LedgerColumns columns = ledger.columns.compact();
        int[] offsets = new int[columns.accounts() + 1];
        byte[] types = columns.types().clone();
        long[] deltas = columns.deltas().clone();
        int[] kept = new int[columns.rows()];
        int out = 0;
        for (int account = 0; account < columns.accounts(); account++) {
            int end = columns.offsets()[account + 1];
            int row = columns.offsets()[account];
            while (row < end) {
                boolean shortGap = row + 1 < end
                        && columns.type(row) == Type.CHURN
                        && columns.days()[row + 1] - columns.days()[row] < days;
                if (!shortGap) {
                    kept[out++] = row++;
                    continue;
                }
                // the return is what differs from what was there before the gap
                int comeback = row + 1;
                deltas[comeback] += columns.deltas()[row];
                if (deltas[comeback] != 0) {
                    types[comeback] = (byte) (deltas[comeback] > 0 ? Type.EXPANSION : Type.CONTRACTION).ordinal();
                    kept[out++] = comeback;
                }
                row += 2;
            }
            offsets[account + 1] = out;
        }
        LedgerColumns changed = columns.withTypes(types).withDeltas(deltas);
        return new RevenueLedger(
                ledger.accountIds(), changed.only(Arrays.copyOf(kept, out), offsets), ledger.nettedRows());
    }
}
