package io.csmetrics.health.backtest;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.statistics.Ranking;
import io.csmetrics.health.statistics.ScoreDirection;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Snapshots joined with outcomes: rows by instant and account, whatever the order in which they came. */
final class TestSet {
    final BacktestPlan plan;
    final List<Snapshot> snapshots;
    final List<HealthModel> models;
    final List<Optional<BatchScores>> scores = new ArrayList<>();
    final SortedMap<String, Outcome> outcomes;
    final List<TestRow> rows = new ArrayList<>();
    private final SortedMap<String, LeadTimes.Course> courses = new TreeMap<>();
    private final Set<String> seenToChurn = new HashSet<>();
    private long duplicates;
    private long censored;
    private long noScore;
    private long noOutcome;

    TestSet(BacktestPlan plan, Collection<Snapshot> given, Collection<Outcome> known) {
        this.plan = plan;
        snapshots = given.stream()
                .sorted(Comparator.comparing(Snapshot::asOf)
                        .thenComparing(each -> each.model().map(TestSet::name).orElse("")))
                .toList();
        models = snapshots.stream()
                .flatMap(each -> each.model().stream())
                .distinct()
                .sorted(Comparator.comparing(TestSet::name))
                .toList();
        requireOneScale();
        outcomes = byAccount(known);
        for (Snapshot snapshot : snapshots) {
            scores.add(snapshot.scores());
        }
        join();
    }

    private static String name(HealthModel model) {
        return model + " " + model.hash();
    }

    private void requireOneScale() {
        if (models.isEmpty()) {
            throw new IllegalArgumentException(
                    "a backtest needs a snapshot with a model; score the accounts by one before");
        }
        HealthModel first = models.get(0);
        for (HealthModel other : models) {
            if (!other.bands().equals(first.bands())
                    || !other.scale().equals(first.scale())
                    || other.orientation() != first.orientation()) {
                throw new IllegalArgumentException("models " + first + " and " + other
                        + " must have the same scale, bands and orientation to be tested as one; test each by itself");
            }
        }
    }

    private static SortedMap<String, Outcome> byAccount(Collection<Outcome> known) {
        Rows<Outcome> located = Rows.of("outcomes", known);
        Findings findings = new Findings();
        SortedMap<String, Outcome> byAccount = new TreeMap<>();
        Map<String, Long> lines = new HashMap<>();
        for (int i = 0; i < located.size(); i++) {
            Outcome outcome = located.get(i);
            long line = located.line(i);
            Long before = lines.putIfAbsent(outcome.accountId(), line);
            if (before != null) {
                findings.add(Finding.error(
                        located.source(),
                        line,
                        "accountId",
                        outcome.accountId(),
                        "must be there once, it is at " + before + " too",
                        "keep the row that is right"));
            }
            byAccount.put(outcome.accountId(), outcome);
        }
        findings.throwIfErrors();
        return byAccount;
    }

    private void join() {
        SortedMap<Instant, List<Integer>> byInstant = new TreeMap<>();
        for (int i = 0; i < snapshots.size(); i++) {
            byInstant
                    .computeIfAbsent(snapshots.get(i).asOf(), asOf -> new ArrayList<>())
                    .add(i);
        }
        byInstant.forEach(this::join);
    }

    private void join(Instant asOf, List<Integer> same) {
        OutcomeWindow window = plan.window(asOf);
        SortedMap<String, Place> places = new TreeMap<>();
        for (int snapshot : same) {
            List<String> accountIds = snapshots.get(snapshot).columns().accountIds();
            for (int row = 0; row < accountIds.size(); row++) {
                place(new Place(snapshot, row), accountIds.get(row), places);
            }
        }
        SortedSet<String> all = new TreeSet<>(places.keySet());
        all.addAll(outcomes.keySet());
        for (String accountId : all) {
            Optional<Outcome> outcome = Optional.ofNullable(outcomes.get(accountId));
            Optional<Fate> fate = outcome.flatMap(window::fate);
            Optional<Place> place = Optional.ofNullable(places.get(accountId)).filter(each -> each.hasScore(scores));
            outcome.ifPresent(each -> follow(each, window, place));
            if (fate.isEmpty()) {
                noOutcome++;
            } else if (fate.get() == Fate.CENSORED) {
                censored++;
            } else if (place.isEmpty()) {
                noScore++;
            } else {
                Place at = place.get();
                rows.add(new TestRow(
                        rows.size(),
                        accountId,
                        asOf,
                        at.snapshot,
                        at.row,
                        at.score(scores),
                        at.band(scores),
                        outcome.orElseThrow(),
                        fate.get() == Fate.CHURNED));
            }
        }
    }

    private void follow(Outcome outcome, OutcomeWindow window, Optional<Place> place) {
        Optional<LocalDate> churnedOn = outcome.churnedOn();
        if (churnedOn.isEmpty() || !window.scoredOn().isBefore(churnedOn.get())) {
            return;
        }
        courses.computeIfAbsent(outcome.accountId(), id -> new LeadTimes.Course(churnedOn.get()))
                .add(window.scoredOn(), place.map(each -> each.band(scores)).orElse(-1));
        if (place.isPresent() && window.contains(churnedOn.get())) {
            seenToChurn.add(outcome.accountId());
        }
    }

