package io.csmetrics.catalog;

import static io.csmetrics.catalog.AdvocacyKpis.byRespondent;
import static io.csmetrics.catalog.KpiParameters.BY;
import static io.csmetrics.catalog.KpiParameters.CONVERSIONS;
import static io.csmetrics.catalog.KpiParameters.COST_CATEGORY;
import static io.csmetrics.catalog.KpiParameters.DEDUPE;
import static io.csmetrics.catalog.KpiParameters.FOLLOW_UP;
import static io.csmetrics.catalog.KpiParameters.HEADCOUNT;
import static io.csmetrics.catalog.KpiParameters.KPI;
import static io.csmetrics.catalog.KpiParameters.OUTCOME;
import static io.csmetrics.catalog.KpiParameters.REPEAT_WINDOW;
import static io.csmetrics.catalog.KpiParameters.TARGET;
import static io.csmetrics.catalog.KpiParameters.TOLERANCE;
import static io.csmetrics.catalog.KpiParameters.TOUCHPOINT;
import static io.csmetrics.catalog.KpiParameters.VOLUME;
import static io.csmetrics.select.Condition.all;
import static io.csmetrics.select.Condition.field;
import static io.csmetrics.select.Condition.not;
import static io.csmetrics.select.Condition.score;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Population.customersAt;
import static io.csmetrics.select.Population.responses;
import static io.csmetrics.select.Population.tickets;
import static io.csmetrics.select.Selector.event;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Association;
import io.csmetrics.family.Attainment;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.Cost;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Outcome;
import io.csmetrics.select.Population;
import io.csmetrics.select.Population.TicketState;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.TicketMoment;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Operational efficiency: support, surveys about single interactions, and how many customers each manager covers. */
public final class OperationsKpis {
    private static final String MEAN = "MEAN";
    private static final UnitValue OWNER = new UnitValue.AccountField("owner");
    private static final Family OWNERS = Aggregate.of(Statistic.DISTINCT, OWNER, customersAt(END));
    private static final Selector OUTREACH = event("outreach");
    private static final Population.Responses SATISFACTION =
            responses(SurveyResponse.CSAT).at(TOUCHPOINT);
    private static final Population.Responses EFFORT =
            responses(SurveyResponse.CES).at(TOUCHPOINT);
    private static final Condition EASY = score(Comparison.AT_LEAST, "5");

