package io.csmetrics.benchmarks;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became, by the end of one day, of the revenue that a segment had at the end of another.
 *
 * @param segment an index into {@link RevenueBook#SEGMENTS}
 * @param from at the end of this day accounts have revenue or not
 * @param to at the end of this day it is added up
 */
record RangeQuery(int segment, LocalDate from, LocalDate to) {
    static final int COUNT = 1_000;

    /** As many are asked of those who scan a book for each. */
    static final int FEW = 20;

    private static final int STREAM_OF_QUERIES = 7000;
    private static final int FIRST_DAYS = 1600;
    private static final int SHORTEST = 30;
    private static final int LENGTHS = 700;

    /** The queries of every book. */
    static List<RangeQuery> all() {
        SplitMix random = new SplitMix(SplitMix.mix(RevenueBook.RANDOM_START + STREAM_OF_QUERIES));
        LocalDate last = RevenueBook.FIRST_DAY.plusMonths(RevenueBook.MONTHS).minusDays(1);
        return Stream.generate(() -> {
                    LocalDate from = RevenueBook.FIRST_DAY.plusDays(random.nextInt(FIRST_DAYS));
                    LocalDate to = from.plusDays(SHORTEST + random.nextInt(LENGTHS));
                    return new RangeQuery(
                            random.nextInt(RevenueBook.SEGMENTS.size()), from, to.isAfter(last) ? last : to);
                })
                .limit(COUNT)
                .toList();
    }
}
