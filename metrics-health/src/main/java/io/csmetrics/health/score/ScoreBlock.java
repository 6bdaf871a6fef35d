package io.csmetrics.health.score;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.SignalValue;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores some rows of columns, signal by signal, and keeps what an explanation needs. It is the only place where scores are computed: one
 * account is a block of one row. NaN stands for what is not there.
 */
final class ScoreBlock {
    /** How many rows are scored together: what a block keeps shall stay in the cache of the processor. */
    static final int ROWS = 1_024;

    /** Weights such as 0.1 do not add up exactly; a share that is this near to the least one reaches it. */
    private static final double NOISE = 1e-12;

    /** The bits of the first NaN, after those of infinity. */
    private static final long LEAST_NAN = 0x7FF0_0000_0000_0001L;

    private static final Aggregator PLAIN = new Aggregator(Aggregation.MEAN);

    private final CompiledModel model;
    /** Sub-scores of usable values, by signal and row. */
    private final double[][] usable;

    /** Sub-scores that count, with what a missing signal scores instead. */
    private final double[][] counted;

    /** Scores of groups that count, by group and row. */
    final double[][] groupScores;

    /** Means of the groups' scores; the points of an account without rules. */
    final double[] mean;

    final double[] coverage;

    /** Where a cap lowered the score that was ruled last. */
    final boolean[] capped;

    private final boolean[] lacksRequired;
    private final double[] sum;
    private final double[] weight;
    private final double[] okWeight;
    private final double[] applicable;
    private final double[] lowest;
    private final double[] total;
    private final double[] totalWeight;
    private final double[] covered;
    private final double[] coverable;
    private final double[] room;

    private final SignalColumns columns;
    private final @Nullable Column[] column;
    private final long asOf;
    private int from;

    ScoreBlock(CompiledModel model, SignalColumns columns, long asOf, int rows) {
        this.model = model;
        this.columns = columns;
        this.asOf = asOf;
        usable = new double[model.signals.length][rows];
        counted = new double[model.signals.length][];
        column = new Column[model.signals.length];
        for (int j = 0; j < model.signals.length; j++) {
            CompiledSignal signal = model.signals[j];
            counted[j] = signal.scoresInstead() ? new double[rows] : usable[j];
            column[j] = columns.column(signal.signal.id());
        }
        groupScores = new double[model.groups.length][rows];
        mean = new double[rows];
        coverage = new double[rows];
        capped = new boolean[rows];
        lacksRequired = new boolean[rows];
        sum = new double[rows];
        weight = new double[rows];
        okWeight = new double[rows];
        applicable = new double[rows];
        lowest = new double[rows];
        total = new double[rows];
        totalWeight = new double[rows];
        covered = new double[rows];
        coverable = new double[rows];
        room = new double[rows];
    }

    /** Scores rows; what was kept of other rows is gone. */
    void score(int firstRow, int count) {
        from = firstRow;
        Arrays.fill(lacksRequired, 0, count, false);
        Arrays.fill(total, 0, count, 0);
        Arrays.fill(totalWeight, 0, count, 0);
        Arrays.fill(covered, 0, count, 0);
        Arrays.fill(coverable, 0, count, 0);
        if (model.overall.isLowest()) {
            Arrays.fill(total, 0, count, Double.POSITIVE_INFINITY);
        }
        for (int g = 0; g < model.groups.length; g++) {
            scoreGroup(g, count);
        }
        double least = model.model.coverage().model() - NOISE;
        for (int i = 0; i < count; i++) {
            coverage[i] = coverable[i] > 0 ? covered[i] / coverable[i] : 0;
            double divided = model.overall.isLowest() ? total[i] : model.overall.score(total[i] / totalWeight[i]);
            boolean hasScore = totalWeight[i] > 0 && coverage[i] >= least && !lacksRequired[i];
            mean[i] = hasScore ? divided : Double.NaN;
        }
    }

