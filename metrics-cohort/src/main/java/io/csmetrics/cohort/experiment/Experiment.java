package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.inference.ConfidenceSequence;
import io.csmetrics.cohort.inference.SampleRatio;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An intervention, such as a save play for accounts at risk, and the units that it was tried on: what there is to read before anything is
 * read. Metric, arms, horizon and how often one looks are declared first; then come the units, in any order.
 *
 * <p>A unit is mature once its window of so many days from the exposure is over as of the last known day: only then it is compared, also
 * where its outcome is there sooner, since early outcomes are not those of the others. With three arms or more, read each treated arm
 * against the same control, at a confidence of {@code 1 - 0.05 / comparisons}.
 */
public final class Experiment {
    private final Builder given;
    private final List<ExperimentUnit> units;
    private final SortedMap<LeftOut, List<String>> leftOut;
    private final Map<String, Integer> lateByArm;
    private final boolean isPlacebo;

    private Experiment(
            Builder given,
            List<ExperimentUnit> units,
            SortedMap<LeftOut, List<String>> leftOut,
            Map<String, Integer> lateByArm,
            boolean isPlacebo) {
        this.lateByArm = lateByArm;
        this.isPlacebo = isPlacebo;
        this.given = given;
        this.units = List.copyOf(units);
        this.leftOut = leftOut;
    }

    /**
     * Begins an experiment that refuses to be built while a row breaks a rule.
     *
     * @param design how units came to be treated
     * @param primary what it is judged by
     * @param asOf the last day that is known, inclusive
     * @param horizonDays how many days the window of a unit has, its day of exposure included, 1 or more
     * @return the builder
     * @throws IllegalArgumentException if the horizon is below 1
     */
    public static Builder builder(Design design, Metric primary, LocalDate asOf, int horizonDays) {
        return new Builder(design, primary, asOf, horizonDays, new Findings(), true);
    }

    /**
     * Begins an experiment that leaves out units whose rows break a rule, and counts them as {@link LeftOut#REFUSED}.
     *
     * @param design how units came to be treated
     * @param primary what it is judged by
     * @param asOf the last day that is known, inclusive
     * @param horizonDays how many days the window of a unit has, its day of exposure included, 1 or more
     * @param findings where every problem is added
     * @return the builder
     * @throws IllegalArgumentException if the horizon is below 1
     */
    public static Builder builder(Design design, Metric primary, LocalDate asOf, int horizonDays, Findings findings) {
        return new Builder(design, primary, asOf, horizonDays, findings, false);
    }

    /**
     * Returns how units came to be treated.
     *
     * @return the design
     */
    public Design design() {
        return given.design;
    }

    /**
     * Returns what the experiment is judged by.
     *
     * @return the primary metric
     */
    public Metric metric() {
        return given.primary;
    }

    /**
     * Returns what else is looked at.
     *
     * @return the secondary metrics in the order in which they were declared
     */
    public List<Metric> secondaries() {
        return List.copyOf(given.secondaries);
    }

    /**
     * Returns the name of the arm that the other is compared with.
     *
     * @return the name, which no unit has in a before-after design
     */
    public String control() {
        return given.control;
    }

    /**
     * Returns the name of the arm that was treated.
     *
     * @return the name
     */
    public String treatment() {
        return given.treatment;
    }

    /**
     * Returns the last day that is known.
     *
     * @return the day, inclusive
     */
    public LocalDate asOf() {
        return given.asOf;
    }

    /**
     * Returns how many days the window of a unit has.
     *
     * @return the days, the day of exposure included; for a placebo date those of the experiment that it checks
     */
    public int horizonDays() {
        return given.horizonDays;
    }

    /**
     * Returns the confidence of the decision and of every interval.
     *
     * @return the confidence
     */
    public Confidence confidence() {
        return given.confidence;
    }

    /**
     * Returns by which rule is decided.
     *
     * @return how often one looks
     */
    public Looks looks() {
        return given.looks;
    }

    /**
     * Returns the units that were exposed by the last known day and that no rule refuses.
     *
     * @return the units by id, each once
     */
    public List<ExperimentUnit> units() {
        return units;
    }

    /**
     * Reads the experiment.
     *
     * @return the readout
     */
    public Readout read() {
        return new ReadoutMaker(this).readout();
    }

    /**
     * Pretends that the exposure came one period earlier: the last period before it is taken for the outcome, and those before that for
     * the periods. No unit was exposed then, so that whatever the readout finds is not the effect, but what would also be in the real one.
     *
     * @return the check; not made where units have no such periods
     */
    public Refutation placeboDate() {
        Metric earlier =
                Metric.mean(given.primary.name() + ", one period before the exposure", given.primary.direction());
        List<ExperimentUnit> moved = units.stream()
                .map(unit -> {
                    int last = unit.periods().size() - 1;
                    ExperimentUnit.Builder before = unit.copy()
                            .withoutCovariate()
                            .windowEndsOn(unit.exposedOn().minusDays(1));
                    return last < 0
                            ? before.outcome(OptionalDouble.empty()).build()
                            : before.outcome(unit.periods().get(last))
                                    .before(unit.periods().subList(0, last))
                                    .build();
                })
                .toList();
        return new Refutation("placebo date", with(earlier, moved, true).read());
    }

