package io.csmetrics.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The milliseconds of every iteration. */
final class Timings {
    private final List<Sample> samples = new ArrayList<>();

    private Timings() {}

    private record Sample(Task task, Contender peer, double wall, double cpu) {}

    /** Median and range, in milliseconds. */
    record Spread(double fastest, double median, double slowest) {
        private static Spread of(List<Sample> samples, ToDoubleFunction<Sample> milliseconds) {
            double[] sorted =
                    samples.stream().mapToDouble(milliseconds).sorted().toArray();
            double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
            return new Spread(sorted[0], median, sorted[sorted.length - 1]);
        }
    }

    /** Times every task by every peer, each in a virtual machine of its own. Peers alternate, so that a busy spell hits all of them. */
    static Timings measure(int accounts, boolean quick, PrintStream progress) throws RunnerException {
        Timings timings = new Timings();
        int rounds = quick ? 1 : 3;
        for (int round = 1; round <= rounds; round++) {
            for (Task task : Task.values()) {
                for (Contender peer : task.peers()) {
                    List<Sample> run = run(task, peer, accounts, quick);
                    timings.samples.addAll(run);
                    progress.printf(
                            Locale.ROOT,
                            "round %d/%d %-36s %-10s %9.2f ms by processor, %9.2f by clock%n",
                            round,
                            rounds,
                            task.title(),
                            peer.title(),
                            Spread.of(run, Sample::cpu).median(),
                            Spread.of(run, Sample::wall).median());
                }
            }
        }
        return timings;
    }

    private static List<Sample> run(Task task, Contender peer, int accounts, boolean quick) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(Pattern.quote(task.benchmark().getName() + "." + task.method()) + "$")
                .param("peer", peer.name())
                .param("accounts", Integer.toString(accounts))
                .forks(1)
                .addProfiler(CpuTime.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (quick) {
            options.warmupIterations(3)
                    .warmupTime(TimeValue.milliseconds(700))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.milliseconds(500));
        }
        List<Sample> samples = new ArrayList<>();
        for (RunResult result : new Runner(options.build()).run()) {
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                for (IterationResult iteration : fork.getIterationResults()) {
                    Result<?> cpu = Objects.requireNonNull(
                            iteration.getSecondaryResults().get(CpuTime.LABEL), CpuTime.LABEL);
                    samples.add(new Sample(
                            task,
                            peer,
                            peer.times() * iteration.getPrimaryResult().getScore(),
                            peer.times() * cpu.getScore()));
                }
            }
        }
        return samples;
    }

    /** The processor time of one operation. */
    Spread cpu(Task task, Contender peer) {
        return Spread.of(
                samples.stream()
                        .filter(sample -> sample.task() == task && sample.peer() == peer)
                        .toList(),
                Sample::cpu);
    }
}
