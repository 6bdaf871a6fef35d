package io.csmetrics.health.backtest;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.statistics.Alarm;
import io.csmetrics.health.statistics.TopShare;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a score was worth. Every figure is of the shown score, and of the accounts that have both a score and a known outcome; with several
 * snapshots an account counts once in each. What cannot be computed, because no account churned or none stayed, is empty.
 *
 * @param models the models that gave the scores, by id and version
 * @param churn the accounts that churned, of all that are tested
 * @param leftOut the accounts that are not tested
 * @param auc the area under the ROC curve: the chance that a churned account was scored as less healthy than one that stayed, ties half
 * @param ks the statistic of Kolmogorov and Smirnov, 0 to 1: the widest gap between the shares of churned and of staying accounts at or
 *     below a score
 * @param averagePrecision the precision of alarms, averaged over the churned accounts from the least healthy up, 0 to 1; chance gives the
 *     base rate
 * @param bands every band, lowest first
 * @param monotone whether the churn rate never rises from a band to the next healthier one; bands without accounts are passed over
 * @param alarm the unhealthiest band taken as an alarm
 * @param top the {@code floor(accounts / 10)} least healthy accounts, ties by account id, against all
 * @param churnedInBestBand the accounts that churned out of the healthiest band
 * @param comparison the model's weights against others
 * @param probability the probabilities of churn that came with the outcomes, tested; empty where none did
 * @param leadTimes how early snapshots warned; empty with fewer than two instants
 * @param verdicts what to know before believing the figures, in the order of {@link Verdict.Kind}
 */
public record BacktestReport(
        List<HealthModel> models,
        Proportion churn,
        LeftOut leftOut,
        Optional<AucEstimate> auc,
        OptionalDouble ks,
        OptionalDouble averagePrecision,
        List<BandChurn> bands,
        boolean monotone,
        BandAlarm alarm,
        TopShare top,
        BestBandChurn churnedInBestBand,
        WeightComparison comparison,
        Optional<ProbabilityTest> probability,
        Optional<LeadTimes> leadTimes,
        List<Verdict> verdicts) {

    /** The share of accounts that {@link #top()} takes. */
    public static final double TOP_SHARE = 0.1;

    /**
     * Accounts that are not tested. Each is counted under the first reason that holds, in the order: no outcome, censored, no score.
     *
     * @param censored lost sight of before the end of the horizon
     * @param noScore with an outcome, but without a score
     * @param noOutcome of which nothing is known, or which had churned before the window began
     */
    public record LeftOut(long censored, long noScore, long noOutcome) {

        /**
         * Returns how many accounts are left out.
         *
         * @return the sum
         */
        public long total() {
            return censored + noScore + noOutcome;
        }
    }

    /** How the interval of an area was found. */
    public enum AucMethod {
        /** From the same accounts, by DeLong, DeLong and Clarke-Pearson (1988); for one snapshot. */
        DELONG,
        /** By drawing whole accounts again and again, because the snapshots of an account are no independent evidence. */
        CLUSTER_BOOTSTRAP;

        /**
         * Returns the method as JSON writes it.
         *
         * @return such as {@code cluster-bootstrap}
         */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * An area under the ROC curve.
     *
     * @param value the area, 0 to 1
     * @param interval its interval of 95 %; empty where a class has fewer than two accounts
     * @param method how the interval was found
     */
    public record AucEstimate(double value, Optional<Interval> interval, AucMethod method) {

        /** Checks that all parts are there. */
        public AucEstimate {
            Objects.requireNonNull(interval, "interval");
            Objects.requireNonNull(method, "method");
        }
    }

    /**
     * A band and what became of its accounts.
     *
     * @param band the band
     * @param churn the accounts in it that churned, of all in it; it also gives the rate and the interval of Wilson
     */
    public record BandChurn(Band band, Proportion churn) {}

    /**
     * A band taken as an alarm.
     *
     * @param band the band
     * @param counts the accounts in it and outside it that churned and stayed; they also give precision and recall
     */
    public record BandAlarm(Band band, Alarm counts) {}

    /**
     * The accounts that churned although they were in the healthiest band. An account counts once, however many snapshots saw it so.
     *
     * @param band the band
     * @param accounts how many there are
     * @param amount what they were worth together, as far as amounts are known; empty where no account that is tested has an amount
     * @param churnedAmount what all churned accounts were worth together; empty likewise
     */
    public record BestBandChurn(
            Band band, long accounts, Optional<BigDecimal> amount, Optional<BigDecimal> churnedAmount) {}

    /** Copies the lists, and checks that all parts are there. */
    public BacktestReport {
        models = List.copyOf(models);
        bands = List.copyOf(bands);
        verdicts = List.copyOf(verdicts);
        Objects.requireNonNull(churn, "churn");
        Objects.requireNonNull(leftOut, "leftOut");
        Objects.requireNonNull(alarm, "alarm");
        Objects.requireNonNull(top, "top");
        Objects.requireNonNull(churnedInBestBand, "churnedInBestBand");
        Objects.requireNonNull(comparison, "comparison");
    }

    /**
     * Returns how many accounts are tested.
     *
     * @return the number
     */
    public long n() {
        return churn.n();
    }

    /**
     * Returns how many of them churned.
     *
     * @return the number
     */
    public long churned() {
        return churn.hits();
    }

    /**
     * Returns how many of them stayed.
     *
     * @return the number
     */
    public long stayed() {
        return churn.n() - churn.hits();
    }

    /**
     * Returns the share of accounts that churned. Defined as {@code churned / n}.
     *
     * @return the share, 0 to 1; empty where no account is tested
     */
    public OptionalDouble baseRate() {
        return churn.rate();
    }

    /**
     * Tells whether there is a verdict.
     *
     * @param kind what it is about
     * @return whether it is among the verdicts
     */
    public boolean has(Verdict.Kind kind) {
        return verdicts.stream().anyMatch(verdict -> verdict.kind() == kind);
    }

    /**
     * Returns the report in plain words.
     *
     * @return its lines; an empty one divides two parts
     */
    public List<String> lines() {
        return new BacktestText(this).lines();
    }
}
