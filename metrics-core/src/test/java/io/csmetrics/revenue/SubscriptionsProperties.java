package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.Subscription.Discount;
import io.csmetrics.revenue.Subscription.Status;
import io.csmetrics.revenue.SubscriptionRules.DiscountBasis;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** The ledger against a second reading of the rules: plain lists, one day after the other. */
class SubscriptionsProperties {
    private static final LocalDate START = LocalDate.of(2024, 12, 20);
    private static final int DAYS = 40;
    private static final List<BillingInterval> INTERVALS = List.of(
            BillingInterval.MONTH,
            BillingInterval.YEAR,
            BillingInterval.QUARTER,
            BillingInterval.WEEK,
            BillingInterval.DAY,
            BillingInterval.months(6),
            BillingInterval.weeks(2));

    @Property(tries = 2000)
    void theLevelOnAnyDayIsTheSumOverTheTermsInForce(@ForAll("books") Book book) {
        RevenueLedger ledger = Subscriptions.of(book.terms, book.rules).ledger();
        for (int day = 0; day <= DAYS; day++) {
            LocalDate on = START.plusDays(day);
            for (String account : List.of("A", "B", "C")) {
                assertThat(ledger.balance(account, on.plusDays(1)).getAmount())
                        .as("%s of %s in %s", on, account, book.terms)
                        .isEqualByComparingTo(levelOn(on, account, book));
            }
        }
    }

    @Property(tries = 1000)
    void theOrderOfTheRowsChangesNothing(@ForAll("books") Book book, @ForAll Random random) {
        Subscriptions expected = Subscriptions.of(book.terms, book.rules);
        List<Subscription> shuffled = new ArrayList<>(book.terms);
        Collections.shuffle(shuffled, random);
        Subscriptions actual = Subscriptions.of(shuffled, book.rules);
        assertThat(actual.movements()).isEqualTo(expected.movements());
        assertThat(actual.trials().movements()).isEqualTo(expected.trials().movements());
        assertThat(actual.logos().movements()).isEqualTo(expected.logos().movements());
        assertThat(actual.exclusions()).isEqualTo(expected.exclusions());
    }

    @Property(tries = 1000)
    void aHandOverOnTheSameDayChangesNothing(@ForAll("books") Book book, @ForAll Random random) {
        List<Subscription> split = new ArrayList<>();
        for (Subscription term : book.terms) {
            LocalDate cut = term.startsOn().plusDays(random.nextInt(DAYS));
            if (cut.equals(term.startsOn()) || !term.isInForceOn(cut)) {
                split.add(term);
                continue;
            }
            split.add(with(term, term.startsOn(), Optional.of(cut)));
            split.add(with(term, cut, term.endsOn()));
        }
        assertThat(Subscriptions.of(split, book.rules).movements())
                .isEqualTo(Subscriptions.of(book.terms, book.rules).movements());
    }

    @Property(tries = 1000)
    void theMovementsAreAStrictLedgerOfTheirOwnWithAtMostOneADay(@ForAll("books") Book book) {
        Subscriptions subscriptions = Subscriptions.of(book.terms, book.rules);
        RevenueLedger again = RevenueLedger.builder()
                .scale(subscriptions.ledger().scale())
                .movements(subscriptions.movements())
                .build();
        assertThat(again.movements()).isEqualTo(subscriptions.movements());
        assertThat(again.nettedRows()).isEmpty();
        for (RevenueMovement movement : subscriptions.movements()) {
            boolean first = movement.type() == Type.NEW;
            assertThat(subscriptions
                            .ledger()
                            .balance(movement.accountId(), movement.effectiveOn())
                            .isZero())
                    .isEqualTo(first || movement.type() == Type.REACTIVATION);
        }
    }

    @Property(tries = 500)
    void aTermIsExcludedIfItIsWorthNothingOnAllOfItsDays(@ForAll("books") Book book) {
        Subscriptions subscriptions = Subscriptions.of(book.terms, book.rules);
        long never = book.terms.stream()
                // no discount outlives its start by more than 20 days
                .filter(term -> START.datesUntil(START.plusDays(DAYS + 21))
                        .allMatch(day -> level(term, day, book).signum() == 0))
                .count();
        long excluded = subscriptions.exclusions().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(excluded).isEqualTo(never);
    }

    @Property(tries = 500)
    void theProductsOfAnAccountAddUpToIt(@ForAll("books") Book book) {
        RevenueLedger whole = Subscriptions.of(book.terms, book.rules).ledger();
        SubscriptionRules byProduct = new SubscriptionRules(
                book.rules.profile(),
                book.rules.discountBasis(),
                book.rules.graceDays(),
                0,
                OptionalInt.empty(),
                true,
                book.rules.currency());
        RevenueLedger products = Subscriptions.of(book.terms, byProduct).ledger();
        TreeMap<LocalDate, BigDecimal> net = new TreeMap<>();
        products.movements()
                .forEach(m -> net.merge(m.effectiveOn(), m.signedAmount().getAmount(), BigDecimal::add));
        whole.movements()
                .forEach(m ->
                        net.merge(m.effectiveOn(), m.signedAmount().getAmount().negate(), BigDecimal::add));
        assertThat(net.values()).allMatch(difference -> difference.signum() == 0);
    }

    private record Book(List<Subscription> terms, SubscriptionRules rules) {}

    @Provide
    Arbitrary<Book> books() {
        return Arbitraries.randomValue(SubscriptionsProperties::book);
    }

