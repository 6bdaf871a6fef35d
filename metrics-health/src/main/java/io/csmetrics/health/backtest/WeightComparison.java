package io.csmetrics.health.backtest;

import io.csmetrics.health.statistics.AucDifference;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The same accounts ranked by the same signals, weighted in four ways. Hand weights that do not beat equal ones earn nothing for their
 * trouble. An account that has no score under some weights counts one half in each pair.
 *
 * @param contenders the four, in the order of {@link Weights}
 * @param heldOut by which accounts they are judged, in words; what was learned was never learned from those
 */
public record WeightComparison(List<Contender> contenders, String heldOut) {

    /** Ways to weight signals. */
    public enum Weights {
        /** As the model says. */
        OWN,
        /** Every group and every signal 1. */
        EQUAL,
        /** Learned from accounts other than those that they are judged by. */
        LEARNED,
        /** One signal alone, the one that ranks best; chosen by the very accounts that judge it, which flatters it a little. */
        BEST_SIGNAL;

        /**
         * Returns the way as JSON writes it.
         *
         * @return such as {@code best-signal}
         */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One of the four.
     *
     * @param weights the way
     * @param signal the id of the signal, for the best one
     * @param auc the area under the ROC curve, 0 to 1; empty where it cannot be computed
     * @param ownMinus by how much the model's own weights rank better; empty for themselves, and where accounts are there several times,
     *     for which the error of a difference would be told too small
     * @param absent why there is no area, in words
     */
    public record Contender(
            Weights weights,
            Optional<String> signal,
            OptionalDouble auc,
            Optional<AucDifference> ownMinus,
            Optional<String> absent) {

        /**
         * Checks that there is an area, or a reason for none.
         *
         * @throws IllegalArgumentException if there are both, or neither
         */
        public Contender {
            Objects.requireNonNull(weights, "weights");
            Objects.requireNonNull(signal, "signal");
            Objects.requireNonNull(ownMinus, "ownMinus");
            if (auc.isPresent() == absent.isPresent()) {
                throw new IllegalArgumentException(
                        "weights " + weights.key() + " must have an area, or a reason for none; give one of them");
            }
        }
    }

    /** Copies the list. */
    public WeightComparison {
        contenders = List.copyOf(contenders);
        Objects.requireNonNull(heldOut, "heldOut");
    }

    /**
     * Returns one of the four.
     *
     * @param weights the way
     * @return the contender
     */
    public Contender contender(Weights weights) {
        return contenders.stream()
                .filter(each -> each.weights() == weights)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "weights " + weights.key() + " must be among the contenders; compare all four"));
    }
}
