package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.ScorecardCheck.Code;
import io.csmetrics.scorecard.Trigger.Comparison;
import io.csmetrics.scorecard.Trigger.Per;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScorecardTest {
    private static final Kpi LEADING = kpi("leads", Direction.HIGHER, Indicator.LEADING);
    private static final Kpi LAGGING = kpi("lags", Direction.NEUTRAL, Indicator.LAGGING);
    private static final KpiTarget TARGET = KpiTarget.of("leads", BigDecimal.ONE);

    private static Kpi kpi(String key, Direction direction, Indicator indicator) {
        return Kpi.define(key, key)
                .in(KpiUnit.SCORE, direction)
                .read(indicator, Cadence.MONTHLY)
                .as(RetentionKpis.NET_REVENUE_RETENTION.formula());
    }

    private static Trigger trigger(String key) {
        return new Trigger(key, Per.OVERALL, Comparison.BELOW, List.of(BigDecimal.ONE), 1, "talk");
    }

    private static Scorecard.Builder balanced() {
        return Scorecard.builder("all well", Cadence.MONTHLY)
                .keys("leads", "lags")
                .targets(TARGET)
                .triggers(trigger("lags"));
    }

    private static List<ScorecardCheck> checks(Scorecard.Builder scorecard) {
        return scorecard.build().checks(List.of(LEADING, LAGGING));
    }

    @Test
    void aBalancedScorecardWithSomethingToDoHasNothingToSay() {
        assertThat(checks(balanced().northStar("leads"))).isEmpty();
    }

    @Test
    void aKeyWithoutTargetOrTriggerMayBeVanity() {
        Scorecard.Builder scorecard =
                Scorecard.builder("s", Cadence.WEEKLY).keys("leads", "lags").targets(TARGET);
        assertThat(checks(scorecard))
                .containsExactly(new ScorecardCheck(
                        Code.VANITY_CANDIDATE,
                        Optional.of("lags"),
                        "\"lags\" has neither target nor trigger, set one or drop the key"));
    }

    @Test
    void outcomesAloneAndSignsAloneAreTold() {
        assertThat(checks(Scorecard.builder("s", Cadence.WEEKLY).keys("lags").triggers(trigger("lags"))))
                .extracting(ScorecardCheck::code, ScorecardCheck::sentence)
                .containsExactly(tuple(
                        Code.NO_LEADING_INDICATOR,
                        "no KPI leads, so that outcomes come as a surprise, add one that moves before them"));
        assertThat(checks(Scorecard.builder("s", Cadence.WEEKLY).keys("leads").targets(TARGET)))
                .extracting(ScorecardCheck::code)
                .containsExactly(Code.NO_LAGGING_INDICATOR);
    }

    @Test
    void aKeyThatNobodyKnowsIsToldWithTheNearestOne() {
        assertThat(checks(balanced().northStar("leeds")))
                .containsExactly(new ScorecardCheck(
                        Code.UNKNOWN_KEY,
                        Optional.of("leeds"),
                        "KPI \"leeds\" is not among the given ones and is left out, did you mean leads"));
        assertThat(checks(Scorecard.builder("s", Cadence.WEEKLY).keys("quite-another")))
                .extracting(ScorecardCheck::code)
                .containsExactly(
                        Code.UNKNOWN_KEY, Code.NO_LEADING_INDICATOR, Code.NO_LAGGING_INDICATOR, Code.VANITY_CANDIDATE);
    }

    @Test
    void aTargetOfTheWrongFormIsTold() {
        assertThat(checks(balanced().targets(KpiTarget.of("lags", BigDecimal.ONE))))
                .extracting(ScorecardCheck::code, ScorecardCheck::key)
                .containsExactly(tuple(Code.UNFIT_TARGET, Optional.of("lags")));
    }

    @Test
    void theNorthStarShouldLead() {
        assertThat(checks(balanced().northStar("lags")))
                .extracting(ScorecardCheck::code, ScorecardCheck::key)
                .containsExactly(tuple(Code.LAGGING_NORTH_STAR, Optional.of("lags")));
    }

    @Test
    void moreThanFifteenKeysAreAnOverload() {
        List<Kpi> kpis = new ArrayList<>(List.of(LEADING, LAGGING));
        Scorecard.Builder scorecard = balanced();
        for (int i = 2; i < ScorecardCheck.MOST_KEYS; i++) {
            Kpi kpi = kpi("kpi-" + i, Direction.HIGHER, Indicator.LEADING);
            kpis.add(kpi);
            scorecard.keys(kpi.key()).triggers(trigger(kpi.key()));
        }
        assertThat(scorecard.build().checks(kpis)).isEmpty();
        Kpi last = kpi("one-more", Direction.HIGHER, Indicator.LEADING);
        kpis.add(last);
        assertThat(scorecard
                        .keys(last.key())
                        .triggers(trigger(last.key()))
                        .build()
                        .checks(kpis))
                .containsExactly(new ScorecardCheck(
                        Code.OVERLOAD, Optional.empty(), "16 keys are more than the 15 that people follow, drop some"));
    }

    /** Stand-ins with the indicators that the KPI specification's table gives, for health and cohorts too. */
    private static List<Kpi> wholeCatalogue() throws IOException {
        List<Kpi> kpis = new ArrayList<>();
        try (var rows = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofNamedCsvRecord(new InputStreamReader(
                        Objects.requireNonNull(ScorecardTest.class.getResourceAsStream("/golden/kpis.csv")),
                        StandardCharsets.UTF_8))) {
            rows.forEach(row -> kpis.add(kpi(
                    row.getField("key"),
                    Direction.valueOf(row.getField("direction").toUpperCase(Locale.ROOT)),
                    Indicator.valueOf(row.getField("indicator").toUpperCase(Locale.ROOT)))));
        }
        return kpis;
    }

    @Test
    void theUsualScorecardsAreKnownShortAndBalanced() throws IOException {
        List<Kpi> kpis = wholeCatalogue();
        assertThat(kpis).isNotEmpty();
        for (Scorecard scorecard : List.of(Scorecard.weekly(), Scorecard.monthly(), Scorecard.quarterly())) {
            // targets are the reader's own, so that a key without trigger is all that there is to say
            assertThat(scorecard.checks(kpis))
                    .as(scorecard.name())
                    .extracting(ScorecardCheck::code)
                    .containsOnly(Code.VANITY_CANDIDATE);
            assertThat(scorecard.keys()).hasSizeLessThan(ScorecardCheck.MOST_KEYS);
        }
        assertThat(Scorecard.weekly().cadence()).isEqualTo(Cadence.WEEKLY);
        assertThat(Scorecard.monthly().audience()).isEqualTo(Scorecard.LEADERSHIP);
        assertThat(Scorecard.quarterly().audience()).isEqualTo(Scorecard.EXECUTIVE);
        assertThat(Scorecard.weekly().checks(KpiCatalog.standard().kpis()))
                .as("scores come with another module")
                .extracting(ScorecardCheck::key)
                .contains(Optional.of("churn-risk-score"));
    }

    @Test
    void ofSeveralTargetsTheNearestRules() {
        KpiTarget always = TARGET;
        KpiTarget year = KpiTarget.of("leads", new BigDecimal("2")).within(ReportingPeriod.year(2025));
        KpiTarget quarter = KpiTarget.of("leads", new BigDecimal("3")).within(ReportingPeriod.quarter(2025, 1));
        KpiTarget later = KpiTarget.of("leads", new BigDecimal("4"))
                .within(ReportingPeriod.of(
                        JANUARY.start().plusDays(1),
                        JANUARY.endExclusive().plusMonths(2).plusDays(1)));
        KpiTarget small = KpiTarget.of("leads", new BigDecimal("5")).forSegment(Segment.of("size", "S"));
        Scorecard scorecard = Scorecard.builder("s", Cadence.MONTHLY)
                .keys("leads", "lags")
                .targets(always, later, year, quarter, small)
                .build();
        Segment overall = Segment.overall();
        assertThat(scorecard.target("leads", overall, JANUARY)).contains(quarter);
        assertThat(scorecard.target("leads", overall, ReportingPeriod.month(2025, 2)))
                .as("of two of 90 days the later")
                .contains(later);
        assertThat(scorecard.target("leads", overall, ReportingPeriod.month(2025, 5)))
                .contains(year);
        assertThat(scorecard.target("leads", overall, ReportingPeriod.month(2026, 5)))
                .contains(always);
        assertThat(scorecard.target("leads", Segment.of("size", "S"), JANUARY)).contains(small);
        assertThat(scorecard.target("leads", Segment.of("size", "L"), JANUARY)).isEmpty();
        assertThat(scorecard.target("lags", overall, JANUARY)).isEmpty();
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(() -> Scorecard.builder(" ", Cadence.MONTHLY)
                        .audience("")
                        .keys("leads", "leads")
                        .by("region", "region")
                        .targets(TARGET, TARGET, KpiTarget.of("lags", BigDecimal.ONE))
                        .triggers(trigger("leads"), trigger("leads"), trigger("other"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "scorecard \" \": ",
                        "name must not be blank, give it a text",
                        "audience must not be blank, give it a text",
                        "key \"leads\" must stand once, remove the other",
                        "attribute \"region\" must stand once, remove the other",
                        "target \"leads, overall\" must stand once, remove the other",
                        "trigger \"Trigger[key=leads",
                        "target on \"lags\" must be about a key of the scorecard, add it to the keys",
                        "trigger on \"other\" must be about a key of the scorecard, add it to the keys");
        assertThatThrownBy(() -> Scorecard.builder("s", Cadence.MONTHLY).build())
                .hasMessage("scorecard \"s\": keys must not be empty, name at least one KPI");
    }

    @Test
    void aScorecardIsTheStartOfAnother() {
        Scorecard scorecard =
                balanced().northStar("leads").by("region").audience("board").build();
        assertThat(scorecard.toBuilder().build()).isEqualTo(scorecard);
    }
}
