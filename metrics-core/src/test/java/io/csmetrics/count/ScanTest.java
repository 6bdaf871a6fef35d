package io.csmetrics.count;

import static io.csmetrics.data.Books.move;
import static io.csmetrics.select.Condition.all;
import static io.csmetrics.select.Condition.any;
import static io.csmetrics.select.Condition.customerAt;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Condition.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class ScanTest {
    private static final Reading JANUARY = Reading.of(Books.JANUARY);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static String that(CustomerData data, Condition condition, Reading reading) {
        return new Scan(data)
                .accountsThat(condition, reading).stream()
                        .mapToObj(account -> data.accounts().get(account).id())
                        .reduce("", String::concat);
    }

    private static Param<Duration> days(long days) {
        return Param.of(Param.Type.DURATION, Duration.ofDays(days));
    }

    @Test
    void customersAreThereAtBothEnds() {
        CustomerData data = Books.sharedData();
        assertThat(that(data, customerAt(Moment.START), JANUARY)).isEqualTo("ABC");
        assertThat(that(data, customerAt(Moment.END), JANUARY)).isEqualTo("ABD");
        Reading tenth = Reading.of(Books.JANUARY, Instant.parse("2025-01-20T00:00:00Z"));
        assertThat(that(data, customerAt(Moment.END), tenth)).isEqualTo("ABCD");
    }

    @Test
    void conditionsCombine() {
        CustomerData data = Books.sharedData();
        Condition atStart = customerAt(Moment.START);
        Condition atEnd = customerAt(Moment.END);
        assertThat(that(data, all(atStart, atEnd), JANUARY)).isEqualTo("AB");
        assertThat(that(data, any(atStart, atEnd), JANUARY)).isEqualTo("ABCD");
        assertThat(that(data, not(atStart), JANUARY)).isEqualTo("D");
        assertThat(that(data, all(), JANUARY)).isEqualTo("ABCD");
        assertThat(that(data, any(), JANUARY)).isEmpty();
    }

    @Test
    void movementsAreSelectedByTypeAndKind() {
        CustomerData data = Books.sharedData();
        assertThat(that(data, did(Selector.movement(Type.EXPANSION)), JANUARY)).isEqualTo("A");
        assertThat(that(data, did(Selector.movement(Type.EXPANSION, Kind.UPSELL, Kind.PRICE)), JANUARY))
                .isEqualTo("A");
        assertThat(that(data, did(Selector.movement(Type.EXPANSION, Kind.CROSS_SELL)), JANUARY))
                .isEmpty();
        assertThat(that(data, did(Selector.movement(Type.NEW), new Scope.BeforeStart()), JANUARY))
                .isEqualTo("ABC");
        assertThat(that(data, did(Selector.movement(Type.NEW), new Scope.BeforeEnd()), JANUARY))
                .isEqualTo("ABCD");
    }

    @Test
    void theFirstInstantIsInsideAndTheEndIsNot() {
        CustomerData data = Books.data(
                move("A", "2025-01-01", Type.NEW, "1"),
                move("B", "2025-01-31", Type.NEW, "1"),
                move("C", "2025-02-01", Type.NEW, "1"));
        assertThat(that(data, did(Selector.movement(Type.NEW)), JANUARY)).isEqualTo("AB");
    }

    @Test
    void atLeastCountsOccurrences() {
        CustomerData data = Books.data(
                move("A", "2025-01-01", Type.NEW, "1"),
                move("A", "2025-01-02", Type.EXPANSION, "1"),
                move("A", "2025-01-03", Type.EXPANSION, "1"));
        Selector expansion = Selector.movement(Type.EXPANSION);
        assertThat(that(data, Condition.did(expansion).atLeast(number(2)), JANUARY))
                .isEqualTo("A");
        assertThat(that(data, Condition.did(expansion).atLeast(number(3)), JANUARY))
                .isEmpty();
    }

    private static Param<BigDecimal> number(long value) {
        return Param.of(Param.Type.NUMBER, BigDecimal.valueOf(value));
    }

    /** Clocks go forward on 9 March 2025: the 90 days before 1 April reach back to 23:00 on 31 December. */
    @Test
    void aLookbackIsAnExactLengthOfTimeAcrossSummerTime() {
        CustomerData data = inNewYork("2025-01-01T03:59:59.999Z", "2025-01-01T04:00:00Z", "2025-04-01T03:59:59.999Z");
        Reading april = Reading.of(ReportingPeriod.month(2025, 4));
        Condition asked = did(Selector.response(), Scope.lookback(days(90)));
        assertThat(that(data, asked, april)).isEqualTo("BC");
        assertThat(that(data, did(Selector.response(), new Scope.BeforeStart()), april))
                .isEqualTo("ABC");
        assertThat(that(inNewYork("2025-04-01T04:00:00Z"), asked, april)).isEmpty();
    }

    /** Clocks go back on 2 November 2025: the 30 days before 1 December reach back to 00:00 on 1 November less nothing. */
    @Test
    void aTrailingScopeEndsWhereTheVisiblePeriodEnds() {
        CustomerData data = inNewYork("2025-11-01T04:59:59Z", "2025-11-01T05:00:00Z", "2025-12-01T05:00:00Z");
        Condition asked = did(Selector.response(), new Scope.Trailing(days(30)));
        assertThat(that(data, asked, Reading.of(ReportingPeriod.month(2025, 11))))
                .isEqualTo("B");
        Reading early = Reading.of(ReportingPeriod.month(2025, 11), Instant.parse("2025-11-30T05:00:00Z"));
        assertThat(that(data, asked, early)).isEqualTo("AB");
    }

    @Test
    void aDateCountsInALookbackThatItsFirstInstantIsIn() {
        List<Account> accounts = List.of(Account.of("A"), Account.of("B"));
        CustomerData data = CustomerData.builder()
                .zone(NEW_YORK)
                .currency(CurrencyUnit.EUR)
                .accounts(accounts)
                .movements(List.of(move("A", "2024-12-31", Type.NEW, "1"), move("B", "2025-01-01", Type.NEW, "1")))
                .build();
        Condition bought = did(Selector.movement(Type.NEW), Scope.lookback(days(90)));
        assertThat(that(data, bought, Reading.of(ReportingPeriod.month(2025, 4))))
                .isEqualTo("B");
        Condition autumn = did(Selector.movement(Type.NEW), Scope.lookback(days(1)));
        assertThat(that(
                        data,
                        autumn,
                        Reading.of(ReportingPeriod.of(
                                java.time.LocalDate.of(2025, 1, 2), java.time.LocalDate.of(2025, 1, 3)))))
                .isEqualTo("B");
    }

    @Test
    void employeesDoNotSpeakForTheAccount() {
        CustomerData data = Books.data(
                Books.answer(SurveyResponse.ENPS, "A", "2025-01-02T00:00:00Z", "9")
                        .build(),
                Books.answer(SurveyResponse.CSAT, "B", "2025-01-02T00:00:00Z", "5")
                        .build(),
                SurveyResponse.builder(SurveyResponse.ENPS, Instant.parse("2025-01-02T00:00:00Z"), BigDecimal.ONE)
                        .build());
        assertThat(that(data, did(Selector.response()), JANUARY)).isEqualTo("B");
        assertThat(that(data, did(Selector.response(SurveyResponse.ENPS)), JANUARY))
                .isEqualTo("A");
        assertThat(that(data, did(Selector.response(SurveyResponse.NPS)), JANUARY))
                .isEmpty();
    }

    @Test
    void aFieldOfAResponseSaysNothingOfAnAccount() {
        CustomerData data = Books.sharedData();
        Condition score = Condition.score(Comparison.AT_LEAST, "9");
        assertThatThrownBy(() -> that(data, score, JANUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("condition Field[")
                .hasMessageEndingWith(" must be about accounts or users; a field belongs to single records");
    }

    private static CustomerData inNewYork(String... instants) {
        List<SurveyResponse> responses = new ArrayList<>();
        List<Account> accounts = new ArrayList<>();
        for (String instant : instants) {
            String id = Character.toString((char) ('A' + accounts.size()));
            accounts.add(Account.of(id));
            responses.add(Books.answer(SurveyResponse.NPS, id, instant, "9").build());
        }
        return CustomerData.builder()
                .zone(NEW_YORK)
                .currency(CurrencyUnit.EUR)
                .accounts(accounts)
                .surveys(responses)
                .build();
    }
}
