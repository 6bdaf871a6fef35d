package io.csmetrics.health.backtest;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What became of an account in the time that a backtest looks at. */
public enum Fate {
    /** It left. */
    CHURNED,
    /** It was still a customer at the end. */
    STAYED,
    /** It was lost sight of before the end; nobody knows. */
    CENSORED;

    /**
     * Returns the fate as files write it.
     *
     * @return such as {@code churned}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a fate.
     *
     * @param text the text, exactly as {@link #key()} writes it
     * @return the fate
     * @throws IllegalArgumentException if it is another text
     */
    public static Fate parse(String text) {
        return Arrays.stream(values())
                .filter(fate -> fate.key().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("outcome \"" + text + "\" must be one of "
                        + Arrays.stream(values()).map(Fate::key).collect(Collectors.joining(", "))
                        + "; leave it blank where nothing is known"));
    }
}
