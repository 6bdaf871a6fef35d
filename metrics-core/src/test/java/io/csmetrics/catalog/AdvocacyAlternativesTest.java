package io.csmetrics.catalog;

import static io.csmetrics.catalog.WorkedExamples.at;
import static io.csmetrics.catalog.WorkedExamples.byUser;
import static io.csmetrics.catalog.WorkedExamples.closed;
import static io.csmetrics.catalog.WorkedExamples.customers;
import static io.csmetrics.catalog.WorkedExamples.deal;
import static io.csmetrics.catalog.WorkedExamples.event;
import static io.csmetrics.catalog.WorkedExamples.events;
import static io.csmetrics.catalog.WorkedExamples.is;
import static io.csmetrics.catalog.WorkedExamples.isUndefined;
import static io.csmetrics.catalog.WorkedExamples.january;
import static io.csmetrics.catalog.WorkedExamples.later;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Flag;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Opportunity.Outcome;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The alternatives and edge cases of advocacy KPIs. All numbers were worked out by hand, by the authors of this project. */
final class AdvocacyAlternativesTest {
    private static final CustomerData NOTHING = Books.data().build();

    private static Account referred(String id) {
        return Account.builder(id).source(Account.REFERRAL).build();
    }

    private static SurveyResponse.Builder answer(String account, String on, String score) {
        return Books.answer(SurveyResponse.NPS, account, on + "T12:00:00Z", score);
    }

    private static final CustomerData ANSWERS = Books.data(
            answer("A", "2025-01-05", "2").userId("u1").touchpoint("training").build(),
            answer("A", "2025-01-10", "10").userId("u1").build(),
            answer("A", "2025-01-12", "9").userId("u2").touchpoint("training").build(),
            answer("B", "2025-01-06", "3").build(),
            answer("B", "2025-01-08", "7").build());

    @Test
    void severalAnswersOfOneRespondentCountAsSaid() {
        Kpi nps = AdvocacyKpis.NET_PROMOTER_SCORE;
        is(january(nps, ANSWERS), 25);
        is(january(nps.with(KpiParameters.DEDUPE, "ALL"), ANSWERS), 0);
        is(january(nps.with(KpiParameters.DEDUPE, "BY_ACCOUNT"), ANSWERS), 50);
    }

