package io.csmetrics.cohort.comparison;

import io.csmetrics.cohort.inference.Confidence;
import java.util.Locale;

/**
 * What a comparison found. One rule decides between {@link #DIFFERENT} and {@link #NO_EVIDENCE}: the p-value of the log-rank test of all
 * groups, against {@code 1 - confidence}. Everything else that a comparison tells is told beside it.
 */
public enum Verdict {
    /** The groups differ by more than chance. */
    DIFFERENT,
    /** The groups may differ or not: chance alone could have made as large a difference. */
    NO_EVIDENCE,
    /**
     * A group has fewer than {@value #LEAST_UNITS} units, or all groups together lost fewer than {@value #LEAST_LOST}: nothing is
     * decided. Both numbers are conventions.
     */
    TOO_FEW,
    /** No unit of any group was lost. */
    NOTHING_LOST,
    /** There is no index that all groups are complete at. */
    NOTHING_SHARED,
    /** What is compared has no test, or the units are of a kind that no test can tell apart. */
    NOT_TESTED;

    /** In a group of fewer units than these, a single one moves the share by more than 5 points. */
    public static final int LEAST_UNITS = 20;

    /**
     * If all of fewer lost units than these were of one of two groups alike in size, an exact test at 5 % would still not tell it from
     * chance: {@code 2 / 2^5 = 6.25 %}.
     */
    public static final int LEAST_LOST = 6;

    /** Decides by the log-rank test. */
    static Verdict of(double pValue, Confidence confidence) {
        return pValue <= 1 - confidence.level() ? DIFFERENT : NO_EVIDENCE;
    }

    /**
     * Returns the verdict as files write it.
     *
     * @return such as {@code no-evidence}
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
