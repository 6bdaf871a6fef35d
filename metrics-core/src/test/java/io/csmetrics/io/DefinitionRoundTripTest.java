package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.kpi.Kpi;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionRoundTripTest {
    static Stream<Kpi> standard() {
        return KpiCatalog.standard().kpis().stream();
    }

    @ParameterizedTest
    @MethodSource("standard")
    void everyStandardKpiReadsBackToAnEqualOne(Kpi kpi) {
        KpiCatalog others =
                KpiCatalog.of(standard().filter(other -> !other.equals(kpi)).toList());
        assertThat(DefinitionJson.read(DefinitionJson.write(kpi), others)).containsExactly(kpi);
    }

    @Test
    void theWholeCatalogueReadsBackFromOneDocument() {
        List<Kpi> kpis = standard().toList();
        assertThat(DefinitionJson.read(DefinitionJson.write(kpis), KpiCatalog.of(List.of())))
                .isEqualTo(kpis);
    }
}
