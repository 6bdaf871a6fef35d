package io.csmetrics.health.history;

import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.score.Explanation;
import io.csmetrics.health.score.HealthScore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What caused a score to go up or down: lines of points that add up exactly to the change of the shown score. Where {@code w0} and
 * {@code w1} are the shares of a signal in the two scores, {@code s0} and {@code s1} its sub-scores, and {@code S0} and {@code S1} the
 * scores before rules, on 0 to 100, a signal has
 *
 * <ul>
 *   <li>a value effect, {@code (w0 + w1) / 2 * (s1 - s0)}: it became better or worse;
 *   <li>a weight effect, {@code (w1 - w0) * ((s0 + s1) / 2 - (S0 + S1) / 2)}: it counts more or less than before, because it grew old, or
 *       because it or others went missing or came back.
 * </ul>
 *
 * <p>On a side without the signal its share is 0, and it takes the sub-score of the other side. With means the effects add up to the change of
 * the computed score; with geometric means what is left is a line of its own. Every rule, override and the rounding have a line for what
 * their effect changed by.
 *
 * <p>Source: Marshall (1885) and Edgeworth (1887), whose middle weights leave no term for both.
 *
 * @param before the first score
 * @param after the second score
 * @param effects the exact effects of the signals of which there is one, by id, in points of the scale
 * @param lines the lines, those of signals first, the largest first; none where a side has no score
 * @param points the change of the shown score; empty where a side has no score
 */
