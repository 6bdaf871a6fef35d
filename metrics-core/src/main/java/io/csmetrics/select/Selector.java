package io.csmetrics.select;

import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened: a stream of occurrences in order of time, each with an instant, an account, maybe a user, and texts by name. */
public sealed interface Selector extends Serializable {

    /**
     * Netted revenue movements. Their texts are {@code kind}, {@code reason} and {@code product}.
     *
     * @param movement the types that count, at least one
     * @param kind the kinds that count, none for all
     */
    record Movement(SortedSet<Type> movement, SortedSet<Kind> kind) implements Selector {
        /** Copies the sets and checks that there is a type. */
        public Movement {
            movement = sorted(movement);
            kind = sorted(kind);
            if (movement.isEmpty()) {
                throw new IllegalArgumentException(
                        "movement must have at least one type; without one nothing ever happens");
            }
        }
    }

    /**
     * Survey responses. Their texts are {@code instrument}, {@code touchpoint} and {@code response}, their own id.
     *
     * @param response the instruments that count, none for all but employee surveys, which are not about the account
     * @param max the highest score that counts, absent for all
     */
    record Response(SortedSet<String> response, @Nullable Param<BigDecimal> max) implements Selector {
        /** Copies the set. */
        public Response {
            response = sorted(response);
        }
    }

    /**
     * Events. Their texts are their attributes.
     *
     * @param type the types that count
     * @param where what their attributes must be; an event without the attribute does not count, unless the texts are left open
     */
    record Event(Param<TextSet> type, SortedMap<String, Param<TextSet>> where) implements Selector {
        /** Copies the map. */
        public Event {
            where = Collections.unmodifiableSortedMap(new TreeMap<>(where));
        }

        /**
         * Returns only the events whose attribute is one of some texts.
         *
         * @param attribute the attribute
         * @param texts the texts, or a parameter that stands for them
         * @return the narrower selector
         */
        public Event where(String attribute, Param<TextSet> texts) {
            SortedMap<String, Param<TextSet>> more = new TreeMap<>(where);
            more.put(attribute, texts);
            return new Event(type, more);
        }

        /**
         * Returns only the events whose attribute is one of some texts.
         *
         * @param attribute the attribute
         * @param texts the texts, at least one
         * @return the narrower selector
         */
        public Event where(String attribute, String... texts) {
            return where(attribute, text(texts));
        }
    }

    /**
     * A moment in the life of tickets. They name no user. Their texts are {@code ticket}, their id, and {@code priority},
     * {@code category} and {@code channel}.
     *
     * @param ticket the moment
     */
    record Ticket(TicketMoment ticket) implements Selector {}

    /**
     * Contracts. Their texts are {@code contract}, their id, and {@code product}.
     *
     * @param contract which of them, and at which of their ends
     */
    record Contract(ContractMoment contract) implements Selector {}

    /** A moment in the life of a contract. It is known once the contract is signed. */
    enum ContractMoment {
        /** A contract starts. */
        START,
        /** A contract starts that renews another one. */
        RENEWAL
    }

    /**
     * Selects movements.
     *
     * @param type the type
     * @param kinds the kinds, none for all
     * @return the selector
     */
    static Selector movement(Type type, Kind... kinds) {
        return new Movement(new TreeSet<>(Collections.singleton(type)), new TreeSet<>(Arrays.asList(kinds)));
    }

    /**
     * Selects survey responses.
     *
     * @param instruments the instruments, none for all
     * @return the selector
     */
    static Selector response(String... instruments) {
        return new Response(new TreeSet<>(Arrays.asList(instruments)), null);
    }

    /**
     * Selects events.
     *
     * @param types the types, at least one
     * @return the selector
     */
    static Event event(String... types) {
        return event(text(types));
    }

    /**
     * Selects events whose type may be set.
     *
     * @param types the types, or a parameter that stands for them
     * @return the selector
     */
    static Event event(Param<TextSet> types) {
        return new Event(types, Collections.emptySortedMap());
    }

    /**
     * Selects a moment in the life of tickets.
     *
     * @param moment the moment
     * @return the selector
     */
    static Selector ticket(TicketMoment moment) {
        return new Ticket(moment);
    }

    private static Param<TextSet> text(String... texts) {
        return Param.of(Param.Type.TEXT, TextSet.of(texts));
    }

    private static <T> SortedSet<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }
}