    private void scoreGroup(int g, int count) {
        CompiledModel.CompiledGroup group = model.groups[g];
        boolean isPlain = group.aggregator().equals(PLAIN);
        for (int j = group.first(); j < group.end(); j++) {
            isPlain &= isPlain(j);
        }
        Arrays.fill(sum, 0, count, 0);
        Arrays.fill(okWeight, 0, count, 0);
        if (!isPlain) {
            Arrays.fill(weight, 0, count, 0);
            Arrays.fill(lowest, 0, count, Double.POSITIVE_INFINITY);
        }
        double whole = 0;
        boolean applyToAll = true;
        for (int j = group.first(); j < group.end(); j++) {
            whole += model.signals[j].weight;
            applyToAll &= column[j] == null || column[j].appliesToAll();
        }
        Arrays.fill(applicable, 0, count, applyToAll ? whole : 0);
        for (int j = group.first(); j < group.end(); j++) {
            fill(j, count);
            if (!applyToAll) {
                addApplicable(j, count);
            }
            if (isPlain) {
                addPlain(usable[j], model.signals[j].weight, count);
            } else {
                add(j, group.aggregator(), count);
            }
        }
        divide(g, isPlain ? okWeight : weight, count);
    }

    /** Adds in the order in which usable weights are added: where all that applies is usable, the sums are the same to the last bit. */
    private void addApplicable(int j, int count) {
        for (int i = 0; i < count; i++) {
            applicable[i] += applies(j, i) ? model.signals[j].weight : 0;
        }
    }

    /** Tells whether a usable value counts with its weight, and any other one not at all. */
    private boolean isPlain(int j) {
        CompiledSignal signal = model.signals[j];
        boolean ages =
                signal.halfLifeDays < Double.POSITIVE_INFINITY && column[j] != null && column[j].observedAt() != null;
        return !ages && counted[j] == usable[j];
    }

    private void fill(int j, int count) {
        CompiledSignal signal = model.signals[j];
        Column values = column[j];
        double[] scores = usable[j];
        if (values == null) {
            Arrays.fill(scores, 0, count, Double.NaN);
        } else {
            signal.fill(values, from, count, asOf, scores, room);
        }
        if (signal.isRequired) {
            for (int i = 0; i < count; i++) {
                lacksRequired[i] |= Double.isNaN(scores[i]) && applies(j, i);
            }
        }
        if (counted[j] != scores) {
            for (int i = 0; i < count; i++) {
                counted[j][i] =
                        Double.isNaN(scores[i]) && applies(j, i) ? signal.instead(columns, from + i) : scores[i];
            }
        }
    }