    private static Book book(Random random) {
        SubscriptionRules.Builder rules =
                SubscriptionRules.builder().discountBasis(any(random, DiscountBasis.values()));
        if (random.nextBoolean()) {
            rules.graceDays(random.nextInt(12));
        }
        if (random.nextInt(3) == 0) {
            rules.profile(NormalisationProfile.CENTS_PER_LINE);
        }
        List<Subscription> terms = new ArrayList<>();
        for (String account : List.of("A", "B", "C")) {
            int ids = random.nextInt(4);
            for (int id = 0; id < ids; id++) {
                chain(account + id, account, random, terms);
            }
        }
        return new Book(terms, rules.currency(CurrencyUnit.EUR).build());
    }

    /** The terms of one id, one after the other, now and then with a gap. */
    private static void chain(String id, String account, Random random, List<Subscription> terms) {
        int from = random.nextInt(15);
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count && from < DAYS; i++) {
            LocalDate startsOn = START.plusDays(from);
            int length = 1 + random.nextInt(12);
            Subscription.Builder term = Subscription.builder(
                            id,
                            account,
                            startsOn,
                            BigMoney.of(CurrencyUnit.EUR, BigDecimal.valueOf(random.nextInt(4) * 2500L, 2)),
                            INTERVALS.get(random.nextInt(INTERVALS.size())))
                    .quantity(BigDecimal.valueOf(random.nextInt(5), random.nextInt(2)))
                    .status(random.nextInt(3) > 0 ? Status.ACTIVE : any(random, Status.values()))
                    .product("p" + random.nextInt(2))
                    .reason("r" + random.nextInt(3));
            List<Discount> discounts = new ArrayList<>();
            while (random.nextInt(3) == 0) {
                discounts.add(discount(random));
            }
            term.discounts(discounts);
            from += length + (random.nextInt(3) == 0 ? random.nextInt(8) : 0);
            if (i + 1 < count || random.nextBoolean()) {
                term.endsOn(startsOn.plusDays(length));
            }
            terms.add(term.build());
        }
    }

    private static Discount discount(Random random) {
        LocalDate from = START.plusDays(random.nextInt(DAYS));
        Discount discount = random.nextBoolean()
                ? Discount.ofFraction(
                        BigDecimal.valueOf(1 + random.nextInt(4), 0)
                                .movePointLeft(1)
                                .multiply(BigDecimal.valueOf(2.5)),
                        from)
                : Discount.ofAmount(BigMoney.of(CurrencyUnit.EUR, BigDecimal.valueOf(1 + random.nextInt(30))), from);
        if (random.nextBoolean()) {
            discount = discount.until(from.plusDays(1 + random.nextInt(20)));
        }
        return random.nextInt(3) == 0 ? discount.once() : discount;
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static Subscription with(Subscription term, LocalDate from, Optional<LocalDate> to) {
        return new Subscription(
                term.id(),
                term.accountId(),
                from,
                to,
                term.amount(),
                term.interval(),
                term.quantity(),
                term.status(),
                term.product(),
                term.reason(),
                term.discounts());
    }

    private static BigDecimal levelOn(LocalDate day, String account, Book book) {
        return book.terms.stream()
                .filter(term -> term.accountId().equals(account))
                .map(term -> level(term, day, book))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The level of one term on one day, with everything written out by hand. */
    private static BigDecimal level(Subscription term, LocalDate day, Book book) {
        boolean inForce = !day.isBefore(term.startsOn())
                && (term.endsOn().isEmpty() || day.isBefore(term.endsOn().get()));
        boolean pays = term.status() == Status.ACTIVE || term.status() == Status.PAST_DUE;
        if (!inForce || !pays || isPastGrace(term, day, book)) {
            return BigDecimal.ZERO;
        }
        BigDecimal price = term.quantity().multiply(term.amount().getAmount());
        BigDecimal off = BigDecimal.ZERO;
        for (Discount discount : term.discounts()) {
            boolean counts = book.rules.discountBasis() == DiscountBasis.NET_ALL
                    || (book.rules.discountBasis() == DiscountBasis.NET_RECURRING && discount.recurring());
            boolean holds = !day.isBefore(discount.startsOn())
                    && (discount.endsOn().isEmpty()
                            || day.isBefore(discount.endsOn().get()));
            if (counts && holds) {
                price = price.subtract(price.multiply(discount.fraction().orElse(BigDecimal.ZERO)));
                off = off.add(discount.amount().map(BigMoney::getAmount).orElse(BigDecimal.ZERO));
            }
        }
        BigDecimal net = price.subtract(off).max(BigDecimal.ZERO);
        boolean cents = book.rules.profile().equals(NormalisationProfile.CENTS_PER_LINE);
        int n = term.interval().count();
        BigDecimal twelveths = BigDecimal.valueOf(
                switch (term.interval().unit()) {
                    case DAY -> 365L;
                    case WEEK -> 52L;
                    case MONTH -> 12L;
                });
        return net.multiply(twelveths)
                .divide(
                        BigDecimal.valueOf(12L * n),
                        cents ? 2 : 4,
                        cents ? RoundingMode.HALF_UP : RoundingMode.HALF_EVEN);
    }

    /** Counts back day by day how long the subscription has been past due. */
    private static boolean isPastGrace(Subscription term, LocalDate day, Book book) {
        if (term.status() != Status.PAST_DUE || book.rules.graceDays().isEmpty()) {
            return false;
        }
        int owed = 0;
        LocalDate back = day.minusDays(1);
        while (isPastDueOn(term.id(), back, book)) {
            owed++;
            back = back.minusDays(1);
        }
        return owed >= book.rules.graceDays().getAsInt();
    }

    private static boolean isPastDueOn(String id, LocalDate day, Book book) {
        return book.terms.stream()
                .anyMatch(term -> term.id().equals(id) && term.status() == Status.PAST_DUE && term.isInForceOn(day));
    }
}
