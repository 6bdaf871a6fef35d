package io.csmetrics.cohort.catalog;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.source.ActivityCohorts;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.count.OpenCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Grain;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementColumns;
import io.csmetrics.select.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Cohorts of the units that entered in a period, followed to the last day that was known.
 *
 * @param unit who is followed
 * @param active whether activity is counted, not revenue
 * @param grain how long cohorts and buckets are
 * @param alignment where buckets begin
 */
record CohortCounter(Unit unit, boolean active, Grain grain, CohortRetention.Alignment alignment)
        implements OpenCounter {
    private static final Set<String> ENGAGEMENT = Set.of("login", "session", "feature-used");
    private static final Set<Measure> OF_REVENUE = EnumSet.of(Measure.LOGO, Measure.NET, Measure.GROSS);

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<CohortFacts>> facts = new ArrayList<>();
        for (Reading reading : readings) {
            facts.add(facts(scan.data(), reading, cells));
        }
        return (window, cell) -> facts.get(window).get(cell);
    }

    private List<CohortFacts> facts(CustomerData data, Reading reading, Cells cells) {
        ReportingPeriod period = reading.visiblePeriod(data.zone());
        RetentionDefinition.Builder definition = RetentionDefinition.builder(data.zone(), lastDay(reading, data.zone()))
                .unit(unit)
                .granularity(Cadence.of(grain))
                .index(index());
        if (unit.equals(Unit.USER)) {
            return ActivityCohorts.of(data, definition.build(), Set.of("user-created"), ENGAGEMENT, Set.of())
                    .entering(period)
                    .facts(cells);
        }
        RetentionDefinition ofAccounts = definition.entry(EntryRule.FIRST_NEW).build();
        Cells entering = entering(data, period, cells);
        return active
                ? ActivityCohorts.of(data, ofAccounts, Set.of(), Set.of(), ENGAGEMENT)
                        .facts(entering)
                : LedgerCohorts.of(data.ledger(), ofAccounts)
                        .counting(OF_REVENUE)
                        .facts(entering);
    }

    private PeriodIndex index() {
        if (alignment == CohortRetention.Alignment.CALENDAR) {
            return new PeriodIndex.Calendar(Cadence.of(grain));
        }
        return switch (grain) {
            case DAY -> new PeriodIndex.Rolling(1);
            case WEEK -> new PeriodIndex.Rolling(7);
            case MONTH -> new PeriodIndex.Anniversary(1);
            case QUARTER -> new PeriodIndex.Anniversary(3);
            case YEAR -> new PeriodIndex.Anniversary(12);
        };
    }

    /** The last day that was over when it was read: of a day that was not, no bucket can have ended. */
    private static LocalDate lastDay(Reading reading, ZoneId zone) {
        Instant known = reading.knownBefore(zone);
        LocalDate day = known.atZone(zone).toLocalDate();
        return day.minusDays(day.atStartOfDay(zone).toInstant().isAfter(known) ? 2 : 1);
    }

    /** Accounts that enter in the period; those whose history begins with an imported balance stay, to be counted as left out. */
    private static Cells entering(CustomerData data, ReportingPeriod period, Cells cells) {
        MovementColumns movements = MovementColumns.of(data.ledger());
        return cells.only(account -> {
            int first = movements.begin(account);
            if (first == movements.end(account)) {
                return false;
            }
            LocalDate day = LocalDate.ofEpochDay(movements.epochDay(first));
            return movements.type(first) == Type.OPENING ? day.isBefore(period.endExclusive()) : period.contains(day);
        });
    }
}
