package io.csmetrics.cli;

import io.csmetrics.io.RecordFile;
import io.csmetrics.record.RevenueMovement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Prints the movements that everything else is counted from. */
@Command(
        name = "movements",
        description =
                "Prints the movements of revenue after netting; as csv in a form that reads back as movements.csv.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class MovementsCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Mixin
    private DataOptions data;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        output.check();
        List<RevenueMovement> movements =
                data.read(main.progress()).data().ledger().movements();
        main.progress().close();
        output.write(target -> {
            switch (output.format()) {
                case TABLE -> text(movements).write(target);
                case JSON -> listing(movements).writeJson(target);
                case CSV -> RecordFile.MOVEMENTS.writeCsv(target, movements);
            }
        });
        return Main.DONE;
    }

    private static Listing<RevenueMovement> listing(List<RevenueMovement> movements) {
        List<Listing.Column<RevenueMovement>> columns = new ArrayList<>();
        columns.add(new Listing.Column<>("accountId", RevenueMovement::accountId));
        columns.add(new Listing.Column<>("effectiveOn", RevenueMovement::effectiveOn));
        columns.add(new Listing.Column<>("type", RevenueMovement::type));
        columns.add(new Listing.Column<>("amount", movement -> movement.amount().getAmount()));
        columns.add(new Listing.Column<>(
                "currency", movement -> movement.amount().getCurrencyUnit().getCode()));
        columns.add(new Listing.Column<>("kind", movement -> movement.kind().orElse(null)));
        columns.add(new Listing.Column<>("reason", movement -> movement.reason().orElse(null)));
        columns.add(
                new Listing.Column<>("product", movement -> movement.product().orElse(null)));
        return new Listing<>("rows", columns, movements);
    }

    private static TextTable text(List<RevenueMovement> movements) {
        TextTable table = new TextTable()
                .text("account")
                .text("effective on")
                .text("type")
                .number("amount")
                .text("currency")
                .text("kind")
                .text("reason")
                .text("product");
        for (RevenueMovement movement : movements) {
            table.line(List.of(
                    movement.accountId(),
                    movement.effectiveOn().toString(),
                    movement.type().name(),
                    Figures.rounded(movement.amount().getAmount()),
                    movement.amount().getCurrencyUnit().getCode(),
                    movement.kind().map(Enum::name).orElse(""),
                    movement.reason().orElse(""),
                    movement.product().orElse("")));
        }
        return table;
    }
}
