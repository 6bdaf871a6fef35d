package io.csmetrics.health.score;

import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.MissingPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signal of a model, ready for columns. */
final class CompiledSignal {
    private static final double MILLIS_A_DAY = 86_400_000;

    /** However old, a value keeps a weight, or a group of old values would have none at all. */
    private static final double LEAST_CERTAINTY = 1e-290;

    final HealthSignal signal;
    final double weight;
    final boolean isRequired;
    final double maxAgeDays;
    final double halfLifeDays;

    private final SubScores subScores;
    private final double fixed;
    private final @Nullable Map<String, Double> medians;

    CompiledSignal(HealthSignal signal) {
        this.signal = signal;
        weight = signal.weight();
        isRequired = signal.missing() instanceof MissingPolicy.Required;
        maxAgeDays = signal.maxAgeDays().orElse(Double.POSITIVE_INFINITY);
        halfLifeDays = signal.halfLifeDays().orElse(Double.POSITIVE_INFINITY);
        subScores = SubScores.of(signal.normaliser());
        fixed = signal.missing() instanceof MissingPolicy.Fixed policy ? policy.score() : Double.NaN;
        medians = signal.missing() instanceof MissingPolicy.SegmentMedian policy ? policy.bySegment() : null;
    }

    static double ageInDays(long asOf, long observedAt) {
        return observedAt == Column.JUST_NOW ? 0 : (asOf - observedAt) / MILLIS_A_DAY;
    }

    /** Sub-scores of usable values; NaN for all others. */
    void fill(Column column, int from, int count, long asOf, double[] scores) {
        fill(column, from, count, asOf, scores, new double[count]);
    }

    /** The same with room for as many numbers, to work with: new room for every block would cost more than some of the loops. */
    void fill(Column column, int from, int count, long asOf, double[] scores, double[] room) {
        subScores.fill(column, from, count, scores, room);
        long[] observedAt = column.observedAt();
        if (observedAt != null) {
            for (int i = 0; i < count; i++) {
                double age = ageInDays(asOf, observedAt[from + i]);
                if (age < 0 || age > maxAgeDays) {
                    scores[i] = Double.NaN;
                }
            }
        }
        if (!column.appliesToAll()) {
            for (int i = 0; i < count; i++) {
                if (!column.applies(from + i)) {
                    scores[i] = Double.NaN;
                }
            }
        }
    }

    /** What a signal that is not usable scores instead; NaN for nothing. */
    double instead(SignalColumns columns, int row) {
        if (medians == null) {
            return fixed;
        }
        String segment = columns.segment(row);
        return segment == null ? Double.NaN : medians.getOrDefault(segment, Double.NaN);
    }

    boolean scoresInstead() {
        return medians != null || !Double.isNaN(fixed);
    }

    /** The weight of a usable value, less for its age. */
    double weightAt(@Nullable Column column, int row, long asOf) {
        long[] observedAt = column == null ? null : column.observedAt();
        return observedAt == null || halfLifeDays == Double.POSITIVE_INFINITY
                ? weight
                : weight * Math.max(LEAST_CERTAINTY, Math.pow(2, -ageInDays(asOf, observedAt[row]) / halfLifeDays));
    }

    SignalState state(@Nullable Column column, int row, long asOf, double score) {
        if (column == null) {
            return SignalState.MISSING;
        }
        if (!column.applies(row)) {
            return SignalState.NOT_APPLICABLE;
        }
        if (!column.isThere(row)) {
            return SignalState.MISSING;
        }
        long[] observedAt = column.observedAt();
        double age = observedAt == null ? 0 : ageInDays(asOf, observedAt[row]);
        if (age >= 0 && age > maxAgeDays) {
            return SignalState.STALE;
        }
        return Double.isNaN(score) ? SignalState.INVALID : SignalState.OK;
    }
}
