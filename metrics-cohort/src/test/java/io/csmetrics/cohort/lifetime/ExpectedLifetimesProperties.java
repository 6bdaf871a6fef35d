package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.numbers.gamma.LogBeta;

final class ExpectedLifetimesProperties {
    private static final int TRIES = 40;

    /** A model and a discount of at least 1 %, so that sums are reached within some thousand terms. */
    record Case(RetentionModel model, double discount) {
        ExpectedLifetimes at(PaymentTiming payment) {
            return ExpectedLifetimes.of(model, discount, terms().with(payment));
        }

        ExpectedLifetimes advance() {
            return at(PaymentTiming.ADVANCE);
        }

        private Discounting terms() {
            return Discounting.at(
                    DiscountRate.perPeriod(BigDecimal.valueOf(discount).toPlainString()));
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Double> log = Arbitraries.doubles().between(-2, 3);
        return Combinators.combine(
                        log,
                        log,
                        Arbitraries.doubles().between(-0.7, 0.7),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.doubles().between(0.01, 0.5))
                .as((a, b, c, kind, discount) -> new Case(
                        switch (kind) {
                            case 0 -> new Geometric(Math.exp(a) / (Math.exp(a) + Math.exp(b)));
                            case 1 -> new BetaGeometric(Math.exp(a), Math.exp(b));
                            default -> new BetaDiscreteWeibull(Math.exp(a), Math.exp(b), Math.exp(c));
                        },
                        discount));
    }

    private static double value(LifetimeFigure figure) {
        return figure.number().orElseThrow();
    }

    private static double before(ExpectedLifetimes lifetimes, int renewal) {
        return value(lifetimes.residual(renewal, RenewalTiming.BEFORE_RENEWAL));
    }

    private static double after(ExpectedLifetimes lifetimes, int renewal) {
        return value(lifetimes.residual(renewal, RenewalTiming.AFTER_RENEWAL));
    }

    @Property(tries = TRIES)
    void theResidualLifetimeIsOneRenewalAndTheRest(
            @ForAll("cases") Case of, @ForAll @IntRange(min = 1, max = 20) int n) {
        ExpectedLifetimes lifetimes = of.advance();
        double z = 1 / (1 + of.discount());
        double rate = of.model().retentionRate(n);
        assertThat(before(lifetimes, n))
                .isCloseTo(rate * (1 + z * before(lifetimes, n + 1)), within(1e-9 * (1 + before(lifetimes, n))));
        assertThat(before(lifetimes, n)).isCloseTo(rate * after(lifetimes, n), within(1e-9 * after(lifetimes, n)));
        assertThat(value(lifetimes.fromStart())).isCloseTo(1 + z * before(lifetimes, 1), within(1e-9 * 200));
    }

    @Property(tries = TRIES)
    void inArrearsEverythingIsOnePeriodLater(@ForAll("cases") Case of, @ForAll @IntRange(min = 1, max = 20) int n) {
        ExpectedLifetimes arrears = of.at(PaymentTiming.ARREARS);
        double later = 1 + of.discount();
        assertThat(later * before(arrears, n)).isCloseTo(before(of.advance(), n), within(1e-9 * 200));
        assertThat(later * after(arrears, n)).isCloseTo(after(of.advance(), n), within(1e-9 * 200));
    }

    @Property(tries = TRIES)
    void aLongHorizonIsAlmostTheInfiniteOne(@ForAll("cases") Case of) {
        double infinite = value(of.advance().fromStart());
        double before = 0;
        for (int periods : new int[] {1, 10, 100, 4000}) {
            double finite = value(
                    ExpectedLifetimes.of(of.model(), of.discount(), of.terms().with(Horizon.of(periods)))
                            .fromStart());
            assertThat(finite).isBetween(before, infinite + 1e-9 * infinite);
            before = finite;
        }
        // 1.01^-4000 is 5e-18
        assertThat(before).isCloseTo(infinite, within(1e-9 * infinite));
    }

    /** Where all rates rise by a part, a term of the sum rises by so many times as it has renewals. */
    @Property(tries = TRIES)
    void theElasticityOfTheGroupIsTheChangeOfItsLifetime(
            @ForAll("cases") Case of, @ForAll @IntRange(min = 1, max = 8) int n) {
        double change = 1e-5;
        double z = 1 / (1 + of.discount());
        DoubleUnaryOperator lifetime = rise -> {
            double term = of.model().retentionRate(n) * rise;
            double sum = term;
            for (int j = 1; j < 6000; j++) {
                term *= of.model().retentionRate(n + j) * rise * z;
                sum += term;
            }
            return sum;
        };
        double slope = (Math.log(lifetime.applyAsDouble(1 + change)) - Math.log(lifetime.applyAsDouble(1 - change)))
                / (2 * change);
        double elasticity = value(of.advance().groupElasticity(n));
        // the third derivative is of the order of the cube of the elasticity, at most 101
        assertThat(elasticity).isCloseTo(slope, within(1e-3 * elasticity));
        assertThat(elasticity).isGreaterThanOrEqualTo(1);
    }

    /**
     * Customers with a chance {@code q} to stay, after {@code n - 1} renewals, are beta distributed: the mean over them of the change of the
     * lifetime {@code q / (1 - qz)} of each, by the midpoint rule. Smooth only where both parameters are above 1.
     */
    @Property(tries = TRIES)
    void theMeanElasticityIsTheMeanOfTheChangesOfEach(
            @ForAll("cases") Case of, @ForAll @IntRange(min = 1, max = 8) int n) {
        if (of.model() instanceof BetaGeometric sbg && sbg.alpha() >= 1 && sbg.beta() + n - 1 >= 1) {
            double z = 1 / (1 + of.discount());
            DoubleUnaryOperator lifetime = q -> q / (1 - q * z);
            double b = sbg.beta() + n - 1;
            double scale = LogBeta.value(sbg.alpha(), b);
            int steps = 20_000;
            double mean = 0;
            for (int i = 0; i < steps; i++) {
                double q = (i + 0.5) / steps;
                double change = 1e-6;
                double elasticity = (lifetime.applyAsDouble(q * (1 + change)) / lifetime.applyAsDouble(q) - 1) / change;
                mean += elasticity
                        * Math.exp((b - 1) * Math.log(q) + (sbg.alpha() - 1) * Math.log1p(-q) - scale)
                        / steps;
            }
            double told = value(of.advance().meanElasticity(n));
            assertThat(told).isCloseTo(mean, within(5e-3 * mean));
            assertThat(value(of.advance().groupElasticity(n))).isGreaterThanOrEqualTo(told * (1 - 1e-9));
        }
    }

    @Property(tries = TRIES)
    void ofLikeCustomersBothElasticitiesAreTheSame(@ForAll("cases") Case of) {
        if (of.model() instanceof Geometric) {
            assertThat(value(of.advance().groupElasticity(1)))
                    .isCloseTo(value(of.advance().meanElasticity(1)), within(1e-9 * 101));
        }
    }
}
