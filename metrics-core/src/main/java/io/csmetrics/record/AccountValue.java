package io.csmetrics.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A number that others computed for an account, such as a health score or a renewal probability. Scores and models enter in
 * this form only.
 *
 * @param accountId the account
 * @param key what the number is, such as {@code health-score}, compared exactly
 * @param at since when it holds, to the millisecond; finer parts are cut
 * @param value the number, in the unit that the key stands for; without trailing zeros
 */
public record AccountValue(String accountId, String key, Instant at, BigDecimal value) {

    /** Checks every rule above. */
    public AccountValue {
        Objects.requireNonNull(at, "at");
        at = Checks.toMillis(at);
        Checks checks = Checks.of("value of account", accountId);
        value = checks.number("value", value);
        checks.text("accountId", accountId).text("key", key).done();
    }

    /**
     * Returns a number of an account.
     *
     * @param accountId the account
     * @param key what the number is
     * @param at since when it holds
     * @param value the number
     * @return the value
     */
    public static AccountValue of(String accountId, String key, Instant at, BigDecimal value) {
        return new AccountValue(accountId, key, at, value);
    }
}
