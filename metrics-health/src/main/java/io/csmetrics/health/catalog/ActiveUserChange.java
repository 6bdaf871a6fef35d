package io.csmetrics.health.catalog;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Scope;
import java.math.BigDecimal;

/**
 * Active users now and before.
 *
 * @param now when now is
 * @param both when now or before is; before is the rest
 */
record ActiveUserChange(Scope now, Scope both) implements PerAccountCounter {
    @Override
    public Accounts of(Scan scan, Reading reading) {
        long middle = scan.from(now, reading);
        long[] active = ActiveUsers.byAccount(scan, ActiveUsers.between(scan, middle, scan.to(now, reading)));
        long[] earlier = ActiveUsers.byAccount(scan, ActiveUsers.between(scan, scan.from(both, reading), middle));
        return (account, sums) -> {
            sums.add("now", BigDecimal.valueOf(active[account]));
            sums.add("before", BigDecimal.valueOf(earlier[account]));
        };
    }
}
