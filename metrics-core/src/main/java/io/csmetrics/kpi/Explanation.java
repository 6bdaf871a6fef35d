package io.csmetrics.kpi;

import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Evidence;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Only;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts evidence into words, when somebody asks. */
final class Explanation {
    private Explanation() {}

    static String of(KpiResult result) {
        StringBuilder text = new StringBuilder();
        text.append(result.kpi().definition().name())
                .append(" of ")
                .append(result.reading())
                .append(", ")
                .append(result.segment())
                .append(": ")
                .append(number(result))
                .append('\n')
                .append(result.kpi().definition().definition());
        if (result.kpi().formula() instanceof Only only) {
            text.append("\nof accounts with ").append(only.where());
        }
        if (!result.kpi().bound().isEmpty()) {
            text.append("\nset: ").append(result.kpi().bound());
        }
        evidence(text, result.answer(), "\n  ");
        return text.toString();
    }

    static String number(KpiResult result) {
        KpiUnit unit = result.kpi().unit();
        String currency =
                result.moneyCurrency().map(money -> " " + money.getCode()).orElse("");
        // a percent is kept as a fraction, and "0.75 percent" would be less than one
        int places = unit == KpiUnit.PERCENT || unit == KpiUnit.PERCENTAGE_POINTS ? 2 : 0;
        return number(result.answer(), places, " " + unit.key() + currency);
    }

    private static String number(Answer answer, int places, String unit) {
        if (answer instanceof Answer.Undefined undefined) {
            return "undefined, " + undefined.reason() + ": " + undefined.detail();
        }
        if (answer instanceof Answer.Table table) {
            return table.rows().stream().map(Explanation::row).collect(Collectors.joining("; "));
        }
        BigDecimal value = answer.number().map(Quotient::value).orElseThrow();
        return Quotient.of(value.movePointRight(places)).numerator().toPlainString() + unit;
    }

    private static String row(Answer.Row row) {
        if (row instanceof Answer.CohortRow cell) {
            return cell.cohort() + " +" + cell.index() + " "
                    + cell.rate().numerator().toPlainString() + " / "
                    + cell.rate().denominator().toPlainString();
        }
        Answer.CategoryRow category = (Answer.CategoryRow) row;
        return category.segment().map(group -> group + ", ").orElse("") + category.category() + " " + category.count();
    }

    private static void evidence(StringBuilder text, Answer answer, String indent) {
        Evidence evidence = answer.evidence();
        if (evidence.numerator().isPresent() && evidence.denominator().isPresent()) {
            text.append(indent)
                    .append("= ")
                    .append(evidence.numerator().get().toPlainString())
                    .append(" / ")
                    .append(evidence.denominator().get().toPlainString());
        }
        for (Map.Entry<String, BigDecimal> term : evidence.terms().entrySet()) {
            text.append(indent)
                    .append(term.getKey())
                    .append(": ")
                    .append(term.getValue().toPlainString());
        }
        List<String> notes = new ArrayList<>();
        evidence.method().ifPresent(method -> notes.add("method " + method));
        evidence.n().ifPresent(n -> notes.add(n + " units"));
        if (evidence.excluded() > 0) {
            notes.add(evidence.excluded() + " left out, without the number");
        }
        if (evidence.censored() > 0) {
            notes.add(evidence.censored() + " not finished");
        }
        if (!evidence.flags().isEmpty()) {
            notes.add("note " + evidence.flags().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        if (!notes.isEmpty()) {
            text.append(indent).append(String.join("; ", notes));
        }
        evidence.operands().forEach((name, operand) -> {
            text.append(indent).append(name).append(": ").append(number(operand, 0, ""));
            evidence(text, operand, indent + "  ");
        });
    }
}
