package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement.Type;
import java.util.Optional;

/**
 * The netted movements of a ledger as columns, for loops over many accounts that want no object for each movement. The rows of an
 * account stand together, in order of day; an account has at most one row a day, but for an opening balance, which stands before
 * its day's row.
 */
public final class MovementColumns {
    private final LedgerColumns columns;

    private MovementColumns(LedgerColumns columns) {
        this.columns = columns;
    }

    /**
     * Returns the columns of a ledger.
     *
     * @param ledger the ledger
     * @return a view of it
     */
    public static MovementColumns of(RevenueLedger ledger) {
        return new MovementColumns(ledger.columns);
    }

    /**
     * Returns how many accounts there are.
     *
     * @return the number; their indexes are those of {@link RevenueLedger#accountIds()}
     */
    public int accounts() {
        return columns.accounts();
    }

    /**
     * Returns where the rows of an account begin.
     *
     * @param account the index of the account
     * @return its first row
     */
    public int begin(int account) {
        return columns.offsets()[account];
    }

    /**
     * Returns where the rows of an account end.
     *
     * @param account the index of the account
     * @return the row after its last
     */
    public int end(int account) {
        return columns.offsets()[account + 1];
    }

    /**
     * Returns the day of a movement.
     *
     * @param row the row
     * @return the days since 1970-01-01
     */
    public int epochDay(int row) {
        return columns.days()[row];
    }

    /**
     * Returns what a movement adds to the balance.
     *
     * @param row the row
     * @return the signed amount, in units of {@code 10^-scale} of the ledger
     */
    public long delta(int row) {
        return columns.deltas()[row];
    }

    /**
     * Returns the type of a movement.
     *
     * @param row the row
     * @return the type
     */
    public Type type(int row) {
        return columns.type(row);
    }

    /**
     * Returns the reason of a movement.
     *
     * @param row the row
     * @return the reason, if one was given
     */
    public Optional<String> reason(int row) {
        return columns.reason(row);
    }
}
