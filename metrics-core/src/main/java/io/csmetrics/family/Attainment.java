package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How far a KPI reaches its target. Defined as {@code actual / target} where higher is better, {@code target / actual} where lower is;
 * for a KPI that is neutral, 1 inside the band {@code [target - tolerance, target + tolerance]}, else the nearer end over the number or
 * the number over the nearer end, whichever is below 1. The gap {@code actual - target} is in the evidence, and a flag tells whether
 * the target is met. Undefined with NON_POSITIVE_BASE where a side is not above 0, which leaves gap and flag; else as the KPI is.
 *
 * @param kpi the KPI
 * @param target its target
 * @param tolerance how far a neutral KPI may be from it; left open: not at all
 */
public record Attainment(Param<Formula> kpi, Param<BigDecimal> target, Param<BigDecimal> tolerance) implements Family {

    private Reference chosen() {
        if (kpi.get() instanceof Reference reference) {
            return reference;
        }
        throw new IllegalArgumentException(
                "kpi " + kpi + " must be a KPI, not a bare formula: its direction says what meets a target");
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        chosen().needs(reading, only, out);
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        Answer answer = chosen().answer(reading, only, counts);
        Evidence.Builder evidence = Evidence.builder().operand(chosen().key(), answer);
        answer.evidence().method().ifPresent(evidence::method);
        Derived.UndefinedOperand undefined = Derived.UndefinedOperand.of(chosen().key(), answer, null);
        if (undefined != null) {
            return undefined.answer(evidence.build());
        }
        Quotient actual = answer.number().orElseThrow();
        Quotient goal = Quotient.of(target.get());
        Quotient slack = Quotient.of(tolerance.ifSet().orElse(BigDecimal.ZERO));
        boolean met = switch (chosen().direction()) {
            case HIGHER -> actual.compareTo(goal) >= 0;
            case LOWER -> actual.compareTo(goal) <= 0;
            case NEUTRAL -> actual.compareTo(goal.minus(slack)) >= 0 && actual.compareTo(goal.plus(slack)) <= 0;
        };
        evidence.term("actual", actual.value())
                .term("target", target.get())
                .term("gap", actual.minus(goal).value())
                .flag(Flag.TARGET_MET, met)
                .flag(Flag.TARGET_MISSED, !met);
        if (actual.signum() <= 0 || goal.signum() <= 0) {
            return new Answer.Undefined(
                    UndefinedReason.NON_POSITIVE_BASE,
                    "number and target must be above 0 to be divided; see the gap",
                    evidence.build());
        }
        Quotient attained = switch (chosen().direction()) {
            case HIGHER -> actual.over(goal);
            case LOWER -> goal.over(actual);
            case NEUTRAL -> {
                Quotient one = Quotient.of(1);
                yield one.min(actual.over(goal.minus(slack).max(actual)))
                        .min(goal.plus(slack).over(actual));
            }
        };
        return new Answer.Value(attained, evidence.build());
    }

    @Override
    public Duration followUp() {
        return chosen().followUp();
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        chosen().reachesAcross(out);
    }
}
