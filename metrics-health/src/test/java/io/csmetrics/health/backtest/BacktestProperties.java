package io.csmetrics.health.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.record.Account;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class BacktestProperties {

    /** An account; scores are coarse, so that many are tied. */
    record Row(String id, double score, Fate fate, double probability) {}

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<Integer> score = Arbitraries.integers().between(0, 20);
        Arbitrary<Fate> fate = Arbitraries.of(Fate.CHURNED, Fate.STAYED, Fate.STAYED, Fate.CENSORED);
        return Combinators.combine(score, fate, Arbitraries.integers().between(0, 10))
                .as((five, what, tenths) -> new Row("", 5.0 * five, what, tenths / 10.0))
                .list()
                .ofMaxSize(60)
                .map(rows -> {
                    List<Row> named = new ArrayList<>();
                    for (Row row : rows) {
                        named.add(new Row("A" + named.size(), row.score, row.fate, row.probability));
                    }
                    return named;
                });
    }

    private static Backtest backtest(HealthModel model, List<Row> rows, DoubleUnaryOperator change) {
        Snapshot snapshot = new Snapshot(
                Optional.of(model),
                SignalColumns.of(rows.stream().map(Row::id).toList())
                        .numbers(
                                "value",
                                rows.stream()
                                        .mapToDouble(Row::score)
                                        .map(change)
                                        .toArray())
                        .build(),
                Scored.AS_OF);
        List<Outcome> outcomes = rows.stream()
                .map(row -> Outcome.of(row.id, row.fate)
                        .withProbability(row.probability)
                        .withAmount(BigDecimal.valueOf(row.score)))
                .toList();
        return Backtest.of(Scored.PLAN, List.of(snapshot), outcomes);
    }

    @Property(tries = 200)
    void theOrderOfRowsChangesNothing(@ForAll("rows") List<Row> rows, @ForAll Random random) {
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        Backtest one = backtest(Scored.HEALTH, rows, x -> x);
        Backtest other = backtest(Scored.HEALTH, shuffled, x -> x);
        assertThat(other.report()).isEqualTo(one.report());
        assertThat(other.report().lines()).isEqualTo(one.report().lines());
        assertThat(other.suggestWeights("2")).isEqualTo(one.suggestWeights("2"));
        assertThat(other.churnProbability()).isEqualTo(one.churnProbability());
    }

    @Property(tries = 200)
    void theOtherOrientationMirrorsTheArea(@ForAll("rows") List<Row> rows) {
        BacktestReport health = backtest(Scored.HEALTH, rows, x -> x).report();
        BacktestReport risk = backtest(Scored.RISK, rows, x -> x).report();
        assertThat(risk.auc().isPresent()).isEqualTo(health.auc().isPresent());
        health.auc().ifPresent(auc -> {
            assertThat(risk.auc().orElseThrow().value()).isCloseTo(1 - auc.value(), within(1e-12));
            assertThat(risk.auc().orElseThrow().interval().map(Interval::lower).orElse(0.0))
                    .isCloseTo(auc.interval().map(each -> 1 - each.upper()).orElse(0.0), within(1e-12));
        });
        assertThat(risk.ks().orElse(0)).isCloseTo(health.ks().orElse(0), within(1e-12));
        BacktestReport turned = backtest(Scored.RISK, rows, x -> 100 - x).report();
        assertThat(turned.auc()).isEqualTo(health.auc());
        assertThat(turned.averagePrecision()).isEqualTo(health.averagePrecision());
        assertThat(turned.top()).isEqualTo(health.top());
    }

    @Property(tries = 200)
    void aRisingChangeOfScoresLeavesTheRanking(@ForAll("rows") List<Row> rows) {
        BacktestReport plain = backtest(Scored.HEALTH, rows, x -> x).report();
        BacktestReport squared = backtest(Scored.HEALTH, rows, x -> x * x / 100).report();
        assertThat(squared.auc()).isEqualTo(plain.auc());
        assertThat(squared.ks()).isEqualTo(plain.ks());
        assertThat(squared.averagePrecision()).isEqualTo(plain.averagePrecision());
        assertThat(squared.top()).isEqualTo(plain.top());
    }

    @Property(tries = 200)
    void everyAccountIsEitherTestedOrLeftOut(@ForAll("rows") List<Row> rows) {
        BacktestReport report = backtest(Scored.HEALTH, rows, x -> x).report();
        assertThat(report.n() + report.leftOut().total()).isEqualTo(rows.size());
        assertThat(report.bands().stream().mapToLong(band -> band.churn().n()).sum())
                .isEqualTo(report.n());
        assertThat(report.bands().stream()
                        .mapToLong(band -> band.churn().hits())
                        .sum())
                .isEqualTo(report.churned());
    }

    @Provide
    Arbitrary<List<SignalObservation>> observations() {
        Arbitrary<String> account = Arbitraries.of("A", "B", "C");
        Arbitrary<String> signal = Arbitraries.of("usage", "nps", "tickets", "trend", "bought");
        Arbitrary<Integer> hour = Arbitraries.integers().between(0, 23);
        Arbitrary<Double> value = Arbitraries.integers().between(0, 10).map(tenth -> 10.0 * tenth);
        Arbitrary<Boolean> applies = Arbitraries.of(true, true, true, false);
        return Combinators.combine(account, signal, hour, value, applies)
                .as((who, what, when, much, does) -> does
                        ? SignalObservation.of(who, what, much, Instant.EPOCH.plus(Duration.ofHours(when)))
                        : SignalObservation.notApplicable(who, what, Instant.EPOCH.plus(Duration.ofHours(when))))
                .list()
                .ofMaxSize(60)
                .map(BacktestProperties::withoutRepeats);
    }

    private static List<SignalObservation> withoutRepeats(List<SignalObservation> all) {
        Set<String> seen = new HashSet<>();
        return all.stream()
                .filter(each -> seen.add(each.accountId() + each.signal() + each.observedAt()))
                .toList();
    }

    @Property(tries = 500)
    void laterObservationsChangeNothing(@ForAll("observations") List<SignalObservation> all) {
        Instant asOf = Instant.EPOCH.plus(Duration.ofHours(12));
        List<SignalObservation> known =
                all.stream().filter(each -> !each.observedAt().isAfter(asOf)).toList();
        assertThat(report(all, asOf)).isEqualTo(report(known, asOf));
    }

    private static BacktestReport report(List<SignalObservation> observations, Instant asOf) {
        HealthModel model = HealthModel.builder("full", "1")
                .redYellowGreen(50, 75)
                .coverage(new Coverage(0.4, 0.6))
                .group(
                        "one",
                        1,
                        HealthSignal.builder("usage", Normaliser.identity()),
                        HealthSignal.builder("nps", Normaliser.identity()).missing(new MissingPolicy.Last()),
                        HealthSignal.builder("tickets", Normaliser.identity()).missing(new MissingPolicy.Fixed(20)))
                .group(
                        "two",
                        2,
                        HealthSignal.builder(
                                "trend",
                                new Normaliser.Baseline(
                                        3, 1, List.of(new Normaliser.Point(0, 0), new Normaliser.Point(2, 100)))),
                        HealthSignal.builder("bought", Normaliser.identity()).maxAgeDays(0.5))
                .rule(HealthRule.cap("low", ModelCondition.compare("usage", "lt", 30), 40, "hardly used"))
                .build();
        List<Account> accounts = List.of(Account.of("A"), Account.of("B"), Account.of("C"));
        List<Outcome> outcomes =
                List.of(Outcome.of("A", Fate.CHURNED), Outcome.of("B", Fate.STAYED), Outcome.of("C", Fate.STAYED));
        return Backtest.of(
                        Scored.PLAN, List.of(Snapshot.of(model, SignalBook.of(observations), accounts, asOf)), outcomes)
                .report();
    }
}
