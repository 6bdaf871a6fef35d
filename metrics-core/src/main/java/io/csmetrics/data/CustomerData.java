package io.csmetrics.data;

import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.BulkMovements;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.Subscription;
import io.csmetrics.revenue.SubscriptionRules;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known about a book of accounts: immutable, checked as a whole, indexed. All numbers are read from here.
 *
 * <p>Dates and instants meet in one time zone: a date stands for its first instant there. Accounts are in ascending order of their
 * ids; an account's place in that order is its index everywhere.
 */
public final class CustomerData {
    private final ZoneId zone;
    private final List<Account> accounts;
    private final AccountProperties properties;
    private final RevenueLedger ledger;
    private final CustomerBasis basis;
    private final RecordIndex index;
    private final List<Contract> contracts;
    private final List<Ticket> tickets;
    private final List<Opportunity> opportunities;
    private final List<Cost> costs;
    private final List<Event> events;
    private final List<AccountValue> values;
    private final SortedSet<RecordKind> kinds;
    private final List<Finding> notices;

    CustomerData(ZoneId zone, CustomerBasis basis, DataAssembly assembled) {
        this.zone = zone;
        this.basis = basis;
        accounts = assembled.accounts;
        properties = new AccountProperties(accounts);
        ledger = assembled.ledger;
        index = new RecordIndex(assembled, zone);
        contracts = assembled.contracts;
        tickets = assembled.tickets;
        opportunities = assembled.opportunities;
        costs = assembled.costs;
        events = index.eventsOf(accounts);
        values = assembled.values;
        kinds = assembled.kinds;
        notices = assembled.notices;
    }

    private CustomerData(CustomerData other, List<AccountValue> all) {
        zone = other.zone;
        basis = other.basis;
        accounts = other.accounts;
        properties = other.properties;
        ledger = other.ledger;
        contracts = other.contracts;
        tickets = other.tickets;
        opportunities = other.opportunities;
        costs = other.costs;
        events = other.events;
        notices = other.notices;
        values = all;
        SortedSet<RecordKind> more = new TreeSet<>(other.kinds);
        more.add(RecordKind.VALUES);
        kinds = Collections.unmodifiableSortedSet(more);
        Map<String, Integer> indexes = new HashMap<>();
        accounts.forEach(account -> indexes.put(account.id(), indexes.size()));
        for (AccountValue value : all) {
            if (!indexes.containsKey(value.accountId())) {
                throw new IllegalArgumentException("account \"" + value.accountId() + "\" of value \"" + value.key()
                        + "\" must be one of the data; leave the value out");
            }
        }
        index = new RecordIndex(other.index, all, indexes);
    }

    /** A part of a whole. */
    CustomerData(
            CustomerData whole,
            List<Account> accounts,
            RevenueLedger ledger,
            RecordIndex index,
            List<AccountValue> values) {
        zone = whole.zone;
        basis = whole.basis;
        kinds = whole.kinds;
        notices = whole.notices;
        this.accounts = accounts;
        properties = new AccountProperties(accounts);
        this.ledger = ledger;
        this.index = index;
        this.values = values;
        contracts = index.contracts().rows();
        tickets = index.tickets().rows();
        opportunities = index.opportunities().rows();
        costs = index.costs().rows();
        events = index.eventsOf(accounts);
    }

    /**
     * Splits the book into parts of about as many accounts each, by ranges of their ids. What is counted of the parts adds up to what
     * is counted of the whole. Nothing is checked again: a part picks its rows from the columns of the whole, at a cost in proportion
     * to them, when it is asked for. Records without account are in the first part; every part has the kinds and notices of the whole.
     *
     * @param parts how many parts, 1 or more; there are never more than accounts, for an empty part is of no use
     * @param context the types of events that are matched with events of other accounts: those of all other parts are in every part
     *     too, as {@link Builder#context} says. {@code KpiSheet.parts} knows them
     * @return the parts in order of their accounts; each is made anew whenever it is asked for
     * @throws IllegalArgumentException if {@code parts} is below 1
     */
    public List<CustomerData> parts(int parts, Set<String> context) {
        return new CustomerParts(this, parts, context);
    }

    /**
     * Returns these data with more numbers that others computed for accounts, such as health scores. Nothing else is read again.
     *
     * @param more the numbers, of accounts of these data
     * @return the data with them
     * @throws IllegalArgumentException if a number is of an unknown account
     */
    public CustomerData with(Collection<AccountValue> more) {
        return new CustomerData(
                this, Stream.concat(values.stream(), more.stream()).toList());
    }

    /**
     * Begins a book of accounts.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the zone in which dates begin.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns the currency of all money.
     *
     * @return the currency; {@link RevenueLedger#NO_CURRENCY} if there is no money and none was named
     */
    public CurrencyUnit currency() {
        return ledger.currency();
    }

