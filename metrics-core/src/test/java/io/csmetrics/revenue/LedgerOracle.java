package io.csmetrics.revenue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of the ledger once more, by brute force: every question is a loop over all movements. Slow, short, and with nothing in
 * common with the code that it checks.
 */
final class LedgerOracle {
    /** A movement after netting; {@code delta} has the sign. */
    record Move(
            String account,
            LocalDate on,
            Type type,
            BigDecimal delta,
            Optional<Kind> kind,
            Optional<String> reason,
            Optional<String> product) {
        boolean in(ReportingPeriod window) {
            return window.contains(on);
        }
    }

    /** Amounts and counts in the order of the components of the facts that they are compared with. */
    record Numbers(List<BigDecimal> amounts, List<Long> counts) {}

    /** A rate as its two parts. */
    record Fraction(BigDecimal numerator, BigDecimal denominator) {}

    private final Map<String, List<Move>> movesOf = new TreeMap<>();

    LedgerOracle(Collection<RevenueMovement> rows) {
        rows.stream()
                .collect(groupingBy(
                        RevenueMovement::accountId,
                        TreeMap::new,
                        groupingBy(RevenueMovement::effectiveOn, TreeMap::new, toList())))
                .forEach((account, days) -> days.forEach((on, ofDay) -> net(account, on, ofDay)));
    }

    private void net(String account, LocalDate on, List<RevenueMovement> ofDay) {
        ofDay.stream().filter(m -> m.type() == Type.OPENING).forEach(m -> add(account, on, Type.OPENING, m, signed(m)));
        List<RevenueMovement> others =
                ofDay.stream().filter(m -> m.type() != Type.OPENING).toList();
        BigDecimal net = sum(others.stream().map(LedgerOracle::signed));
        if (net.signum() == 0) {
            return;
        }
        RevenueMovement leader = others.stream()
                .filter(m -> m.type().sign() == net.signum())
                .min(Comparator.comparing((RevenueMovement m) -> m.amount().getAmount())
                        .reversed()
                        .thenComparing(m -> m.kind().map(Kind::ordinal).orElse(99))
                        .thenComparing(m -> m.reason().orElse(""))
                        .thenComparing(m -> m.product().orElse("")))
                .orElseThrow();
        BigDecimal before = balance(account, on.plusDays(1));
        BigDecimal after = before.add(net);
        boolean known = moves(account).findAny().isPresent();
        Type type = before.signum() == 0
                ? known ? Type.REACTIVATION : Type.NEW
                : after.signum() == 0 ? Type.CHURN : net.signum() > 0 ? Type.EXPANSION : Type.CONTRACTION;
        add(account, on, type, leader, net);
    }

    private void add(String account, LocalDate on, Type type, RevenueMovement from, BigDecimal delta) {
        boolean hasKind = type == Type.EXPANSION || type == Type.CONTRACTION;
        movesOf.computeIfAbsent(account, a -> new ArrayList<>())
                .add(new Move(
                        account,
                        on,
                        type,
                        delta.stripTrailingZeros(),
                        from.kind().filter(k -> hasKind),
                        from.reason(),
                        from.product()));
    }

    List<Move> moves() {
        return movesOf.values().stream().flatMap(List::stream).toList();
    }

    private Stream<Move> moves(String account) {
        return movesOf.getOrDefault(account, List.of()).stream();
    }

    BigDecimal balance(String account, LocalDate on) {
        return sum(moves(account).filter(m -> m.on().isBefore(on)).map(Move::delta));
    }

