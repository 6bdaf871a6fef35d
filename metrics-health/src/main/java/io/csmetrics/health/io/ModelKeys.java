package io.csmetrics.health.io;

import io.csmetrics.health.model.Comparison;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys of the format, by where they can stand. */
final class ModelKeys {
    static final List<String> MODEL = List.of(
            "$schema",
            "format",
            "id",
            "version",
            "effectiveFrom",
            "title",
            "note",
            "orientation",
            "appliesTo",
            "scale",
            "bands",
            "hysteresis",
            "coverage",
            "aggregate",
            "groups",
            "rules",
            "trend",
            "override");
    static final List<String> SCALE = List.of("min", "max", "decimals");
    static final List<String> BAND = List.of("id", "from");
    static final List<String> HYSTERESIS = List.of("margin", "confirmations");
    static final List<String> COVERAGE = List.of("group", "model");
    static final List<String> GROUP = List.of("id", "title", "weight", "aggregate", "signals");
    static final List<String> SIGNAL = List.of(
            "id",
            "title",
            "note",
            "kpi",
            "params",
            "window",
            "attribute",
            "weight",
            "maxAgeDays",
            "halfLifeDays",
            "feedDays",
            "normalize",
            "required",
            "missing",
            "segmentMedian");
    static final List<String> RULE = List.of("id", "when", "floor", "cap", "reason", "ifMissing");
    static final List<String> TREND = List.of("window", "method", "flatBelow");
    static final List<String> OVERRIDE = List.of("maxDays", "reasonRequired");
    static final List<String> STEP = List.of("below", "score");

    /** What can be said of a named value. */
    static final List<String> TESTS = Stream.concat(
                    Arrays.stream(Comparison.values()).map(Comparison::key), Stream.of("in"))
            .toList();

    /** The keys of each normaliser, beside its type. */
    static final Map<String, List<String>> NORMALISERS = normalisers();

    private static final List<String> ALL = Stream.of(
                    Stream.of(
                                    MODEL,
                                    SCALE,
                                    BAND,
                                    HYSTERESIS,
                                    COVERAGE,
                                    GROUP,
                                    SIGNAL,
                                    RULE,
                                    TREND,
                                    OVERRIDE,
                                    STEP,
                                    TESTS)
                            .flatMap(Collection::stream),
                    NORMALISERS.values().stream().flatMap(Collection::stream))
            .flatMap(keys -> keys)
            .distinct()
            .toList();

    private ModelKeys() {}

    private static Map<String, List<String>> normalisers() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        keys.put("linear", List.of("worst", "best"));
        keys.put("points", List.of("points"));
        keys.put("steps", List.of("steps"));
        keys.put("peak", List.of("zeroBelow", "bestFrom", "bestTo", "zeroAbove"));
        keys.put("logistic", List.of("at50", "at90"));
        keys.put("log", List.of("worst", "best"));
        keys.put("recency", List.of("halfLifeDays"));
        keys.put("percentile", List.of("reference", "lowerIsBetter"));
        keys.put("z-score", List.of("mean", "sd", "median", "mad", "lowerIsBetter"));
        keys.put("baseline", List.of("periods", "minPeriods", "points"));
        keys.put("categories", List.of("map", "other"));
        keys.put("boolean", List.of("true", "false"));
        return keys;
    }

    /** The keys of the whole format, for what was put into a place where it is not known. */
    static List<String> all() {
        return ALL;
    }
}
