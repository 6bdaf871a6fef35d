package io.csmetrics.io;

/**
 * Keeps a spreadsheet from taking a text for a formula: a text that begins with {@code = + - @}, tab or carriage return is written
 * with a leading apostrophe. One that begins so behind apostrophes of its own gets one more, so that taking one away always gives
 * the text back.
 */
final class FormulaGuard {
    private static final char APOSTROPHE = '\'';

    private FormulaGuard() {}

    static String guarded(String text) {
        return isGuardable(text) ? APOSTROPHE + text : text;
    }

    static String unguarded(String text) {
        return !text.isEmpty() && text.charAt(0) == APOSTROPHE && isGuardable(text) ? text.substring(1) : text;
    }

    private static boolean isGuardable(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == APOSTROPHE) {
            start++;
        }
        return start < text.length() && "=+-@\t\r".indexOf(text.charAt(start)) >= 0;
    }
}
