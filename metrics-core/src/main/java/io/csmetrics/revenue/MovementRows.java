package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Some netted movements of a ledger in order of day, ties by account. */
public final class MovementRows {
    private final LedgerColumns columns;
    private final int first;
    private final int[] row;
    private final int[] account;

    MovementRows(LedgerColumns columns, Set<Type> types, Set<Kind> kinds) {
        this.columns = columns;
        first = columns.offsets()[0];
        long[] byDay = new long[columns.rows()];
        int[] accountOfRow = new int[columns.rows()];
        int n = 0;
        for (int a = 0; a < columns.accounts(); a++) {
            for (int r = columns.offsets()[a]; r < columns.offsets()[a + 1]; r++) {
                if (types.contains(columns.type(r))
                        && (kinds.isEmpty() || kinds.contains(Kind.values()[columns.kindOrdinal(r)]))) {
                    accountOfRow[r - first] = a;
                    byDay[n++] = ((long) columns.days()[r] << Integer.SIZE) | r;
                }
            }
        }
        Arrays.sort(byDay, 0, n);
        row = new int[n];
        account = new int[n];
        for (int i = 0; i < n; i++) {
            row[i] = (int) byDay[i];
            account[i] = accountOfRow[row[i] - first];
        }
    }

    /**
     * Returns how many movements there are.
     *
     * @return the number
     */
    public int size() {
        return row.length;
    }

    /**
     * Returns the account of a movement.
     *
     * @param i the movement
     * @return the index of the account
     */
    public int account(int i) {
        return account[i];
    }

    /**
     * Returns the number of a movement in its ledger, the same in every selection.
     *
     * @param i the movement
     * @return the number
     */
    public int row(int i) {
        return row[i] - first;
    }

    /**
     * Returns the day of a movement.
     *
     * @param i the movement
     * @return the days since 1970-01-01
     */
    public int epochDay(int i) {
        return columns.days()[row[i]];
    }

    /**
     * Returns the kind of a movement.
     *
     * @param i the movement
     * @return the kind; {@link Kind#OTHER} if it has none
     */
    public Kind kind(int i) {
        return Kind.values()[columns.kindOrdinal(row[i])];
    }

    /**
     * Returns the reason of a movement.
     *
     * @param i the movement
     * @return the reason, empty if it has none
     */
    public Optional<String> reason(int i) {
        return columns.reason(row[i]);
    }

    /**
     * Returns the product of a movement.
     *
     * @param i the movement
     * @return the product, empty if it has none
     */
    public Optional<String> product(int i) {
        return columns.product(row[i]);
    }
}
