package io.csmetrics.health.catalog;

import io.csmetrics.count.Scan;
import io.csmetrics.data.Users;
import java.util.BitSet;
import java.util.List;

/** Who used the product in some time. */
final class ActiveUsers {
    static final List<String> ENGAGEMENT = List.of("login", "session", "feature-used");

    private ActiveUsers() {}

    /** The users with an engagement in {@code [from, to)}, by their codes. */
    static BitSet between(Scan scan, long from, long to) {
        BitSet active = new BitSet();
        for (String type : ENGAGEMENT) {
            scan.data().index().events(type).ifPresent(events -> {
                int end = events.firstAtOrAfter(to);
                for (int i = events.firstAtOrAfter(from); i < end; i++) {
                    if (events.user(i) != Users.NONE) {
                        active.set(events.user(i));
                    }
                }
            });
        }
        return active;
    }

    /** How many of some users each account has. */
    static long[] byAccount(Scan scan, BitSet users) {
        long[] counts = new long[scan.data().accounts().size()];
        for (int user = users.nextSetBit(0); user >= 0; user = users.nextSetBit(user + 1)) {
            counts[scan.data().index().users().account(user)]++;
        }
        return counts;
    }
}
