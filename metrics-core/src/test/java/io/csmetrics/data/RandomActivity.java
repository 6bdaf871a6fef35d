package io.csmetrics.data;

import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.RandomLedgers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * Random records of what accounts do, beside their movements and answers: few users, few ids, many ties, so that what seldom happens
 * in life happens often here.
 *
 * @param contracts the contracts
 * @param tickets the tickets
 * @param opportunities the opportunities
 * @param costs the costs, some of no account
 * @param events the events
 * @param values the numbers that others computed
 */
public record RandomActivity(
        List<Contract> contracts,
        List<Ticket> tickets,
        List<Opportunity> opportunities,
        List<Cost> costs,
        List<Event> events,
        List<AccountValue> values) {

    private static final List<String> TYPES = List.of(
            "user-created",
            "login",
            "login",
            "session",
            "feature-used",
            "feature-used",
            "feature-used",
            "activated",
            "activated",
            "milestone-reached",
            "onboarding-started",
            "onboarding-started",
            "onboarding-completed",
            "value-reached",
            "value-exceeded",
            "process-step",
            "expansion-signal",
            "purchase",
            "payment",
            "lead-created",
            "demo-requested",
            "outreach",
            "check-in",
            "qbr-held",
            "meeting",
            "sentiment",
            "relationship-rated",
            "survey-followed-up",
            "referral-enrolled",
            "referral-sent",
            "referral-sent",
            "referral-incentive-shown",
            "referral-converted",
            "referral-prompt-shown",
            "referral-prompt-interacted",
            "referral-prompt-accepted",
            "introduction-asked",
            "advocacy-activity",
            "community-joined",
            "community-left",
            "experiment-assigned",
            "cross-sell-offered",
            "customer-started",
            "customer-ended");

    private static final long DAYS = RandomLedgers.END_DAY.toEpochDay() - RandomLedgers.FIRST_DAY.toEpochDay();

    /** Nothing at all. */
    public static RandomActivity none() {
        return new RandomActivity(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** About so many records of each kind. */
    public static RandomActivity of(int size, CurrencyUnit currency, List<String> accounts, Random random) {
        RandomActivity made = new RandomActivity(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        if (accounts.isEmpty()) {
            return made;
        }
        for (int i = 0; i < size; i++) {
            made.contracts.add(made.contract(i, currency, one(accounts, random), random));
            made.tickets.add(ticket(i, one(accounts, random), random));
            made.opportunities.add(opportunity(i, currency, one(accounts, random), random));
            made.costs.add(cost(currency, one(accounts, random), random));
            made.values.add(AccountValue.of(
                    one(accounts, random),
                    random.nextBoolean() ? "renewal-probability" : "churn-risk-score",
                    instant(random),
                    BigDecimal.valueOf(random.nextInt(11), 1)));
        }
        for (int i = 0; i < 12 * size; i++) {
            made.events.add(event(i, one(accounts, random), random));
        }
        return made;
    }

    private static LocalDate day(Random random) {
        return RandomLedgers.FIRST_DAY.plusDays(random.nextInt((int) DAYS));
    }

    /** Often midnight, where days and periods meet. */
    private static Instant instant(Random random) {
        Instant midnight = day(random).atStartOfDay(ZoneOffset.UTC).toInstant();
        return random.nextInt(3) == 0 ? midnight : midnight.plusSeconds(random.nextInt(24) * 3600L);
    }

    private static BigMoney money(CurrencyUnit currency, Random random) {
        return BigMoney.of(currency, BigDecimal.valueOf(12L * (1 + random.nextInt(100))));
    }

    private Contract contract(int number, CurrencyUnit currency, String account, Random random) {
        LocalDate start = day(random);
        Contract.Builder contract = Contract.builder(
                "contract-" + number,
                account,
                start,
                start.plusDays(1L + random.nextInt(120)),
                money(currency, random));
        Optional<Contract> earlier = contracts.stream()
                .filter(other -> other.accountId().equals(account)
                        && other.signedOrStart().isBefore(start.minusDays(10)))
                .findFirst();
        earlier.filter(other -> random.nextInt(4) > 0).ifPresent(other -> contract.renewsContractId(other.id()));
        if (random.nextInt(3) == 0) {
            contract.signedOn(start.plusDays(random.nextInt(21) - 10L));
        }
        return contract.build();
    }

    private static Ticket ticket(int number, String account, Random random) {
        Instant opened = instant(random);
        Ticket.Builder ticket = Ticket.builder("ticket-" + number, account, opened);
        if (random.nextInt(4) > 0) {
            ticket.firstResponseAt(opened.plusSeconds(random.nextInt(200_000)));
        }
        if (random.nextInt(4) > 0) {
            ticket.resolvedAt(opened.plusSeconds(random.nextInt(2_000_000)));
        }
        if (random.nextInt(4) == 0) {
            ticket.escalatedAt(opened.plusSeconds(random.nextInt(400_000)));
        }
        if (random.nextInt(4) > 0) {
            ticket.contacts(1 + random.nextInt(2));
        }
        if (random.nextInt(3) > 0) {
            ticket.requesterId("user-" + random.nextInt(2)).category("billing");
        }
        if (random.nextBoolean()) {
            ticket.priority(random.nextBoolean() ? "high" : "low");
        }
        return ticket.reopens(random.nextInt(2)).build();
    }

    private static Opportunity opportunity(int number, CurrencyUnit currency, String account, Random random) {
        LocalDate created = day(random);
        Opportunity.Kind[] kinds = Opportunity.Kind.values();
        Opportunity.Builder deal = Opportunity.builder(
                "deal-" + number, account, kinds[random.nextInt(kinds.length)], created, money(currency, random));
        if (random.nextBoolean()) {
            Opportunity.Outcome[] outcomes = Opportunity.Outcome.values();
            deal.closedOn(created.plusDays(random.nextInt(90))).outcome(outcomes[random.nextInt(outcomes.length)]);
        }
        if (random.nextInt(3) > 0) {
            deal.probability(BigDecimal.valueOf(random.nextInt(11), 1));
        }
        if (random.nextInt(3) > 0) {
            deal.expectedCloseOn(created.plusDays(random.nextInt(120)));
        }
        if (random.nextBoolean()) {
            deal.source(Account.REFERRAL).referrerType(one(List.of("customer", "partner", "friend"), random));
        }
        return deal.build();
    }

    private static Cost cost(CurrencyUnit currency, String account, Random random) {
        Cost.Builder cost = Cost.builder(
                random.nextBoolean() ? Cost.SUPPORT : Cost.ACQUISITION, day(random), money(currency, random));
        if (random.nextBoolean()) {
            cost.accountId(account);
        }
        return cost.build();
    }

    private static Event event(int number, String account, Random random) {
        String type = one(TYPES, random);
        Event.Builder event = Event.builder(account, type, instant(random));
        if (random.nextInt(6) > 0) {
            event.userId("user-" + random.nextInt(3));
        }
        if (random.nextBoolean()) {
            event.id("event-" + number);
        }
        switch (type) {
            case "feature-used" -> event.attribute("feature", one(List.of("report", "export", "api"), random));
            case "milestone-reached" -> event.attribute("milestone", one(List.of("data-in", "first-report"), random));
            case "process-step" ->
                event.attribute("process", "signup").attribute("step", one(List.of("start", "done"), random));
            case "session" -> event.value(BigDecimal.valueOf(random.nextInt(600), 1));
            case "sentiment" ->
                event.value(BigDecimal.valueOf(random.nextInt(21) - 10L, 1))
                        .attribute("channel", one(List.of("sales-call", "social", "email"), random));
            case "relationship-rated" -> rating(event, random);
            case "payment" -> event.attribute("status", one(List.of("on-time", "late"), random));
            case "lead-created", "outreach" -> lead(event, random);
            case "qbr-held" ->
                event.attribute("attended", random.nextBoolean() ? "true" : "false")
                        .attribute("referral-intent", random.nextBoolean() ? "true" : "false");
            case "survey-followed-up" -> event.attribute("response", "response-" + random.nextInt(20));
            case "referral-sent", "referral-incentive-shown", "referral-converted" -> referral(event, random);
            case "experiment-assigned" ->
                event.attribute("experiment", "save-play")
                        .attribute("arm", random.nextBoolean() ? "treatment" : "control");
            default -> role(event, random);
        }
        return event.build();
    }

    /** Now and then how strong or how important it is was not said, or not as a number. */
    private static void rating(Event.Builder event, Random random) {
        if (random.nextInt(8) > 0) {
            event.value(BigDecimal.valueOf(random.nextInt(101), 1));
        }
        if (random.nextInt(8) > 0) {
            event.attribute("influence", one(List.of("0", "1", "2.5", "3", "much"), random));
        }
    }

    private static void lead(Event.Builder event, Random random) {
        if (random.nextInt(4) > 0) {
            event.attribute("lead", "lead-" + random.nextInt(6));
        }
    }

    /** One id stands under several accounts, so that what begins here ends there. */
    private static void referral(Event.Builder event, Random random) {
        if (random.nextInt(5) > 0) {
            event.attribute("referral", "referral-" + random.nextInt(8));
        }
    }

    private static void role(Event.Builder event, Random random) {
        if (random.nextBoolean()) {
            event.attribute("role", one(List.of("admin", "analyst"), random));
        }
        if (random.nextInt(3) == 0) {
            event.attribute("level", "executive");
        }
    }

    private static <T> T one(List<T> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }

    /** The records of some accounts. */
    RandomActivity only(Collection<String> accounts, boolean withAccountless) {
        Set<String> ids = Set.copyOf(accounts);
        return new RandomActivity(
                contracts.stream().filter(row -> ids.contains(row.accountId())).toList(),
                tickets.stream().filter(row -> ids.contains(row.accountId())).toList(),
                opportunities.stream()
                        .filter(row -> ids.contains(row.accountId()))
                        .toList(),
                costs.stream()
                        .filter(row -> row.accountId().map(ids::contains).orElse(withAccountless))
                        .toList(),
                events.stream().filter(row -> ids.contains(row.accountId())).toList(),
                values.stream().filter(row -> ids.contains(row.accountId())).toList());
    }

    /** What was known before an instant: records that began later are not there, nor what became of the others later. */
    RandomActivity before(Instant instant) {
        return new RandomActivity(
                contracts.stream()
                        .filter(row -> isBefore(row.signedOrStart(), instant))
                        .toList(),
                tickets.stream()
                        .filter(row -> row.openedAt().isBefore(instant))
                        .map(row -> before(row, instant))
                        .toList(),
                opportunities.stream()
                        .filter(row -> isBefore(row.createdOn(), instant))
                        .map(row -> before(row, instant))
                        .toList(),
                costs.stream().filter(row -> isBefore(row.bookedOn(), instant)).toList(),
                events.stream().filter(row -> row.at().isBefore(instant)).toList(),
                values.stream().filter(row -> row.at().isBefore(instant)).toList());
    }

    private static boolean isBefore(LocalDate date, Instant instant) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant().isBefore(instant);
    }

    private static Ticket before(Ticket ticket, Instant instant) {
        Ticket.Builder known = Ticket.builder(ticket.id(), ticket.accountId(), ticket.openedAt())
                .reopens(ticket.reopens());
        ticket.requesterId().ifPresent(known::requesterId);
        ticket.category().ifPresent(known::category);
        ticket.priority().ifPresent(known::priority);
        ticket.contacts().ifPresent(known::contacts);
        ticket.firstResponseAt().filter(at -> at.isBefore(instant)).ifPresent(known::firstResponseAt);
        ticket.resolvedAt().filter(at -> at.isBefore(instant)).ifPresent(known::resolvedAt);
        ticket.escalatedAt().filter(at -> at.isBefore(instant)).ifPresent(known::escalatedAt);
        return known.build();
    }

    private static Opportunity before(Opportunity deal, Instant instant) {
        Opportunity.Builder known =
                Opportunity.builder(deal.id(), deal.accountId(), deal.kind(), deal.createdOn(), deal.amount());
        deal.source().ifPresent(known::source);
        deal.referrerType().ifPresent(known::referrerType);
        deal.probability().ifPresent(known::probability);
        deal.expectedCloseOn().ifPresent(known::expectedCloseOn);
        if (deal.closedOn().map(on -> isBefore(on, instant)).orElse(false)) {
            known.closedOn(deal.closedOn().orElseThrow()).outcome(deal.outcome().orElseThrow());
        }
        return known.build();
    }
}
