package io.csmetrics.revenue;

/**
 * For how long accounts had revenue in a stretch of days, and how much: what lifetimes and lifetime values are made of.
 *
 * @param customer on how many days each account had revenue, by index
 * @param unscaledRevenue the monthly revenue of each of its days, added up, in units of {@code 10^-scale} of the ledger
 */
@SuppressWarnings("ArrayRecordComponent") // columns that a counter reads once; never compared
public record AccountDays(long[] customer, long[] unscaledRevenue) {

    static AccountDays of(LedgerColumns columns, long from, long to) {
        int accounts = columns.accounts();
        long[] customer = new long[accounts];
        long[] revenue = new long[accounts];
        for (int account = 0; account < accounts; account++) {
            long balance = 0;
            int end = columns.offsets()[account + 1];
            for (int row = columns.offsets()[account]; row < end; row++) {
                balance += columns.deltas()[row];
                long begins = Math.max(from, columns.days()[row]);
                long ends = Math.min(to, row + 1 < end ? columns.days()[row + 1] : to);
                if (balance > 0 && begins < ends) {
                    customer[account] += ends - begins;
                    revenue[account] = Math.addExact(revenue[account], Math.multiplyExact(balance, ends - begins));
                }
            }
        }
        return new AccountDays(customer, revenue);
    }
}
