package io.csmetrics.cli.sample.churn;

import io.csmetrics.cli.sample.RandomStream;

/**
 * The hidden health of an account, and what it means for leaving. Health is a level of 0 to {@value #TOP}. Of each day's start an account
 * either leaves, or its health takes one step:
 *
 * <ul>
 *   <li>It leaves with the probability of its level, {@code 1 - (1 - h)^(1/30)}, where the risk of 30 days at one level is logistic,
 *       {@code h = 1 / (1 + e^(5 + 2 z))}, and {@code z = (level - 20) / sqrt(10)} is the level in standard deviations.
 *   <li>Else it goes up by one with {@code 0.12 (40 - level) / 40}, down by one with {@code 0.12 level / 40}, and stays otherwise. So it is
 *       drawn back to 20, of any distance from there one half in 115 days. Left alone it is a binomial variable, {@code B(40, 1/2)}.
 * </ul>
 *
 * <p>It is the urn of Paul and Tatiana Ehrenfest, "Über zwei bekannte Einwände gegen das Boltzmannsche H-Theorem", 1907, a mean-reverting
 * walk in whole steps (Mark Kac, "Random Walk and the Theory of Brownian Motion", 1947). Because it is a Markov chain of few states, the
 * probability of leaving within any number of days is a sum that can be worked out, not an estimate: {@link #churnWithin}.
 */
final class HealthWalk {
    /** The best health. */
    static final int TOP = 40;

    /** The health to which all are drawn back. */
    static final int AVERAGE = TOP / 2;

    private static final double STANDARD_DEVIATION = StrictMath.sqrt(TOP) / 2;
    private static final double MOVES_A_DAY = 0.12;
    private static final double LOG_ODDS_OF_STAYING = 5;
    private static final double LOG_ODDS_OF_A_DEVIATION = 2;
    private static final double DAYS_OF_RISK = 30;

    private HealthWalk() {}

    /** A level in standard deviations from the average. */
    static double z(int level) {
        return (level - AVERAGE) / STANDARD_DEVIATION;
    }

    /** {@code 1 / (1 + e^-x)}. */
    static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** How likely an account leaves in 30 days, if its health stays as it is. */
    static double monthlyRisk(int level) {
        return logistic(-LOG_ODDS_OF_STAYING - LOG_ODDS_OF_A_DEVIATION * z(level));
    }

    static double dailyRisk(int level) {
        return 1 - StrictMath.pow(1 - monthlyRisk(level), 1 / DAYS_OF_RISK);
    }

    static double up(int level) {
        return MOVES_A_DAY * (TOP - level) / TOP;
    }

    static double down(int level) {
        return MOVES_A_DAY * level / TOP;
    }

    /** Draws a first level, as if the walk had gone on for ever and nobody could leave. */
    static int first(RandomStream random) {
        int level = 0;
        for (int i = 0; i < TOP; i++) {
            level += random.chance(0.5) ? 1 : 0;
        }
        return level;
    }

    static int next(int level, RandomStream random) {
        double step = random.unit();
        if (step < up(level)) {
            return level + 1;
        }
        return step < up(level) + down(level) ? level - 1 : level;
    }

    /**
     * Works out the true probability of leaving, backwards from the last day:
     * {@code u(0, l) = 0} and {@code u(n, l) = q(l) + (1 - q(l)) (up(l) u(n-1, l+1) + down(l) u(n-1, l-1) + stay(l) u(n-1, l))}.
     *
     * @param days how many days are asked for, 0 or more
     * @return by level, how likely a customer of today has left after that many days
     */
    static double[] churnWithin(int days) {
        double[] within = new double[TOP + 1];
        for (int day = 0; day < days; day++) {
            double[] longer = new double[TOP + 1];
            for (int level = 0; level <= TOP; level++) {
                double above = level < TOP ? up(level) * within[level + 1] : 0;
                double below = level > 0 ? down(level) * within[level - 1] : 0;
                double here = (1 - up(level) - down(level)) * within[level];
                double risk = dailyRisk(level);
                longer[level] = risk + (1 - risk) * (above + below + here);
            }
            within = longer;
        }
        return within;
    }
}
