package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.survival.LogRank;

/**
 * How long the units of both arms lasted after their exposure, also of those whose window is not over. Lives are counted from the
 * exposure and never from the signup: a unit cannot be lost before it was assigned, and the time until then is no merit of the arm
 * (immortal time).
 *
 * @param withoutLife units assigned of which no life is known
 * @param logRank the test of the arms, blind where their curves cross
 * @param horizonDays up to which day lives are counted in the means: the horizon of the experiment
 * @param meanDifference how many days longer the treated lasted on average within the horizon
 */
public record SurvivalArms(int withoutLife, LogRank logRank, int horizonDays, Estimate meanDifference) {}
