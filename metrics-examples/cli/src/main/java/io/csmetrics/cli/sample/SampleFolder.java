package io.csmetrics.cli.sample;

import io.csmetrics.io.RecordFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a simulated book as a folder of files, with a README that says what it is and what is true of it. */
public final class SampleFolder {
    private static final String GZIPPED = ".csv.gz";
    private static final String PLAIN = ".csv";
    private static final String README = "README.md";

    private static final Map<String, String> CONTENTS = Map.of(
            "accounts",
                    "given accounts and simulated prospects; all properties but those that were given are simulated",
            "movements",
                    "given revenue, netted by account and day; kinds of change and reasons for leaving are simulated",
            "contracts", "yearly terms that follow the revenue",
            "surveys", "nps, csat, ces, enps and rating",
            "tickets", "support",
            "opportunities", "new business, expansions and renewals",
            "costs", "acquisition, when an account is won; support, when a ticket is resolved",
            "events", "everything else that accounts and users do");

    private static final String README_TEXT = """
            # SIMULATED: the accounts and revenue of %s, and simulated records around them

            **No company and no person stands behind anything in this folder.** Names and ids that were simulated here begin with `Simulated`,
            `sim-` or `prospect-`. Accounts and their revenue come from the folder `%1$s`: where that is from, and under which
            licence, is told by %s.

            **It is observed until %s: read it as of that day, and nothing after it.** The ends of contracts and the expected days of
            opportunities may lie behind it. All instants are UTC.

            | file | records | what |
            |---|---:|---|
            %s

            `csmetrics sample` wrote it, this text included, and writes the same bytes again from the same data and random start.

            ## What to know

            - Only customers act: logins, purchases, answers to surveys and the like lie between the first revenue of an account and its
              leaving. First contacts come before, and late answers of ours after.
            - One account in %d has `usage-data` = true: up to five users, whose every step is recorded. Of the others the first user is
              seen now and then, so ask for the use of the product with that filter.
            - An account that leaves within 150 days begins no onboarding and has no users on record.
            - Leaving is given by the revenue, and nothing here causes it. So `check-in-impact-score` has nothing to find, and the effect of the
              experiment `save-play` was planted by drawing who takes part.
            - `status`, `since` and `usage-data` of accounts are simulated properties of today, made for asking about those that the
              truths below hold of.

            ## What is true

            Every record is drawn by these rates, so a measured number differs from its truth by chance only, and a test holds each against
            its truth within four standard errors. Where accounts are named, it holds of those; in others it may be different or unknown.

            | KPI | parameters | truth | what was drawn | among accounts with | over |
            |---|---|---:|---|---|---|
            %s
            """;

    private SampleFolder() {}

    /**
     * Writes the files, and replaces those that are there.
     *
     * @param records the book
     * @param until the first day that is not observed
     * @param from the folder with the data whose accounts and revenue they are; its README and licence go along
     * @param to the folder to write to; made if it is not there
     * @return how many records each file has, by its name
     * @throws IOException if a file cannot be written
     */
    public static Map<String, Integer> write(SampleRecords records, LocalDate until, Path from, Path to)
            throws IOException {
        Files.createDirectories(to);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        // people look at accounts, and a diff shows what changed of them
        write(RecordFile.ACCOUNTS, PLAIN, records.accounts(), to, sizes);
        write(RecordFile.MOVEMENTS, GZIPPED, records.movements(), to, sizes);
        write(RecordFile.CONTRACTS, GZIPPED, records.contracts(), to, sizes);
        write(RecordFile.SURVEYS, GZIPPED, records.surveys(), to, sizes);
        write(RecordFile.TICKETS, GZIPPED, records.tickets(), to, sizes);
        write(RecordFile.OPPORTUNITIES, GZIPPED, records.opportunities(), to, sizes);
        write(RecordFile.COSTS, GZIPPED, records.costs(), to, sizes);
        write(RecordFile.EVENTS, GZIPPED, records.events(), to, sizes);
        Files.writeString(to.resolve(README), readme(sizes, until, from, origins(from, to)));
        return sizes;
    }

    /** Where accounts and revenue are from, and under which licence they may be used, goes along with them. */
    private static String origins(Path from, Path to) throws IOException {
        List<String> copied = new ArrayList<>();
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                boolean readme = name.equals(README);
                if (readme || name.startsWith("LICENSE")) {
                    String copy = readme ? "README-" + from.toRealPath().getFileName() + ".md" : name;
                    Files.write(to.resolve(copy), Files.readAllBytes(file));
                    copied.add("`" + copy + "`");
                }
            }
        }
        return copied.isEmpty() ? "that folder" : String.join(" and ", copied);
    }

    private static <T> void write(
            RecordFile<T> kind, String end, List<T> records, Path folder, Map<String, Integer> sizes)
            throws IOException {
        kind.write(folder.resolve(kind.name() + end), records);
        sizes.put(kind.name() + end, records.size());
    }

    private static String readme(Map<String, Integer> sizes, LocalDate until, Path from, String origins)
            throws IOException {
        return README_TEXT.formatted(
                from.toRealPath().getFileName(),
                origins,
                until,
                sizes.entrySet().stream()
                        .map(file -> "| `" + file.getKey() + "` | " + file.getValue() + " | "
                                + CONTENTS.getOrDefault(kind(file.getKey()), "") + " |")
                        .collect(Collectors.joining("\n")),
                Rates.ACCOUNTS_PER_OBSERVED,
                SampleTruth.all().stream().map(SampleFolder::truth).collect(Collectors.joining("\n")));
    }

    private static String kind(String fileName) {
        return fileName.substring(0, fileName.indexOf('.'));
    }

    private static String truth(SampleTruth truth) {
        String parameters = truth.parameters().entrySet().stream()
                .map(set -> set.getKey() + "=" + set.getValue())
                .collect(Collectors.joining(" "));
        String among = truth.among().tests().stream()
                .map(test -> test.property() + "=" + String.join(",", test.values()))
                .collect(Collectors.joining(" "));
        return "| `" + truth.key() + "` | " + parameters + " | " + truth.shown() + " | " + truth.meaning() + " | "
                + among + " | " + truth.over() + " |";
    }
}
