package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.Trigger.Comparison;
import io.csmetrics.scorecard.Trigger.Firing;
import io.csmetrics.scorecard.Trigger.Outcome;
import io.csmetrics.scorecard.Trigger.Per;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Expected answers are worked out by hand. */
class TriggerTest {
    private static final Kpi CES = OperationsKpis.CUSTOMER_EFFORT_SCORE;

    /** Stands for the score that the health module has. */
    private static final Kpi EXPANSION = Kpi.define("expansion-opportunity-score", "Expansion Opportunity Score")
            .in(KpiUnit.SCORE, Direction.HIGHER)
            .as(CES.formula());

    private static Trigger trigger(Comparison comparison, int periods, String... thresholds) {
        return new Trigger(
                CES.key(),
                Per.OVERALL,
                comparison,
                Arrays.stream(thresholds).map(BigDecimal::new).toList(),
                periods,
                "talk");
    }

    private static Outcome read(Trigger trigger, String... numbers) {
        return trigger.read(Results.series(CES, JANUARY, Segment.overall(), numbers), JANUARY);
    }

    private static boolean fires(Trigger trigger, String... numbers) {
        Outcome outcome = read(trigger, numbers);
        assertThat(outcome.unread()).isEmpty();
        return !outcome.fired().isEmpty();
    }

    @Test
    void effortThatRisesByHalfAPointCallsForOutreach() {
        Outcome outcome = read(Trigger.EFFORT_RISES, "5.5", "5.0");
        Firing fired = outcome.fired().get(0);
        assertThat(fired.playbook()).isEqualTo("CSM outreach");
        assertThat(fired.value()).isEqualTo("5");
        assertThat(fired.previous()).isEqualTo("5.5");
        assertThat(fired.subject()).isEqualTo(Segment.overall());
        assertThat(fired.period()).isEqualTo(JANUARY);
        assertThat(fires(Trigger.EFFORT_RISES, "5.5", "5.01")).isFalse();
        assertThat(fires(Trigger.EFFORT_RISES, "5.0", "5.5")).isFalse();
    }

    @Test
    void anAccountThatBecomesReadyToExpandCallsForTheUpsellPlaybook() {
        List<KpiResult> results = new ArrayList<>();
        String[][] scores = {{"A", "70", "70.5"}, {"B", "71", "80"}, {"C", "60", "70"}, {"D", "-", "90"}};
        for (String[] account : scores) {
            results.addAll(
                    Results.series(EXPANSION, JANUARY, Segment.of("account_id", account[0]), account[1], account[2]));
        }
        results.addAll(Results.series(EXPANSION, JANUARY, Segment.overall(), "50", "90"));
        results.addAll(Results.series(EXPANSION, JANUARY, Segment.of("region", "EMEA"), "50", "90"));
        Outcome outcome = Trigger.READY_TO_EXPAND.read(results, JANUARY);
        assertThat(outcome.fired()).singleElement().satisfies(fired -> {
            assertThat(fired.subject()).isEqualTo(Segment.of("account_id", "A"));
            assertThat(fired.playbook()).isEqualTo("upsell playbook");
        });
        assertThat(outcome.unread()).singleElement().satisfies(unread -> {
            assertThat(unread.subject()).contains(Segment.of("account_id", "D"));
            assertThat(unread.undefined()).contains(UndefinedReason.NO_DATA);
            assertThat(unread.detail()).isEqualTo("no number in [2024-12-01, 2025-01-01): NO_DATA");
        });
    }

    @Test
    void belowAndAboveFireOnceWhenTheRunIsLongEnough() {
        Trigger above = trigger(Comparison.ABOVE, 3, "5");
        assertThat(fires(above, "5", "5.1", "6", "5.1")).isTrue();
        assertThat(fires(above, "5.1", "5.1", "6", "5.1")).isFalse();
        assertThat(fires(above, "5", "5.1", "5", "5.1")).isFalse();
        Trigger below = trigger(Comparison.BELOW, 2, "5");
        assertThat(fires(below, "5", "4.9", "4.8")).isTrue();
        assertThat(fires(below, "4.9", "4.9", "4.8")).isFalse();
        assertThat(fires(below, "6", "4.9", "5")).isFalse();
    }

    @Test
    void aDifferenceIsTakenFromTheNumberSomePeriodsEarlier() {
        Trigger falls = trigger(Comparison.FALLS_BY, 3, "1");
        assertThat(fires(falls, "6", "5.8", "5.4", "5")).isTrue();
        assertThat(fires(falls, "5.9", "7", "7", "5")).isFalse();
        // what lies between the two ends may be missing
        assertThat(fires(falls, "6", "-", "-", "5")).isTrue();
        Trigger rises = trigger(Comparison.RISES_BY, 1, "0.5");
        assertThat(fires(rises, "5", "5.5")).isTrue();
        assertThat(fires(rises, "5", "5.4")).isFalse();
    }

