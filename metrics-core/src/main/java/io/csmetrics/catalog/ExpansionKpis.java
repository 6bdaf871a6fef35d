package io.csmetrics.catalog;

import static io.csmetrics.catalog.KpiParameters.AGAINST;
import static io.csmetrics.catalog.KpiParameters.AT_LEAST;
import static io.csmetrics.catalog.KpiParameters.BASIS;
import static io.csmetrics.catalog.KpiParameters.BY;
import static io.csmetrics.catalog.KpiParameters.COST_CATEGORY;
import static io.csmetrics.catalog.KpiParameters.DENOMINATOR;
import static io.csmetrics.catalog.KpiParameters.ELIGIBLE;
import static io.csmetrics.catalog.KpiParameters.END_EVENT;
import static io.csmetrics.catalog.KpiParameters.FEATURES;
import static io.csmetrics.catalog.KpiParameters.LAG;
import static io.csmetrics.catalog.KpiParameters.MEASURE;
import static io.csmetrics.catalog.KpiParameters.OFFER;
import static io.csmetrics.catalog.KpiParameters.PER;
import static io.csmetrics.catalog.KpiParameters.POPULATION;
import static io.csmetrics.catalog.KpiParameters.SIGNAL;
import static io.csmetrics.catalog.KpiParameters.START_EVENT;
import static io.csmetrics.catalog.KpiParameters.VALID_FROM;
import static io.csmetrics.catalog.KpiParameters.VALID_TO;
import static io.csmetrics.catalog.KpiParameters.WEIGHTED;
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
import static io.csmetrics.select.Population.opportunities;
import static io.csmetrics.select.Selector.event;
import static io.csmetrics.select.UnitValue.field;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Designated;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
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
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Population.ContractState;
import io.csmetrics.select.Population.OpportunityState;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Expansion and growth. The examples share the ledger of {@link RetentionKpis}: opening 200, closing 190, of which A has 120, B 30 and
 * D 40.
 */
public final class ExpansionKpis {
    /** The part of revenue that is left after the cost of serving it; 1 unless set, which makes a lifetime value one of revenue. */
    public static final Param<BigDecimal> GROSS_MARGIN = Param.named("grossMargin", Param.Type.NUMBER);

    private static final String PREVIOUS_PERIOD = "PREVIOUS_PERIOD";
    private static final Duration WEEK = Duration.ofDays(7);
    private static final String AMOUNT = "amount";
    private static final Selector USE = event("feature-used").where("feature", FEATURES);
    private static final Selector PURCHASE = event("purchase");
    private static final Selector CROSS_SELL = Selector.movement(Type.EXPANSION, Kind.CROSS_SELL);
    private static final Population RETURNING = accountsThat(all(customerAt(START), customerAt(END)));
    private static final Population EXPANDING = accountsThat(did(Selector.movement(Type.EXPANSION)));
    private static final Population OPEN_EXPANSION =
            opportunities(OpportunityState.OPEN_AT).where("kind", "EXPANSION");
    private static final Ledger GAINED =
            Ledger.sum(RevenueTerm.GAINED).by(RetentionKpis.METHOD, RetentionKpis.INCLUDE_REACTIVATION);

