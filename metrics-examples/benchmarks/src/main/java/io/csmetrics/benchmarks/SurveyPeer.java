package io.csmetrics.benchmarks;

/** Loaded answers to surveys that are counted on one thread. */
interface SurveyPeer extends AutoCloseable {
    /** Computes {@link Checksum#RESPONSES}. */
    long[] responses();

    @Override
    default void close() {}

    /** From columns to something that is ready to be counted. */
    static SurveyPeer of(Peer peer, RevenueBook accounts, SurveyBook answers) {
        return switch (peer) {
            case LIBRARY -> LibrarySurveyPeer.load(accounts, answers);
            case DUCKDB -> DuckSurveyPeer.load(accounts, answers);
            case PLAIN -> PlainSurveyPeer.load(accounts, answers);
            case LIMIT -> new LimitSurveyPeer(accounts, answers);
        };
    }
}
