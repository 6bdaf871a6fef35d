package io.csmetrics.benchmarks;

/** Who takes part in a task. */
interface Contender {
    /** The name by which the benchmark knows it. */
    String name();

    /** The name in the table. */
    String title();
}
