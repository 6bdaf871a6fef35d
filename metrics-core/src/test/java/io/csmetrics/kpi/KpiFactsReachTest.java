package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.EveryKpi;
import io.csmetrics.data.Books;
import io.csmetrics.data.Segmentation;
import io.csmetrics.period.ReportingPeriod;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Facts are small: whoever keeps them does not keep the book that they were counted from. */
final class KpiFactsReachTest {
    @Test
    void noBookIsReachedFromFacts() throws IllegalAccessException {
        KpiFacts facts = KpiSheet.of(EveryKpi.withAlternatives())
                .over(ReportingPeriod.month(2024, 1), ReportingPeriod.quarter(2024, 1))
                .by(Segmentation.by("segment"))
                .collect(Books.sharedData());
        assertThat(typesReachedFrom(facts))
                .contains("BridgeGrid", "MixGrid", "CohortGrid", "RetentionScan")
                .doesNotContain(
                        "CustomerData", "RevenueLedger", "LedgerColumns", "Cells", "Scan", "RecordIndex", "Account");
    }

    private static Set<String> typesReachedFrom(Object start) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<String> types = new TreeSet<>();
        Deque<Object> open = new ArrayDeque<>();
        open.add(start);
        while (!open.isEmpty()) {
            Object next = open.remove();
            if (seen.add(next)) {
                types.add(next.getClass().getSimpleName());
                follow(next, open);
            }
        }
        return types;
    }

    /** What an object holds: types of this library and their lambdas by their fields, those of the JDK by their elements. */
    private static void follow(Object object, Deque<Object> open) throws IllegalAccessException {
        if (object instanceof Object[] array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                addIfThere(array[i], open);
            }
        } else if (object.getClass().getName().startsWith("io.csmetrics.")) {
            for (Class<?> type = object.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    boolean held = !Modifier.isStatic(field.getModifiers())
                            && type.getName().startsWith("io.csmetrics.")
                            && !field.getType().isPrimitive();
                    if (held) {
                        field.setAccessible(true);
                        addIfThere(field.get(object), open);
                    }
                }
            }
        } else if (object instanceof Collection<?> elements) {
            elements.forEach(element -> addIfThere(element, open));
        } else if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                addIfThere(key, open);
                addIfThere(value, open);
            });
        }
    }

    private static void addIfThere(@Nullable Object object, Deque<Object> open) {
        if (object != null) {
            open.add(object);
        }
    }
}
