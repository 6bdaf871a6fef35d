package io.csmetrics.cohort.lifetime;

import java.util.List;
import org.apache.commons.numbers.gamma.Digamma;

/** The models of retention, and how each is fitted. */
public enum RetentionModelKind {
    /** {@link Geometric}: one chance to leave for all. */
    GEOMETRIC("geometric") {
        @Override
        public List<String> parameters() {
            return List.of("churn");
        }

        @Override
        RetentionModel at(double[] unknowns) {
            return new Geometric(1 / (1 + Math.exp(-unknowns[0])));
        }

        @Override
        double[] slope(RetentionModel model, int period) {
            return new double[] {-model.churnRate(period)};
        }

        @Override
        double[] values(RetentionModel model) {
            return new double[] {((Geometric) model).churn()};
        }

        @Override
        double[] pace(RetentionModel model) {
            double churn = ((Geometric) model).churn();
            return new double[] {churn * (1 - churn)};
        }
    },

    /** {@link BetaGeometric}, sBG: a chance to leave for each customer. */
    BETA_GEOMETRIC("sbg") {
        @Override
        public List<String> parameters() {
            return List.of("alpha", "beta");
        }

        @Override
        RetentionModel at(double[] unknowns) {
            return new BetaGeometric(Math.exp(unknowns[0]), Math.exp(unknowns[1]));
        }

        @Override
        double[] slope(RetentionModel model, int period) {
            BetaGeometric sbg = (BetaGeometric) model;
            double churn = sbg.churnRate(period);
            return new double[] {-churn, churn * sbg.beta() / (sbg.beta() + (period - 1.0))};
        }

        @Override
        double[] values(RetentionModel model) {
            BetaGeometric sbg = (BetaGeometric) model;
            return new double[] {sbg.alpha(), sbg.beta()};
        }
    },

    /** {@link BetaDiscreteWeibull}, BdW: a chance to leave for each customer, which changes with age. */
    BETA_DISCRETE_WEIBULL("bdw") {
        @Override
        public List<String> parameters() {
            return List.of("alpha", "beta", "shape");
        }

        @Override
        RetentionModel at(double[] unknowns) {
            return new BetaDiscreteWeibull(Math.exp(unknowns[0]), Math.exp(unknowns[1]), Math.exp(unknowns[2]));
        }

        @Override
        double[] slope(RetentionModel model, int period) {
            BetaDiscreteWeibull bdw = (BetaDiscreteWeibull) model;
            double[] now = logSurvivalSlope(bdw, period);
            double[] before = logSurvivalSlope(bdw, period - 1);
            for (int i = 0; i < now.length; i++) {
                now[i] -= before[i];
            }
            return now;
        }

        @Override
        double[] values(RetentionModel model) {
            BetaDiscreteWeibull bdw = (BetaDiscreteWeibull) model;
            return new double[] {bdw.alpha(), bdw.beta(), bdw.shape()};
        }
    };

    private final String key;

    RetentionModelKind(String key) {
        this.key = key;
    }

    /**
     * Returns the name by which files and commands know the model.
     *
     * @return {@code geometric}, {@code sbg} or {@code bdw}
     */
    public String key() {
        return key;
    }

    /**
     * Returns the names of the parameters.
     *
     * @return the names, in the order of the model's components
     */
    public abstract List<String> parameters();

    /**
     * Fits the model to all cohorts together, by maximum likelihood: every cohort is supposed to be of the same kind of customers.
     *
     * @param counts the counts
     * @return the fit, or why there is none; a {@link #BETA_GEOMETRIC} model of customers that do not differ is fitted as
     *     {@link #GEOMETRIC}
     */
    public RetentionFit fit(ActiveCounts counts) {
        return RetentionFitter.fit(this, counts);
    }

    /** The model at a point of the search, where every unknown may be any number: a logit or logarithms. */
    abstract RetentionModel at(double[] unknowns);

    /** The slope of the logarithm of the retention rate, by the unknowns. */
    abstract double[] slope(RetentionModel model, int period);

    /** The parameters. */
    abstract double[] values(RetentionModel model);

    /** How fast each parameter grows with its unknown. */
    double[] pace(RetentionModel model) {
        return values(model);
    }

    private static double[] logSurvivalSlope(BetaDiscreteWeibull bdw, int period) {
        double alpha = bdw.alpha();
        double beta = bdw.beta();
        double age = Math.pow(period, bdw.shape());
        double both = Digamma.value(alpha + beta + age);
        double second = Digamma.value(beta + age) - both;
        return new double[] {
            -alpha * both, beta * second, period < 2 ? 0 : bdw.shape() * age * Math.log(period) * second
        };
    }

    static int requirePeriod(int period, int least) {
        if (period < least) {
            throw new IllegalArgumentException("period " + period + " must be at least " + least);
        }
        return period;
    }

    static void requireParameter(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " " + value + " must be a finite number above 0");
        }
    }
}
