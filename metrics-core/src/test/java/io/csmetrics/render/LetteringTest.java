package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LetteringTest {
    @Test
    void aTextIsBrokenWhereItGetsNarrowest() {
        assertThat(Lettering.pair("63 % so far", Lettering.CELL)).containsExactly("63 %", "so far");
        assertThat(Lettering.pair("2025-01 2025-12", Lettering.CELL)).containsExactly("2025-01", "2025-12");
    }

    @Test
    void aShortTextAndAPercentSignAreNotBroken() {
        assertThat(Lettering.pair("63 %", Lettering.CELL)).containsExactly("63 %");
        assertThat(Lettering.pair("1,234.56 %", Lettering.CELL)).containsExactly("1,234.56 %");
        assertThat(Lettering.pair("unbroken-text", Lettering.CELL)).containsExactly("unbroken-text");
    }

    @Test
    void aTextWithoutRoomIsShortened() {
        assertThat(Lettering.shorten("enterprise", 10, 1000)).isEqualTo("enterprise");
        assertThat(Lettering.shorten("aaaaaaaaaa", 10, 36.5)).isEqualTo("aaaa…");
        assertThat(Lettering.width("aaaa…", 10)).isLessThanOrEqualTo(36.5);
    }

    @Test
    void noPairOfSurrogatesIsTorn() {
        String faces = "\uD83D\uDE00".repeat(20);
        for (int room = 0; room < 120; room += 7) {
            assertThat(Lettering.shorten(faces, 10, room).replace("\uD83D\uDE00", ""))
                    .isEqualTo("…");
        }
    }

    @Test
    void linesHoldEveryWordAndKeepToTheirRoom() {
        String text = "one two three " + "x".repeat(60) + " four";
        assertThat(Lettering.lines(text, 10, 100)).allMatch(line -> Lettering.width(line, 10) <= 100);
        assertThat(String.join("", Lettering.lines(text, 10, 100))).isEqualToIgnoringWhitespace(text);
        assertThat(Lettering.lines("one two", 10, 100)).containsExactly("one two");
    }
}
