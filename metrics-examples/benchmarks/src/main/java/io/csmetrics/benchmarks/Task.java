package io.csmetrics.benchmarks;

import java.util.List;

/** What is timed: a method of a benchmark, its name in the table, and who takes part. */
enum Task {
    /** {@link RevenueBenchmark#bridges}. */
    BRIDGES("bridges", Workload.BRIDGES.title()),
    /** {@link RevenueBenchmark#retentions}. */
    RETENTIONS("retentions", Workload.RETENTIONS.title()),
    /** {@link RevenueBenchmark#ingest}. */
    INGEST("ingest", "ingest of records"),
    /** {@link HealthBenchmark#scores}. */
    SCORES("scores", HealthOutput.TITLE);

    private final String method;
    private final String title;

    Task(String method, String title) {
        this.method = method;
        this.title = title;
    }

    Class<?> benchmark() {
        return this == SCORES ? HealthBenchmark.class : RevenueBenchmark.class;
    }

    String method() {
        return method;
    }

    String title() {
        return title;
    }

    /** Who takes part, the library first. */
    List<Contender> peers() {
        return this == SCORES ? List.of(HealthPeer.Kind.values()) : List.of(Peer.Kind.values());
    }
}
