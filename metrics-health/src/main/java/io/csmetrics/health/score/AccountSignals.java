package io.csmetrics.health.score;

import io.csmetrics.health.model.SignalValue;
import io.csmetrics.record.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The signals of one account, for scoring it by itself. Immutable; every method returns another one. */
public final class AccountSignals {
    private final Account account;
    private final List<SignalObservation> observations;

    private AccountSignals(Account account, List<SignalObservation> observations) {
        this.account = account;
        this.observations = observations;
    }

    /**
     * Begins with an account of which only the id matters.
     *
     * @param accountId the account
     * @return no signals yet
     */
    public static AccountSignals of(String accountId) {
        return of(Account.of(accountId));
    }

    /**
     * Begins with an account.
     *
     * @param account the account
     * @return no signals yet
     */
    public static AccountSignals of(Account account) {
        return new AccountSignals(Objects.requireNonNull(account, "account"), List.of());
    }

    /**
     * Returns the account.
     *
     * @return the account
     */
    public Account account() {
        return account;
    }

    /**
     * Returns what was observed.
     *
     * @return the observations in the order in which they were added
     */
    public List<SignalObservation> observations() {
        return observations;
    }

    /**
     * Adds a number.
     *
     * @param signal the id of the signal
     * @param value the number
     * @param observedAt when it was observed
     * @return the signals with it
     */
    public AccountSignals with(String signal, double value, Instant observedAt) {
        return with(SignalObservation.of(account.id(), signal, value, observedAt));
    }

    /**
     * Adds a text.
     *
     * @param signal the id of the signal
     * @param value the text
     * @param observedAt when it was observed
     * @return the signals with it
     */
    public AccountSignals with(String signal, String value, Instant observedAt) {
        return with(SignalObservation.of(account.id(), signal, SignalValue.parse(value), observedAt));
    }

    /**
     * Says that a signal makes no sense for the account.
     *
     * @param signal the id of the signal
     * @param since since when that is known
     * @return the signals with it
     */
    public AccountSignals without(String signal, Instant since) {
        return with(SignalObservation.notApplicable(account.id(), signal, since));
    }

    private AccountSignals with(SignalObservation observation) {
        List<SignalObservation> more = new ArrayList<>(observations);
        more.add(observation);
        return new AccountSignals(account, List.copyOf(more));
    }
}
