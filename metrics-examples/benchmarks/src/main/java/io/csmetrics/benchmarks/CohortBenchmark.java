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

/** Tables of cohorts, timed. One thread, with a collector that uses no more than that thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class CohortBenchmark {

    /** A book that one peer has loaded, and whose table has been checked. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the fields
    public static class LoadedBook {
        /** How many accounts. */
        @Param("100000")
        public int accounts;

        /** The name of a {@link CohortPeer.Kind}. */
        @Param({"LIBRARY", "DUCKDB", "PLAIN", "LIMIT"})
        public String peer;

        private CohortPeer loaded;

        /** Loads and checks. */
        @Setup(Level.Trial)
        public void load() {
            loaded = CohortPeer.Kind.valueOf(peer).load(RevenueBook.of(accounts));
            CohortOutput.verify(accounts, peer, loaded.triangle());
        }

        /** Frees what the peer holds outside of the heap. */
        @TearDown(Level.Trial)
        public void close() {
            loaded.close();
        }
    }

    /**
     * Accounts and revenue of the cohorts of 60 months at every age.
     *
     * @param book the book
     * @return the numbers
     */
    @Benchmark
    public long[] triangle(LoadedBook book) {
        return book.loaded.triangle();
    }
}
