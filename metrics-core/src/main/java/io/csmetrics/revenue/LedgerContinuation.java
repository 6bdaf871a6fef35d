package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** A ledger with more movements: the accounts that these touch are staged and netted again, all others are carried over in blocks. */
final class LedgerContinuation {
    /** The source of findings about movements that the ledger had. */
    private static final String KNOWN = "ledger";

    private final RevenueLedger known;
    private final LedgerColumns columns;
    private final StagedMovements staged;
    private final Findings findings;

    private LedgerContinuation(RevenueLedger known, StagedMovements staged, Findings findings) {
        this.known = known;
        this.columns = known.columns;
        this.staged = staged;
        this.findings = findings;
    }

    static RevenueLedger of(
            RevenueLedger known, StagedMovements newer, @Nullable CurrencyUnit currency, int scale, Findings findings) {
        if (newer.size == 0) {
            return known;
        }
        LedgerContinuation continuation = new LedgerContinuation(known, newer, findings);
        long gainsElsewhere = continuation.stageTouchedAccounts();
        RevenueLedger touched = new LedgerAssembly(newer, currency, scale, findings).assemble(gainsElsewhere);
        return new BlockMerge(known, touched).merged();
    }

    /** Stages what touched accounts had, and returns the sum of all gains of the others. */
    private long stageTouchedAccounts() {
        long gains = gains(0, columns.accounts());
        int source = staged.places.source(KNOWN);
        int[] newRows = staged.rowsByAccount();
        for (int number = 0; number < newRows.length; number++) {
            int account = newRows[number] == 0
                    ? -1
                    : Collections.binarySearch(known.accountIds(), staged.accounts.get(number));
            if (account >= 0) {
                gains -= gains(account, account + 1);
                stage(account, number, source);
            }
        }
        return gains;
    }

    private long gains(int from, int to) {
        long gains = 0;
        int end = columns.offsets()[to];
        for (int row = columns.offsets()[from]; row < end; row++) {
            gains += Math.max(columns.deltas()[row], 0);
        }
        return gains;
    }

    /** The rows of an account as they came in: those that were netted stand for the row that their day got. */
    private void stage(int account, int number, int source) {
        List<RevenueMovement> netted = nettedRowsOf(known.accountIds().get(account));
        Set<Integer> nettedDays = new HashSet<>();
        netted.forEach(row -> nettedDays.add((int) row.effectiveOn().toEpochDay()));
        int end = columns.offsets()[account + 1];
        for (int row = columns.offsets()[account]; row < end; row++) {
            if (columns.types()[row] == LedgerColumns.OPENING || !nettedDays.contains(columns.days()[row])) {
                staged.addOf(columns, row, number, source);
            }
        }
        netted.forEach(row -> staged.add(row, number, source, 0, findings));
    }

    private List<RevenueMovement> nettedRowsOf(String accountId) {
        List<RevenueMovement> all = known.nettedRows();
        return all.subList(BlockMerge.firstOf(accountId, all), BlockMerge.endOf(accountId, all));
    }
}
