package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Movements as they come in, in columns: texts are numbers, a column that no row needs takes no room. Amounts are at the declared scale,
 * or keep their own decimals until all are known.
 */
final class StagedMovements {
    private static final Type[] TYPE = Type.values();
    private static final Kind[] KIND = Kind.values();
    private static final int TYPE_BITS = 3;
    private static final int DECIMAL_BITS = 4;
    private static final int BATCH = 256;

    private final int declaredScale;
    final Names accounts;
    final Names texts;
    final Names currencies = new Names();
    final RowPlaces places = new RowPlaces();

    int size;
    final ChunkedInts account = new ChunkedInts();
    final ChunkedInts dayAndType = new ChunkedInts();
    final ChunkedLongs amount = new ChunkedLongs();
    private final ChunkedInts currencyAndDecimals = new ChunkedInts();
    private final ChunkedInts kind = new ChunkedInts();
    private final ChunkedInts reason = new ChunkedInts();
    private final ChunkedInts product = new ChunkedInts();

    /** Own ids of movements, and the row of each, ascending. */
    private final Names ids = new Names();

    private final ChunkedInts rowOfId = new ChunkedInts();

    private CurrencyUnit lastUnit;
    private int lastCurrency;

    /** Stages rows; a declared currency has number 0. */
    StagedMovements(@Nullable CurrencyUnit declaredCurrency, int declaredScale) {
        this(declaredCurrency, declaredScale, new Names(), new Names());
    }

    private StagedMovements(@Nullable CurrencyUnit declaredCurrency, int declaredScale, Names accounts, Names texts) {
        this.declaredScale = declaredScale;
        this.accounts = accounts;
        this.texts = texts;
        lastUnit = declaredCurrency == null ? RevenueLedger.NO_CURRENCY : declaredCurrency;
        lastCurrency = declaredCurrency == null ? -1 : currencies.number(declaredCurrency.getCode());
    }

    /** Nothing yet, but the same accounts and texts have the same numbers. */
    StagedMovements begin(CurrencyUnit declaredCurrency) {
        return new StagedMovements(declaredCurrency, declaredScale, accounts, texts);
    }

    /** A row without optional parts, in the declared currency and scale. */
    void add(int ofAccount, int day, int type, long units, int source, long line) {
        places.add(size, source, line);
        account.set(size, ofAccount);
        dayAndType.set(size, day << TYPE_BITS | type);
        amount.set(size, units);
        size = LedgerColumns.requireHeld(size + 1L);
    }

    /** Rows of others that were begun together with these, and have no optional parts. */
    void addPlain(StagedMovements others, int from, int to) {
        for (int row = from; row < to; row++) {
            int source = places.source(others.places.source(row));
            add(
                    others.account(row),
                    others.day(row),
                    others.typeOrdinal(row),
                    others.amount(row),
                    source,
                    others.places.line(row));
        }
    }

    /** A row of a ledger whose texts have the same numbers here. */
    void addOf(LedgerColumns ledger, int row, int ofAccount, int source) {
        if (ledger.kinds() != null) {
            kind.setOptional(size, ledger.kinds()[row]);
        }
        if (ledger.reasons() != null) {
            reason.setOptional(size, ledger.reasons()[row]);
        }
        if (ledger.products() != null) {
            product.setOptional(size, ledger.products()[row]);
        }
        add(ofAccount, ledger.days()[row], ledger.types()[row], Math.abs(ledger.deltas()[row]), source, 0);
    }

    void addAll(Rows<RevenueMovement> movements, Findings findings) {
        int source = places.source(movements.source());
        int[] numbers = new int[BATCH];
        String[] names = new String[BATCH];
        for (int first = 0; first < movements.size(); first += BATCH) {
            int count = Math.min(BATCH, movements.size() - first);
            for (int i = 0; i < count; i++) {
                names[i] = movements.get(first + i).accountId();
            }
            accounts.numbers(names, numbers, count);
            for (int i = 0; i < count; i++) {
                add(movements.get(first + i), numbers[i], source, movements.line(first + i), findings);
            }
        }
    }

