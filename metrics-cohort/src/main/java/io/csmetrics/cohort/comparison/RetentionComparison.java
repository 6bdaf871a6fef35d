package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.survival.AccountLifetimes;
import io.csmetrics.cohort.survival.LogRank;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether one group of customers was really kept better than another: cohorts, quarters of cohorts, or segments, up to the age that all
 * of them were followed to.
 *
 * <p>Compared are the units that never lapsed, so that a curve never rises and who came back does not hide who left. The log-rank test of
 * all groups alone decides, see {@link Verdict}. Beside it stand the difference of the mean time kept, which sees what the log-rank test
 * does not where curves cross, and the difference of the shares of the table at each index.
 *
 * <p>{@link #sentence()} says what may be said. A difference between groups is not the effect of what sets them apart: customers were not
 * sent into cohorts or plans by lot. Where interruptions are bridged, the last losses may yet turn out to be none.
 */
public final class RetentionComparison {
    private final Frame frame;
    private final List<ComparedGroup> groups;
    private final OptionalDouble sharedMaturity;
    private final Optional<LogRank> logRank;
    private final List<PairComparison> pairs;
    private final Verdict verdict;

    /**
     * What holds for all groups.
     *
     * @param unit what is followed
     * @param ages how ages are called
     * @param rule what the shared maturity is, in words
     * @param confidence the confidence of the decision and of every interval
     * @param untested why nothing is tested; empty where it is
     */
    record Frame(String unit, Ages ages, String rule, Confidence confidence, Optional<String> untested) {}

    RetentionComparison(Frame frame, List<ComparedGroup> groups, OptionalDouble sharedMaturity) {
        this.frame = frame;
        this.groups = List.copyOf(groups);
        boolean told = frame.untested().isPresent()
                || groups.stream().allMatch(group -> group.curve().isPresent());
        this.sharedMaturity = told ? sharedMaturity : OptionalDouble.empty();
        if (frame.untested().isEmpty() && this.sharedMaturity.isPresent()) {
            Pairs compared =
                    new Pairs(groups, sharedMaturity.getAsDouble(), frame.ages().measure(), frame.confidence());
            logRank = Optional.of(compared.logRank());
            pairs = compared.all();
        } else {
            logRank = Optional.empty();
            pairs = List.of();
        }
        verdict = decide();
    }

    private Verdict decide() {
        if (frame.untested().isPresent()) {
            return Verdict.NOT_TESTED;
        }
        if (logRank.isEmpty()) {
            return Verdict.NOTHING_SHARED;
        }
        if (logRank.get().groups().stream().anyMatch(group -> group.n() < Verdict.LEAST_UNITS)) {
            return Verdict.TOO_FEW;
        }
        int lost = groups.stream().mapToInt(ComparedGroup::lost).sum();
        if (lost == 0) {
            return Verdict.NOTHING_LOST;
        }
        if (lost < Verdict.LEAST_LOST) {
            return Verdict.TOO_FEW;
        }
        OptionalDouble p = logRank.get().pValue();
        return p.isPresent() ? Verdict.of(p.getAsDouble(), frame.confidence()) : Verdict.NOT_TESTED;
    }

    /**
     * Compares groups of cohorts through the last index that is complete in every cohort of all of them, at 95 %.
     *
     * @param groups the groups, at least two
     * @return the comparison
     * @throws IllegalArgumentException if the groups must not be compared
     * @see #of(List, MaturityRule, Confidence)
     */
    public static RetentionComparison of(List<CohortGroup> groups) {
        return of(groups, MaturityRule.EVERY_COHORT, Confidence.PERCENT_95);
    }

    /**
     * Compares groups of cohorts. The groups may be of one table, or of tables that {@code comparesWith} each other, of which the caller
     * knows that no unit is in two. Revenue has no test here: the comparison says so, and shows the figures of each index.
     *
     * @param groups the groups, at least two, of different names; each but the first is compared with those before it
     * @param rule up to which index they are compared
     * @param confidence the confidence of the decision and of every interval, but for those of the cells, which are of 95 %
     * @return the comparison
     * @throws IllegalArgumentException if there are fewer than two groups, two have one name or a cohort in common, tables mean different
     *     things or are relative to the previous index, amounts are of different currencies, or those who never lapsed were not counted
     */
    public static RetentionComparison of(List<CohortGroup> groups, MaturityRule rule, Confidence confidence) {
        return new CohortComparer(List.copyOf(groups), rule, confidence).compare();
    }

    /**
     * Compares the segments of a ledger by how long their accounts had revenue. The shared maturity is the smallest of the segments'
     * largest follow-ups, in days.
     *
     * @param lifetimes the lifetimes, of at least two segments
     * @param confidence the confidence of the decision and of every interval
     * @return the comparison, without cells and shares of indexes
     * @throws IllegalArgumentException if there are fewer than two segments
     */
    public static RetentionComparison of(AccountLifetimes lifetimes, Confidence confidence) {
        return new LifetimeComparer(lifetimes, confidence).compare();
    }

    Frame frame() {
        return frame;
    }

    /**
     * Returns by what the groups were told, with the last known day.
     *
     * @return each definition once, in the order of the groups
     */
    public List<String> definitions() {
        return groups.stream().map(ComparedGroup::definition).distinct().toList();
    }

    /**
     * Returns the confidence of the decision and of every interval.
     *
     * @return the confidence
     */
    public Confidence confidence() {
        return frame.confidence();
    }

    /**
     * Returns up to which age the groups are compared.
     *
     * @return the last shared index, or the last shared day of lifetimes; empty where nothing is shared
     */
    public OptionalDouble sharedMaturity() {
        return sharedMaturity;
    }

    /**
     * Returns the groups.
     *
     * @return the groups in the order in which they were given, segments in theirs
     */
    public List<ComparedGroup> groups() {
        return groups;
    }

    /**
     * Returns the test of all groups, which decides.
     *
     * @return the test; empty where nothing is shared or the measure has no test
     */
    public Optional<LogRank> logRank() {
        return logRank;
    }

    /**
     * Returns each two groups side by side.
     *
     * @return the pairs in the order of the groups; empty where there is no test
     */
    public List<PairComparison> pairs() {
        return pairs;
    }

    /**
     * Returns what was found.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * Returns the methods by name.
     *
     * @return a line for each
     */
    public List<String> methods() {
        return ComparisonText.methods(this);
    }

    /**
     * Returns what may be said of the groups, with numbers, certainty and the test that decided.
     *
     * @return one sentence, and a second one where curves cross or pairs differ
     */
    public String sentence() {
        return new Sentence(this).text();
    }

    /**
     * Returns the comparison as text: the sentence, definition and methods, then the groups, the pairs and the indexes in aligned columns.
     *
     * @return the lines
     */
    public List<String> lines() {
        return new ComparisonText(this).lines();
    }

    /**
     * Returns the sentence.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return sentence();
    }
}
