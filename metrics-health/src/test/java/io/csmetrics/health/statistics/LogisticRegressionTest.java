package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.statistics.LogisticFit.Fitted;
import io.csmetrics.health.statistics.LogisticFit.Reason;
import io.csmetrics.health.statistics.LogisticFit.Refused;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {
    private static final LogisticRegression PLAIN = LogisticRegression.withPenalty(0);

    private static boolean[] outcome(String bits) {
        boolean[] outcome = new boolean[bits.length()];
        for (int row = 0; row < outcome.length; row++) {
            outcome[row] = bits.charAt(row) == '1';
        }
        return outcome;
    }

    private static Fitted fitted(LogisticFit fit) {
        assertThat(fit).isInstanceOf(Fitted.class);
        return (Fitted) fit;
    }

    private static void assertRefused(LogisticFit fit, Reason reason) {
        assertThat(fit)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static double[] rising(int n) {
        double[] values = new double[n];
        for (int row = 0; row < n; row++) {
            values[row] = row;
        }
        return values;
    }

    /**
     * R's data set mtcars: summary(glm(am ~ wt, binomial)) prints 12.040 (4.510), -4.024 (1.436), residual deviance 19.176. R takes
     * standard errors from the step before the last, hence their last digit.
     */
    @Test
    void weightTellsManualCarsAsInR() {
        double[] weight = {
            2.620, 2.875, 2.320, 3.215, 3.440, 3.460, 3.570, 3.190, 3.150, 3.440, 3.440, 4.070, 3.730, 3.780, 5.250,
            5.424, 5.345, 2.200, 1.615, 1.835, 2.465, 3.520, 3.435, 3.840, 3.845, 1.935, 2.140, 1.513, 3.170, 2.770,
            3.570, 2.780
        };
        Fitted fit = fitted(PLAIN.fit(new double[][] {weight}, outcome("11100000000000000111000001111111")));
        assertThat(fit.intercept()).isCloseTo(12.040, within(5e-4));
        assertThat(fit.coefficients().get(0)).isCloseTo(-4.024, within(5e-4));
        assertThat(fit.standardErrors().orElseThrow().get(0)).isCloseTo(4.510, within(2e-3));
        assertThat(fit.standardErrors().orElseThrow().get(1)).isCloseTo(1.436, within(1e-3));
        assertThat(-2 * fit.logLikelihood()).isCloseTo(19.176, within(5e-4));
    }

    /** Hours of study and passing an exam: Wikipedia, "Logistic regression", -4.0777 (1.7610) and 1.5046 (0.6287). */
    @Test
    void hoursOfStudyTellPassingAsPublished() {
        double[] hours = {
            0.50, 0.75, 1.00, 1.25, 1.50, 1.75, 1.75, 2.00, 2.25, 2.50, 2.75, 3.00, 3.25, 3.50, 4.00, 4.25, 4.50, 4.75,
            5.00, 5.50
        };
        Fitted fit = fitted(PLAIN.fit(new double[][] {hours}, outcome("00000010101010111111")));
        assertThat(fit.intercept()).isCloseTo(-4.0777, within(5e-5));
        assertThat(fit.coefficients().get(0)).isCloseTo(1.5046, within(5e-5));
        assertThat(fit.standardErrors().orElseThrow().get(0)).isCloseTo(1.7610, within(5e-5));
        assertThat(fit.standardErrors().orElseThrow().get(1)).isCloseTo(0.6287, within(5e-5));
        assertThat(fit.probability(2)).isCloseTo(0.26, within(5e-3));
        assertThat(fit.probability(4)).isCloseTo(0.87, within(5e-3));
    }

    @Test
    void outcomesThatAreSplitAreRefusedWithoutPenalty() {
        double[][] columns = {rising(24)};
        boolean[] split = outcome("000000000000111111111111");
        LogisticFit fit = PLAIN.fit(columns, split);
        assertRefused(fit, Reason.SEPARATION);
        assertThat(((Refused) fit).detail()).contains("use a penalty above 0");
        assertRefused(PLAIN.withNonNegative(0).fit(columns, split), Reason.SEPARATION);
        assertThat(fitted(LogisticRegression.withPenalty(1).fit(columns, split))
                        .coefficients()
                        .get(0))
                .isPositive();
    }

    @Test
    void outcomesThatAreSplitButForATieAreRefusedToo() {
        double[] tied = rising(24);
        tied[12] = tied[11];
        assertRefused(PLAIN.fit(new double[][] {tied}, outcome("000000000000111111111111")), Reason.SEPARATION);
    }

    @Test
    void aFlagThatNeverFailsSeparatesEvenBesideAnHonestColumn() {
        double[] flag = new double[60];
        flag[0] = flag[2] = 1;
        double[] noise = new double[60];
        boolean[] outcome = new boolean[60];
        for (int row = 0; row < 60; row++) {
            noise[row] = row * 7 % 13;
            outcome[row] = row % 2 == 0;
        }
        assertRefused(PLAIN.fit(new double[][] {noise, flag}, outcome), Reason.SEPARATION);
    }

    @Test
    void aSplitAgainstTheSignLeavesTheCoefficientAtZero() {
        Fitted fit =
                fitted(PLAIN.withNonNegative(0).fit(new double[][] {rising(24)}, outcome("111111111111000000000000")));
        assertThat(fit.coefficients()).containsExactly(0.0);
        assertThat(fit.intercept()).isCloseTo(0, within(1e-12));
        assertThat(fit.standardErrors()).isEmpty();
        assertThat(fit.logLikelihood()).isCloseTo(-24 * Math.log(2), within(1e-12));
    }

    @Test
    void oneAccountAgainstTheRestIsEnoughForAFit() {
        Fitted fit = fitted(PLAIN.fit(new double[][] {rising(24)}, outcome("000000000001011111111111")));
        assertThat(fit.coefficients().get(0)).isPositive();
    }

    @Test
    void constantAndRepeatedColumnsAreRefusedWithoutPenalty() {
        boolean[] outcome = outcome("010100100101101011011010110010100110101010110101");
        double[] column = rising(48);
        double[] constant = new double[48];
        Arrays.fill(constant, 0.1);
        assertRefused(PLAIN.fit(new double[][] {column, constant}, outcome), Reason.COLLINEAR);
        double[] doubled = Arrays.stream(column).map(x -> 3 - 2 * x).toArray();
        assertRefused(PLAIN.fit(new double[][] {column, doubled}, outcome), Reason.COLLINEAR);

        Fitted withConstant = fitted(LogisticRegression.withPenalty(1).fit(new double[][] {column, constant}, outcome));
        assertThat(withConstant.coefficients().get(1)).isZero();
        Fitted twice = fitted(LogisticRegression.withPenalty(1).fit(new double[][] {column, column}, outcome));
        assertThat(twice.coefficients().get(0)).isCloseTo(twice.coefficients().get(1), within(1e-12));
    }

    @Test
    void theRarerOutcomeNeedsTenAccountsForEachColumn() {
        LogisticFit fit = PLAIN.fit(new double[][] {rising(24), rising(24)}, outcome("000000000001011111111111"));
        assertThat(fit)
                .isEqualTo(new Refused(
                        Reason.TOO_FEW_EVENTS,
                        "the rarer outcome has 12 accounts for 2 columns and must have 10 for each; use fewer columns, or"
                                + " equal weights"));
        assertRefused(PLAIN.fit(new double[][] {rising(24)}, new boolean[24]), Reason.TOO_FEW_EVENTS);
        assertRefused(PLAIN.fit(new double[][] {new double[0]}, new boolean[0]), Reason.TOO_FEW_EVENTS);
        assertRefused(PLAIN.fit(new double[][] {{1}}, new boolean[] {true}), Reason.TOO_FEW_EVENTS);
    }

    @Test
    void aHugePenaltyLeavesTheBaseRate() {
        Fitted fit = fitted(LogisticRegression.withPenalty(1e15)
                .fit(new double[][] {rising(24)}, outcome("000000000001011101111111")));
        assertThat(fit.coefficients().get(0)).isCloseTo(0, within(1e-12));
        assertThat(fit.intercept()).isCloseTo(Math.log(11 / 13.0), within(1e-9));
        double[] tiny = Arrays.stream(rising(24)).map(x -> x * 1e-100).toArray();
        assertThat(fitted(LogisticRegression.withPenalty(1e200)
                                .fit(new double[][] {tiny}, outcome("000000000001011101111111")))
                        .coefficients()
                        .get(0))
                .isCloseTo(0, within(1e-12));
    }

    @Test
    void aPenaltyTooSmallToTellColumnsApartIsRefused() {
        boolean[] outcome = outcome("010100100101101011011010110010100110101010110101");
        LogisticFit fit = LogisticRegression.withPenalty(1e-14).fit(new double[][] {rising(48), rising(48)}, outcome);
        assertThat(fit)
                .isEqualTo(new Refused(
                        Reason.COLLINEAR,
                        "a column is constant or made of other columns; leave it out, or use a larger penalty"));
    }

    @Test
    void unitsOfColumnsDoNotMatterWithoutPenalty() {
        boolean[] outcome = outcome("000000000101011101111111");
        double[] tiny = Arrays.stream(rising(24)).map(x -> x * 1e-9).toArray();
        double[] far = Arrays.stream(rising(24)).map(x -> x + 1e7).toArray();
        Fitted fit = fitted(PLAIN.fit(new double[][] {rising(24)}, outcome));
        assertThat(fitted(PLAIN.fit(new double[][] {tiny}, outcome))
                        .coefficients()
                        .get(0))
                .isCloseTo(fit.coefficients().get(0) * 1e9, within(1e-2));
        assertThat(fitted(PLAIN.fit(new double[][] {far}, outcome))
                        .coefficients()
                        .get(0))
                .isCloseTo(fit.coefficients().get(0), within(1e-8));
    }

    @Test
    void unfitInputIsRefused() {
        boolean[] two = {true, false};
        assertThatThrownBy(() -> LogisticRegression.withPenalty(-1))
                .hasMessage("penalty -1.0 must be finite and at least 0; 1 is usual");
        assertThatThrownBy(() -> LogisticRegression.withPenalty(Double.NaN)).hasMessageContaining("penalty NaN");
        assertThatThrownBy(() -> new LogisticRegression(0, new TreeSet<>(List.of(-1))))
                .hasMessage("column -1 must be an index from 0");
        assertThatThrownBy(() -> PLAIN.fit(new double[0][], two)).hasMessage("a regression needs at least one column");
        assertThatThrownBy(() -> PLAIN.fit(new double[][] {{1, 2}, {1}}, two))
                .hasMessage("column 1 has 1 rows and outcome has 2; give one of each for every account");
        assertThatThrownBy(() -> PLAIN.withNonNegative(2).fit(new double[][] {{1, 2}}, two))
                .hasMessage("column 2 is kept from being negative, but the last of 1 columns is 0");
        double[] infinite = rising(24);
        infinite[3] = Double.POSITIVE_INFINITY;
        assertThatThrownBy(() -> PLAIN.fit(new double[][] {infinite}, outcome("000000000101011101111111")))
                .hasMessage(
                        "value Infinity at row 3 must be a finite number within 1e150 of 0; leave out rows without one");
        Fitted fit = fitted(PLAIN.fit(new double[][] {rising(24)}, outcome("000000000101011101111111")));
        assertThatThrownBy(() -> fit.probability(1, 2))
                .hasMessageContaining("values has 2 rows and coefficients has 1");
        assertThat(PLAIN.nonNegative()).isEqualTo(Collections.emptySortedSet());
    }
}
