package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.statistics.LogisticFit.Fitted;
import io.csmetrics.statistics.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

final class LogisticRegressionProperties {
    private static final int ROWS = 160;

    /** Correlated sub-scores, 0 to 10, and outcomes that lean on the first of them only. */
    private static final class Sample {
        final double[][] columns;
        final boolean[] outcome = new boolean[ROWS];

        Sample(long randomStart, int width) {
            SplitMix64 random = new SplitMix64(randomStart);
            columns = new double[width][ROWS];
            for (int row = 0; row < ROWS; row++) {
                double common = random.nextDouble() * 5;
                for (double[] column : columns) {
                    column[row] = common + random.nextDouble() * 5;
                }
                double logOdds = columns[0][row] * 0.5 - 2.5;
                outcome[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            }
        }

        double[] targets() {
            return IntStream.range(0, ROWS)
                    .mapToDouble(row -> outcome[row] ? 1 : 0)
                    .toArray();
        }
    }

    private static double[] coefficients(LogisticFit fit) {
        assertThat(fit).isInstanceOf(Fitted.class);
        Fitted fitted = (Fitted) fit;
        double[] all = new double[fitted.coefficients().size() + 1];
        all[0] = fitted.intercept();
        for (int j = 1; j < all.length; j++) {
            all[j] = fitted.coefficients().get(j - 1);
        }
        return all;
    }

