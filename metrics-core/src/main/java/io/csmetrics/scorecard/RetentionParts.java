package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import io.csmetrics.revenue.CohortMovements;
import io.csmetrics.revenue.RevenueBridge;
import java.util.Optional;
import org.joda.money.BigMoney;

/**
 * What net revenue retention is made of: the movements of the opening revenue, each over the opening. Defined as
 * {@code net revenue retention = 1 + expansion + reactivation + contraction + churn}: exact. The same holds for the change of net revenue
 * retention between two periods and the {@linkplain #minus differences} of the parts.
 *
 * @param expansion {@code expansion / opening}
 * @param reactivation {@code reactivation / opening}; of accounts that left and came back inside the period
 * @param contraction {@code -contraction / opening}
 * @param churn {@code -churn / opening}
 */
public record RetentionParts(Quotient expansion, Quotient reactivation, Quotient contraction, Quotient churn) {

    /**
     * Returns the parts of net revenue retention point to point or by cohort movements; both methods have the same.
     *
     * @param facts the movements of the opening accounts
     * @return the parts, empty where the opening is 0
     */
    public static Optional<RetentionParts> of(CohortMovements facts) {
        return of(facts.opening(), facts.expansion(), facts.reactivation(), facts.contraction(), facts.churn());
    }

    /**
     * Returns the parts of net revenue retention by the FLOW method.
     *
     * @param bridge the bridge of the period
     * @param includeReactivation whether returning revenue counts as gained
     * @return the parts, empty where the opening is 0
     */
    public static Optional<RetentionParts> flow(RevenueBridge bridge, boolean includeReactivation) {
        BigMoney none = BigMoney.zero(bridge.opening().getCurrencyUnit());
        return of(
                bridge.opening(),
                bridge.expansion(),
                includeReactivation ? bridge.reactivation() : none,
                bridge.contraction(),
                bridge.churn());
    }

    private static Optional<RetentionParts> of(
            BigMoney opening, BigMoney expansion, BigMoney reactivation, BigMoney contraction, BigMoney churn) {
        return opening.isZero()
                ? Optional.empty()
                : Optional.of(new RetentionParts(
                        over(expansion, opening),
                        over(reactivation, opening),
                        over(contraction, opening).negated(),
                        over(churn, opening).negated()));
    }

    private static Quotient over(BigMoney amount, BigMoney opening) {
        return new Quotient(amount.getAmount(), opening.getAmount());
    }

    /**
     * Takes earlier parts off, to see what moved net revenue retention.
     *
     * @param before the parts of the earlier period
     * @return the differences, whose {@link #sum()} is the change of net revenue retention
     */
    public RetentionParts minus(RetentionParts before) {
        return new RetentionParts(
                expansion.minus(before.expansion),
                reactivation.minus(before.reactivation),
                contraction.minus(before.contraction),
                churn.minus(before.churn));
    }

    /**
     * Returns what the parts come to.
     *
     * @return {@code expansion + reactivation + contraction + churn}, which is net revenue retention less 1
     */
    public Quotient sum() {
        return expansion.plus(reactivation).plus(contraction).plus(churn);
    }
}
