package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.RevenueLedger;
import java.util.List;

/** The newest movements of a book, added to a ledger of all the others. */
final class Increments {
    private Increments() {}

    /** Adding records; that nothing is missing then is told by the bridges of all. */
    static Work of(RevenueBook book, int newest) {
        List<RevenueMovement> movements = book.movements();
        int known = movements.size() - Math.min(newest, movements.size() / 2);
        RevenueLedger ledger =
                LibraryPeer.builder().movements(movements.subList(0, known)).build();
        List<RevenueMovement> newer = List.copyOf(movements.subList(known, movements.size()));
        return Work.loading(() -> ledger.plus(newer), all -> LibraryPeer.of(all, book, AccountIds.TEXTS));
    }
}
