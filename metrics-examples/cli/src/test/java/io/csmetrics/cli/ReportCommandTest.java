package io.csmetrics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    @TempDir
    Path folder;

    private Cli.Outcome report(String... more) {
        List<String> args = new ArrayList<>(List.of(
                "report",
                "--data",
                folder.toString(),
                "--from",
                "2024-12-01",
                "--to",
                "2025-02-01",
                "--out",
                folder.resolve("report.html").toString()));
        args.addAll(List.of(more));
        return Cli.run(args.toArray(String[]::new));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private static List<String> matches(String text, String regex) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void theHeadlineIsPrintedOnStandardOutput() throws IOException {
        Cli.book(folder);

        Cli.Outcome outcome = report();

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).isEqualTo("""
                        headline                                   value
                        ----------------------------------  ------------
                        Monthly Recurring Revenue (MRR)       190.00 EUR
                        Annual Recurring Revenue (ARR)      2,280.00 EUR
                        MRR Growth Rate                          -5.00 %
                        Paid Accounts (active customers)               3
                        Average Revenue per Account (ARPA)     63.33 EUR
                        Net Revenue Retention (NRR)              75.00 %
                        Gross Revenue Retention (GRR)            65.00 %
                        Customer Churn Rate                      33.33 %
                        Customer Downgrade Rate                  33.33 %
                        Expansion Revenue                      20.00 EUR
                        """);
    }

    @Test
    void theHeadlineIsPrintedInTheFormatThatIsAsked() throws IOException {
        Cli.book(folder);

        assertThat(report("--format", "json").json().path("results")).hasSize(10);
        assertThat(report("--format", "csv").out()).startsWith("key,start,endExclusive,segment,value,");
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        Cli.book(folder);
        report();

        // pictures name their kind, and refer to their own patterns
        String page =
                page().replace(" xmlns=\"http://www.w3.org/2000/svg\"", "").replace("url(#", "(");
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<html lang=\"en\">", "@media print", "prefers-color-scheme: dark", "default-src 'none'")
                .doesNotContainIgnoringCase("<script", "http:", "https:", "//", "url(", "@import", "<link", " src=")
                .doesNotContain("null", "NaN");
    }

    @Test
    void everyTableHasACaptionAndEveryHeadAScope() throws IOException {
        Cli.book(folder);
        report();

        assertThat(matches(page(), "(<table>\\s*<caption><span>[^<]+</span></caption>)"))
                .hasSize(8);
        assertThat(matches(page(), "(<table)")).hasSize(8);
        assertThat(matches(page(), "(<th(?: |>))"))
                .hasSameSizeAs(matches(page(), "(<th scope=\"(?:col|row)\">[^<]+</th>)"));
    }

    @Test
    void theBridgeChainsMonthByMonth() throws IOException {
        Cli.book(folder);
        report();

        String bridge = page().substring(page().indexOf("<h2>Revenue bridge</h2>"));
        List<String> december =
                matches(bridge.substring(bridge.indexOf(">2024-12<"), bridge.indexOf(">2025-01<")), "<td>([^<]*)</td>");
        List<String> january = matches(
                bridge.substring(bridge.indexOf(">2025-01<"), bridge.indexOf(">Whole period<")), "<td>([^<]*)</td>");

        assertThat(december)
                .containsExactly(
                        "200.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        "0.00",
                        "200.00",
                        "= 200.00",
                        "3",
                        "0",
                        "0",
                        "0",
                        "3");
        assertThat(january)
                .containsExactly(
                        "200.00", "40.00", "0.00", "20.00", "20.00", "50.00", "190.00", "", "3", "1", "0", "1", "3");
    }

    @Test
    void segmentsComeFromTheSegmentOrElseFromAttributesWithFewValues() throws IOException {
        Cli.book(folder);
        report();
        assertThat(page()).contains("<h2>By segment</h2>").doesNotContain("By region");

        List<String> rows = new ArrayList<>(List.of("account_id,region,serial"));
        List.of("A", "B", "C", "D").forEach(id -> rows.add(id + ",north," + id));
        for (int i = 0; i < 12; i++) {
            rows.add("X" + i + ",south,x" + i);
        }
        Cli.write(folder, "accounts.csv", rows.toArray(String[]::new));
        report();
        assertThat(page()).contains("<h2>By region</h2>").doesNotContain("By serial");
    }

    @Test
    void hostileNamesAreShownAsText() throws IOException {
        Cli.book(folder);
        Cli.write(
                folder,
                "accounts.csv",
                "account_id,name,segment",
                "A,a,<script>alert(1)</script>",
                "B,b,\"\"\"><img onerror=alert(2)>\"",
                "C,c,' onmouseover='alert(3)",
                "D,d,&lt;b&gt;");
        Cli.write(
                folder,
                "tickets.csv",
                "ticket_id,account_id,opened_at",
                "T1,<script>alert(4)</script>,2025-01-01",
                "T2,A,</style><script>alert(5)</script>");

        Cli.Outcome outcome = report("--lenient");

        assertThat(outcome.code()).isZero();
        assertThat(page())
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "\"&gt;&lt;img onerror=alert(2)&gt;",
                        "&amp;lt;b&amp;gt;",
                        "&lt;script&gt;alert(4)",
                        "&lt;script&gt;alert(5)")
                .doesNotContain("<script", "<img", "</style><script");
        assertThat(matches(page(), "<(\\w+)"))
                .isSubsetOf(
                        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "dl", "div", "dt", "dd",
                        "main", "section", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "ul", "li",
                        "p", "em", "code", "details", "summary", "svg", "desc", "defs", "pattern", "g", "rect", "path",
                        "text", "circle");
    }

    @Test
    void findingsAndNoticesAreShown() throws IOException {
        Cli.book(folder);
        report();
        assertThat(page()).contains("Nothing to say about the data");

        Files.delete(folder.resolve("accounts.csv"));
        Cli.write(folder, "tickets.csv", "ticket_id,account_id,opened_at", "T1,A,yesterday");
        Cli.Outcome outcome = report("--lenient");
        assertThat(outcome.code()).isZero();
        assertThat(page())
                .contains("<li>tickets.csv:2: opened_at: yesterday, must be", "<li>accounts: none were given")
                .doesNotContain("Nothing to say");
    }

    @Test
    void undefinedNumbersSayWhy() throws IOException {
        Cli.book(folder);
        Path file = folder.resolve("early.html");

        Cli.Outcome outcome = Cli.run(
                "report",
                "--data",
                folder.toString(),
                "--from",
                "2020-01-01",
                "--to",
                "2020-02-01",
                "--out",
                file.toString());

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("undefined  ZERO_DENOMINATOR: ");
        assertThat(file).content().contains("<td>undefined <span class=\"note\">ZERO_DENOMINATOR: ");
    }

    @Test
    void asOfCutsThePeriodAndLeavesLaterMonthsOut() throws IOException {
        Cli.book(folder);

        Cli.Outcome outcome = report("--as-of", "2025-01-11");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("220.00 EUR  PARTIAL_PERIOD");
        assertThat(page()).contains("Known before", "2025-01-11T00:00:00Z");
        assertThat(report("--as-of", "2025-01-01").err())
                .isEqualTo("notice: [2025-01-01, 2025-02-01) starts at or after --as-of 2025-01-01 and is left out\n");
        assertThat(page()).contains("Known before").doesNotContain(">2025-01<");
    }
}
