package io.csmetrics.benchmarks;

import java.util.Arrays;

/**
 * Generated answers to surveys, five for each account, the same on every machine: an answer of 0 to 10 about recommending, and, but for
 * 30%, one of 1 to 5 about satisfaction. They are in order of day.
 */
final class SurveyBook {
    /** Stands for no answer about satisfaction. */
    static final byte NONE = -1;

    static final int LEAST_OF_PROMOTERS = 9;
    static final int MOST_OF_DETRACTORS = 6;
    static final int LEAST_OF_SATISFIED = 4;

    private static final int ANSWERS_AN_ACCOUNT = 5;
    private static final int STREAM_OF_ANSWERS = 5000;
    private static final double MISSING = .3;

    private final int[] account;
    private final int[] day;
    private final byte[] recommend;
    private final byte[] satisfied;

    private SurveyBook(int size) {
        account = new int[size];
        day = new int[size];
        recommend = new byte[size];
        satisfied = new byte[size];
    }

    /**
     * Generates answers.
     *
     * @param accounts how many accounts, at least 1
     */
    static SurveyBook of(int accounts) {
        SurveyBook book = new SurveyBook(accounts * ANSWERS_AN_ACCOUNT);
        SplitMix random = new SplitMix(SplitMix.mix(RevenueBook.RANDOM_START + STREAM_OF_ANSWERS));
        for (int row = 0; row < book.size(); row++) {
            book.account[row] = random.nextInt(accounts);
            book.day[row] = RevenueBook.FROM + random.nextInt(RevenueBook.DAYS);
            book.recommend[row] = recommend(random.nextUnit(), random.nextUnit());
            book.satisfied[row] = satisfied(random.nextUnit(), random.nextUnit());
        }
        return book.byDay();
    }

    /** The same answers by day; those of one day keep their order. */
    private SurveyBook byDay() {
        int[] next = new int[RevenueBook.DAYS + 1];
        for (int row = 0; row < size(); row++) {
            next[day[row] - RevenueBook.FROM + 1]++;
        }
        Arrays.parallelPrefix(next, Integer::sum);
        SurveyBook sorted = new SurveyBook(size());
        for (int row = 0; row < size(); row++) {
            int to = next[day[row] - RevenueBook.FROM]++;
            sorted.account[to] = account[row];
            sorted.day[to] = day[row];
            sorted.recommend[to] = recommend[row];
            sorted.satisfied[to] = satisfied[row];
        }
        return sorted;
    }

    private static byte recommend(double group, double within) {
        if (group < .5) {
            return (byte) (LEAST_OF_PROMOTERS + (int) (2 * within));
        }
        return (byte) (group < .75 ? MOST_OF_DETRACTORS + 1 + (int) (2 * within) : (int) (7 * within));
    }

    private static byte satisfied(double missing, double within) {
        return missing < MISSING ? NONE : (byte) (1 + (int) (5 * Math.sqrt(within)));
    }

    int size() {
        return account.length;
    }

    int account(int row) {
        return account[row];
    }

    int epochDay(int row) {
        return day[row];
    }

    byte recommend(int row) {
        return recommend[row];
    }

    /** 1 to 5, or {@link #NONE}. */
    byte satisfied(int row) {
        return satisfied[row];
    }
}
