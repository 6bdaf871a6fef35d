package io.csmetrics.cli.sample;

import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import java.time.Instant;

/**
 * An account with its life, and what is drawn for it before anything else.
 *
 * @param account the account with its simulated properties
 * @param life when it was a customer
 * @param users how many users there are whose every step is recorded; 0 where only the first one is seen now and then
 * @param start the random start of the whole book
 */
record Customer(Account account, Life life, int users, long start) {
    String id() {
        return account.id();
    }

    RandomStream random(String topic) {
        return new RandomStream(start, id(), topic);
    }

    String user(int number) {
        return "sim-" + id() + "-u" + number;
    }

    /** The person who asks for help and answers for the account; never one of the users, so that these are asked for their own part only. */
    String contact() {
        return "sim-" + id() + "-contact";
    }

    Event.Builder event(String type, Instant at) {
        return Event.builder(id(), type, at);
    }

    Event.Builder event(int user, String type, Instant at) {
        return event(type, at).userId(user(user));
    }

    boolean sees(Instant at) {
        return at.isBefore(Life.startOf(life.until()));
    }

    boolean isSoldTo() {
        return Accounts.SALES_LED.equals(account.attributes().get(Accounts.MOTION));
    }

    boolean hasReviews() {
        return "true".equals(account.attributes().get(Accounts.QBR_ELIGIBLE));
    }

    boolean isReferred() {
        return account.referrerId().isPresent();
    }
}
