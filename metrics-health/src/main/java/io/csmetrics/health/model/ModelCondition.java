package io.csmetrics.health.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What must hold of named values: of the raw values of signals in a rule, of the account's properties in {@code appliesTo}. Where a
 * value is not known, a condition on it is neither true nor false: {@code and}, {@code or} and {@code not} then follow Kleene (1938), so
 * that the whole can still be known.
 */
public sealed interface ModelCondition {
    /** Whether a condition holds. */
    enum Truth {
        /** It holds. */
        TRUE,
        /** It does not hold. */
        FALSE,
        /** A value that decides it is not known. */
        UNKNOWN;

        static Truth of(boolean holds) {
            return holds ? TRUE : FALSE;
        }
    }

    /** A condition on one value. */
    sealed interface Leaf extends ModelCondition {
        /**
         * Returns the name of the value.
         *
         * @return the name
         */
        String name();
    }

    /**
     * A number against a limit. A text that is no number is not known.
     *
     * @param name the name of the value
     * @param comparison how they are compared
     * @param limit the limit
     */
    record Compare(String name, Comparison comparison, double limit) implements Leaf {
        /** Checks the parts. */
        public Compare {
            new PartCheck().name("", name).finite(comparison.key(), limit).done();
        }

        @Override
        public Truth test(Function<String, SignalValue> values) {
            SignalValue value = values.apply(name);
            return value.isNumber() ? Truth.of(comparison.holds(value.number(), limit)) : Truth.UNKNOWN;
        }

        @Override
        public String toString() {
            return name + " " + comparison + " " + PartCheck.text(limit);
        }
    }

    /**
     * A text among others. Numbers are compared as they are written.
     *
     * @param name the name of the value
     * @param in the texts, at least one
     */
    record In(String name, SortedSet<String> in) implements Leaf {
        /** Checks and copies the texts. */
        public In {
            in = Collections.unmodifiableSortedSet(new TreeSet<>(in));
            new PartCheck()
                    .name("", name)
                    .that(!in.isEmpty(), "in", "at least one text must be there")
                    .that(in.stream().noneMatch(String::isBlank), "in", "a text must not be blank; leave it out")
                    .done();
        }

        @Override
        public Truth test(Function<String, SignalValue> values) {
            SignalValue value = values.apply(name);
            return value.isPresent() ? Truth.of(in.contains(value.text())) : Truth.UNKNOWN;
        }

        @Override
        public String toString() {
            return name + " in " + in;
        }
    }

    /**
     * All of several conditions.
     *
     * @param all the conditions, at least one
     */
    record All(List<ModelCondition> all) implements ModelCondition {
        /** Copies the conditions. */
        public All {
            all = List.copyOf(all);
            new PartCheck()
                    .that(!all.isEmpty(), "all", "at least one condition must be there")
                    .done();
        }

        @Override
        public Truth test(Function<String, SignalValue> values) {
            Truth truth = Truth.TRUE;
            for (ModelCondition each : all) {
                Truth its = each.test(values);
                if (its == Truth.FALSE) {
                    return its;
                }
                truth = its == Truth.UNKNOWN ? its : truth;
            }
            return truth;
        }

        @Override
        public String toString() {
            return joined(all, " and ");
        }
    }

    /**
     * At least one of several conditions.
     *
     * @param any the conditions, at least one
     */
    record Any(List<ModelCondition> any) implements ModelCondition {
        /** Copies the conditions. */
        public Any {
            any = List.copyOf(any);
            new PartCheck()
                    .that(!any.isEmpty(), "any", "at least one condition must be there")
                    .done();
        }

        @Override
        public Truth test(Function<String, SignalValue> values) {
            Truth truth = Truth.FALSE;
            for (ModelCondition each : any) {
                Truth its = each.test(values);
                if (its == Truth.TRUE) {
                    return its;
                }
                truth = its == Truth.UNKNOWN ? its : truth;
            }
            return truth;
        }

        @Override
        public String toString() {
            return joined(any, " or ");
        }
    }

    /**
     * The opposite of a condition.
     *
     * @param not the condition
     */
    record Not(ModelCondition not) implements ModelCondition {
        @Override
        public Truth test(Function<String, SignalValue> values) {
            return switch (not.test(values)) {
                case TRUE -> Truth.FALSE;
                case FALSE -> Truth.TRUE;
                case UNKNOWN -> Truth.UNKNOWN;
            };
        }

        @Override
        public String toString() {
            return "not (" + not + ")";
        }
    }

    /**
     * Tells whether the condition holds.
     *
     * @param values gives the value of a name, {@link SignalValue#none()} where it is not known
     * @return whether it holds
     */
    Truth test(Function<String, SignalValue> values);

    /**
     * Walks over the names in this condition.
     *
     * @param path where this condition stands
     * @param leaves takes the path and the condition of each {@link Compare} and {@link In}
     */
    default void forEachLeaf(String path, BiConsumer<String, Leaf> leaves) {
        if (this instanceof All all) {
            for (int i = 0; i < all.all().size(); i++) {
                all.all().get(i).forEachLeaf(path + ".all[" + i + "]", leaves);
            }
        } else if (this instanceof Any any) {
            for (int i = 0; i < any.any().size(); i++) {
                any.any().get(i).forEachLeaf(path + ".any[" + i + "]", leaves);
            }
        } else if (this instanceof Not not) {
            not.not().forEachLeaf(path + ".not", leaves);
        } else if (this instanceof Leaf leaf) {
            leaves.accept(path, leaf);
        }
    }

    /**
     * Returns a number against a limit.
     *
     * @param name the name of the value
     * @param comparison the key of the comparison, such as {@code gte}
     * @param limit the limit
     * @return the condition
     */
    static ModelCondition compare(String name, String comparison, double limit) {
        return new Compare(name, Comparison.valueOf(comparison.toUpperCase(Locale.ROOT)), limit);
    }

    private static String joined(List<ModelCondition> conditions, String word) {
        return conditions.stream()
                .map(each -> each instanceof All || each instanceof Any ? "(" + each + ")" : each.toString())
                .collect(Collectors.joining(word));
    }
}
