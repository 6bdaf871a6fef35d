package io.csmetrics.cohort.lifetime;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;

/**
 * Revenue that is there after the horizon or is not.
 *
 * @param accountId the account
 * @param cause what decides it
 * @param annualAmount how much revenue a year, 0 or more, in major units
 * @param probability how likely it is there, 0 to 1
 * @param isAssumed whether the probability is a default of the caller, and not one that was told for this account
 */
public record RevenueRetentionForecastTerm(
        String accountId, Cause cause, BigDecimal annualAmount, BigDecimal probability, boolean isAssumed) {
    /** So that the same terms in another order are drawn alike. */
    static final Comparator<RevenueRetentionForecastTerm> ORDER = Comparator.comparing(
                    RevenueRetentionForecastTerm::accountId)
            .thenComparing(RevenueRetentionForecastTerm::cause)
            .thenComparing(RevenueRetentionForecastTerm::annualAmount)
            .thenComparing(RevenueRetentionForecastTerm::probability)
            .thenComparing(RevenueRetentionForecastTerm::isAssumed);

    /** What decides whether revenue is there. */
    public enum Cause {
        /** The account's contracts that end within the horizon are renewed, all of them or none. */
        RENEWAL,
        /** An open opportunity to sell more is won. */
        EXPANSION,
        /** The account stays although no contract of it is due. */
        NOT_DUE;

        /**
         * Returns the name, such as {@code not-due}.
         *
         * @return the text
         */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Checks amount and probability, and drops trailing zeros, so that equal terms are equal.
     *
     * @throws IllegalArgumentException if the amount is below 0, or the probability is not 0 to 1
     */
    public RevenueRetentionForecastTerm {
        if (annualAmount.signum() < 0) {
            throw new IllegalArgumentException("annual amount " + annualAmount.toPlainString() + " of " + cause
                    + " of account \"" + accountId + "\" must be 0 or more");
        }
        if (!isShare(probability)) {
            throw new IllegalArgumentException("probability " + probability.toPlainString() + " of " + cause
                    + " of account \"" + accountId + "\" must be 0 to 1; write 80 % as 0.8");
        }
        annualAmount = annualAmount.stripTrailingZeros();
        probability = probability.stripTrailingZeros();
    }

    static boolean isShare(BigDecimal probability) {
        return probability.signum() >= 0 && probability.compareTo(BigDecimal.ONE) <= 0;
    }

    /** Whether chance has a say. */
    boolean isUncertain() {
        return annualAmount.signum() > 0 && probability.signum() > 0 && probability.compareTo(BigDecimal.ONE) < 0;
    }

    BigDecimal expected() {
        return annualAmount.multiply(probability);
    }

    BigDecimal variance() {
        return annualAmount.multiply(annualAmount).multiply(probability).multiply(BigDecimal.ONE.subtract(probability));
    }
}
