package io.csmetrics.record;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.BigMoneyProvider;

/**
 * A dated change of one account's monthly recurring revenue. One-off revenue, tax, usage and refunds are never movements.
 *
 * @param accountId the account
 * @param effectiveOn the day on which the recurring revenue really starts, changes or stops: not the signature, not the notice
 * @param type what kind of change
 * @param amount how much per month, above zero: a magnitude, the type gives the sign
 * @param id the movement's own id, unique where given
 * @param kind why revenue grew or shrank; expansions and contractions only
 * @param reason why revenue was lost or changed, such as price or non-renewal
 * @param product the product that moved
 */
public record RevenueMovement(
        String accountId,
        LocalDate effectiveOn,
        Type type,
        BigMoney amount,
        Optional<String> id,
        Optional<Kind> kind,
        Optional<String> reason,
        Optional<String> product) {

    /** What a movement does to the account's balance. */
    public enum Type {
        /** The balance with which a truncated history begins: the first movement of its account, never "new". */
        OPENING(1),
        /** The first revenue of an account. */
        NEW(1),
        /** More revenue of an account that has some. */
        EXPANSION(1),
        /** Less revenue, but not none. */
        CONTRACTION(-1),
        /** The end of all revenue of an account. */
        CHURN(-1),
        /** Revenue of an account that had churned. */
        REACTIVATION(1);

        private final int sign;

        Type(int sign) {
            this.sign = sign;
        }

        /**
         * Returns the direction.
         *
         * @return 1 for more revenue, -1 for less
         */
        public int sign() {
            return sign;
        }
    }

    /** Why an expansion or contraction came about. */
    public enum Kind {
        /** A higher plan of the same product. */
        UPSELL,
        /** Another product. */
        CROSS_SELL,
        /** More or fewer seats. */
        SEATS,
        /** More or less committed usage. */
        USAGE,
        /** An extra to a product. */
        ADD_ON,
        /** Another price for the same. */
        PRICE,
        /** A lower plan of the same product. */
        DOWNGRADE,
        /** Anything else; also what an absent kind counts as. */
        OTHER
    }

    /** Checks every rule above. */
    public RevenueMovement {
        Objects.requireNonNull(effectiveOn, "effectiveOn");
        Objects.requireNonNull(type, "type");
        Checks.of("movement of account", accountId)
                .text("accountId", accountId)
                .that(
                        amount.isPositive(),
                        "amount",
                        amount,
                        "must be above 0",
                        "give the magnitude; the type " + type + " gives the sign")
                .that(
                        effectiveOn.getYear() >= 1 && effectiveOn.getYear() <= 9999,
                        "effectiveOn",
                        effectiveOn,
                        "must be in the years 1 to 9999",
                        "correct the date")
                .text("id", id)
                .that(
                        kind.isEmpty() || type == Type.EXPANSION || type == Type.CONTRACTION,
                        "kind",
                        kind.map(Kind::name).orElse(""),
                        "belongs to EXPANSION and CONTRACTION only",
                        "leave it out for " + type)
                .text("reason", reason)
                .text("product", product)
                .done();
    }

    /**
     * Returns a movement without optional parts.
     *
     * @param accountId the account
     * @param effectiveOn the day
     * @param type the type
     * @param amount the magnitude per month
     * @return the movement
     */
    public static RevenueMovement of(String accountId, LocalDate effectiveOn, Type type, BigMoneyProvider amount) {
        return builder(accountId, effectiveOn, type, amount).build();
    }

    /**
     * Begins a movement.
     *
     * @param accountId the account
     * @param effectiveOn the day
     * @param type the type
     * @param amount the magnitude per month
     * @return the builder
     */
    public static Builder builder(String accountId, LocalDate effectiveOn, Type type, BigMoneyProvider amount) {
        return new Builder(accountId, effectiveOn, type, amount);
    }

    /**
     * Returns the amount with the sign of the type.
     *
     * @return the change of the account's monthly recurring revenue
     */
    public BigMoney signedAmount() {
        return type.sign() < 0 ? amount.negated() : amount;
    }

    /** Builds a {@link RevenueMovement}. */
    public static final class Builder {
        private final String accountId;
        private final LocalDate effectiveOn;
        private final Type type;
        private final BigMoney amount;
        private Optional<String> id = Optional.empty();
        private Optional<Kind> kind = Optional.empty();
        private Optional<String> reason = Optional.empty();
        private Optional<String> product = Optional.empty();

        private Builder(String accountId, LocalDate effectiveOn, Type type, BigMoneyProvider amount) {
            this.accountId = Objects.requireNonNull(accountId, "accountId");
            this.effectiveOn = effectiveOn;
            this.type = type;
            this.amount = amount.toBigMoney();
        }

        /**
         * Sets the movement's own id.
         *
         * @param value the id
         * @return this builder
         */
        public Builder id(String value) {
            id = Optional.of(value);
            return this;
        }

        /**
         * Sets why revenue grew or shrank.
         *
         * @param value the kind
         * @return this builder
         */
        public Builder kind(Kind value) {
            kind = Optional.of(value);
            return this;
        }

        /**
         * Sets why revenue was lost or changed.
         *
         * @param value the reason
         * @return this builder
         */
        public Builder reason(String value) {
            reason = Optional.of(value);
            return this;
        }

        /**
         * Sets the product that moved.
         *
         * @param value the product
         * @return this builder
         */
        public Builder product(String value) {
            product = Optional.of(value);
            return this;
        }

        /**
         * Builds the movement.
         *
         * @return the movement
         * @throws InvalidDataException with every rule that is broken
         */
        public RevenueMovement build() {
            return new RevenueMovement(accountId, effectiveOn, type, amount, id, kind, reason, product);
        }
    }
}
