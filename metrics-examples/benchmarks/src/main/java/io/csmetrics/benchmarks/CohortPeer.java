package io.csmetrics.benchmarks;

/** A loaded book that makes a table of cohorts on one thread. */
interface CohortPeer extends AutoCloseable {
    /** Computes {@link CohortOutput}. */
    long[] triangle();

    @Override
    default void close() {}

    /** Who takes part. */
    enum Kind implements Contender {
        /** This library, by its public API. */
        LIBRARY("csmetrics"),
        /** DuckDB in memory by JDBC, one thread. */
        DUCKDB("DuckDB"),
        /** Records, lists and loops of the JDK. */
        PLAIN("plain Java"),
        /** What the hardware allows: one loop over columns. */
        LIMIT("limit");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        /** From a book to something that is ready to be asked. */
        CohortPeer load(RevenueBook book) {
            return switch (this) {
                case LIBRARY -> new LibraryCohortPeer(LibraryPeer.ledger(BookObjects.of(book)));
                case DUCKDB -> new DuckCohortPeer(DuckPeer.load(book));
                case PLAIN -> new PlainCohortPeer(PlainPeer.customers(BookObjects.of(book)));
                case LIMIT -> LimitCohortPeer.load(book);
            };
        }
    }
}
