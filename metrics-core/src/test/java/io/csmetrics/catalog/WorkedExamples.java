package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Ticket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Short words for the records of examples that are worked by hand, and for what KPIs say of them in January 2025. */
final class WorkedExamples {
    /** Reads everything that the examples tell, long after January. */
    static final Instant LATER = at("2025-12-01");

    private WorkedExamples() {}

    /** The instant of a date in UTC, or of a text with a time. */
    static Instant at(String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** An event with attributes, name by name. */
    static Event event(String type, String account, String on, String... attributes) {
        return with(Event.builder(account, type, at(on)), attributes);
    }

    /** An event of a user. */
    static Event byUser(String type, String account, String user, String on, String... attributes) {
        return with(Event.builder(account, type, at(on)).userId(user), attributes);
    }

    private static Event with(Event.Builder event, String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            event.attribute(attributes[i], attributes[i + 1]);
        }
        return event.build();
    }

    /** Customers since June 2024 that pay 100 a month. */
    static List<RevenueMovement> customers(String... accounts) {
        return Arrays.stream(accounts)
                .map(account -> Books.move(account, "2024-06-01", Type.NEW, "100"))
                .toList();
    }

    static Opportunity.Builder deal(String id, Opportunity.Kind kind, String createdOn, String amount) {
        return Opportunity.builder(id, "A", kind, LocalDate.parse(createdOn), Books.eur(amount));
    }

    static Opportunity closed(Opportunity.Builder deal, String on, Opportunity.Outcome outcome) {
        return deal.closedOn(LocalDate.parse(on)).outcome(outcome).build();
    }

    static Cost cost(String category, String on, String amount) {
        return Cost.of(category, LocalDate.parse(on), Books.eur(amount));
    }

    static Ticket.Builder ticket(String id, String openedAt) {
        return Ticket.builder(id, "A", at(openedAt));
    }

    static CustomerData events(Event... events) {
        return Books.data().events(Arrays.asList(events)).build();
    }

    static KpiResult january(Kpi kpi, CustomerData data) {
        return kpi.measure(data, Books.JANUARY);
    }

    static KpiResult later(Kpi kpi, CustomerData data) {
        return kpi.measure(data, Books.JANUARY, LATER);
    }

    static void is(KpiResult result, double expected) {
        assertThat(result.value()).as(result.explain()).isPresent();
        assertThat(result.value().orElseThrow().doubleValue())
                .as(result.explain())
                .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }

    static void isUndefined(KpiResult result, UndefinedReason reason) {
        assertThat(result.undefined()).as(result.explain()).contains(reason);
    }
}
