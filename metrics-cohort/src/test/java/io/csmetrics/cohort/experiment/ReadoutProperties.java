package io.csmetrics.cohort.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.SplitMix64;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    void theOrderOfTheRowsOfAUnitChangesNothing(@ForAll long randomStart) {
        SplitMix64 random = new SplitMix64(randomStart);
        List<ExperimentUnit> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int unit = random.nextInt(20);
            rows.add(ExperimentUnit.builder(
                            "u" + unit,
                            unit % 2 == 0 ? "control" : "treatment",
                            Trials.AS_OF.plusDays(5).minusDays(random.nextInt(60)))
                    .outcome(random.nextInt(1 << 20) / 7.0)
                    .covariate(random.nextInt(1 << 20) / 3.0)
                    .before(random.nextInt(1 << 20) / 3.0)
                    .life(0, random.nextInt(2) == 0)
                    .build());
        }
        List<ExperimentUnit> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(randomStart));
        Experiment one = clustered(rows);
        Experiment other = clustered(shuffled);
        assertThat(other.units()).isEqualTo(one.units());
        assertThat(other.leftOut()).isEqualTo(one.leftOut());
        assertThat(other.read().toString()).isEqualTo(one.read().toString());
        // a life of 0 days from the last exposure that is known
        assertThat(one.units())
                .allSatisfy(unit -> assertThat(unit.exposedOn()
                                .plusDays((long) unit.life().orElseThrow().days()))
                        .isEqualTo(rows.stream()
                                .filter(row -> row.unitId().equals(unit.unitId())
                                        && !row.exposedOn().isAfter(Trials.AS_OF))
                                .map(ExperimentUnit::exposedOn)
                                .max(Comparator.naturalOrder())
                                .orElseThrow()));
    }

    private static Experiment clustered(List<ExperimentUnit> rows) {
        Experiment.Builder trial = Trials.randomised(Trials.USAGE).leastUnits(2).clustered();
        rows.forEach(trial::add);
        return trial.build();
    }

    /** Plain least squares of the outcome on 1, being treated, and the covariate. */
    @Property(tries = TRIES)
    void cupedIsThatOfLeastSquares(@ForAll long randomStart) {
        int n = 40;
        SplitMix64 random = new SplitMix64(randomStart);
        Experiment.Builder trial = Trials.randomised(Trials.USAGE).leastUnits(2);
        double[] x = new double[n];
        double[] y = new double[n];
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            boolean treated = i % 2 == 1;
            // both controls, and apart, so that neither can fail to vary
            x[i] = i == 0 ? 0 : i == 2 ? 9 : random.nextInt(20) + (treated ? 3 : 0);
            y[i] = i == 0 ? 0 : i == 2 ? 50 : x[i] * (i % 3) + random.nextInt(10);
            rows[i] = new double[] {1, treated ? 1 : 0, x[i]};
            trial.add(ExperimentUnit.builder("u" + i, treated ? "treatment" : "control", Trials.FIRST)
                    .outcome(y[i])
                    .covariate(x[i])
                    .build());
        }
        double[] full = leastSquares(rows, y, 3);
        double[] plain = leastSquares(rows, y, 2);
        Cuped cuped = trial.build().read().primary().cuped().orElseThrow();
        assertThat(cuped.theta()).isCloseTo(full[2], within(1e-9));
        assertThat(cuped.effect().estimated().orElseThrow().value()).isCloseTo(full[1], within(1e-9));
        assertThat(cuped.varianceRemoved())
                .isCloseTo(1 - residual(rows, y, full) / residual(rows, y, plain), within(1e-9));
    }

    /** Solves the normal equations of the first so many columns by elimination. */
    private static double[] leastSquares(double[][] rows, double[] y, int columns) {
        double[][] sums = new double[columns][columns + 1];
        for (int row = 0; row < rows.length; row++) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    sums[i][j] += rows[row][i] * rows[row][j];
                }
                sums[i][columns] += rows[row][i] * y[row];
            }
        }
        for (int pivot = 0; pivot < columns; pivot++) {
            for (int i = 0; i < columns; i++) {
                double factor = i == pivot ? 0 : sums[i][pivot] / sums[pivot][pivot];
                for (int j = 0; j <= columns; j++) {
                    sums[i][j] -= factor * sums[pivot][j];
                }
            }
        }
        double[] solved = new double[columns];
        for (int i = 0; i < columns; i++) {
            solved[i] = sums[i][columns] / sums[i][i];
        }
        return solved;
    }

    private static double residual(double[][] rows, double[] y, double[] coefficients) {
        double squares = 0;
        for (int row = 0; row < rows.length; row++) {
            double left = y[row];
            for (int i = 0; i < coefficients.length; i++) {
                left -= coefficients[i] * rows[row][i];
            }
            squares += left * left;
        }
        return squares;
    }
}
