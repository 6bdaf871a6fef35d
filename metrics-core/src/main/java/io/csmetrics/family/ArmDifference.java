package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How much more often one arm of an experiment reached an outcome than the other; {@code association} with
 * {@code "method": "difference"} in JSON. Defined as {@code share(treatment) - share(control)}, in percentage points as a fraction, with
 * the interval {@code d -+ 1.96 sqrt(p1 q1 / n1 + p0 q0 / n0)} in the evidence. The first assignment rules, whatever was
 * done after it: intention to treat. Undefined as each share is, such as ZERO_DENOMINATOR for an empty arm.
 *
 * @param outcome the share that each arm reaches; its entry is the assignment
 * @param arm the text of the assignment that tells arms apart
 * @param treatment the arm that was treated
 * @param control the arm that it is held against
 */
public record ArmDifference(Conversion outcome, String arm, Param<TextSet> treatment, Param<TextSet> control)
        implements Family {
    private static final BigDecimal NORMAL_975 = new BigDecimal("1.96");

    private Conversion treated() {
        return outcome.having(arm, treatment);
    }

    private Conversion controlled() {
        return outcome.having(arm, control);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        treated().needs(reading, only, out);
        controlled().needs(reading, only, out);
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        Answer one = treated().answer(reading, only, counts);
        Answer other = controlled().answer(reading, only, counts);
        Evidence.Builder evidence = Evidence.builder()
                .operand("treatment", one)
                .operand("control", other)
                .n(one.evidence().n().orElse(0) + other.evidence().n().orElse(0))
                .censored(one.evidence().censored() + other.evidence().censored());
        Derived.UndefinedOperand worst = Derived.UndefinedOperand.of("treatment", one, null);
        worst = Derived.UndefinedOperand.of("control", other, worst);
        if (worst != null) {
            return worst.answer(evidence.build());
        }
        Quotient difference = one.number().orElseThrow().minus(other.number().orElseThrow());
        BigDecimal reach = NORMAL_975.multiply(
                variance(one).add(variance(other)).sqrt(MathContext.DECIMAL64), MathContext.DECIMAL64);
        evidence.term("lower bound of 95 %", difference.value().subtract(reach, MathContext.DECIMAL64));
        evidence.term("upper bound of 95 %", difference.value().add(reach, MathContext.DECIMAL64));
        return new Answer.Value(difference, evidence.build());
    }

    private static BigDecimal variance(Answer share) {
        Quotient p = share.number().orElseThrow();
        return p.times(Quotient.of(1).minus(p))
                .over(Quotient.of(share.evidence().n().orElseThrow()))
                .value();
    }

    @Override
    public Duration followUp() {
        return outcome.followUp();
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        outcome.reachesAcross(out);
    }
}
