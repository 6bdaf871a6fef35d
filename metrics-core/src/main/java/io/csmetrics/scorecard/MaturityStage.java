package io.csmetrics.scorecard;

/** How far an organisation has come with its metrics. A word for people to agree on: nothing computes it. */
public enum MaturityStage {
    /** Metrics are tracked; their definitions differ between teams. */
    FOUNDATIONAL,
    /** Definitions are standardised, and the numbers are reviewed. */
    EMERGING,
    /** Metrics are part of daily work, leading indicators among them. */
    ESTABLISHED,
    /** Metrics are trusted, and what is done about them is tested by experiments. */
    ADVANCED
}
