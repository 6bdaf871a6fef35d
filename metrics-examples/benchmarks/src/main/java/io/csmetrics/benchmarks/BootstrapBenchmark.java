package io.csmetrics.benchmarks;

import java.util.Arrays;
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

/** Draws of net revenue retention with the accounts drawn anew, timed. One thread, with a collector that uses no more than that thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BootstrapBenchmark {

    /** A book that is loaded, and whose draws by two ways have been compared. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the fields
    public static class LoadedBook {
        /** How many accounts. */
        @Param("100000")
        public int accounts;

        /** How many draws; the way through the ledger takes as long for each as the other for hundreds. */
        @Param("1000")
        public int draws;

        private BootstrapWays ways;

        /** Loads, and compares the first draws of both ways. */
        @Setup(Level.Trial)
        public void load() {
            ways = new BootstrapWays(RevenueBook.of(accounts));
            double[] columns = ways.byColumns(2);
            double[] ledgers = ways.byLedger(2);
            if (!Arrays.equals(columns, ledgers)) {
                throw new IllegalStateException("draws by columns " + Arrays.toString(columns)
                        + " and by a ledger drawn anew " + Arrays.toString(ledgers) + " must be the same");
            }
        }
    }

    /**
     * All draws over two columns of exact amounts, with standard error and both intervals.
     *
     * @param book the book
     * @return the interval
     */
    @Benchmark
    public Object interval(LoadedBook book) {
        return book.ways.interval(book.draws);
    }

    /**
     * Two columns measured once, from the ledger.
     *
     * @param book the book
     * @return the columns
     */
    @Benchmark
    public Object sample(LoadedBook book) {
        return book.ways.sample();
    }

    /**
     * One draw as it is made without columns: the movements of the accounts drawn become a ledger, of which the KPI is measured.
     *
     * @param book the book
     * @return the ratio
     */
    @Benchmark
    public double[] oneDrawByLedger(LoadedBook book) {
        return book.ways.byLedger(1);
    }
}
