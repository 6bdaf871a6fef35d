package io.csmetrics.io;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.BulkMovements;
import io.csmetrics.revenue.RevenueLedger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * The movements of a plain file as columns in the order of its rows, 17 bytes a movement. The first stands on line 2, and none spans lines or
 * is followed by a blank one.
 */
final class PlainMovements implements BulkMovements {
    /** How many rows get their room at once. */
    static final int PORTION = 1 << 16;

    private static final Type[] TYPES = Type.values();
    private static final int TYPE_BITS = 3;
    private static final int FIRST_LINE = 2;

    /** Up to that of the eight digits of a word. */
    static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    /** The most decimals that an amount may be written with. */
    static final int MOST_DECIMALS = RevenueLedger.LARGEST_UNDECLARED_SCALE;

    private final String source;
    private final CurrencyUnit currency;
    private final List<String> accountIds;
    private final List<Portion> portions;
    private final int size;
    private final int scale;

    /**
     * Takes what was read.
     *
     * @param accountIds the ids by the numbers that the rows have for them
     * @param portions of {@value #PORTION} rows each, the last perhaps of fewer
     * @param scale the most decimals that an amount needs
     */
    PlainMovements(
            String source,
            CurrencyUnit currency,
            List<String> accountIds,
            List<Portion> portions,
            int size,
            int scale) {
        this.source = source;
        this.currency = currency;
        this.accountIds = List.copyOf(accountIds);
        this.portions = List.copyOf(portions);
        this.size = size;
        this.scale = scale;
    }

    /** Tells whether digits with some decimals fit into a {@code long} at a scale. */
    static boolean fits(long digits, int decimals, int scale) {
        return decimals >= scale || digits <= Long.MAX_VALUE / POWERS_OF_TEN[scale - decimals];
    }

    /** Some rows. */
    static final class Portion {
        final int[] accounts = new int[PORTION];
        final int[] days = new int[PORTION];
        private final long[] digits = new long[PORTION];
        private final byte[] typesAndDecimals = new byte[PORTION];

        /** Sets an amount as it stands there: its digits without the point, and how many are behind it. */
        void set(int row, int type, long amountDigits, int decimals) {
            digits[row] = amountDigits;
            typesAndDecimals[row] = (byte) (decimals << TYPE_BITS | type);
        }

        private Type type(int row) {
            return TYPES[typesAndDecimals[row] & ((1 << TYPE_BITS) - 1)];
        }

        /** The amount in units of {@code 10^-scale}; decimals beyond the scale are zeros. */
        private long units(int row, int scale) {
            int missing = scale - decimals(row);
            return missing >= 0 ? digits[row] * POWERS_OF_TEN[missing] : digits[row] / POWERS_OF_TEN[-missing];
        }

        private int decimals(int row) {
            return typesAndDecimals[row] >> TYPE_BITS;
        }
    }

    @Override
    public CurrencyUnit currency() {
        return currency;
    }

    @Override
    public List<String> accountIds() {
        return accountIds;
    }

    @Override
    public void addTo(RevenueLedger.Builder ledger) {
        ledger.currency(currency).scale(scale).from(source);
        for (int code = 0; code < accountIds.size(); code++) {
            if (ledger.account(accountIds.get(code)) != code) {
                throw new IllegalArgumentException("ledger must be a builder without movements; begin a new one");
            }
        }
        for (int p = 0; p < portions.size(); p++) {
            int before = p * PORTION;
            add(portions.get(p), Math.min(PORTION, size - before), FIRST_LINE + before, ledger);
        }
    }

    private void add(Portion portion, int rows, long firstLine, RevenueLedger.Builder ledger) {
        for (int row = 0; row < rows; row++) {
            long units = portion.units(row, scale);
            ledger.add(portion.accounts[row], portion.days[row], portion.type(row), units, firstLine + row);
        }
    }

    @Override
    public Rows<RevenueMovement> rows() {
        List<RevenueMovement> movements = new ArrayList<>(size);
        long[] lines = new long[size];
        Arrays.setAll(lines, row -> row + FIRST_LINE);
        for (int row = 0; row < size; row++) {
            Portion portion = portions.get(row / PORTION);
            int at = row % PORTION;
            movements.add(RevenueMovement.of(
                    accountIds.get(portion.accounts[at]),
                    LocalDate.ofEpochDay(portion.days[at]),
                    portion.type(at),
                    BigMoney.of(currency, BigDecimal.valueOf(portion.digits[at], portion.decimals(at)))));
        }
        return Rows.of(source, movements, lines);
    }
}
