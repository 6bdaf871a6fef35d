package io.csmetrics.health.catalog;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.Responses;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Scope;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Days since the last touch, and all accounts. */
record DaysSinceTouch() implements PerAccountCounter {
    static final List<String> TOUCHES = List.of("check-in", "qbr-held", "meeting");

    /** What an account counts with that was never touched. */
    private static final long WITHOUT_TOUCH = 90;

    private static final long NEVER = Long.MIN_VALUE;

    @Override
    public Accounts of(Scan scan, Reading reading) {
        long end = scan.to(Scope.beforeEnd(), reading);
        long[] last = new long[scan.data().accounts().size()];
        Arrays.fill(last, NEVER);
        for (String type : TOUCHES) {
            scan.data().index().events(type).ifPresent(touches -> {
                int known = touches.firstAtOrAfter(end);
                for (int i = 0; i < known; i++) {
                    int account = touches.account(i);
                    if (account != Responses.NONE) {
                        last[account] = Math.max(last[account], touches.at(i));
                    }
                }
            });
        }
        return (account, sums) -> {
            long days = last[account] == NEVER
                    ? WITHOUT_TOUCH
                    : Duration.ofMillis(end - last[account]).toDays();
            sums.add("days", BigDecimal.valueOf(days));
            sums.add("accounts", BigDecimal.ONE);
        };
    }
}
