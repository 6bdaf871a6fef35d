package io.csmetrics.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.AccountColumn;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Reading;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** A formula of the caller's own counting. By hand, over the shared book: A 120, B 30, D 40 at the end, C gone. */
final class CustomTest {

    /** How much an account pays at the end, and whether it pays more than a limit. */
    private record Large(BigDecimal limit) implements PerAccountCounter {
        @Override
        public Accounts of(Scan scan, Reading reading) {
            RevenueLedger ledger = scan.data().ledger();
            long[] balances = ledger.unscaledBalances(
                    reading.visiblePeriod(scan.data().zone()).endExclusive());
            return (account, sums) -> {
                BigDecimal revenue = BigDecimal.valueOf(balances[account], ledger.scale());
                sums.add("all", revenue);
                if (revenue.compareTo(limit) >= 0) {
                    sums.add("large", revenue);
                }
            };
        }
    }

    private static final Kpi SHARE_OF_LARGE = Kpi.define("share-of-large", "Share of Large Accounts")
            .in(KpiUnit.PERCENT, Direction.NEUTRAL)
            .as(new Custom(new Large(new BigDecimal("40")), "large / all"));

    @Test
    void itCountsWhatItLikesAndStillAddsUp() {
        CustomerData data = Books.sharedData();
        assertThat(SHARE_OF_LARGE.measure(data, Books.JANUARY).quotient().orElseThrow())
                .isEqualByComparingTo(Quotient.of(160, 190));
        Map<Segment, ?> bySegment = SHARE_OF_LARGE.measureBy(Segmentation.by("segment"), data, Books.JANUARY);
        assertThat(bySegment).hasSize(2);
        assertThat(SHARE_OF_LARGE.measure(data, Books.JANUARY).evidence().terms())
                .containsEntry("all", new BigDecimal("190"));
    }

    /** How many milliseconds before the end a scope begins, of accounts that meet a condition. */
    private record Asking(Condition condition, Scope scope) implements PerAccountCounter {
        @Override
        public Accounts of(Scan scan, Reading reading) {
            IntPredicate meets = scan.accountsMeeting(condition, reading);
            long length = scan.to(scope, reading) - scan.from(scope, reading);
            return (account, sums) -> {
                if (meets.test(account)) {
                    sums.add("length", BigDecimal.valueOf(length));
                    sums.add("accounts", BigDecimal.ONE);
                }
            };
        }
    }

    @Test
    void aCounterAsksConditionsAndScopesAsTheAlgebraUnderstandsThem() {
        Scope trailing = Scope.trailing(Param.of(Param.Type.DURATION, Duration.ofDays(2)));
        Kpi kpi = Kpi.define("asking", "Asking")
                .as(new Custom(new Asking(Condition.customerAt(Moment.END), trailing), "length / accounts"));
        assertThat(kpi.measure(Books.sharedData(), Books.JANUARY).value()).contains(new BigDecimal("172800000"));
        assertThat(kpi.measure(Books.sharedData(), Books.JANUARY, Instant.parse("2025-01-20T00:00:00Z"))
                        .evidence()
                        .terms())
                .as("C is there until the 20th")
                .containsEntry("accounts", new BigDecimal("4"));
    }

    @Test
    void nothingToDivideByIsTold() {
        assertThat(SHARE_OF_LARGE.measure(Books.data().build(), Books.JANUARY).undefined())
                .contains(UndefinedReason.ZERO_DENOMINATOR);
        assertThatThrownBy(() -> new Custom(new Large(BigDecimal.ONE), "large /"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void accountsAreOneColumn() {
        KpiSheet sheet = KpiSheet.of(SHARE_OF_LARGE).over(Books.JANUARY).by(Segmentation.byAccount());
        KpiFacts facts = sheet.collect(Books.sharedData());
        AccountColumn column = sheet.values(SHARE_OF_LARGE, Books.JANUARY, facts);
        assertThat(column.accountIds()).containsExactly("A", "B", "C", "D");
        assertThat(column.value(0)).hasValue(1);
        assertThat(column.value(1)).hasValue(0);
        assertThat(column.value(2)).as("C has left").isEqualTo(OptionalDouble.empty());
        assertThat(column.count()).isEqualTo(3);
        assertThatThrownBy(() -> column.value(4)).isInstanceOf(IndexOutOfBoundsException.class);
        KpiSheet grouped = KpiSheet.of(SHARE_OF_LARGE).over(Books.JANUARY).by(Segmentation.by("segment"));
        KpiFacts groups = grouped.collect(Books.sharedData());
        assertThatThrownBy(() -> grouped.values(SHARE_OF_LARGE, Books.JANUARY, groups))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("collect by Segmentation.byAccount()");
    }
}
