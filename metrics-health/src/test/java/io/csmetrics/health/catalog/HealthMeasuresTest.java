package io.csmetrics.health.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every measure with a number, without one, and at the edges of its time. All numbers by hand; the end is 1 February 2025. */
final class HealthMeasuresTest {
    private static final Kpi BREADTH =
            HealthMeasures.FEATURE_BREADTH.with(KpiParameters.CATALOGUE_SIZE, BigDecimal.valueOf(8));

    /** Account A has some of everything, account B nothing. */
    private static Book rich() {
        return Book.empty()
                .seats("A", 10)
                .event("A", "login", "2025-01-02", "u1", "role", "admin")
                .event("A", "session", "2025-01-20T12:00:00", "u2", "role", "analyst")
                .event("A", "login", "2024-12-10", "u3")
                .event("A", "feature-used", "2025-01-20", "u1", "feature", "report")
                .event("A", "check-in", "2024-11-10T12:00:00", "s1", "level", "executive", "role", "chief")
                .event("A", "advocacy-activity", "2025-01-20", "u1")
                .event("A", "expansion-signal", "2024-12-20", "")
                .event("A", "onboarding-completed", "2023-01-20", "")
                .rated("A", "2024-09-20", "s2", "7", "influence", "2", "role", "manager")
                .valued("A", "sentiment", "2024-12-20", "0.4")
                .answered("A", "2024-10-20", "u1", "8")
                .ticket("t", "A", "2024-10-20", "")
                .contract("c", "A", "2024-05-01", "2025-05-02", "", "")
                .moved("A", "2024-05-01", Type.NEW, "100")
                .moved("A", "2024-12-01", Type.CONTRACTION, "10")
                .score("A", "customer-health-score", "2025-01-30", "69.5");
    }

    static Stream<Kpi> measures() {
        return HealthMeasures.all().stream().map(kpi -> kpi.equals(HealthMeasures.FEATURE_BREADTH) ? BREADTH : kpi);
    }

