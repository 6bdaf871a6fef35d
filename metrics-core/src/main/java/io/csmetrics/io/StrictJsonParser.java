package io.csmetrics.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a text into {@link StrictJson}: every value with its line, every key once. */
final class StrictJsonParser {
    private static final int MOST_DIGITS = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final JsonParser tokens;
    private final String source;
    private final String root;
    private final Findings findings;

    private StrictJsonParser(JsonParser tokens, String source, String root, Findings findings) {
        this.tokens = tokens;
        this.source = source;
        this.root = root;
        this.findings = findings;
    }

    static Optional<StrictJson> parse(byte[] bytes, String source, String root, Findings findings) {
        if (bytes.length > StrictJson.LARGEST) {
            return tooLarge("bytes", source, findings);
        }
        StringWriter text = new StringWriter();
        try (Utf8Reader reader = new Utf8Reader(new ByteArrayInputStream(bytes))) {
            reader.transferTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can always be read", e);
        }
        return parse(text.toString(), source, root, findings);
    }

    static Optional<StrictJson> parse(String text, String source, String root, Findings findings) {
        if (text.length() > StrictJson.LARGEST) {
            return tooLarge("characters", source, findings);
        }
        if (UnicodeText.isBroken(text)) {
            return notUnicode(text, source, findings);
        }
        try (JsonParser tokens = JSON.createParser(text)) {
            return new StrictJsonParser(tokens, source, root, findings).document();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory can always be read", e);
        }
    }

    private static Optional<StrictJson> tooLarge(String units, String source, Findings findings) {
        return refuse(
                findings, source, 0, "", "", "must have at most " + StrictJson.LARGEST + " " + units, "split it up");
    }

    /** The line is told; the place in it is not, because the broken text cannot be shown either. */
    private static Optional<StrictJson> notUnicode(String text, String source, Findings findings) {
        int line = 1;
        for (String each : text.split("\n", -1)) {
            if (UnicodeText.isBroken(each)) {
                break;
            }
            line++;
        }
        return refuse(findings, source, line, "", "", "must be UTF-8", "save the file as UTF-8");
    }

    private static Optional<StrictJson> refuse(
            Findings findings, String source, long line, String field, String value, String rule, String remedy) {
        findings.add(Finding.error(source, line, field, value, rule, remedy));
        return Optional.empty();
    }

    private Optional<StrictJson> document() throws IOException {
        try {
            if (tokens.nextToken() == null) {
                return refuse(findings, source, 0, "", "", "must be JSON", "the text is empty");
            }
            StrictJson document = value(null, root, 1);
            if (tokens.nextToken() != null) {
                return refuseHere(tokens.currentTokenLocation(), tokens.getText(), "must end after one JSON value");
            }
            return Optional.of(document);
        } catch (JsonProcessingException e) {
            return refuseHere(e.getLocation(), e.getOriginalMessage(), "must be JSON");
        } catch (Unfit e) {
            return refuse(findings, source, tokens.currentTokenLocation().getLineNr(), "", "", e.rule(), e.remedy());
        }
    }

    private Optional<StrictJson> refuseHere(@Nullable JsonLocation where, String found, String rule) {
        return where == null
                ? refuse(findings, source, 0, "", found, rule, "correct it")
                : refuse(
                        findings,
                        source,
                        where.getLineNr(),
                        "character " + where.getColumnNr(),
                        found,
                        rule,
                        "correct it");
    }

    private StrictJson value(@Nullable StrictJson parent, String step, int depth) throws IOException, Unfit {
        if (depth > StrictJson.DEEPEST) {
            throw new Unfit(
                    "must have at most " + StrictJson.DEEPEST + " levels of objects and lists", "make it flatter");
        }
        StrictJson here = new StrictJson(
                source, findings, parent, step, tokens.currentTokenLocation().getLineNr());
        return here.holding(
                switch (tokens.currentToken()) {
                    case START_OBJECT -> members(here, depth);
                    case START_ARRAY -> items(here, depth);
                    case VALUE_STRING -> text(here);
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(here);
                    case VALUE_TRUE -> true;
                    case VALUE_FALSE -> false;
                    default -> null;
                });
    }

    private Map<String, StrictJson> members(StrictJson object, int depth) throws IOException, Unfit {
        Map<String, StrictJson> members = new LinkedHashMap<>();
        while (tokens.nextToken() == JsonToken.FIELD_NAME) {
            String key = tokens.currentName();
            tokens.nextToken();
            StrictJson member = value(object, StrictJson.step(key), depth + 1);
            if (members.putIfAbsent(key, member) != null) {
                member.error("must be the only key of its name", "remove or rename one of them");
            }
            requireUnicode(key, member);
        }
        return Collections.unmodifiableMap(members);
    }

    private List<StrictJson> items(StrictJson list, int depth) throws IOException, Unfit {
        List<StrictJson> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(list, "[" + items.size() + "]", depth + 1));
        }
        return Collections.unmodifiableList(items);
    }

    private String text(StrictJson here) throws IOException {
        String text = tokens.getText();
        requireUnicode(text, here);
        return text;
    }

    private static void requireUnicode(String text, StrictJson place) {
        if (UnicodeText.isBroken(text)) {
            place.error(text, "must be Unicode", "correct the escaped character");
        }
    }

    /** A few characters of an exponent make a number that fills the memory once it is written out. */
    private BigDecimal number(StrictJson here) throws IOException {
        BigDecimal number = null;
        try {
            number = new BigDecimal(tokens.getText());
        } catch (NumberFormatException exponentBeyondInt) {
            // told below
        }
        if (number == null || Math.abs((long) number.scale()) + number.precision() > MOST_DIGITS) {
            here.error(
                    tokens.getText(),
                    "must have at most " + MOST_DIGITS + " digits",
                    "correct the digits or the exponent");
            return BigDecimal.ZERO;
        }
        return number;
    }
}
