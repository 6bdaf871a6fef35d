package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.health.io.HealthModelJson;
import io.csmetrics.health.measure.KpiSignals;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthModels;
import io.csmetrics.health.model.InvalidModelException;
import io.csmetrics.health.model.ModelProblem;
import io.csmetrics.io.StrictJson;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Health models as files. What is wrong with them is told by file, line and JSON path. */
final class ModelFiles {
    private final Map<HealthModel, Path> files = new LinkedHashMap<>();

    private ModelFiles() {}

    /**
     * Reads models, and prints what their authors should know.
     *
     * @throws InvalidDataException with every mistake of every file
     */
    static ModelFiles read(List<Path> paths, PrintWriter err) throws IOException {
        ModelFiles models = new ModelFiles();
        Findings findings = new Findings();
        for (Path path : paths) {
            Optional<HealthModel> model = HealthModelJson.read(path, findings);
            model.ifPresent(read -> models.files.putIfAbsent(read, path));
        }
        findings.throwIfErrors();
        FindingList.print(findings, err);
        return models;
    }

    /** Returns the models in the order of the files; a file that says the same as one before it counts once. */
    List<HealthModel> models() {
        return List.copyOf(files.keySet());
    }

    /** Returns the models as those of which the first that applies to an account scores it. */
    HealthModels firstThatApplies() throws IOException {
        List<HealthModel> models = models();
        Findings findings = new Findings();
        List<ModelProblem> before = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            List<ModelProblem> problems = HealthModels.problems(models.subList(0, i + 1));
            tell(models.get(i), problems.subList(before.size(), problems.size()), findings);
            before = problems;
        }
        findings.throwIfErrors();
        return HealthModels.of(models).withoutOther();
    }

    /** Checks that every KPI is there that a model names. */
    void requireKpis(KpiCatalog catalog) throws IOException {
        Findings findings = new Findings();
        for (HealthModel model : models()) {
            try {
                KpiSignals.of(model, catalog);
            } catch (InvalidModelException e) {
                tell(model, e.problems(), findings);
            }
        }
        findings.throwIfErrors();
    }

    private void tell(HealthModel model, List<ModelProblem> problems, Findings findings) throws IOException {
        Path file = files.get(model);
        if (file == null || problems.isEmpty()) {
            return;
        }
        Optional<StrictJson> root = StrictJson.read(file, "$", new Findings());
        for (ModelProblem problem : problems) {
            long line = root.map(json -> json.nearest(problem.path()).line()).orElse(0L);
            findings.add(problem.in(String.valueOf(file.getFileName()), line));
        }
    }
}
