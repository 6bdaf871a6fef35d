package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.SignalValue;
import java.util.ArrayList;
import java.util.List;

/** A rule whose condition reads the rows of a block. */
final class CompiledRule {
    private static final byte TRUE = 1;
    private static final byte FALSE = 0;
    private static final byte UNKNOWN = -1;

    final HealthRule rule;

    /** The floor, held in the scale, so that a rule's effect is what it moved; without one, below all scores. */
    final double floor;

    /** The cap, held in the scale; without one, above all scores. */
    final double cap;

    private final Test when;
    private final int[] signals;

    CompiledRule(HealthRule rule, CompiledModel model) {
        this.rule = rule;
        floor = rule.floor().isPresent() ? model.clamp(rule.floor().getAsDouble()) : Double.NEGATIVE_INFINITY;
        cap = rule.cap().isPresent() ? model.clamp(rule.cap().getAsDouble()) : Double.POSITIVE_INFINITY;
        when = compiled(rule.when(), model);
        List<Integer> read = new ArrayList<>();
        rule.when().forEachLeaf("", (path, leaf) -> read.add(model.indexOf(leaf.name())));
        signals = read.stream().mapToInt(Integer::intValue).toArray();
    }

    private interface Test {
        byte at(ScoreBlock block, int row);
    }

    boolean fires(ScoreBlock block, int row) {
        byte truth = when.at(block, row);
        return truth == TRUE || (truth == UNKNOWN && rule.firesIfMissing() && lacksOne(block, row));
    }

    /** What does not apply to an account is not missing. */
    private boolean lacksOne(ScoreBlock block, int row) {
        for (int signal : signals) {
            if (block.applies(signal, row) && Double.isNaN(block.usable(signal, row))) {
                return true;
            }
        }
        return false;
    }

    private static Test compiled(ModelCondition condition, CompiledModel model) {
        if (condition instanceof ModelCondition.Compare compare) {
            int signal = model.indexOf(compare.name());
            return (block, row) -> {
                double number = block.usableNumber(signal, row);
                return Double.isNaN(number)
                        ? UNKNOWN
                        : truth(compare.comparison().holds(number, compare.limit()));
            };
        }
        if (condition instanceof ModelCondition.In in) {
            int signal = model.indexOf(in.name());
            return (block, row) -> {
                SignalValue value = block.usableValue(signal, row);
                return value.isPresent() ? truth(in.in().contains(value.text())) : UNKNOWN;
            };
        }
        if (condition instanceof ModelCondition.Not not) {
            Test of = compiled(not.not(), model);
            return (block, row) -> {
                byte truth = of.at(block, row);
                return truth == UNKNOWN ? UNKNOWN : (byte) (TRUE - truth);
            };
        }
        boolean isAll = condition instanceof ModelCondition.All;
        List<Test> parts = new ArrayList<>();
        List<ModelCondition> conditions =
                condition instanceof ModelCondition.All all ? all.all() : ((ModelCondition.Any) condition).any();
        conditions.forEach(part -> parts.add(compiled(part, model)));
        return joined(parts, isAll ? FALSE : TRUE);
    }

    /** One part with the deciding truth decides; else one that is not known leaves the whole open. */
    private static Test joined(List<Test> parts, byte deciding) {
        return (block, row) -> {
            byte truth = (byte) (TRUE - deciding);
            for (Test part : parts) {
                byte its = part.at(block, row);
                if (its == deciding) {
                    return its;
                }
                truth = its == UNKNOWN ? its : truth;
            }
            return truth;
        };
    }

    private static byte truth(boolean holds) {
        return holds ? TRUE : FALSE;
    }
}
