package io.csmetrics.count;

import io.csmetrics.data.CustomerBasis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Dated;
import io.csmetrics.data.RecordMoment;
import io.csmetrics.data.Timeline;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Contract;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Who is a customer when, by the basis of the book. */
final class Customers {
    private static final Selector STARTED = Selector.event("customer-started");
    private static final Selector ENDED = Selector.event("customer-ended");

    private final Scan scan;
    private final CustomerData data;
    private final Map<Instants, BitSet> known = new HashMap<>();

    private record Instants(long at, long knownBefore) {}

    Customers(Scan scan) {
        this.scan = scan;
        data = scan.data();
    }

    /** A balance that was imported inside the period counts at its start. */
    BitSet atStart(Reading reading) {
        ReportingPeriod window = reading.visiblePeriod(data.zone());
        return data.customerBasis() == CustomerBasis.LEDGER
                ? data.ledger().customersAtStart(window)
                : at(Scan.millis(reading.start(data.zone())), Scan.millis(reading.knownBefore(data.zone())));
    }

    BitSet atEnd(Reading reading) {
        return data.customerBasis() == CustomerBasis.LEDGER
                ? data.ledger().customersAt(reading.visiblePeriod(data.zone()).endExclusive())
                : at(Scan.millis(reading.visibleEnd(data.zone())), Scan.millis(reading.knownBefore(data.zone())));
    }

    /** Whether an account is a customer at an instant, as far as was known before another one. */
    boolean is(int account, long at, long knownBefore) {
        if (data.customerBasis() == CustomerBasis.LEDGER) {
            return data.ledger().unscaledBalance(account, scan.firstDateFrom(at)) > 0;
        }
        return known.computeIfAbsent(new Instants(at, knownBefore), asked -> at(asked.at, asked.knownBefore))
                .get(account);
    }

    /** The customers at an instant, as far as was known before another one. */
    private BitSet at(long at, long knownBefore) {
        return data.customerBasis() == CustomerBasis.EVENTS
                ? scan.latest(Unit.ACCOUNT, STARTED, ENDED, at, knownBefore)
                : underContract(at, knownBefore);
    }

    private BitSet underContract(long at, long knownBefore) {
        Dated<Contract> contracts = data.index().contracts();
        Timeline starts = contracts.by(RecordMoment.STARTS);
        BitSet customers = new BitSet(data.accounts().size());
        int begun = starts.firstAtOrAfter(at);
        for (int i = 0; i < begun; i++) {
            Contract contract = contracts.get(starts.row(i));
            long signed = millis(contract.signedOrStart());
            if (millis(contract.endsOn()) >= at && signed < at && signed < knownBefore) {
                customers.set(contracts.account(starts.row(i)));
            }
        }
        return customers;
    }

    private long millis(LocalDate date) {
        return date.atStartOfDay(data.zone()).toInstant().toEpochMilli();
    }
}
