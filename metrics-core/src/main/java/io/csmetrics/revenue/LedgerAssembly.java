package io.csmetrics.revenue;

import com.google.common.math.LongMath;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** Makes a ledger of staged movements: one currency, one scale, by account and day, each day netted. Findings are gathered, never thrown. */
final class LedgerAssembly {
    private final StagedMovements staged;
    private final @Nullable CurrencyUnit declaredCurrency;
    private final int declaredScale;
    private final Findings findings;

    LedgerAssembly(@Nullable CurrencyUnit declaredCurrency, int declaredScale, Findings findings) {
        this.declaredCurrency = declaredCurrency;
        this.declaredScale = declaredScale;
        this.findings = findings;
        staged = new StagedMovements(
                declaredScale >= 0 ? declaredScale : RevenueLedger.LARGEST_UNDECLARED_SCALE, findings);
    }

    void add(RevenueMovement movement, String from, long at) {
        staged.add(movement, from, at);
    }

    RevenueLedger assemble() {
        CurrencyUnit unit = theCurrency();
        int scale = declaredScale >= 0 ? declaredScale : largestDecimals(unit);
        boolean[] kept = rescale(unit, scale);
        String[] ids = staged.accounts.values.toArray(String[]::new);
        Arrays.sort(ids);
        int[] rank = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            rank[staged.accounts.code(ids[i])] = i;
        }
        int[] starts = new int[ids.length + 1];
        for (int row = 0; row < staged.size; row++) {
            if (kept[row]) {
                starts[rank[staged.account[row]] + 1]++;
            }
        }
        for (int i = 0; i < ids.length; i++) {
            starts[i + 1] += starts[i];
        }
        long[] dayAndRow = new long[starts[ids.length]];
        int[] next = Arrays.copyOf(starts, ids.length);
        for (int row = 0; row < staged.size; row++) {
            if (kept[row]) {
                dayAndRow[next[rank[staged.account[row]]]++] = ((long) staged.day[row] << 32) | row;
            }
        }
        LedgerNetting netting = new LedgerNetting(staged, unit, scale, dayAndRow.length, findings);
        int[] offsets = new int[ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            // a long of day and row sorts by day; the row, a tie-break only, never decides a number
            Arrays.sort(dayAndRow, starts[i], starts[i + 1]);
            netting.account(ids[i], dayAndRow, starts[i], starts[i + 1]);
            offsets[i + 1] = netting.size();
        }
        return new RevenueLedger(List.of(ids), netting.columns(offsets), List.copyOf(netting.nettedRows()));
    }

    /** The one currency: the declared one, else the one that most rows have, of several the first by code. */
    private CurrencyUnit theCurrency() {
        if (declaredCurrency != null) {
            return declaredCurrency;
        }
        long[] rows = new long[staged.currencies.values.size()];
        for (int row = 0; row < staged.size; row++) {
            rows[staged.currency[row]]++;
        }
        TreeMap<String, Long> byCode = new TreeMap<>();
        for (int c = 0; c < rows.length; c++) {
            byCode.put(staged.currencies.values.get(c), rows[c]);
        }
        String most = RevenueLedger.NO_CURRENCY.getCode();
        long count = 0;
        for (Map.Entry<String, Long> entry : byCode.entrySet()) {
            if (entry.getValue() > count) {
                most = entry.getKey();
                count = entry.getValue();
            }
        }
        return CurrencyUnit.of(most);
    }

    private boolean isIn(CurrencyUnit unit, int row) {
        return staged.currencies.values.get(staged.currency[row]).equals(unit.getCode());
    }

    private int largestDecimals(CurrencyUnit unit) {
        int largest = 0;
        for (int row = 0; row < staged.size; row++) {
            largest = isIn(unit, row) ? Math.max(largest, staged.decimals[row]) : largest;
        }
        return largest;
    }

    /** Brings all amounts to one scale, and tells which rows can be used: those in the currency whose amounts fit. */
    private boolean[] rescale(CurrencyUnit unit, int scale) {
        boolean[] kept = new boolean[staged.size];
        for (int row = 0; row < staged.size; row++) {
            if (!isIn(unit, row)) {
                findings.add(staged.inAnotherCurrency(row, unit));
                continue;
            }
            try {
                staged.amount[row] =
                        Math.multiplyExact(staged.amount[row], LongMath.checkedPow(10, scale - staged.decimals[row]));
                kept[row] = true;
            } catch (ArithmeticException beyondLong) {
                findings.add(
                        staged.located(row, "", unit, staged.decimals[row], 0).overflow(scale));
            }
        }
        return kept;
    }
}
