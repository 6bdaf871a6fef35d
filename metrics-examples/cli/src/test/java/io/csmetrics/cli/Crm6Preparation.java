package io.csmetrics.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Brings the raw tables of crm6 to the columns of csmetrics, by the rule that the README beside the data tells. The same raw bytes give the
 * same bytes: the header of a gzip file from the JDK holds no time.
 */
final class Crm6Preparation {
    static final List<String> RAW = List.of(
            "account_id",
            "product",
            "start_date",
            "end_date",
            "mrr",
            "quantity",
            "units",
            "bill_period_months",
            "discount");

    private static final String HEADER =
            "subscription_id,account_id,starts_on,ends_on,amount,currency,interval,product\n";

    private Crm6Preparation() {}

    /**
     * Converts a folder.
     *
     * @param args the folder with the raw accounts.csv and subscriptions.csv.gz, and the folder for the converted ones
     */
    public static void main(String[] args) throws IOException {
        Path raw = Path.of(args[0]);
        Path folder = Files.createDirectories(Path.of(args[1]));
        // its columns are ours already
        Files.write(folder.resolve("accounts.csv"), Files.readAllBytes(raw.resolve("accounts.csv")));
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(raw.resolve("subscriptions.csv.gz"))),
                        StandardCharsets.UTF_8));
                BufferedWriter out = new BufferedWriter(new OutputStreamWriter(
                        new GZIPOutputStream(Files.newOutputStream(folder.resolve("subscriptions.csv.gz"))),
                        StandardCharsets.UTF_8))) {
            convert(in, out);
        }
    }

    static void convert(BufferedReader in, Appendable out) throws IOException {
        List<String> header = cells(in.readLine());
        if (!header.equals(RAW)) {
            throw new IOException("the columns must be " + RAW + ", not " + header);
        }
        out.append(HEADER);
        int row = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.append(term(++row, cells(line)));
        }
    }

    private static String term(int row, List<String> raw) {
        List<String> term = new ArrayList<>();
        term.add(Integer.toString(row));
        term.add(raw.get(RAW.indexOf("account_id")));
        term.add(raw.get(RAW.indexOf("start_date")));
        term.add(raw.get(RAW.indexOf("end_date")));
        term.add(raw.get(RAW.indexOf("mrr")));
        term.add("USD");
        term.add("month");
        term.add(raw.get(RAW.indexOf("product")));
        return String.join(",", term) + "\n";
    }

    /** No cell of these tables is quoted. */
    private static List<String> cells(String line) {
        return Arrays.asList(line.split(",", -1));
    }
}
