package io.csmetrics.cohort.bootstrap;

import java.util.Optional;

/** A ratio by account, or the reason why it cannot be told account by account. */
public sealed interface Sampling permits RatioSample, Refusal {

    /**
     * Returns the sample.
     *
     * @return the sample, empty where it is refused
     */
    default Optional<RatioSample> sample() {
        return this instanceof RatioSample sample ? Optional.of(sample) : Optional.empty();
    }
}
