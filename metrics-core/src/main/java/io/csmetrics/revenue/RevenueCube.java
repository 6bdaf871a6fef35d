package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A ledger counted once for every window between the boundaries of a grain, by cell: a window from any boundary to any later one is
 * then read without going through movements, however many there are. Windows with other dates are counted from the ledger; the
 * answers are always those of {@link RevenueLedger#retentions} and {@link RevenueLedger#bridges}. Immutable; threads may share it.
 *
 * <p>A range of {@code n} periods has {@code n + 1} boundaries, and {@code pairs = (n + 1) * (n + 2) / 2} of a start and an end. The
 * cube keeps {@code pairs * cells * 6 columns * 8} bytes for retention and {@code (n + 1) * cells * 16 columns * 8} for bridges: five
 * years of months x 13 cells take 1.3 MB, a year of days x 13 cells takes 42 MB. Beyond {@value #LARGEST_BYTES} bytes it is refused.
 *
 * <p>The cube holds its ledger, so that windows with other dates can be counted from it: as long as the cube is used, the ledger stays
 * in memory.
 *
 * <p>Counting it takes one pass over the movements; an account with movements in {@code r} periods takes {@code r * r / 2} steps.
 */
public final class RevenueCube {
    /** The most bytes that a cube keeps: 1 GiB. */
    public static final long LARGEST_BYTES = 1L << 30;

    private final RevenueLedger ledger;
    private final Cells cells;
    private final int[] allCells;
    private final TimeSlots slots;
    private final RetentionPairs retentions;
    private final LedgerScan.BridgeGrid bridges;

    private RevenueCube(RevenueLedger ledger, TimeSlots slots, Cells cells) {
        this.ledger = ledger;
        this.cells = cells;
        this.slots = slots;
        allCells = IntStream.range(0, cells.size()).toArray();
        retentions = RetentionPairs.of(ledger.columns, slots, cells);
        bridges = new LedgerScan(ledger.columns, slots, cells).bridges();
    }

    /**
     * Counts a ledger.
     *
     * @param ledger the ledger
     * @param grain the calendar pieces at whose boundaries aligned windows start and end
     * @param range the range that is cut; its own start and end are boundaries, too
     * @param cells the cells of the ledger's accounts; those that are left out are in no answer
     * @return the cube
     * @throws IllegalArgumentException if the cells are not of the ledger's accounts, or the cube would be larger than
     *     {@value #LARGEST_BYTES} bytes
     */
    public static RevenueCube of(RevenueLedger ledger, Grain grain, ReportingPeriod range, Cells cells) {
        List<ReportingPeriod> pieces = range.split(grain);
        long bytes = bytes(pieces.size() + 1L, cells.size());
        if (bytes > LARGEST_BYTES) {
            throw new IllegalArgumentException("cube of " + pieces.size() + " pieces by " + grain + " of " + range
                    + " x " + cells.size() + " cells needs " + bytes + " bytes, more than " + LARGEST_BYTES
                    + "; take a coarser grain, a shorter range or fewer cells");
        }
        return new RevenueCube(ledger, new TimeSlots(pieces), cells);
    }

    private static long bytes(long boundaries, long cells) {
        long perCell =
                RetentionPairs.pairs(boundaries) * RetentionColumns.COUNT + boundaries * LedgerScan.BRIDGE_COLUMNS;
        return Math.multiplyExact(Math.multiplyExact(perCell, cells), Long.BYTES);
    }

    /**
     * Returns the cells.
     *
     * @return the cells that were given
     */
    public Cells cells() {
        return cells;
    }

    /**
     * Returns how many bytes the numbers of this cube take.
     *
     * @return the number of bytes, at most {@value #LARGEST_BYTES}
     */
    public long bytes() {
        return bytes(slots.size(), cells.size());
    }

    /**
     * Tells whether a window is answered without going through movements.
     *
     * @param window the window
     * @return whether it starts and ends at boundaries of this cube
     */
    public boolean isAligned(ReportingPeriod window) {
        return slots.boundary(window.start()) >= 0 && slots.boundary(window.endExclusive()) >= 0;
    }

    /**
     * Returns what became of the accounts that had revenue at the opening of a window.
     *
     * @param window any window
     * @param some the indexes of the cells whose accounts are counted together; none for all
     * @return the facts
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if a cell is given twice
     */
    public RevenueRetention retention(ReportingPeriod window, int... some) {
        int[] counted = checked(some);
        int start = slots.boundary(window.start());
        int end = slots.boundary(window.endExclusive());
        if (start >= 0 && end >= 0) {
            return retentions.at(start, end, counted);
        }
        return RetentionScan.of(ledger.columns, new TimeSlots(List.of(window)), cells)
                .of(0, counted);
    }

    /**
     * Returns how revenue came from the opening of a window to its closing.
     *
     * @param window any window
     * @param some the indexes of the cells whose accounts are counted together; none for all
     * @return the bridge
     * @throws IndexOutOfBoundsException if there is no such cell
     * @throws IllegalArgumentException if a cell is given twice
     */
    public RevenueBridge bridge(ReportingPeriod window, int... some) {
        int[] counted = checked(some);
        int start = slots.boundary(window.start());
        int end = slots.boundary(window.endExclusive());
        if (start >= 0 && end >= 0) {
            return bridges.between(start, end, counted);
        }
        TimeSlots own = new TimeSlots(List.of(window));
        return new LedgerScan(ledger.columns, own, cells).bridges().between(own.start(0), own.end(0), counted);
    }

    private int[] checked(int[] some) {
        if (some.length == 0) {
            return allCells;
        }
        BitSet seen = new BitSet(cells.size());
        for (int cell : some) {
            if (seen.get(Objects.checkIndex(cell, cells.size()))) {
                throw new IllegalArgumentException("cell " + cell + " must be given once; its accounts count once");
            }
            seen.set(cell);
        }
        return some;
    }
}
