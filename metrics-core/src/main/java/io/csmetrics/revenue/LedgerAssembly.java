package io.csmetrics.revenue;

import com.google.common.base.Suppliers;
import com.google.common.collect.HashBiMap;
import com.google.common.math.LongMath;
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
import java.util.TreeMap;
import java.util.function.Supplier;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Movements in any order, staged as columns, and then made into a ledger: sorted by account and day, netted by day, checked against
 * the balance. Findings are gathered, never thrown here.
 */
final class LedgerAssembly {
    private static final Type[] TYPE = Type.values();
    private static final Kind[] KIND = Kind.values();

    private final @Nullable CurrencyUnit declaredCurrency;
    private final int declaredScale;
    private final Findings findings;

    private final Dictionary accounts = new Dictionary();
    private final Dictionary texts = new Dictionary();
    private final Dictionary sources = new Dictionary();
    private final Dictionary currencies = new Dictionary();
    private final Map<String, Integer> rowById = new HashMap<>();

    private int size;
    private int[] account = new int[16];
    private int[] day = new int[16];
    private byte[] type = new byte[16];
    private long[] amount = new long[16];
    private byte[] decimals = new byte[16];
    private int[] currency = new int[16];
    private byte[] kind = new byte[16];
    private int[] reason = new int[16];
    private int[] product = new int[16];
    private int[] source = new int[16];
    private long[] line = new long[16];
    private boolean anyKind;
    private boolean anyReason;
    private boolean anyProduct;

    LedgerAssembly(@Nullable CurrencyUnit declaredCurrency, int declaredScale, Findings findings) {
        this.declaredCurrency = declaredCurrency;
        this.declaredScale = declaredScale;
        this.findings = findings;
    }

    /** Names given to what is staged: equal texts get equal codes, in the order of their first appearance. */
    private static final class Dictionary {
        private final Map<String, Integer> codes = new HashMap<>();
        private final List<String> values = new ArrayList<>();

        int code(String value) {
            Integer known = codes.putIfAbsent(value, values.size());
            if (known != null) {
                return known;
            }
            values.add(value);
            return values.size() - 1;
        }

        int optional(Optional<String> value) {
            return value.isPresent() ? code(value.get()) + 1 : 0;
        }
    }

