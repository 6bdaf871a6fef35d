package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.render.Heatmap.Cell;
import io.csmetrics.render.Heatmap.Heads;
import io.csmetrics.render.Heatmap.Kind;
import io.csmetrics.render.Heatmap.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class HeatmapTest {
    private static Element cell(String svg, String title) {
        return Pictures.elements(Pictures.parse(svg), "title").stream()
                .filter(element -> element.getTextContent().equals(title))
                .map(element -> (Element) element.getParentNode())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> attributes(Element cell, String name, String attribute) {
        NodeList nodes = cell.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> ((Element) nodes.item(i)).getAttribute(attribute))
                .toList();
    }

    @Test
    void thePictureIsNamedForScreenReaders() {
        Element root = Pictures.parse(Pictures.heatmap().svg("p7")).getDocumentElement();
        assertThat(root.getAttribute("role")).isEqualTo("img");
        assertThat(root.getAttribute("aria-labelledby")).isEqualTo("p7-title");
        assertThat(root.getAttribute("aria-describedby")).isEqualTo("p7-desc");
        assertThat(((Element) root.getElementsByTagName("title").item(0)).getAttribute("id"))
                .isEqualTo("p7-title");
        assertThat(((Element) root.getElementsByTagName("desc").item(0)).getAttribute("id"))
                .isEqualTo("p7-desc");
    }

    @Test
    void everyNumberIsWrittenInItsCell() {
        assertThat(Pictures.texts(Pictures.heatmap().svg("p"), "text"))
                .contains("5 %", "95 %", "n < 5", "63 %", "so far", "2025-01", "100", "pooled", "190", "0", "9");
    }

    @Test
    void anOpenCellIsHatched() {
        Element cell = cell(Pictures.heatmap().svg("p"), "2025-02, 1: 63 % so far (open)");
        assertThat(attributes(cell, "rect", "fill")).contains("url(#p-hatch)");
        assertThat(attributes(cell, "text", "class")).containsOnly("csm-number");
    }

    @Test
    void aSuppressedCellIsDotted() {
        Element cell = cell(Pictures.heatmap().svg("p"), "2025-02, 0: n < 5 (withheld)");
        assertThat(attributes(cell, "rect", "fill")).contains("url(#p-dots)");
    }

    @Test
    void aProjectedCellIsDashedAndSlanted() {
        Element cell = cell(Pictures.heatmap().svg("p"), "pooled, 3: 35 % (projected)");
        assertThat(attributes(cell, "rect", "class")).contains("csm-dashed csm-edge3");
        assertThat(attributes(cell, "text", "class")).containsExactly("csm-number csm-on3 csm-model");
    }

    @Test
    void aCellNotReachedIsNotDrawn() {
        String svg =
                Pictures.heatmap(Cell.observed(1, "100 %"), Cell.notReached()).svg("p");
        assertThat(Pictures.texts(svg, "title")).containsExactly("Retention", "2025-01", "2025-01, 0: 100 %");
    }

    @Test
    void anObservedCellWithoutShareHasNoShade() {
        String svg = Pictures.heatmap(new Cell(Kind.OBSERVED, OptionalDouble.empty(), "no base"))
                .svg("p");
        assertThat(attributes(cell(svg, "2025-01, 0: no base"), "rect", "class"))
                .containsExactly("csm-outline");
        assertThat(svg).doesNotContain("class=\"csm-outline csm-shade");
    }

    @Test
    void theLegendTellsTheMarksThatOccurAndTheShades() {
        assertThat(Pictures.texts(Pictures.heatmap().svg("p"), "text"))
                .contains(
                        "hatched: open, its period is not over",
                        "empty: not reached yet",
                        "dotted: withheld, too few behind it",
                        "dashed and slanted: projected by a model",
                        "0 %",
                        "100 %");
        assertThat(Pictures.texts(Pictures.heatmap(Cell.observed(0.5, "half")).svg("p"), "text"))
                .containsExactly(
                        "Retention", "Accounts by month.", "months", "cohort", "0", "2025-01", "half", "50 %", "60 %");
    }

    @Test
    void anOutlierDoesNotBleachTheOthers() {
        String svg = Pictures.heatmap(
                        Cell.observed(1.0, "100 %"), Cell.observed(1.5, "150 %"), Cell.observed(90, "9,000 %"))
                .svg("p");
        assertThat(attributes(cell(svg, "2025-01, 0: 100 %"), "rect", "class"))
                .containsExactly("csm-outline csm-shade0");
        assertThat(attributes(cell(svg, "2025-01, 1: 150 %"), "rect", "class"))
                .containsExactly("csm-outline csm-shade5");
        assertThat(attributes(cell(svg, "2025-01, 2: 9,000 %"), "rect", "class"))
                .containsExactly("csm-outline csm-shade9");
        assertThat(Pictures.texts(svg, "text")).contains("190 %", "more").doesNotContain("200 %");
    }

    @Test
    void theLocaleOfTheMachineChangesNothing() {
        String before = Pictures.heatmap().svg("p")
                + Pictures.chart(Pictures.curve("a")).svg("q");
        Locale usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Pictures.heatmap().svg("p")
                            + Pictures.chart(Pictures.curve("a")).svg("q"))
                    .isEqualTo(before);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void sixtyColumnsKeepTheSizeOfTheirLetters() {
        Cell[] cells = new Cell[60];
        Arrays.fill(cells, Cell.observed(0.5, "100 %"));
        cells[59] = Cell.open("63 % so far");
        Element root = Pictures.parse(Pictures.heatmap(cells).svg("p")).getDocumentElement();
        double width = Double.parseDouble(root.getAttribute("width"));
        assertThat(width).isBetween(60 * 42.0, 60 * 60.0);
        assertThat(root.getAttribute("viewBox")).startsWith("0 0 " + root.getAttribute("width") + " ");
    }

    @Test
    void aTableThatIsNoneIsRefused() {
        Heads heads = new Heads("cohort", "", "months");
        Row row = new Row("2025-01", "", List.of(Cell.notReached()));
        assertThatThrownBy(() -> new Heatmap("t", "d", heads, List.of(), List.of(row), Optional.empty()))
                .hasMessage(
                        "heatmap \"t\" has 0 columns and 1 rows; it must have one of each at least: leave the picture out");
        assertThatThrownBy(() -> new Heatmap("t", "d", heads, List.of("0", "1"), List.of(row), Optional.empty()))
                .hasMessage(
                        "row \"2025-01\" has 1 cells; it must have one for each of 2 columns: fill up with cells not reached");
        assertThatThrownBy(() -> new Heatmap(
                        "t", "d", heads, List.of("0"), List.of(row), Optional.of(new Row("pooled", "", List.of()))))
                .hasMessageStartingWith("row \"pooled\" has 0 cells");
        assertThatThrownBy(() -> new Heatmap(" ", "d", heads, List.of("0"), List.of(row), Optional.empty()))
                .hasMessage("title of a heatmap \" \" must not be blank; give it a text");
        assertThatThrownBy(() -> new Row("", "", List.of())).hasMessageContaining("must not be blank");
    }

    @Test
    void aCellWhosePartsDoNotFitIsRefused() {
        assertThatThrownBy(() -> Cell.observed(Double.NaN, "x"))
                .hasMessage("share NaN of cell \"x\" must be finite and 0 or more; leave out what is not known");
        assertThatThrownBy(() -> Cell.observed(-0.1, "x")).hasMessageStartingWith("share -0.1");
        assertThatThrownBy(() -> Cell.observed(Double.POSITIVE_INFINITY, "x")).hasMessageStartingWith("share Inf");
        assertThatThrownBy(() -> new Cell(Kind.OPEN, OptionalDouble.of(0.5), "x"))
                .hasMessageStartingWith("share of cell \"x\" that is OPEN must");
        assertThatThrownBy(() -> new Cell(Kind.PROJECTED, OptionalDouble.empty(), "x"))
                .hasMessageStartingWith("share of cell \"x\" that is PROJECTED must");
        assertThatThrownBy(() -> Cell.open(" ")).hasMessageStartingWith("text \" \" of a cell that is OPEN must");
        assertThatThrownBy(() -> new Cell(Kind.NOT_REACHED, OptionalDouble.empty(), "x"))
                .hasMessageStartingWith("text \"x\" of a cell that is NOT_REACHED");
    }

    @Test
    void anIdOfAnotherFormIsRefused() {
        for (String id : List.of("", "1a", "a b", "a\"", "é")) {
            assertThatThrownBy(() -> Pictures.heatmap().svg(id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("picture id \"" + id + "\" must be a letter");
        }
    }
}
