package io.csmetrics.count;

import io.csmetrics.data.Coded;
import io.csmetrics.data.Responses;
import io.csmetrics.data.Responses.Answer;
import io.csmetrics.facts.Cells;

/** How often each different answer was given in each cell between two moments. One pass serves every question and every condition. */
final class AnswerTally {
    private final int answers;
    private final int[] counts;

    AnswerTally(Responses responses, int from, int to, Cells cells) {
        Coded<Answer> given = responses.answers();
        answers = given.values().size();
        counts = new int[cells.size() * answers];
        int ofAccountless = cells.ofAccountless();
        for (int i = from; i < to; i++) {
            int account = responses.account(i);
            int cell = account == Responses.NONE ? ofAccountless : cells.of(account);
            if (cell != Cells.LEFT_OUT) {
                counts[cell * answers + given.code(i)]++;
            }
        }
    }

    /** Whether there are fewer counts than responses; where each account is a cell there are not. */
    static boolean isWorthwhile(Responses responses, int from, int to, Cells cells) {
        return (long) cells.size() * responses.answers().values().size() < to - from;
    }

    void forEach(boolean[] asked, Units.Visitor visitor) {
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] > 0 && asked[at % answers]) {
                visitor.visit(at % answers, at / answers, counts[at]);
            }
        }
    }
}