    /**
     * Returns the accounts.
     *
     * @return the accounts in ascending order of their ids
     */
    public List<Account> accounts() {
        return accounts;
    }

    /**
     * Returns a property of the accounts as a column.
     *
     * @param name the property, as {@link Account#property(String)} names it
     * @return the value of each account that has one, by index of the account
     */
    public Coded<String> property(String name) {
        return properties.of(name);
    }

    /**
     * Returns the ledger of recurring revenue.
     *
     * @return the ledger of exactly these accounts, also of those without movements
     */
    public RevenueLedger ledger() {
        return ledger;
    }

    /**
     * Returns the survey responses.
     *
     * @return the responses in order of time
     */
    public Responses responses() {
        return index.responses();
    }

    /**
     * Returns who counts as a customer.
     *
     * @return the basis, the same for all numbers of this book
     */
    public CustomerBasis customerBasis() {
        return basis;
    }

    /**
     * Returns what counters read beside the ledger.
     *
     * @return the records, indexed
     */
    public RecordIndex index() {
        return index;
    }

    /**
     * Returns the contracts.
     *
     * @return the contracts by id
     */
    public List<Contract> contracts() {
        return contracts;
    }

    /**
     * Returns the tickets.
     *
     * @return the tickets by id
     */
    public List<Ticket> tickets() {
        return tickets;
    }

    /**
     * Returns the opportunities.
     *
     * @return the opportunities by id
     */
    public List<Opportunity> opportunities() {
        return opportunities;
    }

    /**
     * Returns the costs.
     *
     * @return the costs as they were given
     */
    public List<Cost> costs() {
        return costs;
    }

    /**
     * Returns the events.
     *
     * @return the events by type, then time, without repeated ids
     */
    public List<Event> events() {
        return events;
    }

    /**
     * Returns the numbers that others computed for accounts.
     *
     * @return the values as they were given
     */
    public List<AccountValue> values() {
        return values;
    }

    /**
     * Returns which kinds of records were given at all: no tickets in a month is a number, no ticket feed is not.
     *
     * @return the kinds
     */
    public SortedSet<RecordKind> kinds() {
        return kinds;
    }

    /**
     * Returns what the reader of the numbers should know about the data.
     *
     * @return the notices
     */
    public List<Finding> notices() {
        return notices;
    }

    /**
     * Returns a short description.
     *
     * @return how many accounts and movements there are, the currency and the zone
     */
    @Override
    public String toString() {
        return accounts.size() + " accounts, " + ledger.size() + " movements in " + ledger.currency() + ", zone "
                + zone;
    }

    /** Builds {@link CustomerData}. Records may be given in any order and in several portions. */
    public static final class Builder {
        private @Nullable ZoneId zone;
        final List<Rows<Account>> accounts = new ArrayList<>();
        final List<Rows<RevenueMovement>> movements = new ArrayList<>();
        Optional<Rows<Subscription>> subscriptions = Optional.empty();
        final List<Rows<Contract>> contracts = new ArrayList<>();
        final List<Rows<SurveyResponse>> surveys = new ArrayList<>();
        final List<Rows<Ticket>> tickets = new ArrayList<>();
        final List<Rows<Opportunity>> opportunities = new ArrayList<>();
        final List<Rows<Cost>> costs = new ArrayList<>();
        final List<Rows<Event>> events = new ArrayList<>();
        final List<Rows<AccountValue>> values = new ArrayList<>();
        final List<Event> context = new ArrayList<>();
        Optional<CurrencyUnit> currency = Optional.empty();
        final List<BulkMovements> bulk = new ArrayList<>();
        private CustomerBasis basis = CustomerBasis.LEDGER;
        Optional<RevenueLedger> ledger = Optional.empty();
        SubscriptionRules subscriptionRules = SubscriptionRules.standard();

        private Builder() {}

        /**
         * Names the zone in which dates begin. It has no default.
         *
         * @param value the zone
         * @return this builder
         */
        public Builder zone(ZoneId value) {
            zone = value;
            return this;
        }

        /**
         * Names the one currency of all money. Without it the currency is the one that most movements have.
         *
         * @param value the currency
         * @return this builder
         */
        public Builder currency(CurrencyUnit value) {
            currency = Optional.of(value);
            return this;
        }

        /**
         * Adds accounts. If none are ever added, the accounts are those that the other records name, and a notice says so.
         *
         * @param rows the accounts
         * @return this builder
         */
        public Builder accounts(Collection<Account> rows) {
            accounts.add(Rows.of("accounts", rows));
            return this;
        }

        /**
         * Adds revenue movements.
         *
         * @param rows the movements
         * @return this builder
         */
        public Builder movements(Collection<RevenueMovement> rows) {
            movements.add(Rows.of("movements", rows));
            return this;
        }

