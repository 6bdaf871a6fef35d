package io.csmetrics.cohort.purchase;

import io.csmetrics.cohort.inference.FitDiagnostics;
import io.csmetrics.cohort.inference.FittedParameter;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What fitting a model gives: the model with all that is needed to judge it, or the reason why there is none.
 *
 * @param <M> the kind of model
 */
public sealed interface ModelFit<M> {

    /**
     * A model that could be fitted.
     *
     * @param <M> the kind of model
     * @param model the model
     * @param name the name of the model: {@code BG/NBD}
     * @param asOf the last known day of the purchases
     * @param customers how many customers it was fitted to
     * @param unit the unit of the parameters: {@code weeks}, or a currency
     * @param parameters the parameters with their standard errors
     * @param logLikelihood the logarithm of the likelihood at the parameters, in that unit
     * @param diagnostics how the search ended
     * @param limits what the model takes for granted and the reader should know, each a sentence
     */
    record Fitted<M>(
            M model,
            String name,
            LocalDate asOf,
            int customers,
            String unit,
            List<FittedParameter> parameters,
            double logLikelihood,
            FitDiagnostics diagnostics,
            List<String> limits)
            implements ModelFit<M> {

        /** Copies the lists. */
        public Fitted {
            parameters = List.copyOf(parameters);
            limits = List.copyOf(limits);
        }

        /**
         * Returns the fit as aligned text of several lines: model, data, parameters with errors, diagnostics, limits.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return FitText.of(this);
        }
    }

    /**
     * A model that cannot be fitted.
     *
     * @param <M> the kind of model
     * @param name the name of the model
     * @param reason why
     * @param detail the reason in words, with the numbers that it is about
     */
    record Refused<M>(String name, Reason reason, String detail) implements ModelFit<M> {

        /**
         * Returns the name with the reason.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return name + " not fitted, " + reason + ": " + detail;
        }
    }

    /** Why a model cannot be fitted. Of several reasons the first in this order is given. */
    enum Reason {
        /** There are fewer customers than a model with so many parameters can be told from. */
        TOO_FEW_CUSTOMERS,
        /** Every customer's first purchase was on the last known day: there is no time in which one could have come back. */
        NO_TIME,
        /** Nobody bought on a second day, or nobody paid for it. */
        NO_REPEAT_BUYER,
        /** Every customer has the same mean spend. */
        NO_VARIATION,
        /** The likelihood rises on while a parameter goes to 0 or to infinity. */
        NO_MAXIMUM,
        /** The search ended at a point that is no maximum. */
        NOT_CONVERGED;

        /**
         * Returns the name, such as {@code no-repeat-buyer}.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Returns the model with its figures.
     *
     * @return the fit, empty where it is refused
     */
    default Optional<Fitted<M>> fitted() {
        return this instanceof Fitted<M> fitted ? Optional.of(fitted) : Optional.empty();
    }
}
