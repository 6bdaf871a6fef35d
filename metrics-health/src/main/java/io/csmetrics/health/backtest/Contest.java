package io.csmetrics.health.backtest;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.statistics.Auc;
import io.csmetrics.health.statistics.AucDifference;
import io.csmetrics.health.statistics.Ranking;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/** Lets ways of weighting rank the accounts that are held out. */
final class Contest {
    private static final String ONE_CLASS = "it takes accounts that churned and accounts that stayed";

    private final TestSet set;
    private final HeldOut heldOut;
    private final SortedMap<String, double[]> subScores;
    private final WeightLearner learner;
    private final List<TestRow> tested;
    private final Ranking own;
    private final double[] learnedScores;
    private final Optional<String> whyNotLearned;

    Contest(TestSet set, HeldOut heldOut) {
        this.set = set;
        this.heldOut = heldOut;
        subScores = set.subScores();
        learner = new WeightLearner(set, subScores);
        tested = heldOut.tested();
        own = Ranking.of(set.direction(), TestSet.shown(tested), TestSet.churned(tested));
        learnedScores = new double[set.rows.size()];
        whyNotLearned = learn();
    }

    WeightComparison comparison() {
        double[] equal = new double[set.rows.size()];
        set.rescore(tested, Reweighted::equal, equal);
        return new WeightComparison(
                List.of(
                        contender(WeightComparison.Weights.OWN, Optional.empty(), own),
                        contender(WeightComparison.Weights.EQUAL, Optional.empty(), set.ranking(tested, equal)),
                        learned(),
                        bestSignal()),
                heldOut.how());
    }

    private WeightComparison.Contender contender(
            WeightComparison.Weights weights, Optional<String> signal, Ranking ranking) {
        OptionalDouble auc = auc(ranking);
        return new WeightComparison.Contender(
                weights,
                signal,
                auc,
                ranking == own ? Optional.empty() : difference(own, ranking),
                auc.isPresent() ? Optional.empty() : Optional.of(ONE_CLASS));
    }

    private static OptionalDouble auc(Ranking ranking) {
        return ranking.auc().stream().mapToDouble(Auc::value).findFirst();
    }

    private Optional<AucDifference> difference(Ranking one, Ranking other) {
        return set.isRepeated() ? Optional.empty() : one.aucMinus(other);
    }

    private WeightComparison.Contender bestSignal() {
        Optional<String> best = Optional.empty();
        Ranking bestRanking = own;
        double most = -1;
        for (Map.Entry<String, double[]> each : subScores.entrySet()) {
            Ranking ranking = set.ranking(tested, each.getValue());
            double auc = auc(ranking).orElse(-1);
            if (auc > most) {
                most = auc;
                best = Optional.of(each.getKey());
                bestRanking = ranking;
            }
        }
        return best.isPresent()
                ? contender(WeightComparison.Weights.BEST_SIGNAL, best, bestRanking)
                : absent(WeightComparison.Weights.BEST_SIGNAL, ONE_CLASS);
    }

    private static WeightComparison.Contender absent(WeightComparison.Weights weights, String reason) {
        return new WeightComparison.Contender(
                weights, Optional.empty(), OptionalDouble.empty(), Optional.empty(), Optional.of(reason));
    }

    private WeightComparison.Contender learned() {
        return whyNotLearned.isPresent()
                ? absent(WeightComparison.Weights.LEARNED, whyNotLearned.get())
                : contender(WeightComparison.Weights.LEARNED, Optional.empty(), set.ranking(tested, learnedScores));
    }

    /** Scores what is held out by weights learned from the rest, or tells why not. */
    private Optional<String> learn() {
        if (set.models.size() > 1) {
            return Optional.of("the accounts were scored by " + set.models.size()
                    + " models; weights are learned for one at a time");
        }
        for (HeldOut.Part part : heldOut.parts()) {
            WeightLearner.Learned learned = learner.learn(part.train());
            if (learned instanceof WeightLearner.Learned.Nothing nothing) {
                return Optional.of(nothing.reason());
            }
            Map<String, Double> shares = ((WeightLearner.Learned.Shares) learned).bySignal();
            set.rescore(part.test(), model -> Reweighted.shared(model, "learned-weights", shares), learnedScores);
        }
        return tested.isEmpty() ? Optional.of(ONE_CLASS) : Optional.empty();
    }

    WeightSuggestion suggestion(String version) {
        if (whyNotLearned.isPresent()) {
            return new WeightSuggestion.Declined(whyNotLearned.get());
        }
        Ranking learned = set.ranking(tested, learnedScores);
        OptionalDouble ownAuc = auc(own);
        if (ownAuc.isEmpty()) {
            return new WeightSuggestion.Declined(ONE_CLASS);
        }
        WeightLearner.Learned all = learner.learn(set.rows);
        if (all instanceof WeightLearner.Learned.Nothing nothing) {
            return new WeightSuggestion.Declined(nothing.reason());
        }
        HealthModel model = set.models.get(0);
        Map<String, Double> shares = ((WeightLearner.Learned.Shares) all).bySignal();
        Map<String, Double> before = Reweighted.shares(model);
        return new WeightSuggestion.Suggested(
                Reweighted.shared(model, version, shares),
                model.groups().stream()
                        .flatMap(group -> group.signals().stream()
                                .map(signal -> new WeightSuggestion.SignalShare(
                                        group.id(),
                                        signal.id(),
                                        before.getOrDefault(signal.id(), 0.0),
                                        shares.getOrDefault(signal.id(), 0.0))))
                        .toList(),
                ownAuc.getAsDouble(),
                auc(learned).orElseThrow(),
                difference(learned, own),
                heldOut.how());
    }
}
