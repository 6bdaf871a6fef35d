package io.csmetrics.io;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.record.Opportunity;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads who is counted and by which number. Variants are told by a key; a new one is a line in its table. */
final class SelectionReader {
    private static final String WHERE = "where";
    private static final Map<String, Unit> PARTIES = new LinkedHashMap<>();

    static {
        PARTIES.put(Unit.USER.name(), Unit.USER);
        PARTIES.put(Unit.ACCOUNT.name(), Unit.ACCOUNT);
    }

    private final ParamReader params;
    private final SelectorReader selectors;
    private final ConditionReader conditions;
    private final Map<String, Function<StrictJson, Optional<? extends Population>>> populations = new LinkedHashMap<>();
    private final Map<String, Function<StrictJson, Optional<? extends UnitValue>>> values = new LinkedHashMap<>();

    SelectionReader(ParamReader params, SelectorReader selectors, ConditionReader conditions) {
        this.params = params;
        this.selectors = selectors;
        this.conditions = conditions;
        populations.put("accounts", json -> json.build(that(json), Population.Accounts::new));
        populations.put("users", json -> json.build(that(json), Population.Users::new));
        populations.put("responses", this::responses);
        populations.put("tickets", this::tickets);
        populations.put(
                "contracts",
                json -> json.build(state(json, Population.ContractState.class), Population.Contracts::new));
        populations.put("opportunities", this::opportunities);
        populations.put("costs", this::costs);
        populations.put("occurrences", this::occurrences);
        populations.put("members", this::members);

        values.put("one", json -> SelectorReader.isTrue(json, "one").map(one -> new UnitValue.One()));
        values.put("field", json -> json.build(text(json, "field"), UnitValue.Field::new));
        values.put("accountField", json -> json.build(text(json, "accountField"), UnitValue.AccountField::new));
        values.put(
                "mrr",
                json -> json.build(SelectorReader.word(json, "mrr", ConditionReader.MOMENTS), UnitValue.Mrr::new));
        values.put("count", this::count);
        values.put("distinct", this::distinct);
        values.put("sum", this::sum);
        values.put("customerDays", json -> json.build(scope(json, "customerDays"), UnitValue.CustomerDays::new));
        values.put("mrrDays", json -> json.build(scope(json, "mrrDays"), UnitValue.MrrDays::new));
        values.put("score", json -> json.build(text(json, "score"), UnitValue.Score::new));
        values.put("product", this::product);
        values.put("has", json -> json.build(json.required("has").flatMap(this::value), UnitValue.Has::new));
    }

    /** Reads a population. Its {@code where} is left to the formula around it. */
    Optional<Population> population(StrictJson json) {
        Optional<Function<StrictJson, Optional<? extends Population>>> reader =
                json.required("of").flatMap(of -> of.variant(populations));
        if (reader.isEmpty()) {
            // without its kind no key can be called unknown
            json.members();
        }
        Optional<? extends Population> population = reader.flatMap(kind -> kind.apply(json));
        json.at(WHERE);
        json.done();
        return population.map(Function.identity());
    }

    private Optional<Condition> that(StrictJson json) {
        Optional<Condition> that = conditions.open(json);
        Optional<Condition> also = json.at("andDid").flatMap(conditions::conditionOrSelector);
        return json.build(() ->
                also.isPresent() ? new Condition.All(List.of(that.orElseThrow(), also.get())) : that.orElseThrow());
    }

    private Optional<Population> responses(StrictJson json) {
        Optional<SortedSet<String>> instruments = json.required("instrument").flatMap(ParamReader::texts);
        Optional<Scope> in = json.at("in").flatMap(selectors::scope);
        Optional<Param<TextSet>> touchpoint = json.at("touchpoint").flatMap(this::openTexts);
        Optional<Population.Dedupe> dedupe =
                json.at("dedupe").flatMap(value -> value.oneOf(StrictJson.words(Population.Dedupe.class)));
        Optional<Population.Since> since = json.has("after") ? since(json) : Optional.empty();
        return json.build(() -> new Population.Responses(
                instruments.orElseThrow(),
                in.orElse(Scope.inPeriod()),
                touchpoint.orElse(null),
                dedupe.orElse(Population.Dedupe.ALL),
                since.orElse(null)));
    }

