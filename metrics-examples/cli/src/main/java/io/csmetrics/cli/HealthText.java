package io.csmetrics.cli;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.Explanation;
import io.csmetrics.health.score.FiredRule;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.SignalState;
import io.csmetrics.io.CsvLines;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Scores as people read them. */
final class HealthText {
    private static final int LOSSES = 2;
    private static final double LEAST_LOSS = 0.05;

    private HealthText() {}

    /** One line an account. */
    static TextTable table(List<HealthScore> scores) {
        TextTable table = new TextTable()
                .text("account")
                .text("model")
                .number("score")
                .text("band")
                .number("coverage")
                .text("low to high")
                .text("lost most")
                .text("note");
        for (HealthScore score : scores) {
            boolean hasScore = score.score().isPresent();
            table.line(List.of(
                    score.accountId(),
                    score.model().map(HealthModel::id).orElse(""),
                    hasScore ? shown(score.score(), score) : "none",
                    score.band().map(band -> band.id()).orElse(""),
                    score.model().isPresent() ? percent(score.coverage()) : "",
                    hasScore ? shown(score.low(), score) + " to " + shown(score.high(), score) : "",
                    hasScore ? losses(score) : "",
                    note(score)));
        }
        return table;
    }

    /** Every line of one score. */
    static void explain(HealthScore score, Appendable out) throws IOException {
        Explanation explanation = score.explanation();
        out.append(title(score)).append('\n');
        TextTable table = new TextTable().number("points").text("what").text("found");
        for (Explanation.Line line : explanation.lines()) {
            table.line(List.of(line.points().toPlainString(), line.label(), line.detail()));
        }
        explanation.shown().ifPresent(shown -> table.line(List.of(shown.toPlainString(), "score", "")));
        // without a score nothing adds up, but what is there and what is not still tells why
        if (score.score().isEmpty()) {
            for (Contribution each : score.contributions()) {
                table.line(List.of("", each.signal().label(), found(each)));
            }
        }
        for (FiredRule fired : score.rules()) {
            if (fired.effect() == 0) {
                table.line(List.of("", "rule " + fired.rule().id(), "fired, and changed nothing"));
            }
        }
        for (String note : score.notes()) {
            table.line(List.of("", "note", note));
        }
        if (score.model().isPresent()) {
            out.append('\n');
            table.write(out);
        }
    }

    private static String title(HealthScore score) {
        String model = score.model().map(each -> " by " + each).orElse("");
        if (score.score().isEmpty()) {
            return score.accountId() + ": no score" + model + ", " + note(score);
        }
        return score.accountId() + ": " + shown(score.score(), score) + ", "
                + score.band().orElseThrow().id() + model + ", from " + percent(score.coverage())
                + " of the weight; with all known it would be " + shown(score.low(), score) + " to "
                + shown(score.high(), score);
    }

    private static String found(Contribution each) {
        return each.raw().isPresent()
                ? each.raw() + " (" + each.state().key() + ")"
                : each.state().key();
    }

    private static String losses(HealthScore score) {
        double range = score.model()
                .map(model -> model.scale().max() - model.scale().min())
                .orElse(0.0);
        return score.contributions().stream()
                .filter(each -> each.lost() * range / 100 >= LEAST_LOSS)
                .sorted(Comparator.comparingDouble(Contribution::lost).reversed())
                .limit(LOSSES)
                .map(each -> each.signal().id() + " -" + rounded(each.lost() * range / 100, 1))
                .collect(Collectors.joining(", "));
    }

    private static String note(HealthScore score) {
        if (score.noScore().isPresent()) {
            return switch (score.noScore().get()) {
                case NO_MODEL -> "no model applies";
                case REQUIRED_SIGNAL_MISSING -> "required and not there: " + required(score);
                case INSUFFICIENT_COVERAGE -> "too little is known";
            };
        }
        List<String> notes = new ArrayList<>();
        for (FiredRule fired : score.rules()) {
            String bounds = limit(" floor ", fired.rule().floor())
                    + limit(" cap ", fired.rule().cap());
            notes.add(fired.rule().id() + bounds + (fired.effect() == 0 ? " (no effect)" : ""));
        }
        return String.join("; ", notes);
    }

    private static String limit(String what, OptionalDouble value) {
        return value.isPresent() ? what + CsvLines.number(BigDecimal.valueOf(value.getAsDouble())) : "";
    }

    private static String required(HealthScore score) {
        return score.contributions().stream()
                .filter(each -> each.signal().missing() instanceof MissingPolicy.Required)
                .filter(each -> each.state() != SignalState.OK && each.state() != SignalState.NOT_APPLICABLE)
                .map(each -> each.signal().id() + " (" + each.state().key() + ")")
                .collect(Collectors.joining(", "));
    }

    private static String shown(OptionalDouble value, HealthScore score) {
        int decimals = score.model().map(model -> model.scale().decimals()).orElse(0);
        return value.isPresent() ? rounded(value.getAsDouble(), decimals) : "";
    }

    private static String percent(double share) {
        return rounded(100 * share, 0) + " %";
    }

    private static String rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
