package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.render.CurveChart.Axes;
import io.csmetrics.render.CurveChart.Curve;
import io.csmetrics.render.CurveChart.Step;
import io.csmetrics.render.Heatmap.Cell;
import io.csmetrics.render.Heatmap.Heads;
import io.csmetrics.render.Heatmap.Row;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** The laws of pictures: whatever the texts, the XML is well-formed and holds them as text; scales cover their range. */
final class PictureProperties {
    /** A letter and whatever characters there are, such as surrogates without their other half. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(12);
        Arbitrary<String> hostile =
                Arbitraries.of("</svg><script>", "]]>", "<!--", "&#0;", "\" onload=\"x", "\uDC00", "\u202E", "\0");
        return Arbitraries.oneOf(any, hostile).map(text -> "a" + text);
    }

    private static String cleaned(String text) {
        StringBuilder cleaned = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean isLine = c == '\t' || c == '\n' || c == '\r';
            int type = Character.getType(c);
            boolean isForbidden = type == Character.CONTROL
                    || type == Character.SURROGATE
                    || (c & 0xFFFE) == 0xFFFE
                    || (c >= 0xFDD0 && c <= 0xFDEF);
            cleaned.appendCodePoint(isLine ? ' ' : isForbidden ? 0xFFFD : c);
        });
        return cleaned.toString();
    }

    @Property(tries = 100)
    void aHeatmapHoldsAnyTextAsText(@ForAll("texts") String text, @ForAll("texts") String other) {
        Heatmap map = new Heatmap(
                text,
                other,
                new Heads(text, other, text),
                List.of(text),
                List.of(new Row(text, other, List.of(Cell.open(other)))),
                Optional.of(new Row(other, text, List.of(Cell.projected(0.5, text)))));
        String svg = map.svg("p");
        assertThat(Pictures.texts(svg, "title"))
                .containsExactly(
                        cleaned(text),
                        cleaned(text),
                        cleaned(text + ", " + text + ": " + other + " (open)"),
                        cleaned(other),
                        cleaned(other + ", " + text + ": " + text + " (projected)"));
        assertThat(Pictures.texts(svg, "desc")).containsExactly(cleaned(other));
        assertThat(Pictures.texts(svg, "script")).isEmpty();
        assertThat(map.svg("p")).isEqualTo(svg);
    }

    @Property(tries = 100)
    void aChartHoldsAnyTextAsText(@ForAll("texts") String text, @ForAll("texts") String other) {
        CurveChart chart = new CurveChart(
                text,
                other,
                new Axes(text, other),
                List.of(new Curve(text, List.of(Step.of(1, 0.5)), 2, List.of())),
                true);
        String svg = chart.svg("p");
        assertThat(Pictures.texts(svg, "title")).containsExactly(cleaned(text), cleaned(text));
        assertThat(Pictures.texts(svg, "desc")).containsExactly(cleaned(other));
        assertThat(Pictures.texts(svg, "script")).isEmpty();
    }

    @Property(tries = 200)
    void aScaleCoversItsRangeInFewSteps(
            @ForAll @DoubleRange(max = 1e6) double from,
            @ForAll @DoubleRange(max = 1e6) double range,
            @ForAll @IntRange(min = 2, max = 20) int most) {
        double to = from + range;
        RoundScale scale = RoundScale.covering(from, to, most);
        assertThat(scale.count()).isBetween(1, most);
        assertThat(scale.mark(0).doubleValue()).isLessThanOrEqualTo(from);
        assertThat(scale.last().doubleValue()).isGreaterThanOrEqualTo(to);
        assertThat(scale.stepOf(from)).isZero();
        assertThat(scale.stepOf(to)).isEqualTo(scale.count() - 1);
    }
}
