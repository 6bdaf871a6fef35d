package io.csmetrics.benchmarks;

import java.util.OptionalLong;

/** A loaded book that answers the workloads on one thread. */
interface Peer extends AutoCloseable {
    /** Computes {@link Workload#BRIDGES}. */
    long[] bridges();

    /** Computes {@link Workload#RETENTIONS}. */
    long[] retentions();

    /** The bytes that the loaded book takes outside of the Java heap, if that is where it is. */
    default OptionalLong bytesOutsideHeap() {
        return OptionalLong.empty();
    }

    @Override
    default void close() {}

    /** Who takes part. */
    enum Kind implements Contender {
        /** This library, by its public API. */
        LIBRARY("csmetrics"),
        /** DuckDB in memory by JDBC, one thread. */
        DUCKDB("DuckDB"),
        /** Records, lists, maps and loops of the JDK. */
        PLAIN("plain Java");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        /** From objects to a book that is ready to be asked. */
        Peer load(BookObjects objects) {
            return switch (this) {
                case LIBRARY -> LibraryPeer.load(objects);
                case DUCKDB -> DuckPeer.load(objects.book());
                case PLAIN -> PlainPeer.load(objects);
            };
        }
    }
}
