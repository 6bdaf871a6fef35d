package io.csmetrics.cohort.catalog;

import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortRow;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Counts;
import io.csmetrics.family.Evidence;
import io.csmetrics.family.OpenFamily;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.period.Grain;
import io.csmetrics.period.Reading;
import io.csmetrics.select.Param;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What is left of the units that entered in the period, by cohort and by bucket of time since then: a table. Defined as
 * {@code kept(cohort, k) / cohort}, where the denominator never shrinks; {@code "family": "cohort"} in JSON. A bucket that ends after what
 * is known has no row. Undefined with NO_DATA where nobody entered, with IMMATURE where no bucket is over, with ZERO_DENOMINATOR where
 * no cohort had revenue at the end of its first bucket.
 *
 * <p>The terms of the evidence are the summary row: for each bucket {@code kept +k} and {@code of +k}, summed over the cohorts that have it.
 *
 * @param grain how long cohorts and buckets are, a {@link Grain}; left open: MONTH
 * @param measure what is kept, a {@link Kept}; left open: CUSTOMER_AT_END of accounts, ACTIVE_IN_BUCKET of users
 * @param unit who is followed, ACCOUNT or USER; left open: ACCOUNT
 * @param horizon how many buckets of each cohort are told, from bucket 0; left open: all
 * @param alignment where buckets begin, an {@link Alignment}; left open: CALENDAR
 */
