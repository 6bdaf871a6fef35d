package io.csmetrics.benchmarks;

import java.util.List;

/** What is timed: a method of a benchmark, its name in the table, and who takes part. */
enum Task {
    /** {@link RevenueBenchmark#bridges}. */
    BRIDGES("bridges", Workload.BRIDGES.title(), RevenueBenchmark.class),
    /** {@link RevenueBenchmark#retentions}. */
    RETENTIONS("retentions", Workload.RETENTIONS.title(), RevenueBenchmark.class),
    /** {@link RevenueBenchmark#ingest}. */
    INGEST("ingest", "ingest of records", RevenueBenchmark.class),
    /** {@link CohortBenchmark#triangle}. */
    TRIANGLE("triangle", CohortOutput.TITLE, CohortBenchmark.class),
    /** {@link HealthBenchmark#scores}. */
    SCORES("scores", HealthOutput.TITLE, HealthBenchmark.class),
    /** {@link BootstrapBenchmark#interval}. */
    BOOTSTRAP("interval", BootstrapWays.TITLE, BootstrapBenchmark.class);

    private final String method;
    private final String title;
    private final Class<?> benchmark;

    Task(String method, String title, Class<?> benchmark) {
        this.method = method;
        this.title = title;
        this.benchmark = benchmark;
    }

    Class<?> benchmark() {
        return benchmark;
    }

    String method() {
        return method;
    }

    String title() {
        return title;
    }

    /** Who takes part, the library first. */
    List<Contender> peers() {
        return switch (this) {
            case BRIDGES, RETENTIONS, INGEST -> List.of(Peer.Kind.values());
            case TRIANGLE -> List.of(CohortPeer.Kind.values());
            case SCORES -> List.of(HealthPeer.Kind.values());
            case BOOTSTRAP -> List.of(BootstrapWays.Kind.values());
        };
    }
}
