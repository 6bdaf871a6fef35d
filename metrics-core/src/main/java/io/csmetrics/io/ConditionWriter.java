package io.csmetrics.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes what happened, when, and what holds. */
final class ConditionWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Param<BigDecimal> ONCE = Param.of(Param.Type.NUMBER, BigDecimal.ONE);
    private static final Param<Duration> NO_GRACE = Param.of(Param.Type.DURATION, Duration.ZERO);

    private ConditionWriter() {}

    static ObjectNode condition(Condition condition) {
        ObjectNode json = NODES.objectNode();
        if (condition instanceof Condition.CustomerAt state) {
            return json.put("customerAt", StrictJson.word(state.customerAt()));
        }
        if (condition instanceof Condition.Did did) {
            return did(did);
        }
        if (condition instanceof Condition.All all) {
            return list(json, "all", all.all());
        }
        if (condition instanceof Condition.Any any) {
            return list(json, "any", any.any());
        }
        if (condition instanceof Condition.Not not) {
            return json.set("not", condition(not.not()));
        }
        if (condition instanceof Condition.Field field) {
            json.put("field", field.field()).put("op", field.op().symbol());
            return json.set("value", SelectionWriter.param(field.value()));
        }
        if (condition instanceof Condition.FieldIs field) {
            boolean one = field.value().isSet() && field.value().get().texts().size() == 1;
            json.put("field", field.field()).put("op", one ? Comparison.EQUAL.symbol() : "in");
            return json.set("value", SelectionWriter.param(field.value()));
        }
        if (condition instanceof Condition.FieldSet field) {
            return json.put("field", field.field()).put("op", "set");
        }
        if (condition instanceof Condition.Latest latest) {
            json.set("latest", selector(latest.latest()));
            json.set("over", selector(latest.over()));
            return json.put("at", StrictJson.word(latest.at()));
        }
        if (condition instanceof Condition.ContractEnds) {
            return json.put("contractEndsIn", "period");
        }
        if (condition instanceof Condition.Renewed renewed) {
            json.put("renewed", StrictJson.word(renewed.renewed()));
            return renewed.grace().equals(NO_GRACE) ? json : json.set("grace", SelectionWriter.param(renewed.grace()));
        }
        if (condition instanceof Condition.Regular regular) {
            json.set("regular", selector(regular.regular()));
            return json.set("minShare", SelectionWriter.param(regular.minShare()));
        }
        if (condition instanceof Condition.Repeated repeated) {
            return json.set("repeatedWithin", SelectionWriter.param(repeated.repeatedWithin()));
        }
        Condition.Score score = (Condition.Score) condition;
        return json.put("score", score.score()).set("atLeast", SelectionWriter.param(score.atLeast()));
    }

    private static ObjectNode list(ObjectNode json, String key, List<Condition> conditions) {
        ArrayNode parts = json.putArray(key);
        conditions.forEach(part -> parts.add(condition(part)));
        return json;
    }

    private static ObjectNode did(Condition.Did did) {
        ObjectNode json = NODES.objectNode();
        json.set("did", selector(did.did()));
        scope(json, did.in());
        if (!did.atLeast().equals(ONCE)) {
            json.set("atLeast", SelectionWriter.param(did.atLeast()));
        }
        if (did.distinct() != null) {
            json.put("distinct", did.distinct());
        }
        return json;
    }

    static ObjectNode goal(Goal goal) {
        if (goal instanceof Goal.Customer) {
            return NODES.objectNode().put("customerAt", "window-end");
        }
        Goal.Happened happened = (Goal.Happened) goal;
        ObjectNode json = selector(happened.did());
        if (happened.distinct() != null) {
            json.put("distinct", happened.distinct());
        }
        if (happened.atLeast() != null) {
            json.set("atLeast", SelectionWriter.param(happened.atLeast()));
        } else if (happened.distinct() != null) {
            json.put("atLeast", "all");
        }
        return json;
    }

    static ObjectNode selector(Selector selector) {
        ObjectNode json = NODES.objectNode();
        if (selector instanceof Selector.Event event) {
            json.set("type", SelectionWriter.param(event.type()));
            return event.where().isEmpty() ? json : json.set("where", texts(event.where()));
        }
        if (selector instanceof Selector.Movement movement) {
            SelectionWriter.oneOrMany(json, "movement", movement.movement(), Enum::name);
            SelectionWriter.oneOrMany(json, "kind", movement.kind(), Enum::name);
            return json;
        }
        if (selector instanceof Selector.Response response) {
            return response(json, response);
        }
        if (selector instanceof Selector.Ticket ticket) {
            return json.put("ticket", StrictJson.word(ticket.ticket()));
        }
        return json.put("contract", StrictJson.word(((Selector.Contract) selector).contract()));
    }

    private static ObjectNode response(ObjectNode json, Selector.Response response) {
        if (response.max() != null) {
            ObjectNode narrowed = json.putObject("response");
            SelectionWriter.oneOrMany(narrowed, "instrument", response.response(), text -> text);
            narrowed.set("max", SelectionWriter.param(response.max()));
        } else if (response.response().isEmpty()) {
            json.put("response", true);
        } else {
            SelectionWriter.oneOrMany(json, "response", response.response(), text -> text);
        }
        return json;
    }

    static ObjectNode texts(Map<String, Param<TextSet>> texts) {
        ObjectNode json = NODES.objectNode();
        texts.forEach((name, text) -> json.set(name, SelectionWriter.param(text)));
        return json;
    }

    /** The period itself need not be said. */
    static void scope(ObjectNode json, Scope scope) {
        if (!(scope instanceof Scope.InPeriod)) {
            json.set("in", scope(scope));
        }
    }

    static JsonNode scope(Scope scope) {
        if (scope instanceof Scope.Lookback lookback) {
            return NODES.objectNode().set("lookback", SelectionWriter.param(lookback.lookback()));
        }
        if (scope instanceof Scope.Trailing trailing) {
            return NODES.objectNode().set("trailing", SelectionWriter.param(trailing.trailing()));
        }
        if (scope instanceof Scope.InPeriod) {
            return TextNode.valueOf("in-period");
        }
        return TextNode.valueOf(scope instanceof Scope.BeforeStart ? "before-start" : "before-end");
    }
}
