package io.csmetrics.family;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;

/** Asks formulas that have no KPI of their own. */
final class Measures {
    private Measures() {}

    static KpiResult measure(Family formula, CustomerData data, ReportingPeriod period) {
        return Kpi.define("formula", "Formula").as(formula).measure(data, period);
    }

    /** The number over January, or the reason in words. */
    static String january(Family formula, CustomerData data) {
        return text(measure(formula, data, Books.JANUARY));
    }

    static String text(KpiResult result) {
        return result.value()
                .map(Object::toString)
                .orElseGet(
                        () -> result.undefined().orElseThrow() + ": " + ((Answer.Undefined) result.answer()).detail());
    }
}
