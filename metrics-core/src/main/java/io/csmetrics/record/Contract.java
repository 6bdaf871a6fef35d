package io.csmetrics.record;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.BigMoneyProvider;

/**
 * One term of a contract: all days from {@code startsOn} up to, but not with, {@code endsOn}. An early termination moves
 * {@code endsOn}. Several contracts may renew one, which then counts as renewed once.
 *
 * @param id the contract's id, unique, compared exactly
 * @param accountId the account
 * @param startsOn the first day of the term
 * @param endsOn the first day after the term; later than {@code startsOn}
 * @param annualValue the value per year, at least 0: the total value divided by the years of the term
 * @param signedOn the day of the signature; before it nobody knows of the contract
 * @param renewsContractId the contract of the same account that this one renews; never this one
 * @param product the product
 */
public record Contract(
        String id,
        String accountId,
        LocalDate startsOn,
        LocalDate endsOn,
        BigMoney annualValue,
        Optional<LocalDate> signedOn,
        Optional<String> renewsContractId,
        Optional<String> product) {

    /** Checks every rule above. */
    public Contract {
        Objects.requireNonNull(startsOn, "startsOn");
        Objects.requireNonNull(endsOn, "endsOn");
        Objects.requireNonNull(signedOn, "signedOn");
        Checks checks = Checks.of("contract", id);
        annualValue = checks.money("annualValue", annualValue);
        checks.text("id", id)
                .text("accountId", accountId)
                .that(
                        startsOn.isBefore(endsOn),
                        "endsOn",
                        endsOn,
                        "must be after startsOn " + startsOn,
                        "give the first day after the term")
                .that(
                        !annualValue.isNegative(),
                        "annualValue",
                        annualValue,
                        "must be at least 0",
                        "book a credit as a cost")
                .text("renewsContractId", renewsContractId)
                .that(
                        !renewsContractId.equals(Optional.of(id)),
                        "renewsContractId",
                        id,
                        "must be another contract",
                        "name the contract that this one renews")
                .text("product", product)
                .done();
    }

    /**
     * Returns a contract without optional parts.
     *
     * @param id the id
     * @param accountId the account
     * @param startsOn the first day of the term
     * @param endsOn the first day after the term
     * @param annualValue the value per year
     * @return the contract
     */
    public static Contract of(
            String id, String accountId, LocalDate startsOn, LocalDate endsOn, BigMoneyProvider annualValue) {
        return builder(id, accountId, startsOn, endsOn, annualValue).build();
    }

    /**
     * Begins a contract.
     *
     * @param id the id
     * @param accountId the account
     * @param startsOn the first day of the term
     * @param endsOn the first day after the term
     * @param annualValue the value per year
     * @return the builder
     */
    public static Builder builder(
            String id, String accountId, LocalDate startsOn, LocalDate endsOn, BigMoneyProvider annualValue) {
        return new Builder(id, accountId, startsOn, endsOn, annualValue);
    }

    /**
     * Returns the day from which the contract is known.
     *
     * @return the day of the signature, or the first day of the term where no signature is recorded
     */
    public LocalDate signedOrStart() {
        return signedOn.orElse(startsOn);
    }

    /** Builds a {@link Contract}. */
    public static final class Builder {
        private final String id;
        private final String accountId;
        private final LocalDate startsOn;
        private final LocalDate endsOn;
        private final BigMoney annualValue;
        private Optional<LocalDate> signedOn = Optional.empty();
        private Optional<String> renewsContractId = Optional.empty();
        private Optional<String> product = Optional.empty();

        private Builder(
                String id, String accountId, LocalDate startsOn, LocalDate endsOn, BigMoneyProvider annualValue) {
            this.id = Objects.requireNonNull(id, "id");
            this.accountId = Objects.requireNonNull(accountId, "accountId");
            this.startsOn = startsOn;
            this.endsOn = endsOn;
            this.annualValue = annualValue.toBigMoney();
        }

        /**
         * Sets the day of the signature.
         *
         * @param value the day
         * @return this builder
         */
        public Builder signedOn(LocalDate value) {
            signedOn = Optional.of(value);
            return this;
        }

        /**
         * Sets the contract that this one renews.
         *
         * @param value the id of the earlier contract
         * @return this builder
         */
        public Builder renewsContractId(String value) {
            renewsContractId = Optional.of(value);
            return this;
        }

        /**
         * Sets the product.
         *
         * @param value the product
         * @return this builder
         */
        public Builder product(String value) {
            product = Optional.of(value);
            return this;
        }

        /**
         * Builds the contract.
         *
         * @return the contract
         * @throws InvalidDataException with every rule that is broken
         */
        public Contract build() {
            return new Contract(id, accountId, startsOn, endsOn, annualValue, signedOn, renewsContractId, product);
        }
    }
}
