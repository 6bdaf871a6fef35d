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

/** Scoring of accounts, timed. One thread, with a collector that uses no more than that thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class HealthBenchmark {

    /** Signals that one peer has loaded, and whose scores have been checked. */
    @State(Scope.Benchmark)
    @SuppressWarnings("NullAway.Init") // JMH sets the fields
    public static class LoadedSignals {
        /** How many accounts. */
        @Param("100000")
        public int accounts;

        /** The name of a {@link HealthPeer.Kind}. */
        @Param({"LIBRARY", "DUCKDB", "PLAIN", "LIMIT"})
        public String peer;

        private HealthPeer loaded;

        /** Loads and checks. */
        @Setup(Level.Trial)
        public void load() {
            loaded = HealthPeer.Kind.valueOf(peer).load(HealthBook.of(accounts));
            loaded.score();
            loaded.output().verify(peer);
        }

        /** Frees what the peer holds outside of the heap. */
        @TearDown(Level.Trial)
        public void close() {
            loaded.close();
        }
    }

    /**
     * A score and a band for each account.
     *
     * @param signals the signals
     * @return what has the scores
     */
    @Benchmark
    public Object scores(LoadedSignals signals) {
        signals.loaded.score();
        return signals.loaded;
    }
}
