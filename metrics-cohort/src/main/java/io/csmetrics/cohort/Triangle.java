package io.csmetrics.cohort;

import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;

/**
 * A retention table: cohorts by the time of entry, and by age what is left of each. It divides what was counted; the same
 * {@link CohortFacts} make a table of any of their measures.
 *
 * <p>Averages are over complete cells only. Old cohorts reach further than young ones, so that the pooled figures of high indexes
 * are of other cohorts than those of low ones: a curve of averages mixes cohorts, the chain-ladder does not.
 */
public final class Triangle {
    private final CohortFacts facts;
    private final RetentionDefinition definition;
    private final List<CohortRow> rows;
    private final int columns;
    private final Suppression suppression;

    private Triangle(CohortFacts facts, RetentionDefinition definition) {
        this.facts = facts;
        this.definition = definition;
        columns = facts.cohorts().stream().mapToInt(facts::columns).max().orElse(0);
        suppression = Suppression.of(facts, definition.minCohortSize(), columns);
        List<CohortRow> all = new ArrayList<>();
        for (CohortKey cohort : facts.cohorts()) {
            List<Cell> cells = new ArrayList<>();
            for (int index = 0; index < columns; index++) {
                cells.add(cell(cohort, index));
            }
            boolean shown = suppression.of(cohort).isEmpty();
            all.add(new CohortRow(
                    cohort,
                    shown ? OptionalLong.of(facts.size(cohort)) : OptionalLong.empty(),
                    isFilling(cohort),
                    cells));
        }
        rows = List.copyOf(all);
    }

    /**
     * Divides what was counted.
     *
     * @param facts what was counted
     * @param definition what it is to show; but for the choices that only divide it is the one by which was counted
     * @return the table
     * @throws IllegalArgumentException if something else was counted
     */
    public static Triangle of(CohortFacts facts, RetentionDefinition definition) {
        if (!facts.definition().equals(definition.counting())) {
            throw new IllegalArgumentException(
                    "table of \"" + definition + "\" cannot be made of what was counted by \"" + facts.definition()
                            + "\"; count by the definition of the table");
        }
        if (!facts.measures().contains(definition.measure())) {
            throw new IllegalArgumentException(
                    "measure " + definition.measure() + " was not counted; counted were " + facts.measures());
        }
        return new Triangle(facts, definition);
    }

    /**
     * Returns what was counted.
     *
     * @return the facts
     */
    public CohortFacts facts() {
        return facts;
    }

    /**
     * Returns what the table shows, and of when.
     *
     * @return the definition
     */
    public RetentionDefinition definition() {
        return definition;
    }

    /**
     * Returns the currency of its amounts.
     *
     * @return the currency, empty for a table of units
     */
    public Optional<CurrencyUnit> currency() {
        return definition.measure().numerator().isMoney() ? facts.currency() : Optional.empty();
    }

    /**
     * Returns how many indexes there are: so many as have begun for the oldest unit.
     *
     * @return the number of columns
     */
    public int columns() {
        return columns;
    }

    /**
     * Returns the cohorts.
     *
     * @return a row for each cohort with members, by date and group
     */
    public List<CohortRow> rows() {
        return rows;
    }

