package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * A generated book of accounts over the 60 months of 2020 to 2024, in date order, the same on every machine.
 *
 * <p>15% of the accounts have revenue before the first month, the others start on a uniform day. The number of movements of an account
 * is geometric with a mean near 10; days strictly increase. Of the movements after the first, 55% expand by 2 to 32%, 32% contract by
 * 2 to 42% and 13% churn; a churned account's next movement is a reactivation. Amounts are in minor units of US dollars.
 */
final class RevenueBook {
    /** The usual size: 100,000 accounts have 998,084 movements. */
    static final int S = 100_000;

    /** Ten times the usual size: 1,000,000 accounts have 10,024,329 movements. */
    static final int L = 1_000_000;

    static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);
    static final int MONTHS = 60;
    static final List<String> SEGMENTS = List.of("SMB", "MM", "ENT", "STRAT");
    static final List<String> REGIONS = List.of("AMER", "EMEA", "APAC");

    /** Cells are {@code segment * 3 + region}. */
    static final int CELLS = SEGMENTS.size() * REGIONS.size();

    static final CurrencyUnit CURRENCY = CurrencyUnit.USD;
    static final long RANDOM_START = 20200101L;

    /** The first day, as a number. */
    static final int FROM = (int) FIRST_DAY.toEpochDay();

    /** How many days the months have. */
    static final int DAYS = (int) FIRST_DAY.plusMonths(MONTHS).toEpochDay() - FROM;

    private static final int LAST = FROM + DAYS - 1;
    private static final int MOST_MOVEMENTS = 121;
    private static final long[] BASE_BY_SEGMENT = {5_000, 40_000, 300_000, 2_000_000};
    private static final Type[] TYPES = Type.values();

    private final byte[] cells;
    private Rows rows;

    private RevenueBook(int accounts) {
        cells = new byte[accounts];
        rows = new Rows(accounts * 11 + MOST_MOVEMENTS);
    }

    /** Movements as columns. */
    private static final class Rows {
        private int size;
        private int[] account;
        private int[] day;
        private byte[] type;
        private long[] amount;

        Rows(int room) {
            account = new int[room];
            day = new int[room];
            type = new byte[room];
            amount = new long[room];
        }

        void add(int ofAccount, int onDay, Type ofType, long minor) {
            if (size == account.length) {
                account = Arrays.copyOf(account, size * 2);
                day = Arrays.copyOf(day, size * 2);
                type = Arrays.copyOf(type, size * 2);
                amount = Arrays.copyOf(amount, size * 2);
            }
            account[size] = ofAccount;
            day[size] = onDay;
            type[size] = (byte) ofType.ordinal();
            amount[size] = minor;
            size++;
        }

        /** The same movements by day; those of one day keep their order. */
        Rows byDay() {
            int first = FROM - 1;
            int[] next = new int[LAST - first + 2];
            for (int row = 0; row < size; row++) {
                next[day[row] - first + 1]++;
            }
            Arrays.parallelPrefix(next, Integer::sum);
            Rows sorted = new Rows(size);
            sorted.size = size;
            for (int row = 0; row < size; row++) {
                int to = next[day[row] - first]++;
                sorted.account[to] = account[row];
                sorted.day[to] = day[row];
                sorted.type[to] = type[row];
                sorted.amount[to] = amount[row];
            }
            return sorted;
        }
    }

    /**
     * Generates a book.
     *
     * @param accounts how many accounts, at least 1
     */
    static RevenueBook of(int accounts) {
        RevenueBook book = new RevenueBook(accounts);
        int[] days = new int[MOST_MOVEMENTS];
        for (int account = 0; account < accounts; account++) {
            book.generate(account, days);
        }
        book.rows = book.rows.byDay();
        return book;
    }

    private void generate(int account, int[] days) {
        SplitMix random = new SplitMix(SplitMix.mix(RANDOM_START) + SplitMix.mix(account));
        int segment = pick(random.nextUnit(), .55, .83, .95);
        int region = pick(random.nextUnit(), .5, .8);
        cells[account] = (byte) (segment * REGIONS.size() + region);
        int start = random.nextUnit() < .15 ? FROM - 1 : FROM + random.nextInt(1796);
        int movements = 1 + Math.min(MOST_MOVEMENTS - 1, (int) (-StrictMath.log(1 - random.nextUnit()) * 9.5));
        drawDays(random, start, movements, days);
        long balance = 0;
        long lost = 0;
        for (int i = 0; i < movements && days[i] <= LAST; i++) {
            Type type;
            long amount;
            if (i == 0) {
                type = Type.NEW;
                double u = random.nextUnit();
                amount = 100 + (long) (BASE_BY_SEGMENT[segment] * (0.25 + 3 * u * u));
            } else if (balance == 0) {
                type = Type.REACTIVATION;
                amount = Math.max(100, (long) (lost * (0.5 + 0.7 * random.nextUnit())));
            } else {
                double what = random.nextUnit();
                double howMuch = random.nextUnit();
                if (what < .55) {
                    type = Type.EXPANSION;
                    amount = Math.max(1, (long) (balance * (0.02 + 0.3 * howMuch)));
                } else if (what < .87) {
                    long less = (long) (balance * (0.02 + 0.4 * howMuch));
                    // too little is left to take a part of it
                    type = less < 1 ? Type.EXPANSION : Type.CONTRACTION;
                    amount = less < 1 ? 100 : less;
                } else {
                    type = Type.CHURN;
                    amount = balance;
                    lost = balance;
                }
            }
            balance += type.sign() * amount;
            rows.add(account, days[i], type, amount);
        }
    }

    private static int pick(double unit, double... bounds) {
        int at = 0;
        while (at < bounds.length && unit >= bounds[at]) {
            at++;
        }
        return at;
    }

    private static void drawDays(SplitMix random, int start, int count, int[] days) {
        days[0] = start;
        for (int i = 1; i < count; i++) {
            days[i] = start + 1 + random.nextInt(LAST - start);
        }
        Arrays.sort(days, 1, count);
        for (int i = 1; i < count; i++) {
            if (days[i] <= days[i - 1]) {
                days[i] = days[i - 1] + 1;
            }
        }
    }

    /** The month of each day, counted from the day before the first month, whose own is -1. */
    static byte[] months() {
        byte[] months = new byte[LAST - FROM + 2];
        months[0] = -1;
        for (int day = 1; day < months.length; day++) {
            months[day] = (byte) ChronoUnit.MONTHS.between(FIRST_DAY, FIRST_DAY.plusDays(day - 1));
        }
        return months;
    }

    int accounts() {
        return cells.length;
    }

    /** How many movements there are. */
    int size() {
        return rows.size;
    }

    int cell(int account) {
        return cells[account];
    }

    int account(int row) {
        return rows.account[row];
    }

    int epochDay(int row) {
        return rows.day[row];
    }

    Type type(int row) {
        return TYPES[rows.type[row]];
    }

    /** The magnitude in minor units. */
    long amount(int row) {
        return rows.amount[row];
    }

    /** The ids of all accounts. */
    List<String> accountIds(AccountIds ids) {
        return IntStream.range(0, accounts()).mapToObj(ids::of).toList();
    }

    /** The cell of each account by its id. */
    Map<String, Integer> cellByAccountId(AccountIds ids) {
        Map<String, Integer> cellById = new HashMap<>();
        for (int account = 0; account < accounts(); account++) {
            cellById.put(ids.of(account), cell(account));
        }
        return cellById;
    }

    /** The index of the segment of an account. */
    int segment(int account) {
        return cells[account] / REGIONS.size();
    }

    /** The movements as the library's records, in date order. The records of one account share its id. */
    List<RevenueMovement> movements() {
        List<String> ids = accountIds(AccountIds.TEXTS);
        List<RevenueMovement> movements = new ArrayList<>(size());
        for (int row = 0; row < size(); row++) {
            movements.add(RevenueMovement.of(
                    ids.get(account(row)),
                    LocalDate.ofEpochDay(epochDay(row)),
                    type(row),
                    BigMoney.ofMinor(CURRENCY, amount(row))));
        }
        return movements;
    }
}
