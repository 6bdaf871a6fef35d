package io.csmetrics.cohort.io;

import io.csmetrics.cohort.experiment.ArmReading;
import io.csmetrics.cohort.experiment.Balance;
import io.csmetrics.cohort.experiment.Cuped;
import io.csmetrics.cohort.experiment.Estimate;
import io.csmetrics.cohort.experiment.Experiment;
import io.csmetrics.cohort.experiment.MetricReading;
import io.csmetrics.cohort.experiment.PreTrend;
import io.csmetrics.cohort.experiment.Readout;
import io.csmetrics.cohort.experiment.Refutation;
import io.csmetrics.cohort.experiment.Sensitivity;
import io.csmetrics.cohort.experiment.SurvivalArms;
import io.csmetrics.cohort.inference.Significance;
import io.csmetrics.io.JsonText;
import io.csmetrics.statistics.Interval;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Readouts of experiments as JSON:
 *
 * <pre>{@code
 * {"design": "randomised",
 *  "arms": [{"arm": "control", "n": 120, "mature": 100, "excludedImmature": 20, "mean": 0.81, "lower": 0.72, "upper": 0.87,
 *            "unknown": 0, "analysed": 100}],
 *  "srm": {"chiSquare": 0.1764, "pValue": 0.6745, "absence": null},
 *  "effect": {"absolute": 0.09, "relative": 0.11, "lower": 0.01, "upper": 0.17, "pValue": 0.02, "test": "…", "interval": "…",
 *             "absence": null, "relativeAbsence": null, "pValueAbsence": null},
 *  "balance": [{"name": "covariate", "standardisedDifference": 0.02, "flagged": false}],
 *  "verdict": "better", "reason": "…", "grade": "randomised", "sentence": "…"}
 * }</pre>
 *
 * <p>Below these stand what was asked ({@code metric}, {@code asOf}, {@code horizonDays}, {@code confidence}, {@code looks}), what else was
 * found ({@code alwaysValid}, {@code cuped}, {@code minimumDetectable}, {@code preTrend}, {@code sensitivity}, {@code secondaries}, {@code
 * survival}, {@code checks}), who was {@code excluded} and why, and {@code cautions}. A part that the design does not have is null; a figure
 * that does not exist is null with an {@code absence} beside it that says why. The minimum detectable difference has the reason of {@code
 * alwaysValid}, and is that of the planned end also where {@code looks} is {@code any-time}.
 */
public final class ReadoutJson {
    private ReadoutJson() {}

    /**
     * Writes a readout.
     *
     * @param readout the readout
     * @param checks what was done to refute it
     * @return the JSON
     */
    public static String write(Readout readout, List<Refutation> checks) {
        Experiment experiment = readout.experiment();
        MetricReading primary = readout.primary();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("design", experiment.design().key());
        json.put("arms", primary.arms().stream().map(ReadoutJson::arm));
        json.put("srm", readout.sampleRatio().map(ReadoutJson::sampleRatio).orElse(null));
        json.put("effect", effect(primary));
        json.put("balance", readout.balance().stream().map(ReadoutJson::balance));
        json.put("verdict", readout.verdict().key());
        json.put("reason", readout.reason());
        json.put("grade", readout.grade().key());
        json.put("sentence", readout.sentence());
        json.put("metric", experiment.metric().name());
        json.put("asOf", experiment.asOf().toString());
        json.put("horizonDays", experiment.horizonDays());
        json.put("confidence", experiment.confidence().level());
        json.put("looks", word(experiment.looks()));
        json.put("alwaysValid", estimate(primary.alwaysValid()));
        json.put("cuped", primary.cuped().map(ReadoutJson::cuped).orElse(null));
        json.put("minimumDetectable", number(primary.minimumDetectable()));
        json.put("preTrend", readout.preTrend().map(ReadoutJson::preTrend).orElse(null));
        json.put(
                "sensitivity",
                readout.sensitivity().map(ReadoutJson::sensitivity).orElse(null));
        json.put("secondaries", readout.secondaries().stream().map(ReadoutJson::secondary));
        json.put("survival", readout.survival().map(ReadoutJson::survival).orElse(null));
        json.put("checks", checks.stream().map(ReadoutJson::check));
        json.put(
                "excluded",
                readout.leftOut().entrySet().stream().map(each -> excluded(each.getKey(), each.getValue())));
        json.put("cautions", readout.cautions().stream());
        return JsonText.of(json);
    }

