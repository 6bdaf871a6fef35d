package io.csmetrics.health.backtest;

import io.csmetrics.statistics.SplitMix64;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What is learned from, and what it is judged by. With snapshots of different times: learned from the earlier ones whose outcomes were
 * known by the first of the later ones. Otherwise by account, in folds: each account is judged by what the other folds taught.
 *
 * @param parts the parts; no account at an instant is judged by two of them
 * @param how the way, in words
 */
record HeldOut(List<Part> parts, String how) {
    static final int FOLDS = 5;

    /**
     * A part.
     *
     * @param train what is learned from
     * @param test what it is judged by, not empty
     */
    record Part(List<TestRow> train, List<TestRow> test) {}

    static HeldOut of(TestSet set) {
        List<Instant> instants =
                List.copyOf(new TreeSet<>(set.rows.stream().map(TestRow::asOf).toList()));
        // the last third is judged, or less of it where outcomes were known later
        int tested = Math.max(1, instants.size() / 3);
        for (int first = Math.max(1, instants.size() - tested); first < instants.size(); first++) {
            HeldOut byTime = byTime(set, instants.get(first));
            if (!byTime.parts.get(0).train().isEmpty()) {
                return byTime;
            }
        }
        return byAccount(set);
    }

    private static HeldOut byTime(TestSet set, Instant firstTested) {
        LocalDate day = set.plan.window(firstTested).scoredOn();
        List<TestRow> train = set.rows.stream()
                .filter(row -> !set.plan.window(row.asOf()).endInclusive().isAfter(day))
                .toList();
        List<TestRow> test = set.rows.stream()
                .filter(row -> !row.asOf().isBefore(firstTested))
                .toList();
        return new HeldOut(
                List.of(new Part(train, test)),
                "split by time: learned from the snapshots whose outcomes were known by " + day
                        + ", judged by those from then on");
    }

    private static HeldOut byAccount(TestSet set) {
        int[] folds = set.rows.stream()
                .mapToInt(row -> fold(row.accountId(), set.plan.randomStart()))
                .toArray();
        List<Part> parts = new ArrayList<>();
        for (int fold = 0; fold < FOLDS; fold++) {
            List<TestRow> train = new ArrayList<>();
            List<TestRow> test = new ArrayList<>();
            for (TestRow row : set.rows) {
                (folds[row.index()] == fold ? test : train).add(row);
            }
            if (!test.isEmpty()) {
                parts.add(new Part(train, test));
            }
        }
        return new HeldOut(
                parts,
                "split by account into " + FOLDS + " folds: each account is judged by what the other folds taught");
    }

    /** The same account is in the same fold whatever other accounts there are. */
    private static int fold(String accountId, long randomStart) {
        long hash = randomStart;
        for (int i = 0; i < accountId.length(); i++) {
            hash = new SplitMix64(hash ^ accountId.charAt(i)).nextLong();
        }
        return new SplitMix64(hash).nextInt(FOLDS);
    }

    /** Everything that is judged, by instant and account. */
    List<TestRow> tested() {
        return parts.stream()
                .flatMap(part -> part.test().stream())
                .sorted((a, b) -> Integer.compare(a.index(), b.index()))
                .toList();
    }
}