    Optional<LeadTimes> leadTimes() {
        long instants = snapshots.stream().map(Snapshot::asOf).distinct().count();
        return instants < 2
                ? Optional.empty()
                : Optional.of(LeadTimes.of(
                        courses.entrySet().stream()
                                .filter(each -> seenToChurn.contains(each.getKey()))
                                .map(Map.Entry::getValue)
                                .toList(),
                        unhealthiestBand(),
                        healthiestBand()));
    }

    /** Where an account of an instant is scored. */
    private record Place(int snapshot, int row) {
        boolean hasScore(List<Optional<BatchScores>> scores) {
            return scores.get(snapshot).filter(each -> each.hasScore(row)).isPresent();
        }

        int band(List<Optional<BatchScores>> scores) {
            return scores.get(snapshot).orElseThrow().bandIndex(row);
        }

        double score(List<Optional<BatchScores>> scores) {
            return scores.get(snapshot).orElseThrow().score(row).orElseThrow();
        }
    }

    private void place(Place place, String accountId, SortedMap<String, Place> places) {
        Place before = places.putIfAbsent(accountId, place);
        if (before == null) {
            return;
        }
        boolean bothScored = before.hasScore(scores) && place.hasScore(scores);
        if (bothScored) {
            duplicates++;
        }
        // of two scores the lower one stays, so that the order of snapshots does not decide
        if (place.hasScore(scores) && (!bothScored || place.score(scores) < before.score(scores))) {
            places.put(accountId, place);
        }
    }

    BacktestReport.LeftOut leftOut() {
        return new BacktestReport.LeftOut(censored, noScore, noOutcome);
    }

    long duplicates() {
        return duplicates;
    }

    boolean isRepeated() {
        return !rows.isEmpty()
                && !rows.get(0).asOf().equals(rows.get(rows.size() - 1).asOf());
    }

    boolean isRisk() {
        return models.get(0).orientation() == Orientation.RISK;
    }

    ScoreDirection direction() {
        return isRisk() ? ScoreDirection.HIGHER_IS_RISKIER : ScoreDirection.HIGHER_IS_HEALTHIER;
    }

    List<Band> bands() {
        return models.get(0).bands();
    }

    int unhealthiestBand() {
        return isRisk() ? bands().size() - 1 : 0;
    }

    int healthiestBand() {
        return isRisk() ? 0 : bands().size() - 1;
    }

    static double[] shown(List<TestRow> some) {
        return some.stream().mapToDouble(TestRow::score).toArray();
    }

    static boolean[] churned(List<TestRow> some) {
        boolean[] churned = new boolean[some.size()];
        for (int i = 0; i < churned.length; i++) {
            churned[i] = some.get(i).churned();
        }
        return churned;
    }

    /** Ranks some rows by a column over all rows, in which NaN stands for a score that is not known. */
    Ranking ranking(List<TestRow> some, double[] column) {
        double[] picked = new double[some.size()];
        boolean[] known = new boolean[some.size()];
        for (int i = 0; i < picked.length; i++) {
            double score = column[some.get(i).index()];
            known[i] = !Double.isNaN(score);
            picked[i] = known[i] ? score : 0;
        }
        return Ranking.of(direction(), picked, known, churned(some));
    }

    /** The shown scores of some rows by changed models, into a column over all rows; NaN for no score. */
    void rescore(List<TestRow> some, UnaryOperator<HealthModel> change, double[] column) {
        Map<Integer, BatchScores> bySnapshot = new HashMap<>();
        for (TestRow row : some) {
            BatchScores rescored = bySnapshot.computeIfAbsent(row.snapshot(), i -> rescored(snapshots.get(i), change));
            column[row.index()] = rescored.score(row.row()).orElse(Double.NaN);
        }
    }

    private static BatchScores rescored(Snapshot snapshot, UnaryOperator<HealthModel> change) {
        HealthModel other = change.apply(snapshot.model().orElseThrow());
        return HealthScorer.of(other).score(snapshot.columns(), snapshot.asOf());
    }

    /** The sub-scores that count, by signal a column over all rows; NaN for none. */
    SortedMap<String, double[]> subScores() {
        SortedMap<String, double[]> columns = new TreeMap<>();
        Map<HealthModel, HealthScorer> scorers = new HashMap<>();
        for (TestRow row : rows) {
            Snapshot snapshot = snapshots.get(row.snapshot());
            HealthScorer scorer = scorers.computeIfAbsent(snapshot.model().orElseThrow(), HealthScorer::of);
            for (Contribution each :
                    scorer.score(snapshot.columns(), row.row(), snapshot.asOf()).contributions()) {
                columns.computeIfAbsent(each.signal().id(), id -> unknown())[row.index()] =
                        each.subScore().orElse(Double.NaN);
            }
        }
        return columns;
    }

    private double[] unknown() {
        double[] none = new double[rows.size()];
        Arrays.fill(none, Double.NaN);
        return none;
    }
}
