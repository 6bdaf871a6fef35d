package io.csmetrics.health.history;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.SignalState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;

/** What the change of one signal did to a score. */
record SignalChange(Contribution before, Contribution after, ScoreChange.Effect effect) {

    /** The signals that have an effect, by id, so that sums do not depend on the order of the file. */
    static List<SignalChange> of(HealthScore before, HealthScore after, HealthModel model) {
        double min = model.scale().min();
        double stretch = (model.scale().max() - min) / Normaliser.BEST;
        double middle = (before.computed().orElseThrow() + after.computed().orElseThrow() - 2 * min) / (2 * stretch);
        return model.signals().stream()
                .map(HealthSignal::id)
                .sorted(Comparator.naturalOrder())
                .map(id -> of(before.contribution(id), after.contribution(id), middle, stretch))
                .filter(each -> each.effect().value() != 0 || each.effect().weight() != 0)
                .toList();
    }

    private static SignalChange of(Contribution before, Contribution after, double middle, double stretch) {
        double from = before.subScore().orElse(after.subScore().orElse(0));
        double to = after.subScore().orElse(from);
        double value = (before.share() + after.share()) / 2 * (to - from);
        double weight = (after.share() - before.share()) * ((from + to) / 2 - middle);
        return new SignalChange(
                before,
                after,
                new ScoreChange.Effect(after.signal().id(), stretch * value + 0.0, stretch * weight + 0.0));
    }

    String label() {
        return after.signal().label();
    }

    String valueDetail() {
        return told(before) + " → " + told(after) + ", sub-score " + subScore(before) + " → " + subScore(after);
    }

    String weightDetail() {
        return "share " + decimal(Normaliser.BEST * before.share()) + " % → " + decimal(Normaliser.BEST * after.share())
                + " %" + states();
    }

    private String states() {
        return before.state() == after.state()
                ? ""
                : " (" + before.state().key() + " → " + after.state().key() + ")";
    }

    private static String told(Contribution each) {
        return each.raw()
                + (each.state() == SignalState.OK ? "" : " (" + each.state().key() + ")");
    }

    private static String subScore(Contribution each) {
        return each.subScore().isPresent() ? decimal(each.subScore().getAsDouble()) : "none";
    }

    private static String decimal(double number) {
        return BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP).toPlainString();
    }
}
