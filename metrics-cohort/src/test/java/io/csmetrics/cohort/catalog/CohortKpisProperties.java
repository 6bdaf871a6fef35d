package io.csmetrics.cohort.catalog;

import static io.csmetrics.cohort.catalog.CohortKpis.COHORT_RETENTION_ANALYSIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.family.Answer;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of the tables of cohorts, and a second way to compute them. */
final class CohortKpisProperties {
    private static final List<Kpi> ALL = List.of(
            COHORT_RETENTION_ANALYSIS,
            RetentionKpis.NET_REVENUE_RETENTION,
            COHORT_RETENTION_ANALYSIS.with(CohortKpis.MEASURE, "REVENUE_NET"),
            COHORT_RETENTION_ANALYSIS.with(CohortKpis.MEASURE, "REVENUE_GROSS").with(CohortKpis.ALIGNMENT, "AGE"),
            COHORT_RETENTION_ANALYSIS.with(CohortKpis.MEASURE, "ACTIVE_IN_BUCKET"),
            COHORT_RETENTION_ANALYSIS.with(CohortKpis.UNIT, "USER").with(CohortKpis.GRAIN, "WEEK"));
    private static final ReportingPeriod QUARTER = ReportingPeriod.quarter(2025, 1);
    private static final KpiSheet SHEET =
            KpiSheet.of(ALL).over(QUARTER, ReportingPeriod.month(2025, 2)).by(Segmentation.by("segment", "region"));

    @Property(tries = 60)
    void anyPartsAddUpToTheWhole(@ForAll long randomStart, @ForAll @IntRange(min = 2, max = 5) int parts) {
        RandomBook book = RandomBook.of(randomStart);
        KpiFacts added = IntStream.range(0, parts)
                .mapToObj(part -> SHEET.collect(book.data(id -> id.hashCode() % parts == part)))
                .reduce(KpiFacts::plus)
                .orElseThrow();
        assertThat(SHEET.results(added).rows())
                .isEqualTo(SHEET.measure(book.data()).rows());
    }

    @Property(tries = 60)
    void segmentsRollUp(@ForAll long randomStart) {
        CustomerData data = RandomBook.of(randomStart).data();
        KpiSheet byRegion = SHEET.by(Segmentation.by("region"));
        assertThat(byRegion.results(SHEET.collect(data).rollUp("region")).rows())
                .isEqualTo(byRegion.measure(data).rows());
    }

    @Property(tries = 60)
    void eachCellIsTheLedgerAtTheEndOfItsMonth(@ForAll long randomStart) {
        RandomBook book = RandomBook.of(randomStart);
        CustomerData data = book.data();
        assertThat(cells(COHORT_RETENTION_ANALYSIS.measure(data, QUARTER)))
                .isEqualTo(byHand(book, data, true, (now, base) -> now.min(BigDecimal.ONE)));
        assertThat(cells(ALL.get(2).measure(data, QUARTER))).isEqualTo(byHand(book, data, false, (now, base) -> now));
        assertThat(cells(COHORT_RETENTION_ANALYSIS
                        .with(CohortKpis.MEASURE, "REVENUE_GROSS")
                        .measure(data, QUARTER)))
                .isEqualTo(byHand(book, data, false, BigDecimal::min));
    }

    /** Exact shares; those whose denominator is 0 are not there. */
    private static Map<String, Quotient> cells(KpiResult result) {
        Map<String, Quotient> cells = new TreeMap<>();
        if (result.answer() instanceof Answer.Table table) {
            table.rows().forEach(row -> {
                Answer.CohortRow cell = (Answer.CohortRow) row;
                cells.put(cell.cohort() + " +" + cell.index(), cell.rate());
            });
        }
        return cells;
    }

    /** The first month of each account by its NEW movement, and its balance at the end of every month. All levels are above 1 EUR. */
    private static Map<String, Quotient> byHand(
            RandomBook book, CustomerData data, boolean ofUnits, BinaryOperator<BigDecimal> kept) {
        Map<YearMonth, List<String>> cohorts = new HashMap<>();
        for (RevenueMovement movement : book.movements()) {
            if (movement.type() == Type.NEW && QUARTER.contains(movement.effectiveOn())) {
                cohorts.computeIfAbsent(YearMonth.from(movement.effectiveOn()), month -> new ArrayList<>())
                        .add(movement.accountId());
            }
        }
        Map<String, Quotient> cells = new TreeMap<>();
        cohorts.forEach((month, members) -> {
            for (int index = 0; !month.plusMonths(index).isAfter(YearMonth.of(2025, 3)); index++) {
                LocalDate end = month.plusMonths(index + 1L).atDay(1);
                BigDecimal over = BigDecimal.ZERO;
                BigDecimal under = BigDecimal.ZERO;
                for (String member : members) {
                    BigDecimal now = data.ledger().balance(member, end).getAmount();
                    BigDecimal base = data.ledger()
                            .balance(member, month.plusMonths(1).atDay(1))
                            .getAmount();
                    over = over.add(kept.apply(now, base));
                    under = under.add(ofUnits ? BigDecimal.ONE : base);
                }
                if (under.signum() > 0) {
                    cells.put(month.atDay(1) + " +" + index, new Quotient(over, under));
                }
            }
        });
        return cells;
    }
}