    private Optional<Population.Since> since(StrictJson json) {
        Optional<Selector> after = json.at("after").flatMap(selectors::selector);
        Optional<Unit> unit = json.at("unit").flatMap(value -> value.oneOf(PARTIES));
        Optional<Param<Duration>> within = length(json, "within");
        return json.build(() -> new Population.Since(after.orElseThrow(), unit.orElse(Unit.USER), within.orElse(null)));
    }

    private Optional<Population> tickets(StrictJson json) {
        Optional<Population.TicketState> state = state(json, Population.TicketState.class);
        Optional<String> requires = json.at("requires").flatMap(ParamReader::plain);
        SortedMap<String, Param<TextSet>> where = new TreeMap<>();
        for (String field : List.of("priority", "category", "channel")) {
            json.at(field).flatMap(this::openTexts).ifPresent(texts -> where.put(field, texts));
        }
        return json.build(() -> new Population.Tickets(state.orElseThrow(), requires.orElse(null), where));
    }

    private Optional<Population> opportunities(StrictJson json) {
        Optional<Population.OpportunityState> state = state(json, Population.OpportunityState.class);
        SortedMap<String, Param<TextSet>> where = new TreeMap<>();
        json.at("kinds")
                .flatMap(value -> constants(value, Opportunity.Kind.class))
                .ifPresent(kinds -> where.put("kind", kinds));
        json.at("outcome")
                .flatMap(value -> constants(value, Opportunity.Outcome.class))
                .ifPresent(outcome -> where.put("outcome", outcome));
        json.at("source").flatMap(this::openTexts).ifPresent(source -> where.put("source", source));
        json.at("referrerTypes").flatMap(this::openTexts).ifPresent(types -> where.put("referrerType", types));
        return json.build(() -> new Population.Opportunities(state.orElseThrow(), where));
    }

    /** A word that is none of the constants would match nothing, and nobody would notice. */
    private <E extends Enum<E>> Optional<Param<TextSet>> constants(StrictJson json, Class<E> type) {
        if (ParamReader.isName(json)) {
            return openTexts(json);
        }
        return SelectorReader.many(json, type).map(constants -> {
            SortedSet<String> names = new TreeSet<>();
            constants.forEach(constant -> names.add(constant.name()));
            return Param.of(Param.Type.TEXT, new TextSet(names));
        });
    }

    private Optional<Population> costs(StrictJson json) {
        Optional<Param<TextSet>> category =
                json.required("category").flatMap(texts -> params.read(texts, Param.Type.TEXT));
        Optional<Param<Duration>> lag = length(json, "lag");
        return json.build(() -> new Population.Costs(category.orElseThrow(), lag.orElse(null)));
    }

    private Optional<Population> occurrences(StrictJson json) {
        Optional<Selector> what =
                json.required(json.has("of_") ? "of_" : "occurrences").flatMap(selectors::selector);
        Optional<Scope> in = json.at("in").flatMap(selectors::scope);
        Optional<Unit> latestPer = json.at("latestPer").flatMap(value -> value.oneOf(PARTIES));
        Optional<Population.Since> since = json.has("after") ? since(json) : Optional.empty();
        return json.build(() -> new Population.Occurrences(
                what.orElseThrow(), in.orElse(Scope.inPeriod()), latestPer.orElse(null), since.orElse(null)));
    }

    /** In short: the users who joined the community and have not left since. */
    private Optional<Population> members(StrictJson json) {
        return SelectorReader.word(json, "at", ConditionReader.MOMENTS)
                .map(at -> Population.usersThat(new Condition.Latest(
                        Selector.event("community-joined"), Selector.event("community-left"), at)));
    }

