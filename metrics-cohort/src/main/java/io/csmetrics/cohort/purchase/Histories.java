package io.csmetrics.cohort.purchase;

import java.util.Arrays;

/** The distinct histories of customers with the number of customers that have each, times in days, in one order whatever came first. */
final class Histories {
    private static final int BITS = 21;
    private static final long MASK = (1L << BITS) - 1;

    private final int[] frequencies;
    private final double[] recencies;
    private final double[] ages;
    private final int[] customers;

    /** The columns are not copied. */
    Histories(int[] frequencies, double[] recencies, double[] ages, int[] customers) {
        this.frequencies = frequencies;
        this.recencies = recencies;
        this.ages = ages;
        this.customers = customers;
    }

    /** Whole days fit three to a long: 2,097,151 of them are 5,741 years. */
    static Histories of(PurchaseSummary summary) {
        long[] rows = new long[summary.size()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = (packed(summary.frequency(row)) << (2 * BITS))
                    | (packed(summary.recencyDays(row)) << BITS)
                    | packed(summary.ageDays(row));
        }
        Arrays.sort(rows);
        int distinct = 0;
        int[] frequencies = new int[rows.length];
        double[] recencies = new double[rows.length];
        double[] ages = new double[rows.length];
        int[] customers = new int[rows.length];
        for (int row = 0; row < rows.length; row++) {
            if (row == 0 || rows[row] != rows[row - 1]) {
                frequencies[distinct] = (int) (rows[row] >>> (2 * BITS));
                recencies[distinct] = (rows[row] >>> BITS) & MASK;
                ages[distinct++] = rows[row] & MASK;
            }
            customers[distinct - 1]++;
        }
        return new Histories(
                Arrays.copyOf(frequencies, distinct),
                Arrays.copyOf(recencies, distinct),
                Arrays.copyOf(ages, distinct),
                Arrays.copyOf(customers, distinct));
    }

    private static long packed(int days) {
        if (days > MASK) {
            throw new IllegalArgumentException(
                    "age of " + days + " days must be at most " + MASK + "; check the dates of the purchases");
        }
        return days;
    }

    int size() {
        return frequencies.length;
    }

    int frequency(int row) {
        return frequencies[row];
    }

    double recency(int row) {
        return recencies[row];
    }

    double age(int row) {
        return ages[row];
    }

    int customers(int row) {
        return customers[row];
    }

    int customers() {
        int n = 0;
        for (int each : customers) {
            n += each;
        }
        return n;
    }

    long repeatPurchases() {
        long n = 0;
        for (int row = 0; row < size(); row++) {
            n += (long) frequencies[row] * customers[row];
        }
        return n;
    }

    /** The time in which customers could have come back, over all of them. */
    double exposure() {
        double days = 0;
        for (int row = 0; row < size(); row++) {
            days += ages[row] * customers[row];
        }
        return days;
    }

    double largestAge() {
        double largest = 0;
        for (double age : ages) {
            largest = Math.max(largest, age);
        }
        return largest;
    }

    int largestFrequency() {
        int largest = 0;
        for (int frequency : frequencies) {
            largest = Math.max(largest, frequency);
        }
        return largest;
    }
}
