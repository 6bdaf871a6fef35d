package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.period.ReportingPeriod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Why a ratio moved between two periods: because segments became larger or smaller (mix), and because the ratio moved inside them (rate).
 * Exact. It is arithmetic and tells no cause.
 *
 * <p>For a ratio {@code R = sum of w * r} over segments, with {@code w} the segment's part of the denominator and {@code r} its own ratio:
 * {@code mix = (w1 - w0) * (r0 - R0)} and {@code rate = w1 * (r1 - r0)}. A segment that is absent before has {@code r0 = R0}; absent now,
 * {@code w1 = 0}. What belongs to no account stands as a segment of its own, {@link #NO_ACCOUNT}. A mean duration is taken before it is
 * rounded to a millisecond.
 *
 * @param key the key of the KPI
 * @param from the earlier period
 * @param to the later period
 * @param before the ratio of the earlier period, R0
 * @param after the ratio of the later period, R1
 * @param parts one for each segment, in their order; {@code sum of (mix + rate) = after - before}
 */
public record ChangeDecomposition(
        String key, ReportingPeriod from, ReportingPeriod to, Quotient before, Quotient after, List<Part> parts) {

    /** The segment of what belongs to no account. */
    public static final Segment NO_ACCOUNT = Segment.of("account_id", Segment.NONE);

    private static final Quotient ZERO = Quotient.of(0);

    /**
     * What one segment did to the ratio.
     *
     * @param segment the segment
     * @param mix what the change of its size did
     * @param rate what the change of its own ratio did
     */
    public record Part(Segment segment, Quotient mix, Quotient rate) {
        /**
         * Returns what the segment did in all.
         *
         * @return {@code mix + rate}
         */
        public Quotient change() {
            return mix.plus(rate);
        }
    }

    /** Copies the parts. */
    public ChangeDecomposition {
        parts = List.copyOf(parts);
    }

    /**
     * Returns what all segments did by their sizes.
     *
     * @return the sum of all mix parts
     */
    public Quotient mix() {
        return parts.stream().map(Part::mix).reduce(ZERO, Quotient::plus);
    }

    /**
     * Returns what all segments did by their own ratios.
     *
     * @return the sum of all rate parts
     */
    public Quotient rate() {
        return parts.stream().map(Part::rate).reduce(ZERO, Quotient::plus);
    }

    /**
     * Decomposes the change of a KPI between two periods of a table.
     *
     * @param table the results, by segment
     * @param kpi the KPI, as the table has it
     * @param from the earlier period
     * @param to the later period
     * @return the decomposition; empty if the KPI has no number in one of the periods
     * @throws IllegalArgumentException as {@link #of(Collection, Collection)}
     */
    public static Optional<ChangeDecomposition> of(KpiTable table, Kpi kpi, ReportingPeriod from, ReportingPeriod to) {
        return of(rows(table, kpi, from), rows(table, kpi, to));
    }

    private static List<KpiResult> rows(KpiTable table, Kpi kpi, ReportingPeriod period) {
        table.result(kpi, period);
        return table.rows().stream()
                .filter(row -> row.kpi().equals(kpi) && row.reading().period().equals(period))
                .toList();
    }

    /**
     * Decomposes the change of a KPI between two readings.
     *
     * @param earlier the rows of one KPI and period: the overall one, and one for each segment
     * @param later those of the later period; its segments may be others
     * @return the decomposition; empty if the KPI has no number in one of the periods
     * @throws IllegalArgumentException if the rows are not of one KPI, each of one period, if the KPI is no ratio of two counts, or if
     *     its segments do not add up to the whole
     */
    public static Optional<ChangeDecomposition> of(Collection<KpiResult> earlier, Collection<KpiResult> later) {
        Side side0 = Side.of(earlier);
        Side side1 = Side.of(later);
        Kpi kpi = side0.overall.kpi();
        if (!kpi.equals(side1.overall.kpi())) {
            throw new IllegalArgumentException(
                    "change of " + kpi + " must be to the same KPI, not " + side1.overall.kpi());
        }
        Optional<SortedParts> before = side0.parts();
        Optional<SortedParts> after = side1.parts();
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        Quotient whole = before.get().ratio;
        SortedSet<Segment> segments = new TreeSet<>(before.get().bySegment.keySet());
        segments.addAll(after.get().bySegment.keySet());
        List<Part> parts = new ArrayList<>();
        for (Segment segment : segments) {
            Weighted was = before.get().bySegment.getOrDefault(segment, new Weighted(ZERO, whole));
            Weighted is = after.get().bySegment.getOrDefault(segment, new Weighted(ZERO, was.ratio));
            parts.add(new Part(
                    segment,
                    is.weight.minus(was.weight).times(was.ratio.minus(whole)),
                    is.weight.times(is.ratio.minus(was.ratio))));
        }
        return Optional.of(new ChangeDecomposition(
                kpi.key(),
                side0.overall.reading().period(),
                side1.overall.reading().period(),
                whole,
                after.get().ratio,
                parts));
    }

    /** A segment's part of the denominator, and its ratio. */
    private record Weighted(Quotient weight, Quotient ratio) {}

    /** The segments that have a denominator, and the ratio of all. */
    private record SortedParts(Quotient ratio, TreeMap<Segment, Weighted> bySegment) {}

    /** The rows of one reading. */
    private record Side(KpiResult overall, List<KpiResult> segments) {

        static Side of(Collection<KpiResult> rows) {
            List<KpiResult> overall =
                    rows.stream().filter(row -> row.segment().isOverall()).toList();
            List<KpiResult> segments =
                    rows.stream().filter(row -> !row.segment().isOverall()).toList();
            if (overall.size() != 1) {
                throw new IllegalArgumentException(
                        overall.size() + " overall rows must be one; give the rows of one KPI and one period");
            }
            KpiResult whole = overall.get(0);
            for (KpiResult row : segments) {
                if (!row.kpi().equals(whole.kpi()) || !row.reading().equals(whole.reading())) {
                    throw new IllegalArgumentException(
                            row + " must be of " + whole.kpi() + " " + whole.reading() + ", as the overall row is");
                }
            }
            if (segments.isEmpty()) {
                throw new IllegalArgumentException(
                        "change of " + whole.kpi() + " must have segments; measure it by some");
            }
            return new Side(whole, segments);
        }

        Optional<SortedParts> parts() {
            if (overall.quotient().isEmpty()) {
                return Optional.empty();
            }
            Quotient denominator = denominator(overall);
            Quotient ratio = ratio(overall);
            TreeMap<Segment, Weighted> parts = new TreeMap<>();
            Quotient weights = ZERO;
            Quotient sum = ZERO;
            for (KpiResult row : segments) {
                if (row.quotient().isPresent()) {
                    Weighted part = new Weighted(denominator(row).over(denominator), ratio(row));
                    parts.put(row.segment(), part);
                    weights = weights.plus(part.weight);
                    sum = sum.plus(part.weight.times(part.ratio));
                }
            }
            Quotient rest = Quotient.of(1).minus(weights);
            if (rest.signum() > 0) {
                parts.put(NO_ACCOUNT, new Weighted(rest, ratio.minus(sum).over(rest)));
            } else if (rest.signum() < 0 || sum.compareTo(ratio) != 0) {
                throw new IllegalArgumentException("segments of " + overall.kpi() + " " + overall.reading()
                        + " must add up to the whole; it cannot be decomposed");
            }
            return Optional.of(new SortedParts(ratio, parts));
        }

        /** The number before it was rounded: means of durations are, to a millisecond, and rounded parts would not sum exactly. */
        private static Quotient ratio(KpiResult row) {
            return row.kpi().unit() == KpiUnit.DURATION
                    ? Quotient.of(row.evidence().numerator().orElseThrow()).over(denominator(row))
                    : row.quotient().orElseThrow();
        }

        private static Quotient denominator(KpiResult row) {
            return row.evidence()
                    .denominator()
                    .filter(under -> row.evidence().numerator().isPresent())
                    .map(Quotient::of)
                    .orElseThrow(
                            () -> new IllegalArgumentException(
                                    "KPI \"" + row.kpi().key()
                                            + "\" must be a ratio of two counts to be decomposed; it has no numerator and denominator"));
        }
    }
}
