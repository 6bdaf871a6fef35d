package io.csmetrics.family;

import io.csmetrics.facts.Quotient;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a number rests on: structure, not text. */
public final class Evidence implements Serializable {
    private static final long serialVersionUID = 1;

    private final LinkedHashMap<String, BigDecimal> terms;
    private final @Nullable BigDecimal numerator;
    private final @Nullable BigDecimal denominator;
    private final long n;
    private final long excluded;
    private final long censored;
    private final TreeSet<Flag> flags;
    private final TreeMap<String, Answer> operands;
    private final String method;

    private Evidence(Builder builder) {
        terms = new LinkedHashMap<>(builder.terms);
        numerator = builder.numerator;
        denominator = builder.denominator;
        n = builder.n;
        excluded = builder.excluded;
        censored = builder.censored;
        flags = new TreeSet<>(builder.flags);
        operands = new TreeMap<>(builder.operands);
        method = builder.method;
    }

    /**
     * Begins the evidence of a formula.
     *
     * @return a builder without anything counted
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the counted terms by name, in the order in which the formula reads them.
     *
     * @return the terms; money in major units
     */
    public Map<String, BigDecimal> terms() {
        return Collections.unmodifiableMap(terms);
    }

    /**
     * Returns the numerator of a ratio.
     *
     * @return the numerator, empty where the number is no ratio of two counts
     */
    public Optional<BigDecimal> numerator() {
        return Optional.ofNullable(numerator);
    }

    /**
     * Returns the denominator of a ratio.
     *
     * @return the denominator, empty where the number is no ratio of two counts
     */
    public Optional<BigDecimal> denominator() {
        return Optional.ofNullable(denominator);
    }

    /**
     * Returns how many units were counted.
     *
     * @return the number, empty where the formula only combines others
     */
    public OptionalLong n() {
        return n < 0 ? OptionalLong.empty() : OptionalLong.of(n);
    }

    /**
     * Returns how many units were left out because they lack what is counted, or do not meet a condition because they have no score.
     *
     * @return the number
     */
    public long excluded() {
        return excluded;
    }

    /**
     * Returns how many units are not finished: their window was still open, or their end had not come.
     *
     * @return the number
     */
    public long censored() {
        return censored;
    }

    /**
     * Returns what the reader should know.
     *
     * @return the flags
     */
    public SortedSet<Flag> flags() {
        return Collections.unmodifiableSortedSet(flags);
    }

    /**
     * Returns the answers that were combined, by their names in the formula.
     *
     * @return the operands, empty where the formula counts by itself
     */
    public SortedMap<String, Answer> operands() {
        return Collections.unmodifiableSortedMap(operands);
    }

    /**
     * Returns the method by which revenue was told apart.
     *
     * @return the name of the method, empty where there is none
     */
    public Optional<String> method() {
        return method.isEmpty() ? Optional.empty() : Optional.of(method);
    }

    private List<@Nullable Object> parts() {
        return Arrays.asList(terms, numerator, denominator, n, excluded, censored, flags, operands, method);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Evidence that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /**
     * Returns all parts, for debugging.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "Evidence" + parts();
    }

    Evidence with(Flag flag) {
        Builder builder = new Builder();
        builder.terms.putAll(terms);
        builder.numerator = numerator;
        builder.denominator = denominator;
        builder.n = n;
        builder.excluded = excluded;
        builder.censored = censored;
        builder.flags.addAll(flags);
        builder.operands.putAll(operands);
        builder.method = method;
        return builder.flag(flag, true).build();
    }

    /** Gathers evidence. */
    public static final class Builder {
        private final LinkedHashMap<String, BigDecimal> terms = new LinkedHashMap<>();
        private @Nullable BigDecimal numerator;
        private @Nullable BigDecimal denominator;
        private long n = -1;
        private long excluded;
        private long censored;
        private final TreeSet<Flag> flags = new TreeSet<>();
        private final TreeMap<String, Answer> operands = new TreeMap<>();
        private String method = "";

        private Builder() {}

        /**
         * Adds a counted term.
         *
         * @param name its name
         * @param value how much was counted, money in major units
         * @return this builder
         */
        public Builder term(String name, BigDecimal value) {
            terms.put(name, plain(value));
            return this;
        }

        private void ratio(BigDecimal over, BigDecimal under) {
            numerator = plain(over);
            denominator = plain(under);
        }

        /**
         * Says how many units were counted.
         *
         * @param units the number
         * @return this builder
         */
        public Builder n(long units) {
            n = units;
            return this;
        }

        /**
         * Says how many units were left out.
         *
         * @param units the number
         * @return this builder
         */
        public Builder excluded(long units) {
            excluded = units;
            return this;
        }

        /**
         * Says how many units are not finished.
         *
         * @param units the number
         * @return this builder
         */
        public Builder censored(long units) {
            censored = units;
            return this;
        }

        /**
         * Raises a flag.
         *
         * @param flag the flag
         * @param raised whether it is raised; nothing changes where it is not
         * @return this builder
         */
        public Builder flag(Flag flag, boolean raised) {
            if (raised) {
                flags.add(flag);
            }
            return this;
        }

        /**
         * Names the method.
         *
         * @param name its name
         * @return this builder
         */
        public Builder method(String name) {
            method = name;
            return this;
        }

        /** Adds an operand; its flags hold for what is made of it, too. */
        Builder operand(String name, Answer answer) {
            operands.put(name, answer);
            flags.addAll(answer.evidence().flags());
            return this;
        }

        /** {@code scale * over / under}, or ZERO_DENOMINATOR in words. */
        Answer divide(Quotient scale, BigDecimal over, BigDecimal under, String underName) {
            ratio(over, under);
            return under.signum() == 0
                    ? new Answer.Undefined(UndefinedReason.ZERO_DENOMINATOR, underName + " is 0", build())
                    : new Answer.Value(scale.times(new Quotient(over, under)), build());
        }

        /**
         * Ends the evidence.
         *
         * @return what was gathered
         */
        public Evidence build() {
            return new Evidence(this);
        }

        /** Without trailing zeros, so that equal evidence is equal however it was added up. */
        private static BigDecimal plain(BigDecimal value) {
            return Quotient.of(value).numerator();
        }
    }
}
