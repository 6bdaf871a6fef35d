package io.csmetrics.io;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.TicketMoment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what happened, and when. Variants are told by their leading key; a new one is a line in its table. */
final class SelectorReader {
    private static final String ALL = "all";
    private static final Map<String, Scope> SCOPES = new LinkedHashMap<>();
    private static final Map<String, TicketMoment> MOMENTS = new LinkedHashMap<>(StrictJson.words(TicketMoment.class));

    static {
        SCOPES.put("in-period", Scope.inPeriod());
        SCOPES.put("before-start", Scope.beforeStart());
        SCOPES.put("before-end", Scope.beforeEnd());
        MOMENTS.put("first", TicketMoment.FIRST_RESPONSE);
    }

    private final ParamReader params;
    private final Map<String, Function<StrictJson, Optional<? extends Selector>>> selectors = new LinkedHashMap<>();
    private final Map<String, Function<StrictJson, Optional<? extends Scope>>> scopes = new LinkedHashMap<>();

    SelectorReader(ParamReader params) {
        this.params = params;
        selectors.put("type", this::event);
        selectors.put("movement", this::movement);
        selectors.put("response", this::response);
        selectors.put("ticket", json -> json.build(word(json, "ticket", MOMENTS), Selector.Ticket::new));
        selectors.put(
                "contract",
                json -> json.build(
                        word(json, "contract", StrictJson.words(Selector.ContractMoment.class)),
                        Selector.Contract::new));

        scopes.put("lookback", json -> json.build(length(json, "lookback"), Scope.Lookback::new));
        scopes.put("trailing", json -> json.build(length(json, "trailing"), Scope.Trailing::new));
    }

    /** Reads what happened. */
    Optional<Selector> selector(StrictJson json) {
        Optional<Selector> selector = open(json);
        json.done();
        return selector;
    }

    /** Reads what happened from an object that may have other keys as well. */
    Optional<Selector> open(StrictJson json) {
        return variant(json, selectors);
    }

    private Optional<Selector> event(StrictJson json) {
        Optional<Param<TextSet>> types = json.required("type").flatMap(value -> params.read(value, Param.Type.TEXT));
        Optional<SortedMap<String, Param<TextSet>>> where = json.at("where").flatMap(this::texts);
        return json.build(() -> new Selector.Event(types.orElseThrow(), where.orElseGet(TreeMap::new)));
    }

    /** Reads what texts of what happened must be, by their names. */
    Optional<SortedMap<String, Param<TextSet>>> texts(StrictJson json) {
        SortedMap<String, Param<TextSet>> texts = new TreeMap<>();
        json.members().forEach((name, value) -> {
            if (name.isBlank()) {
                value.error("must not have a blank name", "name the attribute");
            }
            params.<TextSet>open(value, Param.Type.TEXT).ifPresent(text -> texts.put(name, text));
        });
        return json.build(() -> texts);
    }

    private Optional<Selector> movement(StrictJson json) {
        Optional<SortedSet<RevenueMovement.Type>> types =
                json.required("movement").flatMap(value -> many(value, RevenueMovement.Type.class));
        Optional<SortedSet<RevenueMovement.Kind>> kinds =
                json.at("kind").flatMap(value -> many(value, RevenueMovement.Kind.class));
        return json.build(() -> new Selector.Movement(types.orElseThrow(), kinds.orElseGet(TreeSet::new)));
    }

    private Optional<Selector> response(StrictJson json) {
        return json.required("response").flatMap(value -> {
            if (value.isObject()) {
                Optional<SortedSet<String>> instruments = value.at("instrument").flatMap(ParamReader::texts);
                Optional<Param<BigDecimal>> max =
                        value.at("max").flatMap(number -> params.read(number, Param.Type.NUMBER));
                value.done();
                return json.build(() -> new Selector.Response(instruments.orElseGet(TreeSet::new), max.orElse(null)));
            }
            Optional<SortedSet<String>> instruments =
                    value.isFlag() ? isTrue(json, "response").map(all -> new TreeSet<>()) : ParamReader.texts(value);
            return json.build(() -> new Selector.Response(instruments.orElseThrow(), null));
        });
    }

    /** Reads one constant or a list of them. */
    static <E extends Enum<E>> Optional<SortedSet<E>> many(StrictJson json, Class<E> type) {
        return ParamReader.set(json, item -> item.oneOf(StrictJson.names(type)));
    }

    /** Reads when something happened. */
    Optional<Scope> scope(StrictJson json) {
        if (json.isText()) {
            return json.oneOf(SCOPES);
        }
        Optional<Scope> scope = variant(json, scopes);
        json.done();
        return scope;
    }

    private Optional<Param<Duration>> length(StrictJson json, String key) {
        return json.required(key).flatMap(value -> params.read(value, Param.Type.DURATION));
    }

    /** Reads what must be reached inside a window. */
    Optional<Goal> goal(StrictJson json) {
        if (json.has("customerAt")) {
            Optional<Goal> customer = word(json, "customerAt", Map.of("window-end", Goal.customer()));
            json.done();
            return customer;
        }
        Optional<Selector> did = open(json);
        Optional<String> distinct = json.at("distinct").flatMap(ParamReader::plain);
        Optional<StrictJson> atLeast = json.at("atLeast");
        boolean all = atLeast.isPresent()
                && atLeast.get().isText()
                && atLeast.get().found().equals(ALL);
        Optional<Param<BigDecimal>> number = all ? Optional.empty() : atLeast.flatMap(params::openTimes);
        if (all && !json.has("distinct")) {
            return atLeast.flatMap(place -> place.error("must stand with distinct", "say what all is told by"));
        }
        json.done();
        return json.build(() -> new Goal.Happened(did.orElseThrow(), number.orElse(null), distinct.orElse(null)));
    }

    /** Reads the variant of an object that its leading key tells. */
    static <T> Optional<T> variant(StrictJson json, Map<String, Function<StrictJson, Optional<? extends T>>> variants) {
        return json.leading(variants.keySet())
                .map(variants::get)
                .flatMap(reader -> reader.apply(json).map(Function.identity()));
    }

    /** Reads a word that a key must have. */
    static <V> Optional<V> word(StrictJson json, String key, Map<String, V> words) {
        return json.required(key).flatMap(value -> value.oneOf(words));
    }

    /** Reads a key that only says that something is so. */
    static Optional<Boolean> isTrue(StrictJson json, String key) {
        return json.required(key)
                .flatMap(value -> value.flag()
                        .flatMap(flag -> flag ? Optional.of(true) : value.error("must be true", "leave the key out")));
    }
}
