package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.data.Responses;
import io.csmetrics.data.Responses.Score;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Survey responses. */
final class ResponseUnits extends Units {
    private final Scan scan;
    private final Responses responses;
    private final Population.Responses population;
    private final Cells cells;
    private final int from;
    private final int to;
    private final boolean[] wanted;
    private final Optional<boolean[]> about;
    private final @Nullable SinceWindow window;

    ResponseUnits(Scan scan, Population.Responses population, Reading reading, Cells cells) {
        this.scan = scan;
        this.responses = scan.data().responses();
        this.population = population;
        this.cells = cells;
        from = responses.firstAtOrAfter(scan.from(population.in(), reading));
        to = responses.firstAtOrAfter(scan.to(population.in(), reading));
        wanted = Occurrences.ask(
                responses.instruments(), instrument -> population.instrument().contains(instrument));
        about = Optional.ofNullable(population.touchpoint())
                .flatMap(Param::ifSet)
                .map(touchpoints -> Occurrences.ask(responses.touchpoints(), touchpoints::has));
        window = population.after() == null ? null : new SinceWindow(scan, population.after(), reading);
    }

    @Override
    void forEach(Visitor visitor) {
        int[] last = lastOf();
        for (int i = from; i < to; i++) {
            int cell = cell(i);
            if (cell != Cells.LEFT_OUT
                    && isAsked(i)
                    && isPlaced(i)
                    && (last.length == 0 || respondent(i) < 0 || last[respondent(i)] == i)) {
                visitor.visit(i, cell);
            }
        }
    }

    /** Anonymous answers, where an answer has to be placed after something that its user did. */
    @Override
    void forEachExcluded(Visitor visitor) {
        for (int i = from; i < to; i++) {
            if (window != null && window.isUnplaced(responses.user(i)) && cell(i) != Cells.LEFT_OUT && isAsked(i)) {
                visitor.visit(i, cell(i));
            }
        }
    }

    private int cell(int i) {
        int account = responses.account(i);
        return account == Responses.NONE ? cells.ofAccountless() : cells.of(account);
    }

    private boolean isAsked(int i) {
        return wanted[responses.instruments().code(i)]
                && (about.isEmpty()
                        || isAbout(about.get(), responses.touchpoints().code(i)));
    }

    private static boolean isAbout(boolean[] touchpoints, int code) {
        return code != Coded.NONE && touchpoints[code];
    }

    private boolean isPlaced(int i) {
        return window == null || window.has(responses.account(i), responses.user(i), responses.at(i));
    }

    private int respondent(int i) {
        return population.dedupe() == Population.Dedupe.BY_ACCOUNT ? responses.account(i) : responses.user(i);
    }

    /** The last answer of each respondent; responses are in order of time. */
    private int[] lastOf() {
        if (population.dedupe() == Population.Dedupe.ALL) {
            return new int[0];
        }
        int[] last = new int[scan.size(population.dedupe() == Population.Dedupe.BY_ACCOUNT ? Unit.ACCOUNT : Unit.USER)];
        Arrays.fill(last, -1);
        for (int i = from; i < to; i++) {
            if (respondent(i) >= 0 && isAsked(i) && isPlaced(i)) {
                last[respondent(i)] = i;
            }
        }
        return last;
    }

    @Override
    IntPredicate meets(Condition condition) {
        if (condition instanceof Condition.Field field && field.field().equals("score")) {
            BigDecimal number = field.value().get();
            boolean[] byCode = Occurrences.ask(responses.scores(), score -> holds(score, field.op(), number));
            return i -> byCode[responses.scores().code(i)];
        }
        throw unfit(condition, "survey responses");
    }

    private static boolean holds(Score score, Comparison op, BigDecimal number) {
        return op == Comparison.SCALE_SHARE_AT_LEAST
                ? score.reaches(number)
                : op.holds(score.value().compareTo(number));
    }

    @Override
    Numbers number(UnitValue value) {
        if (value instanceof UnitValue.Field field && field.field().equals("score")) {
            Numbers ofCodes = Numbers.ofDecimals(
                    responses.scores().values().size(),
                    code -> Optional.of(responses.scores().values().get(code).value()));
            return ofCodes.at(responses.scores()::code);
        }
        throw unfit(value, "survey responses");
    }

    @Override
    Optional<String> text(int unit, String property) {
        throw unfit(property, "survey responses");
    }

    @Override
    int code(int unit) {
        return responses.scores().code(unit);
    }

    @Override
    Optional<String> scaleOf(int code) {
        Score score = responses.scores().values().get(code);
        return Optional.of(
                score.scaleMin().toPlainString() + " to " + score.scaleMax().toPlainString());
    }
}
