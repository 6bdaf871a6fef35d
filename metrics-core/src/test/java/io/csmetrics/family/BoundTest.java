package io.csmetrics.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.Books;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BoundTest {
    private static final Param<BigDecimal> LEAST = Param.named("least", Param.Type.NUMBER);
    private static final Param<Duration> BACK = Param.named("back", Param.Type.DURATION);
    private static final Param<BigDecimal> FACTOR = Param.named("factor", Param.Type.NUMBER);

    /** Parameters deep in lists, records and maps. */
    private static final Family NESTED = new Only(
            AccountFilter.whereSet("owner"),
            Derived.of(
                    "factor * a / b",
                    Map.of(
                            "a",
                            Share.of(Population.responses(SurveyResponse.CSAT))
                                    .where(Condition.any(
                                            Condition.not(new Condition.Field("score", Comparison.BELOW, LEAST)))),
                            "b",
                            new Reference(
                                    "other",
                                    KpiUnit.PERCENT,
                                    Direction.HIGHER,
                                    Share.of(Population.customersAt(Moment.START))
                                            .where(Condition.did(Selector.response(), Scope.lookback(BACK))))),
                    "factor",
                    FACTOR));

    @Test
    void parametersAreFoundHoweverDeep() {
        assertThat(Bound.parameters(NESTED))
                .containsExactly(
                        Map.entry("back", Param.Type.DURATION),
                        Map.entry("factor", Param.Type.NUMBER),
                        Map.entry("least", Param.Type.NUMBER));
        assertThat(Bound.parameters(Ledger.sum(RevenueTerm.OPEN))).isEmpty();
    }

    @Test
    void missingParametersAreToldAllAtOnce() {
        Bound bound = NESTED.bind(Map.of("least", BigDecimal.ONE));
        assertThat(bound.missing()).containsExactly("back", "factor");
        assertThat(Bound.parameters(bound.formula())).containsOnlyKeys("back", "factor");
    }

    @Test
    void boundFormulasThatDifferInANameOnlyAreEqual() {
        Map<String, java.io.Serializable> values =
                Map.of("least", new BigDecimal("3.0"), "back", Duration.ofDays(9), "factor", BigDecimal.TEN);
        Bound bound = NESTED.bind(values);
        assertThat(bound.missing()).isEmpty();
        Family renamed = Share.of(Population.customersAt(Moment.START))
                .where(Condition.did(Selector.response(), Scope.lookback(Param.named("other", Param.Type.DURATION))));
        assertThat(renamed.bind(Map.of("other", Duration.ofDays(9))).formula())
                .isEqualTo(Share.of(Population.customersAt(Moment.START))
                        .where(Condition.did(
                                Selector.response(),
                                Scope.lookback(Param.of(Param.Type.DURATION, Duration.ofDays(9))))));
        assertThat(NESTED.bind(
                        Map.of("least", new BigDecimal("3"), "back", Duration.ofDays(9), "factor", BigDecimal.TEN)))
                .isEqualTo(bound);
    }

    @Test
    void aFormulaWithoutParametersStaysTheSame() {
        Family formula = Ledger.sum(RevenueTerm.OPEN);
        assertThat(formula.bind(Map.of("unused", BigDecimal.ONE)).formula()).isSameAs(formula);
    }

    @Test
    void aValueMustBeOfTheParametersType() {
        assertThatThrownBy(() -> NESTED.bind(Map.of("least", "three")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parameter \"least\" = three must be a number");
    }

    @Test
    void oneNameIsOfOneType() {
        Family formula = Derived.of(
                "method * a",
                Map.of(
                        "a",
                        Ledger.sum(RevenueTerm.LOST)
                                .by(Param.named("method", Param.Type.METHOD), Param.of(Param.Type.FLAG, false))),
                "method",
                Param.named("method", Param.Type.NUMBER));
        assertThatThrownBy(() -> Bound.parameters(formula))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("parameter \"method\" must not be a (NUMBER|METHOD) in one place "
                        + "and a (NUMBER|METHOD) in another");
    }

    @Test
    void withoutItsParametersNothingIsCounted() {
        Kpi kpi = Kpi.define("nested", "Nested").as(NESTED);
        KpiResult result = kpi.measure(Books.sharedData(), Books.JANUARY);
        assertThat(Measures.text(result))
                .isEqualTo(
                        "UNCONFIGURED: parameters back, factor, least are not set; set them, or give the KPI defaults");
        assertThat(result.evidence().n()).isEmpty();
        KpiResult method = Kpi.define("lost", "Lost")
                .as(Ledger.sum(RevenueTerm.LOST)
                        .by(Param.named("method", Param.Type.METHOD), Param.of(Param.Type.FLAG, false)))
                .with("method", RetentionMethod.FLOW)
                .measure(Books.sharedData(), Books.JANUARY);
        assertThat(Measures.text(method)).isEqualTo("70");
    }
}
