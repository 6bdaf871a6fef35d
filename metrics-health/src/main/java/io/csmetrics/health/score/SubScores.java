package io.csmetrics.health.score;

import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A normaliser made ready for columns. One account is a column of one row: there is no second formula. NaN stands for no sub-score.
 */
interface SubScores {
    /** What turns the median absolute deviation of a normal distribution into its standard deviation: 1 / Phi^-1(3/4). */
    double MAD_TO_SD = 1.4826;

    double WORST = 0;
    double NEUTRAL = 50;

    /**
     * Normalises rows of a column.
     *
     * @param column the raw values
     * @param from the first row
     * @param count how many rows
     * @param scores takes the sub-scores, from index 0
     * @param room for as many numbers, to work with; what it held is lost
     */
    void fill(Column column, int from, int count, double[] scores, double[] room);

    /** The sub-score of one number. */
    @FunctionalInterface
    interface OfNumber {
        double at(double x);
    }

    static SubScores of(Normaliser normaliser) {
        if (normaliser instanceof Normaliser.Linear linear) {
            return ofNumbers(new LinearScores(linear.worst(), linear.best() - linear.worst()));
        }
        if (normaliser instanceof Normaliser.Points points) {
            return ofNumbers(PointScores.of(points.points()));
        }
        if (normaliser instanceof Normaliser.Baseline baseline) {
            return ofNumbers(PointScores.of(baseline.points()));
        }
        if (normaliser instanceof Normaliser.Categories categories) {
            return ofWords(categories.map(), categories.other().orElse(Double.NaN));
        }
        if (normaliser instanceof Normaliser.YesNo flag) {
            return ofFlags(flag.whenTrue(), flag.whenFalse());
        }
        return ofNumbers(each(ofNumber(normaliser)));
    }

    private static OfNumber ofNumber(Normaliser normaliser) {
        if (normaliser instanceof Normaliser.Steps steps) {
            return steps(steps.steps());
        }
        if (normaliser instanceof Normaliser.Peak peak) {
            // a peak of one value has one point, because no line goes from a point to itself
            return PointScores.of(Stream.of(
                            new Normaliser.Point(peak.zeroBelow(), WORST),
                            new Normaliser.Point(peak.bestFrom(), Normaliser.BEST),
                            new Normaliser.Point(peak.bestTo(), Normaliser.BEST),
                            new Normaliser.Point(peak.zeroAbove(), WORST))
                    .distinct()
                    .toList())::at;
        }
        if (normaliser instanceof Normaliser.Logistic logistic) {
            double k = Math.log(9) / (logistic.at90() - logistic.at50());
            return x -> Normaliser.BEST / (1 + Math.exp(-k * (x - logistic.at50())));
        }
        if (normaliser instanceof Normaliser.Log log) {
            double range = Math.abs(log.best() - log.worst());
            boolean rises = log.best() > log.worst();
            double whole = Math.log1p(range);
            return x -> {
                double distance = rises ? x - log.worst() : log.worst() - x;
                return Normaliser.BEST * Math.log1p(Math.max(0, Math.min(range, distance))) / whole;
            };
        }
        if (normaliser instanceof Normaliser.Recency recency) {
            return days -> days < 0 ? Double.NaN : Normaliser.BEST * Math.pow(2, -days / recency.halfLifeDays());
        }
        if (normaliser instanceof Normaliser.Percentile percentile) {
            return turned(percentile.lowerIsBetter(), percentile(percentile.reference()));
        }
        Normaliser.ZScore score = (Normaliser.ZScore) normaliser;
        return turned(score.lowerIsBetter(), zScore(score));
    }

    private static OfNumber turned(boolean lowerIsBetter, OfNumber score) {
        return lowerIsBetter ? x -> Normaliser.BEST - score.at(x) : score;
    }

    private static OfNumber steps(List<Normaliser.Step> steps) {
        double[] below = steps.stream()
                .mapToDouble(step -> step.below().orElse(Double.POSITIVE_INFINITY))
                .toArray();
        double[] scores = steps.stream().mapToDouble(Normaliser.Step::score).toArray();
        return x -> {
            int step = 0;
            while (x >= below[step]) {
                step++;
            }
            return scores[step];
        };
    }

    private static OfNumber percentile(List<Double> reference) {
        double[] sorted = reference.stream().mapToDouble(Double::doubleValue).toArray();
        return x ->
                Normaliser.BEST * (countBelow(sorted, x) + countBelow(sorted, Math.nextUp(x))) / (2 * sorted.length);
    }

    private static double countBelow(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static OfNumber zScore(Normaliser.ZScore score) {
        double spread = score.robust() ? MAD_TO_SD * score.spread() : score.spread();
        if (spread == 0) {
            return x -> NEUTRAL;
        }
        NormalDistribution normal = NormalDistribution.of(score.centre(), spread);
        return x -> Normaliser.BEST * normal.cumulativeProbability(x);
    }

    private static OfNumbers each(OfNumber score) {
        return (x, from, count, scores, room) -> {
            for (int i = 0; i < count; i++) {
                double number = x[from + i];
                scores[i] = Double.isFinite(number) ? score.at(number) : Double.NaN;
            }
        };
    }

    /** The sub-scores of rows of numbers. */
    @FunctionalInterface
    interface OfNumbers {
        void fill(double[] x, int from, int count, double[] scores, double[] room);
    }

    /** A column of texts is read as numbers; what is no number has no sub-score. */
    private static SubScores ofNumbers(OfNumbers numbers) {
        return (column, from, count, scores, room) -> {
            double[] x = column.numbers();
            if (x != null) {
                numbers.fill(x, from, count, scores, room);
                return;
            }
            double[] read = new double[count];
            for (int i = 0; i < count; i++) {
                SignalValue value = column.value(from + i);
                read[i] = value.isNumber() ? value.number() : Double.NaN;
            }
            numbers.fill(read, 0, count, scores, room);
        };
    }

    private static SubScores ofWords(Map<String, Double> words, double other) {
        return (column, from, count, scores, room) -> {
            for (int i = 0; i < count; i++) {
                SignalValue value = column.value(from + i);
                scores[i] = value.isPresent() ? words.getOrDefault(value.text(), other) : Double.NaN;
            }
        };
    }

    private static SubScores ofFlags(double yes, double no) {
        return (column, from, count, scores, room) -> {
            for (int i = 0; i < count; i++) {
                SignalValue value = column.value(from + i);
                String word = value.isNumber() ? SignalValue.of(value.number()).text() : value.text();
                scores[i] = switch (word.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "1" -> yes;
                    case "false", "no", "0" -> no;
                    default -> Double.NaN;
                };
            }
        };
    }

    /** {@code 100 * (x - worst) / range}, held at both ends; zero times infinity, and so the score of it, is NaN. */
    record LinearScores(double worst, double range) implements OfNumbers {
        @Override
        public void fill(double[] x, int from, int count, double[] scores, double[] room) {
            double least = worst;
            double width = range;
            for (int i = 0; i < count; i++) {
                double number = x[from + i];
                double score = Normaliser.BEST * (number - least) / width;
                scores[i] = Math.max(WORST, Math.min(Normaliser.BEST, score)) + 0 * number;
            }
        }
    }
}
