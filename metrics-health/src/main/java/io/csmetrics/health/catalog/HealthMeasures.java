package io.csmetrics.health.catalog;

import static io.csmetrics.health.catalog.Windows.trailingDays;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Population.accountsThat;
import static io.csmetrics.select.Population.occurrences;
import static io.csmetrics.select.Population.responses;
import static io.csmetrics.select.Selector.event;
import static io.csmetrics.select.UnitValue.field;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Custom;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What the starter models look at, measured of one account: {@code KpiSheet.by(Segmentation.byAccount())}. They are not part of the
 * catalogue of KPIs, though a health model names them the same way.
 *
 * <p>Each depends on the end of the period only: how far it looks back is a part of its definition, and what happens at the end or later
 * is not seen. Where an account lacks what is measured there is no number, which a score treats as missing; nothing is taken for 0 that is
 * not known to be 0. Measured of several accounts together each is their mean, or the quotient of their sums.
 *
 * <p>An <em>engagement</em> is an event {@code login}, {@code session} or {@code feature-used}; a <em>touch</em> an event {@code check-in},
 * {@code qbr-held} or {@code meeting}.
 */
public final class HealthMeasures {
    /** Every account, customer or not: who is scored is for the caller to say. */
    private static final Population EVERYONE = accountsThat(Condition.all());

    private static final Selector.Event ENGAGEMENT = event(ActiveUsers.ENGAGEMENT.toArray(String[]::new));

    private static final Selector.Event TOUCH = event(DaysSinceTouch.TOUCHES.toArray(String[]::new));

    private static final Selector.Event TOUCH_OR_RATING =
            event("check-in", "qbr-held", "meeting", "relationship-rated");

    private static final UnitValue SEATS = field("seats");

    /**
     * How much of what it pays for an account uses. Defined as
     * {@code different users with an engagement in the last 30 days / seats}.
     *
     * <p>A ratio, 0 and above; above 1 where more use it than pay. Undefined with NO_DATA where the seats are not known.
     *
     * <p>Example: 6 users of 10 seats: 0.6.
     */
    public static final Kpi SEAT_UTILISATION = measure("seat-utilisation", "Seat Utilisation")
            .alsoKnownAs("active-share")
            .tells("Different users that were active in the last 30 days, by seat.")
            .in(KpiUnit.RATIO, Direction.HIGHER)
            .as(Derived.of(
                    "users / seats",
                    Map.of(
                            "users",
                            Aggregate.of(
                                    Statistic.SUM,
                                    new UnitValue.Product(
                                            new UnitValue.Distinct("user", ENGAGEMENT, trailingDays(30)),
                                            new UnitValue.Has(SEATS)),
                                    EVERYONE),
                            "seats",
                            new Aggregate(EVERYONE, SEATS, null, Statistic.SUM, null, null, BigDecimal.ONE, true))));

    /**
     * How much of what there is an account uses. Defined as {@code different features in feature-used in the last 30 days / catalogueSize}.
     *
     * <p>A ratio, 0 and above. Undefined with UNCONFIGURED until {@link KpiParameters#CATALOGUE_SIZE} says how many features there are.
     *
     * <p>Example: 4 of 8 features: 0.5.
     */
    public static final Kpi FEATURE_BREADTH = measure("feature-breadth", "Feature Breadth")
            .tells("Different features used in the last 30 days, by feature that there is.")
            .in(KpiUnit.RATIO, Direction.HIGHER)
            .as(Derived.of(
                    "features / size",
                    Map.of(
                            "features",
                            meanOf(new UnitValue.Distinct("feature", event("feature-used"), trailingDays(30)))),
                    "size",
                    KpiParameters.CATALOGUE_SIZE));

