package io.csmetrics.kpi;

import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Results of many KPIs, periods and segments: by KPI, then start, then overall before the segments as text. */
public final class KpiTable {
    private final List<KpiResult> rows;
    private final Map<Cell, KpiResult> byCell = new HashMap<>();

    private record Cell(Kpi kpi, ReportingPeriod period, Segment segment) {}

    KpiTable(List<KpiResult> rows) {
        this.rows = List.copyOf(rows);
        rows.forEach(row -> byCell.put(new Cell(row.kpi(), row.reading().period(), row.segment()), row));
    }

    /**
     * Joins results that were measured apart.
     *
     * @param rows the results, in their order
     * @return the table
     */
    public static KpiTable of(Collection<KpiResult> rows) {
        return new KpiTable(List.copyOf(rows));
    }

    /**
     * Returns all results.
     *
     * @return the results in order
     */
    public List<KpiResult> rows() {
        return rows;
    }

    /**
     * Returns the result of all accounts.
     *
     * @param kpi the KPI, as the sheet has it
     * @param period the period
     * @return the result
     * @throws IllegalArgumentException if the table has no such row
     */
    public KpiResult result(Kpi kpi, ReportingPeriod period) {
        return result(kpi, period, Segment.overall());
    }

    /**
     * Returns the result of a segment.
     *
     * @param kpi the KPI, as the sheet has it
     * @param period the period
     * @param segment the segment
     * @return the result
     * @throws IllegalArgumentException if the table has no such row
     */
    public KpiResult result(Kpi kpi, ReportingPeriod period, Segment segment) {
        KpiResult result = byCell.get(new Cell(kpi, period, segment));
        if (result == null) {
            throw new IllegalArgumentException(
                    "the table has no row for " + kpi + " " + period + " " + segment + "; ask for what the sheet has");
        }
        return result;
    }

    /**
     * Returns one line a result.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return rows.stream().map(KpiResult::toString).collect(Collectors.joining("\n"));
    }
}
