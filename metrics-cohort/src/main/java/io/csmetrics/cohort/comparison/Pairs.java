package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.Holm;
import io.csmetrics.cohort.inference.ProportionComparison;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.LogRankWeight;
import io.csmetrics.cohort.survival.RestrictedMeanDifference;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.statistics.Proportion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares groups that have curves: all at once, and each two. */
final class Pairs {
    /** Survival is a product of shares: so close is equal. */
    private static final double ROUNDING = 1e-9;

    private final List<ComparedGroup> groups;
    private final double maturity;
    private final boolean means;
    private final Confidence confidence;

    /** @param means whether a mean age means something */
    Pairs(List<ComparedGroup> groups, double maturity, boolean means, Confidence confidence) {
        this.groups = groups;
        this.maturity = maturity;
        this.means = means;
        this.confidence = confidence;
    }

    /** A name that keeps the order in which groups were given. */
    private record Ranked(int rank, String name) implements Comparable<Ranked> {
        @Override
        public int compareTo(Ranked other) {
            return Integer.compare(rank, other.rank);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private SortedMap<Ranked, Durations> lives() {
        SortedMap<Ranked, Durations> lives = new TreeMap<>();
        for (ComparedGroup group : groups) {
            lives.put(new Ranked(lives.size(), group.name()), curve(group).durations());
        }
        return lives;
    }

    private static SurvivalCurve curve(ComparedGroup group) {
        return group.curve().orElseThrow();
    }

    LogRank logRank() {
        return LogRank.of(lives(), LogRankWeight.LOG_RANK);
    }

    List<PairComparison> all() {
        List<List<ShareDifference>> shares = adjusted(shares());
        List<PairComparison> pairs = new ArrayList<>();
        Iterator<LogRank.Pairwise> tests =
                LogRank.pairwise(lives(), LogRankWeight.LOG_RANK).iterator();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                LogRank.Pairwise test = tests.next();
                pairs.add(new PairComparison(
                        test.first(),
                        test.second(),
                        test.test(),
                        test.adjustedPValue(),
                        meanDifference(curve(groups.get(i)), curve(groups.get(j))),
                        crossings(curve(groups.get(i)), curve(groups.get(j))),
                        shares.get(pairs.size())));
            }
        }
        return List.copyOf(pairs);
    }

    private Optional<RestrictedMeanDifference> meanDifference(SurvivalCurve first, SurvivalCurve second) {
        return means && maturity > 0 && watched(first) && watched(second)
                ? Optional.of(
                        new RestrictedMeanDifference(first.restrictedMean(maturity), second.restrictedMean(maturity)))
                : Optional.empty();
    }

    private boolean watched(SurvivalCurve curve) {
        return curve.unwatchedFrom().orElse(maturity) >= maturity;
    }

    private static List<Double> crossings(SurvivalCurve first, SurvivalCurve second) {
        TreeSet<Double> times = new TreeSet<>();
        first.points().forEach(point -> times.add(point.time()));
        second.points().forEach(point -> times.add(point.time()));
        List<Double> crossings = new ArrayList<>();
        double lead = 0;
        for (double time : times) {
            double ahead = survival(first, time) - survival(second, time);
            if (Math.abs(ahead) > ROUNDING) {
                if (lead * ahead < 0) {
                    crossings.add(time);
                }
                lead = ahead;
            }
        }
        return crossings;
    }

    private static double survival(SurvivalCurve curve, double time) {
        return curve.at(time).map(SurvivalPoint::survival).orElseThrow();
    }

    private List<List<ShareDifference>> shares() {
        List<List<ShareDifference>> all = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                List<ShareDifference> pair = new ArrayList<>();
                for (int index = 0; index < groups.get(i).cells().size(); index++) {
                    ProportionComparison shares = new ProportionComparison(
                            share(groups.get(i).cells().get(index)),
                            share(groups.get(j).cells().get(index)));
                    pair.add(new ShareDifference(
                            index,
                            shares,
                            shares.differenceInterval(confidence),
                            shares.test(),
                            OptionalDouble.empty()));
                }
                all.add(pair);
            }
        }
        return all;
    }

    private static Proportion share(Cell.Observed cell) {
        return new Proportion(
                cell.numerator().longValueExact(), cell.denominator().longValueExact());
    }

    /** One family of tests: all pairs, all indexes. */
    private static List<List<ShareDifference>> adjusted(List<List<ShareDifference>> plain) {
        double[] adjusted = Holm.adjust(plain.stream()
                .flatMap(List::stream)
                .flatMap(each -> each.test().tested().stream())
                .mapToDouble(Significance.Tested::pValue)
                .toArray());
        int tested = 0;
        List<List<ShareDifference>> all = new ArrayList<>();
        for (List<ShareDifference> pair : plain) {
            List<ShareDifference> shares = new ArrayList<>();
            for (ShareDifference each : pair) {
                shares.add(
                        each.test().tested().isEmpty()
                                ? each
                                : new ShareDifference(
                                        each.index(),
                                        each.shares(),
                                        each.interval(),
                                        each.test(),
                                        OptionalDouble.of(adjusted[tested++])));
            }
            all.add(Collections.unmodifiableList(shares));
        }
        return all;
    }
}
