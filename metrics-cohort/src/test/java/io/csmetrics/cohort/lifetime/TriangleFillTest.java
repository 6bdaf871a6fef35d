package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition.RelativeTo;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.TriangleGrid;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TriangleFillTest {
    private static final Triangle LOGO = RetentionTables.logo(1);

    private static Cell.Projected cell(List<CohortRow> rows, int row, int index) {
        return (Cell.Projected) rows.get(row).cells().get(index);
    }

    @Test
    void theOpenCornerCarriesTheLastKnownShareOn() {
        TriangleFill fill = TriangleFill.of(LOGO.with(Measure.NEVER_LAPSED), RetentionModelKind.BETA_GEOMETRIC);
        List<CohortRow> rows = fill.rows();
        assertThat(rows).extracting(Tables::states).containsExactly("OOOO", "OOOp", "OOpp", "Oppp");
        RetentionModel model = fill.fit().fitted().orElseThrow().model();
        assertThat(cell(rows, 1, 3).rate()).isCloseTo(45 / 60.0 * model.survival(3) / model.survival(2), within(1e-14));
        assertThat(cell(rows, 2, 3).rate()).isCloseTo(70 / 90.0 * model.survival(3) / model.survival(1), within(1e-14));
        assertThat(cell(rows, 3, 2).rate()).isCloseTo(model.survival(2), within(1e-14));
        assertThat(cell(rows, 3, 2).method()).isEqualTo("sbg");
        assertThat(rows.get(0)).isEqualTo(LOGO.with(Measure.NEVER_LAPSED).rows().get(0));
    }

    @Test
    void eachCellTellsWhatTheModelGotWrongOneDiagonalBefore() {
        TriangleFill fill = TriangleFill.of(LOGO, RetentionModelKind.BETA_GEOMETRIC);
        RetentionModel earlier = SimulatedCohorts.fitted(
                        RetentionModelKind.BETA_GEOMETRIC,
                        ActiveCounts.builder()
                                .cohort("a", 100, 80, 70)
                                .cohort("b", 60, 50)
                                .cohort("c", 90)
                                .build())
                .model();
        double expected =
                (70 * earlier.retentionRate(3) + 50 * earlier.retentionRate(2) + 90 * earlier.retentionRate(1))
                        / (64 + 45 + 70);
        assertThat(fill.backtestError().orElseThrow()).isCloseTo(expected - 1, within(1e-12));
        assertThat(cell(fill.rows(), 1, 3).backtestError()).isEqualTo(fill.backtestError());
    }

    /** 69 logos of 100 at index 3 are 64 that never lapsed and 5 that came back. */
    @Test
    void logosGoOnFromTheLogosThatAreThere() {
        Triangle longer = Triangle.of(LOGO.facts(), LOGO.definition());
        TriangleFill fill = TriangleFill.of(longer, RetentionModelKind.GEOMETRIC);
        assertThat(fill.rows()).extracting(Tables::states).containsExactly("OOOO", "OOOp", "OOpp", "Oppp");
        double rate = fill.fit().fitted().orElseThrow().model().retentionRate(1);
        assertThat(cell(fill.rows(), 1, 3).rate()).isCloseTo(0.75 * rate, within(1e-14));
        assertThat(cell(fill.rows(), 1, 3).method()).isEqualTo("geometric");
    }

    @Test
    void relativeToTheIndexBeforeACellIsARetentionRate() {
        Triangle previous = RetentionTables.table(
                Tables.monthly("2026-04-30").relativeTo(RelativeTo.PREVIOUS).build());
        TriangleFill fill = TriangleFill.of(previous, RetentionModelKind.BETA_GEOMETRIC);
        RetentionModel model = fill.fit().fitted().orElseThrow().model();
        assertThat(cell(fill.rows(), 3, 2).rate()).isEqualTo(model.retentionRate(2));
    }

    @Test
    void hiddenRowsStayHiddenAndAveragesStayAsTheyWere() {
        Triangle hiding = RetentionTables.logo(50);
        List<CohortRow> rows =
                TriangleFill.of(hiding, RetentionModelKind.BETA_GEOMETRIC).rows();
        assertThat(rows.get(3)).isEqualTo(hiding.rows().get(3));
        assertThat(Tables.states(rows.get(3))).startsWith("x").doesNotContain("p");
        List<String> lines = TriangleGrid.of(
                        LOGO,
                        TriangleFill.of(LOGO, RetentionModelKind.BETA_GEOMETRIC).rows(),
                        TriangleGrid.Alignment.TRIANGLE)
                .lines();
        assertThat(lines)
                .anyMatch(line -> line.startsWith(
                        "projected: by sbg; the sum of the last known figures it would have missed by "));
        assertThat(averages(lines)).isEqualTo(averages(LOGO.toString().lines().toList()));
    }

    /** The line of the averages, however wide its columns are. */
    private static List<String> averages(List<String> lines) {
        String pooled = lines.stream()
                .filter(line -> line.startsWith("pooled"))
                .findFirst()
                .orElseThrow();
        return List.of(pooled.split(" +", -1));
    }

    @Test
    void withoutAModelNothingIsFilled() {
        Triangle none = RetentionTables.empty(LOGO.definition().index());
        TriangleFill fill = TriangleFill.of(none, RetentionModelKind.BETA_GEOMETRIC);
        assertThat(fill.fit()).isInstanceOf(RetentionFit.Refused.class);
        assertThat(fill.rows()).isEqualTo(none.rows());
        assertThat(fill.backtestError()).isEmpty();
    }

    @Test
    void otherMeasuresAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TriangleFill.of(LOGO.with(Measure.REACTIVATED), RetentionModelKind.BETA_GEOMETRIC))
                .withMessage(
                        "measure reactivated cannot be projected by who stays: revenue also grows and shrinks, and "
                                + "returns are no survival; show never-lapsed or logo, or take the chain-ladder of the table");
    }
}
