package io.csmetrics.cohort.lifetime;

import static io.csmetrics.cohort.lifetime.SimulatedCohorts.fitted;
import static io.csmetrics.cohort.lifetime.SimulatedCohorts.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.FitDiagnostics;
import io.csmetrics.cohort.inference.FittedParameter;
import io.csmetrics.cohort.inference.Significance;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.numbers.gamma.LogBeta;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.junit.jupiter.api.Test;

final class RetentionFitTest {
    private static final BetaGeometric HIGH_END = new BetaGeometric(0.668, 3.806);
    private static final ActiveCounts UNLIKE = one(1000, 700, 600, 550, 520);

    private static void refused(RetentionModelKind kind, FitRefusal reason, String detail, ActiveCounts counts) {
        assertThat(kind.fit(counts)).isInstanceOfSatisfying(RetentionFit.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused).hasToString("no model of retention: " + detail);
        });
        assertThat(kind.fit(counts).fitted()).isEmpty();
    }

    @Test
    void degenerateCountsAreRefusedByName() {
        RetentionModelKind sbg = RetentionModelKind.BETA_GEOMETRIC;
        refused(sbg, FitRefusal.NO_CUSTOMERS, "nobody began at period 0; give cohorts with customers", one(0, 0, 0));
        refused(
                sbg,
                FitRefusal.NO_CUSTOMERS,
                "nobody began at period 0; give cohorts with customers",
                ActiveCounts.builder().build());
        refused(
                sbg,
                FitRefusal.RISING_COUNTS,
                "cohort \"A\" rises from 80 to 85 at period 2; count those who never lapsed, without who came back",
                one(100, 80, 85));
        refused(sbg, FitRefusal.NO_PERIOD, "no cohort is known beyond period 0; wait for the first renewal", one(100));
        for (ActiveCounts gone : List.of(one(100, 0), one(100, 0, 0))) {
            refused(
                    sbg,
                    FitRefusal.ALL_LOST_IN_FIRST_PERIOD,
                    "all 100 customers were lost in period 1; nothing tells how others would go on",
                    gone);
        }
        refused(
                sbg,
                FitRefusal.ONE_PERIOD,
                "customers were watched for one period only; a rate that changes with age needs two",
                one(100, 70));
        refused(
                sbg,
                FitRefusal.NO_LOSS,
                "none of 100 customers was lost; every churn that is low enough fits as well",
                one(100, 100, 100));
        refused(
                sbg,
                FitRefusal.LOSS_IN_FIRST_PERIOD_ONLY,
                "nobody was lost after period 1; the model would say that nobody ever will be",
                one(100, 60, 60, 60));
        refused(
                RetentionModelKind.BETA_DISCRETE_WEIBULL,
                FitRefusal.TOO_FEW_PERIODS,
                "2 periods do not tell 3 parameters; fit a simpler model",
                one(100, 60, 50));
        RetentionFit flat = RetentionModelKind.BETA_DISCRETE_WEIBULL.fit(one(1000, 900, 810, 729));
        assertThat(flat).isInstanceOfSatisfying(RetentionFit.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(FitRefusal.NOT_CONVERGED);
            assertThat(refused.detail()).startsWith("the likelihood of bdw has no clear maximum after ");
        });
    }

    @Test
    void theGeometricModelNeedsOnePeriodOnly() {
        RetentionFit.Fitted fit = fitted(RetentionModelKind.GEOMETRIC, one(100, 70));
        assertThat(fit.model()).isEqualTo(new Geometric(0.3));
        assertThat(fit.parameters().get(0).standardError().orElseThrow())
                .isCloseTo(Math.sqrt(0.3 * 0.7 / 100), within(1e-15));
        assertThat(fit.logLikelihood()).isCloseTo(30 * Math.log(0.3) + 70 * Math.log(0.7), within(1e-10));
        assertThat(fit.akaike()).isCloseTo(2 - 2 * fit.logLikelihood(), within(1e-12));
        refused(
                RetentionModelKind.GEOMETRIC,
                FitRefusal.NO_LOSS,
                "none of 5 customers was lost; every churn that is low enough fits as well",
                one(5, 5));
    }

    @Test
    void customersThatDoNotDifferFallBackToTheGeometricModel() {
        for (ActiveCounts alike : List.of(one(1000, 900, 810, 729), one(1000, 900, 700, 400, 100), one(100, 60, 0))) {
            RetentionFit.Fitted fit = fitted(RetentionModelKind.BETA_GEOMETRIC, alike);
            assertThat(fit.fellBack()).isTrue();
            assertThat(fit.asked()).isEqualTo(RetentionModelKind.BETA_GEOMETRIC);
            assertThat(fit.model())
                    .isEqualTo(fitted(RetentionModelKind.GEOMETRIC, alike).model());
            assertThat(fit.toString()).contains("model: geometric, to which sbg comes where customers do not differ");
        }
        assertThat(((Geometric) fitted(RetentionModelKind.BETA_GEOMETRIC, one(1000, 900, 810, 729))
                                .model())
                        .churn())
                .isCloseTo(0.1, within(1e-15));
    }

    /** The likelihood of lives with the beta function, and the simplex of another library. */
    @Test
    void theOptimumIsThatOfHipparchus() {
        for (long start = 1; start <= 6; start++) {
            double spread = 0.4 * start;
            long[] active = SimulatedCohorts.active(new BetaGeometric(spread, 2.5 * spread), 800, 6, start);
            RetentionFit.Fitted fit = fitted(RetentionModelKind.BETA_GEOMETRIC, one(active));
            double best = new SimplexOptimizer(1e-14, 1e-14)
                    .optimize(
                            new MaxEval(20_000),
                            GoalType.MAXIMIZE,
                            new InitialGuess(new double[] {0, 0}),
                            new NelderMeadSimplex(2, 0.5),
                            new ObjectiveFunction(at -> lives(active, Math.exp(at[0]), Math.exp(at[1]))))
                    .getValue();
            assertThat(fit.logLikelihood()).isCloseTo(best, within(1e-7));
            BetaGeometric model = (BetaGeometric) fit.model();
            assertThat(lives(active, model.alpha(), model.beta())).isCloseTo(best, within(1e-7));
        }
    }

    private static double lives(long[] active, double alpha, double beta) {
        int last = active.length - 1;
        double start = LogBeta.value(alpha, beta);
        double sum = active[last] * (LogBeta.value(alpha, beta + last) - start);
        for (int t = 1; t <= last; t++) {
            sum += (active[t - 1] - active[t]) * (LogBeta.value(alpha + 1, beta + t - 1) - start);
        }
        return sum;
    }

    /** Of 30 fits none may be farther off than 4 standard errors: one in 16,000 would be by chance, and the starts are fixed. */
    @Test
    void knownParametersAreRecovered() {
        double alpha = 0;
        double beta = 0;
        int draws = 30;
        for (long start = 0; start < draws; start++) {
            ActiveCounts.Builder counts = ActiveCounts.builder();
            for (int cohort = 0; cohort < 4; cohort++) {
                counts.cohort(
                        "c" + cohort, SimulatedCohorts.active(HIGH_END, 1500, 10 - 2 * cohort, 100 * start + cohort));
            }
            RetentionFit.Fitted fit = fitted(RetentionModelKind.BETA_GEOMETRIC, counts.build());
            double[] truth = {HIGH_END.alpha(), HIGH_END.beta()};
            for (int i = 0; i < 2; i++) {
                FittedParameter parameter = fit.parameters().get(i);
                assertThat(parameter.value())
                        .isCloseTo(
                                truth[i], within(4 * parameter.standardError().orElseThrow()));
            }
            alpha += fit.parameters().get(0).value() / draws;
            beta += fit.parameters().get(1).value() / draws;
        }
        // the mean of 30 fits has a fifth of the error of one
        assertThat(alpha).isCloseTo(HIGH_END.alpha(), within(0.05));
        assertThat(beta).isCloseTo(HIGH_END.beta(), within(0.35));
    }

    @Test
    void cohortsAloneAreFittedEachByItself() {
        ActiveCounts counts = ActiveCounts.builder()
                .cohort("B", 100, 100)
                .cohort("A", 1000, 700, 600, 550, 520)
                .build();
        CohortFits fits = CohortFits.separate(RetentionModelKind.BETA_GEOMETRIC, counts);
        assertThat(fits.fits()).containsOnlyKeys("A", "B");
        assertThat(fits.fits().get("A")).isEqualTo(RetentionModelKind.BETA_GEOMETRIC.fit(UNLIKE));
        assertThat(fits.fits().get("B")).isInstanceOf(RetentionFit.Refused.class);
        assertThat(fits.toString())
                .startsWith("sbg of each cohort, the others counting as 0 customers\nA: sbg alpha ")
                .contains("\nB: no model of retention: customers were watched for one period only");
    }

    @Test
    void shrinkageDrawsACohortToTheOthers() {
        ActiveCounts counts = ActiveCounts.builder()
                .cohort("A", 50, 49, 45, 44)
                .cohort("B", 1000, 700, 600, 550)
                .cohort("young", 30, 30)
                .build();
        double others = firstChurn(fitted(RetentionModelKind.BETA_GEOMETRIC, counts.only("B")));
        double before = 0;
        for (double worth : new double[] {1, 10, 100, 1e4, 1e7}) {
            CohortFits fits = CohortFits.shrunk(RetentionModelKind.BETA_GEOMETRIC, counts, worth);
            assertThat(fits.worth()).isEqualTo(worth);
            double churn = firstChurn(fits.fits().get("A").fitted().orElseThrow());
            assertThat(churn).isGreaterThan(before);
            before = churn;
        }
        assertThat(before).isCloseTo(others, within(0.01));
        RetentionFit young = CohortFits.shrunk(RetentionModelKind.BETA_GEOMETRIC, counts, 30)
                .fits()
                .get("young");
        assertThat(firstChurn(young.fitted().orElseThrow())).isBetween(0.01, others);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CohortFits.shrunk(RetentionModelKind.BETA_GEOMETRIC, counts, -1))
                .withMessage("worth -1.0 of the other cohorts must be a finite number of customers, 0 or more");
    }

    private static double firstChurn(RetentionFit.Fitted fit) {
        return fit.model().firstChurn();
    }

    @Test
    void theLargerModelIsChosenOnlyWhereItFitsBetter() {
        long[] changing = SimulatedCohorts.active(new BetaDiscreteWeibull(0.26, 1.7, 1.6), 20_000, 10, 5);
        ModelChoice better = ModelChoice.of(one(changing), Confidence.PERCENT_95);
        assertThat(better.chosen()).isSameAs(better.betaDiscreteWeibull());
        BetaDiscreteWeibull model =
                (BetaDiscreteWeibull) better.chosen().fitted().orElseThrow().model();
        assertThat(model.shape()).isCloseTo(1.6, within(0.25));
        Significance.Tested test = better.likelihoodRatio().tested().orElseThrow();
        assertThat(test.degreesOfFreedom()).isEqualTo(OptionalInt.of(1));
        assertThat(test.pValue()).isLessThan(1e-6);
        assertThat(better.toString()).endsWith("chosen: bdw");

        long[] constant = SimulatedCohorts.active(HIGH_END, 20_000, 10, 6);
        ModelChoice equal = ModelChoice.of(one(constant), Confidence.PERCENT_95);
        assertThat(equal.chosen()).isSameAs(equal.betaGeometric());
        assertThat(equal.likelihoodRatio().tested().orElseThrow().pValue()).isGreaterThan(0.05);

        ModelChoice none = ModelChoice.of(one(100, 60, 50), Confidence.PERCENT_95);
        assertThat(none.likelihoodRatio()).isInstanceOf(Significance.Untested.class);
        assertThat(none.chosen()).isSameAs(none.betaGeometric());
        assertThat(none.toString())
                .contains("not tested: 2 periods do not tell 3 parameters")
                .endsWith("chosen: sbg");
    }

    @Test
    void aFitTellsModelDataAndLimits() {
        assertThat(fitted(RetentionModelKind.BETA_GEOMETRIC, UNLIKE).toString())
                .startsWith("model: sbg by maximum likelihood\n"
                        + "data: 1000 customers in 1 cohort, known to period 4\nparameters: alpha ")
                .contains("\nsearch: converged, 3 of 3 starts agree\n")
                .endsWith("limits: future periods are supposed to be like past ones; "
                        + "no season, price or customer is known");
    }

    @Test
    void parametersMustBeNumbersAboveZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaGeometric(0, 1))
                .withMessage("alpha 0.0 must be a finite number above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaDiscreteWeibull(1, 1, Double.NaN))
                .withMessage("shape NaN must be a finite number above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Geometric(0))
                .withMessage("churn 0.0 must be above 0 and at most 1; write 5 % as 0.05");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HIGH_END.survival(-1))
                .withMessage("period -1 must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HIGH_END.churnMass(0))
                .withMessage("period 0 must be at least 1");
        FitDiagnostics any = new FitDiagnostics(true, 1, 1, 1, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetentionFit.Fitted(
                        RetentionModelKind.GEOMETRIC, new Geometric(0.5), UNLIKE, 1, List.of(), List.of(), any))
                .withMessage("log-likelihood 1.0 must be finite and at most 0");
    }

    @Test
    void aGeometricModelThatStandsInSaysSoWhereLossesRiseWithAge() {
        ActiveCounts rising = SimulatedCohorts.one(1_000, 990, 960, 900, 800, 600, 300);
        ActiveCounts level = SimulatedCohorts.one(1_000, 900, 810, 729);

        assertThat(BetaGeometric.fit(rising).fitted().orElseThrow().caution().orElseThrow())
                .startsWith(
                        "more are lost with age, from 1.0 % at the first renewal to 50.0 % at the last known one (trend p = ")
                .endsWith(": one churn rate for all ages leaves too many in the late periods");
        assertThat(BetaGeometric.fit(level).fitted().orElseThrow().caution()).isEmpty();
        // the caller asked for one rate
        assertThat(Geometric.fit(rising).fitted().orElseThrow().caution()).isEmpty();
    }
}
