package io.csmetrics.health.backtest;

import io.csmetrics.health.statistics.LogisticFit;
import io.csmetrics.health.statistics.LogisticRegression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Learns from sub-scores and outcomes how much each signal tells of who stays. */
final class WeightLearner {
    private final boolean isRisk;
    private final SortedMap<String, double[]> subScores;

    WeightLearner(TestSet set, SortedMap<String, double[]> subScores) {
        isRisk = set.isRisk();
        this.subScores = subScores;
    }

    /** Shares, or the reason why there are none. */
    sealed interface Learned {
        /** The share of each signal, all together 1. */
        record Shares(SortedMap<String, Double> bySignal) implements Learned {}

        /** No shares. */
        record Nothing(String reason) implements Learned {}
    }

    Learned learn(List<TestRow> train) {
        List<String> signals = new ArrayList<>();
        List<double[]> varying = new ArrayList<>();
        subScores.forEach((signal, column) -> {
            double[] values = healthy(column, train);
            if (IntStream.range(1, values.length).anyMatch(i -> values[i] != values[0])) {
                signals.add(signal);
                varying.add(values);
            }
        });
        long churned = train.stream()
                .filter(TestRow::churned)
                .map(TestRow::accountId)
                .distinct()
                .count();
        if (signals.isEmpty()) {
            return new Learned.Nothing("no signal differs between the accounts that could be learned from");
        }
        long needed = (long) LogisticRegression.EVENTS_PER_COLUMN * signals.size();
        if (churned < needed) {
            return new Learned.Nothing(BacktestText.count(churned, "churned account") + " to learn from; "
                    + BacktestText.count(signals.size(), "signal") + " would take " + needed + ", "
                    + LogisticRegression.EVENTS_PER_COLUMN + " for each");
        }
        return fit(signals, varying.toArray(double[][]::new), stayed(train));
    }

    private static Learned fit(List<String> signals, double[][] columns, boolean[] stayed) {
        // a penalty hides separation, which mostly means a signal that knows the outcome
        if (regression(0, columns.length).fit(columns, stayed) instanceof LogisticFit.Refused refused
                && refused.reason() == LogisticFit.Reason.SEPARATION) {
            return new Learned.Nothing("the signals split churned and stayed accounts cleanly, so that no weight is too"
                    + " large; look for a signal that knows the outcome");
        }
        LogisticFit fit = regression(WeightSuggestion.PENALTY, columns.length).fit(columns, stayed);
        if (fit instanceof LogisticFit.Refused refused) {
            return new Learned.Nothing(refused.detail());
        }
        List<Double> coefficients = ((LogisticFit.Fitted) fit).coefficients();
        double sum = coefficients.stream().mapToDouble(Double::doubleValue).sum();
        if (!(sum > 0)) {
            return new Learned.Nothing(
                    "no signal is higher for accounts that stay; look at how the signals are turned into"
                            + " sub-scores");
        }
        SortedMap<String, Double> shares = new TreeMap<>();
        for (int i = 0; i < coefficients.size(); i++) {
            shares.put(signals.get(i), coefficients.get(i) / sum);
        }
        return new Learned.Shares(Collections.unmodifiableSortedMap(shares));
    }

    private static LogisticRegression regression(double penalty, int columns) {
        return LogisticRegression.withPenalty(penalty)
                .withNonNegative(IntStream.range(0, columns).toArray());
    }

    /** Sub-scores from 0 to 1, 1 being healthy; what is not known takes the mean of what is. */
    private double[] healthy(double[] column, List<TestRow> train) {
        double[] values = new double[train.size()];
        double sum = 0;
        int known = 0;
        for (int i = 0; i < values.length; i++) {
            double subScore = column[train.get(i).index()] / 100;
            values[i] = isRisk ? 1 - subScore : subScore;
            if (!Double.isNaN(subScore)) {
                sum += values[i];
                known++;
            }
        }
        double mean = known == 0 ? 0 : sum / known;
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? mean : values[i];
        }
        return values;
    }

    private static boolean[] stayed(List<TestRow> train) {
        boolean[] stayed = TestSet.churned(train);
        for (int i = 0; i < stayed.length; i++) {
            stayed[i] = !stayed[i];
        }
        return stayed;
    }
}
