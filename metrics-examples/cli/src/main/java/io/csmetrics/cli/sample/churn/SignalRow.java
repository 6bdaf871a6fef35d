package io.csmetrics.cli.sample.churn;

import java.time.Instant;

/**
 * A line of {@code signals.csv}: what a feed told about an account.
 *
 * @param accountId the account
 * @param signal the name of the signal
 * @param value a number or a word; blank if the feed has none
 * @param observedAt when it was seen
 * @param applicable whether the account can have the signal at all
 */
record SignalRow(String accountId, String signal, String value, Instant observedAt, boolean applicable) {
    static final String HEADER = "account_id,signal,value,observed_at,state";

    private static final String NOT_APPLICABLE = "not-applicable";

    /** No cell needs quotes: ids, names of signals and words have neither commas nor quotes. */
    String line() {
        return String.join(",", accountId, signal, value, observedAt.toString(), applicable ? "" : NOT_APPLICABLE);
    }
}
