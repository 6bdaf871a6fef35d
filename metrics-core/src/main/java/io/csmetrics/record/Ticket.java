package io.csmetrics.record;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request for help. Its instants are kept to the millisecond; finer parts are cut.
 *
 * @param id the ticket's id, unique, compared exactly
 * @param accountId the account
 * @param openedAt when it was opened
 * @param requesterId the user who asked
 * @param firstResponseAt when a human first answered; never before {@code openedAt}
 * @param resolvedAt when it was resolved, for the last time if it was reopened; never before {@code openedAt}; absent while open
 * @param escalatedAt when it was first escalated; never before {@code openedAt}
 * @param contacts how often the customer made contact until it was resolved, the opening included; at least 1
 * @param reopens how often it was reopened, at least 0
 * @param priority how urgent it is, in one's own words
 * @param category what it is about
 * @param channel how it came in, such as mail or chat
 */
public record Ticket(
        String id,
        String accountId,
        Instant openedAt,
        Optional<String> requesterId,
        Optional<Instant> firstResponseAt,
        Optional<Instant> resolvedAt,
        Optional<Instant> escalatedAt,
        OptionalInt contacts,
        int reopens,
        Optional<String> priority,
        Optional<String> category,
        Optional<String> channel) {

    /** Checks every rule above. */
    public Ticket {
        Objects.requireNonNull(openedAt, "openedAt");
        openedAt = Checks.toMillis(openedAt);
        firstResponseAt = firstResponseAt.map(Checks::toMillis);
        resolvedAt = resolvedAt.map(Checks::toMillis);
        escalatedAt = escalatedAt.map(Checks::toMillis);
        Checks checks = Checks.of("ticket", id)
                .text("id", id)
                .text("accountId", accountId)
                .text("requesterId", requesterId)
                .that(
                        contacts.isEmpty() || contacts.getAsInt() >= 1,
                        "contacts",
                        contacts.orElse(0),
                        "must be at least 1",
                        "count the opening contact; leave it out where it is not known")
                .that(reopens >= 0, "reopens", reopens, "must be at least 0", "count how often it was reopened")
                .text("priority", priority)
                .text("category", category)
                .text("channel", channel);
        requireNotBefore(openedAt, "firstResponseAt", firstResponseAt, checks);
        requireNotBefore(openedAt, "resolvedAt", resolvedAt, checks);
        requireNotBefore(openedAt, "escalatedAt", escalatedAt, checks);
        checks.done();
    }

    /**
     * Returns an open ticket without optional parts.
     *
     * @param id the id
     * @param accountId the account
     * @param openedAt when it was opened
     * @return the ticket
     */
    public static Ticket of(String id, String accountId, Instant openedAt) {
        return builder(id, accountId, openedAt).build();
    }

    /**
     * Begins a ticket.
     *
     * @param id the id
     * @param accountId the account
     * @param openedAt when it was opened
     * @return the builder
     */
    public static Builder builder(String id, String accountId, Instant openedAt) {
        return new Builder(id, accountId, openedAt);
    }

    private static void requireNotBefore(Instant openedAt, String field, Optional<Instant> at, Checks checks) {
        if (at.isPresent() && at.get().isBefore(openedAt)) {
            checks.that(
                    false,
                    field,
                    at.get(),
                    "must not be before openedAt " + openedAt,
                    "check which of the two is wrong");
        }
    }

    /** Builds a {@link Ticket}. */
    public static final class Builder {
        private final String id;
        private final String accountId;
        private final Instant openedAt;
        private Optional<String> requesterId = Optional.empty();
        private Optional<Instant> firstResponseAt = Optional.empty();
        private Optional<Instant> resolvedAt = Optional.empty();
        private Optional<Instant> escalatedAt = Optional.empty();
        private OptionalInt contacts = OptionalInt.empty();
        private int reopens;
        private Optional<String> priority = Optional.empty();
        private Optional<String> category = Optional.empty();
        private Optional<String> channel = Optional.empty();

        private Builder(String id, String accountId, Instant openedAt) {
            this.id = Objects.requireNonNull(id, "id");
            this.accountId = Objects.requireNonNull(accountId, "accountId");
            this.openedAt = openedAt;
        }

        /**
         * Sets the user who asked.
         *
         * @param value the id of the user
         * @return this builder
         */
        public Builder requesterId(String value) {
            requesterId = Optional.of(value);
            return this;
        }

        /**
         * Sets when a human first answered.
         *
         * @param value the instant
         * @return this builder
         */
        public Builder firstResponseAt(Instant value) {
            firstResponseAt = Optional.of(value);
            return this;
        }

        /**
         * Sets when it was resolved, for the last time.
         *
         * @param value the instant
         * @return this builder
         */
        public Builder resolvedAt(Instant value) {
            resolvedAt = Optional.of(value);
            return this;
        }

        /**
         * Sets when it was first escalated.
         *
         * @param value the instant
         * @return this builder
         */
        public Builder escalatedAt(Instant value) {
            escalatedAt = Optional.of(value);
            return this;
        }

        /**
         * Sets how often the customer made contact.
         *
         * @param value the contacts, the opening included; at least 1
         * @return this builder
         */
        public Builder contacts(int value) {
            contacts = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets how often it was reopened; 0 where this is not called.
         *
         * @param value the number, at least 0
         * @return this builder
         */
        public Builder reopens(int value) {
            reopens = value;
            return this;
        }

        /**
         * Sets how urgent it is.
         *
         * @param value the priority
         * @return this builder
         */
        public Builder priority(String value) {
            priority = Optional.of(value);
            return this;
        }

        /**
         * Sets what it is about.
         *
         * @param value the category
         * @return this builder
         */
        public Builder category(String value) {
            category = Optional.of(value);
            return this;
        }

        /**
         * Sets how it came in.
         *
         * @param value the channel
         * @return this builder
         */
        public Builder channel(String value) {
            channel = Optional.of(value);
            return this;
        }

        /**
         * Builds the ticket.
         *
         * @return the ticket
         * @throws InvalidDataException with every rule that is broken
         */
        public Ticket build() {
            return new Ticket(
                    id,
                    accountId,
                    openedAt,
                    requesterId,
                    firstResponseAt,
                    resolvedAt,
                    escalatedAt,
                    contacts,
                    reopens,
                    priority,
                    category,
                    channel);
        }
    }
}
