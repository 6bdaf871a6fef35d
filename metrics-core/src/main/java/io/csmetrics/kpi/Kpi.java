package io.csmetrics.kpi;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Bound;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Counts;
import io.csmetrics.family.Designated;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Only;
import io.csmetrics.family.Reference;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.select.Formula;
import io.csmetrics.select.Param;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A key performance indicator: a definition and a formula, both values. It holds no data and no state; every way to ask is one
 * {@link KpiSheet}.
 *
 * @param definition what people know it by
 * @param formula what is counted and how it is divided
 * @param bound the parameters that were set, by name
 */
public record Kpi(KpiDefinition definition, Family formula, SortedMap<String, Serializable> bound)
        implements Serializable {

    /** Copies the parameters and checks that the formula has them. */
    public Kpi {
        SortedMap<String, Param.Type> known = Bound.parameters(formula);
        bound = Collections.unmodifiableSortedMap(new TreeMap<>(bound));
        for (Map<String, Serializable> values : List.of(bound, definition.defaults())) {
            values.forEach((name, value) -> requireParameter(definition.key(), known, name, value));
        }
    }

    private static void requireParameter(
            String key, SortedMap<String, Param.Type> known, String name, Serializable value) {
        Param.Type type = known.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "KPI \"" + key + "\" has no parameter \"" + name + "\"; it has " + known.keySet());
        }
        if (!type.accepts(value)) {
            throw new IllegalArgumentException(
                    "parameter \"" + name + "\" of KPI \"" + key + "\" must be a " + type + ", not " + value);
        }
    }

    /**
     * Begins a KPI.
     *
     * @param key its key
     * @param name its name
     * @return the builder
     */
    public static Builder define(String key, String name) {
        return new Builder(key, name);
    }

    /**
     * Returns the key.
     *
     * @return the key of the definition
     */
    public String key() {
        return definition.key();
    }

    /**
     * Returns the parameters that can be set.
     *
     * @return the types by name
     */
    public SortedMap<String, Param.Type> parameters() {
        return Bound.parameters(formula);
    }

    /**
     * Sets a parameter.
     *
     * @param <T> the type of its value
     * @param param the parameter
     * @param value the value
     * @return the KPI with that value
     * @throws IllegalArgumentException if this KPI has no such parameter
     */
    public <T extends Serializable> Kpi with(Param<T> param, T value) {
        return with(param.name(), value);
    }

    /**
     * Designates a KPI, where the formula leaves open which one it is about. Its own parameters must be set before.
     *
     * @param param the parameter that stands for a KPI
     * @param chosen the KPI
     * @return the KPI about the chosen one; a mere designation takes over its unit and direction
     * @throws IllegalArgumentException if this KPI has no such parameter
     */
    public Kpi with(Param<Formula> param, Kpi chosen) {
        return with(param.name(), chosen.asDesignated());
    }

    /**
     * Returns this KPI as a value of a parameter that stands for a KPI.
     *
     * @return its formula with the parameters that were set, else their defaults
     */
    public Reference asDesignated() {
        return reference(bind().formula());
    }

    /**
     * Returns what its numbers are measured in: as the definition says, unless an alternative that was chosen has another unit, or
     * the KPI designates another one.
     *
     * @return the unit
     */
    public KpiUnit unit() {
        return unit(formula).orElse(definition.unit());
    }

    private Optional<KpiUnit> unit(Family of) {
        if (of instanceof Only only) {
            return unit(only.of());
        }
        if (of instanceof Reference reference && reference.key().equals(key())) {
            return unit(reference.of());
        }
        if (of instanceof Choice choice) {
            String word = String.valueOf(value(choice.by()));
            Family chosen = choice.of().get(word);
            return Optional.ofNullable(choice.units().get(word))
                    .or(() -> chosen == null ? Optional.empty() : unit(chosen));
        }
        return designated(of).map(Reference::unit);
    }

    /**
     * Returns which way its numbers get better: as the definition says, or as the KPI that it designates.
     *
     * @return the direction
     */
    public Direction direction() {
        Family of = formula instanceof Only only ? only.of() : formula;
        return designated(of instanceof Reference reference ? reference.of() : of)
                .map(Reference::direction)
                .orElse(definition.direction());
    }

    private Optional<Reference> designated(Family of) {
        return of instanceof Designated designation && value(designation.kpi()) instanceof Reference reference
                ? Optional.of(reference)
                : Optional.empty();
    }

    private @Nullable Serializable value(Param<?> param) {
        if (param.isSet()) {
            return param.get();
        }
        Serializable set = bound.get(param.name());
        return set == null ? definition.defaults().get(param.name()) : set;
    }

    /**
     * Returns how long after the end of a period some of its units are still inside a window.
     *
     * @return the longest such time, zero where nothing is followed beyond the period, or a parameter is missing
     */
    public Duration followUp() {
        Bound ready = bind();
        return ready.missing().isEmpty() ? ready.formula().followUp() : Duration.ZERO;
    }

    /**
     * Sets a parameter by its name.
     *
     * @param name the name
     * @param value the value, of the type that {@link #parameters()} says
     * @return the KPI with that value
     * @throws IllegalArgumentException if this KPI has no such parameter, or the value is of another type
     */
    public Kpi with(String name, Serializable value) {
        SortedMap<String, Serializable> more = new TreeMap<>(bound);
        more.put(name, value);
        return new Kpi(definition, formula, more);
    }

    /**
     * Looks at some accounts only.
     *
     * @param filter which accounts
     * @return the KPI over those accounts
     */
    public Kpi where(AccountFilter filter) {
        Only narrowed = formula instanceof Only only && isFilterOfThis(only)
                ? new Only(only.where().and(filter), only.of())
                : new Only(filter, reference(formula));
        return new Kpi(definition, narrowed, bound);
    }

    private Reference reference(Family of) {
        return new Reference(key(), unit(), direction(), of);
    }

    /** A filter that was put around the KPI, not one that is part of its definition. */
    private boolean isFilterOfThis(Only only) {
        return only.of() instanceof Reference reference && reference.key().equals(key());
    }

    /**
     * Returns this KPI as an operand of another one's formula. Its parameters can be set there, too.
     *
     * @return a reference to it, or once parameters were set its formula with these, the defaults of the others and the filter
     */
    public Family asOperand() {
        if (!bound.isEmpty()) {
            return bind().formula();
        }
        return formula instanceof Only only && isFilterOfThis(only) ? only : reference(formula);
    }

    /**
     * Sets all parameters: what the caller set, else the defaults.
     *
     * @return the formula, and the names of parameters that have no value
     */
    public Bound bind() {
        SortedMap<String, Serializable> values = new TreeMap<>(definition.defaults());
        values.putAll(bound);
        return formula.bind(values);
    }

    /**
     * Measures all accounts.
     *
     * @param data the data
     * @param period the period, read with what was known at its end
     * @return the result
     */
    public KpiResult measure(CustomerData data, ReportingPeriod period) {
        return KpiSheet.of(this).over(period).measure(data).result(this, period);
    }

    /**
     * Measures all accounts with the knowledge of an instant.
     *
     * @param data the data
     * @param period the period; it starts before {@code asOf}
     * @param asOf the instant: what happened at or after it is not known
     * @return the result
     */
    public KpiResult measure(CustomerData data, ReportingPeriod period, Instant asOf) {
        return KpiSheet.of(this).over(period).asOf(asOf).measure(data).result(this, period);
    }

    /**
     * Measures each segment, in one pass.
     *
     * @param segmentation how accounts are grouped
     * @param data the data
     * @param period the period
     * @return the results by segment, as text in ascending order
     */
    public Map<Segment, KpiResult> measureBy(Segmentation segmentation, CustomerData data, ReportingPeriod period) {
        KpiTable table = KpiSheet.of(this).over(period).by(segmentation).measure(data);
        Map<Segment, KpiResult> bySegment = new LinkedHashMap<>();
        table.rows().stream()
                .filter(row -> !row.segment().isOverall())
                .forEach(row -> bySegment.put(row.segment(), row));
        return Collections.unmodifiableMap(bySegment);
    }

    /**
     * Measures several periods, in one pass.
     *
     * @param data the data
     * @param periods the periods
     * @return the results in the order of the periods
     */
    public List<KpiResult> series(CustomerData data, List<ReportingPeriod> periods) {
        KpiTable table = KpiSheet.of(this).over(periods).measure(data);
        return periods.stream().map(period -> table.result(this, period)).toList();
    }

    /**
     * Divides facts that the caller has already, such as {@code NET_REVENUE_RETENTION.of(retention)}.
     *
     * @param facts the facts
     * @return the answer
     * @throws IllegalArgumentException if the formula needs more than one kind of facts, or another one, or lacks a parameter, or
     *     depends on the length of the period, which facts do not tell
     */
    public Answer of(Facts facts) {
        Need need = onlyNeed(Reading.of(ReportingPeriod.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(1))));
        Answer answer = answer(need.reading(), facts);
        // nothing but its length tells one period from another here
        Reading longer = Reading.of(ReportingPeriod.of(LocalDate.EPOCH, LocalDate.EPOCH.plusDays(2)));
        if (!answer.equals(answer(longer, facts))) {
            throw new IllegalArgumentException(
                    "KPI \"" + key()
                            + "\" depends on the length of the period; put the facts into KpiFacts.given(), which says the period");
        }
        return answer;
    }

    private Answer answer(Reading reading, Facts facts) {
        return bind().formula().answer(reading, AccountFilter.all(), new Counts(ZoneOffset.UTC, need -> facts));
    }

    /** The one need of this KPI, into which a total that somebody else counted can be put. */
    Need onlyNeed(Reading reading) {
        Bound ready = bind();
        if (!ready.missing().isEmpty()) {
            throw new IllegalArgumentException(
                    "KPI \"" + key() + "\" lacks the parameters " + ready.missing() + "; set them first");
        }
        Set<Need> needs = new LinkedHashSet<>();
        ready.formula().needs(reading, AccountFilter.all(), needs::add);
        if (needs.size() != 1) {
            throw new IllegalArgumentException("KPI \"" + key() + "\" needs " + needs.size()
                    + " different facts; put them into KpiFacts.given(), one for each KPI in its formula");
        }
        return needs.iterator().next();
    }

    /**
     * Returns the key, and the parameters that were set.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return bound.isEmpty() ? key() : key() + bound;
    }

    /** Builds a {@link Kpi}. What is not said is neutral, cross-stage, lagging, monthly and strategic. */
    public static final class Builder {
        private final String key;
        private final String name;
        private List<String> aliases = List.of();
        private String definition;
        private KpiUnit unit = KpiUnit.RATIO;
        private Direction direction = Direction.NEUTRAL;
        private FocusArea focusArea = FocusArea.OPERATIONS;
        private Stage stage = Stage.CROSS_STAGE;
        private Indicator indicator = Indicator.LAGGING;
        private Cadence cadence = Cadence.MONTHLY;
        private KpiScope scope = KpiScope.STRATEGIC;
        private boolean topKpi;
        private String question;
        private List<String> drivers = List.of();
        private final SortedMap<String, Serializable> defaults = new TreeMap<>();

        private Builder(String key, String name) {
            this.key = key;
            this.name = name;
            definition = name;
            question = "What is our " + name + "?";
        }

        /**
         * Says what other names people use.
         *
         * @param names the names
         * @return this builder
         */
        public Builder alsoKnownAs(String... names) {
            aliases = Arrays.asList(names);
            return this;
        }

        /**
         * Says what it tells.
         *
         * @param sentences one or two sentences
         * @return this builder
         */
        public Builder tells(String sentences) {
            definition = sentences;
            return this;
        }

        /**
         * Says the question that it answers.
         *
         * @param text the question
         * @return this builder
         */
        public Builder asks(String text) {
            question = text;
            return this;
        }

        /**
         * Says what its number is measured in, and which way it gets better.
         *
         * @param measured the unit
         * @param better the direction
         * @return this builder
         */
        public Builder in(KpiUnit measured, Direction better) {
            unit = measured;
            direction = better;
            return this;
        }

        /**
         * Says where it belongs.
         *
         * @param area what it is about
         * @param journey the stage of the customer journey
         * @return this builder
         */
        public Builder about(FocusArea area, Stage journey) {
            focusArea = area;
            stage = journey;
            return this;
        }

        /**
         * Says when it moves and how often it is looked at.
         *
         * @param leads whether it leads or lags
         * @param often how often
         * @return this builder
         */
        public Builder read(Indicator leads, Cadence often) {
            indicator = leads;
            cadence = often;
            return this;
        }

        /**
         * Says that it looks at single interactions.
         *
         * @return this builder
         */
        public Builder transactional() {
            scope = KpiScope.TRANSACTIONAL;
            return this;
        }

        /**
         * Says that it is one of the five by which its focus area is usually judged.
         *
         * @return this builder
         */
        public Builder top() {
            topKpi = true;
            return this;
        }

        /**
         * Says which KPIs move it.
         *
         * @param keys their keys
         * @return this builder
         */
        public Builder drivenBy(String... keys) {
            drivers = Arrays.asList(keys);
            return this;
        }

        /**
         * Gives a parameter its default, which is a convention and not a finding.
         *
         * @param <T> the type of its value
         * @param param the parameter
         * @param value the default
         * @return this builder
         */
        public <T extends Serializable> Builder byDefault(Param<T> param, T value) {
            defaults.put(param.name(), value);
            return this;
        }

        /**
         * Gives the parameters of KPIs inside the formula the defaults that they have there.
         *
         * @param operands the other KPIs
         * @return this builder
         * @throws IllegalArgumentException if two defaults of one name differ: set that parameter of one of them, and take the
         *     operand from the result
         */
        public Builder byDefaultAs(Kpi... operands) {
            for (Kpi operand : operands) {
                operand.definition.defaults().forEach((parameter, value) -> {
                    Serializable known = defaults.putIfAbsent(parameter, value);
                    if (known != null && !known.equals(value)) {
                        throw new IllegalArgumentException("default \"" + parameter + "\" = " + value + " of \""
                                + operand.key() + "\" must be the same as " + known
                                + " of the others; set it with(…) before asOperand()");
                    }
                });
            }
            return this;
        }

        /**
         * Builds the KPI.
         *
         * @param formula what is counted and how it is divided
         * @return the KPI
         */
        public Kpi as(Family formula) {
            return new Kpi(
                    new KpiDefinition(
                            key,
                            name,
                            aliases,
                            definition,
                            unit,
                            direction,
                            focusArea,
                            stage,
                            indicator,
                            cadence,
                            scope,
                            topKpi,
                            question,
                            drivers,
                            defaults),
                    formula,
                    Collections.emptySortedMap());
        }
    }
}