    /** Reads which of several records, told from the period: {@code "openedIn": "period"} or {@code "openAt": "end"}. */
    private static <E extends Enum<E>> Optional<E> state(StrictJson json, Class<E> type) {
        Map<String, E> states = StrictJson.choices(type, SelectionReader::key);
        return json.leading(states.keySet())
                .flatMap(key -> json.at(key)
                        .flatMap(value -> value.oneOf(Map.of(moment(key), true)))
                        .map(known -> states.get(key)));
    }

    /** The key of a state: {@code OPENED_IN} is {@code openedIn}. */
    static String key(Enum<?> state) {
        String[] words = StrictJson.word(state).split("-", -1);
        return words[0] + Character.toUpperCase(words[1].charAt(0)) + words[1].substring(1);
    }

    /** Of which part of the period a state is told by its key. */
    static String moment(String key) {
        return key.endsWith("In") ? "period" : "end";
    }

    /** Reads the number of a unit. */
    Optional<UnitValue> value(StrictJson json) {
        Optional<UnitValue> value = SelectorReader.variant(json, values);
        json.done();
        return value;
    }

    private Optional<UnitValue> count(StrictJson json) {
        Optional<Selector> what = json.required("count").flatMap(selectors::selector);
        Optional<Scope> in = json.at("in").flatMap(selectors::scope);
        return json.build(() -> new UnitValue.Count(what.orElseThrow(), in.orElse(Scope.inPeriod())));
    }

    private Optional<UnitValue> distinct(StrictJson json) {
        Optional<String> text = text(json, "distinct");
        Optional<Selector> of = json.required("of").flatMap(selectors::selector);
        Optional<Scope> in = json.at("in").flatMap(selectors::scope);
        return json.build(
                () -> new UnitValue.Distinct(text.orElseThrow(), of.orElseThrow(), in.orElse(Scope.inPeriod())));
    }

    private Optional<UnitValue> sum(StrictJson json) {
        Optional<Selector> what = json.required("sum").flatMap(selectors::selector);
        Optional<Scope> in = json.at("in").flatMap(selectors::scope);
        return json.build(() -> new UnitValue.Sum(what.orElseThrow(), in.orElse(Scope.inPeriod())));
    }

    private Optional<UnitValue> product(StrictJson json) {
        Optional<UnitValue> one = json.required("product").flatMap(this::value);
        Optional<UnitValue> other = json.required("by").flatMap(this::value);
        return json.build(() -> new UnitValue.Product(one.orElseThrow(), other.orElseThrow()));
    }

    /** Reads which accounts count. */
    Optional<AccountFilter> filter(StrictJson json) {
        List<AccountFilter.Test> tests = new ArrayList<>();
        json.items().forEach(item -> test(item).ifPresent(tests::add));
        return json.build(() -> new AccountFilter(tests));
    }

    private static Optional<AccountFilter.Test> test(StrictJson json) {
        Optional<String> property = text(json, "attr");
        Optional<SortedSet<String>> values = json.leading(List.of("eq", "in", "set"))
                .flatMap(key -> switch (key) {
                    case "eq" -> text(json, key).map(text -> new TreeSet<>(List.of(text)));
                    case "in" -> json.required(key).flatMap(SelectionReader::list);
                    default -> SelectorReader.isTrue(json, key).map(set -> new TreeSet<>());
                });
        json.done();
        return json.build(() -> new AccountFilter.Test(property.orElseThrow(), values.orElseThrow()));
    }

    private static Optional<SortedSet<String>> list(StrictJson json) {
        return json.isList() ? ParamReader.texts(json) : json.error("must be a list", "put it in brackets");
    }

    private Optional<Param<TextSet>> openTexts(StrictJson json) {
        return params.open(json, Param.Type.TEXT);
    }

    private Optional<Param<Duration>> length(StrictJson json, String key) {
        return json.at(key).flatMap(value -> params.read(value, Param.Type.DURATION));
    }

    private Optional<Scope> scope(StrictJson json, String key) {
        return json.required(key).flatMap(selectors::scope);
    }

    private static Optional<String> text(StrictJson json, String key) {
        return json.required(key).flatMap(ParamReader::plain);
    }
}
