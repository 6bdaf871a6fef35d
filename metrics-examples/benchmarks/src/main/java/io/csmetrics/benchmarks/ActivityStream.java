package io.csmetrics.benchmarks;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortAverage;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.source.ActivityCohorts;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A stream of activity that is never held as a whole: events of 60 months in no order go one by one into a table of cohorts. Run it
 * with a small heap, such as {@code -Xmx256m}.
 */
public final class ActivityStream {
    private static final int EVENTS = 10_000_000;
    private static final int CUSTOMERS = 100_000;
    private static final int SHOWN = 13;
    private static final long RANDOM_START = 20200102L;
    private static final Instant FROM =
            RevenueBook.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant TO = RevenueBook.FIRST_DAY
            .plusMonths(RevenueBook.MONTHS)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();

    private ActivityStream() {}

    /**
     * Counts the cohorts of a generated stream, and prints what that took.
     *
     * @param args how age is counted, one of month, rolling, anniversary and exact-24h; without it, month
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Map<String, PeriodIndex> indexes = indexes();
        PeriodIndex index = indexes.get(args.length == 0 ? "month" : args[0]);
        if (index == null || args.length > 1) {
            out.println("usage: java -Xmx256m -cp benchmarks.jar " + ActivityStream.class.getName() + " "
                    + indexes.keySet());
            return;
        }
        long begun = System.nanoTime();
        ActivityCohorts cohorts = cohorts(index, EVENTS, CUSTOMERS);
        double taken = (System.nanoTime() - begun) / 1e9;
        long kept = Memory.usedHeap() >> 20;
        long complete = System.nanoTime();
        Triangle triangle = cohorts.triangle();
        double counted = (System.nanoTime() - complete) / 1e9;
        out.printf(
                Locale.ROOT,
                "definition  %s%ncounted     %s%nevents      %,d of %,d customers, in no order%ntime        %.1f s to take them, %.1f s to count%n"
                        + "heap        %d MB in use when all were taken, of at most %d MB%n",
                triangle.definition(),
                triangle.facts(),
                EVENTS,
                CUSTOMERS,
                taken,
                counted,
                kept,
                Runtime.getRuntime().maxMemory() >> 20);
        List<CohortAverage> averages = triangle.averages();
        for (int i = 0; i < Math.min(SHOWN, averages.size()); i++) {
            CohortAverage average = averages.get(i);
            out.printf(
                    "pooled %2d   %s of %s in %d cohorts%n",
                    i, average.numerator(), average.denominator(), average.cohorts());
        }
    }

    private static Map<String, PeriodIndex> indexes() {
        Map<String, PeriodIndex> indexes = new LinkedHashMap<>();
        indexes.put("month", new PeriodIndex.Calendar(Cadence.MONTHLY));
        indexes.put("rolling", new PeriodIndex.Rolling(30));
        indexes.put("anniversary", new PeriodIndex.Anniversary(1));
        indexes.put("exact-24h", new PeriodIndex.Exact24h());
        return indexes;
    }

    /** Each event is of any customer, at any millisecond from its start, which is any in the 60 months, to their end. */
    static ActivityCohorts cohorts(PeriodIndex index, int events, int customers) {
        ActivityCohorts.Builder cohorts = ActivityCohorts.builder(RetentionDefinition.builder(
                        ZoneOffset.UTC,
                        RevenueBook.FIRST_DAY.plusMonths(RevenueBook.MONTHS).minusDays(1))
                .index(index)
                .build());
        SplitMix random = new SplitMix(SplitMix.mix(RANDOM_START));
        for (int i = 0; i < events; i++) {
            int customer = random.nextInt(customers);
            SplitMix own = new SplitMix(SplitMix.mix(RANDOM_START) + SplitMix.mix(customer));
            long start = FROM.toEpochMilli() + (long) (own.nextUnit() * (TO.toEpochMilli() - FROM.toEpochMilli()));
            long at = start + (long) (random.nextUnit() * (TO.toEpochMilli() - start));
            cohorts.add(AccountIds.TEXTS.of(customer), Instant.ofEpochMilli(at));
        }
        return cohorts.build();
    }
}
