package io.csmetrics.health.catalog;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.Dated;
import io.csmetrics.data.RecordMoment;
import io.csmetrics.data.Timeline;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Ticket;
import io.csmetrics.select.Scope;
import java.math.BigDecimal;

/** Open tickets, and accounts where tickets are kept at all. */
record OpenTickets() implements PerAccountCounter {
    @Override
    public Accounts of(Scan scan, Reading reading) {
        long end = scan.to(Scope.beforeEnd(), reading);
        Dated<Ticket> tickets = scan.data().index().tickets();
        Timeline opened = tickets.by(RecordMoment.OPENED);
        int known = opened.firstAtOrAfter(end);
        long[] open = new long[scan.data().accounts().size()];
        for (int i = 0; i < known; i++) {
            int row = opened.row(i);
            boolean resolved = tickets.get(row)
                    .resolvedAt()
                    .map(at -> at.toEpochMilli() < end)
                    .orElse(false);
            open[tickets.account(row)] += resolved ? 0 : 1;
        }
        return (account, sums) -> {
            sums.add("open", BigDecimal.valueOf(open[account]));
            sums.add("accounts", known > 0 ? BigDecimal.ONE : BigDecimal.ZERO);
        };
    }
}
