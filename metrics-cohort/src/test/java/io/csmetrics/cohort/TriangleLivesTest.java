package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.cohort.survival.Durations;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class TriangleLivesTest {
    private static final CohortKey JULY = CohortKey.of(LocalDate.of(2026, 7, 1));
    private static final CohortKey AUGUST = CohortKey.of(LocalDate.of(2026, 8, 1));

    private static RetentionDefinition.Builder asOf(String day) {
        return RetentionDefinition.builder(ZoneOffset.UTC, LocalDate.parse(day));
    }

    /** Four units of July, of which one is lost in August, and two of August, in the middle of October. */
    private static Triangle table() {
        RetentionDefinition definition = asOf("2026-10-15").build();
        CohortFacts.Builder facts = CohortFacts.builder(definition);
        for (int keptBefore : new int[] {1, 4, 4, 4}) {
            facts.unit(facts.row(JULY), 4, 3);
            facts.add(Tally.NEVER_LAPSED, 0, keptBefore, 1);
        }
        for (int unit = 0; unit < 2; unit++) {
            facts.unit(facts.row(AUGUST), 3, 2);
            facts.add(Tally.NEVER_LAPSED, 0, 3, 1);
        }
        return Triangle.of(facts.build(), definition);
    }

    @Test
    void nobodyIsLostInAnOpenCell() {
        Durations lives = table().durations();
        assertThat(lives.n()).isEqualTo(6);
        assertThat(lives.events()).isEqualTo(1);
        assertThat(lives.atRisk(1)).isEqualTo(6);
        assertThat(lives.atRisk(2)).isEqualTo(3);
        assertThat(lives.atRisk(3)).isZero();
    }

    @Test
    void livesOfSomeCohortsAreFollowedSoFarAsAsked() {
        Durations lives = table().durations(new TreeMap<>(Map.of(JULY, 1, AUGUST, -1)));
        assertThat(lives.n()).isEqualTo(4);
        assertThat(lives.events()).isEqualTo(1);
        assertThat(lives.lastFollowUp()).hasValue(1);
    }

    @Test
    void livesNeedThoseWhoNeverLapsed() {
        RetentionDefinition definition = asOf("2026-10-15").build();
        CohortFacts facts = CohortFacts.builder(definition, EnumSet.of(Measure.LOGO), CurrencyUnit.USD, 2)
                .build();
        assertThatThrownBy(() -> Triangle.of(facts, definition).durations())
                .hasMessage(
                        "measure never-lapsed was not counted; lives are told by those who never lapsed, so count it");
    }

    private static int complete(RetentionDefinition.Builder definition, int begun, int ended) {
        RetentionDefinition built = definition.build();
        CohortFacts.Builder facts = CohortFacts.builder(built);
        facts.unit(facts.row(JULY), begun, ended);
        return Triangle.of(facts.build(), built).completeColumns(JULY);
    }

    @Test
    void anIndexIsCompleteOnceItsWindowHasEndedForTheLastPossibleUnit() {
        assertThat(table().completeColumns(JULY)).isEqualTo(3);
        assertThat(table().completeColumns(AUGUST)).isEqualTo(2);
        assertThat(table().completeColumns(CohortKey.of(LocalDate.of(2026, 6, 1))))
                .isZero();
        // who entered on 1 July has ended three windows of 30 days on 28 September, who enters on the 31st in October
        PeriodIndex rolling = new PeriodIndex.Rolling(30);
        assertThat(complete(asOf("2026-10-27").index(rolling), 4, 3)).isEqualTo(2);
        assertThat(complete(asOf("2026-10-28").index(rolling), 4, 3)).isEqualTo(3);
        assertThat(complete(asOf("2026-07-20").index(new PeriodIndex.Rolling(1)), 20, 20))
                .isZero();
        assertThat(complete(asOf("2026-10-15").index(new PeriodIndex.Renewal()), 3, 2))
                .isEqualTo(2);
    }

    @Test
    void aCohortOfBehaviourFillsUntilItsLastLandmark() {
        RetentionDefinition.Builder by =
                asOf("2026-08-10").index(new PeriodIndex.Rolling(1)).split(new CohortSplit.Behaviour("invite", 1, 14));
        assertThat(complete(by, 20, 20)).isZero();
        assertThat(complete(by.asOf(LocalDate.of(2026, 8, 14)), 20, 20)).isEqualTo(1);
    }
}
