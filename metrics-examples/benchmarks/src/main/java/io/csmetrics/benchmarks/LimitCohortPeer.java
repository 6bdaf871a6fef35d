package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement.Type;
import java.util.Arrays;

/**
 * What the hardware allows: made for this one question, no API. Movements in columns by account and day; one pass adds each to the cell of
 * its cohort and age, and what is there at each age is added up once, at the end. It takes from the type of a movement, which it
 * trusts, whether there is an account more or less.
 */
final class LimitCohortPeer implements CohortPeer {
    /** The movements of account {@code a} are {@code offsets[a]} to {@code offsets[a + 1]}. */
    private final int[] offsets;

    private final short[] days;
    private final byte[] accounts;
    private final long[] deltas;
    private final byte[] months;

    private LimitCohortPeer(int[] offsets, short[] days, byte[] accounts, long[] deltas) {
        this.offsets = offsets;
        this.days = days;
        this.accounts = accounts;
        this.deltas = deltas;
        months = RevenueBook.months();
    }

    /** Brings the movements, which are in order of day, into order of account. */
    static LimitCohortPeer load(RevenueBook book) {
        int[] offsets = new int[book.accounts() + 1];
        for (int row = 0; row < book.size(); row++) {
            offsets[book.account(row) + 1]++;
        }
        Arrays.parallelPrefix(offsets, Integer::sum);
        int[] next = offsets.clone();
        short[] days = new short[book.size()];
        byte[] accounts = new byte[book.size()];
        long[] deltas = new long[book.size()];
        for (int row = 0; row < book.size(); row++) {
            int to = next[book.account(row)]++;
            Type type = book.type(row);
            days[to] = (short) (book.epochDay(row) - RevenueBook.FROM + 1);
            accounts[to] = (byte)
                    switch (type) {
                        case OPENING, NEW, REACTIVATION -> 1;
                        case CHURN -> -1;
                        case EXPANSION, CONTRACTION -> 0;
                    };
            deltas[to] = type.sign() * book.amount(row);
        }
        return new LimitCohortPeer(offsets, days, accounts, deltas);
    }

    @Override
    public long[] triangle() {
        long[] output = CohortOutput.create();
        for (int account = 0; account + 1 < offsets.length; account++) {
            int first = offsets[account];
            int end = offsets[account + 1];
            int cohort = months[days[first]];
            if (cohort >= 0) {
                output[CohortOutput.at(cohort)]++;
                output[CohortOutput.at(cohort) + 1] += deltas[first];
                int atMonth0 = CohortOutput.at(cohort, -cohort);
                for (int row = first; row < end; row++) {
                    int at = atMonth0 + months[days[row]] * CohortOutput.WIDTH;
                    output[at] += accounts[row];
                    output[at + 1] += deltas[row];
                }
            }
        }
        CohortOutput.addUp(output);
        return output;
    }
}
