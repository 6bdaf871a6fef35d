package io.csmetrics.cohort.purchase;

/**
 * What a model needs to know of a customer's purchases. Two customers with the same history are one to it.
 *
 * @param frequency on how many days after the first the customer bought, 0 or more
 * @param recency from the first purchase to the last; 0 exactly where the frequency is 0
 * @param age from the first purchase to the last known day, not below the recency
 */
public record PurchaseHistory(int frequency, Span recency, Span age) {

    /**
     * Checks the parts against each other.
     *
     * @throws IllegalArgumentException if the frequency is negative, the recency is above the age, or one of frequency and recency is 0
     *     and the other is not
     */
    public PurchaseHistory {
        if (frequency < 0) {
            throw new IllegalArgumentException(
                    "frequency " + frequency + " must be 0 or more; the first purchase is not counted");
        }
        if (recency.days() > age.days()) {
            throw new IllegalArgumentException("recency of " + recency.days() + " days must not be above the age of "
                    + age.days() + " days; both begin with the first purchase");
        }
        if ((frequency == 0) != (recency.days() == 0)) {
            throw new IllegalArgumentException("recency of " + recency.days() + " days must be 0 exactly where the "
                    + "frequency, here " + frequency + ", is 0; count days with a purchase, not purchases");
        }
    }
}
