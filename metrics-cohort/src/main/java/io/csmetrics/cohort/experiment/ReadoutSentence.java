package io.csmetrics.cohort.experiment;

import java.util.ArrayList;
import java.util.List;

/** What may be said of an experiment. Only where units were assigned at random does it say that the treatment changed something. */
final class ReadoutSentence {
    private final Readout readout;
    private final Experiment experiment;
    private final Metric metric;
    private final boolean likenessKnown;

    ReadoutSentence(Readout readout, boolean likenessKnown) {
        this.readout = readout;
        this.likenessKnown = likenessKnown;
        experiment = readout.experiment();
        metric = experiment.metric();
    }

    String text() {
        return switch (readout.verdict()) {
            case BETTER, WORSE -> found();
            case NO_EVIDENCE -> notFound();
            case NOT_ENOUGH_DATA -> "Nothing can be said of \"" + metric.name() + "\" yet: " + readout.reason() + ".";
            case INVALID ->
                "Nothing may be said of \"" + metric.name() + "\": " + readout.reason()
                        + ". Find out why before reading on.";
        };
    }

    private Estimate.Estimated estimate() {
        Estimate told = experiment.looks() == Looks.ANY_TIME
                ? readout.primary().alwaysValid()
                : readout.primary().absolute();
        return told.estimated().orElseThrow();
    }

    private String quoted(String arm) {
        return "\"" + arm + "\"";
    }

    private String size() {
        return Wording.size(metric, estimate().value());
    }

    private String range() {
        Estimate.Estimated estimate = estimate();
        return "(" + Wording.towards(metric, estimate.value(), estimate.interval()) + " at "
                + Wording.level(experiment.confidence()) + ")";
    }

    private String distance() {
        double value = estimate().value();
        return (value == 0 ? "no difference" : size() + (value < 0 ? " lower" : " higher")) + " " + range();
    }

