package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.FittedParameter;
import io.csmetrics.cohort.lifetime.LifetimeFigure;
import io.csmetrics.cohort.numeric.Maximiser;
import io.csmetrics.cohort.numeric.SmoothFunction;
import java.time.LocalDate;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class PurchaseFitTest {
    private static final MbgNbd MODIFIED = new MbgNbd(0.525, 6.183, 0.891, 1.614, TimeScale.WEEKS);
    private static final PurchaseSummary SUMMARY = Buyers.summary(Buyers.PUBLISHED, Buyers.SPEND, 1_000, 3);

    private static ModelFit.Reason reason(ModelFit<?> fit) {
        assertThat(fit.fitted()).isEmpty();
        return ((ModelFit.Refused<?>) fit).reason();
    }

    private static <M extends PurchaseModel> ModelFit.Fitted<M> recover(DropoutFit<M> fit, PurchaseModel truth) {
        Histories drawn = new Simulation(1).purchases(truth, Buyers.ages(2_520));
        ModelFit.Fitted<M> fitted = fit.fit(drawn, Buyers.AS_OF).fitted().orElseThrow();
        List<Double> parameters = List.of(truth.r(), truth.alpha(), truth.a(), truth.b());
        for (int i = 0; i < 4; i++) {
            FittedParameter parameter = fitted.parameters().get(i);
            assertThat(parameter.value())
                    .isCloseTo(
                            parameters.get(i),
                            within(3 * parameter.standardError().orElseThrow()));
            assertThat(parameter.standardError().orElseThrow()).isLessThan((i < 2 ? 0.25 : 0.6) * parameters.get(i));
        }
        // twice the distance is chi-square with 4 degrees of freedom, above 18.5 once in a thousand samples
        double ofTruth = DropoutLikelihood.of(truth, drawn).logLikelihood(truth);
        assertThat(fitted.logLikelihood() - ofTruth).isBetween(0.0, 18.5 / 2);
        return fitted;
    }

    /** Three standard errors of 2,520 customers, which are below 25 % of r and alpha and below 60 % of a and b. */
    @Test
    void knownParametersAreRecoveredFromDrawnCustomers() {
        assertThat(recover(BgNbd.fitter(TimeScale.WEEKS), Buyers.PUBLISHED)
                        .diagnostics()
                        .agreeing())
                .isEqualTo(3);
        assertThat(recover(MbgNbd.fitter(TimeScale.WEEKS), MODIFIED).name()).isEqualTo("MBG/NBD");
    }

    /** Hipparchus 4.0, its own simplex of Nelder and Mead on our likelihood. */
    @Test
    void theMaximumIsThatOfHipparchus() {
        for (int early = 0; early <= 1; early++) {
            DropoutLikelihood likelihood = new DropoutLikelihood(Histories.of(SUMMARY), 7, early);
            PurchaseModel model = (early == 0
                            ? BgNbd.fit(SUMMARY, TimeScale.WEEKS).fitted()
                            : MbgNbd.fit(SUMMARY, TimeScale.WEEKS).fitted())
                    .orElseThrow()
                    .model();
            PointValuePair oracle = new SimplexOptimizer(1e-13, 1e-13)
                    .optimize(
                            new MaxEval(10_000),
                            new ObjectiveFunction(likelihood::value),
                            GoalType.MAXIMIZE,
                            new InitialGuess(Parameters.logs(0.5, 5, 1, 2)),
                            new NelderMeadSimplex(4));

            assertThat(model.logLikelihood(SUMMARY)).isCloseTo(oracle.getValue(), within(1e-8));
            // at a flat top a simplex ends where the heights are equal to their last digits
            assertThat(Parameters.logs(model.r(), model.alpha(), model.a(), model.b()))
                    .containsExactly(oracle.getPoint(), within(1e-4));
        }
    }

    @Test
    void theUnitOfTimeChangesAlphaOnly() {
        BgNbd weeks = BgNbd.fit(SUMMARY, TimeScale.WEEKS).fitted().orElseThrow().model();
        BgNbd days = BgNbd.fit(SUMMARY, TimeScale.DAYS).fitted().orElseThrow().model();
        PurchaseHistory history = SUMMARY.history(0);

        assertThat(days.r()).isEqualTo(weeks.r());
        assertThat(days.a()).isEqualTo(weeks.a());
        assertThat(days.b()).isEqualTo(weeks.b());
        assertThat(days.alpha()).isCloseTo(7 * weeks.alpha(), within(1e-12));
        assertThat(days.expectedPurchases(history, Span.ofDays(70)))
                .isCloseTo(weeks.expectedPurchases(history, Span.ofWeeks(10)), within(1e-12));
    }

    @Test
    void theTextHasModelDataParametersAndLimits() {
        String text = BgNbd.fit(SUMMARY, TimeScale.WEEKS).toString();

        assertThat(text.lines())
                .hasSize(10)
                .startsWith(
                        "BG/NBD of 1000 customers as of 2026-09-30, in weeks",
                        "parameter           value          error")
                .anyMatch(line -> line.matches("alpha +\\d\\.\\d+ +0\\.\\d+"))
                .anyMatch(line ->
                        line.matches("log-likelihood -\\d+\\.\\d{4}; 3 of 3 starts agree, slope .*, \\d+ evaluations"))
                .contains("limit: one-time buyers are active with probability 1 by assumption; "
                        + "see MBG/NBD where that is not believed");
        assertThat(MbgNbd.fit(SUMMARY, TimeScale.WEEKS).toString()).doesNotContain("by assumption");
    }

    @Test
    void dataThatTellNoModelAreRefusedByName() {
        LocalDate asOf = Buyers.AS_OF;
        PurchaseSummary.Builder few = PurchaseSummary.builder(asOf, CurrencyUnit.USD);
        PurchaseSummary.Builder today = PurchaseSummary.builder(asOf, CurrencyUnit.USD);
        PurchaseSummary.Builder once = PurchaseSummary.builder(asOf, CurrencyUnit.USD);
        PurchaseSummary.Builder loyal = PurchaseSummary.builder(asOf, CurrencyUnit.USD);
        for (int customer = 0; customer < 40; customer++) {
            today.addMinor("c" + customer, asOf, 100);
            once.addMinor("c" + customer, asOf.minusDays(customer), 100);
            for (int day = 0; day <= 100; day += 10) {
                loyal.addMinor("c" + customer, asOf.minusDays(day), 100);
                few.addMinor("c" + customer % 9, asOf.minusDays(day), 100);
            }
        }

        assertThat(reason(BgNbd.fit(few.build(), TimeScale.DAYS))).isEqualTo(ModelFit.Reason.TOO_FEW_CUSTOMERS);
        assertThat(reason(BgNbd.fit(today.build(), TimeScale.DAYS))).isEqualTo(ModelFit.Reason.NO_TIME);
        assertThat(reason(MbgNbd.fit(once.build(), TimeScale.DAYS))).isEqualTo(ModelFit.Reason.NO_REPEAT_BUYER);
        assertThat(reason(BgNbd.fit(loyal.build(), TimeScale.DAYS))).isEqualTo(ModelFit.Reason.NO_MAXIMUM);
        assertThat(reason(GammaGamma.fit(once.build()))).isEqualTo(ModelFit.Reason.NO_REPEAT_BUYER);
        assertThat(reason(GammaGamma.fit(few.build()))).isEqualTo(ModelFit.Reason.TOO_FEW_CUSTOMERS);
        assertThat(reason(GammaGamma.fit(loyal.build()))).isEqualTo(ModelFit.Reason.NO_VARIATION);
        assertThat(MbgNbd.fit(once.build(), TimeScale.DAYS))
                .hasToString("MBG/NBD not fitted, no-repeat-buyer: none of 40 customers bought on a second day "
                        + "by 2026-09-30");
    }

    @Test
    void aSearchThatEndsWithoutCurvatureIsNoFit() {
        SmoothFunction flat = new SmoothFunction() {
            @Override
            public double value(double[] at) {
                return 0;
            }

            @Override
            public double[] gradient(double[] at) {
                return new double[at.length];
            }
        };

        assertThat(Parameters.doubt("flat", Maximiser.maximise(flat, List.of(new double[1])), List.of("x")))
                .map(PurchaseFitTest::reason)
                .contains(ModelFit.Reason.NOT_CONVERGED);
    }

    @Test
    void spendIsRecoveredAndHeldAgainstHipparchus() {
        int[] frequencies = new int[3_000];
        for (int row = 0; row < frequencies.length; row++) {
            frequencies[row] = 1 + row % 5;
        }
        Spends spends = new Simulation(2).spends(Buyers.SPEND, new Spends(frequencies, new double[3_000]));
        SpendLikelihood likelihood = new SpendLikelihood(spends, 1);
        GammaGamma model = SpendFit.refit(spends, new GammaGamma(1, 2, 10, CurrencyUnit.USD))
                .orElseThrow();
        PointValuePair oracle = new SimplexOptimizer(1e-13, 1e-13)
                .optimize(
                        new MaxEval(10_000),
                        new ObjectiveFunction(likelihood::value),
                        GoalType.MAXIMIZE,
                        new InitialGuess(Parameters.logs(2, 2, 20)),
                        new NelderMeadSimplex(3));

        assertThat(likelihood.logLikelihood(model)).isCloseTo(oracle.getValue(), within(1e-7));
        // a quarter is three standard errors of p and v at 3,000 customers
        assertThat(model.p()).isCloseTo(6.25, within(6.25 / 4));
        assertThat(model.q()).isCloseTo(3.74, within(3.74 / 8));
        assertThat(model.v()).isCloseTo(15.44, within(15.44 / 4));
    }

    @Test
    void theFitOfSpendTellsWhomItLeavesOutAndTheCorrelation() {
        ModelFit.Fitted<GammaGamma> fit = GammaGamma.fit(SUMMARY).fitted().orElseThrow();

        assertThat(fit.unit()).isEqualTo("USD");
        assertThat(fit.customers()).isEqualTo(SUMMARY.repeatBuyers());
        assertThat(fit.limits().get(0))
                .isEqualTo((1_000 - SUMMARY.repeatBuyers())
                        + " customers without repeat purchase or spend above 0 are left out");
        assertThat(fit.limits().get(1)).contains("their correlation is ").doesNotContain("WARNING");
        assertThat(fit.logLikelihood()).isEqualTo(fit.model().logLikelihood(SUMMARY));
    }

    @Test
    void spendThatGoesWithFrequencyIsAWarning() {
        PurchaseSummary.Builder builder = PurchaseSummary.builder(Buyers.AS_OF, CurrencyUnit.USD);
        Sampler sampler = new Sampler(4);
        for (int customer = 0; customer < 200; customer++) {
            double rate = sampler.gamma(8, 8.0 * (1 + customer % 4));
            for (int day = 0; day <= 4 - customer % 4; day++) {
                builder.addMinor(
                        "c" + customer, Buyers.AS_OF.minusDays(day), Math.round(1_000 * sampler.gamma(2, rate)));
            }
        }

        assertThat(GammaGamma.fit(builder.build())
                        .fitted()
                        .orElseThrow()
                        .limits()
                        .get(0))
                .contains("WARNING, too much for the model");
    }

    @Test
    void theMeanSpendIsInfiniteWhereFewSpendWithoutBounds() {
        GammaGamma heavy = new GammaGamma(2, 0.9, 10, CurrencyUnit.USD);

        assertThat(heavy.meanSpend()).isInstanceOf(LifetimeFigure.Refused.class);
        assertThat(heavy.meanSpend().number()).isEmpty();
        // 2 * (10 + 3 * 20) / (2 * 3 + 0.9 - 1)
        assertThat(heavy.spend(3, 20).number().orElseThrow()).isCloseTo(140 / 5.9, within(1e-12));
        assertThat(Buyers.SPEND.meanSpend().number().orElseThrow()).isCloseTo(6.25 * 15.44 / 2.74, within(1e-12));
    }
}
