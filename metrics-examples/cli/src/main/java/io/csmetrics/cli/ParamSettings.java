package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Param;
import io.csmetrics.select.Statistic;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.TypeConversionException;

/**
 * The values of {@code --param name=value}. Each KPI that has a parameter of that name gets the value, a KPI that another one designates
 * too. One name may stand for different things in different KPIs: a value is set where it fits, and must fit somewhere.
 */
final class ParamSettings {
    /** Not of one KPI but of the whole book. */
    private static final String CUSTOMER_BASIS = "customerBasis";

    private final KpiCatalog catalog;
    private final List<Setting> settings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private Optional<CustomerBasis> basis = Optional.empty();

    /** A name, its value, and what became of it. */
    private static final class Setting {
        private final String written;
        private final String text;
        private String name;
        private boolean fits;
        private final Map<String, String> misfits = new LinkedHashMap<>();

        Setting(String written, String text) {
            this.written = written;
            this.text = text;
            name = written;
        }

        @Override
        public String toString() {
            return "--param " + written + "=" + text;
        }
    }

    ParamSettings(List<String> texts, KpiCatalog catalog) {
        this.catalog = catalog;
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                problems.add("--param \"" + text + "\" must be name=value");
            } else {
                settings.add(new Setting(text.substring(0, equals), text.substring(equals + 1)));
            }
        }
    }

    /** Returns who counts as a customer, if that was said. */
    Optional<CustomerBasis> customerBasis() {
        return basis;
    }

    /** Tells whether there is a value for a parameter. */
    boolean has(String name) {
        return settings.stream().anyMatch(setting -> setting.name.equals(name));
    }

    /** Returns what does not fit, each in a line. */
    List<String> problems() {
        return problems;
    }

    /** Returns which values were left out of some KPIs, each in a line. */
    List<String> notices() {
        List<String> notices = new ArrayList<>();
        for (Setting setting : settings) {
            if (setting.fits) {
                setting.misfits.forEach((key, problem) ->
                        notices.add("notice: " + setting + " is not set for \"" + key + "\": " + problem));
            }
        }
        return notices;
    }

    /** Sets the values. Afterwards {@link #problems()} has what is wrong. */
    List<Kpi> set(List<Kpi> kpis) {
        Set<String> known = new TreeSet<>(Set.of(CUSTOMER_BASIS));
        kpis.forEach(kpi -> addNames(kpi, known, new LinkedHashSet<>()));
        Set<String> given = new LinkedHashSet<>();
        for (Setting setting : settings) {
            if (known.contains(camelCase(setting.written))) {
                setting.name = camelCase(setting.written);
            }
            if (!known.contains(setting.name)) {
                problems.add("--param \"" + setting.written
                        + "\" must be a parameter of one of the KPIs that are asked for"
                        + Usage.didYouMean(
                                kebabCase(setting.written),
                                known.stream().map(ParamSettings::kebabCase).toList()));
            } else if (!given.add(setting.name)) {
                problems.add("--param \"" + setting.written + "\" must be given once");
            }
        }
        if (!problems.isEmpty()) {
            return kpis;
        }
        List<Kpi> set = kpis.stream().map(kpi -> set(kpi, List.of())).toList();
        for (Setting setting : settings) {
            if (setting.name.equals(CUSTOMER_BASIS)) {
                readBasis(setting);
            } else if (!setting.fits) {
                new LinkedHashSet<>(setting.misfits.values())
                        .forEach(problem -> problems.add("--param " + kebabCase(setting.name) + ": " + problem));
            }
        }
        return set;
    }

    /** The parameters of a designated KPI can be set as well. */
    private void addNames(Kpi kpi, Set<String> known, Set<String> seen) {
        if (!seen.add(kpi.key())) {
            return;
        }
        Map<String, Param.Type> parameters = kpi.parameters();
        known.addAll(parameters.keySet());
        for (Setting setting : settings) {
            if (parameters.get(camelCase(setting.written)) == Param.Type.KPI) {
                catalog.find(setting.text).ifPresent(designated -> addNames(designated, known, seen));
            }
        }
    }

    private void readBasis(Setting setting) {
        try {
            basis = Optional.of(Arguments.choice(CustomerBasis.class, setting.text));
        } catch (TypeConversionException e) {
            problems.add("--param " + kebabCase(setting.name) + ": " + e.getMessage());
        }
    }

    /** Sets the values that fit one KPI; {@code designating} are the keys of those that designate it. */
    private Kpi set(Kpi kpi, List<String> designating) {
        Map<String, Param.Type> parameters = kpi.parameters();
        Map<Setting, Serializable> fitting = new LinkedHashMap<>();
        for (Setting setting : settings) {
            Param.Type type = parameters.get(setting.name);
            if (type != null) {
                try {
                    fitting.put(setting, value(type, setting.text, kpi, designating));
                } catch (IllegalArgumentException | TypeConversionException e) {
                    setting.misfits.put(kpi.key(), String.valueOf(e.getMessage()));
                }
            }
        }
        if (refusal(kpi, fitting).isPresent()) {
            // a value that is refused by itself must not take the others with it
            fitting.entrySet().removeIf(value -> isRefused(kpi, Map.ofEntries(value)));
        }
        if (isRefused(kpi, fitting)) {
            return kpi;
        }
        fitting.keySet().forEach(setting -> setting.fits = true);
        return with(kpi, fitting);
    }

    private static boolean isRefused(Kpi kpi, Map<Setting, Serializable> values) {
        Optional<String> refusal = refusal(kpi, values);
        refusal.ifPresent(
                problem -> values.keySet().forEach(setting -> setting.misfits.putIfAbsent(kpi.key(), problem)));
        return refusal.isPresent();
    }

    private static Optional<String> refusal(Kpi kpi, Map<Setting, Serializable> values) {
        try {
            with(kpi, values).bind();
            return Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Kpi with(Kpi kpi, Map<Setting, Serializable> values) {
        TreeMap<String, Serializable> bound = new TreeMap<>(kpi.bound());
        values.forEach((setting, value) -> bound.put(setting.name, value));
        return new Kpi(kpi.definition(), kpi.formula(), bound);
    }

    private Serializable value(Param.Type type, String text, Kpi kpi, List<String> designating) {
        return switch (type) {
            case METHOD -> Arguments.choice(RetentionMethod.class, text);
            case STATISTIC -> Arguments.choice(Statistic.class, text);
            case FLAG -> type.parse(text.toLowerCase(Locale.ROOT));
            case KPI -> designated(text, kpi, designating);
            case NUMBER, DURATION, TEXT, WORD, DATE, CLOCK -> type.parse(text);
        };
    }

    private Serializable designated(String text, Kpi kpi, List<String> designating) {
        Kpi designated = catalog.find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + text + "\" must be in the catalogue, which csmetrics catalog prints"
                                + KpiSelection.nearest(catalog, text)));
        List<String> chain = new ArrayList<>(designating);
        chain.add(kpi.key());
        if (chain.contains(designated.key())) {
            throw new IllegalArgumentException("\"" + text + "\" must not designate itself, "
                    + String.join(" > ", chain) + " > " + designated.key() + "; name another KPI");
        }
        return set(designated, chain).asDesignated();
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

    /** Returns the name as an option is written. */
    static String kebabCase(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
