package io.csmetrics.benchmarks;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A task by a peer, timed. One thread, with a collector that uses no more than that thread. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class TaskBenchmark {
    /** How many accounts. */
    @Param("100000")
    public int accounts;

    /** Where the files of the book are. */
    @Param("")
    public String folder;

    /** A folder of customer data, if the task is of one. */
    @Param("")
    public String customers;

    /** The name of a task. */
    @Param("")
    public String task;

    /** The name of a peer. */
    @Param("")
    public String peer;

    private Work work;

    /** Begins without anything loaded; JMH calls it. */
    public TaskBenchmark() {}

    /** Loads what the task needs, and checks the answer. */
    @Setup(Level.Trial)
    public void load() {
        work = Task.valueOf(task)
                .prepare(Peer.valueOf(peer), new Generated(accounts, Path.of(folder), Path.of(customers)));
        work.answer().verify(accounts, peer);
    }

    /** Frees what the peer holds outside of the heap. */
    @TearDown(Level.Trial)
    public void close() {
        work.close();
    }

    /**
     * Does the task.
     *
     * @return what came of it
     */
    @Benchmark
    public Object run() {
        return work.run();
    }
}
