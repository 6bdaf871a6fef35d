package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.record.Account;
import io.csmetrics.revenue.MovementColumns;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cohorts of accounts by their recurring revenue. What an account has in a window is its balance at the window's end; its base is the
 * balance at the end of window 0. One pass over the movements counts all measures.
 *
 * <p>An account whose history begins with an imported balance is in no cohort, for nobody knows when it entered. By
 * {@link EntryRule#FIRST} an account enters with the first revenue that lasts to the end of a window; by {@link EntryRule#FIRST_NEW} with
 * its first NEW movement. All that is left out is counted in {@link CohortFacts#rejected}.
 */
public final class LedgerCohorts {
    private final RevenueLedger ledger;
    private final RetentionDefinition definition;
    private final Set<Measure> measures;
    private final AccountGroups groups;

    private LedgerCohorts(
            RevenueLedger ledger, RetentionDefinition definition, Set<Measure> measures, AccountGroups groups) {
        this.ledger = ledger;
        this.definition = definition;
        this.measures = measures;
        this.groups = groups;
    }

    /**
     * Prepares the cohorts of a ledger.
     *
     * @param ledger the ledger
     * @param definition what is counted; nothing but time can tell its cohorts apart
     * @return the cohorts
     * @throws IllegalArgumentException if the definition asks for what a ledger does not tell
     */
    public static LedgerCohorts of(RevenueLedger ledger, RetentionDefinition definition) {
        if (definition.split() != null) {
            throw new IllegalArgumentException("split \"" + definition.split()
                    + "\" is not told by a ledger; give the data of the accounts, not their ledger alone");
        }
        return of(ledger, definition, AccountGroups.none());
    }

    /**
     * Prepares the cohorts of the accounts of data. A property of an account has no history there, so it can only be read as of now;
     * behaviour is told by events of the type that has its name.
     *
     * @param data the data
     * @param definition what is counted
     * @return the cohorts
     * @throws IllegalArgumentException if the definition asks for what the data do not tell
     */
    public static LedgerCohorts of(CustomerData data, RetentionDefinition definition) {
        if (!data.zone().equals(definition.zone())) {
            throw new IllegalArgumentException("zone " + definition.zone()
                    + " of the definition must be that of the data, " + data.zone() + "; days are told in one zone");
        }
        return of(data.ledger(), definition, AccountGroups.of(data, definition));
    }

    private static LedgerCohorts of(RevenueLedger ledger, RetentionDefinition definition, AccountGroups groups) {
        require(
                definition.unit().equals(Unit.ACCOUNT),
                "unit",
                definition.unit().name(),
                "account");
        require(
                definition.entry() == EntryRule.FIRST || definition.entry() == EntryRule.FIRST_NEW,
                "entry",
                definition.entry(),
                "first or first-new");
        require(
                definition.criterion() instanceof Criterion.On,
                "criterion",
                definition.criterion(),
                "on; the measure never-lapsed is its streak");
        require(
                !(definition.index() instanceof PeriodIndex.Renewal
                        || definition.index() instanceof PeriodIndex.Exact24h),
                "index",
                definition.index(),
                "of days or calendar periods; movements have no hours, and no contracts");
        EnumSet<Measure> all = EnumSet.allOf(Measure.class);
        if (monthsOfWindow(definition) == 0) {
            all.remove(Measure.CUMULATIVE_REVENUE);
            require(
                    definition.measure() != Measure.CUMULATIVE_REVENUE,
                    "index",
                    definition.index(),
                    "of whole months to add up monthly revenue");
        }
        return new LedgerCohorts(ledger, definition, all, groups);
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + " of cohorts of a ledger must be " + rule);
        }
    }

    /** For how many months the revenue of a window counts, 0 for windows of days. */
    static int monthsOfWindow(RetentionDefinition definition) {
        if (definition.index() instanceof PeriodIndex.Calendar calendar) {
            return switch (calendar.interval().grain()) {
                case DAY, WEEK -> 0;
                case MONTH -> 1;
                case QUARTER -> 3;
                case YEAR -> 12;
            };
        }
        return definition.index() instanceof PeriodIndex.Anniversary anniversary ? anniversary.months() : 0;
    }

    /**
     * Returns the same cohorts, of which less is counted. What is not asked for costs nothing.
     *
     * @param only the measures that will be shown
     * @return the cohorts
     * @throws IllegalArgumentException if there is none, or one that windows of days cannot have
     */
    public LedgerCohorts counting(Set<Measure> only) {
        if (only.isEmpty() || !measures.containsAll(only)) {
            throw new IllegalArgumentException("measures " + only + " must be at least one, and of " + measures
                    + " for index " + definition.index());
        }
        return new LedgerCohorts(ledger, definition, EnumSet.copyOf(only), groups);
    }

    /**
     * Counts all accounts.
     *
     * @return the facts
     * @throws ArithmeticException if a sum does not fit into a long
     */
    public CohortFacts facts() {
        return facts(Cells.overall(ledger.accountIds().size())).get(0);
    }

    /**
     * Counts the accounts of many cells in one pass.
     *
     * @param cells the cells of the ledger's accounts
     * @return the facts of each cell, the last of them that of what has no account: empty
     * @throws ArithmeticException if a sum does not fit into a long
     */
    public List<CohortFacts> facts(Cells cells) {
        try {
            return CalendarCohorts.tell(definition, measures) ? calendarFacts(cells) : walkedFacts(cells);
        } catch (ArithmeticException e) {
            ArithmeticException told = new ArithmeticException("sums of " + measures + " in units of 10^-"
                    + ledger.scale()
                    + " " + ledger.currency() + " must fit into 64 bits; count fewer measures, first of all without "
                    + Measure.CUMULATIVE_REVENUE + ", or declare a smaller scale");
            told.initCause(e);
            throw told;
        }
    }

    private List<CohortFacts> calendarFacts(Cells cells) {
        MovementColumns movements = MovementColumns.of(ledger);
        CalendarCohorts.Calendar calendar =
                CalendarCohorts.Calendar.of(definition, LedgerWalk.firstDay(movements, definition));
        if (!calendar.isSmall(cells.size())) {
            return walkedFacts(cells);
        }
        List<CalendarCohorts> cohorts = IntStream.range(0, cells.size())
                .mapToObj(cell -> new CalendarCohorts(movements, calendar, builder(measures)))
                .toList();
        for (int account = 0; account < cells.accounts(); account++) {
            if (cells.of(account) != Cells.LEFT_OUT) {
                cohorts.get(cells.of(account)).account(account);
            }
        }
        return cohorts.stream().map(CalendarCohorts::facts).toList();
    }

    private List<CohortFacts> walkedFacts(Cells cells) {
        LedgerWalk walk = walk();
        List<LedgerWalk.Sums> sums = IntStream.range(0, cells.size())
                .mapToObj(cell -> walk.sums(builder(measures)))
                .toList();
        for (int account = 0; account < cells.accounts(); account++) {
            if (cells.of(account) != Cells.LEFT_OUT) {
                walk.account(account, sums.get(cells.of(account)));
            }
        }
        return sums.stream().map(LedgerWalk.Sums::facts).toList();
    }

    private LedgerWalk walk() {
        return new LedgerWalk(MovementColumns.of(ledger), definition, groups);
    }

    private CohortFacts.Builder builder(Set<Measure> counted) {
        return CohortFacts.builder(definition, counted, ledger.currency(), ledger.scale());
    }

    /**
     * Returns the table of all accounts.
     *
     * @return the table
     */
    public Triangle triangle() {
        return Triangle.of(facts(), definition);
    }

    /**
     * Holds the table against the ledger, at the end of each complete period since the first cohort.
     *
     * @return a line for each period
     * @throws IllegalArgumentException if windows do not line up with calendar periods, or interruptions are read otherwise than the
     *     ledger has them
     */
    public List<Reconciliation> reconciliation() {
        boolean linesUp = definition.index() instanceof PeriodIndex.Calendar calendar
                && calendar.interval().equals(definition.granularity())
                && !(definition.split() instanceof CohortSplit.Behaviour);
        require(linesUp, "index", definition.index(), "of the calendar periods of its cohorts to be reconciled");
        require(definition.gaps() instanceof GapPolicy.Strict, "gaps", definition.gaps(), "strict to be reconciled");
        return Reconciliation.of(counting(Set.of(Measure.NET)).facts(), ledger);
    }

    /**
     * Returns the accounts behind a cell, so that its number can be followed to its origin.
     *
     * @param cohort the cohort
     * @param index the index
     * @return what each member at risk adds to the numerator, by account: 1 or 0 for units, else an amount
     */
    public SortedMap<String, BigDecimal> accounts(CohortKey cohort, int index) {
        LedgerWalk walk = walk();
        SortedMap<String, BigDecimal> parts = new TreeMap<>();
        for (int account = 0; account < ledger.accountIds().size(); account++) {
            LedgerWalk.Sums sums = walk.sums(builder(Set.of(definition.measure())));
            walk.account(account, sums);
            CohortFacts own = sums.facts();
            if (own.sum(cohort, Tally.AT_RISK, index).signum() > 0) {
                parts.put(
                        ledger.accountIds().get(account),
                        own.sum(cohort, definition.measure().numerator(), index));
            }
        }
        return Collections.unmodifiableSortedMap(parts);
    }

    /** What tells accounts apart besides their time of entry. */
    interface AccountGroups {
        /** The group of an account that entered on a day. */
        @Nullable
        String of(int account, int entryDay);

        static AccountGroups none() {
            return (account, entryDay) -> null;
        }

        static AccountGroups of(CustomerData data, RetentionDefinition definition) {
            if (definition.split() instanceof CohortSplit.Attribute attribute) {
                require(
                        attribute.known() == CohortSplit.Known.AS_OF_NOW,
                        "split",
                        attribute,
                        "as-of-now; properties of accounts have no history");
                List<String> values = new ArrayList<>();
                for (Account account : data.accounts()) {
                    values.add(account.property(attribute.name()).orElse(Segment.NONE));
                }
                return (account, entryDay) -> values.get(account);
            }
            return definition.split() instanceof CohortSplit.Behaviour behaviour
                    ? new BehaviourGroups(data, behaviour)
                    : none();
        }
    }
}
