package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.render.CurveChart.Axes;
import io.csmetrics.render.CurveChart.Curve;
import io.csmetrics.render.CurveChart.Step;
import io.csmetrics.statistics.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * Coordinates by hand: below a title and a description of one line each the plot has its left upper corner at (68, 94), is 560 wide and
 * 300 high; ten months make 56 a month.
 */
class CurveChartTest {
    private static Curve flat(String name) {
        return new Curve(name, List.of(), 10, List.of());
    }

    @Test
    void aCurveFallsAtItsStepsAndRunsToItsEnd() {
        String svg = Pictures.chart(Pictures.curve("a")).svg("p");
        assertThat(Pictures.paths(svg, "csm-curve").get(0)).isEqualTo("M68 94H180V244H348V319H628");
    }

    @Test
    void theBandCoversTheStepsThatHaveAnInterval() {
        String svg = Pictures.chart(Pictures.curve("a")).svg("p");
        assertThat(Pictures.paths(svg, "csm-band")).containsExactly("M180 214H348L348 274H180Z");
        Interval half = new Interval(0, 0.5);
        Curve broken = new Curve(
                "b",
                List.of(Step.of(1, 0.5, half), Step.of(2, 0.5), Step.of(3, 0.5, half), Step.of(4, 0.2, half)),
                5,
                List.of());
        String gap = Pictures.chart(broken, flat("c")).svg("p");
        assertThat(Pictures.paths(gap, "csm-band"))
                .containsExactly("M124 244H180L180 394H124Z" + "M236 244H292L292 244H348L348 394H292L292 394H236Z");
    }

    @Test
    void aCensoringIsATickOnTheCurveAfterTheStepOfTheSameX() {
        String svg = Pictures.chart(Pictures.curve("a")).svg("p");
        assertThat(Pictures.paths(svg, "csm-tick")).containsExactly("M124 89v10M348 314v10");
    }

    @Test
    void ticksNearerThanAPixelAreOne() {
        List<Double> many = IntStream.range(0, 5000).mapToObj(i -> i / 500.0).toList();
        String svg = Pictures.chart(new Curve("a", List.of(), 10, many)).svg("p");
        assertThat(Pictures.paths(svg, "csm-tick").get(0).split("M")).hasSizeLessThan(563);
    }

    @Test
    void oneHalfIsMarkedWhereAskedFor() {
        CurveChart chart = Pictures.chart(flat("a"));
        assertThat(Pictures.paths(chart.svg("p"), "csm-half")).containsExactly("M68 244H628");
        CurveChart plain = new CurveChart(chart.title(), chart.description(), chart.axes(), chart.curves(), false);
        assertThat(Pictures.paths(plain.svg("p"), "csm-half")).isEmpty();
        assertThat(Pictures.texts(plain.svg("p"), "text")).doesNotContain("dotted level line: one half");
    }

    @Test
    void axesHaveRoundNumbersAndNames() {
        assertThat(Pictures.texts(
                        Pictures.chart(new Curve("a", List.of(), 34, List.of())).svg("p"), "text"))
                .contains("0 %", "10 %", "100 %", "0", "5", "35", "months", "share")
                .doesNotContain("110 %", "34", "40");
        assertThat(Pictures.texts(
                        Pictures.chart(new Curve("a", List.of(Step.of(1, 1.3)), 1, List.of()))
                                .svg("p"),
                        "text"))
                .contains("140 %", "0.1", "1");
    }

    @Test
    void curvesDifferInDashesAndCarryTheirNames() {
        Curve[] curves = IntStream.range(0, 8).mapToObj(i -> flat("curve " + i)).toArray(Curve[]::new);
        String svg = Pictures.chart(curves).svg("p");
        List<Element> lines = Pictures.elements(Pictures.parse(svg), "path").stream()
                .filter(path -> path.getAttribute("class").startsWith("csm-curve "))
                .toList();
        assertThat(lines).hasSize(16);
        assertThat(lines.stream()
                        .map(line -> line.getAttribute("stroke-dasharray"))
                        .distinct())
                .hasSize(8);
        assertThat(Pictures.texts(svg, "text")).contains("curve 0", "curve 7");
    }

    @Test
    void namesOfCurvesThatEndTogetherDoNotOverlap() {
        Curve[] curves = IntStream.range(0, 8)
                .mapToObj(i -> new Curve("curve " + i, List.of(Step.of(1, i / 1000.0)), 2, List.of()))
                .toArray(Curve[]::new);
        List<Double> places = Pictures.elements(
                        Pictures.parse(Pictures.chart(curves).svg("p")), "text")
                .stream()
                .filter(text -> text.getTextContent().startsWith("curve "))
                .map(text -> Double.parseDouble(text.getAttribute("y")))
                .sorted()
                .toList();
        assertThat(places).hasSize(8);
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(17);
        }
        assertThat(places.get(7)).isEqualTo(398);
    }

    @Test
    void moreThanEightCurvesAreToldAsLeftOut() {
        Curve[] curves =
                IntStream.range(0, 10).mapToObj(i -> flat("curve " + i)).toArray(Curve[]::new);
        assertThat(Pictures.texts(Pictures.chart(curves).svg("p"), "text"))
                .contains("2 of 10 curves are left out, more cannot be told apart: curve 8, curve 9")
                .doesNotContain("curve 8");
    }

    @Test
    void aChartWithoutCurvesOrWithTwoOfOneNameIsRefused() {
        Axes axes = new Axes("months", "share");
        assertThatThrownBy(() -> new CurveChart("t", "d", axes, List.of(), true))
                .hasMessage("chart \"t\" has 0 curves; it must have one at least: leave the picture out");
        assertThatThrownBy(() -> new CurveChart("t", "d", axes, List.of(flat("a"), flat("a")), true))
                .hasMessage("curve \"a\" of chart \"t\" must have a name of its own; join it with the other");
        assertThatThrownBy(() -> new CurveChart("t", "", axes, List.of(flat("a")), true))
                .hasMessageStartingWith("description of chart \"t\"");
        assertThatThrownBy(() -> new Axes("months", " ")).hasMessageStartingWith("name of the y axis");
    }

    @Test
    void aCurveThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new Curve("a", List.of(Step.of(2, 0.5), Step.of(2, 0.4)), 3, List.of()))
                .hasMessage("step at 2.0 of curve \"a\" must come after the step before it and not after its end 3.0; "
                        + "sort the steps and join those of one x");
        assertThatThrownBy(() -> new Curve("a", List.of(Step.of(2, 0.5)), 1, List.of()))
                .hasMessageContaining("end 1.0");
        assertThatThrownBy(() -> new Curve("a", List.of(), Double.NaN, List.of()))
                .hasMessage("end of curve \"a\" is NaN; it must be 0 to 1.0E9: leave out what is not known");
        assertThatThrownBy(() -> new Curve("a", List.of(), 5, List.of(6.0)))
                .hasMessageContaining("is 6.0; it must be 0 to 5.0");
        assertThatThrownBy(() -> Step.of(-1, 0.5)).hasMessageStartingWith("x of a step is -1.0");
        assertThatThrownBy(() -> Step.of(1, -0.5)).hasMessageStartingWith("y of a step at 1.0 is -0.5");
        assertThatThrownBy(() -> Step.of(1, 0.5, new Interval(-0.1, 0.6)))
                .hasMessageStartingWith("lower end of a step");
    }
}
