package io.csmetrics.count;

import io.csmetrics.data.Responses;
import io.csmetrics.data.Responses.Answer;
import io.csmetrics.data.Responses.Score;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Survey responses. A unit is an answer that many may have given: whatever is asked of a response is asked of its answer. */
final class ResponseUnits extends Units {
    private final Scan scan;
    private final Responses responses;
    private final Population.Responses population;
    private final Cells cells;
    private final int from;
    private final int to;
    private final boolean[] asked;
    private final @Nullable SinceWindow window;

    ResponseUnits(Scan scan, Population.Responses population, Reading reading, Cells cells) {
        this.scan = scan;
        this.responses = scan.data().responses();
        this.population = population;
        this.cells = cells;
        from = responses.firstAtOrAfter(scan.from(population.in(), reading));
        to = Math.max(from, responses.firstAtOrAfter(scan.to(population.in(), reading)));
        Optional<TextSet> about = Optional.ofNullable(population.touchpoint()).flatMap(Param::ifSet);
        asked = Occurrences.ask(
                responses.answers(),
                answer -> population.instrument().contains(answer.instrument())
                        && (about.isEmpty()
                                || answer.touchpoint().map(about.get()::has).orElse(false)));
        window = population.after() == null ? null : new SinceWindow(scan, population.after(), reading);
    }

    @Override
    void forEach(Visitor visitor) {
        if (population.dedupe() != Population.Dedupe.ALL) {
            forEachLast(visitor);
        } else if (window == null && AnswerTally.isWorthwhile(responses, from, to, cells)) {
            scan.answers(from, to, cells).forEach(asked, visitor);
        } else {
            for (int i = from; i < to; i++) {
                visit(i, visitor);
            }
        }
    }

    /** The last answer of each respondent: responses are in order of time, so from the end the first of each. */
    private void forEachLast(Visitor visitor) {
        boolean byAccount = population.dedupe() == Population.Dedupe.BY_ACCOUNT;
        BitSet seen = new BitSet();
        for (int i = to - 1; i >= from; i--) {
            if (isAsked(i) && isPlaced(i)) {
                int respondent = byAccount ? responses.account(i) : responses.user(i);
                if (respondent < 0 || !seen.get(respondent)) {
                    visit(i, visitor);
                }
                if (respondent >= 0) {
                    seen.set(respondent);
                }
            }
        }
    }

    private void visit(int i, Visitor visitor) {
        int cell = cell(i);
        if (cell != Cells.LEFT_OUT && isAsked(i) && isPlaced(i)) {
            visitor.visit(responses.answers().code(i), cell, 1);
        }
    }

    /** Anonymous answers, where an answer has to be placed after something that its user did. */
    @Override
    void forEachExcluded(Visitor visitor) {
        if (window == null) {
            return;
        }
        for (int i = from; i < to; i++) {
            if (window.isUnplaced(responses.user(i)) && cell(i) != Cells.LEFT_OUT && isAsked(i)) {
                visitor.visit(responses.answers().code(i), cell(i), 1);
            }
        }
    }

    private int cell(int i) {
        int account = responses.account(i);
        return account == Responses.NONE ? cells.ofAccountless() : cells.of(account);
    }

    private boolean isAsked(int i) {
        return asked[responses.answers().code(i)];
    }

    private boolean isPlaced(int i) {
        return window == null || window.has(responses.account(i), responses.user(i), responses.at(i));
    }

    @Override
    IntPredicate meets(Condition condition) {
        if (condition instanceof Condition.Field field && field.field().equals("score")) {
            BigDecimal number = field.value().get();
            boolean[] holds = Occurrences.ask(responses.answers(), answer -> holds(answer.score(), field.op(), number));
            return answer -> holds[answer];
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
            List<Answer> answers = responses.answers().values();
            return Numbers.ofDecimals(
                    answers.size(),
                    answer -> Optional.of(answers.get(answer).score().value()));
        }
        throw unfit(value, "survey responses");
    }

    @Override
    Optional<String> text(int unit, String property) {
        throw unfit(property, "survey responses");
    }

    @Override
    int code(int unit) {
        return unit;
    }

    @Override
    Optional<String> scaleOf(int code) {
        Score score = responses.answers().values().get(code).score();
        return Optional.of(
                score.scaleMin().toPlainString() + " to " + score.scaleMax().toPlainString());
    }
}