    /** A record of the account that has the number. */
    void add(RevenueMovement movement, int ofAccount, int source, long line, Findings findings) {
        BigDecimal value = movement.amount().getAmount();
        long units = value.scale() < 0 || value.scale() > mostDecimals() ? 0 : WholeUnits.digits(value);
        if (units == 0) {
            value = WholeUnits.plain(value);
            if (value.scale() > mostDecimals()) {
                findings.add(tooManyDecimals(movement, places.name(source), line));
                return;
            }
            units = WholeUnits.digits(value);
        }
        int decimals = value.scale();
        if (declaredScale >= 0) {
            units = WholeUnits.timesPowerOfTen(units, declaredScale - decimals);
            decimals = 0;
        } else {
            while (decimals > 0 && units % 10 == 0) {
                units /= 10;
                decimals--;
            }
        }
        if (units == 0) {
            int scale = declaredScale >= 0 ? declaredScale : value.scale();
            findings.add(located(movement, places.name(source), line).overflow(scale));
            return;
        }
        if (movement.id().isPresent()) {
            int known = ids.find(movement.id().get());
            if (known >= 0) {
                checkSame(rowOfId.get(known), movement, places.name(source), line, findings);
                return;
            }
            rowOfId.set(ids.number(movement.id().get()), size);
        }
        CurrencyUnit unit = movement.amount().getCurrencyUnit();
        currencyAndDecimals.setOptional(size, currency(unit) << DECIMAL_BITS | decimals);
        kind.setOptional(size, number(movement.kind()));
        reason.setOptional(size, number(movement.reason(), texts));
        product.setOptional(size, number(movement.product(), texts));
        add(
                ofAccount,
                (int) movement.effectiveOn().toEpochDay(),
                movement.type().ordinal(),
                units,
                source,
                line);
    }

    private int mostDecimals() {
        return declaredScale >= 0 ? declaredScale : RevenueLedger.LARGEST_UNDECLARED_SCALE;
    }

    private int currency(CurrencyUnit unit) {
        if (lastCurrency < 0 || !unit.equals(lastUnit)) {
            lastUnit = unit;
            lastCurrency = currencies.number(unit.getCode());
        }
        return lastCurrency;
    }

    private static int number(Optional<Kind> kind) {
        return kind.isPresent() ? kind.get().ordinal() + 1 : 0;
    }

    private static int number(Optional<String> text, Names texts) {
        return text.isPresent() ? texts.number(text.get()) + 1 : 0;
    }

    private Finding tooManyDecimals(RevenueMovement movement, String from, long at) {
        return Finding.error(
                from,
                at,
                "amount",
                movement.amount(),
                "must have at most " + mostDecimals() + " decimals",
                "round it, or declare a larger scale");
    }

    private static LedgerRules.Row located(RevenueMovement movement, String from, long at) {
        return new LedgerRules.Row(
                from,
                at,
                movement.accountId(),
                movement.effectiveOn(),
                movement.type(),
                movement.amount(),
                BigMoney.zero(movement.amount().getCurrencyUnit()));
    }

    /** The same id again: the same movement once more is passed over, another one is refused. */
    private void checkSame(int first, RevenueMovement movement, String from, long at, Findings findings) {
        boolean same = accounts.get(account(first)).equals(movement.accountId())
                && day(first) == movement.effectiveOn().toEpochDay()
                && type(first) == movement.type()
                && BigDecimal.valueOf(amount(first), decimals(first))
                                .compareTo(movement.amount().getAmount())
                        == 0
                && currencies
                        .get(currency(first))
                        .equals(movement.amount().getCurrencyUnit().getCode())
                && kind(first) == number(movement.kind())
                && reason(first).equals(movement.reason())
                && product(first).equals(movement.product());
        if (!same) {
            findings.add(Finding.error(
                    from,
                    at,
                    "movement_id",
                    movement.id().orElse(""),
                    "must be unique, but stands with other content at " + places.at(first),
                    "give one of them another id"));
        }
    }

