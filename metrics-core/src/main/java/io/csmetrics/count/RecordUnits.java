package io.csmetrics.count;

import io.csmetrics.data.Dated;
import io.csmetrics.data.RecordMoment;
import io.csmetrics.data.Timeline;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Ticket;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Tickets, contracts, opportunities or costs. What of a record comes to be known later is not there before it was known.
 *
 * @param <T> the type of the records
 */
abstract class RecordUnits<T> extends Units {
    final Dated<T> records;
    final BitSet members = new BitSet();
    final long start;
    final long end;
    final long knownBefore;
    private final Scan scan;
    private final String kind;
    private final Cells cells;

    private RecordUnits(String kind, Dated<T> records, Scan scan, Reading reading, Cells cells) {
        ZoneId zone = scan.data().zone();
        this.scan = scan;
        this.kind = kind;
        this.records = records;
        this.cells = cells;
        start = Scan.millis(reading.start(zone));
        end = Scan.millis(reading.visibleEnd(zone));
        knownBefore = Scan.millis(reading.knownBefore(zone));
    }

    static RecordUnits<?> of(Scan scan, Population population, Reading reading, Cells cells) {
        if (population instanceof Population.Tickets tickets) {
            return new Tickets(scan, tickets, reading, cells);
        }
        if (population instanceof Population.Contracts contracts) {
            return new Contracts(scan, contracts, reading, cells);
        }
        if (population instanceof Population.Opportunities opportunities) {
            return new Opportunities(scan, opportunities, reading, cells);
        }
        return new Costs(scan, (Population.Costs) population, reading, cells);
    }

    /** The names of the numbers that such a record may have. */
    abstract Set<String> numberFields();

    /** The names of the texts that such a record may have. */
    abstract Set<String> textFields();

    /** The names of what such a record may have without a number or a text. */
    Set<String> otherFields() {
        return Set.of();
    }

    /** Refuses texts that no record can have. */
    void requireTexts(String field, TextSet texts) {
        requireField(field, textFields());
    }

    final void requireField(String field, Set<String> fields) {
        if (!fields.contains(field)) {
            throw new IllegalArgumentException("field \"" + field + "\" of " + kind + " must be one of "
                    + String.join(", ", new TreeSet<>(fields)));
        }
    }

    final Set<String> allFields() {
        Set<String> all = new TreeSet<>(numberFields());
        all.addAll(textFields());
        all.addAll(otherFields());
        return all;
    }

    /** A number of a record, empty if it has none or none yet. */
    abstract Optional<BigDecimal> number(T record, String field);

    /** A text of a record, empty if it has none or none yet. */
    abstract Optional<String> text(T record, String field);

    final void addBetween(RecordMoment moment, long from, long to) {
        Timeline timeline = records.by(moment);
        int last = timeline.firstAtOrAfter(to);
        for (int i = timeline.firstAtOrAfter(from); i < last; i++) {
            members.set(timeline.row(i));
        }
    }

    /** A test that was left open keeps every record. */
    final void keep(Map<String, Param<TextSet>> where) {
        where.forEach((field, asked) -> asked.ifSet()
                .ifPresentOrElse(texts -> requireTexts(field, texts), () -> requireField(field, textFields())));
        where.forEach((field, asked) -> asked.ifSet()
                .ifPresent(texts -> members.stream()
                        .filter(row -> !text(row, field).map(texts::has).orElse(false))
                        .forEach(members::clear)));
    }

    @Override
    void forEach(Visitor visitor) {
        visit(members, visitor);
    }

