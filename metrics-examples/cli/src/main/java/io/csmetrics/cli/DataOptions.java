package io.csmetrics.cli;

import io.csmetrics.data.CustomerBasis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.io.DataFolder;
import io.csmetrics.io.FolderContents;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Account;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that reads a folder of files. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class DataOptions {
    /** What a sum of no money is told in. */
    private static final CurrencyUnit WITHOUT_MONEY = CurrencyUnit.USD;

    private static final List<RecordFile<?>> WITH_MONEY = List.of(
            RecordFile.MOVEMENTS,
            RecordFile.SUBSCRIPTIONS,
            RecordFile.CONTRACTS,
            RecordFile.OPPORTUNITIES,
            RecordFile.COSTS);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "The folder with the files of data.")
    private Path folder;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The time zone in which dates begin; ${DEFAULT-VALUE} if not given.")
    private ZoneId zone;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "The one currency of all money; if not given, that of the data, and USD where there is none.")
    private @Nullable CurrencyUnit currency;

    @Option(
            names = "--lenient",
            description = "Skip or repair rows that break a rule, and print the findings, instead of failing.")
    private boolean lenient;

    /**
     * What was read.
     *
     * @param data the data
     * @param findings what there is to say about them
     * @param listsAccounts whether a file says which accounts there are
     */
    record Book(CustomerData data, Findings findings, boolean listsAccounts) {}

    /** Files that stand beside the folder. */
    @FunctionalInterface
    interface Beside {
        void read(Book book) throws IOException;
    }

    /** Tells whether a folder was named, where that is not required. */
    boolean isGiven() {
        return folder != null;
    }

    Path folder() {
        return folder;
    }

    ZoneId zone() {
        return zone;
    }

    /** Reads the folder, with the usual customers. */
    Book read(Progress progress) throws IOException {
        return read(progress, Optional.empty());
    }

    /** Reads the folder. */
    Book read(Progress progress, Optional<CustomerBasis> customerBasis) throws IOException {
        return read(progress, customerBasis, book -> {});
    }

    /**
     * Reads the folder and what stands beside it, and prints what there is to say about all.
     *
     * @param customerBasis who counts as a customer; if empty, accounts with recurring revenue
     * @param beside reads other files, and adds what is wrong with them to the findings of the book
     * @throws InvalidDataException with all findings, unless it is lenient
     * @throws CommandLine.ParameterException if there is no such folder
     */
    Book read(Progress progress, Optional<CustomerBasis> customerBasis, Beside beside) throws IOException {
        Findings findings = new Findings();
        DataFolder files = open(findings);
        progress.begin(files.kinds().size() + 2);
        FolderContents contents = files.read(zone, findings, kind -> progress.step(kind.name()));
        CustomerData.Builder builder = contents.addTo(CustomerData.builder().zone(zone));
        customerBasis.ifPresent(builder::customersBy);
        if (currency != null) {
            builder.currency(currency);
        } else if (WITH_MONEY.stream().allMatch(contents::isEmpty)) {
            builder.currency(WITHOUT_MONEY);
        }
        progress.step("checking");
        Book book = new Book(builder.buildLenient(findings), findings, contents.has(RecordFile.ACCOUNTS));
        beside.read(book);
        tell(findings);
        progress.step("counting");
        return book;
    }

    /** Prints findings, or refuses the data because of them. */
    void tell(Findings findings) {
        if (!lenient) {
            findings.throwIfErrors();
        }
        FindingList.print(findings, spec.commandLine().getErr());
    }

    private DataFolder open(Findings findings) throws IOException {
        try {
            return DataFolder.open(folder, findings);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw Usage.of(
                    spec.commandLine(),
                    "--data \"" + folder + "\" must be a folder with files of data; check the path"
                            + Paths.didYouMean(folder));
        }
    }

    /** Checks the names by which accounts shall be grouped. */
    static void requireAttributes(String option, Collection<String> names, CustomerData data, CommandLine at) {
        Set<String> known = new TreeSet<>(Set.of("name", "segment", "source", "referrer_id", "owner", "seats"));
        for (Account account : data.accounts()) {
            known.addAll(account.attributes().keySet());
        }
        for (String name : names) {
            if (!known.contains(name)) {
                throw Usage.of(
                        at,
                        option + " \"" + name + "\" must be a property or an attribute of the accounts, one of "
                                + String.join(", ", known) + Usage.didYouMean(name, known));
            }
        }
    }
}