    /**
     * Returns one cohort.
     *
     * @param cohort the cohort
     * @return its row
     * @throws IllegalArgumentException if it has no member
     */
    public CohortRow row(CohortKey cohort) {
        return rows.stream()
                .filter(row -> row.cohort().equals(cohort))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "cohort " + cohort + " has no member; there are " + facts.cohorts()));
    }

    /**
     * Returns a column.
     *
     * @param index the index
     * @return the cells of all cohorts at it
     */
    public SortedMap<CohortKey, Cell> column(int index) {
        SortedMap<CohortKey, Cell> column = new TreeMap<>();
        rows.forEach(row -> column.put(row.cohort(), row.cells().get(index)));
        return Collections.unmodifiableSortedMap(column);
    }

    /**
     * Returns what a period of the calendar held: the cells of one diagonal.
     *
     * @param date any day of the period
     * @return the cell of each cohort that had begun
     * @throws IllegalArgumentException if the table's index is not of calendar periods like those of its cohorts
     */
    public SortedMap<CohortKey, Cell> diagonal(LocalDate date) {
        if (!definition.isUniform()) {
            throw new IllegalArgumentException("index " + definition.index() + " with cohorts by "
                    + definition.granularity() + " has no diagonals; only equal calendar periods line up");
        }
        SortedMap<CohortKey, Cell> diagonal = new TreeMap<>();
        for (CohortRow row : rows) {
            int index = definition.granularity().ordinal(date)
                    - definition.granularity().ordinal(row.cohort().start());
            if (index >= 0 && index < columns) {
                diagonal.put(row.cohort(), row.cells().get(index));
            }
        }
        return Collections.unmodifiableSortedMap(diagonal);
    }

    /**
     * Returns the average of each index, by the definition's weighting.
     *
     * @return one for each column
     */
    public List<CohortAverage> averages() {
        return new Averages(facts, definition, suppression, columns).all();
    }

    /**
     * Returns the same table with another measure.
     *
     * @param measure the measure
     * @return the table
     * @throws IllegalArgumentException if the measure was not counted
     */
    public Triangle with(Measure measure) {
        return of(facts, definition.with(measure));
    }

    /**
     * Returns the same table with another average.
     *
     * @param weighting the average
     * @return the table
     */
    public Triangle with(Weighting weighting) {
        return of(facts, definition.with(weighting));
    }

    /**
     * Returns the rows with expected figures where none are known yet, by the chain-ladder: the last known figure of a cohort, carried on by
     * the pooled steps of the older ones. Observed cells are untouched, and no average changes. It supposes that young cohorts will
     * fare as the older ones did.
     *
     * @return the rows; a cell beyond every known step stays as it was
     */
    public List<CohortRow> projected() {
        return new ChainLadder(facts, definition, columns).projected(rows, suppression);
    }

    /**
     * Returns how many indexes of a cohort are complete: for a time index those whose window has ended for the last unit that may have
     * entered, so that no later day changes their figures; for renewals, which no calendar tells, those that somebody has come to. A
     * cohort that is still filling has none.
     *
     * @param cohort the cohort
     * @return the number of complete columns from index 0 on, 0 for none
     */
    public int completeColumns(CohortKey cohort) {
        int complete = 0;
        while (!isFilling(cohort) && complete < columns && isComplete(cohort, complete)) {
            complete++;
        }
        return complete;
    }

    private boolean isFilling(CohortKey cohort) {
        return lastEntry(cohort).isAfter(definition.asOf());
    }

    private LocalDate lastEntry(CohortKey cohort) {
        return definition
                .granularity()
                .periodContaining(cohort.start())
                .endExclusive()
                .minusDays(1);
    }

    private boolean isComplete(CohortKey cohort, int index) {
        return isKnown(cohort, index)
                && closesOn(cohort, index).filter(definition.asOf()::isBefore).isEmpty();
    }

    private boolean isKnown(CohortKey cohort, int index) {
        return facts.sum(cohort, Tally.AT_RISK, index).signum() > 0;
    }

    /**
     * Returns the units as lives: who lapsed for the first time at an index lived so long; who had not at the last complete one was seen
     * so long and no longer. The grouped Kaplan-Meier curve of them is the chain-ladder of {@link Measure#NEVER_LAPSED}.
     *
     * @return the durations, in windows
     * @throws IllegalArgumentException if those who never lapsed were not counted
     */
    public Durations durations() {
        SortedMap<CohortKey, Integer> through = new TreeMap<>();
        facts.cohorts().forEach(cohort -> through.put(cohort, columns - 1));
        return durations(through);
    }

    /**
     * Returns the units of some cohorts as lives, of which nothing is seen after an index: who had not lapsed at it was seen so long.
     *
     * @param through for each cohort the last index that is looked at; below 0 nothing of it
     * @return the durations, in windows
     * @throws IllegalArgumentException if those who never lapsed were not counted
     */
    public Durations durations(SortedMap<CohortKey, Integer> through) {
        if (!facts.measures().contains(Measure.NEVER_LAPSED)) {
            throw new IllegalArgumentException("measure " + Measure.NEVER_LAPSED
                    + " was not counted; lives are told by those who never lapsed, so count it");
        }
        Durations.Builder lives = Durations.builder();
        through.forEach((cohort, last) -> addLives(lives, cohort, last));
        return lives.build();
    }

    private void addLives(Durations.Builder lives, CohortKey cohort, int last) {
        for (int index = 0; index <= last && isKnown(cohort, index); index++) {
            long now = units(facts.sum(cohort, Tally.NEVER_LAPSED, index));
            long before = units(
                    index == 0
                            ? facts.sum(cohort, Tally.AT_RISK, 0)
                            : facts.sumBefore(cohort, Tally.NEVER_LAPSED, index));
            boolean isLast = index == last || !isKnown(cohort, index + 1);
            long followed = isLast ? 0 : units(facts.sumBefore(cohort, Tally.NEVER_LAPSED, index + 1));
            for (long lost = before - now; lost > 0; lost--) {
                lives.add(index, true);
            }
            for (long seen = now - followed; seen > 0; seen--) {
                lives.add(index, false);
            }
        }
    }

    private static long units(BigDecimal sum) {
        return sum.longValueExact();
    }

    /**
     * Returns the table as aligned text: a line for each cohort, the average, and what must be known to read it.
     *
     * @return the text of {@link TriangleGrid}, aligned by index
     */
    @Override
    public String toString() {
        return String.join(
                "\n", TriangleGrid.of(this, TriangleGrid.Alignment.TRIANGLE).lines());
    }

    private Cell cell(CohortKey cohort, int index) {
        if (facts.sum(cohort, Tally.BEGUN, index).signum() == 0) {
            return new Cell.NotReached();
        }
        if (facts.sum(cohort, Tally.AT_RISK, index).signum() == 0) {
            return new Cell.Open(closesOn(cohort, index));
        }
        Optional<Cell.Reason> hidden = suppression.of(cohort, index);
        if (hidden.isPresent()) {
            return new Cell.Suppressed(hidden.get());
        }
        BigDecimal numerator = facts.sum(cohort, definition.measure().numerator(), index);
        BigDecimal denominator = denominator(facts, definition, cohort, index);
        return new Cell.Observed(numerator, denominator, interval(numerator, denominator), followUp(cohort, index));
    }

    /** Below the line: the cohort as it began, or what was there at the index before. */
    static BigDecimal denominator(CohortFacts facts, RetentionDefinition definition, CohortKey cohort, int index) {
        return definition.relativeTo() == RelativeTo.COHORT || index == 0
                ? facts.sum(cohort, definition.measure().denominator(), index)
                : facts.sumBefore(cohort, definition.measure().numerator(), index);
    }

    private Optional<Interval> interval(BigDecimal numerator, BigDecimal denominator) {
        // who returns may make more of the previous index than there was: no share, no interval
        return definition.measure().countsUnits() && numerator.compareTo(denominator) <= 0
                ? new Proportion(numerator.longValueExact(), denominator.longValueExact()).wilson()
                : Optional.empty();
    }

    private OptionalInt followUp(CohortKey cohort, int index) {
        if (!(definition.criterion() instanceof Criterion.OnOrAfter ahead)) {
            return OptionalInt.empty();
        }
        if (ahead.within() > 0) {
            return OptionalInt.of(ahead.within() - 1);
        }
        int last = facts.columns(cohort) - 1;
        while (facts.sum(cohort, Tally.AT_RISK, last).signum() == 0) {
            last--;
        }
        return OptionalInt.of(last - index);
    }

    private Optional<LocalDate> closesOn(CohortKey cohort, int index) {
        PeriodIndex by = definition.index();
        if (by instanceof PeriodIndex.Renewal) {
            return Optional.empty();
        }
        LocalDate lastEntry = lastEntry(cohort);
        int landmark = definition.split() instanceof CohortSplit.Behaviour behaviour ? behaviour.withinDays() : 0;
        int windows = windowsUntilComplete(definition.criterion(), index);
        if (by instanceof PeriodIndex.Exact24h) {
            // who enters in the last instant of the day ends a day of hours later, which need not be the next by the
            // calendar
            Instant entry = lastEntry
                    .plusDays(1)
                    .atStartOfDay(definition.zone())
                    .toInstant()
                    .minusMillis(1);
            Instant last =
                    entry.plus(Duration.ofDays((long) landmark + windows)).minusMillis(1);
            return Optional.of(last.atZone(definition.zone()).toLocalDate());
        }
        return Optional.of(by.start(lastEntry.plusDays(landmark), windows).minusDays(1));
    }

    /** The number of windows that must have ended before a column is complete. */
    static int windowsUntilComplete(Criterion criterion, int column) {
        if (criterion instanceof Criterion.Brackets brackets) {
            return brackets.ranges().get(column).toExclusive();
        }
        return criterion instanceof Criterion.OnOrAfter ahead && ahead.within() > 0
                ? column + ahead.within()
                : column + 1;
    }
}
