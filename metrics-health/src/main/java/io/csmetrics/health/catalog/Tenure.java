package io.csmetrics.health.catalog;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.MovementRows;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;

/** Months since the first revenue of customers, and customers that had revenue. */
record Tenure() implements PerAccountCounter {
    private static final long NEVER = Long.MAX_VALUE;

    @Override
    public Accounts of(Scan scan, Reading reading) {
        LocalDate end = reading.visiblePeriod(scan.data().zone()).endExclusive();
        IntPredicate isCustomer = scan.accountsMeeting(Condition.customerAt(Moment.END), reading);
        MovementRows begun = scan.data().ledger().select(Set.of(Type.NEW, Type.OPENING), Set.of());
        long[] first = new long[scan.data().accounts().size()];
        Arrays.fill(first, NEVER);
        for (int i = 0; i < begun.size(); i++) {
            first[begun.account(i)] = Math.min(first[begun.account(i)], begun.epochDay(i));
        }
        return (account, sums) -> {
            if (isCustomer.test(account) && first[account] < end.toEpochDay()) {
                ReportingPeriod since = ReportingPeriod.of(LocalDate.ofEpochDay(first[account]), end);
                sums.add("months", since.months());
                sums.add("accounts", BigDecimal.ONE);
            }
        };
    }
}
