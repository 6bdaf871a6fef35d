package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Netted movements as columns, by account and day. The rows of account {@code a} are {@code offsets[a]} to {@code offsets[a + 1]};
 * those before the first account's and after the last one's are of accounts that the ledger is not about.
 * At most one row an account and day, but for an opening balance, which stands before its day's row.
 *
 * @param offsets where each account's rows begin, and the end of the last
 * @param days epoch days
 * @param types ordinals of {@link Type}
 * @param deltas signed amounts in units of {@code 10^-scale}
 * @param kinds ordinals of {@link Kind} plus 1, 0 for none; absent if no row has one
 * @param reasons codes of {@code texts} plus 1, 0 for none; absent if no row has one
 * @param products likewise
 * @param texts the dictionary of reasons and products
 * @param retyped whether types are no longer those that the balances give
 */
@SuppressWarnings("ArrayRecordComponent") // columns that never leave the package and are never compared
record LedgerColumns(
        CurrencyUnit currency,
        int scale,
        int[] offsets,
        int[] days,
        byte[] types,
        long[] deltas,
        byte @Nullable [] kinds,
        int @Nullable [] reasons,
        int @Nullable [] products,
        List<String> texts,
        boolean retyped) {

    /** What an array holds on any virtual machine. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    /** No movement is before this day: it has a year of at most four digits, so that every difference of days is small. */
    static final int FIRST_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay();

    /** No movement is on this day or later. */
    static final int END_DAY = (int) LocalDate.of(10_000, 1, 1).toEpochDay();

    static final int OPENING = Type.OPENING.ordinal();
    static final int TYPES = Type.values().length;
    private static final Type[] TYPE = Type.values();
    private static final Kind[] KIND = Kind.values();

    /** The number of rows, which must be one that a ledger can hold. */
    static int requireHeld(long rows) {
        if (rows > MOST_ROWS) {
            throw new IllegalStateException(
                    "a ledger holds at most " + MOST_ROWS + " movements, not " + rows + "; split it by accounts");
        }
        return (int) rows;
    }

    int accounts() {
        return offsets.length - 1;
    }

    /** How many rows the accounts have; those of a range of accounts are not all that there are. */
    int rows() {
        return offsets[accounts()] - offsets[0];
    }

    MoneyUnit unit() {
        return new MoneyUnit(currency, scale);
    }

    BigMoney money(long unscaled) {
        return unit().money(unscaled);
    }

    Type type(int row) {
        return TYPE[types[row]];
    }

    /** The ordinal of the row's kind; a row without one counts as OTHER. */
    int kindOrdinal(int row) {
        return kinds == null || kinds[row] == 0 ? Kind.OTHER.ordinal() : kinds[row] - 1;
    }

    RevenueMovement movement(String accountId, int row) {
        RevenueMovement.Builder movement = RevenueMovement.builder(
                accountId, LocalDate.ofEpochDay(days[row]), type(row), money(Math.abs(deltas[row])));
        if (kinds != null && kinds[row] != 0) {
            movement.kind(KIND[kinds[row] - 1]);
        }
        reason(row).ifPresent(movement::reason);
        product(row).ifPresent(movement::product);
        return movement.build();
    }

    Optional<String> reason(int row) {
        return text(reasons, row);
    }

    Optional<String> product(int row) {
        return text(products, row);
    }

    /** All rows as records, each made when it is asked for. */
    List<RevenueMovement> movements(List<String> accountIds) {
        int first = offsets[0];
        int[] accountOfRow = new int[rows()];
        for (int account = 0; account < accounts(); account++) {
            Arrays.fill(accountOfRow, offsets[account] - first, offsets[account + 1] - first, account);
        }
        return new AbstractList<>() {
            @Override
            public RevenueMovement get(int row) {
                return movement(accountIds.get(accountOfRow[row]), first + row);
            }

            @Override
            public int size() {
                return accountOfRow.length;
            }
        };
    }

    LedgerColumns withOffsets(int[] other) {
        return new LedgerColumns(currency, scale, other, days, types, deltas, kinds, reasons, products, texts, retyped);
    }

    LedgerColumns withTypes(byte[] other) {
        return new LedgerColumns(currency, scale, offsets, days, other, deltas, kinds, reasons, products, texts, true);
    }

    LedgerColumns withDeltas(long[] other) {
        return new LedgerColumns(
                currency, scale, offsets, days, types, other, kinds, reasons, products, texts, retyped);
    }

    /** Only the rows of the accounts. */
    LedgerColumns compact() {
        int from = offsets[0];
        int to = offsets[accounts()];
        if (to - from == days.length) {
            return this;
        }
        return new LedgerColumns(
                currency,
                scale,
                Arrays.stream(offsets).map(offset -> offset - from).toArray(),
                Arrays.copyOfRange(days, from, to),
                Arrays.copyOfRange(types, from, to),
                Arrays.copyOfRange(deltas, from, to),
                kinds == null ? null : Arrays.copyOfRange(kinds, from, to),
                reasons == null ? null : Arrays.copyOfRange(reasons, from, to),
                products == null ? null : Arrays.copyOfRange(products, from, to),
                texts,
                retyped);
    }

    /** Some of the rows, in order. */
    LedgerColumns only(int[] rows, int[] newOffsets) {
        int[] newDays = new int[rows.length];
        byte[] newTypes = new byte[rows.length];
        long[] newDeltas = new long[rows.length];
        byte[] newKinds = new byte[kinds == null ? 0 : rows.length];
        int[] newReasons = new int[reasons == null ? 0 : rows.length];
        int[] newProducts = new int[products == null ? 0 : rows.length];
        for (int i = 0; i < rows.length; i++) {
            newDays[i] = days[rows[i]];
            newTypes[i] = types[rows[i]];
            newDeltas[i] = deltas[rows[i]];
            if (kinds != null) {
                newKinds[i] = kinds[rows[i]];
            }
            if (reasons != null) {
                newReasons[i] = reasons[rows[i]];
            }
            if (products != null) {
                newProducts[i] = products[rows[i]];
            }
        }
        return new LedgerColumns(
                currency,
                scale,
                newOffsets,
                newDays,
                newTypes,
                newDeltas,
                kinds == null ? null : newKinds,
                reasons == null ? null : newReasons,
                products == null ? null : newProducts,
                texts,
                retyped);
    }

    private Optional<String> text(int @Nullable [] codes, int row) {
        return codes == null || codes[row] == 0 ? Optional.empty() : Optional.of(texts.get(codes[row] - 1));
    }
}
