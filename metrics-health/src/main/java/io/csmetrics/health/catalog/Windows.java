package io.csmetrics.health.catalog;

import io.csmetrics.select.Param;
import io.csmetrics.select.Scope;
import java.time.Duration;

/** Lengths of time that end with the period. */
final class Windows {
    private Windows() {}

    static Scope trailingDays(int days) {
        return Scope.trailing(Param.of(Param.Type.DURATION, Duration.ofDays(days)));
    }
}
