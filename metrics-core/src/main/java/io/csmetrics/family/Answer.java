package io.csmetrics.family;

import io.csmetrics.facts.Quotient;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a formula gives: a number, a table of numbers, or the reason why there is none. Never NaN, null, or a 0 that stands for "not known". */
public sealed interface Answer extends Serializable {

    /**
     * Returns what the answer rests on.
     *
     * @return the evidence, of an undefined answer too
     */
    Evidence evidence();

    /**
     * Returns this answer with one more thing to know about it.
     *
     * @param flag the flag
     * @return the answer
     */
    Answer with(Flag flag);

    /**
     * Returns the number.
     *
     * @return the exact number, empty if it does not exist or is a table
     */
    default Optional<Quotient> number() {
        return this instanceof Value value ? Optional.of(value.quotient()) : Optional.empty();
    }

    /**
     * A number.
     *
     * @param quotient the number, exact
     * @param evidence what it rests on
     */
    record Value(Quotient quotient, Evidence evidence) implements Answer {
        @Override
        public Value with(Flag flag) {
            return new Value(quotient, evidence.with(flag));
        }
    }

    /**
     * A table.
     *
     * @param rows the rows, all of one kind, in the order of their kind
     * @param evidence what they rest on
     */
    record Table(List<Row> rows, Evidence evidence) implements Answer {
        /** Copies the list. */
        public Table {
            rows = List.copyOf(rows);
        }

        @Override
        public Table with(Flag flag) {
            return new Table(rows, evidence.with(flag));
        }
    }

    /** A row of a table. */
    sealed interface Row extends Serializable {}

    /**
     * How often a category occurs. Rows are by segment, then count from the largest, then category.
     *
     * @param segment the group of accounts, empty where there are no groups
     * @param category the category
     * @param count how often it occurs in the group
     * @param share the count over all counts of the group
     */
    record CategoryRow(Optional<String> segment, String category, long count, Quotient share) implements Row {}

    /**
     * What is left of a cohort in one of its periods. Rows are by cohort, then index; a cell that is not known yet has no row.
     *
     * @param cohort the first day of the period in which the cohort began
     * @param index how many periods after that, 0 or more
     * @param rate what is left over what the cohort began with
     */
    record CohortRow(LocalDate cohort, int index, Quotient rate) implements Row {
        /** Checks the index. */
        public CohortRow {
            if (index < 0) {
                throw new IllegalArgumentException("index " + index + " of cohort " + cohort + " must be 0 or more");
            }
        }
    }

    /**
     * No number.
     *
     * @param reason why
     * @param detail the reason in words, with the term or operand that it is about
     * @param evidence what is known all the same
     */
    record Undefined(UndefinedReason reason, String detail, Evidence evidence) implements Answer {
        @Override
        public Undefined with(Flag flag) {
            return new Undefined(reason, detail, evidence.with(flag));
        }
    }

    /**
     * Returns an answer without number and without evidence: nothing was counted.
     *
     * @param reason why
     * @param detail the reason in words
     * @return the answer
     */
    static Answer undefined(UndefinedReason reason, String detail) {
        return new Undefined(reason, detail, Evidence.builder().build());
    }
}
