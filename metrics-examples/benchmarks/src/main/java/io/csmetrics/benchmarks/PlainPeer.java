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
final class PlainPeer implements Peer {
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

    /** Groups by customer, orders by date and checks that each movement fits the balance before it. */
    static PlainPeer load(BookObjects objects) {
        return new PlainPeer(customers(objects));
    }

    static List<Customer> customers(BookObjects objects) {
        Map<String, Customer> byId = new HashMap<>();
        for (RevenueMovement movement : objects.movements()) {
            byId.computeIfAbsent(
                            movement.accountId(),
                            id -> new Customer(id, objects.cellByAccountId().getOrDefault(id, -1), new ArrayList<>()))
                    .movements()
                    .add(new Movement(
                            movement.effectiveOn(),
                            movement.type(),
                            movement.amount()
                                    .getAmount()
                                    .movePointRight(RevenueBook.CURRENCY.getDecimalPlaces())
                                    .longValueExact()));
        }
        for (Customer customer : byId.values()) {
            customer.movements().sort(Comparator.comparing(Movement::on));
            requireFittingTypes(customer);
        }
        return List.copyOf(byId.values());
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
    static int slot(LocalDate date) {
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
        long[] output = Workload.BRIDGES.newOutput();
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
                    int at = Workload.BRIDGES.at(cell, slot - 1);
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
        Workload.BRIDGES.addTotal(output);
        return output;
    }

    @Override
    public long[] retentions() {
        long[] output = Workload.RETENTIONS.newOutput();
        long[] monthEnds = new long[RevenueBook.MONTHS + 1];
        for (Customer customer : customers) {
            fillMonthEnds(customer, monthEnds);
            for (int window = 0; window < Workload.RETENTIONS.windows(); window++) {
                long opening = monthEnds[window];
                long closing = monthEnds[window + 12];
                if (opening > 0) {
                    int at = Workload.RETENTIONS.at(customer.cell(), window);
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
        Workload.RETENTIONS.addTotal(output);
        return output;
    }

    /** The balance at the end of each slot. */
    static void fillMonthEnds(Customer customer, long[] monthEnds) {
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
