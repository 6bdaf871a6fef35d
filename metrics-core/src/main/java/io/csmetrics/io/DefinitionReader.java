package io.csmetrics.io;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.family.Bound;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Reference;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.kpi.KpiScope;
import io.csmetrics.kpi.Stage;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Param;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the KPI definitions of one document. A definition that stands in the formula of another is read first, whatever their order; a
 * broken one makes those that it stands in unusable, but is told once.
 */
final class DefinitionReader {
    private static final Family ANY = Ledger.sum(RevenueTerm.OPEN);

    private final KpiCatalog catalog;
    private final List<FamilyCodec<?>> own;
    private final FormulaSize size = new FormulaSize();
    private final Map<String, Draft> byKey = new LinkedHashMap<>();
    private final Map<String, Draft> byName = new HashMap<>();
    private final Deque<Draft> open = new ArrayDeque<>();

    private DefinitionReader(KpiCatalog catalog, List<FamilyCodec<?>> own) {
        this.catalog = catalog;
        this.own = own;
    }

    /** A text, and where it stands. */
    private record Named(StrictJson place, String text) {}

    /** A definition of the document, and its KPI once that is read. */
    private static final class Draft {
        private final StrictJson json;
        private final Optional<Named> key;
        private final Optional<Named> name;
        private final List<Named> aliases;
        private boolean isRead;
        private Optional<Kpi> kpi = Optional.empty();

        Draft(StrictJson json) {
            this.json = json;
            key = json.required("key").flatMap(DefinitionReader::named);
            name = json.at("name").flatMap(DefinitionReader::named);
            aliases = texts(json, "aliases");
        }

        @Override
        public String toString() {
            return key.map(Named::text).orElseGet(json::path);
        }
    }

    /**
     * Reads a document.
     *
     * @param root a definition, a list of them, or an object with the list {@code kpis}
     * @param catalog the KPIs that are known already
     * @param own reads the families of other modules
     * @return the readable KPIs in their order
     */
    static List<Kpi> read(StrictJson root, KpiCatalog catalog, List<FamilyCodec<?>> own) {
        DefinitionReader reader = new DefinitionReader(catalog, own);
        List<Draft> drafts = definitions(root).stream().map(Draft::new).toList();
        drafts.forEach(reader::register);
        return drafts.stream().map(reader::kpi).flatMap(Optional::stream).toList();
    }

    private static List<StrictJson> definitions(StrictJson root) {
        if (root.isList()) {
            return root.items();
        }
        Optional<String> kind = root.leading(List.of("kpis", "key"));
        if (kind.isEmpty()) {
            return List.of();
        }
        // editors look here for the schema of the document
        root.at("$schema");
        if (kind.get().equals("key")) {
            return List.of(root);
        }
        List<StrictJson> kpis = root.at("kpis").map(StrictJson::items).orElse(List.of());
        root.done();
        return kpis;
    }

    /** Keys, names and aliases are one space: each belongs to one KPI. */
    private void register(Draft draft) {
        Optional<String> twin = draft.key.flatMap(key -> holder(key.text, draft));
        draft.key.ifPresent(key -> twin.ifPresentOrElse(other -> refuse(key, other), () -> byKey.put(key.text, draft)));
        // a copy of another KPI has its names as well; that is one mistake
        Stream.concat(draft.name.stream(), draft.aliases.stream())
                .forEach(name -> holder(name.text, draft)
                        .filter(other -> !twin.equals(Optional.of(other)))
                        .ifPresent(other -> refuse(name, other)));
    }

    private Optional<String> holder(String name, Draft draft) {
        Optional<Kpi> known = catalog.find(name);
        if (known.isPresent()) {
            return known.map(Kpi::key);
        }
        Draft other = byName.putIfAbsent(name.toLowerCase(Locale.ROOT).strip(), draft);
        return other == null || other == draft ? Optional.empty() : Optional.of(other.toString());
    }

    private static void refuse(Named name, String other) {
        name.place.error(
                name.text,
                "must be a key, name or alias of one KPI only, but \"" + other + "\" has it",
                "choose another");
    }

