package io.csmetrics.benchmarks;

/**
 * What the hardware allows: made for this one question, no API. Columns in order of day, and the segment of each account; one pass adds
 * 1 for each answer to a table by segment, month and both answers, which tells the rest.
 */
final class LimitSurveyPeer implements SurveyPeer {
    private static final int RECOMMEND = 11;

    /** No answer, or 1 to 5. */
    private static final int SATISFIED = 6;

    private static final int WIDTH = RECOMMEND * SATISFIED;

    private final byte[] segments;
    private final int[] accounts;
    private final short[] days;

    /** Both answers in one. */
    private final byte[] answers;

    /** Where the table has each day, which is the same for all of its month. */
    private final short[] atDay = new short[RevenueBook.DAYS];

    LimitSurveyPeer(RevenueBook book, SurveyBook given) {
        segments = new byte[book.accounts()];
        for (int account = 0; account < segments.length; account++) {
            segments[account] = (byte) book.segment(account);
        }
        accounts = new int[given.size()];
        days = new short[given.size()];
        answers = new byte[given.size()];
        for (int row = 0; row < answers.length; row++) {
            accounts[row] = given.account(row);
            days[row] = (short) (given.epochDay(row) - RevenueBook.FROM);
            answers[row] = (byte) (given.recommend(row) * SATISFIED + Math.max(0, given.satisfied(row)));
        }
        byte[] months = RevenueBook.months();
        for (int day = 0; day < atDay.length; day++) {
            atDay[day] = (short) (months[day + 1] * WIDTH);
        }
    }

    @Override
    public long[] responses() {
        int[] counts = new int[RevenueBook.SEGMENTS.size() * RevenueBook.MONTHS * WIDTH];
        for (int row = 0; row < answers.length; row++) {
            counts[segments[accounts[row]] * RevenueBook.MONTHS * WIDTH + atDay[days[row]] + answers[row]]++;
        }
        long[] output = Shape.RESPONSES.create();
        for (int i = 0; i < counts.length; i++) {
            int at = i / WIDTH * Shape.RESPONSES.width();
            int recommend = i % WIDTH / SATISFIED;
            int satisfied = i % SATISFIED;
            output[at] += counts[i];
            output[at + 1] += recommend >= SurveyBook.LEAST_OF_PROMOTERS ? counts[i] : 0;
            output[at + 2] += recommend <= SurveyBook.MOST_OF_DETRACTORS ? counts[i] : 0;
            output[at + 3] += satisfied > 0 ? counts[i] : 0;
            output[at + 4] += satisfied >= SurveyBook.LEAST_OF_SATISFIED ? counts[i] : 0;
        }
        Shape.RESPONSES.addTotal(output);
        return output;
    }
}