public record ScoreChange(
        HealthScore before, HealthScore after, List<Effect> effects, List<Line> lines, Optional<BigDecimal> points) {
    private static final int MORE_DECIMALS = 2;

    /** What kind of thing moved a score. */
    public enum Kind {
        /** A signal got better or worse. */
        VALUE,
        /** A signal counts more or less. */
        WEIGHT,
        /** What single effects cannot tell of a score that is no plain mean. */
        AGGREGATION,
        /** A rule began or ceased to hold, or moves the score by more or less. */
        RULE,
        /** A person's score began or ended, or moves the score by more or less. */
        OVERRIDE,
        /** Scores are rounded for show. */
        ROUNDING
    }

    /**
     * The exact effects of one signal.
     *
     * @param signal the id of the signal
     * @param value what the change of its value moved, in points of the scale
     * @param weight what the change of its share moved, in points of the scale
     */
    public record Effect(String signal, double value, double weight) {}

    /**
     * One line.
     *
     * @param kind what kind of thing moved the score
     * @param label the thing
     * @param detail how it was before and after
     * @param points by how much it moved the score
     */
    public record Line(Kind kind, String label, String detail, BigDecimal points) {}

    /** Checks that the lines add up. */
    public ScoreChange {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
        effects = List.copyOf(effects);
        lines = List.copyOf(lines);
        BigDecimal sum = sum(lines);
        if (points.isPresent() && sum.compareTo(points.get()) != 0) {
            throw new IllegalArgumentException("lines must add up to the change " + points.get() + ", not " + sum);
        }
    }

    /**
     * Explains a change.
     *
     * @param before the first score
     * @param after the second score, of the same account by the same model, not of an earlier instant
     * @return the change; without lines where a side has no score
     * @throws IllegalArgumentException if account or model differ, or the second score is of an earlier instant
     */
    public static ScoreChange between(HealthScore before, HealthScore after) {
        requireAlike(before, after);
        if (before.score().isEmpty() || after.score().isEmpty()) {
            return new ScoreChange(before, after, List.of(), List.of(), Optional.empty());
        }
        HealthModel model = after.model().orElseThrow();
        int shownDecimals = model.scale().decimals();
        int decimals = shownDecimals + MORE_DECIMALS;
        List<SignalChange> signals = SignalChange.of(before, after, model);
        List<Line> lines = signalLines(
                signals, after.computed().orElseThrow() - before.computed().orElseThrow(), decimals);
        addRules(before, after, decimals, lines);
        if (before.override().isPresent() || after.override().isPresent()) {
            BigDecimal points = decimal(overrideEffect(after) - overrideEffect(before), decimals);
            lines.add(new Line(Kind.OVERRIDE, "override", override(before) + " → " + override(after), points));
        }
        BigDecimal change = shownChange(before, after, shownDecimals);
        lines.add(new Line(Kind.ROUNDING, "rounding", "", change.subtract(sum(lines))));
        return new ScoreChange(
                before, after, signals.stream().map(SignalChange::effect).toList(), lines, Optional.of(change));
    }

    /** Exact also where a score is held at an end of the scale that has more decimals than scores have. */
    private static BigDecimal shownChange(HealthScore before, HealthScore after, int decimals) {
        BigDecimal change = BigDecimal.valueOf(after.score().orElseThrow())
                .subtract(BigDecimal.valueOf(before.score().orElseThrow()))
                .stripTrailingZeros();
        return change.scale() < decimals ? change.setScale(decimals) : change;
    }

    private static void requireAlike(HealthScore before, HealthScore after) {
        String account = "account \"" + before.accountId() + "\"";
        if (!before.accountId().equals(after.accountId())) {
            throw new IllegalArgumentException(
                    "score of " + account + " must be compared with one of its own, not of \"" + after.accountId()
                            + "\"; take the same account");
        }
        if (!before.model().equals(after.model())) {
            throw new IllegalArgumentException("scores of " + account + " by " + ScoreTrend.name(before.model())
                    + " and by " + ScoreTrend.name(after.model())
                    + " must be by one model; rescore both by one of them first");
        }
        if (after.asOf().isBefore(before.asOf())) {
            throw new IllegalArgumentException("second score of " + account + " at " + after.asOf()
                    + " must not be before the first at " + before.asOf() + "; swap them");
        }
    }

    private static List<Line> signalLines(List<SignalChange> signals, double change, int decimals) {
        List<Line> exact = new ArrayList<>();
        List<Double> parts = new ArrayList<>();
        double rest = change;
        for (SignalChange each : signals) {
            rest -= each.effect().value() + each.effect().weight();
            add(
                    exact,
                    parts,
                    Kind.VALUE,
                    each.label(),
                    each.valueDetail(),
                    each.effect().value());
            add(
                    exact,
                    parts,
                    Kind.WEIGHT,
                    each.label(),
                    each.weightDetail(),
                    each.effect().weight());
        }
        BigDecimal left = decimal(rest, decimals);
        if (left.signum() != 0) {
            add(exact, parts, Kind.AGGREGATION, "aggregation", "a geometric mean is no sum of its parts", rest);
        }
        List<BigDecimal> rounded = Explanation.apportioned(parts, decimal(change, decimals), decimals);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < exact.size(); i++) {
            Line line = exact.get(i);
            if (rounded.get(i).signum() != 0) {
                lines.add(new Line(line.kind(), line.label(), line.detail(), rounded.get(i)));
            }
        }
        lines.sort(Comparator.comparing((Line line) -> line.kind() == Kind.AGGREGATION)
                .thenComparing(line -> line.points().abs(), Comparator.reverseOrder()));
        return lines;
    }

    private static void add(
            List<Line> lines, List<Double> parts, Kind kind, String label, String detail, double points) {
        if (points != 0) {
            lines.add(new Line(kind, label, detail, BigDecimal.ZERO));
            parts.add(points);
        }
    }

    private static void addRules(HealthScore before, HealthScore after, int decimals, List<Line> lines) {
        SortedSet<String> ids = new TreeSet<>();
        before.rules().forEach(fired -> ids.add(fired.rule().id()));
        after.rules().forEach(fired -> ids.add(fired.rule().id()));
        for (String id : ids) {
            double change = ruleEffect(after, id) - ruleEffect(before, id);
            if (change != 0) {
                String reason = after.model().orElseThrow().rules().stream()
                        .filter(rule -> rule.id().equals(id))
                        .map(rule -> rule.reason().orElse(rule.when().toString()))
                        .findFirst()
                        .orElse("");
                String held = held(before, id) + " → " + held(after, id);
                lines.add(new Line(Kind.RULE, "rule " + id, reason + " (" + held + ")", decimal(change, decimals)));
            }
        }
    }

    private static String held(HealthScore score, String rule) {
        return score.rules().stream().anyMatch(fired -> fired.rule().id().equals(rule)) ? "held" : "did not hold";
    }

    private static double ruleEffect(HealthScore score, String rule) {
        return score.rules().stream()
                .filter(fired -> fired.rule().id().equals(rule))
                .mapToDouble(fired -> fired.effect())
                .sum();
    }

    private static double overrideEffect(HealthScore score) {
        double ruled = score.computed().orElseThrow()
                + score.rules().stream().mapToDouble(fired -> fired.effect()).sum();
        return score.override().map(override -> override.value() - ruled).orElse(0.0);
    }

    private static String override(HealthScore score) {
        return score.override()
                .map(each -> number(each.value()) + " by " + each.author())
                .orElse("none");
    }

    private static BigDecimal decimal(double number, int decimals) {
        return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
    }

    private static String number(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static BigDecimal sum(List<Line> lines) {
        return lines.stream().map(Line::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Returns the change as text: the two scores, a line for each thing that moved it, and the sum.
     *
     * @return the text
     */
    @Override
    public String toString() {
        String head = "account \"" + after.accountId() + "\", " + before.asOf() + " to " + after.asOf() + ": "
                + shown(before) + " → " + shown(after);
        return points.map(change -> head + "\n"
                        + lines.stream()
                                .map(line -> signed(line.points()) + "  " + line.label()
                                        + (line.detail().isEmpty() ? "" : ": " + line.detail()))
                                .collect(Collectors.joining("\n"))
                        + "\n" + signed(change) + "  change")
                .orElse(head);
    }

    private static String shown(HealthScore score) {
        String band = score.band().map(Band::id).orElse("");
        return score.score().isPresent()
                ? number(score.score().getAsDouble()) + " (" + band + ")"
                : "no score ("
                        + score.noScore()
                                .map(reason ->
                                        reason.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                                .orElse("")
                        + ")";
    }

    private static String signed(BigDecimal points) {
        return (points.signum() > 0 ? "+" : "") + points.toPlainString();
    }
}
