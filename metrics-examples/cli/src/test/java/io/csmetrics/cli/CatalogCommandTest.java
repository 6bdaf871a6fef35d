package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.kpi.Kpi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogCommandTest {
    private static final List<String> KEYS =
            DefinitionOptions.standard().kpis().stream().map(Kpi::key).toList();

    @Test
    void jsonHoldsEveryDefinition() {
        Cli.Outcome outcome = Cli.run("catalog", "--format", "json");

        assertThat(outcome.code()).isZero();
        List<String> keys = new ArrayList<>();
        for (JsonNode definition : outcome.json().path("kpis")) {
            keys.add(definition.path("key").asText());
            assertThat(definition.path("family").asText()).isNotBlank();
            assertThat(definition.path("valueUnit").asText()).isNotBlank();
        }
        assertThat(keys).isEqualTo(KEYS);
    }

    @Test
    void theTableIsMarkdownByFocusArea() {
        Cli.Outcome outcome = Cli.run("catalog");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith("# KPIs\n\n## Customer Retention & Churn Prevention\n\n| Key | Name | Tells | Unit |")
                .contains("\n## Expansion & Growth\n")
                .contains("\n| `net-revenue-retention` | Net Revenue Retention (NRR) | ");
        assertThat(outcome.out().lines().filter(line -> line.startsWith("| `"))).hasSize(KEYS.size());
    }

    @Test
    void thePageOfTheCoreIsTheOneOfTheCatalogue() {
        assertThat(Path.of("..", "..", "metrics-core", "KPIS.md"))
                .as("metrics-core/KPIS.md is generated; in the root folder run"
                        + " mvn -q compile exec:java -Dexec.args=\"catalog --out metrics-core/KPIS.md\"")
                .content()
                .isEqualTo(Cli.run("catalog").out());
    }

    @Test
    void csvHasOneRowAKpi() {
        Cli.Outcome outcome = Cli.run("catalog", "--format", "csv");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .hasSize(KEYS.size() + 1)
                .startsWith(
                        "key,name,aliases,definition,valueUnit,direction,focusArea,stage,indicator,cadence,scope,topKpi,question,drivers");
    }

    @Test
    void helpIsPrintedForTheAskingAndIsNoFailure() {
        for (String command : List.of("report", "kpis", "bridge", "movements", "catalog", "health")) {
            Cli.Outcome outcome = Cli.run(command, "--help");
            assertThat(outcome.code()).isZero();
            assertThat(outcome.out()).startsWith("Usage: csmetrics " + command).contains("--format");
            assertThat(outcome.err()).isEmpty();
        }
        assertThat(Cli.run("--help").out()).contains("report", "kpis", "bridge", "movements", "catalog");
    }
}
