package io.csmetrics.kpi;

/** Whether a KPI looks at single interactions or at the relationship. */
public enum KpiScope {
    /** Single interactions, such as a ticket or the survey after it. */
    TRANSACTIONAL,
    /** The relationship as a whole. */
    STRATEGIC
}
