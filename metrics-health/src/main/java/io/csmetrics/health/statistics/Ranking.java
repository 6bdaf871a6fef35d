package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scores of accounts against an event that happened to some of them, such as churn: how well do the scores rank?
 *
 * <p>Only the order of the scores counts. The order of the rows never changes a figure. A figure that needs both classes, accounts with
 * the event and accounts without it, is empty where one of them is.
 */
public final class Ranking {
    private static final int MOST_DRAWS = 1_000_000;

    private final int[] levelOfRow;
    private final int levels;
    private final boolean[] happened;
    private final LevelCounts counts;

    private Ranking(int[] levelOfRow, int levels, boolean[] happened) {
        this.levelOfRow = levelOfRow;
        this.levels = levels;
        this.happened = happened.clone();
        counts = new LevelCounts(levels);
        for (int row = 0; row < happened.length; row++) {
            counts.add(levelOfRow[row], happened[row], 1);
        }
    }

    /**
     * Ranks accounts that all have a score.
     *
     * @param direction which way the scores point
     * @param scores the scores, one for each account
     * @param happened whether the event happened, for each account
     * @return the ranking
     * @throws IllegalArgumentException if the columns differ in length, or a score is not a finite number within ±1e150
     */
    public static Ranking of(ScoreDirection direction, double[] scores, boolean[] happened) {
        boolean[] known = new boolean[scores.length];
        Arrays.fill(known, true);
        return of(direction, scores, known, happened);
    }

    /**
     * Ranks accounts of which some have no score. An unknown score says nothing: it counts one half in each pair of {@link #auc()}, and
     * is left out of all other figures.
     *
     * @param direction which way the scores point
     * @param scores the scores, one for each account; those that are not known are never read
     * @param known whether the score is known, for each account
     * @param happened whether the event happened, for each account
     * @return the ranking
     * @throws IllegalArgumentException if the columns differ in length, or a known score is not a finite number within
     *     ±1e150
     */
    public static Ranking of(ScoreDirection direction, double[] scores, boolean[] known, boolean[] happened) {
        Columns.requireRows("scores", scores.length, "known", known.length);
        Columns.requireRows("scores", scores.length, "happened", happened.length);
        double[] risks = new double[Columns.count(known)];
        int next = 0;
        for (int row = 0; row < scores.length; row++) {
            if (known[row]) {
                risks[next++] = direction.risk(Columns.requireFinite("score", scores[row], row));
            }
        }
        double[] distinct = Columns.distinct(risks);
        int[] levelOfRow = new int[scores.length];
        for (int row = 0; row < scores.length; row++) {
            levelOfRow[row] = known[row] ? Arrays.binarySearch(distinct, direction.risk(scores[row])) : -1;
        }
        return new Ranking(levelOfRow, distinct.length, happened);
    }

    /**
     * Returns how many accounts there are.
     *
     * @return the number, unknown scores included
     */
    public int n() {
        return happened.length;
    }

    /**
     * Returns to how many accounts the event happened.
     *
     * @return the number, unknown scores included
     */
    public long events() {
        return counts.events();
    }

    /**
     * Returns how many different scores there are. One or two say that the scores are labels.
     *
     * @return the number of different known scores
     */
    public int distinctScores() {
        return levels;
    }

    /**
     * Returns the area under the ROC curve, with its standard error. Defined, for a score that is higher when healthier, as {@code
     * P(score of an event < score of another) + P(both equal) / 2} over all pairs of an account with the event and one without it; a pair
     * with an unknown score counts one half.
     *
     * <p>Sources: Hanley and McNeil (1982), "The meaning and use of the area under a receiver operating characteristic (ROC) curve";
     * {@link Auc} for the standard error.
     *
     * @return the area; empty where a class is
     */
    public Optional<Auc> auc() {
        OptionalDouble area = counts.area();
        return area.isEmpty()
                ? Optional.empty()
                : Optional.of(new Auc(area.getAsDouble(), counts.standardError(area.getAsDouble())));
    }

    /**
     * Compares the areas of two scores of the same accounts.
     *
     * @param other the ranking of the same accounts, in the same order, by another score
     * @return the area of this ranking minus the area of the other; empty where a class has fewer than two accounts
     * @throws IllegalArgumentException if the other ranking has other outcomes
     */
    public Optional<AucDifference> aucMinus(Ranking other) {
        if (!Arrays.equals(happened, other.happened)) {
            throw new IllegalArgumentException("outcomes of the two rankings differ: " + events() + " events of " + n()
                    + " accounts and " + other.events() + " of " + other.n()
                    + "; compare scores of the same accounts in the same order");
        }
        if (counts.events() < 2 || counts.others() < 2) {
            return Optional.empty();
        }
        double[] eventDifferences = placementDifferences(other, true);
        double[] otherDifferences = placementDifferences(other, false);
        double variance = squaredErrorOfMean(eventDifferences) + squaredErrorOfMean(otherDifferences);
        double difference = counts.area().orElseThrow() - other.counts.area().orElseThrow();
        return Optional.of(new AucDifference(difference, Math.sqrt(variance)));
    }

