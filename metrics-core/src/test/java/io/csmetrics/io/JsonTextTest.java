package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void outerArraysHaveAnElementALine() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("rows", Stream.of(Map.of("cells", List.of(1, 2)), Map.of("cells", List.of())));
        members.put("none", List.of());
        members.put("more", Map.of("words", Arrays.asList("a", null)));

        assertThat(JsonText.of(members)).isEqualTo("""
                {"rows":[
                {"cells":[1,2]},
                {"cells":[]}
                ],"none":[],"more":{"words":[
                "a",
                null
                ]}}
                """);
    }

    @Test
    void onOneLineNothingIsBroken() {
        assertThat(JsonText.inline(List.of(Map.of("a", true), List.of("x")))).isEqualTo("[{\"a\":true},[\"x\"]]");
        assertThat(JsonText.inline(null)).isEqualTo("null");
    }

    @Test
    void numbersHaveNoExponent() {
        assertThat(JsonText.inline(List.of(
                        new BigDecimal("1E+3"),
                        new BigDecimal("0.50"),
                        1e-7,
                        -0.0,
                        Long.MIN_VALUE,
                        3,
                        BigInteger.TEN.pow(20))))
                .isEqualTo("[1000,0.5,0.0000001,0,-9223372036854775808,3,100000000000000000000]");
    }

    @Test
    void everyTextReadsBack() throws IOException {
        String text = "\"quoted\" \\ / \b\f\n\r\t\u0000\u001f\u007f\u2028 é 😀";

        String json = JsonText.inline(Map.of(text, text));

        assertThat(json).startsWith("{\"\\\"quoted\\\" \\\\ / \\b\\f\\n\\r\\t\\u0000\\u001F");
        assertThat(new JsonMapper().readTree(json).get(text).textValue()).isEqualTo(text);
    }

    @Test
    void whatHasNoJsonIsRefused() {
        assertThatThrownBy(() -> JsonText.of(Map.of("on", LocalDate.of(2026, 1, 31))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "java.time.LocalDate 2026-01-31 must be a text, number, flag, map, list, stream or null to be"
                                + " written as json; make it a text");
        assertThatThrownBy(() -> JsonText.inline(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number NaN must be finite to be written as json; write null for what there is not");
        assertThatThrownBy(() -> JsonText.inline(Collections.singletonMap(5, "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key 5 must be a text to be written as json; make it one");
    }
}
