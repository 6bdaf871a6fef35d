package io.csmetrics.data;

import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Ticket;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/** What counters read beside the ledger: records by moment and account, events by type, users, and numbers of accounts by key. */
public final class RecordIndex {
    private static final Comparator<Event> ORDER = Comparator.comparing(Event::at)
            .thenComparing(event -> event.id().orElse(""))
            .thenComparing(Event::toString);

    private final Users users;
    private final Responses responses;
    private final SortedMap<String, EventColumns> events = new TreeMap<>();
    private final Dated<Ticket> tickets;
    private final Dated<Contract> contracts;
    private final Dated<Opportunity> opportunities;
    private final Dated<Cost> costs;
    private final SortedMap<String, AccountNumbers> numbers = new TreeMap<>();

    RecordIndex(DataAssembly data, ZoneId zone) {
        Map<String, Integer> accounts = data.accountIndex;
        Users.Builder found = new Users.Builder();
        responses = new Responses(data.surveys, accounts, found);
        SortedMap<String, List<Event>> byType = new TreeMap<>();
        data.events.forEach(event ->
                byType.computeIfAbsent(event.type(), type -> new ArrayList<>()).add(event));
        int base = 0;
        for (Map.Entry<String, List<Event>> entry : byType.entrySet()) {
            entry.getValue().sort(ORDER);
            EventColumns columns = new EventColumns(entry.getKey(), base, entry.getValue(), accounts, found);
            events.put(entry.getKey(), columns);
            base += columns.size();
        }
        users = found.build();
        tickets = new Dated<>(data.tickets, accounts, ticket -> Optional.of(ticket.accountId()))
                .at(RecordMoment.OPENED, ticket -> ticket.openedAt().toEpochMilli())
                .at(RecordMoment.FIRST_RESPONSE, ticket -> millis(ticket.firstResponseAt()))
                .at(RecordMoment.RESOLVED, ticket -> millis(ticket.resolvedAt()))
                .at(RecordMoment.ESCALATED, ticket -> millis(ticket.escalatedAt()));
        contracts = new Dated<>(data.contracts, accounts, contract -> Optional.of(contract.accountId()))
                .at(RecordMoment.STARTS, contract -> millis(contract.startsOn(), zone))
                .at(RecordMoment.ENDS, contract -> millis(contract.endsOn(), zone));
        opportunities = new Dated<>(data.opportunities, accounts, deal -> Optional.of(deal.accountId()))
                .at(RecordMoment.CREATED, deal -> millis(deal.createdOn(), zone))
                .at(
                        RecordMoment.CLOSED,
                        deal -> deal.closedOn().map(on -> millis(on, zone)).orElse(Timeline.NEVER));
        costs = new Dated<>(data.costs, accounts, Cost::accountId)
                .at(RecordMoment.BOOKED, cost -> millis(cost.bookedOn(), zone));
        addNumbers(data.values, accounts);
    }

    /** The same records with other numbers of accounts. */
    RecordIndex(RecordIndex other, List<AccountValue> values, Map<String, Integer> accounts) {
        users = other.users;
        responses = other.responses;
        events.putAll(other.events);
        tickets = other.tickets;
        contracts = other.contracts;
        opportunities = other.opportunities;
        costs = other.costs;
        addNumbers(values, accounts);
    }

    private RecordIndex(RecordIndex whole, Split split, AccountRanges ranges, int part) {
        IntUnaryOperator accounts = account -> ranges.inside(part, account);
        users = split.users.apply(part);
        responses = split.responses.apply(part);
        int base = 0;
        for (EventColumns columns : whole.events.values()) {
            int[] rows = Objects.requireNonNull(split.events.get(columns.type()))[part];
            if (rows.length > 0) {
                EventColumns own = columns.at(rows, base, accounts, split.placeOfUser);
                events.put(own.type(), own);
                base += own.size();
            }
        }
        tickets = split.tickets.apply(part);
        contracts = split.contracts.apply(part);
        opportunities = split.opportunities.apply(part);
        costs = split.costs.apply(part);
        int first = ranges.first(part);
        int end = ranges.first(part + 1);
        whole.numbers.forEach((key, ofKey) -> numbers.put(key, ofKey.slice(first, end)));
    }