    private static double penalty(int choice) {
        return List.of(0.0, 0.01, 1.0, 100.0).get(choice);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void coefficientsAndErrorsAreThoseOfAnIndependentNewton(
            @ForAll long randomStart,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(max = 3) int choice) {
        Sample data = new Sample(randomStart, width);
        RealMatrix design = LogisticOracle.design(data.columns);
        RealVector oracle = LogisticOracle.fit(design, data.targets(), penalty(choice));
        LogisticFit fit = LogisticRegression.withPenalty(penalty(choice)).fit(data.columns, data.outcome);
        assertThat(coefficients(fit)).containsExactly(oracle.toArray(), within(1e-8));
        RealMatrix covariances = new LUDecomposition(LogisticOracle.information(design, penalty(choice), oracle))
                .getSolver()
                .getInverse();
        List<Double> errors = ((Fitted) fit).standardErrors().orElseThrow();
        for (int j = 0; j < errors.size(); j++) {
            assertThat(errors.get(j)).isCloseTo(Math.sqrt(covariances.getEntry(j, j)), within(1e-7));
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void constrainedCoefficientsAreTheBestOfAllChoicesOfColumns(
            @ForAll long randomStart,
            @ForAll @IntRange(min = 1, max = 4) int width,
            @ForAll @IntRange(max = 3) int choice) {
        Sample data = new Sample(randomStart, width);
        double[] fit = coefficients(LogisticRegression.withPenalty(penalty(choice))
                .withNonNegative(IntStream.range(0, width).toArray())
                .fit(data.columns, data.outcome));
        assertThat(fit)
                .containsExactly(
                        LogisticOracle.fitNonNegative(data.columns, data.targets(), penalty(choice))
                                .toArray(),
                        within(1e-7));
    }

    /** Karush (1939), Kuhn and Tucker (1951): no slope at free coefficients, none that would lower the loss at held ones. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void constrainedCoefficientsFulfilTheConditionsOfKarushKuhnAndTucker(
            @ForAll long randomStart,
            @ForAll @IntRange(min = 2, max = 6) int width,
            @ForAll @IntRange(max = 3) int choice) {
        Sample data = new Sample(randomStart, width);
        // the second column is free, and turned, so that its coefficient may well be negative
        int[] held = IntStream.range(0, width).filter(column -> column != 1).toArray();
        LogisticFit fit = LogisticRegression.withPenalty(penalty(choice))
                .withNonNegative(held)
                .fit(data.columns, data.outcome);
        if (fit instanceof LogisticFit.Refused refused) {
            assertThat(refused.reason()).isEqualTo(LogisticFit.Reason.TOO_FEW_EVENTS);
            return;
        }
        double[] all = coefficients(fit);
        RealVector gradient = LogisticOracle.gradient(
                LogisticOracle.design(data.columns),
                data.targets(),
                penalty(choice),
                MatrixUtils.createRealVector(all));
        for (int j = 0; j < all.length; j++) {
            int column = j - 1;
            boolean isHeld = IntStream.of(held).anyMatch(index -> index == column);
            assertThat(!isHeld || all[j] >= 0).isTrue();
            if (isHeld && all[j] == 0) {
                assertThat(gradient.getEntry(j)).isGreaterThan(-1e-7);
            } else {
                assertThat(gradient.getEntry(j)).isCloseTo(0, within(1e-7));
            }
        }
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfRowsChangesNothing(@ForAll long randomStart, @ForAll @IntRange(min = 1, max = 4) int width) {
        Sample data = new Sample(randomStart, width);
        double[][] reversed = new double[width][ROWS];
        boolean[] outcome = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            outcome[row] = data.outcome[ROWS - 1 - row];
            for (int column = 0; column < width; column++) {
                reversed[column][row] = data.columns[column][ROWS - 1 - row];
            }
        }
        LogisticRegression regression = LogisticRegression.withPenalty(0.5).withNonNegative(0);
        assertThat(regression.fit(reversed, outcome)).isEqualTo(regression.fit(data.columns, data.outcome));
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void theOppositeOutcomeHasTheOppositeCoefficients(@ForAll long randomStart) {
        Sample data = new Sample(randomStart, 3);
        boolean[] opposite = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            opposite[row] = !data.outcome[row];
        }
        double[] turned = coefficients(LogisticRegression.withPenalty(1).fit(data.columns, opposite));
        for (int j = 0; j < turned.length; j++) {
            turned[j] = -turned[j];
        }
        assertThat(turned)
                .containsExactly(
                        coefficients(LogisticRegression.withPenalty(1).fit(data.columns, data.outcome)), within(1e-10));
    }

    /** With one column, outcomes are split where no value of one lies above any value of the other. */
    @Property
    void oneColumnSeparatesExactlyWhereTheOutcomesDoNotOverlap(
            @ForAll @Size(12) List<@IntRange(max = 9) Integer> events,
            @ForAll @Size(12) List<@IntRange(max = 9) Integer> others,
            @ForAll @IntRange(min = -8, max = 8) int apart) {
        double[] column = new double[24];
        boolean[] outcome = new boolean[24];
        for (int i = 0; i < 12; i++) {
            column[i] = events.get(i) + apart;
            outcome[i] = true;
            column[12 + i] = others.get(i);
        }
        double[] ofEvents = Arrays.stream(column, 0, 12).sorted().toArray();
        double[] ofOthers = Arrays.stream(column, 12, 24).sorted().toArray();
        boolean eventsAbove = ofEvents[0] >= ofOthers[11];
        boolean eventsBelow = ofEvents[11] <= ofOthers[0];
        LogisticFit free = LogisticRegression.withPenalty(0).fit(new double[][] {column}, outcome);
        LogisticFit held = LogisticRegression.withPenalty(0).withNonNegative(0).fit(new double[][] {column}, outcome);
        if (eventsAbove && eventsBelow) {
            assertThat(reason(free)).hasValue(LogisticFit.Reason.COLLINEAR);
        } else {
            assertThat(reason(free).isPresent()).isEqualTo(eventsAbove || eventsBelow);
            reason(free).ifPresent(reason -> assertThat(reason).isEqualTo(LogisticFit.Reason.SEPARATION));
            assertThat(reason(held).isPresent()).isEqualTo(eventsAbove);
        }
    }

    private static Optional<LogisticFit.Reason> reason(LogisticFit fit) {
        return fit instanceof LogisticFit.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }
}
