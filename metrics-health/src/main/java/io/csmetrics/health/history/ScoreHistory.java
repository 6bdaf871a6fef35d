package io.csmetrics.health.history;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.record.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The scores of accounts at several instants, all by one model. When a model changes, score the past anew from what was observed instead of
 * joining scores of two models. Each instant sees only what was observed until then. Overrides are decisions of their time and are not
 * part of it.
 */
public final class ScoreHistory {
    private final HealthScorer scorer;
    private final List<Instant> instants;
    private final OneScore explained;
    private final List<BatchScores> scores = new ArrayList<>();
    private final List<List<BandState>> states = new ArrayList<>();

    /** Explains one account at one instant. */
    private interface OneScore {
        HealthScore at(Instant asOf, int row);
    }

    private ScoreHistory(HealthScorer scorer, List<Instant> instants, OneScore explained) {
        this.scorer = scorer;
        this.instants = List.copyOf(instants);
        this.explained = explained;
        requireRising(this.instants);
    }

    /**
     * Scores the past by a model.
     *
     * @param scorer the model
     * @param book what was observed
     * @param accounts the accounts, in the order of all rows
     * @param instants the instants, rising, at least one
     * @return the history
     * @throws IllegalArgumentException if there is no instant, or they do not rise
     */
    public static ScoreHistory rescore(
            HealthScorer scorer, SignalBook book, List<Account> accounts, List<Instant> instants) {
        List<Account> rows = List.copyOf(accounts);
        return new ScoreHistory(scorer, instants, (asOf, row) -> explained(scorer, book, rows.get(row), asOf))
                .with(asOf -> book.columns(scorer.model(), rows, asOf));
    }

    /**
     * Scores the past by a model, with signals that come from anywhere.
     *
     * @param scorer the model
     * @param instants the instants, rising, at least one
     * @param signals gives what was known at an instant, always of the same accounts in the same order; it is asked again when a score is
     *     explained, and must give the same
     * @return the history
     * @throws IllegalArgumentException if there is no instant, they do not rise, or the accounts differ
     */
    public static ScoreHistory rescore(
            HealthScorer scorer, List<Instant> instants, Function<Instant, SignalColumns> signals) {
        return new ScoreHistory(scorer, instants, (asOf, row) -> scorer.score(signals.apply(asOf), row, asOf))
                .with(signals);
    }

    private static HealthScore explained(HealthScorer scorer, SignalBook book, Account account, Instant asOf) {
        return scorer.score(book.columns(scorer.model(), List.of(account), asOf), 0, asOf);
    }

    private ScoreHistory with(Function<Instant, SignalColumns> signals) {
        BandTracker tracker = BandTracker.of(scorer.model());
        for (Instant asOf : instants) {
            add(scorer.score(signals.apply(asOf), asOf), tracker);
        }
        return this;
    }

    private static void requireRising(List<Instant> instants) {
        if (instants.isEmpty()) {
            throw new IllegalArgumentException("a history must have at least one instant; give one");
        }
        for (int i = 1; i < instants.size(); i++) {
            if (!instants.get(i).isAfter(instants.get(i - 1))) {
                throw new IllegalArgumentException("instants of a history must rise; " + instants.get(i) + " at index "
                        + i + " is not after " + instants.get(i - 1));
            }
        }
    }

    private void add(BatchScores next, BandTracker tracker) {
        if (!scores.isEmpty() && !scores.get(0).accountIds().equals(next.accountIds())) {
            throw new IllegalArgumentException("accounts at " + instants.get(scores.size()) + " must be those at "
                    + instants.get(0) + " in the same order; give a row for each, with nothing known before it began");
        }
        BandState[] after = new BandState[next.size()];
        for (int row = 0; row < after.length; row++) {
            BandState before = states.isEmpty()
                    ? BandState.none()
                    : states.get(states.size() - 1).get(row);
            after[row] = tracker.next(before, next, row);
        }
        scores.add(next);
        states.add(Arrays.asList(after));
    }

    /**
     * Returns the model.
     *
     * @return the model
     */
    public HealthModel model() {
        return scorer.model();
    }

    /**
     * Returns the instants.
     *
     * @return the instants, rising
     */
    public List<Instant> instants() {
        return instants;
    }

    /**
     * Returns the accounts.
     *
     * @return the ids in the order of the rows
     */
    public List<String> accountIds() {
        return scores.get(0).accountIds();
    }

    /**
     * Returns the scores of one instant. Their bands are those of the scores alone, without what was before.
     *
     * @param instant the index of the instant
     * @return the scores
     */
    public BatchScores scores(int instant) {
        return scores.get(instant);
    }

    /**
     * Returns the band that counts for an account, by the model's {@link io.csmetrics.health.model.Hysteresis}.
     *
     * @param instant the index of the instant
     * @param row the index of the account
     * @return the band, empty before its first score
     */
    public Optional<Band> band(int instant, int row) {
        return state(instant, row).band();
    }

    /**
     * Returns the band that counts for an account, and the one that is pending.
     *
     * @param instant the index of the instant
     * @param row the index of the account
     * @return the state, from which a {@link BandTracker} can go on
     */
    public BandState state(int instant, int row) {
        return states.get(instant).get(row);
    }

    /**
     * Returns where the score of an account was going.
     *
     * @param instant the index of the instant; what comes after it is not looked at
     * @param row the index of the account
     * @return the trend
     */
    public ScoreTrend trend(int instant, int row) {
        int first = Math.max(0, instant + 1 - model().trend().window());
        List<OptionalDouble> shown = scores.subList(first, instant + 1).stream()
                .map(each -> each.score(row))
                .toList();
        return ScoreTrend.of(model(), shown);
    }

    /**
     * Explains the score of one account. Scores it anew.
     *
     * @param instant the index of the instant
     * @param row the index of the account
     * @return the score
     */
    public HealthScore score(int instant, int row) {
        return explained.at(instants.get(instant), row);
    }

    /**
     * Explains one account. Scores it anew.
     *
     * @param row the index of the account
     * @return its score at each instant
     */
    public List<HealthScore> explained(int row) {
        return instants.stream().map(asOf -> explained.at(asOf, row)).toList();
    }

    /**
     * Explains what moved the score of an account.
     *
     * @param from the index of the first instant
     * @param to the index of the second instant
     * @param row the index of the account
     * @return the change
     */
    public ScoreChange change(int from, int to, int row) {
        return ScoreChange.between(score(from, row), score(to, row));
    }
}
