package io.csmetrics.count;

import io.csmetrics.period.Reading;
import io.csmetrics.select.Population;
import io.csmetrics.select.Unit;

/** The window after something first happened to each user, or to each account. */
final class SinceWindow {
    private final UnitTimeline first;
    private final boolean ofUsers;
    private final long length;

    SinceWindow(Scan scan, Population.Since since, Reading reading) {
        first = scan.timeline(since.after(), since.unit(), reading);
        ofUsers = since.unit().equals(Unit.USER);
        length = since.within() == null ? Long.MAX_VALUE : since.within().get().toMillis();
    }

    /** Whether something cannot be placed at all, because it names no user. */
    boolean isUnplaced(int user) {
        return ofUsers && user < 0;
    }

    boolean has(int account, int user, long at) {
        int unit = ofUsers ? user : account;
        if (unit < 0 || first.start(unit) == first.end(unit)) {
            return false;
        }
        long waited = at - first.at(first.start(unit));
        return waited >= 0 && waited < length;
    }
}
