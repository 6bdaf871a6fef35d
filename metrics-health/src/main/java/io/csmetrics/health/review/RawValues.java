package io.csmetrics.health.review;

import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.HealthScorer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;

/**
 * Finds the raw value of a signal that gives a sub-score, by asking the scorer: there is no second formula. Between its cut points every
 * normaliser only rises or only falls, so that halving finds the nearest value.
 */
final class RawValues {
    /** How far a number may be from the nearest one, for being told with fewer decimals: this part of the move, and one point. */
    private static final double LONGEST_DETOUR = 0.1;

    private static final double DETOUR_IN_POINTS = 1;
    private static final int MOST_DECIMALS = 12;
    private static final int HALVINGS = 2_000;

    /** From this width on, numbers between whole cut points are counted in whole ones. */
    private static final double WHOLE_FROM_WIDTH = 10;

    private final HealthScorer scorer;
    private final HealthSignal signal;
    private final boolean up;
    private final List<SignalValue> words;
    private final double[] cuts;
    private final boolean isWhole;

    /**
     * Looks at a signal.
     *
     * @param up whether higher sub-scores are sought
     */
    RawValues(HealthScorer scorer, HealthSignal signal, boolean up) {
        this.scorer = scorer;
        this.signal = signal;
        this.up = up;
        words = words(signal.normaliser());
        double[] own = cuts(signal.normaliser());
        double width = own.length == 0 ? 0 : own[own.length - 1] - own[0];
        double pad = Math.max(1, width);
        boolean isStepped = isStepped();
        cuts = isStepped || signal.normaliser() instanceof Normaliser.Percentile
                ? DoubleStream.concat(
                                DoubleStream.of(own[0] - pad),
                                DoubleStream.concat(DoubleStream.of(own), DoubleStream.of(own[own.length - 1] + pad)))
                        .toArray()
                : own;
        isWhole = own.length > 0
                && DoubleStream.of(own).allMatch(cut -> cut == Math.rint(cut))
                && (isStepped || width >= WHOLE_FROM_WIDTH);
    }

    private static List<SignalValue> words(Normaliser normaliser) {
        if (normaliser instanceof Normaliser.Categories categories) {
            return categories.map().keySet().stream().map(SignalValue::parse).toList();
        }
        return normaliser instanceof Normaliser.YesNo
                ? List.of(SignalValue.of(false), SignalValue.of(true))
                : List.of();
    }

    /** The points between which sub-scores only rise or only fall, rising. */
    private static double[] cuts(Normaliser normaliser) {
        if (normaliser instanceof Normaliser.Logistic logistic) {
            double reach = 16 * (logistic.at90() - logistic.at50());
            return rising(logistic.at50() - reach, logistic.at50() + reach);
        }
        if (normaliser instanceof Normaliser.Recency recency) {
            return rising(0, 64 * recency.halfLifeDays());
        }
        if (normaliser instanceof Normaliser.Percentile percentile) {
            List<Double> reference = percentile.reference();
            return rising(reference.get(0), reference.get(reference.size() - 1));
        }
        if (normaliser instanceof Normaliser.ZScore score) {
            return rising(score.centre() - 9 * score.spread(), score.centre() + 9 * score.spread());
        }
        double[] cuts = Cuts.of(normaliser);
        return cuts.length == 0 && normaliser instanceof Normaliser.Steps ? new double[] {0} : rising(cuts);
    }

    private static double[] rising(double... cuts) {
        return DoubleStream.of(cuts).sorted().toArray();
    }

    private boolean isStepped() {
        return signal.normaliser() instanceof Normaliser.Steps;
    }

    /** The sub-score of a value; NaN for none. */
    double subScore(SignalValue value) {
        return scorer.subScore(signal.id(), value).orElse(Double.NaN);
    }

    private double subScore(double x) {
        return subScore(SignalValue.of(x));
    }

    /** The best sub-score that any value gives. */
    double best() {
        DoubleStream scores = words.isEmpty()
                ? DoubleStream.of(cuts).map(this::subScore)
                : words.stream().mapToDouble(this::subScore);
        return up ? scores.max().orElse(Double.NaN) : scores.min().orElse(Double.NaN);
    }

    /** Whether only some sub-scores can be had, each of them a level. */
    boolean hasLevels() {
        return isStepped() || !words.isEmpty();
    }

    /** The sub-scores of all levels. */
    double[] levels() {
        DoubleStream scores = words.isEmpty()
                ? DoubleStream.of(cuts).map(this::subScore)
                : words.stream().mapToDouble(this::subScore);
        return scores.filter(score -> !Double.isNaN(score)).sorted().distinct().toArray();
    }

