package io.csmetrics.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.io.TriangleJson;
import io.csmetrics.data.CustomerData;
import io.csmetrics.io.DataFolder;
import io.csmetrics.io.Json;
import io.csmetrics.io.RecordFile;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds what Spark counts against what one process counts of the same files: equal, not nearly equal. */
class ClusterCountTest {
    private static final Path SAMPLES = Path.of("..", "cli", "data");
    private static final Path SIMULATED = SAMPLES.resolve("crm6-simulated");
    private static final Path SUBSCRIBED = SAMPLES.resolve("crm6");
    private static final Question QUESTION =
            new Question(ZoneOffset.UTC, "USD", YearMonth.of(2022, 1), 24, 3, "channel");

    /** Of the numbered accounts the records of one in so many are counted, so that the test is quick. */
    private static final int ONE_IN = 8;

    @TempDir
    private static Path samples;

    private static Path simulated;
    private static SparkSession spark;
    private static BookFacts whole;
    private static SourceTables tables;

    /** The rows of the files in another order, kept so that the files are read once. */
    private static Dataset<Row> shuffled;

    @BeforeAll
    static void begin() throws IOException {
        spark = SparkSession.builder()
                .appName("test")
                .master("local[2]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", 4)
                .getOrCreate();
        simulated = thinned(SIMULATED);
        whole = inOneProcess(simulated, QUESTION);
        tables = tables(simulated);
        shuffled = tables.rows().orderBy(rand(7)).persist();
    }

    @AfterAll
    static void end() {
        spark.stop();
    }

