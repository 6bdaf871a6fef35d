package io.csmetrics.cli;

import io.csmetrics.statistics.SplitMix64;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Makes up the two interventions of data/experiment-example, whose true effects are known. The same numbers on every machine. */
final class InterventionPreparation {
    static final LocalDate AS_OF = LocalDate.of(2026, 9, 30);
    static final int HORIZON_DAYS = 90;

    private final SplitMix64 random;

    private InterventionPreparation(long randomStart) {
        random = new SplitMix64(randomStart);
    }

    /**
     * A save play that chance assigned: whether an account was kept for 90 days, and its usage before. The play adds 10 points to the
     * probability of being kept, which is 40 % and a half point for each point of usage.
     */
    static List<String> savePlay() {
        InterventionPreparation play = new InterventionPreparation(20260302);
        List<String> lines = new ArrayList<>(List.of("unit_id,arm,exposed_on,outcome,covariate"));
        for (int i = 1; i <= 1_200; i++) {
            boolean treated = play.random.nextInt(2) == 0;
            LocalDate exposedOn = LocalDate.of(2026, 3, 2).plusDays(play.random.nextInt(150));
            int usage = play.around(50, 15);
            boolean kept = play.random.nextInt(1_000) < 400 + 5 * usage + (treated ? 100 : 0);
            lines.add(String.join(
                    ",",
                    id(i),
                    treated ? "save-play" : "control",
                    exposedOn.toString(),
                    isOver(exposedOn) ? kept ? "1" : "0" : "",
                    Integer.toString(usage)));
        }
        return lines;
    }

    /**
     * Calls to accounts whose weekly logins had just fallen: each account has its own level, about which every week scatters. The calls do
     * nothing at all.
     */
    static List<String> calls() {
        InterventionPreparation calls = new InterventionPreparation(20260601);
        List<String> lines = new ArrayList<>(List.of("unit_id,arm,exposed_on,outcome,pre_1,pre_2,pre_3,pre_4"));
        for (int i = 1; i <= 600; i++) {
            int level = calls.around(40, 8);
            List<Integer> weeks = new ArrayList<>();
            for (int week = 0; week < 5; week++) {
                weeks.add(calls.around(level, 6));
            }
            // in the last week at least 6 logins below the mean of the three before
            boolean fell = 3 * weeks.get(3) <= weeks.get(0) + weeks.get(1) + weeks.get(2) - 18;
            lines.add(String.join(
                    ",",
                    id(i),
                    fell ? "called" : "control",
                    "2026-06-01",
                    weeks.get(4).toString(),
                    weeks.get(0).toString(),
                    weeks.get(1).toString(),
                    weeks.get(2).toString(),
                    weeks.get(3).toString()));
        }
        return lines;
    }

    /** The called accounts alone, with nothing but the week before the call. */
    static List<String> callsAndTheWeekBefore() {
        List<String> lines = new ArrayList<>(List.of("unit_id,arm,exposed_on,outcome,pre_1"));
        for (String line : calls()) {
            List<String> cells = List.of(line.split(",", -1));
            if (cells.get(1).equals("called")) {
                lines.add(String.join(",", cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(7)));
            }
        }
        return lines;
    }

    private static boolean isOver(LocalDate exposedOn) {
        return !exposedOn.plusDays(HORIZON_DAYS - 1L).isAfter(AS_OF);
    }

    private static String id(int number) {
        return String.format("A%04d", number);
    }

    /** A whole number from 0 to 100 about a middle, near to the normal distribution: twelve uniform numbers have a variance of 1. */
    private int around(int middle, int deviation) {
        long sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextInt(1_000_000);
        }
        long value = middle + Math.floorDiv((sum - 6_000_000) * deviation + 500_000, 1_000_000L);
        return (int) Math.max(0, Math.min(100, value));
    }
}
