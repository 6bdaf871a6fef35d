package io.csmetrics.family;

import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Selector;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Another KPI inside a formula; JSON writes its key only.
 *
 * @param key the key of the other KPI
 * @param unit what its number is measured in
 * @param direction which way its number gets better
 * @param of its formula
 */
public record Reference(String key, KpiUnit unit, Direction direction, Family of) implements Family {
    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        of.needs(reading, only, out);
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        return of.answer(reading, only, counts);
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
