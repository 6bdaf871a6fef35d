package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Account;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.joda.money.BigMoney;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    private static final Cost COST = Cost.of("support", LocalDate.of(2025, 3, 1), BigMoney.parse("USD 5"));

    @TempDir
    private Path folder;

    private final Findings findings = new Findings();

    @Test
    void everyFileIsReadInItsFormat() throws IOException {
        RecordFile.ACCOUNTS.write(folder.resolve("accounts.csv"), List.of(Account.of("A1")));
        RecordFile.COSTS.write(folder.resolve("costs.jsonl.gz"), List.of(COST, COST));
        RecordFile.EVENTS.write(folder.resolve("events.csv.gz"), List.of());
        write("README.md", "hello");
        write("._accounts.csv", "hello");
        FolderContents contents = DataFolder.read(folder, ZoneOffset.UTC, findings);
        assertThat(findings.errorCount() + findings.noticeCount()).isZero();
        assertThat(contents.kinds()).containsExactly(RecordFile.ACCOUNTS, RecordFile.COSTS, RecordFile.EVENTS);
        assertThat(contents.rows(RecordFile.ACCOUNTS)).containsExactly(Account.of("A1"));
        assertThat(contents.rows(RecordFile.COSTS)).containsExactly(COST, COST);
        assertThat(contents.rows(RecordFile.COSTS).source()).isEqualTo("costs.jsonl.gz");
        assertThat(contents.rows(RecordFile.EVENTS)).isEmpty();
        assertThat(contents.has(RecordFile.EVENTS)).isTrue();
        assertThat(contents.rows(RecordFile.TICKETS)).isEmpty();
        assertThat(contents.rows(RecordFile.TICKETS).source()).isEqualTo("tickets");
        assertThat(contents.has(RecordFile.TICKETS)).isFalse();
    }

    @Test
    void theProblemsOfAllFilesAreToldTogether() throws IOException {
        write("accounts.csv", "name\n");
        write("costs.csv", "category,booked_on,amount,currency\n,2025-03-01,1,USD\n");
        write("tickets.jsonl", "{}\n");
        DataFolder.read(folder, ZoneOffset.UTC, findings);
        assertThat(errors())
                .containsExactly(
                        "accounts.csv:1: account_id: must be a column of this file, add it",
                        "costs.csv:2: category: must not be blank, give it a value",
                        "tickets.jsonl:1: accountId: must not be blank, give it a value",
                        "tickets.jsonl:1: openedAt: must not be blank, give it a value",
                        "tickets.jsonl:1: ticketId: must not be blank, give it a value");
    }

    @Test
    void ofTwoFilesOfAKindTheFirstIsRead() throws IOException {
        RecordFile.COSTS.write(folder.resolve("costs.jsonl"), List.of(COST, COST));
        RecordFile.COSTS.write(folder.resolve("costs.csv.gz"), List.of(COST));
        DataFolder data = DataFolder.open(folder, findings);
        assertThat(errors()).containsExactly("costs.jsonl: must be the only file of costs, remove it or costs.csv.gz");
        assertThat(data.file(RecordFile.COSTS)).contains(folder.resolve("costs.csv.gz"));
        assertThat(data.file(RecordFile.EVENTS)).isEmpty();
        assertThat(data.kinds()).containsExactly(RecordFile.COSTS);
        assertThat(data.read(ZoneOffset.UTC, findings).rows(RecordFile.COSTS)).containsExactly(COST);
    }

    @Test
    void aNameThatIsNearlyThatOfAKindIsAnError() throws IOException {
        for (String name : List.of("acounts.csv", "Movements.CSV", "events-2025.jsonl.gz", "ticket.csv", "costs.csv")) {
            write(name, "category,booked_on,amount,currency\n");
        }
        DataFolder.open(folder, findings);
        assertThat(errors())
                .containsExactly(
                        "Movements.CSV: must have the name of a kind of file, did you mean movements.csv",
                        "acounts.csv: must have the name of a kind of file, did you mean accounts.csv",
                        "events-2025.jsonl.gz: must have the name of a kind of file, did you mean events.jsonl.gz",
                        "ticket.csv: must have the name of a kind of file, did you mean tickets.csv");
    }

    @Test
    void anyOtherTableIsNoticed() throws IOException {
        write("signals.csv", "");
        RecordFile.COSTS.write(folder.resolve("costs.csv"), List.of(COST));
        DataFolder.open(folder, findings);
        assertThat(findings.errorCount()).isZero();
        assertThat(findings.notices())
                .extracting(Finding::toString)
                .containsExactly("signals.csv: is not read, the files of data are accounts, movements, subscriptions,"
                        + " contracts, surveys, tickets, opportunities, costs, events");
    }

    @Test
    void aFolderWithoutDataIsAnError() throws IOException {
        Files.createDirectory(folder.resolve("costs.csv"));
        DataFolder.open(folder, findings);
        assertThat(errors())
                .containsExactlyInAnyOrder(
                        "costs.csv: must be a file, put the file itself in its place",
                        folder + ": must hold at least one file of data, add one of accounts.csv, movements.csv,"
                                + " subscriptions.csv, contracts.csv, surveys.csv, tickets.csv, opportunities.csv,"
                                + " costs.csv, events.csv");
    }

    @Test
    void noFolderIsRefused() throws IOException {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> DataFolder.read(missing, ZoneOffset.UTC, findings))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing + ": must be a folder with files of data; check the path");
        Path file = write("costs.csv", "");
        assertThatThrownBy(() -> DataFolder.open(file, findings))
                .isInstanceOf(NotDirectoryException.class)
                .hasMessage(file + " must be a folder; give the folder that holds the file");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> errors() {
        return findings.errors().stream().map(Finding::toString).toList();
    }
}
