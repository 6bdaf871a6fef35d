package io.csmetrics.io;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.facts.Segment;
import io.csmetrics.io.Json.JsonPath;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** How the values of one type stand in JSON. A new leaf is one line in {@link #leaf}. */
interface JsonCodec {
    /** Writes a value. */
    void write(Object value, StringBuilder out);

    /** Reads a value, or tells what is wrong and returns empty. */
    Optional<Object> read(JsonNode node, JsonPath path);

    /** Tells whether a value may be left out of an object. */
    default boolean isOptional() {
        return false;
    }

    /** Returns the codec of a type of components. */
    static JsonCodec of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] parts = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                return new OptionalCodec(of(parts[0]));
            }
            if (generic.getRawType() == List.class) {
                return new ListCodec(of(parts[0]));
            }
            if (generic.getRawType() == SortedMap.class) {
                return new MapCodec(keys(parts[0]), of(parts[1]));
            }
        }
        if (type instanceof Class<?> plain) {
            return leaf(plain).or(() -> structure(plain)).orElseThrow(() -> none(type));
        }
        throw none(type);
    }

    private static IllegalArgumentException none(Type type) {
        return new IllegalArgumentException(type.getTypeName() + " has no JSON; write a public record of this library");
    }

    private static Optional<JsonCodec> leaf(Class<?> type) {
        JsonCodec codec = null;
        if (type == String.class) {
            codec = new StringCodec("a text", text -> text, Object::toString);
        } else if (type == long.class || type == Long.class) {
            codec = new NumberCodec(Long.MIN_VALUE, Long.MAX_VALUE, number -> number);
        } else if (type == int.class) {
            codec = new NumberCodec(Integer.MIN_VALUE, Integer.MAX_VALUE, number -> (int) number.longValue());
        } else if (type == BigDecimal.class) {
            codec = new StringCodec(
                    "a plain decimal number", JsonCodec::decimal, value -> ((BigDecimal) value).toPlainString());
        } else if (type == CurrencyUnit.class) {
            codec = new StringCodec("an ISO 4217 code", CurrencyUnit::of, Object::toString);
        } else if (type == LocalDate.class) {
            codec = new StringCodec("a date such as 2025-01-31", LocalDate::parse, Object::toString);
        } else if (type == Instant.class) {
            codec = new StringCodec("an instant such as 2025-01-31T09:30:00Z", Instant::parse, Object::toString);
        } else if (type.isEnum()) {
            codec = constants(type);
        } else if (type == BigMoney.class) {
            codec = new MoneyCodec();
        } else if (type == Segment.class) {
            codec = new SegmentCodec();
        }
        return Optional.ofNullable(codec);
    }

    private static Optional<JsonCodec> structure(Class<?> type) {
        for (RecordFile<?> kind : RecordFile.all()) {
            if (kind.type() == type) {
                return Optional.of(new JsonRowCodec<>(kind));
            }
        }
        if (!Modifier.isPublic(type.getModifiers())) {
            return Optional.empty();
        }
        if (type.isSealed() && Arrays.stream(type.getPermittedSubclasses()).allMatch(Class::isRecord)) {
            return Optional.of(new SealedCodec(List.of(type.getPermittedSubclasses())));
        }
        return type.isRecord() ? Optional.of(new JsonRecordCodec(type)) : Optional.empty();
    }

    private static StringCodec keys(Type type) {
        if (of(type) instanceof StringCodec codec) {
            return codec;
        }
        throw none(type);
    }

    private static StringCodec constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(((Enum<?>) constant).name());
        }
        return new StringCodec(
                "one of " + String.join(", ", names),
                text -> {
                    if (!names.contains(text)) {
                        throw new IllegalArgumentException(text);
                    }
                    return type.getEnumConstants()[names.indexOf(text)];
                },
                constant -> ((Enum<?>) constant).name());
    }

    private static BigDecimal decimal(String text) {
        try {
            return CellType.DECIMAL.reading().read(JsonLinesSource.plain(text), ZoneOffset.UTC);
        } catch (Unfit e) {
            throw new IllegalArgumentException(e);
        }
    }

    static void quote(String text, StringBuilder out) {
        if (UnicodeText.isBroken(text)) {
            throw new IllegalArgumentException(
                    "text \"" + UnicodeText.printable(text) + "\" must be Unicode; correct it");
        }
        out.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, out);
        out.append('"');
    }

    /** A value that is a string, or in hand-written JSON a number. */
    record StringCodec(String what, Function<String, Object> reading, Function<Object, String> writing)
            implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            quote(writing.apply(value), out);
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            return node.isTextual() || node.isNumber()
                    ? read(node.asText(), path)
                    : path.report(node.toString(), "must be " + what, "correct it");
        }

        Optional<Object> read(String text, JsonPath path) {
            if (UnicodeText.isBroken(text)) {
                return path.report(UnicodeText.printable(text), "must be Unicode", "correct it");
            }
            try {
                return Optional.of(reading.apply(text));
            } catch (DateTimeException | IllegalArgumentException e) {
                return path.report(text, "must be " + what, "correct it");
            }
        }
    }

    /** A count. */
    record NumberCodec(long least, long most, Function<Long, Object> narrowing) implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            out.append(value);
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            return node.isIntegralNumber()
                            && node.canConvertToLong()
                            && node.longValue() >= least
                            && node.longValue() <= most
                    ? Optional.of(narrowing.apply(node.longValue()))
                    : path.report(node.toString(), "must be a whole number " + least + " to " + most, "correct it");
        }
    }

    /** An amount of money. */
    record MoneyCodec() implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            BigMoney money = (BigMoney) value;
            out.append("{\"amount\":");
            quote(money.getAmount().toPlainString(), out);
            out.append(",\"currency\":");
            quote(money.getCurrencyUnit().getCode(), out);
            out.append('}');
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            Optional<Object> amount = JsonRecordCodec.read("amount", of(BigDecimal.class), node, path);
            Optional<Object> currency = JsonRecordCodec.read("currency", of(CurrencyUnit.class), node, path);
            return amount.flatMap(
                    number -> currency.map(unit -> BigMoney.of((CurrencyUnit) unit, (BigDecimal) number)));
        }
    }

    /** A value that may be absent. */
    record OptionalCodec(JsonCodec value) implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            this.value.write(((Optional<?>) value).orElseThrow(), out);
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            return value.read(node, path).map(Optional::of);
        }

        @Override
        public boolean isOptional() {
            return true;
        }
    }

    /** A list. */
    record ListCodec(JsonCodec element) implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            char separator = '[';
            for (Object each : (List<?>) value) {
                out.append(separator);
                element.write(each, out);
                separator = ',';
            }
            out.append(separator == '[' ? "[]" : "]");
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            if (!node.isArray()) {
                return path.report(node.toString(), "must be a list", "put it in brackets");
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                element.read(node.get(i), path.at(Integer.toString(i))).ifPresent(values::add);
            }
            return values.size() == node.size() ? Optional.of(values) : Optional.empty();
        }
    }

    /** A map, whose keys are written as text. */
    record MapCodec(StringCodec key, JsonCodec value) implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            char separator = '{';
            for (Map.Entry<?, ?> entry : ((Map<?, ?>) value).entrySet()) {
                out.append(separator);
                key.write(entry.getKey(), out);
                out.append(':');
                this.value.write(entry.getValue(), out);
                separator = ',';
            }
            out.append(separator == '{' ? "{}" : "}");
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            if (!node.isObject()) {
                return path.report(node.toString(), "must be an object", "put it in braces");
            }
            SortedMap<Object, Object> entries = new TreeMap<>();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                JsonPath place = path.at(field.getKey());
                Optional<Object> name = key.read(field.getKey(), place);
                Optional<Object> item = value.read(field.getValue(), place);
                if (name.isPresent() && item.isPresent()) {
                    entries.put(name.get(), item.get());
                }
            }
            return entries.size() == node.size()
                    ? Optional.of(Collections.unmodifiableSortedMap(entries))
                    : Optional.empty();
        }
    }

    /** One of several records, told by its keys: the first of those that have most of them. */
    record SealedCodec(List<Class<?>> records) implements JsonCodec {
        @Override
        public void write(Object value, StringBuilder out) {
            of(value.getClass()).write(value, out);
        }

        @Override
        public Optional<Object> read(JsonNode node, JsonPath path) {
            Class<?> best = records.get(0);
            for (Class<?> each : records) {
                best = known(each, node) > known(best, node) ? each : best;
            }
            return of(best).read(node, path);
        }

        private static long known(Class<?> type, JsonNode node) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> node.has(component.getName()))
                    .count();
        }
    }

    /** A segment is its attributes. */
    record SegmentCodec() implements JsonCodec {
        private static final MapCodec ATTRIBUTES = new MapCodec(keys(String.class), of(String.class));

        @Override
        public void write(Object value, StringBuilder out) {
            ATTRIBUTES.write(((Segment) value).attributes(), out);
        }

        @Override
        @SuppressWarnings("unchecked") // keys and values are read as texts
        public Optional<Object> read(JsonNode node, JsonPath path) {
            return ATTRIBUTES.read(node, path).map(map -> new Segment((SortedMap<String, String>) map));
        }
    }
}
