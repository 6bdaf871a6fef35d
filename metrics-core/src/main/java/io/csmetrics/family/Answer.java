package io.csmetrics.family;

import io.csmetrics.facts.Quotient;
import java.io.Serializable;
import java.util.Optional;

/** What a formula gives: a number, or the reason why there is none. Never NaN, null, or a 0 that stands for "not known". */
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
     * @return the exact number, empty if it does not exist
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
