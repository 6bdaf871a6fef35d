package io.csmetrics.health.statistics;

/** Which way a score points. Every statistic of this package that orders scores asks for it, so that no caller has to turn a sign. */
public enum ScoreDirection {
    /** A higher score says that the event, such as churn, is less likely: health, engagement, relationship. */
    HIGHER_IS_HEALTHIER,
    /** A higher score says that the event is more likely: churn risk, a churn probability. */
    HIGHER_IS_RISKIER;

    double risk(double score) {
        return this == HIGHER_IS_RISKIER ? score + 0.0 : 0.0 - score;
    }
}
