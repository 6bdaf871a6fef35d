package io.csmetrics.cohort.lifetime;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.family.UndefinedReason;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether the chance to leave changes with the age of a customer: the beta-geometric model (sBG), in which it does not, beside the
 * beta-discrete-Weibull model (BdW), in which it does. The larger model is chosen only where it fits better by more than chance.
 *
 * @param betaGeometric the fit of the smaller model
 * @param betaDiscreteWeibull the fit of the larger model, which holds the smaller one with shape 1
 * @param likelihoodRatio the test of the smaller model against the larger, or why there is none. Where customers do not differ, the limit of
 *     the smaller model is tested
 * @param confidence how sure the choice of the larger model is to be
 */
public record ModelChoice(
        RetentionFit betaGeometric,
        RetentionFit betaDiscreteWeibull,
        Significance likelihoodRatio,
        Confidence confidence) {
    private static final String METHOD = "likelihood ratio test of bdw against sbg";

    /**
     * Fits both models to all cohorts together. Defined as {@code 2 * (logLikelihood(bdw) - logLikelihood(sbg))}, held against chi-square
     * with 1 degree of freedom (Wilks 1938).
     *
     * @param counts the counts
     * @param confidence how sure the choice of the larger model is to be
     * @return both fits, and the test
     */
    public static ModelChoice of(ActiveCounts counts, Confidence confidence) {
        RetentionFit small = RetentionModelKind.BETA_GEOMETRIC.fit(counts);
        RetentionFit large = RetentionModelKind.BETA_DISCRETE_WEIBULL.fit(counts);
        return new ModelChoice(small, large, test(small, large), confidence);
    }

    private static Significance test(RetentionFit small, RetentionFit large) {
        for (RetentionFit fit : new RetentionFit[] {small, large}) {
            if (fit instanceof RetentionFit.Refused refused) {
                return new Significance.Untested(UndefinedReason.TOO_FEW_OBSERVATIONS, refused.detail());
            }
        }
        double statistic = 2
                * (large.fitted().orElseThrow().logLikelihood()
                        - small.fitted().orElseThrow().logLikelihood());
        // the larger model is never worse but for rounding
        double above = Math.max(0, statistic);
        return new Significance.Tested(
                METHOD,
                OptionalDouble.of(above),
                OptionalInt.of(1),
                ChiSquaredDistribution.of(1).survivalProbability(above));
    }

    /**
     * Returns the fit to go on with.
     *
     * @return the larger model where the test says so, else the smaller one; its refusal where it has none
     */
    public RetentionFit chosen() {
        Optional<Significance.Tested> tested = likelihoodRatio.tested();
        return tested.isPresent() && tested.get().significantAt(confidence) ? betaDiscreteWeibull : betaGeometric;
    }

    /**
     * Returns both models, the test and the choice as lines of text.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return LifetimeText.of(this);
    }
}
