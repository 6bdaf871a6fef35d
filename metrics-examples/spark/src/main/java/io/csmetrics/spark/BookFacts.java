package io.csmetrics.spark;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.RevenueRetention;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything that was counted of some accounts. Facts of disjoint accounts add, in any order, to what one process counts of all of them;
 * nothing has been divided yet.
 *
 * @param kpis what the KPIs need
 * @param bridges the revenue bridge of each month
 * @param retentions the retention of each month
 * @param cohorts the sums of the cohort triangle
 * @param problems what is wrong with the records
 */
public record BookFacts(
        KpiFacts kpis,
        List<RevenueBridge> bridges,
        List<RevenueRetention> retentions,
        CohortFacts cohorts,
        Problems problems)
        implements Serializable {

    /** Copies the lists. */
    public BookFacts {
        bridges = List.copyOf(bridges);
        retentions = List.copyOf(retentions);
    }

    /**
     * Counts accounts.
     *
     * @param data the accounts, all of them or a part
     * @param question what is counted
     * @param problems what was wrong with their records
     * @return the facts
     */
    public static BookFacts of(CustomerData data, Question question, Problems problems) {
        List<ReportingPeriod> months = question.windows();
        Cells all = Cells.overall(data.accounts().size());
        RevenueLedger.Bridges bridges = data.ledger().bridges(months, all);
        RevenueLedger.Retentions retentions = data.ledger().retentions(months, all);
        return new BookFacts(
                question.sheet().collect(data),
                IntStream.range(0, months.size())
                        .mapToObj(month -> bridges.at(month, 0))
                        .toList(),
                IntStream.range(0, months.size())
                        .mapToObj(month -> retentions.at(month, 0))
                        .toList(),
                LedgerCohorts.of(data, question.cohorts()).facts(),
                problems);
    }

    /**
     * Adds the facts of other accounts.
     *
     * @param other facts of the same question
     * @return the facts of both
     */
    public BookFacts plus(BookFacts other) {
        return new BookFacts(
                kpis.plus(other.kpis),
                IntStream.range(0, bridges.size())
                        .mapToObj(month -> bridges.get(month).plus(other.bridges.get(month)))
                        .toList(),
                IntStream.range(0, retentions.size())
                        .mapToObj(month -> retentions.get(month).plus(other.retentions.get(month)))
                        .toList(),
                cohorts.plus(other.cohorts),
                problems.plus(other.problems));
    }
}
