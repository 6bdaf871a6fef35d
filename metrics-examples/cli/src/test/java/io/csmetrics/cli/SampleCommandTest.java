package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that writes simulated records around accounts and revenue. */
class SampleCommandTest {
    @TempDir
    Path folder;

    private Path data;
    private Path out;

    @BeforeEach
    void book() throws IOException {
        data = Cli.book(Files.createDirectory(folder.resolve("book")));
        out = folder.resolve("out");
    }

    private Cli.Outcome sample(Path to, String... more) {
        String[] args = new String[5 + more.length];
        System.arraycopy(new String[] {"sample", "--data", data.toString(), "--out", to.toString()}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.run(args);
    }

    @Test
    void whatItWritesIsReadByTheOthers() {
        assertThat(sample(out, "--until", "2025-02-01").code()).isZero();

        Cli.Outcome bridge = Cli.run(
                "bridge", "--data", out.toString(), "--from", "2025-01-01", "--to", "2025-02-01", "--format", "json");

        assertThat(bridge.err()).isEmpty();
        assertThat(bridge.json().path("rows").path(0).path("opening").asInt()).isEqualTo(200);
        assertThat(bridge.json().path("rows").path(0).path("closing").asInt()).isEqualTo(190);
    }

    @Test
    void whatIsNotObservedIsLeftOut() throws IOException {
        sample(out, "--until", "2025-01-01");

        Cli.Outcome movements = Cli.run("movements", "--data", out.toString(), "--format", "csv");

        assertThat(movements.out().lines()).hasSize(4);
    }

    @Test
    void knownPropertiesNamesKindsAndReasonsStay() throws IOException {
        sample(out, "--until", "2025-02-01");

        assertThat(Files.readString(out.resolve("accounts.csv"))).contains("A,Ada,SMB", "south");
        assertThat(Cli.run("movements", "--data", out.toString(), "--format", "csv")
                        .out())
                .contains("A,2025-01-10,EXPANSION,20,EUR,,UPSELL,", "C,2025-01-20,CHURN,50,EUR,,,price,");
    }

    @Test
    void theReadmeNamesTheFolderAndNoPath() throws IOException {
        sample(out);

        assertThat(Files.readString(out.resolve("README.md")))
                .startsWith("# SIMULATED: the accounts and revenue of book,")
                .doesNotContain(folder.toString());
    }

    @Test
    void theFolderOfTheDataIsNotWrittenOver() {
        Cli.Outcome outcome = sample(data);

        assertThat(outcome.code()).isEqualTo(Main.BAD_USAGE);
        assertThat(outcome.err())
                .startsWith("--out \"" + data + "\" must not be the folder of --data; give another folder");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Cli.Outcome outcome = sample(Files.createFile(out));

        assertThat(outcome.code()).isEqualTo(Main.BAD_USAGE);
        assertThat(outcome.err())
                .startsWith("--out \"" + out + "\" must be a folder, but is a file; give another name");
    }

    @Test
    void aFolderThatIsMissingIsToldBeforeAnythingIsWritten() {
        data = folder.resolve("bok");

        Cli.Outcome outcome = sample(out);

        assertThat(outcome.code()).isEqualTo(Main.BAD_USAGE);
        assertThat(outcome.err())
                .contains("must be a folder with files of data")
                .contains("did you mean \"book\"?");
        assertThat(out).doesNotExist();
    }
}
