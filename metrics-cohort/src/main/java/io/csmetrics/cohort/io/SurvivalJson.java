package io.csmetrics.cohort.io;

import com.fasterxml.jackson.core.JsonGenerator;
import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.facts.Segment;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;

/**
 * Survival curves of groups as JSON, exact:
 *
 * <pre>{@code
 * {"definition": {"estimator": "kaplan-meier", "interval": "log-log", "confidence": 0.95, "median": "smallest"},
 *  "groups": [{"group": "pro", "n": 42, "events": 30, "median": 12,
 *              "curve": [{"time": 1, "atRisk": 42, "events": 2, "survival": 0.95, "standardError": 0.03,
 *                         "lower": 0.82, "upper": 0.99}]}],
 *  "logRank": {"chiSquare": 16.79, "df": 1, "pValue": 0.00004}}
 * }</pre>
 *
 * <p>A curve has a point for each time of an event. Where survival is 0, error and bounds are null; where half of the units outlive what is
 * known, the median is. {@code group} is null where nothing is told apart. {@code logRank} is null of a single group, and where nothing
 * can be tested.
 */
public final class SurvivalJson {
    private SurvivalJson() {}

    /**
     * Writes curves.
     *
     * @param curves the curves by group, of one kind of interval; a single one without name is of {@link Segment#NONE}
     * @return the JSON, a group a line
     */
    public static String write(SortedMap<String, SurvivalCurve> curves) {
        return JsonText.of(json -> {
            Optional<SurvivalCurve> first = curves.values().stream().findFirst();
            if (first.isPresent()) {
                definition(first.get(), json);
            }
            json.writeArrayFieldStart("groups");
            for (Map.Entry<String, SurvivalCurve> each : curves.entrySet()) {
                group(SurvivalGrid.group(curves, each.getKey()), each.getValue(), json);
            }
            json.writeEndArray();
            logRank(SurvivalGrid.logRank(curves), json);
        });
    }

    private static void definition(SurvivalCurve curve, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("definition");
        json.writeStringField("estimator", "kaplan-meier");
        json.writeStringField("interval", curve.intervalKind().key());
        JsonText.number(json, "confidence", OptionalDouble.of(curve.confidence().level()));
        json.writeStringField("median", "smallest");
        json.writeEndObject();
    }

    private static void group(Optional<String> name, SurvivalCurve curve, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", name.orElse(null));
        json.writeNumberField("n", curve.durations().n());
        json.writeNumberField("events", curve.durations().events());
        JsonText.number(json, "median", curve.median().time());
        json.writeArrayFieldStart("curve");
        for (SurvivalPoint point : curve.points()) {
            json.writeStartObject();
            JsonText.number(json, "time", OptionalDouble.of(point.time()));
            json.writeNumberField("atRisk", point.atRisk());
            json.writeNumberField("events", point.events());
            JsonText.number(json, "survival", OptionalDouble.of(point.survival()));
            JsonText.number(json, "standardError", point.standardError());
            JsonText.number(json, "lower", point.lower());
            JsonText.number(json, "upper", point.upper());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void logRank(Optional<LogRank> test, JsonGenerator json) throws IOException {
        if (test.isEmpty() || test.get().absence().isPresent()) {
            json.writeNullField("logRank");
            return;
        }
        json.writeObjectFieldStart("logRank");
        JsonText.number(json, "chiSquare", test.get().chiSquare());
        json.writeNumberField("df", test.get().degreesOfFreedom());
        JsonText.number(json, "pValue", test.get().pValue());
        json.writeEndObject();
    }
}
