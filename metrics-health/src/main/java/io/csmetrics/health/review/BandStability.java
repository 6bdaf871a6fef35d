package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.statistics.SplitMix64;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * How often each account keeps its band when all weights are in doubt at once. The shares of the groups, and in each group those of its
 * signals, are drawn from a Dirichlet distribution whose mean are the model's own; the higher its concentration {@code c}, the nearer they
 * stay: a share {@code p} has the variance {@code p * (1 - p) / (c + 1)}.
 *
 * <p>Source: Saisana, Saltelli and Tarantola (2005), "Uncertainty and sensitivity analysis techniques as tools for the quality assessment of
 * composite indicators".
 */
public final class BandStability {
    private static final int MOST_DRAWS = 1_000_000;

    private final List<String> accountIds;
    private final int draws;
    private final int[] kept;

    private BandStability(List<String> accountIds, int draws, int[] kept) {
        this.accountIds = accountIds;
        this.draws = draws;
        this.kept = kept;
    }

    /**
     * Draws weights.
     *
     * @param model the model
     * @param columns the signals of the population
     * @param asOf the instant
     * @param draws how often, 1 to 1,000,000; each scores all accounts
     * @param concentration how near the drawn shares stay to the model's own, above 0; at 50 a share of 25 % is mostly within 19 and 31 %
     * @param randomStart where the random numbers start; the same start gives the same result, whatever the order of the file and of the
     *     accounts
     * @return how often bands were kept
     * @throws IllegalArgumentException if draws or concentration are out of range
     */
    public static BandStability of(
            HealthModel model, SignalColumns columns, Instant asOf, int draws, double concentration, long randomStart) {
        if (draws < 1 || draws > MOST_DRAWS) {
            throw new IllegalArgumentException("draws " + draws + " must be 1 to " + MOST_DRAWS);
        }
        if (!(concentration > 0 && concentration < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("concentration " + concentration + " must be above 0 and finite");
        }
        Population population = Population.of(model, columns, asOf);
        Variants variants = new Variants(model);
        SplitMix64 random = new SplitMix64(randomStart);
        int[] kept = new int[columns.size()];
        for (int draw = 0; draw < draws; draw++) {
            Map<String, Double> groups = new HashMap<>();
            Map<String, Double> signals = new HashMap<>();
            draw(model, concentration, random, groups, signals);
            HealthModel other = variants.withGroups(variants.weighted(
                    group -> groups.getOrDefault(group.id(), 0.0), signal -> signals.getOrDefault(signal.id(), 0.0)));
            count(population.base(), population.scores(HealthScorer.of(other)), kept);
        }
        return new BandStability(columns.accountIds(), draws, kept);
    }

    private static void count(BatchScores base, BatchScores scores, int[] kept) {
        for (int row = 0; row < kept.length; row++) {
            kept[row] += base.bandIndex(row) == scores.bandIndex(row) ? 1 : 0;
        }
    }

    /** Groups and signals are drawn in the order of their ids, so that the order of the file does not matter. */
    private static void draw(
            HealthModel model,
            double concentration,
            SplitMix64 random,
            Map<String, Double> groups,
            Map<String, Double> signals) {
        List<SignalGroup> ordered = model.groups().stream()
                .sorted(Comparator.comparing(SignalGroup::id))
                .toList();
        double total = ordered.stream().mapToDouble(SignalGroup::weight).sum();
        for (SignalGroup group : ordered) {
            groups.put(group.id(), gamma(concentration * group.weight() / total, random));
            List<HealthSignal> own = group.signals().stream()
                    .sorted(Comparator.comparing(HealthSignal::id))
                    .toList();
            double inGroup = own.stream().mapToDouble(HealthSignal::weight).sum();
            for (HealthSignal signal : own) {
                signals.put(signal.id(), inGroup > 0 ? gamma(concentration * signal.weight() / inGroup, random) : 0);
            }
        }
    }

    /** Shares of independent gamma numbers are Dirichlet distributed; a weight of 0 stays 0, any other stays above it. */
    private static double gamma(double shape, SplitMix64 random) {
        double uniform = ((random.nextLong() >>> 11) + 0.5) * 0x1p-53;
        return shape > 0
                ? Math.max(Double.MIN_NORMAL, GammaDistribution.of(shape, 1).inverseCumulativeProbability(uniform))
                : 0;
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
     * Returns how often weights were drawn.
     *
     * @return the number
     */
    public int draws() {
        return draws;
    }

    /**
     * Returns how often an account kept its band, or stayed without a score.
     *
     * @param row the index of the account
     * @return the share of draws, 0 to 1
     */
    public double kept(int row) {
        return (double) kept[row] / draws;
    }

    /**
     * Returns how many accounts keep their band in less than a share of draws: their band hangs on the weights.
     *
     * @param share the share, 0 to 1, such as 0.9
     * @return the number of accounts
     */
    public int below(double share) {
        int below = 0;
        for (int row = 0; row < kept.length; row++) {
            below += kept(row) < share ? 1 : 0;
        }
        return below;
    }
}
