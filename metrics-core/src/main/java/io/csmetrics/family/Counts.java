package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.facts.Facts;
import java.time.ZoneId;
import java.util.function.Function;

/**
 * What was counted for one cell: the facts of each need.
 *
 * @param zone the zone of the data, in which periods begin
 * @param of the facts of a need that the formula had asked for
 */
public record Counts(ZoneId zone, Function<Need, Facts> of) {
    <F extends Facts> F of(Class<F> type, Need need) {
        return Facts.sameType(type, of.apply(need));
    }
}
