package io.csmetrics.benchmarks;

/** Loaded signals that are scored on one thread. */
interface HealthPeer extends AutoCloseable {
    /** Gives every account a score and a band, which are there until the next call. */
    void score();

    /** What the last call of {@link #score()} gave. */
    HealthOutput output();

    @Override
    default void close() {}

    /** From columns to something that is ready to be scored. */
    static HealthPeer of(Peer peer, HealthBook book) {
        return switch (peer) {
            case LIBRARY -> new LibraryHealthPeer(book);
            case DUCKDB -> DuckHealthPeer.load(book);
            case PLAIN -> new PlainHealthPeer(book);
            case LIMIT -> LimitHealthPeer.load(book);
        };
    }
}
