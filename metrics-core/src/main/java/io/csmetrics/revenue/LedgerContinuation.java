package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * A ledger with more movements: the accounts that these touch are staged and netted again, all others are carried over in blocks. What
 * the ledger had is staged before what is new, so that of two that exclude each other the new one is refused.
 */
final class LedgerContinuation {
    /** The source of findings about movements that the ledger had. */
    private static final String KNOWN = "ledger";

    private final RevenueLedger known;
    private final LedgerColumns columns;
    private final StagedMovements staged;
    private final Findings findings;

    /** Accounts of new movements, by their number among the staged ones. */
    private final BitSet newAccounts = new BitSet();

    private final Set<String> newIds = new HashSet<>();

    LedgerContinuation(RevenueLedger known, StagedMovements staged, Findings findings) {
        this.known = known;
        this.columns = known.columns;
        this.staged = staged;
        this.findings = findings;
        // the texts of its rows keep their numbers
        columns.texts().forEach(staged.texts::number);
    }

    /** Tells movements that will be staged. */
    void announce(Rows<RevenueMovement> newer) {
        for (RevenueMovement movement : newer) {
            newAccounts.set(staged.accounts.number(movement.accountId()));
            movement.id().ifPresent(newIds::add);
        }
    }

    /** Tells movements that will be staged, and have the same numbers of accounts. */
    void announce(StagedMovements newer) {
        int[] rows = newer.rowsByAccount();
        for (int number = 0; number < rows.length; number++) {
            if (rows[number] > 0) {
                newAccounts.set(number);
            }
        }
    }

    /** Stages what touched accounts had, and returns the sum of all gains of the others. */
    long stageTouchedAccounts() {
        BitSet touched = touchedAccounts();
        int source = staged.places.source(KNOWN);
        long gains = gains(0, columns.accounts());
        for (int account = touched.nextSetBit(0); account >= 0; account = touched.nextSetBit(account + 1)) {
            gains -= gains(account, account + 1);
            stage(account, source);
        }
        return gains;
    }

    /** The ledger's accounts that have new movements, or movements with the id of a new one. */
    private BitSet touchedAccounts() {
        BitSet touched = new BitSet();
        newAccounts.stream().forEach(number -> touch(staged.accounts.get(number), touched));
        if (!newIds.isEmpty()) {
            for (RevenueMovement row : known.nettedRows()) {
                if (row.id().filter(newIds::contains).isPresent()) {
                    touch(row.accountId(), touched);
                }
            }
        }
        return touched;
    }

    private void touch(String accountId, BitSet touched) {
        int account = Collections.binarySearch(known.accountIds(), accountId);
        if (account >= 0) {
            touched.set(account);
        }
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
    private void stage(int account, int source) {
        String id = known.accountIds().get(account);
        int number = staged.accounts.number(id);
        List<RevenueMovement> netted = nettedRowsOf(id);
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

    /** The ledger of all that is staged and all accounts that were not touched. */
    RevenueLedger assemble(@Nullable CurrencyUnit currency, int scale, long gainsElsewhere) {
        boolean sameUnits =
                (currency == null || currency.equals(known.currency())) && (scale < 0 || scale == known.scale());
        if (staged.size == 0 && sameUnits) {
            return known;
        }
        RevenueLedger touched = new LedgerAssembly(staged, currency, scale, findings).assemble(gainsElsewhere);
        return new BlockMerge(known, touched).merged();
    }
}
