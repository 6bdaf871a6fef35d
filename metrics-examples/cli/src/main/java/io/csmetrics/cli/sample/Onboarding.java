package io.csmetrics.cli.sample;

import io.csmetrics.record.SurveyResponse;
import java.time.Duration;
import java.time.Instant;

/** The first months of accounts that do not leave at once: onboarding, milestones, first value, the hand-over, what they say of it. */
final class Onboarding {
    private static final double ANSWERED = 0.4;
    private static final Delay.Uniform BEGINS = new Delay.Uniform(0.4, 3);
    private static final Delay.Uniform MILESTONE = new Delay.Uniform(2, 80);

    private Onboarding() {}

    static void add(Customer customer, SampleRecords to) {
        if (!customer.life().settles()) {
            return;
        }
        RandomStream random = customer.random("onboarding");
        Instant begun = customer.life().startsAt().plus(BEGINS.draw(random));
        to.add(customer, customer.event("onboarding-started", begun));
        addAfter(begun, "value-reached", Rates.VALUE_REACHED, Rates.FIRST_VALUE, customer, to);
        addAfter(begun, "value-exceeded", Rates.VALUE_EXCEEDED, Rates.EXCEEDED_VALUE, customer, to);
        addMilestone(begun, "data-in", Rates.DATA_IN, customer, to);
        addMilestone(begun, "first-report", Rates.FIRST_REPORT, customer, to);

        int how = random.pick(Rates.ONBOARDED, Rates.ONBOARDED_LATE, 1 - Rates.ONBOARDED - Rates.ONBOARDED_LATE);
        Duration took = (how == 0 ? Rates.ONBOARDING : Rates.LATE_ONBOARDING).draw(random);
        Instant completed = begun.plus(took);
        if (how < 2) {
            addCompleted(customer, completed, random, to);
        }
        if (customer.users() > 0) {
            addAutomations(customer, completed.plus(Rates.FIRST_AUTOMATION.draw(random)), to);
        }
    }

    private static void addCompleted(Customer customer, Instant at, RandomStream random, SampleRecords to) {
        to.add(customer, customer.event("onboarding-completed", at));
        addAfter(at, "outreach", Rates.HANDED_OVER, Rates.HAND_OVER, customer, to);
        Instant answered = at.plus(random.days(0.2, 9));
        if (random.chance(ANSWERED) && customer.life().isCustomer(answered)) {
            to.add(SurveyResponse.builder(SurveyResponse.CSAT, answered, Rates.ONBOARDING_CSAT.drawDecimal(random))
                    .id("sim-" + customer.id() + "-onboarding")
                    .accountId(customer.id())
                    .userId(customer.contact())
                    .touchpoint("onboarding")
                    .build());
        }
    }

    /** The account's own systems: no user is behind them, and they come without onboarding, too. */
    private static void addAutomations(Customer customer, Instant first, SampleRecords to) {
        to.add(customer, customer.event("feature-used", first).attribute("feature", "automation"));
        for (Instant at : customer.random("automation")
                .moments(first, customer.life().endsAt(), Rates.AUTOMATIONS_PER_WEEK / 7)) {
            to.add(customer, customer.event("feature-used", at).attribute("feature", "automation"));
        }
    }

    private static void addAfter(
            Instant from, String type, double probability, Delay delay, Customer customer, SampleRecords to) {
        RandomStream random = customer.random(type);
        Instant at = from.plus(delay.draw(random));
        if (random.chance(probability)) {
            to.add(customer, customer.event(type, at));
        }
    }

    private static void addMilestone(
            Instant from, String milestone, double probability, Customer customer, SampleRecords to) {
        RandomStream random = customer.random(milestone);
        Instant at = from.plus(MILESTONE.draw(random));
        if (random.chance(probability)) {
            to.add(customer, customer.event("milestone-reached", at).attribute("milestone", milestone));
        }
    }
}
