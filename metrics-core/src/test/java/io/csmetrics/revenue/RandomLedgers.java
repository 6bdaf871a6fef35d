package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * Random books of movements and windows over them, for properties: put {@code @Domain(RandomLedgers.class)} and
 * {@code @Domain(DomainContext.Global.class)} on the class and ask for {@code @ForAll Book}, {@code @ForAll Rubbish} or
 * {@code @ForAll ReportingPeriod}.
 *
 * <p>A book is made from a few small numbers and one long, so that thousands are made in a second and still shrink to few accounts
 * with few movements.
 */
@SuppressWarnings("exports") // tests are compiled into the module, which exports nothing of jqwik
public final class RandomLedgers extends DomainContextBase {
    /** The day before which nothing happens in a book. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    /** The day from which on nothing happens in a book. */
    public static final LocalDate END_DAY = LocalDate.of(2026, 7, 1);

    private static final List<CurrencyUnit> CURRENCIES =
            List.of(CurrencyUnit.USD, CurrencyUnit.EUR, CurrencyUnit.JPY, CurrencyUnit.of("KWD"));
    private static final List<Type> GAINS = List.of(Type.NEW, Type.EXPANSION, Type.REACTIVATION);
    private static final List<Type> LOSSES = List.of(Type.CONTRACTION, Type.CHURN);
    private static final List<String> REASONS = List.of("price", "competitor", "budget");
    private static final List<String> PRODUCTS = List.of("core", "reports");

    /** Made by jqwik for {@code @Domain}. */
    public RandomLedgers() {}

    /**
     * Movements that a strict ledger takes, in random order: OPENING and NEW, churn and return, several rows a day, some of them
     * netting to nothing.
     *
     * @param currency the one currency
     * @param scale the number of decimals of every amount
     * @param rows the movements
     */
    public record Book(CurrencyUnit currency, int scale, List<RevenueMovement> rows) {
        /** The strict ledger of the rows. */
        public RevenueLedger ledger() {
            return ledger(rows);
        }

        /** The strict ledger of other rows, in the same currency and scale. */
        public RevenueLedger ledger(List<RevenueMovement> others) {
            return RevenueLedger.builder()
                    .currency(currency)
                    .scale(scale)
                    .movements(others)
                    .build();
        }

