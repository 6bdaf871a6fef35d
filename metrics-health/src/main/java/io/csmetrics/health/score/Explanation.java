package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.Scale;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A score as lines of points that add up to it exactly: one for every signal, one for every rule that moved it, one for an
 * override, and one for the rounding. Points are told with two decimals more than the score; what rounding them loses is given to those that
 * lost the most (the method of the largest remainder).
 *
 * @param lines the lines; none where there is no score
 * @param shown the score; empty where there is none
 */
public record Explanation(List<Line> lines, Optional<BigDecimal> shown) {
    private static final int MORE_DECIMALS = 2;

    /**
     * One line.
     *
     * @param label what gives the points
     * @param detail what was found
     * @param points the points
     */
    public record Line(String label, String detail, BigDecimal points) {}

    /** Checks that the lines add up. */
    public Explanation {
        lines = List.copyOf(lines);
        BigDecimal sum = lines.stream().map(Line::points).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (shown.isPresent() && sum.compareTo(shown.get()) != 0) {
            throw new IllegalArgumentException("lines must add up to the score " + shown.get() + ", not " + sum);
        }
    }

    static Explanation of(HealthScore score) {
        if (score.score().isEmpty() || score.model().isEmpty()) {
            return new Explanation(List.of(), Optional.empty());
        }
        HealthModel model = score.model().get();
        int decimals = model.scale().decimals() + MORE_DECIMALS;
        BigDecimal shown = decimal(score.score().getAsDouble(), model.scale().decimals());
        List<Line> lines = new ArrayList<>();
        Scale scale = model.scale();
        if (scale.min() != 0) {
            lines.add(new Line("start of the scale", "", decimal(scale.min(), decimals)));
        }
        List<Contribution> signals = score.contributions();
        BigDecimal points = decimal(score.computed().orElseThrow() - scale.min(), decimals);
        BigDecimal floor = floor(score, scale, decimals);
        List<BigDecimal> parts =
                apportioned(signals.stream().map(Contribution::points).toList(), points.subtract(floor), decimals);
        for (int i = 0; i < signals.size(); i++) {
            lines.add(new Line(signals.get(i).signal().label(), detail(signals.get(i)), parts.get(i)));
        }
        if (floor.signum() != 0) {
            lines.add(new Line("floor of the geometric mean", "", floor));
        }
        for (FiredRule fired : score.rules()) {
            if (fired.effect() != 0) {
                lines.add(new Line(
                        "rule " + fired.rule().id(),
                        fired.rule().reason().orElse(fired.rule().when().toString()),
                        decimal(fired.effect(), decimals)));
            }
        }
        score.override()
                .ifPresent(override -> lines.add(new Line(
                        "override by " + override.author(),
                        override.reason().orElse(""),
                        decimal(override.value(), decimals).subtract(sum(lines)))));
        lines.add(new Line("rounding", "", shown.subtract(sum(lines))));
        return new Explanation(lines, Optional.of(shown));
    }

    /** What a geometric mean of zeros has all the same: no signal gave it. */
    private static BigDecimal floor(HealthScore score, Scale scale, int decimals) {
        double points =
                score.contributions().stream().mapToDouble(Contribution::points).sum();
        return decimal(score.computed().orElseThrow() - scale.min() - points, decimals);
    }

    private static String detail(Contribution each) {
        String state = each.state() == SignalState.OK ? "" : " (" + each.state().key() + ")";
        String effect = each.share() == 0
                ? "left out"
                : decimal(each.subScore().orElse(0), 1) + " × " + decimal(100 * each.share(), 1) + " %";
        return each.raw() + state + " → " + effect;
    }

    private static BigDecimal sum(List<Line> lines) {
        return lines.stream().map(Line::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal decimal(double number, int decimals) {
        return BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP);
    }

    /**
     * Rounds parts so that they add up to a whole: all are rounded down, and then those that lost the most get one unit more, until they do.
     *
     * @param parts the parts
     * @param whole what they add up to, but for less than half a unit
     * @param decimals how many decimals they get
     * @return the rounded parts; of parts that lost the same, the first gets its unit first, and none gets two
     */
    public static List<BigDecimal> apportioned(List<Double> parts, BigDecimal whole, int decimals) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        List<BigDecimal> exact = parts.stream().map(BigDecimal::valueOf).toList();
        List<BigDecimal> rounded = exact.stream()
                .map(part -> part.setScale(decimals, RoundingMode.FLOOR))
                .collect(Collectors.toCollection(ArrayList::new));
        List<Integer> byLoss = IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> exact.get(i).subtract(rounded.get(i)))
                        .reversed())
                .toList();
        int units = whole.subtract(rounded.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .divide(unit, 0, RoundingMode.HALF_EVEN)
                .intValueExact();
        for (int i = 0; i < units && i < byLoss.size(); i++) {
            int at = byLoss.get(i);
            rounded.set(at, rounded.get(at).add(unit));
        }
        return rounded;
    }

    /**
     * Returns the lines as text, one below the other, and the score under them.
     *
     * @return the text
     */
    @Override
    public String toString() {
        String text = lines.stream()
                .map(line -> line.points().toPlainString() + "  " + line.label()
                        + (line.detail().isEmpty() ? "" : ": " + line.detail()))
                .collect(Collectors.joining("\n"));
        return shown.map(score -> text + "\n" + score.toPlainString() + "  score")
                .orElse("no score");
    }
}
