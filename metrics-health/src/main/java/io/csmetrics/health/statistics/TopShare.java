package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Proportion;
import java.util.OptionalDouble;

/**
 * The accounts most at risk, and how many of the events they hold.
 *
 * @param top the events among the accounts at the top
 * @param all the events among all accounts
 */
public record TopShare(Proportion top, Proportion all) {

    /**
     * Checks that the top is a part of all.
     *
     * @throws IllegalArgumentException if the top holds more accounts, events or non-events than there are
     */
    public TopShare {
        if (top.hits() > all.hits() || top.n() - top.hits() > all.n() - all.hits()) {
            throw new IllegalArgumentException("top " + top + " must be a part of all " + all);
        }
    }

    /**
     * Returns how much denser the events are at the top. Defined as {@code (top events / top accounts) / (events / accounts)}.
     *
     * @return the lift, at least 0; 1 is no better than chance; empty where there is no event, or the top is empty
     */
    public OptionalDouble lift() {
        return all.hits() == 0 || top.n() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) top.hits() * all.n() / ((double) top.n() * all.hits()));
    }

    /**
     * Returns the share of all events that the top holds. Defined as {@code top events / events}.
     *
     * @return the capture, 0 to 1; empty where there is no event
     */
    public OptionalDouble capture() {
        return new Proportion(top.hits(), all.hits()).rate();
    }
}
