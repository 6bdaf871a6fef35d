package io.csmetrics.io;

import io.csmetrics.family.Attainment;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Designated;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Ledger;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads formulas: those that combine others here, those that count by {@link LeafReader}. A new one is a method and a line in the table. */
final class FamilyReader {
    private static final Family ANY = Ledger.sum(RevenueTerm.OPEN);

    private final ParamReader params;
    private final LeafReader leaves;
    private final Function<StrictJson, Optional<? extends Family>> references;
    private final Map<String, Function<StrictJson, Optional<? extends Family>>> families;

    /**
     * Creates a reader for one definition.
     *
     * @param params takes its parameters
     * @param references finds another KPI by the key that stands there
     * @param own reads the families of other modules
     */
    FamilyReader(
            ParamReader params, Function<StrictJson, Optional<? extends Family>> references, List<FamilyCodec<?>> own) {
        this.params = params;
        this.references = references;
        leaves = new LeafReader(params);
        families = leaves.families();
        families.put("derived", this::derived);
        families.put("growth", this::growth);
        families.put("only", this::only);
        families.put("reference", json -> json.required("of").flatMap(references));
        families.put("choice", this::choice);
        families.put("designated", this::designated);
        families.put("attainment", this::attainment);
        for (FamilyCodec<?> codec : own) {
            if (families.putIfAbsent(codec.name(), json -> codec.read(json, params)) != null) {
                throw new IllegalArgumentException(
                        "family \"" + codec.name() + "\" must be of one module; give its codec another name");
            }
        }
    }

    /** Reads the formula of an object that may have other keys as well. */
    Optional<Family> formula(StrictJson json) {
        Optional<Function<StrictJson, Optional<? extends Family>>> reader =
                json.required("family").flatMap(family -> family.variant(families));
        if (reader.isEmpty()) {
            // without a family no key can be called unknown
            json.members();
            return Optional.empty();
        }
        return leaves.narrowed(json, reader.get().apply(json));
    }

    /** Reads an operand: another KPI by its key, one that a parameter designates, or a formula of its own. */
    private Optional<Family> operand(StrictJson json) {
        if (ParamReader.isName(json)) {
            return params.<Formula>read(json, Param.Type.KPI)
                    .flatMap(kpi -> json.build(() -> new Designated(kpi, day(json, "from"), day(json, "to"))));
        }
        if (json.isText()) {
            return references.apply(json).map(Function.identity());
        }
        Optional<Family> formula = formula(json);
        json.at("defaults").ifPresent(params::defaultsInside);
        json.done();
        return formula;
    }

    private SortedMap<String, Family> operands(StrictJson json) {
        SortedMap<String, Family> operands = new TreeMap<>();
        json.members().forEach((name, operand) -> operand(operand).ifPresent(formula -> operands.put(name, formula)));
        return operands;
    }

    private Optional<? extends Family> only(StrictJson json) {
        json.required("where");
        return json.required("of").flatMap(this::operand);
    }

    private Optional<Derived> derived(StrictJson json) {
        Optional<String> text = json.required("expr").flatMap(StrictJson::text);
        Optional<StrictJson> of = json.required("of");
        SortedMap<String, Family> operands = of.map(this::operands).orElseGet(TreeMap::new);
        SortedMap<String, Family> any = new TreeMap<>();
        of.map(StrictJson::members).orElse(Map.of()).keySet().forEach(name -> any.put(name, ANY));
        SortedMap<String, Param<BigDecimal>> numbers = new TreeMap<>();
        SortedMap<String, Param<BigDecimal>> anyNumbers = new TreeMap<>();
        json.at("params").map(StrictJson::members).orElse(Map.of()).forEach((name, number) -> {
            anyNumbers.put(name, Param.of(Param.Type.NUMBER, BigDecimal.ONE));
            params.<BigDecimal>read(number, Param.Type.NUMBER).ifPresent(param -> numbers.put(name, param));
        });
        // the expression is checked with any operands, so that a bad one of them does not hide it
        Optional<Derived> shape = text.flatMap(expression ->
                json.at("expr").flatMap(place -> place.build(() -> new Derived(expression, any, anyNumbers))));
        return shape.flatMap(good -> json.build(() -> new Derived(good.expr(), operands, numbers)));
    }

    private Optional<Growth> growth(StrictJson json) {
        Optional<Family> of = json.required("of").flatMap(this::operand);
        Optional<Growth.Against> against =
                json.required("against").flatMap(word -> word.oneOf(StrictJson.words(Growth.Against.class)));
        Optional<Growth.Mode> mode = json.at("mode").flatMap(word -> word.oneOf(StrictJson.words(Growth.Mode.class)));
        Optional<Family> atStart = json.at("atStart").flatMap(this::operand);
        return json.build(() -> new Growth(
                of.orElseThrow(), against.orElseThrow(), mode.orElse(Growth.Mode.RELATIVE), atStart.orElse(null)));
    }

    private Optional<Choice> choice(StrictJson json) {
        Optional<Param<String>> by = json.required("by").flatMap(word -> params.read(word, Param.Type.WORD));
        SortedMap<String, Family> of = json.required("of").map(this::operands).orElseGet(TreeMap::new);
        SortedMap<String, KpiUnit> units = new TreeMap<>();
        json.at("units")
                .map(StrictJson::members)
                .orElse(Map.of())
                .forEach((word, unit) -> unit.oneOf(StrictJson.choices(KpiUnit.class, KpiUnit::key))
                        .ifPresent(known -> units.put(word, known)));
        return json.build(() -> new Choice(by.orElseThrow(), of, units));
    }

    private Optional<Designated> designated(StrictJson json) {
        Optional<Param<Formula>> kpi = json.required("kpi").flatMap(key -> params.read(key, Param.Type.KPI));
        Optional<Param<LocalDate>> from = json.at("from").flatMap(day -> params.open(day, Param.Type.DATE));
        Optional<Param<LocalDate>> to = json.at("to").flatMap(day -> params.open(day, Param.Type.DATE));
        return json.build(() -> new Designated(
                kpi.orElseThrow(), from.orElseGet(() -> day(json, "from")), to.orElseGet(() -> day(json, "to"))));
    }

    private Param<LocalDate> day(StrictJson json, String name) {
        return params.optional(json, name, Param.Type.DATE);
    }

    private Optional<Attainment> attainment(StrictJson json) {
        Optional<Param<Formula>> kpi = json.required("kpi").flatMap(key -> params.read(key, Param.Type.KPI));
        Optional<Param<BigDecimal>> target =
                json.required("target").flatMap(number -> params.read(number, Param.Type.NUMBER));
        Optional<Param<BigDecimal>> tolerance =
                json.at("tolerance").flatMap(number -> params.open(number, Param.Type.NUMBER));
        return json.build(() -> new Attainment(
                kpi.orElseThrow(),
                target.orElseThrow(),
                tolerance.orElseGet(() -> params.optional(json, "tolerance", Param.Type.NUMBER))));
    }
}
