package io.csmetrics.benchmarks;

/**
 * What every peer makes of W4, in minor units: for each of the 60 months in which accounts start, how many do, what their NEW movements
 * add, and for each age from 0 to the last month how many have revenue at the month's end, and how much. Accounts that had revenue
 * before the first month are in no cohort.
 */
final class CohortOutput {
    /** What of a cohort stands before its ages: its size, and its new revenue. */
    static final int HEAD = 2;

    /** What stands for each age: accounts, and revenue. */
    static final int WIDTH = 2;

    static final int SIZE = at(RevenueBook.MONTHS);

    private CohortOutput() {}

    static long[] create() {
        return new long[SIZE];
    }

    /** Where the numbers of a cohort begin; each cohort has one age less than the one before it. */
    static int at(int cohort) {
        int ages = cohort * RevenueBook.MONTHS - cohort * (cohort - 1) / 2;
        return cohort * HEAD + ages * WIDTH;
    }

    static int at(int cohort, int age) {
        return at(cohort) + HEAD + age * WIDTH;
    }

    /** Turns changes from age to age into what is there at each age. */
    static void addUp(long[] output) {
        for (int cohort = 0; cohort < RevenueBook.MONTHS; cohort++) {
            for (int i = at(cohort, 1); i < at(cohort + 1); i++) {
                output[i] += output[i - WIDTH];
            }
        }
    }
}
