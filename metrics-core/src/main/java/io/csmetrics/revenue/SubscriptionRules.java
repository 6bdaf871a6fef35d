package io.csmetrics.revenue;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.CurrencyUnit;

/**
 * How subscriptions become recurring revenue, where tools differ. What is not set follows the default.
 *
 * @param profile how prices become monthly and are rounded; {@link NormalisationProfile#STANDARD} unless set
 * @param discountBasis which discounts count; {@link DiscountBasis#NET_RECURRING} unless set
 * @param graceDays after how many days past due a term stops counting, with reason {@link Subscriptions#INVOLUNTARY}; absent if it
 *     counts until it ends
 * @param minimumGapDays the shortest interruption, in days, that counts as one; 0 or 1 if every one does
 * @param reactivationDays the longest interruption, in days, after which a return is a reactivation and not new; absent if it
 *     always is
 * @param perProduct whether each product of an account stands for itself
 * @param currency the one currency; absent for that of most terms
 */
public record SubscriptionRules(
        NormalisationProfile profile,
        DiscountBasis discountBasis,
        OptionalInt graceDays,
        int minimumGapDays,
        OptionalInt reactivationDays,
        boolean perProduct,
        Optional<CurrencyUnit> currency) {

    /** Which discounts are taken off the list price. */
    public enum DiscountBasis {
        /** None. */
        LIST,
        /** Those that are part of every interval's price. */
        NET_RECURRING,
        /** All of them, also those that are given once. */
        NET_ALL
    }

    /** Checks every rule above. */
    public SubscriptionRules {
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(discountBasis, "discountBasis");
        Objects.requireNonNull(currency, "currency");
        requireDays("graceDays", graceDays.orElse(0));
        requireDays("minimumGapDays", minimumGapDays);
        requireDays("reactivationDays", reactivationDays.orElse(0));
    }

    private static void requireDays(String name, int days) {
        if (days < 0) {
            throw new IllegalArgumentException(name + " " + days + " must be at least 0");
        }
    }

    /**
     * Returns the defaults.
     *
     * @return the rules
     */
    public static SubscriptionRules standard() {
        return builder().build();
    }

    /**
     * Begins with the defaults.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link SubscriptionRules}. */
    public static final class Builder {
        private NormalisationProfile profile = NormalisationProfile.STANDARD;
        private DiscountBasis discountBasis = DiscountBasis.NET_RECURRING;
        private OptionalInt graceDays = OptionalInt.empty();
        private int minimumGapDays;
        private OptionalInt reactivationDays = OptionalInt.empty();
        private boolean perProduct;
        private Optional<CurrencyUnit> currency = Optional.empty();

        private Builder() {}

        /**
         * Sets how prices become monthly.
         *
         * @param value the profile
         * @return this builder
         */
        public Builder profile(NormalisationProfile value) {
            profile = value;
            return this;
        }

        /**
         * Sets which discounts count.
         *
         * @param value the basis
         * @return this builder
         */
        public Builder discountBasis(DiscountBasis value) {
            discountBasis = value;
            return this;
        }

        /**
         * Lets a term that is past due stop counting some days after it became so.
         *
         * @param days the days of grace, at least 0
         * @return this builder
         */
        public Builder graceDays(int days) {
            graceDays = OptionalInt.of(days);
            return this;
        }

        /**
         * Lets a shorter interruption be none, as {@link RevenueLedger#bridgingGapsShorterThan} does.
         *
         * @param days the shortest interruption that counts, at least 0
         * @return this builder
         */
        public Builder minimumGapDays(int days) {
            minimumGapDays = days;
            return this;
        }

        /**
         * Lets a return after a longer interruption be new, as {@link RevenueLedger#returningAsNewAfter} does.
         *
         * @param days the longest interruption after which a return is a reactivation, at least 0
         * @return this builder
         */
        public Builder reactivationDays(int days) {
            reactivationDays = OptionalInt.of(days);
            return this;
        }

        /**
         * Lets each product of an account stand for itself; see {@link Subscriptions#productKey}.
         *
         * @param value whether it does
         * @return this builder
         */
        public Builder perProduct(boolean value) {
            perProduct = value;
            return this;
        }

        /**
         * Names the one currency.
         *
         * @param value the currency
         * @return this builder
         */
        public Builder currency(CurrencyUnit value) {
            currency = Optional.of(value);
            return this;
        }

        /**
         * Builds the rules.
         *
         * @return the rules
         */
        public SubscriptionRules build() {
            return new SubscriptionRules(
                    profile, discountBasis, graceDays, minimumGapDays, reactivationDays, perProduct, currency);
        }
    }
}
