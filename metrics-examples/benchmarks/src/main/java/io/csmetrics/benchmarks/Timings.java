package io.csmetrics.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long every task took every peer, in milliseconds an operation. */
final class Timings {
    private final Map<Key, Times> times = new HashMap<>();

    private record Key(int accounts, Task task, Peer peer) {}

    /**
     * What one peer took.
     *
     * @param processor time of all processors, of the whole process
     * @param clock time on the wall
     */
    record Times(Spread processor, Spread clock) {}

    /** Median and range of the iterations. */
    record Spread(double fastest, double median, double slowest) {
        private static Spread of(DoubleStream iterations) {
            double[] sorted = iterations.sorted().toArray();
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }

        /** Whether the range is so wide that the median should not be quoted. */
        boolean isWide() {
            return slowest - fastest > median / 2;
        }
    }

    /**
     * How long to measure.
     *
     * @param warmups how many iterations are not counted
     * @param iterations how many are
     * @param millis the length of each, unless one operation is longer
     */
    record Effort(int warmups, int iterations, int millis) {
        static final Effort QUICK = new Effort(2, 3, 300);
        static final Effort USUAL = new Effort(3, 5, 700);
    }

    /** Times tasks by all their peers, each in a virtual machine of its own; the peers of a task one after the other, so that a busy spell hits all. */
    void measure(Iterable<Task> tasks, Generated data, Effort effort, PrintStream progress) throws RunnerException {
        for (Task task : tasks) {
            for (Peer peer : task.peers()) {
                Times taken = run(task, peer, data, effort);
                put(data.accounts(), task, peer, taken);
                progress.printf(
                        Locale.ROOT,
                        "timed     %-52s %-10s %10.3f ms by processor (%.3f to %.3f), %.3f by clock%n",
                        task.title(),
                        peer.title(),
                        taken.processor().median(),
                        taken.processor().fastest(),
                        taken.processor().slowest(),
                        taken.clock().median());
            }
        }
    }

    private static Times run(Task task, Peer peer, Generated data, Effort effort) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Pattern.quote(TaskBenchmark.class.getName()) + "\\.run$")
                .param("task", task.name())
                .param("peer", peer.name())
                .param("accounts", Integer.toString(data.accounts()))
                .param("folder", data.folder().toString())
                .param("customers", data.customers().toString())
                .addProfiler(CpuTime.class)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.millis()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.millis()))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        List<Double> clock = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (RunResult result : new Runner(options).run()) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    Result<?> cpu = Objects.requireNonNull(
                            iteration.getSecondaryResults().get(CpuTime.LABEL), CpuTime.LABEL);
                    clock.add(iteration.getPrimaryResult().getScore() / task.operations());
                    processor.add(cpu.getScore() / task.operations());
                }
            }
        }
        return new Times(
                Spread.of(processor.stream().mapToDouble(Double::doubleValue)),
                Spread.of(clock.stream().mapToDouble(Double::doubleValue)));
    }

    void put(int accounts, Task task, Peer peer, Times taken) {
        times.put(new Key(accounts, task, peer), taken);
    }

    /** What a peer took for a task, if it took part. */
    Optional<Times> of(int accounts, Task task, Peer peer) {
        return Optional.ofNullable(times.get(new Key(accounts, task, peer)));
    }
}
