package io.csmetrics.cohort.survival;

/**
 * How much each time of an event counts in a log-rank test. Choose before looking at the curves: equal weights see a difference that
 * stays in proportion best, falling weights one that is there early.
 */
public enum LogRankWeight {
    /**
     * All times alike. Defined as {@code 1}.
     *
     * <p>Source: Mantel (1966), "Evaluation of survival data and two new rank order statistics arising in its consideration".
     */
    LOG_RANK {
        @Override
        double of(double atRisk, double survivalBefore, double petoSurvival) {
            return 1;
        }
    },

    /**
     * By the units at risk. Defined as {@code n}.
     *
     * <p>Source: Gehan (1965), "A generalized Wilcoxon test for comparing arbitrarily singly-censored samples".
     */
    GEHAN {
        @Override
        double of(double atRisk, double survivalBefore, double petoSurvival) {
            return atRisk;
        }
    },

    /**
     * Between the two before. Defined as {@code sqrt(n)}.
     *
     * <p>Source: Tarone and Ware (1977), "On distribution-free tests for equality of survival distributions".
     */
    TARONE_WARE {
        @Override
        double of(double atRisk, double survivalBefore, double petoSurvival) {
            return Math.sqrt(atRisk);
        }
    },

    /**
     * By the survival of all groups together, estimated a little above 0. Defined as {@code product over event times up to now of (1 - d /
     * (n + 1))}.
     *
     * <p>Source: Peto and Peto (1972), "Asymptotically efficient rank invariant test procedures".
     */
    PETO_PETO {
        @Override
        double of(double atRisk, double survivalBefore, double petoSurvival) {
            return petoSurvival;
        }
    },

    /**
     * By the survival of all groups together just before the time: G-rho with rho 1, which R offers as its Peto-Peto test. Defined as
     * {@code product over earlier event times of (1 - d / n)}.
     *
     * <p>Source: Harrington and Fleming (1982), "A class of rank test procedures for censored survival data".
     */
    FLEMING_HARRINGTON {
        @Override
        double of(double atRisk, double survivalBefore, double petoSurvival) {
            return survivalBefore;
        }
    };

    abstract double of(double atRisk, double survivalBefore, double petoSurvival);
}
