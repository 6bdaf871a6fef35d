package io.csmetrics.scorecard;

import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.ReportingPeriod;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The KPIs that somebody looks at together, how often, by which groups of accounts, with what they should be and what is done when they
 * move. It names KPIs by their keys, so that it can be kept beside the data; the KPIs themselves come with {@link #over}.
 *
 * @param name its name
 * @param audience who reads it: {@link #TEAM}, {@link #LEADERSHIP}, {@link #EXECUTIVE} or own text
 * @param cadence how often it is read
 * @param northStar the key of the one KPI that stands for the success of the whole company; empty if none is designated
 * @param keys the keys of the KPIs, in the order in which they are shown
 * @param segmentBy the properties by which accounts are grouped; empty for all accounts together only
 * @param targets what the KPIs should be; of several that hold, the one of the shortest validity rules, of equally long ones the later
 * @param triggers what is done when they move
 */
public record Scorecard(
        String name,
        String audience,
        Cadence cadence,
        Optional<String> northStar,
        List<String> keys,
        List<String> segmentBy,
        List<KpiTarget> targets,
        List<Trigger> triggers) {

    /** The audience of those who work with customers. */
    public static final String TEAM = "team";

    /** The audience of those who lead them. */
    public static final String LEADERSHIP = "leadership";

    /** The audience of those who lead the company. */
    public static final String EXECUTIVE = "executive";

    /** Copies the lists, and checks that each key stands once and each target and trigger is about one of them. */
    public Scorecard {
        keys = List.copyOf(keys);
        segmentBy = List.copyOf(segmentBy);
        targets = List.copyOf(targets);
        triggers = List.copyOf(triggers);
        List<String> problems = new ArrayList<>();
        requireText(problems, "name", name);
        requireText(problems, "audience", audience);
        if (keys.isEmpty()) {
            problems.add("keys must not be empty, name at least one KPI");
        }
        requireOnce(problems, "key", keys);
        requireOnce(problems, "attribute", segmentBy);
        requireOnce(
                problems,
                "target",
                targets.stream()
                        .map(target -> target.key() + ", " + target.segment()
                                + target.validity().map(time -> ", " + time).orElse(""))
                        .toList());
        requireOnce(problems, "trigger", triggers);
        Set<String> known = new HashSet<>(keys);
        northStar.ifPresent(known::add);
        targets.forEach(target -> requireKey(problems, "target", target.key(), known));
        triggers.forEach(trigger -> requireKey(problems, "trigger", trigger.key(), known));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("scorecard \"" + name + "\": " + String.join("; ", problems));
        }
    }

    private static void requireText(List<String> problems, String what, String text) {
        if (text.isBlank()) {
            problems.add(what + " must not be blank, give it a text");
        }
    }

    private static void requireOnce(List<String> problems, String what, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                problems.add(what + " \"" + value + "\" must stand once, remove the other");
            }
        }
    }

    private static void requireKey(List<String> problems, String what, String key, Set<String> known) {
        if (!known.contains(key)) {
            problems.add(what + " on \"" + key + "\" must be about a key of the scorecard, add it to the keys");
        }
    }

    /**
     * Returns what a team looks at each week: churn risk, new chances to expand, and how customers judge the latest interactions.
     *
     * @return the scorecard, with the two usual triggers; set targets of your own
     */
    public static Scorecard weekly() {
        return builder("weekly", Cadence.WEEKLY)
                .audience(TEAM)
                .keys(
                        "churn-risk-score",
                        "at-risk-account-rate",
                        "expansion-opportunity-score",
                        "customer-satisfaction-score",
                        "customer-effort-score",
                        "unresolved-tickets")
                .triggers(Trigger.EFFORT_RISES, Trigger.READY_TO_EXPAND)
                .build();
    }

    /**
     * Returns what leaders look at each month: retention by cohort, net revenue retention with what it is made of, and the growth of
     * expansion.
     *
     * @return the scorecard; set targets of your own
     */
    public static Scorecard monthly() {
        return builder("monthly", Cadence.MONTHLY)
                .audience(LEADERSHIP)
                .keys(
                        "cohort-retention-analysis",
                        "net-revenue-retention",
                        "gross-revenue-retention",
                        "gross-revenue-churn-rate",
                        "customer-churn-rate",
                        "expansion-revenue",
                        "expansion-revenue-growth-rate",
                        "onboarding-completion-rate")
                .build();
    }

    /**
     * Returns what executives look at each quarter: retention, downgrades, what check-ins go with, and business reviews.
     *
     * @return the scorecard; set targets of your own
     */
    public static Scorecard quarterly() {
        return builder("quarterly", Cadence.QUARTERLY)
                .audience(EXECUTIVE)
                .keys(
                        "customer-retention-rate",
                        "net-revenue-retention",
                        "customer-downgrade-rate",
                        "check-in-impact-score",
                        "qbr-engagement-rate",
                        "referral-intent-identified-in-qbrs",
                        "net-promoter-score")
                .build();
    }

    /**
     * Begins a scorecard for a {@link #TEAM}.
     *
     * @param name its name
     * @param cadence how often it is read
     * @return the builder
     */
    public static Builder builder(String name, Cadence cadence) {
        return new Builder(name, cadence);
    }

    /**
     * Begins a scorecard like this one.
     *
     * @return a builder with everything that this scorecard has
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name, cadence);
        copy.audience = audience;
        copy.northStar = northStar;
        copy.keys.addAll(keys);
        copy.segmentBy.addAll(segmentBy);
        copy.targets.addAll(targets);
        copy.triggers.addAll(triggers);
        return copy;
    }

    /**
     * Returns the target that rules for a number.
     *
     * @param key the key of the KPI
     * @param segment the group of accounts
     * @param period the period
     * @return the target, empty if none is set
     */
    public Optional<KpiTarget> target(String key, Segment segment, ReportingPeriod period) {
        return targets.stream()
                .filter(target ->
                        target.key().equals(key) && target.segment().equals(segment) && target.holdsFor(period))
                .min(Comparator.comparingLong((KpiTarget target) ->
                                target.validity().map(ReportingPeriod::days).orElse(Long.MAX_VALUE))
                        .thenComparing(
                                target -> target.validity().orElse(period).start(), Comparator.reverseOrder()));
    }

    /**
     * Looks for what makes a scorecard hard to act on.
     *
     * @param kpis the KPIs that there are, such as those of a catalogue
     * @return what was found, in the order of {@link ScorecardCheck.Code}, then of the keys; empty if all is well
     */
    public List<ScorecardCheck> checks(Collection<Kpi> kpis) {
        return ScorecardCheck.of(this, kpis);
    }

    /**
     * Asks for this scorecard over a period, with what was known at its end.
     *
     * @param kpis the KPIs that there are, such as those of a catalogue, with the parameters set that they need; keys that are not
     *     among them are left out, and {@link #checks} tells
     * @param period the period
     * @param zone the zone of the data
     * @return the question; {@code measure(data)} answers it
     */
    public ScorecardSheet over(Collection<Kpi> kpis, ReportingPeriod period, ZoneId zone) {
        return over(kpis, period, zone, period.endExclusive().atStartOfDay(zone).toInstant());
    }

    /**
     * Asks for this scorecard over a period, with the knowledge of an instant.
     *
     * @param kpis as for {@link #over(Collection, ReportingPeriod, ZoneId)}
     * @param period the period; it starts before {@code asOf}
     * @param zone the zone of the data
     * @param asOf the instant: what happened at or after it is not known, of earlier periods neither
     * @return the question; {@code measure(data)} answers it
     */
    public ScorecardSheet over(Collection<Kpi> kpis, ReportingPeriod period, ZoneId zone, Instant asOf) {
        return new ScorecardSheet(this, List.copyOf(kpis), period, zone, asOf);
    }

    /** Builds a {@link Scorecard}. What is not said is empty, the audience a {@link #TEAM}. */
    public static final class Builder {
        private final String name;
        private final Cadence cadence;
        private String audience = TEAM;
        private Optional<String> northStar = Optional.empty();
        private final List<String> keys = new ArrayList<>();
        private final List<String> segmentBy = new ArrayList<>();
        private final List<KpiTarget> targets = new ArrayList<>();
        private final List<Trigger> triggers = new ArrayList<>();

        private Builder(String name, Cadence cadence) {
            this.name = name;
            this.cadence = cadence;
        }

        /**
         * Says who reads it.
         *
         * @param readers {@link #TEAM}, {@link #LEADERSHIP}, {@link #EXECUTIVE} or own text
         * @return this builder
         */
        public Builder audience(String readers) {
            audience = readers;
            return this;
        }

        /**
         * Designates the North Star.
         *
         * @param key the key of a KPI
         * @return this builder
         */
        public Builder northStar(String key) {
            northStar = Optional.of(key);
            return this;
        }

        /**
         * Adds KPIs.
         *
         * @param more their keys
         * @return this builder
         */
        public Builder keys(String... more) {
            keys.addAll(Arrays.asList(more));
            return this;
        }

        /**
         * Groups accounts by properties.
         *
         * @param properties the properties, as {@code Segmentation.by} names them
         * @return this builder
         */
        public Builder by(String... properties) {
            segmentBy.addAll(Arrays.asList(properties));
            return this;
        }

        /**
         * Adds targets.
         *
         * @param more the targets
         * @return this builder
         */
        public Builder targets(KpiTarget... more) {
            targets.addAll(Arrays.asList(more));
            return this;
        }

        /**
         * Adds triggers.
         *
         * @param more the triggers
         * @return this builder
         */
        public Builder triggers(Trigger... more) {
            triggers.addAll(Arrays.asList(more));
            return this;
        }

        /**
         * Builds the scorecard.
         *
         * @return the scorecard
         * @throws IllegalArgumentException with everything that is wrong with it
         */
        public Scorecard build() {
            return new Scorecard(name, audience, cadence, northStar, keys, segmentBy, targets, triggers);
        }
    }
}
