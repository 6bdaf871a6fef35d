package io.csmetrics.health.measure;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.score.BatchScores;
import io.csmetrics.health.score.HealthScorer;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.record.AccountValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scores that become KPIs: each model scores every account of the data, and its scores enter the data as values under the id of the model,
 * where sheets and scorecards find them. A model may look at the scores of another one, which is then scored first. Immutable.
 */
public final class HealthScores {
    /** A value counts before an instant if it is older than the instant. */
    private static final Duration JUST_BEFORE = Duration.ofMillis(1);

    private final SortedMap<String, HealthModel> models;
    private final KpiCatalog catalog;
    private final Map<String, Serializable> settings;

    private HealthScores(
            SortedMap<String, HealthModel> models, KpiCatalog catalog, Map<String, Serializable> settings) {
        this.models = models;
        this.catalog = catalog;
        this.settings = settings;
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
        return new HealthScores(byId, catalog, Map.of());
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
        return new HealthScores(more, catalog, settings);
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
        return new HealthScores(models, catalog, more);
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
     * Scores every account at several instants.
     *
     * @param data the data
     * @param asOf the instants; nothing at or after each was looked at
     * @return the data with the scores, each dated one millisecond before its instant
     * @throws io.csmetrics.health.model.InvalidModelException if a model names a KPI that is not there
     * @throws IllegalArgumentException if models look at each other's scores in a circle
     */
    public CustomerData addTo(CustomerData data, Collection<Instant> asOf) {
        List<Instant> instants = asOf.stream().distinct().sorted().toList();
        CustomerData scored = data;
        for (HealthModel model : inOrder()) {
            scored = scored.with(values(model, scored, instants));
        }
        return scored;
    }

    private List<AccountValue> values(HealthModel model, CustomerData data, List<Instant> instants) {
        SignalBook none = SignalBook.of(List.of());
        List<SignalColumns> columns = instants.stream()
                .map(instant -> none.columns(model, data.accounts(), instant))
                .toList();
        List<SignalColumns> measured = KpiSignals.of(model, catalog, settings).addTo(columns, data, instants);
        HealthScorer scorer = HealthScorer.of(model);
        List<AccountValue> values = new ArrayList<>();
        for (int i = 0; i < instants.size(); i++) {
            BatchScores scores = scorer.score(measured.get(i), instants.get(i));
            Instant at = instants.get(i).minus(JUST_BEFORE);
            for (int row = 0; row < scores.size(); row++) {
                if (scores.hasScore(row)) {
                    double score = scores.score(row).orElseThrow();
                    values.add(
                            AccountValue.of(scores.accountIds().get(row), model.id(), at, BigDecimal.valueOf(score)));
                }
            }
        }
        return values;
    }

    /** Those first whose scores others look at. */
    private List<HealthModel> inOrder() {
        Set<HealthModel> ordered = new LinkedHashSet<>();
        models.values().forEach(model -> visit(model, ordered, new LinkedHashSet<>()));
        return List.copyOf(ordered);
    }

    private void visit(HealthModel model, Set<HealthModel> ordered, Set<String> asking) {
        if (!asking.add(model.id())) {
            throw new IllegalArgumentException("models " + String.join(" > ", asking) + " > " + model.id()
                    + " must not look at each other's scores in a circle; take one of the signals out");
        }
        for (String key : KpiSignals.of(model, catalog, settings).accountValues()) {
            HealthModel other = models.get(key);
            if (other != null && !ordered.contains(other)) {
                visit(other, ordered, new LinkedHashSet<>(asking));
            }
        }
        ordered.add(model);
    }
}
