package io.csmetrics.benchmarks;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.RunnerException;

/** Checks that all peers give the same numbers, times them in turn, and prints three tables. */
public final class Main {
    private static final String USAGE = """
            usage: java -jar benchmarks.jar [--quick] [--accounts N]
              --quick       one round with short iterations, below 3 minutes on a free core; without it three rounds, below 15
              --accounts N  size of the book, 20000 to 9999999, by default 100000; checksums are known for 100000 and 1000000
            """;

    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param args see the usage text, which any other argument prints
     * @throws RunnerException if a benchmark fails, above all because its output is wrong
     */
    public static void main(String[] args) throws RunnerException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        boolean quick = false;
        int accounts = RevenueBook.S;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--quick")) {
                quick = true;
            } else if (args[i].equals("--accounts") && i + 1 < args.length && isSize(args[i + 1])) {
                accounts = Integer.parseInt(args[++i]);
            } else {
                out.print(USAGE);
                return;
            }
        }
        RevenueBook book = RevenueBook.of(accounts);
        String facts = facts(book);
        Check check = Check.of(book, out);
        Check.triangles(book, out);
        Check.scores(HealthBook.of(accounts), out);
        Timings timings = Timings.measure(accounts, quick, out);
        out.print(System.lineSeparator() + facts);
        printTable(timings, List.of(Task.BRIDGES, Task.RETENTIONS, Task.INGEST), out);
        printBytes(check, book.size(), out);
        printTable(timings, List.of(Task.TRIANGLE, Task.SCORES), out);
        printTable(timings, List.of(Task.BOOTSTRAP), out);
        out.printf("%nmedian (fastest-slowest) of the iterations; ratio of the medians in the order of the columns%n");
    }

    private static boolean isSize(String text) {
        return text.matches("\\d{5,7}") && Integer.parseInt(text) >= DuckPeer.FEWEST_ACCOUNTS;
    }

    private static String facts(RevenueBook book) {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "book      %,d accounts, %,d movements%n"
                        + "machine   %d cores of which one is used, load %.2f at the start, %s %s%n"
                        + "jvm       %s %s, heap up to %,d MB, serial collector%n"
                        + "duckdb    %s, in memory, 1 thread%n",
                book.accounts(),
                book.size(),
                runtime.availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                runtime.maxMemory() >> 20,
                DuckPeer.version());
    }

    private static void printTable(Timings timings, List<Task> tasks, PrintStream out) {
        out.printf("%n%-36s", "processor time, ms");
        for (Contender peer : tasks.get(0).peers()) {
            out.printf("%26s", peer.title());
        }
        out.printf("   ratio%n");
        for (Task task : tasks) {
            out.printf("%-36s", task.title());
            for (Contender peer : task.peers()) {
                Timings.Spread spread = timings.cpu(task, peer);
                out.printf(
                        "%26s",
                        String.format(
                                Locale.ROOT, "%.2f (%.2f-%.2f)", spread.median(), spread.fastest(), spread.slowest()));
            }
            double own = timings.cpu(task, task.peers().get(0)).median();
            out.println("   "
                    + task.peers().stream()
                            .map(peer -> String.format(
                                    Locale.ROOT,
                                    peer == task.peers().get(0) ? "%.0f" : "%.1f",
                                    timings.cpu(task, peer).median() / own))
                            .collect(Collectors.joining(" : ")));
        }
    }

    private static void printBytes(Check check, int movements, PrintStream out) {
        out.printf("%-36s", "bytes a movement, kept (rough)");
        for (Peer.Kind peer : Peer.Kind.values()) {
            out.printf(Locale.ROOT, "%26.0f", (double) check.bytesKept(peer) / movements);
        }
        out.println();
    }
}
