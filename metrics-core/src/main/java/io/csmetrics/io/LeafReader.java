package io.csmetrics.io;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.ArmDifference;
import io.csmetrics.family.Association;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Family;
import io.csmetrics.family.Forecast;
import io.csmetrics.family.Frequency;
import io.csmetrics.family.Gaps;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.Suggestion;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Outcome;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the formulas that count. A new family is a method and a line in the table. */
final class LeafReader {
    private static final Map<String, RevenueTerm> TERMS = StrictJson.names(RevenueTerm.class);
    private static final Param<Duration> AT_ONCE = Param.of(Param.Type.DURATION, Duration.ZERO);
    private static final Param<BigDecimal> FIRST = Param.of(Param.Type.NUMBER, BigDecimal.ONE);

    private static final List<String> PARTIES = List.of(Unit.ACCOUNT.name(), Unit.USER.name());

    private final ParamReader params;
    private final SelectorReader selectors;
    private final ConditionReader conditions;
    private final SelectionReader selections;

    LeafReader(ParamReader params) {
        this.params = params;
        selectors = new SelectorReader(params);
        conditions = new ConditionReader(params, selectors);
        selections = new SelectionReader(params, selectors, conditions);
    }

    /** Returns the families by their names. */
    Map<String, Function<StrictJson, Optional<? extends Family>>> families() {
        Map<String, Function<StrictJson, Optional<? extends Family>>> families = new LinkedHashMap<>();
        families.put("ledger", this::ledger);
        families.put("share", json -> overPopulation(json, share(json)));
        families.put("aggregate", json -> overPopulation(json, aggregate(json)));
        families.put("conversion", this::conversion);
        families.put("duration", this::duration);
        families.put("frequency", json -> overPopulation(json, frequency(json)));
        families.put("association", this::association);
        families.put("forecast", this::forecast);
        return families;
    }

    /** Narrows a formula to the accounts that {@code where} keeps. */
    Optional<Family> narrowed(StrictJson json, Optional<? extends Family> formula) {
        Optional<AccountFilter> where = json.at("where").flatMap(selections::filter);
        return formula.map(of -> where.isPresent() ? new Only(where.get(), of) : of);
    }

    /** A filter that stands in the population narrows the whole formula. */
    private Optional<Family> overPopulation(StrictJson json, Optional<? extends Family> formula) {
        Optional<Family> plain = formula.map(Function.identity());
        return json.at("population")
                .map(population -> narrowed(population, plain))
                .orElse(plain);
    }

    private Optional<Ledger> ledger(StrictJson json) {
        Optional<RevenueTerm> numerator = json.required("numerator").flatMap(term -> term.oneOf(TERMS));
        Optional<RevenueTerm> denominator = json.at("denominator").flatMap(term -> term.oneOf(TERMS));
        Optional<Param<RetentionMethod>> method =
                json.at("method").flatMap(value -> params.read(value, Param.Type.METHOD));
        Optional<Param<Boolean>> reactivation =
                json.at("includeReactivation").flatMap(value -> params.read(value, Param.Type.FLAG));
        Optional<SortedSet<Kind>> kinds = json.at("kind").flatMap(value -> SelectorReader.many(value, Kind.class));
        BigDecimal scale = scale(json);
        Ledger usual = Ledger.sum(RevenueTerm.OPEN);
        return json.build(() -> new Ledger(
                numerator.orElseThrow(),
                denominator.orElse(null),
                method.orElse(usual.method()),
                reactivation.orElse(usual.includeReactivation()),
                kinds.orElse(usual.kind()),
                scale));
    }

    private Optional<Share> share(StrictJson json) {
        Optional<Population> population = json.required("population").flatMap(selections::population);
        Optional<Condition> condition = json.required("condition").flatMap(conditions::condition);
        Optional<Condition> minus = json.at("minus").flatMap(conditions::condition);
        Optional<UnitValue> weight = json.at("weight").flatMap(selections::value);
        BigDecimal scale = scale(json);
        return json.build(() -> new Share(
                population.orElseThrow(),
                condition.orElseThrow(),
                minus.orElse(null),
                weight.orElseGet(UnitValue.One::new),
                scale));
    }

