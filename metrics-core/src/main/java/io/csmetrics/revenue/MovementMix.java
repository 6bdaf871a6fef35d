package io.csmetrics.revenue;

import io.csmetrics.facts.Facts;
import io.csmetrics.record.RevenueMovement.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * The expansion and contraction of a window by kind: why revenue grew and shrank. A movement without a kind counts as
 * {@link Kind#OTHER}.
 *
 * @param currency the currency, also of what is empty
 * @param expansion expansion by kind; kinds that did not occur are absent
 * @param contraction contraction by kind; kinds that did not occur are absent
 */
public record MovementMix(
        CurrencyUnit currency, SortedMap<Kind, BigMoney> expansion, SortedMap<Kind, BigMoney> contraction)
        implements Facts {

    /** Copies the maps without the kinds whose amount is 0. */
    public MovementMix {
        expansion = occurring(expansion);
        contraction = occurring(contraction);
    }

    private static SortedMap<Kind, BigMoney> occurring(SortedMap<Kind, BigMoney> amounts) {
        SortedMap<Kind, BigMoney> copy = new TreeMap<>(amounts);
        copy.values().removeIf(BigMoney::isZero);
        // a kind that one part lacks keeps the decimals of the other, so decimals must not tell amounts apart
        copy.replaceAll((kind, amount) -> Amounts.plain(amount));
        return Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Returns the expansion of some kinds.
     *
     * @param kinds the kinds; none for all
     * @return the sum
     */
    public BigMoney expansion(Collection<Kind> kinds) {
        return sum(expansion, kinds);
    }

    /**
     * Returns the contraction of some kinds.
     *
     * @param kinds the kinds; none for all
     * @return the sum
     */
    public BigMoney contraction(Collection<Kind> kinds) {
        return sum(contraction, kinds);
    }

    @Override
    public MovementMix plus(Facts other) {
        MovementMix that = Facts.sameType(MovementMix.class, other);
        if (!currency.equals(that.currency)) {
            throw new IllegalArgumentException(
                    "movements in " + that.currency + " cannot be added to " + currency + "; convert them first");
        }
        return new MovementMix(
                currency,
                merged(expansion, that.expansion, BigMoney::plus),
                merged(contraction, that.contraction, BigMoney::plus));
    }

    @Override
    public MovementMix times(int copies) {
        long n = Facts.requireCopies(copies);
        return new MovementMix(
                currency,
                mapped(expansion, amount -> amount.multipliedBy(n)),
                mapped(contraction, amount -> amount.multipliedBy(n)));
    }

    private BigMoney sum(Map<Kind, BigMoney> amounts, Collection<Kind> kinds) {
        BigMoney sum = BigMoney.zero(currency);
        for (Map.Entry<Kind, BigMoney> amount : amounts.entrySet()) {
            if (kinds.isEmpty() || kinds.contains(amount.getKey())) {
                sum = sum.plus(amount.getValue());
            }
        }
        return sum;
    }

    private static SortedMap<Kind, BigMoney> merged(
            Map<Kind, BigMoney> some, Map<Kind, BigMoney> more, BinaryOperator<BigMoney> adding) {
        SortedMap<Kind, BigMoney> sums = new TreeMap<>(some);
        more.forEach((kind, amount) -> sums.merge(kind, amount, adding));
        return sums;
    }

    private static SortedMap<Kind, BigMoney> mapped(Map<Kind, BigMoney> amounts, UnaryOperator<BigMoney> change) {
        Map<Kind, BigMoney> changed = new EnumMap<>(Kind.class);
        amounts.forEach((kind, amount) -> changed.put(kind, change.apply(amount)));
        return new TreeMap<>(changed);
    }
}
