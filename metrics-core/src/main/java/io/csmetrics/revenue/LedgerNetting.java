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
    private final MovementsByAccount sorted;
    private final Findings findings;
    private final CurrencyUnit unit;
    private final int scale;
    private final List<RevenueMovement> nettedRows = new ArrayList<>();

    /** Written over the sorted rows from the front: an account never has more movements than it had rows. */
    private int out;
    /** The sum of all gains: no sum that is ever made of this ledger is larger. */
    private long gains;

    private long balance;
    private boolean hadRevenue;

    LedgerNetting(
            StagedMovements staged,
            MovementsByAccount sorted,
            CurrencyUnit unit,
            int scale,
            long gainsElsewhere,
            Findings findings) {
        this.staged = staged;
        this.sorted = sorted;
        this.unit = unit;
        this.scale = scale;
        this.gains = gainsElsewhere;
        this.findings = findings;
    }

    /** Writes the next account, whose sorted rows are given. */
    void account(int from, int to) {
        if (isHistory(from, to)) {
            if (out < from) {
                sorted.move(from, out, to - from);
            }
            out += to - from;
        } else {
            net(rowsByDay(from, to));
        }
    }

    /** Whether rows are what netting would write: one a day, in order of days, each of the type that its balance gives. */
    private boolean isHistory(int from, int to) {
        long before = 0;
        long gained = gains;
        long lastDay = Long.MIN_VALUE;
        for (int at = from; at < to; at++) {
            long delta = sorted.deltas[at];
            long after = before + delta;
            gained += Math.max(delta, 0);
            int fitting = at == from && sorted.types[at] == LedgerColumns.OPENING
                    ? LedgerColumns.OPENING
                    : LedgerRules.typeOf(before, after, at > from).ordinal();
            // a sum that does not fit is below 0, like a balance of which more is taken than there is
            if (sorted.days[at] <= lastDay || after < 0 || gained < 0 || sorted.types[at] != fitting) {
                return false;
            }
            lastDay = sorted.days[at];
            before = after;
        }
        gains = gained;
        return true;
    }

    private int[] rowsByDay(int from, int to) {
        long[] dayAndRow = new long[to - from];
        for (int at = from; at < to; at++) {
            dayAndRow[at - from] = ((long) sorted.days[at] << Integer.SIZE) | sorted.row(at);
        }
        Arrays.sort(dayAndRow);
        return Arrays.stream(dayAndRow).mapToInt(key -> (int) key).toArray();
    }

    private void net(int[] rows) {
        balance = 0;
        hadRevenue = false;
        int begin = 0;
        while (begin < rows.length) {
            int end = begin + 1;
            while (end < rows.length && staged.day(rows[end]) == staged.day(rows[begin])) {
                end++;
            }
            oneDay(rows, begin, end);
            begin = end;
        }
    }

    private void oneDay(int[] rows, int from, int to) {
        int opening = hadRevenue ? -1 : firstOpening(rows, from, to);
        int first = from;
        if (opening >= 0) {
            int row = rows[opening];
            if (fits(row, staged.amount(row))) {
                write(row, staged.amount(row), Type.OPENING);
            }
            // the others keep their order
            System.arraycopy(rows, from, rows, from + 1, opening - from);
            first++;
        }
        if (to - first == 1) {
            single(rows[first]);
        } else if (to > first) {
            several(Arrays.copyOfRange(rows, first, to));
        }
    }

    /** The opening balance of a day: of several the one with the smallest amount, so that row order does not matter. */
    private int firstOpening(int[] rows, int from, int to) {
        int first = -1;
        for (int i = from; i < to; i++) {
            if (staged.type(rows[i]) == Type.OPENING && (first < 0 || opensBefore(rows[i], rows[first]))) {
                first = i;
            }
        }
        return first;
    }

    private boolean opensBefore(int row, int other) {
        long amount = staged.amount(row);
        return amount < staged.amount(other) || (amount == staged.amount(other) && leads(row, other));
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
        if (staged.type(row) != fitting) {
            findings.add(at(row).contradicts(fitting));
        }
        write(row, delta, fitting);
    }

    private void several(int[] rows) {
        long in = 0;
        long taken = 0;
        for (int row : rows) {
            if (staged.type(row) == Type.OPENING) {
                findings.add(at(row).contradicts(LedgerRules.typeOfGain(balance, hadRevenue)));
            }
            in += staged.signed(row) > 0 ? staged.amount(row) : 0;
            taken += staged.signed(row) < 0 ? staged.amount(row) : 0;
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
            nettedRows.add(staged.movement(row, unit, scale));
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
        if (staged.amount(row) != staged.amount(best)) {
            return staged.amount(row) > staged.amount(best);
        }
        if (kindOrder(row) != kindOrder(best)) {
            return kindOrder(row) < kindOrder(best);
        }
        int byReason =
                staged.reason(row).orElse("").compareTo(staged.reason(best).orElse(""));
        return byReason != 0
                ? byReason < 0
                : staged.product(row).orElse("").compareTo(staged.product(best).orElse("")) < 0;
    }

    private int kindOrder(int row) {
        return staged.kind(row) == 0 ? Kind.values().length : staged.kind(row) - 1;
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
        sorted.days[out] = staged.day(row);
        sorted.types[out] = (byte) fitting.ordinal();
        sorted.deltas[out] = delta;
        if (sorted.kinds != null) {
            boolean hasKind = fitting == Type.EXPANSION || fitting == Type.CONTRACTION;
            sorted.kinds[out] = hasKind ? (byte) staged.kind(row) : 0;
        }
        if (sorted.reasons != null) {
            sorted.reasons[out] = staged.reasonNumber(row);
        }
        if (sorted.products != null) {
            sorted.products[out] = staged.productNumber(row);
        }
        out++;
        balance += delta;
        hadRevenue = true;
    }

    private LedgerRules.Row at(int row) {
        return staged.located(row, unit, scale, balance);
    }

    /** How many movements were written. */
    int size() {
        return out;
    }

    List<RevenueMovement> nettedRows() {
        return nettedRows;
    }

    LedgerColumns columns(int[] offsets) {
        sorted.forgetRows();
        return new LedgerColumns(
                unit,
                scale,
                offsets,
                out == sorted.days.length ? sorted.days : Arrays.copyOf(sorted.days, out),
                out == sorted.days.length ? sorted.types : Arrays.copyOf(sorted.types, out),
                out == sorted.days.length ? sorted.deltas : Arrays.copyOf(sorted.deltas, out),
                sorted.kinds == null ? null : Arrays.copyOf(sorted.kinds, out),
                sorted.reasons == null ? null : Arrays.copyOf(sorted.reasons, out),
                sorted.products == null ? null : Arrays.copyOf(sorted.products, out),
                staged.texts.toList(),
                false);
    }
}
