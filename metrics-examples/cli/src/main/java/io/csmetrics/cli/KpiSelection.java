package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Suggestion;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Param;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Which KPIs are asked for, with their parameters set. Everything that does not fit is told at once. */
final class KpiSelection {
    private final List<String> problems = new ArrayList<>();
    private List<Kpi> kpis;

    private KpiSelection(KpiCatalog catalog, List<String> names) {
        kpis = names.isEmpty() ? catalog.kpis() : find(catalog, names);
    }

    /**
     * Returns the KPIs.
     *
     * @param names keys, names or aliases; none for the whole catalogue
     * @param methods the methods of those that have one; a KPI stands once for each
     * @param settings {@code name=value} for those that have the parameter
     * @throws CommandLine.ParameterException with everything that does not fit
     */
    static List<Kpi> of(
            KpiCatalog catalog,
            List<String> names,
            List<RetentionMethod> methods,
            List<String> settings,
            CommandLine at) {
        KpiSelection selection = new KpiSelection(catalog, names);
        if (selection.problems.isEmpty()) {
            selection.set(settings);
            selection.read(methods, settings);
        }
        if (!selection.problems.isEmpty()) {
            throw Usage.of(at, String.join(System.lineSeparator(), selection.problems));
        }
        return selection.kpis;
    }

    private List<Kpi> find(KpiCatalog catalog, List<String> names) {
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

    /** People misspell the short names too, but a key is what they should use. */
    private static String nearest(KpiCatalog catalog, String name) {
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

    private void set(List<String> settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                problems.add("--param \"" + setting + "\" must be name=value");
                continue;
            }
            String name = camelCase(setting.substring(0, equals));
            if (!known().contains(name)) {
                problems.add("--param \"" + setting.substring(0, equals)
                        + "\" must be a parameter of one of the KPIs that are asked for"
                        + Usage.didYouMean(
                                name,
                                known().stream().map(KpiSelection::kebabCase).toList()));
            } else if (values.putIfAbsent(name, setting.substring(equals + 1)) != null) {
                problems.add("--param \"" + setting.substring(0, equals) + "\" must be given once");
            }
        }
        values.forEach((name, value) ->
                kpis = kpis.stream().map(kpi -> with(kpi, name, value)).toList());
    }

    private Set<String> known() {
        Set<String> names = new TreeSet<>();
        kpis.forEach(kpi -> names.addAll(kpi.parameters().keySet()));
        return names;
    }

    private Kpi with(Kpi kpi, String name, String text) {
        Param.Type type = kpi.parameters().get(name);
        if (type == null) {
            return kpi;
        }
        try {
            return kpi.with(name, value(type, text));
        } catch (TypeConversionException | IllegalArgumentException e) {
            String problem = "--param " + kebabCase(name) + ": " + e.getMessage();
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return kpi;
        }
    }

    private static Serializable value(Param.Type type, String text) {
        return switch (type) {
            case NUMBER -> number(text);
            case DURATION -> Arguments.duration(text);
            case FLAG -> Arguments.flag(text);
            case METHOD -> Arguments.choice(RetentionMethod.class, text);
        };
    }

    private static BigDecimal number(String text) {
        if (!text.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
            throw new TypeConversionException("\"" + text + "\" must be a number such as 0.8");
        }
        return new BigDecimal(text);
    }

    private void read(List<RetentionMethod> methods, List<String> settings) {
        String name = RetentionKpis.METHOD.name();
        if (methods.isEmpty()) {
            return;
        }
        if (!known().contains(name)) {
            problems.add("--method is for KPIs of revenue retention, and none of them is asked for; leave it out");
        } else if (settings.stream().anyMatch(setting -> setting.startsWith(name + "="))) {
            problems.add("--method and --param " + name + " are the same; give one of them");
        }
        List<Kpi> read = new ArrayList<>();
        for (Kpi kpi : kpis) {
            if (kpi.parameters().containsKey(name)) {
                methods.stream().distinct().forEach(method -> read.add(kpi.with(RetentionKpis.METHOD, method)));
            } else {
                read.add(kpi);
            }
        }
        kpis = read;
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean first = i > 0 && name.charAt(i - 1) == '-';
            if (name.charAt(i) != '-') {
                camel.append(first ? Character.toUpperCase(name.charAt(i)) : name.charAt(i));
            }
        }
        return camel.toString();
    }

    private static String kebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