    /** How fast customers are lost: by their number, or by their revenue. */
    static final Family CHURN = Choice.of(
            BASIS,
            Map.of(
                    "LOGO",
                    RetentionKpis.CUSTOMER_CHURN_RATE.asOperand(),
                    "REVENUE",
                    Ledger.sum(RevenueTerm.LOST).over(RevenueTerm.OPEN)));

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
     *   <li>{@link KpiParameters#PER} is TOTAL by convention. PER_RETURNING_ACCOUNT reads the name by its words:
     *       {@code 12 * revenue at end of customers at start and at end / their number}, undefined with ZERO_DENOMINATOR where
     *       nobody returned; 12 * (120 + 30) / 2 = 900 in the example.
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
            .byDefault(PER, "TOTAL")
            .as(Choice.of(
                    PER,
                    Map.of(
                            "TOTAL",
                            ANNUAL_RECURRING_REVENUE.formula(),
                            "PER_RETURNING_ACCOUNT",
                            Derived.of(
                                    "12 * x / n",
                                    Map.of(
                                            "x", revenueOf(RETURNING),
                                            "n", Aggregate.count(RETURNING))))));

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
     * What a running contract is worth in a year on average. Defined as {@code mean annual value} of the contracts that began before the
     * end of the period and end at or after it.
     *
     * <ul>
     *   <li>Money per year, 0 and above; higher is better. Undefined with NO_DATA without running contracts.
     *   <li>The annual value of a contract is its total value over its term in years. Several contracts of one account count
     *       separately, also where they overlap. A contract that is not signed yet as of the reading is not there.
     * </ul>
     *
     * <p>Example: (1200 + 2400) / 2 = 1800; a third contract has ended. <em>Also known as</em> ACV.
     *
     * @see #AVERAGE_REVENUE_PER_ACCOUNT
     */
    public static final Kpi AVERAGE_CONTRACT_VALUE = Kpi.define(
                    "average-contract-value", "Average Contract Value (ACV)")
            .alsoKnownAs("ACV")
            .tells("What a running contract is worth in a year on average.")
            .asks("How large are our contracts?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("expansion-bookings", "new-logo-bookings")
            .as(Aggregate.of(Statistic.MEAN, field("value"), contracts(ContractState.ACTIVE_AT)));

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
     *   <li>{@link KpiParameters#AGAINST} is PREVIOUS_PERIOD by convention; YEAR_AGO looks at the same period a year earlier.
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
            .byDefault(AGAINST, PREVIOUS_PERIOD)
            .as(growth(EXPANSION_REVENUE.asOperand()));

    /**
     * The part of the closing revenue that customers of the start gained. Defined as {@code gained / closing}, where {@code gained} sums
     * {@code max(0, revenue at end - revenue at start)} over the customers of the start.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where the closing is 0.
     *   <li>Gains of accounts that left again are not in it. {@link RetentionKpis#METHOD} chooses other readings.
     *   <li>{@link KpiParameters#DENOMINATOR} is CLOSE by convention. OPEN makes it the expansion rate of the opening revenue, which
     *       net revenue retention exceeds gross revenue retention by; undefined with ZERO_DENOMINATOR where the opening is 0.
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
            .byDefault(DENOMINATOR, "CLOSE")
            .as(Choice.of(
                    DENOMINATOR,
                    Map.of("CLOSE", GAINED.over(RevenueTerm.CLOSE), "OPEN", GAINED.over(RevenueTerm.OPEN))));

    /**
     * What an account that expanded added on average. Defined as {@code expansion revenue / accounts with an expansion}.
     *
     * <ul>
     *   <li>Money per month, above 0; higher is better. Undefined with ZERO_DENOMINATOR where nobody expanded.
     *   <li>{@link KpiParameters#MEASURE} is EXPANSION_REVENUE by convention. ACCOUNT_REVENUE takes the whole revenue of these
     *       accounts at the end instead of what they added; one that has left by then counts with 0.
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
            .byDefault(MEASURE, "EXPANSION_REVENUE")
            .as(Derived.of(
                    "x / n",
                    Map.of(
                            "x",
                            Choice.of(
                                    MEASURE,
                                    Map.of(
                                            "EXPANSION_REVENUE",
                                            EXPANSION_REVENUE.asOperand(),
                                            "ACCOUNT_REVENUE",
                                            revenueOf(EXPANDING))),
                            "n",
                            Aggregate.count(EXPANDING))));

    /**
     * The part of the accounts first activated in the period that expanded soon after. Defined as
     * {@code accounts with an EXPANSION in [activation, activation + window) / accounts whose first activation lies in the period}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody was activated, with IMMATURE where all are
     *       still inside their window.
     *   <li>The first {@code activated} event of the account counts, by whichever user. Accounts whose window is not over are on
     *       neither side and told as censored; {@link KpiParameters#INCLUDE_IMMATURE} counts them as not yet expanded.
     *   <li>{@link KpiParameters#WINDOW} is 180 days by convention.
     * </ul>
     *
     * <p>Example: A expands 57 days after its activation, B does not: 50 %.
     *
     * @see #EXPANSION_ACTIVATION_RATE
     */
    public static final Kpi ACTIVATION_TO_EXPANSION_RATE = Kpi.define(
                    "activation-to-expansion-rate", "Activation-to-Expansion Rate")
            .tells("The part of the accounts first activated in the period that expanded soon after.")
            .asks("Do activated accounts go on to buy more?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .top()
            .drivenBy("activation-rate", "expansion-intent-signal-rate")
            .byDefault(WINDOW, Duration.ofDays(180))
            .as(Conversion.of(Unit.ACCOUNT, event("activated"), Goal.did(Selector.movement(Type.EXPANSION)))
                    .within(WINDOW));

    /**
     * The part of the customers that could take up an expansion feature and did. Defined as
     * {@code eligible customers that used one of the features in the period / eligible customers}, eligible being the customers of the
     * start that had not used any of them before.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody is eligible, with UNCONFIGURED until
     *       {@link KpiParameters#FEATURES} says which features count.
     *   <li>A use by any user counts for the account.
     *   <li>{@link KpiParameters#ELIGIBLE} is NOT_YET_ADOPTED by convention. ALL takes every customer of the start, and a use in the
     *       period suffices: 2/3 in the example.
     * </ul>
     *
     * <p>Example: C had used the interface before and is not eligible; A takes it up, B does not: 50 %.
     *
     * @see #EXPANSION_FEATURE_USAGE_FREQUENCY
     */
    public static final Kpi EXPANSION_ACTIVATION_RATE = Kpi.define(
                    "expansion-activation-rate", "Expansion Activation Rate")
            .tells("The part of the customers that could take up an expansion feature and did.")
            .asks("Do customers take up the features that lead to expansion?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .top()
            .drivenBy("breadth-of-use")
            .byDefault(ELIGIBLE, "NOT_YET_ADOPTED")
            .as(Choice.of(
                    ELIGIBLE,
                    Map.of(
                            "NOT_YET_ADOPTED",
                            Share.of(accountsThat(all(customerAt(START), not(did(USE, Scope.beforeStart())))))
                                    .where(did(USE)),
                            "ALL",
                            Share.of(customersAt(START)).where(did(USE)))));

    /**
     * How often customers use the features that lead to expansion. Defined as
     * {@code mean uses of the features in the period * 7 days / length of the period} over the customers of the start.
     *
     * <ul>
     *   <li>A count per week, 0 and above; higher is better. Undefined with NO_DATA without such customers, with UNCONFIGURED until
     *       {@link KpiParameters#FEATURES} says which features count.
     *   <li>{@link KpiParameters#POPULATION} is ALL by convention: who does not use them counts with 0. USERS_OF_FEATURE leaves those
     *       out.
     * </ul>
     *
     * <p>Example: in two weeks A has 8 uses, B none: 4 on average, 2 per week.
     *
     * @see #EXPANSION_ACTIVATION_RATE
     */
    public static final Kpi EXPANSION_FEATURE_USAGE_FREQUENCY = Kpi.define(
                    "expansion-feature-usage-frequency", "Expansion Feature Usage Frequency")
            .tells("How often in a week customers use the features that lead to expansion.")
            .asks("Do customers work with the features that lead to expansion?")
            .in(KpiUnit.COUNT_PER_WEEK, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("expansion-activation-rate")
            .byDefault(POPULATION, "ALL")
            .as(Choice.of(
                    POPULATION,
                    Map.of(
                            "ALL",
                            usesPerWeek(customersAt(START)),
                            "USERS_OF_FEATURE",
                            usesPerWeek(accountsThat(all(customerAt(START), did(USE)))))));

    /**
     * The part of the customers that showed a wish for more. Defined as
     * {@code customers at end with an expansion-signal event in the period / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the end.
     *   <li>Which behaviour is a signal is for the caller to say. {@link KpiParameters#SIGNAL} takes some signals only, by the attribute
     *       {@code signal}; left open, all count.
     * </ul>
     *
     * <p>Example: A, with two signals, of four customers: 25 %.
     *
     * @see #TIME_TO_EXPANSION_SIGNAL
     */
    public static final Kpi EXPANSION_INTENT_SIGNAL_RATE = Kpi.define(
                    "expansion-intent-signal-rate", "Expansion Intent Signal Rate")
            .tells("The part of the customers that showed a wish for more.")
            .asks("Who may want more?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("expansion-feature-usage-frequency", "customer-engagement-score")
            .as(Share.of(customersAt(END)).where(did(event("expansion-signal").where("signal", SIGNAL))));

    /**
     * The part of the customers of the start that bought another product. Defined as
     * {@code customers at start with an expansion of kind CROSS_SELL / customers at start}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the start.
     *   <li>Several cross-sells of one account count once.
     *   <li>{@link KpiParameters#POPULATION} is ALL by convention. OFFERED looks only at those to whom something was offered in the
     *       period, by the event that {@link KpiParameters#OFFER} names: {@code cross-sell-offered} by convention.
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
            .drivenBy("expansion-intent-signal-rate")
            .byDefault(POPULATION, "ALL")
            .byDefault(OFFER, TextSet.of("cross-sell-offered"))
            .as(Choice.of(
                    POPULATION,
                    Map.of(
                            "ALL",
                            Share.of(customersAt(START)).where(did(CROSS_SELL)),
                            "OFFERED",
                            Share.of(accountsThat(all(customerAt(START), did(event(OFFER)))))
                                    .where(did(CROSS_SELL)))));

    /**
     * How much more revenue came from upsells than in the period before. Defined as {@code (now - before) / before} of the EXPANSION
     * movements of kind UPSELL.
     *
     * <ul>
     *   <li>Percent, -1 and above; higher is better. Undefined with NON_POSITIVE_BASE where the period before had no upsell.
     *   <li>{@link KpiParameters#AGAINST} is PREVIOUS_PERIOD by convention; YEAR_AGO looks at the same period a year earlier.
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
            .byDefault(AGAINST, PREVIOUS_PERIOD)
            .as(growth(Ledger.sum(RevenueTerm.EXPANSION).ofKind(Kind.UPSELL)));

    /**
     * What the open expansion opportunities are worth in a year. Defined as {@code sum of amounts} of the opportunities of kind EXPANSION
     * that were created before the end of the period and not closed before it.
     *
     * <ul>
     *   <li>Money per year, 0 and above; higher is better. Without opportunities it is 0.
     *   <li>A state at the end, with the amounts known as of the reading. What closes later is still open here.
     *   <li>{@link KpiParameters#WEIGHTED} is false by convention. True multiplies each amount by its probability; opportunities without
     *       one are left out and counted as excluded.
     * </ul>
     *
     * <p>Example: 1000 and 600 are open: 1600. <em>Also known as</em> expansion pipeline.
     *
     * @see #EXPANSION_BOOKINGS
     */
    public static final Kpi EXPANSION_PIPELINE_VALUE = Kpi.define("expansion-pipeline-value", "Expansion Pipeline")
            .alsoKnownAs("expansion pipeline")
            .tells("What the expansion opportunities that are open at the end are worth in a year.")
            .asks("How much expansion is under way?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("expansion-intent-signal-rate", "expansion-opportunity-score")
            .byDefault(WEIGHTED, "false")
            .as(Choice.of(
                    WEIGHTED,
                    Map.of(
                            "false",
                            Aggregate.of(Statistic.SUM, field(AMOUNT), OPEN_EXPANSION),
                            "true",
                            Aggregate.of(
                                    Statistic.SUM,
                                    new UnitValue.Product(field(AMOUNT), field("probability")),
                                    OPEN_EXPANSION))));

    /**
     * What existing customers signed on top. Defined as {@code sum of amounts} of the opportunities of kind EXPANSION that were won in the
     * period.
     *
     * <ul>
     *   <li>Money per year, 0 and above; higher is better. Without any it is 0.
     *   <li>A booking is a signature; recurring revenue moves when the revenue starts. The two need not agree in a period.
     * </ul>
     *
     * <p>Example: one of 1000 is won: 1000.
     *
     * @see #EXPANSION_REVENUE
     */
    public static final Kpi EXPANSION_BOOKINGS = Kpi.define("expansion-bookings", "Expansion Bookings")
            .tells("The yearly value of the expansions that customers signed.")
            .asks("How much expansion did we sign?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("expansion-pipeline-value")
            .as(won("EXPANSION"));

    /**
     * How much more expansion was signed than a year ago. Defined as {@code (now - before) / before} of {@link #EXPANSION_BOOKINGS}.
     *
     * <ul>
     *   <li>Percent, -1 and above; higher is better. Undefined with NON_POSITIVE_BASE where nothing was signed a year ago.
     *   <li>{@link KpiParameters#AGAINST} is YEAR_AGO by convention; PREVIOUS_PERIOD looks at the period before.
     * </ul>
     *
     * <p>Example: 1000, then 1350: +35 %.
     *
     * @see #EXPANSION_BOOKINGS
     */
    public static final Kpi EXPANSION_BOOKINGS_GROWTH_RATE = Kpi.define(
                    "expansion-bookings-growth-rate", "Expansion Bookings Growth Rate")
            .tells("How much more expansion was signed than in the same period a year ago.")
            .asks("Do our expansion bookings grow year over year?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("expansion-bookings")
            .byDefault(AGAINST, "YEAR_AGO")
            .as(growth(EXPANSION_BOOKINGS.asOperand()));

    /**
     * What new customers signed. Defined as {@code sum of amounts} of the opportunities of kind NEW_BUSINESS that were won in the period.
     *
     * <ul>
     *   <li>Money per year, 0 and above; higher is better. Without any it is 0.
     *   <li>To be held against retention; new recurring revenue itself is a term of the ledger.
     * </ul>
     *
     * <p>Example: one of 700 is won: 700. <em>Also known as</em> new ARR.
     *
     * @see #EXPANSION_BOOKINGS
     */
    public static final Kpi NEW_LOGO_BOOKINGS = Kpi.define("new-logo-bookings", "New Logo Bookings")
            .alsoKnownAs("new ARR")
            .tells("The yearly value of what new customers signed.")
            .asks("How much new business did we sign?")
            .in(KpiUnit.MONEY_PER_YEAR, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("referral-opportunity-pipeline-contribution-rate")
            .as(won("NEW_BUSINESS"));

    /**
     * What a customer brings over its whole time, if revenue and churn stayed as they are. Defined as
     * {@code average revenue per account * grossMargin * average customer lifespan}, the lifespan being {@code months / churn rate}.
     *
     * <ul>
     *   <li>Money, above 0; higher is better. Undefined with ZERO_DENOMINATOR where nobody churned, or without customers.
     *   <li>Nothing is discounted. Set {@link #GROSS_MARGIN} before comparing it with a cost: it is 1 by convention, which makes this
     *       revenue, not profit.
     *   <li>{@link KpiParameters#BASIS} is LOGO by convention: churn is {@link RetentionKpis#CUSTOMER_CHURN_RATE}. REVENUE divides by
     *       the gross revenue churn rate, point to point.
     *   <li>{@link KpiParameters#BY} is PREDICTIVE by convention. REALIZED looks back: the recurring revenue that accounts have brought
     *       until the end of the period, {@code grossMargin * mean of (monthly revenue of each day * 12 / 365.2425)} over all that ever
     *       were customers; undefined with NO_DATA without any. It is too low while customers are young.
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
            .byDefault(BASIS, "LOGO")
            .byDefault(BY, "PREDICTIVE")
            .as(lifetimeValue(AccountFilter.all(), CHURN));

    /**
     * The lifetime value of customers that were won as product-qualified leads. Defined as {@link #CUSTOMER_LIFETIME_VALUE} over
     * accounts with the source {@code pql}.
     *
     * <ul>
     *   <li>Money, above 0; higher is better. Undefined with ZERO_DENOMINATOR where none of them churned, or there are none.
     *   <li>A lead that never became a customer has no revenue and is not in it. Who knows such leads by an event sets the source from
     *       it.
     *   <li>Margin, basis and method are conventions and alternatives as there.
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

    /**
     * What it costs to win a customer. Defined as {@code costs of acquisition in the period / accounts with their first revenue in it}.
     *
     * <ul>
     *   <li>Money; lower is better. Undefined with NO_DATA where no cost is recorded, which is not free, with ZERO_DENOMINATOR where
     *       nobody was won.
     *   <li>Who comes back is not new. Costs belong to the period that they are booked in.
     *   <li>{@link KpiParameters#COST_CATEGORY} is {@code acquisition} by convention. {@link KpiParameters#LAG} is 0 days by
     *       convention; a longer one takes the costs booked that much earlier than the period.
     * </ul>
     *
     * <p>Example: 600 for 2 new customers: 300. <em>Also known as</em> CAC, acquisition cost.
     *
     * @see #CLTV_TO_CAC_RATIO
     */
    public static final Kpi CUSTOMER_ACQUISITION_COST = Kpi.define(
                    "customer-acquisition-cost", "Customer Acquisition Cost (CAC)")
            .alsoKnownAs("CAC", "acquisition cost")
            .tells("What it costs to win a customer.")
            .asks("How much do we spend for a new customer?")
            .in(KpiUnit.MONEY, Direction.LOWER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("referral-conversion-rate", "new-logo-bookings")
            .byDefault(COST_CATEGORY, TextSet.of(Cost.ACQUISITION))
            .byDefault(LAG, Duration.ZERO)
            .as(Derived.of(
                    "c / n",
                    Map.of(
                            "c",
                            sumOfAny(new Population.Costs(COST_CATEGORY, LAG)),
                            "n",
                            Aggregate.count(accountsThat(did(Selector.movement(Type.NEW)))))));

    /**
     * How often a customer earns back what it cost to win. Defined as {@code customer lifetime value / customer acquisition cost}.
     *
     * <ul>
     *   <li>A ratio, 0 and above; higher is better. Undefined where either side is, with its reason, and with ZERO_DENOMINATOR where the
     *       cost is 0.
     *   <li>Set {@link #GROSS_MARGIN}: revenue held against cost flatters. All parameters of both sides can be set, and have the same
     *       defaults.
     * </ul>
     *
     * <p>Example: 190 / (76 / 1 new customer) = 2.5. <em>Also known as</em> LTV:CAC.
     *
     * @see #CUSTOMER_LIFETIME_VALUE
     * @see #CUSTOMER_ACQUISITION_COST
     */
    public static final Kpi CLTV_TO_CAC_RATIO = Kpi.define("cltv-to-cac-ratio", "CLTV : CAC")
            .alsoKnownAs("LTV:CAC")
            .tells("How often a customer earns back what it cost to win.")
            .asks("Is it worth what we pay for new customers?")
            .in(KpiUnit.RATIO, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.QUARTERLY)
            .drivenBy("customer-lifetime-value", "customer-acquisition-cost")
            .byDefaultAs(CUSTOMER_LIFETIME_VALUE, CUSTOMER_ACQUISITION_COST)
            .as(Derived.of(
                    "l / c",
                    Map.of(
                            "l", CUSTOMER_LIFETIME_VALUE.asOperand(),
                            "c", CUSTOMER_ACQUISITION_COST.asOperand())));

    /**
     * How long after its activation an account shows a wish for more. Defined as
     * {@code mean time from the first activated event to the first expansion-signal at or after it} over the accounts whose first
     * activation lies in the period.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA where nobody was activated, with IMMATURE
     *       where nobody showed a signal yet.
     *   <li>Accounts without a signal yet are not in the mean and told as censored.
     *   <li>{@link KpiParameters#START_EVENT} is {@code activated} by convention. {@link KpiParameters#STATISTIC},
     *       {@link KpiParameters#PERCENTILE}, {@link KpiParameters#CLOCK} are open: the mean of all time.
     * </ul>
     *
     * <p>Example: A after 18 days, B not yet: 18 days, one censored.
     *
     * @see #EXPANSION_INTENT_SIGNAL_RATE
     */
    public static final Kpi TIME_TO_EXPANSION_SIGNAL = Kpi.define(
                    "time-to-expansion-signal", "Time to Expansion Signal")
            .tells("How long after its activation an account shows a wish for more.")
            .asks("How soon do accounts want more?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("time-to-first-value", "expansion-feature-usage-frequency")
            .byDefault(START_EVENT, TextSet.of("activated"))
            .as(TimeBetween.of(Unit.ACCOUNT, event(START_EVENT), event("expansion-signal")));

    /**
     * How long after its onboarding an account first uses an expansion feature. Defined as
     * {@code mean time from the first onboarding-completed event to the first use of one of the features at or after it} over the
     * accounts that completed in the period.
     *
     * <ul>
     *   <li>A duration in milliseconds, 0 and above; lower is better. Undefined with NO_DATA where nobody completed, with IMMATURE where
     *       nobody used one yet, with UNCONFIGURED until {@link KpiParameters#FEATURES} says which features count.
     *   <li>Uses before the start do not count. Accounts without a use yet are not in the mean and told as censored.
     *   <li>{@link KpiParameters#START_EVENT} is {@code onboarding-completed} by convention; {@code activated} is the usual alternative.
     *   <li>{@link KpiParameters#MEASURE} is FEATURE_USED by convention. VALUE_EVENT ends with an event that
     *       {@link KpiParameters#END_EVENT} names, {@code value-reached} by convention, and needs no features.
     *   <li>{@link KpiParameters#STATISTIC}, {@link KpiParameters#PERCENTILE}, {@link KpiParameters#CLOCK} are open: the mean of all
     *       time.
     * </ul>
     *
     * <p>Example: completed on 2 January, first used on 12 January: 10 days.
     *
     * @see #EXPANSION_ACTIVATION_RATE
     */
    public static final Kpi TIME_TO_VALUE_EXPANSION_FEATURES = Kpi.define(
                    "time-to-value-expansion-features", "Time to Value (Expansion Features)")
            .tells("How long after its onboarding an account first uses a feature that leads to expansion.")
            .asks("How soon do accounts find the features that lead to expansion?")
            .in(KpiUnit.DURATION, Direction.LOWER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("onboarding-completion-rate")
            .byDefault(START_EVENT, TextSet.of("onboarding-completed"))
            .byDefault(END_EVENT, TextSet.of("value-reached"))
            .byDefault(MEASURE, "FEATURE_USED")
            .as(Choice.of(
                    MEASURE,
                    Map.of(
                            "FEATURE_USED",
                            TimeBetween.of(Unit.ACCOUNT, event(START_EVENT), USE),
                            "VALUE_EVENT",
                            TimeBetween.of(Unit.ACCOUNT, event(START_EVENT), event(END_EVENT)))));

    /**
     * How often an account that buys does so. Defined as {@code purchase events in the period / accounts with at least one}.
     *
     * <ul>
     *   <li>A count, 1 and above; higher is better. Undefined with NO_DATA where nobody bought.
     *   <li>A refund is no purchase: leave it out, or give it another type.
     *   <li>{@link KpiParameters#POPULATION} is BUYERS by convention. CUSTOMERS takes the customers of the end, and who bought nothing
     *       counts with 0.
     * </ul>
     *
     * <p>Example: 4 purchases by 2 buyers: 2. <em>Also known as</em> APF.
     *
     * @see #REPEAT_PURCHASE_RATE
     */
    public static final Kpi AVERAGE_PURCHASE_FREQUENCY = Kpi.define(
                    "average-purchase-frequency", "Average Purchase Frequency")
            .alsoKnownAs("APF")
            .tells("How often an account that buys does so in the period.")
            .asks("How often do buyers come back?")
            .in(KpiUnit.COUNT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("repeat-purchase-rate")
            .byDefault(POPULATION, "BUYERS")
            .as(Choice.of(
                    POPULATION,
                    Map.of(
                            "BUYERS",
                            Aggregate.of(Statistic.MEAN, UnitValue.count(PURCHASE), accountsThat(did(PURCHASE))),
                            "CUSTOMERS",
                            Aggregate.of(Statistic.MEAN, UnitValue.count(PURCHASE), customersAt(END)))));

    /**
     * The part of the buyers that bought more than once. Defined as
     * {@code accounts with at least 2 purchase events in the period / accounts with at least one}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR where nobody bought.
     *   <li>All purchases must lie inside the period. {@link KpiParameters#AT_LEAST} is 2 by convention.
     * </ul>
     *
     * <p>Example: A bought twice, B once: 50 %. <em>Also known as</em> RPR.
     *
     * @see #AVERAGE_PURCHASE_FREQUENCY
     */
    public static final Kpi REPEAT_PURCHASE_RATE = Kpi.define("repeat-purchase-rate", "Repeat Purchase Rate")
            .alsoKnownAs("RPR")
            .tells("The part of the buyers that bought more than once in the period.")
            .asks("Do buyers buy again?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("customer-satisfaction-score")
            .byDefault(AT_LEAST, BigDecimal.valueOf(2))
            .as(Share.of(accountsThat(did(PURCHASE))).where(did(PURCHASE).atLeast(AT_LEAST)));

    /**
     * The one number that the whole company steers by for the long term: whichever KPI it designates. Defined as the value of the KPI
     * that {@link KpiParameters#NORTH_STAR} stands for; {@code NORTH_STAR_METRIC.with(NORTH_STAR, PAID_ACCOUNTS)}.
     *
     * <ul>
     *   <li>Unit and direction of the designated KPI. Undefined with UNCONFIGURED until one is designated and outside the time of a
     *       designation, else as the designated KPI is.
     *   <li>A designation, not a formula. A leading KPI serves better than a lagging one.
     *   <li>{@link KpiParameters#VALID_FROM} and {@link KpiParameters#VALID_TO} may bound it in time; open by default.
     * </ul>
     *
     * <p>Example: paid accounts are designated: 3. <em>Also known as</em> NSM.
     *
     * @see #ONE_METRIC_THAT_MATTERS
     */
    public static final Kpi NORTH_STAR_METRIC = Kpi.define("north-star-metric", "North Star Metric")
            .alsoKnownAs("NSM")
            .tells("The value of the KPI by which the whole company steers for the long term.")
            .asks("Where do we stand in the one number that we steer by?")
            .in(KpiUnit.RATIO, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .as(new Designated(KpiParameters.NORTH_STAR, VALID_FROM, VALID_TO));

    /**
     * The number that a team works on for a limited time: whichever KPI it designates. Defined as the value of the KPI that
     * {@link KpiParameters#OMTM} stands for.
     *
     * <ul>
     *   <li>Unit and direction of the designated KPI. Undefined with UNCONFIGURED until one is designated and for a period that does not
     *       lie inside the time of the designation, else as the designated KPI is.
     *   <li>{@link KpiParameters#VALID_FROM}, inclusive, and {@link KpiParameters#VALID_TO}, exclusive, say that time; open by default.
     * </ul>
     *
     * <p>Example: the customer churn rate is designated: 33.33 %. <em>Also known as</em> OMTM.
     *
     * @see #NORTH_STAR_METRIC
     */
    public static final Kpi ONE_METRIC_THAT_MATTERS = Kpi.define(
                    "one-metric-that-matters", "One Metric That Matters (OMTM)")
            .alsoKnownAs("OMTM")
            .tells("The value of the KPI that a team works on for a limited time.")
            .asks("Where do we stand in the number that we work on now?")
            .in(KpiUnit.RATIO, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .as(new Designated(KpiParameters.OMTM, VALID_FROM, VALID_TO));

    private ExpansionKpis() {}

    /** Growth against an earlier period that can be chosen. */
    private static Family growth(Family of) {
        return Choice.of(
                AGAINST,
                Map.of(
                        PREVIOUS_PERIOD,
                        Growth.of(of, Growth.Against.PREVIOUS_PERIOD),
                        "YEAR_AGO",
                        Growth.of(of, Growth.Against.YEAR_AGO)));
    }

    private static Family revenueOf(Population accounts) {
        return Aggregate.of(Statistic.SUM, new UnitValue.Mrr(END), accounts);
    }

    private static Family usesPerWeek(Population accounts) {
        return new Aggregate(
                accounts,
                UnitValue.count(USE),
                null,
                Statistic.MEAN,
                null,
                Param.of(Param.Type.DURATION, WEEK),
                BigDecimal.ONE,
                false);
    }

    /** The amounts of costs, of which there must be some: no record of a cost is not a cost of 0. */
    static Family sumOfAny(Population costs) {
        return new Aggregate(costs, field(AMOUNT), null, Statistic.SUM, null, null, BigDecimal.ONE, true);
    }

    private static Family won(String kind) {
        return Aggregate.of(
                Statistic.SUM,
                field(AMOUNT),
                opportunities(OpportunityState.CLOSED_IN).where("kind", kind).where("outcome", "WON"));
    }

    /** What some accounts bring until they are lost at such a rate, or have brought so far. */
    static Family lifetimeValue(AccountFilter who, Family churn) {
        Family brought = Aggregate.of(
                Statistic.MEAN,
                new UnitValue.MrrDays(Scope.beforeEnd()),
                accountsThat(did(
                        new Selector.Movement(
                                new TreeSet<>(Set.of(Type.OPENING, Type.NEW)), Collections.emptySortedSet()),
                        Scope.beforeEnd())));
        return Choice.of(
                BY,
                Map.of(
                        "PREDICTIVE",
                        Derived.of(
                                "arpa * margin * life",
                                Map.of(
                                        "arpa",
                                        among(who, AVERAGE_REVENUE_PER_ACCOUNT.asOperand()),
                                        "life",
                                        Derived.of("months / churn", Map.of("churn", churn))),
                                "margin",
                                GROSS_MARGIN),
                        "REALIZED",
                        Derived.of(
                                "12 * revenue / 365.2425 * margin",
                                Map.of("revenue", among(who, brought)),
                                "margin",
                                GROSS_MARGIN)));
    }

    private static Family among(AccountFilter who, Family of) {
        return who.keepsAll() ? of : new Only(who, of);
    }

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
                AVERAGE_CONTRACT_VALUE,
                EXPANSION_REVENUE,
                EXPANSION_REVENUE_GROWTH_RATE,
                EXPANSION_REVENUE_RATE,
                AVERAGE_REVENUE_PER_EXPANSION_ACCOUNT,
                ACTIVATION_TO_EXPANSION_RATE,
                EXPANSION_ACTIVATION_RATE,
                EXPANSION_FEATURE_USAGE_FREQUENCY,
                EXPANSION_INTENT_SIGNAL_RATE,
                CROSS_SELL_CONVERSION_RATE,
                UPSELL_REVENUE_GROWTH_RATE,
                EXPANSION_PIPELINE_VALUE,
                EXPANSION_BOOKINGS,
                EXPANSION_BOOKINGS_GROWTH_RATE,
                NEW_LOGO_BOOKINGS,
                CUSTOMER_LIFETIME_VALUE,
                CONVERTED_PQL_LIFETIME_VALUE,
                CUSTOMER_ACQUISITION_COST,
                CLTV_TO_CAC_RATIO,
                TIME_TO_EXPANSION_SIGNAL,
                TIME_TO_VALUE_EXPANSION_FEATURES,
                AVERAGE_PURCHASE_FREQUENCY,
                REPEAT_PURCHASE_RATE,
                NORTH_STAR_METRIC,
                ONE_METRIC_THAT_MATTERS);
    }
}