    private Optional<Kpi> kpi(Draft draft) {
        if (!draft.isRead) {
            draft.isRead = true;
            open.addLast(draft);
            draft.kpi = read(draft);
            open.removeLast();
        }
        return draft.kpi;
    }

    private Optional<Kpi> read(Draft draft) {
        StrictJson json = draft.json;
        String name = draft.name.or(() -> draft.key).map(Named::text).orElse("");
        Optional<KpiDefinition> usual = draft.key.flatMap(
                key -> key.place.build(() -> Kpi.define(key.text, name).as(ANY).definition()));
        ParamReader params = new ParamReader(this::designated);
        List<Kpi> operands = new ArrayList<>();
        Optional<Family> formula =
                new FamilyReader(params, place -> operand(place, params, operands), own).formula(json);
        formula.ifPresent(of -> requireSmall(draft, of));
        SortedMap<String, Serializable> defaults = values(json.at("defaults"), params, formula.isPresent());
        for (StrictJson inside : params.defaultsInside()) {
            values(Optional.of(inside), params, formula.isPresent())
                    .forEach((parameter, value) -> defaults.putIfAbsent(parameter, value));
        }
        inherit(json, operands, defaults);
        SortedMap<String, Serializable> bound = values(json.at("bound"), params, formula.isPresent());
        Optional<KpiDefinition> definition = definition(draft, usual, name, defaults);
        Optional<Kpi> kpi = json.build(() -> new Kpi(definition.orElseThrow(), formula.orElseThrow(), bound));
        // a default can choose a formula that is not there, or designate one that is too large
        Optional<Family> ready =
                kpi.flatMap(made -> json.build(() -> made.bind().formula()));
        ready.ifPresent(of -> requireSmall(draft, of));
        return ready.flatMap(of -> kpi).flatMap(made -> json.build(() -> DefinitionProbe.measured(made)));
    }

    private void requireSmall(Draft draft, Family formula) {
        if (!size.fits(formula)) {
            draft.json.error(
                    draft.toString(),
                    "must have a formula of at most " + FormulaSize.MOST_PARTS + " parts and " + FormulaSize.DEEPEST
                            + " levels, with the KPIs inside it written out",
                    "build it on fewer KPIs");
        }
    }

    private static Optional<KpiDefinition> definition(
            Draft draft, Optional<KpiDefinition> usual, String name, SortedMap<String, Serializable> defaults) {
        StrictJson json = draft.json;
        Optional<String> definition = text(json, "definition");
        Optional<KpiUnit> unit =
                json.at("valueUnit").flatMap(word -> word.oneOf(StrictJson.choices(KpiUnit.class, KpiUnit::key)));
        Optional<Direction> direction = word(json, "direction", Direction.class);
        Optional<FocusArea> focusArea = word(json, "focusArea", FocusArea.class);
        Optional<Stage> stage = word(json, "stage", Stage.class);
        Optional<Indicator> indicator = word(json, "indicator", Indicator.class);
        Optional<Cadence> cadence = word(json, "cadence", Cadence.class);
        Optional<KpiScope> scope = word(json, "scope", KpiScope.class);
        Optional<Boolean> topKpi = json.at("topKpi").flatMap(StrictJson::flag);
        Optional<String> question = text(json, "question");
        List<String> drivers = texts(json, "drivers").stream().map(Named::text).toList();
        json.done();
        return usual.flatMap(other -> json.build(() -> new KpiDefinition(
                other.key(),
                name,
                draft.aliases.stream().map(Named::text).toList(),
                definition.orElse(other.definition()),
                unit.orElse(other.unit()),
                direction.orElse(other.direction()),
                focusArea.orElse(other.focusArea()),
                stage.orElse(other.stage()),
                indicator.orElse(other.indicator()),
                cadence.orElse(other.cadence()),
                scope.orElse(other.scope()),
                topKpi.orElse(other.topKpi()),
                question.orElse(other.question()),
                drivers,
                defaults)));
    }

