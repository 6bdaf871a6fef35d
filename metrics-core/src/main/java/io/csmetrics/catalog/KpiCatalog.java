package io.csmetrics.catalog;

import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** KPIs that can be looked up by key, name or alias: the standard ones, and a vendor's own beside them. Immutable. */
public final class KpiCatalog {
    private final Map<String, Kpi> byKey;
    private final Map<String, Kpi> byName;

    private KpiCatalog(Map<String, Kpi> byKey, Map<String, Kpi> byName) {
        this.byKey = byKey;
        this.byName = byName;
    }

    /**
     * Returns the standard KPIs of this module.
     *
     * @return the catalogue, by focus area
     */
    public static KpiCatalog standard() {
        List<Kpi> kpis = Stream.of(
                        RetentionKpis.kpis(),
                        EngagementKpis.kpis(),
                        ExpansionKpis.kpis(),
                        AdvocacyKpis.kpis(),
                        OperationsKpis.kpis())
                .flatMap(List::stream)
                .toList();
        return of(kpis);
    }

    /**
     * Returns a catalogue without the standard KPIs.
     *
     * @param kpis the KPIs, in their order
     * @return the catalogue
     * @throws IllegalArgumentException if a key, name or alias is there twice; all of them are told
     */
    public static KpiCatalog of(Collection<Kpi> kpis) {
        return new KpiCatalog(Map.of(), Map.of()).with(kpis);
    }

    /**
     * Adds KPIs.
     *
     * @param more the KPIs, in their order
     * @return the larger catalogue
     * @throws IllegalArgumentException if a key, name or alias is taken already; all of them are told
     */
    public KpiCatalog with(Collection<Kpi> more) {
        Map<String, Kpi> keys = new LinkedHashMap<>(byKey);
        Map<String, Kpi> names = new LinkedHashMap<>(byName);
        List<String> taken = new ArrayList<>();
        for (Kpi kpi : more) {
            if (keys.putIfAbsent(kpi.key(), kpi) != null) {
                taken.add("key \"" + kpi.key() + "\"");
            }
            for (String name : names(kpi)) {
                Kpi other = names.putIfAbsent(normal(name), kpi);
                if (other != null && !other.key().equals(kpi.key())) {
                    taken.add("name \"" + name + "\" of \"" + kpi.key() + "\", which \"" + other.key() + "\" has");
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", taken) + ": a key, name or alias must be there once; choose another");
        }
        return new KpiCatalog(Collections.unmodifiableMap(keys), Collections.unmodifiableMap(names));
    }

    private static List<String> names(Kpi kpi) {
        List<String> names = new ArrayList<>(List.of(kpi.key(), kpi.definition().name()));
        names.addAll(kpi.definition().aliases());
        return names;
    }

    private static String normal(String name) {
        return name.toLowerCase(Locale.ROOT).strip();
    }

    /**
     * Returns all KPIs.
     *
     * @return the KPIs in order
     */
    public List<Kpi> kpis() {
        return List.copyOf(byKey.values());
    }

    /**
     * Looks a KPI up.
     *
     * @param name a key, name or alias; small and capital letters are the same
     * @return the KPI, empty if there is none
     */
    public Optional<Kpi> find(String name) {
        return Optional.ofNullable(byName.get(normal(name)));
    }

    /**
     * Returns a KPI.
     *
     * @param name a key, name or alias
     * @return the KPI
     * @throws IllegalArgumentException if there is none; the message names the nearest key
     */
    public Kpi get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("KPI \"" + name + "\" is not in the catalogue"
                        + Suggestion.nearest(name, byName.keySet())
                                .flatMap(this::find)
                                .map(near -> "; did you mean \"" + near.key() + "\"?")
                                .orElse("; kpis() has all")));
    }

    /**
     * Returns the keys.
     *
     * @return the keys in order
     */
    @Override
    public String toString() {
        return byKey.keySet().toString();
    }
}
