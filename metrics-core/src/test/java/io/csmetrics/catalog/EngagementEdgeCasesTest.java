package io.csmetrics.catalog;

import static io.csmetrics.catalog.Happenings.assertDays;
import static io.csmetrics.catalog.Happenings.assertNumber;
import static io.csmetrics.catalog.Happenings.assertUndefined;
import static io.csmetrics.catalog.Happenings.at;
import static io.csmetrics.catalog.Happenings.by;
import static io.csmetrics.catalog.Happenings.customers;
import static io.csmetrics.catalog.Happenings.events;
import static io.csmetrics.catalog.Happenings.january;
import static io.csmetrics.catalog.Happenings.of;
import static io.csmetrics.catalog.Happenings.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Flag;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Event;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What engagement KPIs do at their edges; every number was worked out by hand. */
final class EngagementEdgeCasesTest {
    private static final TextSet REPORT = TextSet.of("report");
    private static final CustomerData NOTHING = Books.data().build();

    private static Kpi ofReport(Kpi kpi) {
        return kpi.with(KpiParameters.FEATURE, REPORT);
    }

    @Test
    void ofNothingARateHasNoDenominator() {
        for (Kpi kpi : List.of(
                EngagementKpis.ONBOARDING_COMPLETION_RATE,
                EngagementKpis.ACTIVATION_RATE,
                ofReport(EngagementKpis.FEATURE_ADOPTION_RATE_EARLY),
                ofReport(EngagementKpis.FEATURE_ADOPTION_RATE_ONGOING),
                ofReport(EngagementKpis.ACTIVE_FEATURE_USAGE_RATE),
                ofReport(EngagementKpis.PERCENT_OF_RETAINED_FEATURE_USERS),
                EngagementKpis.ACTIVATED_TO_FOLLOW_UP_ENGAGEMENT_RATE,
                EngagementKpis.PERCENT_OF_ACCOUNTS_WITH_3_PLUS_ACTIVATED_USERS,
                EngagementKpis.PERCENT_OF_ACCOUNTS_WITH_MULTI_ROLE_ENGAGEMENT,
                EngagementKpis.PERCENT_OF_ACCOUNTS_COMPLETING_KEY_ACTIVATION_MILESTONES.with(
                        KpiParameters.MILESTONES, TextSet.of("data-in")),
                EngagementKpis.POST_RENEWAL_ENGAGEMENT_RATE,
                EngagementKpis.QBR_ENGAGEMENT_RATE,
                signup(),
                EngagementKpis.SUPPORT_TICKET_TREND,
                EngagementKpis.ON_TIME_PAYMENT_RATE)) {
            assertUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
        }
    }

    @Test
    void ofNothingAMeanHasNoData() {
        for (Kpi kpi : List.of(
                EngagementKpis.BREADTH_OF_USE,
                EngagementKpis.TIME_BETWEEN_LOGINS_POST_ACTIVATION,
                EngagementKpis.TIME_TO_FIRST_KEY_ACTION,
                EngagementKpis.TIME_TO_FIRST_VALUE,
                ofReport(EngagementKpis.TIME_TO_FIRST_HABITUAL_ACTION),
                EngagementKpis.TIME_TO_EXCEED_VALUE,
                EngagementKpis.ACTIVE_USERS_PER_ACCOUNT,
                EngagementKpis.TIME_IN_PRODUCT,
                EngagementKpis.PRODUCT_USAGE_DEPTH,
                EngagementKpis.EXECUTIVE_ENGAGEMENT_FREQUENCY,
                EngagementKpis.CUSTOMER_SENTIMENT_SCORE,
                EngagementKpis.ONBOARDING_SATISFACTION_SCORE,
                EngagementKpis.CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION)) {
            assertUndefined(january(kpi, NOTHING), UndefinedReason.NO_DATA);
        }
        assertNumber(january(EngagementKpis.ACTIVE_USERS, NOTHING), "0");
        assertNumber(january(EngagementKpis.UNRESOLVED_TICKETS, NOTHING), "0");
    }

