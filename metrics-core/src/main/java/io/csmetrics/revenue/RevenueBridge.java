package io.csmetrics.revenue;

import io.csmetrics.facts.Facts;
import org.joda.money.BigMoney;

/**
 * How recurring revenue came from the opening of a window to its closing. Every amount is a magnitude per month.
 *
 * <p>Defined as {@code opening + newRevenue + reactivation + expansion - contraction - churn + fx = closing}: exact, for every set of
 * accounts and every window.
 *
 * @param opening revenue at the start of the window, before the movements of that day; imported opening balances inside the window
 *     count here
 * @param newRevenue the first revenue of accounts
 * @param reactivation revenue of accounts that had churned
 * @param expansion growth of accounts that had revenue
 * @param contraction shrinkage of accounts that kept some revenue
 * @param churn revenue of accounts that lost all of it
 * @param fx what exchange rates did; 0 unless the ledger was converted with moving rates
 * @param accounts the same bridge in accounts
 */
public record RevenueBridge(
        BigMoney opening,
        BigMoney newRevenue,
        BigMoney reactivation,
        BigMoney expansion,
        BigMoney contraction,
        BigMoney churn,
        BigMoney fx,
        Counts accounts)
        implements Facts {

    /**
     * How the number of paying accounts came from the opening of a window to its closing. Defined as
     * {@code opening + won + reactivated - churned = closing}; each counts movements of its type, so that an account that leaves
     * and returns inside the window stands in two of them.
     *
     * @param opening accounts with revenue at the start of the window
     * @param won movements of type NEW
     * @param reactivated movements of type REACTIVATION
     * @param churned movements of type CHURN
     * @param expansions movements of type EXPANSION; they change no account count
     * @param contractions movements of type CONTRACTION; they change no account count
     * @param importedInside opening balances that were imported inside the window: history starts inside it
     */
    public record Counts(
            long opening,
            long won,
            long reactivated,
            long churned,
            long expansions,
            long contractions,
            long importedInside)
            implements Facts {

        /**
         * Returns the paying accounts at the end of the window.
         *
         * @return {@code opening + won + reactivated - churned}
         */
        public long closing() {
            return opening + won + reactivated - churned;
        }

        @Override
        public Counts plus(Facts other) {
            Counts that = Facts.sameType(Counts.class, other);
            return new Counts(
                    Math.addExact(opening, that.opening),
                    Math.addExact(won, that.won),
                    Math.addExact(reactivated, that.reactivated),
                    Math.addExact(churned, that.churned),
                    Math.addExact(expansions, that.expansions),
                    Math.addExact(contractions, that.contractions),
                    Math.addExact(importedInside, that.importedInside));
        }

        @Override
        public Counts times(int copies) {
            long n = Facts.requireCopies(copies);
            return new Counts(
                    Math.multiplyExact(opening, n),
                    Math.multiplyExact(won, n),
                    Math.multiplyExact(reactivated, n),
                    Math.multiplyExact(churned, n),
                    Math.multiplyExact(expansions, n),
                    Math.multiplyExact(contractions, n),
                    Math.multiplyExact(importedInside, n));
        }
    }

    /**
     * Returns the revenue at the end of the window, before the movements of the day after it.
     *
     * @return {@code opening + newRevenue + reactivation + expansion - contraction - churn + fx}
     */
    public BigMoney closing() {
        return opening.plus(newRevenue)
                .plus(reactivation)
                .plus(expansion)
                .minus(contraction)
                .minus(churn)
                .plus(fx);
    }

    @Override
    public RevenueBridge plus(Facts other) {
        RevenueBridge that = Facts.sameType(RevenueBridge.class, other);
        return new RevenueBridge(
                Amounts.sum(opening, that.opening),
                Amounts.sum(newRevenue, that.newRevenue),
                Amounts.sum(reactivation, that.reactivation),
                Amounts.sum(expansion, that.expansion),
                Amounts.sum(contraction, that.contraction),
                Amounts.sum(churn, that.churn),
                Amounts.sum(fx, that.fx),
                accounts.plus(that.accounts));
    }

    @Override
    public RevenueBridge times(int copies) {
        long n = Facts.requireCopies(copies);
        return new RevenueBridge(
                opening.multipliedBy(n),
                newRevenue.multipliedBy(n),
                reactivation.multipliedBy(n),
                expansion.multipliedBy(n),
                contraction.multipliedBy(n),
                churn.multipliedBy(n),
                fx.multipliedBy(n),
                accounts.times(copies));
    }
}
