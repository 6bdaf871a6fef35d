package io.csmetrics.cli.sample;

import io.csmetrics.record.Contract;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Opportunity.Outcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Contracts, their payments and renewals. A contract runs for a year and ends early when the account leaves. If the account is still a
 * customer on the last day, the contract is renewed with {@link Rates#RENEWED}; otherwise the account goes on without one.
 */
final class Terms {
    static final List<BigDecimal> LIKELY =
            List.of(new BigDecimal("0.6"), new BigDecimal("0.8"), new BigDecimal("0.95"));

    private static final List<String> PAYMENTS = List.of("on-time", "late", "failed");
    private static final int RENEWAL_OPENS_DAYS_BEFORE = 90;
    private static final int LONGEST_SIGNATURE_AHEAD = 14;

    private Terms() {}

    /** The first contract is signed some days ahead, on the day on which the sale is won. */
    static LocalDate firstSignedOn(Customer customer) {
        return customer.life().startsOn().minusDays(customer.random("signature").between(0, LONGEST_SIGNATURE_AHEAD));
    }

    static void add(Customer customer, SampleRecords to) {
        RandomStream random = customer.random("contracts");
        Life life = customer.life();
        LocalDate startsOn = life.startsOn();
        LocalDate signedOn = firstSignedOn(customer);
        for (int term = 1; ; term++) {
            LocalDate dueOn = startsOn.plusYears(1);
            boolean cut = life.left() && dueOn.isAfter(life.endsOn());
            Contract.Builder contract = Contract.builder(
                            id(customer, term),
                            customer.id(),
                            startsOn,
                            cut ? life.endsOn() : dueOn,
                            Revenue.yearlyOn(customer, startsOn))
                    .signedOn(signedOn);
            if (term > 1) {
                contract.renewsContractId(id(customer, term - 1));
            }
            to.add(contract.build());
            addPayment(customer, startsOn, random, to);
            boolean renewed = random.chance(Rates.RENEWED) && dueOn.isBefore(life.endsOn());
            signedOn = dueOn.minusDays(random.between(0, 30));
            addRenewal(customer, term, dueOn, renewed ? signedOn : dueOn, renewed, to);
            if (!renewed) {
                return;
            }
            startsOn = dueOn;
            addReturn(customer, startsOn, random, to);
        }
    }

    private static String id(Customer customer, int term) {
        return "sim-" + customer.id() + "-c" + term;
    }

    private static void addPayment(Customer customer, LocalDate startsOn, RandomStream random, SampleRecords to) {
        Instant at = Life.startOf(startsOn).plus(random.days(0.5, 30));
        int status = random.pick(Rates.PAID_ON_TIME, Rates.PAID_LATE, 1 - Rates.PAID_ON_TIME - Rates.PAID_LATE);
        to.add(customer, customer.event("payment", at).attribute("status", PAYMENTS.get(status)));
    }

    /** Everybody is asked to renew some time before the term ends. */
    private static void addRenewal(
            Customer customer, int term, LocalDate dueOn, LocalDate closedOn, boolean renewed, SampleRecords to) {
        Life life = customer.life();
        LocalDate createdOn = dueOn.minusDays(RENEWAL_OPENS_DAYS_BEFORE);
        if (!createdOn.isBefore(life.endsOn())) {
            return;
        }
        Opportunity.Builder renewal = Opportunity.builder(
                        "sim-" + customer.id() + "-o-renewal-" + term,
                        customer.id(),
                        Opportunity.Kind.RENEWAL,
                        createdOn,
                        Revenue.yearlyOn(customer, createdOn))
                .expectedCloseOn(dueOn)
                .source("csm");
        if (renewed) {
            renewal.closedOn(closedOn).outcome(Outcome.WON).probability(BigDecimal.ONE);
        } else if (life.left() || dueOn.isBefore(life.until())) {
            LocalDate lostOn = dueOn.isBefore(life.endsOn()) ? dueOn : life.endsOn();
            renewal.closedOn(lostOn).outcome(Outcome.LOST).probability(BigDecimal.ZERO);
        } else {
            renewal.probability(customer.random("renewal").choose(LIKELY));
        }
        to.add(renewal.build());
    }

    /** The first user of an account whose users are not recorded comes back after a renewal. */
    private static void addReturn(Customer customer, LocalDate startsOn, RandomStream random, SampleRecords to) {
        Instant at = Life.startOf(startsOn).plus(random.days(0.01, 29.9));
        if (random.chance(Rates.ENGAGED_AFTER_RENEWAL) && customer.users() == 0) {
            to.add(customer, customer.event(1, "login", at).attribute("role", "admin"));
        }
    }
}
