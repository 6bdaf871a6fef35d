package io.csmetrics.cohort.bootstrap;

import java.util.Optional;

/** How sure a ratio is: an interval, or the reason why an interval would be a false certainty. */
public sealed interface RatioUncertainty permits BootstrapInterval, Refusal {

    /**
     * Returns the interval.
     *
     * @return the interval with all that belongs to it, empty where it is refused
     */
    default Optional<BootstrapInterval> estimated() {
        return this instanceof BootstrapInterval estimated ? Optional.of(estimated) : Optional.empty();
    }
}
