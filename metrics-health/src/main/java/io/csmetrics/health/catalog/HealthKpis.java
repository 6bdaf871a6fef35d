package io.csmetrics.health.catalog;

import static io.csmetrics.select.Moment.END;
import static io.csmetrics.select.Population.customersAt;

import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.List;

/**
 * The KPIs of customer health. A score is computed for each account by a model and enters the data as an
 * {@link io.csmetrics.record.AccountValue} whose key is that of the KPI; what was computed at the end of a period or later is not seen in
 * it. Weights and cut points of the starter models are starting values, not findings: a backtest tells what they are worth.
 *
 * <p>They join the standard ones by {@code KpiCatalog.standard().with(HealthKpis.all())}.
 */
public final class HealthKpis {
    /** From which score on an account counts: 70 unless set, a convention. */
    public static final Param<BigDecimal> THRESHOLD = Param.named("threshold", Param.Type.NUMBER);

    private static final BigDecimal SEVENTY = BigDecimal.valueOf(70);

    /**
     * How much an account looks like one that is about to leave, by the model of the same key. Defined as
     * {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean of
     * sub-scores from 0 to 100. The starter model weighs health deficit 0.35, usage decline 0.20, recent downgrade 0.15, open tickets 0.10,
     * sentiment 0.10, nearness of renewal 0.10.
     *
     * <ul>
     *   <li>Score, 0 to 100; lower is better: high from 70, medium from 40. Undefined with NO_DATA where no customer has a score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     *   <li>It is no probability: a chance of churn is another model, calibrated on what happened.
     * </ul>
     *
     * <p>Example: a health deficit of 30.5, usage down by 20 %, a downgrade, one open ticket, a sentiment of 0.2 and 90 days to renewal
     * give 10.675 + 8 + 15 + 2 + 4 + 5 = 44.675 (medium). <em>Also known as</em> churn model.
     *
     * @see #AT_RISK_ACCOUNT_RATE
     * @see #CUSTOMER_HEALTH_SCORE
     */
    public static final Kpi CHURN_RISK_SCORE = Kpi.define("churn-risk-score", "Churn Risk Score")
            .alsoKnownAs("churn model")
            .tells("How much an account looks like one that is about to leave.")
            .asks("Which customers are about to leave?")
            .in(KpiUnit.SCORE, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .top()
            .drivenBy("customer-health-score", "unresolved-tickets")
            .as(meanOf("churn-risk-score"));

    /**
     * The part of the customers whose risk of churn is high. Defined as
     * {@code customers at end with a churn-risk-score of at least threshold / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; lower is better. Undefined with ZERO_DENOMINATOR without customers at the end.
     *   <li>Customers without a score are in the denominator only, and told as excluded: a rate over few scores is a lower bound.
     *   <li>{@link #THRESHOLD}: 70 unless set.
     * </ul>
     *
     * <p>Example: of scores of 85, 40, 70 and 10 two are at least 70: 2/4 = 50 %. <em>Also known as</em> at-risk accounts.
     *
     * @see #CHURN_RISK_SCORE
     */
    public static final Kpi AT_RISK_ACCOUNT_RATE = Kpi.define("at-risk-account-rate", "At-Risk Account Rate")
            .alsoKnownAs("at-risk accounts")
            .tells("The part of the customers whose risk of churn is high.")
            .asks("How many customers may leave?")
            .in(KpiUnit.PERCENT, Direction.LOWER)
            .about(FocusArea.RETENTION, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .drivenBy("churn-risk-score")
            .byDefault(THRESHOLD, SEVENTY)
            .as(scored("churn-risk-score"));

    /**
     * How well an account is doing, from how it uses the product, how it feels, what it asks and how it pays, by the model of the same key.
     * Defined as {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean
     * of sub-scores from 0 to 100. The starter model weighs seat utilisation 0.25, feature breadth 0.10, relationship 0.15, satisfaction
     * 0.15, open tickets 0.15, payment history 0.10, executive touches 0.10.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better: red below 40, yellow below 70, else green. Undefined with NO_DATA where no customer has a
     *       score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     * </ul>
     *
     * <p>Example: 60, 50, 70, 80, 80, 100 and 50 by those weights give 69.5 (yellow); without payments 59.5 / 0.9 = 66.11. <em>Also known
     * as</em> CHS, health score.
     *
     * @see #CHURN_RISK_SCORE
     * @see #CUSTOMER_ENGAGEMENT_SCORE
     */
    public static final Kpi CUSTOMER_HEALTH_SCORE = Kpi.define("customer-health-score", "Customer Health Score (CHS)")
            .alsoKnownAs("CHS", "health score")
            .tells(
                    "How well an account is doing, from how it uses the product, how it feels, what it asks and how it pays.")
            .asks("How healthy are our customers?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.CROSS_STAGE)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .top()
            .drivenBy("customer-engagement-score", "relationship-score", "unresolved-tickets", "on-time-payment-rate")
            .as(meanOf("customer-health-score"));

    /**
     * How much an account does with the product and with us, by the model of the same key. Defined as
     * {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean of
     * sub-scores from 0 to 100. The starter model weighs active share of seats 0.30, login days 0.25, feature breadth 0.25, touches 0.20.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better. Undefined with NO_DATA where no customer has a score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     *   <li>Behaviour only, neither satisfaction nor money: so it can stand beside those in another score.
     * </ul>
     *
     * <p>Example: 80 % of the seats active, 12 login days, 40 % of the features and 2 touches give 24 + 15 + 10 + 10 = 59.
     *
     * @see #CUSTOMER_HEALTH_SCORE
     */
    public static final Kpi CUSTOMER_ENGAGEMENT_SCORE = Kpi.define(
                    "customer-engagement-score", "Customer Engagement Score")
            .tells("How much an account does with the product and with us.")
            .asks("How much do customers do with us?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.ADOPTION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .top()
            .drivenBy("active-users-per-account", "breadth-of-use", "qbr-engagement-rate")
            .as(meanOf("customer-engagement-score"));

    /**
     * How strong the relationship with the people of an account is. Defined as {@code 10 * sum of influence * strength / sum of influence}
     * over the stakeholders, where {@code strength} is the value, 0 to 10, of the last {@code relationship-rated} event of each in the 180
     * days before the end, and {@code influence} an attribute of that event.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better. Undefined with NO_DATA where nobody was rated, which is not 0, and with ZERO_DENOMINATOR
     *       where nobody has influence.
     *   <li>By convention an executive has influence 3, a manager 2, anybody else 1. A rating without value, influence or user is on
     *       neither side and told as excluded.
     *   <li>Over several accounts all their stakeholders count by their influence; {@code KpiSheet.values} tells the accounts apart.
     * </ul>
     *
     * <p>Example: s1 with influence 3 was rated 4, now 8; s2 with influence 1 has 5: 10 * (24 + 5) / 4 = 72.5. <em>Also known as</em>
     * customer relationship score.
     *
     * @see #RELATIONSHIP_DEPTH_SCORE
     */
    public static final Kpi RELATIONSHIP_SCORE = Kpi.define("relationship-score", "Relationship Score")
            .alsoKnownAs("customer relationship score")
            .tells("How strong the relationship with the people of an account is, weighted by their influence.")
            .asks("Do the people who matter stand by us?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("executive-engagement-frequency", "qbr-engagement-rate")
            .as(Aggregate.weightedMean(
                            UnitValue.field("value"),
                            UnitValue.field("influence"),
                            Population.occurrences(Selector.event("relationship-rated"))
                                    .in(Windows.trailingDays(180))
                                    .latestPer(Unit.USER))
                    .times(10));

    /**
     * How strong and how broad the relationship with an account is, by the model of the same key. Defined as
     * {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean of
     * sub-scores from 0 to 100. The starter model weighs relationship score 0.40, stakeholders 0.20, their roles 0.15, an executive 0.15,
     * days since the last touch 0.10.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better. Undefined with NO_DATA where no customer has a score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     *   <li>{@link #RELATIONSHIP_SCORE} is strength alone. With one contact a score hardly gets above 60, by design.
     * </ul>
     *
     * <p>Example: a relationship of 72.5, 3 stakeholders in 2 roles, an executive and a touch 31.5 days ago give 29 + 12 + 7.5 + 15 + 6.5 =
     * 70.
     *
     * @see #RELATIONSHIP_SCORE
     */
    public static final Kpi RELATIONSHIP_DEPTH_SCORE = Kpi.define(
                    "relationship-depth-score", "Relationship Depth Score")
            .tells("How strong and how broad the relationship with an account is.")
            .asks("Would the relationship survive the loss of one contact?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.HEALTH, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("relationship-score", "executive-engagement-frequency")
            .as(meanOf("relationship-depth-score"));

    /**
     * How likely an account is to buy more now, by the model of the same key. Defined as
     * {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean of
     * sub-scores from 0 to 100. The starter model weighs seat utilisation 0.30, engagement 0.25, signals of intent 0.25, fit 0.20.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better; worth a talk from 70. Undefined with NO_DATA where no customer has a score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     *   <li>It has signals of intent, which {@link #EXPANSION_READINESS_INDEX} leaves out on purpose.
     * </ul>
     *
     * <p>Example: 80 % of the seats used, an engagement of 70, 2 signals and a fit of 80 give 18 + 17.5 + 16.67 + 16 = 68.17.
     *
     * @see #EXPANSION_READINESS_INDEX
     */
    public static final Kpi EXPANSION_OPPORTUNITY_SCORE = Kpi.define(
                    "expansion-opportunity-score", "Expansion Opportunity Score")
            .tells("How likely an account is to buy more now.")
            .asks("Who may buy more now?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.WEEKLY)
            .top()
            .drivenBy("expansion-intent-signal-rate", "customer-engagement-score")
            .as(meanOf("expansion-opportunity-score"));

    /**
     * How ripe an account is for more, whether it has asked or not, by the model of the same key. Defined as
     * {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean of
     * sub-scores from 0 to 100. The starter model weighs weekly uses of expansion features 0.25, health 0.25, growth of active users 0.20,
     * roles 0.15, fit 0.15.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better. Undefined with NO_DATA where no customer has a score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     *   <li>It has no signals of intent: that is what sets it apart from {@link #EXPANSION_OPPORTUNITY_SCORE}.
     * </ul>
     *
     * <p>Example: 2 uses a week, a health of 80, a quarter more users, 3 roles and a fit of 80 give 10 + 20 + 10 + 10 + 12 = 62.
     *
     * @see #EXPANSION_OPPORTUNITY_SCORE
     */
    public static final Kpi EXPANSION_READINESS_INDEX = Kpi.define(
                    "expansion-readiness-index", "Expansion Readiness Index")
            .tells("How ripe an account is for more, whether it has asked or not.")
            .asks("Who is ripe for more?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.EXPANSION, Stage.VALUE_REALIZATION)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("expansion-feature-usage-frequency", "customer-health-score")
            .as(meanOf("expansion-readiness-index"));

    /**
     * How ready an account is to recommend us, by the model of the same key. Defined as
     * {@code mean over the customers at end of the last score of that key computed before the end}; a score is a weighted mean of
     * sub-scores from 0 to 100. The starter model weighs latest answer to the NPS question 0.35, health 0.25, engagement 0.15, months as a
     * customer 0.15, onboarding completed 0.10.
     *
     * <ul>
     *   <li>Score, 0 to 100; higher is better; ready from 70. Undefined with NO_DATA where no customer has a score.
     *   <li>Over several accounts every scored customer counts the same, whatever it pays. Customers without a score are not in the mean
     *       and told as excluded.
     * </ul>
     *
     * <p>Example: an answer of 9, a health of 80, an engagement of 60, 6 months and a completed onboarding give 26.25 + 20 + 9 + 7.5 + 10 =
     * 72.75.
     *
     * @see #REFERRAL_READY_ACCOUNT_RATE
     */
    public static final Kpi REFERRAL_READINESS_SCORE = Kpi.define(
                    "referral-readiness-score", "Referral Readiness Score")
            .tells("How ready an account is to recommend us.")
            .asks("Whom may we ask for a referral?")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("net-promoter-score", "customer-health-score")
            .as(meanOf("referral-readiness-score"));

    /**
     * The part of the customers that are ready to recommend us. Defined as
     * {@code customers at end with a referral-readiness-score of at least threshold / customers at end}.
     *
     * <ul>
     *   <li>Percent, 0 to 1; higher is better. Undefined with ZERO_DENOMINATOR without customers at the end.
     *   <li>Customers without a score are not ready, and told as excluded.
     *   <li>{@link #THRESHOLD}: 70 unless set.
     * </ul>
     *
     * <p>Example: A has 72.75, B 40, C no score: 1/3 = 33.33 %.
     *
     * @see #REFERRAL_READINESS_SCORE
     */
    public static final Kpi REFERRAL_READY_ACCOUNT_RATE = Kpi.define(
                    "referral-ready-account-rate", "Referral-Ready Account Rate")
            .tells("The part of the customers that are ready to recommend us.")
            .asks("How many customers may we ask for a referral?")
            .in(KpiUnit.PERCENT, Direction.HIGHER)
            .about(FocusArea.ADVOCACY, Stage.ADVOCACY)
            .read(Indicator.LEADING, Cadence.MONTHLY)
            .drivenBy("referral-readiness-score")
            .byDefault(THRESHOLD, SEVENTY)
            .as(scored("referral-readiness-score"));

    private HealthKpis() {}

    private static Family meanOf(String score) {
        return Aggregate.of(Statistic.MEAN, new UnitValue.Score(score), customersAt(END));
    }

    private static Family scored(String score) {
        return Share.of(customersAt(END)).where(new Condition.Score(score, THRESHOLD));
    }

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> all() {
        return List.of(
                CHURN_RISK_SCORE,
                AT_RISK_ACCOUNT_RATE,
                CUSTOMER_HEALTH_SCORE,
                CUSTOMER_ENGAGEMENT_SCORE,
                RELATIONSHIP_SCORE,
                RELATIONSHIP_DEPTH_SCORE,
                EXPANSION_OPPORTUNITY_SCORE,
                EXPANSION_READINESS_INDEX,
                REFERRAL_READINESS_SCORE,
                REFERRAL_READY_ACCOUNT_RATE);
    }
}
