package io.csmetrics.health.measure;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.AccountValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Scores that become KPIs: each model scores every account of the data, and its scores enter the data as values under the id of the model,
 * where sheets and scorecards find them. A model may look at the scores of another one, which is then scored first. Values that the data
 * have of a key already stay, and its model is not asked. Immutable.
 */
public final class HealthScores {
    /** A value counts before an instant if it is older than the instant. */
    private static final Duration JUST_BEFORE = Duration.ofMillis(1);

    /** What a KPI reads does not depend on the period. */
    private static final ReportingPeriod ANY_PERIOD =
            ReportingPeriod.of(LocalDate.of(2000, 1, 1), LocalDate.of(2000, 1, 2));

    private final SortedMap<String, HealthModel> models;
    private final KpiCatalog catalog;
    private final Map<String, Serializable> settings;
    private final SignalBook book;

    private HealthScores(
            SortedMap<String, HealthModel> models,
            KpiCatalog catalog,
            Map<String, Serializable> settings,
            SignalBook book) {
        this.models = models;
        this.catalog = catalog;
        this.settings = settings;
        this.book = book;
    }

    /**
     * Begins with models.
     *
     * @param models the models, whose ids are the keys of their scores; each scores every account, whatever it says it applies to
     * @param catalog the KPIs that they may name
     * @return the scores
     */
    public static HealthScores of(Collection<HealthModel> models, KpiCatalog catalog) {
        SortedMap<String, HealthModel> byId = new TreeMap<>();
        for (HealthModel model : models) {
            if (byId.put(model.id(), model) != null) {
                throw new IllegalArgumentException(
                        "model \"" + model.id() + "\" must be there once; leave out the other version");
            }
        }
        return new HealthScores(byId, catalog, Map.of(), SignalBook.of(List.of()));
    }

    /**
     * Puts a model in the place of the one with its id, or adds it.
     *
     * @param model the model
     * @return the scores
     */
    public HealthScores with(HealthModel model) {
        SortedMap<String, HealthModel> more = new TreeMap<>(models);
        more.put(model.id(), model);
        return new HealthScores(more, catalog, settings, book);
    }

    /**
     * Sets a parameter of every measured KPI that has it and whose model does not set it.
     *
     * @param param the name of the parameter, such as {@code catalogueSize}
     * @param value its value
     * @return the scores
     */
    public HealthScores with(String param, Serializable value) {
        Map<String, Serializable> more = new LinkedHashMap<>(settings);
        more.put(param, value);
        return new HealthScores(models, catalog, more, book);
    }

    /**
     * Says what was observed of the signals that are not measured. What was observed at the instant of a score or later is not looked at.
     *
     * @param observed the observations, in place of those that were said before
     * @return the scores
     */
    public HealthScores with(SignalBook observed) {
        return new HealthScores(models, catalog, settings, observed);
    }

    /**
     * Returns the models.
     *
     * @return the models by id
     */
    public List<HealthModel> models() {
        return List.copyOf(models.values());
    }

    /**
     * Returns the keys of the scores that a KPI reads, whoever computes them.
     *
     * @param kpi the KPI, with its parameters set
     * @return the keys; none for most KPIs
     */
    public static SortedSet<String> keysOf(Kpi kpi) {
        return KpiSheet.of(kpi).over(ANY_PERIOD).accountValues();
    }

    /**
     * Returns the models whose scores some KPIs read, and those whose scores these read in turn.
     *
     * @param kpis the KPIs
     * @return the models, those first whose scores others read
     * @throws io.csmetrics.health.model.InvalidModelException if such a model names a KPI that is not there
     * @throws IllegalArgumentException if models look at each other's scores in a circle
     */
    public List<HealthModel> modelsOf(Collection<Kpi> kpis) {
        Set<HealthModel> ordered = new LinkedHashSet<>();
        for (Kpi kpi : kpis) {
            visit(keysOf(kpi), ordered, new LinkedHashSet<>());
        }
        return List.copyOf(ordered);
    }

    /**
     * Scores every account at several instants. Ask for all instants at once: where the data have values under the id of a model already, of
     * whatever account and instant, these stay, and the model is not asked.
     *
     * @param data the data
     * @param asOf the instants; nothing at or after each was looked at
     * @return the data with the scores, each dated one millisecond before its instant
     * @throws io.csmetrics.health.model.InvalidModelException if a model names a KPI that is not there
     * @throws IllegalArgumentException if models look at each other's scores in a circle
     */
    public CustomerData addTo(CustomerData data, Collection<Instant> asOf) {
        Set<HealthModel> all = new LinkedHashSet<>();
        visit(models.keySet(), all, new LinkedHashSet<>());
        return data.with(
                values(all, data, asOf).values().stream().flatMap(List::stream).toList());
    }