    @Test
    void aBandChangesWhenACutPointIsPassed() {
        Trigger bands = trigger(Comparison.CHANGES_BAND, 1, "40", "70");
        assertThat(fires(bands, "39.9", "40")).isTrue();
        assertThat(fires(bands, "40", "69.9")).isFalse();
        assertThat(fires(bands, "70", "69.9")).isTrue();
        assertThat(fires(bands, "90", "10")).isTrue();
        Trigger slow = trigger(Comparison.CHANGES_BAND, 2, "40", "70");
        assertThat(fires(slow, "80", "60", "50")).isTrue();
        assertThat(fires(slow, "80", "60", "30")).isFalse();
        assertThat(fires(slow, "60", "60", "50")).isFalse();
    }

    @Test
    void aNumberThatDoesNotExistNeverFiresButIsListed() {
        for (Comparison comparison : Comparison.values()) {
            Trigger trigger = trigger(comparison, 1, "5");
            assertThat(read(trigger, "5", "-").fired()).isEmpty();
            assertThat(read(trigger, "5", "-").unread()).hasSize(1);
            assertThat(read(trigger, "-", "1").unread()).hasSize(1);
        }
        assertThat(read(trigger(Comparison.ABOVE, 2, "5"), "4", "-", "6").unread())
                .hasSize(1);
    }

    @Test
    void whatWasNotMeasuredIsListed() {
        assertThat(read(Trigger.EFFORT_RISES, "5").unread()).singleElement().satisfies(unread -> {
            assertThat(unread.undefined()).isEmpty();
            assertThat(unread.detail()).isEqualTo("no number in [2024-12-01, 2025-01-01): not measured");
        });
        Outcome other =
                Trigger.READY_TO_EXPAND.read(Results.series(CES, JANUARY, Segment.overall(), "5", "6"), JANUARY);
        assertThat(other.fired()).isEmpty();
        assertThat(other.unread())
                .containsExactly(new Trigger.Unread(
                        Trigger.READY_TO_EXPAND,
                        Optional.empty(),
                        Optional.empty(),
                        "the results have no expansion-opportunity-score per ACCOUNT; measure it first"));
    }

    @Test
    void segmentsAreReadOneByOne() {
        Trigger trigger =
                new Trigger(CES.key(), Per.SEGMENT, Comparison.BELOW, List.of(new BigDecimal("5")), 1, "look into it");
        List<KpiResult> results = new ArrayList<>();
        results.addAll(Results.series(CES, JANUARY, Segment.of("region", "EMEA"), "5", "4"));
        results.addAll(Results.series(CES, JANUARY, Segment.of("region", "APAC"), "6", "4"));
        results.addAll(Results.series(CES, JANUARY, Segment.overall(), "6", "4"));
        assertThat(trigger.read(results, JANUARY).fired())
                .extracting(Firing::subject)
                .containsExactly(Segment.of("region", "APAC"), Segment.of("region", "EMEA"));
    }

    @Test
    void periodsAreThoseBeforeTheGivenOne() {
        ReportingPeriod week = ReportingPeriod.isoWeek(2025, 10);
        Outcome outcome = Trigger.EFFORT_RISES.read(Results.series(CES, week, Segment.overall(), "6", "5"), week);
        assertThat(outcome.fired()).hasSize(1);
    }

    @Test
    void whatIsNoTriggerIsRefused() {
        assertThatThrownBy(() -> trigger(Comparison.ABOVE, 0, "5"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("periods 0 of the trigger on \"customer-effort-score\" must be 1 to 1000; correct it");
        assertThatThrownBy(() -> trigger(Comparison.ABOVE, 1_001, "5")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trigger(Comparison.ABOVE, 1, "5", "6"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 thresholds of the trigger on \"customer-effort-score\" must be one;"
                        + " ABOVE has no other number of them");
        assertThatThrownBy(() -> trigger(Comparison.CHANGES_BAND, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be one at least");
        assertThatThrownBy(() -> trigger(Comparison.CHANGES_BAND, 1, "70", "40"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cut points [70, 40] of the trigger on \"customer-effort-score\" must rise; put them in order");
        assertThatThrownBy(() -> trigger(Comparison.FALLS_BY, 1, "0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold 0 of the trigger on \"customer-effort-score\" must be above 0;"
                        + " FALLS_BY says which way");
        assertThatThrownBy(() -> trigger(Comparison.RISES_BY, 1, "-1")).isInstanceOf(IllegalArgumentException.class);
        List<BigDecimal> one = List.of(BigDecimal.ONE);
        assertThatThrownBy(() -> new Trigger(" ", Per.OVERALL, Comparison.ABOVE, one, 1, "p"))
                .hasMessage("key of a trigger must not be blank; name a KPI");
        assertThatThrownBy(() -> new Trigger("k", Per.OVERALL, Comparison.ABOVE, one, 1, ""))
                .hasMessage("playbook of the trigger on \"k\" must not be blank; name it");
    }
}
