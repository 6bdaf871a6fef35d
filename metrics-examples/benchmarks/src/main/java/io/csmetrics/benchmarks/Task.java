package io.csmetrics.benchmarks;

/** What is timed: a method of {@link RevenueBenchmark} and its name in the table. */
enum Task {
    /** {@link RevenueBenchmark#bridges}. */
    BRIDGES("bridges", Workload.BRIDGES.title()),
    /** {@link RevenueBenchmark#retentions}. */
    RETENTIONS("retentions", Workload.RETENTIONS.title()),
    /** {@link RevenueBenchmark#ingest}. */
    INGEST("ingest", "ingest of records");

    private final String method;
    private final String title;

    Task(String method, String title) {
        this.method = method;
        this.title = title;
    }

    String method() {
        return method;
    }

    String title() {
        return title;
    }
}
