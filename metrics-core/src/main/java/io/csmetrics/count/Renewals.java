package io.csmetrics.count;

import io.csmetrics.data.Dated;
import io.csmetrics.data.RecordMoment;
import io.csmetrics.data.Timeline;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Contract;
import io.csmetrics.select.Condition;
import java.time.Duration;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Contracts in one reading: which are known, which end in it, which were renewed. */
final class Renewals {
    private final Scan scan;
    private final Reading reading;
    private final Dated<Contract> contracts;
    private final long knownBefore;

    /** When the earliest contract that renews another one was signed, by the id of the renewed one. */
    private final Map<String, Long> renewedOn = new HashMap<>();

    Renewals(Scan scan, Reading reading) {
        this.scan = scan;
        this.reading = reading;
        contracts = scan.data().index().contracts();
        knownBefore = Scan.millis(reading.knownBefore(scan.data().zone()));
        for (int row = 0; row < contracts.size(); row++) {
            Contract contract = contracts.get(row);
            long signed = millis(contract.signedOrStart());
            if (signed < knownBefore) {
                contract.renewsContractId().ifPresent(id -> renewedOn.merge(id, signed, Math::min));
            }
        }
    }

    private long millis(LocalDate date) {
        return date.atStartOfDay(scan.data().zone()).toInstant().toEpochMilli();
    }

    boolean isKnown(int row) {
        return millis(contracts.get(row).signedOrStart()) < knownBefore;
    }

    /** The known contracts that end in {@code [from, to)}. */
    BitSet endingIn(long from, long to) {
        Timeline ends = contracts.by(RecordMoment.ENDS);
        BitSet rows = new BitSet(contracts.size());
        for (int i = ends.firstAtOrAfter(from); i < ends.firstAtOrAfter(to); i++) {
            rows.set(ends.row(i), isKnown(ends.row(i)));
        }
        return rows;
    }

    BitSet endingInPeriod() {
        return endingIn(
                Scan.millis(reading.start(scan.data().zone())),
                Scan.millis(reading.visibleEnd(scan.data().zone())));
    }

    boolean isRenewed(int row, Duration grace) {
        Contract contract = contracts.get(row);
        Long signed = renewedOn.get(contract.id());
        return signed != null && signed <= millis(contract.endsOn()) + grace.toMillis();
    }

    /** Whether a contract was renewed at all, as far as is known. */
    boolean isRenewed(int row) {
        return renewedOn.containsKey(contracts.get(row).id());
    }

    /** The accounts that have a contract ending in the period, or of which any or all such contracts were renewed. */
    BitSet accountsThat(Condition condition) {
        BitSet due = new BitSet();
        BitSet renewed = new BitSet();
        BitSet lost = new BitSet();
        endingInPeriod().stream().forEach(row -> {
            int account = contracts.account(row);
            due.set(account);
            if (condition instanceof Condition.Renewed rule) {
                (isRenewed(row, rule.grace().get()) ? renewed : lost).set(account);
            }
        });
        if (condition instanceof Condition.Renewed rule) {
            if (rule.renewed() == Condition.Rule.ALL) {
                renewed.andNot(lost);
            }
            return renewed;
        }
        return due;
    }
}
