package io.csmetrics.revenue;

import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.joda.money.CurrencyUnit;

/** Writes one account after the other: its days in order, each day netted to one movement that its balance allows. */
final class LedgerNetting {
    private final StagedMovements staged;
    private final Findings findings;
    private final CurrencyUnit unit;
    private final int scale;
    private final int[] days;
    private final byte[] types;
    private final long[] deltas;
    private final byte[] kinds;
    private final int[] reasons;
    private final int[] products;
    private final List<RevenueMovement> nettedRows = new ArrayList<>();

    private int out;
    /** The sum of all gains: no sum that is ever made of this ledger is larger. */
    private long gains;

    private String id = "";
    private long balance;
    private boolean hadRevenue;

    LedgerNetting(StagedMovements staged, CurrencyUnit unit, int scale, int rows, Findings findings) {
        this.staged = staged;
        this.findings = findings;
        this.unit = unit;
        this.scale = scale;
        days = new int[rows];
        types = new byte[rows];
        deltas = new long[rows];
        kinds = new byte[staged.anyKind ? rows : 0];
        reasons = new int[staged.anyReason ? rows : 0];
        products = new int[staged.anyProduct ? rows : 0];
    }

    void account(String accountId, long[] dayAndRow, int from, int to) {
        id = accountId;
        balance = 0;
        hadRevenue = false;
        int begin = from;
        while (begin < to) {
            int end = begin + 1;
            while (end < to && dayAndRow[end] >> 32 == dayAndRow[begin] >> 32) {
                end++;
            }
            int[] rows = new int[end - begin];
            for (int i = begin; i < end; i++) {
                rows[i - begin] = (int) dayAndRow[i];
            }
            oneDay(rows);
            begin = end;
        }
    }

    private void oneDay(int[] rows) {
        int[] moving = rows;
        if (!hadRevenue) {
            int opening = firstOpening(rows);
            if (opening >= 0) {
                if (fits(opening, staged.amount[opening])) {
                    write(opening, staged.amount[opening], Type.OPENING);
                }
                moving = Arrays.stream(rows).filter(row -> row != opening).toArray();
            }
        }
        if (moving.length == 1) {
            single(moving[0]);
        } else if (moving.length > 1) {
            several(moving);
        }
    }

    /** The opening balance of a day: of several the one with the smallest amount, so that row order does not matter. */
    private int firstOpening(int[] rows) {
        int first = -1;
        for (int row : rows) {
            if (staged.type[row] == LedgerColumns.OPENING
                    && (first < 0
                            || staged.amount[row] < staged.amount[first]
                            || (staged.amount[row] == staged.amount[first] && leads(row, first)))) {
                first = row;
            }
        }
        return first;
    }

    private void single(int row) {
        long delta = staged.signed(row);
        if (delta < 0 && balance + delta < 0) {
            findings.add(at(row).belowZero());
            return;
        }
        if (!fits(row, delta)) {
            return;
        }
        Type fitting = LedgerRules.typeOf(balance, balance + delta, hadRevenue);
        if (staged.typeOf(row) != fitting) {
            findings.add(at(row).contradicts(fitting));
        }
        write(row, delta, fitting);
    }

    private void several(int[] rows) {
        long in = 0;
        long taken = 0;
        for (int row : rows) {
            if (staged.type[row] == LedgerColumns.OPENING) {
                findings.add(at(row).contradicts(LedgerRules.typeOfGain(balance, hadRevenue)));
            }
            in += staged.signed(row) > 0 ? staged.amount[row] : 0;
            taken += staged.signed(row) < 0 ? staged.amount[row] : 0;
            if (in < 0 || taken < 0) {
                findings.add(at(row).overflow(scale));
                return;
            }
        }
        long net = in - taken;
        if (net < 0 && balance + net < 0) {
            findings.add(at(rows[0]).dayBelowZero(StagedMovements.shown(unit, net, scale)));
            return;
        }
        int leading = net == 0 ? rows[0] : leading(rows, net);
        if (!fits(leading, net)) {
            return;
        }
        for (int row : rows) {
            nettedRows.add(staged.movement(row, id, unit, scale));
        }
        if (net != 0) {
            write(leading, net, LedgerRules.typeOf(balance, balance + net, hadRevenue));
        }
    }

    /** The row whose kind, reason and product the net takes: the largest in its direction, ties by kind, then as text. */
    private int leading(int[] rows, long net) {
        int best = -1;
        for (int row : rows) {
            if (Long.signum(staged.signed(row)) == Long.signum(net) && (best < 0 || leads(row, best))) {
                best = row;
            }
        }
        return best;
    }

    private boolean leads(int row, int best) {
        if (staged.amount[row] != staged.amount[best]) {
            return staged.amount[row] > staged.amount[best];
        }
        if (kindOrder(row) != kindOrder(best)) {
            return kindOrder(row) < kindOrder(best);
        }
        int byReason = staged.text(staged.reason[row])
                .orElse("")
                .compareTo(staged.text(staged.reason[best]).orElse(""));
        return byReason != 0
                ? byReason < 0
                : staged.text(staged.product[row])
                                .orElse("")
                                .compareTo(staged.text(staged.product[best]).orElse(""))
                        < 0;
    }

    private int kindOrder(int row) {
        return staged.kind[row] == 0 ? Kind.values().length : staged.kind[row] - 1;
    }

    private boolean fits(int row, long delta) {
        boolean fits = delta <= 0 || gains + delta > 0;
        if (!fits) {
            findings.add(at(row).overflow(scale));
        }
        return fits;
    }

    private void write(int row, long delta, Type fitting) {
        gains += Math.max(delta, 0);
        days[out] = staged.day[row];
        types[out] = (byte) fitting.ordinal();
        deltas[out] = delta;
        if (staged.anyKind && (fitting == Type.EXPANSION || fitting == Type.CONTRACTION)) {
            kinds[out] = staged.kind[row];
        }
        if (staged.anyReason) {
            reasons[out] = staged.reason[row];
        }
        if (staged.anyProduct) {
            products[out] = staged.product[row];
        }
        out++;
        balance += delta;
        hadRevenue = true;
    }

    private LedgerRules.Row at(int row) {
        return staged.located(row, id, unit, scale, balance);
    }

    /** How many movements were written. */
    int size() {
        return out;
    }

    List<RevenueMovement> nettedRows() {
        return nettedRows;
    }

    LedgerColumns columns(int[] offsets) {
        return new LedgerColumns(
                unit,
                scale,
                offsets,
                Arrays.copyOf(days, out),
                Arrays.copyOf(types, out),
                Arrays.copyOf(deltas, out),
                staged.anyKind ? Arrays.copyOf(kinds, out) : null,
                staged.anyReason ? Arrays.copyOf(reasons, out) : null,
                staged.anyProduct ? Arrays.copyOf(products, out) : null,
                List.copyOf(staged.texts.values));
    }
}
