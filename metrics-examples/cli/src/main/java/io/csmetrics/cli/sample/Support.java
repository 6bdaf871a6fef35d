package io.csmetrics.cli.sample;

import io.csmetrics.record.Cost;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Tickets, what each cost, and what is said of them. Answers come after the account has left, too; surveys do not. */
final class Support {
    private static final double CONTACTS_KNOWN = 0.95;
    private static final double REOPENED = 0.2;
    private static final double CSAT_ANSWERED = 0.35;
    private static final double CES_ANSWERED = 0.2;
    private static final List<String> PRIORITIES = List.of("normal", "high", "urgent");
    private static final List<String> CATEGORIES = List.of("how-to", "bug", "billing", "access");
    private static final List<String> CHANNELS = List.of("mail", "chat", "phone");

    private Support() {}

    static void add(Customer customer, SampleRecords to) {
        Life life = customer.life();
        int number = 0;
        for (Instant openedAt :
                customer.random("tickets").moments(life.startsAt(), life.endsAt(), Rates.TICKETS_PER_30_DAYS / 30)) {
            if (life.isCustomer(openedAt)) {
                addTicket(customer, "sim-" + customer.id() + "-t" + ++number, openedAt, to);
            }
        }
    }

    private static void addTicket(Customer customer, String id, Instant openedAt, SampleRecords to) {
        RandomStream random = customer.random(id);
        Duration response = Rates.FIRST_RESPONSE.draw(random);
        Duration resolution = response.plus(Rates.RESOLUTION_WORK.draw(random));
        Ticket.Builder ticket = Ticket.builder(id, customer.id(), openedAt)
                .requesterId(customer.contact())
                .priority(PRIORITIES.get(random.pick(0.7, 0.22, 0.08)))
                .category(CATEGORIES.get(random.pick(0.4, 0.3, 0.18, 0.12)))
                .channel(CHANNELS.get(random.pick(0.5, 0.35, 0.15)));
        if (customer.sees(openedAt.plus(response))) {
            ticket.firstResponseAt(openedAt.plus(response));
        }
        Instant escalatedAt = openedAt.plus(Duration.ofMinutes(random.between(0, (int) resolution.toMinutes())));
        if (random.chance(Rates.ESCALATED) && customer.sees(escalatedAt)) {
            ticket.escalatedAt(escalatedAt);
        }
        Instant resolvedAt = openedAt.plus(resolution);
        if (customer.sees(resolvedAt)) {
            addResolution(ticket.resolvedAt(resolvedAt), random);
            to.add(Cost.builder(
                            Cost.SUPPORT,
                            LocalDate.ofInstant(resolvedAt, ZoneOffset.UTC),
                            Revenue.money(customer, Rates.TICKET_COST.draw(random)))
                    .accountId(customer.id())
                    .build());
            addAnswer(SurveyResponse.CSAT, CSAT_ANSWERED, Rates.SUPPORT_CSAT, customer, id, resolvedAt, to);
            addAnswer(SurveyResponse.CES, CES_ANSWERED, Rates.EASE, customer, id, resolvedAt, to);
        }
        to.add(ticket.build());
    }

    private static void addResolution(Ticket.Builder ticket, RandomStream random) {
        boolean atOnce = random.chance(Rates.SOLVED_AT_FIRST_CONTACT);
        if (random.chance(CONTACTS_KNOWN)) {
            ticket.contacts(atOnce ? 1 : random.between(2, 5));
        }
        if (!atOnce && random.chance(REOPENED)) {
            ticket.reopens(1);
        }
    }

    private static void addAnswer(
            String instrument,
            double probability,
            Scores scores,
            Customer customer,
            String ticket,
            Instant resolvedAt,
            SampleRecords to) {
        RandomStream random = customer.random(ticket + instrument);
        Instant at = resolvedAt.plus(random.days(0.02, 2));
        if (random.chance(probability) && customer.life().isCustomer(at)) {
            to.add(SurveyResponse.builder(instrument, at, scores.drawDecimal(random))
                    .id(ticket + "-" + instrument)
                    .accountId(customer.id())
                    .userId(customer.contact())
                    .touchpoint("support")
                    .build());
        }
    }
}
