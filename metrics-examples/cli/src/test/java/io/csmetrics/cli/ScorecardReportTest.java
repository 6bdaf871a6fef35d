package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The six sections that a scorecard puts on the page. */
class ScorecardReportTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeBook() throws IOException {
        Cli.book(folder);
    }

    private Cli.Outcome report(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "report",
                "--data",
                folder.toString(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--out",
                folder.resolve("report.html").toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private Cli.Outcome report(Path scorecard) {
        return report("--scorecard", scorecard.toString());
    }

    /** The page as a reader sees it: a line for each cell. */
    private List<String> page() throws IOException {
        String html = Files.readString(folder.resolve("report.html"));
        return html.substring(html.indexOf("<body>"))
                .replaceAll("<[^>]+>", "\n")
                .replace("&amp;", "&")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private Path scorecard(String... lines) throws IOException {
        Cli.write(folder, "board.json", lines);
        return folder.resolve("board.json");
    }

    private static List<String> after(List<String> page, String title, int lines) {
        int at = page.indexOf(title);
        assertThat(at).as(title).isNotNegative();
        return page.subList(at + 1, Math.min(page.size(), at + 1 + lines));
    }

    @Test
    void withoutAFileItIsTheUsualOneOfAMonth() throws IOException {
        assertThat(report().code()).isZero();

        assertThat(page())
                .containsSubsequence(
                        "Executive summary",
                        "Key metrics & trends",
                        "Customer health highlights",
                        "Churn & expansion risks",
                        "Actions & next steps",
                        "Wins & learnings")
                .contains("The KPIs of the scorecard monthly, for leadership,"
                        + " beside the period before, a year ago and the target.");
        assertThat(after(page(), "Actions & next steps", 1))
                .containsExactly("Not there: triggers, UNCONFIGURED: the scorecard has no trigger; add one");
    }

    @Test
    void kpisStandBesideThePeriodBeforeAYearAgoAndTheTarget() throws IOException {
        Cli.Outcome outcome = report(scorecard("""
                {"name": "board", "audience": "executive", "cadence": "monthly", "northStar": "paid-accounts",
                 "keys": ["net-revenue-retention", "paid-accounts", "accounts-per-csm"], "segmentBy": ["segment"],
                 "targets": [{"key": "net-revenue-retention", "value": 0.7},
                             {"key": "accounts-per-csm", "band": {"lowest": 20, "highest": 40}}],
                 "triggers": [{"key": "paid-accounts", "per": "segment", "comparison": "below", "thresholds": 2, "playbook": "call them"},
                              {"key": "net-revenue-retention", "comparison": "falls-by", "thresholds": 0.2, "playbook": "look why"}]}
                """));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> page = page();
        assertThat(page).contains("board, for executive");
        assertThat(after(page, "Executive summary", 11))
                .endsWith("Target", "Paid Accounts (active customers)", "3", "3");
        assertThat(page.subList(page.indexOf("Key metrics & trends"), page.size()))
                .containsSubsequence(
                        "Net Revenue Retention (NRR)",
                        "75.00 %",
                        "100.00 %",
                        "-25.00 pp",
                        "-25.00 %",
                        "70.00 %",
                        "met",
                        "Net Revenue Retention (NRR), segment=Enterprise",
                        "0.00 %")
                .containsSubsequence("20.00 to 40.00", "unknown");
        assertThat(page.subList(page.indexOf("Actions & next steps"), page.size()))
                .containsSubsequence(
                        "net-revenue-retention falls by 20.00 %", "overall", "75.00 %", "100.00 %", "look why");
        assertThat(after(page, "Wins & learnings", 8))
                .containsSubsequence("net-revenue-retention", "75.00 %", "70.00 %");
    }

    @Test
    void whatAScorecardCannotUseIsANotice() throws IOException {
        Cli.Outcome outcome = report(scorecard("""
                {"name": "board", "cadence": "monthly", "keys": ["paid-acounts", "net-revenue-retention"],
                 "targets": [{"key": "net-revenue-retention", "band": {"lowest": 1, "highest": 2}}]}
                """));

        assertThat(outcome.code()).isZero();
        assertThat(outcome.errors())
                .hasSize(2)
                .allMatch(line -> line.startsWith("notice: "))
                .first()
                .asString()
                .contains("\"paid-acounts\"", "did you mean paid-accounts");
        assertThat(page()).anyMatch(line -> line.startsWith("Not there: paid-acounts, UNCONFIGURED: "));
    }

    @Test
    void theMistakesOfAScorecardAreToldAtOnceWithTheirPlaces() throws IOException {
        Cli.Outcome outcome = report(scorecard("""
                {"name": "board", "cadence": "monhtly", "keys": [],
                 "targets": [{"key": "paid-accounts"}]}
                """));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("board.json:1: cadence: monhtly, ", "board.json:2: targets[0]");
        assertThat(outcome.err()).doesNotContain("\tat ", "Exception");
        assertThat(folder.resolve("report.html")).doesNotExist();
    }

    @Test
    void aScorecardGroupsByWhatTheAccountsHave() throws IOException {
        Cli.Outcome outcome = report(scorecard("""
                {"name": "board", "cadence": "monthly", "keys": ["paid-accounts"], "segmentBy": ["regoin"]}
                """));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--scorecard segmentBy \"regoin\"", "did you mean \"region\"?");
    }
}
