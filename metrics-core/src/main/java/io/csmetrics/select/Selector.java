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
        /** Copies the sets. */
        public Movement {
            movement = sorted(movement);
            kind = sorted(kind);
        }
    }

    /**
     * Survey responses.
     *
     * @param response the instruments that count, none for all; employee surveys belong to no account and never count for one
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
