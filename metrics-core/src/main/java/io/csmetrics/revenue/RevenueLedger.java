package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * The recurring revenue of a book of accounts as dated movements: immutable, checked, netted to one movement an account and day, kept
 * in columns by account and day. Row order never matters.
 *
 * <p>Balances and bridges read a date as its start: the balance on a day is the one before that day's movements, so that the
 * closing of a window is the opening of the next.
 *
 * <p>Amounts are whole units of {@code 10^-scale} in one currency. Sums are exact; the builder refuses amounts that together do
 * not fit into a {@code long}.
 */
public final class RevenueLedger {
    /** The currency of a ledger without movements for which none was named: ISO 4217's "no currency". */
    public static final CurrencyUnit NO_CURRENCY = CurrencyUnit.of("XXX");

    /** The largest scale that can be declared. */
    public static final int LARGEST_SCALE = 10;

    /** The most decimals that an amount may have where no scale is declared. */
    public static final int LARGEST_UNDECLARED_SCALE = 6;

    private final List<String> accountIds;
    final LedgerColumns columns;
    private final List<RevenueMovement> nettedRows;

    RevenueLedger(List<String> accountIds, LedgerColumns columns, List<RevenueMovement> nettedRows) {
        this.accountIds = accountIds;
        this.columns = columns;
        this.nettedRows = nettedRows;
    }

    /**
     * Begins a ledger.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the ledger of movements in any order.
     *
     * @param movements the movements
     * @return the ledger
     * @throws InvalidDataException with every movement that breaks a rule
     */
    public static RevenueLedger of(Collection<RevenueMovement> movements) {
        return builder().movements(movements).build();
    }

    /**
     * Returns the currency of all amounts.
     *
     * @return the currency, {@link #NO_CURRENCY} if there is no movement and none was named
     */
    public CurrencyUnit currency() {
        return columns.currency();
    }

    /**
     * Returns the scale.
     *
     * @return the number of decimals in which amounts are kept
     */
    public int scale() {
        return columns.scale();
    }

    /**
     * Returns the accounts; an account's index in this list is its index everywhere in the ledger.
     *
     * @return the ids in ascending order
     */
    public List<String> accountIds() {
        return accountIds;
    }

    /**
     * Returns how many movements there are after netting.
     *
     * @return the number
     */
    public int size() {
        return columns.rows();
    }

    /**
     * Returns the netted movements by account and day.
     *
     * @return a view that makes each record when it is asked for
     */
    public List<RevenueMovement> movements() {
        return columns.movements(accountIds);
    }

    /**
     * Returns the movements that shared an account and a day with others and were netted with them, for audit.
     *
     * @return the movements as they came in, by account and day
     */
    public List<RevenueMovement> nettedRows() {
        return nettedRows;
    }

    /**
     * Returns the same movements among more accounts, so that the indexes of a larger set of accounts fit.
     *
     * @param ids at least the accounts of this ledger, in ascending order without duplicates
     * @return the ledger; it shares its columns with this one
     * @throws IllegalArgumentException if the ids do not ascend, or an account of this ledger is missing
     */
    public RevenueLedger withAccounts(List<String> ids) {
        int[] offsets = new int[ids.size() + 1];
        int own = 0;
        for (int i = 0; i < ids.size(); i++) {
            if (i > 0 && ids.get(i - 1).compareTo(ids.get(i)) >= 0) {
                throw new IllegalArgumentException("account \"" + ids.get(i) + "\" must not stand after \""
                        + ids.get(i - 1) + "\"; give the accounts in ascending order without duplicates");
            }
            if (own < accountIds.size() && ids.get(i).equals(accountIds.get(own))) {
                own++;
            }
            offsets[i + 1] = columns.offsets()[own];
        }
        if (own < accountIds.size()) {
            throw new IllegalArgumentException(
                    "account \"" + accountIds.get(own) + "\" of the ledger must be among the given accounts; add it");
        }
        return new RevenueLedger(List.copyOf(ids), columns.withOffsets(offsets), nettedRows);
    }

    /**
     * Returns the same ledger without short interruptions: a churn that is followed by a reactivation within fewer days is neither;
     * a difference between both amounts becomes an expansion or contraction on the day of the return.
     *
     * @param days the shortest gap that counts, in days; 0 or 1 changes nothing
     * @return the ledger
     * @throws IllegalArgumentException if {@code days} is negative
     */
    public RevenueLedger bridgingGapsShorterThan(int days) {
        return LedgerReclassification.bridgingGapsShorterThan(this, columns, days);
    }

