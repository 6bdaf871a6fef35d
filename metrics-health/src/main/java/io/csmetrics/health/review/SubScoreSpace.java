package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.score.SignalState;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One account as sub-scores: what would its score be, before rules, if some of them were other ones? The model is the same without rules,
 * and its raw values are sub-scores, so that weights, ages, coverage and means are those of the scorer.
 */
final class SubScoreSpace {
    private static final double MILLIS_A_DAY = 86_400_000;

    /** Sums of doubles differ a little between the two models. */
    private static final double NOISE = 1e-11;

    private static final int HALVINGS = 60;

    private final HealthScorer plain;
    private final List<Contribution> now;
    private final HealthScore score;
    private final Optional<String> segment;
    private final int target;
    private final boolean up;

    SubScoreSpace(HealthScorer plain, HealthScore score, Optional<String> segment, int target) {
        this.plain = plain;
        this.score = score;
        this.segment = segment;
        this.now = score.contributions();
        this.target = target;
        up = plain.model().orientation() == Orientation.HEALTH;
    }

    /** A model of which the raw values are sub-scores, without rules. */
    static HealthScorer plain(HealthModel model) {
        Variants variants = new Variants(model);
        List<SignalGroup> groups =
                variants.normalised(signal -> Variants.changed(signal, signal.weight(), Normaliser.identity()));
        return HealthScorer.of(variants.with(model.bands(), groups, List.of()));
    }

    /** The sub-score from which a signal starts: the one that counts, or the worst. */
    double start(int signal) {
        Contribution each = now.get(signal);
        return each.subScore().orElse(up ? 0 : Normaliser.BEST);
    }

    boolean reaches(BatchScores scores, int row) {
        return scores.hasScore(row) && (up ? scores.bandIndex(row) >= target : scores.bandIndex(row) <= target);
    }

    /**
     * Scores trials, in each of which one or two signals have other sub-scores.
     *
     * @param first the index of the one signal of each trial
     * @param second the index of the other, -1 for none
     */
    BatchScores score(int[] first, double[] firstScores, int[] second, double[] secondScores) {
        int rows = first.length;
        SignalColumns.Builder columns = SignalColumns.of(
                IntStream.range(0, rows).mapToObj(Integer::toString).toList());
        for (int j = 0; j < now.size(); j++) {
            Contribution each = now.get(j);
            double[] scores = new double[rows];
            long[] observedAt = new long[rows];
            Arrays.fill(scores, each.state() == SignalState.OK ? each.subScore().orElse(Double.NaN) : Double.NaN);
            long age = Math.round(each.ageDays().orElse(0) * MILLIS_A_DAY);
            Arrays.fill(observedAt, score.asOf().toEpochMilli() - age);
            put(j, first, firstScores, scores, observedAt);
            put(j, second, secondScores, scores, observedAt);
            columns.numbers(each.signal().id(), scores, observedAt);
            if (each.state() == SignalState.NOT_APPLICABLE) {
                BitSet all = new BitSet();
                all.set(0, rows);
                columns.notApplicable(each.signal().id(), all);
            }
        }
        segment.ifPresent(name -> {
            @Nullable String[] segments = new String[rows];
            Arrays.fill(segments, name);
            columns.segments(segments);
        });
        return plain.score(columns.build(), score.asOf());
    }

    private void put(int j, int[] signals, double[] others, double[] scores, long[] observedAt) {
        for (int i = 0; i < signals.length; i++) {
            if (signals[i] == j && !Double.isNaN(others[i])) {
                scores[i] = others[i];
                observedAt[i] = score.asOf().toEpochMilli();
            }
        }
    }

    /**
     * How far the second signal of each trial must go, while the first one stays where it is.
     *
     * @param first the index of the first signal of each trial, -1 for none
     * @param best the best sub-score of the second signal
     * @return its sub-score that is just enough; NaN where the best is not
     */
    double[] needed(int[] first, double[] firstScores, int[] second, double[] best) {
        int rows = second.length;
        double[] low = new double[rows];
        double[] high = best.clone();
        for (int i = 0; i < rows; i++) {
            low[i] = start(second[i]);
        }
        BatchScores atStart = score(first, firstScores, second, low);
        BatchScores atBest = score(first, firstScores, second, best);
        for (int i = 0; i < rows; i++) {
            high[i] = reaches(atStart, i) ? low[i] : high[i];
        }
        for (int step = 0; step < HALVINGS; step++) {
            double[] middle = new double[rows];
            for (int i = 0; i < rows; i++) {
                middle[i] = (low[i] + high[i]) / 2;
            }
            BatchScores scores = score(first, firstScores, second, middle);
            for (int i = 0; i < rows; i++) {
                if (reaches(scores, i)) {
                    high[i] = middle[i];
                } else {
                    low[i] = middle[i];
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            double safe = up ? Math.min(best[i], high[i] + NOISE) : Math.max(best[i], high[i] - NOISE);
            double enough = reaches(atBest, i) ? safe : Double.NaN;
            high[i] = reaches(atStart, i) ? start(second[i]) : enough;
        }
        return high;
    }
}
