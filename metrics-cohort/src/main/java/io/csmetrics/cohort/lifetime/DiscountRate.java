package io.csmetrics.cohort.lifetime;

import io.csmetrics.period.Grain;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By how much money is worth less when it comes one period later. A rate is always of a stated period, and becomes one of another by
 * {@code (1 + d)^(length / length) - 1}: 10 % a year is 0.797 % a month, never a twelfth.
 */
public final class DiscountRate {
    private static final DiscountRate NONE = new DiscountRate(BigDecimal.ZERO, null);

    private final BigDecimal rate;
    private final @Nullable Grain period;

    private DiscountRate(BigDecimal rate, @Nullable Grain period) {
        if (rate.signum() < 0) {
            throw new IllegalArgumentException("discount rate " + rate + " must be 0 or more; write 10 % as 0.10");
        }
        this.rate = rate;
        this.period = period;
    }

    /**
     * Returns the rate of 0: later money is worth the same.
     *
     * @return the rate
     */
    public static DiscountRate none() {
        return NONE;
    }

    /**
     * Returns a rate of a period of the calendar.
     *
     * @param rate the rate, 0 or more: 0.10 for 10 %
     * @param period the period that it is of
     * @return the rate
     * @throws IllegalArgumentException if it is negative
     */
    public static DiscountRate of(BigDecimal rate, Grain period) {
        return new DiscountRate(rate, period);
    }

    /**
     * Returns a rate of a year.
     *
     * @param rate the rate as a number, 0 or more: {@code 0.10} for 10 %
     * @return the rate
     * @throws IllegalArgumentException if it is negative or no number
     */
    public static DiscountRate perYear(String rate) {
        return of(parse(rate), Grain.YEAR);
    }

    /**
     * Returns a rate of a period of the counts, however long it is.
     *
     * @param rate the rate as a number, 0 or more: {@code 0.10} for 10 %
     * @return the rate
     * @throws IllegalArgumentException if it is negative or no number
     */
    public static DiscountRate perPeriod(String rate) {
        return new DiscountRate(parse(rate), null);
    }

    private static BigDecimal parse(String rate) {
        try {
            return new BigDecimal(rate);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "discount rate \"" + rate + "\" must be a number; write 10 % as 0.10", e);
        }
    }

    /**
     * Returns the same rate of another period. Defined as {@code (1 + d)^(length of the other / length of this) - 1}.
     *
     * @param other the other period; a day is {@code 1 / 365.2425} of a year
     * @return the rate, to the digits of a double; itself where the period is the same, or the rate is 0
     * @throws IllegalArgumentException if this is a rate of a period of the counts, whose length is not known
     */
    public DiscountRate per(Grain other) {
        if (other == period || rate.signum() == 0) {
            return this;
        }
        if (period == null) {
            throw new IllegalArgumentException("discount " + this + " cannot be turned into one of a "
                    + LifetimeText.name(other) + "; give it of a period of the calendar");
        }
        return new DiscountRate(BigDecimal.valueOf(in(other)), other);
    }

    /** The rate of a period of the counts. */
    double in(@Nullable Grain other) {
        return rate.signum() == 0 ? 0 : over(PeriodLength.ratio(period, other, "discount " + this));
    }

    /** The rate of a period of so many months. */
    double inMonths(double months) {
        return over(period == null ? 1 : months / PeriodLength.months(period));
    }

    private double over(double periods) {
        double value = rate.doubleValue();
        return periods == 1 ? value : StrictMath.expm1(periods * StrictMath.log1p(value));
    }

    /**
     * Returns the rate.
     *
     * @return the rate, 0 or more
     */
    public BigDecimal rate() {
        return rate;
    }

    /**
     * Returns the period that it is of.
     *
     * @return the period; empty for a period of the counts
     */
    public Optional<Grain> period() {
        return Optional.ofNullable(period);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DiscountRate that && rate.compareTo(that.rate) == 0 && period == that.period;
    }

    @Override
    public int hashCode() {
        return rate.stripTrailingZeros().hashCode();
    }

    /**
     * Returns the rate in words, such as {@code 0.10 per year}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return rate.signum() == 0
                ? "none"
                : rate.toPlainString() + " per " + (period == null ? "period" : LifetimeText.name(period));
    }
}
