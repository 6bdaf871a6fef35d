package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Finding;
import io.csmetrics.record.InvalidDataException;
import java.util.List;

/** Reads definitions beside the standard KPIs. */
final class Definitions {
    private static final KpiCatalog STANDARD = KpiCatalog.standard();

    private Definitions() {}

    static Kpi read(String json) {
        List<Kpi> kpis = DefinitionJson.read(json, STANDARD);
        assertThat(kpis).hasSize(1);
        return kpis.get(0);
    }

    /** The errors of a text; none where it can be read. */
    static List<String> errors(String json) {
        InvalidDataException refused =
                catchThrowableOfType(InvalidDataException.class, () -> DefinitionJson.read(json, STANDARD));
        return refused == null
                ? List.of()
                : refused.findings().stream().map(Finding::toString).toList();
    }
}
