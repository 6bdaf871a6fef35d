package io.csmetrics.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Cohorts and survival on the page, as pictures and as tables. */
class PicturesOfReportTest {
    private static final String ACCOUNTS = "Cohorts: accounts kept";
    private static final String REVENUE = "Cohorts: net revenue kept";
    private static final String SURVIVAL = "How long accounts stay";

    @TempDir
    Path folder;

    /** A report with a small scorecard, unless the folder has another one. */
    private Document report(String... more) throws Exception {
        Path scorecard = folder.resolve("board.json");
        if (Files.notExists(scorecard)) {
            Cli.write(folder, "board.json", """
                    {"name": "board", "cadence": "monthly", "keys": ["paid-accounts"]}
                    """);
        }
        List<String> args = new ArrayList<>(List.of(
                "report",
                "--data",
                folder.toString(),
                "--from",
                "2025-01-01",
                "--to",
                "2025-02-01",
                "--out",
                folder.resolve("report.html").toString(),
                "--scorecard",
                scorecard.toString()));
        args.addAll(List.of(more));
        Cli.Outcome outcome = Cli.run(args.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
        String html = page();
        String body = html.substring(html.indexOf("<body>"), html.indexOf("</html>"));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }

    private String page() throws IOException {
        return Files.readString(folder.resolve("report.html"));
    }

    private static Element section(Document page, String title) {
        return elements(page.getDocumentElement(), "section").stream()
                .filter(section ->
                        elements(section, "h2").get(0).getTextContent().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static List<Element> elements(Element in, String tag) {
        NodeList found = in.getElementsByTagName(tag);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /** The cells of a row of the table, a note after its number. */
    private static List<String> row(Element section, String head) {
        Element row = elements(section, "tr").stream()
                .filter(line -> texts(line, "th").equals(List.of(head)))
                .findFirst()
                .orElseThrow();
        return texts(row, "td");
    }

    private static List<String> texts(Element in, String tag) {
        return elements(in, tag).stream()
                .map(element -> element.getTextContent().strip().replaceAll("\\s+", " "))
                .toList();
    }

    /** What the pointer is told over each cell or curve of a picture. */
    private static List<String> tooltips(Element section) {
        return elements(section, "g").stream()
                .map(group -> elements(group, "title").get(0).getTextContent())
                .toList();
    }

    @Test
    void cohortsAreThoseCountedByHand() throws Exception {
        Cli.book(folder);

        Document page = report();

        Element accounts = section(page, ACCOUNTS);
        assertThat(row(accounts, "2024-06").subList(0, 2)).containsExactly("2", "100.00 % 2 of 2; 34.24 to 100.00 %");
        assertThat(row(accounts, "2024-07").subList(6, 9))
                .containsExactly("100.00 % 1 of 1; 20.65 to 100.00 %", "0.00 % 0 of 1; 0.00 to 79.35 %", "");
        assertThat(row(accounts, "all 3 cohorts"))
                .startsWith("4", "100.00 % 4 of 4")
                .endsWith("66.67 % 2 of 3", "100.00 % 2 of 2");
        Element revenue = section(page, REVENUE);
        assertThat(row(revenue, "2024-06")).endsWith("100.00 % 150.00 of 150.00");
        assertThat(row(revenue, "all 3 cohorts")).endsWith("75.00 % 150.00 of 200.00", "100.00 % 150.00 of 150.00");
    }

    @ParameterizedTest
    @CsvSource({"logo," + ACCOUNTS, "net," + REVENUE})
    void theTablesAreThoseOfTheCommandForCohorts(String measure, String title) throws Exception {
        Cli.book(folder);

        Element section = section(report("--as-of", "2025-01-30"), title);

        String data = folder.toString();
        JsonNode counted = Cli.run(
                        "cohorts", "--data", data, "--as-of", "2025-01-29", "--measure", measure, "--format", "json")
                .json();
        assertThat(counted.path("cohorts")).hasSize(3);
        for (JsonNode cohort : counted.path("cohorts")) {
            List<String> cells = row(section, cohort.path("cohort").asText().substring(0, 7));
            assertThat(cells.get(0)).startsWith(cohort.path("size").asText());
            assertThat(cells).hasSize(1 + cohort.path("cells").size());
            for (JsonNode cell : cohort.path("cells")) {
                assertThat(cells.get(1 + cell.path("index").asInt())).startsWith(told(cell));
            }
        }
        List<String> pooled = row(section, "all 3 cohorts");
        assertThat(pooled).hasSize(1 + counted.path("pooled").size());
        for (JsonNode cell : counted.path("pooled")) {
            assertThat(pooled.get(1 + cell.path("index").asInt())).startsWith(share(cell));
        }
    }

    private static String told(JsonNode cell) {
        return cell.path("state").asText().equals("not-reached") ? "" : share(cell);
    }

    private static String share(JsonNode cell) {
        return cell.path("rate").isNull()
                ? "open"
                : Figures.percent(cell.path("rate").decimalValue()) + " ";
    }

    @Test
    void survivalBySegmentIsThatCountedByHand() throws Exception {
        Cli.book(folder);

        Element survival = section(report(), SURVIVAL);

        // C left after 203 days, when A and B were at risk, too; 203 days are 6.67 months
        assertThat(row(survival, "All").subList(0, 2)).containsExactly("4", "1");
        assertThat(row(survival, "All")).last().asString().startsWith("100.00 % 3 at risk");
        assertThat(row(survival, "Enterprise"))
                .startsWith("2", "1", "6.67 unbounded")
                .endsWith("100.00 % 1 at risk");
        assertThat(tooltips(survival)).containsExactly("Enterprise", "SMB");
        // expected churns of Enterprise 1 / 3, variance 2 / 9: (1 - 1 / 3)² / (2 / 9) = 2
        assertThat(elements(survival, "desc").get(0).getTextContent())
                .contains(
                        "Kaplan-Meier of 4 durations, 1 events; log-log intervals of 95 %. Known to 2025-01-31",
                        "log-rank test of 2 segments: chi-square 2.00, degrees of freedom 1, p 0.1573");
    }

    @Test
    void aPictureTellsTheFiguresOfItsTable() throws Exception {
        Cli.book(folder);
        Document page = report("--as-of", "2025-01-30");

        for (String title : List.of(ACCOUNTS, REVENUE)) {
            Element section = section(page, title);
            List<String> told = new ArrayList<>();
            for (String cohort : List.of("2024-06", "2024-07", "2025-01", "all 3 cohorts")) {
                List<String> cells = row(section, cohort);
                told.add(cohort);
                for (int month = 1; month < cells.size(); month++) {
                    String cell = cells.get(month);
                    if (cell.startsWith("open")) {
                        told.add(cohort + ", " + (month - 1) + ": open (open)");
                    } else if (!cell.isEmpty()) {
                        BigDecimal percent = new BigDecimal(cell.substring(0, cell.indexOf(" %")));
                        told.add(cohort + ", " + (month - 1) + ": " + CohortPicture.whole(percent.movePointLeft(2)));
                    }
                }
            }
            assertThat(tooltips(section)).containsExactlyElementsOf(told);
        }
    }

    @Test
    void openMonthsAreMarkedByWords() throws Exception {
        Cli.book(folder);

        Document page = report("--as-of", "2025-01-30");

        Element accounts = section(page, ACCOUNTS);
        assertThat(row(accounts, "2024-06")).endsWith("open until 2025-01-31");
        assertThat(row(accounts, "2025-01")).startsWith("1 so far", "open until 2025-01-31", "");
        assertThat(row(accounts, "all 3 cohorts")).endsWith("100.00 % 2 of 2", "open");
        assertThat(texts(accounts, "text")).contains("open", "1 so far");
        assertThat(texts(accounts, "desc").get(0)).contains("asOf 2025-01-29", "weighting pooled", "wilson 95 %");
    }

    @Test
    void aDayAfterThePeriodIsNotLookedAt() throws Exception {
        Cli.book(folder);

        report("--as-of", "2026-01-01");

        assertThat(page()).contains("Logo retention by monthly cohort, known to 2025-01-31");
    }

    @Test
    void idsOfThePageAreDifferent() throws Exception {
        Cli.book(folder);

        List<String> ids = elements(report().getDocumentElement(), "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();

        assertThat(ids)
                .contains("cohort-accounts", "cohort-revenue", "survival")
                .doesNotHaveDuplicates();
    }

    @Test
    void aBookOfImportedBalancesIsToldInWords() throws Exception {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2024-06-01,OPENING,100,EUR",
                "B,2024-06-01,OPENING,50,EUR",
                "B,2025-03-01,CHURN,50,EUR");

        Document page = report();

        assertThat(elements(page.getDocumentElement(), "svg")).isEmpty();
        assertThat(texts(section(page, ACCOUNTS), "li"))
                .containsExactly(
                        "Not there: up to 2025-01-31 no account began with new revenue that lasted to the end of a month",
                        "Left out, after-as-of: 1 (movements after the last known day)",
                        "Left out, opening-book: 2 (accounts whose history begins with an imported balance:"
                                + " nobody knows when they began)");
        assertThat(texts(section(page, SURVIVAL), "li"))
                .containsExactly(
                        "Not there: up to 2025-01-31 no account began with new revenue",
                        "Left out, start-unknown: 2 (accounts whose history begins with an imported balance:"
                                + " nobody knows when they began)");
        assertThat(page()).doesNotContain(REVENUE);
    }

    @Test
    void aFolderWithoutMovementsIsToldInWords() throws Exception {
        Cli.write(folder, "accounts.csv", "account_id", "A");

        Document page = report();

        assertThat(texts(section(page, ACCOUNTS), "li"))
                .singleElement()
                .asString()
                .startsWith("Not there: ");
        assertThat(texts(section(page, SURVIVAL), "li"))
                .containsExactly(
                        "Not there: up to 2025-01-31 no account began with new revenue",
                        "Left out, no-revenue-yet: 1 (accounts without recurring revenue up to the last known day)");
    }

    @Test
    void accountsThatBeganOnTheLastDayAreDrawn() throws Exception {
        Cli.write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2025-01-31,NEW,100,EUR",
                "B,2025-01-10,NEW,100,EUR",
                "B,2025-01-20,CHURN,100,EUR");

        Document page = report();

        assertThat(row(section(page, ACCOUNTS), "all")).containsExactly("1", "100.00 % 1 of 1");
        assertThat(texts(section(page, ACCOUNTS), "li"))
                .containsExactly(
                        "Left out, never-at-period-end: 1 (accounts that came and went between two ends of months)");
        assertThat(tooltips(section(page, SURVIVAL))).containsExactly("all accounts");
    }

    @Test
    void hostileSegmentsAreTextInPicturesToo() throws Exception {
        Cli.book(folder);
        Cli.write(
                folder,
                "accounts.csv",
                "account_id,segment",
                "A,</text></svg><script>alert(1)</script>",
                "B,\"\"\" onload=\"\"alert(2)\"",
                "C,]]>&lt;b&gt;",
                "D,${1 + 1}");

        Document page = report();

        assertThat(tooltips(section(page, SURVIVAL)))
                .containsExactly(
                        "\" onload=\"alert(2)", "${1 + 1}", "</text></svg><script>alert(1)</script>", "]]>&lt;b&gt;");
        assertThat(page()).doesNotContain("<script");
        assertThat(elements(page.getDocumentElement(), "*")).noneMatch(element -> element.hasAttribute("onload"));
    }

    @Test
    void aLongBookShowsItsLastCohortsAndLargestSegments() throws Exception {
        List<String> accounts = new ArrayList<>(List.of("account_id,plan,size"));
        List<String> movements = new ArrayList<>(List.of("account_id,effective_on,type,amount,currency"));
        YearMonth last = YearMonth.of(2025, 1);
        for (int month = 0; month < 120; month++) {
            YearMonth began = last.minusMonths(month);
            for (int i = 0; i < 2; i++) {
                String id = "M" + month + "-" + i;
                accounts.add(id + ",plan/" + (month % 25) + ",s" + i);
                movements.add(id + "," + began.atDay(1 + i) + ",NEW,10,EUR");
                if (began.plusMonths(5 + i).isBefore(last)) {
                    movements.add(id + "," + began.plusMonths(5 + i).atDay(month % 28 + 1) + ",CHURN,10,EUR");
                }
            }
        }
        Cli.write(folder, "accounts.csv", accounts.toArray(String[]::new));
        Cli.write(folder, "movements.csv", movements.toArray(String[]::new));
        Cli.write(folder, "board.json", """
                {"name": "board", "cadence": "monthly", "keys": ["paid-accounts"], "segmentBy": ["plan", "size"]}
                """);

        Document page = report();

        Element kept = section(page, ACCOUNTS);
        assertThat(elements(kept, "tr")).hasSize(1 + CohortPicture.MOST_COHORTS + 1);
        assertThat(row(kept, "2023-02")).hasSize(1 + CohortPicture.MOST_MONTHS);
        assertThat(row(kept, "all 120 cohorts")).startsWith("240", "100.00 % 240 of 240");
        assertThat(texts(kept, "li"))
                .containsExactly("Shown are the last 24 of 120 cohorts, and the first 25 of 120 months;"
                        + " the last row counts all cohorts.");
        Element survival = section(page, SURVIVAL);
        assertThat(tooltips(survival)).hasSize(8).startsWith("plan//0 / s0", "plan//0 / s1");
        assertThat(elements(survival, "tr")).hasSize(1 + 1 + 20);
        assertThat(texts(survival, "li"))
                .containsExactly(
                        "Drawn and tested are the 8 segments with the most accounts of 50.",
                        "The table has the 20 with the most accounts, and all accounts together.");
        assertThat(Files.size(folder.resolve("report.html"))).isLessThan(600_000);
    }

    @Test
    void onlyNothingIsNoPercentAndOnlyAllIsAHundred() {
        assertThat(List.of("0", "0.0049", "0.005", "0.994", "0.9951", "1", "1.004", "1.006", "12.3"))
                .extracting(share -> CohortPicture.whole(new BigDecimal(share)))
                .containsExactly("0 %", "<1 %", "1 %", "99 %", ">99 %", "100 %", "100 %", "101 %", "1,230 %");
    }
}
