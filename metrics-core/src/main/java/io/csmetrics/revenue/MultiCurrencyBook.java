package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * Movements of several currencies by account and day, checked in their own currencies: no balance below 0 in any, and types that fit
 * an account that has revenue if it has some in any currency.
 */
final class MultiCurrencyBook {
    private final Rows<RevenueMovement> rows;
    private final Findings findings;
    private final SortedMap<String, List<Day>> accounts = new TreeMap<>();

    /** A movement and where it stands. */
    record Row(RevenueMovement of, long line) {}

    /**
     * What happened to an account on one day.
     *
     * @param openings the balances that were imported on it, before anything moved
     * @param rows what moved
     */
    record Day(LocalDate on, List<Row> openings, List<Row> rows) {}

    MultiCurrencyBook(Rows<RevenueMovement> rows, Findings findings) {
        this.rows = rows;
        this.findings = findings;
        SortedMap<String, SortedMap<LocalDate, List<Row>>> staged = new TreeMap<>();
        Map<String, Row> byId = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Row row = new Row(rows.get(i), rows.line(i));
            if (isFirstOfItsId(row, byId)) {
                staged.computeIfAbsent(row.of.accountId(), id -> new TreeMap<>())
                        .computeIfAbsent(row.of.effectiveOn(), on -> new ArrayList<>())
                        .add(row);
            }
        }
        staged.forEach((account, days) -> accounts.put(account, new Checking().days(days)));
    }

    /** The days of each account that has some, in order. */
    SortedMap<String, List<Day>> accounts() {
        return accounts;
    }

    String source() {
        return rows.source();
    }

    private boolean isFirstOfItsId(Row row, Map<String, Row> byId) {
        if (row.of.id().isEmpty()) {
            return true;
        }
        Row first = byId.putIfAbsent(row.of.id().get(), row);
        if (first == null) {
            return true;
        }
        if (!same(first.of, row.of)) {
            findings.add(Finding.error(
                    rows.source(),
                    row.line,
                    "movement_id",
                    row.of.id().get(),
                    "must be unique, but stands with other content at " + rows.source() + ":" + first.line,
                    "give one of them another id"));
        }
        return false;
    }

    private static boolean same(RevenueMovement a, RevenueMovement b) {
        return a.accountId().equals(b.accountId())
                && a.effectiveOn().equals(b.effectiveOn())
                && a.type() == b.type()
                && a.amount().isSameCurrency(b.amount())
                && a.amount().isEqual(b.amount())
                && a.kind().equals(b.kind())
                && a.reason().equals(b.reason())
                && a.product().equals(b.product());
    }

    static void add(Map<CurrencyUnit, BigDecimal> balances, RevenueMovement movement) {
        BigMoney signed = movement.signedAmount();
        balances.merge(signed.getCurrencyUnit(), signed.getAmount(), BigDecimal::add);
        balances.values().removeIf(balance -> balance.signum() == 0);
    }

    /** Goes through the days of one account. */
    private final class Checking {
        private final Map<CurrencyUnit, BigDecimal> balances = new HashMap<>();
        private boolean hadRevenue;

        List<Day> days(SortedMap<LocalDate, List<Row>> staged) {
            List<Day> days = new ArrayList<>(staged.size());
            staged.forEach((on, given) -> {
                List<Row> openings = new ArrayList<>();
                List<Row> moving = new ArrayList<>();
                given.sort(Comparator.comparing((Row row) -> row.of.amount().getAmount())
                        .thenComparingLong(Row::line));
                for (Row row : given) {
                    boolean opening = row.of.type() == Type.OPENING
                            && !hadRevenue
                            && openings.stream()
                                    .noneMatch(other -> other.of.amount().isSameCurrency(row.of.amount()));
                    (opening ? openings : moving).add(row);
                }
                openings.forEach(row -> add(balances, row.of));
                hadRevenue |= !openings.isEmpty();
                check(moving);
                moving.forEach(row -> add(balances, row.of));
                hadRevenue |= !balances.isEmpty();
                if (!openings.isEmpty() || !moving.isEmpty()) {
                    days.add(new Day(on, openings, moving));
                }
            });
            return days;
        }

        private void check(List<Row> moving) {
            Map<CurrencyUnit, BigDecimal> after = new HashMap<>(balances);
            moving.forEach(row -> add(after, row.of));
            for (Map.Entry<CurrencyUnit, BigDecimal> balance : Map.copyOf(after).entrySet()) {
                if (balance.getValue().signum() < 0) {
                    refuse(balance.getKey(), moving);
                    after.put(balance.getKey(), balances.getOrDefault(balance.getKey(), BigDecimal.ZERO));
                }
            }
            after.values().removeIf(balance -> balance.signum() == 0);
            if (moving.size() == 1) {
                Row row = moving.get(0);
                Type fitting = fitting(row, after);
                if (fitting != row.of.type()) {
                    findings.add(located(row).contradicts(fitting));
                }
            }
            for (Row row : moving) {
                if (row.of.type() == Type.OPENING && moving.size() > 1) {
                    findings.add(located(row).contradicts(fitting(row, after)));
                }
            }
        }

        private Type fitting(Row row, Map<CurrencyUnit, BigDecimal> after) {
            return typeOf(!balances.isEmpty(), !after.isEmpty(), row.of.type().sign(), hadRevenue);
        }

        /** Takes out the rows of a day that together take more of a currency than there is. */
        private void refuse(CurrencyUnit currency, List<Row> moving) {
            List<Row> refused = moving.stream()
                    .filter(row -> row.of.amount().getCurrencyUnit().equals(currency))
                    .toList();
            moving.removeAll(refused);
            BigMoney net = refused.stream()
                    .map(row -> row.of.signedAmount())
                    .reduce(BigMoney::plus)
                    .orElseThrow();
            LedgerRules.Row first = located(refused.get(0));
            findings.add(refused.size() == 1 ? first.belowZero() : first.dayBelowZero(net));
        }

        private LedgerRules.Row located(Row row) {
            CurrencyUnit currency = row.of.amount().getCurrencyUnit();
            BigMoney balance = BigMoney.of(currency, balances.getOrDefault(currency, BigDecimal.ZERO));
            return new LedgerRules.Row(
                    rows.source(),
                    row.line,
                    row.of.accountId(),
                    row.of.effectiveOn(),
                    row.of.type(),
                    row.of.amount(),
                    balance);
        }
    }

    /** The type of a change in several currencies: one currency that goes while another stays is no churn. */
    static Type typeOf(boolean paidBefore, boolean paysAfter, int direction, boolean hadRevenue) {
        return LedgerRules.typeOf(paidBefore ? 2 : 0, paysAfter ? 2 + direction : 0, hadRevenue);
    }
}
