package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Dated;
import io.csmetrics.data.EventColumns;
import io.csmetrics.data.RecordMoment;
import io.csmetrics.data.Responses;
import io.csmetrics.data.Timeline;
import io.csmetrics.data.Users;
import io.csmetrics.record.Contract;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.MovementRows;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TextSet;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/** What a selector finds: one or several parts, each in order of time. */
final class Occurrences {
    private final List<Part> parts;

    private Occurrences(List<Part> parts) {
        this.parts = parts;
    }

    /** Occurrences of one kind in order of time. */
    abstract static class Part {
        abstract int size();

        abstract long at(int i);

        abstract int account(int i);

        abstract int user(int i);

        /** Whether the occurrence is one that the selector asks for. */
        boolean keeps(int i) {
            return true;
        }

        /** A number that no other occurrence of the same kind has. */
        int id(int i) {
            return i;
        }

        private final Map<String, Optional<Coded<String>>> columns = new HashMap<>();

        /** A text of the occurrences by its name. */
        final Optional<Coded<String>> texts(String name) {
            return columns.computeIfAbsent(name, this::column);
        }

        abstract Optional<Coded<String>> column(String name);

        /** The common code of a text of each occurrence, {@link Coded#NONE} for none. */
        final IntUnaryOperator codes(String name, Scan.Codes codes) {
            Coded<String> column = texts(name).orElse(null);
            if (column == null) {
                return i -> Coded.NONE;
            }
            int[] common = codes.of(column);
            return i -> column.code(i) == Coded.NONE ? Coded.NONE : common[column.code(i)];
        }

        /** Visits what happened in {@code [from, to)}. */
        final void forEach(long from, long to, IntConsumer visitor) {
            int end = firstAtOrAfter(to);
            for (int i = firstAtOrAfter(from); i < end; i++) {
                if (keeps(i)) {
                    visitor.accept(i);
                }
            }
        }

