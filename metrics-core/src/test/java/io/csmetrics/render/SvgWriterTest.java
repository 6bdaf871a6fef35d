package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SvgWriterTest {
    private static String written(String text) {
        return new SvgWriter().element("text", text).toString();
    }

    @Test
    void anElementWithoutContentIsClosedInItself() {
        SvgWriter svg = new SvgWriter().open("g").box("a", 0, 1, 2.5, 3).close();
        assertThat(svg).hasToString("<g><rect class=\"a\" x=\"0\" y=\"1\" width=\"2.5\" height=\"3\"/></g>");
    }

    @Test
    void markupInTextAndAttributesIsText() {
        assertThat(written("</text><script>'&\""))
                .isEqualTo("<text>&lt;/text&gt;&lt;script&gt;&#39;&amp;&quot;</text>");
        assertThat(new SvgWriter().open("g").set("class", "\"><x a='").close())
                .hasToString("<g class=\"&quot;&gt;&lt;x a=&#39;\"/>");
    }

    @Test
    void whatXmlForbidsIsReplacedAndLinesAreJoined() {
        assertThat(written("a\0b\u0008c\u001Bd\u007Fe\u0085f"))
                .isEqualTo("<text>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf</text>");
        assertThat(written("a\uFFFEb\uFFFFc\uFDD0d")).isEqualTo("<text>a\uFFFDb\uFFFDc\uFFFDd</text>");
        assertThat(written("a\uD83Db\uDE00")).isEqualTo("<text>a\uFFFDb\uFFFD</text>");
        assertThat(written("a\tb\r\nc")).isEqualTo("<text>a b  c</text>");
    }

    @Test
    void otherScriptsAndDirectionsPass() {
        String text = "\u202Eabc \u05E9\u05DC\u05D5\u05DD \u4F60 \uD83D\uDE00";
        assertThat(written(text)).isEqualTo("<text>" + text + "</text>");
    }

    @Test
    void numbersHaveAtMostTwoDecimalsAndNeverAnExponent() {
        assertThat(SvgWriter.number(12)).isEqualTo("12");
        assertThat(SvgWriter.number(0.125)).isEqualTo("0.12");
        assertThat(SvgWriter.number(-0.001)).isEqualTo("0");
        assertThat(SvgWriter.number(1_200_000)).isEqualTo("1200000");
        assertThat(SvgWriter.number(1e-9)).isEqualTo("0");
    }
}
