package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.statistics.Auc;
import io.csmetrics.health.statistics.Ranking;
import io.csmetrics.health.statistics.ScoreDirection;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Accounts that are scored by one model and then by others. */
final class Population {
    private final SignalColumns columns;
    private final Instant asOf;
    private final BatchScores base;
    private final Optional<boolean[]> churned;
    private final ScoreDirection direction;

    private Population(HealthModel model, SignalColumns columns, Instant asOf, Optional<boolean[]> churned) {
        this.columns = columns;
        this.asOf = asOf;
        this.churned = churned;
        base = HealthScorer.of(model).score(columns, asOf);
        direction = model.orientation() == Orientation.HEALTH
                ? ScoreDirection.HIGHER_IS_HEALTHIER
                : ScoreDirection.HIGHER_IS_RISKIER;
    }

    static Population of(HealthModel model, SignalColumns columns, Instant asOf) {
        return new Population(model, columns, asOf, Optional.empty());
    }

    static Population of(HealthModel model, SignalColumns columns, Instant asOf, boolean[] churned) {
        if (churned.length != columns.size()) {
            throw new IllegalArgumentException("outcomes of " + churned.length + " accounts must be those of the "
                    + columns.size() + " accounts of the columns; give one for each");
        }
        return new Population(model, columns, asOf, Optional.of(churned.clone()));
    }

    int size() {
        return base.size();
    }

    BatchScores base() {
        return base;
    }

    BatchScores scores(HealthScorer other) {
        return other.score(columns, asOf);
    }

    int flips(HealthScorer other) {
        return flips(scores(other));
    }

    private int flips(BatchScores scores) {
        int flips = 0;
        for (int row = 0; row < base.size(); row++) {
            flips += scores.bandIndex(row) == base.bandIndex(row) ? 0 : 1;
        }
        return flips;
    }

    Sensitivity.Effect effect(String what, double share, HealthScorer other) {
        BatchScores scores = scores(other);
        double[] before = base.scores(Double.NaN);
        double[] after = scores.scores(Double.NaN);
        double largest = 0;
        for (int row = 0; row < before.length; row++) {
            double move = Math.abs(after[row] - before[row]);
            largest = move > largest ? move : largest;
        }
        OptionalDouble one = auc(base);
        OptionalDouble two = auc(scores);
        OptionalDouble move = one.isPresent() && two.isPresent()
                ? OptionalDouble.of(two.getAsDouble() - one.getAsDouble())
                : OptionalDouble.empty();
        return new Sensitivity.Effect(what, share, largest, flips(scores), move);
    }

    private OptionalDouble auc(BatchScores scores) {
        if (churned.isEmpty()) {
            return OptionalDouble.empty();
        }
        boolean[] known = new boolean[scores.size()];
        for (int row = 0; row < known.length; row++) {
            known[row] = scores.hasScore(row);
        }
        Optional<Auc> auc =
                Ranking.of(direction, scores.scores(0), known, churned.get()).auc();
        return auc.isPresent() ? OptionalDouble.of(auc.get().value()) : OptionalDouble.empty();
    }
}
