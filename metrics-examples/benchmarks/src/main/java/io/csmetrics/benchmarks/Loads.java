package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What is timed where loading itself is: from files, records and columns to something that can be asked. */
final class Loads {
    private Loads() {}

    static Work file(Peer peer, Generated data, AccountIds ids) {
        RevenueBook book = data.revenue();
        BookFile file = data.file(ids);
        return switch (peer) {
            case LIBRARY -> Work.loading(file::ledger, ledger -> LibraryPeer.of(ledger, book, ids));
            case DUCKDB -> {
                DuckPeer duck = DuckPeer.empty(book, ids);
                yield Work.reloading(duck, () -> duck.read(file));
            }
            case PLAIN -> {
                Map<String, Integer> cells = book.cellByAccountId(ids);
                yield Work.loading(() -> file.plain(cells), Function.identity());
            }
            case LIMIT -> throw notTimed(peer);
        };
    }

    static Work records(Peer peer, RevenueBook book) {
        List<RevenueMovement> movements = book.movements();
        return switch (peer) {
            case LIBRARY ->
                Work.loading(
                        () -> LibraryPeer.builder().movements(movements).build(),
                        ledger -> LibraryPeer.of(ledger, book, AccountIds.TEXTS));
            case PLAIN -> {
                Map<String, Integer> cells = book.cellByAccountId(AccountIds.TEXTS);
                yield Work.loading(() -> PlainPeer.ofRecords(movements, cells), Function.identity());
            }
            case DUCKDB, LIMIT -> throw notTimed(peer);
        };
    }

    static Work columns(Peer peer, RevenueBook book) {
        List<String> ids = book.accountIds(AccountIds.TEXTS);
        return switch (peer) {
            case LIBRARY ->
                Work.loading(
                        () -> LibraryPeer.ledger(book, ids), ledger -> LibraryPeer.of(ledger, book, AccountIds.TEXTS));
            case DUCKDB -> {
                DuckPeer duck = DuckPeer.empty(book, AccountIds.NUMBERS);
                yield Work.reloading(duck, () -> duck.append(book));
            }
            case PLAIN -> {
                Map<String, Integer> cells = book.cellByAccountId(AccountIds.TEXTS);
                yield Work.loading(() -> PlainPeer.ofColumns(book, ids, cells), Function.identity());
            }
            case LIMIT -> Work.loading(() -> LimitPeer.ofColumns(book), Function.identity());
        };
    }

    private static IllegalArgumentException notTimed(Peer peer) {
        return new IllegalArgumentException(
                peer + " must take part in a task that is timed; it has nothing to load here");
    }
}
