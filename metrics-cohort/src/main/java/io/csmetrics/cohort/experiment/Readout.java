package io.csmetrics.cohort.experiment;

import io.csmetrics.cohort.inference.Significance;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What an experiment found, with all that may spoil it: who was compared and who not, whether the arms were what they were to be, the
 * difference by the primary metric, the verdict, how much it tells of a cause, and the sentence that may be said.
 *
 * <p>One rule decides: the p-value of {@link MetricReading#test()} at the planned end, or the always-valid interval where the experiment
 * may be looked at at any time. Of shares the interval of the difference is Newcombe's and the p-value that of the pooled z-test or of
 * Fisher's, which may disagree near the border; of means both are Welch's. Everything else is told beside it.
 */
public final class Readout {
    /** A split into arms that chance makes less often than this is a sample ratio mismatch; likewise missing outcomes. */
    public static final double ALARM = 0.001;

    /** A split is judged once so many units were to be expected in each arm. */
    public static final int LEAST_EXPECTED = 8;

    /**
     * Where the outcomes of a larger share of an arm's mature units are unknown, a caution says so: a convention.
     *
     * <p>Source: Sackett, Straus, Richardson, Rosenberg and Haynes (2000), "Evidence-based medicine".
     */
    public static final double MOST_UNKNOWN = 0.2;

    private final ReadoutMaker parts;
    private final EffectVerdict verdict;
    private final String reason;
    private final CausalGrade grade;

    Readout(ReadoutMaker parts) {
        this.parts = parts;
        grade = parts.grade();
        Optional<String> invalid = parts.invalid();
        Optional<String> notEnough = parts.notEnough();
        if (invalid.isPresent()) {
            verdict = EffectVerdict.INVALID;
            reason = invalid.get();
        } else if (notEnough.isPresent()) {
            verdict = EffectVerdict.NOT_ENOUGH_DATA;
            reason = notEnough.get();
        } else {
            verdict = decide();
            reason = rule();
        }
    }

    private EffectVerdict decide() {
        if (!parts.isFound()) {
            return EffectVerdict.NO_EVIDENCE;
        }
        double difference = primary().absolute().estimated().orElseThrow().value();
        return parts.experiment.metric().isBetter(difference) ? EffectVerdict.BETTER : EffectVerdict.WORSE;
    }

    private String rule() {
        if (experiment().looks() == Looks.ANY_TIME) {
            return "always-valid interval " + (verdict == EffectVerdict.NO_EVIDENCE ? "holds" : "excludes")
                    + " no difference at " + Wording.level(experiment().confidence());
        }
        Significance.Tested test = primary().test().tested().orElseThrow();
        return test.method() + ": "
                + Wording.p(test.pValue(), 1 - experiment().confidence().level());
    }

    /**
     * Returns what was read.
     *
     * @return the experiment
     */
    public Experiment experiment() {
        return parts.experiment;
    }

    /**
     * Returns the metric that decides.
     *
     * @return the primary metric, with the arms
     */
    public MetricReading primary() {
        return parts.primary;
    }

    /**
     * Returns the other metrics, which decide nothing.
     *
     * @return the secondary metrics in the order in which they were declared
     */
    public List<MetricReading> secondaries() {
        return parts.secondaries;
    }

    /**
     * Returns the test of the split into arms. It counts all units that were assigned, also those whose window is not over or whose
     * outcome nobody knows: the plan was about assigning, and arms that mature or answer at different rates are another matter.
     *
     * @return the chi-square test; empty unless units were assigned at random
     */
    public Optional<Significance> sampleRatio() {
        return parts.sampleRatio;
    }

    /**
     * Returns how alike the compared units of both arms were before.
     *
     * @return the covariate and each period before; empty where nothing is known, and in a before-after design
     */
    public List<Balance> balance() {
        return parts.balance;
    }

    /**
     * Returns whether the arms moved alike before.
     *
     * @return the tests; empty unless it is a difference of differences with at least {@value PreTrend#LEAST_PERIODS} periods before
     */
    public Optional<PreTrend> preTrend() {
        return parts.preTrend;
    }

    /**
     * Returns how much it takes to explain the difference away.
     *
     * @return the E-value; empty where units were assigned at random, where there is no difference to tell, and where the ratio of shares
     *     has no interval
     */
    public Optional<Sensitivity> sensitivity() {
        return parts.sensitivity;
    }

    /**
     * Returns how long units lasted after their exposure.
     *
     * @return the arms side by side; empty where no life is known, and in a before-after design
     */
    public Optional<SurvivalArms> survival() {
        return parts.survival;
    }

    /**
     * Returns which units are not compared in the primary metric, and why.
     *
     * @return the ids in ascending order by reason, of reasons that occurred; of a unit that is compared by its other rows, its id with the
     *     day of each row that was left out
     */
    public SortedMap<LeftOut, List<String>> leftOut() {
        return Collections.unmodifiableSortedMap(parts.leftOut);
    }

    /**
     * Returns what was found.
     *
     * @return the verdict
     */
    public EffectVerdict verdict() {
        return verdict;
    }

    /**
     * Returns why the verdict is what it is.
     *
     * @return the test that decided, or what is missing or wrong
     */
    public String reason() {
        return reason;
    }

    /**
     * Returns how much the difference tells of a cause.
     *
     * @return the grade; the lowest where the readout is invalid
     */
    public CausalGrade grade() {
        return grade;
    }

    /**
     * Returns what a reader should know beside the verdict.
     *
     * @return a sentence each; empty where there is nothing
     */
    public List<String> cautions() {
        return new ReadoutSentence(this, parts.isLikenessKnown()).cautions(parts.isSplitJudged());
    }

    /**
     * Returns what may be said in plain English. It names a cause only where the grade allows it, and else what would be needed to.
     *
     * @return one sentence or two
     */
    public String sentence() {
        return new ReadoutSentence(this, parts.isLikenessKnown()).text();
    }

    /**
     * Returns the whole readout as text in aligned columns.
     *
     * @return the lines
     */
    public List<String> lines() {
        return new ReadoutText(this).lines();
    }

    /**
     * Returns the whole readout as text in aligned columns.
     *
     * @return the lines, joined
     */
    @Override
    public String toString() {
        return String.join("\n", lines());
    }
}
