package io.csmetrics.cohort.lifetime;

/**
 * By which conventions payments of the future are added up.
 *
 * @param rate the discount
 * @param payment when a customer pays for a period
 * @param horizon how many periods are counted
 */
public record Discounting(DiscountRate rate, PaymentTiming payment, Horizon horizon) {

    /**
     * Returns the usual conventions: payment in advance, all periods that ever come.
     *
     * @param rate the discount
     * @return the conventions
     */
    public static Discounting at(DiscountRate rate) {
        return new Discounting(rate, PaymentTiming.ADVANCE, Horizon.infinite());
    }

    /**
     * Returns the conventions of the rule of thumb {@code 1 / churn}: no discount, payment in advance, all periods that ever come.
     *
     * @return the conventions
     */
    public static Discounting none() {
        return at(DiscountRate.none());
    }

    /**
     * Returns the same with another horizon.
     *
     * @param other how many periods are counted
     * @return the conventions
     */
    public Discounting with(Horizon other) {
        return new Discounting(rate, payment, other);
    }

    /**
     * Returns the same with another payment.
     *
     * @param other when a customer pays
     * @return the conventions
     */
    public Discounting with(PaymentTiming other) {
        return new Discounting(rate, other, horizon);
    }

    /**
     * Returns the conventions in words.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return "discount " + rate + ", paid in " + (payment == PaymentTiming.ADVANCE ? "advance" : "arrears") + ", "
                + horizon;
    }
}
