package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** One collection over data: what several counters ask in the same words is answered once. Not safe for use by several threads. */
public final class Scan {
    private static final long WEEK =
            Duration.ofDays(Condition.Regular.BLOCK_DAYS).toMillis();

    private final CustomerData data;
    private final Map<Asked, BitSet> unitsThat = new HashMap<>();
    private final Map<Known, Occurrences> occurrences = new HashMap<>();
    private final Map<Followed, UnitTimeline> timelines = new HashMap<>();
    private final Map<String, Codes> codes = new HashMap<>();
    private final Map<Reading, Renewals> renewals = new HashMap<>();
    private final Map<String, Numbers> numbers = new HashMap<>();
    private final Map<Tallied, AnswerTally> tallies = new HashMap<>();
    private final Customers customers;

    private record Asked(Unit unit, Condition condition, Reading reading) {}

    /** Cells are the same only if they are one object. */
    private record Tallied(int from, int to, Cells cells) {}

    private record Known(Selector selector, long before) {}

    private record Followed(Known known, Unit unit, String distinct) {}

    /**
     * Begins a collection.
     *
     * @param data the data
     */
    public Scan(CustomerData data) {
        this.data = data;
        customers = new Customers(this);
    }

    /**
     * Returns the data.
     *
     * @return the data
     */
    public CustomerData data() {
        return data;
    }

    Customers customers() {
        return customers;
    }

    Renewals renewals(Reading reading) {
        return renewals.computeIfAbsent(reading, asked -> new Renewals(this, asked));
    }

    /** The visible windows of readings, in which the ledger is read. */
    List<ReportingPeriod> windows(List<Reading> readings) {
        return readings.stream()
                .map(reading -> reading.visiblePeriod(data.zone()))
                .toList();
    }

    Occurrences occurrences(Selector selector, Reading reading) {
        return occurrences(known(selector, millis(reading.knownBefore(data.zone()))));
    }

    private Occurrences occurrences(Known known) {
        return occurrences.computeIfAbsent(known, asked -> Occurrences.of(data, asked.selector, asked.before));
    }

    /** Only contracts may be known later than they are; everything else is found once for all readings. */
    private static Known known(Selector selector, long before) {
        return new Known(selector, selector instanceof Selector.Contract ? before : Long.MAX_VALUE);
    }

    UnitTimeline timeline(Selector selector, Unit unit, Reading reading) {
        return timeline(selector, unit, "", reading);
    }

    /** The occurrences of a selector by unit; units that are matched by an id have one code in all selectors. */
    UnitTimeline timeline(Selector selector, Unit unit, String distinct, Reading reading) {
        return timeline(known(selector, millis(reading.knownBefore(data.zone()))), unit, distinct);
    }

    private UnitTimeline timeline(Known known, Unit unit, String distinct) {
        return timelines.computeIfAbsent(
                new Followed(known, unit, distinct),
                asked -> new UnitTimeline(
                        occurrences(known), unit, codes("unit " + unit.name()), distinct, codes("text " + distinct)));
    }

    private Codes codes(String of) {
        return codes.computeIfAbsent(of, name -> new Codes());
    }

    /** Texts of one meaning have one code in all columns; each dictionary is looked up once. */
    static final class Codes {
        private final Map<String, Integer> codeOf = new HashMap<>();
        private final IdentityHashMap<List<String>, int[]> known = new IdentityHashMap<>();

        /** The common code of each code of a column. */
        int[] of(Coded<String> column) {
            return known.computeIfAbsent(column.values(), values -> {
                int[] common = new int[values.size()];
                for (int code = 0; code < common.length; code++) {
                    Integer first = codeOf.putIfAbsent(values.get(code), codeOf.size());
                    common[code] = first == null ? codeOf.size() - 1 : first;
                }
                return common;
            });
        }
    }

    /** The numbers of all records of a kind, which are the same in every reading. */
    Numbers numbers(String what, Supplier<Numbers> read) {
        Numbers known = numbers.get(what);
        if (known == null) {
            known = read.get();
            numbers.put(what, known);
        }
        return known;
    }

    /** How often each answer was given in each cell; several questions share it. */
    AnswerTally answers(int from, int to, Cells cells) {
        return tallies.computeIfAbsent(
                new Tallied(from, to, cells), asked -> new AnswerTally(data.responses(), from, to, cells));
    }

    /** How many units there are, accounts or users. */
    int size(Unit unit) {
        return unit.equals(Unit.USER)
                ? data.index().users().size()
                : data.accounts().size();
    }

