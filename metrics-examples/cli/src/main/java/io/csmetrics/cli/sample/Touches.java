package io.csmetrics.cli.sample;

import io.csmetrics.record.Event;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Meetings with accounts that have business reviews. */
final class Touches {
    private static final double RATED = 0.4;
    private static final double DAYS = 90;
    private static final List<String> ROLES = List.of("champion", "economic-buyer", "user-lead");
    private static final List<String> LEVELS = List.of("manager", "executive", "other");

    private Touches() {}

    static void add(Customer customer, SampleRecords to) {
        if (!customer.hasReviews()) {
            return;
        }
        customer.life().wholeQuarters().forEach(quarter -> addReview(customer, quarter, to));
        addMeetings("meeting", "executive", Rates.EXECUTIVE_MEETINGS_PER_90_DAYS, customer, to);
        addMeetings("check-in", "manager", Rates.CHECK_INS_PER_90_DAYS, customer, to);
    }

    private static void addMeetings(String type, String level, double per90Days, Customer customer, SampleRecords to) {
        Life life = customer.life();
        for (Instant at : customer.random(type).moments(life.startsAt(), life.endsAt(), per90Days / DAYS)) {
            to.add(customer, customer.event(type, at).attribute("level", level));
        }
    }

    private static void addReview(Customer customer, LocalDate quarter, SampleRecords to) {
        RandomStream random = customer.random("qbr" + quarter);
        Instant at = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
        boolean attended = random.chance(Rates.QBR_ATTENDED);
        Event.Builder review = customer.event("qbr-held", at)
                .attribute("attended", Boolean.toString(attended))
                .attribute("level", "manager");
        boolean intent = random.chance(Rates.REFERRAL_INTENT);
        if (attended) {
            review.attribute("referral-intent", Boolean.toString(intent));
        }
        to.add(customer, review);
        if (attended && random.chance(RATED)) {
            addRelationship(customer, at, random, to);
        }
    }

    private static void addRelationship(Customer customer, Instant at, RandomStream random, SampleRecords to) {
        int stakeholder = random.between(0, ROLES.size() - 1);
        String level = LEVELS.get(stakeholder);
        to.add(
                customer,
                customer.event("relationship-rated", at)
                        .userId("sim-" + customer.id() + "-s" + (stakeholder + 1))
                        .value(BigDecimal.valueOf(random.between(2, 10)))
                        .attribute("role", ROLES.get(stakeholder))
                        .attribute("level", level)
                        .attribute("influence", level));
    }
}
