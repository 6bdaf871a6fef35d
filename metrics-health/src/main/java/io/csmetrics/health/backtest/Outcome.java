package io.csmetrics.health.backtest;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known to have become of an account: its fate as somebody else worked it out, or the dates from which an {@link OutcomeWindow}
 * tells it. Where both are there, the fate is believed, and the dates serve lead times.
 *
 * @param accountId the account, compared exactly
 * @param known the fate, for the window that the backtest looks at
 * @param churnedOn the day on which it churned
 * @param observedUntil the last day on which it was still known to be a customer; not needed once it has churned
 * @param probability the probability of churn that somebody told for it, 0 to 1; it is tested, never used
 * @param amount what it is worth, such as its annual recurring revenue, at least 0; all outcomes in one currency
 */
public record Outcome(
        String accountId,
        Optional<Fate> known,
        Optional<LocalDate> churnedOn,
        Optional<LocalDate> observedUntil,
        OptionalDouble probability,
        Optional<BigDecimal> amount) {

    /** Far beyond any real amount, yet small enough that sums cost nothing. */
    private static final int MOST_DIGITS = 1_000;

    /**
     * Checks every rule above.
     *
     * @throws io.csmetrics.record.InvalidDataException with every rule that is broken
     */
    public Outcome {
        Objects.requireNonNull(known, "known");
        Objects.requireNonNull(churnedOn, "churnedOn");
        Objects.requireNonNull(observedUntil, "observedUntil");
        Findings findings = new Findings();
        if (accountId.isBlank()) {
            findings.add(Finding.error(
                    "outcome", 0, "accountId", accountId, "must not be blank", "say whose outcome it is"));
        }
        double p = probability.orElse(0);
        if (!(p >= 0 && p <= 1)) {
            findings.add(Finding.error(
                    "outcome \"" + accountId + "\"",
                    0,
                    "probability",
                    p,
                    "must be 0 to 1",
                    "divide a percentage by 100"));
        }
        if (amount.isPresent() && amount.get().signum() < 0) {
            findings.add(Finding.error(
                    "outcome \"" + accountId + "\"",
                    0,
                    "amount",
                    amount.get(),
                    "must not be negative",
                    "write what the account is worth"));
        }
        if (amount.isPresent()
                && Math.max(amount.get().precision(), Math.abs((long)
                                amount.get().scale()))
                        > MOST_DIGITS) {
            findings.add(Finding.error(
                    "outcome \"" + accountId + "\"",
                    0,
                    "amount",
                    amount.get(),
                    "must have at most " + MOST_DIGITS + " digits",
                    "check the exponent"));
        }
        findings.throwIfErrors();
    }

    /**
     * Returns an outcome that is known.
     *
     * @param accountId the account
     * @param fate what became of it
     * @return the outcome
     */
    public static Outcome of(String accountId, Fate fate) {
        return new Outcome(
                accountId,
                Optional.of(fate),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    /**
     * Returns an account that churned.
     *
     * @param accountId the account
     * @param day when
     * @return the outcome
     */
    public static Outcome churnedOn(String accountId, LocalDate day) {
        return new Outcome(
                accountId,
                Optional.empty(),
                Optional.of(day),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty());
    }

    /**
     * Returns an account that has not churned as far as is known.
     *
     * @param accountId the account
     * @param day the last day on which it was still known to be a customer
     * @return the outcome
     */
    public static Outcome observedUntil(String accountId, LocalDate day) {
        return new Outcome(
                accountId,
                Optional.empty(),
                Optional.empty(),
                Optional.of(day),
                OptionalDouble.empty(),
                Optional.empty());
    }

    /**
     * Returns this outcome with the probability of churn that somebody told.
     *
     * @param told the probability, 0 to 1
     * @return the outcome
     * @throws io.csmetrics.record.InvalidDataException if it is not 0 to 1
     */
    public Outcome withProbability(double told) {
        return new Outcome(accountId, known, churnedOn, observedUntil, OptionalDouble.of(told), amount);
    }

    /**
     * Returns this outcome with what the account is worth.
     *
     * @param worth the amount, at least 0
     * @return the outcome
     * @throws io.csmetrics.record.InvalidDataException if it is negative
     */
    public Outcome withAmount(BigDecimal worth) {
        return new Outcome(accountId, known, churnedOn, observedUntil, probability, Optional.of(worth));
    }
}
