package io.csmetrics.cohort;

import java.util.Locale;
import java.util.Set;

/** What the cells of a table show: one tally over another. */
public enum Measure {
    /** Logo retention. Defined as {@code retained / atRisk}. */
    LOGO(Tally.RETAINED, Tally.AT_RISK),
    /** Logos without those who came back. Defined as {@code neverLapsed / atRisk}; it never rises. */
    NEVER_LAPSED(Tally.NEVER_LAPSED, Tally.AT_RISK),
    /** Who came back in this window. Defined as {@code reactivated / atRisk}. */
    REACTIVATED(Tally.REACTIVATED, Tally.AT_RISK),
    /** Net revenue retention. Defined as {@code revenue / base}, where the base is the revenue at index 0; it may exceed 100 %. */
    NET(Tally.NET, Tally.BASE),
    /** Gross revenue retention, point to point. Defined as {@code sum of min(revenue, base) / base}: two snapshots tell it. */
    GROSS(Tally.GROSS, Tally.BASE),
    /** Gross revenue retention, strict. Defined as {@code sum of the least revenue so far / base}; it never rises. */
    GROSS_STRICT(Tally.STRICT, Tally.BASE),
    /** Revenue that came back in this window. Defined as {@code reactivated revenue / base}. */
    REACTIVATED_REVENUE(Tally.REACTIVATED_REVENUE, Tally.BASE),
    /** Revenue per account since entry. Defined as {@code sum of revenue at all indexes so far * months of a window / atRisk}: money. */
    CUMULATIVE_REVENUE(Tally.CUMULATIVE, Tally.AT_RISK);

    private final Tally numerator;
    private final Tally denominator;

    Measure(Tally numerator, Tally denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /**
     * Returns what stands above the line.
     *
     * @return the tally
     */
    public Tally numerator() {
        return numerator;
    }

    /**
     * Returns what stands below the line.
     *
     * @return the tally
     */
    public Tally denominator() {
        return denominator;
    }

    /**
     * Tells whether the figure is a share of units, which has an interval.
     *
     * @return whether both sides count units
     */
    public boolean countsUnits() {
        return !numerator.isMoney();
    }

    /**
     * Tells whether the figure is an amount, and not a share.
     *
     * @return whether it is money per account
     */
    public boolean isMoney() {
        return numerator.isMoney() && !denominator.isMoney();
    }

    /** What must be counted besides the windows. */
    Set<Tally> tallies() {
        return Set.of(numerator, denominator);
    }

    /**
     * Returns the name, such as {@code gross-strict}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
