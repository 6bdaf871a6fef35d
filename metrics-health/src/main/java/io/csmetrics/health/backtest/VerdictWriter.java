package io.csmetrics.health.backtest;

import io.csmetrics.health.statistics.Ranking;
import io.csmetrics.statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in plain words what stands in the way of believing a backtest. */
final class VerdictWriter {
    private final TestSet set;
    private final Ranking ranking;
    private final Optional<BacktestReport.AucEstimate> auc;
    private final List<Verdict> verdicts = new ArrayList<>();

    VerdictWriter(TestSet set, Ranking ranking, Optional<BacktestReport.AucEstimate> auc) {
        this.set = set;
        this.ranking = ranking;
        this.auc = auc;
    }

    List<Verdict> verdicts() {
        fewChurners();
        auc.ifPresent(area -> area.interval().ifPresent(interval -> noEvidence(area.value(), interval)));
        possibleLeakage();
        if (ranking.n() > 0 && ranking.distinctScores() <= Verdict.MOST_LABELS) {
            add(
                    Verdict.Kind.LABELS_AS_SCORES,
                    "There " + (ranking.distinctScores() == 1 ? "is " : "are only ")
                            + BacktestText.count(ranking.distinctScores(), "different score")
                            + ", so this is a label and no ranking. Test the score that the label was cut from.");
        }
        return verdicts;
    }

    private void add(Verdict.Kind kind, String sentence) {
        verdicts.add(new Verdict(kind, sentence));
    }

    private void fewChurners() {
        long churned = set.rows.stream()
                .filter(TestRow::churned)
                .map(TestRow::accountId)
                .distinct()
                .count();
        if (churned < Verdict.CHURNERS_NEEDED) {
            add(
                    Verdict.Kind.FEW_CHURNERS,
                    (churned == 0 ? "No account" : "Only " + BacktestText.count(churned, "account"))
                            + " churned. Below "
                            + Verdict.CHURNERS_NEEDED + ", one more or less changes every figure: take a longer horizon"
                            + " or more accounts before you act on them.");
        }
    }

    private void noEvidence(double value, Interval interval) {
        if (interval.contains(0.5)) {
            add(
                    Verdict.Kind.NO_EVIDENCE,
                    "There is no evidence that the score tells who churns: it ranks " + BacktestText.percent(value)
                            + " of pairs of a churned and a staying account rightly, and the interval from "
                            + BacktestText.percent(interval.lower()) + " to " + BacktestText.percent(interval.upper())
                            + " holds the 50 % of a coin. Do not steer by it; look for signals that differ between those"
                            + " who churned and those who stayed.");
        }
    }

    private void possibleLeakage() {
        List<String> sentences = new ArrayList<>();
        if (auc.isPresent() && auc.get().value() > Verdict.HIGHEST_BELIEVED_AUC) {
            sentences.add("The score ranks " + BacktestText.percent(auc.get().value())
                    + " of pairs rightly, which is too good to be true. Look for a signal that was recorded after the"
                    + " customers had left, or that is the churn itself.");
        }
        long twice = set.duplicates();
        if (twice > 0) {
            sentences.add(BacktestText.count(twice, "account") + (twice == 1 ? " was" : " were")
                    + " scored twice at the same instant and counted once, with the lower score. Remove the repeated"
                    + " rows: they make evidence look larger than it is.");
        }
        if (!sentences.isEmpty()) {
            add(Verdict.Kind.POSSIBLE_LEAKAGE, String.join(" ", sentences));
        }
    }
}