        int firstAtOrAfter(long millis) {
            int low = 0;
            int high = size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (at(middle) < millis) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /** Takes an occurrence. */
    interface Visitor {
        void visit(Part part, int i);
    }

    List<Part> parts() {
        return parts;
    }

    /** Visits what happened in {@code [from, to)}, part by part. */
    void forEach(long from, long to, Visitor visitor) {
        for (Part part : parts) {
            part.forEach(from, to, i -> visitor.visit(part, i));
        }
    }

    /** What was signed at or after an instant is not known yet; everything else is known when it happens. */
    static Occurrences of(CustomerData data, Selector selector, long knownBefore) {
        if (selector instanceof Selector.Event event) {
            List<Part> parts = new ArrayList<>();
            for (String type : event.type().get().texts()) {
                data.index().events(type).ifPresent(columns -> parts.add(new Events(columns, event)));
            }
            return new Occurrences(parts);
        }
        if (selector instanceof Selector.Movement movement) {
            return new Occurrences(
                    List.of(new Movements(data.ledger().select(movement.movement(), movement.kind()), data)));
        }
        if (selector instanceof Selector.Response response) {
            return new Occurrences(List.of(new Answers(data.responses(), response)));
        }
        if (selector instanceof Selector.Ticket ticket) {
            RecordMoment moment = switch (ticket.ticket()) {
                case OPENED -> RecordMoment.OPENED;
                case FIRST_RESPONSE -> RecordMoment.FIRST_RESPONSE;
                case RESOLVED -> RecordMoment.RESOLVED;
                case ESCALATED -> RecordMoment.ESCALATED;
            };
            return new Occurrences(List.of(new Tickets(data.index().tickets(), moment)));
        }
        return new Occurrences(List.of(new Contracts(data, (Selector.Contract) selector, knownBefore)));
    }

    private static final class Events extends Part {
        private final EventColumns events;
        private final List<Coded<String>> asked = new ArrayList<>();
        private final List<boolean[]> fits = new ArrayList<>();
        private boolean none;

        Events(EventColumns events, Selector.Event selector) {
            this.events = events;
            selector.where()
                    .forEach((name, texts) -> texts.ifSet()
                            .ifPresent(set -> events.attribute(name)
                                    .ifPresentOrElse(column -> where(column, set), () -> none = true)));
        }

        private void where(Coded<String> column, TextSet texts) {
            asked.add(column);
            fits.add(ask(column, texts::has));
        }

        @Override
        int size() {
            return none ? 0 : events.size();
        }

        @Override
        long at(int i) {
            return events.at(i);
        }

        @Override
        int account(int i) {
            return events.account(i);
        }

        @Override
        int user(int i) {
            return events.user(i);
        }

        @Override
        boolean keeps(int i) {
            for (int c = 0; c < asked.size(); c++) {
                int code = asked.get(c).code(i);
                if (code == Coded.NONE || !fits.get(c)[code]) {
                    return false;
                }
            }
            return true;
        }

        @Override
        int id(int i) {
            return events.base() + i;
        }

        @Override
        Optional<Coded<String>> column(String name) {
            return events.attribute(name);
        }

        @Override
        int firstAtOrAfter(long millis) {
            return none ? 0 : events.firstAtOrAfter(millis);
        }
    }

    /** The values of events, which other occurrences do not have. */
    static Optional<EventColumns> events(Part part) {
        return part instanceof Events events ? Optional.of(events.events) : Optional.empty();
    }

    private static final class Movements extends Part {
        private final MovementRows rows;
        private final long[] at;

        Movements(MovementRows rows, CustomerData data) {
            this.rows = rows;
            at = new long[rows.size()];
            long offsetDay = Long.MIN_VALUE;
            long millis = 0;
            for (int i = 0; i < at.length; i++) {
                if (rows.epochDay(i) != offsetDay) {
                    offsetDay = rows.epochDay(i);
                    millis = LocalDate.ofEpochDay(offsetDay)
                            .atStartOfDay(data.zone())
                            .toInstant()
                            .toEpochMilli();
                }
                at[i] = millis;
            }
        }

        @Override
        int size() {
            return at.length;
        }

        @Override
        long at(int i) {
            return at[i];
        }

        @Override
        int account(int i) {
            return rows.account(i);
        }

        @Override
        int id(int i) {
            return rows.row(i);
        }

        @Override
        int user(int i) {
            return Users.NONE;
        }

        @Override
        Optional<Coded<String>> column(String name) {
            return switch (name) {
                case "reason" -> Optional.of(Coded.of(at.length, rows::reason));
                case "product" -> Optional.of(Coded.of(at.length, rows::product));
                case "kind" ->
                    Optional.of(
                            Coded.of(at.length, i -> Optional.of(rows.kind(i).name())));
                default -> Optional.empty();
            };
        }
    }

    private static final class Answers extends Part {
        private final Responses responses;
        private final boolean[] instruments;
        private final boolean[] scores;

        Answers(Responses responses, Selector.Response selector) {
            this.responses = responses;
            instruments = ask(
                    responses.instruments(),
                    instrument -> selector.response().isEmpty()
                            ? !instrument.equals(SurveyResponse.ENPS)
                            : selector.response().contains(instrument));
            scores = ask(
                    responses.scores(),
                    score -> selector.max() == null
                            || score.value().compareTo(selector.max().get()) <= 0);
        }

        @Override
        int size() {
            return responses.size();
        }

        @Override
        long at(int i) {
            return responses.at(i);
        }

        @Override
        int account(int i) {
            return responses.account(i);
        }

        @Override
        int user(int i) {
            return responses.user(i);
        }

        @Override
        boolean keeps(int i) {
            return instruments[responses.instruments().code(i)]
                    && scores[responses.scores().code(i)];
        }

        @Override
        Optional<Coded<String>> column(String name) {
            return switch (name) {
                case "response" -> Optional.of(responses.ids());
                case "instrument" -> Optional.of(responses.instruments());
                case "touchpoint" -> Optional.of(responses.touchpoints());
                default -> Optional.empty();
            };
        }
    }

    /** The texts of occurrences that must have them; an event may lack any attribute, other records know what they have. */
    static Optional<Coded<String>> toldBy(Part part, String name) {
        Optional<Coded<String>> texts = part.texts(name);
        if (texts.isEmpty() && events(part).isEmpty()) {
            throw new IllegalArgumentException("text \"" + name + "\" must be one that these occurrences have: kind,"
                    + " reason, product of movements; response, instrument, touchpoint of responses; ticket, priority,"
                    + " category, channel of tickets; contract, product of contracts");
        }
        return texts;
    }

    /** Whether two selectors can find the very same thing. */
    static boolean areAlike(Selector one, Selector other) {
        return one.getClass() == other.getClass() && (!(one instanceof Selector.Ticket) || one.equals(other));
    }

    /** Asks a question of every different value of a column. */
    static <T> boolean[] ask(Coded<T> column, Predicate<T> question) {
        boolean[] answers = new boolean[column.values().size()];
        for (int code = 0; code < answers.length; code++) {
            answers[code] = question.test(column.values().get(code));
        }
        return answers;
    }

    private static final class Tickets extends Part {
        private final Dated<Ticket> tickets;
        private final Timeline timeline;

        Tickets(Dated<Ticket> tickets, RecordMoment moment) {
            this.tickets = tickets;
            timeline = tickets.by(moment);
        }

        /** The column of all tickets is made once, for every moment and collection. */
        private Optional<Coded<String>> of(String name, Function<Ticket, Optional<String>> text) {
            return Optional.of(tickets.texts(name, text).along(timeline.size(), timeline::row));
        }

        @Override
        int size() {
            return timeline.size();
        }

        @Override
        long at(int i) {
            return timeline.at(i);
        }

        @Override
        int account(int i) {
            return tickets.account(timeline.row(i));
        }

        @Override
        int user(int i) {
            return Users.NONE;
        }

        @Override
        int id(int i) {
            return timeline.row(i);
        }

        @Override
        Optional<Coded<String>> column(String name) {
            return switch (name) {
                case "ticket" -> of(name, ticket -> Optional.of(ticket.id()));
                case "priority" -> of(name, Ticket::priority);
                case "category" -> of(name, Ticket::category);
                case "channel" -> of(name, Ticket::channel);
                default -> Optional.empty();
            };
        }
    }

    private static final class Contracts extends Part {
        private final Dated<Contract> contracts;
        private final Timeline timeline;
        private final boolean renewalsOnly;
        private final long knownBefore;
        private final CustomerData data;

        Contracts(CustomerData data, Selector.Contract selector, long knownBefore) {
            this.knownBefore = knownBefore;
            this.data = data;
            contracts = data.index().contracts();
            timeline = contracts.by(RecordMoment.STARTS);
            renewalsOnly = selector.contract() == Selector.ContractMoment.RENEWAL;
        }

        private Contract contract(int i) {
            return contracts.get(timeline.row(i));
        }

        @Override
        int size() {
            return timeline.size();
        }

        @Override
        long at(int i) {
            return timeline.at(i);
        }

        @Override
        int account(int i) {
            return contracts.account(timeline.row(i));
        }

        @Override
        int user(int i) {
            return Users.NONE;
        }

        @Override
        boolean keeps(int i) {
            long signed = contract(i)
                    .signedOrStart()
                    .atStartOfDay(data.zone())
                    .toInstant()
                    .toEpochMilli();
            return signed < knownBefore
                    && (!renewalsOnly || contract(i).renewsContractId().isPresent());
        }

        @Override
        Optional<Coded<String>> column(String name) {
            return switch (name) {
                case "contract" ->
                    Optional.of(Coded.of(size(), i -> Optional.of(contract(i).id())));
                case "product" -> Optional.of(Coded.of(size(), i -> contract(i).product()));
                default -> Optional.empty();
            };
        }
    }
}
