package io.csmetrics.revenue;

import com.google.common.base.Suppliers;
import com.google.common.collect.HashBiMap;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Movements as they come in, in columns: texts are codes, amounts keep their own decimals until all are known. */
final class StagedMovements {
    private static final Type[] TYPE = Type.values();
    private static final Kind[] KIND = Kind.values();

    private final int mostDecimals;
    private final Findings findings;

    final Dictionary accounts = new Dictionary();
    final Dictionary texts = new Dictionary();
    private final Dictionary sources = new Dictionary();
    final Dictionary currencies = new Dictionary();
    private final Map<String, Integer> rowById = new HashMap<>();

    int size;
    int[] account = new int[16];
    int[] day = new int[16];
    byte[] type = new byte[16];
    long[] amount = new long[16];
    byte[] decimals = new byte[16];
    int[] currency = new int[16];
    byte[] kind = new byte[16];
    int[] reason = new int[16];
    int[] product = new int[16];
    int[] source = new int[16];
    long[] line = new long[16];
    boolean anyKind;
    boolean anyReason;
    boolean anyProduct;

    /** Made when it is first needed: most ledgers have no day with several rows, or no ids. */
    private final Supplier<Map<Integer, String>> idByRow =
            Suppliers.memoize(() -> HashBiMap.create(rowById).inverse());

    StagedMovements(int mostDecimals, Findings findings) {
        this.mostDecimals = mostDecimals;
        this.findings = findings;
    }

    /** Names given to what is staged: equal texts get equal codes, in the order of their first appearance. */
    static final class Dictionary {
        private final Map<String, Integer> codes = new HashMap<>();
        final List<String> values = new ArrayList<>();

        int code(String value) {
            Integer known = codes.get(value);
            if (known != null) {
                return known;
            }
            codes.put(value, values.size());
            values.add(value);
            return values.size() - 1;
        }

        int optional(Optional<String> value) {
            return value.isPresent() ? code(value.get()) + 1 : 0;
        }
    }

    void add(RevenueMovement movement, String from, long at) {
        BigDecimal value = plain(movement.amount().getAmount());
        if (value.scale() > mostDecimals) {
            findings.add(Finding.error(
                    from,
                    at,
                    "amount",
                    movement.amount(),
                    "must have at most " + mostDecimals + " decimals",
                    "round it, or declare a larger scale"));
            return;
        }
        BigInteger unscaled = value.unscaledValue();
        if (unscaled.bitLength() > 63) {
            findings.add(row(movement, from, at).overflow(Math.max(0, value.scale())));
            return;
        }
        if (movement.id().isPresent()) {
            Integer first = rowById.putIfAbsent(movement.id().get(), size);
            if (first != null) {
                checkSame(first, movement, value, from, at);
                return;
            }
        }
        ensureRoom();
        account[size] = accounts.code(movement.accountId());
        day[size] = (int) movement.effectiveOn().toEpochDay();
        type[size] = (byte) movement.type().ordinal();
        amount[size] = unscaled.longValueExact();
        decimals[size] = (byte) value.scale();
        currency[size] = currencies.code(movement.amount().getCurrencyUnit().getCode());
        kind[size] = (byte) movement.kind().map(k -> k.ordinal() + 1).orElse(0).intValue();
        reason[size] = texts.optional(movement.reason());
        product[size] = texts.optional(movement.product());
        anyKind |= kind[size] != 0;
        anyReason |= reason[size] != 0;
        anyProduct |= product[size] != 0;
        source[size] = sources.code(from);
        line[size] = at;
        size++;
    }

    private static BigDecimal plain(BigDecimal value) {
        // a trailing zero is no decimal that matters: 1.0000000 fits where 1 does
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private LedgerRules.Row row(RevenueMovement movement, String from, long at) {
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
    private void checkSame(int first, RevenueMovement movement, BigDecimal value, String from, long at) {
        boolean same = accounts.values.get(account[first]).equals(movement.accountId())
                && day[first] == movement.effectiveOn().toEpochDay()
                && type[first] == movement.type().ordinal()
                && BigDecimal.valueOf(amount[first], decimals[first]).compareTo(value) == 0
                && currencies
                        .values
                        .get(currency[first])
                        .equals(movement.amount().getCurrencyUnit().getCode())
                && kind[first] == movement.kind().map(k -> k.ordinal() + 1).orElse(0)
                && text(reason[first]).equals(movement.reason())
                && text(product[first]).equals(movement.product());
        if (!same) {
            findings.add(Finding.error(
                    from,
                    at,
                    "movement_id",
                    movement.id().orElse(""),
                    "must be unique, but stands with other content at " + sources.values.get(source[first]) + ":"
                            + line[first],
                    "give one of them another id"));
        }
    }

    Optional<String> text(int code) {
        return code == 0 ? Optional.empty() : Optional.of(texts.values.get(code - 1));
    }

    private void ensureRoom() {
        if (size < account.length) {
            return;
        }
        int room = size + (size >> 1);
        account = Arrays.copyOf(account, room);
        day = Arrays.copyOf(day, room);
        type = Arrays.copyOf(type, room);
        amount = Arrays.copyOf(amount, room);
        decimals = Arrays.copyOf(decimals, room);
        currency = Arrays.copyOf(currency, room);
        kind = Arrays.copyOf(kind, room);
        reason = Arrays.copyOf(reason, room);
        product = Arrays.copyOf(product, room);
        source = Arrays.copyOf(source, room);
        line = Arrays.copyOf(line, room);
    }

    LedgerRules.Row located(int row, String accountId, CurrencyUnit unit, int scale, long balance) {
        return new LedgerRules.Row(
                sources.values.get(source[row]),
                line[row],
                accountId,
                LocalDate.ofEpochDay(day[row]),
                TYPE[type[row]],
                shown(unit, amount[row], scale),
                shown(unit, balance, scale));
    }

    /** An amount as people write it: with the decimals of its currency, or more where there are more. */
    static BigMoney shown(CurrencyUnit unit, long unscaled, int scale) {
        return BigMoney.of(unit, BigDecimal.valueOf(unscaled, scale))
                .withScale(Math.max(scale, unit.getDecimalPlaces()));
    }

    /** A row as it came in, with its amount at the ledger's scale. */
    RevenueMovement movement(int row, String accountId, CurrencyUnit unit, int scale) {
        RevenueMovement.Builder movement = RevenueMovement.builder(
                accountId,
                LocalDate.ofEpochDay(day[row]),
                TYPE[type[row]],
                BigMoney.of(unit, BigDecimal.valueOf(amount[row], scale)));
        if (kind[row] != 0) {
            movement.kind(KIND[kind[row] - 1]);
        }
        text(reason[row]).ifPresent(movement::reason);
        text(product[row]).ifPresent(movement::product);
        String ownId = idByRow.get().get(row);
        if (ownId != null) {
            movement.id(ownId);
        }
        return movement.build();
    }

    Type typeOf(int row) {
        return TYPE[type[row]];
    }

    /** The amount with the sign of its type. */
    long signed(int row) {
        return typeOf(row).sign() * amount[row];
    }

    /** A row in another currency than the ledger's. */
    Finding inAnotherCurrency(int row, CurrencyUnit unit) {
        return Finding.error(
                sources.values.get(source[row]),
                line[row],
                "currency",
                currencies.values.get(currency[row]),
                "must be " + unit.getCode() + " like the rest of the ledger",
                "convert it first, with a rate of your choice");
    }
}
