package io.csmetrics.select;

import java.io.Serializable;
import java.time.Duration;

/** When something must have happened, told from the period {@code [s, e)}. */
public sealed interface Scope extends Serializable {

    /** Inside the period. */
    record InPeriod() implements Scope {}

    /** At any time before the period. */
    record BeforeStart() implements Scope {}

    /** At any time before the end of the period. */
    record BeforeEnd() implements Scope {}

    /**
     * In a length of time that ends where the period starts: {@code [s - lookback, s)}.
     *
     * @param lookback the length
     */
    record Lookback(Param<Duration> lookback) implements Scope {
        /** Checks the length. */
        public Lookback {
            Param.requireLength("lookback", lookback, Duration.ofMillis(1));
        }
    }

    /**
     * In a length of time that ends where the period ends: {@code [e - trailing, e)}.
     *
     * @param trailing the length
     */
    record Trailing(Param<Duration> trailing) implements Scope {
        /** Checks the length. */
        public Trailing {
            Param.requireLength("trailing", trailing, Duration.ofMillis(1));
        }
    }

    /**
     * Returns the default scope.
     *
     * @return inside the period
     */
    static Scope inPeriod() {
        return new InPeriod();
    }

    /**
     * Returns the scope of everything before the period.
     *
     * @return before the start
     */
    static Scope beforeStart() {
        return new BeforeStart();
    }

    /**
     * Returns the scope of everything until the end of the period.
     *
     * @return before the end
     */
    static Scope beforeEnd() {
        return new BeforeEnd();
    }

    /**
     * Returns a scope that ends where the period ends.
     *
     * @param length the length
     * @return the scope
     */
    static Scope trailing(Param<Duration> length) {
        return new Trailing(length);
    }

    /**
     * Returns a scope that looks back from the start of the period.
     *
     * @param length the length
     * @return the scope
     */
    static Scope lookback(Param<Duration> length) {
        return new Lookback(length);
    }
}
