package io.csmetrics.benchmarks;

/** Who takes part. */
enum Peer {
    /** This library, by its public API. */
    LIBRARY("csmetrics"),
    /** DuckDB in memory by JDBC, one thread. */
    DUCKDB("DuckDB"),
    /** Records, lists, maps and loops of the JDK. */
    PLAIN("plain Java"),
    /** What the hardware allows: loops over columns, made by hand for one question. */
    LIMIT("limit");

    private final String title;

    Peer(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
