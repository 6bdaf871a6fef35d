package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.cohort.bootstrap.AccountBootstrap;
import io.csmetrics.data.Segmentation;
import io.csmetrics.family.Answer;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RetentionMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Measures KPIs. */
@Command(name = "kpis", description = "Measures KPIs over periods and segments.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class KpisCommand implements Callable<Integer> {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Mixin
    private PeriodOptions period;

    @Mixin
    private AsOfOption asOf;

    @Mixin
    private DefinitionOptions definitions;

    @Mixin
    private ScoreOptions models;

    @Option(
            names = "--kpi",
            split = ",",
            paramLabel = "KPI",
            description = "Keys, names or aliases; if not given, all of the catalogue.")
    private final List<String> kpis = new ArrayList<>();

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "ATTR",
            description = "Also by segments of these attributes of the accounts.")
    private final List<String> by = new ArrayList<>();

    @Option(
            names = "--every",
            paramLabel = "GRAIN",
            defaultValue = "total",
            description = "Cut at each day, week, month, quarter or year; ${DEFAULT-VALUE} if not given.")
    private Every every;

    @Option(
            names = "--method",
            split = ",",
            paramLabel = "METHOD",
            description = "POINT_TO_POINT, COHORT_MOVEMENTS, FLOW or COMPOUNDED: how revenue retention is read.")
    private final List<RetentionMethod> methods = new ArrayList<>();

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "Sets a parameter of all KPIs that have it, such as window=90d, feature=export,share or"
                            + " north-star=paid-accounts; customer-basis=LEDGER|CONTRACT|EVENTS says who is a customer. May be repeated.")
    private final List<String> params = new ArrayList<>();

    @Mixin
    private UncertaintyOptions uncertainty;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        KpiCatalog catalog = definitions.catalog();
        models.readModels(catalog);
        KpiSelection asked = KpiSelection.of(catalog, kpis, methods, params, models, spec.commandLine());
        Optional<AccountBootstrap> bootstrap = uncertainty.bootstrap();
        List<ReportingPeriod> periods = asOf.known(period.cut(every), data.zone());
        output.check();
        DataOptions.Book book = data.read(main.progress(), asked.customerBasis(), models::readSignals);
        List<KpiResult> results = measure(asked, periods, book);
        Optional<Map<KpiResult, KpiUncertainty>> sure = bootstrap.map(draws ->
                UncertaintyOptions.of(results, known(KpiSheet.of(asked.kpis()).over(periods)), book.data(), draws));
        main.progress().close();
        Listing<KpiResult> listing =
                sure.map(each -> listing(results, each, output.format())).orElseGet(() -> listing(results));
        output.write(listing, text(results, sure));
        return Main.DONE;
    }

    private List<KpiResult> measure(KpiSelection asked, List<ReportingPeriod> periods, DataOptions.Book book) {
        KpiSheet sheet = KpiSheet.of(asked.kpis()).over(periods);
        if (!by.isEmpty()) {
            DataOptions.requireAttributes("--by", by, book.data(), spec.commandLine());
            sheet = sheet.by(Segmentation.by(by.toArray(String[]::new)));
        }
        try {
            return models.withSignals(asked.scores())
                    .measure(known(sheet), book.data())
                    .rows();
        } catch (IllegalArgumentException | ArithmeticException e) {
            if (params.isEmpty()) {
                throw e;
            }
            // the data are checked, so that only the value of a parameter can be out of range here
            throw Usage.of(spec.commandLine(), "--param: " + e.getMessage());
        }
    }

    private KpiSheet known(KpiSheet sheet) {
        return asOf.in(data.zone()).map(sheet::asOf).orElse(sheet);
    }

    /** Returns results with how sure they are: an object in JSON, three columns in CSV. */
    private static Listing<KpiResult> listing(
            List<KpiResult> results, Map<KpiResult, KpiUncertainty> sure, Format format) {
        Listing<KpiResult> plain = listing(results);
        List<Listing.Column<KpiResult>> columns = new ArrayList<>(plain.columns());
        if (format == Format.CSV) {
            columns.add(sure("lower", sure, KpiUncertainty::lower));
            columns.add(sure("upper", sure, KpiUncertainty::upper));
            columns.add(sure("withoutLargest", sure, KpiUncertainty::withoutLargest));
        } else {
            columns.add(sure("uncertainty", sure, KpiUncertainty::members));
        }
        return new Listing<>(plain.name(), columns, results);
    }

    private static Listing.Column<KpiResult> sure(
            String key, Map<KpiResult, KpiUncertainty> sure, Function<KpiUncertainty, @Nullable Object> value) {
        return new Listing.Column<>(key, result -> {
            KpiUncertainty of = sure.get(result);
            return of == null ? null : value.apply(of);
        });
    }

    /** Returns results under the names of the contract. */
    static Listing<KpiResult> listing(List<KpiResult> results) {
        List<Listing.Column<KpiResult>> columns = new ArrayList<>();
        columns.add(new Listing.Column<>("key", result -> result.kpi().key()));
        columns.add(new Listing.Column<>(
                "start", result -> result.reading().period().start()));
        columns.add(new Listing.Column<>(
                "endExclusive", result -> result.reading().period().endExclusive()));
        columns.add(new Listing.Column<>("segment", result -> result.segment().isOverall() ? null : result.segment()));
        columns.add(new Listing.Column<>("value", result -> result.value().orElse(null)));
        columns.add(new Listing.Column<>("unit", result -> result.kpi().unit().key()));
        columns.add(new Listing.Column<>("currency", KpisCommand::currency));
        columns.add(new Listing.Column<>(
                "numerator", result -> result.evidence().numerator().orElse(null)));
        columns.add(new Listing.Column<>(
                "denominator", result -> result.evidence().denominator().orElse(null)));
        columns.add(new Listing.Column<>("n", KpisCommand::n));
        columns.add(new Listing.Column<>(
                "undefined", result -> result.answer() instanceof Answer.Undefined undefined ? undefined : null));
        columns.add(new Listing.Column<>("flags", KpiResult::flags));
        columns.add(new Listing.Column<>(
                "method", result -> result.evidence().method().orElse(null)));
        columns.add(new Listing.Column<>("table", result -> Listing.Table.of(result.table())));
        return new Listing<>("results", columns, results);
    }

    private static @Nullable Object currency(KpiResult result) {
        return result.moneyCurrency().map(CurrencyUnit::getCode).orElse(null);
    }

    private static @Nullable Object n(KpiResult result) {
        return result.evidence().n().isPresent() ? result.evidence().n().getAsLong() : null;
    }

    private static TextTable text(List<KpiResult> results, Optional<Map<KpiResult, KpiUncertainty>> sure) {
        TextTable table = new TextTable()
                .text("kpi")
                .text("start")
                .text("end exclusive")
                .text("segment")
                .text("category")
                .number("value")
                // a column without a cell is not shown
                .number("lower")
                .number("upper")
                .number("without largest")
                .text("method")
                .text("note");
        for (KpiResult result : results) {
            Optional<KpiUncertainty> of = sure.flatMap(each -> Optional.ofNullable(each.get(result)));
            String note = Stream.of(
                            Figures.note(result), of.map(KpiUncertainty::note).orElse(""))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("; "));
            if (result.table().isEmpty()) {
                table.line(line(result, "", Figures.text(result), of, note));
            }
            for (KpiRow.TableRow row : result.table()) {
                table.line(line(result, Figures.name(row, ": "), Figures.text(row), of, note));
                // it is about the whole table
                note = "";
            }
        }
        return table;
    }

    private static List<String> line(
            KpiResult result, String category, String value, Optional<KpiUncertainty> sure, String note) {
        List<String> cells = new ArrayList<>(List.of(
                result.kpi().key(),
                result.reading().period().start().toString(),
                result.reading().period().endExclusive().toString(),
                result.segment().isOverall() ? "" : result.segment().toString(),
                category,
                value));
        cells.addAll(sure.map(of -> of.cells(result.row())).orElse(List.of("", "", "")));
        cells.add(result.evidence().method().orElse(""));
        cells.add(note);
        return cells;
    }
}
