package io.csmetrics.render;

import java.util.ArrayList;
import java.util.List;

/** The room that texts need. The reader's font is not known, so this is that of a wide one. */
final class Lettering {
    /** The sizes of letters, in pixels. */
    static final double TITLE = 16;

    static final double BODY = 12;
    static final double CELL = 11;

    private static final String NARROW = " !'()*,-./:;I[]fijlrt|";
    private static final String WIDE = "%@MWmw";

    private Lettering() {}

    /** Returns the width of a text in pixels. */
    static double width(String text, double size) {
        double width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += widthOf(text.codePointAt(i));
        }
        return width * size;
    }

    private static double widthOf(int c) {
        if (NARROW.indexOf(c) >= 0) {
            return 0.42;
        }
        if (WIDE.indexOf(c) >= 0) {
            return 0.98;
        }
        if (c >= 0x1100) {
            return 1.05;
        }
        return Character.isUpperCase(c) ? 0.74 : 0.64;
    }

    /** Returns the text, its end left out where it is wider than there is room. */
    static String shorten(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        return text.substring(0, fitting(text, size, room - width("…", size))) + "…";
    }

    /** Returns how many characters of a text have room, one at least, no pair of surrogates torn. */
    private static int fitting(String text, double size, double room) {
        double width = 0;
        int end = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            width += widthOf(c) * size;
            if (width > room && end > 0) {
                return end;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    /** Returns the lines of a text, broken at its spaces, and within a word that has no room in a line. */
    static List<String> lines(String text, double size, double room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > 0 && width(line + " " + word, size) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            String rest = word;
            for (int end = fitting(rest, size, room); end < rest.length(); end = fitting(rest, size, room)) {
                lines.add(rest.substring(0, end));
                rest = rest.substring(end);
            }
            line.append(line.length() > 0 ? " " : "").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Returns a text in the one or two lines that make it narrowest; a short one, or a number and its percent sign, is not broken. */
    static List<String> pair(String text, double size) {
        List<String> narrowest = List.of(text);
        if (text.length() <= 7) {
            return narrowest;
        }
        double least = width(text, size);
        for (int at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
            String first = text.substring(0, at);
            String second = text.substring(at + 1);
            double width = Math.max(width(first, size), width(second, size));
            if (width < least && !second.startsWith("%")) {
                least = width;
                narrowest = List.of(first, second);
            }
        }
        return narrowest;
    }
}
