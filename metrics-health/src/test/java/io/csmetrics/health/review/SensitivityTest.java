package io.csmetrics.health.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalGroup;
import io.csmetrics.health.score.SignalColumns;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SensitivityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static HealthSignal.Builder signal(String id, double weight) {
        return HealthSignal.builder(id, Normaliser.identity()).weight(weight);
    }

    private static final HealthModel MODEL = HealthModel.builder("sensitive", "1")
            .redYellowGreen(50, 75)
            .group("all", 1, signal("logins", 3), signal("nps", 1), signal("seats", 0.01))
            .build();

    private static SignalColumns columns(double[] logins, double[] nps, double[] seats) {
        return SignalColumns.of(List.of("A", "B", "C", "D"))
                .numbers("logins", logins)
                .numbers("nps", nps)
                .numbers("seats", seats)
                .build();
    }

    private static final SignalColumns COLUMNS =
            columns(new double[] {90, 80, 60, 20}, new double[] {90, 55, 10, 80}, new double[] {90, 50, 50, 30});

    private static Sensitivity.Effect effect(Sensitivity sensitivity, String what, double share) {
        return sensitivity.effects().stream()
                .filter(each -> each.what().equals(what) && each.share() == share)
                .findFirst()
                .orElseThrow();
    }

    /**
     * By hand: the scores are 90, 73.7, 47.5 and 35. With the edge of green at 67.5, half a way being no nearer, B becomes green; with the
     * edge of yellow at 45, C becomes yellow. D moves most when logins weigh 20 % more: (3.6 * 20 + 80 + 0.3) / 4.61 = 33.0 and less:
     * (2.4 * 20 + 80 + 0.3) / 3.41 = 37.6, which is 2.6 from 35.0.
     */
    @Test
    void everyNumberOfTheModelIsMoved() {
        Sensitivity sensitivity = Sensitivity.of(MODEL, COLUMNS, NOW);
        assertThat(sensitivity.accounts()).isEqualTo(4);
        assertThat(effect(sensitivity, "band green from 75", -0.1).flips()).isEqualTo(1);
        assertThat(effect(sensitivity, "band yellow from 50", -0.1).flips()).isEqualTo(1);
        assertThat(effect(sensitivity, "band yellow from 50", -0.1).largestMove())
                .isZero();
        assertThat(effect(sensitivity, "weight of logins 3", -0.2).largestMove())
                .isCloseTo(2.6, within(1e-9));
        assertThat(effect(sensitivity, "weight of logins 3", -0.2).aucMove()).isEmpty();
        // 2 bands, 3 * 2 cut points, 3 weights of signals and 1 of the group, each down and up
        assertThat(sensitivity.effects()).hasSize(24);
        // logins that are best from 90: B is (3 * 88.9 + 55 + 0.5) / 4.01 = 80.3, C is 52.5
        assertThat(sensitivity.effects().get(0).what()).isEqualTo("logins best 100");
        assertThat(sensitivity.effects().get(0).flips()).isEqualTo(2);
        assertThat(sensitivity.toString())
                .contains("band green from 75 -10 %: 1 of 4 change band, at most 0.00 points");
    }

    /** By hand: without NPS the scores are 90, 79.9, 60.0 and 20.0: B and C change. Without seats nothing changes. */
    @Test
    void whatChangesNoBandIsDeadWeight() {
        assertThat(Sensitivity.of(MODEL, COLUMNS, NOW).deadWeight()).containsExactly("seats");
    }

    @Test
    void aSignalOfWhichOnlyARuleSpeaksIsNotDead() {
        HealthModel ruled = HealthModel.builder("ruled", "1")
                .redYellowGreen(50, 75)
                .group("all", 1, signal("logins", 3), signal("nps", 1), signal("seats", 0))
                .rule(HealthRule.cap("few-seats", ModelCondition.compare("seats", "lt", 55), 10, "Few seats"))
                .build();
        Sensitivity sensitivity = Sensitivity.of(ruled, COLUMNS, NOW);
        assertThat(sensitivity.deadWeight()).doesNotContain("seats");
        // 55 * 0.9 = 49.5 lets B and C go: B from 10 to 73.8, C from 10 to 47.5
        Sensitivity.Effect limit = effect(sensitivity, "rule few-seats seats < 55", -0.1);
        assertThat(limit.flips()).isEqualTo(1);
        assertThat(limit.largestMove()).isCloseTo(63.8, within(1e-9));
    }

    @Test
    void theLastSignalCannotBeTakenOut() {
        HealthModel one = HealthModel.builder("one", "1")
                .redYellowGreen(50, 75)
                .group("all", 1, signal("logins", 3))
                .build();
        assertThat(Sensitivity.of(one, COLUMNS, NOW).deadWeight()).isEmpty();
    }

    /** By hand: B and D churn. Scores 90, 73.7, 47.5 and 35 rank 3 of 4 pairs rightly; with NPS at 80 % more nothing changes. */
    @Test
    void outcomesTellWhatAChangeDoesToTheRanking() {
        boolean[] churned = {false, true, false, true};
        HealthModel even = HealthModel.builder("even", "1")
                .redYellowGreen(50, 75)
                .group("all", 1, signal("logins", 1), signal("nps", 1))
                .build();
        // 50 * logins and NPS: C = 35, D = 50 (churned above kept); with logins at 1.2: C = 37.3, D = 47.3
        Sensitivity sensitivity = Sensitivity.of(even, COLUMNS, NOW, churned);
        assertThat(effect(sensitivity, "weight of logins 1", 0.2).aucMove()).hasValue(0);
        // (90, 67.5, 35, 50): pairs A>B, A>D right, C<B, C<D wrong: 0.5
        HealthModel steep = HealthModel.builder("steep", "1")
                .redYellowGreen(50, 75)
                .group("all", 1, signal("logins", 7), signal("nps", 4))
                .build();
        // C = 45.5... (7 * 60 + 40) / 11 = 41.8, D = (140 + 320) / 11 = 41.8: a tie; with more logins D is below C
        Sensitivity tied = Sensitivity.of(steep, COLUMNS, NOW, churned);
        assertThat(effect(tied, "weight of logins 7", 0.2).aucMove().orElseThrow())
                .isCloseTo(0.125, within(1e-12));
        assertThat(effect(tied, "weight of logins 7", -0.2).aucMove().orElseThrow())
                .isCloseTo(-0.125, within(1e-12));
        assertThat(tied.toString()).contains("AUC 0.1250");
        assertThatThrownBy(() -> Sensitivity.of(even, COLUMNS, NOW, new boolean[3]))
                .hasMessage("outcomes of 3 accounts must be those of the 4 accounts of the columns; give one for each");
    }

    @Test
    void theOrderOfTheFileChangesNothing() {
        SignalGroup all = MODEL.groups().get(0);
        HealthModel turned = MODEL.withGroups(
                "1",
                List.of(new SignalGroup(
                        all.id(),
                        all.title(),
                        all.weight(),
                        all.aggregation(),
                        List.of(
                                all.signals().get(2),
                                all.signals().get(1),
                                all.signals().get(0)))));
        assertThat(Sensitivity.of(turned, COLUMNS, NOW)).isEqualTo(Sensitivity.of(MODEL, COLUMNS, NOW));
        BandStability one = BandStability.of(MODEL, COLUMNS, NOW, 50, 20, 7);
        BandStability other = BandStability.of(turned, COLUMNS, NOW, 50, 20, 7);
        for (int row = 0; row < 4; row++) {
            assertThat(other.kept(row)).isEqualTo(one.kept(row));
        }
    }

    /** By hand: 50 can go half way to 75, and 0 of 0 to 100 goes 10. */
    @Test
    void thresholdsKeepTheirOrder() {
        assertThat(Cuts.moved(50, 0.1, List.of(0.0, 50.0, 52.0))).isEqualTo(51);
        assertThat(Cuts.moved(50, -0.1, List.of(0.0, 50.0, 52.0))).isEqualTo(45);
        assertThat(Cuts.moved(0, 0.1, List.of(0.0, 100.0))).isEqualTo(10);
        assertThat(Cuts.moved(-40, -0.1, List.of(-40.0, 10.0))).isEqualTo(-44);
        assertThat(Cuts.moved(0, 0.1, List.of())).isEqualTo(0.1);
    }

    /** A and D are far from every edge; B at 73.7 and C at 47.5 are near ones, and lie on both sides of them as NPS weighs more or less. */
    @Test
    void accountsNearAnEdgeKeepTheirBandLessOften() {
        BandStability stability = BandStability.of(MODEL, COLUMNS, NOW, 400, 50, 42);
        assertThat(stability.accountIds()).containsExactly("A", "B", "C", "D");
        assertThat(stability.draws()).isEqualTo(400);
        assertThat(stability.kept(0)).isEqualTo(1);
        assertThat(stability.kept(3)).isGreaterThan(0.95);
        assertThat(stability.kept(1)).isBetween(0.4, 0.9);
        assertThat(stability.kept(2)).isBetween(0.4, 0.9);
        assertThat(stability.below(0.9)).isEqualTo(2);
        assertThat(BandStability.of(MODEL, COLUMNS, NOW, 400, 50, 42).kept(1)).isEqualTo(stability.kept(1));
        assertThat(BandStability.of(MODEL, COLUMNS, NOW, 100, 1e6, 42).below(1)).isZero();
    }

    @Test
    void drawsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> BandStability.of(MODEL, COLUMNS, NOW, 0, 50, 1))
                .hasMessage("draws 0 must be 1 to 1000000");
        assertThatThrownBy(() -> BandStability.of(MODEL, COLUMNS, NOW, 10, 0, 1))
                .hasMessage("concentration 0.0 must be above 0 and finite");
    }
}
