package io.csmetrics.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.render.CurveChart.Curve;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The style sheet as it stands in the pictures: the contrasts of WCAG 2.1, success criteria 1.4.3 (text) and 1.4.11 (graphics). */
class StyleTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]+)}");

    private static final String HEATMAP = Pictures.heatmap().svg("p");

    private static String sheet(String svg) {
        return Pictures.texts(svg, "style").get(0);
    }

    /** Returns the last value of a property for each class, as a browser of the scheme takes it. */
    private static Map<String, String> values(String property, boolean isDark) {
        String[] parts = sheet(HEATMAP).split("@media \\(prefers-color-scheme:dark\\)\\{", -1);
        assertThat(parts).hasSize(2);
        Map<String, String> values = new TreeMap<>();
        Matcher rules = RULE.matcher(isDark ? parts[0] + parts[1] : parts[0]);
        while (rules.find()) {
            for (String declaration : rules.group(2).split(";", -1)) {
                if (declaration.startsWith(property + ":")) {
                    for (String selector : rules.group(1).strip().split(",", -1)) {
                        values.put(selector.substring(1), declaration.substring(property.length() + 1));
                    }
                }
            }
        }
        return values;
    }

    private static double luminance(String colour) {
        assertThat(colour).matches("#[0-9a-f]{6}");
        double[] parts = IntStream.range(0, 3)
                .map(i -> Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16))
                .mapToDouble(part -> part / 255.0)
                .map(part -> part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
                .toArray();
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double contrast(String one, String other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    /** Returns the value of the class that the sheet tells last, the others being overruled. */
    private static String valueOf(Element element, Map<String, String> values) {
        List<String> classes = List.of(element.getAttribute("class").split(" "));
        for (int i = classes.size() - 1; i >= 0; i--) {
            String value = values.get(classes.get(i));
            if (value != null && value.startsWith("#")) {
                return value;
            }
        }
        throw new AssertionError(classes + " have no colour");
    }

    /** Returns the colour of the last rectangle that is drawn under the middle of the letters; a pattern is none. */
    private static String ground(Element text, Document document, Map<String, String> fills) {
        double x = number(text, "x");
        double y = number(text, "y") - 4;
        String ground = "";
        for (Element box : Pictures.elements(document, "rect")) {
            boolean isUnder = number(box, "x") <= x
                    && x <= number(box, "x") + number(box, "width")
                    && number(box, "y") <= y
                    && y <= number(box, "y") + number(box, "height");
            if (isUnder && box.getAttribute("class").matches(".*csm-(paper|shade).*")) {
                ground = valueOf(box, fills);
            } else if (isUnder && box.hasAttribute("fill")) {
                ground = box.getAttribute("fill");
            }
        }
        return ground;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void contrastIsThatOfTheRecommendation() {
        assertThat(contrast("#ffffff", "#000000")).isEqualTo(21);
        assertThat(contrast("#777777", "#ffffff")).isBetween(4.47, 4.48);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextIsReadableOnItsGround(boolean isDark) {
        Map<String, String> fills = values("fill", isDark);
        Set<String> grounds = new HashSet<>();
        for (String svg : List.of(HEATMAP, Pictures.chart(Pictures.curve("a")).svg("p"))) {
            Document document = Pictures.parse(svg);
            for (Element text : Pictures.elements(document, "text")) {
                String ground = ground(text, document, fills);
                grounds.add(ground);
                assertThat(contrast(valueOf(text, fills), ground))
                        .as("%s on %s", text.getAttribute("class"), ground)
                        .isGreaterThanOrEqualTo(TEXT);
            }
        }
        assertThat(grounds).hasSize(Style.SHADES + 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void marksAreSeenAndTextsAreReadableEvenOnThem(boolean isDark) {
        Map<String, String> fills = values("fill", isDark);
        Map<String, String> strokes = values("stroke", isDark);
        String paper = fills.getOrDefault("csm-paper", "");
        String number = fills.getOrDefault("csm-number", "");
        for (String mark : List.of(strokes.getOrDefault("csm-hatch", ""), fills.getOrDefault("csm-dot", ""))) {
            assertThat(contrast(mark, paper)).isGreaterThanOrEqualTo(GRAPHICS);
            assertThat(contrast(mark, number)).isGreaterThanOrEqualTo(TEXT);
        }
        for (int i = 0; i < Style.SHADES; i++) {
            assertThat(contrast(strokes.getOrDefault("csm-edge" + i, ""), fills.getOrDefault("csm-shade" + i, "")))
                    .isGreaterThanOrEqualTo(GRAPHICS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void linesAreSeenOnThePaper(boolean isDark) {
        String paper = values("fill", isDark).getOrDefault("csm-paper", "");
        Map<String, String> strokes = values("stroke", isDark);
        List<String> lines = new ArrayList<>(List.of("csm-axis", "csm-half", "csm-leader"));
        IntStream.range(0, Style.CURVES).forEach(i -> lines.add("csm-curve" + i));
        assertThat(lines)
                .allSatisfy(line -> assertThat(contrast(strokes.getOrDefault(line, ""), paper))
                        .isGreaterThanOrEqualTo(GRAPHICS));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shadesRunOneWay(boolean isDark) {
        Map<String, String> fills = values("fill", isDark);
        for (int i = 1; i < Style.SHADES; i++) {
            double step = luminance(fills.getOrDefault("csm-shade" + i, ""))
                    - luminance(fills.getOrDefault("csm-shade" + (i - 1), ""));
            assertThat(isDark ? step : -step).isPositive();
        }
    }

    @Test
    void theEndsOfAnyScaleGetTheEndsOfTheShades() {
        for (int steps = 2; steps <= Style.SHADES; steps++) {
            int count = steps;
            assertThat(Style.shade(0, steps)).isZero();
            assertThat(Style.shade(steps - 1, steps)).isEqualTo(Style.SHADES - 1);
            assertThat(IntStream.range(0, steps)
                            .map(step -> Style.shade(step, count))
                            .distinct()
                            .count())
                    .isEqualTo(steps);
        }
    }

    @Test
    void rulesReachNothingOfThePage() {
        Matcher rules = RULE.matcher(sheet(HEATMAP).replace("@media (prefers-color-scheme:dark){", ""));
        int count = 0;
        while (rules.find()) {
            count++;
            assertThat(rules.group(1).strip().split(",", -1))
                    .allMatch(selector -> selector.matches("\\.csm-[a-z]+[0-9]?"));
        }
        assertThat(count).isGreaterThan(100);
    }

    @Test
    void picturesRunNothingAndAskForNothingOutside() {
        Curve curve = Pictures.curve("a");
        for (String svg : List.of(HEATMAP, Pictures.chart(curve).svg("p"))) {
            Document document = Pictures.parse(svg);
            for (Element element : Pictures.elements(document, "*")) {
                assertThat(element.getTagName()).isNotIn("script", "image", "use", "a", "foreignObject");
                for (int i = 0; i < element.getAttributes().getLength(); i++) {
                    Node attribute = element.getAttributes().item(i);
                    assertThat(attribute.getNodeName()).doesNotStartWith("on").isNotIn("href", "xlink:href", "src");
                    assertThat(attribute.getNodeValue()).doesNotContain("url(h").doesNotContain("url(/");
                }
            }
            assertThat(sheet(svg)).doesNotContain("url(").doesNotContain("@import");
        }
    }
}
