package io.csmetrics.count;

import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Responses;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One collection over data: what several counters ask in the same words is answered once. Not safe for use by several threads. */
public final class Scan {
    /** Before every record; unlike {@code Instant.MIN} it has an epoch millisecond. */
    private static final Instant BEGINNING = Instant.ofEpochMilli(Long.MIN_VALUE);

    private final CustomerData data;
    private final Map<Asked, BitSet> accountsThat = new HashMap<>();

    private record Asked(Condition condition, Reading reading) {}

    /**
     * Begins a collection.
     *
     * @param data the data
     */
    public Scan(CustomerData data) {
        this.data = data;
    }

    /**
     * Returns the data.
     *
     * @return the data
     */
    public CustomerData data() {
        return data;
    }

    /** The visible windows of readings, in which the ledger is read. */
    List<ReportingPeriod> windows(List<Reading> readings) {
        return readings.stream()
                .map(reading -> reading.visiblePeriod(data.zone()))
                .toList();
    }

    /** The accounts that meet a condition, by index. The set is shared: it must not be changed. */
    BitSet accountsThat(Condition condition, Reading reading) {
        Asked asked = new Asked(condition, reading);
        BitSet known = accountsThat.get(asked);
        if (known == null) {
            known = evaluate(condition, reading);
            accountsThat.put(asked, known);
        }
        return known;
    }

    private BitSet evaluate(Condition condition, Reading reading) {
        if (condition instanceof Condition.CustomerAt state) {
            ReportingPeriod window = reading.visiblePeriod(data.zone());
            return state.customerAt() == Moment.START
                    ? data.ledger().customersAtStart(window)
                    : data.ledger().customersAt(window.endExclusive());
        }
        if (condition instanceof Condition.Did did) {
            return atLeast(occurrences(did.did(), did.in(), reading), did.atLeast());
        }
        BitSet accounts = new BitSet(data.accounts().size());
        if (condition instanceof Condition.Not not) {
            accounts.set(0, data.accounts().size());
            accounts.andNot(accountsThat(not.not(), reading));
        } else if (condition instanceof Condition.All all) {
            accounts.set(0, data.accounts().size());
            all.all().forEach(part -> accounts.and(accountsThat(part, reading)));
        } else if (condition instanceof Condition.Any any) {
            any.any().forEach(part -> accounts.or(accountsThat(part, reading)));
        } else {
            throw new IllegalArgumentException(
                    "condition " + condition + " must be about accounts; a field belongs to survey responses");
        }
        return accounts;
    }

    private static BitSet atLeast(int[] counts, int least) {
        BitSet accounts = new BitSet(counts.length);
        for (int account = 0; account < counts.length; account++) {
            accounts.set(account, counts[account] >= least);
        }
        return accounts;
    }

    private int[] occurrences(Selector selector, Scope scope, Reading reading) {
        Instant from = from(scope, reading);
        Instant to = to(scope, reading);
        if (selector instanceof Selector.Movement movement) {
            return data.ledger()
                    .countMovements(movement.movement(), movement.kind(), firstDateFrom(from), firstDateFrom(to));
        }
        Selector.Response answered = (Selector.Response) selector;
        Responses responses = data.responses();
        boolean[] wanted = new boolean[responses.instruments().size()];
        for (int code = 0; code < wanted.length; code++) {
            String instrument = responses.instruments().get(code);
            wanted[code] = answered.response().isEmpty()
                    ? !instrument.equals(SurveyResponse.ENPS)
                    : answered.response().contains(instrument);
        }
        int[] counts = new int[data.accounts().size()];
        int end = responses.firstAtOrAfter(to);
        for (int i = responses.firstAtOrAfter(from); i < end; i++) {
            if (responses.account(i) != Responses.NONE && wanted[responses.instrument(i)]) {
                counts[responses.account(i)]++;
            }
        }
        return counts;
    }

    private Instant from(Scope scope, Reading reading) {
        ZoneId zone = data.zone();
        if (scope instanceof Scope.Lookback lookback) {
            return reading.start(zone).minus(lookback.lookback().get());
        }
        if (scope instanceof Scope.Trailing trailing) {
            return reading.visibleEnd(zone).minus(trailing.trailing().get());
        }
        return scope instanceof Scope.InPeriod ? reading.start(zone) : BEGINNING;
    }

    private Instant to(Scope scope, Reading reading) {
        boolean beforeStart = scope instanceof Scope.BeforeStart || scope instanceof Scope.Lookback;
        return beforeStart ? reading.start(data.zone()) : reading.visibleEnd(data.zone());
    }

    /** The first date whose first instant is at or after an instant. */
    private LocalDate firstDateFrom(Instant instant) {
        LocalDate date = instant.atZone(data.zone()).toLocalDate();
        return date.atStartOfDay(data.zone()).toInstant().isBefore(instant) ? date.plusDays(1) : date;
    }
}
