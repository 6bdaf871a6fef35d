package io.csmetrics.cli;

import io.csmetrics.health.backtest.BacktestReport;
import io.csmetrics.health.backtest.BacktestReport.AucEstimate;
import io.csmetrics.health.backtest.BacktestReport.BandChurn;
import io.csmetrics.health.backtest.WeightComparison.Contender;
import io.csmetrics.health.model.Band;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.Contribution;
import io.csmetrics.health.score.FiredRule;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.statistics.ForecastQuality;
import io.csmetrics.statistics.Interval;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Scores and a backtest under the names of the contract. */
final class HealthListing {
    private HealthListing() {}

    static Listing<HealthScore> of(List<HealthScore> scores) {
        List<Listing.Column<HealthScore>> columns = new ArrayList<>();
        columns.add(new Listing.Column<>("accountId", HealthScore::accountId));
        columns.add(new Listing.Column<>(
                "model", score -> score.model().map(HealthModel::id).orElse(null)));
        columns.add(new Listing.Column<>(
                "version", score -> score.model().map(HealthModel::version).orElse(null)));
        columns.add(new Listing.Column<>("score", score -> number(score.score())));
        columns.add(
                new Listing.Column<>("band", score -> score.band().map(Band::id).orElse(null)));
        columns.add(new Listing.Column<>("coverage", score -> number(score.coverage())));
        columns.add(new Listing.Column<>("low", score -> number(score.low())));
        columns.add(new Listing.Column<>("high", score -> number(score.high())));
        columns.add(new Listing.Column<>(
                "contributions",
                score -> score.contributions().stream()
                        .map(HealthListing::contribution)
                        .toList()));
        columns.add(new Listing.Column<>(
                "rules",
                score -> score.rules().stream().map(HealthListing::rule).toList()));
        columns.add(new Listing.Column<>(
                "unavailable", score -> score.noScore().map(Enum::name).orElse(null)));
        return new Listing<>("scores", columns, scores);
    }

    static void writeJson(List<HealthScore> scores, Optional<BacktestReport> backtest, Appendable out)
            throws IOException {
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put("backtest", backtest.map(HealthListing::backtest).orElse(null));
        of(scores).writeJson(out, more);
    }

    private static Map<String, @Nullable Object> contribution(Contribution each) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("signal", each.signal().id());
        members.put("state", each.state().key());
        members.put("raw", raw(each.raw()));
        members.put("subScore", number(each.subScore()));
        members.put("share", number(each.share()));
        members.put("points", number(each.points()));
        return members;
    }

    private static @Nullable Object raw(SignalValue value) {
        if (value.isNumber()) {
            return number(value.number());
        }
        return value.isPresent() ? value.text() : null;
    }

    private static Map<String, @Nullable Object> rule(FiredRule fired) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("id", fired.rule().id());
        members.put("floor", number(fired.rule().floor()));
        members.put("cap", number(fired.rule().cap()));
        members.put("effect", number(fired.effect()));
        members.put("reason", fired.rule().reason().orElse(null));
        return members;
    }

    private static Map<String, @Nullable Object> backtest(BacktestReport report) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("n", report.n());
        members.put("churned", report.churned());
        members.put("stayed", report.stayed());
        Map<String, @Nullable Object> leftOut = new LinkedHashMap<>();
        leftOut.put("censored", report.leftOut().censored());
        leftOut.put("noScore", report.leftOut().noScore());
        leftOut.put("noOutcome", report.leftOut().noOutcome());
        members.put("leftOut", leftOut);
        members.put("baseRate", number(report.baseRate()));
        members.put("auc", report.auc().map(HealthListing::auc).orElse(null));
        members.put("ks", number(report.ks()));
        members.put("averagePrecision", number(report.averagePrecision()));
        members.put("bands", report.bands().stream().map(HealthListing::band).toList());
        members.put("monotone", report.monotone());
        Map<String, @Nullable Object> alarm = new LinkedHashMap<>();
        alarm.put("band", report.alarm().band().id());
        alarm.put("precision", number(report.alarm().counts().precision().rate()));
        alarm.put("recall", number(report.alarm().counts().recall().rate()));
        members.put("alarm", alarm);
        Map<String, @Nullable Object> top = new LinkedHashMap<>();
        top.put("share", number(BacktestReport.TOP_SHARE));
        top.put("n", report.top().top().n());
        top.put("churned", report.top().top().hits());
        top.put("lift", number(report.top().lift()));
        top.put("capture", number(report.top().capture()));
        members.put("top", top);
        Map<String, @Nullable Object> best = new LinkedHashMap<>();
        best.put("accounts", report.churnedInBestBand().accounts());
        best.put("amount", report.churnedInBestBand().amount().orElse(null));
        members.put("churnedInBestBand", best);
        members.put(
                "comparison",
                report.comparison().contenders().stream()
                        .map(HealthListing::contender)
                        .toList());
        members.put(
                "probability",
                report.probability().map(test -> forecast(test.quality())).orElse(null));
        members.put(
                "verdicts",
                report.verdicts().stream().map(verdict -> verdict.kind().key()).toList());
        return members;
    }

    private static Map<String, @Nullable Object> auc(AucEstimate auc) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("value", number(auc.value()));
        members.putAll(bounds(auc.interval()));
        members.put("method", auc.method().key());
        return members;
    }

    private static Map<String, @Nullable Object> bounds(Optional<Interval> interval) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("lower", interval.map(each -> number(each.lower())).orElse(null));
        members.put("upper", interval.map(each -> number(each.upper())).orElse(null));
        return members;
    }

    private static Map<String, @Nullable Object> band(BandChurn each) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("band", each.band().id());
        members.put("n", each.churn().n());
        members.put("churned", each.churn().hits());
        members.put("rate", number(each.churn().rate()));
        members.putAll(bounds(each.churn().wilson()));
        return members;
    }

    private static Map<String, @Nullable Object> contender(Contender each) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("weights", each.weights().key());
        members.put("signal", each.signal().orElse(null));
        members.put("auc", number(each.auc()));
        return members;
    }

    private static Map<String, @Nullable Object> forecast(ForecastQuality quality) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("brier", number(quality.brier()));
        members.put("baseBrier", number(quality.baseBrier()));
        members.put("brierSkill", number(quality.brierSkill()));
        members.put("logLoss", number(quality.logLoss()));
        return members;
    }

    private static @Nullable BigDecimal number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : null;
    }

    private static BigDecimal number(double value) {
        return BigDecimal.valueOf(value);
    }
}
