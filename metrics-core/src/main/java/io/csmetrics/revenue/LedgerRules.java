package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.joda.money.BigMoney;

/** Which movement a balance allows, and what is said of one that it does not allow. */
final class LedgerRules {
    private LedgerRules() {}

    /** The type that a change of balance has. */
    static Type typeOf(long before, long after, boolean hadRevenue) {
        if (after > before) {
            return typeOfGain(before, hadRevenue);
        }
        return after == 0 ? Type.CHURN : Type.CONTRACTION;
    }

    /** The type of any gain on a balance. */
    static Type typeOfGain(long before, boolean hadRevenue) {
        if (before > 0) {
            return Type.EXPANSION;
        }
        return hadRevenue ? Type.REACTIVATION : Type.NEW;
    }

    /** The place of a row and what is known there. */
    record Row(String source, long line, String accountId, LocalDate on, Type type, BigMoney amount, BigMoney balance) {
        private String where() {
            return "on " + on + " of account \"" + accountId + "\"";
        }

        private Finding error(String field, Object value, String rule, String remedy) {
            return Finding.error(source, line, field, value, rule, remedy);
        }

        /** A movement that takes more than there is. */
        Finding belowZero() {
            return error(
                    "amount",
                    amount,
                    type.name().toLowerCase(Locale.ROOT) + " " + where() + " must not exceed its balance " + balance,
                    "correct the amount, or add the movement that is missing before it");
        }

        /** Several movements of a day that together take more than there is. */
        Finding dayBelowZero(BigMoney net) {
            return error(
                    "amount",
                    net,
                    "the net of all movements " + where() + " must not take more than its balance " + balance,
                    "correct the amounts of that day");
        }

        /** A movement of a type that the balance contradicts. */
        Finding contradicts(Type expected) {
            return switch (type) {
                case CHURN ->
                    error(
                            "amount",
                            amount,
                            "churn " + where() + " must equal its balance " + balance,
                            "correct the amount, or make it " + expected);
                case CONTRACTION ->
                    error(
                            "type",
                            type,
                            "contraction " + where() + " must leave some of its balance " + balance,
                            "make it " + expected + ", or correct the amount");
                case EXPANSION ->
                    error(
                            "type",
                            type,
                            "expansion " + where() + " needs a balance above 0",
                            "make it " + expected + ", or add the movement that is missing before it");
                case NEW ->
                    error(
                            "type",
                            type,
                            "new revenue " + where() + " must be its first movement",
                            "make it " + expected);
                case REACTIVATION ->
                    error(
                            "type",
                            type,
                            "reactivation " + where() + " needs a balance of 0 after an earlier churn",
                            "make it " + expected + ", or add the movement that is missing before it");
                case OPENING ->
                    error(
                            "type",
                            type,
                            "an opening balance " + where()
                                    + " must be its first movement, and the only one of that type",
                            "make it " + expected + ", or remove it");
            };
        }

        /** An amount with which the sums no longer fit. */
        Finding overflow(int scale) {
            return error(
                    "amount",
                    amount,
                    "all amounts together must stay within "
                            + BigDecimal.valueOf(Long.MAX_VALUE, scale).toPlainString(),
                    "correct the amount, or use fewer decimals");
        }
    }
}
