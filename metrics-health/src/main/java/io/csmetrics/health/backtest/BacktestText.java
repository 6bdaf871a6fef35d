package io.csmetrics.health.backtest;

import io.csmetrics.health.statistics.AucDifference;
import io.csmetrics.statistics.Interval;
import io.csmetrics.statistics.Proportion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** A report in plain words. Figures are rounded here and nowhere else, and written alike in every country. */
final class BacktestText {
    private static final int AREA_DECIMALS = 3;

    private final BacktestReport report;
    private final List<String> lines = new ArrayList<>();

    BacktestText(BacktestReport report) {
        this.report = report;
    }

    List<String> lines() {
        accounts();
        report.verdicts().forEach(verdict -> lines.add("Note: " + verdict.sentence()));
        lines.add("");
        ranking();
        lines.add("");
        bands();
        lines.add("");
        comparison();
        report.probability().ifPresent(this::probability);
        report.leadTimes().ifPresent(this::leadTimes);
        return List.copyOf(lines);
    }

    private void accounts() {
        String models = report.models().stream().map(Object::toString).collect(Collectors.joining(", "));
        lines.add("Backtest of " + models);
        String tested = count(report.n(), "account") + " tested: " + report.churned() + " churned, " + report.stayed()
                + " stayed";
        lines.add(tested
                + report.baseRate().stream()
                        .mapToObj(rate -> ", a churn rate of " + percent(rate))
                        .collect(Collectors.joining()));
        BacktestReport.LeftOut leftOut = report.leftOut();
        lines.add("Left out: " + leftOut.noOutcome() + " without an outcome, " + leftOut.censored()
                + " lost sight of too early, " + leftOut.noScore() + " without a score");
    }

    private void ranking() {
        if (report.auc().isEmpty()) {
            lines.add("Ranking: not to be told, it takes accounts that churned and accounts that stayed");
            return;
        }
        BacktestReport.AucEstimate auc = report.auc().get();
        String interval = auc.interval()
                .map(each -> ", 95 % interval " + decimals(each.lower()) + " to " + decimals(each.upper()) + " by "
                        + (auc.method() == BacktestReport.AucMethod.DELONG ? "DeLong" : "drawing whole accounts"))
                .orElse(", too few accounts for an interval");
        lines.add("Ranking: of 100 pairs of a churned and a staying account the score ranks "
                + number(100 * auc.value(), 0) + " rightly (AUC " + decimals(auc.value()) + interval
                + "; a coin gives 0.500)");
        if (auc.interval().filter(each -> each.upper() < 0.5).isPresent()) {
            lines.add(
                    "  It points the wrong way: accounts that churned had the healthier scores. Check its orientation.");
        }
        lines.add("  KS " + orNone(report.ks()) + ", average precision " + orNone(report.averagePrecision())
                + " (chance gives " + orNone(report.baseRate()) + ")");
    }

    private void bands() {
        lines.add("Churn by band, with the 95 % interval of Wilson:");
        for (BacktestReport.BandChurn each : report.bands()) {
            lines.add("  " + each.band().id() + ": " + ofAccounts(each.churn()));
        }
        long filled =
                report.bands().stream().filter(each -> each.churn().n() > 0).count();
        if (filled > 1) {
            lines.add(
                    report.monotone()
                            ? "  From band to healthier band the churn rate never rises, as it should."
                            : "  The churn rate rises from a band to a healthier one: the bands do not sort accounts by risk.");
        }
        BacktestReport.BandAlarm alarm = report.alarm();
        alarm.counts().recall().rate().ifPresent(recall -> {
            String precision = alarm.counts().precision().rate().stream()
                    .mapToObj(rate -> ", and " + percent(rate) + " of the accounts in it churned")
                    .collect(Collectors.joining());
            lines.add("Alarm: " + alarm.band().id() + " held " + percent(recall) + " of those who churned" + precision);
        });
        Proportion top = report.top().top();
        report.top().capture().ifPresent(capture -> {
            if (top.n() > 0) {
                lines.add("Top: the " + count(top.n(), "least healthy account") + " held " + percent(capture)
                        + " of those who churned, "
                        + number(report.top().lift().orElse(0), 1) + " times as many as by chance");
            }
        });
        bestBand();
    }

