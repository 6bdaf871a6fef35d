package io.csmetrics.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Only;
import io.csmetrics.family.Reference;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;

/**
 * KPI definitions as JSON: what is quoted, what is counted and how it is divided, reviewable as data. What a formula leaves at its
 * usual value is left out.
 *
 * <p>Variants are told by their leading key ({@code customerAt}, {@code did}, {@code not}, …). A parameter is written as its name with a
 * dollar sign, its default in {@code defaults}; another KPI inside a formula as its key; a filter around a formula as {@code where}.
 */
public final class DefinitionJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private DefinitionJson() {}

    /**
     * Writes one KPI.
     *
     * @param kpi the KPI
     * @return its definition, an indented JSON object
     */
    public static String write(Kpi kpi) {
        return text(definition(kpi));
    }

    /**
     * Writes several KPIs.
     *
     * @param kpis the KPIs in their order
     * @return an indented JSON object with the array {@code kpis}
     */
    public static String write(Collection<Kpi> kpis) {
        ObjectNode catalog = NODES.objectNode();
        ArrayNode definitions = catalog.putArray("kpis");
        kpis.forEach(kpi -> definitions.add(definition(kpi)));
        return text(catalog);
    }

    private static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    private static ObjectNode definition(Kpi kpi) {
        KpiDefinition known = kpi.definition();
        ObjectNode json = NODES.objectNode();
        json.put("key", known.key());
        json.put("name", known.name());
        texts(json, "aliases", known.aliases());
        json.put("definition", known.definition());
        json.setAll((ObjectNode) inline(kpi.formula()));
        if (!known.defaults().isEmpty()) {
            ObjectNode defaults = json.putObject("defaults");
            known.defaults().forEach((name, value) -> defaults.set(name, value(value)));
        }
        if (!kpi.bound().isEmpty()) {
            ObjectNode bound = json.putObject("bound");
            kpi.bound().forEach((name, value) -> bound.set(name, value(value)));
        }
        json.put("valueUnit", known.unit().key());
        json.put("direction", word(known.direction()));
        json.put("focusArea", word(known.focusArea()));
        json.put("stage", word(known.stage()));
        json.put("indicator", word(known.indicator()));
        json.put("cadence", word(known.cadence()));
        json.put("scope", word(known.scope()));
        if (known.topKpi()) {
            json.put("topKpi", true);
        }
        json.put("question", known.question());
        texts(json, "drivers", known.drivers());
        return json;
    }

    private static void texts(ObjectNode json, String key, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(key);
            values.forEach(array::add);
        }
    }

    /** A formula as an operand: another KPI is its key, anything else an object. */
    private static JsonNode operand(Family formula) {
        return formula instanceof Reference reference ? TextNode.valueOf(reference.key()) : inline(formula);
    }

    private static JsonNode inline(Family formula) {
        if (formula instanceof Ledger ledger) {
            return ledger(ledger);
        }
        if (formula instanceof Share share) {
            ObjectNode json = family("share");
            json.set("population", population(share.population()));
            json.set("condition", condition(share.condition()));
            if (share.minus() != null) {
                json.set("minus", condition(share.minus()));
            }
            if (!(share.weight() instanceof UnitValue.One)) {
                json.set("weight", unitValue(share.weight()));
            }
            return scaled(json, share.scale());
        }
        if (formula instanceof Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (formula instanceof Derived derived) {
            ObjectNode json = family("derived").put("expr", derived.expr());
            ObjectNode operands = json.putObject("of");
            derived.of().forEach((name, operand) -> operands.set(name, operand(operand)));
            if (!derived.params().isEmpty()) {
                ObjectNode params = json.putObject("params");
                derived.params().forEach((name, param) -> params.set(name, param(param)));
            }
            return json;
        }
        if (formula instanceof Growth growth) {
            ObjectNode json = family("growth").put("against", word(growth.against()));
            json.set("of", operand(growth.of()));
            if (growth.mode() != Growth.Mode.RELATIVE) {
                json.put("mode", word(growth.mode()));
            }
            if (growth.atStart() != null) {
                json.set("atStart", operand(growth.atStart()));
            }
            return json;
        }
        if (formula instanceof Only only) {
            boolean leaf = only.of() instanceof Ledger || only.of() instanceof Share || only.of() instanceof Aggregate;
            ObjectNode json = leaf ? (ObjectNode) inline(only.of()) : family("only");
            if (!leaf) {
                json.set("of", operand(only.of()));
            }
            json.set("where", filter(only.where()));
            return json;
        }
        Reference reference = (Reference) formula;
        return family("reference").put("of", reference.key());
    }

    private static ObjectNode family(String name) {
        return NODES.objectNode().put("family", name);
    }

    private static ObjectNode scaled(ObjectNode json, BigDecimal scale) {
        if (scale.compareTo(BigDecimal.ONE) != 0) {
            json.set("scale", value(scale));
        }
        return json;
    }

    private static ObjectNode ledger(Ledger ledger) {
        ObjectNode json = family("ledger").put("numerator", ledger.numerator().name());
        if (ledger.denominator() != null) {
            json.put("denominator", ledger.denominator().name());
        }
        if (!ledger.method().isSet() || ledger.method().get() != RetentionMethod.POINT_TO_POINT) {
            json.set("method", param(ledger.method()));
        }
        if (!ledger.includeReactivation().isSet()
                || ledger.includeReactivation().get()) {
            json.set("includeReactivation", param(ledger.includeReactivation()));
        }
        oneOrMany(json, "kind", ledger.kind(), Enum::name);
        return scaled(json, ledger.scale());
    }

    private static ObjectNode aggregate(Aggregate aggregate) {
        ObjectNode json = family("aggregate");
        json.set("population", population(aggregate.population()));
        json.set("value", unitValue(aggregate.value()));
        json.put("statistic", word(aggregate.statistic()));
        if (aggregate.percentile() != null) {
            json.set("percentile", param(aggregate.percentile()));
        }
        if (aggregate.per() != null) {
            json.set("per", param(aggregate.per()));
        }
        if (aggregate.requireAny()) {
            json.put("requireAny", true);
        }
        return scaled(json, aggregate.scale());
    }

    private static ArrayNode filter(AccountFilter filter) {
        ArrayNode tests = NODES.arrayNode();
        for (AccountFilter.Test test : filter.tests()) {
            ObjectNode json = tests.addObject().put("attr", test.property());
            if (test.values().isEmpty()) {
                json.put("set", true);
            } else if (test.values().size() == 1) {
                json.put("eq", test.values().first());
            } else {
                texts(json, "in", test.values());
            }
        }
        return tests;
    }

    private static ObjectNode population(Population population) {
        if (population instanceof Population.Accounts accounts) {
            ObjectNode json = NODES.objectNode().put("of", "accounts");
            json.setAll(condition(accounts.that()));
            return json;
        }
        Population.Responses responses = (Population.Responses) population;
        ObjectNode json = NODES.objectNode().put("of", "responses");
        oneOrMany(json, "instrument", responses.instrument(), text -> text);
        if (responses.touchpoint() != null) {
            json.put("touchpoint", responses.touchpoint());
        }
        if (responses.dedupe() != Population.Dedupe.ALL) {
            json.put("dedupe", word(responses.dedupe()));
        }
        return json;
    }

    private static ObjectNode condition(Condition condition) {
        ObjectNode json = NODES.objectNode();
        if (condition instanceof Condition.CustomerAt state) {
            json.put("customerAt", word(state.customerAt()));
        } else if (condition instanceof Condition.Did did) {
            json.set("did", did(did));
        } else if (condition instanceof Condition.Field field) {
            json.put("field", field.field()).put("op", field.op().symbol()).set("value", param(field.value()));
        } else if (condition instanceof Condition.All all) {
            ArrayNode parts = json.putArray("all");
            all.all().forEach(part -> parts.add(condition(part)));
        } else if (condition instanceof Condition.Any any) {
            ArrayNode parts = json.putArray("any");
            any.any().forEach(part -> parts.add(condition(part)));
        } else if (condition instanceof Condition.Not not) {
            json.set("not", condition(not.not()));
        }
        return json;
    }

    private static ObjectNode did(Condition.Did did) {
        ObjectNode json = NODES.objectNode();
        if (did.did() instanceof Selector.Movement movement) {
            oneOrMany(json, "movement", movement.movement(), Enum::name);
            oneOrMany(json, "kind", movement.kind(), Enum::name);
        } else if (did.did() instanceof Selector.Response response) {
            if (response.response().isEmpty()) {
                json.put("response", true);
            } else {
                oneOrMany(json, "response", response.response(), text -> text);
            }
        }
        if (!(did.in() instanceof Scope.InPeriod)) {
            json.set("in", scope(did.in()));
        }
        if (did.atLeast() > 1) {
            json.put("atLeast", did.atLeast());
        }
        return json;
    }

    private static JsonNode scope(Scope scope) {
        if (scope instanceof Scope.Lookback lookback) {
            return NODES.objectNode().set("lookback", param(lookback.lookback()));
        }
        if (scope instanceof Scope.Trailing trailing) {
            return NODES.objectNode().set("trailing", param(trailing.trailing()));
        }
        return TextNode.valueOf(scope instanceof Scope.BeforeStart ? "before-start" : "before-end");
    }

    private static ObjectNode unitValue(UnitValue value) {
        ObjectNode json = NODES.objectNode();
        if (value instanceof UnitValue.Field field) {
            return json.put("field", field.field());
        }
        if (value instanceof UnitValue.AccountField field) {
            return json.put("accountField", field.accountField());
        }
        return value instanceof UnitValue.Mrr mrr ? json.put("mrr", word(mrr.mrr())) : json.put("one", true);
    }

    private static <T> void oneOrMany(ObjectNode json, String key, Collection<T> values, Function<T, String> text) {
        if (values.size() == 1) {
            json.put(key, text.apply(values.iterator().next()));
        } else {
            texts(json, key, values.stream().map(text).toList());
        }
    }

    private static JsonNode param(Param<?> param) {
        return param.isSet() ? value(param.get()) : TextNode.valueOf(param.toString());
    }

    private static JsonNode value(Object value) {
        if (value instanceof BigDecimal number) {
            return DecimalNode.valueOf(number);
        }
        if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        }
        if (value instanceof Duration duration) {
            return TextNode.valueOf(
                    duration.equals(Duration.ofDays(duration.toDays()))
                            ? duration.toDays() + "d"
                            : duration.toString());
        }
        return TextNode.valueOf(value.toString());
    }

    /** An enum constant as JSON writes it: {@code LATEST_PER_RESPONDENT} is {@code latest-per-respondent}. */
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