        /**
         * Adds revenue movements in columns. They go into the ledger as they are, if nothing is given against which each would have to be held:
         * no other movements or subscriptions, no other currency, no account that is not among the given. Else they are as many records.
         *
         * @param columns the movements
         * @return this builder
         */
        public Builder movements(BulkMovements columns) {
            bulk.add(columns);
            return this;
        }

        /**
         * Sets a ledger that was built before, in place of movements and subscriptions.
         *
         * @param value the ledger
         * @return this builder
         */
        public Builder ledger(RevenueLedger value) {
            ledger = Optional.of(value);
            return this;
        }

        /**
         * Adds subscriptions, which are turned into movements by the rules of {@link #subscriptionRules(SubscriptionRules)}. An account
         * has movements or subscriptions, not both.
         *
         * @param rows all subscriptions; given once
         * @return this builder
         */
        public Builder subscriptions(Collection<Subscription> rows) {
            if (subscriptions.isPresent()) {
                throw new IllegalStateException(
                        "subscriptions were given already; give all at once, so that terms can be held against each other");
            }
            subscriptions = Optional.of(Rows.of("subscriptions", rows));
            return this;
        }

        /**
         * Sets how subscriptions are turned into movements; without it by {@link SubscriptionRules#standard()}.
         *
         * @param rules the rules
         * @return this builder
         */
        public Builder subscriptionRules(SubscriptionRules rules) {
            if (rules.perProduct()) {
                throw new IllegalArgumentException("subscription rules must not be per product here; "
                        + "build that ledger from Subscriptions, its accounts are products");
            }
            subscriptionRules = rules;
            return this;
        }

        /**
         * Adds contracts.
         *
         * @param rows the contracts
         * @return this builder
         */
        public Builder contracts(Collection<Contract> rows) {
            contracts.add(Rows.of("contracts", rows));
            return this;
        }

        /**
         * Adds survey responses.
         *
         * @param rows the responses
         * @return this builder
         */
        public Builder surveys(Collection<SurveyResponse> rows) {
            surveys.add(Rows.of("surveys", rows));
            return this;
        }

        /**
         * Adds tickets.
         *
         * @param rows the tickets
         * @return this builder
         */
        public Builder tickets(Collection<Ticket> rows) {
            tickets.add(Rows.of("tickets", rows));
            return this;
        }

        /**
         * Adds opportunities.
         *
         * @param rows the opportunities
         * @return this builder
         */
        public Builder opportunities(Collection<Opportunity> rows) {
            opportunities.add(Rows.of("opportunities", rows));
            return this;
        }

        /**
         * Adds costs.
         *
         * @param rows the costs
         * @return this builder
         */
        public Builder costs(Collection<Cost> rows) {
            costs.add(Rows.of("costs", rows));
            return this;
        }

        /**
         * Adds events.
         *
         * @param rows the events
         * @return this builder
         */
        public Builder events(Collection<Event> rows) {
            events.add(Rows.of("events", rows));
            return this;
        }

        /**
         * Adds numbers that others computed for accounts.
         *
         * @param rows the values
         * @return this builder
         */
        public Builder values(Collection<AccountValue> rows) {
            values.add(Rows.of("values", rows));
            return this;
        }

        /**
         * Adds events of accounts that are in other parts of the same book. They are matched, as where a referral of an account here
         * converts there, but never counted. Events of accounts of this part are passed over: they are given as events.
         *
         * @param rows the events
         * @return this builder
         */
        public Builder context(Collection<Event> rows) {
            context.addAll(rows);
            return this;
        }

        /**
         * Says who counts as a customer; without it, accounts with recurring revenue.
         *
         * @param value the basis
         * @return this builder
         */
        public Builder customersBy(CustomerBasis value) {
            basis = value;
            return this;
        }

        /**
         * Builds the data strictly.
         *
         * @return the data
         * @throws InvalidDataException with every record that breaks a rule
         */
        public CustomerData build() {
            Findings findings = new Findings();
            CustomerData data = buildLenient(findings);
            findings.throwIfErrors();
            return data;
        }

        /**
         * Builds the data from what can be used: records that break a rule are skipped, a movement whose type contradicts the
         * balance is repaired as {@link RevenueLedger.Builder#buildLenient(Findings)} says.
         *
         * @param findings takes every repair and every skipped record
         * @return the data
         */
        public CustomerData buildLenient(Findings findings) {
            ZoneId dates = Objects.requireNonNull(
                    zone, "zone must be named, such as ZoneOffset.UTC: it decides when a date begins");
            if (ledger.isPresent() && !(movements.isEmpty() && bulk.isEmpty() && subscriptions.isEmpty())) {
                throw new IllegalStateException(
                        "a ledger must stand in place of movements and subscriptions, not beside them; give one of them");
            }
            return new CustomerData(dates, basis, new DataAssembly(this, findings));
        }
    }
}