    /**
     * On how many days an active user logs in. Defined as
     * {@code different pairs of user and local date with a login / different users with an engagement}, in the last 30 days. Dates are
     * those
     * of the data's zone.
     *
     * <p>Days, 0 to 31. Undefined with ZERO_DENOMINATOR without an active user.
     *
     * <p>Example: u1 logged in on 12 days, twice on one of them, u2 only used a feature: 6.
     */
    public static final Kpi LOGIN_DAYS = measure("login-days", "Login Days")
            .tells("Days with a login in the last 30 days, by active user.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(new Custom(new LoginDays(trailingDays(30)), "days / users"));

    /**
     * What an account answers to the question of the Net Promoter Score. Defined as
     * {@code mean score of the last nps answer of each respondent in the last 180 days}; anonymous answers all count.
     *
     * <p>Score, 0 to 10. Undefined with NO_DATA without an answer.
     *
     * <p>Example: u1 said 4, then 9, u2 said 7: 8.
     */
    public static final Kpi NPS_ANSWER = measure("nps-answer", "NPS Answer")
            .tells("The mean of the last answers to the NPS question in the last 180 days.")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .as(Aggregate.of(
                    Statistic.MEAN,
                    field("score"),
                    responses(SurveyResponse.NPS).in(trailingDays(180)).latestPerRespondent()));

    /**
     * How many tickets of an account are open. Defined as {@code tickets opened before the end and not resolved before it}.
     *
     * <p>A count, 0 and above. Undefined with ZERO_DENOMINATOR where no account of the data had a ticket yet: nobody keeps them here, and
     * that is not the same as none being open. Where accounts are split into parts, each part tells that for itself.
     *
     * <p>Example: one open since December, one resolved after the end: 2. An account without tickets among others that have some: 0.
     */
    public static final Kpi OPEN_TICKETS = measure("open-tickets", "Open Tickets")
            .tells("Tickets that are open at the end.")
            .in(KpiUnit.COUNT, Direction.LOWER)
            .as(new Custom(new OpenTickets(), "open / accounts"));

    /**
     * How often executives of both sides meet. Defined as {@code touches with level=executive in the last 90 days}.
     *
     * <p>A count, 0 and above; always known.
     *
     * <p>Example: a meeting and a business review with executives, a check-in without: 2.
     */
    public static final Kpi EXECUTIVE_TOUCHES = measure("executive-touches", "Executive Touches")
            .tells("Check-ins, business reviews and meetings of executives in the last 90 days.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(meanOf(new UnitValue.Count(TOUCH.where("level", "executive"), trailingDays(90))));

    /**
     * How often an account and we do something together. Defined as {@code touches and advocacy-activity events in the last 90 days}.
     *
     * <p>A count, 0 and above; always known.
     *
     * <p>Example: two check-ins and a talk at a conference: 3.
     */
    public static final Kpi TOUCHES = measure("touches", "Touches")
            .tells("Check-ins, business reviews, meetings and advocacy in the last 90 days.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(meanOf(new UnitValue.Count(
                    event("check-in", "qbr-held", "meeting", "advocacy-activity"), trailingDays(90))));

    /**
     * How much an account lacks to full health. Defined as {@code 100 - customer-health-score}.
     *
     * <p>Score, 0 to 100. Undefined with NO_DATA where that score is.
     *
     * <p>Example: a health of 69.5: 30.5.
     */
    public static final Kpi HEALTH_DEFICIT = measure("health-deficit", "Health Deficit")
            .tells("What an account lacks to full health.")
            .in(KpiUnit.SCORE, Direction.LOWER)
            .as(Derived.of("100 - health", Map.of("health", HealthKpis.CUSTOMER_HEALTH_SCORE.asOperand())));

    /**
     * How much smaller the circle of active users has become. Defined as {@code max(0, (before - now) / before)}, where {@code now} and
     * {@code before} are the different users with an engagement in the last 30 days and in the 30 days before those.
     *
     * <p>A fraction, 0 to 1. Undefined with ZERO_DENOMINATOR where nobody was active before.
     *
     * <p>Example: 5 users, now 4: 0.2. 4 users, now 5: 0.
     *
     * @see #USER_GROWTH
     */
    public static final Kpi USAGE_DECLINE = measure("usage-decline", "Usage Decline")
            .tells("The loss of active users against the 30 days before, 0 for growth.")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .as(new Custom(
                    new ActiveUserChange(trailingDays(30), trailingDays(60)), "max(0, (before - now) / before)"));

