package io.csmetrics.benchmarks;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.RevenueRetention;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;

/** The library by its public API: one call a workload, then a record for each window and cell. */
final class LibraryPeer implements Peer {
    private static final List<ReportingPeriod> MONTHS =
            ReportingPeriod.months(YearMonth.from(RevenueBook.FIRST_DAY), RevenueBook.MONTHS);
    private static final List<ReportingPeriod> TRAILING_YEARS = IntStream.range(0, Workload.RETENTIONS.windows())
            .mapToObj(month -> {
                LocalDate start = RevenueBook.FIRST_DAY.plusMonths(month);
                return ReportingPeriod.of(start, start.plusMonths(12));
            })
            .toList();

    private final RevenueLedger ledger;
    private final Cells cells;

    private LibraryPeer(RevenueLedger ledger, Cells cells) {
        this.ledger = ledger;
        this.cells = cells;
    }

    static LibraryPeer load(BookObjects objects) {
        RevenueLedger ledger = ledger(objects);
        return new LibraryPeer(ledger, cells(ledger, objects.cellByAccountId()));
    }

    static RevenueLedger ledger(BookObjects objects) {
        return RevenueLedger.builder()
                .currency(RevenueBook.CURRENCY)
                .scale(RevenueBook.CURRENCY.getDecimalPlaces())
                .movements(objects.movements())
                .build();
    }

    private static Cells cells(RevenueLedger ledger, Map<String, Integer> cellByAccountId) {
        int[] cellOfAccount = ledger.accountIds().stream()
                .mapToInt(id -> cellByAccountId.getOrDefault(id, Cells.LEFT_OUT))
                .toArray();
        List<Segment> segments = RevenueBook.SEGMENTS.stream()
                .flatMap(segment -> RevenueBook.REGIONS.stream()
                        .map(region -> new Segment(new TreeMap<>(Map.of("segment", segment, "region", region)))))
                .toList();
        return Cells.of(cellOfAccount, segments);
    }

    @Override
    public long[] bridges() {
        RevenueLedger.Bridges bridges = ledger.bridges(MONTHS, cells);
        long[] output = Workload.BRIDGES.newOutput();
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            for (int month = 0; month < MONTHS.size(); month++) {
                RevenueBridge bridge = bridges.at(month, cell);
                RevenueBridge.Counts accounts = bridge.accounts();
                int at = Workload.BRIDGES.at(cell, month);
                output[at] = minor(bridge.opening());
                output[at + 1] = minor(bridge.newRevenue());
                output[at + 2] = minor(bridge.expansion());
                output[at + 3] = -minor(bridge.contraction());
                output[at + 4] = -minor(bridge.churn());
                output[at + 5] = minor(bridge.reactivation());
                output[at + 6] = minor(bridge.closing());
                output[at + 7] = accounts.opening();
                output[at + 8] = accounts.won();
                output[at + 9] = accounts.expansions();
                output[at + 10] = accounts.contractions();
                output[at + 11] = accounts.churned();
                output[at + 12] = accounts.reactivated();
                output[at + 13] = accounts.closing();
            }
        }
        Workload.BRIDGES.addTotal(output);
        return output;
    }

    @Override
    public long[] retentions() {
        RevenueLedger.Retentions retentions = ledger.retentions(TRAILING_YEARS, cells);
        long[] output = Workload.RETENTIONS.newOutput();
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            for (int window = 0; window < TRAILING_YEARS.size(); window++) {
                RevenueRetention retention = retentions.at(window, cell);
                int at = Workload.RETENTIONS.at(cell, window);
                output[at] = minor(retention.opening());
                output[at + 1] = minor(retention.closing());
                output[at + 2] = minor(retention.retained());
                output[at + 3] = retention.openingAccounts();
                output[at + 4] = retention.retainedAccounts();
            }
        }
        Workload.RETENTIONS.addTotal(output);
        return output;
    }

    /** The ledger keeps amounts in minor units, because that is the scale that was declared. */
    private static long minor(BigMoney amount) {
        return amount.getAmount().unscaledValue().longValueExact();
    }
}
