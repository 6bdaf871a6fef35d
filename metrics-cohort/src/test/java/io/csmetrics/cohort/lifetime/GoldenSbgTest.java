package io.csmetrics.cohort.lifetime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Golden;
import io.csmetrics.cohort.inference.Confidence;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The "high end" customers of Fader and Hardie (2007), fitted on years 0 to 7, and the lifetimes of their paper of 2010. */
final class GoldenSbgTest {
    private static final JsonNode GOLDEN = Golden.read("sbg.json");
    private static final JsonNode EXPECTED = GOLDEN.at("/expected/high_end");
    private static final Offset<Double> CURVE =
            within(GOLDEN.at("/tolerance/survival~1retention").asDouble());
    private static final Offset<Double> LIFETIME =
            within(GOLDEN.at("/tolerance/derl").asDouble());
    private static final ActiveCounts ALL = SimulatedCohorts.one(
            StreamSupport.stream(GOLDEN.at("/data/high_end").spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .toArray());
    private static final RetentionFit.Fitted FIT =
            SimulatedCohorts.fitted(RetentionModelKind.BETA_GEOMETRIC, ALL.through(7));

    @Test
    void theMaximumIsThatOfScipy() {
        BetaGeometric model = (BetaGeometric) FIT.model();
        assertThat(model.alpha()).isCloseTo(EXPECTED.at("/alpha").asDouble(), withinPercentage(0.01));
        assertThat(model.beta()).isCloseTo(EXPECTED.at("/beta").asDouble(), withinPercentage(0.01));
        assertThat(FIT.logLikelihood())
                .isCloseTo(
                        EXPECTED.at("/loglik").asDouble(),
                        within(GOLDEN.at("/tolerance/loglik").asDouble()));
        assertThat(model.meanChurn()).isCloseTo(EXPECTED.at("/mean_churn").asDouble(), CURVE);
        assertThat(FIT.diagnostics().converged()).isTrue();
        assertThat(FIT.diagnostics().agreeing()).isEqualTo(3);
        assertThat(FIT.fellBack()).isFalse();
    }

    @Test
    void theMaximumIsThatOfThePaperAndNotItsMisprint() {
        BetaGeometric model = (BetaGeometric) FIT.model();
        JsonNode published = GOLDEN.at("/published/high_end");
        assertThat(model.alpha()).isCloseTo(published.at("/alpha").asDouble(), within(0.0005));
        assertThat(model.beta()).isCloseTo(published.at("/beta").asDouble(), within(0.0005));
        assertThat(FIT.logLikelihood()).isCloseTo(published.at("/loglik").asDouble(), within(0.05));
    }

    @Test
    void survivalAndRetentionAreProjectedToYearTwelve() {
        Projection projection = FIT.project(12, Confidence.PERCENT_95);
        assertThat(projection.periods()).hasSize(13);
        for (Projection.Period period : projection.periods()) {
            int t = period.period();
            double survival = EXPECTED.at("/survival/" + t).asDouble();
            assertThat(period.survival()).isCloseTo(survival, CURVE);
            assertThat(FIT.model().survival(t)).isCloseTo(survival, CURVE);
            if (t == 0) {
                assertThat(period.retentionRate()).isEmpty();
            } else {
                double rate = EXPECTED.at("/retention_rate/" + t).asDouble();
                assertThat(period.retentionRate().orElseThrow()).isCloseTo(rate, CURVE);
                assertThat(FIT.model().retentionRate(t)).isCloseTo(rate, CURVE);
            }
        }
    }

    @Test
    void theBacktestMissesYearTwelveByFourPercent() {
        Backtest backtest =
                SimulatedCohorts.fitted(RetentionModelKind.BETA_GEOMETRIC, ALL).backtest(5);
        assertThat(backtest.fit()).isEqualTo(FIT);
        assertThat(backtest.points()).extracting(Backtest.Point::period).containsExactly(8, 9, 10, 11, 12);
        Backtest.Point last = backtest.points().get(4);
        assertThat(last.actual()).isEqualTo(0.394);
        assertThat(last.projected()).isCloseTo(0.378, within(0.0005));
        assertThat(last.error().orElseThrow()).isCloseTo(-0.04, within(0.005));
    }

    @Test
    void lifetimesAtTenPercentAreThoseOfThePaper() {
        ExpectedLifetimes lifetimes = ExpectedLifetimes.of(FIT, Discounting.at(DiscountRate.perPeriod("0.10")));
        assertThat(lifetimes.fromStart().number().orElseThrow())
                .isCloseTo(
                        EXPECTED.at("/discounted_expected_lifetime_from_t0_d10").asDouble(), LIFETIME)
                .isCloseTo(
                        EXPECTED.get("DEL_closed_form_2F1(1,beta;alpha+beta;1/(1+d))")
                                .asDouble(),
                        LIFETIME);
        JsonNode residual = EXPECTED.at("/derl_d10_n1_to_8");
        assertThat(residual).hasSize(8);
        for (int n = 1; n <= 8; n++) {
            assertThat(lifetimes
                            .residual(n, RenewalTiming.BEFORE_RENEWAL)
                            .number()
                            .orElseThrow())
                    .isCloseTo(residual.get(n - 1).asDouble(), LIFETIME);
        }
    }
}