    /** The accounts that meet a condition, by index. The set is shared: it must not be changed. */
    BitSet accountsThat(Condition condition, Reading reading) {
        return that(Unit.ACCOUNT, condition, reading);
    }

    /** The accounts or users that meet a condition. The set is shared: it must not be changed. */
    BitSet that(Unit unit, Condition condition, Reading reading) {
        Asked asked = new Asked(unit, condition, reading);
        BitSet known = unitsThat.get(asked);
        if (known == null) {
            known = evaluate(unit, condition, reading);
            unitsThat.put(asked, known);
        }
        return known;
    }

    private BitSet evaluate(Unit unit, Condition condition, Reading reading) {
        int size = size(unit);
        BitSet units = new BitSet(size);
        if (condition instanceof Condition.Not not) {
            units.set(0, size);
            units.andNot(that(unit, not.not(), reading));
        } else if (condition instanceof Condition.All all) {
            units.set(0, size);
            all.all().forEach(part -> units.and(that(unit, part, reading)));
        } else if (condition instanceof Condition.Any any) {
            any.any().forEach(part -> units.or(that(unit, part, reading)));
        } else if (condition instanceof Condition.Did did) {
            int[] counts = counts(unit, did.did(), did.in(), did.distinct() == null ? "" : did.distinct(), reading);
            int least = did.atLeast().get().intValueExact();
            for (int i = 0; i < size; i++) {
                units.set(i, counts[i] >= least);
            }
        } else if (condition instanceof Condition.Latest latest) {
            Instant at = latest.at() == Moment.START ? reading.start(data.zone()) : reading.visibleEnd(data.zone());
            return latest(unit, latest.latest(), latest.over(), millis(at), millis(reading.knownBefore(data.zone())));
        } else if (condition instanceof Condition.Regular regular) {
            regular(unit, regular, reading, units);
        } else if (unit.equals(Unit.USER)) {
            BitSet accounts = accountsThat(condition, reading);
            for (int user = 0; user < size; user++) {
                int account = data.index().users().account(user);
                units.set(user, account >= 0 && accounts.get(account));
            }
        } else {
            return ofAccounts(condition, reading);
        }
        return units;
    }

    private BitSet ofAccounts(Condition condition, Reading reading) {
        if (condition instanceof Condition.CustomerAt state) {
            return state.customerAt() == Moment.START ? customers.atStart(reading) : customers.atEnd(reading);
        }
        if (condition instanceof Condition.Score score) {
            BitSet accounts = new BitSet(data.accounts().size());
            long end = millis(reading.visibleEnd(data.zone()));
            data.index().numbers(score.score()).ifPresent(numbers -> {
                for (int account = 0; account < data.accounts().size(); account++) {
                    accounts.set(
                            account,
                            numbers.latest(account, end)
                                    .map(value ->
                                            value.compareTo(score.atLeast().get()) >= 0)
                                    .orElse(false));
                }
            });
            return accounts;
        }
        if (condition instanceof Condition.ContractEnds || condition instanceof Condition.Renewed) {
            return renewals(reading).accountsThat(condition);
        }
        throw new IllegalArgumentException(
                "condition " + condition + " must be about accounts or users; a field belongs to single records");
    }

    /** The units whose last occurrence of two kinds before an instant is of the first; at one instant the end is later. */
    BitSet latest(Unit unit, Selector selector, Selector over, long before, long knownBefore) {
        UnitTimeline begun = timeline(known(selector, knownBefore), unit, "");
        UnitTimeline ended = timeline(known(over, knownBefore), unit, "");
        BitSet units = new BitSet(size(unit));
        for (int i = 0; i < begun.units(); i++) {
            int last = begun.firstAtOrAfter(i, before) - 1;
            if (last >= begun.start(i)) {
                int end = ended.firstAtOrAfter(i, before) - 1;
                units.set(i, end < ended.start(i) || ended.at(end) < begun.at(last));
            }
        }
        return units;
    }

    private void regular(Unit unit, Condition.Regular regular, Reading reading, BitSet units) {
        long start = millis(reading.start(data.zone()));
        long blocks = (millis(reading.visibleEnd(data.zone())) - start) / WEEK;
        DistinctCount used = new DistinctCount(size(unit));
        occurrences(regular.regular(), reading).forEach(start, start + blocks * WEEK, (part, i) -> {
            int of = unit.equals(Unit.USER) ? part.user(i) : part.account(i);
            if (of >= 0) {
                used.add(of, (int) ((part.at(i) - start) / WEEK));
            }
        });
        BigDecimal least = regular.minShare().get().multiply(BigDecimal.valueOf(blocks));
        int[] counts = used.counts();
        for (int i = 0; i < counts.length; i++) {
            units.set(i, counts[i] > 0 && BigDecimal.valueOf(counts[i]).compareTo(least) >= 0);
        }
    }

