package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** What {@link RevenueLedger.Builder} does; a type of its own only so that the ledger stays short enough to read. */
abstract class LedgerBuilder {
    private final @Nullable RevenueLedger known;
    private @Nullable CurrencyUnit currency;
    private int scale;

    private final List<Portion> portions = new ArrayList<>();
    private final Findings refused = new Findings();
    private @Nullable StagedMovements columns;
    private int source;
    private long nextLine;

    LedgerBuilder() {
        known = null;
        scale = -1;
    }

    /** Begins with what a ledger has. */
    LedgerBuilder(RevenueLedger known) {
        this.known = known;
        // an empty ledger for which none was named has none
        boolean open = known.size() == 0 && known.currency().equals(RevenueLedger.NO_CURRENCY);
        currency = open ? null : known.currency();
        scale = open && known.scale() == 0 ? -1 : known.scale();
    }

    /** Records, and how many rows in columns came before them. */
    private record Portion(Rows<RevenueMovement> records, int rowsBefore) {}

    abstract RevenueLedger.Builder self();

    /**
     * Names the one currency. Without it the ledger has the currency that most movements have.
     *
     * @param value the currency
     * @return this builder
     * @throws IllegalStateException if the builder has a ledger's movements or rows in whole units already, in another currency
     */
    public RevenueLedger.Builder currency(CurrencyUnit value) {
        if (!value.equals(currency)) {
            requireOpen("currency " + value);
        }
        currency = value;
        return self();
    }

    /**
     * Declares the scale. Without it the ledger has the largest number of decimals of the amounts, at most 6.
     *
     * @param decimals the number of decimals, 0 to {@value RevenueLedger#LARGEST_SCALE}
     * @return this builder
     * @throws IllegalStateException if the builder has a ledger's movements or rows in whole units already, at another scale
     */
    public RevenueLedger.Builder scale(int decimals) {
        if (decimals < 0 || decimals > RevenueLedger.LARGEST_SCALE) {
            throw new IllegalArgumentException("scale " + decimals + " must be 0 to " + RevenueLedger.LARGEST_SCALE);
        }
        if (decimals != scale) {
            requireOpen("scale " + decimals);
        }
        scale = decimals;
        return self();
    }

    private void requireOpen(String what) {
        if (columns != null || (known != null && known.size() > 0)) {
            throw new IllegalStateException(
                    what
                            + " must be that of the movements that the builder has already; declare it before the first of them");
        }
    }

    /**
     * Adds movements. {@link Rows} keep the places from which they came; the movements of any other collection are located by
     * their position.
     *
     * @param movements the movements, in any order
     * @return this builder
     */
    public RevenueLedger.Builder movements(Collection<RevenueMovement> movements) {
        portions.add(new Portion(Rows.of("movements", movements), columns == null ? 0 : columns.size));
        return self();
    }

    /**
     * Tells where the rows come from that are added one by one from now on, {@code movements} if it was never told. Lines count from
     * 1 again.
     *
     * @param name the file or list
     * @return this builder
     * @throws IllegalStateException if currency or scale are not declared
     */
    public RevenueLedger.Builder from(String name) {
        source = columns().places.source(name);
        nextLine = 1;
        return self();
    }

    /**
     * Returns the number of an account for {@link #add(int, long, Type, long)}: numbers count from 0 in the order in which ids are first
     * asked for. An account without a movement will not be in the ledger.
     *
     * @param id the account
     * @return its number in this builder, which is not its index in the ledger
     * @throws InvalidDataException if the id is blank
     * @throws IllegalStateException if currency or scale are not declared
     */
    public int account(String id) {
        if (id.isBlank()) {
            throw new InvalidDataException(List.of(blankAccount("movement of account \"" + id + "\"", 0, id)), 1);
        }
        return columns().accounts.number(id);
    }

    private static Finding blankAccount(String from, long line, String id) {
        return Finding.error(from, line, "account_id", id, "must not be blank", "give it a value");
    }

    /**
     * Adds a movement without making a record of it, on the line after the last. This is the fast way to load many. A movement whose
     * day or amount breaks a rule is left out and told when the ledger is built.
     *
     * @param account the {@link #account(String) number} of its account
     * @param epochDay its day, in the years 1 to 9999
     * @param type its type
     * @param amount the magnitude per month, above 0, in units of {@code 10^-scale} of the declared currency
     * @return this builder
     * @throws IllegalArgumentException if no account has the number
     */
    public RevenueLedger.Builder add(int account, long epochDay, Type type, long amount) {
        return add(account, epochDay, type, amount, nextLine);
    }

