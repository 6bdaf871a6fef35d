package io.csmetrics.health.backtest;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.record.Account;
import io.csmetrics.statistics.SplitMix64;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Accounts with four signals whose true effect on churn is known: the log odds of staying rise by 6, 3, 1 and 0 from the worst to the best
 * of usage, support, voice and noise.
 */
final class Generated {
    private static final double[] EFFECTS = {6, 3, 1, 0};
    private static final String[] SIGNALS = {"usage", "support", "voice", "noise"};

    final List<SignalObservation> observations = new ArrayList<>();
    final List<Account> accounts = new ArrayList<>();
    final List<Outcome> outcomes = new ArrayList<>();
    final List<Double> truth = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();

    Generated(int size, long randomStart, Instant observedAt) {
        SplitMix64 random = new SplitMix64(randomStart);
        for (int i = 0; i < size; i++) {
            String id = "A%05d".formatted(i);
            double logOdds = -3.5;
            double[] own = new double[SIGNALS.length];
            for (int signal = 0; signal < SIGNALS.length; signal++) {
                own[signal] = Math.round(100 * random.nextDouble());
                logOdds += EFFECTS[signal] * own[signal] / 100;
                observations.add(SignalObservation.of(id, SIGNALS[signal], own[signal], observedAt));
            }
            double churn = 1 / (1 + Math.exp(logOdds));
            truth.add(churn);
            values.add(own);
            accounts.add(Account.of(id));
            outcomes.add(Outcome.of(id, random.nextDouble() < churn ? Fate.CHURNED : Fate.STAYED));
        }
    }

    /** Hand weights that mistake noise for the most important signal. */
    static HealthModel model(Orientation orientation) {
        Normaliser normaliser =
                orientation == Orientation.HEALTH ? Normaliser.identity() : new Normaliser.Linear(100, 0);
        return HealthModel.builder("generated", "1")
                .orientation(orientation)
                .redYellowGreen(40, 60)
                .group(
                        "product",
                        1,
                        HealthSignal.builder("usage", normaliser),
                        HealthSignal.builder("noise", normaliser).weight(3))
                .group(
                        "people",
                        1,
                        HealthSignal.builder("support", normaliser),
                        HealthSignal.builder("voice", normaliser))
                .build();
    }

    Snapshot snapshot(HealthModel model, Instant asOf) {
        return Snapshot.of(model, SignalBook.of(observations), accounts, asOf);
    }

    /** The same accounts without the last signals of every third account. */
    Snapshot withGaps(HealthModel model, Instant asOf) {
        SignalColumns.Builder columns =
                SignalColumns.of(accounts.stream().map(Account::id).toList());
        for (int signal = 0; signal < SIGNALS.length; signal++) {
            double[] column = new double[values.size()];
            for (int row = 0; row < column.length; row++) {
                column[row] = row % 3 == 0 && signal == 2 ? Double.NaN : values.get(row)[signal];
            }
            columns.numbers(SIGNALS[signal], column);
        }
        return new Snapshot(Optional.of(model), columns.build(), asOf);
    }

    Backtest backtest(HealthModel model) {
        return Backtest.of(Scored.PLAN, List.of(snapshot(model, Scored.AS_OF)), outcomes);
    }
}
