package io.csmetrics.catalog;

import static io.csmetrics.select.Population.responses;

import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Aggregate.Statistic;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Direction;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiUnit;
import io.csmetrics.kpi.Stage;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.UnitValue;
import java.util.List;

/** Customer health and engagement. */
public final class EngagementKpis {
    /**
     * How satisfied customers are with their onboarding. Defined as {@code mean score} of satisfaction responses with the touchpoint
     * {@code onboarding}.
     *
     * <ul>
     *   <li>A score on the scale of the responses; higher is better. Undefined with NO_DATA without responses, with MIXED_SCALE if they
     *       are on several scales. Every answer counts.
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
            .as(Aggregate.of(
                    Statistic.MEAN,
                    new UnitValue.Field("score"),
                    responses(SurveyResponse.CSAT).at("onboarding")));

    private EngagementKpis() {}

    /**
     * Returns the KPIs above.
     *
     * @return the KPIs in the order of the catalogue
     */
    public static List<Kpi> kpis() {
        return List.of(ONBOARDING_SATISFACTION_SCORE);
    }
}
