package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.FitDiagnostics;
import io.csmetrics.cohort.inference.FittedParameter;
import java.util.List;
import java.util.Optional;

/** What a fit gives: a model with its uncertainty, or the reason why there is none. */
public sealed interface RetentionFit {

    /**
     * Returns the fit.
     *
     * @return the fit, empty where there is none
     */
    default Optional<Fitted> fitted() {
        return this instanceof Fitted fitted ? Optional.of(fitted) : Optional.empty();
    }

    /**
     * A model that was fitted by maximum likelihood. Defined as the maximum of
     * {@code sum of lost(t) * ln churnMass(t) + sum of still active at the last period T * ln survival(T)}, each over cohorts.
     *
     * @param asked the model that was asked for
     * @param model the model; a {@link Geometric} one where customers do not differ, so that the model asked for has no maximum
     * @param counts the counts that it was fitted to
     * @param logLikelihood the logarithm of the likelihood of these counts, at most 0
     * @param parameters the parameters, in the order of the model's components
     * @param covariance the covariances of the parameters, row by row, from the curvature at the maximum; empty where it is flat in some
     *     direction, so that no error can be told
     * @param diagnostics how the search ended
     */
    record Fitted(
            RetentionModelKind asked,
            RetentionModel model,
            ActiveCounts counts,
            double logLikelihood,
            List<FittedParameter> parameters,
            List<List<Double>> covariance,
            FitDiagnostics diagnostics)
            implements RetentionFit {

        /**
         * Copies the lists, and checks the likelihood.
         *
         * @throws IllegalArgumentException if the likelihood is not finite and at most 0
         */
        public Fitted {
            if (!(logLikelihood <= 0 && logLikelihood > Double.NEGATIVE_INFINITY)) {
                throw new IllegalArgumentException("log-likelihood " + logLikelihood + " must be finite and at most 0");
            }
            parameters = List.copyOf(parameters);
            covariance = covariance.stream().map(List::copyOf).toList();
        }

        /**
         * Tells whether a simpler model stands for the one asked for, because customers do not differ.
         *
         * @return whether the model is of another kind
         */
        public boolean fellBack() {
            return model.kind() != asked;
        }

        /**
         * Returns why the projection is not to be believed, where the data say so: a geometric model that stands for one of customers who
         * differ, although more are lost with age. No model here tells that but {@link BetaDiscreteWeibull} with a shape above 1.
         *
         * @return a sentence; empty where the shares lost do not rise by more than chance (Cochran-Armitage trend, 5 %)
         */
        public Optional<String> caution() {
            return fellBack() ? RisingLosses.of(counts) : Optional.empty();
        }

        /**
         * Returns how well the model fits for its number of parameters, to compare models of the same counts: less is better. Defined as
         * {@code 2 * parameters - 2 * logLikelihood} (Akaike 1974).
         *
         * @return the criterion
         */
        public double akaike() {
            return 2.0 * parameters.size() - 2 * logLikelihood;
        }

        /**
         * Projects survival and retention.
         *
         * @param horizon the last period, 0 or more; it may be beyond the last known one
         * @param confidence of the intervals
         * @return the projection, from period 0
         * @throws IllegalArgumentException if the horizon is negative
         */
        public Projection project(int horizon, Confidence confidence) {
            return Projection.of(this, horizon, confidence);
        }

        /**
         * Returns what this model would have said some periods ago: all but the first periods are held out.
         *
         * @param holdout how many periods of the longest cohort are held out, 1 or more
         * @return the same kind of model of the first periods, held against the others
         * @throws IllegalArgumentException if nothing is held out
         */
        public Backtest backtest(int holdout) {
            return Backtest.of(asked, counts, holdout);
        }

        /**
         * Returns the fit as lines of text: model, data, parameters, and what it supposes.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return LifetimeText.of(this);
        }
    }

    /**
     * No model.
     *
     * @param reason why
     * @param detail the reason in words, with the numbers that it is about
     */
    record Refused(FitRefusal reason, String detail) implements RetentionFit {

        /**
         * Returns the reason in words.
         *
         * @return the detail
         */
        @Override
        public String toString() {
            return "no model of retention: " + detail;
        }
    }
}
