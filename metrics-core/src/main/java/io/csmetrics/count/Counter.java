package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.Reading;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is counted: a value, so that equal counters count once. It knows values only, no names of parameters, and it counts enough for
 * every option that merely divides.
 */
public sealed interface Counter extends Serializable
        permits BridgeCounter,
                RetentionCounter,
                CohortCounter,
                MixCounter,
                MonthlyRetentionCounter,
                UnitCounter,
                SampleCounter,
                DistinctCounter,
                ConversionCounter,
                DurationCounter,
                GapCounter,
                CategoryCounter,
                PairCounter,
                ForecastCounter,
                OpenCounter {

    /**
     * Counts many readings and many cells.
     *
     * @param scan the data
     * @param readings what is read, at least one
     * @param cells where each account is counted
     * @return the facts by index of reading and cell
     */
    Grid count(Scan scan, List<Reading> readings, Cells cells);

    /**
     * Names the numbers that others computed for accounts and that are read here.
     *
     * @param keys takes the keys
     */
    default void accountValues(Consumer<String> keys) {}
}
