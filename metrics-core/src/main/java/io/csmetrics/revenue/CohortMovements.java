package io.csmetrics.revenue;

import io.csmetrics.facts.Facts;
import org.joda.money.BigMoney;

/**
 * The movements inside a window of the accounts that had revenue at its opening. Every amount is a magnitude per month.
 *
 * @param opening revenue of these accounts at the start of the window
 * @param reactivation revenue of those that churned and came back inside the window
 * @param expansion their growth
 * @param contraction their shrinkage
 * @param churn what those that lost all revenue had
 * @param openingAccounts how many accounts had revenue at opening
 * @param importedInside how many of these accounts were imported inside the window
 */
public record CohortMovements(
        BigMoney opening,
        BigMoney reactivation,
        BigMoney expansion,
        BigMoney contraction,
        BigMoney churn,
        long openingAccounts,
        long importedInside)
        implements Facts {

    /**
     * Returns all revenue that moved out.
     *
     * @return {@code contraction + churn}; can be more than {@code opening} when an account grows and then leaves
     */
    public BigMoney lost() {
        return contraction.plus(churn);
    }

    /**
     * Returns all revenue that moved in.
     *
     * @return {@code expansion + reactivation}
     */
    public BigMoney gained() {
        return expansion.plus(reactivation);
    }

    @Override
    public CohortMovements plus(Facts other) {
        CohortMovements that = Facts.sameType(CohortMovements.class, other);
        return new CohortMovements(
                Amounts.sum(opening, that.opening),
                Amounts.sum(reactivation, that.reactivation),
                Amounts.sum(expansion, that.expansion),
                Amounts.sum(contraction, that.contraction),
                Amounts.sum(churn, that.churn),
                Math.addExact(openingAccounts, that.openingAccounts),
                Math.addExact(importedInside, that.importedInside));
    }

    @Override
    public CohortMovements times(int copies) {
        long n = Facts.requireCopies(copies);
        return new CohortMovements(
                opening.multipliedBy(n),
                reactivation.multipliedBy(n),
                expansion.multipliedBy(n),
                contraction.multipliedBy(n),
                churn.multipliedBy(n),
                Math.multiplyExact(openingAccounts, n),
                Math.multiplyExact(importedInside, n));
    }
}
