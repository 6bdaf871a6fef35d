package io.csmetrics.health.catalog;

import io.csmetrics.data.CustomerBasis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Short words for the records of accounts A and B, read at the end of January 2025. */
final class Book {
    static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);

    private final Map<String, Account> accounts =
            new TreeMap<>(Map.of("A", Account.builder("A").build(), "B", Account.of("B")));
    private final List<Event> events = new ArrayList<>();
    private final List<RevenueMovement> movements = new ArrayList<>();
    private final List<Contract> contracts = new ArrayList<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<SurveyResponse> answers = new ArrayList<>();
    private final List<AccountValue> values = new ArrayList<>();
    private ZoneId zone = ZoneOffset.UTC;
    private CustomerBasis basis = CustomerBasis.LEDGER;

    static Book empty() {
        return new Book();
    }

    Book in(String zoneId) {
        zone = ZoneId.of(zoneId);
        return this;
    }

    Book customersBy(CustomerBasis value) {
        basis = value;
        return this;
    }

    Book seats(String account, int seats) {
        accounts.put(account, Account.builder(account).seats(seats).build());
        return this;
    }

    /** An event, of a user or not, with attributes as name and value in turn. */
    Book event(String account, String type, String at, String user, String... attributes) {
        return add(builder(account, type, at, user, attributes));
    }

    Book valued(String account, String type, String at, String value) {
        return add(builder(account, type, at, "").value(new BigDecimal(value)));
    }

    Book rated(String account, String at, String user, String value, String... attributes) {
        return add(builder(account, "relationship-rated", at, user, attributes).value(new BigDecimal(value)));
    }

    private static Event.Builder builder(String account, String type, String at, String user, String... attributes) {
        Event.Builder event = Event.builder(account, type, instant(at));
        if (!user.isEmpty()) {
            event.userId(user);
        }
        for (int i = 0; i < attributes.length; i += 2) {
            event.attribute(attributes[i], attributes[i + 1]);
        }
        return event;
    }

    private Book add(Event.Builder event) {
        events.add(event.build());
        return this;
    }

    Book moved(String account, String on, Type type, String amount) {
        movements.add(RevenueMovement.of(account, LocalDate.parse(on), type, BigMoney.parse("EUR " + amount)));
        return this;
    }

    Book contract(String id, String account, String starts, String ends, String signed, String renews) {
        Contract.Builder contract = Contract.builder(
                id, account, LocalDate.parse(starts), LocalDate.parse(ends), BigMoney.parse("EUR 100"));
        if (!signed.isEmpty()) {
            contract.signedOn(LocalDate.parse(signed));
        }
        if (!renews.isEmpty()) {
            contract.renewsContractId(renews);
        }
        contracts.add(contract.build());
        return this;
    }

    Book ticket(String id, String account, String opened, String resolved) {
        Ticket.Builder ticket = Ticket.builder(id, account, instant(opened));
        if (!resolved.isEmpty()) {
            ticket.resolvedAt(instant(resolved));
        }
        tickets.add(ticket.build());
        return this;
    }

    Book answered(String account, String at, String user, String score) {
        SurveyResponse.Builder answer = SurveyResponse.builder(SurveyResponse.NPS, instant(at), new BigDecimal(score))
                .accountId(account);
        if (!user.isEmpty()) {
            answer.userId(user);
        }
        answers.add(answer.build());
        return this;
    }

    Book score(String account, String key, String at, String value) {
        values.add(AccountValue.of(account, key, instant(at), new BigDecimal(value)));
        return this;
    }

    /** A date is its first instant in UTC. */
    static Instant instant(String at) {
        return Instant.parse(at.contains("T") ? at + "Z" : at + "T00:00:00Z");
    }

    CustomerData data() {
        return CustomerData.builder()
                .zone(zone)
                .currency(CurrencyUnit.EUR)
                .customersBy(basis)
                .accounts(accounts.values())
                .events(events)
                .movements(movements)
                .contracts(contracts)
                .tickets(tickets)
                .surveys(answers)
                .values(values)
                .build();
    }

    /** The part of the book that one account is. */
    Book only(String account) {
        Book part = new Book().in(zone.getId()).customersBy(basis);
        part.accounts.keySet().retainAll(Set.of(account));
        part.accounts.replaceAll((id, plain) -> Objects.requireNonNull(accounts.get(id)));
        events.stream().filter(row -> row.accountId().equals(account)).forEach(part.events::add);
        movements.stream().filter(row -> row.accountId().equals(account)).forEach(part.movements::add);
        contracts.stream().filter(row -> row.accountId().equals(account)).forEach(part.contracts::add);
        tickets.stream().filter(row -> row.accountId().equals(account)).forEach(part.tickets::add);
        answers.stream()
                .filter(row -> row.accountId().filter(account::equals).isPresent())
                .forEach(part.answers::add);
        values.stream().filter(row -> row.accountId().equals(account)).forEach(part.values::add);
        return part;
    }

    /** The number of account A over January, or the reason why there is none. */
    String a(Kpi kpi) {
        return of("A", kpi, JANUARY, Optional.empty());
    }

    /** The same with the knowledge of an instant. */
    String a(Kpi kpi, String asOf) {
        return of("A", kpi, JANUARY, Optional.of(instant(asOf)));
    }

    String b(Kpi kpi) {
        return of("B", kpi, JANUARY, Optional.empty());
    }

    String of(String account, Kpi kpi, ReportingPeriod period, Optional<Instant> asOf) {
        KpiSheet sheet = KpiSheet.of(kpi).over(period).by(Segmentation.byAccount());
        KpiResult result = asOf.map(sheet::asOf)
                .orElse(sheet)
                .measure(data())
                .result(kpi, period, Segment.of(Segment.ACCOUNT_ID, account));
        return result.value()
                .map(BigDecimal::toPlainString)
                .orElseGet(() -> result.undefined().orElseThrow().name());
    }
}
