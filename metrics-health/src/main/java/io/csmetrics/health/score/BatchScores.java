package io.csmetrics.health.score;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The scores of many accounts by one model, in columns: the same numbers as those of {@link HealthScore}, without their explanation. */
public final class BatchScores {
    private final HealthModel model;
    private final List<String> accountIds;
    private final double[] scores;
    private final byte[] bands;
    private final double[] coverage;
    private final BitSet capped;

    BatchScores(
            HealthModel model,
            List<String> accountIds,
            double[] scores,
            byte[] bands,
            double[] coverage,
            BitSet capped) {
        this.model = model;
        this.accountIds = accountIds;
        this.scores = scores;
        this.bands = bands;
        this.coverage = coverage;
        this.capped = capped;
    }

    /**
     * Returns the model.
     *
     * @return the model
     */
    public HealthModel model() {
        return model;
    }

    /**
     * Returns the accounts.
     *
     * @return the ids in the order of the columns
     */
    public List<String> accountIds() {
        return accountIds;
    }

    /**
     * Returns how many accounts there are.
     *
     * @return the number
     */
    public int size() {
        return scores.length;
    }

    /**
     * Tells whether an account has a score.
     *
     * @param row the index of the account
     * @return whether it has one
     */
    public boolean hasScore(int row) {
        return bands[row] >= 0;
    }

    /**
     * Returns the shown score of an account.
     *
     * @param row the index of the account
     * @return the score, empty if it has none
     */
    public OptionalDouble score(int row) {
        return hasScore(row) ? OptionalDouble.of(scores[row]) : OptionalDouble.empty();
    }

    /**
     * Returns the shown scores of all accounts.
     *
     * @param absent what stands for no score
     * @return a new array
     */
    public double[] scores(double absent) {
        double[] copy = scores.clone();
        for (int row = 0; row < copy.length; row++) {
            copy[row] = hasScore(row) ? copy[row] : absent;
        }
        return copy;
    }

    /**
     * Returns the band of an account.
     *
     * @param row the index of the account
     * @return the band, empty if it has no score
     */
    public Optional<Band> band(int row) {
        return hasScore(row) ? Optional.of(model.bands().get(bands[row])) : Optional.empty();
    }

    /**
     * Returns the place of an account's band among the bands of the model.
     *
     * @param row the index of the account
     * @return the index, 0 for the lowest band, -1 if the account has no score
     */
    public int bandIndex(int row) {
        return bands[row];
    }

    /**
     * Returns how much of the weight of an account has usable values.
     *
     * @param row the index of the account
     * @return the share, 0 to 1
     */
    public double coverage(int row) {
        return coverage[row];
    }

    /**
     * Tells whether a cap lowered the score of an account.
     *
     * @param row the index of the account
     * @return whether a rule did; false without a score
     */
    public boolean isCapped(int row) {
        return capped.get(row);
    }

    /**
     * Returns how many accounts are in each band.
     *
     * @return the numbers in the order of the bands; accounts without a score are in none
     */
    public int[] countsByBand() {
        int[] counts = new int[model.bands().size()];
        for (byte band : bands) {
            if (band >= 0) {
                counts[band]++;
            }
        }
        return counts;
    }
}
