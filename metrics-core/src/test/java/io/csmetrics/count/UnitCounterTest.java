package io.csmetrics.count;

import static io.csmetrics.select.Condition.all;
import static io.csmetrics.select.Condition.any;
import static io.csmetrics.select.Condition.not;
import static io.csmetrics.select.Condition.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.SampleFacts;
import io.csmetrics.facts.UnitFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UnitCounterTest {
    private static final Population ANSWERS = Population.responses(SurveyResponse.NPS);
    private static final Condition HIGH = score(Comparison.AT_LEAST, "9");
    private static final Condition LOW = score(Comparison.AT_MOST, "6");
    private static final CustomerData DATA = Books.data()
            .surveys(Books.answers(SurveyResponse.NPS, 10, 9, 8, 7, 6, 3))
            .build();

    private static UnitFacts count(
            CustomerData data,
            Population population,
            @Nullable Condition condition,
            @Nullable Condition minus,
            UnitValue value) {
        return (UnitFacts) new UnitCounter(population, condition, minus, value)
                .count(
                        new Scan(data),
                        List.of(Reading.of(Books.JANUARY)),
                        Cells.overall(data.accounts().size()))
                .at(0, 0);
    }

    private static int hits(Condition condition) {
        return count(DATA, ANSWERS, condition, null, new UnitValue.One()).hits().intValue();
    }

    @Test
    void conditionsOfScoresCombine() {
        assertThat(hits(HIGH)).isEqualTo(2);
        assertThat(hits(not(HIGH))).isEqualTo(4);
        assertThat(hits(any(HIGH, LOW))).isEqualTo(4);
        assertThat(hits(all(not(HIGH), not(LOW)))).isEqualTo(2);
        assertThat(hits(score(Comparison.EQUAL, "7.0"))).isEqualTo(1);
        assertThat(hits(score(Comparison.ABOVE, "9"))).isEqualTo(1);
        assertThat(hits(score(Comparison.BELOW, "6"))).isEqualTo(1);
        assertThat(hits(score(Comparison.SCALE_SHARE_AT_LEAST, "0.7"))).isEqualTo(4);
    }

    @Test
    void aUnitThatHasANumberCountsAsOne() {
        UnitFacts having = count(
                Books.data()
                        .accounts(List.of(
                                Account.builder("A").seats(10).build(),
                                Account.builder("B").seats(5).build(),
                                Account.of("C")))
                        .build(),
                Population.accountsThat(all()),
                null,
                null,
                new UnitValue.Has(UnitValue.field("seats")));
        assertThat(having.n()).isEqualTo(2);
        assertThat(having.excluded()).isEqualTo(1);
        assertThat(having.sum()).isEqualByComparingTo("2");
    }

    @Test
    void aUnitWithoutTheScoreDoesNotMeetTheConditionAndIsTold() {
        CustomerData data = Books.data()
                .accounts(Books.sharedAccounts())
                .movements(Books.shared())
                .values(List.of(
                        AccountValue.of("A", "risk", Instant.EPOCH, new BigDecimal("80")),
                        AccountValue.of("C", "risk", Instant.EPOCH, new BigDecimal("80"))))
                .build();
        Condition high = new Condition.Score("risk", Param.of(Param.Type.NUMBER, new BigDecimal("70")));
        Population customers = Population.customersAt(Moment.END);
        for (Condition condition : List.of(high, all(high), any(high))) {
            UnitFacts facts = count(data, customers, condition, null, new UnitValue.One());
            assertThat(facts.n()).as("A, B and D").isEqualTo(3);
            assertThat(facts.sum()).isEqualByComparingTo("3");
            assertThat(facts.hits()).isEqualByComparingTo("1");
            assertThat(facts.excluded()).isEqualTo(2);
        }
        UnitFacts low = count(data, customers, not(high), null, new UnitValue.One());
        assertThat(low.hits()).isEqualByComparingTo("2");
        assertThat(low.excluded()).isEqualTo(2);
        assertThat(count(data, customers, Condition.customerAt(Moment.START), high, new UnitValue.One())
                        .excluded())
                .isEqualTo(2);
    }

    @Test
    void weightsAreSummedWithTheNumberOfTheUnit() {
        UnitFacts weighted = count(DATA, ANSWERS, HIGH, LOW, new UnitValue.Field("score"));
        assertThat(weighted.n()).isEqualTo(6);
        assertThat(weighted.sum()).isEqualByComparingTo("43");
        assertThat(weighted.hits()).isEqualByComparingTo("19");
        assertThat(weighted.misses()).isEqualByComparingTo("9");
        UnitFacts revenue = count(
                Books.sharedData(),
                Population.customersAt(Moment.START),
                Condition.customerAt(Moment.END),
                null,
                new UnitValue.Mrr(Moment.START));
        assertThat(revenue.hits()).isEqualByComparingTo("150");
        assertThat(revenue.sum()).isEqualByComparingTo("200");
    }

    @Test
    void scalesAreKeptWhereARawScoreIsRead() {
        UnitValue one = new UnitValue.One();
        assertThat(count(DATA, ANSWERS, null, null, one).scales()).isEmpty();
        assertThat(count(DATA, ANSWERS, score(Comparison.SCALE_SHARE_AT_LEAST, "1"), null, one)
                        .scales())
                .isEmpty();
        for (Condition raw : List.of(HIGH, not(HIGH), all(HIGH), any(HIGH))) {
            assertThat(count(DATA, ANSWERS, raw, null, one).scales()).containsExactly("0 to 10");
            assertThat(count(DATA, ANSWERS, score(Comparison.SCALE_SHARE_AT_LEAST, "1"), raw, one)
                            .scales())
                    .containsExactly("0 to 10");
        }
        assertThat(count(DATA, ANSWERS, all(), any(), one).scales()).isEmpty();
    }

    @Test
    void conditionsMustFitTheUnit() {
        Condition customer = Condition.customerAt(Moment.END);
        assertThatThrownBy(() -> hits(customer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("CustomerAt[customerAt=END] must fit the population; it says nothing of survey responses");
        Condition mood = new Condition.Field(
                "mood",
                Comparison.EQUAL,
                io.csmetrics.select.Param.of(io.csmetrics.select.Param.Type.NUMBER, BigDecimal.ONE));
        assertThatThrownBy(() -> hits(mood)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyTheLastAnswerOfARespondentCounts() {
        CustomerData data = Books.data()
                .surveys(List.of(
                        Books.answer(SurveyResponse.NPS, "A", "2025-01-02T00:00:00Z", "2")
                                .userId("u")
                                .build(),
                        Books.answer(SurveyResponse.NPS, "A", "2025-01-03T00:00:00Z", "9")
                                .userId("u")
                                .touchpoint("support")
                                .build(),
                        Books.answer(SurveyResponse.NPS, "B", "2025-01-01T00:00:00Z", "8")
                                .userId("u")
                                .build(),
                        Books.answer(SurveyResponse.CSAT, "A", "2025-01-09T00:00:00Z", "1")
                                .userId("u")
                                .build(),
                        Books.answer(SurveyResponse.NPS, "A", "2025-02-01T00:00:00Z", "1")
                                .userId("u")
                                .build(),
                        Books.answer(SurveyResponse.NPS, "A", "2025-01-04T00:00:00Z", "10")
                                .build()))
                .build();
        Population.Responses latest = Population.responses(SurveyResponse.NPS).latestPerRespondent();
        UnitValue score = new UnitValue.Field("score");
        assertThat(count(data, latest, null, null, score).sum()).isEqualByComparingTo("27");
        assertThat(count(data, ANSWERS, null, null, score).sum()).isEqualByComparingTo("29");
        assertThat(count(data, latest.at("support"), null, null, score).sum()).isEqualByComparingTo("9");
        assertThat(count(data, latest.at("nowhere"), null, null, score).n()).isZero();
    }

    @Test
    void accountsThatAreLeftOutCountNowhere() {
        CustomerData data = Books.sharedData();
        Cells some = Cells.overall(4).only(account -> account != 0);
        UnitCounter counter = new UnitCounter(Population.customersAt(Moment.START), null, null, new UnitValue.One());
        assertThat(counter.count(new Scan(data), List.of(Reading.of(Books.JANUARY)), some)
                        .at(0, 0))
                .isEqualTo(new UnitFacts(
                        2, 0, 0, BigDecimal.valueOf(2), BigDecimal.ZERO, BigDecimal.ZERO, new java.util.TreeSet<>()));
    }

    @Test
    void samplesOfAccountsHaveNoScale() {
        CustomerData data = Books.sharedData();
        SampleFacts sample =
                (SampleFacts) new SampleCounter(Population.customersAt(Moment.START), new UnitValue.Mrr(Moment.START))
                        .count(new Scan(data), List.of(Reading.of(Books.JANUARY)), Cells.overall(4))
                        .at(0, 0);
        assertThat(sample.scales()).isEmpty();
        assertThat(sample.counts()).containsOnlyKeys(new BigDecimal("50"), new BigDecimal("100"));
        assertThat(sample.n()).isEqualTo(3);
    }
}
