package io.csmetrics.record;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An organisation or person one can talk to. It is a customer only while its revenue says so: leads and prospects are accounts
 * without movements. Segment, owner and attributes are those of now; there is no history of them.
 *
 * @param id the account's id, unique, compared exactly
 * @param name the name that people read
 * @param segment such as Enterprise, Mid-Market or SMB
 * @param source where it was won, such as inbound or pql; {@code referral} makes it a referred account
 * @param referrerId the account, user or partner that referred it; only where {@code source} is {@code referral}
 * @param owner the id of the customer success manager
 * @param seats licensed seats, at least 1
 * @param attributes anything else by name, such as region or touch-model; in the order of the names
 */
public record Account(
        String id,
        Optional<String> name,
        Optional<String> segment,
        Optional<String> source,
        Optional<String> referrerId,
        Optional<String> owner,
        OptionalInt seats,
        SortedMap<String, String> attributes) {

    /** The source of an account that somebody referred. */
    public static final String REFERRAL = "referral";

    private static final List<String> RESERVED =
            List.of("account_id", "name", "segment", "source", "referrer_id", "owner", "seats");

    /** Checks every rule above and copies the attributes. */
    public Account {
        Checks checks = Checks.of("account", id)
                .text("id", id)
                .text("name", name)
                .text("segment", segment)
                .text("source", source)
                .text("referrerId", referrerId)
                .text("owner", owner)
                .that(
                        seats.isEmpty() || seats.getAsInt() >= 1,
                        "seats",
                        seats.orElse(0),
                        "must be at least 1",
                        "leave it out where it is not known")
                .that(
                        referrerId.isEmpty() || source.equals(Optional.of(REFERRAL)),
                        "referrerId",
                        referrerId.orElse(""),
                        "needs the source \"referral\"",
                        "set the source or leave the referrer out");
        attributes = checks.attributes(attributes);
        for (String reserved : RESERVED) {
            checks.that(
                    !attributes.containsKey(reserved),
                    "attributes",
                    reserved,
                    "is a property of its own, not an attribute",
                    "set the property");
        }
        checks.done();
    }

    /**
     * Returns an account of which only the id is known.
     *
     * @param id the id
     * @return the account
     */
    public static Account of(String id) {
        return builder(id).build();
    }

    /**
     * Begins an account.
     *
     * @param id its id
     * @return the builder
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * Returns a property by its name: {@code segment}, {@code source}, {@code referrer_id}, {@code owner}, {@code name},
     * {@code seats}, or else an attribute.
     *
     * @param property the name, as the column of an accounts file has it
     * @return the value, empty if this account has none
     */
    public Optional<String> property(String property) {
        return switch (property) {
            case "name" -> name;
            case "segment" -> segment;
            case "source" -> source;
            case "referrer_id" -> referrerId;
            case "owner" -> owner;
            case "seats" -> seats.isPresent() ? Optional.of(Integer.toString(seats.getAsInt())) : Optional.empty();
            default -> Optional.ofNullable(attributes.get(property));
        };
    }

    /** Builds an {@link Account}. */
    public static final class Builder {
        private final String id;
        private Optional<String> name = Optional.empty();
        private Optional<String> segment = Optional.empty();
        private Optional<String> source = Optional.empty();
        private Optional<String> referrerId = Optional.empty();
        private Optional<String> owner = Optional.empty();
        private OptionalInt seats = OptionalInt.empty();
        private final SortedMap<String, String> attributes = new TreeMap<>();

        private Builder(String id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        /**
         * Sets the name.
         *
         * @param value the name
         * @return this builder
         */
        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        /**
         * Sets the segment.
         *
         * @param value the segment
         * @return this builder
         */
        public Builder segment(String value) {
            segment = Optional.of(value);
            return this;
        }

        /**
         * Sets where the account was won.
         *
         * @param value the source
         * @return this builder
         */
        public Builder source(String value) {
            source = Optional.of(value);
            return this;
        }

        /**
         * Sets who referred the account, and with it the source {@code referral}.
         *
         * @param value the id of the referring account, user or partner
         * @return this builder
         */
        public Builder referrerId(String value) {
            referrerId = Optional.of(value);
            return source(REFERRAL);
        }

        /**
         * Sets the owner.
         *
         * @param value the id of the customer success manager
         * @return this builder
         */
        public Builder owner(String value) {
            owner = Optional.of(value);
            return this;
        }

        /**
         * Sets the licensed seats.
         *
         * @param value the seats, at least 1
         * @return this builder
         */
        public Builder seats(int value) {
            seats = OptionalInt.of(value);
            return this;
        }

        /**
         * Sets one attribute.
         *
         * @param attribute its name
         * @param value its value
         * @return this builder
         */
        public Builder attribute(String attribute, String value) {
            attributes.put(attribute, value);
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
         * Builds the account.
         *
         * @return the account
         * @throws InvalidDataException with every rule that is broken
         */
        public Account build() {
            return new Account(id, name, segment, source, referrerId, owner, seats, attributes);
        }
    }
}
