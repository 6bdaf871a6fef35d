package io.csmetrics.family;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.select.Param;
import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A formula whose parameters were set.
 *
 * @param formula the formula
 * @param missing the names of the parameters that no value was given for
 */
public record Bound(Family formula, SortedSet<String> missing) {

    static Bound of(Family formula, Map<String, ? extends Serializable> values) {
        SortedSet<String> missing = new TreeSet<>();
        Family bound = (Family) Objects.requireNonNull(replaced(formula, values, missing));
        return new Bound(bound, Collections.unmodifiableSortedSet(missing));
    }

    /**
     * Returns the parameters of a formula that can be set.
     *
     * @param formula the formula
     * @return the types by name
     * @throws IllegalArgumentException if one name stands for values of two types
     */
    public static SortedMap<String, Param.Type> parameters(Family formula) {
        SortedMap<String, Param.Type> found = new TreeMap<>();
        collect(formula, found);
        return found;
    }

    private static void collect(@Nullable Object part, SortedMap<String, Param.Type> found) {
        if (part instanceof Param<?> param) {
            if (param.isSet()) {
                collect(param.get(), found);
                return;
            }
            Param.Type known = found.put(param.name(), param.type());
            if (known != null && known != param.type()) {
                throw new IllegalArgumentException("parameter \"" + param.name() + "\" must not be a " + known
                        + " in one place and a " + param.type() + " in another");
            }
        } else if (part instanceof Record record && !isOpaque(record)) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                collect(component(record, component), found);
            }
        } else if (part instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        } else if (part instanceof Map<?, ?> map) {
            map.values().forEach(item -> collect(item, found));
        }
    }

    private static @Nullable Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " must be a public record", e);
        }
    }

    /** Formulas are records of records, lists and maps all the way down; a part that holds no parameter stays the same object. */
    private static @Nullable Object replaced(
            @Nullable Object part, Map<String, ? extends Serializable> values, SortedSet<String> missing) {
        if (part instanceof Param<?> param) {
            return param.isSet() ? param : set(param, values, missing);
        }
        if (part instanceof Choice choice) {
            return chosen(choice, values, missing);
        }
        if (part instanceof Record record && !isOpaque(record)) {
            return replacedRecord(record, values, missing);
        }
        if (part instanceof List<?> list) {
            return list.stream().map(item -> replaced(item, values, missing)).toList();
        }
        if (part instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> copy = new TreeMap<>();
            map.forEach((key, value) -> copy.put(key, replaced(value, values, missing)));
            return copy;
        }
        return part;
    }

    /** A caller's own counter may be any record; it has no parameters of ours. */
    private static boolean isOpaque(Record record) {
        return record instanceof PerAccountCounter;
    }

    /** Of several formulas the chosen one alone is left. */
    private static @Nullable Object chosen(
            Choice choice, Map<String, ? extends Serializable> values, SortedSet<String> missing) {
        Param<?> by = (Param<?>) Objects.requireNonNull(replaced(choice.by(), values, missing));
        return by.isSet() ? replaced(choice.chosen(by.get().toString()), values, missing) : choice;
    }

    private static Param<?> set(Param<?> param, Map<String, ? extends Serializable> values, SortedSet<String> missing) {
        Serializable value = values.get(param.name());
        if (value == null) {
            if (param.required()) {
                missing.add(param.name());
            }
            return param;
        }
        if (!param.type().accepts(value)) {
            throw new IllegalArgumentException("parameter \"" + param.name() + "\" = " + value + " must be a "
                    + param.type().name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof Family designated) {
            // a KPI that designates itself must not do so for ever
            Map<String, Serializable> others = new TreeMap<>(values);
            others.remove(param.name());
            return Param.of(param.type(), (Family) Objects.requireNonNull(replaced(designated, others, missing)));
        }
        return Param.of(param.type(), value);
    }

    private static Record replacedRecord(
            Record record, Map<String, ? extends Serializable> values, SortedSet<String> missing) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] parts = new Object[components.length];
        boolean changed = false;
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                Object part = component(record, components[i]);
                parts[i] = replaced(part, values, missing);
                changed |= parts[i] != part && !(part != null && part.equals(parts[i]));
            }
            return changed ? record.getClass().getDeclaredConstructor(types).newInstance(parts) : record;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(record.getClass() + " must be a public record", e);
        }
    }
}
