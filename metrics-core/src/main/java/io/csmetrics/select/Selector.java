package io.csmetrics.select;

import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What happened: a stream of occurrences in order of time. */
public sealed interface Selector extends Serializable {

    /**
     * Netted revenue movements.
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
     * Survey responses.
     *
     * @param response the instruments that count, none for all but employee surveys, which are not about the account
     */
    record Response(SortedSet<String> response) implements Selector {
        /** Copies the set. */
        public Response {
            response = sorted(response);
        }
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
        return new Response(new TreeSet<>(Arrays.asList(instruments)));
    }

    private static <T> SortedSet<T> sorted(Collection<T> values) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(values));
    }
}
