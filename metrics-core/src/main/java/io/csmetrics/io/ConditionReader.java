package io.csmetrics.io;

import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Reads what holds for a unit. Variants are told by their leading key; a new one is a line in the table. */
final class ConditionReader {
    static final Map<String, Moment> MOMENTS = StrictJson.words(Moment.class);

    private static final String IN = "in";
    private static final String SET = "set";
    private static final Param<BigDecimal> ONCE = Param.of(Param.Type.NUMBER, BigDecimal.ONE);
    private static final Param<Duration> NO_GRACE = Param.of(Param.Type.DURATION, Duration.ZERO);
    private static final Map<String, Comparison> COMPARISONS = StrictJson.choices(Comparison.class, Comparison::symbol);
    private static final Map<String, String> OPERATORS = new LinkedHashMap<>();

    static {
        COMPARISONS.keySet().forEach(symbol -> OPERATORS.put(symbol, symbol));
        OPERATORS.put(IN, IN);
        OPERATORS.put(SET, SET);
    }

    private final ParamReader params;
    private final SelectorReader selectors;
    private final Map<String, Function<StrictJson, Optional<? extends Condition>>> conditions = new LinkedHashMap<>();

    ConditionReader(ParamReader params, SelectorReader selectors) {
        this.params = params;
        this.selectors = selectors;
        conditions.put(
                "customerAt",
                json -> json.build(SelectorReader.word(json, "customerAt", MOMENTS), Condition.CustomerAt::new));
        conditions.put("did", this::did);
        conditions.put("latest", this::latest);
        conditions.put(
                "contractEndsIn",
                json -> SelectorReader.word(json, "contractEndsIn", Map.of("period", new Condition.ContractEnds())));
        conditions.put("renewed", this::renewed);
        conditions.put("regular", this::regular);
        conditions.put("field", this::field);
        conditions.put("repeatedWithin", this::repeated);
        conditions.put("score", this::score);
        conditions.put("all", json -> json.build(list(json, "all"), Condition.All::new));
        conditions.put("any", json -> json.build(list(json, "any"), Condition.Any::new));
        conditions.put("not", json -> json.build(json.required("not").flatMap(this::condition), Condition.Not::new));
    }

    /** Reads a condition. */
    Optional<Condition> condition(StrictJson json) {
        Optional<Condition> condition = open(json);
        json.done();
        return condition;
    }

    /** Reads a condition from an object that may have other keys as well. */
    Optional<Condition> open(StrictJson json) {
        return SelectorReader.variant(json, conditions);
    }

    /** Reads a condition, or in short just what was done. */
    Optional<Condition> conditionOrSelector(StrictJson json) {
        if (conditions.keySet().stream().anyMatch(json::has)) {
            return condition(json);
        }
        Optional<Condition> did = happened(json, json);
        json.done();
        return did;
    }

    private Optional<List<Condition>> list(StrictJson json, String key) {
        return json.required(key).flatMap(list -> {
            List<Condition> parts = list.items().stream()
                    .map(this::condition)
                    .flatMap(Optional::stream)
                    .toList();
            return list.build(() -> parts);
        });
    }

    private Optional<Condition> did(StrictJson json) {
        return json.required("did").flatMap(what -> {
            Optional<Condition> did = happened(what, json);
            what.done();
            return did;
        });
    }

    /** Reads what was done; when and how often stands beside it, or with it. */
    private Optional<Condition> happened(StrictJson what, StrictJson beside) {
        Optional<Selector> selector = selectors.open(what);
        Optional<Scope> in = either(what, beside, IN).flatMap(selectors::scope);
        Optional<Param<BigDecimal>> atLeast = either(what, beside, "atLeast").flatMap(params::times);
        Optional<String> distinct = either(what, beside, "distinct").flatMap(ParamReader::plain);
        return beside.build(() -> new Condition.Did(
                selector.orElseThrow(), in.orElse(Scope.inPeriod()), atLeast.orElse(ONCE), distinct.orElse(null)));
    }

