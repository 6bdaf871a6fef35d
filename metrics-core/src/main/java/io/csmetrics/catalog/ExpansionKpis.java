package io.csmetrics.catalog;

import static io.csmetrics.select.Condition.did;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Moment.START;
import static io.csmetrics.select.Population.accountsThat;
import static io.csmetrics.select.Population.customersAt;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Direction;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiUnit;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Expansion and growth. The examples share the ledger of {@link RetentionKpis}: opening 200, closing 190, of which A has 120, B 30 and
 * D 40.
 */
public final class ExpansionKpis {
    /** The part of revenue that is left after the cost of serving it; 1 unless set, which makes a lifetime value one of revenue. */
    public static final Param<BigDecimal> GROSS_MARGIN = Param.named("grossMargin", Param.Type.NUMBER);

    /**
     * The recurring revenue of a month, as it stands at the end of the period. Defined as {@code closing}: the sum of all movements
     * before the end. A state: months of it are never added.
     *
     * <ul>
     *   <li>Money per month, 0 and above; higher is better. Always defined: without movements it is 0.
     *   <li>One-off revenue, tax, usage and refunds are no movements and never in.
     * </ul>
     *
     * <p>Example: 120 + 30 + 40 = 190. <em>Also known as</em> MRR.
     *
     * @see #ANNUAL_RECURRING_REVENUE
     */
    public static final Kpi MONTHLY_RECURRING_REVENUE = Kpi.define(
                    "monthly-recurring-revenue", "Monthly Recurring Revenue (MRR)")
            .alsoKnownAs("MRR")
            .tells("The recurring revenue of a month, as it stands at the end of the period.")
            .asks("How much revenue recurs each month?")
            .in(KpiUnit.MONEY_PER_MONTH, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("paid-accounts", "average-revenue-per-account")
            .as(Ledger.sum(RevenueTerm.CLOSE));

    /**
     * The recurring revenue of a year at the rate of the end of the period. Defined as {@code 12 * closing}. A run rate, not the revenue
     * of a year.
     *
     * <ul>
     *   <li>Money per year, 0 and above; higher is better. Always defined.
     * </ul>
     *
     * <p>Example: 12 * 190 = 2280. <em>Also known as</em> ARR, ARR under management.
     *
     * @see #MONTHLY_RECURRING_REVENUE
     */
    public static final Kpi ANNUAL_RECURRING_REVENUE = Kpi.define(
                    "annual-recurring-revenue", "Annual Recurring Revenue (ARR)")
            .alsoKnownAs("ARR", "ARR under management")
            .tells("The recurring revenue of a year at the rate of the end of the period.")
            .asks("At which yearly rate does revenue recur?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("monthly-recurring-revenue")
            .as(Ledger.sum(RevenueTerm.CLOSE).times(12));

    /**
     * A second name of {@link #ANNUAL_RECURRING_REVENUE} that is in use. Defined as {@code 12 * closing}. It is never abbreviated:
     * the abbreviation belongs to the other name.
     *
     * <ul>
     *   <li>Money per year, 0 and above; higher is better. Always defined.
     * </ul>
     *
     * <p>Example: 12 * 190 = 2280.
     *
     * @see #ANNUAL_RECURRING_REVENUE
     */
    public static final Kpi AVERAGE_RETURNING_REVENUE = Kpi.define(
                    "average-returning-revenue", "Average Returning Revenue")
            .tells("The yearly total of predictable recurring revenue: another name of annual recurring revenue.")
            .asks("At which yearly rate does revenue recur?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("monthly-recurring-revenue")
            .as(ANNUAL_RECURRING_REVENUE.formula());

    /**
     * How much recurring revenue grew inside the period. Defined as {@code (closing - opening) / opening}.
     *
     * <ul>
     *   <li>Percent, -1 and above; higher is better. Undefined with NON_POSITIVE_BASE where the opening is 0.
     *   <li>New business is in; net revenue retention less 1 is the growth of the existing customers alone.
     * </ul>
     *
     * <p>Example: (190 - 200) / 200 = -5 %.
     *
     * @see RetentionKpis#NET_REVENUE_RETENTION
     */
    public static final Kpi MRR_GROWTH_RATE = Kpi.define("mrr-growth-rate", "MRR Growth Rate")
            .tells("How much recurring revenue grew inside the period.")
            .asks("Does our recurring revenue grow?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("net-revenue-retention")
            .as(Growth.within(Ledger.sum(RevenueTerm.OPEN), Ledger.sum(RevenueTerm.CLOSE)));

    /**
     * The accounts with recurring revenue at the end of the period. Defined as {@code customers at end}.
     *
     * <ul>
     *   <li>A count, 0 and above; higher is better. Always defined.
     * </ul>
     *
     * <p>Example: A, B and D: 3. <em>Also known as</em> active customers, paying customers.
     *
     * @see #AVERAGE_REVENUE_PER_ACCOUNT
     */
    public static final Kpi PAID_ACCOUNTS = Kpi.define("paid-accounts", "Paid Accounts (active customers)")
            .alsoKnownAs("active customers", "paying customers")
            .tells("The accounts with recurring revenue at the end of the period.")
            .asks("How many customers pay us?")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("customer-churn-rate")
            .as(Aggregate.count(customersAt(END)));

    /**
     * What a paying account pays each month on average. Defined as {@code monthly recurring revenue / paid accounts}.
     *
     * <ul>
     *   <li>Money per month, above 0; higher is better. Undefined with ZERO_DENOMINATOR without paying accounts.
     *   <li>A mean: a few large accounts can carry it.
     * </ul>
     *
     * <p>Example: 190 / 3 = 63.33. <em>Also known as</em> ARPA.
     *
     * @see #PAID_ACCOUNTS
     */
    public static final Kpi AVERAGE_REVENUE_PER_ACCOUNT = Kpi.define(
                    "average-revenue-per-account", "Average Revenue per Account (ARPA)")
            .alsoKnownAs("ARPA")
            .tells("What a paying account pays each month on average.")
            .asks("How much is an account worth each month?")
            .in(KpiUnit.MONEY_PER_MONTH, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("expansion-revenue")
            .as(Derived.of(
                    "mrr / accounts",
                    Map.of("mrr", MONTHLY_RECURRING_REVENUE.asOperand(), "accounts", PAID_ACCOUNTS.asOperand())));

    /**
     * The recurring revenue that existing customers added inside the period. Defined as {@code sum of EXPANSION movements}.
     *
     * <ul>
     *   <li>Money per month, 0 and above; higher is better. Always defined.
     *   <li>A flow of every kind, price rises too. Reactivation is not expansion.
     * </ul>
     *
     * <p>Example: 20. <em>Also known as</em> expansion MRR.
     *
     * @see #EXPANSION_REVENUE_RATE
     */
    public static final Kpi EXPANSION_REVENUE = Kpi.define("expansion-revenue", "Expansion Revenue")
            .alsoKnownAs("expansion MRR")
            .tells("The recurring revenue that existing customers added inside the period.")
            .asks("How much do existing customers buy on top?")
            .in(KpiUnit.MONEY_PER_MONTH, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("cross-sell-conversion-rate")
            .as(Ledger.sum(RevenueTerm.EXPANSION));

    /**
     * How much more expansion revenue there is than in the period before. Defined as {@code (now - before) / before}.
     *
     * <ul>
     *   <li>Percent, -1 and above; higher is better. Undefined with NON_POSITIVE_BASE where the period before had no expansion.
     * </ul>
     *
     * <p>Example: 40 in December, 50 in January: +25 %.
     *
     * @see #EXPANSION_REVENUE
     */
    public static final Kpi EXPANSION_REVENUE_GROWTH_RATE = Kpi.define(
                    "expansion-revenue-growth-rate", "Expansion Revenue Growth Rate")
            .tells("How much more expansion revenue there is than in the period before.")
            .asks("Does our expansion gain speed?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .top()
            .drivenBy("expansion-revenue")
            .as(Growth.of(EXPANSION_REVENUE.asOperand(), Growth.Against.PREVIOUS_PERIOD));

    /**
     * The part of the closing revenue that customers of the start gained. Defined as {@code gained / closing}, where {@code gained} sums
     * {@code max(0, revenue at end - revenue at start)} over the customers of the start.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where the closing is 0.
     *   <li>Gains of accounts that left again are not in it. {@link RetentionKpis#METHOD} chooses other readings.
     * </ul>
     *
     * <p>Example: 20 / 190 = 10.53 %.
     *
     * @see #EXPANSION_REVENUE
     */
    public static final Kpi EXPANSION_REVENUE_RATE = Kpi.define("expansion-revenue-rate", "Expansion Revenue Rate")
            .tells("The part of the closing revenue that customers of the start gained.")
            .asks("How much of our revenue comes from expansion?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .top()
            .drivenBy("expansion-revenue")
            .byDefault(RetentionKpis.METHOD, RetentionMethod.POINT_TO_POINT)
            .byDefault(RetentionKpis.INCLUDE_REACTIVATION, false)
            .as(Ledger.sum(RevenueTerm.GAINED)
                    .over(RevenueTerm.CLOSE)
                    .by(RetentionKpis.METHOD, RetentionKpis.INCLUDE_REACTIVATION));

    /**
     * What an account that expanded added on average. Defined as {@code expansion revenue / accounts with an expansion}.
     *
     * <ul>
     *   <li>Money per month, above 0; higher is better. Undefined with ZERO_DENOMINATOR where nobody expanded.
     * </ul>
     *
     * <p>Example: 30 and 60 by two accounts: 45.
     *
     * @see #EXPANSION_REVENUE
     */
    public static final Kpi AVERAGE_REVENUE_PER_EXPANSION_ACCOUNT = Kpi.define(
                    "average-revenue-per-expansion-account", "Average Revenue Per Expansion Account")
            .tells("What an account that expanded added on average.")
            .asks("How large is an expansion?")
            .in(KpiUnit.MONEY_PER_MONTH, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("expansion-revenue")
            .as(Derived.of(
                    "x / n",
                    Map.of(
                            "x", EXPANSION_REVENUE.asOperand(),
                            "n", Aggregate.count(accountsThat(did(Selector.movement(Type.EXPANSION)))))));

    /**
     * The part of the customers of the start that bought another product. Defined as
     * {@code customers at start with an expansion of kind CROSS_SELL / customers at start}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the start.
     *   <li>Several cross-sells of one account count once.
     * </ul>
     *
     * <p>Example: A of four customers; B's upsell is no cross-sell: 25 %.
     *
     * @see #EXPANSION_REVENUE
     */
    public static final Kpi CROSS_SELL_CONVERSION_RATE = Kpi.define(
                    "cross-sell-conversion-rate", "Cross-Sell Conversion Rate")
            .tells("The part of the customers of the start that bought another product.")
            .asks("How many customers buy a second product?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .as(Share.of(customersAt(START)).where(did(Selector.movement(Type.EXPANSION, Kind.CROSS_SELL))));

    /**
     * How much more revenue came from upsells than in the period before. Defined as {@code (now - before) / before} of the EXPANSION
     * movements of kind UPSELL.
     *
     * <ul>
     *   <li>Percent, -1 and above; higher is better. Undefined with NON_POSITIVE_BASE where the period before had no upsell.
     * </ul>
     *
     * <p>Example: 100, then 110: +10 %.
     *
     * @see #EXPANSION_REVENUE_GROWTH_RATE
     */
    public static final Kpi UPSELL_REVENUE_GROWTH_RATE = Kpi.define(
                    "upsell-revenue-growth-rate", "Upsell Revenue Growth Rate")
            .tells("How much more revenue came from upsells than in the period before.")
            .asks("Do our upsells gain speed?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("expansion-revenue")
            .as(Growth.of(Ledger.sum(RevenueTerm.EXPANSION).ofKind(Kind.UPSELL), Growth.Against.PREVIOUS_PERIOD));

    /**
     * What a customer brings over its whole time, if revenue and churn stayed as they are. Defined as
     * {@code average revenue per account * grossMargin * average customer lifespan}.
     *
     * <ul>
     *   <li>Money, above 0; higher is better. Undefined with ZERO_DENOMINATOR where nobody churned, or without customers.
     *   <li>Nothing is discounted. Set {@link #GROSS_MARGIN} before comparing it with a cost: without it this is revenue, not profit.
     * </ul>
     *
     * <p>Example: 63.33 * 1 * 3 months = 190. <em>Also known as</em> CLTV, CLV, LTV.
     *
     * @see RetentionKpis#AVERAGE_CUSTOMER_LIFESPAN
     */
    public static final Kpi CUSTOMER_LIFETIME_VALUE = Kpi.define(
                    "customer-lifetime-value", "Customer Lifetime Value (CLTV)")
            .alsoKnownAs("CLTV", "CLV", "LTV")
            .tells("What a customer brings over its whole time, if revenue and churn stayed as they are.")
            .asks("How much is a customer worth?")
            .in(KpiUnit.MONEY, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("average-revenue-per-account", "average-customer-lifespan")
            .byDefault(GROSS_MARGIN, BigDecimal.ONE)
            .as(Derived.of(
                    "arpa * margin * life",
                    Map.of(
                            "arpa", AVERAGE_REVENUE_PER_ACCOUNT.asOperand(),
                            "life", RetentionKpis.AVERAGE_CUSTOMER_LIFESPAN.asOperand()),
                    "margin",
                    GROSS_MARGIN));

    /**
     * The lifetime value of customers that were won as product-qualified leads. Defined as {@link #CUSTOMER_LIFETIME_VALUE} over
     * accounts with the source {@code pql}.
     *
     * <ul>
     *   <li>Money, above 0; higher is better. Undefined with ZERO_DENOMINATOR where none of them churned, or there are none.
     * </ul>
     *
     * <p>Example: 50 a month for 2 months: 100.
     *
     * @see #CUSTOMER_LIFETIME_VALUE
     */
    public static final Kpi CONVERTED_PQL_LIFETIME_VALUE = Kpi.define(
                    "converted-pql-lifetime-value", "Converted PQL Lifetime Value")
            .tells("The lifetime value of customers that were won as product-qualified leads.")
            .asks("How much is a customer worth that tried the product first?")
            .in(KpiUnit.MONEY, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("customer-lifetime-value")
            .byDefaultAs(CUSTOMER_LIFETIME_VALUE)
            .as(new Only(AccountFilter.where("source", "pql"), CUSTOMER_LIFETIME_VALUE.asOperand()));

    private ExpansionKpis() {}

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(
                MONTHLY_RECURRING_REVENUE,
                ANNUAL_RECURRING_REVENUE,
                AVERAGE_RETURNING_REVENUE,
                MRR_GROWTH_RATE,
                PAID_ACCOUNTS,
                AVERAGE_REVENUE_PER_ACCOUNT,
                EXPANSION_REVENUE,
                EXPANSION_REVENUE_GROWTH_RATE,
                EXPANSION_REVENUE_RATE,
                AVERAGE_REVENUE_PER_EXPANSION_ACCOUNT,
                CROSS_SELL_CONVERSION_RATE,
                UPSELL_REVENUE_GROWTH_RATE,
                CUSTOMER_LIFETIME_VALUE,
                CONVERTED_PQL_LIFETIME_VALUE);
    }
}
