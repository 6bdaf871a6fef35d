package io.csmetrics.render;

import io.csmetrics.render.CurveChart.Axes;
import io.csmetrics.render.CurveChart.Curve;
import io.csmetrics.render.CurveChart.Step;
import io.csmetrics.render.Heatmap.Cell;
import io.csmetrics.render.Heatmap.Heads;
import io.csmetrics.render.Heatmap.Row;
import io.csmetrics.statistics.Interval;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Pictures for the tests, and the reading of what came out. */
final class Pictures {
    static {
        // the library itself needs no XML, so that its module does not read the JDK's parser, which the tests do
        Pictures.class
                .getModule()
                .addReads(ModuleLayer.boot().findModule("java.xml").orElseThrow());
    }

    private Pictures() {}

    /** A heatmap with every kind of cell and, of its shares 0.05 to 0.95, every shade. */
    static Heatmap heatmap() {
        List<String> columns =
                IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        List<Cell> shades = IntStream.range(0, 10)
                .mapToObj(i -> Cell.observed(0.05 + i / 10.0, (5 + 10 * i) + " %"))
                .toList();
        List<Cell> models = IntStream.range(0, 10)
                .mapToObj(i -> Cell.projected(0.05 + i / 10.0, (5 + 10 * i) + " %"))
                .toList();
        List<Cell> marks = new ArrayList<>(List.of(Cell.suppressed("n < 5"), Cell.open("63 % so far")));
        while (marks.size() < 10) {
            marks.add(Cell.notReached());
        }
        return new Heatmap(
                "Retention",
                "Accounts by month.",
                new Heads("cohort", "accounts", "months since the start"),
                columns,
                List.of(new Row("2025-01", "100", shades), new Row("2025-02", "90", marks)),
                Optional.of(new Row("pooled", "190", models)));
    }

    /** A heatmap of one row and no pooled one. */
    static Heatmap heatmap(Cell... cells) {
        List<String> columns =
                IntStream.range(0, cells.length).mapToObj(Integer::toString).toList();
        return new Heatmap(
                "Retention",
                "Accounts by month.",
                new Heads("cohort", "", "months"),
                columns,
                List.of(new Row("2025-01", "", List.of(cells))),
                Optional.empty());
    }

    static CurveChart chart(Curve... curves) {
        return new CurveChart("Survival", "Kaplan-Meier.", new Axes("months", "share"), List.of(curves), true);
    }

    /** A curve with a band over its first step only. */
    static Curve curve(String name) {
        return new Curve(
                name, List.of(Step.of(2, 0.5, new Interval(0.4, 0.6)), Step.of(5, 0.25)), 10, List.of(5.0, 1.0));
    }

    static Document parse(String svg) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // without a handler the parser writes to the console before it throws
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(svg, e);
        }
    }

    static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .map(Element.class::cast)
                .toList();
    }

    static List<String> texts(String svg, String name) {
        return elements(parse(svg), name).stream().map(Element::getTextContent).toList();
    }

    static List<String> paths(String svg, String style) {
        return elements(parse(svg), "path").stream()
                .filter(path -> List.of(path.getAttribute("class").split(" ")).contains(style))
                .map(path -> path.getAttribute("d"))
                .toList();
    }
}
