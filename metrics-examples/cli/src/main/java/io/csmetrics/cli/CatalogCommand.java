package io.csmetrics.cli;

import io.csmetrics.io.DefinitionJson;
import io.csmetrics.kpi.Kpi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints what can be measured. */
@Command(name = "catalog", description = "Prints the definitions of all KPIs; as table in Markdown.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CatalogCommand implements Callable<Integer> {
    @Mixin
    private DefinitionOptions definitions;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        output.check();
        List<Kpi> kpis = definitions.catalog().kpis();
        output.write(target -> {
            switch (output.format()) {
                case TABLE -> CatalogPage.write(kpis, target);
                case JSON ->
                    target.append(DefinitionJson.write(kpis, DefinitionOptions.COHORTS))
                            .append('\n');
                case CSV -> listing(kpis).writeCsv(target);
            }
        });
        return Main.DONE;
    }

    private static Listing<Kpi> listing(List<Kpi> kpis) {
        List<Listing.Column<Kpi>> columns = new ArrayList<>();
        columns.add(new Listing.Column<>("key", Kpi::key));
        columns.add(new Listing.Column<>("name", kpi -> kpi.definition().name()));
        columns.add(new Listing.Column<>(
                "aliases", kpi -> String.join(", ", kpi.definition().aliases())));
        columns.add(new Listing.Column<>("definition", kpi -> kpi.definition().definition()));
        columns.add(
                new Listing.Column<>("valueUnit", kpi -> kpi.definition().unit().key()));
        columns.add(constant("direction", kpi -> kpi.definition().direction()));
        columns.add(constant("focusArea", kpi -> kpi.definition().focusArea()));
        columns.add(constant("stage", kpi -> kpi.definition().stage()));
        columns.add(constant("indicator", kpi -> kpi.definition().indicator()));
        columns.add(constant("cadence", kpi -> kpi.definition().cadence()));
        columns.add(constant("scope", kpi -> kpi.definition().scope()));
        columns.add(new Listing.Column<>("topKpi", kpi -> kpi.definition().topKpi()));
        columns.add(new Listing.Column<>("question", kpi -> kpi.definition().question()));
        columns.add(new Listing.Column<>(
                "drivers", kpi -> String.join(", ", kpi.definition().drivers())));
        return new Listing<>("kpis", columns, kpis);
    }

    private static Listing.Column<Kpi> constant(String key, Function<Kpi, Enum<?>> value) {
        return new Listing.Column<>(key, kpi -> CatalogPage.word(value.apply(kpi)));
    }
}
