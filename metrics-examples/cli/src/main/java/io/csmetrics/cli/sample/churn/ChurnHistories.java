package io.csmetrics.cli.sample.churn;

import io.csmetrics.cli.sample.RandomStream;
import io.csmetrics.record.Account;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Simulated accounts over {@value #WEEKS} weeks, whose health is a {@link HealthWalk} and known on every day. Deterministic: the same
 * {@code until} and random start give the same on every machine, and each account is the same however many there are.
 *
 * <p>Three quarters of the accounts are customers already when the weeks begin, for up to two years; the others begin in the first half.
 */
public final class ChurnHistories {
    /** How many weeks are observed: 18 months. */
    public static final int WEEKS = 78;

    /** The most accounts that can be asked for. */
    public static final int MOST_ACCOUNTS = 99_999;

    static final String TOUCH_MODEL = "touch-model";
    static final String DIGITAL = "digital";
    static final String SUPPORT_PLAN = "support-plan";
    static final String NO_SUPPORT = "none";

    private static final double BEFORE_THE_FIRST_WEEK = 0.75;
    private static final int OLDEST_DAYS = 730;
    private static final List<String> SEGMENTS = List.of("SMB", "Mid-Market", "Enterprise");
    private static final List<Integer> MOST_SEATS = List.of(20, 100, 500);
    private static final double DIGITAL_SMB = 0.5;
    private static final double WITHOUT_SUPPORT = 0.1;
    private static final long SEAT_PRICE_A_YEAR = 240;

    private final List<ChurnHistory> histories;
    private final LocalDate until;
    private final long start;

    private ChurnHistories(List<ChurnHistory> histories, LocalDate until, long start) {
        this.histories = histories;
        this.until = until;
        this.start = start;
    }

    /**
     * Draws accounts and their health.
     *
     * @param accounts how many, 1 to {@value #MOST_ACCOUNTS}
     * @param until the first day that is not observed
     * @param start the random start; another one gives other histories by the same rates
     * @return the histories
     * @throws IllegalArgumentException if there are too few or too many accounts
     */
    public static ChurnHistories of(int accounts, LocalDate until, long start) {
        if (accounts < 1 || accounts > MOST_ACCOUNTS) {
            throw new IllegalArgumentException(
                    "accounts " + accounts + " must be 1 to " + MOST_ACCOUNTS + "; ask for another number");
        }
        return new ChurnHistories(
                IntStream.rangeClosed(1, accounts)
                        .mapToObj(number -> history(number, firstDay(until), until, start))
                        .toList(),
                until,
                start);
    }

    /**
     * Returns the first day that is observed.
     *
     * @param until the first day that is not observed
     * @return the first day that is
     */
    public static LocalDate firstDay(LocalDate until) {
        return until.minusWeeks(WEEKS);
    }

    private static ChurnHistory history(int number, LocalDate first, LocalDate until, long start) {
        String id = String.format(Locale.ROOT, "sim-%05d", number);
        RandomStream random = new RandomStream(start, id, "account");
        int segment = random.pick(0.7, 0.2, 0.1);
        int seats = random.between(2, MOST_SEATS.get(segment));
        boolean digital = random.chance(DIGITAL_SMB) && segment == 0;
        boolean supported = !random.chance(WITHOUT_SUPPORT);
        boolean before = random.chance(BEFORE_THE_FIRST_WEEK);
        int oldest = random.between(1, OLDEST_DAYS);
        int youngest = random.between(0, WEEKS * 7 / 2);
        LocalDate startsOn = before ? first.minusDays(oldest) : first.plusDays(youngest);
        Account account = Account.builder(id)
                .name("Simulated account " + number)
                .segment(SEGMENTS.get(segment))
                .seats(seats)
                .attribute(TOUCH_MODEL, digital ? DIGITAL : "human")
                .attribute(SUPPORT_PLAN, supported ? "standard" : NO_SUPPORT)
                .attribute("started-on", startsOn.toString())
                .build();
        return lived(
                account,
                startsOn,
                before ? first : startsOn,
                until,
                BigDecimal.valueOf(seats * SEAT_PRICE_A_YEAR),
                start);
    }

    private static ChurnHistory lived(
            Account account, LocalDate startsOn, LocalDate from, LocalDate until, BigDecimal amount, long start) {
        RandomStream random = new RandomStream(start, account.id(), "health");
        List<Integer> levels = new ArrayList<>();
        int level = HealthWalk.first(random);
        boolean left = false;
        for (LocalDate day = from; day.isBefore(until) && !left; day = day.plusDays(1)) {
            levels.add(level);
            // who would leave on the first day that is not observed is still there on the last that is
            left = random.chance(HealthWalk.dailyRisk(level)) && day.plusDays(1).isBefore(until);
            level = HealthWalk.next(level, random);
        }
        return new ChurnHistory(account, startsOn, from, levels, left, amount);
    }

    List<ChurnHistory> all() {
        return histories;
    }

    LocalDate until() {
        return until;
    }

    long start() {
        return start;
    }

    /** The last day of which it is known who left. */
    LocalDate lastDay() {
        return until.minusDays(1);
    }

    /**
     * Returns the days as of which the newest signals are some hours old, a week apart: a day's signals are seen in the evening before.
     *
     * @return the days in order; the last is {@code until}
     */
    List<LocalDate> snapshots() {
        return IntStream.rangeClosed(1, WEEKS)
                .mapToObj(week -> firstDay(until).plusWeeks(week))
                .toList();
    }

    /** The true probability of leaving, given {@link HealthWalk#churnWithin}; empty of an account that is no customer on the day. */
    static OptionalDouble probability(ChurnHistory of, LocalDate day, double[] within) {
        return of.isCustomer(day) ? OptionalDouble.of(within[of.level(day)]) : OptionalDouble.empty();
    }
}
