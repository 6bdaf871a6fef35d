package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Selector;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A formula over some accounts only.
 *
 * @param where which accounts
 * @param of the formula
 */
public record Only(AccountFilter where, Family of) implements Family {
    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        of.needs(reading, only.and(where), out);
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        return of.answer(reading, only.and(where), counts);
    }

    @Override
    public Duration followUp() {
        return of.followUp();
    }

    @Override
    public void reachesAcross(Consumer<Selector.Event> out) {
        of.reachesAcross(out);
    }
}
