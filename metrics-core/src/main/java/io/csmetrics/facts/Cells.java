package io.csmetrics.facts;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which cell each account is counted in. A segment is one cell; one more cell, the last, takes what belongs to no account and is
 * counted in the overall number only. The overall number is the sum of all cells, never a second pass.
 */
public final class Cells {
    /** The cell of an account that is left out. */
    public static final int LEFT_OUT = -1;

    private final int[] cellOfAccount;

    /** The accounts that are in a cell, ascending; absent if all are. */
    private final int @Nullable [] counted;

    private final List<Segment> segments;
    private final boolean accountlessCounts;

    private Cells(int[] cellOfAccount, int @Nullable [] counted, List<Segment> segments, boolean accountlessCounts) {
        this.cellOfAccount = cellOfAccount;
        this.counted = counted;
        this.segments = segments;
        this.accountlessCounts = accountlessCounts;
    }

    private static int @Nullable [] counted(int[] cellOfAccount) {
        int[] counted = new int[cellOfAccount.length];
        int size = 0;
        for (int account = 0; account < cellOfAccount.length; account++) {
            if (cellOfAccount[account] != LEFT_OUT) {
                counted[size++] = account;
            }
        }
        return size == counted.length ? null : Arrays.copyOf(counted, size);
    }

    /**
     * Returns cells by account.
     *
     * @param cellOfAccount the index of each account's segment, or {@link #LEFT_OUT}
     * @param segments the segments, without duplicates
     * @return the cells
     * @throws IllegalArgumentException if an account's segment is not there, or a segment is there twice
     */
    public static Cells of(int[] cellOfAccount, List<Segment> segments) {
        for (int account = 0; account < cellOfAccount.length; account++) {
            int cell = cellOfAccount[account];
            if (cell < LEFT_OUT || cell >= segments.size()) {
                throw new IllegalArgumentException("cell " + cell + " of account " + account + " must be " + LEFT_OUT
                        + " to " + (segments.size() - 1) + "; give the index of a segment");
            }
        }
        Set<Segment> distinct = new HashSet<>();
        for (Segment segment : segments) {
            if (!distinct.add(segment)) {
                throw new IllegalArgumentException(
                        "segment \"" + segment + "\" must be there once; count its accounts in one cell");
            }
        }
        return new Cells(cellOfAccount.clone(), counted(cellOfAccount), List.copyOf(segments), true);
    }

    /**
     * Returns one cell with all accounts.
     *
     * @param accounts the number of accounts
     * @return the cells
     */
    public static Cells overall(int accounts) {
        return new Cells(new int[accounts], null, List.of(Segment.overall()), true);
    }

    /**
     * Returns one cell for each account.
     *
     * @param accountIds the ids, in the order of the accounts
     * @return the cells
     */
    public static Cells byAccount(List<String> accountIds) {
        return new Cells(
                IntStream.range(0, accountIds.size()).toArray(),
                null,
                accountIds.stream()
                        .map(id -> Segment.of(Segment.ACCOUNT_ID, id))
                        .toList(),
                true);
    }

    /**
     * Returns cells in which only some accounts are counted, and nothing that belongs to no account. No segment vanishes, so that
     * grids are always complete.
     *
     * @param kept which accounts stay, by index
     * @return the masked cells
     */
    public Cells only(IntPredicate kept) {
        int[] masked = new int[cellOfAccount.length];
        Arrays.setAll(masked, account -> kept.test(account) ? cellOfAccount[account] : LEFT_OUT);
        return new Cells(masked, counted(masked), segments, false);
    }

    /**
     * Returns the cell of an account.
     *
     * @param account the index of the account
     * @return its cell, or {@link #LEFT_OUT}
     */
    public int of(int account) {
        return cellOfAccount[account];
    }

    /**
     * Returns how many accounts there are.
     *
     * @return the number, with those that are left out
     */
    public int accounts() {
        return cellOfAccount.length;
    }

    /**
     * Returns how many accounts are in a cell.
     *
     * @return the number, without those that are left out
     */
    public int countedAccounts() {
        return counted == null ? cellOfAccount.length : counted.length;
    }

    /**
     * Returns one of the accounts that are in a cell, so that a loop meets no other.
     *
     * @param index 0 to {@code countedAccounts() - 1}
     * @return the index of the account, greater than that of the one before
     */
    public int countedAccount(int index) {
        return counted == null ? index : counted[index];
    }

    /**
     * Returns the segments, one a cell.
     *
     * @return the segments in the order of their cells
     */
    public List<Segment> segments() {
        return segments;
    }

    /**
     * Returns how many cells there are: one a segment, and one for what belongs to no account.
     *
     * @return {@code segments().size() + 1}
     */
    public int size() {
        return segments.size() + 1;
    }

    /**
     * Returns the cell of what belongs to no account.
     *
     * @return the last cell, or {@link #LEFT_OUT} where only some accounts are counted
     */
    public int ofAccountless() {
        return accountlessCounts ? segments.size() : LEFT_OUT;
    }
}
