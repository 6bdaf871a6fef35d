package io.csmetrics.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands as a terminal would, and keeps what they print. */
final class Cli {
    static final Path CRM6 = Path.of("data", "crm6");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Cli() {}

    /** What a command did. */
    record Outcome(int code, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        List<String> errors() {
            return err.lines().toList();
        }
    }

    static Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(args, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Writes lines to a file of a folder. */
    static void write(Path folder, String file, String... lines) throws IOException {
        Files.write(folder.resolve(file), List.of(lines));
    }

    /**
     * Writes the book of the examples of {@code RetentionKpis}: before January 2025 A has 100, B and C have 50; in January A expands by 20, B
     * contracts by 20, D is new with 40, C churns.
     */
    static Path book(Path folder) throws IOException {
        write(
                folder,
                "accounts.csv",
                "account_id,name,segment,region",
                "A,Ada,SMB,north",
                "B,Bob,SMB,",
                "C,Cid,Enterprise,south",
                "D,Dee,Enterprise,south");
        write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency,kind,reason",
                "A,2024-06-01,NEW,100,EUR,,",
                "B,2024-06-15,NEW,50,EUR,,",
                "C,2024-07-01,NEW,50,EUR,,",
                "A,2025-01-10,EXPANSION,20,EUR,UPSELL,",
                "B,2025-01-12,CONTRACTION,20,EUR,,price",
                "C,2025-01-20,CHURN,50,EUR,,price",
                "D,2025-01-25,NEW,40,EUR,,");
        return folder;
    }
}
