package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.SignalValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores accounts by a model. Every score goes the same way: state of each signal, sub-scores, what missing ones score instead, means of
 * groups, coverage, mean, floors, caps, override, scale, one rounding, band. Nothing reads a clock. Safe for use by several threads.
 */
public final class HealthScorer {
    private final CompiledModel model;

    private HealthScorer(CompiledModel model) {
        this.model = model;
    }

    /**
     * Makes a model ready for scoring.
     *
     * @param model the model
     * @return its scorer
     */
    public static HealthScorer of(HealthModel model) {
        return new HealthScorer(new CompiledModel(model));
    }

    /**
     * Returns the model.
     *
     * @return the model
     */
    public HealthModel model() {
        return model.model;
    }

    /**
     * Scores one account.
     *
     * @param signals its signals
     * @param asOf the instant; what was observed later is not looked at
     * @return the score with its explanation
     */
    public HealthScore score(AccountSignals signals, Instant asOf) {
        SignalColumns columns =
                SignalBook.of(signals.observations()).columns(model.model, List.of(signals.account()), asOf);
        return score(columns, 0, asOf);
    }

    /**
     * Scores one of many accounts.
     *
     * @param columns the signals
     * @param row the index of the account
     * @param asOf the instant
     * @return the score with its explanation
     */
    public HealthScore score(SignalColumns columns, int row, Instant asOf) {
        return score(columns, row, asOf, Optional.empty());
    }

    /**
     * Scores one of many accounts, for which a person may have set a score.
     *
     * @param columns the signals
     * @param row the index of the account
     * @param asOf the instant
     * @param override the score that a person set; it counts while it holds and the model lets it, else it is told in the notes
     * @return the score with its explanation
     */
    public HealthScore score(SignalColumns columns, int row, Instant asOf, Optional<ScoreOverride> override) {
        ScoreBlock block = new ScoreBlock(model, columns, asOf.toEpochMilli(), 1);
        block.score(row, 1);
        return new ScoreAssembly(model, block, columns.accountIds().get(row), asOf).score(override);
    }

    /**
     * Scores every account with its explanation.
     *
     * @param columns the signals
     * @param asOf the instant
     * @return the scores in the order of the columns
     */
    public List<HealthScore> explained(SignalColumns columns, Instant asOf) {
        List<HealthScore> scores = new ArrayList<>(columns.size());
        for (int row = 0; row < columns.size(); row++) {
            scores.add(score(columns, row, asOf));
        }
        return scores;
    }

    /**
     * Scores many accounts.
     *
     * @param columns the signals
     * @param asOf the instant
     * @return the scores, the same numbers as those of {@link #score(SignalColumns, int, Instant)}
     */
    public BatchScores score(SignalColumns columns, Instant asOf) {
        int size = columns.size();
        double[] scores = new double[size];
        double[] coverage = new double[size];
        byte[] bands = new byte[size];
        BitSet capped = new BitSet();
        ScoreBlock block =
                new ScoreBlock(model, columns, asOf.toEpochMilli(), Math.max(1, Math.min(size, ScoreBlock.ROWS)));
        for (int from = 0; from < size; from += ScoreBlock.ROWS) {
            int count = Math.min(ScoreBlock.ROWS, size - from);
            block.score(from, count);
            for (int i = 0; i < count; i++) {
                double mean = block.mean[i];
                boolean hasScore = !Double.isNaN(mean);
                double shown = hasScore ? model.round(block.ruled(mean, i)) : 0;
                scores[from + i] = shown;
                bands[from + i] = (byte) (hasScore ? model.bandOf(shown) : -1);
                coverage[from + i] = block.coverage[i];
                if (hasScore && block.capped[i]) {
                    capped.set(from + i);
                }
            }
        }
        return new BatchScores(model.model, columns.accountIds(), scores, bands, coverage, capped);
    }

    /**
     * Normalises the usable values of a signal.
     *
     * @param signal the id of the signal
     * @param columns the signals
     * @param asOf the instant
     * @param absent what stands for no usable value: missing, stale, invalid or not applicable
     * @return the sub-scores in the order of the columns
     */
    public double[] subScores(String signal, SignalColumns columns, Instant asOf, double absent) {
        double[] scores = new double[columns.size()];
        Column column = columns.column(signal);
        if (column == null) {
            Arrays.fill(scores, absent);
            return scores;
        }
        model.signals[model.indexOf(signal)].fill(column, 0, scores.length, asOf.toEpochMilli(), scores);
        for (int row = 0; row < scores.length; row++) {
            scores[row] = Double.isNaN(scores[row]) ? absent : scores[row];
        }
        return scores;
    }

    /**
     * Normalises one value of a signal.
     *
     * @param signal the id of the signal
     * @param value the raw value
     * @return the sub-score, 0 to 100, empty if the value cannot be used
     * @throws IllegalArgumentException if the model has no such signal
     */
    public OptionalDouble subScore(String signal, SignalValue value) {
        double[] score = new double[1];
        CompiledSignal compiled = model.signals[model.indexOf(signal)];
        SignalColumns.Picker picker = new SignalColumns.Picker(1, Instant.EPOCH);
        picker.set(0, value, Instant.EPOCH);
        compiled.fill(picker.column(), 0, 1, 0, score);
        return Double.isNaN(score[0]) ? OptionalDouble.empty() : OptionalDouble.of(score[0]);
    }
}