    /**
     * Returns the same ledger in which an account that returns after a long time counts as new. Such a return is no movement of an
     * opening account, even if the account had revenue at the opening: by {@link RetentionMethod#COHORT_MOVEMENTS} it does not count
     * as retained.
     *
     * @param days the longest gap, in days, after which a return is still a reactivation
     * @return the ledger
     * @throws IllegalArgumentException if {@code days} is negative
     */
    public RevenueLedger returningAsNewAfter(int days) {
        return LedgerReclassification.returningAsNewAfter(this, columns, days);
    }

    /**
     * Returns the balance of an account at the start of a day.
     *
     * @param accountId the account
     * @param on the day; its own movements do not count yet
     * @return the balance, 0 for an account without movements
     */
    public BigMoney balance(String accountId, LocalDate on) {
        int account = Collections.binarySearch(accountIds, accountId);
        return columns.money(account < 0 ? 0 : balance(account, on.toEpochDay()));
    }

    /**
     * Returns the balance of the whole book at the start of a day.
     *
     * @param on the day; its own movements do not count yet
     * @return the sum of all balances
     */
    public BigMoney balance(LocalDate on) {
        long sum = 0;
        for (int account = 0; account < columns.accounts(); account++) {
            sum += balance(account, on.toEpochDay());
        }
        return columns.money(sum);
    }

    /**
     * Returns the balance of every account that has one at the start of a day.
     *
     * @param on the day; its own movements do not count yet
     * @return the balances above 0 by account
     */
    public SortedMap<String, BigMoney> balances(LocalDate on) {
        SortedMap<String, BigMoney> balances = new TreeMap<>();
        for (int account = 0; account < columns.accounts(); account++) {
            long balance = balance(account, on.toEpochDay());
            if (balance > 0) {
                balances.put(accountIds.get(account), columns.money(balance));
            }
        }
        return balances;
    }

    private long balance(int account, long day) {
        long balance = 0;
        int end = columns.offsets()[account + 1];
        for (int row = columns.offsets()[account]; row < end && columns.days()[row] < day; row++) {
            balance += columns.deltas()[row];
        }
        return balance;
    }

    /**
     * Returns the accounts that have revenue at the start of a window. An opening balance that was imported inside the window counts.
     *
     * @param window the window
     * @return the indexes of these accounts
     */
    public BitSet customersAtStart(ReportingPeriod window) {
        return positive(unscaledBalancesAtStart(window));
    }

    /**
     * Returns the accounts that have revenue at the start of a day.
     *
     * @param on the day; its own movements do not count yet
     * @return the indexes of these accounts
     */
    public BitSet customersAt(LocalDate on) {
        return positive(unscaledBalances(on));
    }

    private static BitSet positive(long[] balances) {
        BitSet customers = new BitSet(balances.length);
        for (int account = 0; account < balances.length; account++) {
            customers.set(account, balances[account] > 0);
        }
        return customers;
    }

    /**
     * Selects movements.
     *
     * @param types the types that count
     * @param kinds the kinds that count, none for all; a movement without kind is {@link Kind#OTHER}
     * @return such movements in order of day
     */
    public MovementRows select(Set<Type> types, Set<Kind> kinds) {
        return new MovementRows(columns, types, kinds);
    }

    /**
     * Adds up days with revenue.
     *
     * @param from the first day
     * @param toExclusive the day after the last
     * @return the days of each account, and its revenue on them
     */
    public AccountDays accountDays(LocalDate from, LocalDate toExclusive) {
        return AccountDays.of(columns, from.toEpochDay(), toExclusive.toEpochDay());
    }

    /**
     * Returns the balance of one account at the start of a day, in units of {@code 10^-scale}.
     *
     * @param account the index of the account
     * @param on the day; its own movements do not count yet
     * @return the balance
     */
    public long unscaledBalance(int account, LocalDate on) {
        return balance(account, on.toEpochDay());
    }

    /**
     * Returns the balance of each account at the start of a day, in units of {@code 10^-scale}.
     *
     * @param on the day; its own movements do not count yet
     * @return the balances by index of account
     */
    public long[] unscaledBalances(LocalDate on) {
        long[] balances = new long[columns.accounts()];
        Arrays.setAll(balances, account -> balance(account, on.toEpochDay()));
        return balances;
    }

    /**
     * Returns the balance of each account at the start of a window, in units of {@code 10^-scale}. An opening balance that was imported
     * inside the window counts.
     *
     * @param window the window
     * @return the balances by index of account
     */
    public long[] unscaledBalancesAtStart(ReportingPeriod window) {
        long[] balances = unscaledBalances(window.start());
        importedInside(window).stream()
                .forEach(account -> balances[account] = columns.deltas()[columns.offsets()[account]]);
        return balances;
    }

