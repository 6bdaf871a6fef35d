package io.csmetrics.cli.sample.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.health.backtest.Backtest;
import io.csmetrics.health.backtest.BacktestPlan;
import io.csmetrics.health.backtest.BacktestReport;
import io.csmetrics.health.backtest.ChurnProbability;
import io.csmetrics.health.backtest.LeadTime;
import io.csmetrics.health.backtest.Outcome;
import io.csmetrics.health.backtest.Snapshot;
import io.csmetrics.health.io.HealthModelJson;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.health.score.SignalState;
import io.csmetrics.record.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A health model, its backtest and its calibrated probability, held against accounts whose true probability of churn is known. */
class ScoresOfHistoriesTest {
    private static final LocalDate UNTIL = LocalDate.of(2024, 1, 1);
    private static final LocalDate AS_OF = LocalDate.of(2023, 10, 2);
    private static final int HORIZON_DAYS = 90;
    private static final int BINS = 5;
    private static final double STANDARD_ERRORS = 4;
    private static final BacktestPlan PLAN = new BacktestPlan(0, HORIZON_DAYS, ZoneOffset.UTC, 1);

    private static HealthModel model;
    private static List<ChurnHistory> customers;
    private static SignalBook book;

    @BeforeAll
    static void observe() throws IOException {
        model = HealthModelJson.read(Path.of("data/models/smb-health.json"));
        ChurnHistories histories = ChurnHistories.of(4_000, UNTIL, 11);
        customers = histories.all().stream()
                .filter(history -> history.isCustomer(AS_OF.minusDays(1)))
                .toList();
        LocalDate oldest = AS_OF.minusDays(200);
        book = SignalBook.of(customers.stream()
                .flatMap(history -> Signals.of(history, histories.snapshots(), histories.start()).stream())
                .filter(row -> row.observedAt().isAfter(instant(oldest)))
                .map(row -> new SignalObservation(
                        row.accountId(),
                        row.signal(),
                        SignalValue.parse(row.value()),
                        row.observedAt(),
                        row.applicable()))
                .toList());
    }

    private static Instant instant(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static List<Account> accounts() {
        return customers.stream().map(ChurnHistory::account).toList();
    }

    private static List<Outcome> outcomes() {
        return customers.stream()
                .map(history -> history.churnedOn()
                        .map(day -> Outcome.churnedOn(history.id(), day))
                        .orElseGet(() -> Outcome.observedUntil(history.id(), UNTIL.minusDays(1))))
                .toList();
    }

    /** An account with a score: what is said of its churn, and what is true. */
    private record Forecast(double said, double truth) {}

    private static List<Forecast> forecasts(ChurnProbability probability) {
        SignalColumns columns = book.columns(model, accounts(), instant(AS_OF));
        List<HealthScore> scores = HealthScorer.of(model).explained(columns, instant(AS_OF));
        double[] within = HealthWalk.churnWithin(HORIZON_DAYS);
        List<Forecast> forecasts = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            ChurnHistory history = customers.get(i);
            if (scores.get(i).score().isPresent() && history.isCustomer(AS_OF)) {
                double said = probability.at(scores.get(i).score().getAsDouble());
                forecasts.add(new Forecast(said, within[history.level(AS_OF)]));
            }
        }
        return forecasts;
    }

    @Test
    void theCalibratedProbabilityIsTheTrueOneOnAverageInEveryBin() {
        Backtest backtest =
                Backtest.of(PLAN, List.of(Snapshot.of(model, book, accounts(), instant(AS_OF))), outcomes());
        ChurnProbability probability = backtest.churnProbability().orElseThrow();
        List<Forecast> forecasts = forecasts(probability).stream()
                .sorted(Comparator.comparingDouble(Forecast::said))
                .toList();
        assertThat(forecasts).hasSizeGreaterThan(2_000);
        for (int bin = 0; bin < BINS; bin++) {
            List<Forecast> in = forecasts.subList(bin * forecasts.size() / BINS, (bin + 1) * forecasts.size() / BINS);
            double said = in.stream().mapToDouble(Forecast::said).sum();
            double truth = in.stream().mapToDouble(Forecast::truth).sum();
            // what it learned from are draws of the truth
            double error = Math.sqrt(in.stream()
                    .mapToDouble(each -> each.truth() * (1 - each.truth()))
                    .sum());
            assertThat(said).as("bin " + bin).isCloseTo(truth, within(STANDARD_ERRORS * error));
        }
    }

    @Test
    void theCalibratedProbabilityIsNearerToTheTruthThanTheBaseRate() {
        Backtest backtest =
                Backtest.of(PLAN, List.of(Snapshot.of(model, book, accounts(), instant(AS_OF))), outcomes());
        BacktestReport report = backtest.report();
        double base = report.baseRate().orElseThrow();
        List<Forecast> forecasts = forecasts(backtest.churnProbability().orElseThrow());
        double ofScore = forecasts.stream()
                .mapToDouble(each -> Math.pow(each.said() - each.truth(), 2))
                .average()
                .orElseThrow();
        double ofBase = forecasts.stream()
                .mapToDouble(each -> Math.pow(base - each.truth(), 2))
                .average()
                .orElseThrow();
        assertThat(ofScore).isLessThan(0.6 * ofBase);
        assertThat(report.auc().orElseThrow().value()).isGreaterThan(0.7);
        assertThat(report.monotone()).isTrue();
    }

    @Test
    void accountsAreFlaggedBeforeTheyLeaveAndNotLongBeforeTheyDecline() {
        List<Snapshot> fortnightly = Stream.iterate(AS_OF.minusDays(13 * 14L), day -> day.plusDays(14))
                .limit(14)
                .map(day -> Snapshot.of(model, book, accounts(), instant(day)))
                .toList();
        LeadTime lead = Backtest.of(PLAN, fortnightly, outcomes())
                .report()
                .leadTimes()
                .orElseThrow()
                .belowBestBand();
        double[] declines = customers.stream()
                .flatMap(history -> history
                        .declineBeganOn()
                        .map(day -> day.until(history.churnedOn().orElseThrow()).toTotalMonths() * 30.4)
                        .stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        // of all accounts less than a fifth is below green
        assertThat(lead.flagged()).isGreaterThan(lead.churned() / 3);
        assertThat(lead.median().orElseThrow()).isBetween(14.0, declines[declines.length * 3 / 4] + 30);
    }

    @Test
    void oldAnswersAreStaleAndWhatCannotBeDoesNotApply() {
        SignalColumns columns = book.columns(model, accounts(), instant(AS_OF));
        List<HealthScore> scores = HealthScorer.of(model).explained(columns, instant(AS_OF));
        for (SignalState state : SignalState.values()) {
            assertThat(scores.stream()
                            .flatMap(score -> score.contributions().stream())
                            .filter(each -> each.state() == state))
                    .as(state.key())
                    .isNotEmpty();
        }
        assertThat(scores.stream().map(HealthScore::noScore).flatMap(Optional::stream))
                .isNotEmpty();
    }
}
