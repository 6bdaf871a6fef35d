package io.csmetrics.io;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.ArmDifference;
import io.csmetrics.family.Association;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Family;
import io.csmetrics.family.Forecast;
import io.csmetrics.family.Frequency;
import io.csmetrics.family.Gaps;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.OpenFamily;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Outcome;
import io.csmetrics.select.Param;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;

/** Writes the formulas that count. */
final class LeafWriter {
    private static final Param<BigDecimal> FIRST = Param.of(Param.Type.NUMBER, BigDecimal.ONE);

    private LeafWriter() {}

    static boolean isLeaf(Family formula) {
        return formula instanceof Ledger
                || formula instanceof Share
                || formula instanceof Aggregate
                || formula instanceof Conversion
                || formula instanceof TimeBetween
                || formula instanceof Gaps
                || formula instanceof Frequency
                || formula instanceof Association
                || formula instanceof ArmDifference
                || formula instanceof Forecast
                || formula instanceof OpenFamily;
    }

    static ObjectNode leaf(Family formula) {
        if (formula instanceof Ledger ledger) {
            return ledger(ledger);
        }
        if (formula instanceof Share share) {
            return share(share);
        }
        if (formula instanceof Aggregate aggregate) {
            return aggregate(aggregate);
        }
        if (formula instanceof Conversion conversion) {
            return conversion(conversion);
        }
        if (formula instanceof TimeBetween time) {
            return time(time);
        }
        if (formula instanceof Gaps gaps) {
            return gaps(gaps);
        }
        if (formula instanceof Frequency frequency) {
            ObjectNode json = DefinitionWriter.family("frequency");
            json.set("population", SelectionWriter.population(frequency.population()));
            json.put("category", frequency.category());
            if (frequency.segment() != null) {
                json.put("segment", frequency.segment());
            }
            SelectionWriter.open(json, "top", frequency.top());
            return json;
        }
        if (formula instanceof Association association) {
            return association(association);
        }
        if (formula instanceof ArmDifference difference) {
            return difference(difference);
        }
        if (formula instanceof Forecast forecast) {
            return forecast(forecast);
        }
        throw new IllegalArgumentException(formula + " must be a formula that counts");
    }

    private static ObjectNode scaled(ObjectNode json, BigDecimal scale) {
        if (scale.compareTo(BigDecimal.ONE) != 0) {
            json.put("scale", scale);
        }
        return json;
    }

    private static ObjectNode ledger(Ledger ledger) {
        ObjectNode json = DefinitionWriter.family("ledger")
                .put("numerator", ledger.numerator().name());
        if (ledger.denominator() != null) {
            json.put("denominator", ledger.denominator().name());
        }
        if (!ledger.method().isSet() || ledger.method().get() != RetentionMethod.POINT_TO_POINT) {
            json.set("method", SelectionWriter.param(ledger.method()));
        }
        if (!ledger.includeReactivation().isSet()
                || ledger.includeReactivation().get()) {
            json.set("includeReactivation", SelectionWriter.param(ledger.includeReactivation()));
        }
        SelectionWriter.oneOrMany(json, "kind", ledger.kind(), Enum::name);
        return scaled(json, ledger.scale());
    }

    private static ObjectNode share(Share share) {
        ObjectNode json = DefinitionWriter.family("share");
        json.set("population", SelectionWriter.population(share.population()));
        json.set("condition", ConditionWriter.condition(share.condition()));
        if (share.minus() != null) {
            json.set("minus", ConditionWriter.condition(share.minus()));
        }
        if (!(share.weight() instanceof UnitValue.One)) {
            json.set("weight", SelectionWriter.unitValue(share.weight()));
        }
        return scaled(json, share.scale());
    }

    private static ObjectNode aggregate(Aggregate aggregate) {
        ObjectNode json = DefinitionWriter.family("aggregate");
        json.set("population", SelectionWriter.population(aggregate.population()));
        json.set("value", SelectionWriter.unitValue(aggregate.value()));
        if (aggregate.weight() != null) {
            json.set("weight", SelectionWriter.unitValue(aggregate.weight()));
        }
        json.put("statistic", StrictJson.word(aggregate.statistic()));
        if (aggregate.percentile() != null) {
            json.set("percentile", SelectionWriter.param(aggregate.percentile()));
        }
        if (aggregate.per() != null) {
            json.set("per", SelectionWriter.param(aggregate.per()));
        }
        if (aggregate.requireAny()) {
            json.put("requireAny", true);
        }
        return scaled(json, aggregate.scale());
    }

