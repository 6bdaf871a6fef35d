package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TicketTest {
    private static final Instant OPENED = Instant.parse("2025-03-01T10:15:30.123Z");

    @Test
    void theBuilderSetsEveryPart() {
        Ticket ticket = Ticket.builder("T1", "A1", OPENED)
                .requesterId("U1")
                .firstResponseAt(OPENED.plusSeconds(60))
                .resolvedAt(OPENED.plusSeconds(600))
                .escalatedAt(OPENED.plusSeconds(120))
                .contacts(3)
                .reopens(1)
                .priority("high")
                .category("billing")
                .channel("mail")
                .build();
        assertThat(ticket)
                .isEqualTo(new Ticket(
                        "T1",
                        "A1",
                        OPENED,
                        Optional.of("U1"),
                        Optional.of(OPENED.plusSeconds(60)),
                        Optional.of(OPENED.plusSeconds(600)),
                        Optional.of(OPENED.plusSeconds(120)),
                        OptionalInt.of(3),
                        1,
                        Optional.of("high"),
                        Optional.of("billing"),
                        Optional.of("mail")));
    }

    @Test
    void aTicketWithoutOptionalPartsIsOpen() {
        Ticket ticket = Ticket.of("T1", "A1", OPENED);
        assertThat(ticket.firstResponseAt()).isEmpty();
        assertThat(ticket.resolvedAt()).isEmpty();
        assertThat(ticket.escalatedAt()).isEmpty();
        assertThat(ticket.contacts()).isEmpty();
        assertThat(ticket.reopens()).isZero();
    }

    @Test
    void whatIsFinerThanAMillisecondIsCutBeforeInstantsAreCompared() {
        Ticket ticket = Ticket.builder("T1", "A1", OPENED.plusNanos(900_000))
                .firstResponseAt(OPENED.plusNanos(100_000))
                .resolvedAt(OPENED.plusNanos(200_000))
                .escalatedAt(OPENED.plusNanos(300_000))
                .build();
        assertThat(ticket.openedAt()).isEqualTo(OPENED);
        assertThat(ticket.firstResponseAt()).contains(OPENED);
        assertThat(ticket.resolvedAt()).contains(OPENED);
        assertThat(ticket.escalatedAt()).contains(OPENED);
    }

    @Test
    void nothingHappensToATicketBeforeItIsOpened() {
        assertThatThrownBy(() -> Ticket.builder("T1", "A1", OPENED)
                        .resolvedAt(OPENED.minusMillis(1))
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("ticket \"T1\": resolvedAt: 2025-03-01T10:15:30.122Z,"
                        + " must not be before openedAt 2025-03-01T10:15:30.123Z, check which of the two is wrong");
    }

    @Test
    void allBrokenRulesAreToldAtOnce() {
        assertThatThrownBy(() -> Ticket.builder("", " ", Instant.parse("2025-03-01T00:00:00Z"))
                        .requesterId("")
                        .firstResponseAt(Instant.parse("2025-02-01T00:00:00Z"))
                        .resolvedAt(Instant.parse("2025-02-02T00:00:00Z"))
                        .escalatedAt(Instant.parse("2025-02-03T00:00:00Z"))
                        .contacts(0)
                        .reopens(-1)
                        .priority("")
                        .category("")
                        .channel("")
                        .build())
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("""
                        11 problems
                        ticket "": accountId:  , must not be blank, give it a value
                        ticket "": category: must not be blank, leave it out where there is none
                        ticket "": channel: must not be blank, leave it out where there is none
                        ticket "": contacts: 0, must be at least 1, count the opening contact;\
                         leave it out where it is not known
                        ticket "": escalatedAt: 2025-02-03T00:00:00Z, must not be before openedAt 2025-03-01T00:00:00Z,\
                         check which of the two is wrong
                        ticket "": firstResponseAt: 2025-02-01T00:00:00Z, must not be before openedAt 2025-03-01T00:00:00Z,\
                         check which of the two is wrong
                        ticket "": id: must not be blank, give it a value
                        ticket "": priority: must not be blank, leave it out where there is none
                        ticket "": reopens: -1, must be at least 0, count how often it was reopened
                        ticket "": requesterId: must not be blank, leave it out where there is none
                        ticket "": resolvedAt: 2025-02-02T00:00:00Z, must not be before openedAt 2025-03-01T00:00:00Z,\
                         check which of the two is wrong""");
    }
}