    /**
     * Measures a sheet of which some KPIs read scores. Only models are asked whose scores are read, and each period sees the scores of its
     * own end alone: what else is on the sheet does not change it. A sheet that reads no score is measured as it is.
     *
     * @param sheet the sheet
     * @param data all accounts
     * @return the results, in the order of the sheet
     * @throws io.csmetrics.health.model.InvalidModelException if a model names a KPI that is not there
     * @throws IllegalArgumentException if models look at each other's scores in a circle
     */
    public KpiTable measure(KpiSheet sheet, CustomerData data) {
        List<Kpi> reading = sheet.kpis().stream()
                .filter(kpi -> !modelsOf(List.of(kpi)).isEmpty())
                .toList();
        if (reading.isEmpty()) {
            return sheet.measure(data);
        }
        Map<Kpi, List<KpiResult>> rows = new HashMap<>();
        List<Kpi> others = new ArrayList<>(sheet.kpis());
        others.removeAll(reading);
        if (!others.isEmpty()) {
            add(sheet.kpis(others).measure(data), rows);
        }
        KpiSheet scored = sheet.kpis(reading);
        Map<ReportingPeriod, Set<Instant>> instants = new LinkedHashMap<>();
        for (ReportingPeriod period : sheet.periods()) {
            instants.put(
                    period,
                    scored.over(period).readings().stream()
                            .map(each -> each.visibleEnd(data.zone()))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        Set<Instant> all = instants.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<Instant, List<AccountValue>> values = values(modelsOf(reading), data, all);
        instants.forEach((period, of) -> {
            List<AccountValue> seen = of.stream()
                    .flatMap(instant -> values.getOrDefault(instant, List.of()).stream())
                    .toList();
            add(scored.over(period).measure(data.with(seen)), rows);
        });
        return KpiTable.of(sheet.kpis().stream()
                .flatMap(kpi -> rows.getOrDefault(kpi, List.of()).stream())
                .toList());
    }

    private static void add(KpiTable table, Map<Kpi, List<KpiResult>> rows) {
        table.rows()
                .forEach(row -> rows.computeIfAbsent(row.kpi(), kpi -> new ArrayList<>())
                        .add(row));
    }

    /** The scores of models by instant. */
    private Map<Instant, List<AccountValue>> values(
            Collection<HealthModel> ordered, CustomerData data, Collection<Instant> asOf) {
        Set<String> known = data.values().stream().map(AccountValue::key).collect(Collectors.toSet());
        List<Instant> instants = asOf.stream().distinct().sorted().toList();
        Map<Instant, List<AccountValue>> values = new TreeMap<>();
        for (HealthModel model : ordered) {
            if (known.contains(model.id())) {
                continue;
            }
            add(model, measured(model, data, instants, values), instants, values);
        }
        return values;
    }

    private List<SignalColumns> measured(
            HealthModel model, CustomerData data, List<Instant> instants, Map<Instant, List<AccountValue>> values) {
        KpiSignals signals = KpiSignals.of(model, catalog, settings);
        KpiSignals reading = signals.where(true);
        List<SignalColumns> columns = instants.stream()
                .map(instant -> book.columns(model, data.accounts(), instant.minus(JUST_BEFORE)))
                .toList();
        List<SignalColumns> measured = new ArrayList<>(signals.where(false).addTo(columns, data, instants));
        for (int i = 0; i < instants.size() && !reading.isEmpty(); i++) {
            // an account that has a score at one instant and none at the next must not keep the old one
            CustomerData seen = data.with(values.getOrDefault(instants.get(i), List.of()));
            measured.set(i, reading.addTo(measured.get(i), seen, instants.get(i)));
        }
        return measured;
    }

    private static void add(
            HealthModel model,
            List<SignalColumns> measured,
            List<Instant> instants,
            Map<Instant, List<AccountValue>> values) {
        HealthScorer scorer = HealthScorer.of(model);
        for (int i = 0; i < instants.size(); i++) {
            Instant at = instants.get(i);
            BatchScores scores = scorer.score(measured.get(i), at);
            List<AccountValue> of = values.computeIfAbsent(at, instant -> new ArrayList<>());
            for (int row = 0; row < scores.size(); row++) {
                if (scores.hasScore(row)) {
                    double score = scores.score(row).orElseThrow();
                    of.add(AccountValue.of(
                            scores.accountIds().get(row),
                            model.id(),
                            at.minus(JUST_BEFORE),
                            BigDecimal.valueOf(score)));
                }
            }
        }
    }

    /** Those first whose scores others look at. */
    private void visit(Collection<String> keys, Set<HealthModel> ordered, Set<String> asking) {
        for (String key : keys) {
            HealthModel model = models.get(key);
            if (model == null || ordered.contains(model)) {
                continue;
            }
            Set<String> chain = new LinkedHashSet<>(asking);
            if (!chain.add(key)) {
                throw new IllegalArgumentException("models " + String.join(" > ", chain) + " > " + key
                        + " must not look at each other's scores in a circle; take one of the signals out");
            }
            visit(KpiSignals.of(model, catalog, settings).accountValues(), ordered, chain);
            ordered.add(model);
        }
    }
}
