/** Customer health: many signals joined into one explained score. */
module io.csmetrics.health {
    requires transitive io.csmetrics.core;
}
