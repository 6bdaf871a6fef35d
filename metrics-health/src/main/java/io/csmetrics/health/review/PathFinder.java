package io.csmetrics.health.review;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds what brings an account into a better band: for each signal the nearest raw value that is enough, checked by scoring the account with
 * it, rules included. Where no single signal is enough, it finds the cheapest two.
 *
 * <p>For a mean, the sub-score of a signal must rise by {@code (edge - score) / share}, if it can; the raw value is then found by inverting
 * the normaliser. A missing signal that becomes known is a move too: it comes in with its weight and raises the coverage. A moved signal
 * counts as observed just now. Where a rule holds the score, a value just beyond the limit of the rule is tried as well. Values are told in as
 * few decimals as do not lead them far beyond: at most a tenth of the move, and one sub-score point; and in whole numbers where the
 * value now and all cut points of the normaliser are whole.
 *
 * <p>The cheapest is what needs the smallest sum of sub-score points. Of two signals, one goes as far as it can (or to any of its levels,
 * or just beyond the limit of a rule), the other as far as it then must, and the first one back as far as it then may: for a mean that is
 * the smallest sum. Of many signals, only the {@value Pairs#MOST_SIGNALS} that can move the score the most are looked at for two moves.
 *
 * <p>Where a high score is bad, all of this is the other way round.
 */
public final class PathFinder {
    private final HealthScorer scorer;
    private final HealthScorer plain;
    private final boolean up;

    private PathFinder(HealthScorer scorer) {
        this.scorer = scorer;
        plain = SubScoreSpace.plain(scorer.model());
        up = scorer.model().orientation() == Orientation.HEALTH;
    }

    /**
     * Makes a finder.
     *
     * @param scorer the model
     * @return the finder
     */
    public static PathFinder of(HealthScorer scorer) {
        return new PathFinder(scorer);
    }

    /**
     * Finds the path to the next better band; for an account without a score, to the one after the worst.
     *
     * @param columns the signals
     * @param row the index of the account
     * @param asOf the instant
     * @return the path; to the best band, where the account is in it
     */
    public PathToBand path(SignalColumns columns, int row, Instant asOf) {
        HealthScore now = scorer.score(columns, row, asOf);
        List<Band> bands = scorer.model().bands();
        int worst = up ? 0 : bands.size() - 1;
        int here = now.band().map(bands::indexOf).orElse(worst);
        int next = Math.max(0, Math.min(bands.size() - 1, here + (up ? 1 : -1)));
        return path(columns, row, now, next);
    }

    /**
     * Finds the path to a band.
     *
     * @param columns the signals
     * @param row the index of the account
     * @param asOf the instant
     * @param target the id of the band
     * @return the path
     * @throws IllegalArgumentException if the model has no such band
     */
    public PathToBand path(SignalColumns columns, int row, Instant asOf, String target) {
        List<Band> bands = scorer.model().bands();
        for (int band = 0; band < bands.size(); band++) {
            if (bands.get(band).id().equals(target)) {
                return path(columns, row, scorer.score(columns, row, asOf), band);
            }
        }
        HealthModel model = scorer.model();
        throw new IllegalArgumentException("band \"" + target + "\" must be one of model " + model + ", one of "
                + bands.stream().map(Band::id).toList());
    }

    private PathToBand path(SignalColumns columns, int row, HealthScore now, int target) {
        Band band = scorer.model().bands().get(target);
        Search search = new Search(scorer, plain, columns, row, now, target);
        if (now.band().isPresent() && search.isGood(now)) {
            return new PathToBand(now, band, true, List.of(), Optional.empty(), List.of());
        }
        Singles singles = new Singles(search);
        List<Route> found = singles.reaching();
        Optional<Route> together = found.isEmpty() ? new Pairs(search).cheapest() : Optional.empty();
        return new PathToBand(now, band, false, found, together, singles.blocked());
    }
}