    @ParameterizedTest
    @MethodSource("measures")
    void aMeasureDependsOnTheEndOnly(Kpi measure) {
        LocalDate end = Book.JANUARY.endExclusive();
        String number = rich().a(measure);
        assertThat(new BigDecimal(number)).isNotNegative();
        for (int days : new int[] {1, 7, 45, 400}) {
            ReportingPeriod other = ReportingPeriod.of(end.minusDays(days), end);
            assertThat(rich().of("A", measure, other, Optional.empty())).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @MethodSource("measures")
    void whatHappensAtTheEndIsNotSeen(Kpi measure) {
        Book later = rich().event("A", "login", "2025-02-01", "u9", "role", "buyer")
                .event("A", "feature-used", "2025-02-01", "u1", "feature", "export")
                .event("A", "meeting", "2025-02-01", "s9", "level", "executive", "role", "buyer")
                .event("A", "expansion-signal", "2025-02-01", "")
                .valued("A", "sentiment", "2025-02-01", "-1")
                .answered("A", "2025-02-01", "u1", "0")
                .ticket("t2", "A", "2025-02-01", "")
                .contract("c2", "A", "2025-02-01", "2025-03-02", "", "")
                .contract("c3", "A", "2025-05-02", "2026-05-02", "2025-02-01", "c")
                .moved("A", "2025-02-01", Type.CHURN, "90")
                .score("A", "customer-health-score", "2025-02-01", "1");
        assertThat(later.a(measure)).isEqualTo(rich().a(measure));
    }

    @ParameterizedTest
    @MethodSource("measures")
    void anotherAccountDoesNotMatter(Kpi measure) {
        boolean ticketsAreKept = measure.equals(HealthMeasures.OPEN_TICKETS);
        assertThat(rich().b(measure))
                .isEqualTo(ticketsAreKept ? "0" : Book.empty().b(measure));
    }

    @Test
    void accountsCountedInPartsAddUpToTheWhole() {
        Book book = rich().seats("B", 3)
                .event("B", "login", "2025-01-05", "u1", "role", "admin")
                .event("B", "session", "2024-12-05", "u2")
                .event("B", "meeting", "2025-01-05T10:00:00", "s1", "level", "executive")
                .ticket("other", "B", "2025-01-05", "2025-01-06")
                .contract("d", "B", "2024-07-01", "2025-07-01", "", "")
                .moved("B", "2024-07-10", Type.NEW, "50");
        KpiSheet sheet = KpiSheet.of(measures().toArray(Kpi[]::new)).over(Book.JANUARY);
        KpiFacts parts = sheet.collect(book.only("B").data())
                .plus(sheet.collect(book.only("A").data()));
        assertThat(sheet.results(parts).rows())
                .isEqualTo(sheet.measure(book.data()).rows());
    }

    @Test
    void noKeyNameOrAliasIsTaken() {
        KpiCatalog catalog = HealthMeasures.catalog();
        assertThat(catalog.kpis()).hasSize(112 + 10 + 21);
        assertThat(catalog.find("active-share")).contains(HealthMeasures.SEAT_UTILISATION);
        assertThat(catalog.get("sentiment").key())
                .as("an alias of the standard one")
                .isEqualTo("customer-sentiment-score");
        Set<String> keys = new TreeSet<>();
        HealthMeasures.all().forEach(measure -> keys.add(measure.key()));
        assertThat(keys).hasSize(21);
    }

    @Test
    void seatUtilisationIsUsersBySeat() {
        Book book = Book.empty()
                .seats("A", 4)
                .event("A", "login", "2025-01-02", "first")
                .event("A", "login", "2025-01-03", "first")
                .event("A", "session", "2025-01-31T23:59:59.999", "second")
                .event("A", "feature-used", "2025-01-05", "third")
                .event("A", "login", "2025-01-05", "")
                .event("A", "support-call", "2025-01-05", "other")
                .event("A", "login", "2025-01-01T23:59:59.999", "too-early")
                .event("B", "login", "2025-01-05", "first");
        assertThat(book.a(HealthMeasures.SEAT_UTILISATION)).isEqualTo("0.75");
        assertThat(book.b(HealthMeasures.SEAT_UTILISATION))
                .as("seats are not known")
                .isEqualTo("NO_DATA");
        assertThat(Book.empty().seats("A", 4).a(HealthMeasures.SEAT_UTILISATION))
                .isEqualTo("0");
        assertThat(HealthMeasures.SEAT_UTILISATION
                        .measure(book.data(), Book.JANUARY)
                        .value())
                .as("users of B have no seats to be held against")
                .contains(new BigDecimal("0.75"));
    }

    @Test
    void featureBreadthIsFeaturesByFeature() {
        Book book = Book.empty()
                .event("A", "feature-used", "2025-01-02", "u1", "feature", "report")
                .event("A", "feature-used", "2025-01-03", "u2", "feature", "report")
                .event("A", "feature-used", "2025-01-03", "", "feature", "export")
                .event("A", "feature-used", "2025-01-01T23:59:59", "u1", "feature", "old");
        assertThat(book.a(BREADTH)).isEqualTo("0.25");
        assertThat(book.b(BREADTH)).isEqualTo("0");
        assertThat(book.a(HealthMeasures.FEATURE_BREADTH)).isEqualTo("UNCONFIGURED");
    }

    @Test
    void loginDaysAreLocalDatesOfActiveUsers() {
        Book book = Book.empty()
                .event("A", "login", "2025-01-10T04:00:00", "u1")
                .event("A", "login", "2025-01-10T06:00:00", "u1")
                .event("A", "login", "2025-01-10T06:00:00", "u2")
                .event("A", "login", "2025-01-12", "")
                .event("A", "login", "2025-01-01T23:00:00", "u1")
                .event("A", "session", "2025-01-12", "u3")
                .event("A", "session", "2025-01-12", "u4");
        assertThat(book.a(HealthMeasures.LOGIN_DAYS)).as("2 days of 4 users").isEqualTo("0.5");
        assertThat(book.in("America/New_York").a(HealthMeasures.LOGIN_DAYS))
                .as("u1 was there on the 9th and on the 10th of New York: 3 days of 4 users")
                .isEqualTo("0.75");
        assertThat(book.b(HealthMeasures.LOGIN_DAYS)).isEqualTo("ZERO_DENOMINATOR");
        assertThat(Book.empty().event("A", "session", "2025-01-12", "u3").a(HealthMeasures.LOGIN_DAYS))
                .as("active, but never logged in")
                .isEqualTo("0");
    }

    @Test
    void theNpsAnswerIsTheLastOfEachRespondent() {
        Book book = Book.empty()
                .answered("A", "2024-08-05", "u1", "4")
                .answered("A", "2024-12-05", "u1", "9")
                .answered("A", "2024-08-05", "u2", "7")
                .answered("A", "2024-08-06", "", "0")
                .answered("A", "2024-08-04T23:59:59", "u3", "0");
        assertThat(book.a(HealthMeasures.NPS_ANSWER)).as("9, 7 and 0").isEqualTo("5.333333333333333");
        assertThat(book.b(HealthMeasures.NPS_ANSWER)).isEqualTo("NO_DATA");
    }

    @Test
    void ticketsAreMissingOnlyWhereNobodyKeepsThem() {
        Book book = Book.empty()
                .ticket("t1", "A", "2024-12-01", "")
                .ticket("t2", "A", "2025-01-05", "2025-01-06")
                .ticket("t3", "A", "2025-01-05", "2025-02-01");
        assertThat(book.a(HealthMeasures.OPEN_TICKETS)).isEqualTo("2");
        assertThat(book.b(HealthMeasures.OPEN_TICKETS)).isEqualTo("0");
        assertThat(book.a(HealthMeasures.OPEN_TICKETS, "2025-01-05T12:00:00")).isEqualTo("3");
        assertThat(Book.empty().a(HealthMeasures.OPEN_TICKETS)).isEqualTo("ZERO_DENOMINATOR");
        assertThat(Book.empty().ticket("t", "A", "2025-02-01", "").a(HealthMeasures.OPEN_TICKETS))
                .as("what comes later cannot tell that tickets were kept")
                .isEqualTo("ZERO_DENOMINATOR");
    }

    @Test
    void touchesOfTheLastNinetyDays() {
        Book book = Book.empty()
                .event("A", "check-in", "2024-11-03", "", "level", "executive")
                .event("A", "qbr-held", "2025-01-03", "", "level", "executive")
                .event("A", "meeting", "2025-01-03", "u1", "level", "manager")
                .event("A", "advocacy-activity", "2025-01-03", "u1", "level", "executive")
                .event("A", "meeting", "2024-11-02T23:59:59", "u1", "level", "executive");
        assertThat(book.a(HealthMeasures.EXECUTIVE_TOUCHES)).isEqualTo("2");
        assertThat(book.a(HealthMeasures.TOUCHES)).isEqualTo("4");
        assertThat(book.b(HealthMeasures.EXECUTIVE_TOUCHES)).isEqualTo("0");
        assertThat(book.b(HealthMeasures.TOUCHES)).isEqualTo("0");
    }

    @Test
    void theHealthDeficitNeedsAScore() {
        Book book = Book.empty()
                .moved("A", "2024-05-01", Type.NEW, "100")
                .moved("B", "2024-05-01", Type.NEW, "100")
                .score("A", "customer-health-score", "2025-01-30", "60")
                .score("A", "customer-health-score", "2025-01-31T23:59:59.999", "69.5");
        assertThat(book.a(HealthMeasures.HEALTH_DEFICIT)).isEqualTo("30.5");
        assertThat(book.a(HealthMeasures.HEALTH_DEFICIT, "2025-01-31")).isEqualTo("40");
        assertThat(book.b(HealthMeasures.HEALTH_DEFICIT)).isEqualTo("NO_DATA");
    }

    @Test
    void usersGrowOrDeclineAgainstTheThirtyDaysBefore() {
        Book fewer = Book.empty()
                .event("A", "login", "2024-12-03", "u1")
                .event("A", "login", "2025-01-01T23:59:59.999", "u2")
                .event("A", "session", "2024-12-20", "u3")
                .event("A", "session", "2024-12-20", "u4")
                .event("A", "session", "2024-12-20", "")
                .event("A", "login", "2024-12-02T23:59:59.999", "too-early")
                .event("A", "login", "2025-01-02", "u1")
                .event("A", "login", "2025-01-03", "u1")
                .event("A", "feature-used", "2025-01-03", "u2")
                .event("A", "login", "2025-01-03", "new");
        assertThat(fewer.a(HealthMeasures.USAGE_DECLINE)).isEqualTo("0.25");
        assertThat(fewer.a(HealthMeasures.USER_GROWTH)).isEqualTo("-0.25");
        Book more = fewer.event("A", "login", "2025-01-03", "u6").event("A", "login", "2025-01-03", "u7");
        assertThat(more.a(HealthMeasures.USAGE_DECLINE)).isEqualTo("0");
        assertThat(more.a(HealthMeasures.USER_GROWTH)).isEqualTo("0.25");
        Book started = Book.empty().event("A", "login", "2025-01-03", "u1");
        assertThat(started.a(HealthMeasures.USAGE_DECLINE)).isEqualTo("ZERO_DENOMINATOR");
        assertThat(started.a(HealthMeasures.USER_GROWTH)).isEqualTo("ZERO_DENOMINATOR");
        Book stopped = Book.empty().event("A", "login", "2024-12-20", "u1");
        assertThat(stopped.a(HealthMeasures.USAGE_DECLINE)).isEqualTo("1");
        assertThat(stopped.a(HealthMeasures.USER_GROWTH)).isEqualTo("-1");
    }

    @Test
    void aDowngradeIsRememberedForHalfAYear() {
        Book book = Book.empty()
                .moved("A", "2024-05-01", Type.NEW, "100")
                .moved("A", "2024-08-05", Type.CONTRACTION, "10")
                .moved("B", "2024-05-01", Type.NEW, "100")
                .moved("B", "2024-08-04", Type.CONTRACTION, "10")
                .moved("B", "2025-01-04", Type.CHURN, "90");
        assertThat(book.a(HealthMeasures.RECENT_DOWNGRADE)).isEqualTo("1");
        assertThat(book.b(HealthMeasures.RECENT_DOWNGRADE)).isEqualTo("0");
    }

    @Test
    void theMeanSentimentIsOfTheLastNinetyDays() {
        Book book = Book.empty()
                .valued("A", "sentiment", "2024-11-03", "0.8")
                .valued("A", "sentiment", "2025-01-03", "-0.4")
                .event("A", "sentiment", "2025-01-03", "u1")
                .valued("A", "sentiment", "2024-11-02T23:59:59", "-1");
        assertThat(book.a(HealthMeasures.MEAN_SENTIMENT)).isEqualTo("0.2");
        assertThat(book.b(HealthMeasures.MEAN_SENTIMENT)).isEqualTo("NO_DATA");
    }

    @Test
    void theRenewalIsTheNextEndThatIsNotRenewedYet() {
        Book book = Book.empty()
                .contract("over", "A", "2024-01-01", "2025-01-31", "", "")
                .contract("renewed", "A", "2024-03-01", "2025-03-01", "", "")
                .contract("next", "A", "2025-03-01", "2026-03-01", "2025-01-31", "renewed")
                .contract("other", "A", "2024-05-02", "2025-05-02", "", "");
        assertThat(book.a(HealthMeasures.DAYS_TO_RENEWAL)).as("other, on 2 May").isEqualTo("90");
        assertThat(book.b(HealthMeasures.DAYS_TO_RENEWAL)).isEqualTo("ZERO_DENOMINATOR");
        assertThat(book.a(HealthMeasures.DAYS_TO_RENEWAL, "2025-01-31"))
                .as("the renewal of the one that ends on 1 March is not signed, and one ends today")
                .isEqualTo("0");
        assertThat(book.a(HealthMeasures.DAYS_TO_RENEWAL, "2025-01-31T12:00:00"))
                .as("the renewal is signed; to 2 May 90 and a half")
                .isEqualTo("90");
        assertThat(Book.empty()
                        .contract("today", "A", "2024-02-01", "2025-02-01", "", "")
                        .a(HealthMeasures.DAYS_TO_RENEWAL))
                .isEqualTo("0");
        assertThat(Book.empty()
                        .contract("unknown", "A", "2025-02-01", "2026-02-01", "", "")
                        .a(HealthMeasures.DAYS_TO_RENEWAL))
                .as("signed at the end")
                .isEqualTo("ZERO_DENOMINATOR");
    }

    @Test
    void aDayOnWhichClocksChangeIsADayToRenewal() {
        Book berlin = Book.empty().in("Europe/Berlin").contract("c", "A", "2024-03-31", "2025-03-31", "", "");
        LocalDate end = LocalDate.parse("2025-03-30");
        assertThat(berlin.of(
                        "A",
                        HealthMeasures.DAYS_TO_RENEWAL,
                        ReportingPeriod.of(end.minusDays(1), end),
                        Optional.empty()))
                .isEqualTo("1");
    }

    @Test
    void signalsOfTheLastNinetyDays() {
        Book book = Book.empty()
                .event("A", "expansion-signal", "2024-11-03", "")
                .event("A", "expansion-signal", "2025-01-03", "u1")
                .event("A", "expansion-signal", "2024-11-02T23:59:59", "");
        assertThat(book.a(HealthMeasures.SIGNALS)).isEqualTo("2");
        assertThat(book.b(HealthMeasures.SIGNALS)).isEqualTo("0");
    }

    @Test
    void rolesAreThoseOfUsersOrOfStakeholders() {
        Book book = Book.empty()
                .event("A", "login", "2025-01-02", "u1", "role", "admin")
                .event("A", "session", "2025-01-03", "u2", "role", "admin")
                .event("A", "feature-used", "2025-01-03", "u2", "role", "analyst", "feature", "x")
                .event("A", "login", "2025-01-03", "u3")
                .event("A", "login", "2025-01-01T23:59:59", "u1", "role", "old")
                .rated("A", "2024-08-05", "s1", "7", "role", "manager")
                .event("A", "meeting", "2025-01-03", "s2", "role", "chief")
                .event("A", "qbr-held", "2024-08-04T23:59:59", "s3", "role", "former");
        assertThat(book.a(HealthMeasures.USER_ROLES)).isEqualTo("2");
        assertThat(book.a(HealthMeasures.STAKEHOLDER_ROLES)).isEqualTo("2");
        assertThat(book.b(HealthMeasures.USER_ROLES)).isEqualTo("0");
        assertThat(book.b(HealthMeasures.STAKEHOLDER_ROLES)).isEqualTo("0");
    }

    @Test
    void stakeholdersAreThoseWhomWeMetOrRated() {
        Book book = Book.empty()
                .rated("A", "2024-08-05", "s1", "7")
                .event("A", "check-in", "2025-01-03", "s1")
                .event("A", "meeting", "2025-01-03", "s2", "level", "executive")
                .event("A", "meeting", "2025-01-03", "")
                .event("A", "login", "2025-01-03", "u1")
                .event("B", "meeting", "2024-08-04T23:59:59", "s3", "level", "executive");
        assertThat(book.a(HealthMeasures.STAKEHOLDERS)).isEqualTo("2");
        assertThat(book.b(HealthMeasures.STAKEHOLDERS)).isEqualTo("0");
        assertThat(book.a(HealthMeasures.EXECUTIVE)).isEqualTo("1");
        assertThat(book.b(HealthMeasures.EXECUTIVE)).isEqualTo("0");
        assertThat(Book.empty()
                        .rated("A", "2024-08-05", "s1", "7", "level", "executive")
                        .a(HealthMeasures.EXECUTIVE))
                .isEqualTo("1");
    }

    @Test
    void daysSinceTheLastTouchAreWhole() {
        Book book = Book.empty()
                .event("A", "check-in", "2024-12-31T12:00:00", "")
                .event("A", "meeting", "2024-01-31", "")
                .event("A", "login", "2025-01-31", "u1");
        assertThat(book.a(HealthMeasures.DAYS_SINCE_TOUCH)).as("31 and a half").isEqualTo("31");
        assertThat(book.a(HealthMeasures.DAYS_SINCE_TOUCH, "2025-01-01T11:59:59"))
                .isEqualTo("0");
        assertThat(book.b(HealthMeasures.DAYS_SINCE_TOUCH)).as("never").isEqualTo("90");
        assertThat(Book.empty().event("A", "qbr-held", "2024-02-01", "").a(HealthMeasures.DAYS_SINCE_TOUCH))
                .isEqualTo("366");
    }

    @Test
    void tenureIsOfCustomersOnly() {
        Book book = Book.empty()
                .moved("A", "2024-08-01", Type.NEW, "100")
                .moved("A", "2024-10-01", Type.CHURN, "100")
                .moved("A", "2024-12-01", Type.REACTIVATION, "100")
                .moved("B", "2024-08-01", Type.NEW, "100")
                .moved("B", "2025-01-31", Type.CHURN, "100");
        assertThat(book.a(HealthMeasures.TENURE)).isEqualTo("6");
        assertThat(book.b(HealthMeasures.TENURE)).as("it has left").isEqualTo("ZERO_DENOMINATOR");
        assertThat(Book.empty().a(HealthMeasures.TENURE)).isEqualTo("ZERO_DENOMINATOR");
        assertThat(Book.empty().moved("A", "2025-02-01", Type.NEW, "100").a(HealthMeasures.TENURE))
                .isEqualTo("ZERO_DENOMINATOR");
        assertThat(Book.empty().moved("A", "2025-01-20", Type.NEW, "100").a(HealthMeasures.TENURE))
                .as("12 days by 30.436875")
                .isEqualTo("0.3942586090063451");
        assertThat(Book.empty().moved("A", "2024-02-01", Type.OPENING, "100").a(HealthMeasures.TENURE))
                .as("at least")
                .isEqualTo("12");
    }

    @Test
    void aCustomerByContractWithoutRevenueHasNoTenure() {
        Book book = Book.empty()
                .customersBy(CustomerBasis.CONTRACT)
                .contract("c", "A", "2024-05-02", "2025-05-02", "", "")
                .moved("B", "2024-08-01", Type.NEW, "100")
                .contract("d", "B", "2024-05-02", "2025-05-02", "", "");
        assertThat(book.a(HealthMeasures.TENURE)).isEqualTo("ZERO_DENOMINATOR");
        assertThat(book.b(HealthMeasures.TENURE)).isEqualTo("6");
    }

    @Test
    void anOnboardingIsCompletedForEver() {
        Book book = Book.empty()
                .event("A", "onboarding-completed", "2019-01-01", "")
                .event("B", "onboarding-started", "2019-01-01", "");
        assertThat(book.a(HealthMeasures.ONBOARDED)).isEqualTo("1");
        assertThat(book.b(HealthMeasures.ONBOARDED)).isEqualTo("0");
    }
}
