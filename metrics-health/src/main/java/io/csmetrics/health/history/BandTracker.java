package io.csmetrics.health.history;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.FiredRule;
import io.csmetrics.health.score.HealthScore;
import java.util.List;
import java.util.Optional;

/**
 * Says in which band an account counts as being, so that a score that trembles at an edge does not change the band every day. A pure
 * function of the state before and a new score: nothing is kept.
 *
 * <p>The band changes at once as far as the score is clearly beyond edges: over an edge upwards with {@code score >= edge + margin},
 * downwards with {@code score < edge - margin}. If the score itself is in yet another band, that one is pending, and counts after
 * {@code confirmations} scores in a row in it, the first included. The first score counts at once, and so does every score that a cap
 * lowered or a person set. No score leaves the band as it is and ends the run: what follows is counted anew.
 *
 * <p>Upwards and downwards are alike, so the direction of the model does not matter.
 */
public final class BandTracker {
    /** Shown scores have six decimals at most; sums of edge and margin have noise. */
    private static final double NOISE = 1e-9;

    private final HealthModel model;
    private final List<Band> bands;
    private final List<BandState> settled;
    private final double margin;
    private final int confirmations;

    private BandTracker(HealthModel model) {
        this.model = model;
        bands = model.bands();
        settled = bands.stream().map(BandState::in).toList();
        margin = model.hysteresis().margin();
        confirmations = model.hysteresis().confirmations();
    }

    /**
     * Makes a tracker of the bands of a model.
     *
     * @param model the model
     * @return the tracker
     */
    public static BandTracker of(HealthModel model) {
        return new BandTracker(model);
    }

    /**
     * Takes the next score of an account.
     *
     * @param before the state before it
     * @param score the score
     * @return the state after it
     * @throws IllegalArgumentException if the score is by another model, or the state has a band that the model does not have
     */
    public BandState next(BandState before, HealthScore score) {
        score.model().ifPresent(this::requireSame);
        if (score.score().isEmpty()) {
            return before.settled();
        }
        boolean isSet = score.override().isPresent() || score.rules().stream().anyMatch(BandTracker::lowers);
        return next(before, score.score().getAsDouble(), isSet);
    }

    /**
     * Takes the next score of one of many accounts.
     *
     * @param before the state before it
     * @param scores the scores
     * @param row the index of the account
     * @return the state after it
     * @throws IllegalArgumentException if the scores are by another model, or the state has a band that the model does not have
     */
    public BandState next(BandState before, BatchScores scores, int row) {
        requireSame(scores.model());
        return scores.hasScore(row)
                ? next(before, scores.score(row).orElseThrow(), scores.isCapped(row))
                : before.settled();
    }

    private static boolean lowers(FiredRule fired) {
        return fired.effect() < 0;
    }

    private void requireSame(HealthModel other) {
        if (!model.equals(other)) {
            throw new IllegalArgumentException("score by model " + other + " (hash " + other.hash()
                    + ") must be by the model whose bands are tracked, " + model + " (hash " + model.hash()
                    + "); rescore the history by one model");
        }
    }

    private BandState next(BandState before, double shown, boolean isSet) {
        int plain = plain(shown);
        if (before.band().isEmpty() || isSet) {
            return settled.get(plain);
        }
        int reached = atOnce(indexOf(before.band().get()), shown);
        if (reached == plain) {
            return settled.get(plain);
        }
        Optional<Band> pending = Optional.of(bands.get(plain));
        int run = before.pending().equals(pending) ? before.run() + 1 : 1;
        return run >= confirmations ? settled.get(plain) : new BandState(Optional.of(bands.get(reached)), pending, run);
    }

    private int plain(double shown) {
        int band = bands.size() - 1;
        while (band > 0 && shown < bands.get(band).from()) {
            band--;
        }
        return band;
    }

    private int atOnce(int band, double shown) {
        int reached = band;
        while (reached + 1 < bands.size() && shown >= bands.get(reached + 1).from() + margin - NOISE) {
            reached++;
        }
        while (reached > 0 && shown < bands.get(reached).from() - margin - NOISE) {
            reached--;
        }
        return reached;
    }

    private int indexOf(Band band) {
        int index = bands.indexOf(band);
        if (index < 0) {
            throw new IllegalArgumentException("band \"" + band.id() + "\" from " + band.from()
                    + " of the state before must be a band of model " + model + "; begin with BandState.none()");
        }
        return index;
    }
}
