package io.csmetrics.cohort.inference;

import io.csmetrics.family.UndefinedReason;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What a test of significance gives: a p-value with the name of the method, or the reason why there is none. */
public sealed interface Significance {

    /**
     * A test that could be made.
     *
     * @param method the name of the method: {@code Fisher's exact test, two-sided}
     * @param statistic the figure that the p-value was read from; empty for an exact test, which has none
     * @param degreesOfFreedom how many groups could differ freely, 1 or more; empty for normal and exact tests
     * @param pValue how likely the groups would differ at least as much if nothing but chance set them apart, 0 to 1; 0 where below
     *     the least double
     */
    record Tested(String method, OptionalDouble statistic, OptionalInt degreesOfFreedom, double pValue)
            implements Significance {

        /**
         * Checks the numbers.
         *
         * @throws IllegalArgumentException if the method is blank, the statistic is not finite, a degree of freedom is missing, or the
         *     p-value is not 0 to 1
         */
        public Tested {
            if (method.isBlank()) {
                throw new IllegalArgumentException("method of a test must not be blank; name it, as in a publication");
            }
            if (statistic.isPresent() && !Double.isFinite(statistic.getAsDouble())) {
                throw new IllegalArgumentException("statistic " + statistic.getAsDouble() + " of " + method
                        + " must be finite; give an untested with its reason instead");
            }
            if (degreesOfFreedom.isPresent() && degreesOfFreedom.getAsInt() < 1) {
                throw new IllegalArgumentException("degrees of freedom " + degreesOfFreedom.getAsInt() + " of " + method
                        + " must be 1 or more; give an untested with its reason instead");
            }
            if (!(pValue >= 0 && pValue <= 1)) {
                throw new IllegalArgumentException("p-value " + pValue + " of " + method
                        + " must be 0 to 1; give an untested with its reason instead");
            }
        }

        /**
         * Decides. Defined as {@code pValue <= 1 - level}.
         *
         * @param confidence how sure the decision is to be
         * @return whether the groups differ by more than chance
         */
        public boolean significantAt(Confidence confidence) {
            return pValue <= 1 - confidence.level();
        }
    }

    /**
     * A test that cannot be made.
     *
     * @param reason why
     * @param detail the reason in words, with the groups that it is about
     */
    record Untested(UndefinedReason reason, String detail) implements Significance {}

    /**
     * Returns the test.
     *
     * @return the test, empty where it cannot be made
     */
    default Optional<Tested> tested() {
        return this instanceof Tested tested ? Optional.of(tested) : Optional.empty();
    }
}
