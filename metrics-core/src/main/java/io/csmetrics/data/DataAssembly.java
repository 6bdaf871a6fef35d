package io.csmetrics.data;

import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.Rows;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.BulkMovements;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.Subscription;
import io.csmetrics.revenue.SubscriptionRules;
import io.csmetrics.revenue.Subscriptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Checks records against each other: references to accounts, repeated ids, currencies, renewals. */
final class DataAssembly {
    final List<Account> accounts;
    final Map<String, Integer> accountIndex = new HashMap<>();
    final RevenueLedger ledger;
    final List<Contract> contracts;
    final List<SurveyResponse> surveys;
    final List<Ticket> tickets;
    final List<Opportunity> opportunities;
    final List<Cost> costs;
    final List<Event> events;
    final List<AccountValue> values;
    final SortedSet<RecordKind> kinds = new TreeSet<>();
    final List<Finding> notices;

    private final Findings findings;
    private final Findings remarks = new Findings();
    private final boolean accountsGiven;
    private final Set<String> known = new HashSet<>();

    DataAssembly(CustomerData.Builder given, Findings findings) {
        this.findings = findings;
        accountsGiven = !given.accounts.isEmpty();
        List<Account> listed = Checked.of(RecordKind.ACCOUNTS, given.accounts, account -> Optional.empty())
                .id("account_id", account -> Optional.of(account.id()))
                .in(this);
        listed.forEach(account -> known.add(account.id()));

        given.ledger.ifPresent(ledger -> kinds.add(RecordKind.MOVEMENTS));
        RevenueLedger unindexed = given.ledger.orElseGet(() -> ledger(given));
        unindexed.accountIds().forEach(this::mention);
        CurrencyUnit currency = unindexed.currency();

        contracts = renewalsChecked(
                given.contracts,
                Checked.of(RecordKind.CONTRACTS, given.contracts, contract -> Optional.of(contract.accountId()))
                        .id("contract_id", contract -> Optional.of(contract.id()))
                        .money("annual_value", Contract::annualValue, currency)
                        .in(this));
        surveys = Checked.of(RecordKind.SURVEYS, given.surveys, SurveyResponse::accountId)
                .id("response_id", SurveyResponse::id)
                .in(this);
        tickets = Checked.of(RecordKind.TICKETS, given.tickets, ticket -> Optional.of(ticket.accountId()))
                .id("ticket_id", ticket -> Optional.of(ticket.id()))
                .in(this);
        opportunities = Checked.of(RecordKind.OPPORTUNITIES, given.opportunities, deal -> Optional.of(deal.accountId()))
                .id("opportunity_id", deal -> Optional.of(deal.id()))
                .money("amount", Opportunity::amount, currency)
                .in(this);
        costs = Checked.of(RecordKind.COSTS, given.costs, Cost::accountId)
                .money("amount", Cost::amount, currency)
                .in(this);
        events = new ArrayList<>(Checked.of(RecordKind.EVENTS, given.events, event -> Optional.of(event.accountId()))
                .id("event_id", Event::id)
                .in(this));
        values = Checked.of(RecordKind.VALUES, given.values, value -> Optional.of(value.accountId()))
                .in(this);
        noteSharedUsers();

        accounts = accountsGiven
                ? listed.stream().sorted(Comparator.comparing(Account::id)).toList()
                : known.stream().sorted().map(Account::of).toList();
        if (!accountsGiven && !accounts.isEmpty()) {
            remarks.add(Finding.notice(
                    "accounts",
                    0,
                    "",
                    "",
                    "none were given, so the accounts are the " + accounts.size() + " that other records name",
                    "give accounts to group them by their properties"));
        }
        for (Account account : accounts) {
            accountIndex.put(account.id(), accountIndex.size());
        }
        given.context.stream()
                .filter(event -> !accountIndex.containsKey(event.accountId()))
                .forEach(events::add);
        ledger = unindexed.withAccounts(accounts.stream().map(Account::id).toList());
        notices = remarks.notices();
        findings.addAll(notices);
    }