    private double[] placementDifferences(Ranking other, boolean ofEvents) {
        double[] mine = ofEvents ? counts.eventPlacements() : counts.otherPlacements();
        double[] theirs = ofEvents ? other.counts.eventPlacements() : other.counts.otherPlacements();
        double[] differences = new double[Math.toIntExact(ofEvents ? counts.events() : counts.others())];
        int next = 0;
        for (int row = 0; row < happened.length; row++) {
            if (happened[row] == ofEvents) {
                differences[next++] = at(mine, levelOfRow[row]) - at(theirs, other.levelOfRow[row]);
            }
        }
        return differences;
    }

    private static double at(double[] placements, int level) {
        return level < 0 ? 0.5 : placements[level];
    }

    private static double squaredErrorOfMean(double[] values) {
        double mean = Columns.sum(values) / values.length;
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = (values[i] - mean) * (values[i] - mean);
        }
        return Columns.sum(squares) / (values.length - 1.0) / values.length;
    }

    /**
     * Returns an interval of the area for rows that are not independent, such as several snapshots of one account: whole groups are drawn
     * with replacement, as many as there are, and the area is taken anew each time. The interval runs from percentile 2.5 to 97.5 of the
     * areas. Draws in which a class is empty are left out.
     *
     * <p>Source: Field and Welsh (2007), "Bootstrapping clustered data".
     *
     * @param groups the group of each row, such as its account
     * @param draws how often to draw, 100 to 1,000,000; 1,000 give two digits
     * @param randomStart where the random numbers start; the same start gives the same interval, whatever the order of rows
     * @return the interval; empty with fewer than two groups, or where half of the draws or more lack a class
     * @throws IllegalArgumentException if the groups are not as many as the rows, or the draws are out of range
     */
    public Optional<Interval> aucByGroups(List<String> groups, int draws, long randomStart) {
        Columns.requireRows("groups", groups.size(), "scores", n());
        if (draws < 100 || draws > MOST_DRAWS) {
            throw new IllegalArgumentException("draws " + draws + " must be 100 to " + MOST_DRAWS);
        }
        return new ClusterBootstrap(groups).area(levelOfRow, levels, happened, draws, randomStart);
    }

    /**
     * Returns the widest gap between the two classes' shares at or below a score, the statistic of Kolmogorov and Smirnov. Defined as
     * {@code max over s of |share of events with a score <= s - share of others with a score <= s|}.
     *
     * @return the gap, 0 to 1; empty where no score of a class is known
     */
    public OptionalDouble kolmogorovSmirnov() {
        return counts.kolmogorovSmirnov();
    }

    /**
     * Returns the precision of alarms, averaged over the events. Defined as {@code sum over thresholds of (recall - recall before) *
     * precision}, from the highest risk down; equal scores share a threshold, as in scikit-learn's {@code average_precision_score}.
     *
     * @return the average precision, 0 to 1; chance gives the share of events; empty where no score of an event is known
     */
    public OptionalDouble averagePrecision() {
        return counts.averagePrecision();
    }

    /**
     * Takes the share of accounts that are most at risk: {@code floor(accounts * share)} of those whose score is known.
     *
     * @param share the share, above 0 to 1, such as 0.1; read as the decimal number that is printed for it
     * @param precedence for each account a number of its own; among equal scores at the cut, lower numbers are taken first. Numbers by
     *     account id make the figure independent of the order of rows
     * @return the events among the top and among all
     * @throws IllegalArgumentException if the share is out of range, or the precedence is not as long as the scores, or holds a number
     *     twice
     */
    public TopShare top(double share, int[] precedence) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share " + share + " must be above 0 and at most 1");
        }
        Columns.requireRows("precedence", precedence.length, "scores", n());
        requireDistinct(precedence);
        long size = BigDecimal.valueOf(share)
                .multiply(BigDecimal.valueOf(counts.known()))
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
        long left = size;
        long hits = 0;
        int level = levels - 1;
        while (left > 0 && counts.accountsAt(level) <= left) {
            left -= counts.accountsAt(level);
            hits += counts.eventsAt(level);
            level--;
        }
        if (left > 0) {
            hits += firstEvents(level, left, precedence);
        }
        return new TopShare(new Proportion(hits, size), new Proportion(counts.knownEvents(), counts.known()));
    }

    private long firstEvents(int level, long most, int[] precedence) {
        long[] rows = new long[Math.toIntExact(counts.accountsAt(level))];
        int next = 0;
        for (int row = 0; row < levelOfRow.length; row++) {
            if (levelOfRow[row] == level) {
                rows[next++] = ((long) precedence[row] << 32) | row;
            }
        }
        Arrays.sort(rows);
        long hits = 0;
        for (int i = 0; i < most; i++) {
            if (happened[(int) rows[i]]) {
                hits++;
            }
        }
        return hits;
    }

    private static void requireDistinct(int[] precedence) {
        int[] sorted = precedence.clone();
        Arrays.sort(sorted);
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i] == sorted[i - 1]) {
                throw new IllegalArgumentException("precedence " + sorted[i]
                        + " stands for two accounts; give each account a number of its own, such as its place by id");
            }
        }
    }
}
