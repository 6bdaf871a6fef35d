package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Direction;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.period.ReportingPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scorecard says about a period.
 *
 * @param scorecard the scorecard
 * @param period the period
 * @param asOf the instant at and after which nothing was known
 * @param metrics the KPIs of the scorecard in its order, overall before the segments; then those that only the report needs
 * @param triggers which triggers fired, and which could not be read
 * @param checks what makes the scorecard hard to act on
 */
public record ScorecardReading(
        Scorecard scorecard,
        ReportingPeriod period,
        Instant asOf,
        List<Metric> metrics,
        Trigger.Outcome triggers,
        List<ScorecardCheck> checks) {

    /**
     * One KPI of one group of accounts, beside what makes its number tell something.
     *
     * @param key the key of the KPI
     * @param name its name
     * @param direction which way it gets better
     * @param indicator whether it leads or lags
     * @param segment the group of accounts
     * @param now the number, or why there is none
     * @param previous the number of the period before
     * @param yearAgo the number of the same period a year ago
     * @param change how the number moved since the period before; empty unless both exist
     * @param yearChange how it moved since a year ago; empty unless both exist
     * @param trend the numbers that lead to it, from the oldest to this one
     * @param attainment the target, and what was reached of it; empty if none is set
     * @param notice what to know about the period, such as that an earlier one is read because windows are still open; empty if nothing
     */
    public record Metric(
            String key,
            String name,
            Direction direction,
            Indicator indicator,
            Segment segment,
            KpiRow now,
            Optional<KpiRow> previous,
            Optional<KpiRow> yearAgo,
            Optional<Change> change,
            Optional<Change> yearChange,
            List<KpiRow> trend,
            Optional<KpiTarget.Attainment> attainment,
            Optional<String> notice) {
        /** Copies the trend. */
        public Metric {
            trend = List.copyOf(trend);
        }
    }

    /**
     * How a number moved.
     *
     * @param difference {@code now - before}, in the unit of the KPI; of a percent the points as a fraction
     * @param relative {@code (now - before) / before}; empty unless {@code before} is above 0
     */
    public record Change(BigDecimal difference, Optional<BigDecimal> relative) {
        static Optional<Change> of(KpiResult now, Optional<KpiResult> before) {
            return now.quotient()
                    .flatMap(to -> before.flatMap(KpiResult::quotient).map(from -> between(from, to)));
        }

        static Change between(Quotient from, Quotient to) {
            Quotient difference = to.minus(from);
            return new Change(
                    difference.value(),
                    from.signum() > 0 ? Optional.of(difference.over(from).value()) : Optional.empty());
        }
    }

    /** Copies the lists. */
    public ScorecardReading {
        metrics = List.copyOf(metrics);
        checks = List.copyOf(checks);
    }

    /**
     * Returns the number of all accounts together.
     *
     * @param key the key of the KPI
     * @return the metric, empty if the KPI was not measured
     */
    public Optional<Metric> metric(String key) {
        return metrics.stream()
                .filter(metric -> metric.key().equals(key) && metric.segment().isOverall())
                .findFirst();
    }
}
