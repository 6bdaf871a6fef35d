package io.csmetrics.cli.sample;

import io.csmetrics.record.Event;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who referred whom. Referrals are drawn for the account that sends them; one that converts takes the next account that becomes a customer
 * for the first time after its moment and was not referred yet. So this is a plan that needs the whole book.
 */
final class Referrals {
    private static final double ENROLS_ONLY = 0.3;
    private static final double SENDS_TWO = 0.25;
    private static final double INCENTIVE_SHOWN = 0.5;
    private static final Duration INCENTIVE_AFTER = Duration.ofDays(2);

    /** After the incentive. It ends before the window of 30 days does, because the next account may begin a little later. */
    private static final Delay.Uniform SOON = new Delay.Uniform(1, 27);

    /** After the incentive, within the window of 90 days from the sending. */
    private static final Delay.Uniform LATER = new Delay.Uniform(30.5, 85);

    private static final Duration AFTER_MIDNIGHT = Duration.ofHours(9);

    private final Map<String, List<Instant>> enrolmentsBySender = new HashMap<>();
    private final Map<String, List<Referral>> referralsBySender = new HashMap<>();
    private final Map<String, Referral> referralByReferred = new HashMap<>();

    private record Referral(
            String id, String sender, Instant sentAt, boolean incentive, Optional<Duration> convertsAfterIncentive) {
        Instant incentiveAt() {
            return sentAt.plus(INCENTIVE_AFTER);
        }

        Instant convertsAt() {
            return incentiveAt().plus(convertsAfterIncentive.orElseThrow());
        }
    }

    private Referrals() {}

    static Referrals of(Collection<Life> lives, long start) {
        Referrals plan = new Referrals();
        NavigableMap<Instant, Deque<String>> free = new TreeMap<>();
        lives.stream().sorted(Comparator.comparing(Life::accountId)).forEach(life -> {
            plan.draw(life, start);
            free.computeIfAbsent(newCustomerAt(life), at -> new ArrayDeque<>()).add(life.accountId());
        });
        plan.referralsBySender.values().stream()
                .flatMap(List::stream)
                .filter(referral -> referral.convertsAfterIncentive().isPresent())
                .sorted(Comparator.comparing(Referral::convertsAt).thenComparing(Referral::id))
                .forEach(referral -> plan.convert(referral, free));
        return plan;
    }

    private static Instant newCustomerAt(Life life) {
        return life.startsAt().plus(AFTER_MIDNIGHT);
    }

    private void draw(Life life, long start) {
        String sender = life.accountId();
        RandomStream random = new RandomStream(start, sender, "referrals");
        List<Referral> referrals = new ArrayList<>();
        List<Instant> enrolments = new ArrayList<>();
        for (LocalDate quarter : life.wholeQuarters()) {
            if (random.chance(Rates.REFERS_IN_QUARTER)) {
                Instant at = random.within(Life.startOf(quarter), Life.startOf(Life.next(quarter)));
                if (random.chance(ENROLS_ONLY)) {
                    enrolments.add(at);
                    continue;
                }
                for (int more = random.chance(SENDS_TWO) ? 2 : 1; more > 0; more--) {
                    String id = "sim-" + sender + "-r" + (referrals.size() + 1);
                    referrals.add(new Referral(
                            id, sender, at, random.chance(INCENTIVE_SHOWN), convertsAfterIncentive(random)));
                }
            }
        }
        enrolmentsBySender.put(sender, enrolments);
        referralsBySender.put(sender, referrals);
    }

    private static Optional<Duration> convertsAfterIncentive(RandomStream random) {
        int when = random.pick(
                Rates.CONVERTED_SOON, Rates.CONVERTED_LATER, 1 - Rates.CONVERTED_SOON - Rates.CONVERTED_LATER);
        return when == 2 ? Optional.empty() : Optional.of((when == 0 ? SOON : LATER).draw(random));
    }

    private void convert(Referral referral, NavigableMap<Instant, Deque<String>> free) {
        Map.Entry<Instant, Deque<String>> next = free.ceilingEntry(referral.convertsAt());
        // past the observed time nobody is left, and the referral stays open
        if (next != null) {
            referralByReferred.put(next.getValue().remove(), referral);
            if (next.getValue().isEmpty()) {
                free.remove(next.getKey());
            }
        }
    }

    /** Returns the account that referred another. */
    Optional<String> referrerOf(String accountId) {
        return Optional.ofNullable(referralByReferred.get(accountId)).map(Referral::sender);
    }

    void add(Customer customer, SampleRecords to) {
        for (Instant at : enrolmentsBySender.getOrDefault(customer.id(), List.of())) {
            to.add(customer, customer.event(1, "referral-enrolled", at));
        }
        for (Referral referral : referralsBySender.getOrDefault(customer.id(), List.of())) {
            to.add(customer, of(referral, customer.event(1, "referral-sent", referral.sentAt())));
            if (referral.incentive()) {
                to.add(customer, of(referral, customer.event("referral-incentive-shown", referral.incentiveAt())));
            }
        }
        Referral referral = referralByReferred.get(customer.id());
        if (referral != null) {
            to.add(customer, of(referral, customer.event("referral-converted", newCustomerAt(customer.life()))));
        }
    }

    private static Event.Builder of(Referral referral, Event.Builder event) {
        return event.attribute("referral", referral.id());
    }
}
