package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleSupplier;
import org.apache.commons.numbers.gamma.Digamma;
import org.apache.commons.numbers.gamma.LogGamma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplerTest {
    private static final int DRAWS = 40_000;

    /** Mean and variance within five standard errors; that of the variance for tails up to those of the exponential: kurtosis 9. */
    private static void check(DoubleSupplier sampler, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            double value = sampler.getAsDouble();
            sum += value;
            squares += (value - mean) * (value - mean);
        }
        assertThat(sum / DRAWS).isCloseTo(mean, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(variance, within(5 * variance * Math.sqrt(8.0 / DRAWS)));
    }

    @Test
    void momentsAreThoseOfTheDistributions() {
        Sampler sampler = new Sampler(1);

        check(sampler::uniform, 0.5, 1 / 12.0);
        check(sampler::normal, 0, 1);
        check(() -> sampler.exponential(4), 0.25, 1 / 16.0);
        check(() -> sampler.gamma(3, 2), 1.5, 0.75);
        check(() -> sampler.beta(0.8, 2.4), 0.25, 0.1875 / 4.2);
        check(() -> sampler.happens(0.3) ? 1 : 0, 0.3, 0.21);
    }

    /** Below a shape of 1 the tail is heavier than the exponential's: the kurtosis of shape 0.25 is 27. */
    @Test
    void smallShapesHaveTheirMoments() {
        Sampler sampler = new Sampler(2);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            sum += sampler.gamma(0.25, 1);
        }

        assertThat(sum / DRAWS).isCloseTo(0.25, within(5 * Math.sqrt(0.25 / DRAWS)));
        assertThat(new Sampler(3).logGamma(1e-4)).isFinite();
        assertThat(new Sampler(3).beta(1e-4, 1e-4)).isBetween(0.0, 1.0);
    }

    /** What JDK 17 on x86-64 gave; the arithmetic is the same everywhere. */
    @Test
    void theStreamIsFixedToTheLastBit() {
        Sampler sampler = new Sampler(42);

        assertThat(new double[] {
                    sampler.uniform(), sampler.normal(), sampler.gamma(0.243, 4.414), sampler.beta(0.793, 2.426)
                })
                .containsExactly(0.7415648787718233, -0.7657743575950968, 3.5309165494271745E-4, 0.03248329980329759);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.5, 1, 1.5, 2, 2.5, 7, 11.9, 12, 30.5, 100, 1e4, 1e8})
    void logGammaAndDigammaAreThoseOfCommonsNumbers(double x) {
        assertThat(StrictGamma.logGamma(x))
                .isCloseTo(LogGamma.value(x), within(1e-14 * Math.max(1, Math.abs(LogGamma.value(x)))));
        assertThat(StrictGamma.digamma(x))
                .isCloseTo(Digamma.value(x), within(1e-12 * Math.max(1, Math.abs(Digamma.value(x)))));
    }

    @Test
    void aPreciseSumKeepsWhatIsSmall() {
        PreciseSum sum = new PreciseSum();
        sum.add(1e17);
        sum.add(1);
        sum.add(-1e17);

        assertThat(sum.value()).isEqualTo(1);
    }
}
