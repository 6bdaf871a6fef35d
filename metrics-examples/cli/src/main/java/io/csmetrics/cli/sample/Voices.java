package io.csmetrics.cli.sample;

import io.csmetrics.record.SurveyResponse;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What customers and employees say without being asked about one thing: recommendations, public ratings, tone. */
final class Voices {
    private static final double ASKED_IN_QUARTER = 0.12;
    private static final double RATES_IN_QUARTER = 0.02;
    private static final double TONES_PER_30_DAYS = 0.08;
    private static final int DETRACTOR = 6;
    private static final int LAST_STAR = 5;
    private static final List<String> CHANNELS = List.of("mail", "sales-call", "social");
    private static final int EMPLOYEES = 110;

    private Voices() {}

    static void add(Customer customer, SampleRecords to) {
        for (LocalDate quarter : customer.life().wholeQuarters()) {
            addRecommendation(customer, quarter, to);
            addRating(customer, quarter, to);
        }
        addTones(customer, to);
    }

    private static void addRecommendation(Customer customer, LocalDate quarter, SampleRecords to) {
        RandomStream random = customer.random("nps" + quarter);
        if (!random.chance(ASKED_IN_QUARTER)) {
            return;
        }
        String id = "sim-" + customer.id() + "-nps-" + quarter;
        Instant at = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
        int score = Rates.RECOMMENDATION.draw(random);
        to.add(SurveyResponse.builder(SurveyResponse.NPS, at, BigDecimal.valueOf(score))
                .id(id)
                .accountId(customer.id())
                .userId(customer.contact())
                .build());
        Instant followedUpAt = at.plus(random.days(0.2, 6.9));
        if (score <= DETRACTOR && random.chance(Rates.FOLLOWED_UP)) {
            // what we do about an answer does not wait for the account to stay
            to.addAnyTime(
                    customer, customer.event("survey-followed-up", followedUpAt).attribute("response", id));
        }
    }

    /** Stars in public: nobody knows whose. */
    private static void addRating(Customer customer, LocalDate quarter, SampleRecords to) {
        RandomStream random = customer.random("rating" + quarter);
        if (random.chance(RATES_IN_QUARTER)) {
            Instant at = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
            to.add(SurveyResponse.builder(SurveyResponse.RATING, at, Rates.FEATURE_CSAT.drawDecimal(random))
                    .accountId(customer.id())
                    .scaleMin(BigDecimal.ONE)
                    .scaleMax(BigDecimal.valueOf(LAST_STAR))
                    .build());
        }
    }

    private static void addTones(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("sentiment");
        Life life = customer.life();
        for (Instant at : random.moments(life.startsAt(), life.endsAt(), TONES_PER_30_DAYS / 30)) {
            int mood = random.pick(Rates.GLAD, Rates.NEUTRAL, 1 - Rates.GLAD - Rates.NEUTRAL);
            int tone = mood == 1 ? Rates.NEUTRAL_TONE.draw(random) : Rates.TONE.draw(random);
            to.add(
                    customer,
                    customer.event("sentiment", at)
                            .value(BigDecimal.valueOf(mood == 2 ? -tone : tone, 2))
                            .attribute("channel", CHANNELS.get(random.pick(0.4, 0.3, 0.3))));
        }
    }

    /** Employees answer once a quarter, without name. */
    static void addEmployees(LocalDate first, LocalDate until, long start, SampleRecords to) {
        RandomStream random = new RandomStream(start, "employees", "enps");
        for (LocalDate quarter = first; !Life.next(quarter).isAfter(until); quarter = Life.next(quarter)) {
            for (int employee = 0; employee < EMPLOYEES; employee++) {
                Instant at = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
                to.add(SurveyResponse.builder(
                                SurveyResponse.ENPS, at, Rates.EMPLOYEE_RECOMMENDATION.drawDecimal(random))
                        .build());
            }
        }
    }
}
