package io.csmetrics.catalog;

import static io.csmetrics.catalog.KpiParameters.BY;
import static io.csmetrics.catalog.KpiParameters.CONTROL;
import static io.csmetrics.catalog.KpiParameters.EXPERIMENT;
import static io.csmetrics.catalog.KpiParameters.FOLLOW_UP;
import static io.csmetrics.catalog.KpiParameters.GRACE;
import static io.csmetrics.catalog.KpiParameters.HORIZON;
import static io.csmetrics.catalog.KpiParameters.OUTCOME;
import static io.csmetrics.catalog.KpiParameters.RULE;
import static io.csmetrics.catalog.KpiParameters.SOURCE;
import static io.csmetrics.catalog.KpiParameters.TREATMENT;
import static io.csmetrics.catalog.KpiParameters.WEIGHT;
import static io.csmetrics.catalog.KpiParameters.WINDOW;
import static io.csmetrics.select.Condition.all;
import static io.csmetrics.select.Condition.customerAt;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Condition.not;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Moment.START;
import static io.csmetrics.select.Population.accountsThat;
import static io.csmetrics.select.Population.contracts;
import static io.csmetrics.select.Population.customersAt;
import static io.csmetrics.select.Population.occurrences;

import io.csmetrics.family.Aggregate;
import io.csmetrics.family.ArmDifference;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.Forecast;
import io.csmetrics.family.Frequency;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Customer retention and churn prevention. A <em>customer</em> at an instant is an account with recurring revenue above 0.
 *
 * <p>The examples share one ledger. Before January 2025 account A has 100, B has 50, C has 50. In January A expands by 20 (an upsell),
 * B contracts by 20, D is new with 40, C churns with its 50.
 */
public final class RetentionKpis {
    /** How kept and lost revenue are told apart; {@link RetentionMethod#POINT_TO_POINT} unless set. */
    public static final Param<RetentionMethod> METHOD = Param.named("method", Param.Type.METHOD);

    /** Whether returning revenue counts as gained in {@link RetentionMethod#FLOW}; not unless set. */
    public static final Param<Boolean> INCLUDE_REACTIVATION = Param.named("includeReactivation", Param.Type.FLAG);

    /** How far {@link #CUSTOMER_FEEDBACK_RETENTION_SCORE} looks back for feedback; 90 days unless set, a convention. */
    public static final Param<Duration> LOOKBACK = KpiParameters.LOOKBACK;

    private static final Share RENEWED_CONTRACTS = Share.of(contracts(Population.ContractState.ENDS_IN))
            .where(new Condition.Renewed(Condition.Rule.ANY, GRACE));

    private static final Selector ASSIGNMENT =
            Selector.event("experiment-assigned").where("experiment", EXPERIMENT);