    private static Optional<StrictJson> either(StrictJson what, StrictJson beside, String key) {
        Optional<StrictJson> inside = what.at(key);
        Optional<StrictJson> outside = beside.at(key);
        if (what != beside && inside.isPresent() && outside.isPresent()) {
            return inside.get().error("must not stand twice, here and beside did", "remove one of them");
        }
        return inside.or(() -> outside);
    }

    private Optional<Condition> latest(StrictJson json) {
        Optional<Selector> latest = json.required("latest").flatMap(selectors::selector);
        Optional<Selector> over = json.required("over").flatMap(selectors::selector);
        Optional<Moment> at = SelectorReader.word(json, "at", MOMENTS);
        return json.build(() -> new Condition.Latest(latest.orElseThrow(), over.orElseThrow(), at.orElseThrow()));
    }

    /** Of a contract, which is renewed or not, it is said by true. */
    private Optional<Condition> renewed(StrictJson json) {
        Optional<Condition.Rule> rule = json.required("renewed")
                .flatMap(value -> value.isFlag()
                        ? SelectorReader.isTrue(json, "renewed").map(one -> Condition.Rule.ANY)
                        : value.oneOf(StrictJson.words(Condition.Rule.class)));
        Optional<Param<Duration>> grace = json.at("grace").flatMap(length -> params.read(length, Param.Type.DURATION));
        return json.build(() -> new Condition.Renewed(rule.orElseThrow(), grace.orElse(NO_GRACE)));
    }

    private Optional<Condition> regular(StrictJson json) {
        Optional<Selector> selector = json.required("regular").flatMap(selectors::selector);
        Optional<Param<BigDecimal>> share = json.required("minShare").flatMap(params::share);
        return json.build(() -> new Condition.Regular(selector.orElseThrow(), share.orElseThrow()));
    }

    private Optional<Condition> repeated(StrictJson json) {
        Optional<Param<Duration>> within =
                json.required("repeatedWithin").flatMap(length -> params.open(length, Param.Type.DURATION));
        return json.build(() -> new Condition.Repeated(within.orElseThrow()));
    }

    private Optional<Condition> score(StrictJson json) {
        Optional<String> key = json.required("score").flatMap(ParamReader::plain);
        Optional<Param<BigDecimal>> least =
                json.required("atLeast").flatMap(number -> params.read(number, Param.Type.NUMBER));
        return json.build(() -> new Condition.Score(key.orElseThrow(), least.orElseThrow()));
    }

    /** A field compares with a number, is one of some texts, or is there at all. */
    private Optional<Condition> field(StrictJson json) {
        Optional<String> field = json.required("field").flatMap(ParamReader::plain);
        Optional<String> op = json.required("op").flatMap(word -> word.oneOf(OPERATORS));
        if (op.isEmpty()) {
            json.at("value");
            return Optional.empty();
        }
        if (op.get().equals(SET)) {
            return json.build(() -> new Condition.FieldSet(field.orElseThrow()));
        }
        Optional<StrictJson> value = json.required("value");
        boolean isText = value.isPresent() && value.get().isText() && !ParamReader.isName(value.get());
        if (op.get().equals(IN) || (op.get().equals(Comparison.EQUAL.symbol()) && isText)) {
            Optional<Param<TextSet>> texts = value.flatMap(text -> params.read(text, Param.Type.TEXT));
            return json.build(() -> new Condition.FieldIs(field.orElseThrow(), texts.orElseThrow()));
        }
        Comparison comparison = Objects.requireNonNull(COMPARISONS.get(op.get()));
        Optional<Param<BigDecimal>> number = value.flatMap(text -> params.read(text, Param.Type.NUMBER));
        return json.build(() -> new Condition.Field(field.orElseThrow(), comparison, number.orElseThrow()));
    }
}
