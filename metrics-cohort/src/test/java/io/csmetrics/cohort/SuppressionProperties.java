package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Nobody can take shown cells from shown totals and be left with a hidden cell. */
final class SuppressionProperties {
    private static final int LEAST = 5;
    private static final int MONTHS = 7;
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private static Triangle random(long start, RelativeTo relativeTo) {
        Random random = new Random(start);
        RetentionDefinition definition = Tables.monthly("2026-07-31")
                .minCohortSize(LEAST)
                .relativeTo(relativeTo)
                .build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        for (int month = 0; month < MONTHS; month++) {
            if (random.nextInt(5) > 0) {
                int size = 1 + random.nextInt(random.nextBoolean() ? LEAST : 12);
                int[] retained = random.ints(MONTHS - month, 0, size + 1).toArray();
                retained[0] = size;
                Tables.cohort(facts, CohortKey.of(FIRST.plusMonths(month)), size, 0, retained);
            }
        }
        return Triangle.of(facts.build(), definition);
    }

    /**
     * What is shown are sums of what is hidden. The unknowns are the retained units of each hidden cohort at each index, of which those
     * at index 0 are its size; an unknown is told if it is a combination of the sums.
     */
    @Property(tries = 150)
    void noHiddenCellIsACombinationOfShownSums(@ForAll long start, @ForAll RelativeTo relativeTo) {
        Triangle table = random(start, relativeTo);
        List<CohortRow> hidden =
                table.rows().stream().filter(row -> row.size().isEmpty()).toList();
        assertThat(hidden).allMatch(row -> Tables.states(row).matches("x+\\.*"));
        ToIntFunction<CohortRow> length = row -> Tables.states(row).lastIndexOf('x') + 1;
        int unknowns = hidden.size() * MONTHS;
        List<double[]> sums = new ArrayList<>();
        for (CohortAverage average : table.averages()) {
            int k = average.index();
            if (average.value().isPresent() || average.denominator().signum() > 0) {
                double[] above = new double[unknowns];
                double[] below = new double[unknowns];
                for (int row = 0; row < hidden.size(); row++) {
                    if (k < length.applyAsInt(hidden.get(row))) {
                        above[row * MONTHS + k] = 1;
                        below[row * MONTHS + (relativeTo == RelativeTo.PREVIOUS && k > 0 ? k - 1 : 0)] = 1;
                    }
                }
                sums.add(above);
                sums.add(below);
            }
        }
        int rank = rank(sums);
        for (int unknown = 0; unknown < unknowns; unknown++) {
            double[] alone = new double[unknowns];
            alone[unknown] = 1;
            List<double[]> more = new ArrayList<>(sums);
            more.add(alone);
            assertThat(rank(more)).as("unknown %s", unknown).isEqualTo(rank + 1);
        }
    }

    private static int rank(List<double[]> rows) {
        List<double[]> left = new ArrayList<>();
        rows.forEach(row -> left.add(row.clone()));
        int rank = 0;
        for (int column = 0; !left.isEmpty() && column < left.get(0).length; column++) {
            int at = column;
            double[] pivot = left.stream()
                    .filter(row -> Math.abs(row[at]) > 1e-9)
                    .findFirst()
                    .orElse(null);
            if (pivot != null) {
                rank++;
                left.remove(pivot);
                for (double[] row : left) {
                    double factor = row[at] / pivot[at];
                    for (int i = at; i < row.length; i++) {
                        row[i] -= factor * pivot[i];
                    }
                }
            }
        }
        return rank;
    }

    @Property(tries = 50)
    void averagesThatAreShownCountHiddenCohortsToo(@ForAll long start, @ForAll Weighting weighting) {
        Triangle hiding = random(start, RelativeTo.COHORT).with(weighting);
        Triangle open = Triangle.of(
                hiding.facts(), hiding.definition().toBuilder().minCohortSize(1).build());
        for (CohortAverage average : hiding.averages()) {
            CohortAverage all = open.averages().get(average.index());
            assertThat(average.cohorts()).isEqualTo(all.cohorts());
            if (average.value().isPresent()) {
                assertThat(average).isEqualTo(all);
            }
        }
    }
}
