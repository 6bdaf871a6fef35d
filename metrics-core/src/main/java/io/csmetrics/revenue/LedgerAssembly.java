package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import java.util.BitSet;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Makes a ledger of staged movements: one currency, one scale, by account and day, each day netted. Findings are gathered, never thrown. */
final class LedgerAssembly {
    private final StagedMovements staged;
    private final @Nullable CurrencyUnit declaredCurrency;
    private final int declaredScale;
    private final Findings findings;

    LedgerAssembly(
            StagedMovements staged, @Nullable CurrencyUnit declaredCurrency, int declaredScale, Findings findings) {
        this.staged = staged;
        this.declaredCurrency = declaredCurrency;
        this.declaredScale = declaredScale;
        this.findings = findings;
    }

    /**
     * Assembles the ledger.
     *
     * @param gainsElsewhere the sum of all gains of accounts that are added later: with them, too, sums must fit
     */
    RevenueLedger assemble(long gainsElsewhere) {
        CurrencyUnit unit = theCurrency();
        int scale = declaredScale >= 0 ? declaredScale : largestDecimals(unit);
        MovementsByAccount sorted = new MovementsByAccount(staged, unusable(unit, scale));
        LedgerNetting netting = new LedgerNetting(staged, sorted, unit, scale, gainsElsewhere, findings);
        String[] ids = new String[sorted.accounts.length];
        int[] offsets = new int[ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = staged.accounts.get(sorted.accounts[i]);
            netting.account(sorted.starts[i], sorted.starts[i + 1]);
            offsets[i + 1] = netting.size();
        }
        return new RevenueLedger(List.of(ids), netting.columns(offsets), List.copyOf(netting.nettedRows()));
    }

    /** The one currency: the declared one, else the one that most rows have, of several the first by code. */
    private CurrencyUnit theCurrency() {
        if (declaredCurrency != null) {
            return declaredCurrency;
        }
        long[] rows = new long[staged.currencies.size()];
        for (int row = 0; row < staged.size; row++) {
            rows[staged.currency(row)]++;
        }
        String most = RevenueLedger.NO_CURRENCY.getCode();
        long count = 0;
        for (int number : staged.currencies.ascending()) {
            if (rows[number] > count) {
                most = staged.currencies.get(number);
                count = rows[number];
            }
        }
        return CurrencyUnit.of(most);
    }

    private int largestDecimals(CurrencyUnit unit) {
        int currency = staged.currencies.find(unit.getCode());
        int largest = 0;
        for (int row = 0; row < staged.size; row++) {
            largest = staged.currency(row) == currency ? Math.max(largest, staged.decimals(row)) : largest;
        }
        return largest;
    }

    /** Brings all amounts to one scale, and tells the rows that cannot be used: in another currency, or with amounts that do not fit. */
    private BitSet unusable(CurrencyUnit unit, int scale) {
        BitSet unusable = new BitSet();
        if (declaredScale >= 0 && staged.currencies.size() <= 1) {
            return unusable;
        }
        int currency = staged.currencies.find(unit.getCode());
        for (int row = 0; row < staged.size; row++) {
            if (staged.currency(row) != currency) {
                findings.add(staged.inAnotherCurrency(row, unit));
                unusable.set(row);
            } else if (!staged.rescale(row, scale)) {
                findings.add(staged.located(row, unit, staged.decimals(row), 0).overflow(scale));
                unusable.set(row);
            }
        }
        return unusable;
    }
}
