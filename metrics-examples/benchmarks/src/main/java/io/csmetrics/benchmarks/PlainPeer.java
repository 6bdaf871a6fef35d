package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one writes with records, lists, maps and loops and without a library: the movements of each customer in a list by date, amounts
 * as whole cents. Deliberately neither naive (no stream a figure, no decimal arithmetic) nor tuned (no columns).
 */
final class PlainPeer implements RevenuePeer {
    private static final int FIRST_MONTH = month(RevenueBook.FIRST_DAY);

    private final List<Customer> customers;

    private PlainPeer(List<Customer> customers) {
        this.customers = customers;
    }

    /** A movement. */
    record Movement(LocalDate on, Type type, long cents) {
        long signed() {
            return type.sign() * cents;
        }
    }

    /** The movements of a customer, in order of day. */
    record Customer(String id, int cell, List<Movement> movements) {}

    /** The movements of one type, cell and month. */
    private static final class Tally {
        private long cents;
        private long count;
    }

    /** Takes movements one by one, then groups by customer, orders by date and checks that each movement fits the balance before it. */
    static final class Loading {
        private final Map<String, Customer> byId = new HashMap<>();
        private final Map<String, Integer> cellByAccountId;

        Loading(Map<String, Integer> cellByAccountId) {
            this.cellByAccountId = cellByAccountId;
        }

        void add(String accountId, LocalDate on, Type type, long cents) {
            byId.computeIfAbsent(
                            accountId, id -> new Customer(id, cellByAccountId.getOrDefault(id, -1), new ArrayList<>()))
                    .movements()
                    .add(new Movement(on, type, cents));
        }

        PlainPeer finish() {
            for (Customer customer : byId.values()) {
                customer.movements().sort(Comparator.comparing(Movement::on));
                requireFittingTypes(customer);
            }
            return new PlainPeer(List.copyOf(byId.values()));
        }
    }

    static PlainPeer ofColumns(RevenueBook book, List<String> ids, Map<String, Integer> cellByAccountId) {
        Loading loading = new Loading(cellByAccountId);
        for (int row = 0; row < book.size(); row++) {
            loading.add(
                    ids.get(book.account(row)),
                    LocalDate.ofEpochDay(book.epochDay(row)),
                    book.type(row),
                    book.amount(row));
        }
        return loading.finish();
    }

    static PlainPeer ofRecords(List<RevenueMovement> movements, Map<String, Integer> cellByAccountId) {
        Loading loading = new Loading(cellByAccountId);
        for (RevenueMovement movement : movements) {
            loading.add(
                    movement.accountId(),
                    movement.effectiveOn(),
                    movement.type(),
                    movement.amount()
                            .getAmount()
                            .movePointRight(RevenueBook.CURRENCY.getDecimalPlaces())
                            .longValueExact());
        }
        return loading.finish();
    }

    private static void requireFittingTypes(Customer customer) {
        long balance = 0;
        boolean hadRevenue = false;
        for (Movement movement : customer.movements()) {
            long after = balance + movement.signed();
            boolean fits = switch (movement.type()) {
                case OPENING, NEW -> !hadRevenue;
                case REACTIVATION -> hadRevenue && balance == 0;
                case EXPANSION -> balance > 0;
                case CONTRACTION -> after > 0;
                case CHURN -> after == 0;
            };
            if (!fits) {
                throw new IllegalStateException(
                        movement + " of customer " + customer.id() + " does not fit balance " + balance);
            }
            balance = after;
            hadRevenue = true;
        }
    }

    private static int month(LocalDate date) {
        return date.getYear() * 12 + date.getMonthValue();
    }

    /** 0 for everything before the first month, then 1 for each month. */
    private static int slot(LocalDate date) {
        return Math.max(0, month(date) - FIRST_MONTH + 1);
    }