    @Test
    void anAnswerAboutSomethingElseDoesNotSupersedeOneThatIsAskedFor() {
        Kpi afterTraining = AdvocacyKpis.NET_PROMOTER_SCORE.with(KpiParameters.TOUCHPOINT, TextSet.of("training"));
        is(january(afterTraining, ANSWERS), 0);
        assertThat(january(afterTraining, ANSWERS).evidence().n()).hasValue(2);
        isUndefined(
                january(AdvocacyKpis.NET_PROMOTER_SCORE.with(KpiParameters.TOUCHPOINT, TextSet.of("fair")), ANSWERS),
                UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void aSmallGroupCanTakeTheChurnOfAll() {
        CustomerData data = Books.data()
                .accounts(List.of(referred("A"), referred("B"), Account.of("C"), Account.of("E")))
                .movements(customers("A", "B", "C", "E"))
                .movements(List.of(Books.move("B", "2025-01-20", Type.CHURN, "100")))
                .build();
        Kpi cltv = AdvocacyKpis.CLTV_FOR_REFERRED_USERS;
        is(january(cltv, data), 200);
        Kpi all = cltv.with(KpiParameters.CHURN_FROM, "ALL");
        is(january(all, data), 400);
        is(january(all.with(ExpansionKpis.GROSS_MARGIN, new BigDecimal("0.5")), data), 200);
        is(january(all.with(KpiParameters.BASIS, "REVENUE"), data), 400);
    }

    private static final CustomerData PARTICIPANTS = Books.data()
            .accounts(List.of(eligible("A"), eligible("B"), Account.of("C"), Account.of("E"), Account.of("X")))
            .movements(customers("A", "B", "C", "E"))
            .events(List.of(
                    byUser("referral-enrolled", "A", "u3", "2024-12-05"),
                    byUser("referral-sent", "B", "u1", "2025-01-05", "referral", "r1"),
                    byUser("login", "B", "u2", "2025-01-06"),
                    byUser("referral-sent", "X", "u4", "2025-01-07", "referral", "r2"),
                    byUser("login", "A", "u5", "2025-02-01")))
            .build();

    private static Account eligible(String id) {
        return Account.builder(id).attribute("referral-eligible", "true").build();
    }

    @Test
    void participationIsOfAccountsOrUsersNowOrEver() {
        Kpi kpi = AdvocacyKpis.REFERRAL_PROGRAM_PARTICIPATION_RATE;
        Kpi ever = kpi.with(KpiParameters.SCOPE, "EVER");
        is(january(kpi, PARTICIPANTS), 0.25);
        is(january(ever, PARTICIPANTS), 0.5);
        is(january(kpi.with(KpiParameters.UNIT, "USER"), PARTICIPANTS), 1.0 / 3);
        is(january(ever.with(KpiParameters.UNIT, "USER"), PARTICIPANTS), 2.0 / 3);
    }

    @Test
    void onlyEligibleAccountsCanBeAsked() {
        Kpi eligible = AdvocacyKpis.REFERRAL_PROGRAM_PARTICIPATION_RATE.with(KpiParameters.ELIGIBLE, "ATTRIBUTE");
        is(january(eligible, PARTICIPANTS), 0.5);
        isUndefined(
                january(eligible, Books.data().movements(customers("A")).build()), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static final CustomerData REFERRALS = events(
            byUser("referral-sent", "A", "u1", "2025-01-03", "referral", "r1"),
            byUser("referral-sent", "A", "u1", "2025-01-20", "referral", "r1"),
            event("referral-converted", "N", "2025-04-10", "referral", "r1"),
            byUser("referral-sent", "A", "u1", "2025-01-04", "referral", "r2"),
            event("referral-converted", "M", "2025-02-10", "referral", "r2"),
            byUser("referral-sent", "A", "u1", "2024-12-20", "referral", "r3"),
            byUser("referral-sent", "A", "u1", "2025-01-05", "referral", "r3"),
            event("referral-converted", "O", "2025-01-06", "referral", "r3"),
            byUser("referral-sent", "A", "u1", "2025-01-06"),
            event("referral-converted", "P", "2025-01-05", "referral", "r4"),
            byUser("referral-sent", "A", "u1", "2025-01-07", "referral", "r4"));

    @Test
    void aReferralEntersOnceFromItsFirstSendingAndConvertsInAnyAccount() {
        KpiResult result = later(AdvocacyKpis.REFERRAL_CONVERSION_RATE, REFERRALS);
        is(result, 1.0 / 3);
        assertThat(result.evidence().n()).hasValue(3);
        assertThat(result.evidence().excluded()).isEqualTo(1);
        is(
                later(AdvocacyKpis.REFERRAL_CONVERSION_RATE.with(KpiParameters.WINDOW, Duration.ofDays(98)), REFERRALS),
                2.0 / 3);
    }

    @Test
    void referralsInsideTheirWindowAreCensored() {
        Kpi kpi = AdvocacyKpis.REFERRAL_CONVERSION_RATE;
        KpiResult early = january(kpi, REFERRALS);
        isUndefined(early, UndefinedReason.IMMATURE);
        assertThat(early.evidence().censored()).isEqualTo(3);
        KpiResult open =
                kpi.with(KpiParameters.INCLUDE_IMMATURE, true).measure(REFERRALS, Books.JANUARY, at("2025-02-20"));
        is(open, 1.0 / 3);
        assertThat(open.flags()).contains(Flag.OPEN_WINDOW);
        isUndefined(later(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void anIncentiveThatIsShownTwiceCountsFromTheFirstTime() {
        CustomerData data = events(
                event("referral-incentive-shown", "A", "2025-01-04", "referral", "r1"),
                event("referral-incentive-shown", "A", "2025-01-10", "referral", "r1"),
                event("referral-converted", "N", "2025-02-03", "referral", "r1"),
                event("referral-incentive-shown", "A", "2025-01-04", "referral", "r2"),
                event("referral-converted", "M", "2025-02-02T23:59:59.999Z", "referral", "r2"));
        Kpi kpi = AdvocacyKpis.REFERRAL_INCENTIVE_CONVERSION_RATE;
        is(later(kpi, data), 0.5);
        is(later(kpi.with(KpiParameters.WINDOW, Duration.ofDays(31)), data), 1);
    }

    @Test
    void promptsCanBeCountedEach() {
        CustomerData data = events(
                byUser("referral-prompt-shown", "A", "u1", "2025-01-03", "prompt", "p1"),
                byUser("referral-prompt-shown", "A", "u1", "2025-01-08", "prompt", "p2"),
                byUser("referral-prompt-interacted", "A", "u1", "2025-01-08", "prompt", "p2"),
                byUser("referral-prompt-shown", "A", "u2", "2025-01-03", "prompt", "p3"),
                byUser("referral-prompt-accepted", "A", "u2", "2025-01-04", "prompt", "p3"),
                byUser("referral-prompt-shown", "A", "u1", "2025-01-09", "prompt", "p4"),
                byUser("referral-prompt-shown", "A", "u3", "2025-01-09"),
                event("referral-prompt-shown", "A", "2025-01-09", "prompt", "p6"),
                byUser("referral-prompt-accepted", "A", "u4", "2025-01-09"));
        Kpi interaction = AdvocacyKpis.REFERRAL_PROMPT_INTERACTION_RATE;
        Kpi acceptance = AdvocacyKpis.REFERRAL_PROMPT_ACCEPTANCE_RATE;
        KpiResult ofUsers = january(interaction, data);
        is(ofUsers, 2.0 / 3);
        assertThat(ofUsers.evidence().excluded()).isEqualTo(1);
        is(january(acceptance, data), 1.0 / 3);
        KpiResult each = january(interaction.with(KpiParameters.UNIT, "EACH"), data);
        is(each, 0.4);
        assertThat(each.evidence().excluded()).isEqualTo(1);
        is(january(acceptance.with(KpiParameters.UNIT, "EACH"), data), 0.2);
        isUndefined(january(interaction, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void aReferredCustomerThatCameBackIsACustomer() {
        CustomerData data = Books.data()
                .accounts(List.of(referred("A"), referred("B"), Account.of("C"), referred("D")))
                .movements(List.of(
                        Books.move("A", "2025-01-05", Type.NEW, "100"),
                        Books.move("A", "2025-02-01", Type.CHURN, "100"),
                        Books.move("A", "2025-03-01", Type.REACTIVATION, "10"),
                        Books.move("B", "2025-01-06", Type.NEW, "100"),
                        Books.move("B", "2025-03-01", Type.CHURN, "100"),
                        Books.move("C", "2025-01-06", Type.NEW, "100"),
                        Books.move("D", "2025-01-31", Type.NEW, "100")))
                .build();
        KpiResult kept = AdvocacyKpis.REFERRAL_RETENTION_RATE.measure(data, Books.JANUARY, at("2025-04-20"));
        is(kept, 0.5);
        assertThat(kept.evidence().censored()).isEqualTo(1);
        is(later(AdvocacyKpis.REFERRAL_RETENTION_RATE, data), 2.0 / 3);
        is(later(AdvocacyKpis.REFERRAL_CHURN_RATE, data), 1.0 / 3);
        is(later(AdvocacyKpis.REFERRAL_CHURN_RATE.with(KpiParameters.WINDOW, Duration.ofDays(30)), data), 1.0 / 3);
        isUndefined(january(AdvocacyKpis.REFERRAL_CHURN_RATE, data), UndefinedReason.IMMATURE);
        isUndefined(later(AdvocacyKpis.REFERRAL_CHURN_RATE, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void thePipelineCanBeWhatIsOpen() {
        CustomerData data = Books.data()
                .opportunities(List.of(
                        closed(
                                deal("o1", Opportunity.Kind.NEW_BUSINESS, "2025-01-05", "300")
                                        .source(Account.REFERRAL),
                                "2025-01-20",
                                Outcome.LOST),
                        deal("o2", Opportunity.Kind.EXPANSION, "2025-01-06", "700")
                                .build(),
                        deal("o3", Opportunity.Kind.RENEWAL, "2025-01-07", "5000")
                                .source(Account.REFERRAL)
                                .build(),
                        deal("o4", Opportunity.Kind.NEW_BUSINESS, "2024-12-01", "1000")
                                .source(Account.REFERRAL)
                                .build()))
                .build();
        Kpi kpi = AdvocacyKpis.REFERRAL_OPPORTUNITY_PIPELINE_CONTRIBUTION_RATE;
        is(january(kpi, data), 0.3);
        is(january(kpi.with(KpiParameters.WHEN, "OPEN_AT_END"), data), 1000.0 / 1700);
        CustomerData free = Books.data()
                .opportunities(List.of(deal("o1", Opportunity.Kind.NEW_BUSINESS, "2025-01-05", "0")
                        .source(Account.REFERRAL)
                        .build()))
                .build();
        isUndefined(january(kpi, free), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void winsCanBeWeighedAndReferrersChosen() {
        List<Opportunity> deals = new ArrayList<>();
        deals.add(referral("o1", "3000", "partner", "2025-01-10", Outcome.WON));
        deals.add(referral("o2", "1000", "customer", "2025-01-20", Outcome.LOST));
        deals.add(referral("o3", "500", "employee", "2025-01-10", Outcome.WON));
        deals.add(deal("o4", Opportunity.Kind.NEW_BUSINESS, "2025-01-05", "100")
                .source(Account.REFERRAL)
                .referrerType("partner")
                .build());
        CustomerData data = Books.data().opportunities(deals).build();
        Kpi kpi = AdvocacyKpis.STRATEGIC_REFERRAL_WIN_RATE;
        is(january(kpi, data), 0.5);
        is(january(kpi.with(KpiParameters.WEIGHT, "AMOUNT"), data), 0.75);
        is(january(kpi.with(KpiParameters.REFERRERS, TextSet.of("employee")), data), 1);
        is(kpi.measure(data, Books.JANUARY, at("2025-01-20")), 1);
        isUndefined(kpi.measure(data, Books.JANUARY, at("2025-01-10")), UndefinedReason.ZERO_DENOMINATOR);
    }

    private static Opportunity referral(String id, String amount, String referrer, String closedOn, Outcome outcome) {
        return closed(
                deal(id, Opportunity.Kind.NEW_BUSINESS, "2024-12-05", amount)
                        .source(Account.REFERRAL)
                        .referrerType(referrer),
                closedOn,
                outcome);
    }

    @Test
    void reviewsCanBeCountedByAccount() {
        CustomerData data = events(
                event("qbr-held", "A", "2025-01-05", "attended", "true", "referral-intent", "true"),
                event("qbr-held", "A", "2025-01-15", "attended", "true"),
                event("qbr-held", "B", "2025-01-15", "attended", "true", "referral-intent", "false"),
                event("qbr-held", "C", "2025-01-15", "attended", "false", "referral-intent", "true"));
        Kpi kpi = AdvocacyKpis.REFERRAL_INTENT_IDENTIFIED_IN_QBRS;
        is(january(kpi, data), 1.0 / 3);
        is(january(kpi.with(KpiParameters.UNIT, "ACCOUNT"), data), 0.5);
        isUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void introductionsCanBeCountedByUser() {
        CustomerData data = Books.data()
                .movements(customers("A", "B"))
                .events(List.of(
                        byUser("introduction-asked", "A", "u1", "2025-01-05"),
                        byUser("login", "A", "u2", "2024-12-05"),
                        byUser("login", "B", "u3", "2025-01-05"),
                        byUser("introduction-asked", "X", "u4", "2025-01-05")))
                .build();
        Kpi kpi = AdvocacyKpis.WARM_INTRODUCTION_OFFER_RATE;
        is(january(kpi, data), 0.5);
        is(january(kpi.with(KpiParameters.UNIT, "USER"), data), 1.0 / 3);
    }

    @Test
    void advocatesCanBeAccountsAndAreForgottenAfterAWhile() {
        CustomerData data = events(
                byUser("advocacy-activity", "A", "u1", "2024-12-05"),
                byUser("advocacy-activity", "A", "u2", "2024-06-05"),
                byUser("advocacy-activity", "B", "u3", "2024-12-05"),
                byUser("advocacy-activity", "A", "u1", "2025-01-01"),
                byUser("advocacy-activity", "A", "u4", "2025-01-01"));
        Kpi kpi = AdvocacyKpis.ADVOCATE_RE_ENGAGEMENT_RATE;
        is(january(kpi, data), 1.0 / 3);
        is(january(kpi.with(KpiParameters.UNIT, "ACCOUNT"), data), 0.5);
        is(january(kpi.with(KpiParameters.LOOKBACK, Duration.ofDays(30)), data), 0.5);
        isUndefined(
                january(kpi.with(KpiParameters.LOOKBACK, Duration.ofDays(1)), data), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void aCommunityGrowsNetOfLeaversAndNotFromNothing() {
        List<Event> moves = List.of(
                byUser("community-joined", "A", "u1", "2024-12-05"),
                byUser("community-joined", "A", "u2", "2024-12-05"),
                byUser("community-left", "A", "u2", "2025-01-05"),
                byUser("community-joined", "A", "u3", "2025-01-05"),
                byUser("community-joined", "A", "u4", "2025-01-31"),
                byUser("community-joined", "A", "u5", "2025-02-01"),
                event("community-joined", "A", "2025-01-05"));
        CustomerData data = Books.data().events(moves).build();
        is(january(AdvocacyKpis.COMMUNITY_GROWTH_RATE, data), 0.5);
        isUndefined(
                AdvocacyKpis.COMMUNITY_GROWTH_RATE.measure(data, ReportingPeriod.month(2024, 12)),
                UndefinedReason.NON_POSITIVE_BASE);
    }

    private static Event tone(String channel, String value) {
        return Event.builder("A", "sentiment", at("2025-01-05"))
                .attribute("channel", channel)
                .value(new BigDecimal(value))
                .build();
    }

    @Test
    void tonesAtTheThresholdAreNeutral() {
        CustomerData data = events(
                tone("sales-call", "0.8"),
                tone("social", "0.2"),
                tone("social", "-0.2"),
                tone("sales-call", "-0.5"),
                tone("email", "0.9"));
        Kpi kpi = AdvocacyKpis.SENTIMENT_ANALYSIS_SALES_SOCIAL;
        is(january(kpi, data), 0);
        is(january(kpi.with(AdvocacyKpis.POSITIVE_ABOVE, new BigDecimal("0.1")), data), 25);
        is(january(kpi.with(AdvocacyKpis.NEGATIVE_BELOW, new BigDecimal("-0.1")), data), -25);
        is(january(kpi.with(KpiParameters.CHANNELS, TextSet.of("email")), data), 100);
        isUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }

    @Test
    void detractorsAreMatchedWithTheirFollowUpByTheIdOfTheAnswer() {
        CustomerData data = Books.data()
                .surveys(List.of(
                        answer("A", "2025-01-03", "3").id("s1").build(),
                        answer("A", "2025-01-04", "6").id("s2").build(),
                        answer("A", "2025-01-05", "0").build(),
                        answer("A", "2025-01-06", "9").id("s4").build()))
                .events(List.of(
                        event("survey-followed-up", "A", "2025-01-10T12:00:00Z", "response", "s1"),
                        event("survey-followed-up", "B", "2025-01-05", "response", "s2"),
                        event("survey-followed-up", "A", "2025-01-06")))
                .build();
        Kpi kpi = AdvocacyKpis.DETRACTOR_FOLLOW_UP_RATE;
        KpiResult result = january(kpi, data);
        is(result, 0.5);
        assertThat(result.evidence().excluded()).isEqualTo(1);
        is(january(kpi.with(KpiParameters.WINDOW, Duration.ofDays(8)), data), 1);
        isUndefined(kpi.measure(data, Books.JANUARY, at("2025-01-08")), UndefinedReason.IMMATURE);
        isUndefined(january(kpi, NOTHING), UndefinedReason.ZERO_DENOMINATOR);
    }
}
