package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.csmetrics.record.InvalidDataException;
import io.csmetrics.revenue.Subscription.Discount;
import io.csmetrics.revenue.Subscription.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 31);
    private static final BigMoney PRICE = BigMoney.parse("EUR 12.50");

    @Test
    void theBuilderSetsEveryPart() {
        Discount discount = Discount.ofFraction(new BigDecimal("0.10"), START);
        Subscription term = Subscription.builder("S1", "A1", START, Money.parse("EUR 12.50"), BillingInterval.YEAR)
                .endsOn(START.plusYears(1))
                .quantity(3)
                .status(Status.PAST_DUE)
                .product("crm")
                .reason("price")
                .discounts(List.of(discount))
                .build();
        assertThat(term)
                .isEqualTo(new Subscription(
                        "S1",
                        "A1",
                        START,
                        Optional.of(START.plusYears(1)),
                        PRICE,
                        BillingInterval.YEAR,
                        BigDecimal.valueOf(3),
                        Status.PAST_DUE,
                        Optional.of("crm"),
                        Optional.of("price"),
                        List.of(discount)));
    }

    @Test
    void withoutOptionalPartsItIsOneActiveUnitWithoutEnd() {
        Subscription term = Subscription.of("S1", "A1", START, PRICE, BillingInterval.MONTH);
        assertThat(term.quantity()).isEqualTo(BigDecimal.ONE);
        assertThat(term.status()).isEqualTo(Status.ACTIVE);
        assertThat(term.endsOn()).isEmpty();
        assertThat(term.discounts()).isEmpty();
    }

    @Test
    void theEndIsTheFirstDayWithoutService() {
        Subscription open = Subscription.of("S1", "A1", START, PRICE, BillingInterval.MONTH);
        assertThat(open.isInForceOn(START.minusDays(1))).isFalse();
        assertThat(open.isInForceOn(START)).isTrue();
        assertThat(open.isInForceOn(LocalDate.MAX)).isTrue();
        Subscription ended = Subscription.builder("S1", "A1", START, PRICE, BillingInterval.MONTH)
                .endsOn(START.plusDays(2))
                .build();
        assertThat(ended.isInForceOn(START.plusDays(1))).isTrue();
        assertThat(ended.isInForceOn(START.plusDays(2))).isFalse();
    }

    @Test
    void howANumberIsWrittenDoesNotMatter() {
        Subscription one = Subscription.builder("S1", "A1", START, BigMoney.parse("EUR 12.5"), BillingInterval.MONTH)
                .quantity(new BigDecimal("2.0"))
                .build();
        Subscription other = Subscription.builder(
                        "S1", "A1", START, BigMoney.parse("EUR 12.5000"), BillingInterval.MONTH)
                .quantity(2)
                .build();
        assertThat(one).isEqualTo(other);
        assertThat(one.amount()).isEqualTo(PRICE);
    }

    @Test
    void everyBrokenRuleIsToldAtOnce() {
        Subscription.Builder broken = Subscription.builder(
                        " ", "", START, BigMoney.parse("EUR -1"), BillingInterval.MONTH)
                .endsOn(START)
                .quantity(-2)
                .product("")
                .reason(" ")
                .discounts(List.of(Discount.ofAmount(BigMoney.parse("USD 1"), START)));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(broken::build)
                .satisfies(e -> assertThat(e.findings())
                        .extracting(finding -> finding.field())
                        .containsExactly(
                                "accountId", "amount", "discount", "endsOn", "id", "product", "quantity", "reason"))
                .withMessageContaining(
                        "endsOn: 2025-01-31, must be after startsOn 2025-01-31, give the first day without")
                .withMessageContaining("discount: USD 1.00, must be in EUR like the amount, convert it first");
    }

    @Test
    void aNumberOfAbsurdLengthIsRefused() {
        Subscription.Builder broken = Subscription.builder("S1", "A1", START, PRICE, BillingInterval.MONTH)
                .quantity(new BigDecimal("1E+2000"));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(broken::build)
                .withMessageContaining("quantity: 1E+2000, must have at most 1000 digits");
        Subscription.Builder tiny = Subscription.builder("S1", "A1", START, PRICE, BillingInterval.MONTH)
                .quantity(new BigDecimal("1E-2000"));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(tiny::build)
                .withMessageContaining("quantity: 1E-2000, must have at most 1000 digits");
    }

    @Test
    void aDiscountHoldsFromItsStartToTheDayBeforeItsEnd() {
        Discount discount = Discount.ofFraction(new BigDecimal("0.1"), START)
                .until(START.plusDays(1))
                .once();
        assertThat(discount.recurring()).isFalse();
        assertThat(discount.holdsOn(START.minusDays(1))).isFalse();
        assertThat(discount.holdsOn(START)).isTrue();
        assertThat(discount.holdsOn(START.plusDays(1))).isFalse();
        assertThat(Discount.ofAmount(PRICE, START).holdsOn(LocalDate.MAX)).isTrue();
    }

    @Test
    void anImpossibleDiscountIsRefused() {
        refused(Optional.empty(), Optional.empty(), "must be either a fraction or an amount");
        refused(Optional.of(BigDecimal.ONE), Optional.of(PRICE), "must be either a fraction or an amount");
        refused(Optional.of(BigDecimal.ZERO), Optional.empty(), "must be above 0 and at most 1");
        refused(Optional.of(new BigDecimal("1.01")), Optional.empty(), "must be above 0 and at most 1");
        refused(Optional.empty(), Optional.of(PRICE.multipliedBy(0)), "must be above 0, leave it out");
        Discount discount = Discount.ofAmount(PRICE, START);
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> discount.until(START))
                .withMessage(
                        "discount from 2025-01-31: endsOn: 2025-01-31, must be after startsOn 2025-01-31, give the first"
                                + " day on which it no longer holds");
    }

    private static void refused(Optional<BigDecimal> fraction, Optional<BigMoney> amount, String rule) {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> new Discount(fraction, amount, true, START, Optional.empty()))
                .withMessageContaining(rule);
    }
}