    private Optional<Aggregate> aggregate(StrictJson json) {
        Optional<Population> population = json.required("population").flatMap(selections::population);
        Optional<UnitValue> value = json.required("value").flatMap(selections::value);
        Optional<UnitValue> weight = json.at("weight").flatMap(selections::value);
        // only a mean has weights
        Optional<Statistic> statistic = json.has("weight") && !json.has("statistic")
                ? Optional.of(Statistic.MEAN)
                : json.required("statistic").flatMap(word -> word.oneOf(StrictJson.words(Statistic.class)));
        Optional<Param<BigDecimal>> percentile = json.at("percentile").flatMap(params::share);
        Optional<Param<Duration>> per = json.at("per").flatMap(length -> params.read(length, Param.Type.DURATION));
        Optional<Boolean> requireAny = json.at("requireAny").flatMap(StrictJson::flag);
        BigDecimal scale = scale(json);
        return json.build(() -> new Aggregate(
                population.orElseThrow(),
                value.orElseThrow(),
                weight.orElse(null),
                statistic.orElseThrow(),
                percentile.orElse(null),
                per.orElse(null),
                scale,
                requireAny.orElse(false)));
    }

    private Optional<Conversion> conversion(StrictJson json) {
        Optional<Unit> unit = unit(json);
        Optional<Selector> entry = json.required("entry").flatMap(selectors::selector);
        Optional<EntryRule> rule = json.at("entryRule").flatMap(word -> word.oneOf(StrictJson.words(EntryRule.class)));
        Optional<SortedMap<String, Param<TextSet>>> having = json.at("having").flatMap(selectors::texts);
        Optional<Goal> target = json.required("target").flatMap(selectors::goal);
        Optional<Param<Duration>> from = json.at("from").flatMap(length -> params.read(length, Param.Type.DURATION));
        Optional<Param<Duration>> to = json.at("to").flatMap(length -> params.read(length, Param.Type.DURATION));
        Optional<Conversion.Until> until = json.has("until") ? until(json) : Optional.empty();
        Optional<Boolean> complement = json.at("complement").flatMap(StrictJson::flag);
        Optional<Param<Boolean>> includeImmature =
                json.at("includeImmature").flatMap(flag -> params.open(flag, Param.Type.FLAG));
        return json.build(() -> new Conversion(
                unit.orElseThrow(),
                entry.orElseThrow(),
                rule.orElse(EntryRule.FIRST_EVER),
                having.orElseGet(TreeMap::new),
                target.orElseThrow(),
                from.orElse(AT_ONCE),
                to.orElse(null),
                until.orElse(null),
                complement.orElse(false),
                includeImmature.orElseGet(() -> params.optional(json, "includeImmature", Param.Type.FLAG))));
    }

    private Optional<Conversion.Until> until(StrictJson json) {
        Optional<Selector> until = json.at("until").flatMap(selectors::selector);
        Optional<Param<BigDecimal>> nth = json.at("nth").flatMap(params::times);
        return json.build(() -> new Conversion.Until(until.orElseThrow(), nth.orElse(FIRST)));
    }

    /** What is matched by an id is told by the id; the thing that the id is of may stand beside it. */
    private static Optional<Unit> unit(StrictJson json) {
        Optional<Unit> unit = json.required("unit").flatMap(place -> unitOf(place, json.has("matchOn")));
        Optional<StrictJson> matchOn = json.at("matchOn");
        if (matchOn.isPresent() && unit.isPresent() && !unit.get().isMatched()) {
            return matchOn.get()
                    .error("must not stand with the unit " + unit.get(), "name what the id is of as the unit");
        }
        return matchOn.flatMap(ParamReader::plain).map(Unit::new).or(() -> unit);
    }

