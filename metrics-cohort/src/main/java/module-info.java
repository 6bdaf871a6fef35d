/** Cohorts of customers followed over periods: retention, survival, lifetime and experiments. */
module io.csmetrics.cohort {
    exports io.csmetrics.cohort;
    exports io.csmetrics.cohort.bootstrap;
    exports io.csmetrics.cohort.catalog;
    exports io.csmetrics.cohort.comparison;
    exports io.csmetrics.cohort.experiment;
    exports io.csmetrics.cohort.inference;
    exports io.csmetrics.cohort.io;
    exports io.csmetrics.cohort.lifetime;
    exports io.csmetrics.cohort.purchase;
    exports io.csmetrics.cohort.source;
    exports io.csmetrics.cohort.survival;

    requires transitive io.csmetrics.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.numbers.gamma;
    requires org.apache.commons.statistics.distribution;
    requires org.apache.commons.statistics.inference;
    requires static transitive org.jspecify;
}
