package io.csmetrics.cli.sample;

import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Records of all kinds, as they are generated: account by account. */
public final class SampleRecords {
    private final List<Account> accounts = new ArrayList<>();
    private final List<RevenueMovement> movements = new ArrayList<>();
    private final List<Contract> contracts = new ArrayList<>();
    private final List<SurveyResponse> surveys = new ArrayList<>();
    private final List<Ticket> tickets = new ArrayList<>();
    private final List<Opportunity> opportunities = new ArrayList<>();
    private final List<Cost> costs = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    SampleRecords() {}

    void addAll(SampleRecords more) {
        accounts.addAll(more.accounts);
        movements.addAll(more.movements);
        contracts.addAll(more.contracts);
        surveys.addAll(more.surveys);
        tickets.addAll(more.tickets);
        opportunities.addAll(more.opportunities);
        costs.addAll(more.costs);
        events.addAll(more.events);
    }

    void add(Account record) {
        accounts.add(record);
    }

    void add(RevenueMovement record) {
        movements.add(record);
    }

    void add(Contract record) {
        contracts.add(record);
    }

    void add(SurveyResponse record) {
        surveys.add(record);
    }

    void add(Ticket record) {
        tickets.add(record);
    }

    void add(Opportunity record) {
        opportunities.add(record);
    }

    void add(Cost record) {
        costs.add(record);
    }

    /** Adds what an account or its users do, unless it is no customer at the time. */
    void add(Customer customer, Event.Builder event) {
        Event done = event.build();
        if (customer.life().isCustomer(done.at())) {
            events.add(done);
        }
    }

    /** Adds what is done with an account, customer or not, unless nobody has seen it. */
    void addAnyTime(Customer customer, Event.Builder event) {
        Event done = event.build();
        if (customer.sees(done.at())) {
            events.add(done);
        }
    }

    /** Puts what happens to one account in the order in which it happens. */
    SampleRecords inOrder() {
        surveys.sort(Comparator.comparing(SurveyResponse::respondedAt));
        costs.sort(Comparator.comparing(Cost::bookedOn));
        events.sort(Comparator.comparing(Event::accountId).thenComparing(Event::at));
        return this;
    }

    /**
     * Returns the accounts.
     *
     * @return those of the data and prospects, with what was simulated of them
     */
    public List<Account> accounts() {
        return Collections.unmodifiableList(accounts);
    }

    /**
     * Returns the movements of revenue.
     *
     * @return those of the data, with simulated kinds and reasons
     */
    public List<RevenueMovement> movements() {
        return Collections.unmodifiableList(movements);
    }

    /**
     * Returns the contracts.
     *
     * @return the contracts
     */
    public List<Contract> contracts() {
        return Collections.unmodifiableList(contracts);
    }

    /**
     * Returns the answers to surveys.
     *
     * @return the answers
     */
    public List<SurveyResponse> surveys() {
        return Collections.unmodifiableList(surveys);
    }

    /**
     * Returns the tickets.
     *
     * @return the tickets
     */
    public List<Ticket> tickets() {
        return Collections.unmodifiableList(tickets);
    }

    /**
     * Returns the opportunities.
     *
     * @return the opportunities
     */
    public List<Opportunity> opportunities() {
        return Collections.unmodifiableList(opportunities);
    }

    /**
     * Returns the costs.
     *
     * @return the costs
     */
    public List<Cost> costs() {
        return Collections.unmodifiableList(costs);
    }

    /**
     * Returns the events.
     *
     * @return the events
     */
    public List<Event> events() {
        return Collections.unmodifiableList(events);
    }
}
