/** Cohorts of customers followed over periods: retention, survival, lifetime and experiments. */
module io.csmetrics.cohort {
    requires transitive io.csmetrics.core;
}
