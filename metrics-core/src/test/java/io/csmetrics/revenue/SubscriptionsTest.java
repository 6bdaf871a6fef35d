package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.Subscription.Discount;
import io.csmetrics.revenue.Subscription.Status;
import io.csmetrics.revenue.SubscriptionRules.DiscountBasis;
import io.csmetrics.revenue.Subscriptions.Exclusion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final LocalDate JAN = LocalDate.of(2025, 1, 1);
    private static final LocalDate FEB = LocalDate.of(2025, 2, 1);
    private static final LocalDate MAR = LocalDate.of(2025, 3, 1);
    private static final LocalDate APR = LocalDate.of(2025, 4, 1);
    private static final LocalDate MAY = LocalDate.of(2025, 5, 1);

    @Test
    void aTermIsNewOnItsFirstDayAndChurnOnTheFirstDayWithoutService() {
        Subscription term = year("S1", JAN, 1200)
                .endsOn(LocalDate.of(2026, 1, 1))
                .product("crm")
                .reason("price")
                .build();
        assertMovements(
                List.of(term),
                "2025-01-01 A NEW 100.0000 product crm",
                "2026-01-01 A CHURN 100.0000 because price product crm");
        assertThat(Subscriptions.of(List.of(term)).ledger().scale()).isEqualTo(4);
    }

    @Test
    void theTermsOfAnAccountAddUpBeforeTheSumIsClassified() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100).endsOn(MAR).build(),
                        month("S2", FEB, 50).endsOn(APR).build()),
                "2025-01-01 A NEW 100.0000",
                "2025-02-01 A EXPANSION 50.0000",
                "2025-03-01 A CONTRACTION 100.0000",
                "2025-04-01 A CHURN 50.0000");
    }

    @Test
    void aReturnIsAReactivation() {
        List<Subscription> terms = List.of(
                month("S1", JAN, 100).endsOn(FEB).build(), month("S1", MAR, 80).build());
        assertMovements(
                terms, "2025-01-01 A NEW 100.0000", "2025-02-01 A CHURN 100.0000", "2025-03-01 A REACTIVATION 80.0000");
        assertMovements(
                terms,
                SubscriptionRules.builder().reactivationDays(27).build(),
                "2025-01-01 A NEW 100.0000",
                "2025-02-01 A CHURN 100.0000",
                "2025-03-01 A NEW 80.0000");
        assertMovements(
                terms,
                SubscriptionRules.builder().minimumGapDays(29).build(),
                "2025-01-01 A NEW 100.0000",
                "2025-03-01 A CONTRACTION 20.0000");
    }

    @Test
    void aTermThatHandsOverToTheNextOnTheSameDayMakesNoMovement() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100).endsOn(FEB).build(),
                        month("S1", FEB, 100).endsOn(MAR).build(),
                        month("S2", MAR, 100).build()),
                "2025-01-01 A NEW 100.0000");
    }

    @Test
    void anotherPriceOfTheSameIsKindPrice() {
        assertMovements(
                List.of(
                        month("S1", JAN, 10).quantity(3).endsOn(FEB).build(),
                        month("S1", FEB, 12)
                                .quantity(3)
                                .reason("too dear")
                                .endsOn(MAR)
                                .build(),
                        month("S1", MAR, 11).quantity(3).build()),
                "2025-01-01 A NEW 30.0000",
                "2025-02-01 A EXPANSION 6.0000 kind PRICE",
                "2025-03-01 A CONTRACTION 3.0000 kind PRICE because too dear");
    }

    @Test
    void anotherQuantityAtTheSameUnitPriceIsKindSeats() {
        assertMovements(
                List.of(
                        month("S1", JAN, 10).quantity(3).endsOn(FEB).build(),
                        year("S1", FEB, 120).quantity(5).endsOn(MAR).build(),
                        year("S1", MAR, 120).quantity(new BigDecimal("4.5")).build()),
                "2025-01-01 A NEW 30.0000",
                "2025-02-01 A EXPANSION 20.0000 kind SEATS",
                "2025-03-01 A CONTRACTION 5.0000 kind SEATS");
    }

    @Test
    void aChangeOfBothOrOfTheProductHasNoKind() {
        assertMovements(
                List.of(
                        month("S1", JAN, 10)
                                .quantity(3)
                                .product("silver")
                                .endsOn(FEB)
                                .build(),
                        month("S1", FEB, 20)
                                .quantity(5)
                                .product("silver")
                                .endsOn(MAR)
                                .build(),
                        month("S1", MAR, 30).quantity(5).product("gold").build()),
                "2025-01-01 A NEW 30.0000 product silver",
                "2025-02-01 A EXPANSION 70.0000 product silver",
                "2025-03-01 A EXPANSION 50.0000 product gold");
    }

    @Test
    void aLongerIntervalAtALowerMonthlyPriceIsATermExtension() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100)
                                .product("crm")
                                .reason("renewed")
                                .endsOn(FEB)
                                .build(),
                        year("S2", FEB, 1080)
                                .product("crm")
                                .endsOn(LocalDate.of(2026, 2, 1))
                                .build(),
                        month("S3", LocalDate.of(2026, 2, 1), 100)
                                .product("crm")
                                .build()),
                "2025-01-01 A NEW 100.0000 product crm",
                "2025-02-01 A CONTRACTION 10.0000 because TERM_EXTENSION product crm",
                "2026-02-01 A EXPANSION 10.0000 kind PRICE product crm");
        assertMovements(
                List.of(
                        Subscription.builder("S1", "A", JAN, usd(4), BillingInterval.weeks(4))
                                .endsOn(FEB)
                                .build(),
                        month("S2", FEB, 4).endsOn(MAR).build(),
                        Subscription.builder("S3", "A", MAR, usd(3), BillingInterval.days(30))
                                .build()),
                "2025-01-01 A NEW 4.3333",
                "2025-02-01 A CONTRACTION 0.3333 because TERM_EXTENSION",
                "2025-03-01 A CONTRACTION 0.9583 kind PRICE");
    }

    @Test
    void aLongerIntervalWithADiscountIsATermExtensionButFewerSeatsAreNot() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100).quantity(2).endsOn(FEB).build(),
                        year("S1", FEB, 1200)
                                .quantity(2)
                                .discounts(List.of(Discount.ofFraction(new BigDecimal("0.1"), FEB)))
                                .endsOn(MAR)
                                .build(),
                        month("T1", "B", JAN, 100).quantity(2).endsOn(FEB).build(),
                        Subscription.builder("T1", "B", FEB, usd(1200), BillingInterval.YEAR)
                                .endsOn(MAR)
                                .build()),
                "2025-01-01 A NEW 200.0000",
                "2025-02-01 A CONTRACTION 20.0000 because TERM_EXTENSION",
                "2025-03-01 A CHURN 180.0000",
                "2025-01-01 B NEW 200.0000",
                "2025-02-01 B CONTRACTION 100.0000 kind SEATS",
                "2025-03-01 B CHURN 100.0000");
    }

    @Test
    void theLargestChangeOfADayGivesItsReasonAndProduct() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100)
                                .product("a")
                                .reason("small")
                                .endsOn(FEB)
                                .build(),
                        month("S2", JAN, 200)
                                .product("b")
                                .reason("large")
                                .endsOn(FEB)
                                .build(),
                        month("S3", JAN, 200)
                                .product("c")
                                .reason("also large")
                                .endsOn(FEB)
                                .build(),
                        month("S4", FEB, 50).product("d").build()),
                "2025-01-01 A NEW 500.0000 product b",
                "2025-02-01 A CONTRACTION 450.0000 because also large product c");
    }

    @Test
    void ofSeveralOfOneProductNoneIsTakenForAnother() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100).endsOn(FEB).build(),
                        month("S2", FEB, 60).build(),
                        month("S3", FEB, 60).build()),
                "2025-01-01 A NEW 100.0000",
                "2025-02-01 A EXPANSION 20.0000");
    }

    @Test
    void aTrialDoesNotCountAndItsConversionIsNew() {
        Subscriptions book = Subscriptions.of(List.of(
                month("S1", JAN, 100).status(Status.TRIAL).endsOn(FEB).build(),
                month("S1", FEB, 100).build(),
                month("S2", JAN, 30).status(Status.TRIAL).endsOn(MAR).build()));
        assertThat(texts(book.movements())).containsExactly("2025-02-01 A NEW 100.0000");
        assertThat(book.trials().balance(JAN.plusDays(1))).isEqualTo(BigMoney.parse("USD 130.0000"));
        assertThat(book.trials().balance(FEB.plusDays(1))).isEqualTo(BigMoney.parse("USD 30.0000"));
        assertThat(book.trials().balance(MAR.plusDays(1)).isZero()).isTrue();
        assertThat(book.exclusions()).containsExactly(entry(Exclusion.TRIAL, 2L));
    }

    @Test
    void aFreeOrPausedTermIsChurnThatTellsWhy() {
        Subscriptions book = Subscriptions.of(List.of(
                month("S1", JAN, 100).endsOn(FEB).build(),
                month("S1", FEB, 100).status(Status.PAUSED).endsOn(MAR).build(),
                month("S1", MAR, 100).endsOn(APR).build(),
                month("S2", APR, 0).product("community").build(),
                month("T1", "B", JAN, 10).reason("too dear").endsOn(FEB).build(),
                month("T1", "B", FEB, 10).status(Status.FREE).build()));
        assertThat(texts(book.movements()))
                .containsExactly(
                        "2025-01-01 A NEW 100.0000",
                        "2025-02-01 A CHURN 100.0000 because paused",
                        "2025-03-01 A REACTIVATION 100.0000",
                        "2025-04-01 A CHURN 100.0000 because free",
                        "2025-01-01 B NEW 10.0000",
                        "2025-02-01 B CHURN 10.0000 because too dear");
        assertThat(book.exclusions())
                .containsExactly(
                        entry(Exclusion.FREE, 1L), entry(Exclusion.PAUSED, 1L), entry(Exclusion.ZERO_AMOUNT, 1L));
    }

    @Test
    void aLogoIsKeptWhileItIsServedWithoutPayment() {
        Subscriptions book = Subscriptions.of(List.of(
                month("S0", JAN, 0).endsOn(FEB).build(),
                month("S1", FEB, 100).endsOn(MAR).build(),
                month("S1", MAR, 100).status(Status.PAUSED).endsOn(APR).build(),
                month("S1", APR, 100).endsOn(MAY).build(),
                month("T1", "B", JAN, 100).endsOn(FEB).build(),
                month("T1", "B", FEB, 100).status(Status.FREE).endsOn(MAR).build(),
                month("T2", "B", MAY, 100).build()));
        assertThat(texts(book.logos().movements()))
                .containsExactly(
                        "2025-02-01 A NEW 1",
                        "2025-05-01 A CHURN 1",
                        "2025-01-01 B NEW 1",
                        "2025-03-01 B CHURN 1",
                        "2025-05-01 B REACTIVATION 1");
        ReportingPeriod march = ReportingPeriod.of(MAR, APR);
        assertThat(book.logos().bridge(march).accounts().churned()).isEqualTo(1);
        assertThat(book.ledger().bridge(march).accounts().churned()).isEqualTo(1);
        assertThat(book.logos().bridge(march).accounts().opening()).isEqualTo(2);
        assertThat(book.ledger().bridge(march).accounts().opening()).isEqualTo(1);
    }

    @Test
    void whatIsPastDueCountsUntilItEndsOrUntilItsGraceIsOver() {
        List<Subscription> terms = List.of(
                month("S1", JAN, 100).endsOn(FEB).build(),
                month("S1", FEB, 100).status(Status.PAST_DUE).endsOn(MAR).build(),
                month("S1", MAR, 100)
                        .status(Status.PAST_DUE)
                        .endsOn(APR)
                        .reason("gave up")
                        .build(),
                month("S1", APR, 100).build());
        assertMovements(terms, "2025-01-01 A NEW 100.0000");
        assertMovements(
                terms,
                grace(40),
                "2025-01-01 A NEW 100.0000",
                "2025-03-13 A CHURN 100.0000 because involuntary",
                "2025-04-01 A REACTIVATION 100.0000");
        assertMovements(
                terms,
                grace(0),
                "2025-01-01 A NEW 100.0000",
                "2025-02-01 A CHURN 100.0000 because involuntary",
                "2025-04-01 A REACTIVATION 100.0000");
        assertMovements(terms, grace(59), "2025-01-01 A NEW 100.0000");
        assertThat(Subscriptions.of(terms, grace(10)).exclusions()).containsExactly(entry(Exclusion.PAST_GRACE, 1L));
        assertThat(texts(Subscriptions.of(terms, grace(10)).logos().movements()))
                .containsExactly("2025-01-01 A NEW 1", "2025-02-11 A CHURN 1", "2025-04-01 A REACTIVATION 1");
        assertMovements(
                terms.subList(1, 3), "2025-02-01 A NEW 100.0000", "2025-04-01 A CHURN 100.0000 because gave up");
    }

    @Test
    void recurringDiscountsAreTakenOffAndTheirEndIsAnExpansion() {
        Discount recurring = Discount.ofFraction(new BigDecimal("0.25"), JAN).until(MAR);
        Discount once = Discount.ofAmount(usd(10), FEB).until(APR).once();
        List<Subscription> terms = List.of(month("S1", JAN, 20)
                .quantity(2)
                .discounts(List.of(recurring, once))
                .build());
        assertMovements(terms, "2025-01-01 A NEW 30.0000", "2025-03-01 A EXPANSION 10.0000 because DISCOUNT_END");
        assertMovements(terms, basis(DiscountBasis.LIST), "2025-01-01 A NEW 40.0000");
        assertMovements(
                terms,
                basis(DiscountBasis.NET_ALL),
                "2025-01-01 A NEW 30.0000",
                "2025-02-01 A CONTRACTION 10.0000 because DISCOUNT_START",
                "2025-03-01 A EXPANSION 10.0000 because DISCOUNT_END",
                "2025-04-01 A EXPANSION 10.0000 because DISCOUNT_END");
    }

    @Test
    void fractionsApplyOneUponTheOtherAndBeforeAmountsAndNeverBelowZero() {
        Discount half = Discount.ofFraction(new BigDecimal("0.5"), JAN);
        Discount fifth = Discount.ofFraction(new BigDecimal("0.2"), JAN);
        Discount five = Discount.ofAmount(usd(5), JAN);
        Discount most = Discount.ofAmount(usd(100), FEB).until(MAR);
        Subscriptions book = Subscriptions.of(List.of(month("S1", JAN, 100)
                .discounts(List.of(five, half, most, fifth))
                .build()));
        assertThat(texts(book.movements()))
                .containsExactly(
                        "2025-01-01 A NEW 35.0000",
                        "2025-02-01 A CHURN 35.0000 because DISCOUNT_START",
                        "2025-03-01 A REACTIVATION 35.0000");
        assertThat(texts(book.logos().movements())).containsExactly("2025-01-01 A NEW 1");
        assertThat(book.exclusions()).isEmpty();
    }

    @Test
    void aDiscountThatEndsWithItsTermIsADiscountEndToo() {
        assertMovements(
                List.of(
                        month("S1", JAN, 100)
                                .discounts(List.of(Discount.ofFraction(new BigDecimal("0.1"), JAN)))
                                .endsOn(FEB)
                                .build(),
                        month("S1", FEB, 100).build()),
                "2025-01-01 A NEW 90.0000",
                "2025-02-01 A EXPANSION 10.0000 because DISCOUNT_END");
    }

    @Test
    void whatDoesNotCountIsCountedByReason() {
        Subscription once = month("S1", JAN, 100).build();
        Subscriptions book = Subscriptions.of(List.of(
                once,
                once,
                month("S2", JAN, 100).quantity(0).build(),
                month("S3", JAN, 0).build(),
                month("S4", JAN, 100).status(Status.PAUSED).build(),
                month("S5", JAN, 10)
                        .discounts(List.of(Discount.ofFraction(BigDecimal.ONE, JAN)))
                        .build(),
                Subscription.builder("S6", "A", JAN, BigMoney.parse("USD 0.0001"), BillingInterval.YEAR)
                        .build()));
        assertThat(texts(book.movements())).containsExactly("2025-01-01 A NEW 100.0000");
        assertThat(book.exclusions())
                .containsExactly(
                        entry(Exclusion.PAUSED, 1L),
                        entry(Exclusion.ZERO_AMOUNT, 3L),
                        entry(Exclusion.FULLY_DISCOUNTED, 1L),
                        entry(Exclusion.DUPLICATE, 1L));
    }

    @Test
    void overlappingTermsOfOneIdAreRefusedWithBothPlaces() {
        List<Subscription> terms = List.of(
                month("S1", FEB, 50).endsOn(APR).build(),
                month("S1", JAN, 100).endsOn(MAR).build(),
                month("S2", JAN, 10).build(),
                month("S2", MAR, 20).build());
        Rows<Subscription> rows = Rows.of("subscriptions.csv", terms, new long[] {2, 3, 4, 5});
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> Subscriptions.of(rows))
                .withMessage("""
                        2 problems
                        subscriptions.csv:2: starts_on: 2025-02-01, must not be before the end of the term of subscription "S1" at \
                        subscriptions.csv:3, which has ends_on 2025-03-01, end the earlier term, or give this one another id
                        subscriptions.csv:5: starts_on: 2025-03-01, must not be before the end of the term of subscription "S2" at \
                        subscriptions.csv:4, which has no end, end the earlier term, or give this one another id""");
        Findings findings = new Findings();
        List<RevenueMovement> movements = Subscriptions.ofLenient(rows, SubscriptionRules.standard(), findings)
                .movements();
        assertThat(texts(movements)).containsExactly("2025-01-01 A NEW 110.0000", "2025-03-01 A CONTRACTION 100.0000");
        assertThat(findings.errorCount()).isEqualTo(2);
    }

    @Test
    void anotherCurrencyThanThatOfMostIsRefused() {
        List<Subscription> terms = List.of(
                Subscription.of("S1", "A", JAN, BigMoney.parse("EUR 1"), BillingInterval.MONTH),
                month("S2", JAN, 1).build(),
                month("S3", JAN, 1).build());
        assertThat(refusals(terms, SubscriptionRules.standard()))
                .containsExactly(
                        "subscriptions:1: currency: EUR, must be USD like the rest of the subscriptions, convert it"
                                + " first, with a rate of your choice");
        SubscriptionRules inEuro =
                SubscriptionRules.builder().currency(CurrencyUnit.EUR).build();
        assertThat(refusals(terms, inEuro)).hasSize(2);
    }

    @Test
    void thePricesDecimalsRaiseTheScaleUpToTen() {
        Subscriptions book = Subscriptions.of(List.of(
                Subscription.of("S1", "A", JAN, BigMoney.parse("USD 0.000001"), BillingInterval.YEAR),
                Subscription.of("S2", "A", JAN, BigMoney.parse("USD 0.0000003"), BillingInterval.MONTH)));
        assertThat(texts(book.movements())).containsExactly("2025-01-01 A NEW 0.0000004");
        List<Subscription> tooFine = List.of(
                Subscription.of("S1", "A", JAN, BigMoney.parse("USD 0.00000000001"), BillingInterval.MONTH),
                month("S2", JAN, 1)
                        .discounts(List.of(Discount.ofAmount(BigMoney.parse("USD 0.00000000001"), JAN)))
                        .build());
        assertThat(refusals(tooFine, SubscriptionRules.standard()))
                .hasSize(2)
                .first()
                .asString()
                .isEqualTo(
                        "subscriptions:1: amount: USD 0.00000000001, must have at most 10 decimals, and its discounts"
                                + " too, round it, or declare a scale");
        SubscriptionRules declared = SubscriptionRules.builder()
                .profile(NormalisationProfile.CENTS_PER_LINE)
                .build();
        assertMovements(tooFine, declared, "2025-01-01 A NEW 1.00");
    }

    @Test
    void anAmountBeyondLongIsRefused() {
        BigMoney large = BigMoney.parse("USD 900000000000000");
        List<Subscription> one = List.of(Subscription.builder("S1", "A", JAN, large, BillingInterval.MONTH)
                .quantity(2)
                .build());
        assertThat(refusals(one, SubscriptionRules.standard()))
                .containsExactly(
                        "subscriptions:1: amount: USD 900000000000000.00, must give at most 922337203685477.5807 a"
                                + " month, correct it or the quantity, or use fewer decimals");
        List<Subscription> two = List.of(
                Subscription.of("S1", "A", JAN, large, BillingInterval.MONTH),
                Subscription.of("S2", "A", JAN, large, BillingInterval.MONTH));
        assertThat(refusals(two, SubscriptionRules.standard()))
                .containsExactly(
                        "subscriptions:1: amount: USD 900000000000000.00, all amounts of account \"A\" together are too"
                                + " large, correct them, or use fewer decimals");
        List<Subscription> twoAccounts = List.of(
                Subscription.of("S1", "A", JAN, large, BillingInterval.MONTH),
                Subscription.of("S2", "B", JAN, large, BillingInterval.MONTH));
        assertThat(refusals(twoAccounts, SubscriptionRules.standard()))
                .singleElement()
                .asString()
                .startsWith("subscriptions:2: amount: ")
                .contains("all amounts together must stay within 922337203685477.5807");
    }

    @Test
    void byProductEachProductIsAnAccountAndAHandOverIsASwitch() {
        List<Subscription> terms = List.of(
                month("S1", JAN, 100).product("silver").endsOn(FEB).build(),
                month("S2", FEB, 150).product("gold").build(),
                month("S3", FEB, 10).build(),
                month("S3", "B", MAR, 10).product("gold").endsOn(APR).build());
        SubscriptionRules byProduct =
                SubscriptionRules.builder().perProduct(true).build();
        // one id under two accounts is fine as long as its terms follow each other
        List<Subscription> separate =
                List.of(terms.get(0), terms.get(1), month("S4", FEB, 10).build(), terms.get(3));
        assertMovements(
                separate,
                byProduct,
                "2025-02-01 A / (none) NEW 10.0000 because SWITCH",
                "2025-02-01 A / gold NEW 150.0000 because SWITCH product gold",
                "2025-01-01 A / silver NEW 100.0000 product silver",
                "2025-02-01 A / silver CHURN 100.0000 because SWITCH product silver",
                "2025-03-01 B / gold NEW 10.0000 product gold",
                "2025-04-01 B / gold CHURN 10.0000 product gold");
        assertThat(Subscriptions.productKey("A", Optional.of("gold"))).isEqualTo("A / gold");
    }

    @Test
    void productsOfTwoAccountsNeverShareAKey() {
        SubscriptionRules byProduct =
                SubscriptionRules.builder().perProduct(true).build();
        List<Subscription> terms = List.of(
                month("S1", "A", JAN, 1).product("b / c").build(),
                month("S2", "A / b", JAN, 1).product("c").build());
        assertThat(refusals(terms, byProduct))
                .containsExactly(
                        "subscriptions:2: product: c, of account \"A / b\" gives the key \"A / b / c\", which a product"
                                + " of account \"A\" has, rename the product, or do not count by product");
    }

    @Test
    void committedRevenueIsLessWhatIsScheduledToGo() {
        Subscriptions book = Subscriptions.of(List.of(
                month("S1", JAN, 100).endsOn(MAR).build(),
                month("S1", MAR, 70).build(),
                month("T1", "B", JAN, 50).endsOn(MAR).build(),
                month("U1", "C", JAN, 20).build(),
                month("U2", "C", MAR, 20).build(),
                month("V1", "D", MAR, 500).build()));
        assertThat(book.ledger().balance(FEB)).isEqualTo(BigMoney.parse("USD 170.0000"));
        assertThat(book.committedMrr(FEB, APR)).isEqualTo(BigMoney.parse("USD 90.0000"));
        assertThat(book.committedMrr(FEB, FEB)).isEqualTo(book.ledger().balance(FEB));
        assertThat(book.contractedArr(APR)).isEqualTo(BigMoney.parse("USD 7320.0000"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> book.committedMrr(APR, FEB))
                .withMessage("by 2025-02-01 must not be before asOf 2025-04-01");
    }

    @Test
    void anEmptyBookHasEmptyLedgers() {
        Subscriptions book = Subscriptions.of(List.of());
        assertThat(book.movements()).isEmpty();
        assertThat(book.ledger().currency()).isEqualTo(RevenueLedger.NO_CURRENCY);
        assertThat(book.exclusions()).isEmpty();
        assertThat(book.committedMrr(JAN, FEB).isZero()).isTrue();
    }

    @Test
    void negativeNumbersOfDaysAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> grace(-1)).withMessage("graceDays -1 must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SubscriptionRules.builder().minimumGapDays(-1).build());
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SubscriptionRules.builder().reactivationDays(-1).build());
    }

    private static SubscriptionRules grace(int days) {
        return SubscriptionRules.builder().graceDays(days).build();
    }

    private static SubscriptionRules basis(DiscountBasis basis) {
        return SubscriptionRules.builder().discountBasis(basis).build();
    }

    private static List<String> refusals(List<Subscription> terms, SubscriptionRules rules) {
        Findings findings = new Findings();
        Subscriptions.ofLenient(terms, rules, findings);
        return findings.errors().stream().map(Finding::toString).toList();
    }

    private static void assertMovements(List<Subscription> terms, String... expected) {
        assertMovements(terms, SubscriptionRules.standard(), expected);
    }

    private static void assertMovements(List<Subscription> terms, SubscriptionRules rules, String... expected) {
        assertThat(texts(Subscriptions.of(terms, rules).movements())).containsExactly(expected);
    }

    private static List<String> texts(List<RevenueMovement> movements) {
        return movements.stream().map(SubscriptionsTest::text).toList();
    }

    private static String text(RevenueMovement movement) {
        return movement.effectiveOn() + " " + movement.accountId() + " " + movement.type() + " "
                + movement.amount().getAmount().toPlainString()
                + movement.kind().map(kind -> " kind " + kind).orElse("")
                + movement.reason().map(reason -> " because " + reason).orElse("")
                + movement.product().map(product -> " product " + product).orElse("");
    }

    private static BigMoney usd(long amount) {
        return BigMoney.of(CurrencyUnit.USD, BigDecimal.valueOf(amount));
    }

    private static Subscription.Builder month(String id, LocalDate from, long amount) {
        return month(id, "A", from, amount);
    }

    private static Subscription.Builder month(String id, String account, LocalDate from, long amount) {
        return Subscription.builder(id, account, from, usd(amount), BillingInterval.MONTH);
    }

    private static Subscription.Builder year(String id, LocalDate from, long amount) {
        return Subscription.builder(id, "A", from, usd(amount), BillingInterval.YEAR);
    }
}
