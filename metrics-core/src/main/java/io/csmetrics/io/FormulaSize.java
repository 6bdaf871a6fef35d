package io.csmetrics.io;

import io.csmetrics.family.Attainment;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Designated;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Only;
import io.csmetrics.family.Reference;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * How large formulas are once the KPIs inside them are written out. A few lines in which each KPI stands twice in the next would
 * otherwise make a formula that no machine can evaluate.
 */
final class FormulaSize {
    /** What a formula may have at most, counted as often as it is evaluated. */
    static final long MOST_PARTS = 2_000;

    /** How many KPIs may stand one inside the other. */
    static final int DEEPEST = 50;

    /** By identity: a KPI that stands in many places is one object, and is measured once. */
    private final IdentityHashMap<Family, Size> known = new IdentityHashMap<>();

    private record Size(long parts, int depth) {
        boolean fits() {
            return parts <= MOST_PARTS && depth <= DEEPEST;
        }
    }

    /** Tells whether a formula can be used; the KPIs inside it can. */
    boolean fits(Family formula) {
        return of(formula).fits();
    }

    private Size of(Family formula) {
        if (formula instanceof Reference reference) {
            Size inner = known.get(reference.of());
            if (inner == null) {
                inner = of(reference.of());
                known.put(reference.of(), inner);
            }
            return new Size(inner.parts + 1, inner.depth + 1);
        }
        if (formula instanceof Derived derived) {
            return sum(derived.of().values(), 1);
        }
        if (formula instanceof Growth growth) {
            return growth.atStart() == null
                    ? sum(List.of(growth.of()), 2)
                    : sum(List.of(growth.of(), growth.atStart()), 1);
        }
        if (formula instanceof Only only) {
            return sum(List.of(only.of()), 1);
        }
        if (formula instanceof Choice choice) {
            return sum(choice.of().values(), 1);
        }
        if (formula instanceof Designated designated) {
            return of(designated.kpi());
        }
        return formula instanceof Attainment attainment ? of(attainment.kpi()) : new Size(1, 0);
    }

    private Size of(Param<Formula> kpi) {
        return kpi.isSet() ? sum(List.of((Family) kpi.get()), 1) : new Size(1, 0);
    }

    private Size sum(Collection<Family> operands, int times) {
        long parts = 1;
        int depth = 0;
        for (Family operand : operands) {
            Size size = of(operand);
            // what is too large stays so, and cannot overflow
            parts = Math.min(parts + times * size.parts, MOST_PARTS + 1);
            depth = Math.max(depth, size.depth);
        }
        return new Size(parts, depth);
    }
}
