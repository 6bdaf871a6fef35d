package io.csmetrics.revenue;

import io.csmetrics.facts.Facts;
import org.joda.money.BigMoney;

/**
 * What became of the accounts that had revenue at the opening of a window. Accounts won inside the window are on no side, and an
 * account at 0 at opening is never in, even if it had revenue before.
 *
 * @param opening revenue of these accounts at the start of the window, before the movements of that day
 * @param closing revenue of the same accounts at its end
 * @param retained the smaller of both, taken account by account and then summed
 * @param openingAccounts how many accounts had revenue at opening
 * @param retainedAccounts how many of them have revenue at closing
 * @param importedInside how many of them were imported inside the window: history starts inside it
 */
public record RevenueRetention(
        BigMoney opening,
        BigMoney closing,
        BigMoney retained,
        long openingAccounts,
        long retainedAccounts,
        long importedInside)
        implements Facts {

    /**
     * Returns the revenue that opening accounts lost between the two ends.
     *
     * @return {@code opening - retained}, never negative
     */
    public BigMoney lost() {
        return opening.minus(retained);
    }

    /**
     * Returns the revenue that opening accounts gained between the two ends.
     *
     * @return {@code closing - retained}, never negative
     */
    public BigMoney gained() {
        return closing.minus(retained);
    }

    /**
     * Returns how many opening accounts have no revenue at closing.
     *
     * @return {@code openingAccounts - retainedAccounts}
     */
    public long lostAccounts() {
        return openingAccounts - retainedAccounts;
    }

    @Override
    public RevenueRetention plus(Facts other) {
        RevenueRetention that = Facts.sameType(RevenueRetention.class, other);
        return new RevenueRetention(
                Amounts.sum(opening, that.opening),
                Amounts.sum(closing, that.closing),
                Amounts.sum(retained, that.retained),
                Math.addExact(openingAccounts, that.openingAccounts),
                Math.addExact(retainedAccounts, that.retainedAccounts),
                Math.addExact(importedInside, that.importedInside));
    }

    @Override
    public RevenueRetention times(int copies) {
        long n = Facts.requireCopies(copies);
        return new RevenueRetention(
                opening.multipliedBy(n),
                closing.multipliedBy(n),
                retained.multipliedBy(n),
                Math.multiplyExact(openingAccounts, n),
                Math.multiplyExact(retainedAccounts, n),
                Math.multiplyExact(importedInside, n));
    }
}