    /**
     * Returns the accounts whose opening balance was imported inside a window: their history starts inside it.
     *
     * @param window the window
     * @return the indexes of these accounts
     */
    public BitSet importedInside(ReportingPeriod window) {
        BitSet imported = new BitSet(columns.accounts());
        long from = window.start().toEpochDay();
        long to = window.endExclusive().toEpochDay();
        for (int account = 0; account < columns.accounts(); account++) {
            int first = columns.offsets()[account];
            imported.set(
                    account,
                    first < columns.offsets()[account + 1]
                            && columns.types()[first] == LedgerColumns.OPENING
                            && columns.days()[first] >= from
                            && columns.days()[first] < to);
        }
        return imported;
    }

    /**
     * Returns the bridge of the whole book.
     *
     * @param window the window
     * @return how revenue came from its opening to its closing
     */
    public RevenueBridge bridge(ReportingPeriod window) {
        return bridges(List.of(window), Cells.overall(accountIds.size())).at(0, 0);
    }

    /**
     * Returns bridges of many windows and cells, counted in one pass.
     *
     * @param windows any windows, at least one; they may overlap
     * @param cells the cells of this ledger's accounts
     * @return the bridges by window and cell
     */
    public Bridges bridges(List<ReportingPeriod> windows, Cells cells) {
        return scan(windows, cells).bridges()::at;
    }

    /**
     * Returns bridges in which the movements of an account inside a window are netted: what is new and churns in one window is
     * neither. The closing is the same; the account counts are of netted changes.
     *
     * @param windows any windows, at least one
     * @param cells the cells of this ledger's accounts
     * @return the bridges by window and cell
     */
    public Bridges bridgesNettedWithin(List<ReportingPeriod> windows, Cells cells) {
        return scan(windows, cells).bridgesNettedWithin()::at;
    }

    /**
     * Returns what became of the accounts that had revenue at the opening of a window.
     *
     * @param window the window
     * @return the facts
     */
    public RevenueRetention retention(ReportingPeriod window) {
        return retentions(List.of(window), Cells.overall(accountIds.size())).at(0, 0);
    }

    /**
     * Returns net and gross revenue retention by a method.
     *
     * @param window the window
     * @param method the method; {@link RetentionMethod#FLOW} does not count reactivation as retained here
     * @return the rates
     */
    public RetentionRates retention(ReportingPeriod window, RetentionMethod method) {
        Cells all = Cells.overall(accountIds.size());
        return switch (method) {
            case POINT_TO_POINT -> RetentionRates.pointToPoint(retention(window));
            case COHORT_MOVEMENTS ->
                RetentionRates.cohortMovements(
                        cohortMovements(List.of(window), all).at(0, 0));
            case FLOW -> RetentionRates.flow(bridge(window), false);
            case COMPOUNDED -> {
                List<ReportingPeriod> months = RetentionRates.months(window);
                Retentions retentions = retentions(months, all);
                IntFunction<RevenueRetention> month = w -> retentions.at(w, 0);
                yield RetentionRates.compounded(
                        IntStream.range(0, months.size()).mapToObj(month).toList());
            }
        };
    }

    /**
     * Returns retention facts of many windows and cells, counted in one pass.
     *
     * @param windows any windows, at least one; they may overlap
     * @param cells the cells of this ledger's accounts
     * @return the facts by window and cell
     */
    public Retentions retentions(List<ReportingPeriod> windows, Cells cells) {
        return scan(windows, cells).retentions()::at;
    }

    /**
     * Returns the movements of opening accounts of many windows and cells, counted in one pass.
     *
     * @param windows any windows, at least one; they may overlap
     * @param cells the cells of this ledger's accounts
     * @return the facts by window and cell
     */
    public Cohorts cohortMovements(List<ReportingPeriod> windows, Cells cells) {
        return scan(windows, cells).cohortMovements()::at;
    }

    /**
     * Returns expansion and contraction by kind of many windows and cells, counted in one pass.
     *
     * @param windows any windows, at least one; they may overlap
     * @param cells the cells of this ledger's accounts
     * @return the facts by window and cell
     */
    public Mixes mixes(List<ReportingPeriod> windows, Cells cells) {
        return scan(windows, cells).mixes()::at;
    }

