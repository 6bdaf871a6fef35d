package io.csmetrics.health.catalog;

import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.Dated;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Contract;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Days to the next end of a contract that is not renewed, and accounts that have one. */
record DaysToRenewal() implements PerAccountCounter {
    private static final long NONE = Long.MAX_VALUE;

    @Override
    public Accounts of(Scan scan, Reading reading) {
        ZoneId zone = scan.data().zone();
        Instant knownBefore = reading.knownBefore(zone);
        ZonedDateTime end = reading.visibleEnd(zone).atZone(zone);
        Dated<Contract> contracts = scan.data().index().contracts();
        Set<String> renewed = new HashSet<>();
        for (int row = 0; row < contracts.size(); row++) {
            if (isBefore(contracts.get(row).signedOrStart(), knownBefore, zone)) {
                contracts.get(row).renewsContractId().ifPresent(renewed::add);
            }
        }
        long[] days = new long[scan.data().accounts().size()];
        Arrays.fill(days, NONE);
        for (int row = 0; row < contracts.size(); row++) {
            Contract contract = contracts.get(row);
            if (isBefore(contract.signedOrStart(), knownBefore, zone)
                    && !isBefore(contract.endsOn(), end.toInstant(), zone)
                    && !renewed.contains(contract.id())) {
                // calendar days: a day with a change of clocks is a day
                long left = ChronoUnit.DAYS.between(end, contract.endsOn().atStartOfDay(zone));
                int account = contracts.account(row);
                days[account] = Math.min(days[account], left);
            }
        }
        return (account, sums) -> {
            if (days[account] != NONE) {
                sums.add("days", BigDecimal.valueOf(days[account]));
                sums.add("accounts", BigDecimal.ONE);
            }
        };
    }

    private static boolean isBefore(LocalDate date, Instant instant, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().isBefore(instant);
    }
}
