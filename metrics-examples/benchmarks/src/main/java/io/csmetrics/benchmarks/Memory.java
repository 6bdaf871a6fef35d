package io.csmetrics.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The memory that a book takes which is read from a file, in bytes.
 *
 * @param kept when it is loaded and the collector has run; for DuckDB what it reports itself
 * @param peak the most that was in use while it loaded: the old generation of a heap that collects before it grows; for DuckDB what the
 *     process grew by, where the system tells
 */
public record Memory(long kept, long peak) {
    /** A small young generation, and an old one that grows only if next to nothing in it is free: what is in use is needed. */
    private static final List<String> THRIFTY = List.of(
            "-XX:+UseSerialGC", "-Xms16m", "-Xmn4m", "-XX:MinHeapFreeRatio=1", "-XX:MaxHeapFreeRatio=5", "-Xmx6g");

    private static final String OLD_GENERATION = "Tenured Gen";
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long KILO = 1024;

    /** Measures in a virtual machine of its own. */
    static Memory measure(Peer peer, BookFile file, int accounts) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(THRIFTY);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Memory.class.getName(),
                peer.name(),
                file.path().toString(),
                file.ids().name(),
                Integer.toString(accounts)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("memory of " + peer.title() + " could not be measured: " + output);
            }
            Scanner bytes = new Scanner(output);
            return new Memory(bytes.nextLong(), bytes.nextLong());
        } catch (IOException e) {
            throw new UncheckedIOException("could not start " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + peer.title() + " was loading", e);
        }
    }

    /**
     * Loads a book and prints what it keeps and what was its peak.
     *
     * @param args the peer, the file, how its accounts are called, and how many there are
     */
    public static void main(String[] args) {
        BookFile file = new BookFile(Path.of(args[1]), AccountIds.valueOf(args[2]));
        Memory memory = switch (Peer.valueOf(args[0])) {
            case LIBRARY -> ofHeap(file::ledger);
            case PLAIN -> ofHeap(() -> file.plain(Map.of()));
            case DUCKDB -> ofDatabase(file, Integer.parseInt(args[3]));
            case LIMIT -> throw new IllegalArgumentException("LIMIT must not be measured; it reads no file");
        };
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(memory.kept + " " + memory.peak);
    }

    private static Memory ofHeap(Supplier<?> load) {
        long before = usedHeap();
        MemoryPoolMXBean old = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .findFirst()
                .orElseThrow();
        old.resetPeakUsage();
        Object book = load.get();
        try {
            long peak = old.getPeakUsage().getUsed();
            long after = usedHeap();
            return new Memory(after - before, Math.max(peak, after) - before);
        } finally {
            Reference.reachabilityFence(book);
        }
    }

    private static Memory ofDatabase(BookFile file, int accounts) {
        try (DuckPeer duck = DuckPeer.empty(RevenueBook.of(accounts), file.ids())) {
            usedHeap();
            long before = status("VmRSS:");
            duck.read(file);
            return new Memory(duck.bytesOutsideHeap().orElseThrow(), status("VmHWM:") - before);
        }
    }

    /** A size that the system tells of this process, 0 where it does not. */
    private static long status(String name) {
        try (Stream<String> lines = Files.lines(STATUS, StandardCharsets.US_ASCII)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** The bytes in use after the collector has run. */
    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
