package io.csmetrics.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/** Checks that all peers give the same numbers, times them in turn, and prints tables. */
public final class Main {
    private static final String USAGE = """
            usage: java -Xmx10g -jar benchmarks.jar [--quick] [--accounts N] [--only TEXT] [--data FOLDER] [--out FILE]
              --quick        100000 accounts with short iterations, about 3 minutes on a free core; without it half an hour and more
              --accounts N   one size instead of both 100000 and 1000000; 20000 to 9999999, checksums are known for these two
              --only TEXT    the tasks with that text in their titles, such as W2
              --data FOLDER  customer data of which all KPIs are measured, such as metrics-examples/cli/data/crm6-simulated;
                             without it that task is left out
              --out FILE     where the tables are written, too
            """;

    /** What the largest task needs at a million accounts: millions of records, and what they are loaded into. */
    private static final long HEAP_AT_L = 7L << 30;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private boolean quick;
    private List<Integer> sizes = List.of();
    private String only = "";
    private Optional<Path> file = Optional.empty();
    private Optional<Path> customers = Optional.empty();

    private Main() {}

    /**
     * Runs the benchmarks.
     *
     * @param args see the usage text, which any other argument prints
     * @throws RunnerException if a benchmark fails, above all because its output is wrong
     * @throws IOException if files cannot be written
     */
    public static void main(String[] args) throws RunnerException, IOException {
        Main main = new Main();
        if (main.understands(args)) {
            main.run();
        } else {
            main.out.print(USAGE);
        }
    }

    private boolean understands(String[] args) {
        Iterator<String> left = List.of(args).iterator();
        while (left.hasNext()) {
            String option = left.next();
            if (option.equals("--quick")) {
                quick = true;
            } else if (!left.hasNext() || !takes(option, left.next())) {
                return false;
            }
        }
        if (sizes.isEmpty()) {
            sizes = quick ? List.of(RevenueBook.S) : List.of(RevenueBook.S, RevenueBook.L);
        }
        return true;
    }

    private boolean takes(String option, String value) {
        switch (option) {
            case "--accounts" -> sizes = isSize(value) ? List.of(Integer.parseInt(value)) : List.of();
            case "--only" -> only = value;
            case "--data" -> customers = Optional.of(Path.of(value));
            case "--out" -> file = Optional.of(Path.of(value));
            default -> {
                return false;
            }
        }
        return !option.equals("--accounts") || isSize(value);
    }

    private static boolean isSize(String text) {
        return text.matches("\\d{5,7}") && Integer.parseInt(text) >= DuckPeer.FEWEST_ACCOUNTS;
    }

    private void run() throws RunnerException, IOException {
        long heap = Runtime.getRuntime().maxMemory();
        if (sizes.stream().anyMatch(accounts -> accounts >= RevenueBook.L) && heap < HEAP_AT_L) {
            out.printf("a book of a million accounts needs a larger heap; give it with -Xmx10g%n%s", USAGE);
            return;
        }
        List<Task> tasks = Stream.of(Task.values())
                .filter(task -> task.title().contains(only))
                .filter(task -> customers.isPresent() || !task.isOfCustomers())
                .toList();
        String facts = facts();
        Path folder = Files.createTempDirectory("benchmarks");
        try {
            Timings timings = new Timings();
            List<Summary.Book> books = new ArrayList<>();
            for (int accounts : sizes) {
                books.add(measure(tasks, accounts, folder, timings));
            }
            String summary = facts + Summary.of(tasks, timings, books);
            out.print(System.lineSeparator() + summary);
            if (file.isPresent()) {
                Files.writeString(file.get(), summary);
            }
        } finally {
            delete(folder);
        }
    }

    private Summary.Book measure(List<Task> tasks, int accounts, Path folder, Timings timings) throws RunnerException {
        Generated data = new Generated(accounts, folder, customers.orElse(folder));
        int movements = data.revenue().size();
        out.printf(Locale.ROOT, "%,d accounts, %,d movements%n", accounts, movements);
        Check.answers(tasks, data, out);
        Map<Peer, Memory> memory = new EnumMap<>(Peer.class);
        for (Peer peer : Task.CSV_NUMBERS.peers()) {
            memory.put(peer, Memory.measure(peer, data.file(AccountIds.NUMBERS), accounts));
        }
        timings.measure(tasks, data, quick ? Timings.Effort.QUICK : Timings.Effort.USUAL, out);
        return new Summary.Book(accounts, movements, memory);
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path each : files) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }

    private static String facts() {
        Runtime runtime = Runtime.getRuntime();
        return String.format(
                Locale.ROOT,
                "%d cores of which one is used unless a row says otherwise, load %.2f at the start; %s %s; %s %s, heap up to %,d MB,%n"
                        + "serial collector; DuckDB %s in memory, 1 thread. ~: the range of the iterations is wider than half of their median.%n",
                runtime.availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                runtime.maxMemory() >> 20,
                DuckPeer.version());
    }
}