    private RevenueLedger ledger(CustomerData.Builder given) {
        RevenueLedger.Builder builder = RevenueLedger.builder();
        if (isTakenAsItIs(given)) {
            kinds.add(RecordKind.MOVEMENTS);
            BulkMovements columns = given.bulk.get(0);
            columns.accountIds().forEach(this::mention);
            columns.addTo(builder);
            return builder.buildLenient(findings);
        }
        Set<String> withMovements = new HashSet<>();
        int decimals = 0;
        List<Rows<RevenueMovement>> portions = new ArrayList<>(given.movements);
        given.bulk.forEach(columns -> portions.add(columns.rows()));
        for (Rows<RevenueMovement> rows : portions) {
            kinds.add(RecordKind.MOVEMENTS);
            Rows<RevenueMovement> kept = rows.where(i -> isKnown(rows.get(i).accountId(), rows.source(), rows.line(i)));
            for (RevenueMovement movement : kept) {
                withMovements.add(movement.accountId());
                decimals = Math.max(decimals, movement.amount().getScale());
            }
            builder.movements(kept);
        }
        if (given.subscriptions.isEmpty()) {
            currency(given, !withMovements.isEmpty()).ifPresent(builder::currency);
            return builder.buildLenient(findings);
        }
        kinds.add(RecordKind.MOVEMENTS);
        Rows<Subscription> terms = withoutMovements(given.subscriptions.get(), withMovements);
        Subscriptions book = Subscriptions.ofLenient(terms, rules(given), findings);
        noteExclusions(terms.source(), book);
        RevenueLedger subscribed = book.ledger();
        currency(given, !withMovements.isEmpty() || subscribed.size() > 0).ifPresent(builder::currency);
        builder.movements(subscribed.movements());
        builder.scale(Math.max(subscribed.scale(), Math.min(decimals, RevenueLedger.LARGEST_UNDECLARED_SCALE)));
        RevenueLedger ledger = builder.buildLenient(findings);
        OptionalInt expiry = given.subscriptionRules.reactivationDays();
        return expiry.isPresent() ? ledger.returningAsNewAfter(expiry.getAsInt()) : ledger;
    }

    /** Whether the only revenue is one portion of movements in columns, of which none can be refused here. */
    private boolean isTakenAsItIs(CustomerData.Builder given) {
        if (given.bulk.size() != 1 || !given.movements.isEmpty() || given.subscriptions.isPresent()) {
            return false;
        }
        BulkMovements columns = given.bulk.get(0);
        return given.currency.stream().allMatch(columns.currency()::equals)
                && (!accountsGiven || known.containsAll(columns.accountIds()));
    }

    /** The rules in the one currency; a late return is told from the whole ledger, whose rows know one NEW an account. */
    private static SubscriptionRules rules(CustomerData.Builder given) {
        SubscriptionRules rules = given.subscriptionRules;
        return new SubscriptionRules(
                rules.profile(),
                rules.discountBasis(),
                rules.graceDays(),
                rules.minimumGapDays(),
                OptionalInt.empty(),
                rules.perProduct(),
                given.currency.or(rules::currency));
    }

    private Rows<Subscription> withoutMovements(Rows<Subscription> rows, Set<String> withMovements) {
        return rows.where(i -> {
            String account = rows.get(i).accountId();
            if (withMovements.contains(account)) {
                findings.add(Finding.error(
                        rows.source(),
                        rows.line(i),
                        "account_id",
                        account,
                        "has movements, so it must not have subscriptions too",
                        "keep one of the two"));
                return false;
            }
            int decimals = Math.max(
                    0, rows.get(i).amount().getAmount().stripTrailingZeros().scale());
            boolean fits = decimals <= RevenueLedger.LARGEST_UNDECLARED_SCALE;
            if (!fits) {
                findings.add(Finding.error(
                        rows.source(),
                        rows.line(i),
                        "amount",
                        rows.get(i).amount(),
                        "must have at most " + RevenueLedger.LARGEST_UNDECLARED_SCALE + " decimals",
                        "round it"));
            }
            return isKnown(account, rows.source(), rows.line(i)) && fits;
        });
    }

    /** Terms that are no recurring revenue are left out by rule, and told. */
    private void noteExclusions(String source, Subscriptions book) {
        if (!book.exclusions().isEmpty()) {
            remarks.add(Finding.notice(
                    source,
                    0,
                    "",
                    "",
                    "terms that are not recurring revenue are left out: " + book.exclusions(),
                    "nothing needs to be done if that is what they are"));
        }
    }

    /** The declared currency, or that of other money where there is no revenue to tell it: trials and refused rows are none. */
    private static Optional<CurrencyUnit> currency(CustomerData.Builder given, boolean revenueTells) {
        if (given.currency.isPresent() || revenueTells) {
            return given.currency;
        }
        Stream<BigMoney> contracts =
                given.contracts.stream().flatMap(List::stream).map(Contract::annualValue);
        Stream<BigMoney> deals =
                given.opportunities.stream().flatMap(List::stream).map(Opportunity::amount);
        Stream<BigMoney> costs = given.costs.stream().flatMap(List::stream).map(Cost::amount);
        return Stream.of(contracts, deals, costs)
                .flatMap(amounts -> amounts)
                .map(BigMoney::getCurrencyUnit)
                .min(Comparator.naturalOrder());
    }

    private boolean isKnown(String account, String source, long line) {
        mention(account);
        if (!accountsGiven || known.contains(account)) {
            return true;
        }
        findings.add(Finding.error(
                source,
                line,
                "account_id",
                account,
                "must be one of the accounts",
                "add the account or correct the id"));
        return false;
    }

    private void mention(String account) {
        if (!accountsGiven) {
            known.add(account);
        }
    }

