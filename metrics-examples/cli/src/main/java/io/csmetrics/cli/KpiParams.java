package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.health.catalog.StarterModels;
import io.csmetrics.health.measure.HealthScores;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.kpi.Kpi;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/**
 * What {@code --param} says to the KPIs that models look at.
 *
 * @param catalog the KPIs with their parameters
 * @param customerBasis who counts as a customer, if that was said
 */
record KpiParams(KpiCatalog catalog, Optional<CustomerBasis> customerBasis) {

    /**
     * Sets parameters.
     *
     * @throws CommandLine.ParameterException with everything that does not fit
     */
    static KpiParams of(List<HealthModel> models, List<String> params, KpiCatalog known, CommandLine at) {
        if (params.isEmpty()) {
            return new KpiParams(known, Optional.empty());
        }
        List<Kpi> named = ScoreOptions.measured(models, known);
        // a KPI may read the score of a starter model, which measures others
        HealthScores scores = StarterModels.scores(known);
        Set<Kpi> measured = new LinkedHashSet<>(named);
        measured.addAll(ScoreOptions.measured(scores.modelsOf(named), known));
        ParamSettings settings = new ParamSettings(params, known);
        List<Kpi> set = settings.set(new ArrayList<>(measured));
        if (!settings.problems().isEmpty()) {
            throw Usage.of(at, String.join(System.lineSeparator(), settings.problems()));
        }
        settings.notices().forEach(at.getErr()::println);
        return new KpiParams(ScoreOptions.with(set, known), settings.customerBasis());
    }
}
