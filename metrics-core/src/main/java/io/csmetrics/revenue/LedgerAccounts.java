package io.csmetrics.revenue;

import io.csmetrics.record.RevenueMovement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The same columns among more accounts, or fewer: only where each account's rows begin is made anew. */
final class LedgerAccounts {
    private LedgerAccounts() {}

    static RevenueLedger among(List<String> ids, RevenueLedger ledger) {
        List<String> known = ledger.accountIds();
        int[] knownOffsets = ledger.columns.offsets();
        int[] offsets = new int[ids.size() + 1];
        offsets[0] = knownOffsets[0];
        int own = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (i > 0 && ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
                throw new IllegalArgumentException("account \"" + ids.get(i) + "\" must not stand after \""
                        + ids.get(i - 1) + "\"; give the accounts in ascending order without duplicates");
            }
            if (own < known.size() && ids.get(i).equals(known.get(own))) {
                own++;
            }
            offsets[i + 1] = knownOffsets[own];
        }
        if (own < known.size()) {
            throw new IllegalArgumentException(
                    "account \"" + known.get(own) + "\" of the ledger must be among the given accounts; add it");
        }
        return new RevenueLedger(List.copyOf(ids), ledger.columns.withOffsets(offsets), ledger.nettedRows());
    }

    static RevenueLedger range(RevenueLedger ledger, int from, int toExclusive) {
        Objects.checkFromToIndex(from, toExclusive, ledger.accountIds().size());
        List<String> ids = ledger.accountIds().subList(from, toExclusive);
        int[] offsets = Arrays.copyOfRange(ledger.columns.offsets(), from, toExclusive + 1);
        return new RevenueLedger(ids, ledger.columns.withOffsets(offsets), nettedRowsOf(ids, ledger.nettedRows()));
    }

    private static List<RevenueMovement> nettedRowsOf(List<String> ids, List<RevenueMovement> all) {
        return ids.isEmpty()
                ? List.of()
                : all.subList(BlockMerge.firstOf(ids.get(0), all), BlockMerge.endOf(ids.get(ids.size() - 1), all));
    }
}
