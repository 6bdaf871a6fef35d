package io.csmetrics.health.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.data.CustomerData;
import io.csmetrics.health.io.HealthModelJson;
import io.csmetrics.health.measure.HealthScores;
import io.csmetrics.health.measure.KpiSignals;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.InvalidModelException;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scores and KPIs feed each other: a model looks at KPIs of each account, and its scores are at home in sheets. */
final class HealthScoresTest {
    private static final Instant END = Instant.parse("2025-02-01T00:00:00Z");

    /** A pays, has seats, engagement, tickets and an executive; B pays only. */
    private static Book book() {
        return Book.empty()
                .seats("A", 4)
                .moved("A", "2024-06-01", Type.NEW, "100")
                .moved("B", "2024-06-01", Type.NEW, "100")
                .event("A", "login", "2025-01-10", "u1")
                .event("A", "login", "2025-01-20", "u2")
                .event("A", "payment", "2025-01-05", "", "status", "on-time")
                .event("A", "meeting", "2025-01-15", "u1", "level", "executive")
                .rated("A", "2025-01-10", "u1", "8", "influence", "3")
                .answered("A", "2025-01-12", "u1", "9")
                .ticket("t1", "A", "2025-01-30", "");
    }

    private static HealthModel.Builder model(String id, SignalSource source) {
        return HealthModel.builder(id, "1")
                .redYellowGreen(40, 70)
                .group(
                        "g",
                        1,
                        HealthSignal.builder("s", new Normaliser.Linear(0, 5)).source(source));
    }

    private static SignalSource kpi(String key, String window, String... params) {
        TreeMap<String, String> named = new TreeMap<>();
        for (int i = 0; i < params.length; i += 2) {
            named.put(params[i], params[i + 1]);
        }
        return new SignalSource.Kpi(key, named, Duration.parse(window));
    }

    @Test
    void theHealthScoreOfAnAccountIsWorkedOutFromItsRecords() {
        CustomerData data = StarterModels.scores().addTo(book().data(), List.of(END));
        // utilisation 2/4 -> 50 x .25, relationship 80 x .15, satisfaction 90 x .15, tickets 1 -> 80 x .15, payments
        // 100 x .10,
        // executive touches 1 of 3 -> 33.3 x .10; without feature breadth the weights are .90
        double expected = (50 * .25 + 80 * .15 + 90 * .15 + 80 * .15 + 100 * .10 + 100.0 / 3 * .10) / .90;
        BigDecimal score = data.values().stream()
                .filter(value -> value.accountId().equals("A") && value.key().equals("customer-health-score"))
                .findFirst()
                .orElseThrow()
                .value();
        assertThat(score.doubleValue()).isCloseTo(expected, within(0.05));
        KpiResult kpi = HealthKpis.CUSTOMER_HEALTH_SCORE.measure(data, Book.JANUARY);
        assertThat(kpi.value()).contains(score);
    }

    @Test
    void theRiskLooksAtTheHealthThatWasScoredFirst() {
        CustomerData data = StarterModels.scores().addTo(book().data(), List.of(END));
        double health = value(data, "A", "customer-health-score");
        double risk = value(data, "A", "churn-risk-score");
        // deficit 100 - health x .35, no downgrade 0 x .15, 1 ticket of 5 -> 20 x .10, of .60 of the weight (no usage
        // before, no sentiment,
        // no contract)
        double expected = ((100 - health) * .35 + 0 + 20 * .10) / .60;
        assertThat(risk).isCloseTo(expected, within(0.05));
    }

