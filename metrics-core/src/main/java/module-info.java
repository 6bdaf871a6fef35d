/** Customer-success metrics: records in, exact facts counted, figures divided and explained. */
module io.csmetrics.core {
    exports io.csmetrics.catalog;
    exports io.csmetrics.count;
    exports io.csmetrics.data;
    exports io.csmetrics.facts;
    exports io.csmetrics.family;
    exports io.csmetrics.io;
    exports io.csmetrics.kpi;
    exports io.csmetrics.period;
    exports io.csmetrics.record;
    exports io.csmetrics.render;
    exports io.csmetrics.revenue;
    exports io.csmetrics.scorecard;
    exports io.csmetrics.select;
    exports io.csmetrics.statistics;

    requires transitive org.joda.money;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires com.google.common;
    requires de.siegmar.fastcsv;
    requires org.slf4j;
    requires static transitive org.jspecify;
}
