package io.csmetrics.data;

import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Survey responses as columns in order of time, ties by id, then score, then the other fields as text. Instruments, touchpoints and
 * scores are kept once each: what is asked of a score is asked once for each different score.
 */
public final class Responses {
    /** The index of an absent account. */
    public static final int NONE = -1;

    /** Of answers at one instant, as are all of a day where only the day is known, the account tells most apart, cheaply. */
    private static final Comparator<SurveyResponse> ORDER = Comparator.comparing(SurveyResponse::respondedAt)
            .thenComparing(response -> response.id().orElse(""))
            .thenComparing(SurveyResponse::effectiveScore)
            .thenComparing(response -> response.accountId().orElse(""))
            .thenComparing(SurveyResponse::toString);

    private final long[] at;
    private final int[] account;
    private final int[] user;
    private final Coded<Answer> answers;
    private final Coded<String> instruments;
    private final Coded<String> touchpoints;
    private final Coded<Score> scores;
    private final Coded<String> ids;

    /**
     * What was answered to what: few different answers are given by many.
     *
     * @param instrument the question
     * @param touchpoint what it was asked about, empty for nothing in particular
     * @param score the answer
     */
    public record Answer(String instrument, Optional<String> touchpoint, Score score) {}

    /**
     * An answer on its scale, already turned if the scale was inverted: high is good.
     *
     * @param value the answer
     * @param scaleMin the lowest answer possible
     * @param scaleMax the highest answer possible
     */
    public record Score(BigDecimal value, BigDecimal scaleMin, BigDecimal scaleMax) {

        /**
         * Tells whether the answer reaches a share of its scale. Defined as
         * {@code (value - scaleMin) / (scaleMax - scaleMin) >= share}, without division.
         *
         * @param share the share, 0 to 1
         * @return whether it does
         */
        public boolean reaches(BigDecimal share) {
            return value.subtract(scaleMin).compareTo(share.multiply(scaleMax.subtract(scaleMin))) >= 0;
        }
    }

    Responses(List<SurveyResponse> responses, Map<String, Integer> accountIndex, Users.Builder users) {
        List<SurveyResponse> sorted = responses.stream().sorted(ORDER).toList();
        int n = sorted.size();
        at = new long[n];
        account = new int[n];
        user = new int[n];
        for (int i = 0; i < n; i++) {
            SurveyResponse response = sorted.get(i);
            at[i] = response.respondedAt().toEpochMilli();
            account[i] = response.accountId().map(accountIndex::get).orElse(NONE);
            int owner = account[i];
            user[i] = response.userId().map(id -> users.code(owner, id)).orElse(Users.NONE);
        }
        answers = Coded.of(n, i -> Optional.of(answer(sorted.get(i))));
        ids = Coded.of(n, i -> sorted.get(i).id());
        instruments = answers.telling(answer -> Optional.of(answer.instrument));
        touchpoints = answers.telling(Answer::touchpoint);
        scores = answers.telling(answer -> Optional.of(answer.score));
    }

    private static Answer answer(SurveyResponse response) {
        return new Answer(
                response.instrument(),
                response.touchpoint(),
                new Score(response.effectiveScore(), response.scaleMin(), response.scaleMax()));
    }

    private Responses(Responses whole, int[] rows, IntUnaryOperator accounts, IntUnaryOperator users) {
        at = new long[rows.length];
        account = new int[rows.length];
        user = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            at[i] = whole.at[rows[i]];
            account[i] = accounts.applyAsInt(whole.account[rows[i]]);
            user[i] = users.applyAsInt(whole.user[rows[i]]);
        }
        answers = whole.answers.at(rows);
        ids = whole.ids.at(rows);
        instruments = answers.telling(answer -> Optional.of(answer.instrument));
        touchpoints = answers.telling(Answer::touchpoint);
        scores = answers.telling(answer -> Optional.of(answer.score));
    }

    /** The responses of each part. */
    IntFunction<Responses> split(AccountRanges ranges, IntUnaryOperator users) {
        int[][] rows = ranges.rows(size(), this::account);
        return part -> new Responses(this, rows[part], owner -> ranges.inside(part, owner), users);
    }

    /**
     * Returns how many responses there are.
     *
     * @return the number
     */
    public int size() {
        return at.length;
    }

    /**
     * Returns the first response at or after an instant.
     *
     * @param millis the instant in milliseconds since 1970
     * @return its index, {@link #size()} if all are before
     */
    public int firstAtOrAfter(long millis) {
        return Timeline.firstAtOrAfter(at, millis);
    }

    /**
     * Returns the instant of a response.
     *
     * @param index the response
     * @return the milliseconds since 1970
     */
    public long at(int index) {
        return at[index];
    }

    /**
     * Returns the account of a response.
     *
     * @param index the response
     * @return the index of the account, {@link #NONE} for an employee's answer
     */
    public int account(int index) {
        return account[index];
    }

    /**
     * Returns who answered: a user of an account, or an employee.
     *
     * @param index the response
     * @return the code of the user; {@link Users#NONE} for an anonymous answer
     */
    public int user(int index) {
        return user[index];
    }

    /**
     * Returns the answers with what they answer.
     *
     * @return the answer of each response
     */
    public Coded<Answer> answers() {
        return answers;
    }

    /**
     * Returns the instruments.
     *
     * @return the instrument of each response
     */
    public Coded<String> instruments() {
        return instruments;
    }

    /**
     * Returns the touchpoints.
     *
     * @return the touchpoint of each response that has one
     */
    public Coded<String> touchpoints() {
        return touchpoints;
    }

    /**
     * Returns the answers on their scales.
     *
     * @return the answer of each response
     */
    public Coded<Score> scores() {
        return scores;
    }

    /**
     * Returns the ids.
     *
     * @return the id of each response that has one
     */
    public Coded<String> ids() {
        return ids;
    }
}
