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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Flag;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the parameters of engagement KPIs choose; every number was worked out by hand. */
final class EngagementAlternativesTest {
    private static final TextSet REPORT = TextSet.of("report");

    private static BigDecimal number(int value) {
        return BigDecimal.valueOf(value);
    }

    @Test
    void anAccountIsActivatedByAnyOfItsUsers() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u2", "user-created", "2025-01-02"),
                by("u2", "activated", "2025-01-10"),
                of("B", "u3", "user-created", "2024-12-01"),
                of("B", "u4", "user-created", "2025-01-05"),
                of("B", "u4", "activated", "2025-01-06"),
                of("C", "u5", "user-created", "2025-01-03"));
        // u2 and u4 of u1, u2, u4 and u5
        assertNumber(january(EngagementKpis.ACTIVATION_RATE, data, "2025-03-01"), "0.5");
        // A of A and C; the first user of B came in December
        KpiResult byAccount =
                january(EngagementKpis.ACTIVATION_RATE.with(KpiParameters.UNIT, "ACCOUNT"), data, "2025-03-01");
        assertNumber(byAccount, "0.5");
        assertThat(byAccount.evidence().n()).hasValue(2);
    }

    @Test
    void aWordThatIsNotOfferedIsRefusedWithTheOnesThatAre() {
        assertThatThrownBy(() -> january(EngagementKpis.ACTIVATION_RATE.with(KpiParameters.UNIT, "TEAM"), events()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"unit\" = TEAM must be one of ACCOUNT, USER");
    }

    @Test
    void immatureUnitsCountOnRequestAsNotYetConverted() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "activated", "2025-01-02"),
                by("u2", "user-created", "2025-01-05"),
                by("u3", "user-created", "2025-01-30"),
                by("u3", "activated", "2025-01-31"),
                by("u4", "user-created", "2025-01-31"));
        KpiResult mature = january(EngagementKpis.ACTIVATION_RATE, data);
        assertNumber(mature, "0.5");
        assertThat(mature.evidence().censored()).isEqualTo(2);
        assertThat(mature.flags()).doesNotContain(Flag.OPEN_WINDOW);
        KpiResult all = january(EngagementKpis.ACTIVATION_RATE.with(KpiParameters.INCLUDE_IMMATURE, true), data);
        // u1 and u3, who is still inside the window, of four
        assertNumber(all, "0.5");
        assertThat(all.evidence().n()).hasValue(4);
        assertThat(all.flags()).contains(Flag.OPEN_WINDOW);
    }

    @Test
    void earlyAdoptionCanBeToldBySessionsInsteadOfDays() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "session", "2025-01-02"),
                by("u1", "feature-used", "2025-01-12", "feature", "report"),
                by("u1", "session", "2025-01-13"),
                by("u2", "user-created", "2025-01-01"),
                by("u2", "session", "2025-01-02"),
                by("u2", "session", "2025-01-04"),
                by("u2", "feature-used", "2025-01-04", "feature", "report"),
                by("u3", "user-created", "2025-01-01"),
                by("u3", "session", "2025-01-02"),
                by("u3", "session", "2025-01-04"),
                by("u3", "feature-used", "2025-01-05", "feature", "report"),
                by("u4", "user-created", "2025-01-01"),
                by("u4", "session", "2025-01-02"));
        Kpi byDays = EngagementKpis.FEATURE_ADOPTION_RATE_EARLY.with(KpiParameters.FEATURE, REPORT);
        assertNumber(january(byDays, data), "0.5");
        Kpi bySessions = byDays.with(KpiParameters.WITHIN, "SESSIONS");
        assertUndefined(january(bySessions, data), UndefinedReason.UNCONFIGURED);
        // u1 before and u2 with the second session, u3 after it; u4 has had one session only
        KpiResult two = january(bySessions.with(KpiParameters.FIRST_SESSIONS, number(2)), data);
        assertNumber(two, "0.6666666666666667");
        assertThat(two.evidence().censored()).isEqualTo(1);
        assertUndefined(
                january(bySessions.with(KpiParameters.FIRST_SESSIONS, number(3)), data), UndefinedReason.IMMATURE);
    }

    @Test
    void ofSeveralFeaturesAnyCounts() {
        CustomerData data = events(
                by("u1", "feature-used", "2025-01-02", "feature", "report"),
                by("u2", "feature-used", "2025-01-02", "feature", "export"),
                by("u3", "login", "2025-01-02"),
                by("u4", "feature-used", "2025-01-02", "feature", "search"));
        Kpi rate = EngagementKpis.ACTIVE_FEATURE_USAGE_RATE;
        assertUndefined(january(rate, data), UndefinedReason.UNCONFIGURED);
        assertNumber(january(rate.with(KpiParameters.FEATURE, REPORT), data), "0.25");
        assertNumber(january(rate.with(KpiParameters.FEATURE, TextSet.of("report", "export")), data), "0.5");
    }

    @Test
    void theShareOfWeeksThatMakesAHabitCanBeSet() {
        // January has the full blocks from the 1st, 8th, 15th and 22nd
        CustomerData data = events(
                by("u1", "feature-used", "2025-01-07T23:59", "feature", "report"),
                by("u1", "feature-used", "2025-01-08", "feature", "report"),
                by("u2", "feature-used", "2025-01-08", "feature", "report"),
                by("u2", "feature-used", "2025-01-14", "feature", "report"),
                by("u3", "feature-used", "2025-01-29", "feature", "report"));
        Kpi rate = EngagementKpis.FEATURE_ADOPTION_RATE_ONGOING.with(KpiParameters.FEATURE, REPORT);
        // u1 in two of four blocks, u2 twice in one; the 29th is in no full block, but u3 is active
        assertNumber(january(rate, data), "0.3333333333333333");
        assertNumber(january(rate.with(KpiParameters.MIN_SHARE, new BigDecimal("0.25")), data), "0.6666666666666667");
        assertNumber(january(rate.with(KpiParameters.MIN_SHARE, BigDecimal.ZERO), data), "0.6666666666666667");
        assertNumber(january(rate.with(KpiParameters.MIN_SHARE, new BigDecimal("0.51")), data), "0");
    }

    @Test
    void theSessionOfTheActivationCanBeKeptFromCounting() {
        CustomerData data = events(
                by("u1", "activated", "2025-01-02T10:00"),
                by("u1", "feature-used", "2025-01-02T10:05", "feature", "report"),
                by("u2", "activated", "2025-01-02T10:00"),
                by("u2", "feature-used", "2025-01-03T10:00", "feature", "report"));
        Kpi used = EngagementKpis.ACTIVATED_TO_FOLLOW_UP_ENGAGEMENT_RATE.with(
                KpiParameters.FOLLOW, TextSet.of("feature-used"));
        assertNumber(january(EngagementKpis.ACTIVATED_TO_FOLLOW_UP_ENGAGEMENT_RATE, data), "0");
        assertNumber(january(used, data), "1");
        assertNumber(january(used.with(KpiParameters.FROM, Duration.ofHours(24)), data), "0.5");
    }

    @Test
    void breadthCanBeToldAsAShareOfTheCatalogue() {
        CustomerData data = Books.data()
                .movements(customers("A", "B", "C"))
                .events(List.of(
                        on("A", "feature-used", "2025-01-02", "feature", "report"),
                        on("A", "feature-used", "2025-01-03", "feature", "report"),
                        on("A", "feature-used", "2025-01-04", "feature", "export"),
                        on("B", "feature-used", "2025-01-04", "feature", "export")))
                .build();
        // C uses nothing and counts as 0
        assertNumber(january(EngagementKpis.BREADTH_OF_USE, data), "1");
        Kpi share = EngagementKpis.BREADTH_OF_USE.with(KpiParameters.MEASURE, "SHARE_OF_CATALOGUE");
        assertUndefined(january(share, data), UndefinedReason.UNCONFIGURED);
        assertNumber(january(share.with(KpiParameters.CATALOGUE_SIZE, number(4)), data), "0.25");
        assertUndefined(
                january(share.with(KpiParameters.CATALOGUE_SIZE, number(0)), data), UndefinedReason.ZERO_DENOMINATOR);
        assertThat(EngagementKpis.BREADTH_OF_USE.unit()).isEqualTo(KpiUnit.COUNT);
        assertThat(share.unit()).isEqualTo(KpiUnit.PERCENT);
    }

    @Test
    void theNumberOfActivatedUsersAndRolesCanBeSet() {
        CustomerData data = Books.data()
                .movements(customers("A", "B"))
                .events(List.of(
                        by("u1", "activated", "2024-07-01"),
                        by("u1", "activated", "2025-01-05"),
                        by("u2", "activated", "2025-01-31T23:59"),
                        by("u3", "activated", "2025-02-01"),
                        on("A", "activated", "2025-01-06"),
                        of("B", "u4", "activated", "2025-01-07"),
                        by("u1", "login", "2025-01-05", "role", "admin"),
                        by("u2", "session", "2025-01-05", "role", "Admin"),
                        of("B", "u4", "login", "2025-01-05"),
                        of("B", "u4", "login", "2025-01-06", "role", "admin")))
                .build();
        Kpi users = EngagementKpis.PERCENT_OF_ACCOUNTS_WITH_3_PLUS_ACTIVATED_USERS;
        // A has u1 and u2 before the end, B has u4; what no user did does not count
        assertNumber(january(users, data), "0");
        assertNumber(january(users.with(KpiParameters.N, number(2)), data), "0.5");
        assertNumber(january(users.with(KpiParameters.N, number(1)), data), "1");
        Kpi roles = EngagementKpis.PERCENT_OF_ACCOUNTS_WITH_MULTI_ROLE_ENGAGEMENT;
        assertNumber(january(roles, data), "0.5");
        assertNumber(january(roles.with(KpiParameters.N, number(1)), data), "1");
        assertNumber(january(roles.with(KpiParameters.N, number(3)), data), "0");
    }

    @Test
    void someOfTheMilestonesCanSuffice() {
        CustomerData data = events(
                on("A", "onboarding-started", "2025-01-02"),
                on("A", "milestone-reached", "2025-01-03", "milestone", "data-in"),
                on("A", "milestone-reached", "2025-01-04", "milestone", "first-report"),
                on("B", "onboarding-started", "2025-01-02"),
                on("B", "milestone-reached", "2025-01-03", "milestone", "data-in"),
                on("B", "milestone-reached", "2025-01-04", "milestone", "data-in"),
                on("B", "milestone-reached", "2025-04-02", "milestone", "first-report"),
                on("B", "milestone-reached", "2025-01-05", "milestone", "party"));
        Kpi rate = EngagementKpis.PERCENT_OF_ACCOUNTS_COMPLETING_KEY_ACTIVATION_MILESTONES.with(
                KpiParameters.MILESTONES, TextSet.of("data-in", "first-report"));
        // the window of 90 days from 2 January ends with 1 April
        assertNumber(january(rate, data, "2025-06-01"), "0.5");
        assertNumber(january(rate.with(KpiParameters.NEED, number(1)), data, "2025-06-01"), "1");
        assertNumber(january(rate.with(KpiParameters.WINDOW, Duration.ofDays(91)), data, "2025-06-01"), "1");
    }

    @Test
    void aRenewedCustomerMayHaveToComeBackMoreThanOnce() {
        CustomerData data = Books.data()
                .contracts(List.of(
                        contract("k1", "A", "2024-01-15", "2025-01-15").build(),
                        contract("k2", "A", "2025-01-15", "2026-01-15")
                                .renewsContractId("k1")
                                .signedOn(LocalDate.parse("2024-12-01"))
                                .build(),
                        contract("k3", "A", "2025-01-20", "2026-01-15")
                                .renewsContractId("k1")
                                .build(),
                        contract("k4", "B", "2025-01-10", "2026-01-15").build()))
                .events(List.of(
                        on("A", "login", "2025-01-14"), on("A", "login", "2025-01-15"), on("A", "login", "2025-02-14")))
                .build();
        Kpi rate = EngagementKpis.POST_RENEWAL_ENGAGEMENT_RATE;
        // the first renewed term of A begins on the 15th; a login before it or 30 days after it is outside; B renews
        // nothing
        KpiResult once = january(rate, data, "2025-03-01");
        assertNumber(once, "1");
        assertThat(once.evidence().n()).hasValue(1);
        assertNumber(january(rate.with(KpiParameters.AT_LEAST, number(2)), data, "2025-03-01"), "0");
        Kpi longer = rate.with(KpiParameters.AT_LEAST, number(2)).with(KpiParameters.WINDOW, Duration.ofDays(31));
        assertNumber(january(longer, data, "2025-03-01"), "1");
    }

    private static Contract.Builder contract(String id, String account, String from, String to) {
        return Contract.builder(id, account, LocalDate.parse(from), LocalDate.parse(to), Books.eur("1200"));
    }

    @Test
    void everyCustomerCanBeEligibleForAReview() {
        CustomerData data = Books.data()
                .accounts(List.of(
                        Account.builder("A").attribute("qbr-eligible", "true").build(),
                        Account.builder("B").attribute("qbr-eligible", "true").build(),
                        Account.builder("C").attribute("qbr-eligible", "false").build(),
                        Account.of("D"),
                        Account.builder("E").attribute("qbr-eligible", "true").build()))
                .movements(customers("A", "B", "C", "D"))
                .movements(List.of(Books.move("E", "2025-01-02", Type.NEW, "10")))
                .events(List.of(
                        on("A", "qbr-held", "2025-01-10", "attended", "true"),
                        on("A", "qbr-held", "2025-01-20", "attended", "true"),
                        on("B", "qbr-held", "2025-01-10", "attended", "false"),
                        on("C", "qbr-held", "2025-01-10", "attended", "true"),
                        on("D", "qbr-held", "2025-01-10", "attended", "true"),
                        on("E", "qbr-held", "2025-01-10", "attended", "true")))
                .build();
        // A of A and B; E became a customer inside the period
        assertNumber(january(EngagementKpis.QBR_ENGAGEMENT_RATE, data), "0.5");
        assertNumber(january(EngagementKpis.QBR_ENGAGEMENT_RATE.with(KpiParameters.ELIGIBLE, "ALL"), data), "0.75");
    }

    @Test
    void pausesArePooledOnRequest() {
        CustomerData data = events(
                by("u1", "activated", "2025-01-01"),
                by("u1", "login", "2025-01-01"),
                by("u1", "login", "2025-01-02"),
                by("u1", "login", "2025-01-03"),
                by("u1", "login", "2025-01-07"),
                by("u2", "login", "2025-01-01"),
                by("u2", "activated", "2025-01-02"),
                by("u2", "login", "2025-01-03"),
                by("u2", "login", "2025-01-13"),
                by("u3", "activated", "2025-01-02"),
                by("u3", "login", "2025-01-05"),
                by("u4", "login", "2025-01-05"),
                by("u4", "login", "2025-01-06"));
        Kpi pause = EngagementKpis.TIME_BETWEEN_LOGINS_POST_ACTIVATION;
        // u1: 1, 1 and 4 days, mean 2; u2: 10 days after its activation; u3 has one login; u4 was never activated
        KpiResult perUser = january(pause, data);
        assertDays(perUser, "6");
        assertThat(perUser.evidence().excluded()).isEqualTo(1);
        assertDays(january(pause.with(KpiParameters.POOLED, true), data), "4");
        assertDays(
                january(pause.with(KpiParameters.POOLED, true).with(KpiParameters.STATISTIC, Statistic.MEDIAN), data),
                "2.5");
        assertDays(january(pause.with(KpiParameters.STATISTIC, Statistic.MAX), data), "10");
    }

    @Test
    void aTimeCanBeToldByOtherStatistics() {
        ReportingPeriod tenDays = ReportingPeriod.of(LocalDate.parse("2025-01-01"), LocalDate.parse("2025-01-11"));
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "activated", "2025-01-02"),
                by("u2", "user-created", "2025-01-01"),
                by("u2", "activated", "2025-01-04"),
                by("u3", "user-created", "2025-01-01"),
                by("u3", "activated", "2025-01-07"),
                by("u4", "user-created", "2025-01-08"),
                by("u4", "activated", "2025-01-20"),
                by("u5", "user-created", "2025-01-01"));
        Kpi time = EngagementKpis.TIME_TO_FIRST_KEY_ACTION;
        // finished after 1, 3 and 6 days; u4 is seen for 3 days, u5 for 10
        KpiResult mean = time.measure(data, tenDays);
        assertNumber(mean, "288000000");
        assertThat(mean.evidence().censored()).isEqualTo(2);
        assertDays(time.with(KpiParameters.STATISTIC, Statistic.MEDIAN).measure(data, tenDays), "3");
        // linear between closest ranks: h = 2 * 0.9 = 1.8, so 3 + 0.8 * (6 - 3)
        Kpi percentile = time.with(KpiParameters.STATISTIC, Statistic.PERCENTILE);
        assertDays(percentile.measure(data, tenDays), "5.4");
        assertDays(
                percentile
                        .with(KpiParameters.PERCENTILE, new BigDecimal("0.25"))
                        .measure(data, tenDays),
                "2");
        // survival: 4/5 after 1 day; 4/5 * 3/4 = 3/5 after 3, the censored one still at risk; 3/5 * 1/2 = 3/10 after 6
        assertDays(time.with(KpiParameters.STATISTIC, Statistic.KM_MEDIAN).measure(data, tenDays), "6");
        // on the 6th u4 is not yet there: 3/4 after 1 day, 3/4 * 2/3 = 1/2 after 3, and a half is enough
        Kpi median = time.with(KpiParameters.STATISTIC, Statistic.KM_MEDIAN);
        assertDays(median.measure(data, tenDays, at("2025-01-06")), "3");
        // on the 4th nothing but u1's first day is known
        assertUndefined(median.measure(data, tenDays, at("2025-01-04")), UndefinedReason.IMMATURE);
    }

    @Test
    void theKeyActionIsTheCallers() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "report-shared", "2025-01-03"),
                by("u1", "activated", "2025-01-09"));
        Kpi time = EngagementKpis.TIME_TO_FIRST_KEY_ACTION;
        assertDays(january(time, data), "8");
        assertDays(january(time.with(KpiParameters.ACTION, TextSet.of("report-shared")), data), "2");
    }

    @Test
    void onlyBusinessHoursCountOnRequest() {
        // 3 January 2025 is a Friday: from 16:00 on Friday to 11:00 on Monday there are 1 + 2 business hours
        CustomerData data =
                events(by("u1", "user-created", "2025-01-03T16:00"), by("u1", "activated", "2025-01-06T11:00"));
        Clock office = Clock.business(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, LocalTime.of(9, 0), LocalTime.of(17, 0));
        assertNumber(
                january(EngagementKpis.TIME_TO_FIRST_KEY_ACTION.with(KpiParameters.CLOCK, office), data), "10800000");
        assertNumber(january(EngagementKpis.TIME_TO_FIRST_KEY_ACTION, data), "241200000");
    }

    @Test
    void theClockOfFirstValueStartsWithAnEventOrWithRevenue() {
        CustomerData data = Books.data()
                .movements(customers("B"))
                .movements(List.of(Books.move("A", "2025-01-03", Type.NEW, "10")))
                .events(List.of(
                        on("A", "kick-off", "2025-01-02"),
                        on("A", "onboarding-started", "2025-01-05"),
                        on("A", "value-reached", "2025-01-13"),
                        on("B", "value-reached", "2025-01-20")))
                .build();
        Kpi time = EngagementKpis.TIME_TO_FIRST_VALUE;
        assertDays(january(time, data), "8");
        assertDays(january(time.with(KpiParameters.FROM_EVENT, TextSet.of("kick-off")), data), "11");
        KpiResult fromRevenue = january(time.with(KpiParameters.START, "NEW"), data);
        assertDays(fromRevenue, "10");
        assertThat(fromRevenue.evidence().n()).hasValue(1);
    }

    @Test
    void aHabitCanBeReadMoreLooselyOrFromTheActivation() {
        CustomerData data = events(
                by("u1", "user-created", "2025-01-01"),
                by("u1", "activated", "2025-01-02T12:00"),
                by("u1", "feature-used", "2025-01-02T09:00", "feature", "report"),
                by("u1", "feature-used", "2025-01-02T18:00", "feature", "report"),
                by("u1", "feature-used", "2025-01-04", "feature", "report"),
                by("u1", "feature-used", "2025-01-05", "feature", "export"),
                by("u1", "feature-used", "2025-01-09", "feature", "report"));
        Kpi time = EngagementKpis.TIME_TO_FIRST_HABITUAL_ACTION.with(KpiParameters.FEATURE, REPORT);
        assertDays(january(time, data), "3");
        assertDays(january(time.with(KpiParameters.N, number(2)), data), "1.75");
        // of the two uses on the 2nd one counts: 2nd, 4th, 9th
        assertDays(january(time.with(KpiParameters.DISTINCT_DAYS, true), data), "8");
        // from noon of the 2nd: 18:00, the 4th, the 9th
        assertDays(january(time.with(KpiParameters.START_EVENT, TextSet.of("activated")), data), "6.5");
        assertUndefined(january(time.with(KpiParameters.N, number(5)), data), UndefinedReason.IMMATURE);
    }

    @Test
    void activeUsersCanBeSetAgainstSeats() {
        CustomerData data = Books.data()
                .accounts(List.of(
                        Account.builder("A").seats(4).build(),
                        Account.builder("B").seats(2).build(),
                        Account.of("C")))
                .movements(customers("A", "B", "C"))
                .events(List.of(
                        by("u1", "login", "2025-01-02"),
                        by("u1", "session", "2025-01-03"),
                        by("u2", "login", "2025-01-02"),
                        by("u3", "login", "2025-01-02"),
                        on("A", "login", "2025-01-02"),
                        of("C", "u4", "login", "2025-01-02")))
                .build();
        assertNumber(january(EngagementKpis.ACTIVE_USERS_PER_ACCOUNT, data), "1.333333333333333");
        Kpi utilisation = EngagementKpis.ACTIVE_USERS_PER_ACCOUNT.with(KpiParameters.MEASURE, "SEAT_UTILISATION");
        // 3 users of A on the 6 seats of A and B; C has no known seats
        KpiResult used = january(utilisation, data);
        assertNumber(used, "0.5");
        assertThat(used.evidence().operands().get("seats").evidence().excluded())
                .isEqualTo(1);
        assertThat(utilisation.unit()).isEqualTo(KpiUnit.PERCENT);
        CustomerData seatless = Books.data().movements(customers("C")).build();
        assertUndefined(january(utilisation, seatless), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void theTrendOfTicketsCanBeHeldAgainstLastYear() {
        CustomerData data = Books.data()
                .movements(List.of(Books.move("A", "2023-06-01", Type.NEW, "10")))
                .tickets(List.of(
                        Ticket.of("t1", "A", at("2024-01-10")),
                        Ticket.of("t2", "A", at("2024-12-10")),
                        Ticket.of("t3", "A", at("2024-12-11")),
                        Ticket.of("t4", "A", at("2025-01-10")),
                        Ticket.of("t5", "A", at("2025-01-11")),
                        Ticket.of("t6", "A", at("2025-01-12"))))
                .build();
        assertNumber(january(EngagementKpis.SUPPORT_TICKET_TREND, data), "0.5");
        assertNumber(january(EngagementKpis.SUPPORT_TICKET_TREND.with(KpiParameters.AGAINST, "YEAR_AGO"), data), "2");
    }

    @Test
    void openTicketsCanBeCountedByPriority() {
        CustomerData data = Books.data()
                .tickets(List.of(
                        Ticket.builder("t1", "A", at("2025-01-10"))
                                .priority("high")
                                .build(),
                        Ticket.builder("t2", "A", at("2025-01-10"))
                                .priority("low")
                                .build(),
                        Ticket.of("t3", "A", at("2025-01-10"))))
                .build();
        assertNumber(january(EngagementKpis.UNRESOLVED_TICKETS, data), "3");
        Kpi urgent = EngagementKpis.UNRESOLVED_TICKETS.with(KpiParameters.PRIORITY, TextSet.of("high", "urgent"));
        assertNumber(january(urgent, data), "1");
    }

    @Test
    void sentimentCanBeReadOnSomeChannelsOnly() {
        CustomerData data = events(
                tone("u1", "2025-01-02", "0.8", "channel", "email"),
                tone("u1", "2025-01-03", "-0.4", "channel", "social"),
                tone("u1", "2025-01-04", "0.2"),
                by("u1", "sentiment", "2025-01-05", "channel", "email"));
        KpiResult all = january(EngagementKpis.CUSTOMER_SENTIMENT_SCORE, data);
        assertNumber(all, "20");
        assertThat(all.evidence().excluded()).isEqualTo(1);
        Kpi social = EngagementKpis.CUSTOMER_SENTIMENT_SCORE.with(KpiParameters.CHANNEL, TextSet.of("social"));
        assertNumber(january(social, data), "-40");
        Kpi nowhere = EngagementKpis.CUSTOMER_SENTIMENT_SCORE.with(KpiParameters.CHANNEL, TextSet.of("phone"));
        assertUndefined(january(nowhere, data), UndefinedReason.NO_DATA);
    }

    private static Event tone(String user, String at, String value, String... attributes) {
        Event.Builder event =
                Event.builder("A", "sentiment", at(at)).userId(user).value(new BigDecimal(value));
        for (int i = 0; i < attributes.length; i += 2) {
            event.attribute(attributes[i], attributes[i + 1]);
        }
        return event.build();
    }

    @Test
    void satisfactionCanBeReadAfterTheOnboardingOnly() {
        CustomerData data = Books.data()
                .events(List.of(
                        on("A", "onboarding-completed", "2025-01-10"), on("A", "onboarding-completed", "2025-01-20")))
                .surveys(List.of(
                        onboarding("A", "2025-01-09T23:59", "1"),
                        onboarding("A", "2025-01-10", "4"),
                        onboarding("A", "2025-01-15", "5"),
                        onboarding("B", "2025-01-15", "2")))
                .build();
        assertNumber(january(EngagementKpis.ONBOARDING_SATISFACTION_SCORE, data), "3");
        // B has not completed its onboarding
        Kpi after = EngagementKpis.ONBOARDING_SATISFACTION_SCORE.with(KpiParameters.ONLY_AFTER_COMPLETION, "true");
        assertNumber(january(after, data), "4.5");
    }

    private static SurveyResponse onboarding(String account, String at, String score) {
        return SurveyResponse.builder(SurveyResponse.CSAT, at(at), new BigDecimal(score))
                .accountId(account)
                .touchpoint("onboarding")
                .build();
    }

    @Test
    void feedbackAfterTheActivationCanBeSentiment() {
        CustomerData data = events(
                by("u1", "activated", "2025-01-02"),
                tone("u1", "2025-01-01", "-1"),
                tone("u1", "2025-01-02", "0.5"),
                tone("u1", "2025-01-30", "0.1"),
                tone("u2", "2025-01-03", "-1"),
                Event.builder("A", "sentiment", at("2025-01-04"))
                        .value(BigDecimal.ONE)
                        .build());
        Kpi sentiment = EngagementKpis.CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION.with(KpiParameters.SOURCE, "SENTIMENT");
        // two tones of u1; one is from before, u2 was never activated, one names nobody
        KpiResult tone = january(sentiment, data);
        assertNumber(tone, "30");
        assertThat(tone.evidence().excluded()).isEqualTo(1);
        assertThat(sentiment.unit()).isEqualTo(KpiUnit.POINTS);
        assertNumber(january(sentiment.with(KpiParameters.WINDOW, Duration.ofDays(28)), data), "50");
        assertUndefined(january(EngagementKpis.CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION, data), UndefinedReason.NO_DATA);
    }
}
