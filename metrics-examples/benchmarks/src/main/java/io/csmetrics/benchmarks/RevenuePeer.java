package io.csmetrics.benchmarks;

import java.util.List;
import java.util.OptionalLong;

/** A loaded book of revenue that answers on one thread. */
interface RevenuePeer extends AutoCloseable {
    /** Computes {@link Checksum#BRIDGES}. */
    long[] bridges();

    /** Computes {@link Checksum#RETENTIONS}. */
    long[] retentions();

    /** Computes {@link Checksum#TRIANGLE}. */
    long[] triangle();

    /** Computes {@link Checksum#RANGES} of the given queries. */
    long[] ranges(List<RangeQuery> queries);

    /** The bytes that the loaded book takes outside of the Java heap, if that is where it is. */
    default OptionalLong bytesOutsideHeap() {
        return OptionalLong.empty();
    }

    @Override
    default void close() {}

    /** From columns to something that is ready to be asked. */
    static RevenuePeer ofColumns(Peer peer, RevenueBook book) {
        return switch (peer) {
            case LIBRARY -> LibraryPeer.of(book);
            case DUCKDB -> DuckPeer.ofColumns(book);
            case PLAIN ->
                PlainPeer.ofColumns(book, book.accountIds(AccountIds.TEXTS), book.cellByAccountId(AccountIds.TEXTS));
            case LIMIT -> LimitPeer.ofColumns(book);
        };
    }
}
