package io.csmetrics.count;

import io.csmetrics.data.Responses;
import io.csmetrics.data.Responses.Score;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Population;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.BitSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** The units of a population in one reading: which they are, in which cell, what holds for them, what number they have. */
abstract class Units {

    /** Takes a unit and the cell in which it counts. */
    interface Visitor {
        void visit(int unit, int cell);
    }

    /**
     * Whole numbers of units.
     *
     * @param scale the decimals: the number is {@code 10^-scale} times the whole number
     * @param of the number of a unit
     */
    record Numbers(int scale, IntToLongFunction of) {}

    static Units of(Scan scan, Population population, Reading reading, Cells cells) {
        return population instanceof Population.Accounts accounts
                ? new AccountUnits(scan, accounts, reading, cells)
                : new ResponseUnits(scan, (Population.Responses) population, reading, cells);
    }

    abstract void forEach(Visitor visitor);

    abstract IntPredicate that(Condition condition);

    /** Whether the history of the unit's account starts inside the period, with an imported balance. */
    abstract IntPredicate imported();

    abstract Numbers numbers(UnitValue value);

    /** The text of a property, by unit. */
    abstract Optional<String> text(int unit, String property);

    /** A code of the unit's number: units with one code have one number and one scale. */
    abstract int code(int unit);

    /** The scale of a code's number, where scales matter. */
    abstract Optional<String> scaleOf(int code);

    /** The different scales of some codes. */
    final NavigableSet<String> scales(BitSet seen) {
        NavigableSet<String> scales = new TreeSet<>();
        seen.stream().forEach(code -> scaleOf(code).ifPresent(scales::add));
        return scales;
    }

    static Numbers ones() {
        return new Numbers(0, unit -> 1);
    }

    private static IllegalArgumentException unfit(Object part, String unit) {
        return new IllegalArgumentException(part + " must fit the population; it says nothing of " + unit);
    }

    private static final class AccountUnits extends Units {
        private final Scan scan;
        private final Reading reading;
        private final Cells cells;
        private final BitSet members;

        AccountUnits(Scan scan, Population.Accounts population, Reading reading, Cells cells) {
            this.scan = scan;
            this.reading = reading;
            this.cells = cells;
            members = scan.accountsThat(population.that(), reading);
        }

        @Override
        void forEach(Visitor visitor) {
            for (int account = members.nextSetBit(0); account >= 0; account = members.nextSetBit(account + 1)) {
                if (cells.of(account) != Cells.LEFT_OUT) {
                    visitor.visit(account, cells.of(account));
                }
            }
        }

        @Override
        IntPredicate that(Condition condition) {
            return scan.accountsThat(condition, reading)::get;
        }

        @Override
        IntPredicate imported() {
            return scan.data()
                    .ledger()
                    .importedInside(reading.visiblePeriod(scan.data().zone()))::get;
        }

        @Override
        Numbers numbers(UnitValue value) {
            if (value instanceof UnitValue.One) {
                return ones();
            }
            if (value instanceof UnitValue.Mrr mrr) {
                ReportingPeriod window = reading.visiblePeriod(scan.data().zone());
                long[] balances = mrr.mrr() == Moment.START
                        ? scan.data().ledger().unscaledBalancesAtStart(window)
                        : scan.data().ledger().unscaledBalances(window.endExclusive());
                return new Numbers(scan.data().ledger().scale(), account -> balances[account]);
            }
            throw unfit(value, "accounts");
        }

        @Override
        Optional<String> text(int unit, String property) {
            return scan.data().accounts().get(unit).property(property);
        }

        @Override
        int code(int unit) {
            return 0;
        }

        @Override
        Optional<String> scaleOf(int code) {
            return Optional.empty();
        }
    }

    private static final class ResponseUnits extends Units {
        private final Scan scan;
        private final Responses responses;
        private final Population.Responses population;
        private final Reading reading;
        private final Cells cells;

        ResponseUnits(Scan scan, Population.Responses population, Reading reading, Cells cells) {
            this.scan = scan;
            this.responses = scan.data().responses();
            this.population = population;
            this.reading = reading;
            this.cells = cells;
        }