    /**
     * The part of the customers of the start that are still customers at the end. Defined as
     * {@code customers at start and at end / customers at start}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the start.
     *   <li>Customers won inside the period are on neither side. An account that leaves and returns inside it counts as retained.
     * </ul>
     *
     * <p>Example: of A, B and C two are still there: 2/3 = 66.67 %. <em>Also known as</em> logo retention, CRR.
     *
     * @see #CUSTOMER_CHURN_RATE
     */
    public static final Kpi CUSTOMER_RETENTION_RATE = Kpi.define("customer-retention-rate", "Customer Retention Rate")
            .alsoKnownAs("logo retention", "CRR")
            .tells("The part of the customers of the start that are still customers at the end.")
            .asks("How many of our customers stay?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .top()
            .drivenBy("customer-downgrade-rate")
            .as(Share.of(customersAt(START)).where(customerAt(END)));

    /**
     * The part of the customers of the start that are no longer customers at the end. Defined as
     * {@code customers at start, not at end / customers at start}, which is {@code 1 - customer retention rate}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR without customers at the start.
     *   <li>Who joins and leaves inside the period is not counted. The denominator is never the average or the closing number.
     * </ul>
     *
     * <p>Example: C of A, B and C is lost: 1/3 = 33.33 %. <em>Also known as</em> churn rate, logo churn, customer turnover,
     * attrition rate.
     *
     * @see #CUSTOMER_RETENTION_RATE
     */
    public static final Kpi CUSTOMER_CHURN_RATE = Kpi.define("customer-churn-rate", "Customer Churn Rate")
            .alsoKnownAs("churn rate", "logo churn", "customer turnover", "attrition rate")
            .tells("The part of the customers of the start that are no longer customers at the end.")
            .asks("How many of our customers leave?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .top()
            .drivenBy("customer-downgrade-rate")
            .as(Share.of(customersAt(START)).where(not(customerAt(END))));

    /**
     * The part of the opening revenue that the customers of the start still pay, growth left aside. Defined as
     * {@code retained / opening}, where {@code retained} sums {@code min(revenue at start, revenue at end)} account by account.
     *
     * <ul>
     *   <li>Percent, 0 to 1 and never above net revenue retention; higher is better. Undefined with ZERO_DENOMINATOR where the
     *       opening is 0.
     *   <li>Growth of one account never hides the loss of another: the cap is taken for each account.
     *   <li>{@link #METHOD} chooses other readings; with COHORT_MOVEMENTS and FLOW the number may fall below 0.
     * </ul>
     *
     * <p>Example: (100 + 30 + 0) / 200 = 65 %. <em>Also known as</em> GRR, gross dollar retention, GDR.
     *
     * @see #NET_REVENUE_RETENTION
     */
    public static final Kpi GROSS_REVENUE_RETENTION = Kpi.define(
                    "gross-revenue-retention", "Gross Revenue Retention (GRR)")
            .alsoKnownAs("GRR", "gross dollar retention", "GDR")
            .tells("The part of the opening revenue that the customers of the start still pay, growth left aside.")
            .asks("How much of our revenue would remain without any expansion?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("customer-churn-rate", "customer-downgrade-rate")
            .byDefault(METHOD, RetentionMethod.POINT_TO_POINT)
            .byDefault(INCLUDE_REACTIVATION, false)
            .as(Ledger.sum(RevenueTerm.RETAINED).over(RevenueTerm.OPEN).by(METHOD, INCLUDE_REACTIVATION));

    /**
     * What the customers of the start pay at the end, over what they paid at the start. Defined as
     * {@code revenue at end of the customers of the start / revenue at start}.
     *
     * <ul>
     *   <li>Percent, 0 and above; higher is better, above 1 the existing customers alone make revenue grow. Undefined with
     *       ZERO_DENOMINATOR where the opening is 0.
     *   <li>New accounts are never in, nor are accounts that had left before the start and come back.
     *   <li>{@link #METHOD} chooses other readings; POINT_TO_POINT and COHORT_MOVEMENTS agree on this number.
     * </ul>
     *
     * <p>Example: (120 + 30 + 0) / 200 = 75 %; D is new and does not count. <em>Also known as</em> NRR, net dollar retention, NDR.
     *
     * @see #GROSS_REVENUE_RETENTION
     */
    public static final Kpi NET_REVENUE_RETENTION = Kpi.define("net-revenue-retention", "Net Revenue Retention (NRR)")
            .alsoKnownAs("NRR", "net dollar retention", "NDR")
            .tells("What the customers of the start pay at the end, over what they paid at the start.")
            .asks("Does the revenue of our existing customers grow or shrink?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("gross-revenue-retention", "expansion-revenue-rate")
            .byDefault(METHOD, RetentionMethod.POINT_TO_POINT)
            .byDefault(INCLUDE_REACTIVATION, false)
            .as(Ledger.sum(RevenueTerm.COHORT_CLOSE).over(RevenueTerm.OPEN).by(METHOD, INCLUDE_REACTIVATION));

    /**
     * The part of the opening revenue that was lost to cancellations and downgrades. Defined as {@code lost / opening}, which is
     * {@code 1 - gross revenue retention}; {@code lost} sums {@code max(0, revenue at start - revenue at end)} account by account.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR where the opening is 0.
     *   <li>With {@link #METHOD} COHORT_MOVEMENTS or FLOW it may pass 1 when an account grows and then leaves; then it is flagged
     *       OVER_BASE.
     * </ul>
     *
     * <p>Example: (0 + 20 + 50) / 200 = 35 %. <em>Also known as</em> gross dollar churn, gross MRR churn.
     *
     * @see #GROSS_REVENUE_RETENTION
     */
    public static final Kpi GROSS_REVENUE_CHURN_RATE = Kpi.define(
                    "gross-revenue-churn-rate", "Gross Revenue Churn Rate")
            .alsoKnownAs("gross dollar churn", "gross MRR churn")
            .tells("The part of the opening revenue that was lost to cancellations and downgrades.")
            .asks("How much of our revenue do we lose?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("customer-churn-rate", "customer-downgrade-rate")
            .byDefault(METHOD, RetentionMethod.POINT_TO_POINT)
            .byDefault(INCLUDE_REACTIVATION, false)
            .as(Ledger.sum(RevenueTerm.LOST).over(RevenueTerm.OPEN).by(METHOD, INCLUDE_REACTIVATION));

    /**
     * A second name of {@link #GROSS_REVENUE_CHURN_RATE} that people use: cancellations, downgrades and non-renewals over the opening
     * revenue. Defined as {@code lost / opening}. It is never the churn rate of customers.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR where the opening is 0.
     * </ul>
     *
     * <p>Example: 70 / 200 = 35 %. <em>Also known as</em> dollar churn, RCR, MRR churn.
     *
     * @see #CUSTOMER_CHURN_RATE
     */
    public static final Kpi REVENUE_CHURN_RATE = Kpi.define("revenue-churn-rate", "Revenue Churn Rate")
            .alsoKnownAs("dollar churn", "RCR", "MRR churn")
            .tells(
                    "Cancellations, downgrades and non-renewals over the opening revenue: another name of gross revenue churn.")
            .asks("How much of our revenue do we lose?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("customer-churn-rate", "customer-downgrade-rate")
            .byDefaultAs(GROSS_REVENUE_CHURN_RATE)
            .as(GROSS_REVENUE_CHURN_RATE.formula());

    /**
     * The part of the opening revenue that was lost after growth of the same customers is set against it. Defined as
     * {@code (opening - revenue at end of the customers of the start) / opening}, which is {@code 1 - net revenue retention}.
     *
     * <ul>
     *   <li>Percent, at most 1; lower is better, negative where growth beats losses. Undefined with ZERO_DENOMINATOR where the
     *       opening is 0.
     * </ul>
     *
     * <p>Example: (200 - 150) / 200 = 25 %. <em>Also known as</em> net dollar churn, net MRR churn.
     *
     * @see #NET_REVENUE_RETENTION
     */
    public static final Kpi NET_REVENUE_CHURN_RATE = Kpi.define("net-revenue-churn-rate", "Net Revenue Churn")
            .alsoKnownAs("net dollar churn", "net MRR churn")
            .tells(
                    "The part of the opening revenue that was lost after growth of the same customers is set against it.")
            .asks("Do our existing customers pay less than before, all in all?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .top()
            .drivenBy("gross-revenue-churn-rate", "expansion-revenue-rate")
            .byDefault(METHOD, RetentionMethod.POINT_TO_POINT)
            .byDefault(INCLUDE_REACTIVATION, false)
            .as(Ledger.sum(RevenueTerm.NET_LOST).over(RevenueTerm.OPEN).by(METHOD, INCLUDE_REACTIVATION));

    /**
     * The part of the customers of the start that pay less for something inside the period and are still customers at its end.
     * Defined as {@code customers at start and at end with a contraction / customers at start}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR without customers at the start.
     *   <li>Who downgrades and then leaves counts as churn, not here, so that the two add up to at most 1. A later expansion does not
     *       undo a downgrade.
     * </ul>
     *
     * <p>Example: B of A, B and C: 33.33 %.
     *
     * @see #CUSTOMER_CHURN_RATE
     */
    public static final Kpi CUSTOMER_DOWNGRADE_RATE = Kpi.define("customer-downgrade-rate", "Customer Downgrade Rate")
            .tells("The part of the customers of the start that downgraded inside the period and stayed.")
            .asks("How many customers step down before they might leave?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .top()
            .as(Share.of(customersAt(START)).where(all(did(Selector.movement(Type.CONTRACTION)), customerAt(END))));

    /**
     * The part of the accounts that downgraded in the period and left soon after. Defined as
     * {@code mature accounts with a churn in [t, t + window) / mature accounts}, where {@code t} is the account's first contraction in the
     * period.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR where nobody downgraded, with IMMATURE where the window of
     *       all who did is not over.
     *   <li>Accounts whose window is not over are on neither side, also those that have left already, and told as censored;
     *       {@link KpiParameters#INCLUDE_IMMATURE} counts them as not yet lost.
     *   <li>{@code window}: 180 days unless set, a convention.
     * </ul>
     *
     * <p>Example: A and B downgraded in January, A left on 1 April; read on 1 September: 1/2 = 50 %.
     *
     * @see #CUSTOMER_DOWNGRADE_RATE
     */
    public static final Kpi DOWNGRADE_TO_CHURN_CONVERSION_RATE = Kpi.define(
                    "downgrade-to-churn-conversion-rate", "Downgrade to Churn Conversion Rate")
            .tells("The part of the accounts that downgraded in the period and left soon after.")
            .asks("Is a downgrade the first step out?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.QUARTERLY)
            .drivenBy("customer-downgrade-rate", "churn-risk-score")
            .byDefault(WINDOW, Duration.ofDays(180))
            .as(Conversion.of(
                            Unit.ACCOUNT, Selector.movement(Type.CONTRACTION), Goal.did(Selector.movement(Type.CHURN)))
                    .entering(EntryRule.FIRST_IN_PERIOD)
                    .within(WINDOW));

    /**
     * The part of the accounts with a contract that ends in the period which renewed. Defined as
     * {@code accounts with a renewed contract / accounts with a contract that ends in the period}. A contract is renewed when another one
     * names it and was signed no later than its end plus {@code grace}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nothing is due.
     *   <li>Customers with nothing due are on neither side. An early renewal counts in the period in which the old term ends.
     *   <li>{@code rule}: ANY unless set, one renewed contract suffices; or ALL, of those that end in the period. {@code grace}: 0 days
     *       unless set; a longer one makes the latest period provisional.
     * </ul>
     *
     * <p>Example: of A one of two contracts was renewed, of B none: 1/2 = 50 %. <em>Also known as</em> renewal rate.
     *
     * @see #CONTRACT_RENEWAL_RATE
     * @see #CUSTOMER_RETENTION_RATE
     */
    public static final Kpi CUSTOMER_RENEWAL_RATE = Kpi.define("customer-renewal-rate", "Customer Renewal Rate")
            .alsoKnownAs("renewal rate")
            .tells("The part of the accounts with a contract that ends in the period which renewed.")
            .asks("Do customers renew when they can choose?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("renewal-forecast", "customer-health-score", "post-renewal-engagement-rate")
            .byDefault(RULE, "ANY")
            .byDefault(GRACE, Duration.ZERO)
            .as(Choice.of(RULE, Map.of("ANY", renewed(Condition.Rule.ANY), "ALL", renewed(Condition.Rule.ALL))));

    /**
     * The part of the contracts that end in the period which were renewed. Defined as
     * {@code weight of renewed contracts / weight of contracts that end in the period}. A contract is renewed when another one names it and
     * was signed no later than its end plus {@code grace}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nothing is due.
     *   <li>A contract that was renewed by several counts once. An early renewal counts in the period in which the old term ends; a contract
     *       that was terminated early ends at the termination.
     *   <li>{@code weight}: COUNT unless set, or ANNUAL_VALUE, that of the contract that ends, so that an uplift is no renewal;
     *       a renewal at a lower price counts in full, too. {@code grace}: 0 days unless set.
     * </ul>
     *
     * <p>Example: k1 of k1, k2 and k3 was renewed; k4 ends later: 1/3 = 33.33 %.
     *
     * @see #CUSTOMER_RENEWAL_RATE
     */
    public static final Kpi CONTRACT_RENEWAL_RATE = Kpi.define("contract-renewal-rate", "Contract Renewal Rate")
            .tells("The part of the contracts that end in the period which were renewed.")
            .asks("How many of the contracts that were due did we keep?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("renewal-forecast", "customer-health-score")
            .byDefault(WEIGHT, "COUNT")
            .byDefault(GRACE, Duration.ZERO)
            .as(Choice.of(
                    WEIGHT,
                    Map.of(
                            "COUNT",
                            RENEWED_CONTRACTS,
                            "ANNUAL_VALUE",
                            RENEWED_CONTRACTS.weightedBy(UnitValue.field("value")))));

    /**
     * How long a customer stays, if the churn of the period went on for ever. Defined as {@code months / customer churn rate}.
     *
     * <ul>
     *   <li>Months, above 0; higher is better. Undefined with ZERO_DENOMINATOR where nobody churned (not infinite) or where there were
     *       no customers at the start.
     *   <li>It assumes that every customer has the same, unchanging chance to leave: use a long period, and read it as a rule of thumb.
     *   <li>{@code method}: INVERSE_CHURN unless set. EXPOSURE: {@code days with revenue in the period * 12 / 365.2425 / churn movements},
     *       which counts everybody for as long as they were there. COMPLETED: {@code mean days with revenue * 12 / 365.2425} of the accounts
     *       that churned in the period and are gone at its end, which leaves out everybody who stays and so tells too little; undefined
     *       with NO_DATA without them. The last two read days from the revenue ledger, whatever makes a customer.
     * </ul>
     *
     * <p>Example: 1 month / 33.33 % = 3 months. <em>Also known as</em> ACL, customer lifetime.
     *
     * @see #CUSTOMER_CHURN_RATE
     */
    public static final Kpi AVERAGE_CUSTOMER_LIFESPAN = Kpi.define(
                    "average-customer-lifespan", "Average Customer Lifespan")
            .alsoKnownAs("ACL", "customer lifetime")
            .tells("How many months a customer stays, if the churn of the period went on for ever.")
            .asks("How long do customers stay?")
            .in(KpiUnit.MONTHS, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("customer-churn-rate")
            .byDefault(BY, "INVERSE_CHURN")
            .as(Choice.of(
                    BY,
                    Map.of(
                            "INVERSE_CHURN",
                                    Derived.of("months / churn", Map.of("churn", CUSTOMER_CHURN_RATE.asOperand())),
                            "EXPOSURE",
                                    Derived.of(
                                            "days * 12 / 365.2425 / churns",
                                            Map.of(
                                                    "days",
                                                            Aggregate.of(
                                                                    Statistic.SUM,
                                                                    new UnitValue.CustomerDays(Scope.inPeriod()),
                                                                    accountsThat(all())),
                                                    "churns",
                                                            Aggregate.count(
                                                                    occurrences(Selector.movement(Type.CHURN))))),
                            "COMPLETED",
                                    Derived.of(
                                            "days * 12 / 365.2425",
                                            Map.of(
                                                    "days",
                                                    Aggregate.of(
                                                            Statistic.MEAN,
                                                            new UnitValue.CustomerDays(Scope.beforeEnd()),
                                                            accountsThat(all(
                                                                    did(Selector.movement(Type.CHURN)),
                                                                    not(customerAt(END))))))))));

    /**
     * Why customers leave: for each segment, how many churned for which reason. Defined as {@code churn movements of the period by segment of
     * the account and reason}, and the share of each reason within its segment.
     *
     * <ul>
     *   <li>A table of counts and percents, by segment; in it the most frequent reason first, equal ones by name. Undefined with NO_DATA
     *       where nobody churned.
     *   <li>A churn without a reason is told as {@code (unspecified)}, an account without a segment as {@code (none)}; neither is dropped.
     *   <li>{@code source}: MOVEMENTS unless set, or EVENTS: the events {@code cancelled} by their {@code reason}. {@code top}: all reasons
     *       unless set, or the most frequent ones of each segment.
     * </ul>
     *
     * <p>Example: SMB: price 2 of 3, unspecified 1 of 3; Enterprise: missing feature 1 of 1. <em>Also known as</em> churn reasons,
     * post-mortem reasons.
     *
     * @see #CUSTOMER_CHURN_RATE
     */
    public static final Kpi EXIT_REASON_FREQUENCY = Kpi.define(
                    "exit-reason-frequency", "Exit Reason Frequency (Segmented)")
            .alsoKnownAs("churn reasons", "post-mortem reasons")
            .tells("Why customers leave: the churn of each segment by reason.")
            .asks("Why do customers leave?")
            .in(KpiUnit.TABLE, Direction.NEUTRAL)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .byDefault(SOURCE, "MOVEMENTS")
            .as(Choice.of(
                    SOURCE,
                    Map.of(
                            "MOVEMENTS", Frequency.of(occurrences(Selector.movement(Type.CHURN)), "reason", "segment"),
                            "EVENTS", Frequency.of(occurrences(Selector.event("cancelled")), "reason", "segment"))));

    /**
     * The part of the customers who had given feedback before the period that are still customers at its end. Defined as
     * {@code customers at start with a survey response in the lookback, who are customers at end / customers at start with a survey
     * response in the lookback}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where no customer gave feedback.
     *   <li>Every instrument but the employee survey counts; the lookback {@link #LOOKBACK} ends where the period starts.
     *   <li>Set beside the retention of silent customers it is a correlation, not an effect of asking.
     * </ul>
     *
     * <p>Example: A and B gave feedback; A stayed, B left: 50 %.
     *
     * @see #CUSTOMER_RETENTION_RATE
     */
    public static final Kpi CUSTOMER_FEEDBACK_RETENTION_SCORE = Kpi.define(
                    "customer-feedback-retention-score", "Customer Feedback Retention Score")
            .alsoKnownAs("feedback loops")
            .tells("The part of the customers who had given feedback before the period that stay.")
            .asks("Do customers who talk to us stay?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .byDefault(LOOKBACK, Duration.ofDays(90))
            .as(Share.of(accountsThat(all(customerAt(START), did(Selector.response(), Scope.lookback(LOOKBACK)))))
                    .where(customerAt(END)));

    /**
     * What renewals are expected to bring after the period. Defined as {@code sum of annual value * probability} over contracts not yet renewed
     * that end in {@code [e, e + horizon)}, {@code e} being the end of the period. The probability of an account is that of its open renewal
     * opportunity, else the latest number that others computed for it, else {@code defaultRenewalProbability}.
     *
     * <ul>
     *   <li>Money a year, 0 and above; higher is better. 0 where nothing is due. Undefined with UNCONFIGURED where a probability is needed
     *       that nobody gave.
     *   <li>What is due at all, and the part of it without a probability of its own, stand beside it in the evidence.
     *   <li>{@code horizon}: 90 days unless set. {@code probability}: the key of the numbers that others computed,
     *       {@code renewal-probability} unless set. {@code defaultRenewalProbability} has no default.
     * </ul>
     *
     * <p>Example: A 1 200 * 0.9 + B 600 * 0.8 = 1 560. <em>Also known as</em> renewal forecasting.
     *
     * @see #CONTRACT_RENEWAL_RATE
     * @see #NET_REVENUE_RETENTION_FORECAST
     */
    public static final Kpi RENEWAL_FORECAST = Kpi.define("renewal-forecast", "Renewal Forecast")
            .alsoKnownAs("renewal forecasting")
            .tells("What the contracts that end soon are expected to bring when they are renewed.")
            .asks("How much of the revenue that is due soon will renew?")
            .in(KpiUnit.MONEY, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("customer-health-score", "churn-risk-score")
            .byDefault(HORIZON, Duration.ofDays(90))
            .as(Forecast.of(Forecast.What.RENEWAL));

    /**
     * What today's customers are expected to pay after the period, over what they pay now. Defined as
     * {@code (revenue at end - revenue at risk + expansion / 12) / revenue at end}: at risk is, account by account,
     * {@code min(revenue, annual value due / 12) * (1 - probability)} of the contracts of {@link #RENEWAL_FORECAST}; expansion is
     * {@code amount * probability} of the open expansion opportunities of customers that are expected to close in {@code [e, e + horizon)}.
     *
     * <ul>
     *   <li>Percent, 0 and above; higher is better. Undefined with ZERO_DENOMINATOR without customers, with UNCONFIGURED where a probability
     *       is needed that nobody gave.
     *   <li>Revenue that is not due is taken as kept, and contraction is not modelled: it is a ceiling more than a forecast.
     *   <li>The parameters are those of {@link #RENEWAL_FORECAST}.
     * </ul>
     *
     * <p>Example: A 100 - 10, B 50 - 10, E 200, expansion 480 * 0.5 / 12 = 20: 350 / 350 = 100 %. <em>Also known as</em> NRR forecasting.
     *
     * @see #NET_REVENUE_RETENTION
     */
    public static final Kpi NET_REVENUE_RETENTION_FORECAST = Kpi.define(
                    "net-revenue-retention-forecast", "NRR Forecast")
            .alsoKnownAs("NRR forecasting")
            .tells("What today's customers are expected to pay after the period, over what they pay now.")
            .asks("Where is our net revenue retention going?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("renewal-forecast", "expansion-pipeline-value")
            .byDefault(HORIZON, Duration.ofDays(90))
            .as(Forecast.of(Forecast.What.NRR));

    /**
     * How many more accounts a treatment keeps, by a controlled experiment. Defined as {@code share(treatment) - share(control)}, where the
     * share of an arm is {@code accounts assigned to it in the period that are customers at assignment + followUp / accounts assigned to it}.
     *
     * <ul>
     *   <li>Percentage points as a fraction, -1 to 1; higher is better. Undefined with ZERO_DENOMINATOR where an arm is empty, with IMMATURE
     *       where the follow-up of all in an arm is not over.
     *   <li>Intention to treat: an account's first assignment ever rules, whatever was done after it. Accounts whose follow-up is not over
     *       are on neither side and told as censored.
     *   <li>The interval of 95 %, {@code d -+ 1.96 sqrt(p1 q1 / n1 + p0 q0 / n0)}, and both arms stand in the evidence.
     *   <li>{@code experiment} is required. {@code treatment} and {@code control} name the arms, as they are called unless set.
     *       {@code followUp}: 90 days unless set. {@code outcome}: RETAINED unless set, or EXPANDED, at least one expansion in
     *       {@code [assignment, assignment + followUp)}.
     * </ul>
     *
     * <p>Example: 3 of 4 were kept with the treatment, 2 of 4 without: 25 percentage points. <em>Also known as</em> controlled experiments,
     * churn-prevention experiment.
     *
     * @see OperationsKpis
     */
    public static final Kpi INTERVENTION_EFFECT = Kpi.define(
                    "intervention-effect", "Intervention Effect (controlled experiment)")
            .alsoKnownAs("controlled experiments", "churn-prevention experiment")
            .tells("How many more accounts a treatment keeps, by a controlled experiment.")
            .asks("Does what we do for customers at risk work?")
            .in(KpiUnit.PERCENTAGE_POINTS, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .byDefault(OUTCOME, "RETAINED")
            .byDefault(TREATMENT, TextSet.of("treatment"))
            .byDefault(CONTROL, TextSet.of("control"))
            .byDefault(FOLLOW_UP, Duration.ofDays(90))
            .as(Choice.of(
                    OUTCOME,
                    Map.of(
                            "RETAINED", between(Conversion.toCustomer(Unit.ACCOUNT, ASSIGNMENT, FOLLOW_UP)),
                            "EXPANDED",
                                    between(Conversion.of(
                                                    Unit.ACCOUNT,
                                                    ASSIGNMENT,
                                                    Goal.did(Selector.movement(Type.EXPANSION)))
                                            .within(FOLLOW_UP)))));

    private RetentionKpis() {}

    private static Family renewed(Condition.Rule rule) {
        return Share.of(accountsThat(new Condition.ContractEnds())).where(new Condition.Renewed(rule, GRACE));
    }

    private static Family between(Conversion outcome) {
        return new ArmDifference(outcome, "arm", TREATMENT, CONTROL);
    }

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(
                CUSTOMER_RETENTION_RATE,
                CUSTOMER_CHURN_RATE,
                GROSS_REVENUE_RETENTION,
                NET_REVENUE_RETENTION,
                GROSS_REVENUE_CHURN_RATE,
                REVENUE_CHURN_RATE,
                NET_REVENUE_CHURN_RATE,
                CUSTOMER_DOWNGRADE_RATE,
                DOWNGRADE_TO_CHURN_CONVERSION_RATE,
                CUSTOMER_RENEWAL_RATE,
                CONTRACT_RENEWAL_RATE,
                AVERAGE_CUSTOMER_LIFESPAN,
                EXIT_REASON_FREQUENCY,
                CUSTOMER_FEEDBACK_RETENTION_SCORE,
                RENEWAL_FORECAST,
                NET_REVENUE_RETENTION_FORECAST,
                INTERVENTION_EFFECT);
    }
}