    private static double value(CustomerData data, String account, String key) {
        return data.values().stream()
                .filter(value ->
                        value.accountId().equals(account) && value.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value()
                .doubleValue();
    }

    @Test
    void whatHappensAtOrAfterTheInstantChangesNothing() {
        List<Instant> asOf = List.of(END);
        CustomerData before = StarterModels.scores().addTo(book().data(), asOf);
        Book later = book().ticket("t2", "A", "2025-02-01", "")
                .event("A", "login", "2025-02-01", "u9")
                .answered("A", "2025-02-02", "u1", "0");
        CustomerData after = StarterModels.scores().addTo(later.data(), asOf);
        assertThat(after.values()).isEqualTo(before.values());
    }

    @Test
    void severalInstantsAtOnceAreEachByItself() {
        Instant half = Instant.parse("2025-01-16T12:00:00Z");
        Instant start = Instant.parse("2025-01-16T00:00:00Z");
        HealthScores scores = StarterModels.scores();
        CustomerData data = book().data();
        CustomerData together = scores.addTo(data, List.of(END, half, start));
        for (Instant instant : List.of(start, half, END)) {
            assertThat(together.values())
                    .containsAll(scores.addTo(data, List.of(instant)).values());
        }
    }

    @Test
    void scoresOfPartsAreThoseOfTheWhole() {
        HealthScores scores =
                HealthScores.of(List.of(model("m", kpi("touches", "P30D")).build()), HealthMeasures.catalog());
        assertThat(scores.addTo(book().data(), List.of(END)).values())
                .containsExactlyInAnyOrderElementsOf(Stream.of("A", "B")
                        .flatMap(account -> scores.addTo(book().only(account).data(), List.of(END)).values().stream())
                        .toList());
    }

    @Test
    void aKpiOfTheCatalogueIsASignalWithItsWindowAndParameters() {
        HealthModel model = model("m", kpi("percent-of-accounts-with-3-plus-activated-users", "P30D", "atLeast", "1"))
                .build();
        assertThatThrownBy(() -> KpiSignals.of(model, HealthMeasures.catalog()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith("$.groups[0].signals[0].params: \"atLeast\" is not a parameter of");
        HealthModel month = model("m", kpi("active-users", "P30D")).build();
        HealthModel week = model("m", kpi("active-users", "P14D")).build();
        assertThat(raw(month)).hasValue(2);
        assertThat(raw(week)).hasValue(1);
    }

    private static OptionalDouble raw(HealthModel model) {
        CustomerData data = book().data();
        SignalColumns none = SignalBook.of(List.of()).columns(model, data.accounts(), END);
        SignalColumns columns = KpiSignals.of(model, HealthMeasures.catalog()).addTo(none, data, END);
        return columns.value("s", 0).isNumber()
                ? OptionalDouble.of(columns.value("s", 0).number())
                : OptionalDouble.empty();
    }

    @Test
    void whatIsHandedInStandsBeforeWhatIsMeasured() {
        HealthModel model = model("m", kpi("touches", "P30D")).build();
        CustomerData data = book().data();
        SignalBook handedIn = SignalBook.of(List.of(SignalObservation.of("B", "s", 5, END)));
        SignalColumns columns = KpiSignals.of(model, HealthMeasures.catalog())
                .addTo(handedIn.columns(model, data.accounts(), END), data, END);
        assertThat(HealthScorer.of(model).explained(columns, END))
                .extracting(score -> score.score().orElse(-1))
                .containsExactly(20.0, 100.0);
    }

    @Test
    void everyUnknownKpiAndParameterIsTold() {
        HealthModel model = HealthModel.builder("m", "1")
                .redYellowGreen(40, 70)
                .group(
                        "g",
                        1,
                        HealthSignal.builder("a", Normaliser.identity()).source(kpi("seat-utilization", "P30D")),
                        HealthSignal.builder("b", Normaliser.identity())
                                .source(kpi("feature-breadth", "P30D", "catalogueSize", "many")),
                        HealthSignal.builder("c", Normaliser.identity())
                                .source(kpi("feature-breadth", "P30D", "catalogSize", "8")))
                .build();
        assertThatThrownBy(() -> KpiSignals.of(model, HealthMeasures.catalog()))
                .hasMessageContaining(
                        "$.groups[0].signals[0].kpi: \"seat-utilization\" is not a KPI that is known; did you mean \"seat-utilisation\"?")
                .hasMessageContaining("$.groups[0].signals[1].params.catalogueSize: ")
                .hasMessageContaining(
                        "$.groups[0].signals[2].params: \"catalogSize\" is not a parameter of feature-breadth; did you mean \"catalogueSize\"?");
    }

    @Test
    void aSettingReachesWhatTheModelLeavesOpen() {
        CustomerData data = book().event("A", "feature-used", "2025-01-10", "u1", "feature", "export")
                .data();
        CustomerData scored = StarterModels.scores()
                .with("catalogueSize", BigDecimal.valueOf(2))
                .addTo(data, List.of(END));
        double without = value(StarterModels.scores().addTo(data, List.of(END)), "A", "customer-health-score");
        // breadth 1 of 2 -> 50, with a weight of .10
        assertThat(value(scored, "A", "customer-health-score")).isCloseTo(without * .90 + 50 * .10, within(0.1));
    }

    @Test
    void anOwnModelTakesThePlaceOfAStarter() {
        HealthModel own = model("customer-health-score", kpi("touches", "P30D")).build();
        CustomerData data = StarterModels.scores().with(own).addTo(book().data(), List.of(END));
        assertThat(value(data, "A", "customer-health-score")).isEqualTo(20);
    }

    @Test
    void modelsMayNotLookAtEachOtherInACircle() {
        HealthScores scores = HealthScores.of(
                List.of(
                        model("customer-health-score", kpi("churn-risk-score", "P30D"))
                                .build(),
                        model("churn-risk-score", kpi("customer-health-score", "P30D"))
                                .build()),
                HealthMeasures.catalog());
        assertThatThrownBy(() -> scores.addTo(book().data(), List.of(END)))
                .hasMessage("models churn-risk-score > customer-health-score > churn-risk-score"
                        + " must not look at each other's scores in a circle; take one of the signals out");
    }

    @Test
    void aStarterModelIsAFileToBeChanged() {
        for (String key : StarterModels.keys()) {
            HealthModel model = StarterModels.of(key);
            assertThat(HealthModelJson.read(HealthModelJson.write(model))).isEqualTo(model);
            assertThat(model.warnings()).as(key).isEmpty();
        }
        assertThatThrownBy(() -> StarterModels.of("health")).hasMessageStartingWith("key \"health\" must be one of");
    }

    @Test
    void aScoreOfAnEarlierInstantIsNotTakenForALaterOne() {
        Instant later = Instant.parse("2025-09-01T00:00:00Z");
        HealthScores scores = HealthScores.of(
                List.of(
                        model("customer-health-score", kpi("nps-answer", "P30D"))
                                .build(),
                        model("second", kpi("customer-health-score", "P30D")).build()),
                HealthMeasures.catalog());
        // the only answer is older than 180 days by September
        assertThat(scores.addTo(book().data(), List.of(END, later)).values())
                .extracting(value -> value.key() + " " + value.at())
                .containsExactlyInAnyOrder(
                        "customer-health-score 2025-01-31T23:59:59.999Z", "second 2025-01-31T23:59:59.999Z");
    }
}
