package io.csmetrics.kpi;

import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Evidence;
import io.csmetrics.family.Flag;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.period.Reading;
import io.csmetrics.revenue.RevenueLedger;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.joda.money.CurrencyUnit;

/**
 * One number of one KPI, or the reason why there is none, with what it rests on.
 *
 * @param kpi the KPI, with the parameters that were set
 * @param reading the period, and what was known
 * @param segment the group of accounts
 * @param currency the currency of the data
 * @param answer the number or the reason, with the evidence
 */
public record KpiResult(Kpi kpi, Reading reading, Segment segment, CurrencyUnit currency, Answer answer)
        implements Serializable {

    /**
     * Returns the number.
     *
     * @return one division in 16 digits, not rounded otherwise; a percent as a fraction, money in major units, a duration in
     *     milliseconds; empty if it does not exist
     */
    public Optional<BigDecimal> value() {
        return answer.number().map(Quotient::value);
    }

    /**
     * Returns the exact number.
     *
     * @return numerator and denominator, empty if it does not exist
     */
    public Optional<Quotient> quotient() {
        return answer.number();
    }

    /**
     * Returns the table of a KPI whose unit is a table.
     *
     * @return the rows, empty if the KPI is a number or undefined
     */
    public List<KpiRow.TableRow> table() {
        return answer instanceof Answer.Table table
                ? table.rows().stream().map(KpiResult::row).toList()
                : List.of();
    }

    private static KpiRow.TableRow row(Answer.Row row) {
        if (row instanceof Answer.CohortRow cell) {
            return new KpiRow.CohortRow(cell.cohort(), cell.index(), cell.rate().value());
        }
        Answer.CategoryRow category = (Answer.CategoryRow) row;
        return new KpiRow.CategoryRow(
                category.segment(),
                category.category(),
                category.count(),
                category.share().value());
    }

    /**
     * Returns why there is no number.
     *
     * @return the reason, empty if there is a number
     */
    public Optional<UndefinedReason> undefined() {
        return answer instanceof Answer.Undefined undefined ? Optional.of(undefined.reason()) : Optional.empty();
    }

    /**
     * Returns the currency of the number.
     *
     * @return the currency, empty if the number is no money
     */
    public Optional<CurrencyUnit> moneyCurrency() {
        return kpi.unit().isMoney() && !currency.equals(RevenueLedger.NO_CURRENCY)
                ? Optional.of(currency)
                : Optional.empty();
    }

    /**
     * Returns what the number rests on.
     *
     * @return the evidence, of an undefined number too
     */
    public Evidence evidence() {
        return answer.evidence();
    }

    /**
     * Returns what the reader should know.
     *
     * @return the flags
     */
    public SortedSet<Flag> flags() {
        return answer.evidence().flags();
    }

    /**
     * Returns the result without its formula, to be stored or sent.
     *
     * @return one flat row
     */
    public KpiRow row() {
        return new KpiRow(
                kpi.key(),
                reading.period().start(),
                reading.period().endExclusive(),
                segment,
                value(),
                kpi.unit().key(),
                moneyCurrency().map(CurrencyUnit::getCode),
                evidence().numerator(),
                evidence().denominator(),
                evidence().n().isPresent() ? Optional.of(evidence().n().getAsLong()) : Optional.empty(),
                undefined(),
                answer instanceof Answer.Undefined reason ? Optional.of(reason.detail()) : Optional.empty(),
                List.copyOf(flags()),
                evidence().method(),
                table());
    }

    /**
     * Explains the number: its terms, method, units, exclusions and warnings, and those of every number that it is made of.
     *
     * @return several lines of text
     */
    public String explain() {
        return Explanation.of(this);
    }

    /**
     * Returns the result on one line.
     *
     * @return key, period, segment, and number or reason
     */
    @Override
    public String toString() {
        return kpi + " " + reading + " " + segment + ": " + Explanation.number(this);
    }
}