    /**
     * How many more employees would recommend the company than would not. Defined as
     * {@code 100 * (responses of 9 and 10 - responses of 0 to 6) / responses} to the employee survey.
     *
     * <ul>
     *   <li>Points, -100 to 100; higher is better. Undefined with ZERO_DENOMINATOR without responses.
     *   <li>The only survey whose responses need no account; never mixed with those of customers.
     *   <li>{@link KpiParameters#DEDUPE} is LATEST_PER_RESPONDENT by convention; ALL counts every answer. BY_ACCOUNT is the same as
     *       ALL here, unless the employees belong to accounts. {@link KpiParameters#TOUCHPOINT} takes the answers about some
     *       touchpoints only; left open, all count.
     * </ul>
     *
     * <p>Example: two promoters and one detractor of four: 25. <em>Also known as</em> eNPS.
     *
     * @see AdvocacyKpis#NET_PROMOTER_SCORE
     */
    public static final Kpi EMPLOYEE_NET_PROMOTER_SCORE = Kpi.define(
                    "employee-net-promoter-score", "Employee Net Promoter Score (eNPS)")
            .alsoKnownAs("eNPS")
            .tells("How many more employees would recommend the company than would not, in points.")
            .asks("Would our employees recommend us?")
            .in(KpiUnit.POINTS, Direction.HIGHER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("accounts-per-csm")
            .byDefault(DEDUPE, "LATEST_PER_RESPONDENT")
            .as(AdvocacyKpis.promoters(SurveyResponse.ENPS));

    /**
     * How long customers wait for a first human answer. Defined as {@code mean of (first response - opening)} over the tickets first
     * answered in the period.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA where no ticket was answered.
     *   <li>A ticket belongs to the period of its answer; one that is not answered as of the reading is not in it. Automatic
     *       acknowledgements are no answers and must be left out of the data.
     *   <li>{@link KpiParameters#STATISTIC}, {@link KpiParameters#PERCENTILE} and {@link KpiParameters#CLOCK} are open: the mean of
     *       all time. Others are the median, a percentile, KM_MEDIAN, and business hours.
     * </ul>
     *
     * <p>Example: 1, 3 and 2 hours: 2 hours; a fourth ticket is answered in February. <em>Also known as</em> FRT, first reply time.
     *
     * @see #AVERAGE_RESOLUTION_TIME
     */
    public static final Kpi FIRST_RESPONSE_TIME = Kpi.define("first-response-time", "First Response Time (FRT)")
            .alsoKnownAs("FRT", "first reply time")
            .tells("How long customers wait for a first human answer.")
            .asks("How fast do we answer?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("accounts-per-csm", "support-ticket-trend")
            .as(ofTickets(TicketMoment.FIRST_RESPONSE));

    /**
     * How long it takes until a ticket is resolved for good. Defined as {@code mean of (last resolution - opening)} over the tickets
     * resolved in the period.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA where no ticket was resolved.
     *   <li>A reopened ticket counts until its last resolution, and belongs to the period of that. One that is resolved at or after the
     *       instant of the reading is open.
     *   <li>{@link KpiParameters#STATISTIC}, {@link KpiParameters#PERCENTILE} and {@link KpiParameters#CLOCK} are open: the mean of
     *       all time. Others are the median, a percentile, KM_MEDIAN, and business hours.
     * </ul>
     *
     * <p>Example: 10, 24 and 14 hours: 16 hours. <em>Also known as</em> ticket resolution time, ART.
     *
     * @see #FIRST_CONTACT_RESOLUTION_RATE
     */
    public static final Kpi AVERAGE_RESOLUTION_TIME = Kpi.define(
                    "average-resolution-time", "Average Resolution Time (ART)")
            .alsoKnownAs("ticket resolution time", "ART")
            .tells("How long it takes until a ticket is resolved for good.")
            .asks("How fast do we solve problems?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LAGGING, Cadence.WEEKLY)
            .transactional()
            .top()
            .drivenBy("first-response-time", "escalation-rate")
            .as(ofTickets(TicketMoment.RESOLVED));

    /**
     * The part of the tickets that had to be escalated. Defined as
     * {@code tickets opened in the period that were escalated / tickets opened in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR where no ticket was opened.
     *   <li>Each ticket counts once. Recent ones may still be escalated, so the number can rise when it is read again later.
     * </ul>
     *
     * <p>Example: one of four tickets: 25 %.
     *
     * @see #FIRST_CONTACT_RESOLUTION_RATE
     */
    public static final Kpi ESCALATION_RATE = Kpi.define("escalation-rate", "Escalation Rate")
            .tells("The part of the tickets that had to be escalated.")
            .asks("How often can the first line not help?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("first-response-time")
            .as(Share.of(tickets(TicketState.OPENED_IN)).where(new Condition.FieldSet("escalated")));

    /**
     * The part of the tickets that one contact was enough for. Defined as
     * {@code tickets resolved in the period with 1 contact and no reopening / tickets resolved in the period whose contacts are known}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where there is no such ticket.
     *   <li>Tickets whose contacts are not known are on neither side and counted as excluded.
     *   <li>{@link KpiParameters#REPEAT_WINDOW} is open by convention. Set, say to 7 days, a ticket must also not be followed by another
     *       one of the same requester and category, opened no later than that after it was resolved.
     * </ul>
     *
     * <p>Example: one of three; another one took three contacts, the third was reopened: 33.33 %. <em>Also known as</em> FCR.
     *
     * @see #AVERAGE_RESOLUTION_TIME
     */
    public static final Kpi FIRST_CONTACT_RESOLUTION_RATE = Kpi.define(
                    "first-contact-resolution-rate", "First Contact Resolution (FCR)")
            .alsoKnownAs("FCR")
            .tells("The part of the tickets that one contact was enough for.")
            .asks("How often do we help at the first contact?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LAGGING, Cadence.WEEKLY)
            .transactional()
            .top()
            .drivenBy("escalation-rate")
            .as(Share.of(new Population.Tickets(TicketState.RESOLVED_IN, "contacts", Collections.emptySortedMap()))
                    .where(all(
                            field("contacts", Comparison.EQUAL, "1"),
                            field("reopens", Comparison.EQUAL, "0"),
                            not(new Condition.Repeated(REPEAT_WINDOW)))));

    /**
     * What it costs to resolve a ticket. Defined as {@code costs of support in the period / tickets resolved in the period}.
     *
     * <ul>
     *   <li>Money; lower is better. Undefined with NO_DATA where no cost is recorded, which is not free support, with ZERO_DENOMINATOR
     *       where no ticket was resolved.
     *   <li>Costs belong to the period that they are booked in.
     *   <li>{@link KpiParameters#VOLUME} is RESOLVED by convention; OPENED divides by the tickets opened in the period.
     *       {@link KpiParameters#COST_CATEGORY} is {@code support} by convention.
     * </ul>
     *
     * <p>Example: 90 for three tickets: 30.
     *
     * @see #FIRST_CONTACT_RESOLUTION_RATE
     */
    public static final Kpi COST_PER_TICKET = Kpi.define("cost-per-ticket", "Cost Per Ticket")
            .tells("What it costs to resolve a ticket.")
            .asks("How much does support cost us each time?")
            .in(KpiUnit.MONEY, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .transactional()
            .top()
            .drivenBy("average-resolution-time", "first-contact-resolution-rate")
            .byDefault(COST_CATEGORY, TextSet.of(Cost.SUPPORT))
            .byDefault(VOLUME, "RESOLVED")
            .as(Derived.of(
                    "c / n",
                    Map.of(
                            "c",
                            ExpansionKpis.sumOfAny(new Population.Costs(COST_CATEGORY, null)),
                            "n",
                            Choice.of(
                                    VOLUME,
                                    Map.of(
                                            "RESOLVED",
                                            Aggregate.count(tickets(TicketState.RESOLVED_IN)),
                                            "OPENED",
                                            Aggregate.count(tickets(TicketState.OPENED_IN)))))));

    /**
     * The part of answers that are satisfied. Defined as
     * {@code responses with (score - scaleMin) / (scaleMax - scaleMin) >= 0.75 / responses}: 4 and 5 of 5, 6 and 7 of 7, 8 to 10 of 10.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without responses.
     *   <li>Answers on several scales can be mixed, because each is read as a share of its scale.
     *   <li>{@link KpiParameters#BY} is TOP_BOX by convention. MEAN is the mean score on the scale of the answers, undefined with NO_DATA
     *       without answers, with MIXED_SCALE if they are on several scales.
     *   <li>{@link KpiParameters#DEDUPE} is ALL by convention; LATEST_PER_RESPONDENT counts the last answer of each user in the period,
     *       BY_ACCOUNT that of each account. {@link KpiParameters#TOUCHPOINT} takes the answers about some touchpoints only, such as
     *       {@code support}; left open, all count.
     * </ul>
     *
     * <p>Example: 5, 4 and 4 are satisfied, 3 and 1 are not: 60 %. <em>Also known as</em> CSAT.
     *
     * @see #CUSTOMER_EFFORT_SCORE
     */
    public static final Kpi CUSTOMER_SATISFACTION_SCORE = Kpi.define(
                    "customer-satisfaction-score", "Customer Satisfaction Score (CSAT)")
            .alsoKnownAs("CSAT")
            .tells("The part of answers to satisfaction surveys that are satisfied.")
            .asks("Are customers satisfied with what they just met?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LAGGING, Cadence.WEEKLY)
            .transactional()
            .top()
            .drivenBy("first-response-time", "average-resolution-time", "first-contact-resolution-rate")
            .byDefault(BY, "TOP_BOX")
            .byDefault(DEDUPE, "ALL")
            .as(Choice.of(
                            BY,
                            Map.of(
                                    "TOP_BOX",
                                    byRespondent(
                                            SATISFACTION,
                                            answers -> Share.of(answers)
                                                    .where(score(Comparison.SCALE_SHARE_AT_LEAST, "0.75"))),
                                    MEAN,
                                    byRespondent(SATISFACTION, OperationsKpis::meanScore)))
                    .in(MEAN, KpiUnit.SCORE));

    /**
     * How easy customers find it to get something done. Defined as {@code mean score} on a scale where high is easy, 1 to 7 by default.
     *
     * <ul>
     *   <li>A score on the scale of the responses; higher is better. Undefined with NO_DATA without responses, with MIXED_SCALE if they
     *       are on several scales.
     *   <li>Answers on a scale where high is hard must be marked as inverted and are turned.
     *   <li>{@link KpiParameters#BY} is MEAN by convention. AGREE is the part of the answers of 5 and above, a percent; NET is
     *       {@code 100 * (answers of 5 and above - answers of 3 and below) / answers}, in points. Both read a scale of 1 to 7, and are
     *       undefined with ZERO_DENOMINATOR without responses.
     *   <li>{@link KpiParameters#TOUCHPOINT} takes the answers about some touchpoints only; left open, all count.
     * </ul>
     *
     * <p>Example: (7 + 6 + 5 + 2) / 4 = 5. <em>Also known as</em> CES.
     *
     * @see #CUSTOMER_SATISFACTION_SCORE
     * @see "Matthew Dixon, Karen Freeman and Nicholas Toman, Stop Trying to Delight Your Customers, Harvard Business Review, 2010"
     */
    public static final Kpi CUSTOMER_EFFORT_SCORE = Kpi.define("customer-effort-score", "Customer Effort Score (CES)")
            .alsoKnownAs("CES")
            .tells("How easy customers find it to get something done, as a mean score.")
            .asks("Do we make it easy?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("first-contact-resolution-rate", "time-to-first-value")
            .byDefault(BY, MEAN)
            .as(Choice.of(
                            BY,
                            Map.of(
                                    MEAN,
                                    meanScore(EFFORT),
                                    "AGREE",
                                    Share.of(EFFORT).where(EASY),
                                    "NET",
                                    Share.of(EFFORT)
                                            .where(EASY)
                                            .minus(score(Comparison.AT_MOST, "3"))
                                            .times(100)))
                    .in("AGREE", KpiUnit.PERCENT)
                    .in("NET", KpiUnit.POINTS));

    /**
     * Whether customers that we check in with more often stay more often. Defined as the correlation over the customers of the end of
     * {@code check-in events in the period} with {@code 1 if a customer at end + followUp, else 0}. A correlation, no effect: it does not
     * say that check-ins keep customers.
     *
     * <ul>
     *   <li>A correlation, -1 to 1; higher is better. Undefined with IMMATURE until the follow-up is over, with TOO_FEW_OBSERVATIONS below
     *       3 customers, with ZERO_VARIANCE where all have equally many check-ins, or the same outcome.
     *   <li>The check-ins lie strictly before the outcome: reading both in one period would reward having lived longer.
     *   <li>{@link KpiParameters#FOLLOW_UP} is 90 days by convention.
     *   <li>{@link KpiParameters#OUTCOME} is RETAINED by convention. EXPANDED: 1 if the account expanded in the follow-up, else 0.
     *       USAGE_CHANGE: engagement events a day in the follow-up less those in the period. NRR: revenue at its end over revenue at the
     *       end of the period; accounts without revenue at the end of the period are left out.
     *   <li>{@link KpiParameters#BY} is PEARSON by convention; SPEARMAN correlates ranks, ties at their mean rank.
     * </ul>
     *
     * <p>Example: 3, 1, 1 and 0 check-ins, of which the first two stay: 0.6882.
     *
     * @see RetentionKpis#INTERVENTION_EFFECT
     */
    public static final Kpi CHECK_IN_IMPACT_SCORE = Kpi.define("check-in-impact-score", "Check-In Impact Score")
            .tells("How check-ins with customers go together with what becomes of them, as a correlation.")
            .asks("Do customers that we check in with stay?")
            .in(KpiUnit.CORRELATION, Direction.HIGHER)
            .about(FocusArea.OPERATIONS, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .top()
            .drivenBy("executive-engagement-frequency", "qbr-engagement-rate")
            .byDefault(FOLLOW_UP, Duration.ofDays(90))
            .byDefault(OUTCOME, "RETAINED")
            .byDefault(BY, "PEARSON")
            .as(Choice.of(
                    BY,
                    Map.of(
                            "PEARSON",
                            byOutcome(OperationsKpis::checkIns),
                            "SPEARMAN",
                            byOutcome(outcome -> checkIns(outcome).ofRanks()))));

    /**
     * How many customers a customer success manager covers. Defined as
     * {@code customers at end with an owner / different owners of them}.
     *
     * <ul>
     *   <li>A ratio, 1 and above; neither high nor low is good in itself. Undefined with ZERO_DENOMINATOR where no customer has an
     *       owner.
     *   <li>Customers without owner are left out and counted as excluded.
     *   <li>Managers without customers are invisible to it, unless {@link KpiParameters#HEADCOUNT} says how many managers there are; 0,
     *       the default, counts those that own customers, and so does a number below theirs. A headcount is not split by segment.
     * </ul>
     *
     * <p>Example: three covered customers of two managers: 1.5. <em>Also known as</em> coverage ratio, accounts served per head.
     *
     * @see #ARR_PER_CSM
     */
    public static final Kpi ACCOUNTS_PER_CSM = Kpi.define("accounts-per-csm", "Coverage Ratio (accounts per CSM)")
            .alsoKnownAs("coverage ratio", "accounts served per head")
            .tells("How many customers a customer success manager covers.")
            .asks("How many customers does each of us look after?")
            .in(KpiUnit.RATIO, Direction.NEUTRAL)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("paid-accounts")
            .byDefault(HEADCOUNT, BigDecimal.ZERO)
            .as(Derived.of(
                    "n / max(k, headcount)",
                    Map.of("n", Aggregate.of(Statistic.COUNT, OWNER, customersAt(END)), "k", OWNERS),
                    "headcount",
                    HEADCOUNT));

    /**
     * How much yearly recurring revenue a customer success manager covers. Defined as
     * {@code 12 * closing of customers with an owner / different owners of them}.
     *
     * <ul>
     *   <li>Money per year, above 0; neither high nor low is good in itself. Undefined with ZERO_DENOMINATOR where no customer has an
     *       owner.
     *   <li>Customers without owner are left out and counted as excluded.
     *   <li>Managers without customers are invisible to it, unless {@link KpiParameters#HEADCOUNT} says how many managers there are; 0,
     *       the default, counts those that own customers, and so does a number below theirs. A headcount is not split by segment.
     * </ul>
     *
     * <p>Example: 12 * 300 / 2 = 1800. <em>Also known as</em> revenue coverage.
     *
     * @see #ACCOUNTS_PER_CSM
     */
    public static final Kpi ARR_PER_CSM = Kpi.define("arr-per-csm", "ARR per CSM")
            .alsoKnownAs("revenue coverage")
            .tells("How much yearly recurring revenue a customer success manager covers.")
            .asks("How much revenue does each of us look after?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.NEUTRAL)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("annual-recurring-revenue", "accounts-per-csm")
            .byDefault(HEADCOUNT, BigDecimal.ZERO)
            .as(Derived.of(
                    "12 * m / max(k, headcount)",
                    Map.of("m", new Only(AccountFilter.whereSet("owner"), Ledger.sum(RevenueTerm.CLOSE)), "k", OWNERS),
                    "headcount",
                    HEADCOUNT));

    /**
     * How long a new account waits until somebody contacts it. Defined as
     * {@code mean time from the first conversion event to the first outreach event at or after it} over the accounts whose first
     * conversion lies in the period.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA where no account converted, with IMMATURE
     *       where nobody was contacted yet.
     *   <li>An account counts once, from its first conversion of any kind; single leads are in {@link #LEAD_RESPONSE_TIME}. Accounts
     *       that were not contacted yet are not in the mean and told as censored.
     *   <li>{@link KpiParameters#CONVERSIONS} is {@code lead-created}, {@code demo-requested} and {@code user-created} by convention.
     *   <li>{@link KpiParameters#STATISTIC}, {@link KpiParameters#PERCENTILE} and {@link KpiParameters#CLOCK} are open: the mean of
     *       all time. Others are the median, a percentile, KM_MEDIAN, and business hours.
     * </ul>
     *
     * <p>Example: A waits 26 hours from its first event, B 2 hours: 14 hours.
     *
     * @see #LEAD_RESPONSE_TIME
     */
    public static final Kpi TIME_TO_FIRST_CONTACT = Kpi.define("time-to-first-contact", "Time to First Contact")
            .tells("How long a new account waits until somebody contacts it.")
            .asks("How soon do we contact new accounts?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("lead-response-time")
            .byDefault(CONVERSIONS, TextSet.of("lead-created", "demo-requested", "user-created"))
            .as(TimeBetween.of(Unit.ACCOUNT, event(CONVERSIONS), OUTREACH));

    /**
     * How long a lead waits for an answer. Defined as
     * {@code mean time from lead-created to the first outreach event at or after it} over the leads created in the period, matched by the
     * attribute {@code lead}.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA without leads, with IMMATURE where none was
     *       answered yet.
     *   <li>Leads that were not answered yet are not in the mean and told as censored. Events without the id are left out and counted as
     *       excluded. A lead belongs to the account that it was created for.
     *   <li>{@link KpiParameters#STATISTIC}, {@link KpiParameters#PERCENTILE} and {@link KpiParameters#CLOCK} are open: the mean of
     *       all time. Others are the median, a percentile, KM_MEDIAN, and business hours.
     * </ul>
     *
     * <p>Example: 1 and 3 hours: 2 hours.
     *
     * @see #TIME_TO_FIRST_CONTACT
     */
    public static final Kpi LEAD_RESPONSE_TIME = Kpi.define("lead-response-time", "Lead Response Time")
            .tells("How long a lead waits for an answer.")
            .asks("How fast do we answer leads?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("accounts-per-csm")
            .as(TimeBetween.of(Unit.matching("lead"), event("lead-created"), OUTREACH));

    /**
     * How long an account waits for its owner once its onboarding is over. Defined as
     * {@code mean time from onboarding-completed to the first outreach event at or after it} over the accounts that first completed in
     * the period.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA where no account completed, with IMMATURE
     *       where nobody was contacted yet.
     *   <li>Outreach before the completion does not count. Accounts that were not contacted yet are not in the mean and told as
     *       censored.
     *   <li>{@link KpiParameters#STATISTIC}, {@link KpiParameters#PERCENTILE} and {@link KpiParameters#CLOCK} are open: the mean of
     *       all time. Others are the median, a percentile, KM_MEDIAN, and business hours.
     * </ul>
     *
     * <p>Example: from 2 to 5 January: 3 days. <em>Also known as</em> handoff time.
     *
     * @see #TIME_TO_FIRST_CONTACT
     */
    public static final Kpi LEAD_RESPONSE_TIME_POST_ONBOARDING = Kpi.define(
                    "lead-response-time-post-onboarding", "Lead Response Time (Post-Onboarding)")
            .alsoKnownAs("handoff time")
            .tells("How long an account waits for its owner once its onboarding is over.")
            .asks("How well do we hand accounts over after onboarding?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.OPERATIONS, Stage.ONBOARDING)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .transactional()
            .drivenBy("accounts-per-csm")
            .as(TimeBetween.of(Unit.ACCOUNT, event("onboarding-completed"), OUTREACH));

    /**
     * How far a KPI reaches its target. Defined as {@code actual / target} where higher is better, {@code target / actual} where lower is;
     * of a neutral KPI 1 inside the band {@code [target - tolerance, target + tolerance]}, and less the further it is outside;
     * {@code TARGET_ATTAINMENT.with(KPI, GROSS_REVENUE_RETENTION).with(TARGET, new BigDecimal("0.9"))}.
     *
     * <ul>
     *   <li>Percent, above 0, and 1 and above where the target is met; higher is better. Undefined with UNCONFIGURED until
     *       {@link KpiParameters#KPI} and {@link KpiParameters#TARGET} are set, with NON_POSITIVE_BASE where a side is not above 0, else
     *       as the KPI is.
     *   <li>The evidence has {@code actual}, {@code target} and the gap {@code actual - target}, and a flag tells whether the target is
     *       met, also where there is no quotient.
     *   <li>The target is in the unit of the KPI: a percent as a fraction. {@link KpiParameters#TOLERANCE} is open by convention: none.
     * </ul>
     *
     * <p>Example: 65 % of a target of 90 %: 72.22 %, a gap of -25 points, missed. <em>Also known as</em> quota attainment, retention
     * target.
     *
     * @see ExpansionKpis#ONE_METRIC_THAT_MATTERS
     */
    public static final Kpi TARGET_ATTAINMENT = Kpi.define("target-attainment", "Target Attainment")
            .alsoKnownAs("quota attainment", "retention target")
            .tells("How far a KPI reaches its target.")
            .asks("Do we reach what we set out to?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.OPERATIONS, Stage.CROSS_STAGE)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .as(new Attainment(KPI, TARGET, TOLERANCE));

    private OperationsKpis() {}

    private static Family meanScore(Population.Responses answers) {
        return Aggregate.of(Statistic.MEAN, UnitValue.field("score"), answers);
    }

    /** How long after its opening something happens to a ticket, by the period in which it happens. */
    private static Family ofTickets(TicketMoment moment) {
        return TimeBetween.of(Unit.matching("ticket"), Selector.ticket(TicketMoment.OPENED), Selector.ticket(moment))
                .endingInPeriod();
    }

    private static Association checkIns(Outcome outcome) {
        return Association.of(customersAt(END), UnitValue.count(event("check-in")), outcome, FOLLOW_UP);
    }

    private static Family byOutcome(Function<Outcome, Association> of) {
        return Choice.of(
                OUTCOME,
                Map.of(
                        "RETAINED",
                        of.apply(Outcome.RETAINED),
                        "EXPANDED",
                        of.apply(Outcome.EXPANDED),
                        "USAGE_CHANGE",
                        of.apply(Outcome.USAGE_CHANGE),
                        "NRR",
                        of.apply(Outcome.NET_REVENUE_RETENTION)));
    }

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(
                EMPLOYEE_NET_PROMOTER_SCORE,
                FIRST_RESPONSE_TIME,
                AVERAGE_RESOLUTION_TIME,
                ESCALATION_RATE,
                FIRST_CONTACT_RESOLUTION_RATE,
                COST_PER_TICKET,
                CUSTOMER_SATISFACTION_SCORE,
                CUSTOMER_EFFORT_SCORE,
                CHECK_IN_IMPACT_SCORE,
                ACCOUNTS_PER_CSM,
                ARR_PER_CSM,
                TIME_TO_FIRST_CONTACT,
                LEAD_RESPONSE_TIME,
                LEAD_RESPONSE_TIME_POST_ONBOARDING,
                TARGET_ATTAINMENT);
    }
}
