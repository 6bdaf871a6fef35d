/** Customer health: many signals joined into one explained score, and tests of such scores against what happened. */
module io.csmetrics.health {
    exports io.csmetrics.health.backtest;
    exports io.csmetrics.health.catalog;
    exports io.csmetrics.health.history;
    exports io.csmetrics.health.io;
    exports io.csmetrics.health.measure;
    exports io.csmetrics.health.model;
    exports io.csmetrics.health.review;
    exports io.csmetrics.health.score;
    exports io.csmetrics.health.statistics;

    requires transitive io.csmetrics.core;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.apache.commons.statistics.distribution;
    requires static transitive org.jspecify;
}