public record CohortRetention(
        Param<String> grain,
        Param<String> measure,
        Param<String> unit,
        Param<BigDecimal> horizon,
        Param<String> alignment)
        implements OpenFamily {

    /** The words of {@code grain}. */
    public static final List<String> GRAINS = names(Grain.values());

    /** The words of {@code measure}. */
    public static final List<String> MEASURES = names(Kept.values());

    /** The words of {@code unit}. */
    public static final List<String> UNITS = List.of("ACCOUNT", "USER");

    /** The words of {@code alignment}. */
    public static final List<String> ALIGNMENTS = names(Alignment.values());

    /** What of a cohort is kept. */
    public enum Kept {
        /** Accounts that have recurring revenue at the end of the bucket. */
        CUSTOMER_AT_END(Measure.LOGO),
        /** Units with an engagement event in the bucket: a login, a session, or the use of a feature. */
        ACTIVE_IN_BUCKET(Measure.LOGO),
        /** Recurring revenue at the end of the bucket, over that at the end of bucket 0. It may exceed 100 %. */
        REVENUE_NET(Measure.NET),
        /** The same, of each account at most what it had at the end of bucket 0. */
        REVENUE_GROSS(Measure.GROSS);

        private final Measure shown;

        Kept(Measure shown) {
            this.shown = shown;
        }
    }

    /** Where buckets begin. */
    public enum Alignment {
        /** With the calendar: bucket k is the k-th calendar period after that of the entry. */
        CALENDAR,
        /** With the unit's own day of entry: bucket k begins k periods after it. */
        AGE
    }

    /** Writes words as they are known, and checks them once they are set. */
    public CohortRetention {
        grain = word("grain", grain, GRAINS);
        measure = word("measure", measure, MEASURES);
        unit = word("unit", unit, UNITS);
        alignment = word("alignment", alignment, ALIGNMENTS);
        Param.requireCount("horizon", horizon);
        boolean ofUsers = unit.ifSet().orElse("").equals("USER");
        if (ofUsers && !measure.ifSet().orElse(Kept.ACTIVE_IN_BUCKET.name()).equals(Kept.ACTIVE_IN_BUCKET.name())) {
            throw new IllegalArgumentException("measure " + measure.get()
                    + " of a cohort of users must be ACTIVE_IN_BUCKET; revenue belongs to accounts");
        }
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static Param<String> word(String what, Param<String> param, List<String> words) {
        if (!param.isSet()) {
            return param;
        }
        String word = param.get().toUpperCase(Locale.ROOT).replace('-', '_');
        if (!words.contains(word)) {
            throw new IllegalArgumentException(
                    what + " " + param.get() + " of a cohort must be one of " + String.join(", ", words));
        }
        return Param.of(Param.Type.WORD, word);
    }

    /**
     * Returns the formula with all choices left open, as the parameters {@code grain}, {@code measure}, {@code unit}, {@code horizon} and
     * {@code alignment}.
     *
     * @return the formula
     */
    public static CohortRetention ofAccounts() {
        return new CohortRetention(
                CohortKpis.GRAIN, CohortKpis.MEASURE, CohortKpis.UNIT, CohortKpis.HORIZON, CohortKpis.ALIGNMENT);
    }

    private Kept kept() {
        return measure.ifSet()
                .map(Kept::valueOf)
                .orElse(followed().equals(Unit.USER) ? Kept.ACTIVE_IN_BUCKET : Kept.CUSTOMER_AT_END);
    }

    private Unit followed() {
        return unit.ifSet().orElse("ACCOUNT").equals("USER") ? Unit.USER : Unit.ACCOUNT;
    }

    private Need need(Reading reading, AccountFilter only) {
        return new Need(
                new CohortCounter(
                        followed(),
                        kept() == Kept.ACTIVE_IN_BUCKET,
                        grain.ifSet().map(Grain::valueOf).orElse(Grain.MONTH),
                        alignment.ifSet().map(Alignment::valueOf).orElse(Alignment.CALENDAR)),
                reading,
                only);
    }

    @Override
    public void needs(Reading reading, AccountFilter only, Consumer<Need> out) {
        out.accept(need(reading, only));
    }

    @Override
    public Answer answer(Reading reading, AccountFilter only, Counts counts) {
        CohortFacts facts = counts.of(CohortFacts.class, need(reading, only));
        Triangle triangle = Triangle.of(facts, facts.definition().with(kept().shown));
        int columns = Math.min(
                triangle.columns(),
                horizon.ifSet().map(BigDecimal::intValueExact).orElse(Integer.MAX_VALUE));
        BigDecimal[] keptBy = zeros(columns);
        BigDecimal[] ofBy = zeros(columns);
        List<Answer.Row> rows = new ArrayList<>();
        long members = 0;
        long unfinished = 0;
        boolean anyOver = false;
        for (CohortRow row : triangle.rows()) {
            long size = facts.size(row.cohort());
            members += size;
            boolean over = false;
            for (int index = 0; index < columns; index++) {
                // the denominator never shrinks: until the bucket is over for all of them, nothing is told
                if (facts.sum(row.cohort(), Tally.AT_RISK, index).longValueExact() == size
                        && row.cells().get(index) instanceof Cell.Observed cell) {
                    over = true;
                    if (cell.denominator().signum() > 0) {
                        keptBy[index] = keptBy[index].add(cell.numerator());
                        ofBy[index] = ofBy[index].add(cell.denominator());
                        rows.add(new Answer.CohortRow(
                                row.cohort().start(), index, new Quotient(cell.numerator(), cell.denominator())));
                    }
                }
            }
            unfinished += over ? 0 : size;
            anyOver |= over;
        }
        Evidence.Builder evidence = Evidence.builder()
                .method(kept().name())
                .n(members)
                .excluded(facts.rejected().getOrDefault(Rejection.OPENING_BOOK, 0L)
                        + facts.rejected().getOrDefault(Rejection.BLANK_ID, 0L))
                .censored(unfinished);
        for (int index = 0; index < columns; index++) {
            if (ofBy[index].signum() > 0) {
                evidence.term("kept +" + index, keptBy[index]).term("of +" + index, ofBy[index]);
            }
        }
        return rows.isEmpty()
                ? undefined(members, anyOver, evidence.build())
                : new Answer.Table(rows, evidence.build());
    }

    private static BigDecimal[] zeros(int length) {
        BigDecimal[] zeros = new BigDecimal[length];
        Arrays.fill(zeros, BigDecimal.ZERO);
        return zeros;
    }

    private static Answer undefined(long members, boolean anyOver, Evidence evidence) {
        if (members == 0) {
            return new Answer.Undefined(UndefinedReason.NO_DATA, "nobody entered in the period", evidence);
        }
        return anyOver
                ? new Answer.Undefined(
                        UndefinedReason.ZERO_DENOMINATOR, "the revenue at the end of bucket 0 is 0", evidence)
                : new Answer.Undefined(
                        UndefinedReason.IMMATURE, "no bucket of any cohort was over when it was read", evidence);
    }

    @Override
    public boolean isTable() {
        return true;
    }

    @Override
    public List<String> words(String parameter) {
        if (parameter.equals(grain.name())) {
            return GRAINS;
        }
        if (parameter.equals(measure.name())) {
            return MEASURES;
        }
        if (parameter.equals(unit.name())) {
            return UNITS;
        }
        return parameter.equals(alignment.name()) ? ALIGNMENTS : List.of();
    }
}
