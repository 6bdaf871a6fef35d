package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Suggestion;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Param;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;

/**
 * Which KPIs are asked for, with their parameters set. Everything that does not fit is told at once.
 *
 * @param kpis the KPIs in order; one with several methods stands once for each
 * @param customerBasis who counts as a customer, if that was said
 * @param scores the scores that they read
 */
record KpiSelection(List<Kpi> kpis, Optional<CustomerBasis> customerBasis, ScoreOptions.Scores scores) {

    /** Copies the KPIs. */
    KpiSelection {
        kpis = List.copyOf(kpis);
    }

    /**
     * Returns the KPIs.
     *
     * @param names keys, names or aliases; none for the whole catalogue
     * @param methods the methods of those that have one; a KPI stands once for each
     * @param params {@code name=value} for those that have the parameter, and for what the models of scores measure
     * @param models the models of scores
     * @throws CommandLine.ParameterException with everything that does not fit
     */
    static KpiSelection of(
            KpiCatalog catalog,
            List<String> names,
            List<RetentionMethod> methods,
            List<String> params,
            ScoreOptions models,
            CommandLine at) {
        List<String> problems = new ArrayList<>();
        List<Kpi> kpis = names.isEmpty() ? catalog.kpis() : find(catalog, names, problems);
        ParamSettings settings = new ParamSettings(params, catalog);
        KpiCatalog measures = catalog;
        if (problems.isEmpty()) {
            List<Kpi> all = new ArrayList<>(kpis);
            List<Kpi> measured = measured(kpis, params, models, catalog);
            all.addAll(measured);
            all = settings.set(all);
            problems.addAll(settings.problems());
            measures = ScoreOptions.with(all.subList(kpis.size(), all.size()), ScoreOptions.measures(catalog));
            kpis = read(all.subList(0, kpis.size()), methods, settings, problems);
        }
        if (!problems.isEmpty()) {
            throw Usage.of(at, String.join(System.lineSeparator(), problems));
        }
        settings.notices().forEach(at.getErr()::println);
        ScoreOptions.Scores scores = models.scores(kpis, measures);
        models.noticeUnread(scores, kpis);
        return new KpiSelection(kpis, settings.customerBasis(), scores);
    }

    /** What the models measure whose scores are read, by the KPIs or by those that parameters designate. */
    private static List<Kpi> measured(List<Kpi> kpis, List<String> params, ScoreOptions models, KpiCatalog catalog) {
        List<Kpi> reading = new ArrayList<>(kpis);
        params.forEach(
                param -> catalog.find(param.substring(param.indexOf('=') + 1)).ifPresent(reading::add));
        return ScoreOptions.measured(models.scores(reading, catalog).modelsOf(reading), ScoreOptions.measures(catalog));
    }

    private static List<Kpi> find(KpiCatalog catalog, List<String> names, List<String> problems) {
        Set<Kpi> found = new LinkedHashSet<>();
        for (String name : names) {
            Optional<Kpi> kpi = catalog.find(name);
            if (kpi.isPresent()) {
                found.add(kpi.get());
            } else {
                problems.add("--kpi \"" + name + "\" must be in the catalogue, which csmetrics catalog prints"
                        + nearest(catalog, name));
            }
        }
        return List.copyOf(found);
    }

    /** Names the key that was probably meant. People misspell the short names too, but a key is what they should use. */
    static String nearest(KpiCatalog catalog, String name) {
        Map<String, String> keyByName = new LinkedHashMap<>();
        for (Kpi kpi : catalog.kpis()) {
            keyByName.put(kpi.key(), kpi.key());
            keyByName.put(kpi.definition().name(), kpi.key());
            kpi.definition().aliases().forEach(alias -> keyByName.put(alias, kpi.key()));
        }
        return Suggestion.nearest(name, keyByName.keySet())
                .map(near -> "; did you mean \"" + keyByName.get(near) + "\"?")
                .orElse("");
    }

    private static List<Kpi> read(
            List<Kpi> kpis, List<RetentionMethod> methods, ParamSettings settings, List<String> problems) {
        if (methods.isEmpty()) {
            return kpis;
        }
        if (kpis.stream().noneMatch(KpiSelection::hasMethod)) {
            problems.add("--method is for KPIs of revenue retention, and none of them is asked for; leave it out");
        } else if (settings.has(RetentionKpis.METHOD.name())) {
            problems.add("--method and --param method are the same; give one of them");
        }
        List<Kpi> read = new ArrayList<>();
        for (Kpi kpi : kpis) {
            if (hasMethod(kpi)) {
                methods.stream().distinct().forEach(method -> read.add(kpi.with(RetentionKpis.METHOD, method)));
            } else {
                read.add(kpi);
            }
        }
        return read;
    }

    /** Other KPIs have methods of another kind. */
    private static boolean hasMethod(Kpi kpi) {
        return kpi.parameters().get(RetentionKpis.METHOD.name()) == Param.Type.METHOD;
    }
}
