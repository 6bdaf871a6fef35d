package io.csmetrics.health.io;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.Hysteresis;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.OverrideRule;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.model.TrendRule;
import io.csmetrics.io.StrictJson;
import io.csmetrics.record.Findings;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads one model. Its parts are checked one by one, and then as a whole, even where parts are wrong. */
final class ModelReader {
    private static final String STAND_IN = "?";

    private final StrictJson root;
    private final ProblemLog log;
    private final StandIns standIns = new StandIns();

    private ModelReader(StrictJson root, Findings findings) {
        this.root = root;
        this.log = new ProblemLog(root, findings);
    }

    static Optional<HealthModel> read(StrictJson root, Findings findings) {
        return new ModelReader(root, findings).model();
    }

    private Optional<HealthModel> model() {
        if (!root.isObject()) {
            root.members();
            return Optional.empty();
        }
        ModelObject object = new ModelObject(root, ModelKeys.MODEL, log);
        object.text("$schema");
        object.required("format").ifPresent(this::format);
        HealthModel.Builder builder = HealthModel.builder(name(object, "id"), name(object, "version"));
        object.at("effectiveFrom").flatMap(this::date).ifPresent(builder::effectiveFrom);
        object.text("title").ifPresent(builder::title);
        object.text("note").ifPresent(builder::note);
        object.at("orientation")
                .flatMap(value -> value.oneOf(StrictJson.words(Orientation.class)))
                .ifPresent(builder::orientation);
        object.at("appliesTo")
                .map(when -> new ConditionReader("attribute", log, standIns).read(when, "$.appliesTo"))
                .ifPresent(builder::appliesTo);
        Optional<Scale> scale = object.at("scale").map(this::scale).orElseGet(() -> Optional.of(Scale.usual()));
        List<Band> bands = bands(object, scale);
        builder.scale(scale.orElseGet(() -> around(bands))).bands(bands);
        Optional<Hysteresis> hysteresis = object.at("hysteresis").flatMap(this::hysteresis);
        if (!standIns.areAt("$.bands")) {
            hysteresis.ifPresent(builder::hysteresis);
        }
        object.at("coverage").flatMap(this::coverage).ifPresent(builder::coverage);
        builder.aggregation(SignalReader.aggregation(object))
                .groups(groups(object))
                .rules(rules(object));
        object.at("trend").flatMap(this::trend).ifPresent(builder::trend);
        object.at("override").flatMap(this::override).ifPresent(builder::override);
        return checked(builder);
    }

    private Optional<HealthModel> checked(HealthModel.Builder builder) {
        boolean isSound = root.isSound();
        builder.problems().stream()
                .filter(standIns::isReal)
                // what stands in has a weight of its own, but never a rule
                .filter(problem -> isSound || problem.isError() || isOfRules(problem.path()))
                .map(standIns::inFile)
                .distinct()
                .forEach(log::tell);
        return root.isSound() ? Optional.of(builder.build()) : Optional.empty();
    }

    private void format(StrictJson json) {
        if (!json.isText() || !json.found().equals(HealthModel.FORMAT)) {
            String found = json.isText() ? "\"" + json.found() + "\"" : json.found();
            log.error(json, found + "; it must be \"" + HealthModel.FORMAT + "\"");
        }
    }

    private static String name(ModelObject object, String key) {
        return object.required(key).flatMap(StrictJson::text).orElse(STAND_IN);
    }

    private Optional<LocalDate> date(StrictJson json) {
        try {
            return json.text().map(LocalDate::parse);
        } catch (DateTimeException e) {
            return log.error(json, json.found() + "; write a day such as 2026-10-01");
        }
    }

    private Optional<Scale> scale(StrictJson json) {
        ModelObject object = new ModelObject(json, ModelKeys.SCALE, log);
        Scale usual = Scale.usual();
        double min = object.number("min").orElse(usual.min());
        double max = object.number("max").orElse(usual.max());
        int decimals = object.whole("decimals", usual.decimals());
        return log.make(json, () -> new Scale(min, max, decimals))
                // its ends may be right where its decimals are not
                .or(() -> standIns.tryOut(() -> new Scale(min, max, usual.decimals())))
                .filter(scale -> areEndsRead(object));
    }

    private static boolean areEndsRead(ModelObject object) {
        return Stream.of("min", "max").flatMap(key -> object.at(key).stream()).allMatch(StrictJson::isNumber);
    }

    /** A scale that contradicts no band, where that of the file cannot be used. */
    private static Scale around(List<Band> bands) {
        double min = bands.isEmpty() ? 0 : bands.get(0).from();
        return min < Double.MAX_VALUE ? new Scale(min, Double.MAX_VALUE, 0) : Scale.usual();
    }

    private List<Band> bands(ModelObject object, Optional<Scale> scale) {
        List<Band> bands = new ArrayList<>();
        Optional<StrictJson> list = object.at("bands");
        list.filter(value -> !value.isList()).ifPresent(value -> standIns.add("$.bands"));
        double before = scale.map(Scale::min).orElse(0.0);
        for (StrictJson json : list.map(StrictJson::items).orElse(List.of())) {
            Band band = band(json, "$.bands[" + bands.size() + "]", before);
            bands.add(band);
            before = band.from();
        }
        return bands;
    }

