package io.csmetrics.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.io.Json.JsonPath;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Suggestion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A record as an object with its components by name; what may be absent and is has no key. */
record JsonRecordCodec(Class<?> type) implements JsonCodec {
    @Override
    public void write(Object value, StringBuilder out) {
        char separator = '{';
        for (RecordComponent component : type.getRecordComponents()) {
            Object part = invoke(component, value);
            if (!part.equals(Optional.empty())) {
                out.append(separator);
                JsonCodec.quote(component.getName(), out);
                out.append(':');
                JsonCodec.of(component.getGenericType()).write(part, out);
                separator = ',';
            }
        }
        out.append(separator == '{' ? "{}" : "}");
    }

    @Override
    public Optional<Object> read(JsonNode node, JsonPath path) {
        if (!node.isObject()) {
            return path.report(node.toString(), "must be an object", "put it in braces");
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> names =
                Arrays.stream(components).map(RecordComponent::getName).toList();
        node.fieldNames().forEachRemaining(key -> {
            if (!names.contains(key)) {
                path.at(key)
                        .report(
                                "",
                                "must be a key of " + type.getSimpleName(),
                                Suggestion.remedy(key, names, "remove it"));
            }
        });
        List<Object> parts = new ArrayList<>();
        for (RecordComponent component : components) {
            read(component.getName(), JsonCodec.of(component.getGenericType()), node, path)
                    .ifPresent(parts::add);
        }
        return parts.size() == components.length ? create(components, parts, path) : Optional.empty();
    }

    /** Reads one key of an object. */
    static Optional<Object> read(String key, JsonCodec codec, JsonNode object, JsonPath path) {
        JsonNode node = object.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return codec.isOptional()
                    ? Optional.of(Optional.empty())
                    : path.at(key).report("", "must be given", "add the key");
        }
        return codec.read(node, path.at(key));
    }

    private Optional<Object> create(RecordComponent[] components, List<Object> parts, JsonPath path) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return Optional.of(type.getDeclaredConstructor(types).newInstance(parts.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidDataException refused) {
                path.reportAll(refused.findings());
                return Optional.empty();
            }
            if (e.getCause() instanceof IllegalArgumentException || e.getCause() instanceof ArithmeticException) {
                return path.report("", String.valueOf(e.getCause().getMessage()), "");
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw notOurs(e);
        }
    }

    private Object invoke(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw notOurs(e);
        }
    }

    private IllegalArgumentException notOurs(ReflectiveOperationException e) {
        return new IllegalArgumentException(
                type.getTypeName() + " has no JSON; write a public record of this library", e);
    }
}
