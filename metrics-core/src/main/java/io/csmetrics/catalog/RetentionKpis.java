package io.csmetrics.catalog;

import static io.csmetrics.select.Condition.all;
import static io.csmetrics.select.Condition.customerAt;
import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Condition.not;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Moment.START;
import static io.csmetrics.select.Population.accountsThat;
import static io.csmetrics.select.Population.customersAt;

import io.csmetrics.family.Derived;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Direction;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiUnit;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
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
    public static final Param<Duration> LOOKBACK = Param.named("lookback", Param.Type.DURATION);

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
     * How long a customer stays, if the churn of the period went on for ever. Defined as {@code months / customer churn rate}.
     *
     * <ul>
     *   <li>Months, above 0; higher is better. Undefined with ZERO_DENOMINATOR where nobody churned (not infinite) or where there were
     *       no customers at the start.
     *   <li>It assumes that every customer has the same, unchanging chance to leave: use a long period, and read it as a rule of thumb.
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
            .as(Derived.of("months / churn", Map.of("churn", CUSTOMER_CHURN_RATE.asOperand())));

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

    private RetentionKpis() {}

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
                AVERAGE_CUSTOMER_LIFESPAN,
                CUSTOMER_FEEDBACK_RETENTION_SCORE);
    }
}
