package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.statistics.PopulationStability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far the signals of a model, and its score, have moved since a reference such as the day on which it was made. Numbers are compared in
 * ten quantile bins of the reference, words one by one. What is missing, stale or invalid counts as missing; accounts to which a signal does
 * not apply are left out of it. The order of the accounts does not matter.
 *
 * @param drifts the signals and the score, the furthest first
 */
public record DriftReport(List<SignalDrift> drifts) {
    /** The name of the score among the signals. */
    public static final String SCORE = "(score)";

    /** Numbers further out than this are taken as this. */
    private static final double LARGEST = 1e150;

    /** Copies the list. */
    public DriftReport {
        drifts = List.copyOf(drifts);
    }

    /**
     * Compares two days.
     *
     * @param scorer the model
     * @param reference the signals as they were
     * @param referenceAsOf the instant of the reference
     * @param current the signals as they are
     * @param asOf the instant now
     * @return the report
     */
    public static DriftReport of(
            HealthScorer scorer, SignalColumns reference, Instant referenceAsOf, SignalColumns current, Instant asOf) {
        List<SignalDrift> drifts = new ArrayList<>();
        for (HealthSignal signal : scorer.model().signals()) {
            drifts.add(
                    drift(signal, side(scorer, signal, reference, referenceAsOf), side(scorer, signal, current, asOf)));
        }
        drifts.add(scores(scorer.score(reference, referenceAsOf), scorer.score(current, asOf)));
        drifts.sort(Comparator.comparingDouble(SignalDrift::index).reversed().thenComparing(SignalDrift::name));
        return new DriftReport(drifts);
    }

    /** One signal on one side: the rows with a usable value, and how many others there are. */
    private static final class Side {
        private final SignalColumns columns;
        private final int[] usable;
        private final long missing;

        Side(SignalColumns columns, int[] usable, long missing) {
            this.columns = columns;
            this.usable = usable;
            this.missing = missing;
        }

        long[] counts() {
            return new long[] {usable.length, missing};
        }

        OptionalDouble missingShare() {
            return share(missing, usable.length + missing);
        }
    }

    private static Side side(HealthScorer scorer, HealthSignal signal, SignalColumns columns, Instant asOf) {
        double[] scores = scorer.subScores(signal.id(), columns, asOf, Double.NaN);
        int[] usable = new int[scores.length];
        int count = 0;
        long missing = 0;
        for (int row = 0; row < scores.length; row++) {
            if (!Double.isNaN(scores[row])) {
                usable[count++] = row;
            } else if (columns.applies(signal.id(), row)) {
                missing++;
            }
        }
        return new Side(columns, Arrays.copyOf(usable, count), missing);
    }

    private static SignalDrift drift(HealthSignal signal, Side before, Side now) {
        boolean inWords =
                signal.normaliser() instanceof Normaliser.Categories || signal.normaliser() instanceof Normaliser.YesNo;
        Optional<PopulationStability> values = inWords
                ? ofWords(words(signal, before), words(signal, now))
                : PopulationStability.ofSamples(numbers(signal, before), numbers(signal, now));
        return new SignalDrift(
                signal.id(),
                values,
                PopulationStability.ofCounts(before.counts(), now.counts()),
                before.missingShare(),
                now.missingShare());
    }

    private static double[] numbers(HealthSignal signal, Side side) {
        double[] all = side.columns.numbers(signal.id(), 0);
        double[] usable = new double[side.usable.length];
        for (int i = 0; i < usable.length; i++) {
            usable[i] = Math.max(-LARGEST, Math.min(LARGEST, all[side.usable[i]]));
        }
        return usable;
    }

    private static Map<String, Long> words(HealthSignal signal, Side side) {
        Map<String, Long> counts = new TreeMap<>();
        for (int row : side.usable) {
            counts.merge(side.columns.value(signal.id(), row).text(), 1L, Long::sum);
        }
        return counts;
    }

    private static Optional<PopulationStability> ofWords(Map<String, Long> before, Map<String, Long> now) {
        SortedSet<String> words = new TreeSet<>(before.keySet());
        words.addAll(now.keySet());
        return PopulationStability.ofCounts(counts(words, before), counts(words, now));
    }

    private static long[] counts(SortedSet<String> words, Map<String, Long> counts) {
        return words.stream().mapToLong(word -> counts.getOrDefault(word, 0L)).toArray();
    }

    private static SignalDrift scores(BatchScores before, BatchScores now) {
        double[] one = known(before);
        double[] two = known(now);
        long[] counts = {one.length, before.size() - one.length};
        long[] countsNow = {two.length, now.size() - two.length};
        return new SignalDrift(
                SCORE,
                PopulationStability.ofSamples(one, two),
                PopulationStability.ofCounts(counts, countsNow),
                share(counts[1], before.size()),
                share(countsNow[1], now.size()));
    }

    private static double[] known(BatchScores scores) {
        double[] all = scores.scores(Double.NaN);
        return Arrays.stream(all).filter(score -> !Double.isNaN(score)).toArray();
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }

    /**
     * Returns the drift of a signal.
     *
     * @param name its id, or {@link #SCORE}
     * @return its drift
     * @throws IllegalArgumentException if the model has no such signal
     */
    public SignalDrift drift(String name) {
        return drifts.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("signal \"" + name + "\" must be one of "
                        + drifts.stream().map(SignalDrift::name).sorted().toList()));
    }

    /**
     * Returns the report as text, one signal a line.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return drifts.stream().map(SignalDrift::toString).collect(Collectors.joining("\n"));
    }
}
