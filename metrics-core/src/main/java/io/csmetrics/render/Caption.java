package io.csmetrics.render;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a picture shows, told to the eye above it and to a screen reader by its names.
 *
 * @param title the title
 * @param description what the numbers rest on
 * @param width the room for a line, in pixels
 */
record Caption(String title, String description, double width) {
    /** The room between the edge of a picture and what is in it. */
    static final double MARGIN = 16;

    private static final double TITLE_LINE = 22;
    private static final double LINE = 17;
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*+");

    /** Refuses a text that nobody could read. */
    static void requireText(String what, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(what + " \"" + text + "\" must not be blank; give it a text");
        }
    }

    private List<String> titleLines() {
        return Lettering.lines(title, Lettering.TITLE, width);
    }

    private List<String> lines() {
        return Lettering.lines(description, Lettering.BODY, width);
    }

    /** Returns where the picture begins, below the caption. */
    double bottom() {
        return MARGIN + titleLines().size() * TITLE_LINE + lines().size() * LINE + 14;
    }

    /** Begins a picture of a size; its root is left open. */
    SvgWriter begin(String id, double pictureWidth, double pictureHeight) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("picture id \"" + id
                    + "\" must be a letter, then letters, digits, - and _; give each picture of a page its own");
        }
        SvgWriter svg = new SvgWriter()
                .open("svg")
                .set("xmlns", "http://www.w3.org/2000/svg")
                .set("id", id)
                .set("class", "csm-picture")
                .set("role", "img")
                .set("aria-labelledby", id + "-title")
                .set("aria-describedby", id + "-desc")
                .set("width", pictureWidth)
                .set("height", pictureHeight)
                .set("viewBox", "0 0 " + SvgWriter.number(pictureWidth) + " " + SvgWriter.number(pictureHeight));
        svg.open("title").set("id", id + "-title").text(title).close();
        svg.open("desc").set("id", id + "-desc").text(description).close();
        svg.element("style", "\n" + Style.sheet());
        svg.box("csm-paper", 0, 0, pictureWidth, pictureHeight);
        double y = MARGIN;
        for (String line : titleLines()) {
            y += TITLE_LINE;
            svg.label("csm-title", MARGIN, y - 6, line);
        }
        for (String line : lines()) {
            y += LINE;
            svg.label("csm-note", MARGIN, y - 4, line);
        }
        return svg;
    }
}
