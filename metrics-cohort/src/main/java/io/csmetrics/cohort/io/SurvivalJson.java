package io.csmetrics.cohort.io;

import io.csmetrics.cohort.survival.LogRank;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalPoint;
import io.csmetrics.facts.Segment;
import io.csmetrics.io.JsonText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

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
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        curves.values().stream().findFirst().ifPresent(curve -> json.put("definition", definition(curve)));
        json.put(
                "groups",
                curves.entrySet().stream()
                        .map(each -> group(SurvivalGrid.group(curves, each.getKey()), each.getValue())));
        json.put(
                "logRank",
                SurvivalGrid.logRank(curves).map(SurvivalJson::logRank).orElse(null));
        return JsonText.of(json);
    }

    private static Map<String, @Nullable Object> definition(SurvivalCurve curve) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("estimator", "kaplan-meier");
        json.put("interval", curve.intervalKind().key());
        json.put("confidence", curve.confidence().level());
        json.put("median", "smallest");
        return json;
    }

    private static Map<String, @Nullable Object> group(Optional<String> name, SurvivalCurve curve) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("group", name.orElse(null));
        json.put("n", curve.durations().n());
        json.put("events", curve.durations().events());
        json.put("median", number(curve.median().time()));
        json.put("curve", curve.points().stream().map(SurvivalJson::point));
        return json;
    }

    private static Map<String, @Nullable Object> point(SurvivalPoint point) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", point.time());
        json.put("atRisk", point.atRisk());
        json.put("events", point.events());
        json.put("survival", point.survival());
        json.put("standardError", number(point.standardError()));
        json.put("lower", number(point.lower()));
        json.put("upper", number(point.upper()));
        return json;
    }

    private static @Nullable Map<String, @Nullable Object> logRank(LogRank test) {
        if (test.absence().isPresent()) {
            return null;
        }
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("chiSquare", number(test.chiSquare()));
        json.put("df", test.degreesOfFreedom());
        json.put("pValue", number(test.pValue()));
        return json;
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
