package io.csmetrics.catalog;

import static io.csmetrics.catalog.WorkedExamples.at;
import static io.csmetrics.catalog.WorkedExamples.byUser;
import static io.csmetrics.catalog.WorkedExamples.cost;
import static io.csmetrics.catalog.WorkedExamples.customers;
import static io.csmetrics.catalog.WorkedExamples.event;
import static io.csmetrics.catalog.WorkedExamples.events;
import static io.csmetrics.catalog.WorkedExamples.is;
import static io.csmetrics.catalog.WorkedExamples.isUndefined;
import static io.csmetrics.catalog.WorkedExamples.january;
import static io.csmetrics.catalog.WorkedExamples.later;
import static io.csmetrics.catalog.WorkedExamples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Flag;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The alternatives and edge cases of operational KPIs. All numbers were worked out by hand, by the authors of this project. */
final class OperationsAlternativesTest {
    private static final CustomerData NOTHING = Books.data().build();
    private static final CustomerData SHARED = Books.sharedData();
    private static final double HOUR = Duration.ofHours(1).toMillis();
    private static final double DAY = 24 * HOUR;

    private static CustomerData tickets(Ticket.Builder... tickets) {
        return Books.data()
                .tickets(Arrays.stream(tickets).map(Ticket.Builder::build).toList())
                .build();
    }

    private static Ticket.Builder answered(String id, String openedAt, String answeredAt) {
        return ticket(id, openedAt).firstResponseAt(at(answeredAt));
    }

    private static Ticket.Builder resolved(String id, String openedAt, String resolvedAt) {
        return ticket(id, openedAt).resolvedAt(at(resolvedAt));
    }

    private static SurveyResponse.Builder employee(String user, String on, String score) {
        return SurveyResponse.builder(SurveyResponse.ENPS, at(on), new BigDecimal(score))
                .userId(user);
    }

    @Test
    void employeesCanBeHeardEachTime() {
        CustomerData data = Books.data(
                employee("e1", "2025-01-05", "2").build(),
                employee("e1", "2025-01-10", "10").build(),
                employee("e2", "2025-01-06", "9").touchpoint("hiring").build(),
                employee("e3", "2025-01-06", "7").build(),
                Books.answer(SurveyResponse.NPS, "A", "2025-01-06T00:00:00Z", "0")
                        .build());
        Kpi kpi = OperationsKpis.EMPLOYEE_NET_PROMOTER_SCORE;
        is(january(kpi, data), 200.0 / 3);
        is(january(kpi.with(KpiParameters.DEDUPE, "ALL"), data), 25);
        is(january(kpi.with(KpiParameters.DEDUPE, "BY_ACCOUNT"), data), 25);
        is(january(kpi.with(KpiParameters.TOUCHPOINT, TextSet.of("hiring")), data), 100);
    }

