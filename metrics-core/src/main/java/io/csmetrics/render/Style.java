package io.csmetrics.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The style sheet that each picture brings along: the same rules in all, under names that no page uses by itself. Colours stand in
 * the rules themselves, not in custom properties, because converters to PDF and PNG do not know those.
 */
final class Style {
    /** How many shades a scale can have. */
    static final int SHADES = 10;

    /** How many curves can be told apart. */
    static final int CURVES = 8;

    private static final String INK_LIGHT = "#1b1f24";
    private static final String INK_DARK = "#e6edf3";
    private static final String PAPER_LIGHT = "#ffffff";
    private static final String PAPER_DARK = "#0f1419";

    private static final String FORMS = """
            .csm-picture{color-scheme:light dark;font-family:system-ui,sans-serif;font-variant-numeric:tabular-nums}
            .csm-title{font-size:16px;font-weight:600}
            .csm-note,.csm-head,.csm-size,.csm-above,.csm-below,.csm-side{font-size:12px}
            .csm-head{font-weight:600}
            .csm-size,.csm-side{text-anchor:end}
            .csm-above,.csm-below,.csm-number{text-anchor:middle}
            .csm-number{font-size:11px}
            .csm-model{font-style:italic}
            .csm-outline{fill:none}
            .csm-dashed{fill:none;stroke-width:1.5;stroke-dasharray:4 3}
            .csm-curve{fill:none;stroke-width:2;stroke-linejoin:round}
            .csm-tick{fill:none;stroke-width:1.5}
            .csm-leader{fill:none;stroke-width:1;stroke-dasharray:1 3}
            .csm-band{stroke:none;fill-opacity:0.16}
            .csm-grid,.csm-axis,.csm-half{fill:none;stroke-width:1}
            .csm-half{stroke-dasharray:2 4}
            """;

    /** The shades from the least to the greatest share, and what is written on each. */
    private static final String[][] SHADE_TONES = {
        {"#f1f6fb", INK_LIGHT, "#16222e", INK_DARK},
        {"#e1edf8", INK_LIGHT, "#182c40", INK_DARK},
        {"#cee1f3", INK_LIGHT, "#1b3955", INK_DARK},
        {"#b5d2ec", INK_LIGHT, "#1e476b", INK_DARK},
        {"#97c1e3", INK_LIGHT, "#215682", INK_DARK},
        {"#77add8", INK_LIGHT, "#256699", "#ffffff"},
        {"#5699cb", "#0b0d0f", "#5a9fd4", PAPER_DARK},
        {"#2068a8", "#ffffff", "#7cb6e3", PAPER_DARK},
        {"#12508c", "#ffffff", "#a2cdee", PAPER_DARK},
        {"#0b3668", "#ffffff", "#cbe4f8", PAPER_DARK},
    };

    /** The colours of the curves, and the dashes that tell them apart without any. */
    private static final String[][] CURVE_TONES = {
        {"#0b5cad", "#6cb2ff", "none"},
        {"#a83c08", "#ff9f6b", "8 4"},
        {"#00694a", "#4fd1a5", "2 3"},
        {"#842a78", "#e59be0", "10 3 2 3"},
        {"#6f5300", "#e3c04d", "16 5"},
        {"#3a4149", "#c3ccd5", "5 2"},
        {"#006b79", "#5fd3e0", "10 3 2 3 2 3"},
        {"#9c1239", "#ff8fab", "1 5"},
    };

    private static final String SHEET =
            FORMS + tones(false) + "@media (prefers-color-scheme:dark){\n" + tones(true) + "}\n";

    private Style() {}

    /** Returns the rules. */
    static String sheet() {
        return SHEET;
    }

    private static String tones(boolean isDark) {
        String ink = isDark ? INK_DARK : INK_LIGHT;
        String faint = isDark ? "#9aa7b4" : "#59636e";
        String line = isDark ? "#333d47" : "#d1d9e0";
        String mark = isDark ? "#59646f" : "#87919b";
        List<String> rules = new ArrayList<>(List.of(
                fill(".csm-paper", isDark ? PAPER_DARK : PAPER_LIGHT),
                fill(".csm-title,.csm-head,.csm-number,.csm-above", ink),
                fill(".csm-note,.csm-size,.csm-below,.csm-side", faint),
                stroke(".csm-outline,.csm-grid", line),
                stroke(".csm-axis,.csm-half,.csm-leader", faint),
                stroke(".csm-hatch", mark),
                fill(".csm-dot", mark)));
        for (int i = 0; i < SHADES; i++) {
            String[] tone = SHADE_TONES[i];
            String text = tone[isDark ? 3 : 1];
            rules.add(fill(".csm-shade" + i, tone[isDark ? 2 : 0]));
            rules.add(fill(".csm-on" + i, text));
            rules.add(stroke(".csm-edge" + i, text));
        }
        for (int i = 0; i < CURVES; i++) {
            String tone = CURVE_TONES[i][isDark ? 1 : 0];
            rules.add(stroke(".csm-curve" + i, tone));
            rules.add(fill(".csm-band" + i, tone));
        }
        return String.join("", rules);
    }

    private static String fill(String selector, String tone) {
        return selector + "{fill:" + tone + "}\n";
    }

    private static String stroke(String selector, String tone) {
        return selector + "{stroke:" + tone + "}\n";
    }

    /** Returns the dashes of a curve, by its place. */
    static String dashes(int curve) {
        return CURVE_TONES[curve][2];
    }

    /** Returns the shade of a step of a scale: the ends of any scale get the ends of the shades. */
    static int shade(int step, int steps) {
        return steps == 1 ? SHADES / 2 : (int) Math.round((double) step * (SHADES - 1) / (steps - 1));
    }
}