    /** How often something happened to each unit, or how many different texts stand on it. */
    int[] counts(Unit unit, Selector selector, Scope scope, String distinct, Reading reading) {
        boolean users = unit.equals(Unit.USER);
        if (users && !(selector instanceof Selector.Event || selector instanceof Selector.Response)) {
            throw new IllegalArgumentException(
                    selector + " must name users to be told of them; movements, tickets and contracts do not");
        }
        long from = from(scope, reading);
        long to = to(scope, reading);
        if (distinct.isEmpty()) {
            int[] counts = new int[size(unit)];
            occurrences(selector, reading).forEach(from, to, (part, i) -> {
                int of = users ? part.user(i) : part.account(i);
                if (of >= 0) {
                    counts[of]++;
                }
            });
            return counts;
        }
        DistinctCount different = new DistinctCount(size(unit));
        for (Occurrences.Part part : occurrences(selector, reading).parts()) {
            IntUnaryOperator text =
                    distinct.equals(Unit.USER.name()) ? part::user : part.codes(distinct, codes("text " + distinct));
            part.forEach(from, to, i -> {
                int of = users ? part.user(i) : part.account(i);
                int code = of < 0 ? Coded.NONE : text.applyAsInt(i);
                if (code >= 0) {
                    different.add(of, code);
                }
            });
        }
        return different.counts();
    }

    /** Counts the different codes of each unit. */
    private static final class DistinctCount {
        private final int units;
        private long[] keys = new long[64];
        private int n;

        DistinctCount(int units) {
            this.units = units;
        }

        void add(int unit, int code) {
            if (n == keys.length) {
                keys = Arrays.copyOf(keys, n * 2);
            }
            keys[n++] = ((long) unit << Integer.SIZE) | code;
        }

        int[] counts() {
            Arrays.sort(keys, 0, n);
            int[] counts = new int[units];
            for (int i = 0; i < n; i++) {
                if (i == 0 || keys[i] != keys[i - 1]) {
                    counts[(int) (keys[i] >> Integer.SIZE)]++;
                }
            }
            return counts;
        }
    }

    /**
     * Tells which accounts meet a condition.
     *
     * @param condition the condition
     * @param reading the period, and what was known
     * @return whether an account meets it, by its index
     */
    public IntPredicate accountsMeeting(Condition condition, Reading reading) {
        return accountsThat(condition, reading)::get;
    }

    /**
     * Returns when a scope begins.
     *
     * @param scope the scope
     * @param reading the period, and what was known
     * @return the milliseconds since 1970, {@link Long#MIN_VALUE} where it has no beginning
     */
    public long from(Scope scope, Reading reading) {
        ZoneId zone = data.zone();
        if (scope instanceof Scope.Lookback lookback) {
            return millis(reading.start(zone).minus(lookback.lookback().get()));
        }
        if (scope instanceof Scope.Trailing trailing) {
            return millis(reading.visibleEnd(zone).minus(trailing.trailing().get()));
        }
        return scope instanceof Scope.InPeriod ? millis(reading.start(zone)) : Long.MIN_VALUE;
    }

    /**
     * Returns when a scope ends.
     *
     * @param scope the scope
     * @param reading the period, and what was known
     * @return the milliseconds since 1970, the first that are outside
     */
    public long to(Scope scope, Reading reading) {
        boolean beforeStart = scope instanceof Scope.BeforeStart || scope instanceof Scope.Lookback;
        return millis(beforeStart ? reading.start(data.zone()) : reading.visibleEnd(data.zone()));
    }

    /** The first millisecond at or after an instant: records are known to the millisecond. */
    static long millis(Instant instant) {
        long floor = instant.toEpochMilli();
        return Instant.ofEpochMilli(floor).equals(instant) ? floor : floor + 1;
    }

    /** The first date whose first instant is at or after an instant. */
    LocalDate firstDateFrom(long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        LocalDate date = instant.atZone(data.zone()).toLocalDate();
        return date.atStartOfDay(data.zone()).toInstant().isBefore(instant) ? date.plusDays(1) : date;
    }

    /** The dates of a scope in which the ledger is read. */
    LocalDate firstDate(Scope scope, Reading reading) {
        long from = from(scope, reading);
        return from == Long.MIN_VALUE ? LocalDate.of(1, 1, 1) : firstDateFrom(from);
    }

    LocalDate endDate(Scope scope, Reading reading) {
        return firstDateFrom(to(scope, reading));
    }
}