    private static ObjectNode conversion(Conversion conversion) {
        ObjectNode json = DefinitionWriter.family("conversion")
                .put("unit", conversion.unit().name());
        json.set("entry", ConditionWriter.selector(conversion.entry()));
        if (conversion.entryRule() != EntryRule.FIRST_EVER) {
            json.put("entryRule", StrictJson.word(conversion.entryRule()));
        }
        if (!conversion.having().isEmpty()) {
            json.set("having", ConditionWriter.texts(conversion.having()));
        }
        json.set("target", ConditionWriter.goal(conversion.target()));
        if (!conversion.from().isSet() || !conversion.from().get().equals(Duration.ZERO)) {
            json.set("from", SelectionWriter.param(conversion.from()));
        }
        if (conversion.to() != null) {
            json.set("to", SelectionWriter.param(conversion.to()));
        }
        if (conversion.until() != null) {
            json.set("until", ConditionWriter.selector(conversion.until().until()));
            nth(json, conversion.until().nth());
        }
        if (conversion.complement()) {
            json.put("complement", true);
        }
        SelectionWriter.open(json, "includeImmature", conversion.includeImmature());
        return json;
    }

    private static void nth(ObjectNode json, Param<BigDecimal> nth) {
        if (!nth.equals(FIRST)) {
            json.set("nth", SelectionWriter.param(nth));
        }
    }

    private static ObjectNode time(TimeBetween time) {
        ObjectNode json =
                DefinitionWriter.family("duration").put("unit", time.unit().name());
        json.set("start", ConditionWriter.selector(time.start()));
        json.set("end", ConditionWriter.selector(time.end()));
        nth(json, time.nth());
        if (time.anchor() != TimeBetween.Anchor.START) {
            json.put("anchor", StrictJson.word(time.anchor()));
        }
        SelectionWriter.open(json, "statistic", time.statistic());
        SelectionWriter.open(json, "percentile", time.percentile());
        SelectionWriter.open(json, "clock", time.clock());
        SelectionWriter.open(json, "distinctDays", time.distinctDays());
        return json;
    }

    private static ObjectNode gaps(Gaps gaps) {
        ObjectNode json = DefinitionWriter.family("duration")
                .put("mode", "gap")
                .put("unit", gaps.unit().name());
        json.set("start", ConditionWriter.selector(gaps.start()));
        if (gaps.after() != null) {
            json.set("after", ConditionWriter.selector(gaps.after()));
        }
        SelectionWriter.open(json, "statistic", gaps.statistic());
        SelectionWriter.open(json, "percentile", gaps.percentile());
        SelectionWriter.open(json, "clock", gaps.clock());
        SelectionWriter.open(json, "pooled", gaps.pooled());
        return json;
    }

    private static ObjectNode association(Association association) {
        ObjectNode json = DefinitionWriter.family("association").put("method", StrictJson.word(association.method()));
        json.set("population", SelectionWriter.population(association.population()));
        json.set("x", SelectionWriter.unitValue(association.x()));
        if (association.y() != Outcome.RETAINED) {
            json.put("y", StrictJson.word(association.y()));
        }
        json.set("followUp", SelectionWriter.param(association.followUpTime()));
        return json;
    }

    private static ObjectNode difference(ArmDifference difference) {
        ObjectNode json = DefinitionWriter.family("association").put("method", "difference");
        json.set("outcome", conversion(difference.outcome()));
        if (!difference.arm().equals("arm")) {
            json.put("arm", difference.arm());
        }
        json.set("treatment", SelectionWriter.param(difference.treatment()));
        json.set("control", SelectionWriter.param(difference.control()));
        return json;
    }

    private static ObjectNode forecast(Forecast forecast) {
        ObjectNode json = DefinitionWriter.family("forecast").put("what", StrictJson.word(forecast.what()));
        if (!forecast.horizon().equals(Param.<Duration>named("horizon", Param.Type.DURATION))) {
            json.set("horizon", SelectionWriter.param(forecast.horizon()));
        }
        SelectionWriter.open(json, "probability", forecast.probability());
        SelectionWriter.open(json, "defaultRenewalProbability", forecast.defaultRenewalProbability());
        return json;
    }
}
