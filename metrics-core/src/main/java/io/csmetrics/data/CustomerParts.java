package io.csmetrics.data;

import io.csmetrics.record.AccountValue;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.IntFunction;

/** The parts of a book, each made when it is asked for: its columns are picked from those of the whole, and nothing is checked again. */
final class CustomerParts extends AbstractList<CustomerData> implements RandomAccess {
    private final CustomerData whole;
    private final AccountRanges ranges;
    private final IntFunction<RecordIndex> index;
    private final int[][] values;

    CustomerParts(CustomerData whole, int parts, Set<String> context) {
        this.whole = whole;
        ranges = new AccountRanges(whole.accounts().size(), parts);
        index = whole.index().split(ranges, context);
        List<String> ids = whole.ledger().accountIds();
        values = ranges.rows(
                whole.values().size(),
                i -> Collections.binarySearch(ids, whole.values().get(i).accountId()));
    }

    @Override
    public CustomerData get(int part) {
        Objects.checkIndex(part, ranges.parts());
        if (ranges.parts() == 1) {
            return whole;
        }
        int first = ranges.first(part);
        int end = ranges.first(part + 1);
        List<AccountValue> own = new PickedList<>(whole.values(), values[part]);
        return new CustomerData(
                whole,
                whole.accounts().subList(first, end),
                whole.ledger().accounts(first, end),
                index.apply(part),
                own);
    }

    @Override
    public int size() {
        return ranges.parts();
    }

    /** Some rows of a list, which is not copied. */
    static final class PickedList<T> extends AbstractList<T> implements RandomAccess {
        private final List<T> all;
        private final int[] rows;

        PickedList(List<T> all, int[] rows) {
            this.all = all;
            this.rows = rows;
        }

        @Override
        public T get(int i) {
            return all.get(rows[i]);
        }

        @Override
        public int size() {
            return rows.length;
        }
    }
}
