package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.select.Unit;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * The occurrences of a selector by unit, each unit's in order of time. The occurrences of unit {@code u} are {@code start(u)} to
 * {@code end(u)}.
 */
final class UnitTimeline {
    private final int[] offsets;
    private final long[] at;
    private final int[] id;
    private final int[] account;
    private final int[] text;
    private final int[] unitOf;
    private final int[] byTime;

    /**
     * @param codes gives the unit of what an id matches
     * @param distinct the text of which different values are told apart; empty for none
     * @param texts gives codes to its values
     */
    UnitTimeline(Occurrences occurrences, Unit unit, Scan.Codes codes, String distinct, Scan.Codes texts) {
        Staged staged = new Staged();
        int[] ends = new int[occurrences.parts().size()];
        for (int p = 0; p < ends.length; p++) {
            Occurrences.Part part = occurrences.parts().get(p);
            IntUnaryOperator unitOf = unit.isMatched()
                    ? part.codes(unit.name(), codes)
                    : unit.equals(Unit.USER) ? part::user : part::account;
            IntUnaryOperator textOf = distinct.equals(Unit.USER.name())
                    ? part::user
                    : distinct.isEmpty() ? i -> Coded.NONE : part.codes(distinct, texts);
            for (int i = 0; i < part.size(); i++) {
                int of = part.keeps(i) ? unitOf.applyAsInt(i) : Coded.NONE;
                if (of >= 0) {
                    staged.add(of, part, i, textOf.applyAsInt(i));
                }
            }
            ends[p] = staged.n;
        }
        int n = staged.n;
        int units = 0;
        for (int i = 0; i < n; i++) {
            units = Math.max(units, staged.unit[i] + 1);
        }
        offsets = new int[units + 1];
        for (int i = 0; i < n; i++) {
            offsets[staged.unit[i] + 1]++;
        }
        for (int u = 0; u < units; u++) {
            offsets[u + 1] += offsets[u];
        }
        int[] order = ends.length == 0 ? new int[0] : staged.byTime(ends);
        int[] next = Arrays.copyOf(offsets, units);
        at = new long[n];
        id = new int[n];
        account = new int[n];
        text = new int[distinct.isEmpty() ? 0 : n];
        unitOf = new int[n];
        byTime = new int[n];
        for (int t = 0; t < n; t++) {
            int from = order[t];
            int to = next[staged.unit[from]]++;
            at[to] = staged.at[from];
            id[to] = staged.id[from];
            account[to] = staged.account[from];
            unitOf[to] = staged.unit[from];
            if (text.length > 0) {
                text[to] = staged.text[from];
            }
            byTime[t] = to;
        }
    }

    /** Occurrences in the order of the parts. */
    private static final class Staged {
        private int n;
        private int[] unit = new int[64];
        private long[] at = new long[64];
        private int[] id = new int[64];
        private int[] account = new int[64];
        private int[] text = new int[64];

        void add(int of, Occurrences.Part part, int i, int value) {
            if (n == unit.length) {
                unit = Arrays.copyOf(unit, n * 2);
                at = Arrays.copyOf(at, n * 2);
                id = Arrays.copyOf(id, n * 2);
                account = Arrays.copyOf(account, n * 2);
                text = Arrays.copyOf(text, n * 2);
            }
            unit[n] = of;
            at[n] = part.at(i);
            id[n] = part.id(i);
            account[n] = part.account(i);
            text[n++] = value;
        }

        /**
         * Merges the parts, each of which is in order of time; at one instant the earlier part goes first. There is one part a kind of
         * record or so: looking at the heads of all is quicker than a heap.
         */
        int[] byTime(int[] ends) {
            int[] heads = new int[ends.length];
            System.arraycopy(ends, 0, heads, 1, ends.length - 1);
            int[] order = new int[n];
            for (int place = 0; place < n; place++) {
                int first = -1;
                for (int part = 0; part < heads.length; part++) {
                    if (heads[part] < ends[part] && (first < 0 || at[heads[part]] < at[heads[first]])) {
                        first = part;
                    }
                }
                order[place] = heads[first]++;
            }
            return order;
        }
    }

    int size() {
        return at.length;
    }

    int units() {
        return offsets.length - 1;
    }

    int start(int unit) {
        return unit < units() ? offsets[unit] : 0;
    }

    int end(int unit) {
        return unit < units() ? offsets[unit + 1] : 0;
    }

    long at(int i) {
        return at[i];
    }

    int id(int i) {
        return id[i];
    }

    int account(int i) {
        return account[i];
    }

    /** The code of the text that is told apart, -1 for none. */
    int text(int i) {
        return text[i];
    }

    int unit(int i) {
        return unitOf[i];
    }

    /** The occurrence at a place in order of time, of whatever unit. */
    int byTime(int place) {
        return byTime[place];
    }

    /** The first place in order of time at or after an instant. */
    int placeAtOrAfter(long millis) {
        int low = 0;
        int high = byTime.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[byTime[middle]] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first occurrence of a unit at or after an instant; its {@link #end} if there is none. */
    int firstAtOrAfter(int unit, long millis) {
        int low = start(unit);
        int high = end(unit);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
