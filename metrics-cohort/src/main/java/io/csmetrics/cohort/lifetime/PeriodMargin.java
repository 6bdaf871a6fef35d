package io.csmetrics.cohort.lifetime;

import io.csmetrics.period.Grain;
import java.math.BigDecimal;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.jspecify.annotations.Nullable;

/**
 * What a customer brings in a period, after the cost of serving it. It is always of a stated period: 50 a month is 600 a year. A payment for
 * a year in advance is discounted otherwise than twelve monthly ones; the periods of the counts are those of payment.
 */
public final class PeriodMargin {
    private final BigMoney amount;
    private final @Nullable Grain period;

    private PeriodMargin(BigMoney amount, @Nullable Grain period) {
        this.amount = amount;
        this.period = period;
    }

    /**
     * Returns the margin of a period of the calendar.
     *
     * @param amount the amount, below 0 for a loss
     * @param period the period that it is of
     * @return the margin
     */
    public static PeriodMargin of(BigMoney amount, Grain period) {
        return new PeriodMargin(amount, period);
    }

    /**
     * Returns the margin of a period of the counts, however long it is.
     *
     * @param amount the amount, below 0 for a loss
     * @return the margin
     */
    public static PeriodMargin perPeriod(BigMoney amount) {
        return new PeriodMargin(amount, null);
    }

    /**
     * Returns the part of a revenue that is left.
     *
     * @param share the gross margin as a share, such as 0.8
     * @return this amount times the share, exactly
     */
    public PeriodMargin times(BigDecimal share) {
        return new PeriodMargin(amount.multipliedBy(share), period);
    }

    /** The amount of a period of the counts. */
    double in(@Nullable Grain other) {
        return amount.getAmount().doubleValue() * PeriodLength.ratio(period, other, "margin " + this);
    }

    /**
     * Returns the amount.
     *
     * @return the amount
     */
    public BigMoney amount() {
        return amount;
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
        return other instanceof PeriodMargin that && amount.equals(that.amount) && period == that.period;
    }

    @Override
    public int hashCode() {
        return amount.hashCode();
    }

    /**
     * Returns the margin in words, such as {@code USD 50 per month}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return amount + " per " + (period == null ? "period" : LifetimeText.name(period));
    }
}
