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
final class LibraryPeer implements RevenuePeer {
    private static final List<ReportingPeriod> MONTHS =
            ReportingPeriod.months(YearMonth.from(RevenueBook.FIRST_DAY), RevenueBook.MONTHS);
    static final List<ReportingPeriod> TRAILING_YEARS = IntStream.range(0, Shape.RETENTIONS.windows())
            .mapToObj(month -> {
                LocalDate start = RevenueBook.FIRST_DAY.plusMonths(month);
                return ReportingPeriod.of(start, start.plusMonths(12));
            })
            .toList();

    private final RevenueLedger ledger;
    private final Cells cells;
    private final List<Cells> segments;
    private final Cells allSegments;

    private LibraryPeer(RevenueLedger ledger, int[] cellOfAccount) {
        this.ledger = ledger;
        cells = cells(cellOfAccount);
        allSegments = allSegments(cellOfAccount);
        segments = IntStream.range(0, RevenueBook.SEGMENTS.size())
                .mapToObj(segment -> segment(cellOfAccount, segment))
                .toList();
    }

    /** From columns, a call for each movement. */
    static RevenueLedger ledger(RevenueBook book, List<String> ids) {
        RevenueLedger.Builder builder = builder();
        int[] account = ids.stream().mapToInt(builder::account).toArray();
        for (int row = 0; row < book.size(); row++) {
            builder.add(account[book.account(row)], book.epochDay(row), book.type(row), book.amount(row));
        }
        return builder.build();
    }

    /** A book that is ready to be asked. */
    static LibraryPeer of(RevenueBook book) {
        return of(ledger(book, book.accountIds(AccountIds.TEXTS)), book, AccountIds.TEXTS);
    }

    /** Without the cells of its accounts nothing can be asked of a ledger by cell. */
    static LibraryPeer of(RevenueLedger ledger, RevenueBook book, AccountIds ids) {
        return new LibraryPeer(ledger, cellOfAccount(ledger, book.cellByAccountId(ids)));
    }

    /** A ledger of whole cents. */
    static RevenueLedger.Builder builder() {
        return RevenueLedger.builder().currency(RevenueBook.CURRENCY).scale(RevenueBook.CURRENCY.getDecimalPlaces());
    }

    private static int[] cellOfAccount(RevenueLedger ledger, Map<String, Integer> cellByAccountId) {
        return ledger.accountIds().stream()
                .mapToInt(id -> cellByAccountId.getOrDefault(id, Cells.LEFT_OUT))
                .toArray();
    }

    private static Cells cells(int[] cellOfAccount) {
        return Cells.of(
                cellOfAccount,
                RevenueBook.SEGMENTS.stream()
                        .flatMap(segment -> RevenueBook.REGIONS.stream()
                                .map(region ->
                                        new Segment(new TreeMap<>(Map.of("segment", segment, "region", region)))))
                        .toList());
    }

    private static Cells allSegments(int[] cellOfAccount) {
        return Cells.of(
                IntStream.of(cellOfAccount)
                        .map(cell -> Math.floorDiv(cell, RevenueBook.REGIONS.size()))
                        .toArray(),
                RevenueBook.SEGMENTS.stream()
                        .map(segment -> Segment.of("segment", segment))
                        .toList());
    }

    /** One cell: the accounts of a segment. */
    private static Cells segment(int[] cellOfAccount, int segment) {
        int[] inside = IntStream.of(cellOfAccount)
                .map(cell -> Math.floorDiv(cell, RevenueBook.REGIONS.size()) == segment ? 0 : Cells.LEFT_OUT)
                .toArray();
        return Cells.of(inside, List.of(Segment.of("segment", RevenueBook.SEGMENTS.get(segment))));
    }

    @Override
    public long[] bridges() {
        RevenueLedger.Bridges bridges = ledger.bridges(MONTHS, cells);
        long[] output = Shape.BRIDGES.create();
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            for (int month = 0; month < MONTHS.size(); month++) {
                RevenueBridge bridge = bridges.at(month, cell);
                RevenueBridge.Counts accounts = bridge.accounts();
                int at = Shape.BRIDGES.at(cell, month);
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
        Shape.BRIDGES.addTotal(output);
        return output;
    }

    @Override
    public long[] retentions() {
        RevenueLedger.Retentions retentions = ledger.retentions(TRAILING_YEARS, cells);
        return retentions(retentions::at);
    }

    /** Facts by the index of a trailing year and a cell. */
    @FunctionalInterface
    interface RetentionOf {
        RevenueRetention at(int window, int cell);
    }

    /** The retention of all trailing years by cell and in total. */
    static long[] retentions(RetentionOf retentions) {
        long[] output = Shape.RETENTIONS.create();
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            for (int window = 0; window < TRAILING_YEARS.size(); window++) {
                RevenueRetention retention = retentions.at(window, cell);
                int at = Shape.RETENTIONS.at(cell, window);
                output[at] = minor(retention.opening());
                output[at + 1] = minor(retention.closing());
                output[at + 2] = minor(retention.retained());
                output[at + 3] = retention.openingAccounts();
                output[at + 4] = retention.retainedAccounts();
            }
        }
        Shape.RETENTIONS.addTotal(output);
        return output;
    }

    @Override
    public long[] triangle() {
        return LibraryCohorts.triangle(ledger);
    }

    @Override
    public long[] ranges(List<RangeQuery> queries) {
        long[] output = new long[2 * queries.size()];
        for (int i = 0; i < queries.size(); i++) {
            RangeQuery query = queries.get(i);
            RevenueRetention retention = ledger.retentions(List.of(window(query)), segments.get(query.segment()))
                    .at(0, 0);
            output[2 * i] = minor(retention.opening());
            output[2 * i + 1] = minor(retention.closing());
        }
        return output;
    }

    /** The ledger reads a date as the start of its day, the query as its end. */
    static ReportingPeriod window(RangeQuery query) {
        return ReportingPeriod.of(query.from().plusDays(1), query.to().plusDays(1));
    }

    RevenueLedger ledger() {
        return ledger;
    }

    /** Segments x regions. */
    Cells cells() {
        return cells;
    }

    /** The segments, without regions. */
    Cells segments() {
        return allSegments;
    }

    /** The ledger keeps amounts in minor units, because that is the scale that was declared. */
    static long minor(BigMoney amount) {
        return amount.getAmount().unscaledValue().longValueExact();
    }
}
