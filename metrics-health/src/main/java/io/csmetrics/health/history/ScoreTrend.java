package io.csmetrics.health.history;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.TrendRule;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.statistics.TheilSen;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where the score of an account is going. Defined as the median of the slopes of all pairs of the last snapshots, as many as
 * {@link TrendRule#window()} says; those without a score are left out. One odd snapshot does not make a trend: {@code [70, 40, 69, 68.5]}
 * is flat, with a slope of -0.5.
 *
 * <p>Source: Sen (1968), "Estimates of the regression coefficient based on Kendall's tau".
 *
 * @param direction where it is going
 * @param slope the slope in points of the scale a snapshot; empty where it is unknown
 * @param snapshots how many scores it was taken from
 */
public record ScoreTrend(Direction direction, OptionalDouble slope, int snapshots) {

    /** Where a score is going. */
    public enum Direction {
        /** To the good end of the scale: up, or down where a high score is bad. */
        IMPROVING,
        /** To the bad end of the scale. */
        DECLINING,
        /** Nowhere: the slope is smaller than {@link TrendRule#flatBelow()}, or 0. */
        FLAT,
        /** There are fewer than {@value TrendRule#LEAST} scores among the last snapshots. */
        UNKNOWN
    }

    /** Checks that a slope is there exactly where it is known. */
    public ScoreTrend {
        Objects.requireNonNull(direction, "direction");
        if (slope.isPresent() == (direction == Direction.UNKNOWN)) {
            throw new IllegalArgumentException("trend " + direction + " must have a slope unless it is "
                    + Direction.UNKNOWN + ", where it must have none; correct one of them");
        }
    }

    /**
     * Returns the trend of the scores of one account.
     *
     * @param snapshots its scores by one model, of all instants at which it was scored; their order does not matter
     * @return the trend
     * @throws IllegalArgumentException if they are of several accounts, by several models, or two are of one instant
     */
    public static ScoreTrend of(List<HealthScore> snapshots) {
        List<HealthScore> ordered = snapshots.stream()
                .sorted(Comparator.comparing(HealthScore::asOf))
                .toList();
        for (int i = 1; i < ordered.size(); i++) {
            requireAlike(ordered.get(i - 1), ordered.get(i));
        }
        if (ordered.isEmpty() || ordered.get(0).model().isEmpty()) {
            return unknown(0);
        }
        return of(
                ordered.get(0).model().get(),
                ordered.stream().map(HealthScore::score).toList());
    }

    private static void requireAlike(HealthScore before, HealthScore after) {
        if (!before.accountId().equals(after.accountId())) {
            throw new IllegalArgumentException("snapshots of accounts \"" + before.accountId() + "\" and \""
                    + after.accountId() + "\" must be of one account; make a trend of each");
        }
        if (!before.model().equals(after.model())) {
            throw new IllegalArgumentException("snapshots of account \"" + before.accountId() + "\" by "
                    + name(before.model()) + " and by " + name(after.model())
                    + " must be by one model; rescore the history by one of them");
        }
        Instant asOf = after.asOf();
        if (before.asOf().equals(asOf)) {
            throw new IllegalArgumentException("account \"" + before.accountId() + "\" must have one snapshot at "
                    + asOf + ", it has two; drop one");
        }
    }

    static String name(Optional<HealthModel> model) {
        return model.map(each -> "model " + each + " (hash " + each.hash() + ")")
                .orElse("no model");
    }

    /** The trend of shown scores, the oldest first. */
    static ScoreTrend of(HealthModel model, List<OptionalDouble> shown) {
        TrendRule rule = model.trend();
        double[] scores = shown.stream()
                .skip(Math.max(0, shown.size() - rule.window()))
                .flatMapToDouble(OptionalDouble::stream)
                .toArray();
        if (scores.length < TrendRule.LEAST) {
            return unknown(scores.length);
        }
        double slope = TheilSen.slope(scores).orElseThrow();
        return new ScoreTrend(direction(model, slope), OptionalDouble.of(slope), scores.length);
    }

    private static Direction direction(HealthModel model, double slope) {
        if (slope == 0 || Math.abs(slope) < model.trend().flatBelow()) {
            return Direction.FLAT;
        }
        boolean isHighGood = model.orientation() == Orientation.HEALTH;
        return slope > 0 == isHighGood ? Direction.IMPROVING : Direction.DECLINING;
    }

    private static ScoreTrend unknown(int snapshots) {
        return new ScoreTrend(Direction.UNKNOWN, OptionalDouble.empty(), snapshots);
    }
}
