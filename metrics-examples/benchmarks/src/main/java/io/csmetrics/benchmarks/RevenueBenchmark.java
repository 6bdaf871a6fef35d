package io.csmetrics.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The workloads, timed. One thread, with a collector that uses no more than that thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class RevenueBenchmark {

    /** A book that one peer has loaded, and whose answers have been checked. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the fields
    public static class LoadedBook {
        /** How many accounts. */
        @Param("100000")
        public int accounts;

        /** The name of a {@link Peer.Kind}. */
        @Param({"LIBRARY", "DUCKDB", "PLAIN"})
        public String peer;

        private Peer loaded;

        /** Loads and checks. */
        @Setup(Level.Trial)
        public void load() {
            loaded = Peer.Kind.valueOf(peer).load(BookObjects.of(RevenueBook.of(accounts)));
            verify(loaded, accounts, peer);
        }

        /** Frees what the peer holds outside of the heap. */
        @TearDown(Level.Trial)
        public void close() {
            loaded.close();
        }
    }

    /** The records of a book that no peer has loaded yet. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the fields
    public static class UnloadedBook {
        /** How many accounts. */
        @Param("100000")
        public int accounts;

        /** The name of a {@link Peer.Kind}. */
        @Param({"LIBRARY", "DUCKDB", "PLAIN"})
        public String peer;

        private BookObjects objects;
        private Peer.Kind kind;

        /** Makes the records, and checks that the peer loads them right. */
        @Setup(Level.Trial)
        public void generate() {
            objects = BookObjects.of(RevenueBook.of(accounts));
            kind = Peer.Kind.valueOf(peer);
            try (Peer loaded = kind.load(objects)) {
                verify(loaded, accounts, peer);
            }
        }
    }

    private static void verify(Peer loaded, int accounts, String who) {
        for (Workload workload : Workload.values()) {
            workload.verify(accounts, who, workload.outputOf(loaded));
        }
    }

    /**
     * Bridges of 60 months by cell and in total.
     *
     * @param book the book
     * @return the numbers
     */
    @Benchmark
    public long[] bridges(LoadedBook book) {
        return book.loaded.bridges();
    }

    /**
     * Retention of 49 windows by cell and in total.
     *
     * @param book the book
     * @return the numbers
     */
    @Benchmark
    public long[] retentions(LoadedBook book) {
        return book.loaded.retentions();
    }

    /**
     * From records of movements to a book that can be asked.
     *
     * @param book the records
     * @return what was loaded
     */
    @Benchmark
    public Object ingest(UnloadedBook book) {
        try (Peer loaded = book.kind.load(book.objects)) {
            return loaded;
        }
    }
}
