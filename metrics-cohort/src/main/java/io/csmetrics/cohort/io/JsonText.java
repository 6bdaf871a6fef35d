package io.csmetrics.cohort.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.Serial;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** JSON of one object, whose arrays have an element a line, so that results can be read and compared line by line. */
final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonText() {}

    /** What is written into the object. */
    @FunctionalInterface
    interface Members {
        void to(JsonGenerator json) throws IOException;
    }

    static String of(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new ElementPerLine());
            json.writeStartObject();
            members.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string takes everything", e);
        }
        return text.append('\n').toString();
    }

    static void number(JsonGenerator json, String key, @Nullable BigDecimal number) throws IOException {
        json.writeFieldName(key);
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(plain(number));
        }
    }

    static void number(JsonGenerator json, String key, OptionalDouble number) throws IOException {
        number(json, key, number.isPresent() ? BigDecimal.valueOf(number.getAsDouble()) : null);
    }

    /** A number without exponent and without zeros that say nothing. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static final class ElementPerLine extends MinimalPrettyPrinter {
        @Serial
        private static final long serialVersionUID = 1;

        private int depth;

        @Override
        public void writeStartArray(JsonGenerator json) throws IOException {
            super.writeStartArray(json);
            depth++;
        }

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            breakLine(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            super.writeArrayValueSeparator(json);
            breakLine(json);
        }

        @Override
        public void writeEndArray(JsonGenerator json, int values) throws IOException {
            if (values > 0) {
                breakLine(json);
            }
            depth--;
            super.writeEndArray(json, values);
        }

        private void breakLine(JsonGenerator json) throws IOException {
            if (depth == 1) {
                json.writeRaw('\n');
            }
        }
    }
}