    private void bestBand() {
        BacktestReport.BestBandChurn best = report.churnedInBestBand();
        String worth = best.amount()
                .map(amount -> ", worth " + amount.toPlainString() + " of the "
                        + best.churnedAmount().orElse(amount).toPlainString() + " that were lost")
                .orElse("");
        lines.add("Surprises: " + count(best.accounts(), "account") + " churned out of "
                + best.band().id() + worth);
    }

    private void comparison() {
        lines.add("The same accounts by other weights (" + report.comparison().heldOut() + "):");
        for (WeightComparison.Contender each : report.comparison().contenders()) {
            String name = each.signal()
                    .map(signal -> "best single signal, " + signal)
                    .orElse(each.weights().key() + " weights");
            String area = each.auc().isPresent()
                    ? "AUC " + decimals(each.auc().getAsDouble())
                    : "none, " + each.absent().orElse("");
            lines.add("  " + name + ": " + area
                    + each.ownMinus().map(BacktestText::difference).orElse(""));
        }
    }

    private static String difference(AucDifference ownMinus) {
        Interval interval = ownMinus.interval();
        String found = ownMinus.value() == 0
                ? "no difference to own"
                : "own weights are " + decimals(Math.abs(ownMinus.value()))
                        + (ownMinus.value() > 0 ? " better" : " worse");
        return "; " + found + (interval.contains(0) && ownMinus.value() != 0 ? ", which may be chance" : "");
    }

    private void probability(ProbabilityTest test) {
        lines.add("");
        lines.add("Probabilities told for " + count(test.quality().n(), "account") + ": Brier score "
                + decimals(test.quality().brier()) + " (the churn rate told to everyone gives "
                + decimals(test.quality().baseBrier()) + "), skill "
                + orNone(test.quality().brierSkill()) + ", log loss "
                + decimals(test.quality().logLoss()) + ", calibration error "
                + orNone(test.reliability().expectedCalibrationError()));
        test.reliability()
                .bins()
                .forEach(bin -> lines.add("  told " + percent(bin.meanProbability()) + ", happened "
                        + percent(bin.observed()) + " of " + count(bin.outcome().n(), "account")));
    }

    private void leadTimes(LeadTimes times) {
        String worst = report.alarm().band().id();
        String best = report.churnedInBestBand().band().id();
        lines.add("");
        leadTime("in " + worst, times.unhealthiestBand());
        leadTime("out of " + best, times.belowBestBand());
    }

    private void leadTime(String where, LeadTime time) {
        String days = time.median().isEmpty()
                ? ""
                : ", half of them for at least " + number(time.median().getAsDouble(), 0) + " days (quartiles "
                        + number(time.lowerQuartile().orElseThrow(), 0) + " and "
                        + number(time.upperQuartile().orElseThrow(), 0) + ")";
        lines.add("Lead time: of " + count(time.churned(), "churned account") + " " + time.flagged() + " had been "
                + where + " until the end" + days + "; " + time.neverFlagged() + " had not");
    }

    private static String ofAccounts(Proportion churn) {
        return churn.wilson()
                .map(interval -> churn.hits() + " of " + count(churn.n(), "account") + " churned, "
                        + percent(churn.rate().orElseThrow()) + " (" + percent(interval.lower()) + " to "
                        + percent(interval.upper()) + ")")
                .orElse("no accounts");
    }

    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    static String percent(double share) {
        return number(100 * share, 1) + " %";
    }

    private static String decimals(double value) {
        return number(value, AREA_DECIMALS);
    }

    private static String orNone(OptionalDouble value) {
        return value.isPresent() ? decimals(value.getAsDouble()) : "none";
    }

    private static String number(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
