package io.csmetrics.catalog;

import static io.csmetrics.catalog.KpiParameters.ACTION;
import static io.csmetrics.catalog.KpiParameters.AGAINST;
import static io.csmetrics.catalog.KpiParameters.AT_LEAST;
import static io.csmetrics.catalog.KpiParameters.CATALOGUE_SIZE;
import static io.csmetrics.catalog.KpiParameters.CHANNEL;
import static io.csmetrics.catalog.KpiParameters.ELIGIBLE;
import static io.csmetrics.catalog.KpiParameters.FEATURE;
import static io.csmetrics.catalog.KpiParameters.FIRST_SESSIONS;
import static io.csmetrics.catalog.KpiParameters.FOLLOW;
import static io.csmetrics.catalog.KpiParameters.FROM;
import static io.csmetrics.catalog.KpiParameters.FROM_EVENT;
import static io.csmetrics.catalog.KpiParameters.FROM_STEP;
import static io.csmetrics.catalog.KpiParameters.MEASURE;
import static io.csmetrics.catalog.KpiParameters.MILESTONES;
import static io.csmetrics.catalog.KpiParameters.MIN_SHARE;
import static io.csmetrics.catalog.KpiParameters.N;
import static io.csmetrics.catalog.KpiParameters.NEED;
import static io.csmetrics.catalog.KpiParameters.ONLY_AFTER_COMPLETION;
import static io.csmetrics.catalog.KpiParameters.PRIORITY;
import static io.csmetrics.catalog.KpiParameters.PROCESS;
import static io.csmetrics.catalog.KpiParameters.SOURCE;
import static io.csmetrics.catalog.KpiParameters.START;
import static io.csmetrics.catalog.KpiParameters.START_EVENT;
import static io.csmetrics.catalog.KpiParameters.TO;
import static io.csmetrics.catalog.KpiParameters.TO_STEP;
import static io.csmetrics.catalog.KpiParameters.UNIT;
import static io.csmetrics.catalog.KpiParameters.WINDOW;
import static io.csmetrics.catalog.KpiParameters.WITHIN;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Population.customersAt;
import static io.csmetrics.select.Population.occurrences;
import static io.csmetrics.select.Population.responses;
import static io.csmetrics.select.Population.tickets;
import static io.csmetrics.select.Population.usersThat;
import static io.csmetrics.select.Selector.event;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.Gaps;
import io.csmetrics.family.Growth;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Population.TicketState;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Customer health and engagement. An <em>engagement</em> is an event {@code login}, {@code session} or {@code feature-used}; a user is
 * <em>active</em> in a period with at least one of them. Windows are half-open: what happens exactly at their end is outside. Default
 * windows and numbers are conventions.
 *
 * <p>Every rate with a window knows {@link KpiParameters#INCLUDE_IMMATURE}; every length of time knows {@link KpiParameters#STATISTIC},
 * {@link KpiParameters#PERCENTILE} and {@link KpiParameters#CLOCK}.
 */
public final class EngagementKpis {
    private static final Selector.Event ENGAGEMENT = event("login", "session", "feature-used");

    private static final Selector.Event USE = event("feature-used").where("feature", FEATURE);

    private static final Family FEATURES_USED =
            Aggregate.of(Statistic.MEAN, UnitValue.distinct("feature", event("feature-used")), customersAt(Moment.END));

    private static final Family ATTENDED =
            Share.of(customersAt(Moment.START)).where(did(event("qbr-held").where("attended", "true")));

    private static final UnitValue ENGAGED_USERS = UnitValue.distinct("user", ENGAGEMENT);

    private static final Family TICKETS_PER_CUSTOMER = Derived.of(
            "tickets / customers",
            Map.of(
                    "tickets", Aggregate.count(tickets(TicketState.OPENED_IN)),
                    "customers", Aggregate.count(customersAt(Moment.END))));

    private static final Population.Since ACTIVATION = new Population.Since(event("activated"), Unit.USER, WINDOW);

    private static final Population ACTIVE = usersThat(did(ENGAGEMENT));

    /**
     * The part of the accounts that began their onboarding in the period and completed it in time. Defined as
     * {@code mature accounts with onboarding-completed in [start, start + window) / mature accounts whose first onboarding-started lies in
     * the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody began, with IMMATURE where the window of
     *       all who did is not over.
     *   <li>Accounts whose window is not over are on neither side, also those that have completed already, and told as censored.
     *   <li>{@code window}: 90 days unless set; set it to the onboarding time that was promised.
     * </ul>
     *
     * <p>Example: of four that began in January two completed within 90 days, one later, one never: 2/4 = 50 %.
     *
     * @see #TIME_TO_FIRST_VALUE
     * @see #PERCENT_OF_ACCOUNTS_COMPLETING_KEY_ACTIVATION_MILESTONES
     */
    public static final Kpi ONBOARDING_COMPLETION_RATE = Kpi.define(
                    "onboarding-completion-rate", "Onboarding Completion Rate")
            .tells("The part of the accounts that began their onboarding in the period and completed it in time.")
            .asks("Do new customers get through their onboarding?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .top()
            .drivenBy("onboarding-satisfaction-score", "lead-response-time-post-onboarding")
            .byDefault(WINDOW, Duration.ofDays(90))
            .as(Conversion.of(Unit.ACCOUNT, event("onboarding-started"), Goal.did(event("onboarding-completed")))
                    .within(WINDOW));

    /**
     * The part of the users created in the period that reached the moment at which the product begins to be of use, in time. Defined as
     * {@code mature users with activated in [creation, creation + window) / mature users whose first user-created lies in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody was created, with IMMATURE where the window
     *       of all who were is not over.
     *   <li>Users whose window is not over are on neither side, also those that are activated already: keeping the early ones would
     *       flatter the rate. They are told as censored. Events without a user are told as excluded.
     *   <li>{@code window}: 14 days unless set. {@code unit}: USER unless set, or ACCOUNT, from the first user of an account to the first
     *       activation by any of its users.
     * </ul>
     *
     * <p>Example: u1 in time, u2 exactly at the end of day 14 and so outside, u3 never, u4 too young: 1/3 = 33.33 %.
     *
     * @see #TIME_TO_FIRST_KEY_ACTION
     */
    public static final Kpi ACTIVATION_RATE = Kpi.define("activation-rate", "Activation Rate")
            .tells("The part of the users created in the period that reached the activation milestone in time.")
            .asks("Do new users reach the moment at which the product begins to be of use?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .top()
            .drivenBy("onboarding-completion-rate", "time-to-first-key-action")
            .byDefault(UNIT, "USER")
            .byDefault(WINDOW, Duration.ofDays(14))
            .as(Choice.of(UNIT, Map.of("USER", activation(Unit.USER), "ACCOUNT", activation(Unit.ACCOUNT))));

    /**
     * The part of the users created in the period that used a feature soon after. Defined as
     * {@code mature users with feature-used of the feature in [creation, creation + window) / mature users whose first user-created lies in
     * the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody was created, with IMMATURE where all are still
     *       inside their window.
     *   <li>{@code feature} is required; of several any counts. {@code window}: 7 days unless set.
     *   <li>{@code within}: WINDOW unless set, or SESSIONS: the use must come no later than the {@code firstSessions}-th session; a user
     *       with fewer sessions is still inside the window.
     * </ul>
     *
     * <p>Example: u1 used report within 7 days, u2 only export: 1/2 = 50 %.
     *
     * @see #FEATURE_ADOPTION_RATE_ONGOING
     */
    public static final Kpi FEATURE_ADOPTION_RATE_EARLY = Kpi.define(
                    "feature-adoption-rate-early", "Feature Adoption Rate (Early)")
            .tells("The part of the users created in the period that used a feature soon after.")
            .asks("Do new users find the feature?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("onboarding-completion-rate")
            .byDefault(WITHIN, "WINDOW")
            .byDefault(WINDOW, Duration.ofDays(7))
            .as(Choice.of(
                    WITHIN,
                    Map.of(
                            "WINDOW",
                                    Conversion.of(Unit.USER, event("user-created"), Goal.did(USE))
                                            .within(WINDOW),
                            "SESSIONS",
                                    Conversion.of(Unit.USER, event("user-created"), Goal.did(USE))
                                            .until(event("session"), FIRST_SESSIONS))));

    /**
     * The part of the active users that use a feature regularly. Defined as
     * {@code active users with feature-used of the feature in at least minShare of the full 7-day blocks of the period / active users}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without active users, with NO_DATA for a period of less
     *       than 7 days; a period of 28 days or more says more.
     *   <li>Blocks are counted from the start of the period. What is left at its end is no block: a use there does not count, though it
     *       makes its user active.
     *   <li>{@code feature} is required. {@code minShare}: 0.5 unless set.
     * </ul>
     *
     * <p>Example: January has four full blocks; u1 uses report in two of them, u2 in one, u3 in none: 1/3 = 33.33 %. <em>Also known
     * as</em> product adoption rate, adoption rate.
     *
     * @see #ACTIVE_FEATURE_USAGE_RATE
     */
    public static final Kpi FEATURE_ADOPTION_RATE_ONGOING = Kpi.define(
                    "feature-adoption-rate-ongoing", "Feature Adoption Rate (Ongoing)")
            .alsoKnownAs("product adoption rate", "adoption rate")
            .tells("The part of the active users that use a feature regularly.")
            .asks("Has the feature become a habit of our users?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .top()
            .drivenBy("feature-adoption-rate-early", "percent-of-retained-feature-users")
            .byDefault(MIN_SHARE, new BigDecimal("0.5"))
            .as(Share.of(ACTIVE).where(new Condition.Regular(USE, MIN_SHARE)));

    /**
     * The part of the active users that used a feature at all. Defined as
     * {@code active users with feature-used of the feature in the period / active users}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without active users.
     *   <li>One use is enough. {@code feature} is required; of several any counts.
     * </ul>
     *
     * <p>Example: of three active users u1 and u3 used report: 66.67 %.
     *
     * @see #FEATURE_ADOPTION_RATE_ONGOING
     */
    public static final Kpi ACTIVE_FEATURE_USAGE_RATE = Kpi.define(
                    "active-feature-usage-rate", "Active Feature Usage Rate")
            .tells("The part of the active users that used a feature at least once.")
            .asks("How many of our active users touch the feature at all?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("feature-adoption-rate-early")
            .as(Share.of(ACTIVE).where(did(USE)));

    /**
     * The part of the users of a feature that use it again some time later. Defined as
     * {@code mature users with feature-used of the feature in [t + from, t + to) / mature users}, where {@code t} is the user's first use in
     * the period.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody used the feature, with IMMATURE where all are
     *       still inside their window.
     *   <li>The first use itself is no return; a return before {@code from} is none either.
     *   <li>{@code feature} is required. {@code from}: 30 days, {@code to}: 60 days unless set.
     * </ul>
     *
     * <p>Example: u1 returns after 34 days, u2 after 7 days only: 1/2 = 50 %.
     *
     * @see #FEATURE_ADOPTION_RATE_ONGOING
     */
    public static final Kpi PERCENT_OF_RETAINED_FEATURE_USERS = Kpi.define(
                    "percent-of-retained-feature-users", "Percent of Retained Feature Users")
            .tells("The part of the users of a feature that use it again one to two months later.")
            .asks("Do users come back to the feature?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("active-feature-usage-rate")
            .byDefault(FROM, Duration.ofDays(30))
            .byDefault(TO, Duration.ofDays(60))
            .as(Conversion.of(Unit.USER, USE, Goal.did(USE))
                    .entering(EntryRule.FIRST_IN_PERIOD)
                    .within(FROM, TO));

    /**
     * The part of the users activated in the period that came back soon after. Defined as
     * {@code mature users with a follow-up in [activation + from, activation + window) / mature users whose first activated lies in the
     * period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody was activated, with IMMATURE where all are
     *       still inside their window.
     *   <li>{@code follow}: {@code login} unless set, a new visit. With {@code feature-used} set {@code from} to 24 hours, or the session
     *       of the activation counts.
     *   <li>{@code from}: 0, {@code window}: 7 days unless set.
     * </ul>
     *
     * <p>Example: u1 logs in again after 3 days, u2 after 17: 1/2 = 50 %.
     *
     * @see #ACTIVATION_RATE
     */
    public static final Kpi ACTIVATED_TO_FOLLOW_UP_ENGAGEMENT_RATE = Kpi.define(
                    "activated-to-follow-up-engagement-rate", "Activated-to-Follow-Up Engagement Rate")
            .tells("The part of the users activated in the period that came back soon after.")
            .asks("Do activated users come back?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("activation-rate")
            .byDefault(FOLLOW, TextSet.of("login"))
            .byDefault(FROM, Duration.ZERO)
            .byDefault(WINDOW, Duration.ofDays(7))
            .as(Conversion.of(Unit.USER, event("activated"), Goal.did(event(FOLLOW)))
                    .within(FROM, WINDOW));

    /**
     * How many features a customer uses. Defined as {@code mean over customers at end of the different features of feature-used in the
     * period}.
     *
     * <ul>
     *   <li>A count, 0 and above; higher is better. Undefined with NO_DATA without customers at the end.
     *   <li>Customers without any use count as 0.
     *   <li>{@code measure}: FEATURES unless set, or SHARE_OF_CATALOGUE: the same over {@code catalogueSize}, in percent.
     * </ul>
     *
     * <p>Example: A uses two features, B one: 1.5. <em>Also known as</em> features used.
     *
     * @see #PRODUCT_USAGE_DEPTH
     */
    public static final Kpi BREADTH_OF_USE = Kpi.define("breadth-of-use", "Breadth of Use")
            .alsoKnownAs("features used")
            .tells("How many different features a customer uses, on average.")
            .asks("How much of the product do customers use?")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("feature-adoption-rate-ongoing")
            .byDefault(MEASURE, "FEATURES")
            .as(Choice.of(
                            MEASURE,
                            Map.of(
                                    "FEATURES",
                                    FEATURES_USED,
                                    "SHARE_OF_CATALOGUE",
                                    Derived.of(
                                            "features / catalogueSize",
                                            Map.of("features", FEATURES_USED),
                                            "catalogueSize",
                                            CATALOGUE_SIZE)))
                    .in("SHARE_OF_CATALOGUE", KpiUnit.PERCENT));

    /**
     * The part of the customers with several activated users. Defined as
     * {@code customers at end with at least n different users with activated before the end / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the end.
     *   <li>A state, not a flow: a user once activated counts until the caller drops the event. Events without a user do not count.
     *   <li>{@code n}: 3 unless set.
     * </ul>
     *
     * <p>Example: A has three activated users, B two: 50 %.
     *
     * @see #ACTIVATION_RATE
     */
    public static final Kpi PERCENT_OF_ACCOUNTS_WITH_3_PLUS_ACTIVATED_USERS = Kpi.define(
                    "percent-of-accounts-with-3-plus-activated-users", "Percent of Accounts with 3+ Activated Users")
            .tells("The part of the customers with at least three activated users.")
            .asks("Does more than one person at the customer get use out of the product?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("activation-rate")
            .byDefault(N, BigDecimal.valueOf(3))
            .as(Share.of(customersAt(Moment.END))
                    .where(did(event("activated"), Scope.beforeEnd())
                            .distinct("user")
                            .atLeast(N)));

    /**
     * The part of the customers at which several roles use the product. Defined as
     * {@code customers at end with engagements of at least n different roles in the period / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the end.
     *   <li>Engagements without a role do not count; roles are compared letter by letter.
     *   <li>{@code n}: 2 unless set.
     * </ul>
     *
     * <p>Example: A has an admin and an analyst, B an admin and an event without role: 50 %.
     *
     * @see #PERCENT_OF_ACCOUNTS_WITH_3_PLUS_ACTIVATED_USERS
     */
    public static final Kpi PERCENT_OF_ACCOUNTS_WITH_MULTI_ROLE_ENGAGEMENT = Kpi.define(
                    "percent-of-accounts-with-multi-role-engagement", "Percent of Accounts with Multi-Role Engagement")
            .tells("The part of the customers at which several roles use the product.")
            .asks("Is the product anchored in more than one role?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("active-users-per-account")
            .byDefault(N, BigDecimal.valueOf(2))
            .as(Share.of(customersAt(Moment.END))
                    .where(did(ENGAGEMENT).distinct("role").atLeast(N)));

    /**
     * The part of the accounts that began their onboarding in the period and reached the milestones in time. Defined as
     * {@code mature accounts with milestone-reached of all milestones in [start, start + window) / mature accounts whose first
     * onboarding-started lies in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody began, with IMMATURE where all are still inside
     *       their window.
     *   <li>A milestone that is reached twice counts once.
     *   <li>{@code milestones} is required. {@code need}: all of them unless set, or how many. {@code window}: 90 days unless set.
     * </ul>
     *
     * <p>Example: of the milestones data-in and first-report A reached both, B one of them twice: 50 %. <em>Also known as</em> activation
     * milestones.
     *
     * @see #ONBOARDING_COMPLETION_RATE
     */
    public static final Kpi PERCENT_OF_ACCOUNTS_COMPLETING_KEY_ACTIVATION_MILESTONES = Kpi.define(
                    "percent-of-accounts-completing-key-activation-milestones",
                    "Percent of Accounts Completing Key Activation Milestones")
            .alsoKnownAs("activation milestones")
            .tells(
                    "The part of the accounts that began their onboarding in the period and reached the milestones in time.")
            .asks("Do new customers pass the milestones that matter?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("activation-rate", "onboarding-completion-rate")
            .byDefault(WINDOW, Duration.ofDays(90))
            .as(Conversion.of(
                            Unit.ACCOUNT,
                            event("onboarding-started"),
                            new Goal.Happened(
                                    event("milestone-reached").where("milestone", MILESTONES), NEED, "milestone"))
                    .within(WINDOW));

    /**
     * The part of the renewed accounts that use the product soon after their new term begins. Defined as
     * {@code mature accounts with at least atLeast engagements in [t, t + window) / mature accounts}, where {@code t} is the first start of a
     * renewal contract in the period.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where no renewed term begins, with IMMATURE where all are
     *       still inside their window.
     *   <li>The renewed term begins at its start, not at its signature. Several that begin in the period count once.
     *   <li>{@code window}: 30 days, {@code atLeast}: 1 unless set.
     * </ul>
     *
     * <p>Example: A logs in 10 days after its renewal begins, B only before: 50 %.
     *
     * @see RetentionKpis#CONTRACT_RENEWAL_RATE
     */
    public static final Kpi POST_RENEWAL_ENGAGEMENT_RATE = Kpi.define(
                    "post-renewal-engagement-rate", "Post-Renewal Engagement Rate")
            .tells("The part of the renewed accounts that use the product soon after their new term begins.")
            .asks("Do customers stay engaged once they have renewed?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("active-users-per-account")
            .byDefault(AT_LEAST, BigDecimal.ONE)
            .byDefault(WINDOW, Duration.ofDays(30))
            .as(Conversion.of(
                            Unit.ACCOUNT,
                            new Selector.Contract(Selector.ContractMoment.RENEWAL),
                            new Goal.Happened(ENGAGEMENT, AT_LEAST, null))
                    .entering(EntryRule.FIRST_IN_PERIOD)
                    .within(WINDOW));

    /**
     * The part of the eligible customers that attended a business review. Defined as
     * {@code eligible customers at start with qbr-held and attended=true in the period / eligible customers at start}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without eligible customers.
     *   <li>Several reviews of an account count once.
     *   <li>{@code eligible}: ATTRIBUTE unless set, accounts with {@code qbr-eligible=true}; or ALL, every customer.
     * </ul>
     *
     * <p>Example: A and B are eligible, A attended, B did not; C is not eligible: 50 %. <em>Also known as</em> EBR participation.
     *
     * @see #EXECUTIVE_ENGAGEMENT_FREQUENCY
     */
    public static final Kpi QBR_ENGAGEMENT_RATE = Kpi.define("qbr-engagement-rate", "QBR Engagement Rate")
            .alsoKnownAs("EBR participation")
            .tells("The part of the eligible customers that attended a business review.")
            .asks("Do customers come to their business reviews?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("executive-engagement-frequency", "relationship-score")
            .byDefault(ELIGIBLE, "ATTRIBUTE")
            .as(Choice.of(
                    ELIGIBLE,
                    Map.of(
                            "ATTRIBUTE",
                            new Only(AccountFilter.where("qbr-eligible", "true"), ATTENDED),
                            "ALL",
                            ATTENDED)));

    /**
     * How long activated users stay away between two logins. Defined as {@code mean over users of each user's mean gap} between consecutive
     * logins in the period at or after the user's first activation.
     *
     * <ul>
     *   <li>A length of time in milliseconds; lower is better. Undefined with NO_DATA where no user has two such logins.
     *   <li>Users with fewer than two logins have no gap and are told as excluded. Silence at the end of the period is no gap: read it
     *       beside {@link #ACTIVE_USERS}.
     *   <li>{@code pooled}: not unless set; then every gap counts for itself and busy users weigh more.
     * </ul>
     *
     * <p>Example: u1 has gaps of 2 and 2 days, u2 of 6, u3 was never activated: (2 + 6) / 2 = 4 days.
     *
     * @see #ACTIVATED_TO_FOLLOW_UP_ENGAGEMENT_RATE
     */
    public static final Kpi TIME_BETWEEN_LOGINS_POST_ACTIVATION = Kpi.define(
                    "time-between-logins-post-activation", "Time Between Logins (Post-Activation)")
            .tells("How long activated users stay away between two logins, on average.")
            .asks("How often do activated users come back?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("feature-adoption-rate-ongoing")
            .as(Gaps.between(Unit.USER, event("login"), event("activated")));

    /**
     * How long new users take to their first key action. Defined as {@code mean of first action - user-created} over users whose first
     * user-created lies in the period and who have acted.
     *
     * <ul>
     *   <li>A length of time in milliseconds; lower is better. Undefined with NO_DATA where nobody was created, with IMMATURE where nobody
     *       who was has acted.
     *   <li>Users who have not acted are not in the mean but told as censored: a mean of the finished ones is optimistic. With
     *       {@code statistic} KM_MEDIAN they count with what they have shown so far.
     *   <li>{@code action}: {@code activated} unless set.
     * </ul>
     *
     * <p>Example: 1 day and 3 days, u3 not yet: mean 2 days. <em>Also known as</em> aha moment.
     *
     * @see #ACTIVATION_RATE
     * @see #TIME_TO_FIRST_VALUE
     */
    public static final Kpi TIME_TO_FIRST_KEY_ACTION = Kpi.define(
                    "time-to-first-key-action", "Time to First Key Action")
            .alsoKnownAs("aha moment")
            .tells("How long new users take to their first key action, on average.")
            .asks("How fast do new users have their first success?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("onboarding-completion-rate")
            .byDefault(ACTION, TextSet.of("activated"))
            .as(TimeBetween.of(Unit.USER, event("user-created"), event(ACTION)));

    /**
     * How long new accounts take to their first value. Defined as {@code mean of first value-reached - first start} over accounts whose first
     * start lies in the period and who have reached value.
     *
     * <ul>
     *   <li>A length of time in milliseconds; lower is better. Undefined with NO_DATA where no account started, with IMMATURE where none
     *       that did has reached value.
     *   <li>Accounts without value so far are told as censored.
     *   <li>{@code start}: EVENT unless set, the event {@code from}, which is {@code onboarding-started} unless set; or NEW, the first new
     *       recurring revenue.
     * </ul>
     *
     * <p>Example: 20 and 10 days: mean 15 days. <em>Also known as</em> TTFV, time to value.
     *
     * @see #TIME_TO_FIRST_KEY_ACTION
     * @see #TIME_TO_EXCEED_VALUE
     */
    public static final Kpi TIME_TO_FIRST_VALUE = Kpi.define("time-to-first-value", "Time to First Value (TTFV)")
            .alsoKnownAs("TTFV", "time to value")
            .tells("How long new accounts take to their first value, on average.")
            .asks("How fast do new customers get what they bought?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("onboarding-completion-rate", "time-to-first-key-action")
            .byDefault(START, "EVENT")
            .byDefault(FROM_EVENT, TextSet.of("onboarding-started"))
            .as(Choice.of(
                    START,
                    Map.of(
                            "EVENT", TimeBetween.of(Unit.ACCOUNT, event(FROM_EVENT), event("value-reached")),
                            "NEW", TimeBetween.of(Unit.ACCOUNT, Selector.movement(Type.NEW), event("value-reached")))));

    /**
     * How long users take until a feature becomes a habit. Defined as {@code mean of n-th feature-used of the feature - start} over users
     * whose first start lies in the period and who have come that far.
     *
     * <ul>
     *   <li>A length of time in milliseconds; lower is better. Undefined with NO_DATA where no user started, with IMMATURE where none that
     *       did has come that far.
     *   <li>Users with fewer uses are told as censored.
     *   <li>{@code feature} is required. {@code n}: 3 unless set; 2 is the looser reading. {@code start}: {@code user-created} unless set.
     *       {@code distinctDays}: not unless set; then only the first use of each local day counts.
     * </ul>
     *
     * <p>Example: u1's third use comes after 7 days; u2 has one use and is censored: 7 days.
     *
     * @see #FEATURE_ADOPTION_RATE_ONGOING
     */
    public static final Kpi TIME_TO_FIRST_HABITUAL_ACTION = Kpi.define(
                    "time-to-first-habitual-action", "Time to First Habitual Action")
            .tells("How long new users take until they have used a feature for the third time, on average.")
            .asks("How fast does the feature become a habit?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("feature-adoption-rate-early")
            .byDefault(N, BigDecimal.valueOf(3))
            .byDefault(START_EVENT, TextSet.of("user-created"))
            .as(TimeBetween.of(Unit.USER, event(START_EVENT), USE).toNth(N));

    /**
     * How long new accounts take until the product is more than they expected. Defined as
     * {@code mean of first value-exceeded - first onboarding-started} over accounts whose first onboarding-started lies in the period and
     * who have come that far.
     *
     * <ul>
     *   <li>A length of time in milliseconds; lower is better. Undefined with NO_DATA where no account started, with IMMATURE where none
     *       that did has come that far.
     *   <li>When a goal is surpassed is the caller's judgement, told by the event {@code value-exceeded}. Accounts without it are told as
     *       censored.
     * </ul>
     *
     * <p>Example: from 2 January to 1 February: 30 days.
     *
     * @see #TIME_TO_FIRST_VALUE
     */
    public static final Kpi TIME_TO_EXCEED_VALUE = Kpi.define("time-to-exceed-value", "Time to Exceed Value (TTEV)")
            .tells("How long new accounts take until the product is more than they expected, on average.")
            .asks("How fast do we surpass what customers expected?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("time-to-first-value", "breadth-of-use")
            .as(TimeBetween.of(Unit.ACCOUNT, event("onboarding-started"), event("value-exceeded")));

    /**
     * The part of the users that began a step of a process and did not reach another one in time. Defined as
     * {@code 1 - mature users with process-step toStep in [t, t + window) / mature users}, where {@code t} is the user's first process-step
     * fromStep in the period.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR where nobody began, with IMMATURE where all are still inside
     *       their window.
     *   <li>{@code process}, {@code fromStep} and {@code toStep} are required; a funnel is one such number for each pair of steps.
     *       {@code window}: 1 day unless set.
     * </ul>
     *
     * <p>Example: four begin signup, one is done within a day: 75 %.
     *
     * @see #ACTIVATION_RATE
     */
    public static final Kpi DROP_OFF_RATE = Kpi.define("drop-off-rate", "Drop-Off Rate")
            .tells("The part of the users that began a step of a process and did not reach another one in time.")
            .asks("Where do users give up?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .byDefault(WINDOW, Duration.ofDays(1))
            .as(Conversion.of(
                            Unit.USER,
                            event("process-step").where("process", PROCESS).where("step", FROM_STEP),
                            Goal.did(event("process-step")
                                    .where("process", PROCESS)
                                    .where("step", TO_STEP)))
                    .entering(EntryRule.FIRST_IN_PERIOD)
                    .within(WINDOW)
                    .complemented());

    /**
     * How many users are active. Defined as {@code number of users with an engagement in the period}; a day gives DAU, a week WAU, a month
     * MAU.
     *
     * <ul>
     *   <li>A count, 0 and above; higher is better. Always defined: of nothing it is 0.
     *   <li>The same id under two accounts is two users. Engagements without a user are told as excluded.
     * </ul>
     *
     * <p>Example: u1 twice and u2: 2. <em>Also known as</em> MAU, monthly active users.
     *
     * @see #ACTIVE_USERS_PER_ACCOUNT
     */
    public static final Kpi ACTIVE_USERS = Kpi.define(
                    "active-users", "Active Users (DAU / WAU / MAU by the length of P)")
            .alsoKnownAs("MAU", "monthly active users")
            .tells("How many users engage with the product in the period.")
            .asks("How many people use the product?")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("activation-rate", "time-between-logins-post-activation")
            .as(Aggregate.count(ACTIVE));

    /**
     * How many active users a customer has. Defined as {@code mean over customers at end of the different users with an engagement in the
     * period}.
     *
     * <ul>
     *   <li>A count, 0 and above; higher is better. Undefined with NO_DATA without customers at the end.
     *   <li>Customers without an active user count as 0. Engagements without a user do not count.
     *   <li>{@code measure}: USERS unless set, or SEAT_UTILISATION: {@code active users / seats} over the customers at end with known seats,
     *       in percent, above 1 where more use the product than pay.
     * </ul>
     *
     * <p>Example: A has 3, B has 0: 1.5.
     *
     * @see #ACTIVE_USERS
     */
    public static final Kpi ACTIVE_USERS_PER_ACCOUNT = Kpi.define(
                    "active-users-per-account", "Active Users per Account")
            .tells("How many active users a customer has, on average.")
            .asks("How widely is the product used inside an account?")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("activation-rate", "percent-of-accounts-with-multi-role-engagement")
            .byDefault(MEASURE, "USERS")
            .as(Choice.of(
                            MEASURE,
                            Map.of(
                                    "USERS", Aggregate.of(Statistic.MEAN, ENGAGED_USERS, customersAt(Moment.END)),
                                    "SEAT_UTILISATION",
                                            Derived.of(
                                                    "users / seats",
                                                    Map.of(
                                                            "users",
                                                            new Only(
                                                                    AccountFilter.whereSet("seats"),
                                                                    Aggregate.of(
                                                                            Statistic.SUM,
                                                                            ENGAGED_USERS,
                                                                            customersAt(Moment.END))),
                                                            "seats",
                                                            Aggregate.of(
                                                                    Statistic.SUM,
                                                                    UnitValue.field("seats"),
                                                                    customersAt(Moment.END))))))
                    .in("SEAT_UTILISATION", KpiUnit.PERCENT));

    /**
     * How long a user is in the product. Defined as {@code mean over users with a session in the period of the sum of minutes of their
     * sessions}.
     *
     * <ul>
     *   <li>Minutes, 0 and above; higher is better. Undefined with NO_DATA without sessions.
     *   <li>The value of a session is its minutes. A session belongs to the period in which it starts and is not split.
     * </ul>
     *
     * <p>Example: u1 40 minutes, u2 20: 30 minutes.
     *
     * @see #PRODUCT_USAGE_DEPTH
     */
    public static final Kpi TIME_IN_PRODUCT = Kpi.define("time-in-product", "Time in Product")
            .tells("How many minutes a user with sessions spends in the product, on average.")
            .asks("How much time do users spend in the product?")
            .in(KpiUnit.MINUTES, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .as(Aggregate.of(Statistic.MEAN, UnitValue.sum(event("session")), usersThat(did(event("session")))));

    /**
     * How much an active user uses the product. Defined as
     * {@code mean over active users of feature-used events in the period * 7 days / length of the period}.
     *
     * <ul>
     *   <li>A count per week, 0 and above; higher is better. Undefined with NO_DATA without active users.
     *   <li>Depth, how much, beside {@link #BREADTH_OF_USE}, how many features. Active users without a use count as 0.
     * </ul>
     *
     * <p>Example: in two weeks u1 has 6 uses, u2 has 2: mean 4, or 2 per week.
     *
     * @see #BREADTH_OF_USE
     */
    public static final Kpi PRODUCT_USAGE_DEPTH = Kpi.define("product-usage-depth", "Product Usage Depth")
            .tells("How often an active user uses a feature in a week, on average.")
            .asks("How intensely is the product used?")
            .in(KpiUnit.COUNT_PER_WEEK, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("breadth-of-use")
            .as(new Aggregate(
                    ACTIVE,
                    UnitValue.count(event("feature-used")),
                    null,
                    Statistic.MEAN,
                    null,
                    days(7),
                    BigDecimal.ONE,
                    false));

    /**
     * How often the executives of a customer and ours meet. Defined as {@code mean over customers at end of check-in, qbr-held and meeting
     * events with level=executive in the period * 90 days / length of the period}.
     *
     * <ul>
     *   <li>A count per 90 days, 0 and above; higher is better. Undefined with NO_DATA without customers at the end.
     *   <li>The level is told by the event; events without one do not count. Customers without such an event count as 0.
     * </ul>
     *
     * <p>Example: in a quarter of 90 days A has 2, B has 1: 1.5.
     *
     * @see #QBR_ENGAGEMENT_RATE
     */
    public static final Kpi EXECUTIVE_ENGAGEMENT_FREQUENCY = Kpi.define(
                    "executive-engagement-frequency", "Executive Engagement Frequency")
            .tells("How often executives meet with a customer in 90 days, on average.")
            .asks("Do we talk to those who decide?")
            .in(KpiUnit.COUNT_PER_90_DAYS, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("qbr-engagement-rate")
            .as(new Aggregate(
                    customersAt(Moment.END),
                    UnitValue.count(event("check-in", "qbr-held", "meeting").where("level", "executive")),
                    null,
                    Statistic.MEAN,
                    null,
                    days(90),
                    BigDecimal.ONE,
                    false));

    /**
     * How the number of tickets of a customer changes. Defined as {@code (now - before) / before}, where each side is
     * {@code tickets opened in the period / customers at its end}.
     *
     * <ul>
     *   <li>Percent; lower is better. Undefined with NON_POSITIVE_BASE where no ticket was opened before; then read the level. Undefined
     *       with ZERO_DENOMINATOR where a side has no customers.
     *   <li>{@code against}: PREVIOUS_PERIOD unless set, or YEAR_AGO.
     * </ul>
     *
     * <p>Example: in December 4 tickets of 2 customers, in January 5 of 2: 2.5 / 2 - 1 = 25 %.
     *
     * @see #UNRESOLVED_TICKETS
     */
    public static final Kpi SUPPORT_TICKET_TREND = Kpi.define("support-ticket-trend", "Support Ticket Trend")
            .tells("How much more or fewer tickets a customer opens than in the period before.")
            .asks("Do customers need more help than before?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("onboarding-completion-rate", "first-contact-resolution-rate")
            .byDefault(AGAINST, "PREVIOUS_PERIOD")
            .as(Choice.of(
                    AGAINST,
                    Map.of(
                            "PREVIOUS_PERIOD", Growth.of(TICKETS_PER_CUSTOMER, Growth.Against.PREVIOUS_PERIOD),
                            "YEAR_AGO", Growth.of(TICKETS_PER_CUSTOMER, Growth.Against.YEAR_AGO))));

    /**
     * How many tickets are open. Defined as {@code number of tickets opened before the end and not resolved before the end}.
     *
     * <ul>
     *   <li>A count, 0 and above; lower is better. Always defined: of nothing it is 0.
     *   <li>The resolution of a ticket is its last one: a reopened ticket is open until then.
     *   <li>{@code priority}: all unless set; a ticket without a priority is then left out.
     * </ul>
     *
     * <p>Example: t1 is open, t3 is resolved after the end: 2. <em>Also known as</em> ticket backlog.
     *
     * @see OperationsKpis
     */
    public static final Kpi UNRESOLVED_TICKETS = Kpi.define("unresolved-tickets", "Unresolved Tickets")
            .alsoKnownAs("ticket backlog")
            .tells("How many tickets are open at the end of the period.")
            .asks("How many customers wait for an answer of ours?")
            .in(KpiUnit.COUNT, Direction.LOWER)
            .about(FocusArea.HEALTH, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("average-resolution-time", "support-ticket-trend")
            .as(Aggregate.count(tickets(TicketState.UNRESOLVED_AT).where("priority", PRIORITY)));

    /**
     * The part of the payments that came on time. Defined as {@code payment events with status=on-time / payment events in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without payments.
     *   <li>Every payment event counts, whatever its status: give one event for each invoice, with the status it ended with.
     * </ul>
     *
     * <p>Example: 2 of 4 on time: 50 %. <em>Also known as</em> payment history.
     *
     * @see RetentionKpis#CUSTOMER_CHURN_RATE
     */
    public static final Kpi ON_TIME_PAYMENT_RATE = Kpi.define("on-time-payment-rate", "On-Time Payment Rate")
            .alsoKnownAs("payment history")
            .tells("The part of the payments of the period that came on time.")
            .asks("Do customers pay on time?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .transactional()
            .as(Share.of(occurrences(event("payment"))).where(Condition.fieldIs("status", "on-time")));

    /**
     * The mean tone of what customers say, over all channels. Defined as {@code 100 * mean value of sentiment events in the period}, each
     * from -1 to 1.
     *
     * <ul>
     *   <li>Points, -100 to 100; higher is better. Undefined with NO_DATA without sentiments.
     *   <li>The tone is taken as given; text is never read. Sentiments without a value are told as excluded.
     *   <li>{@code channel}: all unless set; a sentiment without a channel is then left out.
     * </ul>
     *
     * <p>Example: 100 * (0.8 - 0.2 + 0) / 3 = 20. <em>Also known as</em> sentiment.
     *
     * @see #CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION
     */
    public static final Kpi CUSTOMER_SENTIMENT_SCORE = Kpi.define(
                    "customer-sentiment-score", "Customer Sentiment Score")
            .alsoKnownAs("sentiment")
            .tells("The mean tone of what customers say, over all channels.")
            .asks("In what mood are our customers?")
            .in(KpiUnit.POINTS, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("customer-satisfaction-score", "average-resolution-time")
            .as(tone(occurrences(event("sentiment").where("channel", CHANNEL))));

    /**
     * How satisfied customers are with their onboarding. Defined as {@code mean score} of satisfaction responses with the touchpoint
     * {@code onboarding}.
     *
     * <ul>
     *   <li>A score on the scale of the responses; higher is better. Undefined with NO_DATA without responses, with MIXED_SCALE if they
     *       are on several scales. Every answer counts.
     *   <li>{@code onlyAfterCompletion}: false unless set; true takes only answers at or after the account's first onboarding-completed.
     * </ul>
     *
     * <p>Example: 5 and 4: 4.5. <em>Also known as</em> OSS.
     *
     * @see OperationsKpis#CUSTOMER_SATISFACTION_SCORE
     */
    public static final Kpi ONBOARDING_SATISFACTION_SCORE = Kpi.define(
                    "onboarding-satisfaction-score", "Onboarding Satisfaction Score (OSS)")
            .alsoKnownAs("OSS")
            .tells("How satisfied customers are with their onboarding, as a mean score.")
            .asks("Do customers like how they start with us?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .transactional()
            .drivenBy("time-to-first-value")
            .byDefault(ONLY_AFTER_COMPLETION, "false")
            .as(Choice.of(
                    ONLY_AFTER_COMPLETION,
                    Map.of(
                            "false", meanScore(responses(SurveyResponse.CSAT).at("onboarding")),
                            "true",
                                    meanScore(responses(SurveyResponse.CSAT)
                                            .at("onboarding")
                                            .after(new Population.Since(
                                                    event("onboarding-completed"), Unit.ACCOUNT, null))))));

    /**
     * How users rate the product soon after their activation. Defined as {@code mean score} of satisfaction and rating responses that users
     * gave in the period, in {@code [activation, activation + window)}.
     *
     * <ul>
     *   <li>A score on the scale of the responses; higher is better. Undefined with NO_DATA without such responses, with MIXED_SCALE if they
     *       are on several scales.
     *   <li>Anonymous responses cannot be placed and are told as excluded. Every other answer counts.
     *   <li>{@code window}: 90 days unless set. {@code source}: RATING unless set, or SENTIMENT: 100 times the mean value of the users'
     *       sentiment events, in points.
     * </ul>
     *
     * <p>Example: u1 answered 4 after the activation, u2 answered before, u3 was never activated: 4.
     *
     * @see #CUSTOMER_SENTIMENT_SCORE
     */
    public static final Kpi CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION = Kpi.define(
                    "customer-feedback-score-post-activation", "Customer Feedback Score (Post-activation)")
            .tells("How users rate the product soon after their activation, as a mean score.")
            .asks("Do users like the product once they know it?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .transactional()
            .drivenBy("activation-rate", "breadth-of-use")
            .byDefault(SOURCE, "RATING")
            .byDefault(WINDOW, Duration.ofDays(90))
            .as(Choice.of(
                            SOURCE,
                            Map.of(
                                    "RATING",
                                            meanScore(responses(SurveyResponse.CSAT, SurveyResponse.RATING)
                                                    .after(ACTIVATION)),
                                    "SENTIMENT",
                                            tone(occurrences(event("sentiment")).after(ACTIVATION))))
                    .in("SENTIMENT", KpiUnit.POINTS));

    private EngagementKpis() {}

    private static Family activation(Unit unit) {
        return Conversion.of(unit, event("user-created"), Goal.did(event("activated")))
                .within(WINDOW);
    }

    private static Family meanScore(Population.Responses population) {
        return Aggregate.of(Statistic.MEAN, UnitValue.field("score"), population);
    }

    private static Family tone(Population.Occurrences population) {
        return Aggregate.of(Statistic.MEAN, UnitValue.field("value"), population)
                .times(100);
    }

    private static Param<Duration> days(int number) {
        return Param.of(Param.Type.DURATION, Duration.ofDays(number));
    }

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(
                ONBOARDING_COMPLETION_RATE,
                ACTIVATION_RATE,
                FEATURE_ADOPTION_RATE_EARLY,
                FEATURE_ADOPTION_RATE_ONGOING,
                ACTIVE_FEATURE_USAGE_RATE,
                PERCENT_OF_RETAINED_FEATURE_USERS,
                ACTIVATED_TO_FOLLOW_UP_ENGAGEMENT_RATE,
                BREADTH_OF_USE,
                PERCENT_OF_ACCOUNTS_WITH_3_PLUS_ACTIVATED_USERS,
                PERCENT_OF_ACCOUNTS_WITH_MULTI_ROLE_ENGAGEMENT,
                PERCENT_OF_ACCOUNTS_COMPLETING_KEY_ACTIVATION_MILESTONES,
                POST_RENEWAL_ENGAGEMENT_RATE,
                QBR_ENGAGEMENT_RATE,
                TIME_BETWEEN_LOGINS_POST_ACTIVATION,
                TIME_TO_FIRST_KEY_ACTION,
                TIME_TO_FIRST_VALUE,
                TIME_TO_FIRST_HABITUAL_ACTION,
                TIME_TO_EXCEED_VALUE,
                DROP_OFF_RATE,
                ACTIVE_USERS,
                ACTIVE_USERS_PER_ACCOUNT,
                TIME_IN_PRODUCT,
                PRODUCT_USAGE_DEPTH,
                EXECUTIVE_ENGAGEMENT_FREQUENCY,
                SUPPORT_TICKET_TREND,
                UNRESOLVED_TICKETS,
                ON_TIME_PAYMENT_RATE,
                CUSTOMER_SENTIMENT_SCORE,
                ONBOARDING_SATISFACTION_SCORE,
                CUSTOMER_FEEDBACK_SCORE_POST_ACTIVATION);
    }
}