    private String arms() {
        StringBuilder text = new StringBuilder();
        for (ArmReading arm : readout.primary().arms()) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(metric.scale() == Metric.Scale.MEAN ? "mean " : "")
                    .append(Wording.figure(metric, arm.mean().orElseThrow()))
                    .append(" of ")
                    .append(Wording.count(arm.analysed(), "account"))
                    .append(" in ")
                    .append(quoted(arm.arm()));
        }
        return text.toString();
    }

    private String found() {
        String subject = "\"" + metric.name() + "\"";
        String treated = quoted(experiment.treatment());
        String evidence = arms() + "; " + readout.reason();
        String needed = " To say more takes " + readout.grade().needed() + ".";
        return switch (readout.grade()) {
            case RANDOMISED ->
                treated + (estimate().value() < 0 ? " lowered " : " raised ") + subject + " by " + size() + " "
                        + range() + ": " + evidence + ".";
            case PARALLEL_TRENDS ->
                subject + " moved " + distance() + " in " + treated + " than in "
                        + quoted(experiment.control()) + ": " + evidence
                        + "; no difference in how the arms moved before was found (" + trendP()
                        + "), and few units hide one. It is the effect of " + treated
                        + " only if both would have gone on to move alike."
                        + needed;
            case MATCHED ->
                subject + " was " + distance() + " in " + treated
                        + (likenessKnown
                                ? " than in accounts that were like them in what was measured: "
                                : " than in accounts that were matched with them, nobody shows how well: ")
                        + evidence + ". What was not measured may be behind it." + needed;
            case NAIVE ->
                subject + " was " + distance() + " " + compared() + ": " + evidence
                        + ". This is an association and says nothing of a cause." + needed;
        };
    }

    private String trendP() {
        double p = readout.preTrend().orElseThrow().adjustedPValue().orElseThrow();
        return Wording.p(p, 1 - experiment.confidence().level());
    }

    private String compared() {
        return experiment.design() == Design.BEFORE_AFTER
                ? "after " + quoted(experiment.treatment()) + " than before"
                : "in " + quoted(experiment.treatment()) + " than in " + quoted(experiment.control());
    }

    private String notFound() {
        String what = experiment.design() == Design.BEFORE_AFTER
                ? "after " + quoted(experiment.treatment()) + " from before"
                : "in " + quoted(experiment.treatment()) + " from " + quoted(experiment.control());
        // the power is that of the test at the planned end, and the always-valid interval finds less
        String power = experiment.looks() == Looks.AT_PLANNED_END
                        && readout.primary().minimumDetectable().isPresent()
                ? " A true difference of "
                        + Wording.size(
                                metric, readout.primary().minimumDetectable().getAsDouble())
                        + " is found with a power of about 80 % by so many accounts; a smaller one may be there."
                : "";
        return "There is no evidence that \"" + metric.name() + "\" differs " + what + ": " + distance() + "; " + arms()
                + "; " + readout.reason() + "." + power;
    }

    List<String> cautions(boolean splitJudged) {
        List<String> cautions = new ArrayList<>();
        if (experiment.design() == Design.RANDOMISED && !splitJudged) {
            cautions.add("Fewer than " + Readout.LEAST_EXPECTED
                    + " units were to be expected in an arm: the split is not judged.");
        }
        if (experiment.looks() == Looks.AT_PLANNED_END) {
            cautions.add("The p-value is valid only at the planned end; for looks in between there is the always-valid"
                    + " interval.");
        }
        readout.primary().arms().stream()
                .filter(arm -> arm.unknown() > Readout.MOST_UNKNOWN * arm.mature())
                .forEach(arm -> cautions.add("Nobody knows the outcome of " + arm.unknown() + " of "
                        + Wording.count(arm.mature(), "mature unit") + " in " + quoted(arm.arm()) + ", "
                        + Wording.percent((double) arm.unknown() / arm.mature()) + " and more than "
                        + Wording.plain(100 * Readout.MOST_UNKNOWN)
                        + " %: those that are known may be unlike the others."));
        readout.balance().stream()
                .filter(Balance::isFlagged)
                .forEach(each -> cautions.add("The arms differed before in "
                        + each.name() + ": "
                        + (each.standardisedDifference().isPresent()
                                ? Wording.plain(each.standardisedDifference().getAsDouble()) + " standard deviations."
                                : Wording.plain(each.control().mean()) + " and "
                                        + Wording.plain(each.treatment().mean()) + ".")));
        if (experiment.design() == Design.BEFORE_AFTER) {
            cautions.add("Accounts that are chosen when they do badly do better later without any help (regression to"
                    + " the mean), and everything else that changed meanwhile is in the difference.");
        }
        if (experiment.design() == Design.DIFFERENCE_IN_DIFFERENCES
                && readout.preTrend().isEmpty()) {
            cautions.add("Whether the arms moved alike before is not known: it takes " + PreTrend.LEAST_PERIODS
                    + " periods before the exposure.");
        }
        if (experiment.design() == Design.MATCHED && !likenessKnown) {
            cautions.add(
                    readout.balance().isEmpty()
                            ? "Nothing from before the exposure shows that like was compared with like."
                            : "Too little is known from before the exposure to show that like was compared with like.");
        }
        cautionOfUnused(cautions);
        return List.copyOf(cautions);
    }

    private void cautionOfUnused(List<String> cautions) {
        long compared = readout.primary().arms().stream()
                .mapToLong(ArmReading::analysed)
                .sum();
        readout.balance().stream()
                .filter(each -> each.name().equals(Balance.COVARIATE))
                .mapToLong(
                        each -> compared - each.control().n() - each.treatment().n())
                .filter(unknown -> unknown > 0)
                .forEach(
                        unknown -> cautions.add(
                                "The covariate of " + unknown + " of " + compared
                                        + " compared units is not known: its balance is that of the others, and nothing is adjusted by it."));
        long pairs = experiment.units().stream()
                .filter(unit -> unit.pair().isPresent())
                .count();
        if (experiment.design() != Design.MATCHED && pairs > 0) {
            cautions.add("The pair of " + pairs + (pairs == 1 ? " unit" : " units")
                    + " is not used: only a matched design compares within pairs.");
        }
    }
}