    /** Finds the KPI whose key stands in a formula. */
    private Optional<Family> operand(StrictJson place, ParamReader params, List<Kpi> operands) {
        return place.text().flatMap(key -> find(place, key)).flatMap(kpi -> {
            Family formula = kpi.asOperand();
            operands.add(kpi);
            Bound.parameters(formula).forEach((name, type) -> params.meet(place, name, type));
            return place.isSound() ? Optional.of(formula) : Optional.empty();
        });
    }

    /** Finds the KPI whose key is the value of a parameter. */
    private Optional<Reference> designated(StrictJson place) {
        return place.text().flatMap(key -> find(place, key)).flatMap(kpi -> place.build(kpi::asDesignated));
    }

    private Optional<Kpi> find(StrictJson place, String key) {
        Optional<Kpi> known = catalog.find(key);
        if (known.isPresent()) {
            return known.get().key().equals(key)
                    ? known
                    : place.error(
                            "must be the key of a KPI", "write " + known.get().key());
        }
        Draft draft = byKey.get(key);
        if (draft == null) {
            Set<String> keys = new LinkedHashSet<>(byKey.keySet());
            catalog.kpis().forEach(kpi -> keys.add(kpi.key()));
            return place.error(
                    "must be the key of a KPI of the catalogue or of this document", place.didYouMean(key, keys));
        }
        if (open.contains(draft)) {
            String circle = open.stream()
                    .dropWhile(other -> other != draft)
                    .map(Draft::toString)
                    .collect(Collectors.joining(" > "));
            return place.error("must not stand in its own formula, " + circle + " > " + key, "break the circle");
        }
        if (open.size() > FormulaSize.DEEPEST) {
            return place.error(
                    "must be at most the " + FormulaSize.DEEPEST + "th KPI inside another", "build it on fewer KPIs");
        }
        Optional<Kpi> kpi = kpi(draft);
        return kpi.isPresent() ? kpi : place.unsound();
    }

    /** Reads values of parameters. Where the formula is broken, nobody can tell whether it would have had a parameter. */
    private static SortedMap<String, Serializable> values(
            Optional<StrictJson> json, ParamReader params, boolean complete) {
        SortedMap<String, Serializable> values = new TreeMap<>();
        json.map(StrictJson::members).orElse(Map.of()).forEach((name, value) -> {
            Param.Type type = params.types().get(name);
            if (type != null) {
                params.value(value, type).ifPresent(fit -> values.put(name, fit));
            } else if (complete) {
                Set<String> names = params.types().keySet();
                value.error(
                        name,
                        "must be a parameter of the formula, which has "
                                + (names.isEmpty() ? "none" : String.join(", ", names)),
                        value.didYouMean(name, names));
            }
        });
        return values;
    }

    /** Takes over the defaults of the KPIs inside the formula, unless the definition has its own. */
    private static void inherit(StrictJson json, List<Kpi> operands, SortedMap<String, Serializable> defaults) {
        Map<String, Kpi> givers = new HashMap<>();
        for (Kpi operand : operands) {
            Set<String> open = Bound.parameters(operand.asOperand()).keySet();
            operand.definition().defaults().forEach((name, value) -> {
                Kpi giver = givers.get(name);
                if (giver != null && !value.equals(defaults.get(name))) {
                    json.error(
                            name,
                            "must have a default here, because \"" + giver.key() + "\" and \"" + operand.key()
                                    + "\" in the formula have different ones",
                            "say it in defaults");
                } else if (open.contains(name) && defaults.putIfAbsent(name, value) == null) {
                    givers.put(name, operand);
                }
            });
        }
    }

    private static Optional<Named> named(StrictJson place) {
        return place.text().map(text -> new Named(place, text));
    }

    private static Optional<String> text(StrictJson json, String key) {
        return json.at(key).flatMap(StrictJson::text);
    }

    private static <E extends Enum<E>> Optional<E> word(StrictJson json, String key, Class<E> type) {
        return json.at(key).flatMap(value -> value.oneOf(StrictJson.words(type)));
    }

    private static List<Named> texts(StrictJson json, String key) {
        return json.at(key).map(StrictJson::items).orElse(List.of()).stream()
                .map(DefinitionReader::named)
                .flatMap(Optional::stream)
                .toList();
    }
}
