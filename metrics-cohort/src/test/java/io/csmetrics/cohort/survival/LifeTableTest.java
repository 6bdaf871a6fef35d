package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.survival.LifeTable.Opportunity;
import org.junit.jupiter.api.Test;

final class LifeTableTest {

    @Test
    void eachOpportunityHasItsRateAndTheSurvivalSoFar() {
        LifeTable table = LifeTable.of(new long[] {10, 6}, new long[] {2, 3}, Confidence.PERCENT_95);
        Opportunity first = table.opportunities().get(0);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.renewalRate()).hasValue(0.8);
        // Wilson (1927) for 8 of 10
        assertThat(first.interval().orElseThrow().lower()).isCloseTo(0.490162, within(1e-6));
        assertThat(first.interval().orElseThrow().upper()).isCloseTo(0.943318, within(1e-6));
        Opportunity second = table.opportunities().get(1);
        assertThat(second.survival().orElseThrow()).isCloseTo(0.4, within(1e-15));
        assertThat(second.standardError().orElseThrow()).isCloseTo(0.4 * Math.sqrt(2 / 80.0 + 3 / 18.0), within(1e-15));
    }

    @Test
    void customersAreCountedAtTheOpportunitiesTheyFaced() {
        Durations renewals = Durations.builder()
                .add(1, true)
                .add(0, false)
                .add(2, false)
                .add(3, true)
                .add(1, 3, false)
                .build();
        assertThat(LifeTable.of(renewals, Confidence.PERCENT_95).opportunities())
                .extracting(Opportunity::facing, Opportunity::lost)
                .containsExactly(tuple(3L, 1L), tuple(3L, 0L), tuple(2L, 1L));
    }

    @Test
    void afterAnOpportunityThatNobodyFacedSurvivalIsNotKnown() {
        LifeTable gap = LifeTable.of(new long[] {4, 0, 2}, new long[] {1, 0, 1}, Confidence.PERCENT_95);
        assertThat(gap.opportunities().get(1).renewalRate()).isEmpty();
        assertThat(gap.opportunities().get(1).interval()).isEmpty();
        assertThat(gap.opportunities().get(2).renewalRate()).hasValue(0.5);
        assertThat(gap.opportunities().get(2).survival()).isEmpty();
        assertThat(gap.opportunities().get(2).standardError()).isEmpty();
        LifeTable over = LifeTable.of(new long[] {4, 0}, new long[] {4, 0}, Confidence.PERCENT_95);
        assertThat(over.opportunities().get(1).survival()).hasValue(0);
        assertThat(over.opportunities().get(1).standardError()).isEmpty();
    }

    @Test
    void whatIsNoOpportunityIsRefused() {
        assertThatThrownBy(() -> LifeTable.of(new long[] {1}, new long[] {2}, Confidence.PERCENT_95))
                .hasMessage(
                        "lost 2 at opportunity 1 must be 0 to the 1 that faced it; count each customer once on both sides");
        assertThatThrownBy(() -> LifeTable.of(new long[] {1}, new long[0], Confidence.PERCENT_95))
                .hasMessage("facing has 1 opportunities and lost 0; give one number of each for each opportunity");
        refused(Durations.builder().add(0, true).build(), "event at 0.0 must be at a whole number from 1 to 10000; ");
        refused(Durations.builder().add(1.5, true).build(), "event at 1.5 must be");
        refused(
                Durations.builder().add(20_000, false).build(),
                "censored duration at 20000.0 must be at a whole number from 0 to 10000; count renewal opportunities");
        assertThat(LifeTable.of(Durations.builder().build(), Confidence.PERCENT_95)
                        .opportunities())
                .isEmpty();
    }

    private static void refused(Durations durations, String message) {
        assertThatThrownBy(() -> LifeTable.of(durations, Confidence.PERCENT_95)).hasMessageStartingWith(message);
    }
}
