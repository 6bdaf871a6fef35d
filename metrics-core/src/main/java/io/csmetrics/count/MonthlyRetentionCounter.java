package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.MonthlyRetentions;
import io.csmetrics.revenue.RetentionRates;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.RevenueRetention;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** What became of the accounts that had revenue at the opening of each month; the last month ends where the period does. */
public record MonthlyRetentionCounter() implements Counter {
    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<ReportingPeriod>> monthsOf =
                scan.windows(readings).stream().map(RetentionRates::months).toList();
        List<ReportingPeriod> all =
                monthsOf.stream().flatMap(List::stream).distinct().toList();
        Map<ReportingPeriod, Integer> indexOf = new HashMap<>();
        all.forEach(month -> indexOf.put(month, indexOf.size()));
        RevenueLedger.Retentions retentions = scan.data().ledger().retentions(all, cells);
        return (window, cell) -> {
            SortedMap<LocalDate, RevenueRetention> months = new TreeMap<>();
            for (ReportingPeriod month : monthsOf.get(window)) {
                months.put(month.start(), retentions.at(Objects.requireNonNull(indexOf.get(month)), cell));
            }
            return new MonthlyRetentions(months);
        };
    }
}
