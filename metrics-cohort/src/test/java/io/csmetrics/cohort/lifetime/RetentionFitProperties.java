package io.csmetrics.cohort.lifetime;

import static io.csmetrics.cohort.lifetime.SimulatedCohorts.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

final class RetentionFitProperties {
    private static final int TRIES = 60;

    @Provide
    Arbitrary<RetentionModel> models() {
        Arbitrary<Double> log = Arbitraries.doubles().between(-3, 4);
        return Combinators.combine(
                        log,
                        log,
                        Arbitraries.doubles().between(-0.9, 0.9),
                        Arbitraries.integers().between(0, 2))
                .as((a, b, c, kind) -> switch (kind) {
                    case 0 -> new Geometric(Math.exp(a) / (Math.exp(a) + Math.exp(b)));
                    case 1 -> new BetaGeometric(Math.exp(a), Math.exp(b));
                    default -> new BetaDiscreteWeibull(Math.exp(a), Math.exp(b), Math.exp(c));
                });
    }

    /** Counts that fall by any steps, of few customers and of many. */
    @Provide
    Arbitrary<List<Long>> falling() {
        return Arbitraries.of(3L, 30L, 500L)
                .flatMap(most -> Arbitraries.longs()
                        .between(0, most)
                        .list()
                        .ofMinSize(2)
                        .ofMaxSize(8)
                        .map(counts -> counts.stream()
                                .sorted(Collections.reverseOrder())
                                .toList()));
    }

    private static ActiveCounts counts(List<Long> active) {
        return one(array(active));
    }

    private static long[] array(List<Long> active) {
        return active.stream().mapToLong(Long::longValue).toArray();
    }

    @Property(tries = TRIES)
    void survivalStartsAtOneAndFalls(@ForAll("models") RetentionModel model) {
        assertThat(model.survival(0)).isEqualTo(1);
        double before = 1;
        double lost = 0;
        for (int t = 1; t <= 30; t++) {
            double survival = model.survival(t);
            assertThat(survival).isBetween(0.0, before);
            assertThat(model.retentionRate(t) + model.churnRate(t)).isCloseTo(1, within(1e-12));
            assertThat(survival).isCloseTo(before * model.retentionRate(t), within(1e-10));
            lost += model.churnMass(t);
            assertThat(lost + survival).isCloseTo(1, within(1e-9));
            before = survival;
        }
    }

    @Property(tries = TRIES)
    void retentionRisesThoughNobodyChanges(
            @ForAll("models") RetentionModel model, @ForAll @IntRange(min = 1, max = 100) int period) {
        double later = model.retentionRate(period + 1);
        if (model instanceof BetaGeometric) {
            assertThat(later).isGreaterThan(model.retentionRate(period));
        } else if (model instanceof Geometric) {
            assertThat(later).isEqualTo(model.retentionRate(period));
        }
    }

    @Property(tries = TRIES)
    void withShapeOneAndWithLikeCustomersModelsAgree(@ForAll("models") RetentionModel any) {
        if (any instanceof BetaGeometric sbg) {
            RetentionModel bdw = new BetaDiscreteWeibull(sbg.alpha(), sbg.beta(), 1);
            BetaGeometric alike = new BetaGeometric(1e9 * sbg.meanChurn(), 1e9 * (1 - sbg.meanChurn()));
            for (int t = 1; t <= 12; t++) {
                assertThat(bdw.survival(t)).isCloseTo(sbg.survival(t), within(1e-10));
                assertThat(alike.survival(t)).isCloseTo(new Geometric(sbg.meanChurn()).survival(t), within(1e-6));
            }
        }
    }