        /** The accounts that the rows name, in ascending order. */
        public List<String> accounts() {
            return rows.stream()
                    .map(RevenueMovement::accountId)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    /**
     * Movements that break every rule at once: types that do not fit, more taken than there is, several currencies, too many
     * decimals, amounts that do not fit, ids that stand twice; some on the first and the last day that a movement can have.
     *
     * @param rows the movements with their places
     */
    public record Rubbish(Rows<RevenueMovement> rows) {}

    /** Books of 0 to 40 accounts, scales 0 to 6, in one of four currencies. */
    @Provide
    public Arbitrary<Book> books() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 6),
                        Arbitraries.of(CURRENCIES),
                        Arbitraries.longs())
                .as((accounts, days, scale, currency, draw) -> {
                    List<RevenueMovement> rows = new ArrayList<>();
                    for (int i = 0; i < accounts; i++) {
                        String id = "account-%02d".formatted(i);
                        rows.addAll(new Life(id, currency, scale, new Random(draw + 31L * i)).movements(days));
                    }
                    Collections.shuffle(rows, new Random(draw));
                    return new Book(currency, scale, List.copyOf(rows));
                });
    }

    /** Rows of which few are right. */
    @Provide
    public Arbitrary<Rubbish> rubbish() {
        return Combinators.combine(Arbitraries.integers().between(0, 60), Arbitraries.longs())
                .as((size, draw) -> {
                    Random random = new Random(draw);
                    List<RevenueMovement> rows = IntStream.range(0, size)
                            .mapToObj(i -> anyMovement(random))
                            .toList();
                    long[] lines =
                            IntStream.range(0, size).mapToLong(i -> i + 2L).toArray();
                    return new Rubbish(Rows.of("movements.csv", rows, lines));
                });
    }

    /** Windows before, inside and after the days of a book: calendar months, quarters and years, and any other stretch of days. */
    @Provide
    public Arbitrary<ReportingPeriod> windows() {
        Arbitrary<LocalDate> starts = Arbitraries.integers().between(-400, 1300).map(FIRST_DAY::plusDays);
        Arbitrary<ReportingPeriod> calendar = Combinators.combine(
                        starts, Arbitraries.of(Grain.MONTH, Grain.QUARTER, Grain.YEAR))
                .as((start, grain) -> grain.periodContaining(start));
        Arbitrary<ReportingPeriod> stretch = Combinators.combine(
                        starts, Arbitraries.integers().between(1, 500))
                .as((start, days) -> ReportingPeriod.of(start, start.plusDays(days)));
        return Arbitraries.oneOf(calendar, stretch);
    }

    /** A window of whole months that starts on any day of a month. */
    public static ReportingPeriod wholeMonths(Random random) {
        LocalDate start = FIRST_DAY.plusDays(random.nextInt(1000) - 100);
        start = start.withDayOfMonth(Math.min(start.getDayOfMonth(), 28));
        return ReportingPeriod.of(start, start.plusMonths(1 + random.nextInt(14)));
    }

    /** Cells of three segments in which some accounts are left out. */
    public static Cells cells(int accounts, Random random) {
        int[] cells =
                IntStream.range(0, accounts).map(i -> random.nextInt(4) - 1).toArray();
        return Cells.of(
                cells, List.of(Segment.of("size", "L"), Segment.of("size", "M"), Segment.of("size", Segment.NONE)));
    }

    private static RevenueMovement anyMovement(Random random) {
        LocalDate on = FIRST_DAY.plusDays(random.nextInt(12));
        if (random.nextInt(40) == 0) {
            on = random.nextBoolean() ? LocalDate.of(9999, 12, 31) : LocalDate.of(1, 1, 1);
        }
        CurrencyUnit currency = random.nextInt(10) == 0 ? CurrencyUnit.EUR : CurrencyUnit.USD;
        Type type = Type.values()[random.nextInt(Type.values().length)];
        RevenueMovement.Builder movement = RevenueMovement.builder(
                "account-" + random.nextInt(4), on, type, BigMoney.of(currency, anyAmount(random)));
        decorate(movement, type, random);
        if (random.nextInt(4) == 0) {
            movement.id("id-" + random.nextInt(20));
        }
        return movement.build();
    }

    private static BigDecimal anyAmount(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> BigDecimal.valueOf(1 + random.nextInt(1000), 1 + random.nextInt(9));
            case 1 -> BigDecimal.valueOf(Long.MAX_VALUE - random.nextInt(3));
            case 2 -> BigDecimal.valueOf(Long.MAX_VALUE).multiply(BigDecimal.valueOf(1 + random.nextInt(5)));
            case 3 -> BigDecimal.valueOf(Long.MAX_VALUE / 10, random.nextInt(3));
            default -> BigDecimal.valueOf(1 + random.nextInt(6));
        };
    }

    private static void decorate(RevenueMovement.Builder movement, Type type, Random random) {
        if ((type == Type.EXPANSION || type == Type.CONTRACTION) && random.nextBoolean()) {
            movement.kind(Kind.values()[random.nextInt(Kind.values().length)]);
        }
        if (random.nextInt(3) == 0) {
            movement.reason(REASONS.get(random.nextInt(REASONS.size())));
        }
        if (random.nextInt(3) == 0) {
            movement.product(PRODUCTS.get(random.nextInt(PRODUCTS.size())));
        }
    }

    /** One account from its first day on; it knows its balance, so that what it makes is allowed. */
    private static final class Life {
        private final String accountId;
        private final CurrencyUnit currency;
        private final int scale;
        private final Random random;
        private final List<RevenueMovement> rows = new ArrayList<>();
        private LocalDate on;
        private long balance;
        private boolean hadRevenue;

        Life(String accountId, CurrencyUnit currency, int scale, Random random) {
            this.accountId = accountId;
            this.currency = currency;
            this.scale = scale;
            this.random = random;
            on = FIRST_DAY.plusDays(random.nextInt(400));
        }

        List<RevenueMovement> movements(int mostDays) {
            if (random.nextInt(4) == 0) {
                move(Type.OPENING, level());
                if (random.nextBoolean()) {
                    // an opening balance whose day has movements as well
                    oneDay();
                }
            }
            int days = random.nextInt(mostDays + 1);
            for (int i = 0; i < days; i++) {
                on = on.plusDays(1L + random.nextInt(random.nextInt(4) == 0 ? 150 : 10));
                if (on.isBefore(END_DAY)) {
                    oneDay();
                }
            }
            return rows;
        }

        private void oneDay() {
            long target = random.nextInt(4) == 0 ? 0 : level();
            switch (random.nextInt(6)) {
                case 0 -> several(0);
                case 1 -> several(target - balance);
                default -> single(target - balance);
            }
        }

        /** Mostly small, so that an account often comes back to a level that it had. */
        private long level() {
            return 1L + random.nextInt(random.nextInt(4) == 0 ? 1_000_000 : 5);
        }

        private void single(long delta) {
            if (delta > 0) {
                move(balance > 0 ? Type.EXPANSION : hadRevenue ? Type.REACTIVATION : Type.NEW, delta);
            } else if (delta < 0) {
                move(balance + delta == 0 ? Type.CHURN : Type.CONTRACTION, -delta);
            }
        }

        /** Rows of any type that together make the change, which can be none. */
        private void several(long delta) {
            long left = delta;
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                left -= part(random.nextBoolean() ? level() : -level());
            }
            if (left != 0) {
                part(left);
            } else {
                part(1);
                part(-1);
            }
            hadRevenue |= delta != 0;
        }

        private long part(long signed) {
            List<Type> types = signed > 0 ? GAINS : LOSSES;
            boolean before = hadRevenue;
            move(types.get(random.nextInt(types.size())), Math.abs(signed));
            hadRevenue = before;
            return signed;
        }

        private void move(Type type, long amount) {
            RevenueMovement.Builder movement = RevenueMovement.builder(
                    accountId, on, type, BigMoney.of(currency, BigDecimal.valueOf(amount, scale)));
            decorate(movement, type, random);
            if (random.nextInt(5) == 0) {
                movement.id(accountId + "-" + rows.size());
            }
            rows.add(movement.build());
            balance += type.sign() * amount;
            hadRevenue = true;
        }
    }
}
