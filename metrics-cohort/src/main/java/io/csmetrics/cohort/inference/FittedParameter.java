package io.csmetrics.cohort.inference;

import java.util.OptionalDouble;

/**
 * A parameter of a model that was fitted.
 *
 * @param name its name in the publication, such as {@code alpha}
 * @param value its estimate
 * @param standardError how far it would vary from sample to sample, by the curvature of the likelihood; empty where that tells nothing
 */
public record FittedParameter(String name, double value, OptionalDouble standardError) {}
