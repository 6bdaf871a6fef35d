package io.csmetrics.data;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Accounts split into ranges of about equal size by their indexes, none of them empty unless there are no accounts at all. What belongs to
 * no account belongs to the first range.
 */
final class AccountRanges {
    private final int parts;
    private final int[] partOfAccount;

    AccountRanges(int accounts, int parts) {
        if (parts < 1) {
            throw new IllegalArgumentException("parts " + parts + " must be 1 or more");
        }
        this.parts = Math.min(parts, Math.max(1, accounts));
        partOfAccount = new int[accounts];
        for (int part = 0; part < this.parts; part++) {
            Arrays.fill(partOfAccount, first(part), first(part + 1), part);
        }
    }

    int parts() {
        return parts;
    }

    /** The first account of a part; of the part after the last, the number of accounts. */
    int first(int part) {
        return (int) ((long) part * partOfAccount.length / parts);
    }

    int size(int part) {
        return first(part + 1) - first(part);
    }

    /** The index of an account inside a part, {@link Responses#NONE} if it is not there. */
    int inside(int part, int account) {
        return account != Responses.NONE && partOfAccount[account] == part ? account - first(part) : Responses.NONE;
    }

    /** The rows of each part, in their order. */
    int[][] rows(int size, IntUnaryOperator accountOf) {
        return rows(size, accountOf, false);
    }

    /**
     * The rows of each part, in their order: counted first, so that each part is filled in one pass over all rows.
     *
     * @param shared whether rows of no account belong to every part, not to the first
     */
    int[][] rows(int size, IntUnaryOperator accountOf, boolean shared) {
        int[] counts = new int[parts];
        int sharedRows = 0;
        for (int row = 0; row < size; row++) {
            int account = accountOf.applyAsInt(row);
            if (account != Responses.NONE) {
                counts[partOfAccount[account]]++;
            } else if (shared) {
                sharedRows++;
            } else {
                counts[0]++;
            }
        }
        int[][] rows = new int[parts][];
        for (int part = 0; part < parts; part++) {
            rows[part] = new int[counts[part] + sharedRows];
        }
        int[] next = new int[parts];
        for (int row = 0; row < size; row++) {
            int account = accountOf.applyAsInt(row);
            if (account == Responses.NONE && shared) {
                for (int part = 0; part < parts; part++) {
                    rows[part][next[part]++] = row;
                }
            } else {
                int part = account == Responses.NONE ? 0 : partOfAccount[account];
                rows[part][next[part]++] = row;
            }
        }
        return rows;
    }

    /** The place of each row in its part. */
    static int[] places(int size, int[][] rows) {
        int[] places = new int[size];
        for (int[] part : rows) {
            for (int place = 0; place < part.length; place++) {
                places[part[place]] = place;
            }
        }
        return places;
    }
}
