package io.csmetrics.cohort.purchase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PurchaseModelTest {

    /** mpmath 1.3, the published formulas with its hyp2f1 at 40 digits; the rows at a = 1 by its quadrature over p. */
    @ParameterizedTest
    @CsvSource({
        "0.243, 4.414, 0.793, 2.426, 39, 1.1967231933208168, 0.99112653358404038",
        "0.5, 2, 1.5, 0.25, 1000, 1.356171903075691, 0.40720839239667031",
        "12, 3, 0.05, 7, 20, 73.078359696320706, 72.959083172835632",
        "0.01, 100, 3, 0.5, 5, 0.00048949018021905872, 7.0254663298092774e-5",
        "0.243, 4.414, 1.000001, 2.426, 78, 1.6205925206881812, 1.3087580270859803",
        "0.243, 4.414, 1, 2.426, 78, 1.6205935075393697, 1.3087591479154259",
        "2, 0.01, 0.3, 0.6, 52, 632.2734050234379, 631.32346384811301"
    })
    void expectationsAreThoseOfTheHypergeometricFunction(
            double r, double alpha, double a, double b, double weeks, double bgNbd, double mbgNbd) {
        assertThat(new BgNbd(r, alpha, a, b, TimeScale.WEEKS).expectedPurchases(Span.ofWeeks(weeks)))
                .isCloseTo(bgNbd, withinPercentage(1e-10));
        assertThat(new MbgNbd(r, alpha, a, b, TimeScale.WEEKS).expectedPurchases(Span.ofWeeks(weeks)))
                .isCloseTo(mbgNbd, withinPercentage(1e-10));
    }

    /** mpmath 1.3, the published formulas. */
    @Test
    void knownCustomersAreThoseOfThePublishedFormulas() {
        PurchaseHistory history = new PurchaseHistory(2, Span.ofWeeks(30.43), Span.ofWeeks(38.86));
        PurchaseHistory once = new PurchaseHistory(0, Span.ofWeeks(0), Span.ofWeeks(38.86));
        MbgNbd modified = new MbgNbd(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS);
        MbgNbd other = new MbgNbd(0.5248, 6.183, 0.8914, 1.614, TimeScale.WEEKS);
        Span ahead = Span.ofWeeks(39);

        assertThat(Buyers.PUBLISHED.expectedPurchases(history, ahead)).isCloseTo(1.2260281747671444, within(1e-12));
        assertThat(modified.alive(history).probability()).isCloseTo(0.7744192426236461, within(1e-12));
        assertThat(modified.expectedPurchases(history, ahead)).isCloseTo(1.3404974284912132, within(1e-12));
        assertThat(other.alive(once).probability()).isCloseTo(0.38972279165330515, within(1e-12));
        assertThat(other.expectedPurchases(once, ahead)).isCloseTo(0.15394477343153343, within(1e-12));
    }

    @Test
    void aOneTimeBuyerIsAliveByAssumptionInOneModelOnly() {
        PurchaseHistory once = new PurchaseHistory(0, Span.ofDays(0), Span.ofDays(1_000));

        assertThat(Buyers.PUBLISHED.alive(once)).isEqualTo(new Alive(1, true));
        assertThat(Buyers.PUBLISHED.alive(once))
                .hasToString("1.0000 (by assumption: in BG/NBD nobody stops before a repeat purchase; see MBG/NBD)");
        Alive doubted = new MbgNbd(0.243, 4.414, 0.793, 2.426, TimeScale.WEEKS).alive(once);
        assertThat(doubted.byAssumption()).isFalse();
        assertThat(doubted.probability()).isLessThan(0.7);
        assertThat(doubted.toString()).matches("0\\.\\d{4}");
    }

    @Test
    void silenceBeyondAllDoublesIsNotAliveRatherThanNoNumber() {
        BgNbd model = new BgNbd(5, 0.001, 1, 1, TimeScale.DAYS);

        assertThat(model.alive(new PurchaseHistory(500, Span.ofDays(501), Span.ofDays(100_000)))
                        .probability())
                .isZero();
        assertThat(model.probability(3_000, Span.ofDays(10))).isBetween(0.0, 1.0);
    }

    /**
     * The expectation of one customer with known rate and probability, {@code (1 - exp(-rate * p * t)) / p}, weighted with the likelihood of
     * the history. Over the rates it is a moment of the gamma distribution; over the probabilities it is added at the middles of 20,000
     * strips of equal {@code p^a}, where the density is smooth: halving the strips moves the sum by less than 1e-8.
     */
    @Test
    void aKnownCustomerIsTheWeightedMeanOfCustomersWithKnownRateAndProbability() {
        PurchaseHistory history = new PurchaseHistory(2, Span.ofWeeks(20), Span.ofWeeks(30));
        for (PurchaseModel model : models()) {
            int early = model instanceof MbgNbd ? 1 : 0;
            double shape = model.r() + 2;
            double weights = 0;
            double sum = 0;
            for (int strip = 0; strip < 20_000; strip++) {
                double stopping = Math.pow((strip + 0.5) / 20_000, 1 / model.a());
                double density = Math.pow(1 - stopping, model.b() - 1 + 1 + early);
                double still = density * (1 - stopping) * Math.pow(model.alpha() + 30, -shape);
                double gone = density * stopping * Math.pow(model.alpha() + 20, -shape);
                double later = density * (1 - stopping) * Math.pow(model.alpha() + 30 + 39 * stopping, -shape);
                weights += still + gone;
                sum += (still - later) / stopping;
            }

            assertThat(model.expectedPurchases(history, Span.ofWeeks(39))).isCloseTo(sum / weights, within(1e-7));
        }
    }

    /** Customers who live on: what those with no repeat purchase by then buy later. Five standard errors of a mean of 40,000 or more. */
    @Test
    void oneTimeBuyersBuyLaterWhatIsExpected() {
        for (PurchaseModel model : models()) {
            Sampler sampler = new Sampler(5);
            double bought = 0;
            double squares = 0;
            int once = 0;
            for (int draw = 0; draw < 100_000; draw++) {
                double rate = sampler.gamma(model.r(), model.alpha());
                double stopping = sampler.beta(model.a(), model.b());
                boolean active = model instanceof BgNbd || !sampler.happens(stopping);
                double time = active ? sampler.exponential(rate) : Double.POSITIVE_INFINITY;
                if (time > 39) {
                    int later = 0;
                    while (time <= 78) {
                        later++;
                        time = sampler.happens(stopping) ? Double.POSITIVE_INFINITY : time + sampler.exponential(rate);
                    }
                    once++;
                    bought += later;
                    squares += (double) later * later;
                }
            }
            double mean = bought / once;
            double error = Math.sqrt((squares / once - mean * mean) / once);

            assertThat(model.expectedPurchases(
                            new PurchaseHistory(0, Span.ofWeeks(0), Span.ofWeeks(39)), Span.ofWeeks(39)))
                    .isCloseTo(mean, within(5 * error));
        }
    }

    private static Iterable<PurchaseModel> models() {
        return Stream.<PurchaseModel>of(Buyers.PUBLISHED, new MbgNbd(0.525, 6.183, 0.891, 1.614, TimeScale.WEEKS))
                .toList();
    }

    @Test
    void parametersThatAreNotAboveZeroAreErrors() {
        assertThatThrownBy(() -> new BgNbd(0, 1, 1, 1, TimeScale.DAYS))
                .hasMessage("parameter r 0.0 must be above 0 and finite; take it from a fit");
        assertThatThrownBy(() -> new MbgNbd(1, Double.NaN, 1, 1, TimeScale.DAYS))
                .hasMessageContaining("alpha NaN");
        assertThatThrownBy(() -> new BgNbd(1, 1, 1, Double.POSITIVE_INFINITY, TimeScale.DAYS))
                .hasMessageContaining("b Infinity");
        assertThatThrownBy(() -> Buyers.PUBLISHED.probability(-1, Span.ofDays(1)))
                .hasMessage("repeat purchases -1 must be 0 or more; the first purchase is not counted");
    }

    /** Each would sum for minutes, or for ever: where {@code t / (alpha + t)} rounds to 1 no term is smaller than the one before. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 1e-15, 1000",
        "0.5, 1e-300, 1000",
        "1, 1e-6, 1000",
        "1e12, 1, 1",
        "1e300, 1e-300, 1",
        "1e-300, 1e-12, 1000"
    })
    void sumsWithoutAnEndAreRefusedAtOnce(double r, double alpha, double days) {
        BgNbd model = new BgNbd(r, alpha, 1, 1, TimeScale.DAYS);
        Span span = Span.ofDays(days);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThatThrownBy(() -> model.expectedPurchases(span))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            " must keep purchases + (r + 40.0) * time / alpha at most 2.0E7; take a shorter");
            assertThatThrownBy(() -> model.probability(1, span)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Buyers.PUBLISHED.probability(Integer.MAX_VALUE, span))
                    .isInstanceOf(IllegalArgumentException.class);
        });
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.003, 1000", "15000, 1, 1000", "1e12, 1e12, 30", "0.5, 1e300, 1", "1, 1, 1e-300"})
    void whatIsJustAllowedEndsSoon(double r, double alpha, double days) {
        BgNbd model = new BgNbd(r, alpha, 1, 1, TimeScale.DAYS);

        double expected =
                assertTimeoutPreemptively(Duration.ofSeconds(5), () -> model.expectedPurchases(Span.ofDays(days)));

        assertThat(expected).isBetween(0.0, r / alpha * days * (1 + 1e-9));
    }
}
