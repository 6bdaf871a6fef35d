package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.joda.money.BigMoney;

/** The sums that can be read from a ledger for a window. */
public enum RevenueTerm {
    /** Revenue at the start of the window. */
    OPEN,
    /** Revenue at its end. */
    CLOSE,
    /** Revenue at its end of the accounts that had some at its start. */
    COHORT_CLOSE,
    /** The smaller of both ends, account by account, of the accounts that had revenue at the start. */
    RETAINED,
    /** What those accounts lost: {@code OPEN - RETAINED}. */
    LOST,
    /** What those accounts gained: {@code COHORT_CLOSE - RETAINED}. */
    GAINED,
    /** What those accounts lost less what they gained: {@code OPEN - COHORT_CLOSE}; negative when they grew. */
    NET_LOST,
    /** Movements of type NEW. */
    NEW,
    /** Movements of type EXPANSION. */
    EXPANSION,
    /** Movements of type CONTRACTION. */
    CONTRACTION,
    /** Movements of type CHURN. */
    CHURN,
    /** Movements of type REACTIVATION. */
    REACTIVATION;

    /**
     * Reads this term from a bridge.
     *
     * @param bridge the bridge
     * @return the amount
     * @throws IllegalArgumentException if a bridge does not know this term
     */
    public BigMoney of(RevenueBridge bridge) {
        return switch (this) {
            case OPEN -> bridge.opening();
            case CLOSE -> bridge.closing();
            case NEW -> bridge.newRevenue();
            case EXPANSION -> bridge.expansion();
            case CONTRACTION -> bridge.contraction();
            case CHURN -> bridge.churn();
            case REACTIVATION -> bridge.reactivation();
            case COHORT_CLOSE, RETAINED, LOST, GAINED, NET_LOST ->
                throw new IllegalArgumentException("a bridge has no " + this + "; read it from retention facts");
        };
    }

    /**
     * Reads this term from retention facts.
     *
     * @param retention the facts
     * @return the amount
     * @throws IllegalArgumentException if retention facts do not know this term
     */
    public BigMoney of(RevenueRetention retention) {
        return switch (this) {
            case OPEN -> retention.opening();
            case COHORT_CLOSE -> retention.closing();
            case RETAINED -> retention.retained();
            case LOST -> retention.lost();
            case GAINED -> retention.gained();
            case NET_LOST -> retention.opening().minus(retention.closing());
            case CLOSE, NEW, EXPANSION, CONTRACTION, CHURN, REACTIVATION ->
                throw new IllegalArgumentException("retention facts have no " + this + "; read it from a bridge");
        };
    }

    /** The part of each account of a ledger that has one. */
    SortedMap<String, BigMoney> byAccount(RevenueLedger ledger, ReportingPeriod window) {
        List<String> accountIds = ledger.accountIds();
        Cells cells = Cells.byAccount(accountIds);
        List<ReportingPeriod> windows = List.of(window);
        IntFunction<BigMoney> part = switch (this) {
            case OPEN, CLOSE, NEW, EXPANSION, CONTRACTION, CHURN, REACTIVATION -> {
                RevenueLedger.Bridges bridges = ledger.bridges(windows, cells);
                yield account -> of(bridges.at(0, account));
            }
            case COHORT_CLOSE, RETAINED, LOST, GAINED, NET_LOST -> {
                RevenueLedger.Retentions retentions = ledger.retentions(windows, cells);
                yield account -> of(retentions.at(0, account));
            }
        };
        SortedMap<String, BigMoney> parts = new TreeMap<>();
        for (int account = 0; account < accountIds.size(); account++) {
            BigMoney amount = part.apply(account);
            if (!amount.isZero()) {
                parts.put(accountIds.get(account), amount);
            }
        }
        return parts;
    }
}
