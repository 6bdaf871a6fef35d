package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {
    private static final Instant AT = Instant.parse("2025-03-01T10:15:30.123Z");

    @Test
    void theBuilderSetsEveryPart() {
        Event event = Event.builder("A1", "session", AT)
                .id("E1")
                .userId("U1")
                .value(new BigDecimal("12.50"))
                .attribute("role", "admin")
                .attributes(Map.of("device-type", "phone"))
                .build();
        assertThat(event)
                .isEqualTo(new Event(
                        "A1",
                        "session",
                        AT,
                        Optional.of("E1"),
                        Optional.of("U1"),
                        Optional.of(new BigDecimal("12.5")),
                        new TreeMap<>(Map.of("role", "admin", "device-type", "phone"))));
    }

    @Test
    void anEventWithoutOptionalPartsHasNone() {
        Event event = Event.of("A1", "login", AT);
        assertThat(event.id()).isEmpty();
        assertThat(event.userId()).isEmpty();
        assertThat(event.value()).isEmpty();
        assertThat(event.attributes()).isEmpty();
        assertThatThrownBy(() -> event.attributes().put("a", "1")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatIsFinerThanAMillisecondIsCut() {
        assertThat(Event.of("A1", "login", AT.plusNanos(1))).isEqualTo(Event.of("A1", "login", AT));
    }

    @Test
    void theAttributesAreASortedCopyThatCannotBeChanged() {
        TreeMap<String, String> attributes = new TreeMap<>(Map.of("b", "2", "a", "1"));
        Event event = new Event("A1", "login", AT, Optional.empty(), Optional.empty(), Optional.empty(), attributes);
        attributes.put("c", "3");
        assertThat(event.attributes()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThatThrownBy(() -> event.attributes().put("d", "4")).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "qbr-held", "step-2", "x1-2-b"})
    void theTypeIsKebabCase(String type) {
        assertThat(Event.of("A1", type, AT).type()).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Login", "feature_used", "feature used", "-login", "login-", "a--b", "2nd", "", "é"})
    void aTypeThatIsNotKebabCaseIsRefused(String type) {
        assertThatThrownBy(() -> Event.of("A1", type, AT))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("event of account \"A1\": type: " + type + (type.isEmpty() ? "" : ", ")
                        + "must be kebab-case, write it like feature-used");
    }

    @Test
    void aVeryLongTypeIsMatchedWithoutExhaustingTheStack() {
        String type = "a" + "-b".repeat(100_000);
        assertThat(Event.of("A1", type, AT).type()).isEqualTo(type);
        assertThatThrownBy(() -> Event.of("A1", type + "-", AT)).isInstanceOf(InvalidDataException.class);
    }

    @Test
    void theNamesOfAttributesAreKebabCase() {
        assertThatThrownBy(() -> Event.builder("A1", "login", AT)
                        .id("E1")
                        .attribute("userRole", "admin")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("event \"E1\": attribute name: userRole, must be kebab-case, write it like feature-used");
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> Event.builder("", "Log in", AT)
                        .id(" ")
                        .userId("")
                        .value(new BigDecimal("1E+5000"))
                        .attribute("", "x")
                        .attribute("role", " ")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        7 problems
                        event " ": accountId: must not be blank, give it a value
                        event " ": attribute name: must be kebab-case, write it like feature-used
                        event " ": id:  , must not be blank, leave it out where there is none
                        event " ": role:  , must not be blank, give it a value
                        event " ": type: Log in, must be kebab-case, write it like feature-used
                        event " ": userId: must not be blank, leave it out where there is none
                        event " ": value: 1E+5000, must have at most 1000 digits on either side of the decimal point,\
                         check the exponent""");
    }
}
