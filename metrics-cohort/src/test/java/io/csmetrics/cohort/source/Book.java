package io.csmetrics.cohort.source;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * A small random book of accounts.
 *
 * @param levels what each account has from the end of a day on, in cents
 * @param opening the accounts whose history begins with an imported balance
 */
record Book(SortedMap<String, NavigableMap<LocalDate, Long>> levels, List<String> opening) {
    static final LocalDate FIRST = LocalDate.of(2023, 11, 20);

    /** All movements are within so many days from the first. */
    static final int DAYS = 400;

    static Book random(long start, int accounts) {
        Random random = new Random(start);
        SortedMap<String, NavigableMap<LocalDate, Long>> levels = new TreeMap<>();
        List<String> opening = new ArrayList<>();
        for (int account = 0; account < accounts; account++) {
            String id = "a" + (10 + account);
            if (random.nextInt(8) == 0) {
                opening.add(id);
            }
            levels.put(id, path(random));
        }
        return new Book(levels, opening);
    }

    /** Revenue that lasts for days or months, with interruptions of all lengths; no change is none. */
    private static NavigableMap<LocalDate, Long> path(Random random) {
        NavigableMap<LocalDate, Long> path = new TreeMap<>();
        int day = random.nextInt(DAYS / 2);
        long level = 0;
        int changes = 1 + random.nextInt(7);
        for (int i = 0; i < changes && day < DAYS; i++) {
            boolean ends = level > 0 && random.nextInt(3) == 0;
            long next = ends ? 0 : (1 + random.nextInt(5)) * 1000L + random.nextInt(3);
            if (next != level) {
                path.put(FIRST.plusDays(day), next);
                level = next;
            }
            day += 1 + (random.nextBoolean() ? random.nextInt(25) : random.nextInt(120));
        }
        return path;
    }

    /** Every change as one movement. */
    List<RevenueMovement> movements() {
        return movements(1);
    }

    /** Every change as one movement, or as two of the same day, as if revenue were spread over subscriptions. */
    List<RevenueMovement> movements(int parts) {
        List<RevenueMovement> all = new ArrayList<>();
        levels.forEach((id, path) -> {
            long before = 0;
            boolean isFirst = true;
            for (var change : path.entrySet()) {
                long now = change.getValue();
                Type type = isFirst
                        ? (opening.contains(id) ? Type.OPENING : Type.NEW)
                        : before == 0
                                ? Type.REACTIVATION
                                : now == 0 ? Type.CHURN : now > before ? Type.EXPANSION : Type.CONTRACTION;
                long amount = Math.abs(now - before);
                if (parts == 1 || amount == 1 || type == Type.OPENING) {
                    all.add(movement(id, change.getKey(), type, amount));
                } else {
                    Type other = now == 0 ? Type.CONTRACTION : type;
                    all.add(movement(id, change.getKey(), other, amount / 3 + 1));
                    Type rest = now == 0 || before > 0 ? type : Type.EXPANSION;
                    all.add(movement(id, change.getKey(), rest, amount - amount / 3 - 1));
                }
                before = now;
                isFirst = false;
            }
        });
        return all;
    }

    private static RevenueMovement movement(String id, LocalDate on, Type type, long cents) {
        return RevenueMovement.of(id, on, type, BigMoney.ofScale(CurrencyUnit.USD, cents, 2));
    }

    RevenueLedger ledger() {
        return ledger(movements());
    }

    static RevenueLedger ledger(List<RevenueMovement> movements) {
        return RevenueLedger.builder()
                .currency(CurrencyUnit.USD)
                .scale(2)
                .movements(movements)
                .build();
    }

    /** The same book with other accounts of the same history. */
    Book copiesOfEach(int copies) {
        SortedMap<String, NavigableMap<LocalDate, Long>> more = new TreeMap<>();
        List<String> open = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            for (var each : levels.entrySet()) {
                String id = each.getKey() + "-" + copy;
                more.put(id, each.getValue());
                if (opening.contains(each.getKey())) {
                    open.add(id);
                }
            }
        }
        return new Book(more, open);
    }

    /** The same book, later. */
    Book later(java.util.function.UnaryOperator<LocalDate> shift) {
        SortedMap<String, NavigableMap<LocalDate, Long>> moved = new TreeMap<>();
        levels.forEach((id, path) -> {
            NavigableMap<LocalDate, Long> to = new TreeMap<>();
            path.forEach((day, level) -> to.put(shift.apply(day), level));
            moved.put(id, to);
        });
        return new Book(moved, opening);
    }
}
