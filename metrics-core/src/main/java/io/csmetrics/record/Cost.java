package io.csmetrics.record;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.BigMoneyProvider;

/**
 * Money that was spent. The whole amount belongs to the period that contains the booking date; nothing is spread over time.
 *
 * @param category what it was spent on: {@value #ACQUISITION}, {@value #SUPPORT} or a category of one's own
 * @param bookedOn the day of the booking
 * @param amount the amount; below zero for a credit
 * @param accountId the account that it was spent on, absent where it was spent on all
 */
public record Cost(String category, LocalDate bookedOn, BigMoney amount, Optional<String> accountId) {

    /** The category of what is spent to win customers. */
    public static final String ACQUISITION = "acquisition";

    /** The category of what is spent to serve customers. */
    public static final String SUPPORT = "support";

    /** Checks every rule above. */
    public Cost {
        Objects.requireNonNull(bookedOn, "bookedOn");
        Checks checks = Checks.of("cost of category", category);
        amount = checks.money("amount", amount);
        checks.text("category", category).text("accountId", accountId).done();
    }

    /**
     * Returns a cost of no single account.
     *
     * @param category the category
     * @param bookedOn the day of the booking
     * @param amount the amount
     * @return the cost
     */
    public static Cost of(String category, LocalDate bookedOn, BigMoneyProvider amount) {
        return builder(category, bookedOn, amount).build();
    }

    /**
     * Begins a cost.
     *
     * @param category the category
     * @param bookedOn the day of the booking
     * @param amount the amount
     * @return the builder
     */
    public static Builder builder(String category, LocalDate bookedOn, BigMoneyProvider amount) {
        return new Builder(category, bookedOn, amount);
    }

    /** Builds a {@link Cost}. */
    public static final class Builder {
        private final String category;
        private final LocalDate bookedOn;
        private final BigMoney amount;
        private Optional<String> accountId = Optional.empty();

        private Builder(String category, LocalDate bookedOn, BigMoneyProvider amount) {
            this.category = Objects.requireNonNull(category, "category");
            this.bookedOn = bookedOn;
            this.amount = amount.toBigMoney();
        }

        /**
         * Sets the account that the money was spent on.
         *
         * @param value the account
         * @return this builder
         */
        public Builder accountId(String value) {
            accountId = Optional.of(value);
            return this;
        }

        /**
         * Builds the cost.
         *
         * @return the cost
         * @throws InvalidDataException with every rule that is broken
         */
        public Cost build() {
            return new Cost(category, bookedOn, amount, accountId);
        }
    }
}
