package io.csmetrics.cli.sample;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.period.ReportingPeriod;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a KPI of a simulated book must show, because the book was drawn by it: a rate, a mean, a time. A measured number differs from it by
 * chance only, {@code spread / sqrt(n)} being the standard error.
 *
 * @param key the KPI
 * @param value the number in the KPI's unit: a percent as a fraction, money in major units, a time in milliseconds
 * @param spread the standard deviation of the number of one unit, or a little more; of a share {@code sqrt(p * (1 - p))}
 * @param shown the number as people read it
 * @param meaning what was drawn
 * @param among the accounts of which it holds
 * @param over a period in which it holds of the crm6 book, read on 2024-01-01
 * @param parameters the KPI's parameters that must be set, as text
 */
public record SampleTruth(
        String key,
        double value,
        double spread,
        String shown,
        String meaning,
        AccountFilter among,
        ReportingPeriod over,
        SortedMap<String, String> parameters) {

    /** Copies the parameters. */
    public SampleTruth {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }

    /**
     * Returns the truths.
     *
     * @return the truths by focus area
     */
    public static List<SampleTruth> all() {
        return Truths.ALL;
    }

    /**
     * Returns by how much a measured number may be off by chance alone.
     *
     * @param n how many units were counted, at least 1
     * @return the standard error, {@code spread / sqrt(n)}
     */
    public double standardError(long n) {
        return spread / Math.sqrt((double) n);
    }

    SampleTruth among(AccountFilter accounts) {
        return new SampleTruth(key, value, spread, shown, meaning, accounts, over, parameters);
    }

    SampleTruth over(ReportingPeriod period) {
        return new SampleTruth(key, value, spread, shown, meaning, among, period, parameters);
    }

    SampleTruth with(String parameter, String text) {
        SortedMap<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, text);
        return new SampleTruth(key, value, spread, shown, meaning, among, over, more);
    }
}
