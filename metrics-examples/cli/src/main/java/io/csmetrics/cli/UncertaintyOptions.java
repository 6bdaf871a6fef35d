package io.csmetrics.cli;

import io.csmetrics.cohort.bootstrap.AccountBootstrap;
import io.csmetrics.cohort.bootstrap.RatioSample;
import io.csmetrics.cohort.bootstrap.Refusal;
import io.csmetrics.cohort.bootstrap.Sampling;
import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.health.measure.HealthScores;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether it is told how sure KPIs are, and by which draws. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class UncertaintyOptions {
    private static final Set<Refusal.Reason> NO_SUCH_RATIO =
            EnumSet.of(Refusal.Reason.NOT_A_RATIO, Refusal.Reason.NOT_ADDITIVE, Refusal.Reason.UNDEFINED);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--uncertainty",
            description =
                    "Also tell of each KPI that is a ratio of sums over accounts, overall and not by segments: the interval of"
                            + " 95 %% by accounts drawn anew or why there is none, and the value without the account with the"
                            + " largest part in the base. KPIs of health scores have none.")
    private boolean asked;

    @Option(
            names = "--draws",
            paramLabel = "NUMBER",
            description = "How many times accounts are drawn for --uncertainty; " + AccountBootstrap.ENOUGH_DRAWS
                    + " if not given.")
    private @Nullable Integer draws;

    @Option(
            names = "--random-start",
            paramLabel = "NUMBER",
            description = "Another number draws other accounts for --uncertainty; 1 if not given.")
    private @Nullable Long randomStart;

    /** Returns how accounts are drawn, empty where nobody asks for it. */
    Optional<AccountBootstrap> bootstrap() {
        if (!asked) {
            if (draws != null || randomStart != null) {
                throw Usage.of(
                        spec.commandLine(),
                        (draws != null ? "--draws" : "--random-start")
                                + " is for the draws of --uncertainty; give it, too");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(new AccountBootstrap(
                    draws == null ? AccountBootstrap.ENOUGH_DRAWS : draws,
                    Confidence.PERCENT_95,
                    randomStart == null ? 1 : randomStart));
        } catch (IllegalArgumentException e) {
            throw Usage.of(spec.commandLine(), "--draws: " + e.getMessage());
        }
    }

    /**
     * Draws the accounts of every overall result that is such a ratio. What all of them need is counted by account in one go.
     *
     * @param sheet the sheet of the results, with their knowledge
     */
    static Map<KpiResult, KpiUncertainty> of(
            List<KpiResult> results, KpiSheet sheet, CustomerData data, AccountBootstrap bootstrap) {
        List<KpiResult> divided = results.stream()
                .filter(result -> result.segment().isOverall()
                        && result.evidence().numerator().isPresent()
                        && result.evidence().denominator().isPresent()
                        // each period has scores of its own, which are not in the data
                        && HealthScores.keysOf(result.kpi()).isEmpty())
                .toList();
        Map<KpiResult, KpiUncertainty> known = new HashMap<>();
        if (divided.isEmpty()) {
            return known;
        }
        List<Kpi> kpis = divided.stream().map(KpiResult::kpi).distinct().toList();
        KpiFacts facts = sheet.kpis(kpis).by(Segmentation.byAccount()).collect(data);
        for (KpiResult result : divided) {
            Sampling sampling = RatioSample.of(result.kpi(), facts, result.reading());
            if (!(sampling instanceof Refusal refusal && NO_SUCH_RATIO.contains(refusal.reason()))) {
                known.put(result, KpiUncertainty.of(sampling, bootstrap));
            }
        }
        return known;
    }
}