    @Test
    void aWindowHasItsStartAndNotItsEnd() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "activated", "2025-01-01"),
                by("u2", "user-created", "2025-01-01"),
                by("u2", "activated", "2025-01-14T23:59"),
                by("u3", "user-created", "2025-01-01"),
                by("u3", "activated", "2025-01-15"),
                by("u4", "user-created", "2025-01-10"),
                by("u4", "activated", "2025-01-09"));
        // u1 at once and u2 in the last minute; u3 when the window is over, u4 before it began
        assertNumber(january(EngagementKpis.ACTIVATION_RATE, data), "0.5");
    }

    @Test
    void aPeriodHasItsStartAndNotItsEnd() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u2", "user-created", "2025-02-01"),
                by("u3", "user-created", "2024-12-31T23:59"));
        KpiResult result = january(EngagementKpis.ACTIVATION_RATE, data, "2025-06-01");
        assertThat(result.evidence().n()).hasValue(1);
    }

    @Test
    void aUnitIsMatureOnceItsWindowIsOverToTheMillisecond() {
        CustomerData data =
                events(by("u1", "user-created", "2025-01-18"), by("u2", "user-created", "2025-01-18T00:01"));
        // 14 days after the first one it is 1 February, which is as far as anything is known
        KpiResult result = january(EngagementKpis.ACTIVATION_RATE, data);
        assertThat(result.evidence().n()).hasValue(1);
        assertThat(result.evidence().censored()).isEqualTo(1);
        CustomerData late = events(by("u2", "user-created", "2025-01-18T00:01"));
        assertUndefined(january(EngagementKpis.ACTIVATION_RATE, late), UndefinedReason.IMMATURE);
    }

    @Test
    void aReadingBeforeTheEndSeesAPartOfThePeriod() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "activated", "2025-01-02"),
                by("u2", "user-created", "2025-01-05"),
                by("u3", "user-created", "2025-01-10"),
                by("u3", "activated", "2025-01-11"),
                by("u4", "user-created", "2025-01-25"));
        KpiResult result = january(EngagementKpis.ACTIVATION_RATE, data, "2025-01-20");
        assertNumber(result, "0.5");
        assertThat(result.evidence().censored()).isEqualTo(1);
        assertThat(result.flags()).contains(Flag.PARTIAL_PERIOD);
        assertNumber(january(EngagementKpis.ACTIVE_USERS, events(by("u1", "login", "2025-01-20")), "2025-01-20"), "0");
    }

    @Test
    void whatNamesNoUserIsToldAsExcluded() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                on("A", "user-created", "2025-01-02"),
                by("u1", "login", "2025-01-03"),
                on("A", "session", "2025-01-03"),
                on("A", "login", "2025-02-03"));
        assertThat(january(EngagementKpis.ACTIVATION_RATE, data).evidence().excluded())
                .isEqualTo(1);
        KpiResult users = january(EngagementKpis.ACTIVE_USERS, data);
        assertNumber(users, "1");
        assertThat(users.evidence().excluded()).isEqualTo(1);
    }

    @Test
    void oneIdUnderTwoAccountsIsTwoUsers() {
        CustomerData data = events(
                by("u1", "login", "2025-01-02"),
                of("B", "u1", "login", "2025-01-02"),
                by("u2", "purchase", "2025-01-02"));
        assertNumber(january(EngagementKpis.ACTIVE_USERS, data), "2");
    }

    @Test
    void lessThanAWeekHasNoBlockToUseAFeatureIn() {
        CustomerData data = events(by("u1", "feature-used", "2025-01-02", "feature", "report"));
        Kpi rate = ofReport(EngagementKpis.FEATURE_ADOPTION_RATE_ONGOING);
        LocalDate start = LocalDate.parse("2025-01-01");
        assertUndefined(rate.measure(data, ReportingPeriod.of(start, start.plusDays(6))), UndefinedReason.NO_DATA);
        assertNumber(rate.measure(data, ReportingPeriod.of(start, start.plusDays(7))), "1");
        // three blocks: one of them is less than half
        assertNumber(rate.measure(data, ReportingPeriod.of(start, start.plusDays(27))), "0");
    }

    @Test
    void theFirstUseIsNoReturn() {
        CustomerData data = events(
                by("u1", "feature-used", "2024-12-01", "feature", "report"),
                by("u1", "feature-used", "2025-01-01", "feature", "report"),
                by("u1", "feature-used", "2025-01-31", "feature", "report"),
                by("u2", "feature-used", "2025-01-01", "feature", "report"),
                by("u2", "feature-used", "2025-03-02", "feature", "report"),
                by("u3", "feature-used", "2025-01-01", "feature", "report"));
        Kpi rate = ofReport(EngagementKpis.PERCENT_OF_RETAINED_FEATURE_USERS);
        // u1 returns after exactly 30 days, u2 after exactly 60, u3 never
        assertNumber(january(rate, data, "2025-06-01"), "0.3333333333333333");
        assertNumber(january(rate.with(KpiParameters.FROM, Duration.ZERO), data, "2025-06-01"), "0.3333333333333333");
        assertNumber(
                january(rate.with(KpiParameters.TO, Duration.ofDays(61)), data, "2025-06-01"), "0.6666666666666667");
    }

    @Test
    void anActivationAtTheEndOfThePeriodIsNotInItsState() {
        CustomerData data = Books.data()
                .movements(customers("A"))
                .events(List.of(by("u1", "activated", "2025-02-01")))
                .build();
        Kpi one = EngagementKpis.PERCENT_OF_ACCOUNTS_WITH_3_PLUS_ACTIVATED_USERS.with(KpiParameters.N, BigDecimal.ONE);
        assertNumber(january(one, data), "0");
        assertNumber(one.measure(data, ReportingPeriod.month(2025, 2)), "1");
    }

    @Test
    void aLoginAtTheMomentOfTheActivationCounts() {
        CustomerData data = events(
                by("u1", "login", "2025-01-01"),
                by("u1", "activated", "2025-01-05"),
                by("u1", "login", "2025-01-05"),
                by("u1", "login", "2025-01-08"),
                by("u1", "login", "2025-02-01"));
        assertDays(january(EngagementKpis.TIME_BETWEEN_LOGINS_POST_ACTIVATION, data), "3");
        // an activation before the period opens it from its start on
        assertUndefined(
                EngagementKpis.TIME_BETWEEN_LOGINS_POST_ACTIVATION.measure(data, ReportingPeriod.month(2025, 2)),
                UndefinedReason.NO_DATA);
    }

    @Test
    void whoStartedEarlierIsNotTimedAgain() {
        CustomerData data = events(
                on("A", "onboarding-started", "2024-12-30"),
                on("A", "onboarding-started", "2025-01-02"),
                on("A", "value-exceeded", "2025-01-05"),
                on("B", "value-exceeded", "2025-01-01"),
                on("B", "onboarding-started", "2025-01-02"),
                on("B", "value-exceeded", "2025-01-04"));
        // A belongs to December; what B reached before its start does not count
        assertDays(january(EngagementKpis.TIME_TO_EXCEED_VALUE, data), "2");
    }

    @Test
    void nobodyFinishedIsNotNobodyStarted() {
        CustomerData data = events(on("A", "onboarding-started", "2025-01-02"), on("A", "value-reached", "2025-02-01"));
        KpiResult result = january(EngagementKpis.TIME_TO_FIRST_VALUE, data);
        assertUndefined(result, UndefinedReason.IMMATURE);
        assertThat(result.evidence().censored()).isEqualTo(1);
        assertDays(january(EngagementKpis.TIME_TO_FIRST_VALUE, data, "2025-02-02"), "30");
    }

    private static Kpi signup() {
        return EngagementKpis.DROP_OFF_RATE
                .with(KpiParameters.PROCESS, TextSet.of("signup"))
                .with(KpiParameters.FROM_STEP, TextSet.of("start"))
                .with(KpiParameters.TO_STEP, TextSet.of("done"));
    }

    private static Event step(String user, String at, String step) {
        return by(user, "process-step", at, "process", "signup", "step", step);
    }

    @Test
    void whoIsDoneWhenTheWindowIsOverDroppedOff() {
        CustomerData data = events(
                step("u1", "2025-01-02", "start"),
                step("u1", "2025-01-03", "done"),
                step("u2", "2025-01-02", "start"),
                step("u2", "2025-01-02T23:59", "done"),
                step("u3", "2024-12-20", "start"),
                step("u3", "2025-01-02", "start"),
                step("u3", "2025-01-20", "start"),
                step("u3", "2025-01-20T01:00", "done"),
                by("u4", "process-step", "2025-01-02", "process", "import", "step", "start"));
        // u3 enters again in January, with its first try there
        assertNumber(january(signup(), data), "0.6666666666666667");
        assertUndefined(
                january(EngagementKpis.DROP_OFF_RATE.with(KpiParameters.PROCESS, TextSet.of("signup")), data),
                UndefinedReason.UNCONFIGURED);
    }

    @Test
    void aSessionBelongsToThePeriodInWhichItStarts() {
        CustomerData data = events(
                session("u1", "2024-12-31T23:59", "600"),
                session("u1", "2025-01-02", "10.5"),
                session("u1", "2025-01-31T23:59", "20"),
                session("u2", "2025-01-05", "9.5"),
                session("u2", "2025-02-01", "600"),
                by("u3", "login", "2025-01-05"));
        assertNumber(january(EngagementKpis.TIME_IN_PRODUCT, data), "20");
    }

    private static Event session(String user, String at, String minutes) {
        return Event.builder("A", "session", at(at))
                .userId(user)
                .value(new BigDecimal(minutes))
                .build();
    }

    @Test
    void countsAreScaledToTheLengthThatIsVisible() {
        CustomerData data = Books.data()
                .movements(customers("A", "B"))
                .events(List.of(
                        by("u1", "feature-used", "2025-01-02", "feature", "report"),
                        by("u1", "feature-used", "2025-01-03", "feature", "report"),
                        by("u1", "feature-used", "2025-01-20", "feature", "report"),
                        by("u2", "login", "2025-01-03"),
                        on("A", "meeting", "2025-01-03", "level", "executive"),
                        on("A", "check-in", "2025-01-04", "level", "executive"),
                        on("A", "meeting", "2025-01-05", "level", "manager"),
                        on("A", "meeting", "2025-01-06")))
                .build();
        // 3 uses of 2 active users in 31 days
        assertNumber(january(EngagementKpis.PRODUCT_USAGE_DEPTH, data), "0.3387096774193548");
        // 2 uses of 2 active users in the 14 days before the 15th
        assertNumber(january(EngagementKpis.PRODUCT_USAGE_DEPTH, data, "2025-01-15"), "0.5");
        // 2 meetings of 2 customers in 31 days, and in the 15 days before the 16th
        assertNumber(january(EngagementKpis.EXECUTIVE_ENGAGEMENT_FREQUENCY, data), "2.903225806451613");
        assertNumber(january(EngagementKpis.EXECUTIVE_ENGAGEMENT_FREQUENCY, data, "2025-01-16"), "6");
    }

    @Test
    void aTrendNeedsTicketsToStartFrom() {
        CustomerData data = Books.data()
                .movements(customers("A"))
                .tickets(List.of(Ticket.of("t1", "A", at("2025-01-10"))))
                .build();
        assertUndefined(january(EngagementKpis.SUPPORT_TICKET_TREND, data), UndefinedReason.NON_POSITIVE_BASE);
        CustomerData before = Books.data()
                .movements(customers("A"))
                .tickets(List.of(Ticket.of("t1", "A", at("2024-12-10"))))
                .build();
        assertNumber(january(EngagementKpis.SUPPORT_TICKET_TREND, before), "-1");
    }

    @Test
    void aTicketIsOpenUntilItsLastResolutionIsKnown() {
        CustomerData data = Books.data()
                .tickets(List.of(
                        Ticket.of("old", "A", at("2024-06-01")),
                        ticket("resolved before the end", "2025-01-02", "2025-01-31T23:59"),
                        ticket("resolved at the end", "2025-01-02", "2025-02-01"),
                        ticket("resolved later", "2025-01-02", "2025-03-01"),
                        Ticket.of("opened at the end", "A", at("2025-02-01"))))
                .build();
        assertNumber(january(EngagementKpis.UNRESOLVED_TICKETS, data), "3");
        // what comes later does not change who was open at the end
        assertNumber(january(EngagementKpis.UNRESOLVED_TICKETS, data, "2025-06-01"), "3");
        assertNumber(january(EngagementKpis.UNRESOLVED_TICKETS, data, "2025-01-31"), "4");
    }

    private static Ticket ticket(String id, String opened, String resolved) {
        return Ticket.builder(id, "A", at(opened)).resolvedAt(at(resolved)).build();
    }

    @Test
    void everyPaymentIsInTheDenominator() {
        CustomerData data = events(
                on("A", "payment", "2025-01-01", "status", "on-time"),
                on("A", "payment", "2025-01-02", "status", "late"),
                on("A", "payment", "2025-01-03", "status", "failed"),
                on("A", "payment", "2025-01-04"),
                on("A", "payment", "2025-02-01", "status", "on-time"));
        assertNumber(january(EngagementKpis.ON_TIME_PAYMENT_RATE, data), "0.25");
    }

    @Test
    void anAnswerIsPlacedAfterTheActivationOfItsUser() {
        CustomerData data = Books.data()
                .events(List.of(by("u1", "activated", "2024-11-01"), by("u2", "activated", "2025-01-20")))
                .surveys(List.of(
                        rating("u1", "2025-01-29T23:59", "4"),
                        rating("u1", "2025-01-30", "1"),
                        rating("u2", "2025-01-20", "2"),
                        rating("u2", "2025-01-19", "1"),
                        rating("u3", "2025-01-20", "1"),
                        SurveyResponse.of(SurveyResponse.CSAT, "A", at("2025-01-21"), BigDecimal.ONE)))
                .build();
        // the 90 days of u1 end with 29 January
        KpiResult result = january(EngagementKpis.CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION, data);
        assertNumber(result, "3");
        assertThat(result.evidence().excluded()).isEqualTo(1);
    }

    private static SurveyResponse rating(String user, String at, String score) {
        return SurveyResponse.builder(SurveyResponse.CSAT, at(at), new BigDecimal(score))
                .accountId("A")
                .userId(user)
                .build();
    }

    @Test
    void scoresOnTwoScalesAreNotAveraged() {
        CustomerData data = Books.data()
                .surveys(List.of(answer("2025-01-02", "4", "5"), answer("2025-01-03", "9", "10")))
                .build();
        assertUndefined(january(EngagementKpis.ONBOARDING_SATISFACTION_SCORE, data), UndefinedReason.MIXED_SCALE);
    }

    private static SurveyResponse answer(String at, String score, String max) {
        return SurveyResponse.builder(SurveyResponse.CSAT, at(at), new BigDecimal(score))
                .accountId("A")
                .touchpoint("onboarding")
                .scaleMin(BigDecimal.ONE)
                .scaleMax(new BigDecimal(max))
                .build();
    }
}