    /**
     * The value nearest to the one now that gives a sub-score at least as good.
     *
     * @param now the value now; where there is none, the search starts at the worst one
     */
    Optional<SignalValue> nearest(SignalValue now, double needed) {
        if (reaches(subScore(now), needed)) {
            return Optional.of(now);
        }
        if (!words.isEmpty()) {
            return words.stream()
                    .filter(word -> reaches(subScore(word), needed))
                    .min(Comparator.comparingDouble(word -> up ? subScore(word) : -subScore(word)))
                    .map(word -> spelled(word, now));
        }
        if (cuts.length == 0) {
            return Optional.empty();
        }
        double start = now.isNumber() && !Double.isNaN(subScore(now)) ? now.number() : worstCut();
        if (reaches(subScore(start), needed)) {
            return Optional.of(SignalValue.of(start));
        }
        double right = nearest(start, needed, true);
        double left = nearest(start, needed, false);
        if (Double.isNaN(right) && Double.isNaN(left)) {
            return Optional.empty();
        }
        boolean goesRight = Double.isNaN(left) || right - start <= start - left;
        return Optional.of(SignalValue.of(told(start, goesRight ? right : left, needed)));
    }

    /** Values just at, below and above a limit of a rule, to which the value now is compared. */
    List<SignalValue> around(double limit, SignalValue now) {
        if (!words.isEmpty()) {
            return List.of();
        }
        boolean whole = limit == Math.rint(limit) && (!now.isNumber() || now.number() == Math.rint(now.number()));
        double distance = now.isNumber() && now.number() != limit ? Math.abs(limit - now.number()) : Math.abs(limit);
        double step = whole ? 1 : Math.pow(10, Math.floor(Math.log10(Math.max(distance, 1e-9) * LONGEST_DETOUR)));
        List<SignalValue> around = new ArrayList<>();
        for (int i = -1; i <= 1; i++) {
            SignalValue value = SignalValue.of(
                    BigDecimal.valueOf(limit).add(BigDecimal.valueOf(step * i)).doubleValue());
            if (!Double.isNaN(subScore(value))) {
                around.add(value);
            }
        }
        return around;
    }

    /** All values of a signal that is told in words. */
    List<SignalValue> spelledWords(SignalValue now) {
        return words.stream().map(word -> spelled(word, now)).toList();
    }

    private boolean reaches(double score, double needed) {
        return up ? score >= needed : score <= needed;
    }

    private double worstCut() {
        double worst = cuts[0];
        for (double cut : cuts) {
            worst = reaches(subScore(worst), Math.nextAfter(subScore(cut), up ? 200 : -200)) ? cut : worst;
        }
        return worst;
    }

    /** The nearest value on one side; NaN for none. */
    private double nearest(double start, double needed, boolean goesRight) {
        double before = start;
        for (int i = 0; i < cuts.length; i++) {
            double cut = goesRight ? cuts[i] : cuts[cuts.length - 1 - i];
            if (goesRight ? cut <= before : cut >= before) {
                continue;
            }
            if (reaches(subScore(cut), needed)) {
                return halved(before, cut, x -> reaches(subScore(x), needed));
            }
            before = cut;
        }
        return Double.NaN;
    }

    private static double halved(double not, double yes, DoublePredicate reaches) {
        double low = not;
        double high = yes;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low / 2 + high / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (reaches.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /** The nearest value with as few decimals as lead it not far beyond; whole where everything else is. */
    private double told(double start, double nearest, double needed) {
        RoundingMode outwards = nearest > start ? RoundingMode.CEILING : RoundingMode.FLOOR;
        boolean whole = isWhole && start == Math.rint(start);
        for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
            double told =
                    BigDecimal.valueOf(nearest).setScale(decimals, outwards).doubleValue();
            double score = subScore(told);
            boolean isNear = Math.abs(told - nearest) <= LONGEST_DETOUR * Math.abs(nearest - start)
                    && Math.abs(score - subScore(nearest)) <= DETOUR_IN_POINTS;
            if (reaches(score, needed) && (isNear || (whole && decimals == 0))) {
                return told;
            }
        }
        return nearest;
    }

    /** Yes and no as the value now spells them. */
    private SignalValue spelled(SignalValue word, SignalValue now) {
        if (!(signal.normaliser() instanceof Normaliser.YesNo)) {
            return word;
        }
        boolean yes = word.text().equals("true");
        return switch (now.text().toLowerCase(Locale.ROOT)) {
            case "yes", "no" -> SignalValue.parse(yes ? "yes" : "no");
            case "1", "0", "1.0", "0.0" -> SignalValue.of(yes ? 1 : 0);
            default -> word;
        };
    }
}
