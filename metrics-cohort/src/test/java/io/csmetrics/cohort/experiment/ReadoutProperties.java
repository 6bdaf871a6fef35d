package io.csmetrics.cohort.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.family.Direction;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class ReadoutProperties {
    private static final int TRIES = 40;

    /** Units of both arms, some of them immature, unknown or too late, of any design. */
    private static List<ExperimentUnit> units(long randomStart, Design design, Metric metric) {
        SplitMix64 random = new SplitMix64(randomStart);
        List<ExperimentUnit> units = new ArrayList<>();
        int n = random.nextInt(80);
        for (int i = 0; i < n; i++) {
            String arm = design == Design.BEFORE_AFTER || random.nextInt(2) == 0 ? "treatment" : "control";
            ExperimentUnit.Builder unit =
                    ExperimentUnit.builder("u" + i, arm, Trials.FIRST.plusDays(random.nextInt(190)));
            boolean share = metric.scale() == Metric.Scale.SHARE;
            if (random.nextInt(8) > 0) {
                unit.outcome(share ? random.nextInt(2) : random.nextInt(9) - 3);
            }
            unit.covariate(random.nextInt(5));
            if (random.nextInt(8) > 0) {
                unit.before(random.nextInt(4), random.nextInt(4), random.nextInt(4));
            }
            if (design == Design.MATCHED && random.nextInt(8) > 0) {
                unit.pair("p" + random.nextInt(30));
            }
            units.add(unit.build());
        }
        return units;
    }

    private static Readout read(List<ExperimentUnit> units, Design design, Metric metric, boolean swapped) {
        Experiment.Builder trial = Experiment.builder(design, metric, Trials.AS_OF, 30)
                .leastUnits(5)
                .arms(swapped ? "treatment" : "control", swapped ? "control" : "treatment");
        units.forEach(trial::add);
        return trial.build().read();
    }

    private static Metric metric(boolean share) {
        return share ? Trials.KEPT : Trials.USAGE;
    }

    @Property(tries = TRIES)
    void theOrderOfRowsChangesNothing(@ForAll long randomStart, @ForAll Design design, @ForAll boolean share) {
        List<ExperimentUnit> units = units(randomStart, design, metric(share));
        List<ExperimentUnit> shuffled = new ArrayList<>(units);
        Collections.shuffle(shuffled, new Random(randomStart));
        assertThat(read(shuffled, design, metric(share), false).toString())
                .isEqualTo(read(units, design, metric(share), false).toString());
    }

    @Property(tries = TRIES)
    void swappedArmsMirrorTheEffect(
            @ForAll long randomStart, @ForAll @IntRange(max = 2) int which, @ForAll boolean share) {
        Design design = List.of(Design.RANDOMISED, Design.MATCHED, Design.DIFFERENCE_IN_DIFFERENCES)
                .get(which);
        List<ExperimentUnit> units = units(randomStart, design, metric(share));
        Readout one = read(units, design, metric(share), false);
        Readout other = read(units, design, metric(share), true);
        assertThat(other.verdict())
                .isEqualTo(
                        switch (one.verdict()) {
                            case BETTER -> EffectVerdict.WORSE;
                            case WORSE -> EffectVerdict.BETTER;
                            default -> one.verdict();
                        });
        assertThat(other.grade()).isEqualTo(one.grade());
        assertThat(other.primary().absolute().estimated().isPresent())
                .isEqualTo(one.primary().absolute().estimated().isPresent());
        one.primary().absolute().estimated().ifPresent(estimate -> {
            Estimate.Estimated mirrored = other.primary().absolute().estimated().orElseThrow();
            assertThat(mirrored.value()).isCloseTo(-estimate.value(), within(1e-9));
            assertThat(mirrored.interval().lower())
                    .isCloseTo(-estimate.interval().upper(), within(1e-9));
            assertThat(mirrored.interval().upper())
                    .isCloseTo(-estimate.interval().lower(), within(1e-9));
        });
    }

    @Property(tries = TRIES)
    void everyUnitIsComparedOrLeftOutForAReason(
            @ForAll long randomStart, @ForAll Design design, @ForAll boolean share) {
        List<ExperimentUnit> units = units(randomStart, design, metric(share));
        Readout readout = read(units, design, metric(share), false);
        int compared =
                readout.primary().arms().stream().mapToInt(ArmReading::analysed).sum();
        List<String> leftOut =
                readout.leftOut().values().stream().flatMap(List::stream).toList();
        assertThat(leftOut).doesNotHaveDuplicates();
        assertThat(compared + leftOut.size()).isEqualTo(units.size());
    }

    @Property(tries = TRIES)
    void whatDecidesAgreesWithTheVerdict(@ForAll long randomStart, @ForAll Design design, @ForAll boolean share) {
        Readout readout = read(units(randomStart, design, metric(share)), design, metric(share), false);
        boolean decided = readout.verdict() == EffectVerdict.BETTER || readout.verdict() == EffectVerdict.WORSE;
        if (decided || readout.verdict() == EffectVerdict.NO_EVIDENCE) {
            double p = readout.primary().test().tested().orElseThrow().pValue();
            assertThat(decided).isEqualTo(p <= 1 - 0.95);
            if (metric(share).scale() == Metric.Scale.MEAN) {
                Interval interval =
                        readout.primary().absolute().estimated().orElseThrow().interval();
                // of one method: interval and p-value never disagree but for rounding
                assertThat(decided && interval.lower() < -1e-9 && interval.upper() > 1e-9)
                        .isFalse();
            }
        }
        assertThat(readout.grade() == CausalGrade.RANDOMISED).isIn(design == Design.RANDOMISED, false);
    }

    @Property(tries = TRIES)
    void cupedKeepsTheMeanAndNeverAddsVariance(@ForAll long randomStart) {
        SplitMix64 random = new SplitMix64(randomStart);
        Experiment.Builder trial =
                Trials.randomised(Metric.mean("usage", Direction.HIGHER)).leastUnits(2);
        for (int i = 0; i < 40; i++) {
            double before = random.nextInt(20);
            // both arms have the same covariates, so that the adjusted difference is the plain one
            double own = i % 2 == 0 ? before : 0;
            trial.add(ExperimentUnit.builder("u" + i, i % 2 == 0 ? "control" : "treatment", Trials.FIRST)
                    .outcome(own + random.nextInt(10))
                    .covariate((i / 2) % 7)
                    .build());
        }
        MetricReading reading = trial.build().read().primary();
        Cuped cuped = reading.cuped().orElseThrow();
        assertThat(cuped.varianceRemoved()).isBetween(0.0, 1.0);
        assertThat(cuped.effect().estimated().orElseThrow().value())
                .isCloseTo(reading.absolute().estimated().orElseThrow().value(), within(1e-9));
    }
}
