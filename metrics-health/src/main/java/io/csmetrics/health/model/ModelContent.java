package io.csmetrics.health.model;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model as plain maps, lists, texts, flags and decimal numbers, under the names of the format {@value HealthModel#FORMAT}: what its JSON
 * is written from and its hash is made of. What is as usual is written out too, so that the hash does not depend on what a file leaves out.
 */
public final class ModelContent {
    private ModelContent() {}

    /**
     * Returns the content of a model.
     *
     * @param model the model
     * @return the content, keys in the order in which people read them
     */
    public static Map<String, Object> of(HealthModel model) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("format", HealthModel.FORMAT);
        root.put("id", model.id());
        root.put("version", model.version());
        model.effectiveFrom().ifPresent(day -> root.put("effectiveFrom", day.toString()));
        model.title().ifPresent(text -> root.put("title", text));
        model.note().ifPresent(text -> root.put("note", text));
        if (model.orientation() != Orientation.HEALTH) {
            root.put("orientation", word(model.orientation()));
        }
        model.appliesTo().ifPresent(when -> root.put("appliesTo", condition(when, "attribute")));
        Scale scale = model.scale();
        root.put("scale", map("min", number(scale.min()), "max", number(scale.max()), "decimals", scale.decimals()));
        root.put(
                "bands",
                model.bands().stream()
                        .map(band -> map("id", band.id(), "from", number(band.from())))
                        .toList());
        Hysteresis hysteresis = model.hysteresis();
        root.put("hysteresis", map("margin", number(hysteresis.margin()), "confirmations", hysteresis.confirmations()));
        Coverage coverage = model.coverage();
        root.put("coverage", map("group", number(coverage.group()), "model", number(coverage.model())));
        if (model.aggregation() != Aggregation.MEAN) {
            root.put("aggregate", word(model.aggregation()));
        }
        root.put("groups", model.groups().stream().map(ModelContent::group).toList());
        if (!model.rules().isEmpty()) {
            root.put("rules", model.rules().stream().map(ModelContent::rule).toList());
        }
        TrendRule trend = model.trend();
        root.put("trend", map("window", trend.window(), "method", "theil-sen", "flatBelow", number(trend.flatBelow())));
        OverrideRule override = model.override();
        root.put("override", map("maxDays", override.maxDays(), "reasonRequired", override.reasonRequired()));
        return root;
    }

    private static Map<String, Object> group(SignalGroup group) {
        Map<String, Object> content = map("id", group.id());
        group.title().ifPresent(text -> content.put("title", text));
        content.put("weight", number(group.weight()));
        if (group.aggregation() != Aggregation.MEAN) {
            content.put("aggregate", word(group.aggregation()));
        }
        content.put(
                "signals", group.signals().stream().map(ModelContent::signal).toList());
        return content;
    }

    private static Map<String, Object> signal(HealthSignal signal) {
        Map<String, Object> content = map("id", signal.id());
        signal.title().ifPresent(text -> content.put("title", text));
        signal.note().ifPresent(text -> content.put("note", text));
        if (signal.source() instanceof SignalSource.Kpi kpi) {
            content.put("kpi", kpi.kpi());
            if (!kpi.params().isEmpty()) {
                content.put("params", new LinkedHashMap<String, Object>(kpi.params()));
            }
            content.put("window", kpi.window().toDays() + "d");
        } else if (signal.source() instanceof SignalSource.Attribute attribute) {
            content.put("attribute", attribute.attribute());
        }
        content.put("weight", number(signal.weight()));
        days(content, "maxAgeDays", signal.maxAgeDays());
        days(content, "halfLifeDays", signal.halfLifeDays());
        days(content, "feedDays", signal.feedDays());
        content.put("normalize", normaliser(signal.normaliser()));
        MissingPolicy missing = signal.missing();
        if (missing instanceof MissingPolicy.Required) {
            content.put("required", true);
        } else if (missing instanceof MissingPolicy.Fixed fixed) {
            content.put("missing", number(fixed.score()));
        } else if (missing instanceof MissingPolicy.SegmentMedian median) {
            content.put("missing", "segment-median");
            content.put("segmentMedian", numbers(median.bySegment()));
        } else {
            content.put("missing", missing instanceof MissingPolicy.Last ? "last" : "exclude");
        }
        return content;
    }

    private static void days(Map<String, Object> content, String key, OptionalDouble days) {
        days.ifPresent(value -> content.put(key, number(value)));
    }

    private static Map<String, Object> normaliser(Normaliser normaliser) {
        if (normaliser instanceof Normaliser.Linear linear) {
            return map("type", "linear", "worst", number(linear.worst()), "best", number(linear.best()));
        }
        if (normaliser instanceof Normaliser.Points points) {
            return map("type", "points", "points", points(points.points()));
        }
        if (normaliser instanceof Normaliser.Steps steps) {
            return map(
                    "type",
                    "steps",
                    "steps",
                    steps.steps().stream().map(ModelContent::step).toList());
        }
        if (normaliser instanceof Normaliser.Peak peak) {
            Map<String, Object> content = map("type", "peak", "zeroBelow", number(peak.zeroBelow()));
            content.put("bestFrom", number(peak.bestFrom()));
            content.put("bestTo", number(peak.bestTo()));
            content.put("zeroAbove", number(peak.zeroAbove()));
            return content;
        }
        if (normaliser instanceof Normaliser.Logistic logistic) {
            return map("type", "logistic", "at50", number(logistic.at50()), "at90", number(logistic.at90()));
        }
        if (normaliser instanceof Normaliser.Log log) {
            return map("type", "log", "worst", number(log.worst()), "best", number(log.best()));
        }
        if (normaliser instanceof Normaliser.Recency recency) {
            return map("type", "recency", "halfLifeDays", number(recency.halfLifeDays()));
        }
        if (normaliser instanceof Normaliser.Percentile percentile) {
            return turned(
                    map(
                            "type",
                            "percentile",
                            "reference",
                            percentile.reference().stream()
                                    .map(ModelContent::number)
                                    .toList()),
                    percentile.lowerIsBetter());
        }
        if (normaliser instanceof Normaliser.ZScore score) {
            return turned(
                    map(
                            "type",
                            "z-score",
                            score.robust() ? "median" : "mean",
                            number(score.centre()),
                            score.robust() ? "mad" : "sd",
                            number(score.spread())),
                    score.lowerIsBetter());
        }
        if (normaliser instanceof Normaliser.Baseline baseline) {
            Map<String, Object> content =
                    map("type", "baseline", "periods", baseline.periods(), "minPeriods", baseline.minPeriods());
            content.put("points", points(baseline.points()));
            return content;
        }
        if (normaliser instanceof Normaliser.Categories categories) {
            Map<String, Object> content = map("type", "categories", "map", numbers(categories.map()));
            categories.other().ifPresent(score -> content.put("other", number(score)));
            return content;
        }
        Normaliser.YesNo flag = (Normaliser.YesNo) normaliser;
        return map("type", "boolean", "true", number(flag.whenTrue()), "false", number(flag.whenFalse()));
    }

    private static Map<String, Object> turned(Map<String, Object> content, boolean lowerIsBetter) {
        if (lowerIsBetter) {
            content.put("lowerIsBetter", true);
        }
        return content;
    }

    private static List<List<BigDecimal>> points(List<Normaliser.Point> points) {
        return points.stream()
                .map(point -> List.of(number(point.x()), number(point.score())))
                .toList();
    }

    private static Map<String, Object> step(Normaliser.Step step) {
        Map<String, Object> content = new LinkedHashMap<>();
        step.below().ifPresent(below -> content.put("below", number(below)));
        content.put("score", number(step.score()));
        return content;
    }

    private static Map<String, Object> rule(HealthRule rule) {
        Map<String, Object> content = map("id", rule.id(), "when", condition(rule.when(), "signal"));
        rule.floor().ifPresent(floor -> content.put("floor", number(floor)));
        rule.cap().ifPresent(cap -> content.put("cap", number(cap)));
        rule.reason().ifPresent(text -> content.put("reason", text));
        if (rule.firesIfMissing()) {
            content.put("ifMissing", "fire");
        }
        return content;
    }

    private static Map<String, Object> condition(ModelCondition condition, String nameKey) {
        if (condition instanceof ModelCondition.Compare compare) {
            return map(nameKey, compare.name(), compare.comparison().key(), number(compare.limit()));
        }
        if (condition instanceof ModelCondition.In in) {
            return map(nameKey, in.name(), "in", List.copyOf(in.in()));
        }
        if (condition instanceof ModelCondition.All all) {
            return map(
                    "all",
                    all.all().stream().map(each -> condition(each, nameKey)).toList());
        }
        if (condition instanceof ModelCondition.Any any) {
            return map(
                    "any",
                    any.any().stream().map(each -> condition(each, nameKey)).toList());
        }
        return map("not", condition(((ModelCondition.Not) condition).not(), nameKey));
    }

    private static Map<String, Object> numbers(SortedMap<String, Double> numbers) {
        Map<String, Object> content = new LinkedHashMap<>();
        numbers.forEach((name, number) -> content.put(name, number(number)));
        return content;
    }

    private static BigDecimal number(double number) {
        return new BigDecimal(PartCheck.text(number));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    static String hash(HealthModel model) {
        StringBuilder text = new StringBuilder();
        append(text, of(model));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Keys in their order as text, every text with its length, so that no two contents read the same. */
    private static void append(StringBuilder text, Object value) {
        if (value instanceof Map<?, ?> map) {
            SortedMap<String, Object> sorted = new TreeMap<>();
            map.forEach((key, member) -> sorted.put((String) key, member));
            text.append('{');
            sorted.forEach((key, member) -> {
                append(text, key);
                append(text, member);
            });
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(item -> append(text, item));
            text.append(']');
        } else if (value instanceof String string) {
            text.append(string.length()).append(':').append(string);
        } else {
            text.append('#').append(value).append(';');
        }
    }
}
