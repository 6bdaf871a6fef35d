package io.csmetrics.scorecard;

import io.csmetrics.data.CustomerData;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.HealthSnapshot.AccountScore;
import io.csmetrics.scorecard.HealthSnapshot.Band;
import io.csmetrics.scorecard.HealthSnapshot.Mover;
import io.csmetrics.scorecard.KpiTarget.Attainment;
import io.csmetrics.scorecard.ScorecardReading.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a scorecard says, as data in six sections that are always the same and always in this order. How it looks is up to the caller. A
 * part without data is in the {@code absent} list of its section, with the reason.
 *
 * @param scorecard the name of the scorecard
 * @param audience who reads it
 * @param cadence how often
 * @param period the period
 * @param asOf the instant at and after which nothing was known
 * @param summary the numbers that everybody asks for first
 * @param metrics the KPIs of the scorecard and where they come from
 * @param health what scores say about the accounts
 * @param risks what may be lost, and what may be won
 * @param actions what to do
 * @param wins what went well, and what was learnt
 */
public record Report(
        String scorecard,
        String audience,
        Cadence cadence,
        ReportingPeriod period,
        Instant asOf,
        ExecutiveSummary summary,
        KeyMetrics metrics,
        HealthHighlights health,
        Risks risks,
        Actions actions,
        WinsAndLearnings wins) {

    /** How far ahead contracts that end are looked for, in days. */
    public static final int DAYS_AHEAD = 90;

    static final List<String> HEADLINE =
            List.of("net-revenue-retention", "gross-revenue-retention", "customer-churn-rate", "net-promoter-score");
    static final String AT_RISK = "at-risk-account-rate";
    static final String PIPELINE = "expansion-pipeline-value";
    static final String EXIT_REASONS = "exit-reason-frequency";

    /** The keys of the KPIs that a report has beside those of its scorecard, as far as they are there. */
    public static final List<String> KEYS = Stream.concat(HEADLINE.stream(), Stream.of(AT_RISK, PIPELINE, EXIT_REASONS))
            .toList();

    /**
     * A part of a section that has no data.
     *
     * @param what the part; the key where it is a KPI
     * @param reason why there are none
     * @param detail the reason in words
     */
    public record Absent(String what, UndefinedReason reason, String detail) {}

    /**
     * The first section: the executive summary.
     *
     * @param northStar the designated North Star
     * @param metrics net and gross revenue retention, customer churn and net promoter score, each with change and target
     * @param bands the share of accounts in each health band, with change and target
     * @param absent what is not there
     */
    public record ExecutiveSummary(
            Optional<Metric> northStar, List<Metric> metrics, List<Band> bands, List<Absent> absent) {
        /** Copies the lists. */
        public ExecutiveSummary {
            metrics = List.copyOf(metrics);
            bands = List.copyOf(bands);
            absent = List.copyOf(absent);
        }
    }

    /**
     * The second section: key metrics and trends.
     *
     * @param metrics the KPIs of the scorecard, overall and by segment
     * @param retention what net revenue retention of the period is made of
     * @param retentionChange how these parts moved since the period before
     * @param checks what makes the scorecard hard to act on
     * @param absent what is not there
     */
    public record KeyMetrics(
            List<Metric> metrics,
            Optional<RetentionParts> retention,
            Optional<RetentionParts> retentionChange,
            List<ScorecardCheck> checks,
            List<Absent> absent) {
        /** Copies the lists. */
        public KeyMetrics {
            metrics = List.copyOf(metrics);
            checks = List.copyOf(checks);
            absent = List.copyOf(absent);
        }
    }

    /**
     * The third section: customer health highlights.
     *
     * @param bands how many accounts are in each band
     * @param movers the accounts whose score moved most
     * @param atRiskRate the share of accounts at risk
     * @param absent what is not there
     */
    public record HealthHighlights(
            List<Band> bands, List<Mover> movers, Optional<Metric> atRiskRate, List<Absent> absent) {
        /** Copies the lists. */
        public HealthHighlights {
            bands = List.copyOf(bands);
            movers = List.copyOf(movers);
            absent = List.copyOf(absent);
        }
    }

    /**
     * The fourth section: churn and expansion risks.
     *
     * @param churnRisks accounts by churn risk times annual revenue
     * @param contractsDue the contracts that end within {@value Report#DAYS_AHEAD} days after the period and are not renewed
     * @param expansionScores accounts by their chance to expand
     * @param pipeline the value of open expansion opportunities
     * @param absent what is not there
     */
    public record Risks(
            List<AccountScore> churnRisks,
            List<ContractDue> contractsDue,
            List<AccountScore> expansionScores,
            Optional<Metric> pipeline,
            List<Absent> absent) {
        /** Copies the lists. */
        public Risks {
            churnRisks = List.copyOf(churnRisks);
            contractsDue = List.copyOf(contractsDue);
            expansionScores = List.copyOf(expansionScores);
            absent = List.copyOf(absent);
        }
    }

    /**
     * The fifth section: actions and next steps.
     *
     * @param fired the triggers that fired, with account and playbook
     * @param unread the triggers that could not be read
     * @param absent what is not there
     */
    public record Actions(List<Trigger.Firing> fired, List<Trigger.Unread> unread, List<Absent> absent) {
        /** Copies the lists. */
        public Actions {
            fired = List.copyOf(fired);
            unread = List.copyOf(unread);
            absent = List.copyOf(absent);
        }
    }

    /**
     * The sixth section: wins and learnings.
     *
     * @param targetsMet the targets that were met
     * @param experiments results of experiments
     * @param comments free text, such as a customer's story
     * @param exitReasons why customers left
     * @param absent what is not there
     */
    public record WinsAndLearnings(
            List<Attainment> targetsMet,
            List<Experiment> experiments,
            List<String> comments,
            Optional<Metric> exitReasons,
            List<Absent> absent) {
        /** Copies the lists. */
        public WinsAndLearnings {
            targetsMet = List.copyOf(targetsMet);
            experiments = List.copyOf(experiments);
            comments = List.copyOf(comments);
            absent = List.copyOf(absent);
        }
    }

    /**
     * The result of an experiment, as plain data.
     *
     * @param name what was tried
     * @param sentence what came out, in words
     * @param effect the difference that it made; empty if there is no number
     * @param lower the lower end of its interval
     * @param upper the upper end of its interval
     */
    public record Experiment(
            String name,
            String sentence,
            Optional<BigDecimal> effect,
            Optional<BigDecimal> lower,
            Optional<BigDecimal> upper) {}

    /**
     * Begins the report of a scorecard.
     *
     * @param reading what the scorecard says
     * @return the builder
     */
    public static Builder of(ScorecardReading reading) {
        return new Builder(reading);
    }

    /** Builds a {@link Report}. What is not handed in is told as absent. */
    public static final class Builder {
        private final ScorecardReading reading;
        private Optional<CustomerData> data = Optional.empty();
        private Optional<HealthSnapshot> health = Optional.empty();
        private final List<Experiment> experiments = new ArrayList<>();
        private final List<String> comments = new ArrayList<>();

        private Builder(ScorecardReading reading) {
            this.reading = reading;
        }

        /**
         * Hands in the data that the scorecard was measured on, for the contracts that end and the parts of net revenue retention.
         *
         * @param book all accounts
         * @return this builder
         */
        public Builder data(CustomerData book) {
            data = Optional.of(book);
            return this;
        }

        /**
         * Hands in what scores say.
         *
         * @param snapshot the scores at the end of the period
         * @return this builder
         */
        public Builder health(HealthSnapshot snapshot) {
            health = Optional.of(snapshot);
            return this;
        }

        /**
         * Adds results of experiments.
         *
         * @param more the results
         * @return this builder
         */
        public Builder experiments(List<Experiment> more) {
            experiments.addAll(more);
            return this;
        }

        /**
         * Adds free text.
         *
         * @param more the texts
         * @return this builder
         */
        public Builder comments(List<String> more) {
            comments.addAll(more);
            return this;
        }

        /**
         * Builds the report.
         *
         * @return the report
         */
        public Report build() {
            return new ReportAssembly(reading, data, health).report(List.copyOf(experiments), List.copyOf(comments));
        }
    }
}
