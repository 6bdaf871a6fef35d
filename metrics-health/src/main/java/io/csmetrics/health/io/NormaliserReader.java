package io.csmetrics.health.io;

import io.csmetrics.health.model.Normaliser;
import io.csmetrics.io.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Reads how raw values become sub-scores. */
final class NormaliserReader {
    private final ProblemLog log;

    NormaliserReader(ProblemLog log) {
        this.log = log;
    }

    Optional<Normaliser> read(StrictJson json) {
        Map<String, String> types = new LinkedHashMap<>();
        ModelKeys.NORMALISERS.keySet().forEach(type -> types.put(type, type));
        return json.required("type").flatMap(type -> type.variant(types)).flatMap(type -> read(json, type));
    }

    private Optional<Normaliser> read(StrictJson json, String type) {
        List<String> keys = Stream.concat(
                        Stream.of("type"), ModelKeys.NORMALISERS.getOrDefault(type, List.of()).stream())
                .toList();
        ModelObject object = new ModelObject(json, keys, log);
        return switch (type) {
            case "linear" -> two(json, object, "worst", "best", Normaliser.Linear::new);
            case "log" -> two(json, object, "worst", "best", Normaliser.Log::new);
            case "logistic" -> two(json, object, "at50", "at90", Normaliser.Logistic::new);
            case "boolean" -> two(json, object, "true", "false", Normaliser.YesNo::new);
            case "recency" ->
                object.numbers("halfLifeDays").flatMap(days -> make(json, () -> new Normaliser.Recency(days[0])));
            case "peak" ->
                object.numbers("zeroBelow", "bestFrom", "bestTo", "zeroAbove")
                        .flatMap(at -> make(json, () -> new Normaliser.Peak(at[0], at[1], at[2], at[3])));
            case "points" -> points(object).flatMap(points -> make(json, () -> new Normaliser.Points(points)));
            case "steps" ->
                list(object, "steps", this::step).flatMap(steps -> make(json, () -> new Normaliser.Steps(steps)));
            case "percentile" -> percentile(json, object);
            case "z-score" -> zScore(json, object);
            case "baseline" -> baseline(json, object);
            case "categories" -> categories(json, object);
            default -> throw new IllegalStateException("normaliser " + type + " must have its reader here");
        };
    }

    private Optional<Normaliser> make(StrictJson json, Supplier<Normaliser> maker) {
        return log.make(json, maker);
    }

    private Optional<Normaliser> two(
            StrictJson json,
            ModelObject object,
            String one,
            String other,
            BiFunction<Double, Double, Normaliser> maker) {
        return object.numbers(one, other).flatMap(ends -> make(json, () -> maker.apply(ends[0], ends[1])));
    }

    private Optional<Normaliser> percentile(StrictJson json, ModelObject object) {
        boolean lowerIsBetter = object.flag("lowerIsBetter", false);
        return list(object, "reference", ProblemLog::number)
                .flatMap(reference -> make(json, () -> new Normaliser.Percentile(reference, lowerIsBetter)));
    }

    private Optional<Normaliser> zScore(StrictJson json, ModelObject object) {
        boolean lowerIsBetter = object.flag("lowerIsBetter", false);
        boolean robust = object.at("median").isPresent() || object.at("mad").isPresent();
        if (robust && (object.at("mean").isPresent() || object.at("sd").isPresent())) {
            return log.error(json, "mean and sd must not stand beside median and mad; keep one of the two pairs");
        }
        return object.numbers(robust ? "median" : "mean", robust ? "mad" : "sd")
                .flatMap(at -> make(json, () -> new Normaliser.ZScore(at[0], at[1], robust, lowerIsBetter)));
    }

    private Optional<Normaliser> baseline(StrictJson json, ModelObject object) {
        Optional<Integer> periods = object.required("periods").flatMap(object::whole);
        Optional<Integer> minPeriods = object.required("minPeriods").flatMap(object::whole);
        Optional<List<Normaliser.Point>> points = points(object);
        return periods.isEmpty() || minPeriods.isEmpty() || points.isEmpty()
                ? Optional.empty()
                : make(json, () -> new Normaliser.Baseline(periods.get(), minPeriods.get(), points.get()));
    }

    private Optional<Normaliser> categories(StrictJson json, ModelObject object) {
        Optional<SortedMap<String, Double>> map = object.required("map").flatMap(NormaliserReader::scores);
        Optional<StrictJson> other = object.at("other");
        OptionalDouble score = object.decimal("other");
        return map.isEmpty() || (other.isPresent() && score.isEmpty())
                ? Optional.empty()
                : make(json, () -> new Normaliser.Categories(map.get(), score));
    }

    /** Reads a score for each of some names. */
    static Optional<SortedMap<String, Double>> scores(StrictJson json) {
        SortedMap<String, Double> scores = new TreeMap<>();
        json.members().forEach((name, member) -> ProblemLog.number(member).ifPresent(score -> scores.put(name, score)));
        return json.isSound() ? Optional.of(scores) : Optional.empty();
    }

    private Optional<List<Normaliser.Point>> points(ModelObject object) {
        return list(object, "points", this::point);
    }

    private Optional<Normaliser.Point> point(StrictJson json) {
        if (!json.isList() || json.items().size() != 2) {
            return log.error(json, shown(json) + "; a point is a raw value and a score, such as [0.5, 80]");
        }
        Optional<Double> x = ProblemLog.number(json.items().get(0));
        Optional<Double> score = ProblemLog.number(json.items().get(1));
        return x.isEmpty() || score.isEmpty()
                ? Optional.empty()
                : Optional.of(new Normaliser.Point(x.get(), score.get()));
    }

    private static String shown(StrictJson json) {
        if (!json.isList()) {
            return json.found();
        }
        int items = json.items().size();
        return items == 1 ? "1 item" : items + " items";
    }

    private Optional<Normaliser.Step> step(StrictJson json) {
        ModelObject object = new ModelObject(json, ModelKeys.STEP, log);
        Optional<StrictJson> below = object.at("below");
        OptionalDouble limit = object.decimal("below");
        Optional<Double> score = object.required("score").flatMap(ProblemLog::number);
        return score.filter(known -> below.isEmpty() || limit.isPresent())
                .map(known -> new Normaliser.Step(limit, known));
    }

    private static <V> Optional<List<V>> list(ModelObject object, String key, Function<StrictJson, Optional<V>> item) {
        Optional<StrictJson> list = object.required(key);
        List<V> values = new ArrayList<>();
        list.ifPresent(json -> json.items().forEach(each -> item.apply(each).ifPresent(values::add)));
        return list.filter(StrictJson::isSound).map(json -> values);
    }
}
