package io.csmetrics.cli;

import io.csmetrics.data.Segmentation;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RevenueBridge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.joda.money.BigMoney;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints how revenue came from opening to closing. */
@Command(
        name = "bridge",
        description = "Prints how recurring revenue came from the opening of each period to its closing.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class BridgeCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private PeriodOptions period;

    @Option(
            names = "--every",
            paramLabel = "GRAIN",
            defaultValue = "total",
            description = "Cut at each day, week, month, quarter or year; ${DEFAULT-VALUE} if not given.")
    private Every every;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "ATTR",
            description = "Also by segments of these attributes of the accounts.")
    private final List<String> by = new ArrayList<>();

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        List<ReportingPeriod> periods = period.cut(every);
        output.check();
        DataOptions.Book book = data.read(main.progress());
        DataOptions.requireAttributes("--by", by, book.data(), spec.commandLine());
        Segmentation segmentation = by.isEmpty() ? Segmentation.none() : Segmentation.by(by.toArray(String[]::new));
        List<BridgeRow> rows = BridgeRow.of(book.data(), periods, segmentation);
        main.progress().close();
        output.write(listing(rows), text(rows));
        return Main.DONE;
    }

    private static Listing<BridgeRow> listing(List<BridgeRow> rows) {
        List<Listing.Column<BridgeRow>> columns = new ArrayList<>();
        columns.add(new Listing.Column<>("start", row -> row.period().start()));
        columns.add(new Listing.Column<>("endExclusive", row -> row.period().endExclusive()));
        columns.add(new Listing.Column<>("segment", row -> row.segment().isOverall() ? null : row.segment()));
        columns.add(money("opening", RevenueBridge::opening));
        columns.add(money("new", RevenueBridge::newRevenue));
        columns.add(money("reactivation", RevenueBridge::reactivation));
        columns.add(money("expansion", RevenueBridge::expansion));
        columns.add(money("contraction", RevenueBridge::contraction));
        columns.add(money("churn", RevenueBridge::churn));
        columns.add(money("closing", RevenueBridge::closing));
        columns.add(accounts("opening", RevenueBridge.Counts::opening));
        columns.add(accounts("new", RevenueBridge.Counts::won));
        columns.add(accounts("reactivated", RevenueBridge.Counts::reactivated));
        columns.add(accounts("churned", RevenueBridge.Counts::churned));
        columns.add(accounts("closing", RevenueBridge.Counts::closing));
        return new Listing<>("rows", columns, rows);
    }

    private static Listing.Column<BridgeRow> money(String key, Function<RevenueBridge, BigMoney> amount) {
        return new Listing.Column<>(key, row -> amount.apply(row.bridge()).getAmount());
    }

    private static Listing.Column<BridgeRow> accounts(String key, Function<RevenueBridge.Counts, Long> count) {
        return new Listing.Column<>(
                "accounts." + key, row -> count.apply(row.bridge().accounts()));
    }

    private static TextTable text(List<BridgeRow> rows) {
        TextTable table = new TextTable()
                .text("start")
                .text("end exclusive")
                .text("segment")
                .number("opening")
                .number("new")
                .number("reactivation")
                .number("expansion")
                .number("contraction")
                .number("churn")
                .number("closing")
                .number("accounts")
                .number("+new")
                .number("+back")
                .number("-churned")
                .number("=accounts");
        for (BridgeRow row : rows) {
            RevenueBridge bridge = row.bridge();
            table.line(List.of(
                    row.period().start().toString(),
                    row.period().endExclusive().toString(),
                    row.segment().isOverall() ? "" : row.segment().toString(),
                    Figures.rounded(bridge.opening().getAmount()),
                    Figures.rounded(bridge.newRevenue().getAmount()),
                    Figures.rounded(bridge.reactivation().getAmount()),
                    Figures.rounded(bridge.expansion().getAmount()),
                    Figures.rounded(bridge.contraction().getAmount()),
                    Figures.rounded(bridge.churn().getAmount()),
                    Figures.rounded(bridge.closing().getAmount()),
                    Figures.whole(bridge.accounts().opening()),
                    Figures.whole(bridge.accounts().won()),
                    Figures.whole(bridge.accounts().reactivated()),
                    Figures.whole(bridge.accounts().churned()),
                    Figures.whole(bridge.accounts().closing())));
        }
        return table;
    }
}