    /**
     * Returns the accounts behind a sum, so that a number can be followed to its origin.
     *
     * @param term the sum
     * @param window the window
     * @return the part of each account that has one, by account; together they are the sum
     */
    public SortedMap<String, BigMoney> accountsBehind(RevenueTerm term, ReportingPeriod window) {
        Cells cells = Cells.byAccount(accountIds);
        List<ReportingPeriod> windows = List.of(window);
        IntFunction<BigMoney> part = switch (term) {
            case OPEN, CLOSE, NEW, EXPANSION, CONTRACTION, CHURN, REACTIVATION -> {
                Bridges bridges = bridges(windows, cells);
                yield account -> term.of(bridges.at(0, account));
            }
            case COHORT_CLOSE, RETAINED, LOST, GAINED, NET_LOST -> {
                Retentions retentions = retentions(windows, cells);
                yield account -> term.of(retentions.at(0, account));
            }
        };
        SortedMap<String, BigMoney> parts = new TreeMap<>();
        for (int account = 0; account < accountIds.size(); account++) {
            BigMoney amount = part.apply(account);
            if (!amount.isZero()) {
                parts.put(accountIds.get(account), amount);
            }
        }
        return parts;
    }

    private LedgerScan scan(List<ReportingPeriod> windows, Cells cells) {
        if (windows.isEmpty()) {
            throw new IllegalArgumentException("windows must be at least one; give the period to count in");
        }
        return new LedgerScan(columns, windows, cells);
    }

    /**
     * Returns a short description, such as {@code 141 movements of 20 accounts in USD}.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return size() + " movements of " + accountIds.size() + " accounts in " + currency();
    }

    /** Bridges by window and cell. */
    @FunctionalInterface
    public interface Bridges extends Grid {
        @Override
        RevenueBridge at(int window, int cell);
    }

    /** Retention facts by window and cell. */
    @FunctionalInterface
    public interface Retentions extends Grid {
        @Override
        RevenueRetention at(int window, int cell);
    }

    /** Movements of opening accounts by window and cell. */
    @FunctionalInterface
    public interface Cohorts extends Grid {
        @Override
        CohortMovements at(int window, int cell);
    }

    /** Expansion and contraction by kind, by window and cell. */
    @FunctionalInterface
    public interface Mixes extends Grid {
        @Override
        MovementMix at(int window, int cell);
    }

    /** Builds a {@link RevenueLedger} from movements in any order. */
    public static final class Builder {
        private @Nullable CurrencyUnit currency;
        private int scale = -1;
        private final ArrayList<Rows<RevenueMovement>> rows = new ArrayList<>();

        private Builder() {}

        /**
         * Names the one currency. Without it the ledger has the currency that most movements have.
         *
         * @param value the currency
         * @return this builder
         */
        public Builder currency(CurrencyUnit value) {
            currency = value;
            return this;
        }

        /**
         * Declares the scale. Without it the ledger has the largest number of decimals of the amounts, at most 6.
         *
         * @param decimals the number of decimals, 0 to {@value RevenueLedger#LARGEST_SCALE}
         * @return this builder
         */
        public Builder scale(int decimals) {
            if (decimals < 0 || decimals > LARGEST_SCALE) {
                throw new IllegalArgumentException("scale " + decimals + " must be 0 to " + LARGEST_SCALE);
            }
            scale = decimals;
            return this;
        }

        /**
         * Adds movements. {@link Rows} keep the places from which they came; the movements of any other collection are located by
         * their position.
         *
         * @param movements the movements, in any order
         * @return this builder
         */
        public Builder movements(Collection<RevenueMovement> movements) {
            rows.add(Rows.of("movements", movements));
            return this;
        }

        /**
         * Builds the ledger strictly.
         *
         * @return the ledger
         * @throws InvalidDataException with every movement that breaks a rule
         */
        public RevenueLedger build() {
            Findings findings = new Findings();
            RevenueLedger ledger = buildLenient(findings);
            findings.throwIfErrors();
            return ledger;
        }

        /**
         * Builds the ledger from what can be used. A movement whose type contradicts the balance keeps its signed amount and gets the
         * type that the balance gives. Skipped are a movement that would make a balance negative (all of that day, if there are
         * several), one in another currency, with too many decimals or an amount that no longer fits, and of different movements
         * with one id all but the first.
         *
         * @param findings takes every repair and every skipped movement
         * @return the ledger
         */
        public RevenueLedger buildLenient(Findings findings) {
            LedgerAssembly assembly = new LedgerAssembly(currency, scale, findings);
            for (Rows<RevenueMovement> movements : rows) {
                for (int i = 0; i < movements.size(); i++) {
                    assembly.add(movements.get(i), movements.source(), movements.line(i));
                }
            }
            return assembly.assemble();
        }
    }
}
