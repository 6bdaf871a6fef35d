package io.csmetrics.benchmarks;

/** Loaded signals that are scored on one thread. */
interface HealthPeer extends AutoCloseable {
    /** Gives every account a score and a band, which are there until the next call. */
    void score();

    /** What the last call of {@link #score()} gave. */
    HealthOutput output();

    @Override
    default void close() {}

    /** Who takes part. */
    enum Kind implements Contender {
        /** This library, by its public API. */
        LIBRARY("csmetrics"),
        /** DuckDB in memory by JDBC, one thread. */
        DUCKDB("DuckDB"),
        /** A loop over the accounts, inside one over their signals, with branches. */
        PLAIN("plain Java"),
        /** What the hardware allows: loops that know this model and nothing else. */
        LIMIT("limit");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        /** From columns to something that is ready to be scored. */
        HealthPeer load(HealthBook book) {
            return switch (this) {
                case LIBRARY -> new LibraryHealthPeer(book);
                case DUCKDB -> DuckHealthPeer.load(book);
                case PLAIN -> new PlainHealthPeer(book);
                case LIMIT -> LimitHealthPeer.load(book);
            };
        }
    }
}
