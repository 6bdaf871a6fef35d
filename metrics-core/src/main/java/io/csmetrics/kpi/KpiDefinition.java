package io.csmetrics.kpi;

import com.google.common.base.CharMatcher;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people know a KPI by, and how it is to be read.
 *
 * @param key its id, words of small letters and digits with hyphens between; never changed after a release
 * @param name its name
 * @param aliases other names that people use
 * @param definition what it tells, in one or two sentences
 * @param unit what its number is measured in
 * @param direction which way it gets better
 * @param focusArea what it is about
 * @param stage the stage of the customer journey
 * @param indicator whether it leads or lags
 * @param cadence how often it is usually looked at
 * @param scope whether it looks at single interactions or at the relationship
 * @param topKpi whether it is one of the five that its focus area is usually judged by
 * @param question the question that it answers
 * @param drivers the keys of KPIs that move it
 * @param defaults the values that its parameters have unless the caller sets others; conventions, not findings
 */
public record KpiDefinition(
        String key,
        String name,
        List<String> aliases,
        String definition,
        KpiUnit unit,
        Direction direction,
        FocusArea focusArea,
        Stage stage,
        Indicator indicator,
        Cadence cadence,
        KpiScope scope,
        boolean topKpi,
        String question,
        List<String> drivers,
        SortedMap<String, Serializable> defaults)
        implements Serializable {

    private static final int LONGEST_KEY = 100;
    private static final CharMatcher WORD = CharMatcher.inRange('a', 'z').or(CharMatcher.inRange('0', '9'));

    /** Checks the key and that the texts are there; copies the lists. */
    public KpiDefinition {
        if (!isKey(key)) {
            throw new IllegalArgumentException("key \"" + key
                    + "\" must be words of small letters and digits with single hyphens between, begin with a letter and have at most "
                    + LONGEST_KEY + " characters");
        }
        requireText(key, "name", name);
        requireText(key, "definition", definition);
        requireText(key, "question", question);
        aliases = List.copyOf(aliases);
        drivers = List.copyOf(drivers);
        defaults = Collections.unmodifiableSortedMap(new TreeMap<>(defaults));
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.length() <= LONGEST_KEY
                && CharMatcher.inRange('a', 'z').matches(key.charAt(0))
                && WORD.or(CharMatcher.is('-')).matchesAllOf(key)
                && !key.endsWith("-")
                && !key.contains("--");
    }

    private static void requireText(String key, String field, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " of KPI \"" + key + "\" must not be blank");
        }
    }
}
