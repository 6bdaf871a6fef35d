package io.csmetrics.health.backtest;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.statistics.Alarm;
import io.csmetrics.health.statistics.Ranking;
import io.csmetrics.health.statistics.TopShare;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Scores held against what happened. A score looks at nothing that was observed after its instant, and what is learned is never judged by
 * the snapshots that taught it. The order of snapshots, accounts and outcomes never changes a figure. Safe for use by several threads.
 */
public final class Backtest {
    private static final int DRAWS = 1_000;

    private final TestSet set;
    private final HeldOut heldOut;
    private final Contest contest;

    private Backtest(TestSet set) {
        this.set = set;
        heldOut = HeldOut.of(set);
        contest = new Contest(set, heldOut);
    }

    /**
     * Joins scores with outcomes.
     *
     * @param plan the days that are looked at
     * @param snapshots the accounts at one instant, or at several; at least one has a model, and all models share scale, bands and
     *     orientation. An account that is there twice at one instant counts once, with the lower score, and is told in a verdict
     * @param outcomes what became of accounts, each there once; rows that know their file keep their place in what is found
     * @return the backtest
     * @throws io.csmetrics.record.InvalidDataException with every outcome of an account that has another one
     * @throws IllegalArgumentException if there is no model, or models do not fit together
     */
    public static Backtest of(BacktestPlan plan, Collection<Snapshot> snapshots, Collection<Outcome> outcomes) {
        return new Backtest(new TestSet(plan, snapshots, outcomes));
    }

    /**
     * Tests the score.
     *
     * @return the report
     */
    public BacktestReport report() {
        List<TestRow> rows = set.rows;
        boolean[] churned = TestSet.churned(rows);
        Ranking ranking = Ranking.of(set.direction(), TestSet.shown(rows), churned);
        Optional<BacktestReport.AucEstimate> auc = auc(ranking);
        List<BacktestReport.BandChurn> bands = bands();
        return new BacktestReport(
                set.models,
                new Proportion(ranking.events(), ranking.n()),
                set.leftOut(),
                auc,
                ranking.kolmogorovSmirnov(),
                ranking.averagePrecision(),
                bands,
                isMonotone(bands),
                alarm(churned),
                top(ranking),
                churnedInBestBand(),
                contest.comparison(),
                probability(),
                set.leadTimes(),
                new VerdictWriter(set, ranking, auc).verdicts());
    }

    private Optional<BacktestReport.AucEstimate> auc(Ranking ranking) {
        return ranking.auc().map(area -> {
            Optional<Interval> interval = set.isRepeated()
                    ? ranking.aucByGroups(
                            set.rows.stream().map(TestRow::accountId).toList(), DRAWS, set.plan.randomStart())
                    : area.interval();
            return new BacktestReport.AucEstimate(
                    area.value(),
                    interval,
                    set.isRepeated() ? BacktestReport.AucMethod.CLUSTER_BOOTSTRAP : BacktestReport.AucMethod.DELONG);
        });
    }

    private List<BacktestReport.BandChurn> bands() {
        long[] accounts = new long[set.bands().size()];
        long[] churned = new long[accounts.length];
        for (TestRow row : set.rows) {
            accounts[row.band()]++;
            churned[row.band()] += row.churned() ? 1 : 0;
        }
        return IntStream.range(0, accounts.length)
                .mapToObj(
                        i -> new BacktestReport.BandChurn(set.bands().get(i), new Proportion(churned[i], accounts[i])))
                .toList();
    }

    private boolean isMonotone(List<BacktestReport.BandChurn> bands) {
        List<Proportion> filled = bands.stream()
                .map(BacktestReport.BandChurn::churn)
                .filter(churn -> churn.n() > 0)
                .toList();
        return IntStream.range(1, filled.size()).allMatch(i -> {
            Proportion lower = filled.get(i - 1);
            Proportion upper = filled.get(i);
            // whole numbers: rates that are equal must not differ by rounding
            long order = Long.compare(lower.hits() * upper.n(), upper.hits() * lower.n());
            return set.isRisk() ? order <= 0 : order >= 0;
        });
    }

    private BacktestReport.BandAlarm alarm(boolean[] churned) {
        int worst = set.unhealthiestBand();
        boolean[] alarmed = new boolean[churned.length];
        for (TestRow row : set.rows) {
            alarmed[row.index()] = row.band() == worst;
        }
        return new BacktestReport.BandAlarm(set.bands().get(worst), Alarm.of(alarmed, churned));
    }

    private TopShare top(Ranking ranking) {
        List<TestRow> byAccount = set.rows.stream().sorted(TestRow.BY_ACCOUNT).toList();
        int[] precedence = new int[byAccount.size()];
        for (int place = 0; place < precedence.length; place++) {
            precedence[byAccount.get(place).index()] = place;
        }
        return ranking.top(BacktestReport.TOP_SHARE, precedence);
    }

    private BacktestReport.BestBandChurn churnedInBestBand() {
        int best = set.healthiestBand();
        Band band = set.bands().get(best);
        Set<String> churned = new HashSet<>();
        Set<String> churnedInBest = new HashSet<>();
        BigDecimal amount = BigDecimal.ZERO;
        BigDecimal amountInBest = BigDecimal.ZERO;
        boolean known = false;
        for (TestRow row : set.rows) {
            known |= row.outcome().amount().isPresent();
            BigDecimal worth = row.outcome().amount().orElse(BigDecimal.ZERO);
            if (row.churned() && churned.add(row.accountId())) {
                amount = amount.add(worth);
            }
            if (row.churned() && row.band() == best && churnedInBest.add(row.accountId())) {
                amountInBest = amountInBest.add(worth);
            }
        }
        return new BacktestReport.BestBandChurn(
                band,
                churnedInBest.size(),
                known ? Optional.of(amountInBest) : Optional.empty(),
                known ? Optional.of(amount) : Optional.empty());
    }

    private Optional<ProbabilityTest> probability() {
        List<TestRow> told = new ArrayList<>();
        for (TestRow row : set.rows) {
            if (row.outcome().probability().isPresent()) {
                told.add(row);
            }
        }
        double[] probabilities = told.stream()
                .mapToDouble(row -> row.outcome().probability().orElseThrow())
                .toArray();
        return ProbabilityTest.of(probabilities, TestSet.churned(told));
    }

    /**
     * Suggests weights that rank better, if what happened tells of any.
     *
     * @param version the version of the model with these weights, another one than that of the model
     * @return the suggestion, or why there is none
     * @throws IllegalArgumentException if the version is that of the model
     */
    public WeightSuggestion suggestWeights(String version) {
        set.models.stream()
                .filter(model -> model.version().equals(version))
                .findFirst()
                .ifPresent(model -> {
                    throw new IllegalArgumentException(
                            "version \"" + version + "\" of suggested weights is that of model " + model
                                    + "; name another one, a suggestion never takes the place of a model");
                });
        return contest.suggestion(version);
    }

    /**
     * Makes the score into a probability of churn.
     *
     * @return the probability; empty where no account churned or none stayed, in what it is fitted to or in what it is judged by
     */
    public Optional<ChurnProbability> churnProbability() {
        return ChurnProbability.of(set, heldOut);
    }
}
