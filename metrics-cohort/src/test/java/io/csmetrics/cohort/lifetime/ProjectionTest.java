package io.csmetrics.cohort.lifetime;

import static io.csmetrics.cohort.lifetime.SimulatedCohorts.fitted;
import static io.csmetrics.cohort.lifetime.SimulatedCohorts.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import org.junit.jupiter.api.Test;

final class ProjectionTest {
    private static final BetaGeometric TRUTH = new BetaGeometric(0.668, 3.806);

    /** Of 150 intervals of 95 % more than 15 or fewer than 1 miss by chance once in ten thousand times; the starts are fixed. */
    @Test
    void intervalsHoldTheTruthAboutAsOftenAsTheySay() {
        int misses = 0;
        for (int start = 0; start < 150; start++) {
            long[] active = SimulatedCohorts.active(TRUTH, 1000, 7, start);
            Interval interval = fitted(RetentionModelKind.BETA_GEOMETRIC, one(active))
                    .project(12, Confidence.PERCENT_95)
                    .periods()
                    .get(12)
                    .survivalInterval()
                    .orElseThrow();
            misses += interval.contains(TRUTH.survival(12)) ? 0 : 1;
        }
        assertThat(misses).isBetween(1, 16);
    }

    /** The share that is left of one period is that of the geometric model: the log-log interval by hand. */
    @Test
    void theIntervalIsThatOfTheLogLogScale() {
        RetentionFit.Fitted fit = fitted(RetentionModelKind.GEOMETRIC, one(100, 70));
        Projection.Period first =
                fit.project(2, Confidence.PERCENT_95).periods().get(1);
        double reach = Interval.Z * Math.sqrt(0.3 * 0.7 / 100) / 0.7 / -Math.log(0.7);
        Interval interval = first.survivalInterval().orElseThrow();
        assertThat(interval.lower()).isCloseTo(Math.pow(0.7, Math.exp(reach)), within(1e-12));
        assertThat(interval.upper()).isCloseTo(Math.pow(0.7, Math.exp(-reach)), within(1e-12));
        assertThat(first.retentionInterval()).isPresent();
        Projection.Period start =
                fit.project(0, Confidence.PERCENT_95).periods().get(0);
        assertThat(start.survival()).isEqualTo(1);
        assertThat(start.survivalInterval()).isEmpty();
        assertThat(start.retentionInterval()).isEmpty();
    }

    @Test
    void intervalsWidenWithConfidenceAndWithFewerCustomers() {
        RetentionFit.Fitted many = fitted(RetentionModelKind.BETA_GEOMETRIC, one(1000, 850, 750, 680));
        RetentionFit.Fitted few = fitted(RetentionModelKind.BETA_GEOMETRIC, one(100, 85, 75, 68));
        double narrow = width(many, Confidence.of(0.8));
        assertThat(width(many, Confidence.PERCENT_95)).isGreaterThan(narrow);
        assertThat(width(few, Confidence.of(0.8))).isGreaterThan(2 * narrow);
    }

    private static double width(RetentionFit.Fitted fit, Confidence confidence) {
        Interval interval =
                fit.project(6, confidence).periods().get(6).survivalInterval().orElseThrow();
        return interval.upper() - interval.lower();
    }

    @Test
    void theTextStatesModelDataMethodAndLimits() {
        String text = fitted(RetentionModelKind.BETA_GEOMETRIC, one(1000, 850, 750, 680))
                .project(2, Confidence.PERCENT_95)
                .toString();
        assertThat(text).startsWith("""
                        model: sbg by maximum likelihood
                        data: 1000 customers in 1 cohort, known to period 3
                        intervals: 95 % of the expected share, by the delta method on the log-log scale
                        period   survival""").contains("\n     0     1.0000  -").endsWith(LifetimeText.LIMITS);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> fitted(RetentionModelKind.GEOMETRIC, one(10, 5)).project(-1, Confidence.PERCENT_95))
                .withMessage("period -1 must be at least 0");
    }

    @Test
    void aBacktestHoldsOutPeriodsOfTheLongestCohort() {
        ActiveCounts counts = ActiveCounts.builder()
                .cohort("old", 1000, 800, 700, 640, 600)
                .cohort("mid", 500, 410, 350, 325)
                .cohort("new", 200, 150)
                .build();
        Backtest backtest = Backtest.of(RetentionModelKind.BETA_GEOMETRIC, counts, 2);
        assertThat(backtest.fit()).isEqualTo(RetentionModelKind.BETA_GEOMETRIC.fit(counts.through(2)));
        RetentionModel model = backtest.fit().fitted().orElseThrow().model();
        assertThat(backtest.points()).extracting(Backtest.Point::period).containsExactly(3, 4);
        Backtest.Point third = backtest.points().get(0);
        assertThat(third.actual()).isEqualTo(965 / 1500.0);
        assertThat(third.projected()).isEqualTo(model.survival(3));
        assertThat(third.error().orElseThrow()).isCloseTo(third.projected() / third.actual() - 1, within(1e-15));
        assertThat(backtest.toString())
                .startsWith("back-test: the last 2 periods held out\nmodel: sbg by maximum likelihood\n")
                .contains("period     actual  projected       error\n     3");
    }

    @Test
    void aBacktestWithoutAModelSaysWhy() {
        Backtest backtest = Backtest.of(RetentionModelKind.BETA_GEOMETRIC, one(100, 80, 70), 5);
        assertThat(backtest.points()).isEmpty();
        assertThat(backtest.toString())
                .isEqualTo("back-test: the last 5 periods held out\n"
                        + "no model of retention: no cohort is known beyond period 0; wait for the first renewal");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backtest.of(RetentionModelKind.GEOMETRIC, one(10, 5), 0))
                .withMessage("holdout 0 must be at least 1 period");
        Backtest gone = Backtest.of(RetentionModelKind.GEOMETRIC, one(10, 5, 0), 1);
        assertThat(gone.points().get(0).error()).isEmpty();
        assertThat(gone.toString()).endsWith(" -");
    }

    @Test
    void theShareOfAnAgeIsTheRatioOfSurvivals() {
        for (RetentionModel model : new RetentionModel[] {
            new Geometric(0.2), new BetaGeometric(0.668, 3.806), new BetaDiscreteWeibull(0.3, 2, 0.5)
        }) {
            assertThat(model.survival(3, 4)).isCloseTo(model.survival(7) / model.survival(3), within(1e-12));
            assertThat(model.survival(5, 0)).isEqualTo(1);
            assertThat(model.survival(0, 5)).isCloseTo(model.survival(5), within(1e-12));
            assertThatIllegalArgumentException().isThrownBy(() -> model.survival(-1, 2));
            assertThatIllegalArgumentException().isThrownBy(() -> model.survival(1, -2));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BetaGeometric(1, 1).survival(1, Integer.MAX_VALUE))
                .withMessage("age 1 and 2147483647 periods must together be at most 2147483647; look less far ahead");
    }

    @Test
    void aPeriodIsToldInWords() {
        Projection projection =
                fitted(RetentionModelKind.GEOMETRIC, one(100, 70)).project(1, Confidence.PERCENT_95);
        assertThat(projection.periods().get(0)).hasToString("period 0: survival 1.0000");
        assertThat(projection.periods().get(1).toString())
                .matches("period 1: survival 0\\.7000 \\[0\\.\\d{4}, 0\\.\\d{4}], retention 0\\.7000 \\[.*]");
    }
}
