package io.csmetrics.cli.sample;

import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Opportunity.Kind;
import io.csmetrics.record.Opportunity.Outcome;
import io.csmetrics.record.RevenueMovement;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;

/**
 * Leads and opportunities of accounts that are sold to. Beside each that was won stand prospects that were lost, so many that
 * {@link Rates#NEW_BUSINESS_WON} were won, of referred ones as of others.
 */
final class Sales {
    private static final double NEVER_ANSWERED = 0.1;
    private static final double OPEN_BESIDE = 0.5;
    private static final int RECENT_DAYS = 90;
    private static final int OPEN_EXPANSION_SHARE = 5;
    private static final double OPEN_EXPANSION = 0.1;
    private static final List<String> REFERRERS = List.of("customer", "partner", "advisor");

    private Sales() {}

    static void add(Customer customer, SampleRecords to) {
        if (customer.isSoldTo()) {
            RandomStream random = customer.random("sales");
            addWon(customer, random, to);
            addLost(customer, random, to);
            addOpen(customer, random, to);
            addExpansions(customer, to);
        } else if (customer.account().source().equals(Optional.of("pql"))) {
            Instant at = customer.life().startsAt().minus(customer.random("pql").days(1, 10));
            to.addAnyTime(customer, customer.event("pql-qualified", at));
        }
    }

    private static void addWon(Customer customer, RandomStream random, SampleRecords to) {
        LocalDate wonOn = Terms.firstSignedOn(customer);
        Instant lead = Life.startOf(wonOn).minus(random.days(21, 60));
        addLead(customer, customer.id(), lead, true, random, to);
        LocalDate createdOn = dayOf(lead).plusDays(random.between(3, 10));
        to.add(newBusiness(customer, customer.id(), createdOn, random)
                .expectedCloseOn(wonOn)
                .closedOn(wonOn)
                .outcome(Outcome.WON)
                .probability(BigDecimal.ONE)
                .build());
    }

    private static void addLost(Customer customer, RandomStream random, SampleRecords to) {
        LocalDate wonOn = Terms.firstSignedOn(customer);
        for (int number = random.failures(Rates.NEW_BUSINESS_WON); number > 0; number--) {
            String id = "prospect-" + customer.id() + "-" + number;
            to.add(Accounts.prospect(customer, id).build());
            LocalDate lostOn = wonOn.minusDays(random.between(0, 20));
            Instant lead = Life.startOf(lostOn).minus(random.days(21, 60));
            addLead(customer, id, lead, !random.chance(NEVER_ANSWERED), random, to);
            to.add(newBusiness(customer, id, dayOf(lead).plusDays(random.between(3, 10)), random)
                    .expectedCloseOn(lostOn)
                    .closedOn(lostOn)
                    .outcome(Outcome.LOST)
                    .probability(BigDecimal.ZERO)
                    .build());
        }
    }

    /** Beside accounts that were won lately stand prospects that are still talked to. */
    private static void addOpen(Customer customer, RandomStream random, SampleRecords to) {
        LocalDate until = customer.life().until();
        if (customer.life().startsOn().isBefore(until.minusDays(RECENT_DAYS)) || !random.chance(OPEN_BESIDE)) {
            return;
        }
        String id = "prospect-" + customer.id() + "-open";
        to.add(Accounts.prospect(customer, id).build());
        Instant lead = Life.startOf(until).minus(random.days(12, 60));
        addLead(customer, id, lead, true, random, to);
        to.add(newBusiness(customer, id, dayOf(lead).plusDays(random.between(3, 10)), random)
                .expectedCloseOn(until.plusDays(random.between(5, 80)))
                .probability(random.choose(Terms.LIKELY))
                .build());
    }

    private static Opportunity.Builder newBusiness(
            Customer beside, String accountId, LocalDate createdOn, RandomStream random) {
        Opportunity.Builder sale = Opportunity.builder(
                        "sim-" + accountId + "-o-new",
                        accountId,
                        Kind.NEW_BUSINESS,
                        createdOn,
                        Revenue.yearlyOn(beside, beside.life().startsOn()))
                .source(beside.account().source().orElseThrow());
        String referrer = random.choose(REFERRERS);
        if (beside.isReferred()) {
            sale.referrerType(accountId.equals(beside.id()) ? "customer" : referrer);
        }
        return sale;
    }

    private static void addLead(
            Customer beside, String accountId, Instant lead, boolean answered, RandomStream random, SampleRecords to) {
        String id = "sim-" + accountId + "-lead";
        Instant demo = lead.minus(Rates.DEMO_BEFORE_LEAD.draw(random));
        Instant answer = lead.plus(Rates.LEAD_RESPONSE.draw(random));
        if (random.chance(Rates.DEMO_FIRST)) {
            to.addAnyTime(beside, Event.builder(accountId, "demo-requested", demo));
        }
        to.addAnyTime(beside, Event.builder(accountId, "lead-created", lead).attribute("lead", id));
        if (answered) {
            to.addAnyTime(
                    beside,
                    Event.builder(accountId, "outreach", answer)
                            .attribute("lead", id)
                            .attribute("channel", "mail"));
        }
    }

    /** Expansions are won as opportunities, unless only the price rose; others are lost, and some are still open. */
    private static void addExpansions(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("expansions");
        Life life = customer.life();
        int number = 0;
        for (RevenueMovement movement : life.movements()) {
            if (movement.type() != RevenueMovement.Type.EXPANSION
                    || movement.kind().equals(Optional.of(RevenueMovement.Kind.PRICE))) {
                continue;
            }
            BigMoney value = Revenue.yearly(movement.amount());
            LocalDate wonOn = movement.effectiveOn();
            to.add(expansion(customer, ++number, wonOn.minusDays(random.between(20, 60)), value)
                    .expectedCloseOn(wonOn)
                    .closedOn(wonOn)
                    .outcome(Outcome.WON)
                    .probability(BigDecimal.ONE)
                    .build());
            for (int lost = random.failures(Rates.EXPANSION_WON); lost > 0; lost--) {
                to.add(expansion(customer, ++number, wonOn.minusDays(random.between(20, 60)), value)
                        .expectedCloseOn(wonOn)
                        .closedOn(wonOn)
                        .outcome(Outcome.LOST)
                        .probability(BigDecimal.ZERO)
                        .build());
            }
        }
        if (!life.left() && random.chance(OPEN_EXPANSION)) {
            BigMoney value = Revenue.yearlyOn(customer, life.until());
            to.add(expansion(
                            customer,
                            ++number,
                            life.until().minusDays(random.between(1, 45)),
                            value.dividedBy(OPEN_EXPANSION_SHARE, RoundingMode.DOWN))
                    .expectedCloseOn(life.until().plusDays(random.between(5, 80)))
                    .probability(random.choose(Terms.LIKELY))
                    .build());
        }
    }

    private static Opportunity.Builder expansion(Customer customer, int number, LocalDate createdOn, BigMoney amount) {
        LocalDate first = customer.life().startsOn();
        return Opportunity.builder(
                        "sim-" + customer.id() + "-o-expansion-" + number,
                        customer.id(),
                        Kind.EXPANSION,
                        createdOn.isBefore(first) ? first : createdOn,
                        amount)
                .source("csm");
    }

    private static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
