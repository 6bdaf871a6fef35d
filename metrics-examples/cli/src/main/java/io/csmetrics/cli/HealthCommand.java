package io.csmetrics.cli;

import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.cli.SampleCommand.DataByKind;
import io.csmetrics.health.backtest.Backtest;
import io.csmetrics.health.backtest.BacktestPlan;
import io.csmetrics.health.backtest.BacktestReport;
import io.csmetrics.health.backtest.Outcome;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthModels;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.score.HealthScore;
import io.csmetrics.health.score.SignalBook;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
import picocli.CommandLine.TypeConversionException;

/** Scores accounts by health models, and tests the scores against what happened. */
@Command(
        name = "health",
        modelTransformer = DataByKind.class,
        description = "Scores accounts by health models, explains each score, and tests them against what happened.")
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class HealthCommand implements Callable<Integer> {
    /** The same intervals and splits for everybody. */
    private static final long RANDOM_START = 1;

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--model",
            required = true,
            paramLabel = "FILE",
            description =
                    "A health model as JSON. May be repeated: an account is scored by the first that applies to it.")
    private final List<Path> modelFiles = new ArrayList<>();

    @Option(
            names = "--signals",
            paramLabel = "FILE",
            description = "What was observed: account_id, signal, value, observed_at, and state, which may be"
                    + " not-applicable. Needed unless every signal is a KPI or an attribute.")
    private @Nullable Path signals;

    @Option(
            names = "--as-of",
            required = true,
            paramLabel = "INSTANT",
            description =
                    "When the accounts are scored; nothing later is looked at: an instant, or a date for its first"
                            + " instant.")
    private String asOf;

    @Option(
            names = "--accounts",
            paramLabel = "FILE",
            description = "The accounts with the attributes that models ask for; without it those of --data.")
    private @Nullable Path accounts;

    @Option(
            names = "--outcomes",
            paramLabel = "FILE",
            description = "What became of the accounts, for a backtest: account_id, then outcome, or churned_on and"
                    + " observed_until; probability and amount may be missing.")
    private @Nullable Path outcomes;

    @Option(
            names = "--horizon-days",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "How many days after the gap churn counts in the backtest; ${DEFAULT-VALUE} if not given.")
    private int horizonDays;

    @Option(
            names = "--gap-days",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "How many days after the score churn does not count yet; ${DEFAULT-VALUE} if not given.")
    private int gapDays;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "Sets a parameter of the KPIs that models look at, such as catalogue-size=12. May be repeated.")
    private final List<String> params = new ArrayList<>();

    @Option(
            names = "--explain",
            paramLabel = "ACCOUNT",
            description = "Only this account, with every line of its score.")
    private @Nullable String explained;

    @Mixin
    private OutputOptions output;

    /** What was read of the files beside the models. */
    private static final class Inputs {
        private final HealthInputs files;
        private final Optional<DataOptions.Book> book;
        private SignalBook signals = SignalBook.of(List.of());
        private Optional<Rows<Outcome>> outcomes = Optional.empty();

        Inputs(HealthInputs files, Optional<DataOptions.Book> book) {
            this.files = files;
            this.book = book;
        }
    }

    @Override
    public Integer call() throws IOException {
        Instant at = instant();
        BacktestPlan plan = plan();
        output.check();
        requireFiles();
        ModelFiles files = ModelFiles.read(modelFiles, spec.commandLine().getErr());
        HealthModels models = files.firstThatApplies();
        KpiCatalog known = ScoreOptions.measures(DefinitionOptions.standard());
        files.requireKpis(known);
        requireSource(models.models());
        KpiParams set = KpiParams.of(models.models(), params, known, spec.commandLine());
        Inputs inputs = read(models.models(), set);
        main.progress().close();
        HealthRun run = HealthRun.of(models, inputs.files.accounts(), inputs.signals, at);
        if (inputs.book.isPresent()) {
            run = run.measured(set.catalog(), inputs.book.get().data());
        }
        Optional<BacktestReport> backtest = Optional.empty();
        if (inputs.outcomes.isPresent()) {
            backtest = Optional.of(
                    Backtest.of(plan, run.snapshots(), inputs.outcomes.get()).report());
        }
        write(run.scores(), backtest);
        return Main.DONE;
    }

    private Instant instant() {
        try {
            return Arguments.instant(asOf, data.zone());
        } catch (TypeConversionException e) {
            throw Usage.of(spec.commandLine(), "--as-of " + e.getMessage());
        }
    }

    private BacktestPlan plan() {
        try {
            return new BacktestPlan(gapDays, horizonDays, data.zone(), RANDOM_START);
        } catch (IllegalArgumentException e) {
            throw Usage.of(spec.commandLine(), "--gap-days, --horizon-days: " + e.getMessage());
        }
    }

    private void requireFiles() {
        modelFiles.forEach(file -> Paths.requireFile("--model", file, spec));
        requireTable("--signals", signals);
        requireTable("--accounts", accounts);
        requireTable("--outcomes", outcomes);
    }

    private void requireTable(String option, @Nullable Path file) {
        if (file != null) {
            Paths.requireTable(option, file, spec);
        }
    }

    /** Signals may be left out only where every one comes from elsewhere. */
    private void requireSource(List<HealthModel> models) {
        boolean hasAccounts = accounts != null || data.isGiven();
        for (HealthModel model : models) {
            for (HealthSignal signal : model.signals()) {
                boolean isKpi = signal.source() instanceof SignalSource.Kpi;
                boolean has = isKpi ? data.isGiven() : signal.source() instanceof SignalSource.Attribute && hasAccounts;
                if (has) {
                    continue;
                }
                if (signals == null) {
                    throw Usage.of(
                            spec.commandLine(),
                            "signal \"" + signal.id() + "\" of model " + model.id()
                                    + " must come from somewhere; give --signals"
                                    + (isKpi ? ", or --data to measure it" : ""));
                }
                if (isKpi) {
                    spec.commandLine()
                            .getErr()
                            .println("notice: signal \"" + signal.id() + "\" of model " + model.id()
                                    + " is a KPI, which only --data can measure; values of --signals are used");
                }
            }
        }
    }

    private Inputs read(List<HealthModel> models, KpiParams set) throws IOException {
        if (data.isGiven()) {
            Inputs[] read = new Inputs[1];
            data.read(main.progress(), set.customerBasis(), book -> {
                read[0] = new Inputs(new HealthInputs(data.zone(), book.findings()), Optional.of(book));
                read[0].files.addAccounts(book.data().accounts(), book.listsAccounts());
                readFiles(models, read[0]);
            });
            return read[0];
        }
        Findings findings = new Findings();
        Inputs read = new Inputs(new HealthInputs(data.zone(), findings), Optional.empty());
        readFiles(models, read);
        data.tell(findings);
        return read;
    }

    private void readFiles(List<HealthModel> models, Inputs inputs) throws IOException {
        if (accounts != null) {
            inputs.files.readAccounts(accounts);
        }
        if (signals != null) {
            inputs.signals = inputs.files.readSignals(signals, models);
        }
        if (outcomes != null) {
            inputs.outcomes = Optional.of(inputs.files.readOutcomes(outcomes));
        }
    }

    private void write(List<HealthScore> scores, Optional<BacktestReport> backtest) throws IOException {
        List<HealthScore> shown = explained == null ? scores : List.of(one(scores, explained));
        output.write(target -> {
            switch (output.format()) {
                case TABLE -> {
                    if (explained == null) {
                        HealthText.table(shown).write(target);
                    } else {
                        HealthText.explain(shown.get(0), target);
                    }
                    if (backtest.isPresent()) {
                        target.append('\n');
                        for (String line : backtest.get().lines()) {
                            target.append(line).append('\n');
                        }
                    }
                }
                case JSON -> HealthListing.writeJson(shown, backtest, target);
                case CSV -> HealthListing.of(shown).writeCsv(target);
            }
        });
    }

    private HealthScore one(List<HealthScore> scores, String accountId) {
        return scores.stream()
                .filter(score -> score.accountId().equals(accountId))
                .findFirst()
                .orElseThrow(() -> Usage.of(
                        spec.commandLine(),
                        "--explain \"" + accountId + "\" must be one of the accounts"
                                + Usage.didYouMean(
                                        accountId,
                                        scores.stream()
                                                .map(HealthScore::accountId)
                                                .toList())));
    }
}
