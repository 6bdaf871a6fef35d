package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.period.Grain;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class ExpectedLifetimesTest {
    private static final BetaGeometric UNLIKE = new BetaGeometric(0.668, 3.806);
    private static final BetaGeometric ALIKE = new BetaGeometric(2.5, 7);

    private static ExpectedLifetimes undiscounted(RetentionModel model) {
        return ExpectedLifetimes.of(model, Discounting.none());
    }

    private static double value(LifetimeFigure figure) {
        return figure.number().orElseThrow();
    }

    private static void refused(LifetimeFigure figure, LifetimeRefusal reason, String detail) {
        assertThat(figure).isEqualTo(new LifetimeFigure.Refused(reason, detail));
        assertThat(figure.number()).isEmpty();
    }

    @Test
    void withoutADiscountALifetimeMayBeInfinite() {
        refused(
                undiscounted(UNLIKE).fromStart(),
                LifetimeRefusal.INFINITE,
                "without a discount it is infinite, since survival falls off like 1 / t^0.6680 and would have to "
                        + "faster than 1 / t; give a discount or a horizon");
        assertThat(undiscounted(new BetaGeometric(1, 5)).fromStart()).isInstanceOf(LifetimeFigure.Refused.class);
        assertThat(undiscounted(new BetaDiscreteWeibull(0.5, 5, 1.9)).fromStart())
                .isInstanceOf(LifetimeFigure.Refused.class);
        refused(
                undiscounted(new BetaDiscreteWeibull(2, 5, 1.5)).fromStart(),
                LifetimeRefusal.NO_CLOSED_FORM,
                "without a discount the lifetime of bdw is finite but has no closed form; give a discount or a horizon");
        refused(
                undiscounted(new BetaGeometric(1.5, 5)).groupElasticity(1),
                LifetimeRefusal.INFINITE,
                "without a discount it is infinite, since survival falls off like 1 / t^1.500 and would have to "
                        + "faster than 1 / t^2; give a discount or a horizon");
    }

    @Test
    void withoutADiscountALifetimeThatEndsHasAClosedForm() {
        ExpectedLifetimes lifetimes = undiscounted(ALIKE);
        assertThat(value(lifetimes.fromStart())).isCloseTo(8.5 / 1.5, within(1e-12));
        // the first 200,000 periods leave out so much as 200,000^-1.5 of it
        double sum = 0;
        double weighted = 0;
        double survival = 1;
        for (int t = 1; t <= 200_000; t++) {
            sum += survival;
            weighted += t * survival;
            survival *= ALIKE.retentionRate(t);
        }
        assertThat(value(lifetimes.fromStart())).isCloseTo(sum, within(1e-5));
        double slow = value(undiscounted(new BetaGeometric(4, 7)).groupElasticity(3));
        assertThat(slow).isCloseTo((4 + 7 + 3 - 2) / (4 - 2.0), within(1e-12));
        assertThat(weighted).isGreaterThan(sum);
    }

    @Test
    void everyFiniteHorizonHasALifetime() {
        for (RetentionModel model : new RetentionModel[] {UNLIKE, ALIKE, new BetaDiscreteWeibull(0.3, 2, 0.5)}) {
            ExpectedLifetimes lifetimes =
                    ExpectedLifetimes.of(model, Discounting.none().with(Horizon.of(3)));
            assertThat(value(lifetimes.fromStart()))
                    .isCloseTo(1 + model.survival(1) + model.survival(2), within(1e-12));
            assertThat(value(lifetimes.residual(2, RenewalTiming.BEFORE_RENEWAL)))
                    .isCloseTo(
                            (model.survival(2) + model.survival(3) + model.survival(4)) / model.survival(1),
                            within(1e-12));
        }
        assertThat(value(ExpectedLifetimes.of(UNLIKE, Discounting.none().with(Horizon.of(1)))
                        .fromStart()))
                .isEqualTo(1);
    }

    @Test
    void aTinyDiscountIsRefusedUnlessItNeedsNoSum() {
        Discounting tiny = Discounting.at(DiscountRate.perPeriod("0.000001"));
        refused(
                ExpectedLifetimes.of(UNLIKE, tiny).fromStart(),
                LifetimeRefusal.TINY_DISCOUNT,
                "discount of 1.0E-6 a period is below 1.0E-5; give a horizon, or no discount");
        assertThat(value(ExpectedLifetimes.of(new Geometric(0.1), tiny).fromStart()))
                .isCloseTo(10, within(1e-4));
        assertThat(value(ExpectedLifetimes.of(UNLIKE, Discounting.at(DiscountRate.perPeriod("0.0005")))
                        .fromStart()))
                .isGreaterThan(20);
    }

    /** The twelfth root of 1.1, less 1, by Python's decimal with 40 digits. */
    @Test
    void aRateOfAYearIsNeverATwelfth() {
        DiscountRate year = DiscountRate.perYear("0.10");
        DiscountRate month = year.per(Grain.MONTH);
        assertThat(month.rate().doubleValue()).isCloseTo(0.007974140428903742, within(1e-16));
        assertThat(month.per(Grain.YEAR).rate().doubleValue()).isCloseTo(0.1, within(1e-15));
        assertThat(year.per(Grain.YEAR)).isSameAs(year);
        assertThat(month.period()).contains(Grain.MONTH);
        assertThat(DiscountRate.of(new BigDecimal("0.01"), Grain.DAY)
                        .per(Grain.WEEK)
                        .rate()
                        .doubleValue())
                .isCloseTo(Math.pow(1.01, 7) - 1, within(1e-14));
        assertThat(year).hasToString("0.10 per year");
        assertThat(DiscountRate.perPeriod("0.2")).hasToString("0.2 per period");
        assertThat(DiscountRate.none()).hasToString("none").isEqualTo(DiscountRate.perPeriod("0"));
        ActiveCounts months =
                ActiveCounts.builder(Grain.MONTH).cohort("A", 100, 70, 60, 55).build();
        RetentionFit.Fitted fit = SimulatedCohorts.fitted(RetentionModelKind.BETA_GEOMETRIC, months);
        assertThat(value(ExpectedLifetimes.of(fit, Discounting.at(year)).fromStart()))
                .isCloseTo(
                        value(ExpectedLifetimes.of(fit, Discounting.at(DiscountRate.perPeriod("0.007974140428903742")))
                                .fromStart()),
                        within(1e-10));
    }

    @Test
    void ratesAreCheckedAndOfAPeriod() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.perYear("-0.1"))
                .withMessage("discount rate -0.1 must be 0 or more; write 10 % as 0.10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.perPeriod("10 %"))
                .withMessage("discount rate \"10 %\" must be a number; write 10 % as 0.10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DiscountRate.perPeriod("0.1").per(Grain.MONTH))
                .withMessage(
                        "discount 0.1 per period cannot be turned into one of a month; give it of a period of the calendar");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExpectedLifetimes.of(UNLIKE, Discounting.at(DiscountRate.perYear("0.1"))))
                .withMessage("discount 0.1 per year must be given per period of the counts, whose length is not known; "
                        + "say the length when the counts are built, or give it per period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Horizon.of(0))
                .withMessage("horizon of 0 periods must be at least 1; say how many are counted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> undiscounted(ALIKE).residual(0, RenewalTiming.BEFORE_RENEWAL))
                .withMessage("period 0 must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LifetimeFigure.Known(Double.NaN))
                .withMessage("figure NaN must be finite; give a refusal with its reason instead");
    }

    @Test
    void theElasticityOfACustomerNeedsOneRateForEver() {
        refused(
                ExpectedLifetimes.of(ALIKE, Discounting.none().with(Horizon.of(5)))
                        .meanElasticity(1),
                LifetimeRefusal.NOT_DEFINED,
                "the elasticity of a customer needs one retention rate for ever; take that of the group for sbg over "
                        + "5 periods");
        assertThat(undiscounted(new BetaDiscreteWeibull(1, 1, 2)).meanElasticity(1))
                .isInstanceOf(LifetimeFigure.Refused.class);
    }

    @Test
    void theTextNamesModelAndTerms() {
        assertThat(ExpectedLifetimes.of(UNLIKE, Discounting.at(DiscountRate.perPeriod("0.1")))
                        .toString())
                .contains("terms: discount 0.1 per period, paid in advance, infinite horizon\n")
                .contains("periods before renewal 8: 7.5")
                .endsWith(LifetimeText.LIMITS);
        assertThat(undiscounted(UNLIKE).toString()).contains("periods from the start: none, without a discount");
    }

    @Test
    void figuresAndRefusalsAreToldInWords() {
        assertThat(undiscounted(new Geometric(0.25)).fromStart()).hasToString("4.00000");
        assertThat(undiscounted(UNLIKE).fromStart().toString()).startsWith("none, infinite: without a discount");
        assertThat(FitRefusal.LOSS_IN_FIRST_PERIOD_ONLY).hasToString("loss-in-first-period-only");
    }
}
