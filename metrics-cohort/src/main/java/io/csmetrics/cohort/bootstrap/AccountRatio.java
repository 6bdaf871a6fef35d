package io.csmetrics.cohort.bootstrap;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * What one account adds to both sides of a ratio.
 *
 * @param accountId the account
 * @param numerator what it adds above the line; for net revenue retention its revenue at the end of the period
 * @param denominator what it adds below the line, the base, 0 or more; for net revenue retention its revenue at the start
 */
public record AccountRatio(String accountId, BigDecimal numerator, BigDecimal denominator) {

    /**
     * Checks the account and its part of the base.
     *
     * @throws IllegalArgumentException if the account is blank, or the denominator is below 0
     */
    public AccountRatio {
        Objects.requireNonNull(numerator, "numerator");
        if (accountId.isBlank()) {
            throw new IllegalArgumentException("accountId \"" + accountId + "\" must not be blank; name the account");
        }
        if (denominator.signum() < 0) {
            throw new IllegalArgumentException("denominator " + denominator.toPlainString() + " of account \""
                    + accountId + "\" must be 0 or more; a base is what there was to be kept");
        }
    }

    /** Whether the account has no part in the ratio at all. */
    boolean isNothing() {
        return numerator.signum() == 0 && denominator.signum() == 0;
    }
}