    private static Map<String, @Nullable Object> arm(ArmReading arm) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("arm", arm.arm());
        json.put("n", arm.n());
        json.put("mature", arm.mature());
        json.put("excludedImmature", arm.excludedImmature());
        json.put("mean", number(arm.mean()));
        putEnds(json, arm.interval());
        json.put("unknown", arm.unknown());
        json.put("analysed", arm.analysed());
        return json;
    }

    private static Map<String, @Nullable Object> sampleRatio(Significance split) {
        Optional<Significance.Tested> test = split.tested();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("chiSquare", test.map(tested -> number(tested.statistic())).orElse(null));
        json.put("pValue", test.map(Significance.Tested::pValue).orElse(null));
        json.put("absence", absence(split));
        return json;
    }

    private static @Nullable String absence(Significance test) {
        return test instanceof Significance.Untested none ? none.detail() : null;
    }

    private static @Nullable String absence(Estimate estimate) {
        return estimate instanceof Estimate.Unestimated none ? none.detail() : null;
    }

    private static Map<String, @Nullable Object> effect(MetricReading primary) {
        Optional<Estimate.Estimated> absolute = primary.absolute().estimated();
        Optional<Significance.Tested> test = primary.test().tested();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("absolute", absolute.map(Estimate.Estimated::value).orElse(null));
        json.put(
                "relative",
                primary.relative().estimated().map(Estimate.Estimated::value).orElse(null));
        putEnds(json, absolute.map(Estimate.Estimated::interval));
        json.put("pValue", test.map(Significance.Tested::pValue).orElse(null));
        json.put("test", test.map(Significance.Tested::method).orElse(null));
        json.put("interval", absolute.map(Estimate.Estimated::method).orElse(null));
        json.put("absence", absence(primary.absolute()));
        json.put("relativeAbsence", absence(primary.relative()));
        json.put("pValueAbsence", absence(primary.test()));
        return json;
    }

    private static Map<String, @Nullable Object> balance(Balance balance) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", balance.name());
        json.put("standardisedDifference", number(balance.standardisedDifference()));
        json.put("flagged", balance.isFlagged());
        return json;
    }

    private static Map<String, @Nullable Object> estimate(Estimate estimate) {
        Optional<Estimate.Estimated> told = estimate.estimated();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("value", told.map(Estimate.Estimated::value).orElse(null));
        putEnds(json, told.map(Estimate.Estimated::interval));
        json.put("method", told.map(Estimate.Estimated::method).orElse(null));
        json.put("absence", absence(estimate));
        return json;
    }

    private static Map<String, @Nullable Object> cuped(Cuped cuped) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("theta", cuped.theta());
        json.put("varianceRemoved", cuped.varianceRemoved());
        json.put("effect", estimate(cuped.effect()));
        json.put(
                "pValue", cuped.test().tested().map(Significance.Tested::pValue).orElse(null));
        json.put("pValueAbsence", absence(cuped.test()));
        return json;
    }

    private static Map<String, @Nullable Object> preTrend(PreTrend trend) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("periods", trend.periods());
        json.put("pValue", number(trend.adjustedPValue()));
        json.put("absence", trend.adjustedPValue().isPresent() ? null : absence(trend.slope()));
        json.put("parallel", trend.parallel());
        return json;
    }

    private static Map<String, @Nullable Object> sensitivity(Sensitivity sensitivity) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("eValue", sensitivity.eValue());
        json.put("eValueOfInterval", sensitivity.eValueOfInterval());
        json.put("method", sensitivity.method());
        return json;
    }

    private static Map<String, @Nullable Object> secondary(MetricReading reading) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("metric", reading.metric().name());
        json.put("arms", reading.arms().stream().map(ReadoutJson::arm));
        json.put("effect", effect(reading));
        json.put("adjustedPValue", number(reading.adjustedPValue()));
        return json;
    }

    private static Map<String, @Nullable Object> survival(SurvivalArms arms) {
        Map<String, @Nullable Object> logRank = new LinkedHashMap<>();
        logRank.put("chiSquare", number(arms.logRank().chiSquare()));
        logRank.put("pValue", number(arms.logRank().pValue()));
        logRank.put("absence", arms.logRank().absence().orElse(null));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("horizonDays", arms.horizonDays());
        json.put("withoutLife", arms.withoutLife());
        json.put("meanDifference", estimate(arms.meanDifference()));
        json.put("logRank", logRank);
        return json;
    }

    private static Map<String, @Nullable Object> check(Refutation check) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("check", check.check());
        json.put("outcome", word(check.outcome()));
        json.put("sentence", check.sentence());
        return json;
    }

    private static Map<String, @Nullable Object> excluded(Enum<?> reason, List<String> units) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("reason", word(reason));
        json.put("count", units.size());
        return json;
    }

    private static void putEnds(Map<String, @Nullable Object> json, Optional<Interval> interval) {
        json.put("lower", interval.map(Interval::lower).orElse(null));
        json.put("upper", interval.map(Interval::upper).orElse(null));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
