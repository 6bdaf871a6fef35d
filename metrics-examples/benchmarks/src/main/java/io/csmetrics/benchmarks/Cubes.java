package io.csmetrics.benchmarks;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueCube;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.RevenueRetention;
import java.util.List;

/** Books of the library that are counted once for every window of a grain. */
final class Cubes {
    private static final ReportingPeriod ALL =
            ReportingPeriod.of(RevenueBook.FIRST_DAY, RevenueBook.FIRST_DAY.plusMonths(RevenueBook.MONTHS));

    private Cubes() {}

    /** Counting all 1,830 pairs of months by cell; the windows of a year among them are checked. */
    static Work months(LibraryPeer book) {
        return Work.of(() -> months(book.ledger(), book.cells()), () -> {
            RevenueCube cube = months(book.ledger(), book.cells());
            return new Numbers(
                    Checksum.RETENTIONS,
                    LibraryPeer.retentions((year, cell) -> cube.retention(LibraryPeer.TRAILING_YEARS.get(year), cell)));
        });
    }

    private static RevenueCube months(RevenueLedger ledger, Cells cells) {
        return RevenueCube.of(ledger, Grain.MONTH, ALL, cells);
    }

    /** Counting all 1,668,051 pairs of days by segment. */
    static Work days(LibraryPeer book) {
        return Work.of(
                () -> days(book.ledger(), book.segments()),
                () -> new Numbers(Checksum.RANGES, ranges(days(book.ledger(), book.segments()), RangeQuery.all())));
    }

    private static RevenueCube days(RevenueLedger ledger, Cells segments) {
        return RevenueCube.of(ledger, Grain.DAY, ALL, segments);
    }

    /** Reading all ranges off a cube of days. */
    static Work ranges(LibraryPeer book) {
        RevenueCube cube = days(book.ledger(), book.segments());
        List<RangeQuery> queries = RangeQuery.all();
        return Work.of(() -> ranges(cube, queries), () -> new Numbers(Checksum.RANGES, ranges(cube, queries)));
    }

    private static long[] ranges(RevenueCube cube, List<RangeQuery> queries) {
        long[] output = new long[2 * queries.size()];
        for (int i = 0; i < queries.size(); i++) {
            RangeQuery query = queries.get(i);
            RevenueRetention retention = cube.retention(LibraryPeer.window(query), query.segment());
            output[2 * i] = LibraryPeer.minor(retention.opening());
            output[2 * i + 1] = LibraryPeer.minor(retention.closing());
        }
        return output;
    }
}
