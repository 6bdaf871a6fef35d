package io.csmetrics.kpi;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/** One number for each account that has one: what health signals read. */
public final class AccountColumn {
    private final List<String> accountIds;
    private final double[] values;
    private final BitSet present;

    private AccountColumn(List<String> accountIds, double[] values, BitSet present) {
        this.accountIds = accountIds;
        this.values = values;
        this.present = present;
    }

    /**
     * Returns the accounts.
     *
     * @return the ids as text in ascending order, also of accounts without a number
     */
    public List<String> accountIds() {
        return accountIds;
    }

    /**
     * Returns the number of an account.
     *
     * @param account the index of the account
     * @return the number as a double, empty where it does not exist
     */
    public OptionalDouble value(int account) {
        Objects.checkIndex(account, values.length);
        return present.get(account) ? OptionalDouble.of(values[account]) : OptionalDouble.empty();
    }

    /**
     * Returns how many accounts have a number.
     *
     * @return the count
     */
    public int count() {
        return present.cardinality();
    }

    /** Fills a column. */
    static final class Builder {
        private final List<String> accountIds;
        private final double[] values;
        private final BitSet present = new BitSet();

        Builder(List<Segment> segments) {
            accountIds = segments.stream()
                    .map(segment -> Optional.ofNullable(segment.attributes().get(Segment.ACCOUNT_ID))
                            .orElseThrow(() -> new IllegalArgumentException("facts of segment " + segment
                                    + " must be of single accounts; collect by Segmentation.byAccount()")))
                    .toList();
            values = new double[accountIds.size()];
        }

        void add(int account, Optional<Quotient> number) {
            number.ifPresent(value -> {
                values[account] = value.doubleValue();
                present.set(account);
            });
        }

        AccountColumn build() {
            return new AccountColumn(accountIds, values, present);
        }
    }
}
