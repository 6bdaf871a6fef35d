package io.csmetrics.record;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.BigMoneyProvider;

/**
 * A sale in the making, or made, or lost. The account may be a prospect.
 *
 * @param id the opportunity's id, unique, compared exactly
 * @param accountId the account
 * @param kind what is to be sold
 * @param createdOn the day on which it was opened
 * @param amount the recurring value per year, at least 0
 * @param closedOn the day on which it was won or lost; present exactly when {@code outcome} is, never before {@code createdOn}
 * @param outcome how it ended; absent while it is open
 * @param probability how likely it is to be won, 0 to 1; without trailing zeros; sums with weights need it
 * @param expectedCloseOn the day on which it is expected to close; forecasts need it
 * @param source where it came from; {@code referral} for a referred one
 * @param referrerType who referred it, such as customer, partner or employee
 */
public record Opportunity(
        String id,
        String accountId,
        Kind kind,
        LocalDate createdOn,
        BigMoney amount,
        Optional<LocalDate> closedOn,
        Optional<Outcome> outcome,
        Optional<BigDecimal> probability,
        Optional<LocalDate> expectedCloseOn,
        Optional<String> source,
        Optional<String> referrerType) {

    /** What is to be sold. */
    public enum Kind {
        /** The first contract of a new customer. */
        NEW_BUSINESS,
        /** More to a customer. */
        EXPANSION,
        /** The next term of a contract. */
        RENEWAL
    }

    /** How an opportunity ended. */
    public enum Outcome {
        /** Sold. */
        WON,
        /** Not sold. */
        LOST
    }

    /** Checks every rule above. */
    public Opportunity {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(createdOn, "createdOn");
        Objects.requireNonNull(expectedCloseOn, "expectedCloseOn");
        Checks checks = Checks.of("opportunity", id);
        amount = checks.money("amount", amount);
        probability = checks.number("probability", probability);
        checks.text("id", id)
                .text("accountId", accountId)
                .that(!amount.isNegative(), "amount", amount, "must be at least 0", "give the recurring value per year")
                .that(
                        closedOn.isPresent() || outcome.isEmpty(),
                        "closedOn",
                        "",
                        "must be given with an outcome",
                        "give the day, or leave the outcome out while it is open")
                .that(
                        outcome.isPresent() || closedOn.isEmpty(),
                        "outcome",
                        "",
                        "must be given with closedOn",
                        "say WON or LOST, or leave closedOn out while it is open")
                .that(
                        closedOn.isEmpty() || !closedOn.get().isBefore(createdOn),
                        "closedOn",
                        closedOn.map(LocalDate::toString).orElse(""),
                        "must not be before createdOn " + createdOn,
                        "check which of the two is wrong")
                .that(
                        probability.isEmpty() || isShare(probability.get()),
                        "probability",
                        probability.map(BigDecimal::toString).orElse(""),
                        "must be 0 to 1",
                        "give a fraction, 0.25 for 25 %")
                .text("source", source)
                .text("referrerType", referrerType)
                .done();
    }

    /**
     * Returns an open opportunity without optional parts.
     *
     * @param id the id
     * @param accountId the account
     * @param kind what is to be sold
     * @param createdOn the day on which it was opened
     * @param amount the recurring value per year
     * @return the opportunity
     */
    public static Opportunity of(String id, String accountId, Kind kind, LocalDate createdOn, BigMoneyProvider amount) {
        return builder(id, accountId, kind, createdOn, amount).build();
    }

    /**
     * Begins an opportunity.
     *
     * @param id the id
     * @param accountId the account
     * @param kind what is to be sold
     * @param createdOn the day on which it was opened
     * @param amount the recurring value per year
     * @return the builder
     */
    public static Builder builder(
            String id, String accountId, Kind kind, LocalDate createdOn, BigMoneyProvider amount) {
        return new Builder(id, accountId, kind, createdOn, amount);
    }

    private static boolean isShare(BigDecimal value) {
        return value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
    }

    /** Builds an {@link Opportunity}. */
    public static final class Builder {
        private final String id;
        private final String accountId;
        private final Kind kind;
        private final LocalDate createdOn;
        private final BigMoney amount;
        private Optional<LocalDate> closedOn = Optional.empty();
        private Optional<Outcome> outcome = Optional.empty();
        private Optional<BigDecimal> probability = Optional.empty();
        private Optional<LocalDate> expectedCloseOn = Optional.empty();
        private Optional<String> source = Optional.empty();
        private Optional<String> referrerType = Optional.empty();

        private Builder(String id, String accountId, Kind kind, LocalDate createdOn, BigMoneyProvider amount) {
            this.id = Objects.requireNonNull(id, "id");
            this.accountId = Objects.requireNonNull(accountId, "accountId");
            this.kind = kind;
            this.createdOn = createdOn;
            this.amount = amount.toBigMoney();
        }

        /**
         * Sets the day on which it was won or lost; goes with {@link #outcome}.
         *
         * @param value the day
         * @return this builder
         */
        public Builder closedOn(LocalDate value) {
            closedOn = Optional.of(value);
            return this;
        }

        /**
         * Sets how it ended; goes with {@link #closedOn}.
         *
         * @param value the outcome
         * @return this builder
         */
        public Builder outcome(Outcome value) {
            outcome = Optional.of(value);
            return this;
        }

        /**
         * Sets how likely it is to be won.
         *
         * @param value the probability, 0 to 1
         * @return this builder
         */
        public Builder probability(BigDecimal value) {
            probability = Optional.of(value);
            return this;
        }

        /**
         * Sets the day on which it is expected to close.
         *
         * @param value the day
         * @return this builder
         */
        public Builder expectedCloseOn(LocalDate value) {
            expectedCloseOn = Optional.of(value);
            return this;
        }

        /**
         * Sets where it came from.
         *
         * @param value the source
         * @return this builder
         */
        public Builder source(String value) {
            source = Optional.of(value);
            return this;
        }

        /**
         * Sets who referred it.
         *
         * @param value the kind of referrer
         * @return this builder
         */
        public Builder referrerType(String value) {
            referrerType = Optional.of(value);
            return this;
        }

        /**
         * Builds the opportunity.
         *
         * @return the opportunity
         * @throws InvalidDataException with every rule that is broken
         */
        public Opportunity build() {
            return new Opportunity(
                    id,
                    accountId,
                    kind,
                    createdOn,
                    amount,
                    closedOn,
                    outcome,
                    probability,
                    expectedCloseOn,
                    source,
                    referrerType);
        }
    }
}