    /** Adds what is there without a branch to guess: the bits of a NaN, and of its weight, become those of 0. */
    private void addPlain(double[] scores, double its, int count) {
        long weightBits = Double.doubleToRawLongBits(its);
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToRawLongBits(scores[i]);
            long there = ((bits & Long.MAX_VALUE) - LEAST_NAN) >> (Long.SIZE - 1);
            sum[i] += its * Double.longBitsToDouble(bits & there);
            okWeight[i] += Double.longBitsToDouble(weightBits & there);
        }
    }

    private void add(int j, Aggregator aggregator, int count) {
        CompiledSignal signal = model.signals[j];
        for (int i = 0; i < count; i++) {
            double score = counted[j][i];
            boolean isUsable = !Double.isNaN(usable[j][i]);
            if (!Double.isNaN(score) && signal.weight > 0) {
                double its = isUsable ? signal.weightAt(column[j], from + i, asOf) : signal.weight;
                sum[i] += its * aggregator.term(score);
                weight[i] += its;
                lowest[i] = Math.min(lowest[i], score);
                okWeight[i] += isUsable ? signal.weight : 0;
            }
        }
    }

    private void divide(int g, double[] weights, int count) {
        CompiledModel.CompiledGroup group = model.groups[g];
        Aggregator aggregator = group.aggregator();
        double leastShare = model.model.coverage().group() - NOISE;
        double its = group.weight();
        double[] scores = groupScores[g];
        for (int i = 0; i < count; i++) {
            if (applicable[i] > 0) {
                double share = okWeight[i] / applicable[i];
                covered[i] += its * share;
                coverable[i] += its;
                double score = aggregator.isLowest() ? lowest[i] : aggregator.score(sum[i] / weights[i]);
                scores[i] = weights[i] > 0 && share >= leastShare ? score : Double.NaN;
            } else {
                scores[i] = Double.NaN;
            }
        }
        if (its > 0) {
            boolean takesLowest = model.overall.isLowest();
            for (int i = 0; i < count; i++) {
                if (!Double.isNaN(scores[i])) {
                    total[i] = takesLowest
                            ? Math.min(total[i], scores[i])
                            : total[i] + its * model.overall.term(scores[i]);
                    totalWeight[i] += its;
                }
            }
        }
    }

    boolean applies(int j, int row) {
        return column[j] == null || column[j].applies(from + row);
    }

    /** The sub-score that counts; NaN for none. */
    double counted(int j, int row) {
        return counted[j][row];
    }

    /** The sub-score of a usable value; NaN for none. */
    double usable(int j, int row) {
        return usable[j][row];
    }

    /** The weight with which a signal counts, less for its age. */
    double weight(int j, int row) {
        CompiledSignal signal = model.signals[j];
        return Double.isNaN(usable[j][row]) ? signal.weight : signal.weightAt(column[j], from + row, asOf);
    }

    boolean lacksRequired(int row) {
        return lacksRequired[row];
    }

    SignalState state(int j, int row) {
        return model.signals[j].state(column[j], from + row, asOf, usable[j][row]);
    }

    SignalValue value(int j, int row) {
        return column[j] == null ? SignalValue.none() : column[j].value(from + row);
    }

    double ageInDays(int j, int row) {
        long[] observedAt = column[j] == null ? null : column[j].observedAt();
        return observedAt == null ? 0 : CompiledSignal.ageInDays(asOf, observedAt[from + row]);
    }

    double usableNumber(int j, int row) {
        if (Double.isNaN(usable[j][row]) || column[j] == null) {
            return Double.NaN;
        }
        double[] numbers = column[j].numbers();
        if (numbers != null) {
            return numbers[from + row];
        }
        SignalValue value = value(j, row);
        return value.isNumber() ? value.number() : Double.NaN;
    }

    SignalValue usableValue(int j, int row) {
        return Double.isNaN(usable[j][row]) ? SignalValue.none() : value(j, row);
    }

    /** The mean after floors, then caps, on the scale of the model; not rounded. */
    double ruled(double mean, int row) {
        double score = model.onScale(mean);
        if (model.rules.length == 0) {
            return score;
        }
        double floor = Double.NEGATIVE_INFINITY;
        double cap = Double.POSITIVE_INFINITY;
        for (CompiledRule rule : model.rules) {
            if (rule.fires(this, row)) {
                floor = Math.max(floor, rule.floor);
                cap = Math.min(cap, rule.cap);
            }
        }
        double floored = Math.max(score, floor);
        capped[row] = cap < floored;
        return Math.min(floored, cap);
    }

    /** How low and how high the mean could be if what is missing were known; call it for a row with a score only. */
    double bound(int row, boolean isHigh) {
        int size = model.groups.length;
        double[] scores = new double[size];
        boolean[] isOpen = new boolean[size];
        for (int g = 0; g < size; g++) {
            scores[g] = model.groups[g].weight() > 0 ? groupBound(g, row, isHigh) : Double.NaN;
            isOpen[g] = Double.isNaN(groupScores[g][row]);
        }
        double bound = Bounds.of(model, scores, isOpen, isHigh);
        // weights less for age are not those of the bounds
        return isHigh ? Math.max(bound, mean[row]) : Math.min(bound, mean[row]);
    }

    private double groupBound(int g, int row, boolean isHigh) {
        CompiledModel.CompiledGroup group = model.groups[g];
        Aggregator aggregator = group.aggregator();
        double unknown = isHigh ? Normaliser.BEST : SubScores.WORST;
        double terms = 0;
        double weights = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = group.first(); j < group.end(); j++) {
            double its = model.signals[j].weight;
            if (its > 0 && applies(j, row)) {
                double score = Double.isNaN(usable[j][row]) ? unknown : usable[j][row];
                terms += its * aggregator.term(score);
                weights += its;
                least = Math.min(least, score);
            }
        }
        if (weights == 0) {
            return Double.NaN;
        }
        return aggregator.isLowest() ? least : aggregator.score(terms / weights);
    }
}
