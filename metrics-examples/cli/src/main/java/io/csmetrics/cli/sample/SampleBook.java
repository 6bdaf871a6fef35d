package io.csmetrics.cli.sample;

import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.RevenueMovement;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A book whose accounts and revenue are given, and in which everything else is simulated: properties of the accounts, prospects, contracts,
 * answers to surveys, tickets, opportunities, costs and events. {@link SampleTruth} lists the rates by which it is drawn.
 *
 * <ul>
 *   <li>Deterministic: the same data, {@code until} and random start give the same records on every machine. Each account and topic has random
 *       numbers of its own, so that neither order nor company matters. Two things look at the whole book: who referred whom, and who takes
 *       part in the experiment.
 *   <li>Only accounts that are customers at the moment act; first contacts come before, and late answers of ours after. Nothing happens
 *       on or after {@code until}; what is only planned then, such as the end of a contract, may lie there.
 *   <li>One account in {@value Rates#ACCOUNTS_PER_OBSERVED} has the attribute {@code usage-data} = true and up to five users whose every
 *       step is recorded; of the others the first user is seen now and then.
 * </ul>
 */
public final class SampleBook {
    private final NavigableMap<String, Account> accounts = new TreeMap<>();
    private final Map<String, Customer> customers = new HashMap<>();
    private final Referrals referrals;
    private final Experiment experiment;
    private final LocalDate until;
    private final long start;

    private SampleBook(CustomerData data, LocalDate until, long start) {
        this.until = until;
        this.start = start;
        data.accounts().forEach(account -> accounts.put(account.id(), account));
        Map<String, List<RevenueMovement>> movements = new TreeMap<>();
        for (RevenueMovement movement : data.ledger().movements()) {
            if (movement.effectiveOn().isBefore(until)) {
                movements
                        .computeIfAbsent(movement.accountId(), id -> new ArrayList<>())
                        .add(movement);
            }
        }
        List<Life> lives = movements.entrySet().stream()
                .map(of -> new Life(of.getKey(), inOrder(of.getValue()), until))
                .toList();
        referrals = Referrals.of(lives, start);
        experiment = Experiment.of(lives, until, start);
        for (Life life : lives) {
            Account account = accounts.getOrDefault(life.accountId(), Account.of(life.accountId()));
            customers.put(life.accountId(), Accounts.customer(account, life, referrals, start));
        }
    }

    private static List<RevenueMovement> inOrder(Collection<RevenueMovement> movements) {
        return movements.stream()
                .sorted(Comparator.comparing(RevenueMovement::effectiveOn))
                .toList();
    }

    /**
     * Begins a book; what it needs from all accounts is drawn here.
     *
     * @param data accounts and revenue; other records are not looked at
     * @param until the first day that is not observed
     * @param start the random start; another one gives another book by the same rates
     * @return the book
     */
    public static SampleBook of(CustomerData data, LocalDate until, long start) {
        return new SampleBook(data, until, start);
    }

    /**
     * Generates the records of one account and of the prospects beside it.
     *
     * @param accountId an account of the data
     * @return the records; of an account without revenue only itself
     * @throws IllegalArgumentException if there is no such account
     */
    public SampleRecords recordsOf(String accountId) {
        Account account = Optional.ofNullable(accounts.get(accountId))
                .orElseThrow(() -> new IllegalArgumentException(
                        "account \"" + accountId + "\" must be one of the data; add it to the accounts"));
        SampleRecords records = new SampleRecords();
        Customer customer = customers.get(accountId);
        if (customer == null) {
            records.add(account);
            return records;
        }
        records.add(customer.account());
        Revenue.add(customer, records);
        Terms.add(customer, records);
        Sales.add(customer, records);
        Onboarding.add(customer, records);
        Usage.add(customer, records);
        Support.add(customer, records);
        Voices.add(customer, records);
        Touches.add(customer, records);
        Growth.add(customer, records);
        Advocacy.add(customer, records);
        referrals.add(customer, records);
        experiment.add(customer, records);
        return records.inOrder();
    }

    /**
     * Generates the whole book.
     *
     * @return the records of all accounts by their ids, and the answers of employees
     */
    public SampleRecords records() {
        SampleRecords all = new SampleRecords();
        accounts.keySet().forEach(id -> all.addAll(recordsOf(id)));
        customers.values().stream()
                .map(customer -> customer.life().startsOn())
                .min(LocalDate::compareTo)
                .ifPresent(first -> Voices.addEmployees(first.with(IsoFields.DAY_OF_QUARTER, 1), until, start, all));
        return all;
    }
}
