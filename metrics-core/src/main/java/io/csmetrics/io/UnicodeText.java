package io.csmetrics.io;

import java.util.Locale;

/**
 * Text that may hold bytes that are no UTF-8. Such a byte stands in it as the lone low surrogate {@code U+DC00 + byte}, which valid
 * UTF-8 never gives: so a broken byte can be told apart from everything else, in its own row and column.
 */
final class UnicodeText {
    private static final char BROKEN = '\uDC00';

    private UnicodeText() {}

    static char brokenByte(byte value) {
        return (char) (BROKEN + (value & 0xFF));
    }

    /** Tells whether the text cannot be written as UTF-8. */
    static boolean isBroken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Returns the text with every broken byte written out, such as {@code \xE4}. */
    static String printable(String text) {
        if (!isBroken(text)) {
            return text;
        }
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                printable.appendCodePoint(c);
            } else if (c >= BROKEN && c <= BROKEN + 0xFF) {
                printable.append(String.format(Locale.ROOT, "\\x%02X", c - BROKEN));
            } else {
                printable.append(String.format(Locale.ROOT, "\\u%04X", c));
            }
        });
        return printable.toString();
    }
}
