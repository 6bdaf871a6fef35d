package io.csmetrics.cohort.lifetime;

import java.util.Locale;

/** Why no model of retention is fitted. Of several reasons the first in this order is given. */
public enum FitRefusal {
    /** Nobody began. */
    NO_CUSTOMERS,
    /** A cohort grows: somebody came back, or the counts are not of one cohort. */
    RISING_COUNTS,
    /** No cohort is known beyond its beginning. */
    NO_PERIOD,
    /** Nobody is left after period 1, so that nothing tells how customers would have gone on. */
    ALL_LOST_IN_FIRST_PERIOD,
    /** Customers were watched for one period only, which tells one rate and not how it changes with age. */
    ONE_PERIOD,
    /** Nobody was lost: every churn that is low enough fits as well. */
    NO_LOSS,
    /** Nobody was lost after period 1: the model would say that nobody ever will be. */
    LOSS_IN_FIRST_PERIOD_ONLY,
    /** There are fewer periods than the model has parameters. */
    TOO_FEW_PERIODS,
    /** The search did not end at a maximum: the data do not tell the parameters. */
    NOT_CONVERGED;

    /**
     * Returns the name, such as {@code no-customers}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
