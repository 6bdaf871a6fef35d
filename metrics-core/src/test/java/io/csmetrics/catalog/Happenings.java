package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/** Short words for events, for who was a customer all along, and for what comes out of January 2025. */
final class Happenings {
    private Happenings() {}

    /** The first instant of a date, or an instant to the minute, in UTC. */
    static Instant at(String text) {
        return text.contains("T")
                ? Instant.parse(text + ":00Z")
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** What happened to an account, with attributes by name and text. */
    static Event on(String account, String type, String at, String... attributes) {
        return attributed(Event.builder(account, type, at(at)), attributes);
    }

    /** What a user of account A did. */
    static Event by(String user, String type, String at, String... attributes) {
        return of("A", user, type, at, attributes);
    }

    /** What a user of an account did. */
    static Event of(String account, String user, String type, String at, String... attributes) {
        return attributed(Event.builder(account, type, at(at)).userId(user), attributes);
    }

    private static Event attributed(Event.Builder event, String... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            event.attribute(attributes[i], attributes[i + 1]);
        }
        return event.build();
    }

    /** Accounts that pay 100 a month since June 2024. */
    static List<RevenueMovement> customers(String... accounts) {
        return Arrays.stream(accounts)
                .map(account -> Books.move(account, "2024-06-01", Type.NEW, "100"))
                .toList();
    }

    /** A book of events of accounts that are no customers. */
    static CustomerData events(Event... events) {
        return Books.data().events(Arrays.asList(events)).build();
    }

    static KpiResult january(Kpi kpi, CustomerData data) {
        return kpi.measure(data, Books.JANUARY);
    }

    static KpiResult january(Kpi kpi, CustomerData data, String asOf) {
        return kpi.measure(data, Books.JANUARY, at(asOf));
    }

    static void assertNumber(KpiResult result, String number) {
        assertThat(result.value()).as(result.explain()).isPresent();
        assertThat(result.value().get()).as(result.explain()).isEqualByComparingTo(new BigDecimal(number));
    }

    /** A length of time in days. */
    static void assertDays(KpiResult result, String days) {
        assertNumber(
                result,
                new BigDecimal(days).multiply(BigDecimal.valueOf(86_400_000)).toPlainString());
    }

    static void assertUndefined(KpiResult result, UndefinedReason reason) {
        assertThat(result.undefined()).as(result.explain()).contains(reason);
    }
}