    @Override
    public long[] bridges() {
        Type[] types = Type.values();
        Tally[][][] tallies = new Tally[RevenueBook.CELLS][RevenueBook.MONTHS + 1][types.length];
        for (Tally[][] ofCell : tallies) {
            for (Tally[] ofSlot : ofCell) {
                for (Type type : types) {
                    ofSlot[type.ordinal()] = new Tally();
                }
            }
        }
        for (Customer customer : customers) {
            Tally[][] ofCell = tallies[customer.cell()];
            for (Movement movement : customer.movements()) {
                Tally tally = ofCell[slot(movement.on())][movement.type().ordinal()];
                tally.cents += movement.signed();
                tally.count++;
            }
        }
        long[] output = Shape.BRIDGES.create();
        for (int cell = 0; cell < RevenueBook.CELLS; cell++) {
            long balance = 0;
            long accounts = 0;
            for (int slot = 0; slot <= RevenueBook.MONTHS; slot++) {
                Tally won = tallies[cell][slot][Type.NEW.ordinal()];
                Tally expanded = tallies[cell][slot][Type.EXPANSION.ordinal()];
                Tally contracted = tallies[cell][slot][Type.CONTRACTION.ordinal()];
                Tally churned = tallies[cell][slot][Type.CHURN.ordinal()];
                Tally reactivated = tallies[cell][slot][Type.REACTIVATION.ordinal()];
                long closing =
                        balance + won.cents + expanded.cents + contracted.cents + churned.cents + reactivated.cents;
                long closingAccounts = accounts + won.count + reactivated.count - churned.count;
                if (slot > 0) {
                    int at = Shape.BRIDGES.at(cell, slot - 1);
                    output[at] = balance;
                    output[at + 1] = won.cents;
                    output[at + 2] = expanded.cents;
                    output[at + 3] = contracted.cents;
                    output[at + 4] = churned.cents;
                    output[at + 5] = reactivated.cents;
                    output[at + 6] = closing;
                    output[at + 7] = accounts;
                    output[at + 8] = won.count;
                    output[at + 9] = expanded.count;
                    output[at + 10] = contracted.count;
                    output[at + 11] = churned.count;
                    output[at + 12] = reactivated.count;
                    output[at + 13] = closingAccounts;
                }
                balance = closing;
                accounts = closingAccounts;
            }
        }
        Shape.BRIDGES.addTotal(output);
        return output;
    }

    @Override
    public long[] retentions() {
        long[] output = Shape.RETENTIONS.create();
        long[] monthEnds = new long[RevenueBook.MONTHS + 1];
        for (Customer customer : customers) {
            fillMonthEnds(customer, monthEnds);
            for (int window = 0; window < Shape.RETENTIONS.windows(); window++) {
                long opening = monthEnds[window];
                long closing = monthEnds[window + 12];
                if (opening > 0) {
                    int at = Shape.RETENTIONS.at(customer.cell(), window);
                    output[at] += opening;
                    output[at + 1] += closing;
                    output[at + 2] += Math.min(opening, closing);
                    output[at + 3]++;
                    if (closing > 0) {
                        output[at + 4]++;
                    }
                }
            }
        }
        Shape.RETENTIONS.addTotal(output);
        return output;
    }

    @Override
    public long[] triangle() {
        long[] output = CohortOutput.create();
        long[] monthEnds = new long[RevenueBook.MONTHS + 1];
        for (Customer customer : customers) {
            Movement first = customer.movements().get(0);
            int cohort = slot(first.on()) - 1;
            if (cohort >= 0) {
                output[CohortOutput.at(cohort)]++;
                output[CohortOutput.at(cohort) + 1] += first.cents();
                fillMonthEnds(customer, monthEnds);
                for (int age = 0; age < RevenueBook.MONTHS - cohort; age++) {
                    long balance = monthEnds[cohort + age + 1];
                    int at = CohortOutput.at(cohort, age);
                    output[at] += balance > 0 ? 1 : 0;
                    output[at + 1] += balance;
                }
            }
        }
        return output;
    }

    @Override
    public long[] ranges(List<RangeQuery> queries) {
        long[] output = new long[2 * queries.size()];
        for (int i = 0; i < queries.size(); i++) {
            RangeQuery query = queries.get(i);
            for (Customer customer : customers) {
                if (customer.cell() / RevenueBook.REGIONS.size() == query.segment()) {
                    long opening = balance(customer, query.from());
                    output[2 * i] += opening;
                    output[2 * i + 1] += opening > 0 ? balance(customer, query.to()) : 0;
                }
            }
        }
        return output;
    }

    /** The balance at the end of a day. */
    private static long balance(Customer customer, LocalDate day) {
        long balance = 0;
        for (Movement movement : customer.movements()) {
            if (movement.on().isAfter(day)) {
                break;
            }
            balance += movement.signed();
        }
        return balance;
    }

    /** The balance at the end of each slot. */
    private static void fillMonthEnds(Customer customer, long[] monthEnds) {
        int filled = 0;
        long balance = 0;
        for (Movement movement : customer.movements()) {
            int slot = slot(movement.on());
            while (filled < slot) {
                monthEnds[filled++] = balance;
            }
            balance += movement.signed();
        }
        while (filled < monthEnds.length) {
            monthEnds[filled++] = balance;
        }
    }
}