    /** All accounts, the records of some of them and those of none, and what is matched across accounts. */
    private static Path thinned(Path folder) throws IOException {
        Path thin = Files.createDirectory(samples.resolve(folder.getFileName()));
        Findings findings = new Findings();
        DataFolder all = DataFolder.open(folder, findings);
        for (RecordFile<?> kind : RecordFile.all()) {
            if (all.file(kind).isEmpty()) {
                continue;
            }
            List<String> lines = lines(all.file(kind).orElseThrow());
            int account = List.of(lines.get(0).split(",", -1)).indexOf("account_id");
            Files.write(
                    thin.resolve(kind.name() + ".csv"),
                    lines.stream()
                            .filter(line -> kind.equals(RecordFile.ACCOUNTS)
                                    || isKept(line.split(",", -1)[account])
                                    || line.contains(",referral-"))
                            .toList());
        }
        assertThat(findings.errors()).isEmpty();
        return thin;
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static boolean isKept(String account) {
        return !account.matches("[0-9]+") || Integer.parseInt(account) % ONE_IN == 0;
    }

    private static BookFacts inOneProcess(Path files, Question question) throws IOException {
        Findings findings = new Findings();
        CustomerData data = DataFolder.read(files, question.zone(), findings)
                .addTo(question.data())
                .buildLenient(findings);
        return BookFacts.of(data, question, Problems.of(findings));
    }

    private static SourceTables tables(Path files) throws IOException {
        return SourceTables.open(spark, files.toUri().toString());
    }

    private static void assertSame(BookFacts parts, BookFacts one, Question question) {
        assertThat(parts.problems()).isEqualTo(one.problems());
        assertThat(parts.bridges()).isEqualTo(one.bridges());
        assertThat(parts.retentions()).isEqualTo(one.retentions());
        assertThat(parts.cohorts()).isEqualTo(one.cohorts());
        assertThat(parts.kpis()).isEqualTo(one.kpis());
        assertThat(text(parts.kpis(), question)).isEqualTo(text(one.kpis(), question));
        assertThat(TriangleJson.write(Triangle.of(parts.cohorts(), question.cohorts())))
                .isEqualTo(TriangleJson.write(Triangle.of(one.cohorts(), question.cohorts())));
    }

    private static String text(KpiFacts facts, Question question) {
        KpiTable table = question.sheet().results(facts);
        return table + "\n"
                + table.rows().stream().map(KpiResult::row).map(Json::write).collect(Collectors.joining("\n"));
    }

    @Test
    void theWholeHasSomethingToCount() {
        assertThat(whole.problems().errors()).isEmpty();
        assertThat(QUESTION.sheet().kpis()).hasSize(123);
        assertThat(whole.kpis().segments()).hasSizeGreaterThan(2);
        assertThat(whole.bridges()).hasSize(24);
        assertThat(whole.bridges().get(23).closing().getAmount()).isGreaterThan(new BigDecimal("100000"));
        assertThat(whole.bridges().get(23).accounts().closing()).isGreaterThan(150);
        assertThat(whole.cohorts().cohorts()).hasSizeGreaterThan(20);
        assertThat(QUESTION.sheet().results(whole.kpis()).rows().stream()
                        .filter(result -> result.answer().number().isPresent())
                        .map(KpiResult::kpi)
                        .distinct())
                .hasSizeGreaterThan(85);
        assertThat(QUESTION.sheet().reachesAcross()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void anyNumberOfPartsAndAnyOrderGiveTheNumbersOfOneProcess(int parts) {
        assertSame(ClusterCount.of(tables, shuffled, QUESTION, parts), whole, QUESTION);
    }

    @Test
    void subscriptionsAreTurnedIntoMovementsWhereTheirAccountIs() throws IOException {
        Path subscribed = thinned(SUBSCRIBED);
        BookFacts one = inOneProcess(subscribed, QUESTION);
        assertThat(one.bridges().get(23).accounts().closing()).isGreaterThan(300);

        assertSame(ClusterCount.of(tables(subscribed), QUESTION, 4), one, QUESTION);
    }

    @Test
    void emptyPartsAddNothingAndPartsOfOtherDecimalsAddExactly(@TempDir Path folder) throws IOException {
        write(folder, "accounts.csv", "account_id,channel", "A,web", "B,shop", "C,web");
        write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2022-01-05,NEW,100,USD",
                "A,2022-07-05,CONTRACTION,0.0001,USD",
                "B,2022-02-05,NEW,20.5,USD",
                "B,2022-03-05,CHURN,20.5,USD");
        write(folder, "costs.csv", "category,booked_on,amount,currency,account_id", "support,2023-11-02,7.25,USD,");
        BookFacts one = inOneProcess(folder, QUESTION);
        assertThat(one.bridges().get(23).closing().getAmount()).isEqualTo(new BigDecimal("99.9999"));

        assertSame(ClusterCount.of(tables(folder), QUESTION, 16), one, QUESTION);
    }

    @Test
    void everyBadRowIsToldWithItsPlaceAsInOneProcess(@TempDir Path folder) throws IOException {
        write(folder, "accounts.csv", "account_id,channel", "A,web", "B,shop", "C,web");
        write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency,movement_id",
                "A,2022-01-05,NEW,a lot,USD,m1",
                "B,2022-01-05,NEW,100,USD,m2",
                "Z,2022-01-05,NEW,100,USD,m3",
                "C,2022-01-05,NEW,100,USD,m2",
                "C,2022-13-05,EXPANSION,100,USD,m4",
                "B,2022-02-05,CHURN,50,USD,m5",
                "B,2022-03-05,EXPANSION,1,USD",
                "A,2022-03-05,EXPANSION,1,USD,m6,too many",
                "B,2022-04-05,EXPANSION,1,EUR,\"m,7\"");
        write(folder, "surveys.csv", "response_id,instrument,responded_at", "r1,nps,2022-01-05");
        write(
                folder,
                "tickets.csv",
                "ticket_id,account_id,opened_at,colour",
                "t1,A,2022-01-05,red",
                "t1,B,2022-01-05,red");
        Problems told = inOneProcess(folder, QUESTION).problems();
        assertThat(told.errors()).extracting(Finding::source).contains("movements.csv", "surveys.csv", "tickets.csv");

        Problems problems = ClusterCount.of(tables(folder), QUESTION, 5).problems();
        assertThat(problems).isEqualTo(told);
        assertThatThrownBy(problems::throwIfAny)
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith(told.errors().size() + " problems\n")
                .hasMessageContaining("movements.csv:2: amount: a lot, must be")
                .hasMessageContaining(
                        "movements.csv:5: movement_id: m2, must be unique, but stands with other content at movements.csv:3");
    }

    @Test
    void ofManyRowsWithOneIdTheFirstThousandAreToldAndTheRestIsCounted(@TempDir Path folder) throws IOException {
        List<String> movements = new ArrayList<>(List.of("account_id,effective_on,type,amount,currency,movement_id"));
        for (int row = 0; row < 2_600; row++) {
            movements.add("ABC".charAt(row / 900) + ",2022-01-05,NEW," + (row + 1) + ",USD,0");
        }
        Files.write(folder.resolve("movements.csv"), movements);
        Problems told = inOneProcess(folder, QUESTION).problems();
        assertThat(told.errors()).hasSize(Findings.KEPT);
        assertThat(told.more()).isEqualTo(2_599 - Findings.KEPT);

        assertThat(ClusterCount.of(tables(folder), QUESTION, 2).problems()).isEqualTo(told);
    }

    @Test
    void rowsOfLaterSplitsAreToldByTheByteAtWhichTheirSplitBegins(@TempDir Path folder) throws IOException {
        write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2022-01-05,NEW,100,USD",
                "B,2022-01-05,NEW,100,USD",
                "C,2022-01-05,NEW,100,USD",
                "D,2022-01-05,NEW,100,USD",
                "E,2022-01-05,NEW,a b,USD");
        SparkSession small = spark.newSession();
        small.conf().set("spark.sql.files.maxPartitionBytes", "100");
        SourceTables split = SourceTables.open(small, folder.toUri().toString());

        // the header has 44 bytes and each row 25: the second row that begins behind byte 100 is E's
        assertThat(ClusterCount.of(split, QUESTION, 2).problems().errors())
                .singleElement()
                .satisfies(
                        error -> assertThat(error.toString()).startsWith("movements.csv+100:2: amount: a b, must be"));
    }

