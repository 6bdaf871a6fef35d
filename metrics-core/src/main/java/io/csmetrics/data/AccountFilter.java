package io.csmetrics.data;

import io.csmetrics.record.Account;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which accounts count, by their properties: a value, so that equal filters are counted once.
 *
 * @param tests what must all hold, in a fixed order; none for every account
 */
public record AccountFilter(List<Test> tests) implements Serializable {
    private static final AccountFilter ALL = new AccountFilter(List.of());

    /** Puts the tests in order and drops repeated ones. */
    public AccountFilter {
        tests = tests.stream().distinct().sorted().toList();
    }

    /**
     * One property that an account must have.
     *
     * @param property the property, as {@link Account#property(String)} names it
     * @param values the values of which it must have one; none for any value at all
     */
    public record Test(String property, SortedSet<String> values) implements Comparable<Test>, Serializable {

        /** Copies the values. */
        public Test {
            values = Collections.unmodifiableSortedSet(new TreeSet<>(values));
        }

        private boolean holds(Account account) {
            return account.property(property).map(this::holds).orElse(false);
        }

        private boolean holds(String value) {
            return values.isEmpty() || values.contains(value);
        }

        @Override
        public int compareTo(Test other) {
            return toString().compareTo(other.toString());
        }

        /**
         * Returns the test as text, such as {@code source in [referral]} or {@code owner is set}.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return values.isEmpty() ? property + " is set" : property + " in " + values;
        }
    }

    /**
     * Returns the filter that keeps every account.
     *
     * @return a filter without tests
     */
    public static AccountFilter all() {
        return ALL;
    }

    /**
     * Returns the filter that keeps accounts whose property has one of some values.
     *
     * @param property the property
     * @param values the values, at least one
     * @return the filter
     */
    public static AccountFilter where(String property, String... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException(
                    "values of \"" + property + "\" must be at least one; use whereSet for any value");
        }
        return new AccountFilter(List.of(new Test(property, new TreeSet<>(Arrays.asList(values)))));
    }

    /**
     * Returns the filter that keeps accounts that have a property at all.
     *
     * @param property the property
     * @return the filter
     */
    public static AccountFilter whereSet(String property) {
        return new AccountFilter(List.of(new Test(property, Collections.emptySortedSet())));
    }

    /**
     * Returns the filter that keeps what both keep.
     *
     * @param other another filter
     * @return the narrower filter
     */
    public AccountFilter and(AccountFilter other) {
        return new AccountFilter(
                Stream.concat(tests.stream(), other.tests.stream()).toList());
    }

    /**
     * Tells whether every account is kept.
     *
     * @return whether there is no test
     */
    public boolean keepsAll() {
        return tests.isEmpty();
    }

    /**
     * Tells whether an account is kept.
     *
     * @param account the account
     * @return whether all tests hold
     */
    public boolean keeps(Account account) {
        return tests.stream().allMatch(test -> test.holds(account));
    }

    /**
     * Tells which accounts of a book are kept: each different value of a property is tested once.
     *
     * @param data the book
     * @return whether an account is kept, by its index
     */
    public IntPredicate keeping(CustomerData data) {
        IntPredicate kept = account -> true;
        for (Test test : tests) {
            Coded<String> column = data.property(test.property);
            boolean[] holds = new boolean[column.values().size()];
            for (int code = 0; code < holds.length; code++) {
                holds[code] = test.holds(column.values().get(code));
            }
            kept = kept.and(account -> column.code(account) != Coded.NONE && holds[column.code(account)]);
        }
        return kept;
    }

    /**
     * Returns the tests as text, such as {@code source in [referral]}.
     *
     * @return the text; {@code any property} where every account is kept
     */
    @Override
    public String toString() {
        return keepsAll() ? "any property" : tests.stream().map(Test::toString).collect(Collectors.joining(" and "));
    }
}