    /** What is found out once for all parts. */
    private record Split(
            IntFunction<Users> users,
            IntUnaryOperator placeOfUser,
            IntFunction<Responses> responses,
            Map<String, int[][]> events,
            IntFunction<Dated<Ticket>> tickets,
            IntFunction<Dated<Contract>> contracts,
            IntFunction<Dated<Opportunity>> opportunities,
            IntFunction<Dated<Cost>> costs) {}

    /** The records of each part; events of the named types are context of every other part. */
    IntFunction<RecordIndex> split(AccountRanges ranges, Set<String> context) {
        int[][] usersOf = ranges.rows(users.size(), users::account);
        int[] places = AccountRanges.places(users.size(), usersOf);
        IntUnaryOperator placeOfUser = user -> user == Users.NONE ? Users.NONE : places[user];
        Map<String, int[][]> rowsOf = new TreeMap<>();
        events.forEach((type, columns) -> rowsOf.put(type, columns.rows(ranges, context.contains(type))));
        Split split = new Split(
                users.split(ranges, usersOf),
                placeOfUser,
                responses.split(ranges, placeOfUser),
                rowsOf,
                tickets.split(ranges),
                contracts.split(ranges),
                opportunities.split(ranges),
                costs.split(ranges));
        return part -> new RecordIndex(this, split, ranges, part);
    }

    private void addNumbers(List<AccountValue> values, Map<String, Integer> accounts) {
        SortedMap<String, List<AccountValue>> byKey = new TreeMap<>();
        values.forEach(value ->
                byKey.computeIfAbsent(value.key(), key -> new ArrayList<>()).add(value));
        byKey.forEach((key, ofKey) -> numbers.put(key, new AccountNumbers(ofKey, accounts)));
    }

    private static long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(Timeline.NEVER);
    }

    private static long millis(LocalDate date, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }

    /**
     * Returns the users of accounts that answered a survey or did something.
     *
     * @return the users
     */
    public Users users() {
        return users;
    }

    /**
     * Returns the survey responses.
     *
     * @return the responses in order of time
     */
    public Responses responses() {
        return responses;
    }

    /**
     * Returns the events of a type.
     *
     * @param type the type
     * @return the events, empty if there is none of that type
     */
    public Optional<EventColumns> events(String type) {
        return Optional.ofNullable(events.get(type));
    }

    /**
     * Returns the tickets.
     *
     * @return the tickets by opening, first response, resolution and escalation
     */
    public Dated<Ticket> tickets() {
        return tickets;
    }

    /**
     * Returns the contracts.
     *
     * @return the contracts by start and end
     */
    public Dated<Contract> contracts() {
        return contracts;
    }

    /**
     * Returns the opportunities.
     *
     * @return the opportunities by creation and close
     */
    public Dated<Opportunity> opportunities() {
        return opportunities;
    }

    /**
     * Returns the costs.
     *
     * @return the costs by booking
     */
    public Dated<Cost> costs() {
        return costs;
    }

    /**
     * Returns the numbers that others computed for accounts.
     *
     * @param key what the numbers are
     * @return the numbers, empty if there is none of that key
     */
    public Optional<AccountNumbers> numbers(String key) {
        return Optional.ofNullable(numbers.get(key));
    }

    /** All events of accounts of this book as records, by type, then time; each is made when it is asked for. */
    List<Event> eventsOf(List<Account> accounts) {
        List<EventColumns> types = List.copyOf(events.values());
        int size = types.stream().mapToInt(EventColumns::size).sum();
        int[] typeOf = new int[size];
        int[] rowOf = new int[size];
        int own = 0;
        for (int type = 0; type < types.size(); type++) {
            for (int row = 0; row < types.get(type).size(); row++) {
                if (types.get(type).account(row) != Responses.NONE) {
                    typeOf[own] = type;
                    rowOf[own++] = row;
                }
            }
        }
        int count = own;
        return new AbstractList<>() {
            @Override
            public Event get(int i) {
                EventColumns columns = types.get(typeOf[i]);
                return columns.event(
                        rowOf[i], accounts.get(columns.account(rowOf[i])).id());
            }

            @Override
            public int size() {
                return count;
            }
        };
    }
}