    @Test
    void typedColumnsOfParquetAreReadAsTheTextsOfCsv(@TempDir Path folder) throws IOException {
        copyAsParquet(RecordFile.ACCOUNTS, folder, "account_id", "string");
        copyAsParquet(RecordFile.MOVEMENTS, folder, "effective_on", "date", "amount", "decimal(18,2)");
        copyAsParquet(RecordFile.SURVEYS, folder, "responded_at", "timestamp", "score", "int");
        Findings findings = new Findings();
        CustomerData.Builder builder = QUESTION.data();
        DataFolder all = DataFolder.open(simulated, findings);
        builder.accounts(
                RecordFile.ACCOUNTS.read(all.file(RecordFile.ACCOUNTS).orElseThrow(), ZoneOffset.UTC, findings));
        builder.movements(
                RecordFile.MOVEMENTS.read(all.file(RecordFile.MOVEMENTS).orElseThrow(), ZoneOffset.UTC, findings));
        builder.surveys(RecordFile.SURVEYS.read(all.file(RecordFile.SURVEYS).orElseThrow(), ZoneOffset.UTC, findings));
        BookFacts one = BookFacts.of(builder.buildLenient(findings), QUESTION, Problems.of(findings));

        assertSame(ClusterCount.of(tables(folder), QUESTION, 3), one, QUESTION);
    }

    private static void copyAsParquet(RecordFile<?> kind, Path folder, String... columnsAndTypes) {
        Dataset<Row> table = spark.read()
                .option("header", true)
                .csv(simulated.resolve(kind.name() + ".csv").toString());
        for (int i = 0; i < columnsAndTypes.length; i += 2) {
            table = table.withColumn(columnsAndTypes[i], col(columnsAndTypes[i]).cast(columnsAndTypes[i + 1]));
        }
        table.repartition(2)
                .write()
                .parquet(folder.resolve(kind.name() + ".parquet").toUri().toString());
    }

    @Test
    void aFolderWithoutTablesOrWithTwoOfOneKindIsRefused(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> tables(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have a table such as movements");
        write(folder, "costs.csv", "category,booked_on,amount,currency");
        Files.createDirectory(folder.resolve("costs.parquet"));
        assertThatThrownBy(() -> tables(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be one table of costs");
    }

    @Test
    void theProgramPrintsKpisBridgeAndTriangle(@TempDir Path folder) throws IOException {
        write(folder, "accounts.csv", "account_id,channel", "A,web");
        write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2022-01-05,NEW,100,USD",
                "A,2022-02-05,CHURN,100,USD");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Question months = new Question(ZoneId.of("UTC"), "USD", YearMonth.of(2022, 1), 2, 1, "channel");
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            assertThat(Main.run(spark, folder.toUri().toString(), months, 2, out, out))
                    .isZero();
        }

        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .contains("2022-01,0,100,0,0,0,0,100,USD", "2022-02,100,0,0,0,0,100,0,USD")
                .anyMatch(line -> line.contains("customer-churn-rate"))
                .anyMatch(line -> line.startsWith("2022-01-01  "));
    }

    @Test
    void theProgramTellsBadRowsWithoutAStackTrace(@TempDir Path folder) throws IOException {
        write(
                folder,
                "movements.csv",
                "account_id,effective_on,type,amount,currency",
                "A,2022-01-05,NEW,a lot,USD",
                "A,2022-02-30,CHURN,100,USD");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        Question month = new Question(ZoneOffset.UTC, "USD", YearMonth.of(2022, 1), 1, 1, "channel");
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
                PrintStream errors = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            assertThat(Main.run(spark, folder.toUri().toString(), month, 1, out, errors))
                    .isEqualTo(1);
        }

        assertThat(printed.size()).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .startsWith("2 problems")
                .anyMatch(line -> line.startsWith("movements.csv:2: amount: a lot, must be"))
                .noneMatch(line -> line.startsWith("\tat "));
    }

    private static void write(Path folder, String file, String... lines) throws IOException {
        Files.write(folder.resolve(file), List.of(lines));
    }
}
