package io.csmetrics.health.catalog;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.EventColumns;
import io.csmetrics.data.Users;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;

/**
 * Days on which users logged in, and active users.
 *
 * @param in when
 */
record LoginDays(Scope in) implements PerAccountCounter {
    @Override
    public Accounts of(Scan scan, Reading reading) {
        long from = scan.from(in, reading);
        long to = scan.to(in, reading);
        long[] users = ActiveUsers.byAccount(scan, ActiveUsers.between(scan, from, to));
        long[] days = scan.data()
                .index()
                .events("login")
                .map(logins -> days(scan, logins, from, to))
                .orElseGet(() -> new long[users.length]);
        return (account, sums) -> {
            sums.add("days", BigDecimal.valueOf(days[account]));
            sums.add("users", BigDecimal.valueOf(users[account]));
        };
    }

    /** Different pairs of user and local date, by account. */
    private static long[] days(Scan scan, EventColumns logins, long from, long to) {
        int first = logins.firstAtOrAfter(from);
        int end = logins.firstAtOrAfter(to);
        long[] pairs = new long[end - first];
        int n = 0;
        for (int i = first; i < end; i++) {
            if (logins.user(i) != Users.NONE) {
                long date = Instant.ofEpochMilli(logins.at(i))
                        .atZone(scan.data().zone())
                        .toLocalDate()
                        .toEpochDay();
                pairs[n++] = ((long) logins.user(i) << Integer.SIZE) | (date & 0xffff_ffffL);
            }
        }
        Arrays.sort(pairs, 0, n);
        long[] days = new long[scan.data().accounts().size()];
        for (int i = 0; i < n; i++) {
            if (i == 0 || pairs[i] != pairs[i - 1]) {
                days[scan.data().index().users().account((int) (pairs[i] >> Integer.SIZE))]++;
            }
        }
        return days;
    }
}
