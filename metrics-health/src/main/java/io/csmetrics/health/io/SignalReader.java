package io.csmetrics.health.io;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.io.StrictJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads groups and their signals. For what cannot be read something stands in, so that every index stays as in the file. */
final class SignalReader {
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,6}d");
    private static final String POLICIES = "use exclude, last, segment-median or a number 0–100";
    private static final String MEDIAN = "segment-median";

    private final ProblemLog log;
    private final StandIns standIns;
    private final NormaliserReader normalisers;

    SignalReader(ProblemLog log, StandIns standIns) {
        this.log = log;
        this.standIns = standIns;
        this.normalisers = new NormaliserReader(log);
    }

    SignalGroup group(StrictJson json, String path) {
        ModelObject object = new ModelObject(json, ModelKeys.GROUP, log);
        Optional<String> id = object.required("id").flatMap(StrictJson::text);
        Optional<String> title = object.text("title");
        Optional<Double> weight = object.required("weight").flatMap(ProblemLog::number);
        Aggregation aggregation = aggregation(object);
        Optional<StrictJson> list = object.at("signals");
        List<HealthSignal> signals = new ArrayList<>();
        for (StrictJson item : list.map(StrictJson::items).orElse(List.of())) {
            signals.add(signal(item, path + ".signals[" + signals.size() + "]"));
        }
        boolean isNoList =
                !json.isObject() || list.filter(value -> !value.isList()).isPresent();
        if (signals.isEmpty()) {
            standIns.lacksSignal();
        }
        List<HealthSignal> known =
                isNoList ? List.of(standIn(Optional.empty(), Optional.empty(), path + ".signals[0]")) : signals;
        return log.make(
                        json,
                        () -> new SignalGroup(
                                id.orElse(standIns.nameAt(path)), title, weight.orElse(1.0), aggregation, known))
                .orElseGet(() -> standIn(id, weight, path, known));
    }

    static Aggregation aggregation(ModelObject object) {
        return object.at("aggregate")
                .flatMap(value -> value.oneOf(StrictJson.words(Aggregation.class)))
                .orElse(Aggregation.MEAN);
    }

    private SignalGroup standIn(Optional<String> id, Optional<Double> weight, String path, List<HealthSignal> signals) {
        HealthSignal[] some = signals.isEmpty()
                ? new HealthSignal[] {standIn(Optional.empty(), Optional.empty(), path + ".signals[0]")}
                : signals.toArray(HealthSignal[]::new);
        return id.flatMap(name -> standIns.tryOut(() -> SignalGroup.of(name, usable(weight), some)))
                .orElseGet(() -> SignalGroup.of(standIns.nameAt(path), usable(weight), some));
    }

    private HealthSignal standIn(Optional<String> id, Optional<Double> weight, String path) {
        Optional<HealthSignal> named =
                id.flatMap(name -> standIns.tryOut(() -> HealthSignal.builder(name, Normaliser.identity())
                        .weight(usable(weight))
                        .build()));
        if (named.isEmpty()) {
            standIns.lacksSignal();
        }
        return named.orElseGet(() -> HealthSignal.builder(standIns.nameAt(path), Normaliser.identity())
                .weight(usable(weight))
                .build());
    }

    private static double usable(Optional<Double> weight) {
        return weight.filter(number -> number >= 0 && Double.isFinite(number)).orElse(1.0);
    }

    private HealthSignal signal(StrictJson json, String path) {
        ModelObject object = new ModelObject(json, ModelKeys.SIGNAL, log);
        Optional<String> id = object.required("id").flatMap(StrictJson::text);
        Optional<String> title = object.text("title");
        Optional<String> note = object.text("note");
        Optional<StrictJson> written = object.at("weight");
        Optional<Double> weight = written.isEmpty() ? Optional.of(1.0) : written.flatMap(ProblemLog::number);
        Optional<SignalSource> source = source(json, object);
        OptionalDouble maxAgeDays = object.decimal("maxAgeDays");
        OptionalDouble halfLifeDays = object.decimal("halfLifeDays");
        OptionalDouble feedDays = object.decimal("feedDays");
        Optional<Normaliser> normaliser = object.required("normalize").flatMap(normalisers::read);
        Optional<MissingPolicy> missing = missing(json, object);
        if (id.isEmpty()) {
            standIns.lacksSignal();
        }
        return log.make(
                        json,
                        () -> new HealthSignal(
                                id.orElse(standIns.nameAt(path)),
                                title,
                                note,
                                weight.orElse(1.0),
                                source.orElseGet(SignalSource.Given::new),
                                maxAgeDays,
                                halfLifeDays,
                                feedDays,
                                normaliser.orElseGet(Normaliser::identity),
                                missing.orElseGet(MissingPolicy.Exclude::new)))
                .orElseGet(() -> standIn(id, weight, path));
    }

    private Optional<SignalSource> source(StrictJson json, ModelObject object) {
        Optional<StrictJson> kpi = object.at("kpi");
        Optional<StrictJson> attribute = object.at("attribute");
        Optional<String> key = kpi.flatMap(StrictJson::text);
        Optional<String> name = attribute.flatMap(StrictJson::text);
        SortedMap<String, String> params = object.at("params").map(this::params).orElseGet(TreeMap::new);
        Optional<Duration> window = object.at("window").flatMap(this::days);
        if (kpi.isPresent()) {
            attribute.ifPresent(value -> log.error(value, "must not stand beside \"kpi\"; keep one of them"));
            return key.flatMap(known -> log.make(
                    json, () -> new SignalSource.Kpi(known, params, window.orElse(SignalSource.USUAL_WINDOW))));
        }
        for (String of : List.of("params", "window")) {
            object.at(of).ifPresent(value -> log.error(value, "must stand beside \"kpi\" only; remove it"));
        }
        return attribute.isEmpty()
                ? Optional.of(new SignalSource.Given())
                : name.flatMap(known -> log.make(json, () -> new SignalSource.Attribute(known)));
    }

    private Optional<Duration> days(StrictJson json) {
        if (!json.isText() || !DAYS.matcher(json.found()).matches()) {
            return log.error(json, json.found() + "; write whole days, such as \"30d\"");
        }
        String days = json.found();
        return Optional.of(Duration.ofDays(Long.parseLong(days.substring(0, days.length() - 1))));
    }

    private SortedMap<String, String> params(StrictJson json) {
        SortedMap<String, String> params = new TreeMap<>();
        json.members().forEach((name, value) -> {
            if (value.isList()) {
                List<Optional<String>> items =
                        value.items().stream().map(SignalReader::param).toList();
                if (items.isEmpty()) {
                    log.error(value, "an empty list; write at least one value, or leave the parameter out");
                }
                params.put(name, items.stream().flatMap(Optional::stream).collect(Collectors.joining(",")));
            } else {
                param(value).ifPresent(text -> params.put(name, text));
            }
        });
        return params;
    }

    private static Optional<String> param(StrictJson value) {
        if (value.isFlag()) {
            return value.flag().map(flag -> Boolean.toString(flag));
        }
        return value.isNumber()
                ? value.number().map(BigDecimal::stripTrailingZeros).map(BigDecimal::toPlainString)
                : value.text();
    }

    private Optional<MissingPolicy> missing(StrictJson json, ModelObject object) {
        Optional<StrictJson> written = object.at("missing");
        Optional<StrictJson> medians = object.at("segmentMedian");
        boolean isMedian = written.filter(StrictJson::isText)
                .filter(value -> value.found().equals(MEDIAN))
                .isPresent();
        if (!isMedian) {
            medians.ifPresent(value ->
                    log.error(value, "must stand beside \"missing\": \"" + MEDIAN + "\" only; remove it, or say so"));
        }
        if (object.flag("required", false)) {
            written.ifPresent(value -> log.error(value, "required signal cannot have a missing policy"));
            return Optional.of(new MissingPolicy.Required());
        }
        if (isMedian) {
            return object.required("segmentMedian")
                    .flatMap(NormaliserReader::scores)
                    .flatMap(scores -> log.make(json, () -> new MissingPolicy.SegmentMedian(scores)));
        }
        return written.isEmpty()
                ? Optional.of(new MissingPolicy.Exclude())
                : written.flatMap(value -> policy(json, value));
    }

    private Optional<MissingPolicy> policy(StrictJson json, StrictJson value) {
        if (value.isNumber()) {
            return ProblemLog.number(value).flatMap(score -> log.make(json, () -> new MissingPolicy.Fixed(score)));
        }
        String word = value.isText() ? value.found() : "";
        return switch (word) {
            case "exclude" -> Optional.of(new MissingPolicy.Exclude());
            case "last" -> Optional.of(new MissingPolicy.Last());
            default ->
                log.error(
                        value,
                        value.path() + " " + (value.isText() ? "\"" + word + "\"" : value.found()) + ": " + POLICIES);
        };
    }
}
