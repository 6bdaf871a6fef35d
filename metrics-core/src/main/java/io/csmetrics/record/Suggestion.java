package io.csmetrics.record;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what was probably meant. Case and punctuation do not count; about one letter in three may be wrong. */
public final class Suggestion {
    private static final int LONGEST = 60;
    private static final int LETTERS_AN_ERROR = 3;

    private Suggestion() {}

    /**
     * Returns the nearest candidate.
     *
     * @param text what was written
     * @param candidates what can be meant
     * @return the nearest, the first of several that are as near, empty if none is near
     */
    public static Optional<String> nearest(String text, Collection<String> candidates) {
        String wanted = letters(text);
        Optional<String> nearest = Optional.empty();
        int least = Integer.MAX_VALUE;
        if (wanted.length() > LONGEST) {
            return nearest;
        }
        for (String candidate : candidates) {
            String name = letters(candidate);
            int distance = distance(wanted, name);
            int allowed = Math.max(1, Math.min(wanted.length(), name.length()) / LETTERS_AN_ERROR);
            if (distance <= allowed && distance < least) {
                nearest = Optional.of(candidate);
                least = distance;
            }
        }
        return nearest;
    }

    /**
     * Returns a remedy that names the nearest candidate.
     *
     * @param text what was written
     * @param candidates what can be meant
     * @param otherwise the remedy where nothing is near
     * @return the remedy of an error
     */
    public static String remedy(String text, Collection<String> candidates, String otherwise) {
        return nearest(text, candidates).map(name -> "did you mean " + name).orElse(otherwise);
    }

    /**
     * Returns a name without what people vary in it: case, blanks, hyphens and underscores.
     *
     * @param name the name
     * @return its letters and digits in small letters
     */
    public static String letters(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(letters::appendCodePoint);
        return letters.toString();
    }

    /** Letters to insert, delete, replace or swap with their neighbour. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        char a = from.charAt(i - 1);
        char b = to.charAt(j - 1);
        int least = Math.min(cost[i - 1][j - 1] + (a == b ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1 && j > 1 && a == to.charAt(j - 2) && b == from.charAt(i - 2)) {
            least = Math.min(least, cost[i - 2][j - 2] + 1);
        }
        return least;
    }
}