    /**
     * How much larger the circle of active users has become. Defined as {@code (now - before) / before}, as in {@link #USAGE_DECLINE}.
     *
     * <p>A fraction, -1 and above. Undefined with ZERO_DENOMINATOR where nobody was active before.
     *
     * <p>Example: 4 users, now 5: 0.25.
     */
    public static final Kpi USER_GROWTH = measure("user-growth", "User Growth")
            .tells("The growth of active users against the 30 days before.")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .as(new Custom(new ActiveUserChange(trailingDays(30), trailingDays(60)), "(now - before) / before"));

    /**
     * Whether an account has reduced what it pays. Defined as {@code 1 with a contraction in the last 180 days, else 0}.
     *
     * <p>0 or 1; always known.
     *
     * <p>Example: a downgrade 100 days ago: 1.
     */
    public static final Kpi RECENT_DOWNGRADE = measure("recent-downgrade", "Recent Downgrade")
            .tells("Whether the account pays less since some day of the last 180.")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .as(Share.of(EVERYONE).where(did(Selector.movement(Type.CONTRACTION), trailingDays(180))));

    /**
     * The mean tone of what an account says. Defined as {@code mean value of sentiment events in the last 90 days}.
     *
     * <p>A number from -1 to 1. Undefined with NO_DATA without a sentiment.
     *
     * <p>Example: 0.8 and -0.4: 0.2.
     */
    public static final Kpi MEAN_SENTIMENT = measure("mean-sentiment", "Mean Sentiment")
            .tells("The mean tone of what an account said in the last 90 days.")
            .in(KpiUnit.RATIO, Direction.HIGHER)
            .as(Aggregate.of(
                    Statistic.MEAN,
                    field("value"),
                    occurrences(event("sentiment")).in(trailingDays(90))));

    /**
     * How soon a contract ends. Defined as
     * {@code whole days from the end of the period to the earliest end, at it or later, of a known contract that no known contract renews}.
     *
     * <p>Days, 0 and above. Undefined with ZERO_DENOMINATOR without such a contract. A contract is known once it is signed.
     *
     * <p>Example: read on 1 February, a contract until 2 May: 90.
     */
    public static final Kpi DAYS_TO_RENEWAL = measure("days-to-renewal", "Days to Renewal")
            .tells("Whole days to the earliest end of a contract that is not renewed.")
            .in(KpiUnit.COUNT, Direction.NEUTRAL)
            .as(new Custom(new DaysToRenewal(), "days / accounts"));

