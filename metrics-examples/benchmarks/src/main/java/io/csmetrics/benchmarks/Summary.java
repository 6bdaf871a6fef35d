package io.csmetrics.benchmarks;

import io.csmetrics.benchmarks.Timings.Spread;
import io.csmetrics.benchmarks.Timings.Times;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a run found, as tables in Markdown. */
final class Summary {
    private static final String NOTHING = "-";
    private static final MathContext DIGITS = new MathContext(3);

    private final List<Task> tasks;
    private final Timings timings;
    private final List<Book> books;
    private final StringBuilder text = new StringBuilder();

    /**
     * A book that was measured.
     *
     * @param memory what it takes, by peer
     */
    record Book(int accounts, int movements, Map<Peer, Memory> memory) {
        private String title() {
            return String.format(Locale.ROOT, "%,d accounts, %,d movements", accounts, movements);
        }
    }

    private Summary(List<Task> tasks, Timings timings, List<Book> books) {
        this.tasks = tasks;
        this.timings = timings;
        this.books = books;
    }

    /** The tables, one after the other. */
    static String of(List<Task> tasks, Timings timings, List<Book> books) {
        Summary summary = new Summary(tasks, timings, books);
        books.forEach(summary::addPeers);
        if (books.size() > 1) {
            summary.addGrowth(books.get(0), books.get(books.size() - 1));
        }
        summary.addOwn();
        summary.addMemory();
        return summary.text.toString();
    }

    private static boolean isContest(Task task) {
        return task.peers().size() > 1 || task.aim().isPresent();
    }

    private void addPeers(Book book) {
        addHeader(
                book.title() + ": processor time, ms",
                Stream.concat(
                        Stream.of(Peer.values()).map(Peer::title),
                        Stream.of("csmetrics : DuckDB : plain Java", "quotient", "aim", "met")));
        for (Task task : tasks) {
            if (isContest(task)) {
                List<String> cells = new ArrayList<>();
                for (Peer peer : Peer.values()) {
                    cells.add(times(book, task, peer)
                            .map(times -> shown(times.processor()))
                            .orElse(NOTHING));
                }
                cells.add(Stream.of(Peer.LIBRARY, Peer.DUCKDB, Peer.PLAIN)
                        .map(peer -> quotient(book, task, peer, Peer.LIBRARY)
                                .map(Summary::figure)
                                .orElse(NOTHING))
                        .collect(Collectors.joining(" : ")));
                Peer against = task.aim().map(Task.Aim::against).orElse(Peer.DUCKDB);
                Optional<Double> own = quotient(book, task, Peer.LIBRARY, against);
                cells.add(own.map(Summary::figure).orElse(NOTHING)
                        + (against == Peer.DUCKDB ? "" : " of " + against.title()));
                cells.add(task.aim().map(aim -> figure(aim.quotient())).orElse(NOTHING));
                cells.add(task.aim()
                        .flatMap(aim -> own.map(quotient -> quotient <= aim.quotient() ? "yes" : "no"))
                        .orElse(NOTHING));
                addRow(task.title(), cells.stream());
            }
        }
    }

    private void addGrowth(Book small, Book large) {
        addHeader(
                "times longer for " + figure((double) large.movements() / small.movements()) + " times the movements",
                Stream.of(Peer.values()).map(Peer::title));
        for (Task task : tasks) {
            if (isContest(task)) {
                addRow(task.title(), Stream.of(Peer.values()).map(peer -> growth(small, large, task, peer)));
            }
        }
    }

    private String growth(Book small, Book large, Task task, Peer peer) {
        return processor(small, task, peer)
                .flatMap(less -> processor(large, task, peer).map(more -> figure(more / less)))
                .orElse(NOTHING);
    }

    private void addOwn() {
        addHeader(
                "csmetrics alone: ms",
                books.stream()
                        .flatMap(book -> Stream.of(
                                "processor, " + figure(book.accounts()), "clock, " + figure(book.accounts()))));
        for (Task task : tasks) {
            if (!isContest(task)) {
                addRow(task.title(), books.stream().flatMap(book -> {
                    Optional<Times> times = timings.of(book.accounts(), task, Peer.LIBRARY);
                    return Stream.<Function<Times, Spread>>of(Times::processor, Times::clock)
                            .map(part -> times.map(part).map(Summary::shown).orElse(NOTHING));
                }));
            }
        }
    }

    private void addMemory() {
        addHeader(
                "bytes a movement: kept (peak while loading)",
                Stream.of(Peer.values()).map(Peer::title));
        for (Book book : books) {
            addRow(
                    book.title(),
                    Stream.of(Peer.values())
                            .map(peer -> Optional.ofNullable(book.memory().get(peer))
                                    .map(memory -> String.format(
                                            Locale.ROOT,
                                            "%.0f (%.0f)",
                                            (double) memory.kept() / book.movements(),
                                            (double) memory.peak() / book.movements()))
                                    .orElse(NOTHING)));
        }
    }

    private Optional<Double> processor(Book book, Task task, Peer peer) {
        return times(book, task, peer).map(times -> times.processor().median());
    }

    private Optional<Times> times(Book book, Task task, Peer peer) {
        return timings.of(book.accounts(), task.peers().contains(peer) ? task : task.rival(), peer);
    }

    private Optional<Double> quotient(Book book, Task task, Peer peer, Peer of) {
        return processor(book, task, peer)
                .flatMap(over -> processor(book, task, of).map(under -> over / under));
    }

    private void addHeader(String first, Stream<String> others) {
        List<String> titles = others.toList();
        text.append(System.lineSeparator());
        addRow(first, titles.stream());
        addRow("---", titles.stream().map(title -> "---:"));
    }

    private void addRow(String first, Stream<String> cells) {
        text.append(Stream.concat(Stream.of(first), cells).collect(Collectors.joining(" | ", "| ", " |")))
                .append(System.lineSeparator());
    }

    private static String shown(Spread spread) {
        return figure(spread.median()) + (spread.isWide() ? "~" : "");
    }

    /** Three digits that count, or all that stand before the point. */
    static String figure(double number) {
        if (number >= 100) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        return BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