    /**
     * Adds a movement without making a record of it, and tells where it came from.
     *
     * @param account the {@link #account(String) number} of its account
     * @param epochDay its day, in the years 1 to 9999
     * @param type its type
     * @param amount the magnitude per month, above 0, in units of {@code 10^-scale} of the declared currency
     * @param line its line in the source that {@link #from(String)} named
     * @return this builder
     * @throws IllegalArgumentException if no account has the number
     */
    public RevenueLedger.Builder add(int account, long epochDay, Type type, long amount, long line) {
        if (columns == null || account < 0 || account >= columns.accounts.size()) {
            throw new IllegalArgumentException(
                    "account number " + account + " must be one that account(id) returned; ask for it first");
        }
        nextLine = line + 1;
        if (amount <= 0 || epochDay < LedgerColumns.FIRST_DAY || epochDay >= LedgerColumns.END_DAY) {
            refuse(columns, epochDay, type, amount, line);
        } else {
            columns.add(account, (int) epochDay, type.ordinal(), amount, source, line);
        }
        return self();
    }

    /**
     * Adds a movement without optional parts, on the line after the last. A movement that breaks a rule of {@link RevenueMovement} is
     * left out and told when the ledger is built.
     *
     * @param accountId its account
     * @param effectiveOn its day
     * @param type its type
     * @param amount the magnitude per month, above 0, in units of {@code 10^-scale} of the declared currency
     * @return this builder
     * @throws IllegalStateException if currency or scale are not declared
     */
    public RevenueLedger.Builder add(String accountId, LocalDate effectiveOn, Type type, long amount) {
        StagedMovements to = columns();
        if (!accountId.isBlank()) {
            return add(to.accounts.number(accountId), effectiveOn.toEpochDay(), type, amount);
        }
        refused.add(blankAccount(to.places.name(source), nextLine, accountId));
        refuse(to, effectiveOn.toEpochDay(), type, amount, nextLine);
        nextLine++;
        return self();
    }

    /** Tells what {@link RevenueMovement} would say of a row. */
    private void refuse(StagedMovements at, long epochDay, Type type, long amount, long line) {
        String from = at.places.name(source);
        if (amount <= 0) {
            refused.add(Finding.error(
                    from,
                    line,
                    "amount",
                    StagedMovements.shown(Objects.requireNonNull(currency), amount, scale),
                    "must be above 0",
                    "give the magnitude; the type " + type + " gives the sign"));
        }
        if (epochDay < LedgerColumns.FIRST_DAY || epochDay >= LedgerColumns.END_DAY) {
            boolean isDate = epochDay >= LocalDate.MIN.toEpochDay() && epochDay <= LocalDate.MAX.toEpochDay();
            refused.add(Finding.error(
                    from,
                    line,
                    "effective_on",
                    isDate ? LocalDate.ofEpochDay(epochDay) : "epoch day " + epochDay,
                    "must be in the years 1 to 9999",
                    "correct the date"));
        }
    }

    private StagedMovements columns() {
        if (columns != null) {
            return columns;
        }
        if (currency == null || scale < 0) {
            throw new IllegalStateException("movements in whole units need a "
                    + (currency == null ? "currency" : "scale") + "; declare currency and scale first");
        }
        columns = new StagedMovements(currency, scale);
        source = columns.places.source("movements");
        nextLine = 1;
        return columns;
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
        findings.addAll(refused);
        if (known != null) {
            return continued(known, findings);
        }
        StagedMovements staged = columns;
        if (staged == null || !portions.isEmpty()) {
            staged = begin();
            stageAll(staged, findings);
        }
        return new LedgerAssembly(staged, currency, scale, findings).assemble(0);
    }

    private RevenueLedger continued(RevenueLedger ledger, Findings findings) {
        StagedMovements staged = begin();
        LedgerContinuation continuation = new LedgerContinuation(ledger, staged, findings);
        if (columns != null) {
            continuation.announce(columns);
        }
        portions.forEach(portion -> continuation.announce(portion.records));
        long gainsElsewhere = continuation.stageTouchedAccounts();
        stageAll(staged, findings);
        return continuation.assemble(currency, scale, gainsElsewhere);
    }

    private StagedMovements begin() {
        return columns == null ? new StagedMovements(currency, scale) : columns.begin(Objects.requireNonNull(currency));
    }

    /** All rows in the order in which they were added. */
    private void stageAll(StagedMovements staged, Findings findings) {
        int done = 0;
        for (Portion portion : portions) {
            if (columns != null) {
                staged.addPlain(columns, done, portion.rowsBefore);
                done = portion.rowsBefore;
            }
            staged.addAll(portion.records, findings);
        }
        if (columns != null) {
            staged.addPlain(columns, done, columns.size);
        }
    }
}
