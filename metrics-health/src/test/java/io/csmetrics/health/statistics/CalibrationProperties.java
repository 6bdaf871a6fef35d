package io.csmetrics.health.statistics;

import static io.csmetrics.health.statistics.ScoreDirection.HIGHER_IS_HEALTHIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Accounts.Source.class)
@Domain(DomainContext.Global.class)
final class CalibrationProperties {

    /** The min-max formula of Robertson, Wright and Dykstra: {@code max over s <= i of min over t >= i of mean(s..t)}. */
    private static double[] minMax(double[] values, double[] weights) {
        int n = values.length;
        double[] fitted = new double[n];
        for (int i = 0; i < n; i++) {
            double most = Double.NEGATIVE_INFINITY;
            for (int s = 0; s <= i; s++) {
                double least = Double.POSITIVE_INFINITY;
                for (int t = i; t < n; t++) {
                    double sum = 0;
                    double weight = 0;
                    for (int k = s; k <= t; k++) {
                        sum += values[k] * weights[k];
                        weight += weights[k];
                    }
                    least = Math.min(least, sum / weight);
                }
                most = Math.max(most, least);
            }
            fitted[i] = most;
        }
        return fitted;
    }

    @Property
    void poolingGivesTheNearestRisingSeries(
            @ForAll @Size(12) List<@DoubleRange(min = -100, max = 100) Double> numbers,
            @ForAll @Size(12) List<@DoubleRange(min = 0.1, max = 9) Double> masses) {
        double[] values = numbers.stream().mapToDouble(x -> x).toArray();
        double[] weights = masses.stream().mapToDouble(x -> x).toArray();
        double[] fitted = IsotonicRegression.rising(values, weights);
        assertThat(fitted).containsExactly(minMax(values, weights), within(1e-9));
        assertThat(fitted).isSorted();
        assertThat(IsotonicRegression.rising(fitted, weights)).containsExactly(fitted);
        assertThat(IntStream.range(0, 12)
                        .mapToDouble(i -> fitted[i] * weights[i])
                        .sum())
                .isCloseTo(
                        IntStream.range(0, 12)
                                .mapToDouble(i -> values[i] * weights[i])
                                .sum(),
                        within(1e-9));
    }

    @Property
    void isotonicCalibrationKeepsOrderAndTheNumberOfEvents(@ForAll Accounts accounts) {
        Optional<IsotonicCalibration> fit =
                IsotonicCalibration.fit(HIGHER_IS_HEALTHIER, accounts.scores(), accounts.happened());
        assertThat(fit.isPresent()).isEqualTo(accounts.bothClasses());
        fit.ifPresent(calibration -> {
            double[] rising = accounts.scores();
            Arrays.sort(rising);
            double[] probabilities =
                    Arrays.stream(rising).map(calibration::probability).toArray();
            for (int i = 1; i < probabilities.length; i++) {
                assertThat(probabilities[i]).isLessThanOrEqualTo(probabilities[i - 1]);
            }
            assertThat(Arrays.stream(probabilities).sum()).isCloseTo(Columns.count(accounts.happened()), within(1e-9));
            double between = calibration.probability(rising[0] + 0.7);
            assertThat(between).isBetween(calibration.probability(rising[0] + 1), probabilities[0]);
        });
        assertThat(fit)
                .isEqualTo(IsotonicCalibration.fit(
                        HIGHER_IS_HEALTHIER,
                        accounts.reversed().scores(),
                        accounts.reversed().happened()));
    }

    @Property
    void plattKeepsOneOrderAndTheSumOfItsTargets(@ForAll Accounts accounts) {
        Optional<PlattCalibration> fit = PlattCalibration.fit(accounts.scores(), accounts.happened());
        assertThat(fit.isPresent()).isEqualTo(accounts.bothClasses());
        fit.ifPresent(platt -> {
            double events = Columns.count(accounts.happened());
            double others = accounts.rows().size() - events;
            double slope = 0;
            double sum = 0;
            for (Accounts.Account account : accounts.rows()) {
                double target = account.happened() ? (events + 1) / (events + 2) : 1 / (others + 2);
                double error = platt.probability(account.score()) - target;
                sum += error;
                slope += error * account.score();
            }
            // both are 0 at the least loss
            assertThat(sum).isCloseTo(0, within(1e-7));
            assertThat(slope).isCloseTo(0, within(1e-5));
            double change = platt.probability(50) - platt.probability(20);
            assertThat(change * platt.a()).isNotPositive();
        });
        assertThat(fit)
                .isEqualTo(PlattCalibration.fit(
                        accounts.reversed().scores(), accounts.reversed().happened()));
    }

    @Property
    void howeverFlatTheCurveTheProbabilityNeverTurnsBack(
            @ForAll @DoubleRange(min = -1, max = 1) double part, @ForAll @DoubleRange(min = -5, max = 5) double place) {
        PlattCalibration flat = new PlattCalibration(1e-17 * part, place);
        for (int score = -50; score < 50; score++) {
            double change = flat.probability(score + 1) - flat.probability(score);
            assertThat(change * part).isNotPositive();
        }
    }

    @Property
    void pointsTurnBackIntoTheSameProbability(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double probability,
            @ForAll @DoubleRange(min = 1, max = 100) double points) {
        PointsScale scale = PointsScale.anchored(600, 50, points);
        assertThat(scale.probabilityOfScore(scale.scoreOfProbability(probability)))
                .isCloseTo(probability, within(1e-10));
        double odds = probability / (1 - probability);
        assertThat(scale.scoreOfOdds(2 * odds) - scale.scoreOfOdds(odds)).isCloseTo(points, within(1e-9));
    }
}
