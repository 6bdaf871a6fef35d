package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.inference.ProportionComparison;
import io.csmetrics.cohort.survival.RestrictedMeanDifference;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What may be said of groups. It tells what was seen and whether chance could have made it, and never why. */
final class Sentence {
    private static final int P_DECIMALS = 3;
    private static final double SMALL_P = 0.001;
    private static final int FEW = 3;

    private final RetentionComparison comparison;
    private final List<ComparedGroup> groups;
    private final String unit;
    private final Ages ages;
    private final double alpha;

    Sentence(RetentionComparison comparison) {
        this.comparison = comparison;
        groups = comparison.groups();
        unit = comparison.frame().unit();
        ages = comparison.frame().ages();
        alpha = 1 - comparison.confidence().level();
    }

    String text() {
        return switch (comparison.verdict()) {
            case DIFFERENT ->
                seen(true) + "; the difference is more than chance at " + level() + " (" + logRank() + ")." + more();
            case NO_EVIDENCE ->
                seen(true) + "; there is no evidence that the difference is more than chance at " + level() + " ("
                        + logRank() + ")." + more();
            case TOO_FEW -> seen(false) + tooFew();
            case NOTHING_LOST -> nothingLost();
            case NOTHING_SHARED -> nothingShared();
            case NOT_TESTED -> notTested();
        };
    }

    private double maturity() {
        return comparison.sharedMaturity().orElseThrow();
    }

    private String units(long n) {
        return n == 1 ? unit : unit + "s";
    }

    private String level() {
        return ComparisonText.percent(BigDecimal.ONE.subtract(
                BigDecimal.valueOf(comparison.confidence().level())));
    }

    private String logRank() {
        return "log-rank " + p(comparison.logRank().orElseThrow().pValue().orElseThrow());
    }

    /** A p-value, never rounded across the level at which is decided. */
    private String p(double p) {
        if (p < SMALL_P && alpha >= SMALL_P) {
            return "p < 0.001";
        }
        int decimals = P_DECIMALS;
        BigDecimal exact = BigDecimal.valueOf(p);
        BigDecimal rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
        while (decimals < exact.scale() && (rounded.signum() == 0 || rounded.doubleValue() <= alpha != p <= alpha)) {
            decimals++;
            rounded = exact.setScale(decimals, RoundingMode.HALF_UP);
        }
        return "p = " + rounded.toPlainString();
    }

    /** The shares at the shared maturity; of two groups with their distance. */
    private String seen(boolean withDistance) {
        String shares = join(group -> share(group, isFirst(group)), ", ");
        return shares + (withDistance && groups.size() == 2 ? distance().orElse("") : "");
    }

    private String join(Function<ComparedGroup, String> text, String between) {
        return groups.stream().map(text).collect(Collectors.joining(between));
    }

    private boolean isFirst(ComparedGroup group) {
        return group.name().equals(groups.get(0).name());
    }

    private String share(ComparedGroup group, boolean first) {
        String of = (first ? "Of " : "of ") + group.name() + " ";
        Optional<Proportion> kept = group.kept();
        long n = group.curve().orElseThrow().durations().n();
        String what = first ? " " + units(n) : "";
        String end = first ? " were kept through " + ages.at(maturity()) : "";
        double estimate = group.atMaturity().orElseThrow().survival();
        return kept.isPresent()
                ? of + kept.get().hits() + " of " + n + what + " (" + percent(estimate) + ")" + end
                : of + "an estimated " + percent(estimate) + " of " + n + what + end;
    }

    private Optional<String> distance() {
        Optional<Proportion> first = groups.get(0).kept();
        Optional<Proportion> second = groups.get(1).kept();
        if (first.isPresent() && second.isPresent()) {
            ProportionComparison shares = new ProportionComparison(first.get(), second.get());
            double difference = shares.difference().orElseThrow();
            String interval = shares.differenceInterval(comparison.confidence())
                    .map(each -> towards(difference, each))
                    .map(each -> " (" + number(100 * each.lower(), 1) + " to " + number(100 * each.upper(), 1) + ")")
                    .orElse("");
            return Optional.of(": " + number(100 * Math.abs(difference), 1) + " points "
                    + (difference == 0 ? "apart" : difference > 0 ? "better" : "worse") + interval);
        }
        return comparison.pairs().get(0).meanDifference().map(mean -> ": kept " + longer(mean));
    }

