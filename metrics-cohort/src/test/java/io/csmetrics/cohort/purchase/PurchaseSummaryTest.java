package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class PurchaseSummaryTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

    private static PurchaseSummary.Builder builder() {
        return PurchaseSummary.builder(AS_OF, CurrencyUnit.USD);
    }

    private static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }

    @Test
    void daysWithAPurchaseAreCountedAndTheFirstDayIsLeftOut() {
        PurchaseSummary summary = builder()
                .add("ann", LocalDate.of(2026, 3, 11), usd("10.50"))
                .add("ann", LocalDate.of(2026, 3, 1), usd("99.00"))
                .add("ann", LocalDate.of(2026, 3, 11), usd("4.50"))
                .add("ann", LocalDate.of(2026, 3, 21), usd("5.00"))
                .add("ann", LocalDate.of(2026, 3, 1), usd("1.00"))
                .add("bob", LocalDate.of(2026, 3, 31), usd("7.00"))
                .build();

        assertThat(summary.size()).isEqualTo(2);
        assertThat(summary.repeatBuyers()).isEqualTo(1);
        assertThat(summary.id(0)).isEqualTo("ann");
        assertThat(summary.frequency(0)).isEqualTo(2);
        assertThat(summary.recencyDays(0)).isEqualTo(20);
        assertThat(summary.ageDays(0)).isEqualTo(30);
        assertThat(summary.repeatSpend(0)).isEqualTo(BigMoney.parse("USD 20.00"));
        assertThat(summary.meanSpend(0)).hasValue(10);
        assertThat(summary.history(0)).isEqualTo(new PurchaseHistory(2, Span.ofDays(20), Span.ofDays(30)));
        assertThat(summary.row("ann")).hasValue(0);
        assertThat(summary.row("eve")).isEmpty();
    }

    @Test
    void theLastKnownDayCountsAndOneWhoBoughtOnOneDayHasNoMean() {
        PurchaseSummary summary = builder()
                .add("bob", AS_OF, usd("7.00"))
                .add("bob", AS_OF, usd("7.00"))
                .build();

        assertThat(summary.history(0)).isEqualTo(new PurchaseHistory(0, Span.ofDays(0), Span.ofDays(0)));
        assertThat(summary.meanSpend(0)).isEmpty();
        assertThat(summary.repeatSpend(0)).isEqualTo(BigMoney.parse("USD 0.00"));
    }

    @Test
    void rowsThatAreNotCountedAreCountedByReason() {
        PurchaseSummary summary = builder()
                .rejectZeroAmounts()
                .add(" ", AS_OF, usd("-1.00"))
                .add("ann", AS_OF.plusDays(1), usd("1.00"))
                .add("ann", AS_OF, usd("-1.00"))
                .add("ann", AS_OF, usd("0.00"))
                .add("ann", AS_OF, usd("0.00"))
                .build();

        assertThat(summary.size()).isZero();
        assertThat(summary.rejected())
                .isEqualTo(Map.of(
                        PurchaseRejection.BLANK_ID, 1L,
                        PurchaseRejection.AFTER_AS_OF, 1L,
                        PurchaseRejection.NEGATIVE_AMOUNT, 1L,
                        PurchaseRejection.ZERO_AMOUNT, 2L));
        assertThat(summary)
                .hasToString("0 customers as of 2026-03-31, 0 repeat buyers; rows not counted: "
                        + "{blank-id=1, after-as-of=1, negative-amount=1, zero-amount=2}");
    }

    @Test
    void aFreePurchaseBringsACustomerBackUnlessItIsRejected() {
        PurchaseSummary summary = builder()
                .addMinor("ann", AS_OF.minusDays(3), 100)
                .addMinor("ann", AS_OF, 0)
                .build();

        assertThat(summary.frequency(0)).isEqualTo(1);
        assertThat(summary.meanSpend(0)).hasValue(0);
        assertThat(Spends.of(summary).size()).isZero();
        assertThatThrownBy(() -> builder().addMinor("ann", AS_OF, 0).rejectZeroAmounts())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("what an amount of 0 is must be said before the first row");
    }

    @Test
    void amountsOfAnotherCurrencyOrFinerThanCentsAreErrors() {
        PurchaseSummary.Builder builder = builder();

        assertThatThrownBy(() -> builder.add("ann", AS_OF, Money.parse("EUR 1.00")))
                .hasMessage("amount EUR 1.00 of customer \"ann\" on 2026-03-31 must be in USD with at most 2 decimals; "
                        + "convert and round it first");
        assertThatThrownBy(() -> builder.add("ann", AS_OF, BigMoney.parse("USD 1.005")))
                .hasMessageContaining("at most 2 decimals");
        assertThat(builder.add("ann", AS_OF, BigMoney.parse("USD 1.500"))
                        .build()
                        .size())
                .isEqualTo(1);
    }

    @Test
    void spendBeyondALongIsAnErrorAndNotAWrappedNumber() {
        PurchaseSummary.Builder builder = builder().addMinor("ann", AS_OF, Long.MAX_VALUE);

        assertThatThrownBy(() -> builder.addMinor("ann", AS_OF, 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("spend of customer \"ann\" must stay below 2^63 minor units of USD; "
                        + "state it in a larger unit");
    }

    @Test
    void manyRowsOfFewDaysAndManyCustomersNeedNoMoreRoomThanTheirDays() {
        PurchaseSummary.Builder builder = builder();
        for (int row = 0; row < 3_000; row++) {
            builder.addMinor("c" + row % 300, AS_OF.minusDays(row % 7), 1);
        }

        PurchaseSummary summary = builder.build();

        assertThat(summary.size()).isEqualTo(300);
        // 300 leaves 6 when divided by 7, so that 10 rows of a customer fall on all 7 days
        assertThat(summary.frequency(0)).isEqualTo(6);
        assertThat(summary.repeatBuyers()).isEqualTo(300);
    }

    @Test
    void correlationOfFrequencyAndSpendIsPearsons() {
        PurchaseSummary.Builder builder = builder();
        int[][] frequencyAndMean = {{1, 10}, {2, 20}, {3, 20}, {4, 50}};
        for (int[] each : frequencyAndMean) {
            for (int day = 0; day <= each[0]; day++) {
                builder.addMinor("c" + each[0], AS_OF.minusDays(day), 100L * each[1]);
            }
        }

        // deviations -1.5 -0.5 0.5 1.5 and -15 -5 -5 25: 60 / sqrt(5 * 900)
        assertThat(builder.build().spendCorrelation().orElseThrow())
                .isCloseTo(60 / Math.sqrt(4_500), org.assertj.core.api.Assertions.within(1e-12));
        assertThat(builder().build().spendCorrelation()).isEmpty();
    }

    @Test
    void historiesThatContradictThemselvesAreErrors() {
        assertThatThrownBy(() -> new PurchaseHistory(-1, Span.ofDays(0), Span.ofDays(1)))
                .hasMessage("frequency -1 must be 0 or more; the first purchase is not counted");
        assertThatThrownBy(() -> new PurchaseHistory(1, Span.ofDays(2), Span.ofDays(1)))
                .hasMessage(
                        "recency of 2.0 days must not be above the age of 1.0 days; both begin with the first purchase");
        assertThatThrownBy(() -> new PurchaseHistory(0, Span.ofDays(1), Span.ofDays(1)))
                .hasMessageContaining("must be 0 exactly where the frequency, here 0, is 0");
        assertThatThrownBy(() -> Span.ofWeeks(-1)).hasMessageContaining("span of -7.0 days must be a finite number");
    }
}
