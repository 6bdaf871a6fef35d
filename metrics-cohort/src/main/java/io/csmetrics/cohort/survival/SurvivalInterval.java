package io.csmetrics.cohort.survival;

/**
 * On which scale the interval of a survival curve is taken, from {@code sum = sum of d / (n (n - d))} over the event times so far. Where
 * survival is 0 the sum is not defined, and there is no interval of any kind.
 */
public enum SurvivalInterval {
    /**
     * On the scale of {@code ln(-ln S)}: within 0 to 1 by itself, and the soundest for few units. Defined as
     * {@code S^exp(± z sqrt(sum) / |ln S|)}. Before the first event, where survival is 1, the upper bound is 1 and the lower is absent.
     *
     * <p>Source: Kalbfleisch and Prentice (1980), "The statistical analysis of failure time data".
     */
    LOG_LOG("log-log") {
        @Override
        double bound(double survival, double sum, double z) {
            if (survival == 1) {
                return z < 0 ? Double.NaN : 1;
            }
            return Math.pow(survival, Math.exp(z * Math.sqrt(sum) / Math.log(survival)));
        }
    },

    /** On the scale of {@code ln S}, the default of R. Defined as {@code S exp(± z sqrt(sum))}, cut at 1. */
    LOG("log") {
        @Override
        double bound(double survival, double sum, double z) {
            return Math.min(1, survival * Math.exp(z * Math.sqrt(sum)));
        }
    },

    /** On the scale of survival itself. Defined as {@code S ± z S sqrt(sum)}, cut to 0 to 1; too narrow for few units. */
    PLAIN("plain") {
        @Override
        double bound(double survival, double sum, double z) {
            return Math.max(0, Math.min(1, survival + z * survival * Math.sqrt(sum)));
        }
    };

    private final String key;

    SurvivalInterval(String key) {
        this.key = key;
    }

    /**
     * Returns the name by which files and commands know this kind.
     *
     * @return {@code log-log}, {@code log} or {@code plain}
     */
    public String key() {
        return key;
    }

    /** Returns the bound on the side of {@code z}; not a number where there is none. Survival is above 0. */
    abstract double bound(double survival, double sum, double z);
}