    /** Any name can be that of an id, but one that is nearly account or user is a slip that would match nothing. */
    private static Optional<Unit> unitOf(StrictJson json, boolean hasId) {
        return ParamReader.plain(json).flatMap(name -> {
            Unit unit = new Unit(name);
            boolean slip = unit.isMatched()
                    && !hasId
                    && Suggestion.nearest(name, PARTIES).isPresent();
            return slip
                    ? json.error("must be account, user or the name of an id", json.didYouMean(name, PARTIES))
                    : Optional.of(unit);
        });
    }

    private Optional<? extends Family> duration(StrictJson json) {
        Map<String, Boolean> modes = new LinkedHashMap<>();
        modes.put("between", false);
        modes.put("gap", true);
        boolean gap = json.at("mode").flatMap(mode -> mode.variant(modes)).orElse(false);
        return gap ? gaps(json) : between(json);
    }

    private Optional<Gaps> gaps(StrictJson json) {
        Optional<Unit> unit = unit(json);
        Optional<Selector> start = json.required("start").flatMap(selectors::selector);
        Optional<Selector> after = json.at("after").flatMap(selectors::selector);
        Optional<Param<Boolean>> pooled = json.at("pooled").flatMap(flag -> params.open(flag, Param.Type.FLAG));
        Optional<Param<Statistic>> statistic = statistic(json);
        Optional<Param<BigDecimal>> percentile = percentile(json);
        Optional<Param<Clock>> clock = clock(json);
        return json.build(() -> new Gaps(
                unit.orElseThrow(),
                start.orElseThrow(),
                after.orElse(null),
                statistic.orElseThrow(),
                percentile.orElseThrow(),
                clock.orElseThrow(),
                pooled.orElseGet(() -> params.optional(json, "pooled", Param.Type.FLAG))));
    }

    private Optional<TimeBetween> between(StrictJson json) {
        Optional<Unit> unit = unit(json);
        Optional<Selector> start = json.required("start").flatMap(selectors::selector);
        Optional<Selector> end = json.required("end").flatMap(selectors::selector);
        Optional<Param<BigDecimal>> nth = json.at("nth").flatMap(params::times);
        Optional<TimeBetween.Anchor> anchor =
                json.at("anchor").flatMap(word -> word.oneOf(StrictJson.words(TimeBetween.Anchor.class)));
        Optional<Param<Boolean>> distinctDays =
                json.at("distinctDays").flatMap(flag -> params.open(flag, Param.Type.FLAG));
        Optional<Param<Statistic>> statistic = statistic(json);
        Optional<Param<BigDecimal>> percentile = percentile(json);
        Optional<Param<Clock>> clock = clock(json);
        return json.build(() -> new TimeBetween(
                unit.orElseThrow(),
                start.orElseThrow(),
                end.orElseThrow(),
                nth.orElse(FIRST),
                anchor.orElse(TimeBetween.Anchor.START),
                statistic.orElseThrow(),
                percentile.orElseThrow(),
                clock.orElseThrow(),
                distinctDays.orElseGet(() -> params.optional(json, "distinctDays", Param.Type.FLAG))));
    }

    private Optional<Param<Statistic>> statistic(StrictJson json) {
        return json.has("statistic")
                ? json.at("statistic").flatMap(word -> params.open(word, Param.Type.STATISTIC))
                : Optional.of(params.optional(json, "statistic", Param.Type.STATISTIC));
    }

    private Optional<Param<BigDecimal>> percentile(StrictJson json) {
        return json.has("percentile")
                ? json.at("percentile").flatMap(params::openShare)
                : Optional.of(params.optional(json, "percentile", Param.Type.NUMBER));
    }

    private Optional<Param<Clock>> clock(StrictJson json) {
        return json.has("clock")
                ? json.at("clock").flatMap(word -> params.open(word, Param.Type.CLOCK))
                : Optional.of(params.optional(json, "clock", Param.Type.CLOCK));
    }

    private Optional<Frequency> frequency(StrictJson json) {
        Optional<Population.Occurrences> population =
                population(json, Population.Occurrences.class, "must be of occurrences");
        Optional<String> category = json.required("category").flatMap(ParamReader::plain);
        Optional<String> segment = json.at("segment").flatMap(ParamReader::plain);
        Optional<Param<BigDecimal>> top = json.at("top").flatMap(params::openTimes);
        return json.build(() -> new Frequency(
                population.orElseThrow(),
                category.orElseThrow(),
                segment.orElse(null),
                top.orElseGet(() -> params.optional(json, "top", Param.Type.NUMBER))));
    }

