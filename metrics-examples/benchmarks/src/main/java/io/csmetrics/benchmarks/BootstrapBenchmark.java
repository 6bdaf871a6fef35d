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
import org.openjdk.jmh.annotations.Warmup;

/** Net revenue retention of accounts drawn anew, timed. One thread, with a collector that uses no more than that thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BootstrapBenchmark {

    /** A book that is loaded, and whose first draw by both ways is the same. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the fields
    public static class LoadedBook {
        /** How many accounts the book of the other benchmarks has; this one has a tenth of them. */
        @Param("100000")
        public int accounts;

        /** The name of a {@link BootstrapWays.Kind}; the way through the ledger makes one draw of the thousand. */
        @Param({"LIBRARY", "LEDGER"})
        public String peer;

        private BootstrapWays ways;
        private BootstrapWays.Kind kind;

        /** Loads and checks. */
        @Setup(Level.Trial)
        public void load() {
            kind = BootstrapWays.Kind.valueOf(peer);
            ways = new BootstrapWays(RevenueBook.of(accounts / BootstrapWays.PART));
            ways.verify();
        }
    }

    /**
     * Interval and standard error from the book; or one draw, whose accounts' movements become a ledger of which the KPI is measured.
     *
     * @param book the book
     * @return the interval, or the ratio of the draw
     */
    @Benchmark
    public Object interval(LoadedBook book) {
        return book.kind.run(book.ways);
    }
}
