package io.csmetrics.cli;

import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Account;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Brings the raw table of telco to accounts, signals and outcomes, by the rule that the README beside the data tells. The same raw bytes
 * give the same bytes.
 */
final class TelcoPreparation {
    /** The table has no dates, so one that was made up stands for all of it. */
    static final String OBSERVED_AT = "2024-01-01T00:00:00Z";

    /** Who the customer is stays with the account: a score should not know it. */
    static final List<String> PROPERTIES = List.of("female", "senior_citizen", "partner", "dependents");

    /** What the customer bought and pays. */
    static final List<String> SIGNALS = List.of(
            "contract",
            "tenure",
            "phone_service",
            "multiple_lines",
            "internet_service",
            "online_security",
            "online_backup",
            "device_protection",
            "tech_support",
            "streaming_tv",
            "streaming_movies",
            "paperless_billing",
            "payment_method",
            "monthly_charges",
            "total_charges");

    static final List<String> RAW = List.of(
            "customer_id",
            "churn",
            "female",
            "senior_citizen",
            "partner",
            "dependents",
            "tenure",
            "phone_service",
            "multiple_lines",
            "internet_service",
            "online_security",
            "online_backup",
            "device_protection",
            "tech_support",
            "streaming_tv",
            "streaming_movies",
            "contract",
            "paperless_billing",
            "payment_method",
            "monthly_charges",
            "total_charges");

    /** These are 1 or 0, where their neighbours are words. */
    private static final Set<String> FLAGS = Set.of("phone_service", "paperless_billing");

    private static final List<String> CANNOT_HAVE = List.of("No internet service", "No phone service");

    private final List<Account> accounts = new ArrayList<>();
    private final Appendable signals;
    private final Appendable outcomes;

    private TelcoPreparation(Appendable signals, Appendable outcomes) {
        this.signals = signals;
        this.outcomes = outcomes;
    }

    /**
     * Converts the table.
     *
     * @param args the raw telco-churn.csv.gz, and the folder for accounts.csv.gz, signals.csv.gz and outcomes.csv.gz
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[1]));
        try (BufferedReader raw = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(Path.of(args[0]))), StandardCharsets.UTF_8));
                Writer signals = gzip(folder.resolve("signals.csv.gz"));
                Writer outcomes = gzip(folder.resolve("outcomes.csv.gz"))) {
            RecordFile.ACCOUNTS.write(folder.resolve("accounts.csv.gz"), convert(raw, signals, outcomes));
        }
    }

    private static Writer gzip(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
    }

    /** Writes signals and outcomes, and returns the accounts. */
    static List<Account> convert(BufferedReader raw, Appendable signals, Appendable outcomes) throws IOException {
        List<String> header = cells(raw.readLine());
        if (!header.equals(RAW)) {
            throw new IOException("the columns must be " + RAW + ", not " + header);
        }
        signals.append("account_id,signal,value,observed_at,state\n");
        outcomes.append("account_id,outcome,amount\n");
        TelcoPreparation preparation = new TelcoPreparation(signals, outcomes);
        for (String line = raw.readLine(); line != null; line = raw.readLine()) {
            preparation.add(cells(line));
        }
        return preparation.accounts;
    }

    /** No cell of this table is quoted. */
    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }

    private static String cell(String column, List<String> row) {
        return row.get(RAW.indexOf(column));
    }

    private static String word(String flag) throws IOException {
        return switch (flag) {
            case "1" -> "Yes";
            case "0" -> "No";
            default -> throw new IOException("a flag must be 1 or 0, not " + flag);
        };
    }

    private void add(List<String> row) throws IOException {
        String id = cell("customer_id", row);
        Account.Builder account = Account.builder(id);
        PROPERTIES.forEach(property -> account.attribute(property, cell(property, row)));
        accounts.add(account.build());
        for (String signal : SIGNALS) {
            String value = FLAGS.contains(signal) ? word(cell(signal, row)) : cell(signal, row);
            boolean applicable = !CANNOT_HAVE.contains(value);
            signals.append(String.join(
                            ",", id, signal, applicable ? value : "", OBSERVED_AT, applicable ? "" : "not-applicable"))
                    .append('\n');
        }
        String outcome = switch (cell("churn", row)) {
            case "Yes" -> "churned";
            case "No" -> "stayed";
            default -> throw new IOException("churn must be Yes or No, not " + cell("churn", row));
        };
        outcomes.append(String.join(",", id, outcome, cell("monthly_charges", row)))
                .append('\n');
    }
}