    Numbers bridge(Collection<String> accounts, ReportingPeriod window) {
        List<BigDecimal> amounts = new ArrayList<>();
        amounts.add(total(accounts, a -> opening(a, window)));
        for (Type type : List.of(Type.NEW, Type.REACTIVATION, Type.EXPANSION, Type.CONTRACTION, Type.CHURN)) {
            amounts.add(total(accounts, a -> moved(a, type, window)));
        }
        amounts.add(BigDecimal.ZERO);
        amounts.add(total(accounts, a -> balance(a, window.endExclusive())));
        List<Long> counts = new ArrayList<>();
        counts.add(count(accounts, a -> opening(a, window).signum() > 0));
        for (Type type :
                List.of(Type.NEW, Type.REACTIVATION, Type.CHURN, Type.EXPANSION, Type.CONTRACTION, Type.OPENING)) {
            counts.add(moves(accounts, type, window).count());
        }
        counts.add(count(accounts, a -> balance(a, window.endExclusive()).signum() > 0));
        return numbers(amounts, counts);
    }

    Numbers bridgeNettedWithin(Collection<String> accounts, ReportingPeriod window) {
        Map<Type, BigDecimal> sums = new EnumMap<>(Type.class);
        Map<Type, Long> counts = new EnumMap<>(Type.class);
        for (String account : accounts) {
            BigDecimal open = opening(account, window);
            BigDecimal close = balance(account, window.endExclusive());
            BigDecimal change = close.subtract(open);
            if (change.signum() == 0) {
                continue;
            }
            boolean known = moves(account).anyMatch(m -> m.on().isBefore(window.start()));
            Type type = open.signum() == 0
                    ? known ? Type.REACTIVATION : Type.NEW
                    : close.signum() == 0 ? Type.CHURN : change.signum() > 0 ? Type.EXPANSION : Type.CONTRACTION;
            sums.merge(type, change.abs(), BigDecimal::add);
            counts.merge(type, 1L, Long::sum);
        }
        List<BigDecimal> amounts = new ArrayList<>();
        amounts.add(total(accounts, a -> opening(a, window)));
        for (Type type : List.of(Type.NEW, Type.REACTIVATION, Type.EXPANSION, Type.CONTRACTION, Type.CHURN)) {
            amounts.add(sums.getOrDefault(type, BigDecimal.ZERO));
        }
        amounts.add(BigDecimal.ZERO);
        amounts.add(total(accounts, a -> balance(a, window.endExclusive())));
        List<Long> numbers = new ArrayList<>();
        numbers.add(count(accounts, a -> opening(a, window).signum() > 0));
        for (Type type : List.of(Type.NEW, Type.REACTIVATION, Type.CHURN, Type.EXPANSION, Type.CONTRACTION)) {
            numbers.add(counts.getOrDefault(type, 0L));
        }
        numbers.add(count(accounts, a -> imported(a, window)));
        numbers.add(count(accounts, a -> balance(a, window.endExclusive()).signum() > 0));
        return numbers(amounts, numbers);
    }

    Numbers retention(Collection<String> accounts, ReportingPeriod window) {
        List<String> cohort = cohort(accounts, window);
        return numbers(
                List.of(
                        total(cohort, a -> opening(a, window)),
                        total(cohort, a -> balance(a, window.endExclusive())),
                        total(cohort, a -> opening(a, window).min(balance(a, window.endExclusive())))),
                List.of(
                        (long) cohort.size(),
                        count(cohort, a -> balance(a, window.endExclusive()).signum() > 0),
                        count(cohort, a -> imported(a, window))));
    }

    Numbers cohortMovements(Collection<String> accounts, ReportingPeriod window) {
        List<String> cohort = cohort(accounts, window);
        return numbers(
                List.of(
                        total(cohort, a -> opening(a, window)),
                        total(cohort, a -> moved(a, Type.REACTIVATION, window)),
                        total(cohort, a -> moved(a, Type.EXPANSION, window)),
                        total(cohort, a -> moved(a, Type.CONTRACTION, window)),
                        total(cohort, a -> moved(a, Type.CHURN, window))),
                List.of((long) cohort.size(), count(cohort, a -> imported(a, window))));
    }

