package io.csmetrics.spark;

import io.csmetrics.cohort.Triangle;
import io.csmetrics.cohort.TriangleGrid;
import io.csmetrics.io.CsvLines;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.revenue.RevenueBridge;
import java.io.IOException;
import java.io.PrintStream;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.joda.money.BigMoney;

/**
 * Prints every KPI of a folder of tables, its revenue bridge and its cohort triangle, counted by Spark. Where it runs is said by
 * {@code spark-submit}.
 */
public final class Main {
    private static final String USAGE =
            "usage: FOLDER ZONE CURRENCY FIRST_MONTH MONTHS KPI_MONTHS ATTRIBUTE PARTS, such as"
                    + " /data/crm UTC USD 2022-01 24 3 channel 16";

    private Main() {}

    /**
     * Runs.
     *
     * @param args the folder, the zone, the currency, the first month and how many, for how many of the last months all KPIs are told, the
     *     property of accounts by which they are told, and into how many parts the accounts are split
     * @throws IOException if the folder cannot be listed
     */
    @SuppressWarnings("SystemOut") // this is what it is for
    public static void main(String[] args) throws IOException {
        if (args.length != 8) {
            throw new IllegalArgumentException(args.length + " arguments must be 8; " + USAGE);
        }
        Question question = new Question(
                ZoneId.of(args[1]),
                args[2],
                YearMonth.parse(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]),
                args[6]);
        SparkSession spark = SparkSession.builder().appName("csmetrics").getOrCreate();
        int status;
        try {
            status = run(spark, args[0], question, Integer.parseInt(args[7]), System.out, System.err);
        } finally {
            spark.stop();
        }
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Prints, and returns the status with which the program ends: 1 if anything is wrong with the rows. */
    static int run(SparkSession spark, String folder, Question question, int parts, PrintStream out, PrintStream errors)
            throws IOException {
        try {
            print(spark, folder, question, parts, out);
            return 0;
        } catch (InvalidDataException e) {
            // what is wrong with rows is for who has the data, and a stack trace tells them nothing
            errors.println(e.getMessage());
            return 1;
        }
    }

    private static void print(SparkSession spark, String folder, Question question, int parts, PrintStream out)
            throws IOException {
        BookFacts facts = ClusterCount.of(SourceTables.open(spark, folder), question, parts);
        facts.problems().throwIfAny();
        KpiTable kpis = question.sheet().results(facts.kpis());
        out.println(kpis);
        out.print(CsvLines.of(bridge(facts, question)));
        Triangle triangle = Triangle.of(facts.cohorts(), question.cohorts());
        TriangleGrid.of(triangle, TriangleGrid.Alignment.TRIANGLE).lines().forEach(out::println);
    }

    private static List<List<String>> bridge(BookFacts facts, Question question) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "month", "opening", "new", "reactivation", "expansion", "contraction", "churn", "closing", "currency"));
        for (int month = 0; month < question.months(); month++) {
            RevenueBridge bridge = facts.bridges().get(month);
            Stream<BigMoney> amounts = Stream.of(
                    bridge.opening(),
                    bridge.newRevenue(),
                    bridge.reactivation(),
                    bridge.expansion(),
                    bridge.contraction(),
                    bridge.churn(),
                    bridge.closing());
            List<String> line = new ArrayList<>();
            line.add(question.first().plusMonths(month).toString());
            amounts.map(BigMoney::getAmount).map(CsvLines::number).forEach(line::add);
            line.add(question.currencyCode());
            lines.add(line);
        }
        return lines;
    }
}
