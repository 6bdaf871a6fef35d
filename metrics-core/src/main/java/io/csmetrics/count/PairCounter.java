package io.csmetrics.count;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.facts.PairFacts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.period.Reading;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.select.Outcome;
import io.csmetrics.select.Population;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A number of each account in the period, and what became of it a length of time later.
 *
 * @param population the accounts
 * @param x the number
 * @param y what became of the account
 * @param followUp how much later
 */
public record PairCounter(Population.Accounts population, UnitValue x, Outcome y, Duration followUp)
        implements Counter {

    /** What counts as use of the product. */
    static final Selector ENGAGEMENT = Selector.event("login", "session", "feature-used");

    /** Quotients are kept to this many decimals, so that they add up to the same sums in any order. */
    private static final int DECIMALS = 12;

    @Override
    public void accountValues(Consumer<String> keys) {
        population.accountValues(keys);
        x.accountValues(keys);
    }

    @Override
    public Grid count(Scan scan, List<Reading> readings, Cells cells) {
        List<List<PairFacts>> facts = new ArrayList<>();
        for (Reading reading : readings) {
            Units units = Units.of(scan, population, reading, cells);
            Numbers numbers = units.numbers(x);
            long end = Scan.millis(reading.visibleEnd(scan.data().zone()));
            boolean open = end + followUp.toMillis()
                    > Scan.millis(reading.knownBefore(scan.data().zone()));
            IntFunction<Optional<BigDecimal>> outcome = outcome(scan, reading, end);
            List<SortedMap<PairFacts.Pair, Long>> pairs = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                pairs.add(new TreeMap<>());
            }
            long[] immature = new long[cells.size()];
            long[] excluded = new long[cells.size()];
            units.forEach((unit, cell, times) -> {
                if (open) {
                    immature[cell] += times;
                    return;
                }
                Optional<BigDecimal> number = outcome.apply(unit);
                if (number.isEmpty() || !numbers.has().test(unit)) {
                    excluded[cell] += times;
                    return;
                }
                BigDecimal first = numbers.exact(unit);
                pairs.get(cell).merge(new PairFacts.Pair(first, number.get()), (long) times, Long::sum);
            });
            List<PairFacts> byCell = new ArrayList<>();
            for (int cell = 0; cell < cells.size(); cell++) {
                byCell.add(new PairFacts(pairs.get(cell), immature[cell], excluded[cell]));
            }
            facts.add(byCell);
        }
        return (window, cell) -> facts.get(window).get(cell);
    }

    private IntFunction<Optional<BigDecimal>> outcome(Scan scan, Reading reading, long end) {
        long later = end + followUp.toMillis();
        long knownBefore = Scan.millis(reading.knownBefore(scan.data().zone()));
        return switch (y) {
            case RETAINED -> account -> Optional.of(flag(scan.customers().is(account, later, knownBefore)));
            case EXPANDED -> {
                UnitTimeline grown =
                        scan.timeline(Selector.movement(RevenueMovement.Type.EXPANSION), Unit.ACCOUNT, reading);
                yield account -> {
                    int i = grown.firstAtOrAfter(account, end);
                    return Optional.of(flag(i < grown.end(account) && grown.at(i) < later));
                };
            }
            case USAGE_CHANGE -> {
                UnitTimeline used = scan.timeline(ENGAGEMENT, Unit.ACCOUNT, reading);
                long start = Scan.millis(reading.start(scan.data().zone()));
                yield account -> Optional.of(perDay(used, account, end, later)
                        .minus(perDay(used, account, start, end))
                        .value()
                        .setScale(DECIMALS, RoundingMode.HALF_EVEN));
            }
            case NET_REVENUE_RETENTION ->
                account -> {
                    long before = scan.data().ledger().unscaledBalance(account, scan.firstDateFrom(end));
                    long after = scan.data().ledger().unscaledBalance(account, scan.firstDateFrom(later));
                    return before == 0
                            ? Optional.empty()
                            : Optional.of(BigDecimal.valueOf(after)
                                    .divide(BigDecimal.valueOf(before), DECIMALS, RoundingMode.HALF_EVEN));
                };
        };
    }

    private static BigDecimal flag(boolean holds) {
        return holds ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static Quotient perDay(UnitTimeline used, int account, long from, long to) {
        int n = used.firstAtOrAfter(account, to) - used.firstAtOrAfter(account, from);
        return Quotient.of(n * Duration.ofDays(1).toMillis(), to - from);
    }
}
