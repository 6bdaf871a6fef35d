package io.csmetrics.cohort.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.FitDiagnostics;
import java.util.List;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.junit.jupiter.api.Test;

/** Functions whose highest point is known, or found by another optimiser. */
final class MaximiserTest {

    /** Rosenbrock's curved ridge, turned upside down: its top is at (1, 1). */
    private static final class Ridge implements SmoothFunction {
        @Override
        public double value(double[] at) {
            double across = at[1] - at[0] * at[0];
            return -100 * across * across - (1 - at[0]) * (1 - at[0]);
        }

        @Override
        public double[] gradient(double[] at) {
            double across = at[1] - at[0] * at[0];
            return new double[] {400 * across * at[0] + 2 * (1 - at[0]), -200 * across};
        }
    }

    /** Two tops along one line, of heights 1 at -2 and 2 at 3 but for what each gives the other. */
    private static final class TwoTops implements SmoothFunction {
        @Override
        public double value(double[] at) {
            return bell(at[0] + 2) + 2 * bell(at[0] - 3);
        }

        @Override
        public double[] gradient(double[] at) {
            return new double[] {-2 * (at[0] + 2) * bell(at[0] + 2) - 4 * (at[0] - 3) * bell(at[0] - 3)};
        }

        private static double bell(double x) {
            return Math.exp(-x * x);
        }
    }

    /** The logarithm of a likelihood that exists for positive unknowns only: three of gamma's density, seen as a function of its rate. */
    private static final class Bounded implements SmoothFunction {
        @Override
        public double value(double[] at) {
            return at[0] > 0 ? 6 * Math.log(at[0]) - 3 * at[0] : Double.NaN;
        }

        @Override
        public double[] gradient(double[] at) {
            return new double[] {6 / at[0] - 3};
        }
    }

    private static final SmoothFunction SLOPE = new SmoothFunction() {
        @Override
        public double value(double[] at) {
            return -Math.exp(-at[0]);
        }

        @Override
        public double[] gradient(double[] at) {
            return new double[] {Math.exp(-at[0])};
        }
    };

    @Test
    void theTopOfACurvedRidgeIsFoundFromFarAway() {
        Maximum top = Maximiser.maximise(
                new Ridge(), List.of(new double[] {-1.2, 1}, new double[] {5, -5}, new double[] {0, 0}));
        assertThat(top.at()).containsExactly(new double[] {1, 1}, within(1e-9));
        assertThat(top.value()).isCloseTo(0, within(1e-15));
        assertThat(top.diagnostics().converged()).isTrue();
        assertThat(top.diagnostics().agreeing()).isEqualTo(3);
        assertThat(top.diagnostics().starts()).isEqualTo(3);
    }

    @Test
    void theInverseOfTheCurvatureIsTheCovariance() {
        // second derivatives at (1, 1): -802, 400, -200; the inverse of their negative by hand
        double[][] covariance = Maximiser.maximise(new Ridge(), List.of(new double[] {0, 0}))
                .covariance()
                .orElseThrow();
        double determinant = 802.0 * 200 - 400.0 * 400;
        assertThat(covariance[0]).containsExactly(new double[] {200 / determinant, 400 / determinant}, within(1e-5));
        assertThat(covariance[1]).containsExactly(new double[] {400 / determinant, 802 / determinant}, within(1e-5));
    }

    @Test
    void theHigherOfTwoTopsIsKeptAndTheOtherStartIsTold() {
        Maximum top =
                Maximiser.maximise(new TwoTops(), List.of(new double[] {-2.5}, new double[] {2.2}, new double[] {3.4}));
        assertThat(top.at()[0]).isCloseTo(3, within(1e-6));
        assertThat(top.diagnostics().agreeing()).isEqualTo(2);
    }

    @Test
    void whereThereIsNoValueTheSearchTurnsBack() {
        Maximum top = Maximiser.maximise(new Bounded(), List.of(new double[] {-1}, new double[] {0.01}));
        assertThat(top.at()[0]).isCloseTo(2, within(1e-9));
        assertThat(top.diagnostics().agreeing()).isEqualTo(1);
        assertThat(top.diagnostics().converged()).isTrue();
    }

    @Test
    void aFunctionThatRisesForEverDoesNotConverge() {
        Maximum end = Maximiser.maximise(SLOPE, List.of(new double[] {0}));
        assertThat(end.diagnostics().converged()).isFalse();
    }

    @Test
    void withoutAStartThatHasAValueThereIsNothingToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Maximiser.maximise(new Bounded(), List.of(new double[] {-1})))
                .withMessage("none of the 1 starts has a finite value; begin where the function exists");
        assertThatIllegalArgumentException().isThrownBy(() -> Maximiser.maximise(new Bounded(), List.of()));
    }

    @Test
    void hipparchusComesToTheSameTop() {
        Ridge ridge = new Ridge();
        double[] other = new SimplexOptimizer(1e-14, 1e-14)
                .optimize(
                        new MaxEval(5_000),
                        new ObjectiveFunction(ridge::value),
                        GoalType.MAXIMIZE,
                        new InitialGuess(new double[] {-1.2, 1}),
                        new NelderMeadSimplex(2))
                .getPoint();
        assertThat(Maximiser.maximise(ridge, List.of(new double[] {-1.2, 1})).at())
                .containsExactly(other, within(1e-5));
    }

    @Test
    void diagnosticsAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FitDiagnostics(true, 2, 3, 10, 0))
                .withMessage("3 starts that agree must be 1 to the 2 that there were");
        assertThatIllegalArgumentException().isThrownBy(() -> new FitDiagnostics(true, 2, 1, 10, Double.NaN));
    }

    @Test
    void aTopWithoutASlopeHasNotConverged() {
        Maximum end = Maximiser.maximise(
                new SmoothFunction() {
                    @Override
                    public double value(double[] at) {
                        return -at[0] * at[0];
                    }

                    @Override
                    public double[] gradient(double[] at) {
                        return new double[] {Double.NaN};
                    }
                },
                List.of(new double[] {1}));
        assertThat(end.diagnostics().converged()).isFalse();
        assertThat(end.diagnostics().gradientNorm()).isInfinite();
        assertThat(end.covariance()).isEmpty();
    }
}
