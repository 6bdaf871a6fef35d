package io.csmetrics.health.io;

import io.csmetrics.health.model.Comparison;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.io.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads conditions, on signals or on attributes. What cannot be read is stood in for, so that the rest can be checked. */
final class ConditionReader {
    private static final String STAND_IN = "?";

    private final String nameKey;
    private final ProblemLog log;
    private final StandIns standIns;

    ConditionReader(String nameKey, ProblemLog log, StandIns standIns) {
        this.nameKey = nameKey;
        this.log = log;
        this.standIns = standIns;
    }

    /**
     * Reads a condition.
     *
     * @param json where it stands
     * @param path the path by which the model knows it, which differs where a key is misspelt
     * @return the condition
     */
    ModelCondition read(StrictJson json, String path) {
        String kind = json.leading(List.of("all", "any", "not", nameKey)).orElse("");
        return switch (kind) {
            case "all" -> joined(json, kind, path, ModelCondition.All::new);
            case "any" -> joined(json, kind, path, ModelCondition.Any::new);
            case "not" ->
                new ModelObject(json, List.of(kind), log)
                        .at(kind)
                        .<ModelCondition>map(not -> new ModelCondition.Not(read(not, path + ".not")))
                        .orElseGet(() -> standIn(path));
            case "" -> standIn(path);
            default -> leaf(json, path);
        };
    }

    private ModelCondition standIn(String path) {
        standIns.add(path);
        return new ModelCondition.In(STAND_IN, new TreeSet<>(List.of(STAND_IN)));
    }

    private ModelCondition joined(
            StrictJson json, String kind, String path, Function<List<ModelCondition>, ModelCondition> maker) {
        List<ModelCondition> conditions = new ArrayList<>();
        Optional<StrictJson> list = new ModelObject(json, List.of(kind), log).at(kind);
        for (StrictJson item : list.map(StrictJson::items).orElse(List.of())) {
            conditions.add(read(item, path + "." + kind + "[" + conditions.size() + "]"));
        }
        return conditions.isEmpty() && !json.isSound()
                ? standIn(path)
                : log.make(json, () -> maker.apply(conditions)).orElseGet(() -> standIn(path));
    }

    private ModelCondition leaf(StrictJson json, String path) {
        ModelObject object = new ModelObject(
                json,
                Stream.concat(Stream.of(nameKey), ModelKeys.TESTS.stream()).toList(),
                log);
        Optional<String> name = object.text(nameKey);
        if (name.isEmpty()) {
            standIns.add(path);
        }
        List<ModelCondition> tests = new ArrayList<>();
        // in the order of the comparisons, so that the order of keys in a file does not matter
        for (Comparison comparison : Comparison.values()) {
            object.at(comparison.key())
                    .flatMap(limit -> compare(json, name.orElse(STAND_IN), comparison, limit))
                    .ifPresent(tests::add);
        }
        object.at("in")
                .flatMap(in -> texts(in)
                        .flatMap(texts -> log.make(json, () -> new ModelCondition.In(name.orElse(STAND_IN), texts))))
                .ifPresent(tests::add);
        if (tests.isEmpty() && json.isSound()) {
            log.error(json, "a condition must have one of " + String.join(", ", ModelKeys.TESTS));
        }
        if (tests.isEmpty()) {
            return nameOnly(name, path);
        }
        if (tests.size() == 1) {
            return tests.get(0);
        }
        standIns.spreadOut(path, tests.size());
        return new ModelCondition.All(tests);
    }

    /** A condition whose name is all that can be read of it, so that the name can be checked. */
    private ModelCondition nameOnly(Optional<String> name, String path) {
        return name.flatMap(known ->
                        standIns.tryOut(() -> (ModelCondition) new ModelCondition.Compare(known, Comparison.EQ, 0)))
                .orElseGet(() -> standIn(path));
    }

    private Optional<ModelCondition> compare(StrictJson json, String name, Comparison comparison, StrictJson limit) {
        if (comparison == Comparison.EQ && limit.isText()) {
            return limit.text()
                    .flatMap(text -> log.make(json, () -> new ModelCondition.In(name, new TreeSet<>(List.of(text)))));
        }
        return ProblemLog.number(limit)
                .flatMap(number -> log.make(json, () -> new ModelCondition.Compare(name, comparison, number)));
    }

    private static Optional<NavigableSet<String>> texts(StrictJson json) {
        NavigableSet<String> texts = new TreeSet<>();
        for (StrictJson item : json.items()) {
            text(item).ifPresent(texts::add);
        }
        return json.isSound() ? Optional.of(texts) : Optional.empty();
    }

    private static Optional<String> text(StrictJson item) {
        return item.isNumber()
                ? item.number()
                        .map(BigDecimal::doubleValue)
                        .map(number -> SignalValue.of(number).text())
                : item.text();
    }
}
