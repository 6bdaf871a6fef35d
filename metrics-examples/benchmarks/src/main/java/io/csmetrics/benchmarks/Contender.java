package io.csmetrics.benchmarks;

/** Who takes part in a task. */
interface Contender {
    /** The name by which the benchmark knows it. */
    String name();

    /** The name in the table. */
    String title();

    /** How often that which is timed is to be done for the whole task. */
    default int times() {
        return 1;
    }
}
