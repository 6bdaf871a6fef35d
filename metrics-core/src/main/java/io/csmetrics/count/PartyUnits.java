package io.csmetrics.count;

import io.csmetrics.data.AccountNumbers;
import io.csmetrics.data.Coded;
import io.csmetrics.data.EventColumns;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.AccountDays;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Accounts, or users of accounts. */
final class PartyUnits extends Units {
    private final Scan scan;
    private final Unit unit;
    private final Condition that;
    private final Reading reading;
    private final Cells cells;
    private final BitSet members;

    PartyUnits(Scan scan, Unit unit, Condition that, Reading reading, Cells cells) {
        this.scan = scan;
        this.unit = unit;
        this.that = that;
        this.reading = reading;
        this.cells = cells;
        members = scan.that(unit, that, reading);
    }

    private int account(int member) {
        return unit.equals(Unit.USER) ? scan.data().index().users().account(member) : member;
    }

    private int cell(int member) {
        return account(member) < 0 ? Cells.LEFT_OUT : cells.of(account(member));
    }

    @Override
    void forEach(Visitor visitor) {
        for (int member = members.nextSetBit(0); member >= 0; member = members.nextSetBit(member + 1)) {
            int cell = cell(member);
            if (cell != Cells.LEFT_OUT) {
                visitor.visit(member, cell, 1);
            }
        }
    }

    /** What users did is found by what happened; an event that names no user would have brought one in. */
    @Override
    void forEachExcluded(Visitor visitor) {
        Condition.Did did = unit.equals(Unit.USER) ? firstDid(that) : null;
        if (did != null) {
            scan.occurrences(did.did(), reading)
                    .forEach(scan.from(did.in(), reading), scan.to(did.in(), reading), (part, i) -> {
                        if (part.user(i) < 0 && part.account(i) >= 0 && cells.of(part.account(i)) != Cells.LEFT_OUT) {
                            visitor.visit(i, cells.of(part.account(i)), 1);
                        }
                    });
        }
    }

    private static Condition.@Nullable Did firstDid(Condition condition) {
        if (condition instanceof Condition.All all) {
            return all.all().stream()
                    .filter(Condition.Did.class::isInstance)
                    .map(Condition.Did.class::cast)
                    .findFirst()
                    .orElse(null);
        }
        return condition instanceof Condition.Did did ? did : null;
    }

    @Override
    IntPredicate meets(Condition condition) {
        return scan.that(unit, condition, reading)::get;
    }

    @Override
    IntPredicate imported() {
        return unit.equals(Unit.USER)
                ? super.imported()
                : scan.data()
                        .ledger()
                        .importedInside(reading.visiblePeriod(scan.data().zone()))::get;
    }

    @Override
    Numbers number(UnitValue value) {
        if (value instanceof UnitValue.Count count) {
            int[] counts = scan.counts(unit, count.count(), count.in(), "", reading);
            return Numbers.of(0, member -> counts[member]);
        }
        if (value instanceof UnitValue.Distinct distinct) {
            int[] counts = scan.counts(unit, distinct.of(), distinct.in(), distinct.distinct(), reading);
            return Numbers.of(0, member -> counts[member]);
        }
        if (value instanceof UnitValue.Sum sum) {
            return sum(sum);
        }
        if (unit.equals(Unit.USER)) {
            throw unfit(value, "users");
        }
        return ofAccounts(value);
    }

    private Numbers ofAccounts(UnitValue value) {
        int accounts = scan.data().accounts().size();
        if (value instanceof UnitValue.Mrr mrr) {
            ReportingPeriod window = reading.visiblePeriod(scan.data().zone());
            long[] balances = mrr.mrr() == Moment.START
                    ? scan.data().ledger().unscaledBalancesAtStart(window)
                    : scan.data().ledger().unscaledBalances(window.endExclusive());
            return Numbers.of(scan.data().ledger().scale(), account -> balances[account]);
        }
        if (value instanceof UnitValue.CustomerDays days) {
            long[] counts = days(days.customerDays()).customer();
            return Numbers.of(0, account -> counts[account]);
        }
        if (value instanceof UnitValue.MrrDays days) {
            long[] sums = days(days.mrrDays()).unscaledRevenue();
            return Numbers.of(scan.data().ledger().scale(), account -> sums[account]);
        }
        if (value instanceof UnitValue.Score score) {
            return Numbers.ofDecimals(accounts, scores(score.score()));
        }
        if (value instanceof UnitValue.Field field) {
            Coded<String> texts = scan.data().property(field.field());
            List<Optional<BigDecimal>> parsed =
                    texts.values().stream().map(Numbers::parse).toList();
            return Numbers.ofDecimals(
                    accounts,
                    account -> texts.code(account) == Coded.NONE ? Optional.empty() : parsed.get(texts.code(account)));
        }
        throw unfit(value, "accounts");
    }

    private IntFunction<Optional<BigDecimal>> scores(String key) {
        long end = Scan.millis(reading.visibleEnd(scan.data().zone()));
        Optional<AccountNumbers> numbers = scan.data().index().numbers(key);
        return account -> numbers.flatMap(known -> known.latest(account, end));
    }

    @Override
    IntPredicate hasScore(String score) {
        IntFunction<Optional<BigDecimal>> scores = scores(score);
        return member -> scores.apply(account(member)).isPresent();
    }

    private AccountDays days(Scope scope) {
        return scan.data().ledger().accountDays(scan.firstDate(scope, reading), scan.endDate(scope, reading));
    }

    private Numbers sum(UnitValue.Sum value) {
        List<Occurrences.Part> parts = scan.occurrences(value.sum(), reading).parts();
        List<BigDecimal> different = new ArrayList<>();
        int[] firstOf = new int[parts.size()];
        for (int p = 0; p < firstOf.length; p++) {
            firstOf[p] = different.size();
            different.addAll(values(parts.get(p), value.sum()).values());
        }
        // read at the scale of all values of the columns, counted or not, so that they are read once: a finer scale
        // changes no number
        Numbers numbers = Numbers.ofDecimals(different.size(), code -> Optional.of(different.get(code)));
        Numbers.Sums sums = new Numbers.Sums(scan.size(unit));
        long from = scan.from(value.in(), reading);
        long to = scan.to(value.in(), reading);
        for (int p = 0; p < firstOf.length; p++) {
            int first = firstOf[p];
            Occurrences.Part part = parts.get(p);
            Coded<BigDecimal> column = values(part, value.sum());
            part.forEach(from, to, i -> {
                int of = unit.equals(Unit.USER) ? part.user(i) : part.account(i);
                int code = column.code(i);
                if (of >= 0 && code != Coded.NONE) {
                    sums.add(of, numbers, first + code, 1);
                }
            });
        }
        return sums.numbers(numbers.scale());
    }

    private static Coded<BigDecimal> values(Occurrences.Part part, Selector selector) {
        return Occurrences.events(part)
                .map(EventColumns::values)
                .orElseThrow(() -> unfit(selector, "values, which only events have"));
    }

    @Override
    Optional<String> text(int member, String property) {
        if (unit.equals(Unit.USER)) {
            throw unfit(property, "users");
        }
        return scan.data().property(property).value(member);
    }
}
