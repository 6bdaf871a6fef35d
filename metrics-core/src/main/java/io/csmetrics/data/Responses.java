package io.csmetrics.data;

import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Survey responses as columns in order of time, ties by id, then score, then the other fields as text. Instruments, touchpoints,
 * respondents and scores are codes: what is asked of a score is asked once for each different score.
 */
public final class Responses {
    /** The code of an absent account, respondent or touchpoint. */
    public static final int NONE = -1;

    private static final Comparator<SurveyResponse> ORDER = Comparator.comparing(SurveyResponse::respondedAt)
            .thenComparing(response -> response.id().orElse(""))
            .thenComparing(SurveyResponse::effectiveScore)
            .thenComparing(SurveyResponse::toString);

    private final long[] at;
    private final int[] account;
    private final int[] respondent;
    private final int[] instrument;
    private final int[] touchpoint;
    private final int[] score;
    private final List<String> instruments;
    private final List<String> touchpoints;
    private final List<Score> scores;
    private final int respondents;

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

    Responses(List<SurveyResponse> responses, Map<String, Integer> accountIndex) {
        List<SurveyResponse> sorted = responses.stream().sorted(ORDER).toList();
        int n = sorted.size();
        at = new long[n];
        account = new int[n];
        respondent = new int[n];
        instrument = new int[n];
        touchpoint = new int[n];
        score = new int[n];
        Codes<String> instrumentCodes = new Codes<>();
        Codes<String> touchpointCodes = new Codes<>();
        Codes<Respondent> respondentCodes = new Codes<>();
        Codes<Score> scoreCodes = new Codes<>();
        for (int i = 0; i < n; i++) {
            SurveyResponse response = sorted.get(i);
            at[i] = response.respondedAt().toEpochMilli();
            account[i] = response.accountId().map(accountIndex::get).orElse(NONE);
            int owner = account[i];
            respondent[i] = response.userId()
                    .map(user -> respondentCodes.of(new Respondent(owner, user)))
                    .orElse(NONE);
            instrument[i] = instrumentCodes.of(response.instrument());
            touchpoint[i] = response.touchpoint().map(touchpointCodes::of).orElse(NONE);
            score[i] = scoreCodes.of(new Score(response.effectiveScore(), response.scaleMin(), response.scaleMax()));
        }
        instruments = List.copyOf(instrumentCodes.values);
        touchpoints = List.copyOf(touchpointCodes.values);
        scores = List.copyOf(scoreCodes.values);
        respondents = respondentCodes.values.size();
    }

    /** A user id is unique within its account only. */
    private record Respondent(int account, String user) {}

    private static final class Codes<T> {
        private final Map<T, Integer> codes = new HashMap<>();
        private final List<T> values = new ArrayList<>();

        int of(T value) {
            return codes.computeIfAbsent(value, v -> {
                values.add(v);
                return values.size() - 1;
            });
        }
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
     * @param instant the instant
     * @return its index, {@link #size()} if all are before
     */
    public int firstAtOrAfter(Instant instant) {
        long millis = instant.toEpochMilli();
        int low = 0;
        int high = at.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at[middle] < millis) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
     * Returns who answered: a user of an account.
     *
     * @param index the response
     * @return the code of the respondent, below {@link #respondents()}; {@link #NONE} for an anonymous answer
     */
    public int respondent(int index) {
        return respondent[index];
    }

    /**
     * Returns how many different respondents there are.
     *
     * @return the number
     */
    public int respondents() {
        return respondents;
    }

    /**
     * Returns the code of the instrument of a response.
     *
     * @param index the response
     * @return an index of {@link #instruments()}
     */
    public int instrument(int index) {
        return instrument[index];
    }

    /**
     * Returns the instruments.
     *
     * @return the instruments by code
     */
    public List<String> instruments() {
        return instruments;
    }

    /**
     * Returns the code of the touchpoint of a response.
     *
     * @param index the response
     * @return an index of the touchpoints, or {@link #NONE}
     */
    public int touchpoint(int index) {
        return touchpoint[index];
    }

    /**
     * Returns the code of a touchpoint.
     *
     * @param name the touchpoint
     * @return its code, empty if no response has it
     */
    public Optional<Integer> touchpoint(String name) {
        int code = touchpoints.indexOf(name);
        return code < 0 ? Optional.empty() : Optional.of(code);
    }

    /**
     * Returns the code of the answer of a response.
     *
     * @param index the response
     * @return an index of {@link #scores()}
     */
    public int score(int index) {
        return score[index];
    }

    /**
     * Returns the different answers.
     *
     * @return the answers by code
     */
    public List<Score> scores() {
        return scores;
    }

    /**
     * Asks a question of every different answer.
     *
     * @param question the question
     * @return the answers to it by code
     */
    public boolean[] ask(Predicate<Score> question) {
        boolean[] answers = new boolean[scores.size()];
        for (int code = 0; code < answers.length; code++) {
            answers[code] = question.test(scores.get(code));
        }
        return answers;
    }
}
