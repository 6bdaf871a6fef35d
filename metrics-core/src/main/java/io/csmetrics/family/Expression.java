package io.csmetrics.family;

import io.csmetrics.facts.Quotient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Arithmetic over names: {@code + - * /}, {@code min(a, b)}, {@code max(a, b)}, parentheses and decimal numbers. Read by recursive
 * descent into a tree that is evaluated exactly; text is bounded, so that a hostile one cannot exhaust the stack.
 */
final class Expression {
    private static final int LONGEST = 500;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private final String text;
    private final SortedSet<String> names = new TreeSet<>();
    private final Node root;
    private int at;

    private interface Node {
        Quotient value(Function<String, Quotient> named);
    }

    private Expression(String text) {
        this.text = text;
        if (text.length() > LONGEST) {
            throw refused("must be at most " + LONGEST + " characters long");
        }
        root = sum();
        skipSpace();
        if (at < text.length()) {
            throw refused("has an unexpected \"" + text.charAt(at) + "\" at position " + (at + 1));
        }
    }

    static Expression parse(String text) {
        return new Expression(text);
    }

    /** The names that it uses. */
    SortedSet<String> names() {
        return names;
    }

    /** The exact value; a division by zero throws {@link ArithmeticException}. */
    Quotient value(Function<String, Quotient> named) {
        return root.value(named);
    }

    private Node sum() {
        Node left = product();
        while (true) {
            if (skip('+')) {
                left = combined(left, product(), Quotient::plus);
            } else if (skip('-')) {
                left = combined(left, product(), Quotient::minus);
            } else {
                return left;
            }
        }
    }

    private Node product() {
        Node left = factor();
        while (true) {
            if (skip('*')) {
                left = combined(left, factor(), Quotient::times);
            } else if (skip('/')) {
                left = combined(left, factor(), Quotient::over);
            } else {
                return left;
            }
        }
    }

    private Node factor() {
        if (skip('-')) {
            Node negated = factor();
            return named -> negated.value(named).negated();
        }
        if (skip('(')) {
            Node inner = sum();
            require(')');
            return inner;
        }
        String word = word();
        if (Character.isDigit(word.charAt(0))) {
            return number(word);
        }
        if (skip('(')) {
            return function(word);
        }
        names.add(word);
        return named -> named.apply(word);
    }

    /** No exponents: a few characters of them make a number that fills the memory. */
    private Node number(String word) {
        if (!NUMBER.matcher(word).matches()) {
            throw refused("has a malformed number \"" + word + "\"");
        }
        Quotient number = Quotient.of(new BigDecimal(word));
        return named -> number;
    }

    private Node function(String name) {
        List<Node> arguments = new ArrayList<>(List.of(sum()));
        while (skip(',')) {
            arguments.add(sum());
        }
        require(')');
        BinaryOperator<Quotient> operator = switch (name) {
            case "min" -> Quotient::min;
            case "max" -> Quotient::max;
            default -> throw refused("has an unknown function \"" + name + "\"; there are min and max");
        };
        return named -> arguments.stream()
                .map(argument -> argument.value(named))
                .reduce(operator)
                .orElseThrow();
    }

    private static Node combined(Node left, Node right, BinaryOperator<Quotient> operator) {
        return named -> operator.apply(left.value(named), right.value(named));
    }

    private String word() {
        skipSpace();
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || ".".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (from == at) {
            throw refused("lacks a name or number at position " + (at + 1));
        }
        return text.substring(from, at);
    }

    private boolean skip(char wanted) {
        skipSpace();
        boolean found = at < text.length() && text.charAt(at) == wanted;
        at += found ? 1 : 0;
        return found;
    }

    private void require(char wanted) {
        if (!skip(wanted)) {
            throw refused("lacks a \"" + wanted + "\" at position " + (at + 1));
        }
    }

    private void skipSpace() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("expression \"" + text + "\" " + why);
    }
}
