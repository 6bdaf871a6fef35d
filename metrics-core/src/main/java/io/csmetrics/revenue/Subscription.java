package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.BigMoneyProvider;

/**
 * One term of a subscription: a price, a quantity and a status that hold from {@code startsOn} up to, but not with, {@code endsOn}. A
 * change of price, quantity, status or interval is a further term; the terms of one subscription may share its id.
 *
 * @param id the subscription's id; several terms may have it, if they do not overlap
 * @param accountId the account
 * @param startsOn the first day of service
 * @param endsOn the first day without service; later than {@code startsOn}; absent while no end is known
 * @param amount the list price per interval and unit, at least 0
 * @param interval how often the price is due
 * @param quantity how many units, at least 0
 * @param status what the term is; only {@link Status#ACTIVE} and {@link Status#PAST_DUE} are recurring revenue
 * @param product the product
 * @param reason why the term ended, such as price or non-renewal
 * @param discounts what is taken off the list price, in any order
 */
public record Subscription(
        String id,
        String accountId,
        LocalDate startsOn,
        Optional<LocalDate> endsOn,
        BigMoney amount,
        BillingInterval interval,
        BigDecimal quantity,
        Status status,
        Optional<String> product,
        Optional<String> reason,
        List<Discount> discounts) {

    private static final int MOST_DIGITS = 1_000;

    /** What a term is. */
    public enum Status {
        /** Paid for. */
        ACTIVE,
        /** Tried out before it is bought: no revenue yet. */
        TRIAL,
        /** Used without payment. */
        FREE,
        /** Owed and not yet given up. */
        PAST_DUE,
        /** Interrupted by agreement: no revenue. */
        PAUSED
    }

    /**
     * Something off the list price of the whole line, quantity included, while it lasts. It has either a fraction or an amount.
     * Of several discounts the fractions apply one upon the other, then the amounts; the price never falls below 0.
     *
     * @param fraction the part of the price that is taken off, above 0 to 1: 0.1 for ten percent
     * @param amount what is taken off per interval, above 0
     * @param recurring whether it is part of the price of every interval; a discount that is given once is not
     * @param startsOn the first day on which it holds
     * @param endsOn the first day on which it no longer holds; later than {@code startsOn}; absent if it lasts as long as the term
     */
    public record Discount(
            Optional<BigDecimal> fraction,
            Optional<BigMoney> amount,
            boolean recurring,
            LocalDate startsOn,
            Optional<LocalDate> endsOn) {

        /** Checks every rule above. */
        public Discount {
            Objects.requireNonNull(startsOn, "startsOn");
            Broken broken = new Broken("discount from " + startsOn);
            if (fraction.isPresent() == amount.isPresent()) {
                broken.rule(
                        "amount",
                        amount.isPresent() ? "both" : "",
                        "must be either a fraction or an amount",
                        "give one of them");
            }
            fraction = fraction.map(value -> broken.number("fraction", value));
            amount = amount.map(value -> broken.money("amount", value));
            if (fraction.isPresent()
                    && (fraction.get().signum() <= 0 || fraction.get().compareTo(BigDecimal.ONE) > 0)) {
                broken.rule("fraction", fraction.get(), "must be above 0 and at most 1", "give 0.1 for ten percent");
            }
            if (amount.isPresent() && !amount.get().isPositive()) {
                broken.rule("amount", amount.get(), "must be above 0", "leave it out where nothing is taken off");
            }
            broken.order(startsOn, endsOn, "give the first day on which it no longer holds");
            broken.done();
        }

        /**
         * Returns a recurring discount of a part of the price, without end.
         *
         * @param fraction the part, above 0 to 1: 0.1 for ten percent
         * @param startsOn the first day
         * @return the discount
         */
        public static Discount ofFraction(BigDecimal fraction, LocalDate startsOn) {
            return new Discount(Optional.of(fraction), Optional.empty(), true, startsOn, Optional.empty());
        }

        /**
         * Returns a recurring discount of an amount, without end.
         *
         * @param amount what is taken off per interval, above 0
         * @param startsOn the first day
         * @return the discount
         */
        public static Discount ofAmount(BigMoneyProvider amount, LocalDate startsOn) {
            return new Discount(Optional.empty(), Optional.of(amount.toBigMoney()), true, startsOn, Optional.empty());
        }

        /**
         * Returns this discount with an end.
         *
         * @param endsOnExclusive the first day on which it no longer holds
         * @return the discount
         */
        public Discount until(LocalDate endsOnExclusive) {
            return new Discount(fraction, amount, recurring, startsOn, Optional.of(endsOnExclusive));
        }

        /**
         * Returns this discount as one that is not part of every interval's price.
         *
         * @return the discount
         */
        public Discount once() {
            return new Discount(fraction, amount, false, startsOn, endsOn);
        }

        boolean holdsOn(LocalDate day) {
            return !day.isBefore(startsOn) && endsOn.map(day::isBefore).orElse(true);
        }
    }

    /** Checks every rule above. */
    public Subscription {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(startsOn, "startsOn");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(status, "status");
        discounts = List.copyOf(discounts);
        Broken broken = new Broken("subscription \"" + id + "\"");
        broken.notBlank("id", id);
        broken.notBlank("accountId", accountId);
        broken.order(startsOn, endsOn, "give the first day without service");
        amount = broken.money("amount", amount);
        quantity = broken.number("quantity", quantity);
        if (amount.isNegative()) {
            broken.rule(
                    "amount",
                    amount,
                    "must be at least 0",
                    "a credit is no subscription, give what is off as a discount");
        }
        if (quantity.signum() < 0) {
            broken.rule("quantity", quantity, "must be at least 0", "end the term where units are given back");
        }
        product.ifPresent(text -> broken.notBlank("product", text));
        reason.ifPresent(text -> broken.notBlank("reason", text));
        for (Discount discount : discounts) {
            if (discount.amount().isPresent() && !discount.amount().get().isSameCurrency(amount)) {
                broken.rule(
                        "discount",
                        discount.amount().get(),
                        "must be in " + amount.getCurrencyUnit() + " like the amount",
                        "convert it first");
            }
        }
        broken.done();
    }

    /**
     * Returns an active term of one unit without end and optional parts.
     *
     * @param id the subscription's id
     * @param accountId the account
     * @param startsOn the first day of service
     * @param amount the price per interval
     * @param interval how often it is due
     * @return the term
     */
    public static Subscription of(
            String id, String accountId, LocalDate startsOn, BigMoneyProvider amount, BillingInterval interval) {
        return builder(id, accountId, startsOn, amount, interval).build();
    }

    /**
     * Begins a term.
     *
     * @param id the subscription's id
     * @param accountId the account
     * @param startsOn the first day of service
     * @param amount the price per interval and unit
     * @param interval how often it is due
     * @return the builder
     */
    public static Builder builder(
            String id, String accountId, LocalDate startsOn, BigMoneyProvider amount, BillingInterval interval) {
        return new Builder(id, accountId, startsOn, amount, interval);
    }

    /**
     * Tells whether a day lies in this term.
     *
     * @param day the day
     * @return whether it is not before {@code startsOn} and before {@code endsOn}
     */
    public boolean isInForceOn(LocalDate day) {
        return !day.isBefore(startsOn) && endsOn.map(day::isBefore).orElse(true);
    }

    /** What is wrong with one record, told all together. */
    private static final class Broken {
        private final String thing;
        private final Findings findings = new Findings();

        Broken(String thing) {
            this.thing = thing;
        }

        void rule(String field, Object value, String rule, String remedy) {
            findings.add(Finding.error(thing, 0, field, value, rule, remedy));
        }

        void notBlank(String field, String value) {
            if (value.isBlank()) {
                rule(field, value, "must not be blank", "give it a value");
            }
        }

        private void inCalendar(String field, LocalDate day) {
            if (day.getYear() < 1 || day.getYear() > 9999) {
                rule(field, day, "must be in the years 1 to 9999", "correct the date");
            }
        }

        void order(LocalDate startsOn, Optional<LocalDate> endsOn, String remedy) {
            inCalendar("startsOn", startsOn);
            endsOn.ifPresent(day -> inCalendar("endsOn", day));
            if (endsOn.isPresent() && !startsOn.isBefore(endsOn.get())) {
                rule("endsOn", endsOn.get(), "must be after startsOn " + startsOn, remedy);
            }
        }

        /** Equal numbers get one form; a number with an absurd exponent must not be written out. */
        BigDecimal number(String field, BigDecimal value) {
            BigDecimal stripped = value.stripTrailingZeros();
            if (stripped.scale() > MOST_DIGITS || (long) stripped.precision() - stripped.scale() > MOST_DIGITS) {
                rule(
                        field,
                        stripped,
                        "must have at most " + MOST_DIGITS + " digits on either side of the decimal point",
                        "check the exponent");
                return stripped;
            }
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        BigMoney money(String field, BigMoney value) {
            int decimals = number(field, value.getAmount()).scale();
            return value.withScale(Math.max(decimals, value.getCurrencyUnit().getDecimalPlaces()));
        }

        void done() {
            findings.throwIfErrors();
        }
    }

    /** Builds a {@link Subscription}. */
    public static final class Builder {
        private final String id;
        private final String accountId;
        private final LocalDate startsOn;
        private final BigMoney amount;
        private final BillingInterval interval;
        private Optional<LocalDate> endsOn = Optional.empty();
        private BigDecimal quantity = BigDecimal.ONE;
        private Status status = Status.ACTIVE;
        private Optional<String> product = Optional.empty();
        private Optional<String> reason = Optional.empty();
        private List<Discount> discounts = List.of();

        private Builder(
                String id, String accountId, LocalDate startsOn, BigMoneyProvider amount, BillingInterval interval) {
            this.id = id;
            this.accountId = accountId;
            this.startsOn = startsOn;
            this.amount = amount.toBigMoney();
            this.interval = interval;
        }

        /**
         * Sets the end.
         *
         * @param value the first day without service
         * @return this builder
         */
        public Builder endsOn(LocalDate value) {
            endsOn = Optional.of(value);
            return this;
        }

        /**
         * Sets how many units; 1 where this is not called.
         *
         * @param value the number, at least 0
         * @return this builder
         */
        public Builder quantity(BigDecimal value) {
            quantity = value;
            return this;
        }

        /**
         * Sets how many units; 1 where this is not called.
         *
         * @param value the number, at least 0
         * @return this builder
         */
        public Builder quantity(long value) {
            return quantity(BigDecimal.valueOf(value));
        }

        /**
         * Sets what the term is; active where this is not called.
         *
         * @param value the status
         * @return this builder
         */
        public Builder status(Status value) {
            status = value;
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
         * Sets why the term ended.
         *
         * @param value the reason
         * @return this builder
         */
        public Builder reason(String value) {
            reason = Optional.of(value);
            return this;
        }

        /**
         * Sets what is taken off the list price.
         *
         * @param value the discounts, in any order
         * @return this builder
         */
        public Builder discounts(List<Discount> value) {
            discounts = List.copyOf(value);
            return this;
        }

        /**
         * Builds the term.
         *
         * @return the term
         * @throws InvalidDataException with every rule that is broken
         */
        public Subscription build() {
            return new Subscription(
                    id, accountId, startsOn, endsOn, amount, interval, quantity, status, product, reason, discounts);
        }
    }
}
