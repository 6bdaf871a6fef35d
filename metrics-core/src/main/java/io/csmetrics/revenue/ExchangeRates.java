package io.csmetrics.revenue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;

/** What one unit of a currency is worth in the currency of a {@link CurrencyConversion}. Rates are the caller's; there are none inside. */
@FunctionalInterface
public interface ExchangeRates {
    /**
     * Returns a rate.
     *
     * @param from the currency; never the one that is converted into
     * @param on the day
     * @return how much one unit is worth, above 0; empty if it is not known
     */
    Optional<BigDecimal> rate(CurrencyUnit from, LocalDate on);

    /**
     * Returns rates that hold on every day.
     *
     * @param rates the rate of each currency
     * @return the rates
     */
    static ExchangeRates constant(Map<CurrencyUnit, BigDecimal> rates) {
        Map<CurrencyUnit, BigDecimal> copy = Map.copyOf(rates);
        return (from, on) -> Optional.ofNullable(copy.get(from));
    }

    /**
     * Returns rates that hold from their day until the day of the next.
     *
     * @param rates the rates of each currency by day; before the first there is none
     * @return the rates
     */
    static ExchangeRates byDay(Map<CurrencyUnit, ? extends SortedMap<LocalDate, BigDecimal>> rates) {
        Map<CurrencyUnit, NavigableMap<LocalDate, BigDecimal>> copy = new HashMap<>();
        rates.forEach((from, byDay) -> copy.put(from, new TreeMap<>(byDay)));
        return (from, on) -> Optional.ofNullable(copy.get(from))
                .flatMap(byDay -> Optional.ofNullable(byDay.floorEntry(on)))
                .map(Map.Entry::getValue);
    }
}
