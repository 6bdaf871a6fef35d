package io.csmetrics.health.catalog;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.health.io.HealthModelJson;
import io.csmetrics.health.measure.HealthScores;
import io.csmetrics.health.model.HealthModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Models to begin with, one for each score of {@link HealthKpis}. Their weights and cut points are starting values, not findings: take one
 * as a file, test it by a backtest on what happened to your own customers, and change it.
 */
public final class StarterModels {
    private static final List<String> KEYS = List.of(
            "customer-health-score",
            "churn-risk-score",
            "customer-engagement-score",
            "relationship-depth-score",
            "expansion-opportunity-score",
            "expansion-readiness-index",
            "referral-readiness-score");

    private StarterModels() {}

    /**
     * Returns the keys of the models, which are those of their KPIs.
     *
     * @return the keys
     */
    public static List<String> keys() {
        return KEYS;
    }

    /**
     * Returns all models.
     *
     * @return the models in the order of {@link #keys()}
     */
    public static List<HealthModel> all() {
        return KEYS.stream().map(StarterModels::of).toList();
    }

    /**
     * Returns a model.
     *
     * @param key its key
     * @return the model
     * @throws IllegalArgumentException if there is no model of that key
     */
    public static HealthModel of(String key) {
        return HealthModelJson.read(json(key));
    }

    /**
     * Returns the file of a model, to be changed.
     *
     * @param key its key
     * @return the JSON
     * @throws IllegalArgumentException if there is no model of that key
     */
    public static String json(String key) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("key \"" + key + "\" must be one of " + String.join(", ", KEYS));
        }
        try (InputStream in = Objects.requireNonNull(
                StarterModels.class.getResourceAsStream(key + ".json"), "the models are part of this library")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("a file of this library can always be read", e);
        }
    }

    /**
     * Returns all models as scores that become KPIs.
     *
     * @return the scores, which may name every KPI of {@link HealthMeasures#catalog()}
     */
    public static HealthScores scores() {
        return scores(HealthMeasures.catalog());
    }

    /**
     * Returns all models as scores that become KPIs.
     *
     * @param catalog the KPIs that they may name, those of {@link HealthMeasures#catalog()} among them
     * @return the scores
     */
    public static HealthScores scores(KpiCatalog catalog) {
        return HealthScores.of(all(), catalog);
    }
}
