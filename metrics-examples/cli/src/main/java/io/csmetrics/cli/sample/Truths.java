package io.csmetrics.cli.sample;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.ReportingPeriod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/** The truths of a simulated book, from the {@link Rates} by which it is drawn. */
final class Truths {
    private static final double MILLIS_A_DAY = 24.0 * 60 * 60 * 1000;

    /** From the first lead on, so that every first time is inside; ends early enough for the longest time and window to be over. */
    private static final ReportingPeriod EVERYTHING = period("2021-10-01", "2023-09-01");

    private static final ReportingPeriod YEAR = ReportingPeriod.year(2023);
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2023, 4);
    private static final ReportingPeriod NINETY_DAYS = period("2023-10-03", "2024-01-01");
    private static final ReportingPeriod FOUR_WEEKS = period("2023-11-06", "2023-12-04");

    private static final AccountFilter STAYED = AccountFilter.where(Accounts.STATUS, Accounts.CUSTOMER);
    private static final AccountFilter LONG_THERE = STAYED.and(AccountFilter.where(Accounts.SINCE, "2022"));
    private static final AccountFilter OBSERVED = LONG_THERE.and(AccountFilter.where(Accounts.USAGE_DATA, "true"));
    private static final AccountFilter REVIEWED = LONG_THERE.and(AccountFilter.where(Accounts.QBR_ELIGIBLE, "true"));
    private static final AccountFilter NOT_OBSERVED = LONG_THERE.and(AccountFilter.where(Accounts.USAGE_DATA, "false"));
    private static final AccountFilter SOLD_TO = AccountFilter.where(Accounts.MOTION, Accounts.SALES_LED);

    static final List<SampleTruth> ALL = List.of(
            // retention
            share("customer-renewal-rate", Rates.RENEWED, "accounts that stay renew the contract that is due")
                    .among(STAYED)
                    .over(YEAR),
            share("contract-renewal-rate", Rates.RENEWED, "contracts of accounts that stay are renewed")
                    .among(STAYED)
                    .over(YEAR),
            share("exit-reason-frequency", Rates.EXIT_FOR_PRICE, "accounts that leave name the reason \"price\""),
            intervention(),
            of(
                            "check-in-impact-score",
                            0,
                            1,
                            "0",
                            "correlation of check-ins with staying: none, for nothing here makes an account stay")
                    .among(AccountFilter.where(Accounts.QBR_ELIGIBLE, "true")
                            .and(AccountFilter.where(Accounts.SINCE, "2022")))
                    .over(ReportingPeriod.quarter(2023, 3)),
            // onboarding
            share("onboarding-completion-rate", Rates.ONBOARDED, "onboardings are completed within 90 days"),
            share(
                            "percent-of-accounts-completing-key-activation-milestones",
                            Rates.DATA_IN * Rates.FIRST_REPORT,
                            "accounts reach both milestones within 90 days, each by itself")
                    .with("milestones", "data-in,first-report"),
            time("time-to-first-value", Rates.FIRST_VALUE, "from the beginning of onboarding, of those that get there"),
            time(
                    "time-to-exceed-value",
                    Rates.EXCEEDED_VALUE,
                    "from the beginning of onboarding, of those that get there"),
            time(
                    "lead-response-time-post-onboarding",
                    Rates.HAND_OVER,
                    "from completed onboarding to the next outreach"),
            score("onboarding-satisfaction-score", Rates.ONBOARDING_CSAT, "answers after onboarding"),
            // users
            share("activation-rate", Rates.ACTIVATED, "users are activated within 14 days"),
            keyAction(),
            share(
                    "activated-to-follow-up-engagement-rate",
                    Rates.BACK_WITHIN_A_WEEK,
                    "users log in within 7 days of activation"),
            share("feature-adoption-rate-early", Rates.EARLY_REPORT, "users try the report within 7 days")
                    .with("feature", "report"),
            share("feature-adoption-rate-ongoing", Rates.WEEKLY_REPORT, "users use the report every week")
                    .among(OBSERVED)
                    .over(FOUR_WEEKS)
                    .with("feature", "report"),
            share(
                            "active-feature-usage-rate",
                            Rates.WEEKLY_REPORT + Rates.MONTHLY_REPORT,
                            "users use the report every week or every 28 days")
                    .among(OBSERVED)
                    .over(FOUR_WEEKS)
                    .with("feature", "report"),
            share(
                            "percent-of-retained-feature-users",
                            Rates.BACK_AT_DASHBOARD,
                            "users come back to the dashboard after 30 to 60 days")
                    .with("feature", "dashboard"),
            share("drop-off-rate", Rates.DROPPED_OFF, "users begin the setup and do not finish it within a day")
                    .with("process", "setup")
                    .with("fromStep", "begin")
                    .with("toStep", "finish"),
            time(
                            "time-to-first-habitual-action",
                            Rates.THIRD_SEARCH,
                            "from creation to the third search, of those that get there")
                    .with("feature", "search"),
            loginGap(),
            minutesInProduct(),
            usageDepth(),
            mean(
                            "active-users-per-account",
                            Rates.USERS.mean(),
                            Rates.USERS.spread(),
                            "users, of accounts whose users are recorded")
                    .among(OBSERVED)
                    .over(FOUR_WEEKS),
            share(
                            "percent-of-accounts-with-3-plus-activated-users",
                            Rates.threeActivated(),
                            "accounts with one to five users, of whom 70 % get activated")
                    .among(OBSERVED)
                    .over(FOUR_WEEKS),
            share(
                            "percent-of-accounts-with-multi-role-engagement",
                            Rates.severalRoles(),
                            "accounts with one to five users, of whom the first is admin, and each other with 30 %")
                    .among(OBSERVED)
                    .over(FOUR_WEEKS),
            share(
                            "post-renewal-engagement-rate",
                            Rates.ENGAGED_AFTER_RENEWAL,
                            "accounts whose users are not recorded come back within 30 days of a renewal")
                    .among(NOT_OBSERVED),
            score(
                    "customer-feedback-score-post-activation",
                    Rates.FEATURE_CSAT,
                    "answers about features after activation"),
            // meetings and money
            share("qbr-engagement-rate", Rates.QBR_ATTENDED, "business reviews of a quarter are attended")
                    .among(REVIEWED)
                    .over(QUARTER),
            share(
                    "referral-intent-identified-in-qbrs",
                    Rates.REFERRAL_INTENT,
                    "attended business reviews show that the account would refer"),
            mean(
                            "executive-engagement-frequency",
                            Rates.EXECUTIVE_MEETINGS_PER_90_DAYS,
                            Math.sqrt(Rates.EXECUTIVE_MEETINGS_PER_90_DAYS),
                            "executive meetings in 90 days, of accounts that have business reviews")
                    .among(REVIEWED)
                    .over(NINETY_DAYS),
            share("on-time-payment-rate", Rates.PAID_ON_TIME, "invoices are paid on time"),
            mean(
                    "customer-acquisition-cost",
                    Rates.ACQUISITION_COST.mean(),
                    Rates.ACQUISITION_COST.spread(),
                    "money spent on an account that is won"),
            // growth
            share(
                            "expansion-activation-rate",
                            Rates.API_ADOPTED_IN_90_DAYS,
                            "accounts without the API begin with it within 90 days")
                    .among(OBSERVED)
                    .over(NINETY_DAYS)
                    .with("features", "api"),
            mean(
                            "expansion-feature-usage-frequency",
                            Rates.AUTOMATIONS_PER_WEEK,
                            Math.sqrt(Rates.AUTOMATIONS_PER_WEEK * 7 / 90),
                            "automations a week, of accounts whose users are recorded")
                    .among(OBSERVED)
                    .over(NINETY_DAYS)
                    .with("features", "automation"),
            time(
                            "time-to-value-expansion-features",
                            Rates.FIRST_AUTOMATION,
                            "from completed onboarding to the first automation")
                    .with("features", "automation"),
            share(
                            "expansion-intent-signal-rate",
                            Rates.SIGNAL_IN_90_DAYS,
                            "accounts whose users are not recorded show a signal within 90 days")
                    .among(NOT_OBSERVED)
                    .over(NINETY_DAYS),
            time("time-to-expansion-signal", Rates.FIRST_SIGNAL, "from the first activation, of those that show one"),
            mean(
                            "average-purchase-frequency",
                            Rates.PURCHASES.mean(),
                            Rates.PURCHASES.spread(),
                            "purchases in a quarter, of accounts that buy")
                    .over(QUARTER),
            share(
                            "repeat-purchase-rate",
                            Rates.PURCHASES.shareFrom(2),
                            "accounts that buy do so twice or more in a quarter")
                    .over(QUARTER),
            // advocacy
            net("net-promoter-score", Rates.RECOMMENDATION, "promoters less detractors")
                    .over(YEAR),
            share("detractor-follow-up-rate", Rates.FOLLOWED_UP, "detractors are answered within 7 days"),
            share(
                            "referral-program-participation-rate",
                            Rates.REFERS_IN_QUARTER,
                            "accounts enrol or refer in a quarter")
                    .among(LONG_THERE)
                    .over(QUARTER),
            share(
                    "referral-conversion-rate",
                    Rates.CONVERTED_SOON + Rates.CONVERTED_LATER,
                    "referrals become customers within 90 days"),
            share(
                    "referral-incentive-conversion-rate",
                    Rates.CONVERTED_SOON,
                    "referrals become customers within 30 days of an incentive"),
            share(
                    "referral-prompt-interaction-rate",
                    Rates.INTERACTED_WITH_PROMPT,
                    "users do something with the prompt"),
            share("referral-prompt-acceptance-rate", Rates.ACCEPTED_PROMPT, "users accept the prompt"),
            share("strategic-referral-win-rate", Rates.NEW_BUSINESS_WON, "referred opportunities are won"),
            share(
                            "warm-introduction-offer-rate",
                            Rates.ASKED_FOR_INTRODUCTION,
                            "accounts are asked for an introduction in a quarter")
                    .among(LONG_THERE)
                    .over(QUARTER),
            share(
                            "advocate-re-engagement-rate",
                            Rates.ADVOCATE_ACTIVE_IN_QUARTER,
                            "advocates do something in a quarter")
                    .among(LONG_THERE)
                    .over(QUARTER),
            sentiment(),
            tones(),
            // operations
            net(
                    "employee-net-promoter-score",
                    Rates.EMPLOYEE_RECOMMENDATION,
                    "promoters less detractors among employees"),
            time("first-response-time", Rates.FIRST_RESPONSE, "from the opening of a ticket to the first answer"),
            resolution(),
            tickets(),
            share("escalation-rate", Rates.ESCALATED, "tickets are escalated"),
            share(
                    "first-contact-resolution-rate",
                    Rates.SOLVED_AT_FIRST_CONTACT,
                    "tickets are solved at the first contact and stay so"),
            mean(
                    "cost-per-ticket",
                    Rates.TICKET_COST.mean(),
                    Rates.TICKET_COST.spread(),
                    "money spent on a ticket that is resolved"),
            share(
                    "customer-satisfaction-score",
                    Rates.SUPPORT_CSAT.shareFrom(4),
                    "answers of 4 and 5, whatever they are about"),
            score("customer-effort-score", Rates.EASE, "answers after support"),
            time("lead-response-time", Rates.LEAD_RESPONSE, "from a lead to the first outreach"),
            firstContact());

    private Truths() {}

    private static SampleTruth of(String key, double value, double spread, String shown, String meaning) {
        return new SampleTruth(
                key, value, spread, shown, meaning, AccountFilter.all(), EVERYTHING, Collections.emptySortedMap());
    }

    private static SampleTruth share(String key, double p, String meaning) {
        return of(key, p, Math.sqrt(p * (1 - p)), rounded(100 * p) + " %", meaning);
    }

    private static SampleTruth net(String key, Scores answers, String meaning) {
        double up = answers.shareFrom(9);
        return points(key, up, 1 - answers.shareFrom(7), meaning);
    }

    private static SampleTruth points(String key, double up, double down, String meaning) {
        double net = up - down;
        return of(key, 100 * net, 100 * Math.sqrt(up + down - net * net), rounded(100 * net) + " points", meaning);
    }

    private static SampleTruth mean(String key, double mean, double spread, String meaning) {
        return of(key, mean, spread, rounded(mean), meaning);
    }

    private static SampleTruth score(String key, Scores answers, String meaning) {
        return mean(key, answers.mean(), answers.spread(), meaning);
    }

    private static SampleTruth time(String key, Delay delay, String meaning) {
        return days(key, delay.mean(), delay.spread(), meaning);
    }

    private static SampleTruth days(String key, double mean, double spread, String meaning) {
        String shown = mean < 2 ? rounded(24 * mean) + " hours" : rounded(mean) + " days";
        return of(key, mean * MILLIS_A_DAY, spread * MILLIS_A_DAY, shown, meaning);
    }

    private static SampleTruth intervention() {
        double treated = Rates.KEPT_IN_TREATMENT;
        double control = Rates.KEPT_IN_CONTROL;
        double effect = treated - control;
        // each arm has about half of the accounts
        double spread = Math.sqrt(2 * (treated * (1 - treated) + control * (1 - control)));
        return of(
                        "intervention-effect",
                        effect,
                        spread,
                        rounded(100 * effect) + " percentage points",
                        "accounts are kept for 90 days: 92 % with the play, 88 % without")
                .with("experiment", Experiment.NAME);
    }

    private static SampleTruth keyAction() {
        double late = Rates.ACTIVATED_LATE / (Rates.ACTIVATED + Rates.ACTIVATED_LATE);
        double mean = (1 - late) * Rates.ACTIVATION.mean() + late * Rates.LATE_ACTIVATION.mean();
        double square = (1 - late) * square(Rates.ACTIVATION) + late * square(Rates.LATE_ACTIVATION);
        return days(
                "time-to-first-key-action",
                mean,
                Math.sqrt(square - mean * mean),
                "from creation to activation, of those that get there");
    }

    private static double square(Delay delay) {
        return delay.mean() * delay.mean() + delay.spread() * delay.spread();
    }

    private static SampleTruth loginGap() {
        double gapsAYear = 365 / Rates.LOGIN_GAP.mean();
        return days(
                        "time-between-logins-post-activation",
                        Rates.LOGIN_GAP.mean(),
                        Rates.LOGIN_GAP.spread() / Math.sqrt(gapsAYear),
                        "from login to login; each user counts with the mean of a year")
                .among(OBSERVED)
                .over(YEAR);
    }

    private static SampleTruth minutesInProduct() {
        int sessions = 28 / Rates.DAYS_BETWEEN_SESSIONS;
        return mean(
                        "time-in-product",
                        sessions * Rates.SESSION_MINUTES.mean(),
                        Math.sqrt(sessions) * Rates.SESSION_MINUTES.spread(),
                        "minutes of the two sessions that every user has in four weeks")
                .among(OBSERVED)
                .over(FOUR_WEEKS);
    }

    private static SampleTruth usageDepth() {
        double mean = Rates.WEEKLY_REPORT + Rates.MONTHLY_REPORT / 4;
        double square = Rates.WEEKLY_REPORT + Rates.MONTHLY_REPORT / 16;
        return mean(
                        "product-usage-depth",
                        mean,
                        Math.sqrt(square - mean * mean),
                        "uses of features a week, of users who are long there: only of the report")
                .among(OBSERVED)
                .over(FOUR_WEEKS);
    }

    private static SampleTruth sentiment() {
        double glad = Rates.TONE.mean();
        double mean = (Rates.GLAD - (1 - Rates.GLAD - Rates.NEUTRAL)) * glad;
        double square = (1 - Rates.NEUTRAL) * (glad * glad + Rates.TONE.spread() * Rates.TONE.spread())
                + Rates.NEUTRAL * Rates.NEUTRAL_TONE.spread() * Rates.NEUTRAL_TONE.spread();
        return of(
                "customer-sentiment-score",
                mean,
                Math.sqrt(square - mean * mean),
                rounded(mean) + " points",
                "tone of what customers say: 50 % glad, 30 % neutral, 20 % angry");
    }

    private static SampleTruth tones() {
        return points(
                "sentiment-analysis-sales-social",
                Rates.GLAD,
                1 - Rates.GLAD - Rates.NEUTRAL,
                "glad less angry ones, in every channel");
    }

    private static SampleTruth tickets() {
        return of(
                        "support-ticket-trend",
                        0,
                        // of two Poisson counts that are about the same
                        Math.sqrt(2),
                        "0 %",
                        "change of tickets per customer against the four weeks before: none, always 0.12 in 30 days")
                .over(FOUR_WEEKS);
    }

    private static SampleTruth resolution() {
        return days(
                "average-resolution-time",
                Rates.FIRST_RESPONSE.mean() + Rates.RESOLUTION_WORK.mean(),
                Math.hypot(Rates.FIRST_RESPONSE.spread(), Rates.RESOLUTION_WORK.spread()),
                "from the opening of a ticket to its resolution");
    }

    private static SampleTruth firstContact() {
        double demo = Rates.DEMO_FIRST * Rates.DEMO_BEFORE_LEAD.mean();
        double demoVariance = Rates.DEMO_FIRST * square(Rates.DEMO_BEFORE_LEAD) - demo * demo;
        return days(
                        "time-to-first-contact",
                        Rates.LEAD_RESPONSE.mean() + demo,
                        Math.hypot(Rates.LEAD_RESPONSE.spread(), Math.sqrt(demoVariance)),
                        "from the first lead or demo to the first outreach; 30 % ask for a demo up to two days before")
                .among(SOLD_TO);
    }

    private static ReportingPeriod period(String start, String endExclusive) {
        return ReportingPeriod.of(LocalDate.parse(start), LocalDate.parse(endExclusive));
    }

    private static String rounded(double value) {
        BigDecimal two =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return (two.scale() < 0 ? two.setScale(0) : two).toPlainString();
    }
}