        @Override
        void forEach(Visitor visitor) {
            int from = responses.firstAtOrAfter(reading.start(scan.data().zone()));
            int to = responses.firstAtOrAfter(reading.visibleEnd(scan.data().zone()));
            boolean[] wanted = wanted();
            String name = population.touchpoint();
            int touchpoint =
                    name == null ? Responses.NONE : responses.touchpoint(name).orElse(Integer.MIN_VALUE);
            int[] last =
                    population.dedupe() == Population.Dedupe.ALL ? null : lastOf(from, to, wanted, name, touchpoint);
            for (int i = from; i < to; i++) {
                int account = responses.account(i);
                int cell = account == Responses.NONE ? cells.ofAccountless() : cells.of(account);
                if (cell != Cells.LEFT_OUT
                        && counts(i, wanted, name, touchpoint)
                        && (last == null
                                || responses.respondent(i) == Responses.NONE
                                || last[responses.respondent(i)] == i)) {
                    visitor.visit(i, cell);
                }
            }
        }

        private boolean[] wanted() {
            boolean[] wanted = new boolean[responses.instruments().size()];
            for (int code = 0; code < wanted.length; code++) {
                wanted[code] =
                        population.instrument().contains(responses.instruments().get(code));
            }
            return wanted;
        }

        private boolean counts(int i, boolean[] wanted, @Nullable String name, int touchpoint) {
            return wanted[responses.instrument(i)] && (name == null || responses.touchpoint(i) == touchpoint);
        }

        /** The last answer of each respondent; responses are in order of time. */
        private int[] lastOf(int from, int to, boolean[] wanted, @Nullable String name, int touchpoint) {
            int[] last = new int[responses.respondents()];
            Arrays.fill(last, -1);
            for (int i = from; i < to; i++) {
                if (responses.respondent(i) != Responses.NONE && counts(i, wanted, name, touchpoint)) {
                    last[responses.respondent(i)] = i;
                }
            }
            return last;
        }

        @Override
        IntPredicate imported() {
            return unit -> false;
        }

        @Override
        IntPredicate that(Condition condition) {
            boolean[] byCode = byCode(condition);
            return i -> byCode[responses.score(i)];
        }

        private boolean[] byCode(Condition condition) {
            if (condition instanceof Condition.Field field && field.field().equals("score")) {
                BigDecimal number = field.value().get();
                return responses.ask(score -> holds(score, field.op(), number));
            }
            boolean[] result = new boolean[responses.scores().size()];
            if (condition instanceof Condition.Not not) {
                combine(result, byCode(not.not()), (all, part) -> !part);
            } else if (condition instanceof Condition.All all) {
                Arrays.fill(result, true);
                all.all().forEach(part -> combine(result, byCode(part), (one, other) -> one && other));
            } else if (condition instanceof Condition.Any any) {
                any.any().forEach(part -> combine(result, byCode(part), (one, other) -> one || other));
            } else {
                throw unfit(condition, "survey responses");
            }
            return result;
        }

        private interface Connective {
            boolean of(boolean one, boolean other);
        }

        private static void combine(boolean[] result, boolean[] part, Connective connective) {
            for (int code = 0; code < result.length; code++) {
                result[code] = connective.of(result[code], part[code]);
            }
        }

        private static boolean holds(Score score, Comparison op, BigDecimal number) {
            return op == Comparison.SCALE_SHARE_AT_LEAST
                    ? score.reaches(number)
                    : op.holds(score.value().compareTo(number));
        }

        @Override
        Numbers numbers(UnitValue value) {
            if (value instanceof UnitValue.One) {
                return ones();
            }
            if (value instanceof UnitValue.Field field && field.field().equals("score")) {
                int decimals = SurveyResponse.MOST_DECIMALS;
                long[] unscaled = responses.scores().stream()
                        .mapToLong(score ->
                                score.value().setScale(decimals).unscaledValue().longValueExact())
                        .toArray();
                return new Numbers(decimals, i -> unscaled[responses.score(i)]);
            }
            throw unfit(value, "survey responses");
        }

        @Override
        Optional<String> text(int unit, String property) {
            throw unfit(property, "survey responses");
        }

        @Override
        int code(int unit) {
            return responses.score(unit);
        }

        @Override
        Optional<String> scaleOf(int code) {
            Score score = responses.scores().get(code);
            return Optional.of(
                    score.scaleMin().toPlainString() + " to " + score.scaleMax().toPlainString());
        }
    }
}
