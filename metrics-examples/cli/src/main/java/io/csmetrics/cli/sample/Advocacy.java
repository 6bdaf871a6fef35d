package io.csmetrics.cli.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Prompts to refer, introductions, advocates and the community. Referrals themselves are planned by {@link Referrals}. */
final class Advocacy {
    private static final double PROMPTED = 0.4;
    private static final double JOINS = 0.2;
    private static final double LEAVES = 0.2;
    private static final List<String> ACTIVITIES = List.of("review", "reference-call", "talk", "case-study");

    private Advocacy() {}

    static void add(Customer customer, SampleRecords to) {
        addPrompt(customer, to);
        addCommunity(customer, to);
        boolean advocate = customer.random("advocate").chance(Rates.ADVOCATES);
        for (LocalDate quarter : customer.life().wholeQuarters()) {
            RandomStream random = customer.random("advocacy" + quarter);
            Instant activeAt = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
            Instant askedAt = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
            if (random.chance(Rates.ADVOCATE_ACTIVE_IN_QUARTER) && advocate) {
                to.add(
                        customer,
                        customer.event(1, "advocacy-activity", activeAt)
                                .attribute("activity", random.choose(ACTIVITIES)));
            }
            if (random.chance(Rates.ASKED_FOR_INTRODUCTION)) {
                to.add(customer, customer.event(1, "introduction-asked", askedAt));
            }
        }
    }

    /** One prompt a user, so that what a user did belongs to it. */
    private static void addPrompt(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("prompt");
        if (!random.chance(PROMPTED)) {
            return;
        }
        Instant at = random.within(customer.life().startsAt(), customer.life().endsAt());
        Instant doneAt = at.plus(Duration.ofMinutes(1));
        String prompt = "sim-" + customer.id() + "-p1";
        to.add(customer, customer.event(1, "referral-prompt-shown", at).attribute("prompt", prompt));
        double done = random.unit();
        if (done < Rates.ACCEPTED_PROMPT) {
            to.add(
                    customer,
                    customer.event(1, "referral-prompt-accepted", doneAt).attribute("prompt", prompt));
        } else if (done < Rates.INTERACTED_WITH_PROMPT) {
            to.add(
                    customer,
                    customer.event(1, "referral-prompt-interacted", doneAt).attribute("prompt", prompt));
        }
    }

    private static void addCommunity(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("community");
        if (random.chance(JOINS)) {
            Instant joinedAt = customer.life().startsAt().plus(random.days(10, 100));
            to.add(customer, customer.event(1, "community-joined", joinedAt));
            if (random.chance(LEAVES)) {
                Instant leftAt = joinedAt.plus(random.days(60, 300));
                // a member that never was one cannot leave
                if (customer.life().isCustomer(joinedAt)) {
                    to.add(customer, customer.event(1, "community-left", leftAt));
                }
            }
        }
    }
}
