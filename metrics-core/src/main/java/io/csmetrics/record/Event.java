package io.csmetrics.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that an account, or one of its users, did or met at a moment, such as {@code login}, {@code feature-used} or
 * {@code qbr-held}. Its type says what the value and the attributes mean.
 *
 * @param accountId the account
 * @param type what happened, in kebab-case: small letters and digits, joined by hyphens
 * @param at when, to the millisecond; finer parts are cut
 * @param id the event's own id, unique where given, so that loading it twice does no harm
 * @param userId the user; unique across accounts
 * @param value a number in the unit that the type stands for, such as the minutes of a session; without trailing zeros
 * @param attributes anything else by name, the names in kebab-case; in the order of the names
 */
public record Event(
        String accountId,
        String type,
        Instant at,
        Optional<String> id,
        Optional<String> userId,
        Optional<BigDecimal> value,
        SortedMap<String, String> attributes) {

    /** Checks every rule above and copies the attributes. */
    public Event {
        Objects.requireNonNull(at, "at");
        at = Checks.toMillis(at);
        Checks checks = id.isPresent() ? Checks.of("event", id.get()) : Checks.of("event of account", accountId);
        value = checks.number("value", value);
        attributes = checks.kebabCaseAttributes(attributes);
        checks.text("accountId", accountId)
                .kebabCase("type", type)
                .text("id", id)
                .text("userId", userId)
                .done();
    }

    /**
     * Returns an event without optional parts.
     *
     * @param accountId the account
     * @param type what happened
     * @param at when
     * @return the event
     */
    public static Event of(String accountId, String type, Instant at) {
        return builder(accountId, type, at).build();
    }

    /**
     * Begins an event.
     *
     * @param accountId the account
     * @param type what happened
     * @param at when
     * @return the builder
     */
    public static Builder builder(String accountId, String type, Instant at) {
        return new Builder(accountId, type, at);
    }

    /** Builds an {@link Event}. */
    public static final class Builder {
        private final String accountId;
        private final String type;
        private final Instant at;
        private Optional<String> id = Optional.empty();
        private Optional<String> userId = Optional.empty();
        private Optional<BigDecimal> value = Optional.empty();
        private final SortedMap<String, String> attributes = new TreeMap<>();

        private Builder(String accountId, String type, Instant at) {
            this.accountId = Objects.requireNonNull(accountId, "accountId");
            this.type = Objects.requireNonNull(type, "type");
            this.at = at;
        }

        /**
         * Sets the event's own id.
         *
         * @param eventId the id
         * @return this builder
         */
        public Builder id(String eventId) {
            id = Optional.of(eventId);
            return this;
        }

        /**
         * Sets the user.
         *
         * @param user the id of the user
         * @return this builder
         */
        public Builder userId(String user) {
            userId = Optional.of(user);
            return this;
        }

        /**
         * Sets the number.
         *
         * @param number the number, in the unit that the type stands for
         * @return this builder
         */
        public Builder value(BigDecimal number) {
            value = Optional.of(number);
            return this;
        }

        /**
         * Sets one attribute.
         *
         * @param attribute its name
         * @param text its value
         * @return this builder
         */
        public Builder attribute(String attribute, String text) {
            attributes.put(attribute, text);
            return this;
        }

        /**
         * Sets several attributes.
         *
         * @param values values by name
         * @return this builder
         */
        public Builder attributes(Map<String, String> values) {
            attributes.putAll(values);
            return this;
        }

        /**
         * Builds the event.
         *
         * @return the event
         * @throws InvalidDataException with every rule that is broken
         */
        public Event build() {
            return new Event(accountId, type, at, id, userId, value, attributes);
        }
    }
}
