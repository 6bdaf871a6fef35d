package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ledger in which some accounts are replaced by those of another one: what lies between them is copied in blocks. */
final class BlockMerge {
    private final RevenueLedger known;
    private final RevenueLedger changed;

    /** Where each changed account is among the known ones, or {@code -1 - place} of the one that it comes before. */
    private final int[] places;

    private final int[] offsets;
    private final int[] days;
    private final byte[] types;
    private final long[] deltas;
    private final byte @Nullable [] kinds;
    private final int @Nullable [] reasons;
    private final int @Nullable [] products;
    private final List<RevenueMovement> nettedRows = new ArrayList<>();
    private final String[] ids;
    private int accounts;
    private int rows;

    BlockMerge(RevenueLedger known, RevenueLedger changed) {
        this.known = known;
        this.changed = changed;
        List<String> changedIds = changed.accountIds();
        places = new int[changedIds.size()];
        Arrays.setAll(places, i -> Collections.binarySearch(known.accountIds(), changedIds.get(i)));
        int allAccounts = known.accountIds().size() + places.length;
        long rowsOfBoth = (long) known.size() + changed.size();
        for (int place : places) {
            if (place >= 0) {
                allAccounts--;
                rowsOfBoth -= known.columns.offsets()[place + 1] - known.columns.offsets()[place];
            }
        }
        int allRows = LedgerColumns.requireHeld(rowsOfBoth);
        offsets = new int[allAccounts + 1];
        ids = new String[allAccounts];
        days = new int[allRows];
        types = new byte[allRows];
        deltas = new long[allRows];
        LedgerColumns old = known.columns;
        LedgerColumns fresh = changed.columns;
        kinds = old.kinds() == null && fresh.kinds() == null ? null : new byte[allRows];
        reasons = old.reasons() == null && fresh.reasons() == null ? null : new int[allRows];
        products = old.products() == null && fresh.products() == null ? null : new int[allRows];
    }

    RevenueLedger merged() {
        int done = 0;
        int nettedDone = 0;
        for (int i = 0; i < places.length; i++) {
            int place = places[i] < 0 ? -1 - places[i] : places[i];
            copyAccounts(known, done, place);
            copyAccounts(changed, i, i + 1);
            done = places[i] < 0 ? place : place + 1;
            String id = changed.accountIds().get(i);
            nettedRows.addAll(known.nettedRows().subList(nettedDone, firstOf(id, known.nettedRows())));
            nettedRows.addAll(
                    changed.nettedRows().subList(firstOf(id, changed.nettedRows()), endOf(id, changed.nettedRows())));
            nettedDone = endOf(id, known.nettedRows());
        }
        copyAccounts(known, done, known.accountIds().size());
        nettedRows.addAll(
                known.nettedRows().subList(nettedDone, known.nettedRows().size()));
        LedgerColumns columns = new LedgerColumns(
                changed.currency(),
                changed.scale(),
                offsets,
                days,
                types,
                deltas,
                kinds,
                reasons,
                products,
                changed.columns.texts(),
                false);
        return new RevenueLedger(List.of(ids), columns, List.copyOf(nettedRows));
    }

    private void copyAccounts(RevenueLedger from, int first, int end) {
        LedgerColumns source = from.columns;
        int firstRow = source.offsets()[first];
        int count = source.offsets()[end] - firstRow;
        copy(source.days(), firstRow, days, count);
        copy(source.types(), firstRow, types, count);
        copy(source.deltas(), firstRow, deltas, count);
        copy(source.kinds(), firstRow, kinds, count);
        copy(source.reasons(), firstRow, reasons, count);
        copy(source.products(), firstRow, products, count);
        for (int account = first; account < end; account++) {
            ids[accounts] = from.accountIds().get(account);
            accounts++;
            offsets[accounts] = rows + source.offsets()[account + 1] - firstRow;
        }
        rows += count;
    }

    private void copy(@Nullable Object column, int from, @Nullable Object to, int count) {
        // a column that the source does not have is 0 for all its rows
        if (column != null && to != null) {
            System.arraycopy(column, from, to, rows, count);
        }
    }

    /** Where the rows of an account begin among rows by account. */
    static int firstOf(String accountId, List<RevenueMovement> rows) {
        int from = 0;
        int to = rows.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rows.get(middle).accountId().compareTo(accountId) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /** Where they end. */
    static int endOf(String accountId, List<RevenueMovement> rows) {
        int end = firstOf(accountId, rows);
        while (end < rows.size() && rows.get(end).accountId().equals(accountId)) {
            end++;
        }
        return end;
    }
}
