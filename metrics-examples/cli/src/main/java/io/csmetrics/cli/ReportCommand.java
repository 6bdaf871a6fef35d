package io.csmetrics.cli;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.io.ScorecardJson;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.Scorecard;
import io.csmetrics.scorecard.ScorecardCheck.Code;
import io.csmetrics.scorecard.ScorecardSheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes a page for people. */
@Command(
        name = "report",
        description = "Writes a self-contained HTML page, and prints its headline figures on standard output.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class ReportCommand implements Callable<Integer> {
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
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "The format of the headline figures: table, json or csv; ${DEFAULT-VALUE} if not given.")
    private Format format;

    @Option(
            names = "--scorecard",
            paramLabel = "FILE",
            description = "A scorecard as JSON: KPIs, targets and triggers; if not given, the usual one of a month.")
    private @Nullable Path scorecardFile;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file for the page.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        ReportingPeriod whole = period.period();
        List<ReportingPeriod> months = asOf.known(period.cut(Every.MONTH), data.zone());
        Optional<Instant> known = asOf.in(data.zone());
        OutputOptions.requireWritable(out, spec);
        KpiCatalog catalog = definitions.catalog();
        models.readModels(catalog);
        List<Kpi> kpis = catalog.kpis();
        Scorecard scorecard = scorecard(kpis);
        ScoreOptions.Scores scores = models.scores(kpis, catalog);
        models.noticeUnread(scores, kpis);
        DataOptions.Book book = data.read(main.progress(), Optional.empty(), models::readSignals);
        DataOptions.requireAttributes("--scorecard segmentBy", scorecard.segmentBy(), book.data(), spec.commandLine());
        ScorecardSheet sheet = known.map(instant -> scorecard.over(kpis, whole, data.zone(), instant))
                .orElseGet(() -> scorecard.over(kpis, whole, data.zone()));
        Report report = new Report(book, whole, months, known, sheet, models.withSignals(scores));
        OutputOptions.write(target -> target.append(html(report.page())), out);
        main.progress().close();
        print(report.headline());
        return Main.DONE;
    }

    private Scorecard scorecard(List<Kpi> kpis) throws IOException {
        if (scorecardFile == null) {
            return Scorecard.monthly();
        }
        Paths.requireFile("--scorecard", scorecardFile, spec);
        Scorecard scorecard = ScorecardJson.read(scorecardFile);
        scorecard.checks(kpis).stream()
                .filter(check -> check.code() == Code.UNKNOWN_KEY || check.code() == Code.UNFIT_TARGET)
                .forEach(check -> spec.commandLine().getErr().println("notice: " + check.sentence()));
        return scorecard;
    }

    private static String html(ReportPage page) {
        TemplateEngine engine = TemplateEngine.createPrecompiled(
                null, ContentType.Html, ReportCommand.class.getClassLoader(), "io.csmetrics.cli.jte");
        StringOutput html = new StringOutput();
        engine.render("report.jte", page, html);
        return html.toString();
    }

    private void print(List<KpiResult> headline) throws IOException {
        PrintWriter standard = spec.commandLine().getOut();
        switch (format) {
            case TABLE -> table(headline).write(standard);
            case JSON -> KpisCommand.listing(headline).writeJson(standard);
            case CSV -> KpisCommand.listing(headline).writeCsv(standard);
        }
        standard.flush();
    }

    private static TextTable table(List<KpiResult> headline) {
        TextTable table = new TextTable().text("headline").number("value").text("note");
        for (KpiResult result : headline) {
            table.line(List.of(result.kpi().definition().name(), Figures.text(result), Figures.note(result)));
        }
        return table;
    }
}
