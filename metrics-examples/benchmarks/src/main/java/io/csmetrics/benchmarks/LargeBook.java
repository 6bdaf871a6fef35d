package io.csmetrics.benchmarks;

import io.csmetrics.revenue.RevenueLedger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Ten million movements read from a file into a ledger. Run it with a small heap, such as {@code -Xmx1g}. */
public final class LargeBook {
    private LargeBook() {}

    /**
     * Writes the movements of a million accounts with text ids to a file, reads it, and prints what that took.
     *
     * @param args nothing
     * @throws IOException if the file cannot be written or removed
     */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Files.createTempDirectory("benchmarks");
        // the generated book is garbage before the file is read
        BookFile file = BookFile.in(folder, RevenueBook.of(RevenueBook.L), AccountIds.TEXTS);
        try {
            long before = Memory.usedHeap();
            long begun = System.nanoTime();
            RevenueLedger ledger = file.ledger();
            double taken = (System.nanoTime() - begun) / 1e9;
            long kept = Memory.usedHeap() - before;
            out.printf(
                    Locale.ROOT,
                    "%s%nread in     %.1f s%nheap        %.1f bytes a movement are kept; the heap has at most %d MB%n",
                    ledger,
                    taken,
                    (double) kept / ledger.size(),
                    Runtime.getRuntime().maxMemory() >> 20);
        } finally {
            Files.delete(file.path());
            Files.delete(folder);
        }
    }
}
