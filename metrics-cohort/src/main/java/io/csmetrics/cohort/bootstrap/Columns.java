package io.csmetrics.cohort.bootstrap;

/** What accounts add to several sums: row by row, so that an account drawn is one place in memory. Sums of any draw fit into a long. */
final class Columns {
    private final int width;
    private final long[] cells;
    private final long[] totals;

    private Columns(int width, long[] cells, long[] totals) {
        this.width = width;
        this.cells = cells;
        this.totals = totals;
    }

    /**
     * Takes rows.
     *
     * @param width how many sums there are
     * @param cells the rows, one after the other
     * @throws ArithmeticException if the largest amount, drawn each time, would not fit into a long
     */
    static Columns of(int width, long[] cells) {
        long largest = 0;
        long[] totals = new long[width];
        for (int i = 0; i < cells.length; i++) {
            largest = Math.max(largest, Math.absExact(cells[i]));
        }
        Math.multiplyExact(largest, (long) cells.length / width);
        for (int i = 0; i < cells.length; i++) {
            totals[i % width] += cells[i];
        }
        return new Columns(width, cells, totals);
    }

    int width() {
        return width;
    }

    int rows() {
        return cells.length / width;
    }

    long at(int row, int column) {
        return cells[row * width + column];
    }

    long total(int column) {
        return totals[column];
    }

    double ratio(int column) {
        return (double) totals[column] / totals[column + 1];
    }

    /** How far the ratio of two columns moves when a row is left out; exactly 0 for a row that has the same ratio as all. */
    double changeWithout(int row, int column) {
        double part = Math.abs(at(row, column) - ratio(column) * at(row, column + 1));
        return -side(row, column) * part / (totals[column + 1] - at(row, column + 1));
    }

    /** Whether all rows that have a part in a ratio have the same one. */
    boolean isConstant(int column) {
        for (int row = 0; row < rows(); row++) {
            if (side(row, column) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the ratio of a row is above (1), at (0) or below (-1) that of all: products compared in 128 bits. */
    private int side(int row, int column) {
        long part = at(row, column);
        long base = at(row, column + 1);
        int high = Long.compare(Math.multiplyHigh(part, totals[column + 1]), Math.multiplyHigh(base, totals[column]));
        return high != 0 ? high : Long.compareUnsigned(part * totals[column + 1], base * totals[column]);
    }

    /** Sums of rows drawn with replacement, as many as there are, by the stream that begins at a start. */
    void draw(long start, long[] sums, int at) {
        if (width == 2) {
            drawTwo(start, sums, at);
        } else {
            drawFour(start, sums, at);
        }
    }

    private void drawTwo(long start, long[] sums, int at) {
        Rolls rolls = new Rolls(start, rows());
        long first = 0;
        long second = 0;
        for (int i = rows(); i > 0; i--) {
            int row = rolls.next() * 2;
            first += cells[row];
            second += cells[row + 1];
        }
        sums[at] = first;
        sums[at + 1] = second;
    }

    private void drawFour(long start, long[] sums, int at) {
        Rolls rolls = new Rolls(start, rows());
        long first = 0;
        long second = 0;
        long third = 0;
        long fourth = 0;
        for (int i = rows(); i > 0; i--) {
            int row = rolls.next() * 4;
            first += cells[row];
            second += cells[row + 1];
            third += cells[row + 2];
            fourth += cells[row + 3];
        }
        sums[at] = first;
        sums[at + 1] = second;
        sums[at + 2] = third;
        sums[at + 3] = fourth;
    }
}
