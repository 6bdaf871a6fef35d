package io.csmetrics.benchmarks;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * What is done once before anything is timed: every peer loads the book and answers, one after the other.
 *
 * @param bytesKept roughly what each peer keeps of the book, in bytes
 */
record Check(Map<Peer.Kind, Long> bytesKept) {

    long bytesKept(Peer.Kind peer) {
        return Objects.requireNonNull(bytesKept.get(peer), peer::title);
    }

    /**
     * Holds the outputs of all peers against each other and, where it is known, against the checksum of the book.
     *
     * @throws IllegalStateException if an output differs
     */
    static Check of(RevenueBook book, PrintStream progress) {
        Map<Peer.Kind, Long> bytesKept = new EnumMap<>(Peer.Kind.class);
        Map<Workload, long[]> expected = new EnumMap<>(Workload.class);
        for (Peer.Kind kind : Peer.Kind.values()) {
            long before = usedHeap();
            try (Peer peer = kind.load(BookObjects.of(book))) {
                long onHeap = usedHeap() - before;
                bytesKept.put(kind, peer.bytesOutsideHeap().orElse(onHeap));
                for (Workload workload : Workload.values()) {
                    long[] output = workload.outputOf(peer);
                    boolean known = workload.verify(book.accounts(), kind.title(), output);
                    long[] first = expected.computeIfAbsent(workload, unseen -> output);
                    if (!Arrays.equals(first, output)) {
                        throw new IllegalStateException(workload + " by " + kind.title()
                                + " must equal that of the peers before it; nothing is timed before it does");
                    }
                    print(progress, workload.title(), kind, output, known);
                }
            }
        }
        return new Check(bytesKept);
    }

    /**
     * Holds the tables of cohorts of all peers against each other and, where it is known, against the checksum of the book.
     *
     * @throws IllegalStateException if a table differs
     */
    static void triangles(RevenueBook book, PrintStream progress) {
        long[] first = {};
        for (CohortPeer.Kind kind : CohortPeer.Kind.values()) {
            try (CohortPeer peer = kind.load(book)) {
                long[] output = peer.triangle();
                boolean known = CohortOutput.verify(book.accounts(), kind.title(), output);
                first = first.length == 0 ? output : first;
                if (!Arrays.equals(first, output)) {
                    throw new IllegalStateException(CohortOutput.TITLE + " by " + kind.title()
                            + " must equal that of the peers before it; nothing is timed before it does");
                }
                print(progress, CohortOutput.TITLE, kind, output, known);
            }
        }
    }

    private static void print(PrintStream progress, String title, Contender peer, long[] output, boolean known) {
        progress.printf(
                "checked   %-36s %-10s %d%s%n",
                title, peer.title(), Checksum.of(output), known ? "" : " (no checksum is known for this size)");
    }

    /**
     * Holds the scores of all peers against each other and, where they are known, against those of the book.
     *
     * @throws IllegalStateException if scores differ by more than their rounding
     */
    static void scores(HealthBook book, PrintStream progress) {
        HealthOutput first = null;
        for (HealthPeer.Kind kind : HealthPeer.Kind.values()) {
            try (HealthPeer peer = kind.load(book)) {
                peer.score();
                HealthOutput output = peer.output();
                boolean known = output.verify(kind.title());
                first = first == null ? output : first;
                if (!output.agreesWith(first)) {
                    throw new IllegalStateException("scores by " + kind.title()
                            + " must equal those of the peers before it; nothing is timed before they do");
                }
                progress.printf(
                        Locale.ROOT,
                        "checked   %-36s %-10s %.4f in all, bands %s%s%n",
                        HealthOutput.TITLE,
                        kind.title(),
                        output.sum(),
                        Arrays.toString(output.countsByBand()),
                        known ? "" : " (not known for this size)");
            }
        }
    }

    /** The bytes in use after the collector has run; the records that a peer was loaded from are garbage by then. */
    static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