    private String longer(RestrictedMeanDifference mean) {
        double difference = mean.difference();
        String interval = mean.interval()
                .map(each -> towards(difference, each))
                .map(each -> " (" + number(each.lower(), 2) + " to " + number(each.upper(), 2) + ")")
                .orElse("");
        return number(Math.abs(difference), 2) + " " + ages.many() + (difference < 0 ? " shorter" : " longer")
                + " on average up to " + ages.at(maturity()) + interval;
    }

    /** The interval of the distance, in the direction in which it is told. */
    private static Interval towards(double difference, Interval interval) {
        return difference < 0 ? new Interval(-interval.upper(), -interval.lower()) : interval;
    }

    private String more() {
        return (groups.size() > 2 ? pairs() : "") + crossings();
    }

    private String pairs() {
        List<String> differing = comparison.pairs().stream()
                .filter(pair -> pair.adjustedPValue().orElse(1) <= alpha)
                .map(pair -> pair.first() + " and " + pair.second() + " ("
                        + p(pair.adjustedPValue().orElseThrow()) + ")")
                .toList();
        return differing.isEmpty()
                ? " No two of them differ by more than chance, adjusted by Holm."
                : " By pairs, adjusted by Holm, more than chance: " + String.join(", ", differing) + ".";
    }

    private String crossings() {
        return comparison.pairs().stream()
                .filter(pair -> !pair.crossings().isEmpty())
                .map(this::crossing)
                .collect(Collectors.joining());
    }

    private String crossing(PairComparison pair) {
        List<Double> at = pair.crossings();
        String where = at.size() > FEW
                ? "cross " + at.size() + " times"
                : "cross at " + at.stream().map(ages::at).collect(Collectors.joining(" and "));
        String whose = groups.size() > 2 ? " The curves of " + pair.first() + " and " + pair.second() : " The curves";
        // where shares are estimates, the means stand in the first sentence
        boolean toldBefore = groups.size() == 2
                && groups.stream().anyMatch(group -> group.kept().isEmpty());
        Optional<String> mean = pair.meanDifference()
                .filter(each -> !toldBefore)
                .map(each -> ": " + unit + "s of "
                        + pair.first() + " were kept " + longer(each)
                        + each.pValue().stream().mapToObj(p -> ", " + p(p)).collect(Collectors.joining()));
        return whose + " " + where + ", where a log-rank test sees little" + mean.orElse("") + ".";
    }

    private String tooFew() {
        List<String> small = comparison.logRank().orElseThrow().groups().stream()
                .filter(group -> group.n() < Verdict.LEAST_UNITS)
                .map(group -> group.name())
                .toList();
        if (!small.isEmpty()) {
            return "; fewer than " + Verdict.LEAST_UNITS + " " + unit + "s in " + String.join(" and ", small)
                    + " are too few to tell a difference from chance.";
        }
        int lost = groups.stream().mapToInt(ComparedGroup::lost).sum();
        return "; " + lost + " lost " + units(lost) + " in all, fewer than " + Verdict.LEAST_LOST + ", "
                + (lost == 1 ? "is" : "are") + " too few to tell a difference from chance.";
    }

    private String nothingLost() {
        String through = " through " + ages.at(maturity());
        return join(
                        group -> (isFirst(group) ? "Of " : "of ") + group.name() + " none of "
                                + group.curve().orElseThrow().durations().n()
                                + (isFirst(group) ? " " + unit + "s was lost" + through : ""),
                        ", ")
                + ": there is nothing to tell them apart.";
    }

    private String nothingShared() {
        String known =
                groups.stream().map(group -> group.asOf().toString()).distinct().collect(Collectors.joining(" and "));
        return join(ComparedGroup::name, " and ") + " share no " + ages.one() + " that is complete as of " + known
                + ": there is nothing to compare yet.";
    }

    private String notTested() {
        String why = comparison
                .frame()
                .untested()
                .orElseGet(() -> comparison.logRank().orElseThrow().absence().orElse("there is no test"));
        return "Whether " + join(ComparedGroup::name, " and ") + " differ by more than chance is not told: " + why
                + ".";
    }

    static String percent(double share) {
        return number(100 * share, 1) + " %";
    }

    static String number(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
