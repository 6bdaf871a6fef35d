package io.csmetrics.health.measure;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.InvalidModelException;
import io.csmetrics.health.model.ModelProblem;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.score.SignalColumns;
import io.csmetrics.kpi.AccountColumn;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Suggestion;
import io.csmetrics.select.Param;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * The signals of a model that are KPIs, ready to be measured of each account. A KPI is measured over the period of the signal's window that
 * ends when the account is scored; nothing at or after that instant is looked at. An account of which a KPI is undefined lacks the signal.
 */
public final class KpiSignals {
    /** What a KPI reads does not depend on when. */
    private static final ReportingPeriod ANY_PERIOD = ReportingPeriod.month(2000, 1);

    private final Map<HealthSignal, Kpi> kpis;

    private KpiSignals(Map<HealthSignal, Kpi> kpis) {
        this.kpis = kpis;
    }

    /**
     * Looks the KPIs of a model up.
     *
     * @param model the model
     * @param catalog the KPIs that it may name
     * @return its signals that are KPIs
     * @throws InvalidModelException with every KPI that is not there, and every parameter that does not fit
     */
    public static KpiSignals of(HealthModel model, KpiCatalog catalog) {
        return of(model, catalog, Map.of());
    }

    /**
     * Looks the KPIs of a model up, and sets parameters that the model leaves open.
     *
     * @param model the model
     * @param catalog the KPIs that it may name
     * @param settings values of parameters by name; each is set in every KPI that has the parameter and of which the model does not set it
     * @return its signals that are KPIs
     * @throws InvalidModelException with every KPI that is not there, and every parameter that does not fit
     */
    public static KpiSignals of(HealthModel model, KpiCatalog catalog, Map<String, Serializable> settings) {
        Map<HealthSignal, Kpi> kpis = new LinkedHashMap<>();
        List<ModelProblem> problems = new ArrayList<>();
        for (int g = 0; g < model.groups().size(); g++) {
            List<HealthSignal> signals = model.groups().get(g).signals();
            for (int s = 0; s < signals.size(); s++) {
                if (signals.get(s).source() instanceof SignalSource.Kpi source) {
                    String path = "$.groups[" + g + "].signals[" + s + "]";
                    Kpi kpi = catalog.find(source.kpi()).orElse(null);
                    if (kpi == null) {
                        problems.add(error(
                                path + ".kpi",
                                "\"" + source.kpi() + "\" is not a KPI that is known"
                                        + Suggestion.nearest(source.kpi(), keys(catalog))
                                                .map(near -> "; did you mean \"" + near + "\"?")
                                                .orElse("")));
                    } else {
                        kpis.put(signals.get(s), bound(kpi, source, settings, path, problems));
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidModelException(problems);
        }
        return new KpiSignals(kpis);
    }

    private static List<String> keys(KpiCatalog catalog) {
        return catalog.kpis().stream().map(Kpi::key).toList();
    }

    private static ModelProblem error(String path, String message) {
        return new ModelProblem(Finding.Severity.ERROR, path, message);
    }

    private static Kpi bound(
            Kpi kpi,
            SignalSource.Kpi source,
            Map<String, Serializable> settings,
            String path,
            List<ModelProblem> problems) {
        Map<String, Param.Type> parameters = kpi.parameters();
        TreeMap<String, Serializable> bound = new TreeMap<>(kpi.bound());
        settings.forEach((name, value) -> {
            Param.Type type = parameters.get(name);
            if (type != null && type.accepts(value)) {
                bound.put(name, value);
            }
        });
        source.params().forEach((name, text) -> {
            Param.Type type = parameters.get(name);
            if (type == null) {
                problems.add(error(
                        path + ".params",
                        "\"" + name + "\" is not a parameter of " + kpi.key()
                                + Suggestion.nearest(name, parameters.keySet())
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse("")));
                return;
            }
            try {
                bound.put(name, type.parse(text));
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.add(error(path + ".params." + name, String.valueOf(e.getMessage())));
            }
        });
        Kpi set = new Kpi(kpi.definition(), kpi.formula(), bound);
        try {
            set.bind();
        } catch (IllegalArgumentException | ArithmeticException e) {
            problems.add(error(path + ".params", String.valueOf(e.getMessage())));
        }
        return set;
    }

    /**
     * Tells whether there is nothing to measure.
     *
     * @return whether no signal of the model is a KPI
     */
    public boolean isEmpty() {
        return kpis.isEmpty();
    }

    /**
     * Returns the KPIs that are measured.
     *
     * @return the KPIs in the order of the model's signals
     */
    public List<Kpi> kpis() {
        return List.copyOf(kpis.values());
    }

    /**
     * Returns the keys of the scores that the KPIs read.
     *
     * @return the keys by their text
     */
    public SortedSet<String> accountValues() {
        return KpiSheet.of(kpis()).over(ANY_PERIOD).accountValues();
    }

    /** Those of the signals whose KPIs read scores, or those whose KPIs read none. */
    KpiSignals where(boolean readsScores) {
        Map<HealthSignal, Kpi> some = new LinkedHashMap<>(kpis);
        some.values()
                .removeIf(
                        kpi -> KpiSheet.of(kpi).over(ANY_PERIOD).accountValues().isEmpty() == readsScores);
        return new KpiSignals(some);
    }

    /**
     * Measures the signals at an instant.
     *
     * @param columns what is known of the signals otherwise; a value that is handed in stands before one that is measured
     * @param data the data; accounts of the columns that are not in them lack the signals
     * @param asOf the instant
     * @return the columns with what was measured
     */
    public SignalColumns addTo(SignalColumns columns, CustomerData data, Instant asOf) {
        return addTo(List.of(columns), data, List.of(asOf)).get(0);
    }

    /**
     * Measures the signals at several instants at once: what all of them need is counted in one pass.
     *
     * @param columns what is known of the signals otherwise, at each instant
     * @param data the data
     * @param asOf the instants, in the order of the columns
     * @return the columns with what was measured
     */
    public List<SignalColumns> addTo(List<SignalColumns> columns, CustomerData data, List<Instant> asOf) {
        List<SignalColumns> measured = new ArrayList<>(columns);
        Map<Question, List<HealthSignal>> questions = new LinkedHashMap<>();
        kpis.forEach((signal, kpi) -> questions
                .computeIfAbsent(
                        new Question(((SignalSource.Kpi) signal.source()).window()), window -> new ArrayList<>())
                .add(signal));
        questions.forEach((question, signals) -> {
            List<Kpi> asked = signals.stream().map(this::kpi).toList();
            Map<Instant, Sheet> sheets = question.sheets(asked, asOf, data);
            for (int i = 0; i < asOf.size(); i++) {
                Sheet sheet = sheets.get(asOf.get(i));
                for (HealthSignal signal : signals) {
                    if (sheet != null) {
                        SignalColumns before = measured.get(i);
                        measured.set(i, before.with(signal.id(), sheet.numbers(kpi(signal), before.accountIds())));
                    }
                }
            }
        });
        return measured;
    }

    private Kpi kpi(HealthSignal signal) {
        Kpi kpi = kpis.get(signal);
        if (kpi == null) {
            throw new IllegalStateException("signal \"" + signal.id() + "\" must have its KPI");
        }
        return kpi;
    }

    /**
     * What is asked over one length of time.
     *
     * @param window the length
     */
    private record Question(Duration window) {
        /** Instants at which a day begins share a sheet; any other one is an instant of knowledge of its own. */
        Map<Instant, Sheet> sheets(List<Kpi> kpis, List<Instant> asOf, CustomerData data) {
            KpiSheet sheet = KpiSheet.of(kpis).by(Segmentation.byAccount());
            Map<Instant, ReportingPeriod> whole = new LinkedHashMap<>();
            Map<Instant, Sheet> sheets = new HashMap<>();
            for (Instant instant : asOf) {
                ReportingPeriod period = period(instant, data.zone());
                if (period.endExclusive().atStartOfDay(data.zone()).toInstant().equals(instant)) {
                    whole.put(instant, period);
                } else if (!sheets.containsKey(instant)) {
                    KpiSheet at = sheet.over(period).asOf(instant);
                    sheets.put(instant, new Sheet(at, period, at.collect(data)));
                }
            }
            if (!whole.isEmpty()) {
                KpiSheet all = sheet.over(List.copyOf(whole.values()));
                KpiFacts facts = all.collect(data);
                whole.forEach((instant, period) -> sheets.put(instant, new Sheet(all, period, facts)));
            }
            return sheets;
        }

        private ReportingPeriod period(Instant instant, ZoneId zone) {
            LocalDate date = instant.atZone(zone).toLocalDate();
            boolean begins = date.atStartOfDay(zone).toInstant().equals(instant);
            LocalDate end = begins ? date : date.plusDays(1);
            return ReportingPeriod.of(end.minusDays(window.toDays()), end);
        }
    }

    private record Sheet(KpiSheet sheet, ReportingPeriod period, KpiFacts facts) {
        double[] numbers(Kpi kpi, List<String> accountIds) {
            AccountColumn column = sheet.values(kpi, period, facts);
            Map<String, Integer> rows = new HashMap<>();
            for (int row = 0; row < column.accountIds().size(); row++) {
                rows.put(column.accountIds().get(row), row);
            }
            double[] numbers = new double[accountIds.size()];
            Arrays.setAll(numbers, i -> {
                Integer row = rows.get(accountIds.get(i));
                OptionalDouble value = row == null ? OptionalDouble.empty() : column.value(row);
                return value.orElse(Double.NaN);
            });
            return numbers;
        }
    }
}
