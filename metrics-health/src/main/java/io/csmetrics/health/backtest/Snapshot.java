package io.csmetrics.health.backtest;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.record.Account;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Accounts as a model saw them at one instant. With the signals of that instant, so that other weights can be tried on them.
 *
 * @param model the model; empty for accounts to which none applies, which then have no score
 * @param columns the signals as they were known then, the accounts among them
 * @param asOf the instant
 */
public record Snapshot(Optional<HealthModel> model, SignalColumns columns, Instant asOf) {

    /** Checks that all parts are there. */
    public Snapshot {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(columns, "columns");
        Objects.requireNonNull(asOf, "asOf");
    }

    /**
     * Returns accounts as they were known at an instant. Nothing that was observed later is looked at; properties of
     * accounts, such as the segment or a signal read from an attribute, are those of now, for which there is no history.
     *
     * @param model the model
     * @param book the observations of all times
     * @param accounts the accounts
     * @param asOf the instant
     * @return the snapshot
     */
    public static Snapshot of(HealthModel model, SignalBook book, List<Account> accounts, Instant asOf) {
        return new Snapshot(Optional.of(model), book.columns(model, accounts, asOf), asOf);
    }

    /**
     * Returns accounts to which no model applies: they are counted among those without a score.
     *
     * @param accountIds the accounts
     * @param asOf the instant
     * @return the snapshot
     */
    public static Snapshot withoutModel(List<String> accountIds, Instant asOf) {
        return new Snapshot(Optional.empty(), SignalColumns.of(accountIds).build(), asOf);
    }

    Optional<BatchScores> scores() {
        return model.map(own -> HealthScorer.of(own).score(columns, asOf));
    }
}
