package io.csmetrics.health.statistics;

import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.SplitMix64;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Draws whole groups again and again, because rows of one group are no independent evidence. */
final class ClusterBootstrap {
    private final int[] groupOfRow;
    private final int groups;

    /** Groups are numbered by name, so that the order of rows does not change what is drawn. */
    ClusterBootstrap(List<String> groupNames) {
        String[] names = groupNames.toArray(String[]::new);
        String[] sorted = Arrays.stream(names).sorted().distinct().toArray(String[]::new);
        groupOfRow = new int[names.length];
        for (int row = 0; row < names.length; row++) {
            groupOfRow[row] = Arrays.binarySearch(sorted, names[row]);
        }
        groups = sorted.length;
    }

    Optional<Interval> area(int[] levelOfRow, int levels, boolean[] happened, int draws, long randomStart) {
        SplitMix64 random = new SplitMix64(randomStart);
        double[] areas = new double[draws];
        int usable = 0;
        for (int draw = 0; draw < draws; draw++) {
            int[] times = new int[groups];
            for (int i = 0; i < groups; i++) {
                times[random.nextInt(groups)]++;
            }
            LevelCounts counts = new LevelCounts(levels);
            for (int row = 0; row < levelOfRow.length; row++) {
                counts.add(levelOfRow[row], happened[row], times[groupOfRow[row]]);
            }
            OptionalDouble area = counts.area();
            if (area.isPresent()) {
                areas[usable++] = area.getAsDouble();
            }
        }
        if (groups < 2 || 2 * usable <= draws) {
            return Optional.empty();
        }
        double[] sorted = Arrays.copyOf(areas, usable);
        Arrays.sort(sorted);
        return Optional.of(new Interval(Columns.quantile(sorted, 0.025), Columns.quantile(sorted, 0.975)));
    }
}
