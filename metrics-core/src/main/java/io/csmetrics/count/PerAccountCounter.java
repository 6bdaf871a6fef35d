package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.SumFacts;
import io.csmetrics.period.Reading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the other counters cannot say: a caller's own sums of each account. Whatever it counts adds up. It cannot be written as JSON.
 *
 * <p>An implementation is a value, best a record: equal ones are counted once. It looks at nothing but the data and what is
 * visible in the reading.
 */
public interface PerAccountCounter extends OpenCounter {

    /** Takes sums by name. */
    @FunctionalInterface
    interface Sums {
        /**
         * Adds to a sum.
         *
         * @param name the name of the sum
         * @param value what is added
         */
        void add(String name, BigDecimal value);
    }

    /** Counts accounts, one at a time. */
    @FunctionalInterface
    interface Accounts {
        /**
         * Counts one account.
         *
         * @param account the index of the account
         * @param sums takes what was counted
         */
        void count(int account, Sums sums);
    }

    /**
     * Prepares one reading: what many accounts need is found here, once, best in one pass over the records.
     *
     * @param scan the data, and what conditions and scopes mean in it
     * @param reading the period, and what was known
     * @return what counts each account
     */
    Accounts of(Scan scan, Reading reading);

    @Override
    default Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<SumFacts>> facts = new ArrayList<>();
        for (Reading reading : readings) {
            List<SortedMap<String, BigDecimal>> sums = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                sums.add(new TreeMap<>());
            }
            Accounts accounts = of(scan, reading);
            for (int account = 0; account < cells.accounts(); account++) {
                if (cells.of(account) != Cells.LEFT_OUT) {
                    SortedMap<String, BigDecimal> own = sums.get(cells.of(account));
                    accounts.count(account, (name, value) -> own.merge(name, value, BigDecimal::add));
                }
            }
            facts.add(sums.stream().map(SumFacts::new).toList());
        }
        return (window, cell) -> facts.get(window).get(cell);
    }
}
