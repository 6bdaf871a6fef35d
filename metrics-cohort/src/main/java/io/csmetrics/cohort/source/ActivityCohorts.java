package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.data.Coded;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.EventColumns;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementColumns;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts of units by what they do. Rows come in any order; a row that is there twice changes nothing. Of each unit only the different
 * periods or days of its activity are kept, so that memory grows with units and time and not with rows; where hours or numbers of
 * times count, its different instants.
 *
 * <p>The start itself is activity: at index 0 everybody is retained, but with a least number of times, with cohorts by behaviour,
 * whose index 0 begins at the landmark, and where a mere {@link ActivityRole#ENTRY} begins the membership.
 */
public final class ActivityCohorts {
    private final RetentionDefinition definition;
    private final Map<String, UnitLog> units;
    private final SortedMap<Rejection, Long> rejected;
    private final int firstDay;

    private ActivityCohorts(
            RetentionDefinition definition,
            Map<String, UnitLog> units,
            SortedMap<Rejection, Long> rejected,
            int firstDay) {
        this.definition = definition;
        this.units = units;
        this.rejected = rejected;
        this.firstDay = firstDay;
    }

    /**
     * Begins a stream of activity.
     *
     * @param definition what is counted
     * @return the builder
     * @throws IllegalArgumentException if the definition asks for what activity does not tell
     */
    public static Builder builder(RetentionDefinition definition) {
        Builder.require(
                definition.entry() != EntryRule.FIRST_NEW,
                "entry",
                definition.entry(),
                "first; NEW is a movement, which only data have");
        return new Builder(definition);
    }

    /**
     * Prepares cohorts of the events of data. A unit of {@link Unit#USER} is named by its account and its user, with a tab between them;
     * events without user are counted as {@link Rejection#BLANK_ID}. Split by an attribute, it is that of the event; split by behaviour,
     * it is the type of the event.
     *
     * @param data the data
     * @param definition what is counted
     * @param starts the types of events that begin a membership, which are activity too
     * @param returns the types of events that are activity only
     * @return the cohorts
     * @throws IllegalArgumentException if the definition asks for what activity does not tell, or its zone is not that of the data
     */
    public static ActivityCohorts of(
            CustomerData data, RetentionDefinition definition, Set<String> starts, Set<String> returns) {
        return of(data, definition, Set.of(), starts, returns);
    }

    /**
     * Prepares cohorts of the events of data, of which some begin a membership and are no activity. By {@link EntryRule#FIRST_NEW} an account
     * enters on the day of its first NEW movement, and what it did before the period of that day counts in no window.
     *
     * @param data the data
     * @param definition what is counted
     * @param entries the types of events that begin a membership only
     * @param starts the types of events that begin a membership, which are activity too; none where a movement does
     * @param returns the types of events that are activity only
     * @return the cohorts
     * @throws IllegalArgumentException if the definition asks for what activity does not tell, or its zone is not that of the data
     */
    public static ActivityCohorts of(
            CustomerData data,
            RetentionDefinition definition,
            Set<String> entries,
            Set<String> starts,
            Set<String> returns) {
        boolean byMovement = definition.entry() == EntryRule.FIRST_NEW;
        Builder.require(
                !byMovement || (definition.unit().equals(Unit.ACCOUNT) && entries.isEmpty() && starts.isEmpty()),
                "entry",
                definition.entry(),
                "first where users or events enter; NEW is a movement of an account");
        if (!data.zone().equals(definition.zone())) {
            throw new IllegalArgumentException("zone " + definition.zone()
                    + " of the definition must be that of the data, " + data.zone() + "; days are told in one zone");
        }
        Builder builder = new Builder(definition);
        String behaviour = definition.split() instanceof CohortSplit.Behaviour split ? split.name() : "";
        TreeSet<String> types = new TreeSet<>(starts);
        types.addAll(returns);
        types.addAll(entries);
        for (String type : types) {
            boolean isActivity = starts.contains(type) || returns.contains(type);
            ActivityRole role = !isActivity
                    ? ActivityRole.ENTRY
                    : starts.contains(type) || entries.contains(type) ? ActivityRole.START : ActivityRole.RETURN;
            data.index().events(type).ifPresent(events -> builder.addAll(data, events, role));
        }
        if (byMovement) {
            builder.addEntries(data);
        }
        data.index().events(behaviour).ifPresent(events -> builder.addAll(data, events, ActivityRole.BEHAVIOUR));
        return builder.build();
    }

    /**
     * Returns the cohorts of the units that entered in a period; others are not counted at all.
     *
     * @param period the period
     * @return fewer cohorts
     */
    public ActivityCohorts entering(ReportingPeriod period) {
        long from = period.start().atStartOfDay(definition.zone()).toInstant().toEpochMilli();
        long to = period.endExclusive()
                .atStartOfDay(definition.zone())
                .toInstant()
                .toEpochMilli();
        Map<String, UnitLog> entered = new HashMap<>();
        units.forEach((id, unit) -> {
            if (unit.start() >= from && unit.start() < to) {
                entered.put(id, unit);
            }
        });
        return new ActivityCohorts(definition, entered, rejected, firstDay);
    }

    /**
     * Counts all units.
     *
     * @return the facts
     */
    public CohortFacts facts() {
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        rejected.forEach(facts::reject);
        ActivityWalk walk = walk();
        units.values().forEach(unit -> walk.unit(unit, facts));
        return facts.build();
    }

    /**
     * Counts the units of many cells. Only cohorts of {@link CustomerData} know the accounts of their units.
     *
     * @param cells the cells of the data's accounts
     * @return the facts of each cell; rejected rows are with the last one, for what has no account
     */
    public List<CohortFacts> facts(Cells cells) {
        List<CohortFacts.Builder> facts = IntStream.range(0, cells.size())
                .mapToObj(cell -> CohortFacts.builder(definition))
                .toList();
        if (cells.ofAccountless() != Cells.LEFT_OUT) {
            rejected.forEach(facts.get(cells.ofAccountless())::reject);
        }
        ActivityWalk walk = walk();
        for (UnitLog unit : units.values()) {
            int cell = unit.account() < 0 ? cells.ofAccountless() : cells.of(unit.account());
            if (cell != Cells.LEFT_OUT) {
                walk.unit(unit, facts.get(cell));
            }
        }
        return facts.stream().map(CohortFacts.Builder::build).toList();
    }

    private ActivityWalk walk() {
        return new ActivityWalk(definition, ActivityTicks.of(definition), firstDay);
    }

    /**
     * Returns the table of all units.
     *
     * @return the table
     */
    public Triangle triangle() {
        return Triangle.of(facts(), definition);
    }

    /**
     * Returns the units behind a cell, so that its number can be followed to its origin.
     *
     * @param cohort the cohort
     * @param index the index
     * @return 1 for each member at risk that counts in the numerator, 0 for the others, by unit
     */
    public SortedMap<String, BigDecimal> units(CohortKey cohort, int index) {
        ActivityWalk walk = walk();
        SortedMap<String, BigDecimal> parts = new TreeMap<>();
        units.forEach((id, unit) -> {
            CohortFacts.Builder facts = CohortFacts.builder(definition);
            walk.unit(unit, facts);
            CohortFacts own = facts.build();
            if (own.sum(cohort, Tally.AT_RISK, index).signum() > 0) {
                parts.put(id, own.sum(cohort, definition.measure().numerator(), index));
            }
        });
        return Collections.unmodifiableSortedMap(parts);
    }

    /** Takes activity, one row at a time. Not safe for use by several threads. */
    public static final class Builder {
        private final RetentionDefinition definition;
        private final ActivityTicks ticks;
        private final Map<String, UnitLog> units = new HashMap<>();
        private final SortedMap<Rejection, Long> rejected = new TreeMap<>();
        private final long knownBefore;
        private int firstDay;

        private Builder(RetentionDefinition definition) {
            require(
                    definition.measure().countsUnits(),
                    "measure",
                    definition.measure(),
                    "one of units; events have no revenue");
            require(definition.gaps() instanceof GapPolicy.Strict, "gaps", definition.gaps(), "strict");
            require(!(definition.index() instanceof PeriodIndex.Renewal), "index", definition.index(), "one of time");
            this.definition = definition;
            ticks = ActivityTicks.of(definition);
            firstDay = Math.toIntExact(definition.asOf().toEpochDay());
            knownBefore = definition
                    .asOf()
                    .plusDays(1)
                    .atStartOfDay(definition.zone())
                    .toInstant()
                    .toEpochMilli();
        }

        private static void require(boolean holds, String name, Object value, String rule) {
            if (!holds) {
                throw new IllegalArgumentException(name + " " + value + " of cohorts of activity must be " + rule);
            }
        }

        /**
         * Takes activity that begins a membership where it is the first of its unit.
         *
         * @param unitId the unit; a blank one is rejected and counted
         * @param at when it was active; after the last known day it is counted and not looked at
         * @return this builder
         */
        public Builder add(String unitId, Instant at) {
            return add(unitId, at, ActivityRole.START, null);
        }

        /**
         * Takes a row.
         *
         * @param unitId the unit; a blank one is rejected and counted
         * @param at when it happened, known to the millisecond; after the last known day it is counted and not looked at
         * @param role what it stands for
         * @param group the property by which cohorts are told apart, as it was then; null where it is not known
         * @return this builder
         */
        public Builder add(String unitId, Instant at, ActivityRole role, @Nullable String group) {
            return add(unitId, -1, at.toEpochMilli(), role, group);
        }

        private Builder add(String unitId, int account, long millis, ActivityRole role, @Nullable String group) {
            if (unitId.isBlank()) {
                rejected.merge(Rejection.BLANK_ID, 1L, Math::addExact);
                return this;
            }
            if (millis >= knownBefore) {
                rejected.merge(Rejection.AFTER_AS_OF, 1L, Math::addExact);
                return this;
            }
            UnitLog unit = unit(unitId, account);
            if (role == ActivityRole.BEHAVIOUR) {
                unit.behaviour(millis);
                return this;
            }
            long tick = ticks.of(millis);
            firstDay = Math.min(firstDay, ticks.day(tick));
            if (role == ActivityRole.ENTRY) {
                unit.entry(millis, tick);
            } else {
                unit.activity(millis, tick, role == ActivityRole.START);
            }
            if (definition.split() instanceof CohortSplit.Attribute attribute
                    && (group != null || attribute.known() == CohortSplit.Known.AS_OF_ENTRY)) {
                unit.group(
                        millis, group == null ? Segment.NONE : group, attribute.known(), role != ActivityRole.RETURN);
            }
            return this;
        }

        private UnitLog unit(String unitId, int account) {
            UnitLog unit = units.get(unitId);
            if (unit == null) {
                unit = new UnitLog(
                        account,
                        ticks.empty(),
                        definition.entry() == EntryRule.RECURRING ? ticks.empty() : null,
                        definition.split() instanceof CohortSplit.Behaviour ? Ticks.sparse() : null);
                units.put(unitId, unit);
            }
            return unit;
        }

        /** An account enters with its first movement, which is NEW unless its history begins with an imported balance. */
        private void addEntries(CustomerData data) {
            MovementColumns movements = MovementColumns.of(data.ledger());
            for (int account = 0; account < movements.accounts(); account++) {
                int first = movements.begin(account);
                if (first < movements.end(account)) {
                    String id = data.accounts().get(account).id();
                    LocalDate day = LocalDate.ofEpochDay(movements.epochDay(first));
                    long start = day.atStartOfDay(definition.zone()).toInstant().toEpochMilli();
                    if (movements.type(first) == Type.OPENING && start < knownBefore) {
                        unit(id, account).reject(Rejection.OPENING_BOOK);
                    } else {
                        add(id, account, start, ActivityRole.ENTRY, null);
                    }
                }
            }
        }

        private void addAll(CustomerData data, EventColumns events, ActivityRole role) {
            boolean byUser = definition.unit().equals(Unit.USER);
            Optional<Coded<String>> groups = definition.split() instanceof CohortSplit.Attribute attribute
                    ? events.attribute(attribute.name())
                    : Optional.empty();
            for (int i = 0; i < events.size(); i++) {
                int account = events.account(i);
                int user = byUser ? events.user(i) : 0;
                int row = i;
                String group = groups.flatMap(each -> each.value(row)).orElse(null);
                if (account < 0) {
                    // an event of another part of the accounts, which counts there
                    continue;
                }
                if (user < 0) {
                    add("", -1, events.at(i), role, group);
                } else {
                    String id = data.accounts().get(account).id();
                    String name = byUser ? id + "\t" + events.userIds().value(i).orElse("") : id;
                    add(name, account, events.at(i), role, group);
                }
            }
        }

        /**
         * Ends the stream.
         *
         * @return the cohorts; nothing may be added to this builder any more
         */
        public ActivityCohorts build() {
            return new ActivityCohorts(definition, units, rejected, firstDay);
        }
    }
}
