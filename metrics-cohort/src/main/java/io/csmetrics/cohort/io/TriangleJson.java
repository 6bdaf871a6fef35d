package io.csmetrics.cohort.io;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortAverage;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.io.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Retention tables as JSON, exact:
 *
 * <pre>{@code
 * {"definition": {"asOf": "2026-04-30", "zone": "UTC", …, "minCohortSize": 1, "intervalMethod": "wilson 95 %",
 *                 "currency": null, "fingerprint": "9f0c…"},
 *  "cohorts": [{"cohort": "2026-01-01", "size": 5,
 *               "cells": [{"index": 0, "state": "observed", "retained": 5, "atRisk": 5, "rate": 1, "lower": 0.57, "upper": 1}]}],
 *  "pooled": [{"index": 0, "retained": 5, "atRisk": 5, "rate": 1}],
 *  "rejected": [{"reason": "opening-book", "count": 2}]}
 * }</pre>
 *
 * <ul>
 *   <li>{@code definition} has every choice of {@link RetentionDefinition#choices()}, the currency of amounts, and the
 *       {@link RetentionDefinition#fingerprint()}.
 *   <li>{@code cohort} is the first day of its period; where more than time tells cohorts apart, {@code group} follows it.
 *   <li>{@code state} is observed, open, not-reached, suppressed or projected. {@code retained} and {@code atRisk} are numerator and
 *       denominator, units or an amount in major units; {@code rate} is their quotient: a fraction, or an amount per unit. All that is not
 *       known or hidden is null, never 0.
 *   <li>Where a criterion looks ahead, a cell also has {@code followUp}: how many further complete windows it could see; what happened in an
 *       open one counts as well. A suppressed cell has the {@code reason} why it is hidden.
 *   <li>{@code pooled} adds up the complete cells. Where the definition has another weighting, {@code averages} follow it with
 *       {@code index}, {@code cohorts} and {@code rate}.
 * </ul>
 */
public final class TriangleJson {
    private TriangleJson() {}

    /**
     * Writes what is known.
     *
     * @param triangle the table
     * @return the JSON, a cohort a line
     */
    public static String write(Triangle triangle) {
        return write(triangle, triangle.rows());
    }

    /**
     * Writes a table with its expected figures.
     *
     * @param triangle the table
     * @param rows its rows, such as {@link Triangle#projected()}
     * @return the JSON, a cohort a line
     */
    public static String write(Triangle triangle, List<CohortRow> rows) {
        RetentionDefinition definition = triangle.definition();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("definition", definition(triangle));
        json.put("cohorts", rows.stream().map(row -> cohort(row, definition)));
        json.put("pooled", triangle.with(Weighting.POOLED).averages().stream().map(TriangleJson::pooled));
        if (definition.weighting() != Weighting.POOLED) {
            json.put("averages", triangle.averages().stream().map(TriangleJson::average));
        }
        json.put(
                "rejected",
                triangle.facts().rejected().entrySet().stream().map(each -> rejected(each.getKey(), each.getValue())));
        return JsonText.of(json);
    }

    private static Map<String, @Nullable Object> definition(Triangle triangle) {
        RetentionDefinition definition = triangle.definition();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        for (Map.Entry<String, String> choice : definition.choices().entrySet()) {
            switch (choice.getKey()) {
                case "minCohortSize" -> json.put("minCohortSize", definition.minCohortSize());
                case "interval method" -> json.put("intervalMethod", choice.getValue());
                default -> json.put(choice.getKey(), choice.getValue());
            }
        }
        json.put("currency", triangle.currency().map(CurrencyUnit::getCode).orElse(null));
        json.put("fingerprint", definition.fingerprint());
        return json;
    }

    private static Map<String, @Nullable Object> cohort(CohortRow row, RetentionDefinition definition) {
        boolean looksAhead = definition.criterion() instanceof Criterion.OnOrAfter;
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("cohort", row.cohort().start().toString());
        if (definition.split() != null) {
            json.put("group", row.cohort().group());
        }
        json.put("size", row.size().isPresent() ? row.size().getAsLong() : null);
        json.put(
                "cells",
                IntStream.range(0, row.cells().size())
                        .mapToObj(index -> cell(index, row.cells().get(index), looksAhead)));
        return json;
    }

    private static Map<String, @Nullable Object> cell(int index, Cell cell, boolean looksAhead) {
        CellFigures figures = CellFigures.of(cell);
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("index", index);
        json.put("state", figures.state());
        json.put("retained", figures.retained());
        json.put("atRisk", figures.atRisk());
        json.put("rate", figures.rate());
        json.put("lower", figures.lower());
        json.put("upper", figures.upper());
        if (looksAhead) {
            json.put("followUp", figures.followUp());
        }
        if (cell instanceof Cell.Suppressed suppressed) {
            json.put("reason", suppressed.reason().toString());
        }
        return json;
    }

    private static Map<String, @Nullable Object> pooled(CohortAverage average) {
        boolean told = !average.hidden();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("index", average.index());
        json.put("retained", told ? average.numerator() : null);
        json.put("atRisk", told ? average.denominator() : null);
        json.put("rate", average.value().orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> average(CohortAverage average) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("index", average.index());
        json.put("cohorts", average.cohorts());
        json.put("rate", average.value().orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> rejected(Rejection reason, long count) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reason", reason.toString());
        json.put("count", count);
        return json;
    }
}
