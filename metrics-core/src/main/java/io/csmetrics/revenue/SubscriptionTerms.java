package io.csmetrics.revenue;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import io.csmetrics.revenue.Subscription.Discount;
import io.csmetrics.revenue.Subscription.Status;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;

/** Terms in any order, checked against each other: what can be used, in an order that does not depend on that of the rows. */
final class SubscriptionTerms {
    private static final Comparator<Term> BY_ID_AND_START = Comparator.comparing((Term term) -> term.of.id())
            .thenComparing(term -> term.of.startsOn())
            .thenComparing(term -> term.of.endsOn().orElse(LocalDate.MAX))
            // the text of a record holds all of its content, so only equal terms remain unordered
            .thenComparing(term -> term.of.toString())
            .thenComparingLong(term -> term.line);

    private final Rows<Subscription> rows;
    private final SubscriptionRules rules;
    private final Findings findings;

    final CurrencyUnit currency;
    final int scale;
    final List<Term> usable;
    final long duplicates;

    /**
     * A term with what its neighbours tell of it.
     *
     * @param line where it stands
     * @param pastDueSince the first of the days without gap on which its subscription is past due; its start if it is not
     */
    record Term(Subscription of, long line, LocalDate pastDueSince) {}

    SubscriptionTerms(Rows<Subscription> rows, SubscriptionRules rules, Findings findings) {
        this.rows = rows;
        this.rules = rules;
        this.findings = findings;
        currency = rules.currency().orElseGet(this::mostFrequentCurrency);
        List<Term> terms = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            Term term = new Term(rows.get(i), rows.line(i), rows.get(i).startsOn());
            if (isInCurrency(term) && hasFewDecimals(term)) {
                terms.add(term);
            }
        }
        scale = terms.stream()
                .mapToInt(term -> decimals(term.of))
                .reduce(rules.profile().scale(), Math::max);
        terms.sort(BY_ID_AND_START);
        usable = new ArrayList<>(terms.size());
        duplicates = takeSuccessive(terms);
    }

    private CurrencyUnit mostFrequentCurrency() {
        Map<String, Integer> byCode = new TreeMap<>();
        for (Subscription row : rows) {
            byCode.merge(row.amount().getCurrencyUnit().getCode(), 1, Integer::sum);
        }
        String most = RevenueLedger.NO_CURRENCY.getCode();
        int count = 0;
        for (Map.Entry<String, Integer> entry : byCode.entrySet()) {
            if (entry.getValue() > count) {
                most = entry.getKey();
                count = entry.getValue();
            }
        }
        return CurrencyUnit.of(most);
    }

    private boolean isInCurrency(Term term) {
        CurrencyUnit unit = term.of.amount().getCurrencyUnit();
        if (unit.equals(currency)) {
            return true;
        }
        error(
                term,
                "currency",
                unit.getCode(),
                "must be " + currency.getCode() + " like the rest of the subscriptions",
                "convert it first, with a rate of your choice");
        return false;
    }

    private boolean hasFewDecimals(Term term) {
        if (decimals(term.of) <= RevenueLedger.LARGEST_SCALE) {
            return true;
        }
        error(
                term,
                "amount",
                term.of.amount(),
                "must have at most " + RevenueLedger.LARGEST_SCALE + " decimals, and its discounts too",
                "round it, or declare a scale");
        return false;
    }

    /** How many decimals a term asks of the scale: none if the scale is declared. */
    private int decimals(Subscription term) {
        if (!rules.profile().keepsInputDecimals()) {
            return 0;
        }
        int most = decimals(term.amount().getAmount());
        for (Discount discount : term.discounts()) {
            most = Math.max(
                    most,
                    discount.amount().map(off -> decimals(off.getAmount())).orElse(0));
        }
        return most;
    }

    private static int decimals(BigDecimal value) {
        return value.stripTrailingZeros().scale();
    }

    /** Takes terms that follow each other; of equal ones the first, of overlapping ones the earlier. */
    private long takeSuccessive(List<Term> sorted) {
        long equalOnes = 0;
        Subscription before = null;
        Term last = null;
        for (Term term : sorted) {
            if (term.of.equals(before)) {
                equalOnes++;
                continue;
            }
            before = term.of;
            boolean sameId = last != null && last.of.id().equals(term.of.id());
            if (last != null && sameId && last.of.isInForceOn(term.of.startsOn())) {
                error(
                        term,
                        "starts_on",
                        term.of.startsOn(),
                        "must not be before the end of the term of subscription \"" + term.of.id() + "\" at "
                                + rows.source() + ":" + last.line + ", which has "
                                + last.of.endsOn().map(on -> "ends_on " + on).orElse("no end"),
                        "end the earlier term, or give this one another id");
                continue;
            }
            if (last != null && sameId && isPastDueFromThere(last.of, term.of)) {
                last = new Term(term.of, term.line, last.pastDueSince);
            } else {
                last = term;
            }
            usable.add(last);
        }
        return equalOnes;
    }

    private static boolean isPastDueFromThere(Subscription earlier, Subscription later) {
        return earlier.status() == Status.PAST_DUE
                && later.status() == Status.PAST_DUE
                && earlier.endsOn().filter(later.startsOn()::equals).isPresent();
    }

    private void error(Term term, String field, Object value, String rule, String remedy) {
        findings.add(Finding.error(rows.source(), term.line, field, value, rule, remedy));
    }
}
