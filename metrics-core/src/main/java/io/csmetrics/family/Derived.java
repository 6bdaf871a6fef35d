package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic over other formulas, all read over the same period with the same knowledge, computed with exact fractions. Undefined
 * where an operand is, with the operand's reason; where something is divided by 0, with ZERO_DENOMINATOR.
 *
 * @param expr the expression: {@code + - * /}, {@code min}, {@code max}, parentheses, numbers, the names of operands and
 *     parameters, and {@code months}, the length of the period in months
 * @param of the operands by name
 * @param params the parameters by name
 */
public record Derived(String expr, SortedMap<String, Family> of, SortedMap<String, Param<BigDecimal>> params)
        implements Family {

    private static final String MONTHS = "months";

    /** Checks that the expression can be read and that it knows all its names. */
    public Derived {
        of = Collections.unmodifiableSortedMap(new TreeMap<>(of));
        params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
        of.forEach(
                (name, operand) -> requireNumber("operand \"" + name + "\" of expression \"" + expr + "\"", operand));
        for (String name : of.keySet()) {
            if (name.equals(MONTHS) || params.containsKey(name)) {
                throw new IllegalArgumentException("operand \"" + name + "\" of expression \"" + expr
                        + "\" must not have the name of a parameter or of the length of the period; choose another");
            }
        }
        if (params.containsKey(MONTHS)) {
            throw new IllegalArgumentException("parameter \"" + MONTHS + "\" of expression \"" + expr
                    + "\" must not have the name of the length of the period; choose another");
        }
        for (String name : Expression.parse(expr).names()) {
            if (!of.containsKey(name) && !params.containsKey(name) && !name.equals(MONTHS)) {
                throw new IllegalArgumentException("expression \"" + expr + "\" names \"" + name
                        + "\", which must be an operand, a parameter or months");
            }
        }
    }

    static void requireNumber(String what, Family operand) {
        if (isTable(operand)) {
            throw new IllegalArgumentException(what + " must be a number, not a table");
        }
    }

    private static boolean isTable(Family formula) {
        if (formula instanceof Reference reference) {
            return isTable(reference.of());
        }
        if (formula instanceof Only only) {
            return isTable(only.of());
        }
        if (formula instanceof Choice choice) {
            return !choice.of().isEmpty() && choice.of().values().stream().allMatch(Derived::isTable);
        }
        return formula instanceof Frequency || (formula instanceof OpenFamily open && open.isTable());
    }

    /**
     * Returns an expression without parameters.
     *
     * @param expr the expression
     * @param of the operands by name
     * @return the formula
     */
    public static Derived of(String expr, Map<String, Family> of) {
        return new Derived(expr, new TreeMap<>(of), Collections.emptySortedMap());
    }

    /**
     * Returns an expression with a parameter.
     *
     * @param expr the expression
     * @param of the operands by name
     * @param name the parameter's name in the expression
     * @param param the parameter
     * @return the formula
     */
    public static Derived of(String expr, Map<String, Family> of, String name, Param<BigDecimal> param) {
        return new Derived(expr, new TreeMap<>(of), new TreeMap<>(Map.of(name, param)));
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        of.values().forEach(operand -> operand.needs(reading, only, out));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        Evidence.Builder evidence = Evidence.builder();
        SortedMap<String, Quotient> values = new TreeMap<>();
        UndefinedOperand worst = null;
        for (Map.Entry<String, Family> operand : of.entrySet()) {
            Answer answer = operand.getValue().answer(reading, only, counts);
            evidence.operand(operand.getKey(), answer);
            answer.number().ifPresent(number -> values.put(operand.getKey(), number));
            worst = UndefinedOperand.of(name(operand), answer, worst);
        }
        if (worst != null) {
            return worst.answer(evidence.build());
        }
        params.forEach((name, param) -> {
            values.put(name, Quotient.of(param.get()));
            evidence.term(name, param.get());
        });
        Expression expression = Expression.parse(expr);
        if (expression.names().contains(MONTHS)) {
            BigDecimal months = reading.visiblePeriod(counts.zone()).months();
            values.put(MONTHS, Quotient.of(months));
            evidence.term(MONTHS, months);
        }
        try {
            return new Answer.Value(
                    expression.value(name -> Objects.requireNonNull(values.get(name), name)), evidence.build());
        } catch (ArithmeticException divisionByZero) {
            return new Answer.Undefined(
                    UndefinedReason.ZERO_DENOMINATOR, "a denominator in " + expr + " is 0", evidence.build());
        }
    }

    @Override
    public Duration followUp() {
        return of.values().stream()
                .map(Family::followUp)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        of.values().forEach(operand -> operand.reachesAcross(out));
    }

    private static String name(Map.Entry<String, Family> operand) {
        return operand.getValue() instanceof Reference reference ? reference.key() : operand.getKey();
    }

    /** An operand that has no number; of several the reason that comes first is told. */
    record UndefinedOperand(String name, Answer.Undefined undefined) {
        /** The worse of an operand, if it is undefined, and another one. */
        static @Nullable UndefinedOperand of(String name, Answer answer, @Nullable UndefinedOperand other) {
            if (answer instanceof Answer.Table table) {
                Answer.Undefined noNumber = new Answer.Undefined(
                        UndefinedReason.UNCONFIGURED, "it is a table, where a number is needed", table.evidence());
                return new UndefinedOperand(name, noNumber);
            }
            return answer instanceof Answer.Undefined undefined
                            && (other == null || undefined.reason().compareTo(other.undefined.reason()) < 0)
                    ? new UndefinedOperand(name, undefined)
                    : other;
        }

        Answer answer(Evidence evidence) {
            return new Answer.Undefined(undefined.reason(), name + ": " + undefined.detail(), evidence);
        }
    }
}
