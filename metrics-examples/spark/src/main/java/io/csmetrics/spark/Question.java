package io.csmetrics.spark;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.catalog.CohortKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.health.catalog.HealthKpis;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import java.io.Serializable;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.joda.money.CurrencyUnit;

/**
 * What is asked, and what all parts must agree on. It travels to the executors as data; sheet and definition are made of it there.
 *
 * @param zone the zone in which dates begin
 * @param currencyCode the one currency of all money, by its code: a part cannot tell that of the whole
 * @param first the first month of the bridge
 * @param months how many months the bridge has, at least 1
 * @param kpiMonths of how many months, the last ones, all KPIs are told; from 1 to {@code months}
 * @param segmentedBy the property of accounts by which KPIs are told
 */
public record Question(ZoneId zone, String currencyCode, YearMonth first, int months, int kpiMonths, String segmentedBy)
        implements Serializable {

    /** Checks the months and the currency. */
    public Question {
        if (months < 1 || kpiMonths < 1 || kpiMonths > months) {
            throw new IllegalArgumentException("months " + months + " and months of KPIs " + kpiMonths
                    + " must be at least 1, the second no more than the first");
        }
        CurrencyUnit.of(currencyCode);
    }

    /** Returns the months of the bridge. */
    List<ReportingPeriod> windows() {
        return ReportingPeriod.months(first, months);
    }

    /** Returns every KPI of the catalogue over the last months. */
    KpiSheet sheet() {
        return KpiSheet.of(KpiCatalog.standard()
                        .with(HealthKpis.all())
                        .with(CohortKpis.all())
                        .kpis())
                .over(windows().subList(months - kpiMonths, months))
                .by(Segmentation.by(segmentedBy));
    }

    /** Returns the cohorts by month of entry, as known at the end of the last month. */
    RetentionDefinition cohorts() {
        return RetentionDefinition.builder(
                        zone, first.plusMonths(months).atDay(1).minusDays(1))
                .measure(Measure.NET)
                .build();
    }

    /** Begins the data of a part, which must not find out by itself what the whole has. */
    CustomerData.Builder data() {
        return CustomerData.builder().zone(zone).currency(CurrencyUnit.of(currencyCode));
    }
}
