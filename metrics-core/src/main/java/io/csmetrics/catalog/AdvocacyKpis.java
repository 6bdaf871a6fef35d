package io.csmetrics.catalog;

import static io.csmetrics.select.Condition.score;
import static io.csmetrics.select.Population.responses;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Direction;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiUnit;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.Account;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Comparison;
import java.util.List;

/** Advocacy and referrals. A referred account is one with the source {@value Account#REFERRAL}. */
public final class AdvocacyKpis {
    private static final AccountFilter REFERRED = AccountFilter.where("source", Account.REFERRAL);

    /**
     * How many more respondents would recommend us than would not. Defined as
     * {@code 100 * (responses of 9 and 10 - responses of 0 to 6) / responses}.
     *
     * <ul>
     *   <li>Points, -100 to 100, not rounded; higher is better. Undefined with ZERO_DENOMINATOR without responses, with MIXED_SCALE if
     *       the responses are on several scales.
     *   <li>Of several answers of a user inside the period the last counts; anonymous answers all count. The scale is 0 to 10.
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
            .as(promoters(SurveyResponse.NPS));

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
     * The lifetime value of referred customers. Defined as {@link ExpansionKpis#CUSTOMER_LIFETIME_VALUE} over accounts with the source
     * {@value Account#REFERRAL}. Accounts carry revenue, not users: a referred user's value is that of its account.
     *
     * <ul>
     *   <li>Money, above 0; higher is better. Undefined with ZERO_DENOMINATOR where none of them churned, or there are none.
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
            .as(new Only(REFERRED, ExpansionKpis.CUSTOMER_LIFETIME_VALUE.asOperand()));

    private AdvocacyKpis() {}

    /** Promoters less detractors in points: customers and employees are asked alike and never mixed. */
    static Share promoters(String instrument) {
        return Share.of(responses(instrument).latestPerRespondent())
                .where(score(Comparison.AT_LEAST, "9"))
                .minus(score(Comparison.AT_MOST, "6"))
                .times(100);
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
                REFERRAL_DRIVEN_EXPANSION_REVENUE,
                REFERRED_ACCOUNT_NET_REVENUE_RETENTION);
    }
}
