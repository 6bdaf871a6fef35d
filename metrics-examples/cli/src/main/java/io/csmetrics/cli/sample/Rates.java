package io.csmetrics.cli.sample;

import io.csmetrics.cli.sample.Delay.LogNormal;
import io.csmetrics.cli.sample.Delay.Uniform;

/** The numbers by which everything is drawn. {@link SampleTruth} says which KPI shows which. */
final class Rates {
    // which accounts

    /** One account of so many has users whose every step is recorded. */
    static final int ACCOUNTS_PER_OBSERVED = 12;

    static final Scores USERS = Scores.alike(1, 5);

    // contracts and money

    static final double RENEWED = 0.95;
    static final double PAID_ON_TIME = 0.91;
    static final double PAID_LATE = 0.07;
    static final Scores ACQUISITION_COST = Scores.alike(600, 1200);
    static final double EXIT_FOR_PRICE = 0.35;
    static final double NEW_BUSINESS_WON = 0.55;
    static final double EXPANSION_WON = 0.60;

    // first contact

    static final LogNormal LEAD_RESPONSE = new LogNormal(9, 1);
    static final double DEMO_FIRST = 0.30;
    static final Uniform DEMO_BEFORE_LEAD = new Uniform(0, 2);

    // onboarding

    static final double ONBOARDED = 0.78;
    static final double ONBOARDED_LATE = 0.06;
    static final Uniform ONBOARDING = new Uniform(20, 85);
    static final Uniform LATE_ONBOARDING = new Uniform(92, 105);
    static final double DATA_IN = 0.85;
    static final double FIRST_REPORT = 0.80;
    static final double VALUE_REACHED = 0.80;
    static final Uniform FIRST_VALUE = new Uniform(10, 50);
    static final double VALUE_EXCEEDED = 0.40;
    static final Uniform EXCEEDED_VALUE = new Uniform(60, 100);
    static final double HANDED_OVER = 0.90;
    static final Uniform HAND_OVER = new Uniform(1, 5);

    // users

    static final double ACTIVATED = 0.62;
    static final double ACTIVATED_LATE = 0.08;
    static final Uniform ACTIVATION = new Uniform(0.04, 13.96);
    static final Uniform LATE_ACTIVATION = new Uniform(14.5, 34);
    static final double BACK_WITHIN_A_WEEK = 0.72;
    static final Uniform BACK_SOON = new Uniform(0.5, 6.9);
    static final Uniform LOGIN_GAP = new Uniform(9, 15);
    static final Scores SESSION_MINUTES = Scores.alike(10, 40);
    static final int DAYS_BETWEEN_SESSIONS = 14;
    static final double EARLY_REPORT = 0.45;
    static final double WEEKLY_REPORT = 0.35;
    static final double MONTHLY_REPORT = 0.25;
    static final double BACK_AT_DASHBOARD = 0.55;
    static final double HABITUAL_SEARCH = 0.50;
    static final Uniform THIRD_SEARCH = new Uniform(7, 27);
    static final double DROPPED_OFF = 0.35;
    static final double OTHER_ADMINS = 0.30;

    // use by the account's systems

    static final double API_ADOPTED_IN_90_DAYS = 0.12;
    static final double AUTOMATIONS_PER_WEEK = 0.3;
    static final Uniform FIRST_AUTOMATION = new Uniform(5, 35);

    // after a renewal

    static final double ENGAGED_AFTER_RENEWAL = 0.85;

    // tickets

    static final double TICKETS_PER_30_DAYS = 0.12;
    static final LogNormal FIRST_RESPONSE = new LogNormal(4, 0.9);
    static final LogNormal RESOLUTION_WORK = new LogNormal(26, 0.8);
    static final double ESCALATED = 0.09;
    static final double SOLVED_AT_FIRST_CONTACT = 0.55;
    static final Scores TICKET_COST = Scores.alike(8, 32);

    // what customers say

    static final Scores SUPPORT_CSAT = Scores.from(1, 0.03, 0.05, 0.11, 0.36, 0.45);
    static final Scores ONBOARDING_CSAT = Scores.from(1, 0.02, 0.04, 0.13, 0.45, 0.36);
    static final Scores FEATURE_CSAT = Scores.from(1, 0.04, 0.07, 0.08, 0.41, 0.40);
    static final Scores EASE = Scores.from(1, 0.02, 0.04, 0.07, 0.12, 0.20, 0.30, 0.25);
    static final Scores RECOMMENDATION =
            Scores.from(0, 0.01, 0.01, 0.02, 0.03, 0.03, 0.05, 0.06, 0.15, 0.18, 0.24, 0.22);
    static final Scores EMPLOYEE_RECOMMENDATION =
            Scores.from(0, 0.01, 0.01, 0.01, 0.02, 0.03, 0.05, 0.07, 0.18, 0.22, 0.22, 0.18);
    static final double FOLLOWED_UP = 0.70;
    static final double GLAD = 0.50;
    static final double NEUTRAL = 0.30;
    /** Hundredths, of glad and, below zero, of angry customers. */
    static final Scores TONE = Scores.alike(30, 100);

    static final Scores NEUTRAL_TONE = Scores.alike(-20, 20);

    // meetings

    static final double QBR_ATTENDED = 0.68;
    static final double REFERRAL_INTENT = 0.20;
    static final double EXECUTIVE_MEETINGS_PER_90_DAYS = 0.8;
    static final double CHECK_INS_PER_90_DAYS = 0.6;

    // growth

    static final double SIGNAL_IN_90_DAYS = 0.15;
    static final double SIGNAL_AFTER_ACTIVATION = 0.60;
    static final Uniform FIRST_SIGNAL = new Uniform(15, 75);
    static final double BUYS_IN_QUARTER = 0.10;
    static final Scores PURCHASES = Scores.from(1, 0.6, 0.3, 0.1);

    // advocacy

    static final double REFERS_IN_QUARTER = 0.08;
    static final double CONVERTED_SOON = 0.15;
    static final double CONVERTED_LATER = 0.07;
    static final double INTERACTED_WITH_PROMPT = 0.40;
    static final double ACCEPTED_PROMPT = 0.15;
    static final double ASKED_FOR_INTRODUCTION = 0.06;
    static final double ADVOCATES = 0.12;
    static final double ADVOCATE_ACTIVE_IN_QUARTER = 0.55;

    // experiment

    static final double KEPT_IN_TREATMENT = 0.92;
    static final double KEPT_IN_CONTROL = 0.88;

    private Rates() {}

    /** The rate a day at which a Poisson process has something in 90 days with a probability. */
    static double perDay(double probabilityIn90Days) {
        return -StrictMath.log(1 - probabilityIn90Days) / 90;
    }

    /** How likely an account has at least three activated users. */
    static double threeActivated() {
        double p = ACTIVATED + ACTIVATED_LATE;
        double sum = 0;
        for (int users = 1; users <= USERS.weights().size(); users++) {
            sum += USERS.weights().get(users - 1) * (1 - atMostTwo(users, p));
        }
        return sum;
    }

    private static double atMostTwo(int users, double p) {
        double q = 1 - p;
        return Math.pow(q, users)
                + users * p * Math.pow(q, users - 1)
                + users * (users - 1) / 2.0 * p * p * Math.pow(q, Math.max(0, users - 2));
    }

    /** How likely not all users of an account are administrators, as the first always is. */
    static double severalRoles() {
        double sum = 0;
        for (int users = 1; users <= USERS.weights().size(); users++) {
            sum += USERS.weights().get(users - 1) * (1 - Math.pow(OTHER_ADMINS, users - 1));
        }
        return sum;
    }
}