    /** How many rows each account has, by its number. */
    int[] rowsByAccount() {
        int[] rows = new int[accounts.size()];
        for (int first = 0; first < size; first += ChunkedInts.LENGTH) {
            int[] numbers = account.chunk(first >>> ChunkedInts.BITS);
            int end = Math.min(size - first, ChunkedInts.LENGTH);
            for (int i = 0; i < end; i++) {
                rows[numbers[i]]++;
            }
        }
        return rows;
    }

    boolean hasKinds() {
        return !kind.isEmpty();
    }

    boolean hasReasons() {
        return !reason.isEmpty();
    }

    boolean hasProducts() {
        return !product.isEmpty();
    }

    int account(int row) {
        return account.get(row);
    }

    static int dayIn(int dayAndType) {
        return dayAndType >> TYPE_BITS;
    }

    static int typeIn(int dayAndType) {
        return dayAndType & (1 << TYPE_BITS) - 1;
    }

    int day(int row) {
        return dayIn(dayAndType.get(row));
    }

    int typeOrdinal(int row) {
        return typeIn(dayAndType.get(row));
    }

    Type type(int row) {
        return TYPE[typeOrdinal(row)];
    }

    long amount(int row) {
        return amount.get(row);
    }

    /** Brings a row's amount from its own decimals to more; false, and it stays as it is, if it would not fit into a long. */
    boolean rescale(int row, int scale) {
        long rescaled = WholeUnits.timesPowerOfTen(amount(row), scale - decimals(row));
        if (rescaled != 0) {
            amount.set(row, rescaled);
        }
        return rescaled != 0;
    }

    /** The amount with the sign of its type. */
    long signed(int row) {
        return type(row).sign() * amount(row);
    }

    /** Decimals of the row's amount. */
    int decimals(int row) {
        return declaredScale >= 0 ? declaredScale : currencyAndDecimals.get(row) & (1 << DECIMAL_BITS) - 1;
    }

    int currency(int row) {
        return currencyAndDecimals.get(row) >> DECIMAL_BITS;
    }

    /** The ordinal of the row's kind plus 1, 0 for none. */
    int kind(int row) {
        return kind.get(row);
    }

    int reasonNumber(int row) {
        return reason.get(row);
    }

    int productNumber(int row) {
        return product.get(row);
    }

    Optional<String> reason(int row) {
        return text(reason.get(row));
    }

    Optional<String> product(int row) {
        return text(product.get(row));
    }

    private Optional<String> text(int number) {
        return number == 0 ? Optional.empty() : Optional.of(texts.get(number - 1));
    }

    private Optional<String> idOf(int row) {
        int from = 0;
        int to = ids.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (rowOfId.get(middle) < row) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < ids.size() && rowOfId.get(from) == row ? Optional.of(ids.get(from)) : Optional.empty();
    }

    LedgerRules.Row located(int row, CurrencyUnit unit, int scale, long balance) {
        return new LedgerRules.Row(
                places.source(row),
                places.line(row),
                accounts.get(account(row)),
                LocalDate.ofEpochDay(day(row)),
                type(row),
                shown(unit, amount(row), scale),
                shown(unit, balance, scale));
    }

    /** An amount as people write it: with the decimals of its currency, or more where there are more. */
    static BigMoney shown(CurrencyUnit unit, long unscaled, int scale) {
        return BigMoney.of(unit, BigDecimal.valueOf(unscaled, scale))
                .withScale(Math.max(scale, unit.getDecimalPlaces()));
    }

    /** A row as it came in, with its amount at the ledger's scale. */
    RevenueMovement movement(int row, CurrencyUnit unit, int scale) {
        return new RevenueMovement(
                accounts.get(account(row)),
                LocalDate.ofEpochDay(day(row)),
                type(row),
                BigMoney.of(unit, BigDecimal.valueOf(amount(row), scale)),
                idOf(row),
                kind(row) == 0 ? Optional.empty() : Optional.of(KIND[kind(row) - 1]),
                reason(row),
                product(row));
    }

    /** A row in another currency than the ledger's. */
    Finding inAnotherCurrency(int row, CurrencyUnit unit) {
        return Finding.error(
                places.source(row),
                places.line(row),
                "currency",
                currencies.get(currency(row)),
                "must be " + unit.getCode() + " like the rest of the ledger",
                "convert it first, with a rate of your choice");
    }
}
