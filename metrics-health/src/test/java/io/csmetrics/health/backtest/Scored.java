package io.csmetrics.health.backtest;

import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.score.SignalColumns;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Accounts whose score is the value of their only signal. */
final class Scored {
    static final Instant AS_OF = Instant.parse("2026-01-01T00:00:00Z");
    static final BacktestPlan PLAN = new BacktestPlan(0, 90, ZoneOffset.UTC, 7);
    static final HealthModel HEALTH = model(Orientation.HEALTH);
    static final HealthModel RISK = model(Orientation.RISK);

    private final TreeMap<String, Double> scores = new TreeMap<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    static HealthModel model(Orientation orientation) {
        return builder("plain").orientation(orientation).build();
    }

    static HealthModel.Builder builder(String id) {
        return HealthModel.builder(id, "1")
                .scale(new Scale(0, 100, 6))
                .coverage(new Coverage(0, 0.1))
                .redYellowGreen(50, 75)
                .group("all", 1, HealthSignal.builder("value", Normaliser.identity()));
    }

    /** NaN stands for no score. */
    Scored with(String account, double score, Fate fate) {
        return with(account, score).with(Outcome.of(account, fate));
    }

    Scored with(String account, double score) {
        scores.put(account, score);
        return this;
    }

    Scored with(Outcome outcome) {
        outcomes.add(outcome);
        return this;
    }

    Scored churned(double... values) {
        return all("c", Fate.CHURNED, values);
    }

    Scored stayed(double... values) {
        return all("s", Fate.STAYED, values);
    }

    private Scored all(String prefix, Fate fate, double... values) {
        for (int i = 0; i < values.length; i++) {
            with("%s%03d".formatted(prefix, i), values[i], fate);
        }
        return this;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    Snapshot snapshot(HealthModel model) {
        return snapshot(model, AS_OF);
    }

    Snapshot snapshot(HealthModel model, Instant asOf) {
        return new Snapshot(
                Optional.of(model),
                SignalColumns.of(List.copyOf(scores.keySet()))
                        .numbers(
                                "value",
                                scores.values().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                        .build(),
                asOf);
    }

    Backtest backtest(HealthModel model) {
        return Backtest.of(PLAN, List.of(snapshot(model)), outcomes);
    }

    BacktestReport report() {
        return backtest(HEALTH).report();
    }

    static Instant at(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Five accounts that churned and fifteen that stayed. */
    static Scored twenty() {
        return new Scored()
                .churned(10, 30, 40, 60, 80)
                .stayed(20, 45, 50, 55, 60, 65, 70, 75, 76, 80, 85, 90, 95, 99, 100);
    }
}
