package io.csmetrics.revenue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;
import org.joda.money.BigMoney;

/**
 * How the price of an interval becomes the price of a month, and how that is rounded. The price of {@code n} months is divided by
 * {@code n}; that of {@code n} weeks is {@code price * weeksPerYear / (12 * n)}, that of {@code n} days
 * {@code price * daysPerYear / (12 * n)}. The level of each subscription is rounded once; sums of levels are exact.
 *
 * @param name what the profile is called
 * @param weeksPerYear how many weeks a year has, at least 0; with 0 weekly prices are no monthly revenue
 * @param daysPerYear how many days a year has, at least 0; with 0 daily prices are no monthly revenue
 * @param scale the number of decimals of a level, 0 to {@value RevenueLedger#LARGEST_SCALE}
 * @param rounding how a level is rounded to that scale
 * @param keepsInputDecimals whether prices with more decimals than {@code scale} raise it to theirs
 */
public record NormalisationProfile(
        String name,
        BigDecimal weeksPerYear,
        BigDecimal daysPerYear,
        int scale,
        RoundingMode rounding,
        boolean keepsInputDecimals) {

    private static final int MONTHS_PER_YEAR = 12;

    /** 52 weeks and 365 days a year, four decimals or those of the prices if more, half to even. */
    public static final NormalisationProfile STANDARD = new NormalisationProfile(
            "STANDARD", BigDecimal.valueOf(52), BigDecimal.valueOf(365), 4, RoundingMode.HALF_EVEN, true);

    /** As {@link #STANDARD}, but 4.33 weeks a month. */
    public static final NormalisationProfile WEEKS_4_33 = new NormalisationProfile(
            "WEEKS_4_33", new BigDecimal("51.96"), BigDecimal.valueOf(365), 4, RoundingMode.HALF_EVEN, true);

    /** As {@link #STANDARD}, but 30 days a month. */
    public static final NormalisationProfile DAYS_30 = new NormalisationProfile(
            "DAYS_30", BigDecimal.valueOf(52), BigDecimal.valueOf(360), 4, RoundingMode.HALF_EVEN, true);

    /** As {@link #STANDARD}, but 365.25 days a year. */
    public static final NormalisationProfile DAYS_365_25 = new NormalisationProfile(
            "DAYS_365_25", BigDecimal.valueOf(52), new BigDecimal("365.25"), 4, RoundingMode.HALF_EVEN, true);

    /** As {@link #STANDARD}, but every line is rounded to two decimals, half up. */
    public static final NormalisationProfile CENTS_PER_LINE = new NormalisationProfile(
            "CENTS_PER_LINE", BigDecimal.valueOf(52), BigDecimal.valueOf(365), 2, RoundingMode.HALF_UP, false);

    /** The analytics of Kill Bill: four decimals, half up; daily and weekly plans count nothing. */
    public static final NormalisationProfile KILL_BILL =
            new NormalisationProfile("KILL_BILL", BigDecimal.ZERO, BigDecimal.ZERO, 4, RoundingMode.HALF_UP, false);

    /** Checks every rule above. */
    public NormalisationProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(rounding, "rounding");
        if (weeksPerYear.signum() < 0 || daysPerYear.signum() < 0) {
            throw new IllegalArgumentException("profile \"" + name + "\" with " + weeksPerYear + " weeks and "
                    + daysPerYear + " days a year must have at least 0 of both");
        }
        if (scale < 0 || scale > RevenueLedger.LARGEST_SCALE) {
            throw new IllegalArgumentException(
                    "scale " + scale + " of profile \"" + name + "\" must be 0 to " + RevenueLedger.LARGEST_SCALE);
        }
        if (rounding == RoundingMode.UNNECESSARY) {
            throw new IllegalArgumentException("rounding " + rounding + " of profile \"" + name
                    + "\" must round; a twelfth has no end of decimals");
        }
    }

    /**
     * Returns this profile with a scale that holds whatever the decimals of the prices.
     *
     * @param decimals the number of decimals of a level, 0 to {@value RevenueLedger#LARGEST_SCALE}
     * @return the profile
     */
    public NormalisationProfile withScale(int decimals) {
        return new NormalisationProfile(name, weeksPerYear, daysPerYear, decimals, rounding, false);
    }

    /**
     * Returns this profile with another rounding.
     *
     * @param mode how a level is rounded
     * @return the profile
     */
    public NormalisationProfile withRounding(RoundingMode mode) {
        return new NormalisationProfile(name, weeksPerYear, daysPerYear, scale, mode, keepsInputDecimals);
    }

    /**
     * Returns the price of a month, rounded once.
     *
     * @param price the price of one interval, quantity and discounts included
     * @param interval the interval
     * @return the price of a month at the {@code scale} of this profile, or with the decimals of {@code price} if those are more
     *     and this profile {@code keepsInputDecimals}
     */
    public BigMoney monthly(BigMoney price, BillingInterval interval) {
        int decimals = keepsInputDecimals
                ? Math.max(scale, price.getAmount().stripTrailingZeros().scale())
                : scale;
        return BigMoney.of(price.getCurrencyUnit(), monthly(price.getAmount(), interval, decimals));
    }

    BigDecimal monthly(BigDecimal price, BillingInterval interval, int decimals) {
        return price.multiply(perYear(interval)).divide(months(interval), decimals, rounding);
    }

    /** The price of a month to 34 digits, correctly rounded, so that equal prices of unlike intervals are equal here. */
    BigDecimal comparable(BigDecimal price, BillingInterval interval) {
        return price.multiply(perYear(interval))
                .divide(months(interval), MathContext.DECIMAL128)
                .stripTrailingZeros();
    }

    private BigDecimal perYear(BillingInterval interval) {
        return switch (interval.unit()) {
            case DAY -> daysPerYear;
            case WEEK -> weeksPerYear;
            case MONTH -> BigDecimal.ONE;
        };
    }

    private static BigDecimal months(BillingInterval interval) {
        long perYear = interval.unit() == BillingInterval.Unit.MONTH ? 1 : MONTHS_PER_YEAR;
        return BigDecimal.valueOf(perYear * interval.count());
    }
}