    /** The slope by differences has an error of the square of its width. */
    @Property(tries = TRIES)
    void theGradientIsTheSlopeOfTheLikelihood(
            @ForAll("models") RetentionModel model, @ForAll("falling") List<Long> active) {
        RetentionModelKind kind = model.kind();
        RetentionLikelihood likelihood = new RetentionLikelihood(
                kind,
                RetentionFitter.doubles(counts(active).lost()),
                RetentionFitter.doubles(counts(active).kept()));
        double[] at = unknowns(model);
        double[] gradient = likelihood.gradient(at);
        assertThat(likelihood.value(at)).isCloseTo(likelihood.of(model), within(1e-8 * scale(active)));
        for (int i = 0; i < at.length; i++) {
            double width = 1e-4;
            double[] above = at.clone();
            double[] below = at.clone();
            above[i] += width;
            below[i] -= width;
            double slope = (likelihood.value(above) - likelihood.value(below)) / (2 * width);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-5 * scale(active)));
        }
    }

    private static double scale(List<Long> active) {
        return 10.0 * (1 + active.get(0)) * active.size();
    }

    private static double[] unknowns(RetentionModel model) {
        double[] values = model.kind().values(model);
        if (model instanceof Geometric geometric) {
            return new double[] {Math.log(geometric.churn() / (1 - geometric.churn()))};
        }
        return Arrays.stream(values).map(Math::log).toArray();
    }

    @Property(tries = TRIES)
    void anyFallingCountsGiveAModelOrAReason(@ForAll("falling") List<Long> active) {
        for (RetentionModelKind kind : RetentionModelKind.values()) {
            RetentionFit fit = kind.fit(counts(active));
            fit.fitted().ifPresent(fitted -> {
                assertThat(fitted.diagnostics().converged()).isTrue();
                assertThat(fitted.parameters())
                        .hasSameSizeAs(fitted.model().kind().parameters());
                for (Projection.Period period :
                        fitted.project(15, Confidence.PERCENT_95).periods()) {
                    for (Interval interval : period.survivalInterval().stream().toList()) {
                        assertThat(interval.contains(period.survival())).isTrue();
                        assertThat(interval.lower()).isNotNegative();
                        assertThat(interval.upper()).isLessThanOrEqualTo(1);
                    }
                }
            });
            assertThat(fit.toString()).isNotBlank();
        }
    }

    @Property(tries = TRIES)
    void theLargerModelNeverFitsWorse(@ForAll("falling") List<Long> active) {
        RetentionFit small = RetentionModelKind.GEOMETRIC.fit(counts(active));
        RetentionFit large = RetentionModelKind.BETA_GEOMETRIC.fit(counts(active));
        if (small instanceof RetentionFit.Fitted geometric && large instanceof RetentionFit.Fitted sbg) {
            assertThat(sbg.logLikelihood())
                    .isGreaterThanOrEqualTo(geometric.logLikelihood() - 1e-9 * Math.abs(geometric.logLikelihood()));
        }
    }

    @Property(tries = TRIES)
    void theOrderOfCohortsChangesNothing(
            @ForAll("falling") List<Long> a, @ForAll("falling") List<Long> b, @ForAll("falling") List<Long> c) {
        List<List<Long>> all = List.of(a, b, c);
        ActiveCounts.Builder forward = ActiveCounts.builder();
        ActiveCounts.Builder backward = ActiveCounts.builder();
        IntStream.range(0, 3).forEach(i -> forward.cohort("c" + i, array(all.get(i))));
        IntStream.range(0, 3).forEach(i -> backward.cohort("c" + (2 - i), array(all.get(2 - i))));
        assertThat(backward.build()).isEqualTo(forward.build()).hasSameHashCodeAs(forward.build());
        assertThat(RetentionModelKind.BETA_GEOMETRIC.fit(backward.build()))
                .isEqualTo(RetentionModelKind.BETA_GEOMETRIC.fit(forward.build()));
        assertThat(CohortFits.shrunk(RetentionModelKind.BETA_GEOMETRIC, backward.build(), 20)
                        .fits())
                .isEqualTo(CohortFits.shrunk(RetentionModelKind.BETA_GEOMETRIC, forward.build(), 20)
                        .fits());
    }

    /** The maximum is found to 1e-8 of its height, which leaves the parameters 1e-4 where it is not too flat. */
    @Property(tries = TRIES)
    void equalCohortsAreOneTwiceAsLarge(@ForAll("falling") List<Long> active) {
        ActiveCounts twice = ActiveCounts.builder()
                .cohort("a", array(active))
                .cohort("b", array(active))
                .build();
        RetentionFit once = RetentionModelKind.BETA_GEOMETRIC.fit(counts(active));
        RetentionFit both = RetentionModelKind.BETA_GEOMETRIC.fit(twice);
        assertThat(both.getClass()).isEqualTo(once.getClass());
        if (once instanceof RetentionFit.Fitted one && both instanceof RetentionFit.Fitted two) {
            assertThat(two.logLikelihood())
                    .isCloseTo(2 * one.logLikelihood(), within(1e-8 * (1 + Math.abs(one.logLikelihood()))));
            assertThat(two.model().kind()).isEqualTo(one.model().kind());
            assertThat(two.model().survival(5)).isCloseTo(one.model().survival(5), within(1e-3));
        }
    }
}
