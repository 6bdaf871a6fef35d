package io.csmetrics.cohort.survival;

import io.csmetrics.cohort.inference.Confidence;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A survival curve as lines of text. */
final class SurvivalText {
    private SurvivalText() {}

    static String definition(SurvivalCurve curve) {
        return "Kaplan-Meier of " + curve.durations() + "; "
                + curve.intervalKind().key() + " intervals of "
                + percent(curve.confidence());
    }

    static String percent(Confidence confidence) {
        return BigDecimal.valueOf(confidence.level())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString() + " %";
    }

    static List<String> lines(SurvivalCurve curve) {
        return Stream.concat(
                        Stream.of(
                                definition(curve),
                                row("time", "at risk", "events", "censored", "survival", "error", "lower", "upper")),
                        curve.points().stream().map(SurvivalText::row))
                .toList();
    }

    private static String row(SurvivalPoint point) {
        return row(
                plain(point.time()),
                point.atRisk(),
                point.events(),
                point.censored(),
                share(OptionalDouble.of(point.survival())),
                share(point.standardError()),
                share(point.lower()),
                share(point.upper()));
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%12s %8s %8s %8s %9s %9s %9s %9s", cells);
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "-";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
