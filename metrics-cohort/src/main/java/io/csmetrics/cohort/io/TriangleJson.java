package io.csmetrics.cohort.io;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortAverage;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.Triangle;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.joda.money.CurrencyUnit;

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
 *   <li>Where a criterion looks ahead, a cell also has {@code followUp}: how many further windows it could see.
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
        return JsonText.of(json -> {
            json.writeObjectFieldStart("definition");
            definition(triangle, json);
            json.writeEndObject();
            json.writeArrayFieldStart("cohorts");
            for (CohortRow row : rows) {
                cohort(row, triangle.definition(), json);
            }
            json.writeEndArray();
            averages(triangle, json);
            json.writeArrayFieldStart("rejected");
            for (Map.Entry<Rejection, Long> each : triangle.facts().rejected().entrySet()) {
                json.writeStartObject();
                json.writeStringField("reason", each.getKey().toString());
                json.writeNumberField("count", each.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void definition(Triangle triangle, JsonGenerator json) throws IOException {
        RetentionDefinition definition = triangle.definition();
        for (Map.Entry<String, String> choice : definition.choices().entrySet()) {
            switch (choice.getKey()) {
                case "minCohortSize" -> json.writeNumberField("minCohortSize", definition.minCohortSize());
                case "interval method" -> json.writeStringField("intervalMethod", choice.getValue());
                default -> json.writeStringField(choice.getKey(), choice.getValue());
            }
        }
        json.writeStringField(
                "currency", triangle.currency().map(CurrencyUnit::getCode).orElse(null));
        json.writeStringField("fingerprint", definition.fingerprint());
    }

    private static void cohort(CohortRow row, RetentionDefinition definition, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("cohort", row.cohort().start().toString());
        if (definition.split() != null) {
            json.writeStringField("group", row.cohort().group());
        }
        if (row.size().isPresent()) {
            json.writeNumberField("size", row.size().getAsLong());
        } else {
            json.writeNullField("size");
        }
        json.writeArrayFieldStart("cells");
        for (int index = 0; index < row.cells().size(); index++) {
            cell(index, row.cells().get(index), definition.criterion() instanceof Criterion.OnOrAfter, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void cell(int index, Cell cell, boolean looksAhead, JsonGenerator json) throws IOException {
        CellFigures figures = CellFigures.of(cell);
        json.writeStartObject();
        json.writeNumberField("index", index);
        json.writeStringField("state", figures.state());
        JsonText.number(json, "retained", figures.retained());
        JsonText.number(json, "atRisk", figures.atRisk());
        JsonText.number(json, "rate", figures.rate());
        JsonText.number(json, "lower", figures.lower());
        JsonText.number(json, "upper", figures.upper());
        if (looksAhead) {
            JsonText.number(json, "followUp", figures.followUp());
        }
        json.writeEndObject();
    }

    private static void averages(Triangle triangle, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("pooled");
        for (CohortAverage average : triangle.with(Weighting.POOLED).averages()) {
            // sums of nothing are 0; sums that would tell a hidden cell are not told
            boolean told = average.cohorts() == 0 || average.value().isPresent();
            json.writeStartObject();
            json.writeNumberField("index", average.index());
            JsonText.number(json, "retained", told ? average.numerator() : null);
            JsonText.number(json, "atRisk", told ? average.denominator() : null);
            JsonText.number(json, "rate", average.value().orElse(null));
            json.writeEndObject();
        }
        json.writeEndArray();
        if (triangle.definition().weighting() != Weighting.POOLED) {
            json.writeArrayFieldStart("averages");
            for (CohortAverage average : triangle.averages()) {
                json.writeStartObject();
                json.writeNumberField("index", average.index());
                json.writeNumberField("cohorts", average.cohorts());
                JsonText.number(json, "rate", average.value().orElse(null));
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
