package io.csmetrics.cohort.io;

import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.LogRankWeight;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.cohort.survival.SurvivalQuantile;
import io.csmetrics.facts.Segment;
import io.csmetrics.io.CsvLines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Survival curves of groups laid out for reading: a line for each time of an event, and notes that say how the curves were estimated, what
 * their medians are, and whether they differ. Shares have four decimals, rounded half up; exact numbers are in {@link SurvivalJson}.
 *
 * @param heads the heads of the columns; the first is of the group, the others of numbers
 * @param rows the lines, each with a cell for every head
 * @param notes what must be known to read them
 */
public record SurvivalGrid(List<String> heads, List<List<String>> rows, List<String> notes) {
    private static final String ABSENT = "-";

    /** Copies the lists. */
    public SurvivalGrid {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
        notes = List.copyOf(notes);
    }

    /**
     * Lays out curves.
     *
     * @param curves the curves by group; a single one without name is of {@link Segment#NONE}
     * @return the layout
     */
    public static SurvivalGrid of(SortedMap<String, SurvivalCurve> curves) {
        List<List<String>> rows = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        boolean absent = false;
        for (Map.Entry<String, SurvivalCurve> each : curves.entrySet()) {
            String group = group(curves, each.getKey()).orElse("");
            for (SurvivalPoint point : each.getValue().points()) {
                rows.add(row(group, point));
                absent |= point.lower().isEmpty();
            }
            notes.add((group.isEmpty() ? "" : group + ": ") + each.getValue() + "; median "
                    + median(each.getValue().median()));
        }
        if (absent) {
            notes.add("marks: " + ABSENT + " there is none: survival is 0");
        }
        logRank(curves).ifPresent(test -> notes.add("log-rank: " + text(test)));
        return new SurvivalGrid(
                List.of("group", "time", "at risk", "events", "survival", "error", "lower", "upper"), rows, notes);
    }

    /** Returns the name of a group; there is none where nothing is told apart. */
    static Optional<String> group(SortedMap<String, SurvivalCurve> curves, String name) {
        return curves.size() == 1 && name.equals(Segment.NONE) ? Optional.empty() : Optional.of(name);
    }

    /** Returns the test that the groups have one curve; there is none of a single group. */
    static Optional<LogRank> logRank(SortedMap<String, SurvivalCurve> curves) {
        if (curves.size() < 2) {
            return Optional.empty();
        }
        SortedMap<String, Durations> durations = new TreeMap<>();
        curves.forEach((group, curve) -> durations.put(group, curve.durations()));
        return Optional.of(LogRank.of(durations, LogRankWeight.LOG_RANK));
    }

    private static List<String> row(String group, SurvivalPoint point) {
        return List.of(
                group,
                plain(point.time()),
                Integer.toString(point.atRisk()),
                Integer.toString(point.events()),
                share(OptionalDouble.of(point.survival())),
                share(point.standardError()),
                share(point.lower()),
                share(point.upper()));
    }

    private static String median(SurvivalQuantile median) {
        return time(median.time(), "not reached") + " (" + time(median.lower(), "unbounded") + " to "
                + time(median.upper(), "unbounded") + ")";
    }

    private static String time(OptionalDouble time, String otherwise) {
        return time.isPresent() ? plain(time.getAsDouble()) : otherwise;
    }

    private static String text(LogRank test) {
        return test.absence()
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "chi-square %.3f with %d degrees of freedom, p = %s",
                        test.chiSquare().orElseThrow(),
                        test.degreesOfFreedom(),
                        pValue(test.pValue().orElseThrow())));
    }

    private static String pValue(double p) {
        return String.format(Locale.ROOT, p < 0.0001 ? "%.1e" : "%.4f", p);
    }

    private static String share(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : ABSENT;
    }

    private static String plain(double number) {
        return CsvLines.number(BigDecimal.valueOf(number));
    }
}