    void add(RevenueMovement movement, String from, long at) {
        BigDecimal value = plain(movement.amount().getAmount());
        int most = declaredScale >= 0 ? declaredScale : RevenueLedger.LARGEST_UNDECLARED_SCALE;
        if (value.scale() > most) {
            findings.add(Finding.error(
                    from,
                    at,
                    "amount",
                    movement.amount(),
                    "must have at most " + most + " decimals",
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

    private Optional<String> text(int code) {
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

    RevenueLedger assemble() {
        CurrencyUnit unit = theCurrency();
        int scale = declaredScale >= 0 ? declaredScale : largestDecimals(unit);
        boolean[] kept = rescale(unit, scale);
        String[] ids = accounts.values.toArray(String[]::new);
        Integer[] byId = new Integer[ids.length];
        Arrays.setAll(byId, i -> i);
        Arrays.sort(byId, (a, b) -> ids[a].compareTo(ids[b]));
        int[] rank = new int[ids.length];
        for (int i = 0; i < byId.length; i++) {
            rank[byId[i]] = i;
        }
        int[] starts = new int[ids.length + 1];
        for (int row = 0; row < size; row++) {
            if (kept[row]) {
                starts[rank[account[row]] + 1]++;
            }
        }
        for (int i = 0; i < ids.length; i++) {
            starts[i + 1] += starts[i];
        }
        long[] dayAndRow = new long[starts[ids.length]];
        int[] next = Arrays.copyOf(starts, ids.length);
        for (int row = 0; row < size; row++) {
            if (kept[row]) {
                dayAndRow[next[rank[account[row]]]++] = ((long) day[row] << 32) | row;
            }
        }
        Netting netting = new Netting(unit, scale, dayAndRow.length);
        List<String> sortedIds = new ArrayList<>(ids.length);
        int[] offsets = new int[ids.length + 1];
        for (int i = 0; i < ids.length; i++) {
            String id = ids[byId[i]];
            sortedIds.add(id);
            // a long of day and row sorts by day; the row, a tie-break only, never decides a number
            Arrays.sort(dayAndRow, starts[i], starts[i + 1]);
            netting.account(id, dayAndRow, starts[i], starts[i + 1]);
            offsets[i + 1] = netting.out;
        }
        return new RevenueLedger(List.copyOf(sortedIds), netting.columns(offsets), List.copyOf(netting.nettedRows));
    }

    /** The one currency: the declared one, else the one that most rows have, of several the first by code. */
    private CurrencyUnit theCurrency() {
        if (declaredCurrency != null) {
            return declaredCurrency;
        }
        long[] rows = new long[currencies.values.size()];
        for (int row = 0; row < size; row++) {
            rows[currency[row]]++;
        }
        TreeMap<String, Long> byCode = new TreeMap<>();
        for (int c = 0; c < rows.length; c++) {
            byCode.put(currencies.values.get(c), rows[c]);
        }
        String most = RevenueLedger.NO_CURRENCY.getCode();
        long count = 0;
        for (Map.Entry<String, Long> entry : byCode.entrySet()) {
            if (entry.getValue() > count) {
                most = entry.getKey();
                count = entry.getValue();
            }
        }
        return CurrencyUnit.of(most);
    }

    private boolean isIn(CurrencyUnit unit, int row) {
        return currencies.values.get(currency[row]).equals(unit.getCode());
    }

    private int largestDecimals(CurrencyUnit unit) {
        int largest = 0;
        for (int row = 0; row < size; row++) {
            largest = isIn(unit, row) ? Math.max(largest, decimals[row]) : largest;
        }
        return largest;
    }

    /** Brings all amounts to one scale, and tells which rows can be used: those in the currency whose amounts fit. */
    private boolean[] rescale(CurrencyUnit unit, int scale) {
        boolean[] kept = new boolean[size];
        for (int row = 0; row < size; row++) {
            if (!isIn(unit, row)) {
                findings.add(Finding.error(
                        sources.values.get(source[row]),
                        line[row],
                        "currency",
                        currencies.values.get(currency[row]),
                        "must be " + unit.getCode() + " like the rest of the ledger",
                        "convert it first, with a rate of your choice"));
                continue;
            }
            try {
                amount[row] = Math.multiplyExact(amount[row], LongMath.checkedPow(10, scale - decimals[row]));
                kept[row] = true;
            } catch (ArithmeticException beyondLong) {
                findings.add(located(row, "", unit, decimals[row], 0).overflow(scale));
            }
        }
        return kept;
    }

    private LedgerRules.Row located(int row, String accountId, CurrencyUnit unit, int scale, long balance) {
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
    private static BigMoney shown(CurrencyUnit unit, long unscaled, int scale) {
        return BigMoney.of(unit, BigDecimal.valueOf(unscaled, scale))
                .withScale(Math.max(scale, unit.getDecimalPlaces()));
    }

    /** Writes one account after the other: its days in order, each day netted to one movement that its balance allows. */
    private final class Netting {
        private final CurrencyUnit unit;
        private final int scale;
        private final int[] days;
        private final byte[] types;
        private final long[] deltas;
        private final byte[] kinds;
        private final int[] reasons;
        private final int[] products;
        private final List<RevenueMovement> nettedRows = new ArrayList<>();
        /** Made when it is first needed: most ledgers have no day with several rows, or no ids. */
        private final Supplier<Map<Integer, String>> idByRow =
                Suppliers.memoize(() -> HashBiMap.create(rowById).inverse());

        private int out;
        /** The sum of all gains: no sum that is ever made of this ledger is larger. */
        private long gains;

        private String id = "";
        private long balance;
        private boolean hadRevenue;

        Netting(CurrencyUnit unit, int scale, int rows) {
            this.unit = unit;
            this.scale = scale;
            days = new int[rows];
            types = new byte[rows];
            deltas = new long[rows];
            kinds = new byte[anyKind ? rows : 0];
            reasons = new int[anyReason ? rows : 0];
            products = new int[anyProduct ? rows : 0];
        }

        void account(String accountId, long[] dayAndRow, int from, int to) {
            id = accountId;
            balance = 0;
            hadRevenue = false;
            int begin = from;
            while (begin < to) {
                int end = begin + 1;
                while (end < to && dayAndRow[end] >> 32 == dayAndRow[begin] >> 32) {
                    end++;
                }
                int[] rows = new int[end - begin];
                for (int i = begin; i < end; i++) {
                    rows[i - begin] = (int) dayAndRow[i];
                }
                oneDay(rows);
                begin = end;
            }
        }

        private void oneDay(int[] rows) {
            int[] moving = rows;
            if (!hadRevenue) {
                int opening = firstOpening(rows);
                if (opening >= 0) {
                    if (fits(opening, amount[opening])) {
                        write(opening, amount[opening], Type.OPENING);
                    }
                    moving = Arrays.stream(rows).filter(row -> row != opening).toArray();
                }
            }
            if (moving.length == 1) {
                single(moving[0]);
            } else if (moving.length > 1) {
                several(moving);
            }
        }

        /** The opening balance of a day: of several the one with the smallest amount, so that row order does not matter. */
        private int firstOpening(int[] rows) {
            int first = -1;
            for (int row : rows) {
                if (type[row] == LedgerColumns.OPENING
                        && (first < 0
                                || amount[row] < amount[first]
                                || (amount[row] == amount[first] && leads(row, first)))) {
                    first = row;
                }
            }
            return first;
        }

        private void single(int row) {
            long delta = signed(row);
            if (delta < 0 && balance + delta < 0) {
                findings.add(at(row).belowZero());
                return;
            }
            if (!fits(row, delta)) {
                return;
            }
            Type fitting = LedgerRules.typeOf(balance, balance + delta, hadRevenue);
            if (TYPE[type[row]] != fitting) {
                findings.add(at(row).contradicts(fitting));
            }
            write(row, delta, fitting);
        }

        private void several(int[] rows) {
            long in = 0;
            long taken = 0;
            for (int row : rows) {
                if (type[row] == LedgerColumns.OPENING) {
                    findings.add(at(row).contradicts(LedgerRules.typeOfGain(balance, hadRevenue)));
                }
                in += signed(row) > 0 ? amount[row] : 0;
                taken += signed(row) < 0 ? amount[row] : 0;
                if (in < 0 || taken < 0) {
                    findings.add(at(row).overflow(scale));
                    return;
                }
            }
            long net = in - taken;
            if (net < 0 && balance + net < 0) {
                findings.add(at(rows[0]).dayBelowZero(shown(unit, net, scale)));
                return;
            }
            int leading = net == 0 ? rows[0] : leading(rows, net);
            if (!fits(leading, net)) {
                return;
            }
            for (int row : rows) {
                nettedRows.add(staged(row));
            }
            if (net != 0) {
                write(leading, net, LedgerRules.typeOf(balance, balance + net, hadRevenue));
            }
        }

        /** The row whose kind, reason and product the net takes: the largest in its direction, ties by kind, then as text. */
        private int leading(int[] rows, long net) {
            int best = -1;
            for (int row : rows) {
                if (Long.signum(signed(row)) == Long.signum(net) && (best < 0 || leads(row, best))) {
                    best = row;
                }
            }
            return best;
        }

        private boolean leads(int row, int best) {
            if (amount[row] != amount[best]) {
                return amount[row] > amount[best];
            }
            if (kindOrder(row) != kindOrder(best)) {
                return kindOrder(row) < kindOrder(best);
            }
            int byReason =
                    text(reason[row]).orElse("").compareTo(text(reason[best]).orElse(""));
            return byReason != 0
                    ? byReason < 0
                    : text(product[row])
                                    .orElse("")
                                    .compareTo(text(product[best]).orElse(""))
                            < 0;
        }

        private int kindOrder(int row) {
            return kind[row] == 0 ? KIND.length : kind[row] - 1;
        }

        private boolean fits(int row, long delta) {
            boolean fits = delta <= 0 || gains + delta > 0;
            if (!fits) {
                findings.add(at(row).overflow(scale));
            }
            return fits;
        }

        private void write(int row, long delta, Type fitting) {
            gains += Math.max(delta, 0);
            days[out] = day[row];
            types[out] = (byte) fitting.ordinal();
            deltas[out] = delta;
            if (anyKind && (fitting == Type.EXPANSION || fitting == Type.CONTRACTION)) {
                kinds[out] = kind[row];
            }
            if (anyReason) {
                reasons[out] = reason[row];
            }
            if (anyProduct) {
                products[out] = product[row];
            }
            out++;
            balance += delta;
            hadRevenue = true;
        }

        private long signed(int row) {
            return TYPE[type[row]].sign() * amount[row];
        }

        private LedgerRules.Row at(int row) {
            return located(row, id, unit, scale, balance);
        }

        private RevenueMovement staged(int row) {
            RevenueMovement.Builder movement = RevenueMovement.builder(
                    id,
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

        LedgerColumns columns(int[] offsets) {
            return new LedgerColumns(
                    unit,
                    scale,
                    offsets,
                    Arrays.copyOf(days, out),
                    Arrays.copyOf(types, out),
                    Arrays.copyOf(deltas, out),
                    anyKind ? Arrays.copyOf(kinds, out) : null,
                    anyReason ? Arrays.copyOf(reasons, out) : null,
                    anyProduct ? Arrays.copyOf(products, out) : null,
                    List.copyOf(texts.values));
        }
    }
}
