package io.csmetrics.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes who is counted, by which number, and what may be set. */
final class SelectionWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Two fields of opportunities stand in the plural. */
    private static final Map<String, String> KEYS = Map.of("kind", "kinds", "referrerType", "referrerTypes");

    private SelectionWriter() {}

    static ArrayNode filter(AccountFilter filter) {
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

    static ObjectNode population(Population population) {
        ObjectNode json = NODES.objectNode();
        if (population instanceof Population.Accounts accounts) {
            return json.put("of", "accounts").setAll(ConditionWriter.condition(accounts.that()));
        }
        if (population instanceof Population.Users users) {
            return json.put("of", "users").setAll(ConditionWriter.condition(users.that()));
        }
        if (population instanceof Population.Responses responses) {
            return responses(json.put("of", "responses"), responses);
        }
        if (population instanceof Population.Tickets tickets) {
            state(json.put("of", "tickets"), tickets.tickets());
            if (tickets.requires() != null) {
                json.put("requires", tickets.requires());
            }
            return json.setAll(ConditionWriter.texts(tickets.where()));
        }
        if (population instanceof Population.Contracts contracts) {
            return state(json.put("of", "contracts"), contracts.contracts());
        }
        if (population instanceof Population.Opportunities opportunities) {
            state(json.put("of", "opportunities"), opportunities.opportunities());
            opportunities.where().forEach((field, texts) -> json.set(KEYS.getOrDefault(field, field), param(texts)));
            return json;
        }
        if (population instanceof Population.Costs costs) {
            json.put("of", "costs").set("category", param(costs.category()));
            return costs.lag() == null ? json : json.set("lag", param(costs.lag()));
        }
        Population.Occurrences occurrences = (Population.Occurrences) population;
        json.put("of", "occurrences").set("occurrences", ConditionWriter.selector(occurrences.occurrences()));
        ConditionWriter.scope(json, occurrences.in());
        if (occurrences.latestPer() != null) {
            json.put("latestPer", occurrences.latestPer().name());
        }
        return since(json, occurrences.after());
    }

    private static ObjectNode responses(ObjectNode json, Population.Responses responses) {
        oneOrMany(json, "instrument", responses.instrument(), text -> text);
        ConditionWriter.scope(json, responses.in());
        if (responses.touchpoint() != null) {
            json.set("touchpoint", param(responses.touchpoint()));
        }
        if (responses.dedupe() != Population.Dedupe.ALL) {
            json.put("dedupe", StrictJson.word(responses.dedupe()));
        }
        return since(json, responses.after());
    }

    private static ObjectNode since(ObjectNode json, Population.@Nullable Since since) {
        if (since != null) {
            json.set("after", ConditionWriter.selector(since.after()));
            if (!since.unit().equals(Unit.USER)) {
                json.put("unit", since.unit().name());
            }
            if (since.within() != null) {
                json.set("within", param(since.within()));
            }
        }
        return json;
    }

    private static ObjectNode state(ObjectNode json, Enum<?> state) {
        String key = SelectionReader.key(state);
        return json.put(key, SelectionReader.moment(key));
    }

    static ObjectNode unitValue(UnitValue value) {
        ObjectNode json = NODES.objectNode();
        if (value instanceof UnitValue.Field field) {
            return json.put("field", field.field());
        }
        if (value instanceof UnitValue.AccountField field) {
            return json.put("accountField", field.accountField());
        }
        if (value instanceof UnitValue.Mrr mrr) {
            return json.put("mrr", StrictJson.word(mrr.mrr()));
        }
        if (value instanceof UnitValue.Count count) {
            json.set("count", ConditionWriter.selector(count.count()));
            ConditionWriter.scope(json, count.in());
            return json;
        }
        if (value instanceof UnitValue.Distinct distinct) {
            json.put("distinct", distinct.distinct()).set("of", ConditionWriter.selector(distinct.of()));
            ConditionWriter.scope(json, distinct.in());
            return json;
        }
        if (value instanceof UnitValue.Sum sum) {
            json.set("sum", ConditionWriter.selector(sum.sum()));
            ConditionWriter.scope(json, sum.in());
            return json;
        }
        if (value instanceof UnitValue.CustomerDays days) {
            return json.set("customerDays", ConditionWriter.scope(days.customerDays()));
        }
        if (value instanceof UnitValue.MrrDays days) {
            return json.set("mrrDays", ConditionWriter.scope(days.mrrDays()));
        }
        if (value instanceof UnitValue.Score score) {
            return json.put("score", score.score());
        }
        if (value instanceof UnitValue.Product product) {
            json.set("product", unitValue(product.product()));
            return json.set("by", unitValue(product.by()));
        }
        if (value instanceof UnitValue.Has has) {
            return json.set("has", unitValue(has.has()));
        }
        return json.put("one", true);
    }

    static void texts(ObjectNode json, String key, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(key);
            values.forEach(array::add);
        }
    }

    static <T> void oneOrMany(ObjectNode json, String key, Collection<T> values, Function<T, String> text) {
        if (values.size() == 1) {
            json.put(key, text.apply(values.iterator().next()));
        } else {
            texts(json, key, values.stream().map(text).toList());
        }
    }

    static JsonNode param(Param<?> param) {
        return param.isSet() ? value(param.get()) : TextNode.valueOf(param.toString());
    }

    /** A parameter that a formula has anyway, by the name of its place, need not be said. */
    static void open(ObjectNode json, String key, Param<?> param) {
        if (param.isSet() || param.required() || !param.name().equals(key)) {
            json.set(key, param(param));
        }
    }

    static JsonNode value(Object value) {
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
        if (value instanceof TextSet set) {
            ObjectNode json = NODES.objectNode();
            oneOrMany(json, "texts", set.texts(), text -> text);
            return Objects.requireNonNull(json.get("texts"));
        }
        if (value instanceof Clock clock) {
            return clock(clock);
        }
        // a method of retention is its name, as the terms of the ledger are
        return TextNode.valueOf(value instanceof Statistic statistic ? StrictJson.word(statistic) : value.toString());
    }

    private static JsonNode clock(Clock clock) {
        if (!(clock instanceof Clock.Business business)) {
            return TextNode.valueOf("elapsed");
        }
        ObjectNode json = NODES.objectNode();
        texts(json, "days", business.days().stream().map(StrictJson::word).toList());
        json.put("opens", business.opens().toString())
                .put("closes", business.closes().toString());
        texts(
                json,
                "holidays",
                business.holidays().stream().map(Object::toString).toList());
        return json;
    }
}
