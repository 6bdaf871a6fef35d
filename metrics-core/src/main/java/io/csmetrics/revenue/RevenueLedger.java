package io.csmetrics.revenue;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Grid;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
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

/**
 * The recurring revenue of a book of accounts as dated movements: immutable, checked, netted to one movement an account and day, kept
 * in columns by account and day. Row order never matters.
 *
 * <p>Balances and bridges read a date as its start: the balance on a day is the one before that day's movements, so that the
 * closing of a window is the opening of the next.
 *
 * <p>Amounts are whole units of {@code 10^-scale} in one currency. Sums are exact; the builder refuses amounts that together do
 * not fit into a {@code long}. A ledger holds at most 2,147,483,639 movements, before netting as well; a builder that is given more
 * throws an {@link IllegalStateException}.
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
     * Begins a ledger with all movements of this one, in its currency and scale. What the builder makes equals the ledger of all rows
     * together, checked and netted in proportion to what is new, plus one copy of the columns: only accounts with new movements are
     * checked and netted again; all others are copied in blocks. New movements can be of any day, before the last ones as well. This
     * ledger stays as it is.
     *
     * <p>Differences to a ledger of all rows: rows that this ledger skipped or repaired are not seen again. Movements have lost their
     * own ids, but for {@link #nettedRows()}: one that is handed in again counts again. A movement that is here already and no longer
     * fits because of new ones before it is told as of source {@code ledger} without a line.
     *
     * @return the builder
     * @throws IllegalStateException if types were changed by {@link #bridgingGapsShorterThan} or {@link #returningAsNewAfter}
     */
    public Builder continued() {
        if (columns.retyped()) {
            throw new IllegalStateException(
                    "a ledger of which types were changed cannot be continued; continue the one that was built, then change types");
        }
        return new Builder(this);
    }

    /**
     * Returns the ledger of these and newer movements, as {@link #continued()} tells.
     *
     * @param newer the movements, of any day and in any order
     * @return the ledger
     * @throws InvalidDataException with every movement that breaks a rule
     * @throws IllegalStateException if types were changed
     */
    public RevenueLedger plus(Collection<RevenueMovement> newer) {
        return continued().movements(newer).build();
    }

    /**
     * Returns the ledger of these and those newer movements that can be used, as {@link #continued()} tells.
     *
     * @param newer the movements, of any day and in any order
     * @param findings takes every repair and every skipped movement
     * @return the ledger
     * @throws IllegalStateException if types were changed
     */
    public RevenueLedger plus(Collection<RevenueMovement> newer, Findings findings) {
        return continued().movements(newer).buildLenient(findings);
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
        return LedgerAccounts.among(ids, this);
    }

    /**
     * Returns the ledger of a range of accounts, for work in parts: facts of ranges that together are all accounts add up to those
     * of this ledger. It costs nothing per movement.
     *
     * @param from the index of the first account
     * @param toExclusive the index after the last, at least {@code from}
     * @return the ledger, in which account {@code from} has index 0; it shares its columns with this one
     * @throws IndexOutOfBoundsException if there are no such accounts
     */
    public RevenueLedger accounts(int from, int toExclusive) {
        return LedgerAccounts.range(this, from, toExclusive);
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
        return LedgerReclassification.bridgingGapsShorterThan(this, days);
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
        return LedgerReclassification.returningAsNewAfter(this, days);
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
        return RetentionScan.of(columns, new TimeSlots(windows), cells)::at;
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
        return term.byAccount(this, window);
    }

    private LedgerScan scan(List<ReportingPeriod> windows, Cells cells) {
        return new LedgerScan(columns, new TimeSlots(windows), cells);
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

    /** Builds a {@link RevenueLedger} from movements in any order: from records, or without a record for each. */
    public static final class Builder extends LedgerBuilder {
        private Builder() {}

        private Builder(RevenueLedger known) {
            super(known);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