    private Band band(StrictJson json, String path, double before) {
        ModelObject object = new ModelObject(json, ModelKeys.BAND, log);
        Optional<String> id = object.required("id").flatMap(StrictJson::text);
        Optional<Double> from = object.required("from").flatMap(ProblemLog::number);
        if (from.filter(Double::isFinite).isEmpty()) {
            standIns.add(path + ".from");
        }
        double start = from.orElse(before);
        return log.make(json, () -> new Band(id.orElse(standIns.nameAt(path)), start))
                .orElseGet(() -> new Band(standIns.nameAt(path), Double.isFinite(start) ? start : before));
    }

    private Optional<Hysteresis> hysteresis(StrictJson json) {
        ModelObject object = new ModelObject(json, ModelKeys.HYSTERESIS, log);
        Hysteresis usual = Hysteresis.none();
        double margin = object.number("margin").orElse(usual.margin());
        int confirmations = object.whole("confirmations", usual.confirmations());
        return log.make(json, () -> new Hysteresis(margin, confirmations));
    }

    private Optional<Coverage> coverage(StrictJson json) {
        ModelObject object = new ModelObject(json, ModelKeys.COVERAGE, log);
        Coverage usual = Coverage.usual();
        double group = object.number("group").orElse(usual.group());
        double model = object.number("model").orElse(usual.model());
        return log.make(json, () -> new Coverage(group, model));
    }

    private List<SignalGroup> groups(ModelObject object) {
        SignalReader signals = new SignalReader(log, standIns);
        List<SignalGroup> groups = new ArrayList<>();
        Optional<StrictJson> list = object.at("groups");
        list.filter(value -> !value.isList()).ifPresent(value -> standIns.add("$.groups"));
        for (StrictJson json : list.map(StrictJson::items).orElse(List.of())) {
            groups.add(signals.group(json, "$.groups[" + groups.size() + "]"));
        }
        if (groups.isEmpty()) {
            standIns.lacksSignal();
        }
        return groups;
    }

    /** Whether a problem is between rules; limits of a stand-in are not those of the author. */
    private static boolean isOfRules(String path) {
        return path.startsWith("$.rules[") && path.endsWith("]");
    }

    private List<HealthRule> rules(ModelObject object) {
        List<HealthRule> rules = new ArrayList<>();
        for (StrictJson json : object.at("rules").map(StrictJson::items).orElse(List.of())) {
            rules.add(rule(json, "$.rules[" + rules.size() + "]"));
        }
        return rules;
    }

    private HealthRule rule(StrictJson json, String path) {
        ModelObject object = new ModelObject(json, ModelKeys.RULE, log);
        Optional<String> id = object.required("id").flatMap(StrictJson::text);
        ConditionReader conditions = new ConditionReader("signal", log, standIns);
        Optional<ModelCondition> when = object.required("when").map(value -> conditions.read(value, path + ".when"));
        if (when.isEmpty()) {
            standIns.add(path + ".when");
        }
        ModelCondition known = when.orElseGet(() -> ModelCondition.compare(STAND_IN, "eq", 0));
        Optional<StrictJson> end = object.at("floor").or(() -> object.at("cap"));
        OptionalDouble floor = object.decimal("floor");
        OptionalDouble cap = object.decimal("cap");
        Optional<String> reason = object.text("reason");
        boolean fires = object.at("ifMissing")
                .flatMap(value -> value.oneOf(Map.of("fire", true)))
                .orElse(false);
        boolean hasNoEnd = end.isPresent() && floor.isEmpty() && cap.isEmpty();
        Optional<HealthRule> whole = hasNoEnd
                ? Optional.empty()
                : log.make(
                        json, () -> new HealthRule(id.orElse(standIns.nameAt(path)), known, floor, cap, reason, fires));
        return whole.filter(rule -> json.isSound()).orElseGet(() -> harmless(id, known, path));
    }

    /** A rule that contradicts no other, under its own name if it has one. */
    private HealthRule harmless(Optional<String> id, ModelCondition when, String path) {
        return id.flatMap(name -> standIns.tryOut(() -> HealthRule.cap(name, when, Double.MAX_VALUE, STAND_IN)))
                .orElseGet(() -> HealthRule.cap(standIns.nameAt(path), when, Double.MAX_VALUE, STAND_IN));
    }

    private Optional<TrendRule> trend(StrictJson json) {
        ModelObject object = new ModelObject(json, ModelKeys.TREND, log);
        TrendRule usual = TrendRule.usual();
        int window = object.whole("window", usual.window());
        double flatBelow = object.number("flatBelow").orElse(usual.flatBelow());
        object.at("method").ifPresent(value -> value.oneOf(Map.of("theil-sen", true)));
        return log.make(json, () -> new TrendRule(window, flatBelow));
    }

    private Optional<OverrideRule> override(StrictJson json) {
        ModelObject object = new ModelObject(json, ModelKeys.OVERRIDE, log);
        OverrideRule usual = OverrideRule.usual();
        int maxDays = object.whole("maxDays", usual.maxDays());
        boolean reasonRequired = object.flag("reasonRequired", usual.reasonRequired());
        return log.make(json, () -> new OverrideRule(maxDays, reasonRequired));
    }
}