    /** The amounts of one type by kind, without kinds that did not occur. */
    Map<Kind, BigDecimal> mix(Collection<String> accounts, Type type, ReportingPeriod window) {
        Map<Kind, BigDecimal> sums = new TreeMap<>();
        moves(accounts, type, window)
                .forEach(m -> sums.merge(m.kind().orElse(Kind.OTHER), m.delta().abs(), BigDecimal::add));
        sums.replaceAll((kind, sum) -> sum.stripTrailingZeros());
        return sums;
    }

    /** Net and gross retention of the whole book by a method; empty without opening. */
    Optional<List<Fraction>> rates(Collection<String> accounts, ReportingPeriod window, RetentionMethod method) {
        return switch (method) {
            case POINT_TO_POINT -> {
                List<BigDecimal> facts = retention(accounts, window).amounts();
                yield fractions(facts.get(0), facts.get(1), facts.get(2));
            }
            case COHORT_MOVEMENTS -> {
                List<BigDecimal> f = cohortMovements(accounts, window).amounts();
                BigDecimal kept = f.get(0).subtract(f.get(3)).subtract(f.get(4));
                yield fractions(f.get(0), kept.add(f.get(1)).add(f.get(2)), kept);
            }
            case FLOW -> {
                List<BigDecimal> f = bridge(accounts, window).amounts();
                BigDecimal kept = f.get(0).subtract(f.get(4)).subtract(f.get(5));
                yield fractions(f.get(0), kept.add(f.get(3)), kept);
            }
            case COMPOUNDED -> {
                BigDecimal[] product = {BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE};
                LocalDate from = window.start();
                for (int k = 1; from.isBefore(window.endExclusive()); k++) {
                    LocalDate to = window.start().plusMonths(k);
                    List<BigDecimal> facts =
                            retention(accounts, ReportingPeriod.of(from, to)).amounts();
                    for (int i = 0; i < 3; i++) {
                        product[i] = product[i].multiply(facts.get(i));
                    }
                    from = to;
                }
                yield fractions(product[0], product[1], product[2]);
            }
        };
    }

    private static Optional<List<Fraction>> fractions(BigDecimal opening, BigDecimal net, BigDecimal gross) {
        return opening.signum() == 0
                ? Optional.empty()
                : Optional.of(List.of(new Fraction(net, opening), new Fraction(gross, opening)));
    }

    private List<String> cohort(Collection<String> accounts, ReportingPeriod window) {
        return accounts.stream().filter(a -> opening(a, window).signum() > 0).toList();
    }

    BigDecimal opening(String account, ReportingPeriod window) {
        return balance(account, window.start()).add(moved(account, Type.OPENING, window));
    }

    private boolean imported(String account, ReportingPeriod window) {
        return moves(account).anyMatch(m -> m.type() == Type.OPENING && m.in(window));
    }

    private BigDecimal moved(String account, Type type, ReportingPeriod window) {
        return sum(moves(List.of(account), type, window).map(m -> m.delta().abs()));
    }

    private Stream<Move> moves(Collection<String> accounts, Type type, ReportingPeriod window) {
        return accounts.stream().flatMap(this::moves).filter(m -> m.type() == type && m.in(window));
    }

    private static BigDecimal signed(RevenueMovement movement) {
        BigDecimal amount = movement.amount().getAmount();
        return switch (movement.type()) {
            case OPENING, NEW, EXPANSION, REACTIVATION -> amount;
            case CONTRACTION, CHURN -> amount.negate();
        };
    }

    private static BigDecimal total(Collection<String> accounts, Function<String, BigDecimal> of) {
        return sum(accounts.stream().map(of));
    }

    private static long count(Collection<String> accounts, Predicate<String> which) {
        return accounts.stream().filter(which).count();
    }

    private static BigDecimal sum(Stream<BigDecimal> amounts) {
        return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static Numbers numbers(List<BigDecimal> amounts, List<Long> counts) {
        return new Numbers(amounts.stream().map(BigDecimal::stripTrailingZeros).toList(), List.copyOf(counts));
    }
}
