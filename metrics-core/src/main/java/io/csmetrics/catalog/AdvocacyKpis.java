package io.csmetrics.catalog;

import static io.csmetrics.catalog.KpiParameters.CHANNELS;
import static io.csmetrics.catalog.KpiParameters.CHURN_FROM;
import static io.csmetrics.catalog.KpiParameters.DEDUPE;
import static io.csmetrics.catalog.KpiParameters.ELIGIBLE;
import static io.csmetrics.catalog.KpiParameters.LOOKBACK;
import static io.csmetrics.catalog.KpiParameters.REFERRERS;
import static io.csmetrics.catalog.KpiParameters.SCOPE;
import static io.csmetrics.catalog.KpiParameters.TOUCHPOINT;
import static io.csmetrics.catalog.KpiParameters.UNIT;
import static io.csmetrics.catalog.KpiParameters.WEIGHT;
import static io.csmetrics.catalog.KpiParameters.WHEN;
import static io.csmetrics.catalog.KpiParameters.WINDOW;
import static io.csmetrics.select.Condition.all;
import static io.csmetrics.select.Condition.customerAt;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Condition.fieldIs;
import static io.csmetrics.select.Condition.score;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Moment.START;
import static io.csmetrics.select.Population.accountsThat;
import static io.csmetrics.select.Population.customersAt;
import static io.csmetrics.select.Population.occurrences;
import static io.csmetrics.select.Population.opportunities;
import static io.csmetrics.select.Population.responses;
import static io.csmetrics.select.Population.usersThat;
import static io.csmetrics.select.Selector.event;
import static io.csmetrics.select.UnitValue.field;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Population.OpportunityState;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Advocacy and referrals. A referred account is one with the source {@value Account#REFERRAL}. */
public final class AdvocacyKpis {
    /** Above which value of a {@code sentiment} event the tone is positive; 0.2 unless set, a convention. */
    public static final Param<BigDecimal> POSITIVE_ABOVE = Param.named("positiveAbove", Param.Type.NUMBER);

    /** Below which value of a {@code sentiment} event the tone is negative; -0.2 unless set, a convention. */
    public static final Param<BigDecimal> NEGATIVE_BELOW = Param.named("negativeBelow", Param.Type.NUMBER);

    private static final String LATEST_PER_RESPONDENT = "LATEST_PER_RESPONDENT";
    private static final String ACCOUNT = "ACCOUNT";
    private static final String USER = "USER";
    private static final String INTENT = "referral-intent";
    private static final AccountFilter REFERRED = AccountFilter.where("source", Account.REFERRAL);
    private static final Selector.Event REVIEW = event("qbr-held").where("attended", "true");
    private static final Selector ADVOCACY = event("advocacy-activity");
    private static final Selector DETRACTION = new Selector.Response(
            new TreeSet<>(List.of(SurveyResponse.NPS)), Param.of(Param.Type.NUMBER, new BigDecimal(6)));
    private static final Conversion KEPT =
            Conversion.toCustomer(Unit.ACCOUNT, Selector.movement(RevenueMovement.Type.NEW), WINDOW);
    private static final Share STRATEGIC_WINS = Share.of(opportunities(OpportunityState.CLOSED_IN)
                    .where("source", Account.REFERRAL)
                    .where("referrerType", REFERRERS))
            .where(fieldIs("outcome", "WON"));

    /** What shows that there is such a user: whoever never did any of these is not known. */
    private static final Selector KNOWN = event(
            "user-created",
            "activated",
            "login",
            "session",
            "feature-used",
            "referral-enrolled",
            "referral-sent",
            "introduction-asked");

    /**
     * The lifetime value of referred customers. Defined as {@link ExpansionKpis#CUSTOMER_LIFETIME_VALUE} over accounts with the source
     * {@value Account#REFERRAL}. Accounts carry revenue, not users: a referred user's value is that of its account.
     *
     * <ul>
     *   <li>Money, above 0; higher is better. Undefined with ZERO_DENOMINATOR where none of them churned, or there are none.
     *   <li>{@link KpiParameters#CHURN_FROM} is SELF by convention: their own churn. ALL takes the churn of all customers, for a group
     *       too small to have a churn of its own.
     *   <li>Margin, basis and method are conventions and alternatives as there.
     * </ul>
     *
     * <p>Example: 100 a month, half of them churn each month: 200.
     *
     * @see ExpansionKpis#CUSTOMER_LIFETIME_VALUE
     */
    public static final Kpi CLTV_FOR_REFERRED_USERS = Kpi.define("cltv-for-referred-users", "CLTV for Referred Users")
            .tells("The lifetime value of customers that somebody referred.")
            .asks("How much is a referred customer worth?")
            .in(KpiUnit.MONEY, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("customer-lifetime-value")
            .byDefaultAs(ExpansionKpis.CUSTOMER_LIFETIME_VALUE)
            .byDefault(CHURN_FROM, "SELF")
            .as(Choice.of(
                    CHURN_FROM,
                    Map.of(
                            "SELF",
                            new Only(REFERRED, ExpansionKpis.CUSTOMER_LIFETIME_VALUE.asOperand()),
                            "ALL",
                            ExpansionKpis.lifetimeValue(REFERRED, ExpansionKpis.CHURN))));

    /**
     * How many more respondents would recommend us than would not. Defined as
     * {@code 100 * (responses of 9 and 10 - responses of 0 to 6) / responses}.
     *
     * <ul>
     *   <li>Points, -100 to 100, not rounded; higher is better. Undefined with ZERO_DENOMINATOR without responses, with MIXED_SCALE if
     *       the responses are on several scales.
     *   <li>{@link KpiParameters#DEDUPE} is LATEST_PER_RESPONDENT by convention: of several answers of a user inside the period the
     *       last counts; anonymous answers all count. ALL counts every answer, BY_ACCOUNT the last one of each account.
     *   <li>The scale is 0 to 10. {@link KpiParameters#TOUCHPOINT} takes the answers about some touchpoints only, such as
     *       {@code training}; left open, all count.
     *   <li>Those who do not answer are not in it: the number speaks for respondents.
     * </ul>
     *
     * <p>Example: 10, 9, 9, 8, 7 and 3: (3 - 1) of 6 is 33.33. <em>Also known as</em> NPS.
     *
     * @see OperationsKpis#EMPLOYEE_NET_PROMOTER_SCORE
     * @see "Frederick F. Reichheld, The One Number You Need to Grow, Harvard Business Review, 2003"
     */
    public static final Kpi NET_PROMOTER_SCORE = Kpi.define("net-promoter-score", "Net Promoter Score (NPS)")
            .alsoKnownAs("NPS")
            .tells("How many more respondents would recommend us than would not, in points.")
            .asks("Would our customers recommend us?")
            .in(KpiUnit.POINTS, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .top()
            .drivenBy("customer-satisfaction-score", "customer-effort-score")
            .byDefault(DEDUPE, LATEST_PER_RESPONDENT)
            .as(promoters(SurveyResponse.NPS));

    /**
     * The part of the customers that take part in the referral programme. Defined as
     * {@code customers at end with a referral-enrolled or referral-sent event in the period / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody is eligible.
     *   <li>{@link KpiParameters#SCOPE} is IN_PERIOD by convention; EVER counts whoever took part before the end of the period.
     *   <li>{@link KpiParameters#UNIT} is ACCOUNT by convention. USER takes the users of these customers that are known by an event
     *       of theirs before the end; events without user are left out.
     *   <li>{@link KpiParameters#ELIGIBLE} is ALL by convention. ATTRIBUTE takes the accounts whose attribute
     *       {@code referral-eligible} is {@code true}.
     * </ul>
     *
     * <p>Example: A of four customers: 25 %.
     *
     * @see #REFERRAL_CONVERSION_RATE
     */
    public static final Kpi REFERRAL_PROGRAM_PARTICIPATION_RATE = Kpi.define(
                    "referral-program-participation-rate", "Referral Program Participation Rate")
            .tells("The part of the customers that take part in the referral programme.")
            .asks("Do our customers take part in the referral programme?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .top()
            .drivenBy("net-promoter-score", "referral-prompt-acceptance-rate")
            .byDefault(UNIT, ACCOUNT)
            .byDefault(SCOPE, "IN_PERIOD")
            .byDefault(ELIGIBLE, "ALL")
            .as(Choice.of(
                    ELIGIBLE,
                    Map.of(
                            "ALL",
                            participation(),
                            "ATTRIBUTE",
                            new Only(AccountFilter.where("referral-eligible", "true"), participation()))));

    /**
     * The part of the referrals sent in the period that became customers. Defined as
     * {@code referrals with a referral-converted event in [sent, sent + window) / referrals first sent in the period}, matched by the
     * attribute {@code referral}, whichever account the events belong to.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none was sent, with IMMATURE where all are still
     *       inside their window.
     *   <li>A referral sent several times counts once, from the first. Events without the id are left out and counted as excluded.
     *       Referrals whose window is not over are on neither side and told as censored; {@link KpiParameters#INCLUDE_IMMATURE} counts
     *       them as not yet converted.
     *   <li>{@link KpiParameters#WINDOW} is 90 days by convention. A referral belongs to the account that sent it.
     * </ul>
     *
     * <p>Example: the first of two referrals converts: 50 %.
     *
     * @see #REFERRAL_INCENTIVE_CONVERSION_RATE
     */
    public static final Kpi REFERRAL_CONVERSION_RATE = Kpi.define(
                    "referral-conversion-rate", "Referral Conversion Rate")
            .tells("The part of the referrals sent in the period that became customers.")
            .asks("Do referrals become customers?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .top()
            .drivenBy("referral-incentive-conversion-rate", "net-promoter-score")
            .byDefault(WINDOW, Duration.ofDays(90))
            .as(converted("referral-sent"));

    /**
     * The part of the referrals with a shown incentive that became customers. Defined as
     * {@code referrals with a referral-converted event in [shown, shown + window) / referrals whose incentive was first shown in the
     * period}, matched by the attribute {@code referral}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none was shown, with IMMATURE where all are still
     *       inside their window.
     *   <li>An incentive shown several times counts once, from the first. Events without the id are left out and counted as excluded.
     *       Referrals whose window is not over are on neither side and told as censored.
     *   <li>{@link KpiParameters#WINDOW} is 30 days by convention.
     * </ul>
     *
     * <p>Example: one of four converts: 25 %.
     *
     * @see #REFERRAL_CONVERSION_RATE
     */
    public static final Kpi REFERRAL_INCENTIVE_CONVERSION_RATE = Kpi.define(
                    "referral-incentive-conversion-rate", "Referral Incentive Conversion Rate")
            .tells("The part of the referrals with a shown incentive that became customers.")
            .asks("Do incentives bring referred customers?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("referral-prompt-acceptance-rate")
            .byDefault(WINDOW, Duration.ofDays(30))
            .as(converted("referral-incentive-shown"));

    /**
     * The part of the users with a shown referral prompt that did something about it. Defined as
     * {@code users with a referral-prompt-shown and a referral-prompt-interacted or -accepted event in the period /
     * users with a referral-prompt-shown event in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none was shown.
     *   <li>Accepting is an interaction, and so is declining: interaction is never below acceptance.
     *   <li>{@link KpiParameters#UNIT} is USER by convention. EACH counts prompts, by the id in the attribute {@code prompt}: those
     *       first shown in the period, and what happened to them as of the reading. Events without user, or id, are left out and counted
     *       as excluded.
     * </ul>
     *
     * <p>Example: one of four users clicked and one accepted: 50 %.
     *
     * @see #REFERRAL_PROMPT_ACCEPTANCE_RATE
     */
    public static final Kpi REFERRAL_PROMPT_INTERACTION_RATE = Kpi.define(
                    "referral-prompt-interaction-rate", "Referral Prompt Interaction Rate")
            .tells("The part of the users with a shown referral prompt that did something about it.")
            .asks("Do users take notice of the prompt?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("net-promoter-score")
            .byDefault(UNIT, USER)
            .as(prompted(event("referral-prompt-interacted", "referral-prompt-accepted")));

    /**
     * The part of the users with a shown referral prompt that accepted it. Defined as
     * {@code users with a referral-prompt-shown and a referral-prompt-accepted event in the period /
     * users with a referral-prompt-shown event in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none was shown.
     *   <li>Never above the interaction rate.
     *   <li>{@link KpiParameters#UNIT} is USER by convention. EACH counts prompts, by the id in the attribute {@code prompt}: those
     *       first shown in the period, and what happened to them as of the reading. Events without user, or id, are left out and counted
     *       as excluded.
     * </ul>
     *
     * <p>Example: one of four users accepted: 25 %.
     *
     * @see #REFERRAL_PROMPT_INTERACTION_RATE
     */
    public static final Kpi REFERRAL_PROMPT_ACCEPTANCE_RATE = Kpi.define(
                    "referral-prompt-acceptance-rate", "Referral Prompt Acceptance Rate")
            .tells("The part of the users with a shown referral prompt that accepted it.")
            .asks("Do users accept the prompt?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("referral-prompt-interaction-rate")
            .byDefault(UNIT, USER)
            .as(prompted(event("referral-prompt-accepted")));

    /**
     * The part of newly won referred customers that are still customers after a while. Defined as
     * {@code customers at first revenue + window / accounts with their first revenue in the period} over accounts with the source {@value Account#REFERRAL}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none was won, with IMMATURE where all are still inside
     *       their window.
     *   <li>The state when the window ends: an account that left and came back is a customer. Accounts whose window is not over are on
     *       neither side and told as censored.
     *   <li>{@link KpiParameters#WINDOW} is 90 days by convention.
     * </ul>
     *
     * <p>Example: A and B are referred; after 90 days A is there and B is gone: 50 %.
     *
     * @see #REFERRAL_CHURN_RATE
     */
    public static final Kpi REFERRAL_RETENTION_RATE = Kpi.define("referral-retention-rate", "Referral Retention Rate")
            .tells("The part of newly won referred customers that are still customers after the window.")
            .asks("Do referred customers stay?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("onboarding-completion-rate")
            .byDefault(WINDOW, Duration.ofDays(90))
            .as(new Only(REFERRED, KEPT));

    /**
     * The part of newly won referred customers that are no longer customers after a while. Defined as
     * {@code 1 - referral retention rate}: of the accounts with their first revenue in the period, those that are no customers at
     * first revenue + window, over accounts with the source {@value Account#REFERRAL}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR where none was won, with IMMATURE where all are still inside
     *       their window.
     *   <li>The state when the window ends: an account that left and came back is a customer. Accounts whose window is not over are on
     *       neither side and told as censored.
     *   <li>{@link KpiParameters#WINDOW} is 90 days by convention. The churn of referred customers of every age is {@link RetentionKpis#CUSTOMER_CHURN_RATE},
     *       segmented by source.
     * </ul>
     *
     * <p>Example: A and B are referred; after 90 days A is there and B is gone: 50 %.
     *
     * @see #REFERRAL_RETENTION_RATE
     */
    public static final Kpi REFERRAL_CHURN_RATE = Kpi.define("referral-churn-rate", "Referral Churn Rate")
            .tells("The part of newly won referred customers that are no longer customers after the window.")
            .asks("Do referred customers leave soon?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("customer-downgrade-rate")
            .byDefault(WINDOW, Duration.ofDays(90))
            .as(new Only(REFERRED, KEPT.complemented()));

    /**
     * The expansion revenue of referred accounts. Defined as {@code sum of EXPANSION movements} over accounts with the source
     * {@value Account#REFERRAL}.
     *
     * <ul>
     *   <li>Money per month, 0 and above; higher is better. Always defined.
     * </ul>
     *
     * <p>Example: A is referred and adds 25; C is not: 25.
     *
     * @see ExpansionKpis#EXPANSION_REVENUE
     */
    public static final Kpi REFERRAL_DRIVEN_EXPANSION_REVENUE = Kpi.define(
                    "referral-driven-expansion-revenue", "Referral-Driven Expansion Revenue")
            .tells("The expansion revenue of accounts that somebody referred.")
            .asks("How much do referred customers buy on top?")
            .in(KpiUnit.MONEY_PER_MONTH, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .top()
            .drivenBy("expansion-revenue")
            .as(new Only(REFERRED, ExpansionKpis.EXPANSION_REVENUE.formula()));

    /**
     * Net revenue retention of referred accounts. Defined as {@link RetentionKpis#NET_REVENUE_RETENTION} over accounts with the source
     * {@value Account#REFERRAL}.
     *
     * <ul>
     *   <li>Percent, 0 and above; higher is better. Undefined with ZERO_DENOMINATOR where their opening is 0.
     * </ul>
     *
     * <p>Example: (130 + 100) / 200 = 115 %.
     *
     * @see RetentionKpis#NET_REVENUE_RETENTION
     */
    public static final Kpi REFERRED_ACCOUNT_NET_REVENUE_RETENTION = Kpi.define(
                    "referred-account-net-revenue-retention", "Referred Account Net Revenue Retention (NRR)")
            .tells("What the referred customers of the start pay at the end, over what they paid at the start.")
            .asks("Do referred customers grow with us?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("net-revenue-retention")
            .byDefaultAs(RetentionKpis.NET_REVENUE_RETENTION)
            .as(new Only(REFERRED, RetentionKpis.NET_REVENUE_RETENTION.formula()));

    /**
     * The part of the new pipeline that referrals brought. Defined as
     * {@code amount of opportunities with the source referral / amount of opportunities}, both of kind NEW_BUSINESS or EXPANSION and
     * created in the period.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where the amounts sum to 0.
     *   <li>Renewals are no pipeline.
     *   <li>{@link KpiParameters#WHEN} is CREATED_IN_P by convention, which stays as it is once the period is over. OPEN_AT_END takes the
     *       opportunities that are open at the end.
     * </ul>
     *
     * <p>Example: 300 of 1000: 30 %.
     *
     * @see #STRATEGIC_REFERRAL_WIN_RATE
     */
    public static final Kpi REFERRAL_OPPORTUNITY_PIPELINE_CONTRIBUTION_RATE = Kpi.define(
                    "referral-opportunity-pipeline-contribution-rate",
                    "Referral Opportunity Pipeline Contribution Rate")
            .tells("The part of the new pipeline, by its yearly value, that referrals brought.")
            .asks("How much of our pipeline comes from referrals?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .top()
            .drivenBy("referral-program-participation-rate", "warm-introduction-offer-rate")
            .byDefault(WHEN, "CREATED_IN_P")
            .as(Choice.of(
                    WHEN,
                    Map.of(
                            "CREATED_IN_P",
                            contribution(OpportunityState.CREATED_IN),
                            "OPEN_AT_END",
                            contribution(OpportunityState.OPEN_AT))));

    /**
     * The part of the closed referrals of weighty referrers that were won. Defined as {@code won opportunities / closed opportunities} of
     * those closed in the period with the source {@code referral} and one of the kinds of referrers.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none closed.
     *   <li>Open opportunities are on neither side.
     *   <li>{@link KpiParameters#REFERRERS} is customer, partner and advisor by convention. {@link KpiParameters#WEIGHT} is COUNT by
     *       convention; AMOUNT weighs each by its yearly value.
     * </ul>
     *
     * <p>Example: one won, one lost; a third is of an employee, a fourth still open: 50 %.
     *
     * @see #REFERRAL_OPPORTUNITY_PIPELINE_CONTRIBUTION_RATE
     */
    public static final Kpi STRATEGIC_REFERRAL_WIN_RATE = Kpi.define(
                    "strategic-referral-win-rate", "Strategic Referral Win Rate")
            .tells("The part of the closed referrals of customers, partners and advisors that were won.")
            .asks("Do we win what our strongest referrers bring?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("warm-introduction-offer-rate")
            .byDefault(REFERRERS, TextSet.of("customer", "partner", "advisor"))
            .byDefault(WEIGHT, "COUNT")
            .as(Choice.of(
                    WEIGHT, Map.of("COUNT", STRATEGIC_WINS, "AMOUNT", STRATEGIC_WINS.weightedBy(field("amount")))));

    /**
     * The part of the business reviews in which the customer was found willing to refer. Defined as
     * {@code attended qbr-held events in the period with referral-intent / attended qbr-held events in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where none was held.
     *   <li>A review that is not marked as attended, {@code attended} = {@code true}, was not held.
     *   <li>{@link KpiParameters#UNIT} is QBR by convention. ACCOUNT counts the accounts with a review, and those with one that found the
     *       intent.
     * </ul>
     *
     * <p>Example: one of four reviews: 25 %.
     *
     * @see #WARM_INTRODUCTION_OFFER_RATE
     */
    public static final Kpi REFERRAL_INTENT_IDENTIFIED_IN_QBRS = Kpi.define(
                    "referral-intent-identified-in-qbrs", "Referral Intent Identified in QBRs")
            .tells("The part of the business reviews in which the customer was found willing to refer.")
            .asks("Do our business reviews find advocates?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("qbr-engagement-rate")
            .byDefault(UNIT, "QBR")
            .as(Choice.of(
                    UNIT,
                    Map.of(
                            "QBR",
                            Share.of(occurrences(REVIEW)).where(fieldIs(INTENT, "true")),
                            ACCOUNT,
                            Share.of(accountsThat(did(REVIEW))).where(did(REVIEW.where(INTENT, "true"))))));

    /**
     * The part of the customers that we asked for an introduction. Defined as
     * {@code customers at end with an introduction-asked event in the period / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the end.
     *   <li>It measures our asking, not their answer. Partners are a filter of accounts.
     *   <li>{@link KpiParameters#UNIT} is ACCOUNT by convention. USER takes the users of these customers that are known by an event
     *       of theirs before the end.
     * </ul>
     *
     * <p>Example: A and B of four customers are asked: 50 %.
     *
     * @see #REFERRAL_INTENT_IDENTIFIED_IN_QBRS
     */
    public static final Kpi WARM_INTRODUCTION_OFFER_RATE = Kpi.define(
                    "warm-introduction-offer-rate", "Warm Introduction Offer Rate")
            .tells("The part of the customers that we asked for an introduction.")
            .asks("Do we ask for introductions?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("referral-intent-identified-in-qbrs", "net-promoter-score")
            .byDefault(UNIT, ACCOUNT)
            .as(ofCustomersAtEnd(did(event("introduction-asked"))));

    /**
     * The part of past advocates that came forward again. Defined as
     * {@code past advocates with an advocacy-activity event in the period / users with one in [start - lookback, start)}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without past advocates.
     *   <li>New advocates are on neither side.
     *   <li>{@link KpiParameters#LOOKBACK} is 365 days by convention. {@link KpiParameters#UNIT} is USER by convention; ACCOUNT counts
     *       accounts, by whichever of their users.
     * </ul>
     *
     * <p>Example: one of two past advocates returned; a third user is new: 50 %.
     *
     * @see #COMMUNITY_GROWTH_RATE
     */
    public static final Kpi ADVOCATE_RE_ENGAGEMENT_RATE = Kpi.define(
                    "advocate-re-engagement-rate", "Advocate Re-Engagement Rate")
            .tells("The part of past advocates that came forward again.")
            .asks("Do our advocates stay with us?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("net-promoter-score", "warm-introduction-offer-rate")
            .byDefault(LOOKBACK, Duration.ofDays(365))
            .byDefault(UNIT, USER)
            .as(Choice.of(
                    UNIT,
                    Map.of(
                            USER,
                            Share.of(usersThat(did(ADVOCACY, Scope.lookback(LOOKBACK))))
                                    .where(did(ADVOCACY)),
                            ACCOUNT,
                            Share.of(accountsThat(did(ADVOCACY, Scope.lookback(LOOKBACK))))
                                    .where(did(ADVOCACY)))));

    /**
     * How much the community grew inside the period. Defined as {@code (members at end - members at start) / members at start}, a member
     * being a user whose last {@code community-joined} or {@code community-left} event was a joining.
     *
     * <ul>
     *   <li>Percent, -1 and above; higher is better. Undefined with NON_POSITIVE_BASE without members at the start.
     *   <li>Leavers are taken off. Events without user are left out.
     * </ul>
     *
     * <p>Example: 4, then 5 members: +25 %.
     *
     * @see #ADVOCATE_RE_ENGAGEMENT_RATE
     */
    public static final Kpi COMMUNITY_GROWTH_RATE = Kpi.define("community-growth-rate", "Community Growth Rate")
            .tells("How much the community grew inside the period, net of those who left it.")
            .asks("Does our community grow?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("active-users")
            .as(Growth.within(members(START), members(END)));

    /**
     * How many more voices in sales calls and social media are positive than negative. Defined as
     * {@code 100 * (sentiment events above positiveAbove - sentiment events below negativeBelow) / sentiment events} of these channels in
     * the period.
     *
     * <ul>
     *   <li>Points, -100 to 100; higher is better. Undefined with ZERO_DENOMINATOR without such events.
     *   <li>The tone, -1 to 1, is the value of the event: texts are not read here. An event without a value counts as neutral.
     *   <li>{@link KpiParameters#CHANNELS} is sales-call and social, {@link #POSITIVE_ABOVE} 0.2 and {@link #NEGATIVE_BELOW} -0.2 by
     *       convention.
     * </ul>
     *
     * <p>Example: two positive, one neutral, one negative; mails are another channel: 25. <em>Also known as</em> brand sentiment.
     *
     * @see EngagementKpis#CUSTOMER_SENTIMENT_SCORE
     */
    public static final Kpi SENTIMENT_ANALYSIS_SALES_SOCIAL = Kpi.define(
                    "sentiment-analysis-sales-social", "Sentiment Analysis (Sales + Social)")
            .alsoKnownAs("brand sentiment")
            .tells("How many more voices in sales calls and social media are positive than negative, in points.")
            .asks("How do people talk about us?")
            .in(KpiUnit.POINTS, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("customer-satisfaction-score")
            .byDefault(CHANNELS, TextSet.of("sales-call", "social"))
            .byDefault(POSITIVE_ABOVE, new BigDecimal("0.2"))
            .byDefault(NEGATIVE_BELOW, new BigDecimal("-0.2"))
            .as(Share.of(occurrences(event("sentiment").where("channel", CHANNELS)))
                    .where(new Condition.Field("value", Comparison.ABOVE, POSITIVE_ABOVE))
                    .minus(new Condition.Field("value", Comparison.BELOW, NEGATIVE_BELOW))
                    .times(100));

    /**
     * The part of the detractors' answers that somebody followed up in time. Defined as
     * {@code NPS answers of 0 to 6 with a survey-followed-up event in [answer, answer + window) / NPS answers of 0 to 6 in the period},
     * matched by the attribute {@code response}, which is the id of the answer.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without such answers, with IMMATURE where all are still
     *       inside their window.
     *   <li>Answers without an id cannot be matched: they are left out and counted as excluded. Answers whose window is not over are on
     *       neither side and told as censored.
     *   <li>{@link KpiParameters#WINDOW} is 7 days by convention.
     * </ul>
     *
     * <p>Example: one is followed up after 2 days, one after 26: 50 %. <em>Also known as</em> closed loop rate.
     *
     * @see #NET_PROMOTER_SCORE
     */
    public static final Kpi DETRACTOR_FOLLOW_UP_RATE = Kpi.define(
                    "detractor-follow-up-rate", "Detractor Follow-Up Rate")
            .alsoKnownAs("closed loop rate")
            .tells("The part of the detractors' answers that somebody followed up in time.")
            .asks("Do we answer those who are unhappy?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("first-response-time")
            .byDefault(WINDOW, Duration.ofDays(7))
            .as(Conversion.of(Unit.matching("response"), DETRACTION, Goal.did(event("survey-followed-up")))
                    .entering(EntryRule.EACH)
                    .within(WINDOW));

    private AdvocacyKpis() {}

    /** Promoters less detractors in points: customers and employees are asked alike and never mixed. */
    static Family promoters(String instrument) {
        return byRespondent(
                responses(instrument).at(TOUCHPOINT),
                answers -> Share.of(answers)
                        .where(score(Comparison.AT_LEAST, "9"))
                        .minus(score(Comparison.AT_MOST, "6"))
                        .times(100));
    }

    /** A formula over responses of which it can be chosen which of several answers of one respondent count. */
    static Family byRespondent(Population.Responses asked, Function<Population.Responses, Family> of) {
        return Choice.of(
                DEDUPE,
                Map.of(
                        "ALL",
                        of.apply(asked),
                        LATEST_PER_RESPONDENT,
                        of.apply(asked.latestPerRespondent()),
                        "BY_ACCOUNT",
                        of.apply(asked.each(Population.Dedupe.BY_ACCOUNT))));
    }

    private static Family participation() {
        Condition.Did joined = did(event("referral-enrolled", "referral-sent"));
        return Choice.of(
                SCOPE,
                Map.of("IN_PERIOD", ofCustomersAtEnd(joined), "EVER", ofCustomersAtEnd(joined.in(Scope.beforeEnd()))));
    }

    /** The part of the customers of the end, or of their known users, that meets a condition. */
    private static Family ofCustomersAtEnd(Condition condition) {
        return Choice.of(
                UNIT,
                Map.of(
                        ACCOUNT,
                        Share.of(customersAt(END)).where(condition),
                        USER,
                        Share.of(usersThat(all(customerAt(END), did(KNOWN, Scope.beforeEnd()))))
                                .where(condition)));
    }

    private static Family converted(String entry) {
        return Conversion.of(Unit.matching("referral"), event(entry), Goal.did(event("referral-converted")))
                .entering(EntryRule.EACH)
                .within(WINDOW);
    }

    private static Family prompted(Selector answer) {
        Selector shown = event("referral-prompt-shown");
        return Choice.of(
                UNIT,
                Map.of(
                        USER,
                        Share.of(usersThat(did(shown))).where(did(answer)),
                        "EACH",
                        Conversion.of(Unit.matching("prompt"), shown, Goal.did(answer))
                                .entering(EntryRule.EACH)));
    }

    private static Family contribution(OpportunityState when) {
        return Share.of(opportunities(when).where("kind", "NEW_BUSINESS", "EXPANSION"))
                .where(fieldIs("source", Account.REFERRAL))
                .weightedBy(field("amount"));
    }

    private static Family members(Moment at) {
        return Aggregate.count(usersThat(new Condition.Latest(event("community-joined"), event("community-left"), at)));
    }

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(
                CLTV_FOR_REFERRED_USERS,
                NET_PROMOTER_SCORE,
                REFERRAL_PROGRAM_PARTICIPATION_RATE,
                REFERRAL_CONVERSION_RATE,
                REFERRAL_INCENTIVE_CONVERSION_RATE,
                REFERRAL_PROMPT_INTERACTION_RATE,
                REFERRAL_PROMPT_ACCEPTANCE_RATE,
                REFERRAL_RETENTION_RATE,
                REFERRAL_CHURN_RATE,
                REFERRAL_DRIVEN_EXPANSION_REVENUE,
                REFERRED_ACCOUNT_NET_REVENUE_RETENTION,
                REFERRAL_OPPORTUNITY_PIPELINE_CONTRIBUTION_RATE,
                STRATEGIC_REFERRAL_WIN_RATE,
                REFERRAL_INTENT_IDENTIFIED_IN_QBRS,
                WARM_INTRODUCTION_OFFER_RATE,
                ADVOCATE_RE_ENGAGEMENT_RATE,
                COMMUNITY_GROWTH_RATE,
                SENTIMENT_ANALYSIS_SALES_SOCIAL,
                DETRACTOR_FOLLOW_UP_RATE);
    }
}
