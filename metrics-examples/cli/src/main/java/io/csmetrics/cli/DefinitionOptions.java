package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.cohort.catalog.CohortKpis;
import io.csmetrics.cohort.io.CohortCodec;
import io.csmetrics.health.catalog.HealthKpis;
import io.csmetrics.io.DefinitionJson;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Files with KPIs of one's own. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DefinitionOptions {
    /** Reads and writes the family of metrics-cohort. */
    static final CohortCodec COHORTS = new CohortCodec();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--definitions",
            paramLabel = "FILE",
            description = "KPIs of your own as JSON, beside those of the catalogue. May be repeated;"
                    + " a file may build on those before it.")
    private final List<Path> files = new ArrayList<>();

    /** Returns the catalogue without KPIs of one's own. */
    static KpiCatalog standard() {
        return KpiCatalog.standard().with(HealthKpis.all()).with(CohortKpis.all());
    }

    /**
     * Returns the catalogue with the KPIs of all files.
     *
     * @throws InvalidDataException with every mistake of every file
     */
    KpiCatalog catalog() throws IOException {
        KpiCatalog catalog = standard();
        Findings findings = new Findings();
        for (Path file : files) {
            Paths.requireFile("--definitions", file, spec);
            catalog = catalog.with(DefinitionJson.read(file, catalog, findings, COHORTS));
        }
        findings.throwIfErrors();
        return catalog;
    }
}
