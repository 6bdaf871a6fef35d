package io.csmetrics.revenue;

import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.CurrencyConversion.RatePolicy;
import io.csmetrics.revenue.MultiCurrencyBook.Day;
import io.csmetrics.revenue.MultiCurrencyBook.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Adds up the bridge of some accounts over one window, with rates that move. */
final class MovingRateBridge {
    private final CurrencyUnit to;
    private final ReportingPeriod window;
    private final RatePolicy policy;
    private final Rate rate;
    private final Map<Type, BigDecimal> flows = new EnumMap<>(Type.class);
    private final Map<Type, Long> counts = new EnumMap<>(Type.class);
    private BigDecimal opening = BigDecimal.ZERO;
    private BigDecimal closing = BigDecimal.ZERO;
    private long opened;

    /** The rate that a row, or an end of the window if none, needs. */
    @FunctionalInterface
    interface Rate {
        BigDecimal of(CurrencyUnit currency, LocalDate on, Optional<Row> neededBy);
    }

    MovingRateBridge(CurrencyUnit to, ReportingPeriod window, RatePolicy policy, Rate rate) {
        this.to = to;
        this.window = window;
        this.policy = policy;
        this.rate = rate;
    }

    void add(List<Day> days) {
        Map<CurrencyUnit, BigDecimal> balances = new HashMap<>();
        boolean hadRevenue = false;
        int next = 0;
        while (next < days.size() && days.get(next).on().isBefore(window.start())) {
            days.get(next).openings().forEach(row -> MultiCurrencyBook.add(balances, row.of()));
            days.get(next).rows().forEach(row -> MultiCurrencyBook.add(balances, row.of()));
            hadRevenue |= !balances.isEmpty();
            next++;
        }
        opening = opening.add(value(balances, window.start()));
        opened += balances.isEmpty() ? 0 : 1;
        while (next < days.size() && days.get(next).on().isBefore(window.endExclusive())) {
            Day day = days.get(next);
            if (!day.openings().isEmpty()) {
                opening = opening.add(move(day, day.openings(), balances));
                opened++;
                counts.merge(Type.OPENING, 1L, Long::sum);
                hadRevenue = true;
            }
            flow(day, balances, hadRevenue);
            hadRevenue |= !balances.isEmpty();
            next++;
        }
        closing = closing.add(value(balances, window.endExclusive()));
    }

    private void flow(Day day, Map<CurrencyUnit, BigDecimal> balances, boolean hadRevenue) {
        boolean paidBefore = !balances.isEmpty();
        BigDecimal value = move(day, day.rows(), balances);
        boolean paysAfter = !balances.isEmpty();
        if (value.signum() == 0 && paidBefore == paysAfter) {
            return;
        }
        Type type = MultiCurrencyBook.typeOf(paidBefore, paysAfter, value.signum(), hadRevenue);
        flows.merge(type, value.abs(), BigDecimal::add);
        counts.merge(type, 1L, Long::sum);
    }

    /** Lets rows move the balances and returns what they are worth together. */
    private BigDecimal move(Day day, List<Row> rows, Map<CurrencyUnit, BigDecimal> balances) {
        LocalDate on = policy == RatePolicy.MOVEMENT_DATE ? day.on() : window.endExclusive();
        BigDecimal sum = BigDecimal.ZERO;
        for (Row row : rows) {
            MultiCurrencyBook.add(balances, row.of());
            BigMoney signed = row.of().signedAmount();
            sum = sum.add(signed.getAmount().multiply(rate.of(signed.getCurrencyUnit(), on, Optional.of(row))));
        }
        return sum;
    }

    private BigDecimal value(Map<CurrencyUnit, BigDecimal> balances, LocalDate on) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<CurrencyUnit, BigDecimal> balance : balances.entrySet()) {
            sum = sum.add(balance.getValue().multiply(rate.of(balance.getKey(), on, Optional.empty())));
        }
        return sum;
    }

    RevenueBridge bridge() {
        BigDecimal fx = closing.subtract(opening)
                .subtract(flow(Type.NEW))
                .subtract(flow(Type.REACTIVATION))
                .subtract(flow(Type.EXPANSION))
                .add(flow(Type.CONTRACTION))
                .add(flow(Type.CHURN));
        return new RevenueBridge(
                money(opening),
                money(flow(Type.NEW)),
                money(flow(Type.REACTIVATION)),
                money(flow(Type.EXPANSION)),
                money(flow(Type.CONTRACTION)),
                money(flow(Type.CHURN)),
                money(fx),
                new RevenueBridge.Counts(
                        opened,
                        count(Type.NEW),
                        count(Type.REACTIVATION),
                        count(Type.CHURN),
                        count(Type.EXPANSION),
                        count(Type.CONTRACTION),
                        count(Type.OPENING)));
    }

    private BigDecimal flow(Type type) {
        return flows.getOrDefault(type, BigDecimal.ZERO);
    }

    private long count(Type type) {
        return counts.getOrDefault(type, 0L);
    }

    /** Equal amounts in one form, whatever the decimals of the rates that made them. */
    private BigMoney money(BigDecimal amount) {
        int decimals = amount.stripTrailingZeros().scale();
        return BigMoney.of(to, amount).withScale(Math.max(decimals, to.getDecimalPlaces()));
    }
}