    @Test
    void responseTimesHaveOtherStatisticsAndClocks() {
        CustomerData data = tickets(
                answered("t1", "2024-12-31T23:30:00Z", "2025-01-01T00:30:00Z"),
                answered("t2", "2025-01-10T16:00:00Z", "2025-01-10T18:00:00Z"),
                answered("t3", "2025-01-10T08:00:00Z", "2025-01-10T14:00:00Z"),
                answered("t4", "2025-01-31T23:00:00Z", "2025-02-01T00:00:00Z"));
        Kpi kpi = OperationsKpis.FIRST_RESPONSE_TIME;
        is(january(kpi, data), 3 * HOUR);
        is(january(kpi.with(KpiParameters.STATISTIC, Statistic.MEDIAN), data), 2 * HOUR);
        is(january(kpi.with(KpiParameters.STATISTIC, Statistic.PERCENTILE), data), 5.2 * HOUR);
        is(
                january(
                        kpi.with(KpiParameters.STATISTIC, Statistic.PERCENTILE)
                                .with(KpiParameters.PERCENTILE, new BigDecimal("0.25")),
                        data),
                1.5 * HOUR);
        Clock office =
                Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.parse("09:00"), LocalTime.parse("17:00"));
        is(january(kpi.with(KpiParameters.CLOCK, office), data), (0 + 1 + 5) / 3.0 * HOUR);
        isUndefined(january(kpi, NOTHING), UndefinedReason.NO_DATA);
    }

    @Test
    void aWeekendIsNoWaitInBusinessHours() {
        CustomerData data = tickets(answered("t1", "2025-01-10T16:00:00Z", "2025-01-13T10:00:00Z"));
        Clock office =
                Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.parse("09:00"), LocalTime.parse("17:00"));
        is(january(OperationsKpis.FIRST_RESPONSE_TIME, data), 66 * HOUR);
        is(january(OperationsKpis.FIRST_RESPONSE_TIME.with(KpiParameters.CLOCK, office), data), 2 * HOUR);
    }

    @Test
    void whatHappensAfterTheReadingHasNotHappened() {
        CustomerData data = Books.data()
                .tickets(List.of(ticket("t1", "2025-01-05T08:00:00Z")
                        .firstResponseAt(at("2025-01-05T10:00:00Z"))
                        .escalatedAt(at("2025-01-06T08:00:00Z"))
                        .resolvedAt(at("2025-01-07T08:00:00Z"))
                        .contacts(1)
                        .build()))
                .costs(List.of(cost("support", "2025-01-05", "30")))
                .build();
        var before = at("2025-01-05T10:00:00Z");
        isUndefined(OperationsKpis.FIRST_RESPONSE_TIME.measure(data, Books.JANUARY, before), UndefinedReason.NO_DATA);
        isUndefined(
                OperationsKpis.AVERAGE_RESOLUTION_TIME.measure(data, Books.JANUARY, before), UndefinedReason.NO_DATA);
        isUndefined(
                OperationsKpis.FIRST_CONTACT_RESOLUTION_RATE.measure(data, Books.JANUARY, before),
                UndefinedReason.ZERO_DENOMINATOR);
        isUndefined(
                OperationsKpis.COST_PER_TICKET.measure(data, Books.JANUARY, before), UndefinedReason.ZERO_DENOMINATOR);
        is(OperationsKpis.ESCALATION_RATE.measure(data, Books.JANUARY, before), 0);
        is(OperationsKpis.ESCALATION_RATE.measure(data, Books.JANUARY, at("2025-01-06T08:00:00.001Z")), 1);
        is(january(OperationsKpis.AVERAGE_RESOLUTION_TIME, data), 48 * HOUR);
        is(january(OperationsKpis.FIRST_CONTACT_RESOLUTION_RATE, data), 1);
        is(january(OperationsKpis.COST_PER_TICKET, data), 30);
    }

    @Test
    void aTicketMayStillBeEscalatedAfterItsPeriod() {
        CustomerData data =
                tickets(ticket("t1", "2025-01-05"), ticket("t2", "2025-01-06").escalatedAt(at("2025-02-10")));
        is(january(OperationsKpis.ESCALATION_RATE, data), 0);
        is(later(OperationsKpis.ESCALATION_RATE, data), 0.5);
        isUndefined(january(OperationsKpis.ESCALATION_RATE, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static Ticket.Builder login(String id, String requester, String openedAt, String resolvedAt) {
        return resolved(id, openedAt, resolvedAt)
                .requesterId(requester)
                .category("login")
                .contacts(1);
    }

    @Test
    void aRepeatedTicketWasNotResolvedAtTheFirstContact() {
        CustomerData data = tickets(
                login("t1", "u1", "2025-01-05", "2025-01-06"),
                login("t2", "u1", "2025-01-13", "2025-01-14"),
                login("t3", "u2", "2025-01-05", "2025-01-06"),
                ticket("t4", "2025-01-08").requesterId("u2").category("invoice"),
                login("t5", "u3", "2025-01-05", "2025-01-06").contacts(2),
                resolved("t6", "2025-01-05", "2025-01-06"));
        Kpi kpi = OperationsKpis.FIRST_CONTACT_RESOLUTION_RATE;
        KpiResult plain = january(kpi, data);
        is(plain, 0.75);
        assertThat(plain.evidence().excluded()).isEqualTo(1);
        is(january(kpi.with(KpiParameters.REPEAT_WINDOW, Duration.ofDays(8)), data), 0.5);
        is(january(kpi.with(KpiParameters.REPEAT_WINDOW, Duration.ofDays(7)), data), 0.75); // its end is outside
        KpiResult early = kpi.with(KpiParameters.REPEAT_WINDOW, Duration.ofDays(8))
                .measure(data, Books.JANUARY, at("2025-01-13"));
        is(early, 2.0 / 3);
        isUndefined(
                january(kpi, tickets(resolved("t6", "2025-01-05", "2025-01-06"))), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void costsCanBeSpreadOverOpenedTickets() {
        CustomerData data = Books.data()
                .tickets(List.of(
                        resolved("t1", "2024-12-30", "2025-01-05").build(),
                        ticket("t2", "2025-01-05").build(),
                        ticket("t3", "2025-01-06").build()))
                .costs(List.of(
                        cost("support", "2025-01-31", "100"),
                        cost("support", "2025-01-10", "-10"),
                        cost("support", "2025-02-01", "9999"),
                        cost("tools", "2025-01-10", "20")))
                .build();
        Kpi kpi = OperationsKpis.COST_PER_TICKET;
        is(january(kpi, data), 90);
        is(january(kpi.with(KpiParameters.VOLUME, "OPENED"), data), 45);
        is(january(kpi.with(KpiParameters.COST_CATEGORY, TextSet.of("support", "tools")), data), 110);
        isUndefined(january(kpi, tickets(resolved("t1", "2025-01-02", "2025-01-05"))), UndefinedReason.NO_DATA);
        isUndefined(
                january(
                        kpi,
                        Books.data()
                                .costs(List.of(cost("support", "2025-01-10", "10")))
                                .build()),
                UndefinedReason.ZERO_DENOMINATOR);
    }

    private static SurveyResponse.Builder asked(String instrument, String user, String on, String score) {
        return Books.answer(instrument, "A", on + "T12:00:00Z", score).userId(user);
    }

    @Test
    void satisfactionCanBeAMeanAndOfTheLastAnswersOnly() {
        CustomerData data = Books.data(
                asked(SurveyResponse.CSAT, "u1", "2025-01-05", "1")
                        .touchpoint("support")
                        .build(),
                asked(SurveyResponse.CSAT, "u1", "2025-01-10", "5").build(),
                asked(SurveyResponse.CSAT, "u2", "2025-01-06", "4")
                        .touchpoint("support")
                        .build(),
                asked(SurveyResponse.CSAT, "u3", "2025-01-12", "3").build());
        Kpi kpi = OperationsKpis.CUSTOMER_SATISFACTION_SCORE;
        is(january(kpi, data), 0.5);
        is(january(kpi.with(KpiParameters.DEDUPE, "LATEST_PER_RESPONDENT"), data), 2.0 / 3);
        is(january(kpi.with(KpiParameters.DEDUPE, "BY_ACCOUNT"), data), 0);
        is(january(kpi.with(KpiParameters.TOUCHPOINT, TextSet.of("support")), data), 0.5);
        Kpi mean = kpi.with(KpiParameters.BY, "MEAN");
        is(january(mean, data), 13 / 4.0);
        is(january(mean.with(KpiParameters.DEDUPE, "LATEST_PER_RESPONDENT"), data), 4);
        is(january(mean.with(KpiParameters.TOUCHPOINT, TextSet.of("support")), data), 2.5);
        assertThat(kpi.unit()).isEqualTo(KpiUnit.PERCENT);
        assertThat(mean.unit()).isEqualTo(KpiUnit.SCORE);
        isUndefined(january(mean, NOTHING), UndefinedReason.NO_DATA);
        isUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static SurveyResponse scaled(String score, String max) {
        return asked(SurveyResponse.CSAT, "u1", "2025-01-05", score)
                .scaleMin(BigDecimal.ONE)
                .scaleMax(new BigDecimal(max))
                .build();
    }

    @Test
    void theTopBoxesAreThreeQuartersOfTheScale() {
        CustomerData data = Books.data(
                scaled("8", "10"),
                scaled("7", "10"),
                scaled("6", "7"),
                scaled("5", "7"),
                scaled("3", "3"),
                scaled("2", "3"));
        is(january(OperationsKpis.CUSTOMER_SATISFACTION_SCORE, data), 0.5);
        isUndefined(
                january(OperationsKpis.CUSTOMER_SATISFACTION_SCORE.with(KpiParameters.BY, "MEAN"), data),
                UndefinedReason.MIXED_SCALE);
    }

    @Test
    void effortCanBeAShareOrNet() {
        CustomerData data = Books.data()
                .surveys(Books.answers(SurveyResponse.CES, 7, 5, 2))
                .surveys(List.of(asked(SurveyResponse.CES, "u9", "2025-01-20", "2")
                        .inverted(true)
                        .touchpoint("checkout")
                        .build()))
                .build();
        Kpi kpi = OperationsKpis.CUSTOMER_EFFORT_SCORE;
        is(january(kpi, data), 5);
        Kpi agree = kpi.with(KpiParameters.BY, "AGREE");
        is(january(agree, data), 0.75);
        assertThat(agree.unit()).isEqualTo(KpiUnit.PERCENT);
        Kpi net = kpi.with(KpiParameters.BY, "NET");
        is(january(net, data), 50);
        assertThat(net.unit()).isEqualTo(KpiUnit.POINTS);
        is(january(kpi.with(KpiParameters.TOUCHPOINT, TextSet.of("checkout")), data), 6);
        isUndefined(january(agree, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
        CustomerData mixed = Books.data()
                .surveys(Books.answers(SurveyResponse.CES, 7))
                .surveys(List.of(asked(SurveyResponse.CES, "u9", "2025-01-20", "4")
                        .scaleMin(BigDecimal.ONE)
                        .scaleMax(BigDecimal.valueOf(5))
                        .build()))
                .build();
        for (String method : List.of("MEAN", "AGREE", "NET")) {
            isUndefined(january(kpi.with(KpiParameters.BY, method), mixed), UndefinedReason.MIXED_SCALE);
        }
    }

    /** A has 3 check-ins, B and C one each, E none. */
    private static CustomerData.Builder checkedIn() {
        return Books.data()
                .movements(customers("A", "B", "C", "E"))
                .events(List.of(
                        event("check-in", "A", "2025-01-05"),
                        event("check-in", "A", "2025-01-15"),
                        event("check-in", "A", "2025-01-25"),
                        event("check-in", "B", "2025-01-06"),
                        event("check-in", "C", "2025-01-06"),
                        event("check-in", "E", "2025-02-01")));
    }

    @Test
    void ranksGoTogetherWithRetention() {
        CustomerData data = checkedIn()
                .movements(List.of(
                        Books.move("E", "2025-03-01", Type.CHURN, "100"),
                        Books.move("C", "2025-03-05", Type.CHURN, "100")))
                .build();
        Kpi kpi = OperationsKpis.CHECK_IN_IMPACT_SCORE;
        is(later(kpi, data), 0.6882472016116852);
        is(later(kpi.with(KpiParameters.BY, "SPEARMAN"), data), 3 / Math.sqrt(18));
        isUndefined(january(kpi, data), UndefinedReason.IMMATURE);
        is(kpi.measure(data, Books.JANUARY, at("2025-05-02")), 0.6882472016116852);
        isUndefined(kpi.measure(data, Books.JANUARY, at("2025-05-01")), UndefinedReason.IMMATURE);
    }

    @Test
    void checkInsGoTogetherWithExpansion() {
        CustomerData data = checkedIn()
                .movements(List.of(
                        Books.move("A", "2025-02-01", Type.EXPANSION, "10"),
                        Books.move("B", "2025-01-20", Type.EXPANSION, "10"),
                        Books.move("C", "2025-05-02", Type.EXPANSION, "10")))
                .build();
        Kpi kpi = OperationsKpis.CHECK_IN_IMPACT_SCORE.with(KpiParameters.OUTCOME, "EXPANDED");
        is(later(kpi, data), 7 / Math.sqrt(57));
        is(later(kpi.with(KpiParameters.BY, "SPEARMAN"), data), 3 / Math.sqrt(4.5 * 3));
    }

    @Test
    void checkInsGoTogetherWithNetRetention() {
        CustomerData data = checkedIn()
                .movements(List.of(
                        Books.move("A", "2025-03-01", Type.EXPANSION, "50"),
                        Books.move("C", "2025-03-01", Type.CONTRACTION, "50"),
                        Books.move("E", "2025-03-01", Type.CHURN, "100")))
                .build();
        is(later(OperationsKpis.CHECK_IN_IMPACT_SCORE.with(KpiParameters.OUTCOME, "NRR"), data), 9 / Math.sqrt(95));
    }

    @Test
    void checkInsGoTogetherWithUse() {
        List<Event> use = new ArrayList<>();
        use.add(byUser("login", "A", "u1", "2025-02-01"));
        use.add(byUser("session", "A", "u1", "2025-03-03"));
        use.add(byUser("login", "A", "u1", "2025-03-04"));
        use.add(byUser("login", "C", "u2", "2025-01-10"));
        CustomerData data = checkedIn().events(use).build();
        is(
                later(
                        OperationsKpis.CHECK_IN_IMPACT_SCORE
                                .with(KpiParameters.OUTCOME, "USAGE_CHANGE")
                                .with(KpiParameters.FOLLOW_UP, Duration.ofDays(31)),
                        data),
                15.0 / 19);
    }

    @Test
    void aCorrelationNeedsObservationsThatDiffer() {
        Kpi kpi = OperationsKpis.CHECK_IN_IMPACT_SCORE;
        CustomerData two = Books.data().movements(customers("A", "B")).build();
        isUndefined(later(kpi, two), UndefinedReason.TOO_FEW_OBSERVATIONS);
        CustomerData alike = Books.data().movements(customers("A", "B", "C")).build();
        isUndefined(later(kpi, alike), UndefinedReason.ZERO_VARIANCE);
        isUndefined(later(kpi, checkedIn().build()), UndefinedReason.ZERO_VARIANCE);
        isUndefined(january(kpi, alike), UndefinedReason.IMMATURE);
    }

    private static Account owned(String id, String owner) {
        return Account.builder(id).owner(owner).build();
    }

    private static CustomerData covered() {
        return Books.data()
                .accounts(List.of(owned("A", "mia"), owned("B", "mia"), owned("C", "tom"), Account.of("E")))
                .movements(customers("A", "B", "C", "E"))
                .build();
    }

    @Test
    void managersWithoutCustomersCanBeCounted() {
        Kpi coverage = OperationsKpis.ACCOUNTS_PER_CSM;
        KpiResult result = january(coverage, covered());
        is(result, 1.5);
        assertThat(result.evidence().operands().get("n"))
                .isNotNull()
                .satisfies(n -> assertThat(n.evidence().excluded()).isEqualTo(1));
        is(january(coverage.with(KpiParameters.HEADCOUNT, BigDecimal.valueOf(4)), covered()), 0.75);
        is(january(coverage.with(KpiParameters.HEADCOUNT, BigDecimal.ONE), covered()), 1.5);
        is(january(OperationsKpis.ARR_PER_CSM, covered()), 1800);
        is(january(OperationsKpis.ARR_PER_CSM.with(KpiParameters.HEADCOUNT, BigDecimal.valueOf(4)), covered()), 900);
    }

    @Test
    void theFirstConversionOfAnAccountStartsTheClock() {
        CustomerData data = events(
                event("outreach", "A", "2025-01-01"),
                event("demo-requested", "A", "2025-01-02"),
                event("lead-created", "A", "2025-01-03"),
                event("outreach", "A", "2025-01-04"),
                event("lead-created", "B", "2025-01-05"),
                event("trial-started", "C", "2025-01-06"),
                event("outreach", "C", "2025-01-07"));
        Kpi kpi = OperationsKpis.TIME_TO_FIRST_CONTACT;
        KpiResult result = january(kpi, data);
        is(result, 2 * DAY);
        assertThat(result.evidence().censored()).isEqualTo(1);
        is(january(kpi.with(KpiParameters.CONVERSIONS, TextSet.of("lead-created", "trial-started")), data), DAY);
        isUndefined(january(kpi, NOTHING), UndefinedReason.NO_DATA);
    }

    @Test
    void leadsAreMatchedByTheirIdAndUnansweredOnesAreCensored() {
        CustomerData data = events(
                event("lead-created", "A", "2025-01-10T08:00:00Z", "lead", "l1"),
                event("outreach", "B", "2025-01-10T10:00:00Z", "lead", "l1"),
                event("lead-created", "A", "2025-01-10T08:00:00Z", "lead", "l2"),
                event("outreach", "A", "2025-01-10T14:00:00Z", "lead", "l2"),
                event("lead-created", "A", "2025-01-11T08:00:00Z", "lead", "l3"),
                event("outreach", "A", "2025-01-12T08:00:00Z"),
                event("lead-created", "A", "2025-01-11T09:00:00Z"));
        Kpi kpi = OperationsKpis.LEAD_RESPONSE_TIME;
        KpiResult mean = january(kpi, data);
        is(mean, 4 * HOUR);
        assertThat(mean.evidence().censored()).isEqualTo(1);
        assertThat(mean.evidence().excluded()).isEqualTo(1);
        is(january(kpi.with(KpiParameters.STATISTIC, Statistic.KM_MEDIAN), data), 6 * HOUR);
        Clock office =
                Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.parse("09:00"), LocalTime.parse("17:00"));
        is(january(kpi.with(KpiParameters.CLOCK, office), data), 3 * HOUR);
        isUndefined(
                january(kpi, events(event("lead-created", "A", "2025-01-10", "lead", "l1"))), UndefinedReason.IMMATURE);
    }

    @Test
    void outreachBeforeTheHandOverDoesNotCount() {
        CustomerData data = events(
                event("outreach", "A", "2025-01-01"),
                event("onboarding-completed", "A", "2025-01-02"),
                event("outreach", "A", "2025-01-05"),
                event("onboarding-completed", "B", "2024-12-30"),
                event("outreach", "B", "2025-01-20"));
        is(january(OperationsKpis.LEAD_RESPONSE_TIME_POST_ONBOARDING, data), 3 * DAY);
    }

    private static Kpi attainment(Kpi kpi, String target) {
        return OperationsKpis.TARGET_ATTAINMENT
                .with(KpiParameters.KPI, kpi)
                .with(KpiParameters.TARGET, new BigDecimal(target));
    }

    private static void attains(KpiResult result, double share, String gap, Flag flag) {
        is(result, share);
        assertThat(result.evidence().terms().get("gap")).isEqualByComparingTo(gap);
        assertThat(result.flags()).containsExactly(flag);
    }

    @Test
    void aTargetIsMetFromTheSideThatIsBetter() {
        attains(
                january(attainment(RetentionKpis.GROSS_REVENUE_RETENTION, "0.9"), SHARED),
                0.65 / 0.9,
                "-0.25",
                Flag.TARGET_MISSED);
        attains(january(attainment(RetentionKpis.GROSS_REVENUE_RETENTION, "0.65"), SHARED), 1, "0", Flag.TARGET_MET);
        attains(
                january(attainment(RetentionKpis.GROSS_REVENUE_CHURN_RATE, "0.28"), SHARED),
                0.8,
                "0.07",
                Flag.TARGET_MISSED);
        attains(
                january(attainment(RetentionKpis.GROSS_REVENUE_CHURN_RATE, "0.7"), SHARED),
                2,
                "-0.35",
                Flag.TARGET_MET);
    }

    @Test
    void aNeutralKpiHasABand() {
        Kpi two = attainment(OperationsKpis.ACCOUNTS_PER_CSM, "2");
        attains(january(two, covered()), 0.75, "-0.5", Flag.TARGET_MISSED);
        attains(
                january(two.with(KpiParameters.TOLERANCE, new BigDecimal("0.5")), covered()),
                1,
                "-0.5",
                Flag.TARGET_MET);
        attains(
                january(two.with(KpiParameters.TOLERANCE, new BigDecimal("0.25")), covered()),
                1.5 / 1.75,
                "-0.5",
                Flag.TARGET_MISSED);
        attains(
                january(
                        attainment(OperationsKpis.ACCOUNTS_PER_CSM, "1")
                                .with(KpiParameters.TOLERANCE, new BigDecimal("0.25")),
                        covered()),
                1.25 / 1.5,
                "0.5",
                Flag.TARGET_MISSED);
    }

    @Test
    void whereASideIsNotAboveZeroGapAndFlagAreLeft() {
        KpiResult shrinking = january(attainment(ExpansionKpis.MRR_GROWTH_RATE, "0.1"), SHARED);
        isUndefined(shrinking, UndefinedReason.NON_POSITIVE_BASE);
        assertThat(shrinking.evidence().terms().get("gap")).isEqualByComparingTo("-0.15");
        assertThat(shrinking.flags()).containsExactly(Flag.TARGET_MISSED);
        List<RevenueMovement> kept = customers("A", "B");
        KpiResult nobodyLeft = january(
                attainment(RetentionKpis.CUSTOMER_CHURN_RATE, "0.1"),
                Books.data().movements(kept).build());
        isUndefined(nobodyLeft, UndefinedReason.NON_POSITIVE_BASE);
        assertThat(nobodyLeft.flags()).containsExactly(Flag.TARGET_MET);
    }

    @Test
    void aTargetNeedsAKpiThatHasANumber() {
        isUndefined(january(OperationsKpis.TARGET_ATTAINMENT, SHARED), UndefinedReason.UNCONFIGURED);
        isUndefined(
                january(OperationsKpis.TARGET_ATTAINMENT.with(KpiParameters.KPI, ExpansionKpis.PAID_ACCOUNTS), SHARED),
                UndefinedReason.UNCONFIGURED);
        isUndefined(
                january(attainment(RetentionKpis.GROSS_REVENUE_RETENTION, "0.9"), NOTHING),
                UndefinedReason.ZERO_DENOMINATOR);
        is(attainment(ExpansionKpis.PAID_ACCOUNTS, "4").measure(SHARED, ReportingPeriod.month(2025, 1)), 0.75);
    }
}
