package io.csmetrics.cohort.inference;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.util.Optional;
import org.apache.commons.statistics.distribution.BetaDistribution;

/** How the interval of one share is made. Both ways are sound for few units and for shares near 0 and 1. */
public enum ProportionInterval {
    /**
     * The score interval, which holds the true share as often as it says on average: the default. Defined as {@link
     * Proportion#wilson(double)}.
     *
     * <p>Source: Wilson (1927), "Probable inference, the law of succession, and statistical inference".
     */
    WILSON {
        @Override
        Interval within(Proportion share, Confidence confidence) {
            return share.wilson(confidence.z()).orElseThrow();
        }
    },

    /**
     * The exact interval, which holds the true share at least as often as it says, and so is wider. Defined as {@code beta(tail; x, n - x
     * + 1) to beta(1 - tail; x + 1, n - x)}, the quantiles of the beta distribution. The lower end is 0 where there is no hit, the upper
     * one 1 where all are hits.
     *
     * <p>Source: Clopper and Pearson (1934), "The use of confidence or fiducial limits illustrated in the case of the binomial".
     */
    CLOPPER_PEARSON {
        @Override
        Interval within(Proportion share, Confidence confidence) {
            double hits = share.hits();
            double misses = share.n() - share.hits();
            double lower = hits == 0
                    ? 0
                    : BetaDistribution.of(hits, misses + 1).inverseCumulativeProbability(confidence.tail());
            double upper = misses == 0
                    ? 1
                    : BetaDistribution.of(hits + 1, misses).inverseSurvivalProbability(confidence.tail());
            return new Interval(lower, upper);
        }
    };

    /**
     * Returns the interval of a share.
     *
     * @param share the share
     * @param confidence how sure the interval is to hold the true share
     * @return the interval, within 0 to 1; empty where {@code n} is 0
     */
    public Optional<Interval> of(Proportion share, Confidence confidence) {
        return share.n() == 0 ? Optional.empty() : Optional.of(within(share, confidence));
    }

    abstract Interval within(Proportion share, Confidence confidence);
}
