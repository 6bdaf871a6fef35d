package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.SumFacts;
import io.csmetrics.period.Reading;
import java.util.function.Consumer;

/**
 * A caller's own sums, and an expression over them: for what no other family can say. It cannot be written as JSON. Undefined with
 * ZERO_DENOMINATOR where the expression divides by 0.
 *
 * @param counter what is summed
 * @param expr the expression over the names of the sums, as in {@link Derived}
 */
public record Custom(PerAccountCounter counter, String expr) implements Family {
    /** Checks that the expression can be read. */
    public Custom {
        Expression.parse(expr);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(new Need(counter, reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        SumFacts sums = counts.of(SumFacts.class, new Need(counter, reading, only));
        Evidence.Builder evidence = Evidence.builder();
        Expression expression = Expression.parse(expr);
        expression.names().forEach(name -> evidence.term(name, sums.get(name)));
        try {
            return new Answer.Value(expression.value(name -> Quotient.of(sums.get(name))), evidence.build());
        } catch (ArithmeticException divisionByZero) {
            return new Answer.Undefined(
                    UndefinedReason.ZERO_DENOMINATOR, "a denominator in " + expr + " is 0", evidence.build());
        }
    }
}
