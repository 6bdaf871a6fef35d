package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Significance;

/**
 * The effect with what was known of each unit before taken out, so that the same units tell more. The effect that is estimated is the
 * same: a covariate from before the exposure cannot be changed by it. It decides nothing; the unadjusted test does.
 *
 * <p>Defined as the difference of the means of {@code outcome - theta (covariate - mean covariate)}, where {@code theta = sum over arms of
 * covariance / sum over arms of variance}, each about the means of its own arm, so that an effect is not taken for a slope.
 *
 * <p>The variance of the difference is Welch's, times {@code (n - 2) / (n - 3) (1 + d² / (S (1/n1 + 1/n0)))}, where {@code d} is the
 * difference of the mean covariates and {@code S} their sum of squares within arms: theta was estimated from the same units.
 *
 * <p>Source: Deng, Xu, Kohavi and Walker (2013), "Improving the sensitivity of online controlled experiments by utilizing pre-experiment
 * data"; the factor is that of the analysis of covariance, Fisher (1932), "Statistical methods for research workers".
 *
 * @param theta how much of the covariate is taken out of the outcome
 * @param varianceRemoved the part of the variance within arms that goes, 0 to 1
 * @param effect the adjusted effect
 * @param test the test of the adjusted effect, to be read at the planned end only
 */
public record Cuped(double theta, double varianceRemoved, Estimate effect, Significance test) {}