    /**
     * Reads the experiment by a secondary metric that the intervention cannot change, such as the logins of a product that it is not about.
     * Whatever is found there is not the effect, but what sets the arms apart otherwise.
     *
     * <p>Designs that compare units with themselves have no secondary metrics. There, build an experiment of the other metric with its own
     * periods before, and take {@code new Refutation("negative control", other.read())}.
     *
     * @param secondary the name of the metric
     * @return the check
     * @throws IllegalArgumentException if there is no secondary metric of this name
     */
    public Refutation negativeControl(String secondary) {
        Metric other = given.secondaries.stream()
                .filter(metric -> metric.name().equals(secondary))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("negative control \"" + secondary
                        + "\" must be one of the secondary metrics "
                        + given.secondaries.stream().map(Metric::name).toList()));
        List<ExperimentUnit> replaced = units.stream()
                .map(unit -> unit.copy().outcome(unit.secondary(secondary)).build())
                .toList();
        return new Refutation(
                "negative control", with(other, replaced, isPlacebo).read());
    }

    private Experiment with(Metric primary, List<ExperimentUnit> others, boolean placebo) {
        return new Experiment(given.declared(primary, List.of()), others, leftOut, lateByArm, placebo);
    }

    /** When the outcomes are of, in words. */
    String window() {
        return isPlacebo
                ? "the last period before the exposure"
                : Wording.count(given.horizonDays, "day") + " from exposure";
    }

    /** Whether it is of the last period before the exposure instead of its outcome. */
    boolean isPlacebo() {
        return isPlacebo;
    }

    /** How many units of an arm were all exposed after the last known day. */
    int late(String arm) {
        return lateByArm.getOrDefault(arm, 0);
    }

    int leastUnits() {
        return given.leastUnits;
    }

    double controlWeight() {
        return given.controlWeight;
    }

    double treatmentWeight() {
        return given.treatmentWeight;
    }

    ConfidenceSequence sequence() {
        return new ConfidenceSequence(given.confidence, given.plannedUnits);
    }

    boolean isMature(ExperimentUnit unit) {
        return !unit.lastDay(given.horizonDays).isAfter(given.asOf);
    }

    /** The units that were left out before anything was read. */
    SortedMap<LeftOut, List<String>> leftOut() {
        return leftOut;
    }

    /** Builds {@link Experiment}. */
    public static final class Builder {
        /** Arms of fewer compared units than these are not decided upon, unless told otherwise: a convention. */
        public static final int LEAST_UNITS = 10;

        /** How many units the always-valid interval is narrowest at, unless told otherwise: a convention. */
        public static final long PLANNED_UNITS = 500;

        final Design design;
        final Metric primary;
        final LocalDate asOf;
        final int horizonDays;
        private final Findings findings;
        private final boolean strict;
        private final UnitRows rows;
        final List<Metric> secondaries = new ArrayList<>();
        String control = "control";
        String treatment = "treatment";
        private double controlWeight = 1;
        private double treatmentWeight = 1;
        private Confidence confidence = Confidence.PERCENT_95;
        private Looks looks = Looks.AT_PLANNED_END;
        private long plannedUnits = PLANNED_UNITS;
        private int leastUnits = LEAST_UNITS;
        private boolean clustered;

        private Builder(
                Design design, Metric primary, LocalDate asOf, int horizonDays, Findings findings, boolean strict) {
            if (horizonDays < 1) {
                throw new IllegalArgumentException(
                        "horizon " + horizonDays + " must be 1 day or more; say how long a unit is followed");
            }
            this.design = design;
            this.primary = primary;
            this.asOf = asOf;
            this.horizonDays = horizonDays;
            this.findings = findings;
            this.strict = strict;
            rows = new UnitRows();
        }

        /** What was declared so far, for another metric and without units. */
        private Builder declared(Metric metric, List<Metric> others) {
            Builder copy = new Builder(design, metric, asOf, horizonDays, findings, strict);
            copy.secondaries.addAll(others);
            copy.control = control;
            copy.treatment = treatment;
            copy.controlWeight = controlWeight;
            copy.treatmentWeight = treatmentWeight;
            copy.confidence = confidence;
            copy.looks = looks;
            copy.plannedUnits = plannedUnits;
            copy.leastUnits = leastUnits;
            return copy;
        }

        /**
         * Names the arms; {@code control} and {@code treatment} without it.
         *
         * @param controlArm the arm that the other is compared with; no unit has it in a before-after design
         * @param treatedArm the arm that was treated
         * @return this builder
         * @throws IllegalArgumentException if a name is blank or has a control or format character, or both are equal
         */
        public Builder arms(String controlArm, String treatedArm) {
            if (controlArm.isBlank() || treatedArm.isBlank() || controlArm.equals(treatedArm)) {
                throw new IllegalArgumentException("arms \"" + controlArm + "\" and \"" + treatedArm
                        + "\" must be two names that differ and are not blank");
            }
            control = Wording.name("an arm", controlArm);
            treatment = Wording.name("an arm", treatedArm);
            return this;
        }

        /**
         * Sets in which proportion units were to be assigned; equally without it.
         *
         * @param ofControl the planned share of the control, in any unit
         * @param ofTreatment that of the treatment, in the same unit
         * @return this builder
         * @throws IllegalArgumentException if a share is not above 0 and finite
         */
        public Builder plannedShares(double ofControl, double ofTreatment) {
            // the test's own rule for weights
            SampleRatio.test(new long[] {0, 0}, new double[] {ofControl, ofTreatment});
            controlWeight = ofControl;
            treatmentWeight = ofTreatment;
            return this;
        }

        /**
         * Declares a secondary metric. Secondary metrics are read in randomised and matched designs only, where a unit needs no figure
         * from before; their p-values are adjusted by Holm.
         *
         * @param metric the metric
         * @return this builder
         * @throws IllegalArgumentException if the design compares units with themselves, or a metric of this name is there
         */
        public Builder secondary(Metric metric) {
            if (design.needsBaseline()) {
                throw new IllegalArgumentException(
                        "secondary metric \"" + metric.name() + "\" must be of a design other than " + design.key()
                                + "; read it in an experiment of its own, with its own periods before");
            }
            if (metric.name().equals(primary.name())
                    || secondaries.stream().anyMatch(other -> other.name().equals(metric.name()))) {
                throw new IllegalArgumentException(
                        "secondary metric \"" + metric.name() + "\" must have a name of its own");
            }
            secondaries.add(metric);
            return this;
        }

        /**
         * Sets the confidence of the decision and of every interval; 95 % without it.
         *
         * @param value the confidence
         * @return this builder
         */
        public Builder confidence(Confidence value) {
            confidence = value;
            return this;
        }

        /**
         * Sets by which rule is decided; {@link Looks#AT_PLANNED_END} without it.
         *
         * @param value how often one looks
         * @return this builder
         */
        public Builder looks(Looks value) {
            looks = value;
            return this;
        }

        /**
         * Sets for how many compared units of both arms the experiment is planned; {@value #PLANNED_UNITS} without it. The always-valid
         * interval is narrowest there, and valid everywhere.
         *
         * @param value the units, 1 or more
         * @return this builder
         * @throws IllegalArgumentException if it is below 1
         */
        public Builder plannedUnits(long value) {
            plannedUnits = new ConfidenceSequence(confidence, value).plannedUnits();
            return this;
        }

        /**
         * Sets how many compared units each arm needs for a verdict; {@value #LEAST_UNITS} without it.
         *
         * @param value the units, 2 or more
         * @return this builder
         * @throws IllegalArgumentException if it is below 2
         */
        public Builder leastUnits(int value) {
            if (value < 2) {
                throw new IllegalArgumentException(
                        "least units " + value + " must be 2 or more; a single unit tells nothing of chance");
            }
            leastUnits = value;
            return this;
        }

        /**
         * Takes several rows of one unit, such as the seats of an account, as one: their figures are averaged, and the unit counts once,
         * since rows of one unit tell less than as many units. Without it a unit that comes twice is refused. The first exposure rules: lives
         * are counted from it, and the longest is taken. A figure that a row lacks is averaged over the others; rows that were exposed after
         * the last known day are left out as {@link LeftOut#EXPOSED_AFTER_AS_OF}.
         *
         * @return this builder
         * @throws IllegalArgumentException if the primary metric is a share: an average of 0 and 1 is a mean
         */
        public Builder clustered() {
            if (primary.scale() == Metric.Scale.SHARE) {
                throw new IllegalArgumentException("metric \"" + primary.name()
                        + "\" must be a mean where rows are clustered; the share within a unit is a number");
            }
            clustered = true;
            return this;
        }

        /**
         * Names the place of the next row, for findings. Without it a row is located by its position, counted from 1.
         *
         * @param file the name of the file or list
         * @param lineOfFile the line
         * @return this builder
         */
        public Builder at(String file, long lineOfFile) {
            rows.at(file, lineOfFile);
            return this;
        }

        /**
         * Adds a unit.
         *
         * @param unit the unit
         * @return this builder
         */
        public Builder add(ExperimentUnit unit) {
            rows.add(unit);
            return this;
        }

        /**
         * Builds the experiment.
         *
         * @return the experiment; one without units is allowed
         * @throws InvalidDataException with every row that breaks a rule, unless findings were handed to the builder
         */
        public Experiment build() {
            Findings found = strict ? new Findings() : findings;
            SortedMap<LeftOut, List<String>> leftOut = new TreeMap<>();
            List<ExperimentUnit> units = rows.sound(this, clustered, found, leftOut);
            if (strict) {
                found.throwIfErrors();
            }
            // what is told to this builder later must not change it
            return new Experiment(declared(primary, secondaries), units, leftOut, rows.lateByArm(), false);
        }
    }
}
