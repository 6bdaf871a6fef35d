package io.csmetrics.revenue;

import org.joda.money.BigMoney;

/** Adding amounts of which each has a number of decimals of its own. */
final class Amounts {
    private Amounts() {}

    /** The sum with the larger number of decimals, in either order; {@link BigMoney#plus} drops those of an amount that is 0. */
    static BigMoney sum(BigMoney one, BigMoney other) {
        int scale = Math.max(one.getScale(), other.getScale());
        return one.withScale(scale).plus(other.withScale(scale));
    }

    /** The amount with as few decimals as it needs, so that equal amounts are equal values. */
    static BigMoney plain(BigMoney amount) {
        int decimals = amount.getAmount().stripTrailingZeros().scale();
        return amount.withScale(Math.max(0, decimals));
    }
}
