package io.csmetrics.revenue;

/**
 * What one account has at the boundaries of time slots, as runs: between two of them nothing changes. Runs are numbered from 1; run 0 is
 * the time before, with balance 0.
 */
final class BalanceRuns {
    private final LedgerColumns columns;
    private final TimeSlots slots;

    /** The slot with which each run begins. */
    final int[] slot;

    /** The balance of each run. */
    final long[] balance;

    /** The number of the last run, 0 for an account without movements before the last boundary. */
    int last;

    /**
     * The balance with which windows begin that start before run 1 and end in it or later, because the account's opening balance was
     * imported inside them; 0 if it was not.
     */
    long imported;

    BalanceRuns(LedgerColumns columns, TimeSlots slots) {
        this.columns = columns;
        this.slots = slots;
        slot = new int[slots.size() + 2];
        balance = new long[slots.size() + 2];
        slot[0] = -1;
    }

    /** Reads an account. Behind its last run stands a slot that is beyond all boundaries. */
    void read(int account) {
        int[] days = columns.days();
        long[] deltas = columns.deltas();
        int end = columns.offsets()[account + 1];
        int beyond = slots.size();
        int run = 0;
        long now = 0;
        for (int row = columns.offsets()[account]; row < end; row++) {
            int in = slots.of(days[row]);
            if (in == beyond) {
                break;
            }
            // only the last movement of a slot tells the balance at the next boundary
            run += in == slot[run] ? 0 : 1;
            now += deltas[row];
            slot[run] = in;
            balance[run] = now;
        }
        last = run;
        slot[run + 1] = beyond;
        int first = columns.offsets()[account];
        boolean isOpening = run > 0 && slot[1] > 0 && columns.types()[first] == LedgerColumns.OPENING;
        imported = isOpening ? deltas[first] : 0;
    }
}
