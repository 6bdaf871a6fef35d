package io.csmetrics.kpi;

/** What a KPI is about. */
public enum FocusArea {
    /** Customer retention and churn prevention. */
    RETENTION,
    /** Customer health and engagement. */
    HEALTH,
    /** Expansion and growth. */
    EXPANSION,
    /** Advocacy and referrals. */
    ADVOCACY,
    /** Operational efficiency. */
    OPERATIONS
}
