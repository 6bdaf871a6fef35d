package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.cohort.survival.RestrictedMeanDifference;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A comparison as lines of text. */
final class ComparisonText {
    private static final String NONE = "-";
    private static final int MEAN_DECIMALS = 2;

    private final RetentionComparison comparison;
    private final Ages ages;
    private final List<String> lines = new ArrayList<>();

    ComparisonText(RetentionComparison comparison) {
        this.comparison = comparison;
        ages = comparison.frame().ages();
    }

    static List<String> methods(RetentionComparison comparison) {
        String at = percent(BigDecimal.valueOf(comparison.confidence().level()));
        if (comparison.logRank().isEmpty()) {
            return List.of("none: no test was made");
        }
        List<String> methods = new ArrayList<>(List.of(
                "decision: log-rank test of all groups at a confidence of " + at,
                "pairs: log-rank test, p-values adjusted by Holm",
                "curves: Kaplan-Meier of units that never lapsed, log-log intervals of " + at,
                "means: restricted mean up to the shared maturity, normal interval of " + at));
        if (comparison.pairs().stream().anyMatch(pair -> !pair.shares().isEmpty())) {
            methods.add("indexes: Newcombe interval of " + at + ", pooled z-test or Fisher's exact test, p-values"
                    + " adjusted by Holm over all indexes and pairs");
        }
        return List.copyOf(methods);
    }

    List<String> lines() {
        lines.add("Comparison of "
                + comparison.groups().stream().map(ComparedGroup::name).collect(Collectors.joining(" and ")));
        lines.add(comparison.sentence());
        comparison.definitions().forEach(each -> lines.add("definition: " + each));
        comparison
                .sharedMaturity()
                .ifPresent(last -> lines.add("shared maturity: " + ages.at(last) + ", "
                        + comparison.frame().rule()));
        lines.addAll(methods(comparison));
        groups();
        if (comparison.pairs().isEmpty()) {
            cells();
        } else {
            pairs();
            comparison.pairs().stream().filter(pair -> !pair.shares().isEmpty()).forEach(this::shares);
        }
        return List.copyOf(lines);
    }

    private void groups() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("group", "as of", comparison.frame().unit() + "s", "lost", "kept", "lower", "upper"));
        for (ComparedGroup group : comparison.groups()) {
            Optional<SurvivalPoint> last = group.atMaturity();
            rows.add(List.of(
                    group.name(),
                    group.asOf().toString(),
                    Long.toString(group.size()),
                    last.isPresent() ? Integer.toString(group.lost()) : NONE,
                    last.map(point -> share(point.survival())).orElse(NONE),
                    last.map(point -> orNone(point.lower())).orElse(NONE),
                    last.map(point -> orNone(point.upper())).orElse(NONE)));
        }
        table(rows);
    }

    private void pairs() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "pair",
                "log-rank",
                "p",
                "adjusted",
                ages.many() + " longer",
                "lower",
                "upper",
                "p",
                "curves cross at"));
        for (PairComparison pair : comparison.pairs()) {
            Optional<RestrictedMeanDifference> mean = pair.meanDifference();
            Optional<Interval> interval = mean.flatMap(RestrictedMeanDifference::interval);
            rows.add(List.of(
                    pair.first() + " against " + pair.second(),
                    orNone(pair.logRank().chiSquare()),
                    orNone(pair.logRank().pValue()),
                    orNone(pair.adjustedPValue()),
                    mean.map(each -> Sentence.number(each.difference(), MEAN_DECIMALS))
                            .orElse(NONE),
                    interval.map(each -> Sentence.number(each.lower(), MEAN_DECIMALS))
                            .orElse(NONE),
                    interval.map(each -> Sentence.number(each.upper(), MEAN_DECIMALS))
                            .orElse(NONE),
                    mean.map(each -> orNone(each.pValue())).orElse(NONE),
                    pair.crossings().isEmpty()
                            ? "never"
                            : pair.crossings().stream().map(ages::number).collect(Collectors.joining(", "))));
        }
        table(rows);
    }

    private void shares(PairComparison pair) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                ages.one(), pair.first(), pair.second(), "difference", "lower", "upper", "p", "adjusted", "test"));
        for (ShareDifference each : pair.shares()) {
            Optional<Significance.Tested> test = each.test().tested();
            rows.add(List.of(
                    ages.number(each.index()),
                    ofUnits(each.shares().first()),
                    ofUnits(each.shares().second()),
                    orNone(each.shares().difference()),
                    each.interval().map(interval -> share(interval.lower())).orElse(NONE),
                    each.interval().map(interval -> share(interval.upper())).orElse(NONE),
                    test.map(tested -> share(tested.pValue())).orElse(NONE),
                    orNone(each.adjustedPValue()),
                    test.map(Significance.Tested::method).orElse(NONE)));
        }
        table(rows);
    }

    /** What cannot be tested, side by side. */
    private void cells() {
        List<ComparedGroup> shown = comparison.groups();
        if (shown.stream().anyMatch(group -> group.cells().isEmpty())) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(ages.one()));
        shown.forEach(group -> head.add(group.name()));
        rows.add(head);
        for (int index = 0; index < shown.get(0).cells().size(); index++) {
            List<String> row = new ArrayList<>(List.of(ages.number(index)));
            for (ComparedGroup group : shown) {
                row.add(cell(group.cells().get(index)));
            }
            rows.add(row);
        }
        table(rows);
    }

    private static String cell(Cell.Observed cell) {
        return cell.rate()
                        .map(rate -> rate.setScale(4, RoundingMode.HALF_UP).toPlainString())
                        .orElse(NONE)
                + " of " + cell.denominator().toPlainString();
    }

    private static String ofUnits(Proportion share) {
        return share.hits() + "/" + share.n();
    }

    private static String orNone(OptionalDouble value) {
        return value.isPresent() ? share(value.getAsDouble()) : NONE;
    }

    private static String share(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }

    /** Names to the left, numbers to the right. */
    private void table(List<List<String>> rows) {
        lines.add("");
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(column == 0 ? "" : "  ")
                        .append(column == 0 ? row.get(column) + padding : padding + row.get(column));
            }
            lines.add(line.toString().stripTrailing());
        }
    }
}
