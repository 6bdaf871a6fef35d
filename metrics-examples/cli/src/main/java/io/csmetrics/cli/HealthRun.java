package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.health.backtest.Snapshot;
import io.csmetrics.health.catalog.StarterModels;
import io.csmetrics.health.measure.HealthScores;
import io.csmetrics.health.measure.KpiSignals;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthModels;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.record.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts at one instant, each seen by the model that applies to it.
 *
 * @param columns the signals of the accounts of each model
 * @param withoutModel the ids of the accounts to which no model applies
 * @param asOf the instant
 */
record HealthRun(Map<HealthModel, SignalColumns> columns, List<String> withoutModel, Instant asOf) {

    static HealthRun of(HealthModels models, List<Account> accounts, SignalBook signals, Instant asOf) {
        Map<HealthModel, List<Account>> byModel = new LinkedHashMap<>();
        // a model is there even if no account is for it, so that a backtest knows its bands
        models.models().forEach(model -> byModel.put(model, new ArrayList<>()));
        List<String> withoutModel = new ArrayList<>();
        for (Account account : accounts) {
            models.modelOf(account)
                    .ifPresentOrElse(
                            model -> byModel.computeIfAbsent(model, first -> new ArrayList<>())
                                    .add(account),
                            () -> withoutModel.add(account.id()));
        }
        Map<HealthModel, SignalColumns> columns = new LinkedHashMap<>();
        byModel.forEach((model, its) -> columns.put(model, signals.columns(model, its, asOf)));
        return new HealthRun(columns, withoutModel, asOf);
    }

    /** Measures the signals that are KPIs. */
    HealthRun measured(KpiCatalog catalog, CustomerData data) {
        Map<HealthModel, SignalColumns> measured = new LinkedHashMap<>();
        columns.forEach((model, known) -> {
            KpiSignals kpis = KpiSignals.of(model, catalog);
            CustomerData seen = kpis.accountValues().isEmpty() ? data : scored(kpis, catalog, data);
            measured.put(model, kpis.isEmpty() ? known : kpis.addTo(known, seen, asOf));
        });
        return new HealthRun(measured, withoutModel, asOf);
    }

    /** A model may look at scores, which are then computed before. */
    private CustomerData scored(KpiSignals kpis, KpiCatalog catalog, CustomerData data) {
        List<HealthModel> read = StarterModels.scores(catalog).modelsOf(kpis.kpis());
        return HealthScores.of(read, catalog).addTo(data, List.of(asOf));
    }

    /** Returns the scores by account. */
    List<HealthScore> scores() {
        List<HealthScore> scores = new ArrayList<>();
        columns.forEach((model, its) -> scores.addAll(HealthScorer.of(model).explained(its, asOf)));
        withoutModel.forEach(account -> scores.add(HealthScore.withoutModel(account, asOf)));
        scores.sort(Comparator.comparing(HealthScore::accountId));
        return scores;
    }

    /** Returns the same for a backtest. */
    List<Snapshot> snapshots() {
        List<Snapshot> snapshots = new ArrayList<>();
        columns.forEach((model, its) -> snapshots.add(new Snapshot(Optional.of(model), its, asOf)));
        snapshots.add(Snapshot.withoutModel(withoutModel, asOf));
        return snapshots;
    }
}
