package io.csmetrics.catalog;

import static io.csmetrics.select.Condition.score;
import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Population.customersAt;
import static io.csmetrics.select.Population.responses;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Aggregate.Statistic;
import io.csmetrics.family.Derived;
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
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.UnitValue;
import java.util.List;
import java.util.Map;

/** Operational efficiency: support, surveys about single interactions, and how many customers each manager covers. */
public final class OperationsKpis {
    private static final UnitValue OWNER = new UnitValue.AccountField("owner");

    /**
     * How many more employees would recommend the company than would not. Defined as
     * {@code 100 * (responses of 9 and 10 - responses of 0 to 6) / responses} to the employee survey.
     *
     * <ul>
     *   <li>Points, -100 to 100; higher is better. Undefined with ZERO_DENOMINATOR without responses.
     *   <li>The only survey whose responses need no account; never mixed with those of customers.
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
            .as(AdvocacyKpis.promoters(SurveyResponse.ENPS));

    /**
     * The part of answers that are satisfied. Defined as
     * {@code responses with (score - scaleMin) / (scaleMax - scaleMin) >= 0.75 / responses}: 4 and 5 of 5, 6 and 7 of 7, 8 to 10 of 10.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without responses.
     *   <li>Every answer counts. Answers on several scales can be mixed, because each is read as a share of its scale.
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
            .as(Share.of(responses(SurveyResponse.CSAT)).where(score(Comparison.SCALE_SHARE_AT_LEAST, "0.75")));

    /**
     * How easy customers find it to get something done. Defined as {@code mean score} on a scale where high is easy, 1 to 7 by default.
     *
     * <ul>
     *   <li>A score on the scale of the responses; higher is better. Undefined with NO_DATA without responses, with MIXED_SCALE if they
     *       are on several scales.
     *   <li>Answers on a scale where high is hard must be marked as inverted and are turned.
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
            .as(Aggregate.of(Statistic.MEAN, new UnitValue.Field("score"), responses(SurveyResponse.CES)));

    /**
     * How many customers a customer success manager covers. Defined as
     * {@code customers at end with an owner / different owners of them}.
     *
     * <ul>
     *   <li>A ratio, 1 and above; neither high nor low is good in itself. Undefined with ZERO_DENOMINATOR where no customer has an
     *       owner.
     *   <li>Customers without owner are left out and counted as excluded. Managers without customers are invisible to it.
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
            .as(Derived.of(
                    "n / k",
                    Map.of(
                            "n", Aggregate.of(Statistic.COUNT, OWNER, customersAt(END)),
                            "k", Aggregate.of(Statistic.DISTINCT, OWNER, customersAt(END)))));

    /**
     * How much yearly recurring revenue a customer success manager covers. Defined as
     * {@code 12 * closing of customers with an owner / different owners of them}.
     *
     * <ul>
     *   <li>Money per year, above 0; neither high nor low is good in itself. Undefined with ZERO_DENOMINATOR where no customer has an
     *       owner.
     *   <li>Customers without owner are left out and counted as excluded.
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
            .as(Derived.of(
                    "12 * m / k",
                    Map.of(
                            "m",
                            new Only(AccountFilter.whereSet("owner"), Ledger.sum(RevenueTerm.CLOSE)),
                            "k",
                            Aggregate.of(Statistic.DISTINCT, OWNER, customersAt(END)))));

    private OperationsKpis() {}

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(
                EMPLOYEE_NET_PROMOTER_SCORE,
                CUSTOMER_SATISFACTION_SCORE,
                CUSTOMER_EFFORT_SCORE,
                ACCOUNTS_PER_CSM,
                ARR_PER_CSM);
    }
}
