package io.csmetrics.io;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.csmetrics.family.Attainment;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Custom;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Designated;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Only;
import io.csmetrics.family.OpenFamily;
import io.csmetrics.family.Reference;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** Writes one definition: what is quoted, and the formulas that combine others. */
final class DefinitionWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<FamilyCodec<?>> own;

    /**
     * Creates a writer.
     *
     * @param own writes the families of other modules
     */
    DefinitionWriter(List<FamilyCodec<?>> own) {
        this.own = own;
    }

    ObjectNode definition(Kpi kpi) {
        KpiDefinition known = kpi.definition();
        ObjectNode json = NODES.objectNode();
        json.put("key", known.key());
        json.put("name", known.name());
        SelectionWriter.texts(json, "aliases", known.aliases());
        json.put("definition", known.definition());
        json.setAll(inline(formula(kpi)));
        values(json, "defaults", known.defaults());
        values(json, "bound", kpi.bound());
        json.put("valueUnit", known.unit().key());
        json.put("direction", StrictJson.word(known.direction()));
        json.put("focusArea", StrictJson.word(known.focusArea()));
        json.put("stage", StrictJson.word(known.stage()));
        json.put("indicator", StrictJson.word(known.indicator()));
        json.put("cadence", StrictJson.word(known.cadence()));
        json.put("scope", StrictJson.word(known.scope()));
        if (known.topKpi()) {
            json.put("topKpi", true);
        }
        json.put("question", known.question());
        SelectionWriter.texts(json, "drivers", known.drivers());
        return json;
    }

    private void values(ObjectNode json, String key, SortedMap<String, Serializable> values) {
        if (!values.isEmpty()) {
            ObjectNode object = json.putObject(key);
            values.forEach((name, value) -> object.set(name, value(value)));
        }
    }

    /** The formula of a KPI that was narrowed names the KPI itself, which no definition can do. */
    private static Family formula(Kpi kpi) {
        return kpi.formula() instanceof Only only
                        && only.of() instanceof Reference reference
                        && reference.key().equals(kpi.key())
                ? new Only(only.where(), reference.of())
                : kpi.formula();
    }

    /** A formula as an operand: another KPI is its key, anything else an object. */
    private JsonNode operand(Family formula) {
        return formula instanceof Reference reference ? TextNode.valueOf(reference.key()) : inline(formula);
    }

    private ObjectNode operands(Map<String, Family> operands) {
        ObjectNode json = NODES.objectNode();
        operands.forEach((name, operand) -> json.set(name, operand(operand)));
        return json;
    }

    private ObjectNode inline(Family formula) {
        if (formula instanceof Derived derived) {
            return derived(derived);
        }
        if (formula instanceof Growth growth) {
            return growth(growth);
        }
        if (formula instanceof Only only) {
            return only(only);
        }
        if (formula instanceof Reference reference) {
            return family("reference").put("of", reference.key());
        }
        if (formula instanceof Choice choice) {
            return choice(choice);
        }
        if (formula instanceof Designated designated) {
            ObjectNode json = family("designated");
            json.set("kpi", param(designated.kpi()));
            SelectionWriter.open(json, "from", designated.from());
            SelectionWriter.open(json, "to", designated.to());
            return json;
        }
        if (formula instanceof Attainment attainment) {
            ObjectNode json = family("attainment");
            json.set("kpi", param(attainment.kpi()));
            json.set("target", SelectionWriter.param(attainment.target()));
            SelectionWriter.open(json, "tolerance", attainment.tolerance());
            return json;
        }
        if (formula instanceof Custom custom) {
            throw new IllegalArgumentException(
                    custom.counter() + " must be a formula that can be written; code cannot");
        }
        return formula instanceof OpenFamily open ? open(open) : LeafWriter.leaf(formula);
    }

    private ObjectNode open(OpenFamily formula) {
        for (FamilyCodec<?> codec : own) {
            if (codec.type().isInstance(formula)) {
                return open(codec, formula);
            }
        }
        throw new IllegalArgumentException(
                formula + " must be a formula that can be written; give the codec of its family");
    }

    private static <F extends OpenFamily> ObjectNode open(FamilyCodec<F> codec, OpenFamily formula) {
        ObjectNode json = family(codec.name());
        codec.write(codec.type().cast(formula)).forEach((key, param) -> SelectionWriter.open(json, key, param));
        return json;
    }

    static ObjectNode family(String name) {
        return NODES.objectNode().put("family", name);
    }

    private ObjectNode derived(Derived derived) {
        ObjectNode json = family("derived").put("expr", derived.expr());
        json.set("of", operands(derived.of()));
        if (!derived.params().isEmpty()) {
            ObjectNode params = json.putObject("params");
            derived.params().forEach((name, param) -> params.set(name, SelectionWriter.param(param)));
        }
        return json;
    }

    private ObjectNode growth(Growth growth) {
        ObjectNode json = family("growth").put("against", StrictJson.word(growth.against()));
        json.set("of", operand(growth.of()));
        if (growth.mode() != Growth.Mode.RELATIVE) {
            json.put("mode", StrictJson.word(growth.mode()));
        }
        if (growth.atStart() != null) {
            json.set("atStart", operand(growth.atStart()));
        }
        return json;
    }

    /** The filter of a formula that counts stands in it. */
    private ObjectNode only(Only only) {
        ObjectNode json;
        if (LeafWriter.isLeaf(only.of())) {
            json = inline(only.of());
        } else {
            json = family("only");
            json.set("of", operand(only.of()));
        }
        json.set("where", SelectionWriter.filter(only.where()));
        return json;
    }

    private ObjectNode choice(Choice choice) {
        ObjectNode json = family("choice");
        json.set("by", SelectionWriter.param(choice.by()));
        json.set("of", operands(choice.of()));
        if (!choice.units().isEmpty()) {
            ObjectNode units = json.putObject("units");
            choice.units().forEach((word, unit) -> units.put(word, unit.key()));
        }
        return json;
    }

    private JsonNode param(Param<Formula> kpi) {
        return kpi.isSet() ? value(kpi.get()) : TextNode.valueOf(kpi.toString());
    }

    private JsonNode value(Serializable value) {
        return value instanceof Family formula ? operand(formula) : SelectionWriter.value(value);
    }
}
