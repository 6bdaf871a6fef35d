package io.csmetrics.health.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How signals become one score: groups of weighted signals, bands, rules. A value: equal content is an equal model with an equal
 * {@link #hash()}, however and in whatever order of keys it was written. Weights and cut points are its author's judgement; a
 * {@code Backtest} tells what they are worth.
 */
public final class HealthModel {
    /** How long an id or a name can be. */
    public static final int LONGEST_NAME = 200;

    /** How many bands a model can have. */
    public static final int MOST_BANDS = Byte.MAX_VALUE;

    /** How many signals a model can have. */
    public static final int MOST_SIGNALS = 1_000;

    /** How many rules a model can have. */
    public static final int MOST_RULES = 200;

    /** The name of the format in JSON. */
    public static final String FORMAT = "health-model/1";

    private final String id;
    private final String version;
    private final Optional<LocalDate> effectiveFrom;
    private final Optional<String> title;
    private final Optional<String> note;
    private final Orientation orientation;
    private final Optional<ModelCondition> appliesTo;
    private final Scale scale;
    private final List<Band> bands;
    private final Hysteresis hysteresis;
    private final Coverage coverage;
    private final Aggregation aggregation;
    private final List<SignalGroup> groups;
    private final List<HealthRule> rules;
    private final TrendRule trend;
    private final OverrideRule override;
    private final List<ModelProblem> warnings;
    private final String hash;

    private HealthModel(Builder builder, List<ModelProblem> warnings) {
        id = builder.id;
        version = builder.version;
        effectiveFrom = builder.effectiveFrom;
        title = builder.title;
        note = builder.note;
        orientation = builder.orientation;
        appliesTo = builder.appliesTo;
        scale = builder.scale;
        bands = List.copyOf(builder.bands);
        hysteresis = builder.hysteresis;
        coverage = builder.coverage;
        aggregation = builder.aggregation;
        groups = List.copyOf(builder.groups);
        rules = List.copyOf(builder.rules);
        trend = builder.trend;
        override = builder.override;
        this.warnings = List.copyOf(warnings);
        hash = ModelContent.hash(this);
    }

    /**
     * Begins a model.
     *
     * @param id its id
     * @param version its version: a model whose content changes takes another one
     * @return the builder
     */
    public static Builder builder(String id, String version) {
        return new Builder(id, version);
    }

    /**
     * Returns the id.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * Returns the version.
     *
     * @return the version
     */
    public String version() {
        return version;
    }

    /**
     * Returns since when the model is meant to be used. It is told, not enforced: a backtest scores the past by a model of today.
     *
     * @return the day, if there is one
     */
    public Optional<LocalDate> effectiveFrom() {
        return effectiveFrom;
    }

    /**
     * Returns what people read.
     *
     * @return the title, if there is one
     */
    public Optional<String> title() {
        return title;
    }

    /**
     * Returns what the author wants to say about the model.
     *
     * @return the note, if there is one
     */
    public Optional<String> note() {
        return note;
    }

    /**
     * Returns which end of the scale is good.
     *
     * @return the orientation
     */
    public Orientation orientation() {
        return orientation;
    }

    /**
     * Returns for which accounts the model is meant, by their properties.
     *
     * @return the condition, empty for every account
     */
    public Optional<ModelCondition> appliesTo() {
        return appliesTo;
    }

    /**
     * Returns what scores are shown on.
     *
     * @return the scale
     */
    public Scale scale() {
        return scale;
    }

    /**
     * Returns the bands.
     *
     * @return the bands, lowest first
     */
    public List<Band> bands() {
        return bands;
    }

    /**
     * Returns when a change of band counts.
     *
     * @return the rule
     */
    public Hysteresis hysteresis() {
        return hysteresis;
    }

    /**
     * Returns how much of the weight must have usable values.
     *
     * @return the shares
     */
    public Coverage coverage() {
        return coverage;
    }

    /**
     * Returns how the scores of the groups become one.
     *
     * @return the way
     */
    public Aggregation aggregation() {
        return aggregation;
    }

    /**
     * Returns the groups.
     *
     * @return the groups in the order of the file
     */
    public List<SignalGroup> groups() {
        return groups;
    }

    /**
     * Returns the signals of all groups.
     *
     * @return the signals in the order of the file
     */
    public List<HealthSignal> signals() {
        return groups.stream().flatMap(group -> group.signals().stream()).toList();
    }

    /**
     * Returns the rules.
     *
     * @return the rules in the order of the file
     */
    public List<HealthRule> rules() {
        return rules;
    }

    /**
     * Returns when a series of scores is a trend.
     *
     * @return the rule
     */
    public TrendRule trend() {
        return trend;
    }

    /**
     * Returns how a person may overrule a score.
     *
     * @return the rule
     */
    public OverrideRule override() {
        return override;
    }

    /**
     * Returns what the author should know: weights that do nothing, rules that contradict each other.
     *
     * @return the warnings in the order of the model
     */
    public List<ModelProblem> warnings() {
        return warnings;
    }

    /**
     * Returns the hash of the content.
     *
     * @return SHA-256 in 64 hexadecimal digits
     */
    public String hash() {
        return hash;
    }

    /**
     * Returns this model with other weights: for comparing and suggesting, never for changing a registered version.
     *
     * @param otherVersion the version of the new model
     * @param changed the groups with their new weights
     * @return the new model
     * @throws InvalidModelException with everything that is wrong with it
     */
    public HealthModel withGroups(String otherVersion, List<SignalGroup> changed) {
        return toBuilder(otherVersion).groups(changed).build();
    }

    private Builder toBuilder(String otherVersion) {
        Builder builder = new Builder(id, otherVersion)
                .orientation(orientation)
                .scale(scale)
                .bands(bands)
                .hysteresis(hysteresis)
                .coverage(coverage)
                .aggregation(aggregation)
                .groups(groups)
                .rules(rules)
                .trend(trend)
                .override(override);
        effectiveFrom.ifPresent(builder::effectiveFrom);
        title.ifPresent(builder::title);
        note.ifPresent(builder::note);
        appliesTo.ifPresent(builder::appliesTo);
        return builder;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HealthModel model && hash.equals(model.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /**
     * Returns the id and the version.
     *
     * @return such as {@code smb-health 2026.3}
     */
    @Override
    public String toString() {
        return id + " " + version;
    }

    /** Builds a {@link HealthModel}. What is not set is as in the {@code usual()} of its type. */
    public static final class Builder {
        private final String id;
        private final String version;
        private Optional<LocalDate> effectiveFrom = Optional.empty();
        private Optional<String> title = Optional.empty();
        private Optional<String> note = Optional.empty();
        private Orientation orientation = Orientation.HEALTH;
        private Optional<ModelCondition> appliesTo = Optional.empty();
        private Scale scale = Scale.usual();
        private List<Band> bands = List.of();
        private Hysteresis hysteresis = Hysteresis.none();
        private Coverage coverage = Coverage.usual();
        private Aggregation aggregation = Aggregation.MEAN;
        private List<SignalGroup> groups = List.of();
        private List<HealthRule> rules = List.of();
        private TrendRule trend = TrendRule.usual();
        private OverrideRule override = OverrideRule.usual();

        private Builder(String id, String version) {
            this.id = Objects.requireNonNull(id, "id");
            this.version = Objects.requireNonNull(version, "version");
        }

        /**
         * Sets since when the model is meant to be used.
         *
         * @param value the day
         * @return this builder
         */
        public Builder effectiveFrom(LocalDate value) {
            effectiveFrom = Optional.of(value);
            return this;
        }

        /**
         * Sets what people read.
         *
         * @param value the title
         * @return this builder
         */
        public Builder title(String value) {
            title = Optional.of(value);
            return this;
        }

        /**
         * Sets what the author wants to say.
         *
         * @param value the note
         * @return this builder
         */
        public Builder note(String value) {
            note = Optional.of(value);
            return this;
        }

        /**
         * Sets which end of the scale is good.
         *
         * @param value the orientation; a high score is good if this is not called
         * @return this builder
         */
        public Builder orientation(Orientation value) {
            orientation = value;
            return this;
        }

        /**
         * Sets for which accounts the model is meant.
         *
         * @param value the condition on properties; every account if this is not called
         * @return this builder
         */
        public Builder appliesTo(ModelCondition value) {
            appliesTo = Optional.of(value);
            return this;
        }

        /**
         * Sets what scores are shown on.
         *
         * @param value the scale
         * @return this builder
         */
        public Builder scale(Scale value) {
            scale = value;
            return this;
        }

        /**
         * Sets the bands.
         *
         * @param value the bands, lowest first, the first from the start of the scale
         * @return this builder
         */
        public Builder bands(List<Band> value) {
            bands = value;
            return this;
        }

        /**
         * Sets three bands.
         *
         * @param yellowFrom the lowest score that is yellow
         * @param greenFrom the lowest score that is green
         * @return this builder
         */
        public Builder redYellowGreen(double yellowFrom, double greenFrom) {
            return bands(List.of(
                    new Band("red", scale.min()), new Band("yellow", yellowFrom), new Band("green", greenFrom)));
        }

        /**
         * Sets when a change of band counts.
         *
         * @param value the rule
         * @return this builder
         */
        public Builder hysteresis(Hysteresis value) {
            hysteresis = value;
            return this;
        }

        /**
         * Sets how much of the weight must have usable values.
         *
         * @param value the shares
         * @return this builder
         */
        public Builder coverage(Coverage value) {
            coverage = value;
            return this;
        }

        /**
         * Sets how the scores of the groups become one.
         *
         * @param value the way; the weighted mean if this is not called
         * @return this builder
         */
        public Builder aggregation(Aggregation value) {
            aggregation = value;
            return this;
        }

        /**
         * Adds a group.
         *
         * @param group the group
         * @return this builder
         */
        public Builder group(SignalGroup group) {
            return groups(Stream.concat(groups.stream(), Stream.of(group)).toList());
        }

        /**
         * Adds a group whose score is the weighted mean of its signals.
         *
         * @param groupId its id
         * @param weight its weight in the model
         * @param signals the signals
         * @return this builder
         */
        public Builder group(String groupId, double weight, HealthSignal.Builder... signals) {
            return group(SignalGroup.of(
                    groupId,
                    weight,
                    Arrays.stream(signals).map(HealthSignal.Builder::build).toArray(HealthSignal[]::new)));
        }

        /**
         * Sets the groups.
         *
         * @param value the groups
         * @return this builder
         */
        public Builder groups(List<SignalGroup> value) {
            groups = value;
            return this;
        }

        /**
         * Adds a rule.
         *
         * @param rule the rule
         * @return this builder
         */
        public Builder rule(HealthRule rule) {
            return rules(Stream.concat(rules.stream(), Stream.of(rule)).toList());
        }

        /**
         * Sets the rules.
         *
         * @param value the rules
         * @return this builder
         */
        public Builder rules(List<HealthRule> value) {
            rules = value;
            return this;
        }

        /**
         * Sets when a series of scores is a trend.
         *
         * @param value the rule
         * @return this builder
         */
        public Builder trend(TrendRule value) {
            trend = value;
            return this;
        }

        /**
         * Sets how a person may overrule a score.
         *
         * @param value the rule
         * @return this builder
         */
        public Builder override(OverrideRule value) {
            override = value;
            return this;
        }

        /**
         * Returns what is wrong, and what the author should know, with what was set so far.
         *
         * @return the errors and warnings in the order of the model
         */
        public List<ModelProblem> problems() {
            List<ModelProblem> problems = new ArrayList<>();
            identity(problems);
            new BandCheck(scale, bands, hysteresis, problems).check();
            new GroupCheck(groups, problems).check();
            new RuleCheck(scale, groups, rules, problems).check();
            if (problems.stream().noneMatch(ModelProblem::isError)) {
                new WeightCheck(orientation, scale, bands, groups, problems).check();
            }
            return problems;
        }

        private void identity(List<ModelProblem> problems) {
            try {
                new PartCheck()
                        .name("id", id)
                        .name("version", version)
                        .text("title", title)
                        .text("note", note)
                        .done();
            } catch (InvalidModelException e) {
                e.problems().forEach(problem -> problems.add(problem.within("$")));
            }
        }

        /**
         * Returns the model.
         *
         * @return the model
         * @throws InvalidModelException with everything that is wrong with it
         */
        public HealthModel build() {
            List<ModelProblem> problems = problems();
            List<ModelProblem> errors =
                    problems.stream().filter(ModelProblem::isError).toList();
            if (!errors.isEmpty()) {
                throw new InvalidModelException(errors);
            }
            return new HealthModel(this, problems);
        }
    }
}
