package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement;
import java.util.List;
import java.util.Map;

/** A book as an application holds it before it loads anything: records of movements, and the cell of each account. */
record BookObjects(RevenueBook book, List<RevenueMovement> movements, Map<String, Integer> cellByAccountId) {
    static BookObjects of(RevenueBook book) {
        return new BookObjects(book, book.movements(), book.cellByAccountId());
    }
}
