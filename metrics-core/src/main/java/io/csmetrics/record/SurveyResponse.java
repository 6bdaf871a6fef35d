package io.csmetrics.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One answer to one question with a scale.
 *
 * <p>Four instruments have a scale of their own, which holds where none is given: {@value #NPS} and {@value #ENPS} 0 to 10 in
 * whole numbers, {@value #CSAT} 1 to 5, {@value #CES} 1 to 7. Every other instrument needs both ends.
 *
 * @param instrument the question: one of the constants here, or a key of one's own, compared exactly
 * @param accountId the account; only {@value #ENPS}, which asks employees, goes without
 * @param userId who answered; an anonymous answer is kept, and never taken for a repeated one
 * @param respondedAt when, to the millisecond; finer parts are cut
 * @param score the answer as it was given, {@code scaleMin} to {@code scaleMax}; a whole number for {@value #NPS} and
 *     {@value #ENPS}; without trailing zeros
 * @param scaleMin the lowest score that could be given
 * @param scaleMax the highest score that could be given; above {@code scaleMin}
 * @param inverted whether a high score is bad
 * @param id the response's own id, unique where given; following a response up needs it
 * @param touchpoint what the question was about, such as support or onboarding
 * @param comment what was written beside the score; carried, never read
 */
public record SurveyResponse(
        String instrument,
        Optional<String> accountId,
        Optional<String> userId,
        Instant respondedAt,
        BigDecimal score,
        BigDecimal scaleMin,
        BigDecimal scaleMax,
        boolean inverted,
        Optional<String> id,
        Optional<String> touchpoint,
        Optional<String> comment) {

    /** Net promoter score: how likely a customer is to recommend, 0 to 10. */
    public static final String NPS = "nps";

    /** Employee net promoter score: how likely an employee is to recommend, 0 to 10. */
    public static final String ENPS = "enps";

    /** Customer satisfaction, 1 to 5. */
    public static final String CSAT = "csat";

    /** Customer effort score, 1 (very difficult) to 7 (very easy). */
    public static final String CES = "ces";

    /** A rating in public, such as stars; its scale must be given. */
    public static final String RATING = "rating";

    /** The most decimals that a score may have. */
    public static final int MOST_DECIMALS = 6;

    private static final BigDecimal LARGEST = new BigDecimal("1000000");

    /** Checks every rule above. */
    public SurveyResponse {
        Objects.requireNonNull(respondedAt, "respondedAt");
        respondedAt = Checks.toMillis(respondedAt);
        Checks checks = checkTexts(instrument, accountId, userId, respondedAt, id, touchpoint, comment);
        score = checks.number("score", score);
        scaleMin = checks.number("scaleMin", scaleMin);
        scaleMax = checks.number("scaleMax", scaleMax);
        boolean scaleHolds = scaleMin.compareTo(scaleMax) < 0;
        checks.that(
                        scaleHolds,
                        "scaleMax",
                        scaleMax,
                        "must be above scaleMin " + scaleMin,
                        "where a high score is bad, set inverted and keep the scale as it was shown")
                .that(
                        !scaleHolds || (score.compareTo(scaleMin) >= 0 && score.compareTo(scaleMax) <= 0),
                        "score",
                        score,
                        "must be " + scaleMin + " to " + scaleMax,
                        "check the score, or give the scale that was shown")
                .that(
                        Stream.of(score, scaleMin, scaleMax).allMatch(SurveyResponse::isShort),
                        "score",
                        score,
                        "must have at most 6 decimals and, like its scale, stay within 1000000",
                        "give the answer as it was shown")
                .that(
                        score.scale() <= 0 || !(instrument.equals(NPS) || instrument.equals(ENPS)),
                        "score",
                        score,
                        "must be a whole number for " + instrument,
                        "give each answer, not a mean")
                .done();
    }

    /** Short enough for millions of answers to be added exactly. */
    private static boolean isShort(BigDecimal number) {
        return number.scale() <= MOST_DECIMALS && number.abs().compareTo(LARGEST) <= 0;
    }

    /**
     * Returns a response of an account without optional parts, on the instrument's own scale.
     *
     * @param instrument the question, one that has a scale of its own
     * @param accountId the account
     * @param respondedAt when
     * @param score the answer
     * @return the response
     */
    public static SurveyResponse of(String instrument, String accountId, Instant respondedAt, BigDecimal score) {
        return builder(instrument, respondedAt, score).accountId(accountId).build();
    }

    /**
     * Begins a response.
     *
     * @param instrument the question
     * @param respondedAt when
     * @param score the answer
     * @return the builder
     */
    public static Builder builder(String instrument, Instant respondedAt, BigDecimal score) {
        return new Builder(instrument, respondedAt, score);
    }

    /**
     * Returns the score with high as good. Defined as {@code inverted ? scaleMin + scaleMax - score : score}.
     *
     * @return the score, {@code scaleMin} to {@code scaleMax}
     */
    public BigDecimal effectiveScore() {
        return inverted ? Checks.plain(scaleMin.add(scaleMax).subtract(score)) : score;
    }

    private static Checks checkTexts(
            String instrument,
            Optional<String> accountId,
            Optional<String> userId,
            Instant respondedAt,
            Optional<String> id,
            Optional<String> touchpoint,
            Optional<String> comment) {
        Checks checks = id.isPresent()
                ? Checks.of("survey response", id.get())
                : accountId.isPresent()
                        ? Checks.of("survey response of account", accountId.get())
                        : Checks.of("survey response at", respondedAt);
        return checks.text("instrument", instrument)
                .text("accountId", accountId)
                .that(
                        accountId.isPresent() || instrument.equals(ENPS),
                        "accountId",
                        "",
                        "must be given for " + instrument,
                        "only enps goes without an account")
                .text("userId", userId)
                .text("id", id)
                .text("touchpoint", touchpoint)
                .text("comment", comment);
    }

    private static Optional<BigDecimal> usualMin(String instrument) {
        return switch (instrument) {
            case NPS, ENPS -> Optional.of(BigDecimal.ZERO);
            case CSAT, CES -> Optional.of(BigDecimal.ONE);
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> usualMax(String instrument) {
        return switch (instrument) {
            case NPS, ENPS -> Optional.of(BigDecimal.TEN);
            case CSAT -> Optional.of(BigDecimal.valueOf(5));
            case CES -> Optional.of(BigDecimal.valueOf(7));
            default -> Optional.empty();
        };
    }

    /** Builds a {@link SurveyResponse}. */
    public static final class Builder {
        private final String instrument;
        private final Instant respondedAt;
        private final BigDecimal score;
        private Optional<String> accountId = Optional.empty();
        private Optional<String> userId = Optional.empty();
        private Optional<BigDecimal> scaleMin = Optional.empty();
        private Optional<BigDecimal> scaleMax = Optional.empty();
        private boolean inverted;
        private Optional<String> id = Optional.empty();
        private Optional<String> touchpoint = Optional.empty();
        private Optional<String> comment = Optional.empty();

        private Builder(String instrument, Instant respondedAt, BigDecimal score) {
            this.instrument = Objects.requireNonNull(instrument, "instrument");
            this.respondedAt = Objects.requireNonNull(respondedAt, "respondedAt");
            this.score = score;
        }

        /**
         * Sets the account.
         *
         * @param value the account
         * @return this builder
         */
        public Builder accountId(String value) {
            accountId = Optional.of(value);
            return this;
        }

        /**
         * Sets who answered.
         *
         * @param value the id of the user
         * @return this builder
         */
        public Builder userId(String value) {
            userId = Optional.of(value);
            return this;
        }

        /**
         * Sets the lowest score that could be given.
         *
         * @param value the lower end of the scale
         * @return this builder
         */
        public Builder scaleMin(BigDecimal value) {
            scaleMin = Optional.of(value);
            return this;
        }

        /**
         * Sets the highest score that could be given.
         *
         * @param value the upper end of the scale
         * @return this builder
         */
        public Builder scaleMax(BigDecimal value) {
            scaleMax = Optional.of(value);
            return this;
        }

        /**
         * Sets whether a high score is bad; it is not where this is not called.
         *
         * @param value whether high is bad
         * @return this builder
         */
        public Builder inverted(boolean value) {
            inverted = value;
            return this;
        }

        /**
         * Sets the response's own id.
         *
         * @param value the id
         * @return this builder
         */
        public Builder id(String value) {
            id = Optional.of(value);
            return this;
        }

        /**
         * Sets what the question was about.
         *
         * @param value the touchpoint
         * @return this builder
         */
        public Builder touchpoint(String value) {
            touchpoint = Optional.of(value);
            return this;
        }

        /**
         * Sets what was written beside the score.
         *
         * @param value the comment
         * @return this builder
         */
        public Builder comment(String value) {
            comment = Optional.of(value);
            return this;
        }

        /**
         * Builds the response.
         *
         * @return the response
         * @throws InvalidDataException with every rule that is broken
         */
        public SurveyResponse build() {
            Optional<BigDecimal> min = scaleMin.or(() -> usualMin(instrument));
            Optional<BigDecimal> max = scaleMax.or(() -> usualMax(instrument));
            if (min.isEmpty() || max.isEmpty()) {
                refuseScale(min, max);
            }
            return new SurveyResponse(
                    instrument,
                    accountId,
                    userId,
                    respondedAt,
                    score,
                    min.orElseThrow(),
                    max.orElseThrow(),
                    inverted,
                    id,
                    touchpoint,
                    comment);
        }

        /** The constructor cannot be reached without a scale, so the other rules are told here. */
        private void refuseScale(Optional<BigDecimal> min, Optional<BigDecimal> max) {
            String rule = "must be given for " + instrument;
            String remedy = "only nps, enps, csat and ces have a scale of their own";
            checkTexts(instrument, accountId, userId, respondedAt, id, touchpoint, comment)
                    .that(min.isPresent(), "scaleMin", "", rule, remedy)
                    .that(max.isPresent(), "scaleMax", "", rule, remedy)
                    .done();
        }
    }
}