    private List<Contract> renewalsChecked(List<Rows<Contract>> portions, List<Contract> given) {
        Map<String, Contract> byId = new HashMap<>();
        given.forEach(contract -> byId.put(contract.id(), contract));
        Set<Contract> broken = new HashSet<>();
        for (Rows<Contract> rows : portions) {
            for (int i = 0; i < rows.size(); i++) {
                Contract contract = rows.get(i);
                String renews = contract.renewsContractId().orElse("");
                Contract renewed = byId.get(renews);
                if (!renews.isEmpty()
                        && (renewed == null || !renewed.accountId().equals(contract.accountId()))) {
                    broken.add(contract);
                    findings.add(Finding.error(
                            rows.source(),
                            rows.line(i),
                            "renews_contract_id",
                            renews,
                            "must be a contract of the same account \"" + contract.accountId() + "\"",
                            "add that contract or correct the id"));
                }
            }
        }
        return given.stream()
                .filter(contract -> !broken.contains(contract))
                .sorted(Comparator.comparing(Contract::id))
                .toList();
    }

    /** A user is told apart within its account; the same id under two accounts is two users, and worth a notice. */
    private void noteSharedUsers() {
        Map<String, String> accountOfUser = new HashMap<>();
        SortedMap<String, SortedSet<String>> shared = new TreeMap<>();
        surveys.forEach(response -> note(response.userId(), response.accountId(), accountOfUser, shared));
        events.forEach(event -> note(event.userId(), Optional.of(event.accountId()), accountOfUser, shared));
        shared.forEach((user, under) -> remarks.add(Finding.notice(
                "users",
                0,
                "user_id",
                user,
                "stands under several accounts " + under + " and counts once in each",
                "give different people ids of their own")));
    }

    private static void note(
            Optional<String> user,
            Optional<String> account,
            Map<String, String> accountOfUser,
            Map<String, SortedSet<String>> shared) {
        if (user.isEmpty() || account.isEmpty()) {
            return;
        }
        String first = accountOfUser.putIfAbsent(user.get(), account.get());
        if (first != null && !first.equals(account.get())) {
            shared.computeIfAbsent(user.get(), u -> new TreeSet<>()).addAll(List.of(first, account.get()));
        }
    }

    /** What one kind of record must hold beside its own rules. */
    private static final class Checked<T> {
        private final RecordKind kind;
        private final List<Rows<T>> portions;
        private final Function<T, Optional<String>> accountOf;
        private String idField = "";
        private Function<T, Optional<String>> idOf = row -> Optional.empty();
        private String moneyField = "";
        private Function<T, Optional<BigMoney>> moneyOf = row -> Optional.empty();
        private CurrencyUnit currency = RevenueLedger.NO_CURRENCY;

        private Checked(RecordKind kind, List<Rows<T>> portions, Function<T, Optional<String>> accountOf) {
            this.kind = kind;
            this.portions = portions;
            this.accountOf = accountOf;
        }

        static <T> Checked<T> of(RecordKind kind, List<Rows<T>> portions, Function<T, Optional<String>> accountOf) {
            return new Checked<>(kind, portions, accountOf);
        }

        Checked<T> id(String field, Function<T, Optional<String>> id) {
            idField = field;
            idOf = id;
            return this;
        }

        Checked<T> money(String field, Function<T, BigMoney> money, CurrencyUnit unit) {
            moneyField = field;
            moneyOf = row -> Optional.of(money.apply(row));
            currency = unit;
            return this;
        }

        private record Seen<T>(T row, String place) {}

        List<T> in(DataAssembly data) {
            Map<String, Seen<T>> byId = new HashMap<>();
            List<T> kept = new ArrayList<>();
            for (Rows<T> rows : portions) {
                data.kinds.add(kind);
                for (int i = 0; i < rows.size(); i++) {
                    T row = rows.get(i);
                    String source = rows.source();
                    long line = rows.line(i);
                    Optional<String> account = accountOf.apply(row);
                    boolean fits = account.isEmpty() || data.isKnown(account.get(), source, line);
                    fits &= moneyFits(row, source, line, data.findings);
                    if (fits && isFirst(row, byId, source, line, data.findings)) {
                        kept.add(row);
                    }
                }
            }
            return Collections.unmodifiableList(kept);
        }

        private boolean moneyFits(T row, String source, long line, Findings findings) {
            Optional<BigMoney> money = moneyOf.apply(row);
            if (money.isEmpty() || money.get().getCurrencyUnit().equals(currency)) {
                return true;
            }
            findings.add(Finding.error(
                    source,
                    line,
                    moneyField,
                    money.get(),
                    "must be in " + currency + " like the other amounts",
                    "convert it first, with a rate of your choice"));
            return false;
        }

        /** An equal record with the same id is passed over, a different one refused. */
        private boolean isFirst(T row, Map<String, Seen<T>> byId, String source, long line, Findings findings) {
            Optional<String> id = idOf.apply(row);
            if (id.isEmpty()) {
                return true;
            }
            Seen<T> first = byId.putIfAbsent(id.get(), new Seen<>(row, source + ":" + line));
            if (first != null && !first.row.equals(row)) {
                findings.add(Finding.error(
                        source,
                        line,
                        idField,
                        id.get(),
                        "must be unique, but stands with other content at " + first.place,
                        "give one of them another id, or make them equal"));
            }
            return first == null;
        }
    }
}
