package io.csmetrics.health.backtest;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.statistics.AucDifference;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Weights learned from what happened, beside those that were set by hand; for a person to look at, never put in place by itself.
 *
 * <p>Learned by a logistic regression of who stays on the sub-scores, 0 to 1, all turned so that high is healthy: minimised is {@code
 * -logLikelihood + penalty / 2 * (sum of coefficient²)} with a penalty of {@value #PENALTY} and coefficients of at least 0, so that a
 * weight can never punish good behaviour. A signal's share is {@code coefficient / sum of coefficients}. A sub-score that is not known
 * takes the mean of those that are. A signal needs 10 churned accounts.
 */
public sealed interface WeightSuggestion {
    /** The penalty of the regression. */
    double PENALTY = 1;

    /**
     * What a signal weighs in the whole if nothing is missing.
     *
     * @param group the id of its group
     * @param signal its id
     * @param own its share by the weights of the model, 0 to 1
     * @param suggested its share by the learned weights, 0 to 1
     */
    record SignalShare(String group, String signal, double own, double suggested) {}

    /**
     * Weights.
     *
     * @param model the model with the learned weights, fitted to all accounts, under its new version; signals of weight 0 stay listed
     * @param shares what each signal weighs before and after, in the order of the model
     * @param ownAuc the area under the ROC curve of the model's own weights, for the accounts held out
     * @param suggestedAuc the area of weights learned in the same way without those accounts
     * @param gain by how much the learned weights rank better; empty where accounts are there several times
     * @param heldOut which accounts were held out, in words
     */
    record Suggested(
            HealthModel model,
            List<SignalShare> shares,
            double ownAuc,
            double suggestedAuc,
            Optional<AucDifference> gain,
            String heldOut)
            implements WeightSuggestion {

        /** Copies the list. */
        public Suggested {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(gain, "gain");
            Objects.requireNonNull(heldOut, "heldOut");
            shares = List.copyOf(shares);
        }
    }

    /**
     * No weights.
     *
     * @param reason why, in words
     */
    record Declined(String reason) implements WeightSuggestion {}
}
