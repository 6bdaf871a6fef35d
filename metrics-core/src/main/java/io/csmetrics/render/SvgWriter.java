package io.csmetrics.render;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes elements of SVG: every text escaped, every number in one form for all locales, every element closed. */
final class SvgWriter {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> elements = new ArrayDeque<>();
    private boolean isTagOpen;

    SvgWriter open(String element) {
        endTag();
        out.append('<').append(element);
        elements.push(element);
        isTagOpen = true;
        return this;
    }

    /** Sets an attribute of the element that was just opened. */
    SvgWriter set(String attribute, String value) {
        out.append(' ').append(attribute).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    SvgWriter set(String attribute, double value) {
        return set(attribute, number(value));
    }

    SvgWriter text(String text) {
        endTag();
        escape(text);
        return this;
    }

    SvgWriter close() {
        String element = elements.pop();
        if (isTagOpen) {
            out.append("/>");
            isTagOpen = false;
        } else {
            out.append("</").append(element).append('>');
        }
        return this;
    }

    /** Writes an element that holds nothing but a text. */
    SvgWriter element(String element, String text) {
        return open(element).text(text).close();
    }

    SvgWriter label(String style, double x, double y, String text) {
        return open("text")
                .set("class", style)
                .set("x", x)
                .set("y", y)
                .text(text)
                .close();
    }

    SvgWriter box(String style, double x, double y, double width, double height) {
        return open("rect")
                .set("class", style)
                .set("x", x)
                .set("y", y)
                .set("width", width)
                .set("height", height)
                .close();
    }

    SvgWriter path(String style, String course) {
        return open("path").set("class", style).set("d", course).close();
    }

    /** Returns a coordinate with at most two decimals, and none that says nothing. */
    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void endTag() {
        if (isTagOpen) {
            out.append('>');
            isTagOpen = false;
        }
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\t', '\n', '\r' -> out.append(' ');
                default -> {
                    if (isWritable(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(REPLACEMENT);
                    }
                }
            }
        });
    }

    /** XML 1.0 forbids most of the others, and HTML calls the rest an error. */
    private static boolean isWritable(int c) {
        boolean isNoCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
        boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return !Character.isISOControl(c) && !isNoCharacter && !isSurrogate;
    }

    /** Returns what was written. */
    @Override
    public String toString() {
        return out.toString();
    }
}