    private <P extends Population> Optional<P> population(StrictJson json, Class<P> kind, String rule) {
        return json.required("population")
                .flatMap(place -> selections
                        .population(place)
                        .flatMap(population -> kind.isInstance(population)
                                ? Optional.of(kind.cast(population))
                                : place.at("of").flatMap(of -> of.error(rule, "take another family for these"))));
    }

    /** Of two arms the difference; else a correlation. */
    private Optional<? extends Family> association(StrictJson json) {
        Map<String, Optional<Association.Method>> methods = new LinkedHashMap<>();
        StrictJson.words(Association.Method.class).forEach((word, method) -> methods.put(word, Optional.of(method)));
        methods.put("difference", Optional.empty());
        Optional<Association.Method> method = json.at("method")
                .flatMap(word -> word.variant(methods))
                .orElse(Optional.of(Association.Method.PEARSON));
        return method.isPresent() ? overPopulation(json, correlation(json, method.get())) : difference(json);
    }

    private Optional<Association> correlation(StrictJson json, Association.Method method) {
        Optional<Population.Accounts> population = population(json, Population.Accounts.class, "must be of accounts");
        Optional<UnitValue> x = json.required("x").flatMap(selections::value);
        Optional<Outcome> y = json.at("y").flatMap(word -> word.oneOf(StrictJson.words(Outcome.class)));
        Optional<Param<Duration>> followUp =
                json.required("followUp").flatMap(length -> params.read(length, Param.Type.DURATION));
        return json.build(() -> new Association(
                method, population.orElseThrow(), x.orElseThrow(), y.orElse(Outcome.RETAINED), followUp.orElseThrow()));
    }

    private Optional<ArmDifference> difference(StrictJson json) {
        Optional<Conversion> outcome = json.required("outcome").flatMap(place -> {
            Optional<Boolean> family = place.required("family").flatMap(word -> word.oneOf(Map.of("conversion", true)));
            place.at("defaults").ifPresent(params::defaultsInside);
            Optional<Conversion> conversion = conversion(place);
            place.done();
            return family.flatMap(right -> conversion);
        });
        Optional<String> arm = json.at("arm").flatMap(ParamReader::plain);
        Optional<Param<TextSet>> treatment =
                json.required("treatment").flatMap(text -> params.read(text, Param.Type.TEXT));
        Optional<Param<TextSet>> control = json.required("control").flatMap(text -> params.read(text, Param.Type.TEXT));
        return json.build(() -> new ArmDifference(
                outcome.orElseThrow(), arm.orElse("arm"), treatment.orElseThrow(), control.orElseThrow()));
    }

    private Optional<Forecast> forecast(StrictJson json) {
        Optional<Forecast.What> what =
                json.required("what").flatMap(word -> word.oneOf(StrictJson.words(Forecast.What.class)));
        Optional<Param<Duration>> horizon =
                json.at("horizon").flatMap(length -> params.read(length, Param.Type.DURATION));
        Optional<Param<String>> probability =
                json.at("probability").flatMap(word -> params.open(word, Param.Type.WORD));
        Optional<Param<BigDecimal>> otherwise =
                json.at("defaultRenewalProbability").flatMap(params::openShare);
        return json.build(() -> new Forecast(
                what.orElseThrow(),
                horizon.orElseGet(() -> params.named(json, "horizon", Param.Type.DURATION)),
                probability.orElseGet(() -> params.optional(json, "probability", Param.Type.WORD)),
                otherwise.orElseGet(() -> params.optional(json, "defaultRenewalProbability", Param.Type.NUMBER))));
    }

    private static BigDecimal scale(StrictJson json) {
        return json.at("scale").flatMap(StrictJson::number).orElse(BigDecimal.ONE);
    }
}
