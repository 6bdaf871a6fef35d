package io.csmetrics.cohort.purchase;

/**
 * A model of how often customers without contract buy, and when they stop: while active, a customer buys at random with a rate
 * lambda per unit of time, and after a purchase stays away for ever with a probability p. The rates have a gamma distribution with shape r
 * and rate alpha, the probabilities a beta distribution with a and b, independent of each other.
 *
 * <p>All figures count days with a purchase after the first purchase. The two models differ in one point only: in {@link BgNbd} nobody stops
 * before the first repeat purchase, in {@link MbgNbd} one may.
 */
public sealed interface PurchaseModel permits BgNbd, MbgNbd {

    /**
     * Returns the shape of the distribution of rates.
     *
     * @return r, above 0
     */
    double r();

    /**
     * Returns the rate of the distribution of rates: the mean customer buys {@code r / alpha} times in a unit of time.
     *
     * @return alpha in units of {@link #scale()}, above 0
     */
    double alpha();

    /**
     * Returns the first shape of the distribution of probabilities to stop: the mean customer stops with {@code a / (a + b)}.
     *
     * @return a, above 0
     */
    double a();

    /**
     * Returns the second shape of the distribution of probabilities to stop.
     *
     * @return b, above 0
     */
    double b();

    /**
     * Returns the unit of alpha.
     *
     * @return the unit of time
     */
    TimeScale scale();

    /**
     * Returns the name of the model in publications.
     *
     * @return {@code BG/NBD} or {@code MBG/NBD}
     */
    String name();

    /**
     * Returns how many repeat purchases are expected of a new customer. Defined for BG/NBD as {@code (a + b - 1) / (a - 1) * (1 - (alpha /
     * (alpha + t))^r * F(r, b; a + b - 1; t / (alpha + t)))}, for MBG/NBD with the factor {@code b / (a - 1)} and {@code F(r, b + 1; a + b;
     * …)}; F is Gauss's hypergeometric function. Computed by a sum that also exists at {@code a = 1}, to 12 digits where t is below 1,000
     * alpha.
     *
     * @param span the time t from the first purchase on
     * @return the expectation, 0 or more
     * @throws IllegalArgumentException if {@code (r + 40) * t / alpha} is above 20 million: the sum would be near to endless
     */
    default double expectedPurchases(Span span) {
        return DropoutProcess.of(this).expected(span.in(scale()));
    }

    /**
     * Returns how many purchases are expected of a known customer in the time that follows. Defined as {@code alive} times the expectation
     * of a new BG/NBD customer with the parameters that the history leaves: {@code r + x, alpha + T, a, b + x} (b + x + 1 for MBG/NBD).
     *
     * @param history what the customer bought so far
     * @param span the time after the last known day
     * @return the expectation, 0 or more
     * @throws IllegalArgumentException if {@code (r + x + 40) * t / (alpha + T)} is above 20 million
     */
    default double expectedPurchases(PurchaseHistory history, Span span) {
        return DropoutProcess.of(this)
                .expected(
                        history.frequency(),
                        history.recency().in(scale()),
                        history.age().in(scale()),
                        span.in(scale()));
    }

    /**
     * Returns how likely a new customer buys so many times. The sum over all numbers is 1.
     *
     * @param repeatPurchases the number of repeat purchases, 0 or more
     * @param span the time from the first purchase on
     * @return the probability, 0 to 1
     * @throws IllegalArgumentException if the number is negative, or {@code n + (r + 40) * t / alpha} is above 20 million
     */
    default double probability(int repeatPurchases, Span span) {
        if (repeatPurchases < 0) {
            throw new IllegalArgumentException(
                    "repeat purchases " + repeatPurchases + " must be 0 or more; the first purchase is not counted");
        }
        return DropoutProcess.of(this).probability(repeatPurchases, span.in(scale()));
    }

    /**
     * Returns how likely a customer has not stopped. Defined as {@code 1 / (1 + a / (b + x - 1) * ((alpha + T) / (alpha + t_x))^(r + x))}
     * with frequency x, recency t_x and age T; with {@code a / (b + x)} for MBG/NBD. In BG/NBD it is 1 by assumption where x is 0.
     *
     * @param history what the customer bought so far
     * @return the probability, with a mark where it is an assumption
     */
    default Alive alive(PurchaseHistory history) {
        return new Alive(
                DropoutProcess.of(this)
                        .alive(
                                history.frequency(),
                                history.recency().in(scale()),
                                history.age().in(scale())),
                history.frequency() == 0 && this instanceof BgNbd);
    }

    /**
     * Returns the logarithm of the likelihood of all customers. Models of one summary and one unit may be compared by it.
     *
     * @param summary the customers
     * @return the logarithm, with time in {@link #scale()}
     */
    default double logLikelihood(PurchaseSummary summary) {
        return DropoutLikelihood.of(this, Histories.of(summary)).logLikelihood(this);
    }
}
