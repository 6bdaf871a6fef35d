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
    /**
     * Returns the facts of a need.
     *
     * @param <F> the type of the facts
     * @param type the type of the facts
     * @param need a need that the formula had asked for
     * @return the facts
     * @throws IllegalArgumentException if they are of another type
     */
    public <F extends Facts> F of(Class<F> type, Need need) {
        return Facts.sameType(type, of.apply(need));
    }
}
