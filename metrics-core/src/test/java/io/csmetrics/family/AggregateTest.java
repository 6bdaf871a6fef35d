package io.csmetrics.family;

import static io.csmetrics.family.Measures.january;
import static io.csmetrics.family.Measures.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Quotient;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AggregateTest {
    private static final UnitValue SCORE = new UnitValue.Field("score");
    private static final Population EFFORT = Population.responses(SurveyResponse.CES);
    private static final Population CUSTOMERS = Population.customersAt(Moment.END);
    private static final CustomerData ANSWERS = Books.data()
            .surveys(Books.answers(SurveyResponse.CES, 7, 1, 2, 2, 5))
            .build();
    private static final CustomerData NOTHING = Books.data().build();

    private static final Aggregate STRENGTH = Aggregate.weightedMean(
            UnitValue.field("value"),
            UnitValue.field("influence"),
            Population.occurrences(Selector.event("relationship-rated"))
                    .in(Scope.trailing(Param.of(Param.Type.DURATION, Duration.ofDays(180))))
                    .latestPer(Unit.USER));

    private static Aggregate of(Statistic statistic) {
        return Aggregate.of(statistic, SCORE, EFFORT);
    }

    private static Aggregate percentile(String p) {
        return new Aggregate(
                EFFORT,
                SCORE,
                null,
                Statistic.PERCENTILE,
                Param.of(Param.Type.NUMBER, new BigDecimal(p)),
                null,
                BigDecimal.ONE,
                false);
    }

    private static Aggregate per(Statistic statistic, Duration per, String scale, boolean requireAny) {
        return new Aggregate(
                EFFORT,
                SCORE,
                null,
                statistic,
                null,
                Param.of(Param.Type.DURATION, per),
                new BigDecimal(scale),
                requireAny);
    }

    @Test
    void statisticsOfNumbers() {
        assertThat(january(of(Statistic.COUNT), ANSWERS)).isEqualTo("5");
        assertThat(january(of(Statistic.SUM), ANSWERS)).isEqualTo("17");
        assertThat(january(of(Statistic.MEAN), ANSWERS)).isEqualTo("3.4");
        assertThat(january(of(Statistic.MEDIAN), ANSWERS)).isEqualTo("2");
        assertThat(january(of(Statistic.MIN), ANSWERS)).isEqualTo("1");
        assertThat(january(of(Statistic.MAX), ANSWERS)).isEqualTo("7");
    }

    @Test
    void percentilesAreInterpolatedBetweenTheClosestRanks() {
        assertThat(january(percentile("0"), ANSWERS)).isEqualTo("1");
        assertThat(january(percentile("0.9"), ANSWERS)).isEqualTo("6.2");
        assertThat(january(percentile("0.25"), ANSWERS)).isEqualTo("2");
        assertThat(january(percentile("1"), ANSWERS)).isEqualTo("7");
        CustomerData two =
                Books.data().surveys(Books.answers(SurveyResponse.CES, 1, 4)).build();
        assertThat(january(of(Statistic.MEDIAN), two)).isEqualTo("2.5");
    }

    @Test
    void ofNothingOnlyACountOrASumIsKnown() {
        assertThat(january(of(Statistic.COUNT), NOTHING)).isEqualTo("0");
        assertThat(january(of(Statistic.SUM), NOTHING)).isEqualTo("0");
        for (Statistic statistic : new Statistic[] {Statistic.MEAN, Statistic.MEDIAN, Statistic.MIN, Statistic.MAX}) {
            assertThat(january(of(statistic), NOTHING)).isEqualTo("NO_DATA: there is no unit to take the statistic of");
        }
    }

    @Test
    void aCountOrSumOfNothingIsUndefinedWhereSomethingIsRequired() {
        Duration day = Duration.ofDays(1);
        assertThat(january(per(Statistic.COUNT, day, "1", true), NOTHING)).startsWith("NO_DATA");
        assertThat(january(per(Statistic.SUM, day, "1", true), NOTHING)).startsWith("NO_DATA");
        assertThat(january(per(Statistic.COUNT, Duration.ofDays(31), "1", true), ANSWERS))
                .isEqualTo("5");
    }

    @Test
    void aNumberCanBeToldPerLengthOfTime() {
        Aggregate weekly = per(Statistic.COUNT, Duration.ofDays(7), "31", false);
        assertThat(january(weekly, ANSWERS)).isEqualTo("35");
        KpiResult partial = Kpi.define("weekly", "Weekly")
                .as(weekly)
                .measure(ANSWERS, Books.JANUARY, Instant.parse("2025-01-04T00:00:00Z"));
        assertThat(partial.value()).contains(new BigDecimal("144.6666666666667"));
    }

    @Test
    void scalesThatDifferAreNotMixedButCounted() {
        CustomerData mixed = Books.data()
                .surveys(List.of(
                        Books.answer(SurveyResponse.CES, "A", "2025-01-02T00:00:00Z", "5")
                                .build(),
                        Books.answer(SurveyResponse.CES, "A", "2025-01-03T00:00:00Z", "5")
                                .scaleMin(BigDecimal.ONE)
                                .scaleMax(BigDecimal.valueOf(5))
                                .build()))
                .build();
        String reason = "MIXED_SCALE: answers are on the scales 1 to 5, 1 to 7; ask for one of them";
        assertThat(january(of(Statistic.MEAN), mixed)).isEqualTo(reason);
        assertThat(january(of(Statistic.MEDIAN), mixed)).isEqualTo(reason);
        assertThat(january(of(Statistic.SUM), mixed)).isEqualTo(reason);
        assertThat(january(of(Statistic.COUNT), mixed)).isEqualTo("2");
    }

    @Test
    void accountsAreCountedWithTheirRevenueOrTheirDifferentOwners() {
        CustomerData data = Books.data()
                .accounts(List.of(
                        Account.builder("A").owner("ann").build(),
                        Account.builder("B").owner("ann").build(),
                        Account.of("C"),
                        Account.builder("D").owner("bob").build()))
                .movements(Books.shared())
                .build();
        UnitValue owner = new UnitValue.AccountField("owner");
        Population both = Population.accountsThat(
                Condition.any(Condition.customerAt(Moment.START), Condition.customerAt(Moment.END)));
        assertThat(january(Aggregate.of(Statistic.DISTINCT, owner, both), data)).isEqualTo("2");
        KpiResult owned = measure(Aggregate.of(Statistic.COUNT, owner, both), data, Books.JANUARY);
        assertThat(owned.value()).contains(new BigDecimal("3"));
        assertThat(owned.evidence().excluded()).isEqualTo(1);
        assertThat(owned.evidence().n()).hasValue(3);
        UnitValue end = new UnitValue.Mrr(Moment.END);
        UnitValue start = new UnitValue.Mrr(Moment.START);
        assertThat(january(Aggregate.of(Statistic.SUM, end, CUSTOMERS), data)).isEqualTo("190");
        assertThat(january(Aggregate.of(Statistic.MAX, end, CUSTOMERS), data)).isEqualTo("120");
        assertThat(january(Aggregate.of(Statistic.MEDIAN, end, CUSTOMERS), data))
                .isEqualTo("40");
        assertThat(january(Aggregate.of(Statistic.SUM, start, CUSTOMERS), data)).isEqualTo("150");
        Aggregate required =
                new Aggregate(CUSTOMERS, owner, null, Statistic.DISTINCT, null, null, BigDecimal.ONE, true);
        assertThat(january(required, NOTHING)).startsWith("NO_DATA");
        assertThat(january(required, data)).isEqualTo("2");
    }

    private static Event rated(String user, String at, String value, String influence) {
        Event.Builder event = Event.builder("A", "relationship-rated", Instant.parse(at));
        if (!user.isEmpty()) {
            event.userId(user);
        }
        if (!value.isEmpty()) {
            event.value(new BigDecimal(value));
        }
        if (!influence.isEmpty()) {
            event.attribute("influence", influence);
        }
        return event.build();
    }

    /** By hand: (3 * 8 + 1 * 5 + 0.5 * 2) / 4.5. */
    @Test
    void unitsMayWeighDifferentlyInAMean() {
        CustomerData data = Books.data()
                .events(List.of(
                        rated("s1", "2024-12-01T00:00:00Z", "4", "3"),
                        rated("s1", "2025-01-10T00:00:00Z", "8", "3"),
                        rated("s2", "2024-08-05T00:00:00Z", "5", "1"),
                        rated("s3", "2025-01-05T00:00:00Z", "2", "0.5"),
                        rated("too-old", "2024-08-04T23:59:59Z", "1", "9"),
                        rated("too-late", "2025-02-01T00:00:00Z", "1", "9")))
                .build();
        KpiResult result = measure(STRENGTH.times(10), data, Books.JANUARY);
        assertThat(result.quotient().orElseThrow())
                .isEqualByComparingTo(new Quotient(new BigDecimal("300"), new BigDecimal("4.5")));
        assertThat(result.evidence().n()).hasValue(3);
        assertThat(result.evidence().excluded()).isZero();
        assertThat(result.evidence().numerator()).contains(new BigDecimal("30"));
        assertThat(result.evidence().denominator()).contains(new BigDecimal("4.5"));
    }

    @Test
    void whoLacksTheNumberOrTheWeightIsOnNeitherSide() {
        CustomerData data = Books.data()
                .events(List.of(
                        rated("s1", "2025-01-10T00:00:00Z", "8", "3"),
                        rated("s2", "2025-01-10T00:00:00Z", "", "5"),
                        rated("s3", "2025-01-10T00:00:00Z", "1", ""),
                        rated("s4", "2025-01-10T00:00:00Z", "1", "much"),
                        rated("s5", "2025-01-10T00:00:00Z", "1", "1e999999"),
                        rated("", "2025-01-10T00:00:00Z", "1", "1")))
                .build();
        KpiResult result = measure(STRENGTH, data, Books.JANUARY);
        assertThat(result.value()).contains(new BigDecimal("8"));
        assertThat(result.evidence().n()).hasValue(1);
        assertThat(result.evidence().excluded()).isEqualTo(5);
    }

    @Test
    void aWeightedMeanNeedsSomethingThatWeighs() {
        assertThat(january(STRENGTH, NOTHING)).isEqualTo("NO_DATA: there is no unit to take the statistic of");
        CustomerData weightless = Books.data()
                .events(List.of(rated("s1", "2025-01-10T00:00:00Z", "8", "0")))
                .build();
        assertThat(january(STRENGTH, weightless)).isEqualTo("ZERO_DENOMINATOR: the sum of the weights is 0");
        UnitValue one = new UnitValue.One();
        assertThatThrownBy(() -> new Aggregate(EFFORT, SCORE, one, Statistic.SUM, null, null, BigDecimal.ONE, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SUM must not be weighted; take MEAN, or leave the weight out");
    }

    @Test
    void weightedScoresAreNotMixedEither() {
        CustomerData mixed = Books.data()
                .surveys(List.of(
                        Books.answer(SurveyResponse.CES, "A", "2025-01-02T00:00:00Z", "5")
                                .build(),
                        Books.answer(SurveyResponse.CES, "A", "2025-01-03T00:00:00Z", "5")
                                .scaleMax(BigDecimal.valueOf(5))
                                .scaleMin(BigDecimal.ONE)
                                .build()))
                .build();
        Aggregate weighted = Aggregate.weightedMean(SCORE, new UnitValue.One(), EFFORT);
        assertThat(january(weighted, mixed)).startsWith("MIXED_SCALE: ");
        assertThat(january(weighted, ANSWERS)).isEqualTo("3.4");
    }

    @Test
    void answersMayBeOfALengthOfTimeThatEndsWithThePeriod() {
        Population trailing = Population.responses(SurveyResponse.CES)
                .in(Scope.trailing(Param.of(Param.Type.DURATION, Duration.ofDays(29))))
                .latestPerRespondent();
        assertThat(measure(Aggregate.of(Statistic.SUM, SCORE, trailing), ANSWERS, Books.JANUARY)
                        .value())
                .as("all but the first, of 2 January")
                .contains(new BigDecimal("10"));
        assertThat(measure(Aggregate.of(Statistic.SUM, SCORE, trailing), ANSWERS, ReportingPeriod.month(2025, 2))
                        .value())
                .contains(BigDecimal.ZERO);
    }

    @Test
    void anImportedBalanceCountsAtTheStart() {
        CustomerData data = Books.data(Books.move("A", "2025-01-10", Type.OPENING, "10"));
        assertThat(january(Aggregate.of(Statistic.SUM, new UnitValue.Mrr(Moment.START), CUSTOMERS), data))
                .isEqualTo("10");
    }

    @Test
    void statisticsMustFitTheNumber() {
        UnitValue owner = new UnitValue.AccountField("owner");
        assertThatThrownBy(() -> Aggregate.of(Statistic.MEAN, owner, CUSTOMERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MEAN of AccountField[accountField=owner] must be a statistic of numbers, "
                        + "or DISTINCT or COUNT of a property");
        assertThatThrownBy(() -> of(Statistic.DISTINCT)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(Statistic.PERCENTILE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PERCENTILE must say which percentile");
        assertThatThrownBy(() -> percentile("1.1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile 1.1 must be 0 to 1, such as 0.9");
        assertThatThrownBy(() -> percentile("-0.1")).isInstanceOf(IllegalArgumentException.class);
        Param<BigDecimal> half = Param.of(Param.Type.NUMBER, new BigDecimal("0.5"));
        assertThatThrownBy(() -> new Aggregate(EFFORT, SCORE, null, Statistic.MEAN, half, null, BigDecimal.ONE, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MEAN must not say a percentile");
    }

    @Test
    void aPercentileThatIsSetLaterIsCheckedLater() {
        Param<BigDecimal> share = Param.named("share", Param.Type.NUMBER);
        Kpi kpi = Kpi.define("slow", "Slow")
                .byDefault(share, new BigDecimal("0.5"))
                .as(new Aggregate(EFFORT, SCORE, null, Statistic.PERCENTILE, share, null, BigDecimal.ONE, false));
        assertThat(kpi.measure(ANSWERS, Books.JANUARY).value()).contains(new BigDecimal("2"));
        assertThat(kpi.with(share, BigDecimal.ONE)
                        .measure(ANSWERS, Books.JANUARY)
                        .value())
                .contains(new BigDecimal("7"));
        Kpi wrong = kpi.with(share, BigDecimal.TEN);
        assertThatThrownBy(() -> wrong.measure(ANSWERS, Books.JANUARY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile 10 must be 0 to 1, such as 0.9");
    }

    @Test
    void aNumberMustBeOneOfTheUnit() {
        UnitValue sessions = UnitValue.count(Selector.event("session"));
        assertThatThrownBy(() -> january(Aggregate.of(Statistic.SUM, sessions, EFFORT), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(" must fit the population; it says nothing of survey responses");
        UnitValue mrr = new UnitValue.Mrr(Moment.END);
        assertThatThrownBy(() -> january(Aggregate.of(Statistic.SUM, mrr, EFFORT), NOTHING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Mrr[mrr=END] must fit the population; it says nothing of survey responses");
        UnitValue owner = new UnitValue.AccountField("owner");
        assertThatThrownBy(() -> january(Aggregate.of(Statistic.COUNT, owner, EFFORT), ANSWERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("owner must fit the population; it says nothing of survey responses");
        UnitValue other = new UnitValue.Field("mood");
        assertThatThrownBy(() -> january(Aggregate.of(Statistic.SUM, other, EFFORT), ANSWERS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answersOfAnotherQuestionDoNotTouchTheNumbers() {
        CustomerData data = Books.data()
                .surveys(Books.answers(SurveyResponse.CES, 7, 1))
                .surveys(List.of(Books.answer("pulse", "A", "2025-01-05T00:00:00Z", "50.123456")
                        .scaleMin(BigDecimal.ZERO)
                        .scaleMax(new BigDecimal("1e6"))
                        .build()))
                .build();
        assertThat(january(of(Statistic.MEAN), data)).isEqualTo("4");
        assertThat(january(of(Statistic.MEDIAN), data)).isEqualTo("4");
        assertThat(measure(of(Statistic.COUNT), data, ReportingPeriod.month(2025, 2))
                        .value())
                .contains(BigDecimal.ZERO);
    }
}
