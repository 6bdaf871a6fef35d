package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.data.CustomerData;
import io.csmetrics.health.catalog.HealthMeasures;
import io.csmetrics.health.catalog.StarterModels;
import io.csmetrics.health.measure.HealthScores;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.kpi.KpiTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Health models by whose scores KPIs of health are measured. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ScoreOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "A health model as JSON, whose scores are values under its id; one with the id of a starter model"
                            + " stands in its place. May be repeated.")
    private final List<Path> files = new ArrayList<>();

    @Option(
            names = "--signals",
            paramLabel = "FILE",
            description = "Signals that the models do not measure: account_id, signal, value, observed_at, state.")
    private @Nullable Path signals;

    /** How scores that KPIs read are computed; empty where none of the KPIs reads one. */
    record Scores(Optional<HealthScores> scores) {
        List<HealthModel> modelsOf(Collection<Kpi> kpis) {
            return scores.map(computed -> computed.modelsOf(kpis)).orElse(List.of());
        }

        KpiTable measure(KpiSheet sheet, CustomerData data) {
            return scores.map(computed -> computed.measure(sheet, data)).orElseGet(() -> sheet.measure(data));
        }
    }

    private Optional<ModelFiles> own = Optional.empty();
    private SignalBook observed = SignalBook.of(List.of());

    /**
     * Reads the models.
     *
     * @throws io.csmetrics.record.InvalidDataException with every mistake of every file
     */
    void readModels(KpiCatalog catalog) throws IOException {
        for (Path file : files) {
            Paths.requireFile("--model", file, spec);
        }
        if (signals != null) {
            Paths.requireFile("--signals", signals, spec);
            if (files.isEmpty()) {
                throw Usage.of(spec.commandLine(), "--signals needs the models that look at them; give --model, too");
            }
        }
        ModelFiles read = ModelFiles.read(files, spec.commandLine().getErr());
        read.requireKpis(measures(catalog));
        Set<String> ids = new LinkedHashSet<>();
        for (HealthModel model : read.models()) {
            if (!ids.add(model.id())) {
                throw Usage.of(
                        spec.commandLine(),
                        "--model \"" + model.id()
                                + "\" must be given once, its scores have one name; leave a file out");
            }
        }
        own = Optional.of(read);
    }

    /** Returns the KPIs that models may name: those of a catalogue, and the measures of the starter models beside them. */
    static KpiCatalog measures(KpiCatalog catalog) {
        // what somebody defines under the name of a measure stands in its place
        return catalog.with(HealthMeasures.all().stream()
                .filter(measure -> catalog.find(measure.key()).isEmpty()
                        && catalog.find(measure.definition().name()).isEmpty()
                        && measure.definition().aliases().stream()
                                .allMatch(alias -> catalog.find(alias).isEmpty()))
                .toList());
    }

    /** Returns the scores that some KPIs read; empty where none reads one. */
    Scores scores(Collection<Kpi> kpis, KpiCatalog catalog) {
        List<HealthModel> models = own.map(ModelFiles::models).orElse(List.of());
        boolean reads = kpis.stream().anyMatch(kpi -> !HealthScores.keysOf(kpi).isEmpty());
        if (!reads) {
            return new Scores(Optional.empty());
        }
        HealthScores scores = StarterModels.scores(measures(catalog));
        for (HealthModel model : models) {
            scores = scores.with(model);
        }
        return new Scores(Optional.of(scores));
    }

    /** Prints which models were given in vain. */
    void noticeUnread(Scores scores, Collection<Kpi> kpis) {
        List<HealthModel> used = scores.modelsOf(kpis);
        for (HealthModel model : own.map(ModelFiles::models).orElse(List.of())) {
            if (!used.contains(model)) {
                spec.commandLine()
                        .getErr()
                        .println("notice: no KPI that is asked for reads the score of model \"" + model.id() + "\"");
            }
        }
    }

    /** Returns the KPIs that models measure of each account, as the catalogue has them. */
    static List<Kpi> measured(Collection<HealthModel> models, KpiCatalog catalog) {
        Set<Kpi> measured = new LinkedHashSet<>();
        for (HealthModel model : models) {
            model.signals().forEach(signal -> {
                if (signal.source() instanceof SignalSource.Kpi source) {
                    catalog.find(source.kpi()).ifPresent(measured::add);
                }
            });
        }
        return List.copyOf(measured);
    }

    /** Returns a catalogue with some KPIs as they were set. */
    static KpiCatalog with(List<Kpi> set, KpiCatalog catalog) {
        Map<String, Kpi> byKey = new LinkedHashMap<>();
        catalog.kpis().forEach(kpi -> byKey.put(kpi.key(), kpi));
        set.forEach(kpi -> byKey.put(kpi.key(), kpi));
        return KpiCatalog.of(byKey.values());
    }

    /** Reads the signals, where there is a file of them. */
    void readSignals(DataOptions.Book book) throws IOException {
        if (signals != null) {
            HealthInputs inputs = new HealthInputs(book.data().zone(), book.findings());
            inputs.addAccounts(book.data().accounts(), book.listsAccounts());
            observed = inputs.readSignals(signals, own.map(ModelFiles::models).orElse(List.of()));
        }
    }

    /** Lets models look at the signals that were read. */
    Scores withSignals(Scores scores) {
        return new Scores(scores.scores().map(computed -> computed.with(observed)));
    }
}