    final void visit(BitSet rows, Visitor visitor) {
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            int account = records.account(row);
            int cell = account < 0 ? cells.ofAccountless() : cells.of(account);
            if (cell != Cells.LEFT_OUT) {
                visitor.visit(row, cell, 1);
            }
        }
    }

    @Override
    IntPredicate meets(Condition condition) {
        if (condition instanceof Condition.Field field) {
            requireField(field.field(), numberFields());
            BigDecimal number = field.value().get();
            return row -> number(records.get(row), field.field())
                    .map(value -> field.op().holds(value.compareTo(number)))
                    .orElse(false);
        }
        if (condition instanceof Condition.FieldIs field) {
            requireTexts(field.field(), field.value().get());
            return row -> text(row, field.field()).map(field.value().get()::has).orElse(false);
        }
        if (condition instanceof Condition.FieldSet field) {
            requireField(field.field(), allFields());
            return row -> has(records.get(row), field.field());
        }
        throw unfit(condition, kind);
    }

    boolean has(T record, String field) {
        return text(record, field).isPresent() || number(record, field).isPresent();
    }

    @Override
    Numbers number(UnitValue value) {
        if (value instanceof UnitValue.Field field) {
            requireField(field.field(), numberFields());
            return scan.numbers(
                    kind + " " + field.field(),
                    () -> Numbers.ofDecimals(records.size(), row -> number(records.get(row), field.field())));
        }
        throw unfit(value, kind);
    }

    @Override
    Optional<String> text(int row, String field) {
        requireField(field, textFields());
        return text(records.get(row), field);
    }

    private static final class Tickets extends RecordUnits<Ticket> {
        private final BitSet excluded = new BitSet();

        Tickets(Scan scan, Population.Tickets population, Reading reading, Cells cells) {
            super("tickets", scan.data().index().tickets(), scan, reading, cells);
            switch (population.tickets()) {
                case OPENED_IN -> addBetween(RecordMoment.OPENED, start, end);
                case RESOLVED_IN -> addBetween(RecordMoment.RESOLVED, start, end);
                case UNRESOLVED_AT -> {
                    addBetween(RecordMoment.OPENED, Long.MIN_VALUE, end);
                    BitSet resolved = new BitSet();
                    Timeline timeline = records.by(RecordMoment.RESOLVED);
                    for (int i = 0; i < timeline.firstAtOrAfter(end); i++) {
                        resolved.set(timeline.row(i));
                    }
                    members.andNot(resolved);
                }
            }
            keep(population.where());
            String required = population.requires();
            if (required != null) {
                requireField(required, allFields());
                members.stream().filter(row -> !has(records.get(row), required)).forEach(excluded::set);
                members.andNot(excluded);
            }
        }

        @Override
        void forEachExcluded(Visitor visitor) {
            visit(excluded, visitor);
        }

        @Override
        Set<String> numberFields() {
            return Set.of("contacts", "reopens");
        }

        @Override
        Set<String> textFields() {
            return Set.of("priority", "category", "channel");
        }

        @Override
        Set<String> otherFields() {
            return Set.of("escalated", "resolved", "first-response");
        }

        @Override
        Optional<BigDecimal> number(Ticket ticket, String field) {
            return switch (field) {
                case "contacts" ->
                    ticket.contacts().isPresent()
                            ? Optional.of(BigDecimal.valueOf(ticket.contacts().getAsInt()))
                            : Optional.empty();
                case "reopens" -> Optional.of(BigDecimal.valueOf(ticket.reopens()));
                default -> Optional.empty();
            };
        }

        @Override
        Optional<String> text(Ticket ticket, String field) {
            return switch (field) {
                case "priority" -> ticket.priority();
                case "category" -> ticket.category();
                case "channel" -> ticket.channel();
                default -> Optional.empty();
            };
        }

        @Override
        boolean has(Ticket ticket, String field) {
            return switch (field) {
                case "escalated" -> isKnown(ticket.escalatedAt());
                case "resolved" -> isKnown(ticket.resolvedAt());
                case "first-response" -> isKnown(ticket.firstResponseAt());
                default -> super.has(ticket, field);
            };
        }

        private boolean isKnown(Optional<Instant> at) {
            return at.map(instant -> instant.toEpochMilli() < knownBefore).orElse(false);
        }

        @Override
        IntPredicate meets(Condition condition) {
            if (condition instanceof Condition.Repeated repeated) {
                return repeated.repeatedWithin()
                        .ifSet()
                        .<IntPredicate>map(within -> row -> isRepeated(row, within))
                        .orElse(row -> false);
            }
            return super.meets(condition);
        }

        /** Whether the same requester opened another ticket of the same category soon after. */
        private boolean isRepeated(int row, Duration within) {
            Ticket first = records.get(row);
            if (first.resolvedAt().isEmpty() || first.requesterId().isEmpty()) {
                return false;
            }
            Timeline opened = records.by(RecordMoment.OPENED);
            long from = first.resolvedAt().get().toEpochMilli();
            int last = opened.firstAtOrAfter(Math.min(knownBefore, from + within.toMillis()));
            for (int i = opened.firstAtOrAfter(from); i < last; i++) {
                Ticket other = records.get(opened.row(i));
                if (opened.row(i) != row
                        && other.accountId().equals(first.accountId())
                        && other.requesterId().equals(first.requesterId())
                        && other.category().equals(first.category())) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final class Contracts extends RecordUnits<Contract> {
        private final Renewals renewals;

        Contracts(Scan scan, Population.Contracts population, Reading reading, Cells cells) {
            super("contracts", scan.data().index().contracts(), scan, reading, cells);
            renewals = scan.renewals(reading);
            switch (population.contracts()) {
                case ENDS_IN -> members.or(renewals.endingInPeriod());
                case ACTIVE_AT -> {
                    addBetween(RecordMoment.STARTS, Long.MIN_VALUE, end);
                    Timeline ends = records.by(RecordMoment.ENDS);
                    for (int i = 0; i < ends.firstAtOrAfter(end); i++) {
                        members.clear(ends.row(i));
                    }
                    members.stream().filter(row -> !renewals.isKnown(row)).forEach(members::clear);
                }
            }
        }

        @Override
        IntPredicate meets(Condition condition) {
            return condition instanceof Condition.Renewed renewed
                    ? row -> renewals.isRenewed(row, renewed.grace().get())
                    : super.meets(condition);
        }

        @Override
        Set<String> numberFields() {
            return Set.of("value");
        }

        @Override
        Set<String> textFields() {
            return Set.of("product");
        }

        @Override
        Optional<BigDecimal> number(Contract contract, String field) {
            return switch (field) {
                case "value" -> Optional.of(contract.annualValue().getAmount());
                default -> Optional.empty();
            };
        }

        @Override
        Optional<String> text(Contract contract, String field) {
            return field.equals("product") ? contract.product() : Optional.empty();
        }
    }

    private static final class Opportunities extends RecordUnits<Opportunity> {
        private final ZoneId zone;

        Opportunities(Scan scan, Population.Opportunities population, Reading reading, Cells cells) {
            super("opportunities", scan.data().index().opportunities(), scan, reading, cells);
            zone = scan.data().zone();
            switch (population.opportunities()) {
                case CREATED_IN -> addBetween(RecordMoment.CREATED, start, end);
                case CLOSED_IN -> addBetween(RecordMoment.CLOSED, start, end);
                case OPEN_AT -> {
                    addBetween(RecordMoment.CREATED, Long.MIN_VALUE, end);
                    Timeline closed = records.by(RecordMoment.CLOSED);
                    for (int i = 0; i < closed.firstAtOrAfter(end); i++) {
                        members.clear(closed.row(i));
                    }
                }
            }
            keep(population.where());
        }

        @Override
        Set<String> numberFields() {
            return Set.of("amount", "probability");
        }

        @Override
        Set<String> textFields() {
            return Set.of("kind", "outcome", "source", "referrerType");
        }

        @Override
        void requireTexts(String field, TextSet texts) {
            super.requireTexts(field, texts);
            Set<String> known = Arrays.stream(
                            field.equals("kind")
                                    ? Opportunity.Kind.values()
                                    : field.equals("outcome") ? Opportunity.Outcome.values() : new Enum<?>[0])
                    .map(Enum::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!known.isEmpty() && !known.containsAll(texts.texts())) {
                throw new IllegalArgumentException(
                        field + " " + texts + " of opportunities must be of " + String.join(", ", known));
            }
        }

        @Override
        Optional<BigDecimal> number(Opportunity deal, String field) {
            return switch (field) {
                case "amount" -> Optional.of(deal.amount().getAmount());
                case "probability" -> deal.probability();
                default -> Optional.empty();
            };
        }

        @Override
        Optional<String> text(Opportunity deal, String field) {
            return switch (field) {
                case "kind" -> Optional.of(deal.kind().name());
                case "outcome" ->
                    deal.outcome()
                            .filter(outcome -> deal.closedOn()
                                    .map(on -> on.atStartOfDay(zone).toInstant().toEpochMilli() < knownBefore)
                                    .orElse(false))
                            .map(Enum::name);
                case "source" -> deal.source();
                case "referrerType" -> deal.referrerType();
                default -> Optional.empty();
            };
        }
    }

    private static final class Costs extends RecordUnits<Cost> {
        Costs(Scan scan, Population.Costs population, Reading reading, Cells cells) {
            super("costs", scan.data().index().costs(), scan, reading, cells);
            long lag = population.lag() == null ? 0 : population.lag().get().toMillis();
            addBetween(RecordMoment.BOOKED, start - lag, end - lag);
            keep(Map.of("category", population.category()));
        }

        @Override
        Set<String> numberFields() {
            return Set.of("amount");
        }

        @Override
        Set<String> textFields() {
            return Set.of("category");
        }

        @Override
        Optional<BigDecimal> number(Cost cost, String field) {
            return switch (field) {
                case "amount" -> Optional.of(cost.amount().getAmount());
                default -> Optional.empty();
            };
        }

        @Override
        Optional<String> text(Cost cost, String field) {
            return field.equals("category") ? Optional.of(cost.category()) : Optional.empty();
        }
    }
}