    /**
     * How many signs of a wish for more an account gave. Defined as {@code expansion-signal events in the last 90 days}.
     *
     * <p>A count, 0 and above; always known.
     *
     * <p>Example: two visits of the price page: 2.
     */
    public static final Kpi SIGNALS = measure("signals", "Expansion Signals")
            .tells("Signs of a wish for more in the last 90 days.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(meanOf(new UnitValue.Count(event("expansion-signal"), trailingDays(90))));

    /**
     * In how many roles people work with the product. Defined as {@code different roles of engagements in the last 30 days}.
     *
     * <p>A count, 0 and above; always known.
     *
     * <p>Example: an admin and two analysts: 2.
     *
     * @see #STAKEHOLDER_ROLES
     */
    public static final Kpi USER_ROLES = measure("user-roles", "User Roles")
            .tells("Different roles of those who were active in the last 30 days.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(meanOf(new UnitValue.Distinct("role", ENGAGEMENT, trailingDays(30))));

    /**
     * In how many roles people deal with us. Defined as
     * {@code different roles of relationship-rated events and touches in the last 180 days}.
     *
     * <p>A count, 0 and above; always known.
     *
     * <p>Example: a rated manager, a meeting with an executive: 2.
     *
     * @see #USER_ROLES
     */
    public static final Kpi STAKEHOLDER_ROLES = measure("stakeholder-roles", "Stakeholder Roles")
            .tells("Different roles of those whom we met or rated in the last 180 days.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(meanOf(new UnitValue.Distinct("role", TOUCH_OR_RATING, trailingDays(180))));

    /**
     * How many people deal with us. Defined as {@code different users with a relationship-rated event or a touch in the last 180 days}.
     *
     * <p>A count, 0 and above; always known.
     *
     * <p>Example: s1 was rated and met, s2 was met: 2.
     */
    public static final Kpi STAKEHOLDERS = measure("stakeholders", "Stakeholders")
            .tells("Different people whom we met or rated in the last 180 days.")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .as(meanOf(new UnitValue.Distinct("user", TOUCH_OR_RATING, trailingDays(180))));

    /**
     * Whether an executive deals with us. Defined as
     * {@code 1 with a relationship-rated event or a touch with level=executive in the last 180 days, else 0}.
     *
     * <p>0 or 1; always known.
     *
     * <p>Example: a business review with an executive 100 days ago: 1.
     */
    public static final Kpi EXECUTIVE = measure("executive", "Executive Engaged")
            .tells("Whether we met or rated an executive in the last 180 days.")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .as(Share.of(EVERYONE).where(did(TOUCH_OR_RATING.where("level", "executive"), trailingDays(180))));

    /**
     * How long ago somebody last dealt with an account. Defined as {@code whole days of 24 hours from the last touch to the end}, 90 where
     * there was none ever.
     *
     * <p>Days, 0 and above; always known.
     *
     * <p>Example: a check-in 31 and a half days before the end: 31.
     */
    public static final Kpi DAYS_SINCE_TOUCH = measure("days-since-touch", "Days since Touch")
            .tells("Whole days since the last check-in, business review or meeting.")
            .in(KpiUnit.COUNT, Direction.LOWER)
            .as(new Custom(new DaysSinceTouch(), "days / accounts"));

    /**
     * How long an account has been a customer. Defined as {@code months from the first revenue of a customer at end to the end}: whole
     * months
     * between equal days of the month, else days by the mean month.
     *
     * <p>Months, above 0. Undefined with ZERO_DENOMINATOR where it is no customer at the end. Months in which it had left count, too. A
     * history that begins with an opening balance is told from there, so that the number is a lower bound.
     *
     * <p>Example: first revenue on 1 August, read on 1 February: 6.
     */
    public static final Kpi TENURE = measure("tenure", "Tenure")
            .tells("Months since the first revenue of a customer.")
            .in(KpiUnit.MONTHS, Direction.HIGHER)
            .as(new Custom(new Tenure(), "months / accounts"));

    /**
     * Whether an account has completed its onboarding. Defined as {@code 1 with an onboarding-completed event before the end, else 0}.
     *
     * <p>0 or 1; always known.
     *
     * <p>Example: completed two years ago: 1.
     */
    public static final Kpi ONBOARDED = measure("onboarded", "Onboarded")
            .tells("Whether the onboarding was ever completed.")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .as(Share.of(EVERYONE).where(did(event("onboarding-completed"), Scope.beforeEnd())));

    private HealthMeasures() {}

    private static Kpi.Builder measure(String key, String name) {
        return Kpi.define(key, name)
                .asks("How does the account stand: " + name + "?")
                .about(FocusArea.HEALTH, Stage.CROSS_STAGE)
                .read(Indicator.LEADING, Cadence.WEEKLY);
    }

    private static Family meanOf(UnitValue number) {
        return Aggregate.of(Statistic.MEAN, number, EVERYONE);
    }

    /**
     * Returns the measures above.
     *
     * @return the measures in order
     */
    public static List<Kpi> all() {
        return List.of(
                SEAT_UTILISATION,
                FEATURE_BREADTH,
                LOGIN_DAYS,
                NPS_ANSWER,
                OPEN_TICKETS,
                EXECUTIVE_TOUCHES,
                TOUCHES,
                HEALTH_DEFICIT,
                USAGE_DECLINE,
                USER_GROWTH,
                RECENT_DOWNGRADE,
                MEAN_SENTIMENT,
                DAYS_TO_RENEWAL,
                SIGNALS,
                USER_ROLES,
                STAKEHOLDER_ROLES,
                STAKEHOLDERS,
                EXECUTIVE,
                DAYS_SINCE_TOUCH,
                TENURE,
                ONBOARDED);
    }

    /**
     * Returns all that a health model can name: the standard KPIs, those of customer health, and the measures above.
     *
     * @return the catalogue; a vendor adds its own by {@link KpiCatalog#with}
     */
    public static KpiCatalog catalog() {
        return KpiCatalog.standard().with(HealthKpis.all()).with(all());
    }
}
