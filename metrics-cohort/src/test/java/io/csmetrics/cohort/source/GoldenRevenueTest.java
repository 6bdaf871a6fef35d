package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.cohort.Cell;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Golden;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.RetentionDefinition.Weighting;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RevenueLedger;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A book of seven customers over four months, of which every figure was checked by hand. */
final class GoldenRevenueTest {
    private static final JsonNode GOLDEN = Golden.read("revenue_micro.json");

    /** Rows of amounts or units by their name in the file. */
    private static final Map<String, Measure> NUMERATORS = Map.of(
            "logos", Measure.LOGO,
            "never_lapsed", Measure.NEVER_LAPSED,
            "net", Measure.NET,
            "gross_point_to_point", Measure.GROSS,
            "gross_running_min", Measure.GROSS_STRICT,
            "reactivation_mrr", Measure.REACTIVATED_REVENUE);

    private static final Map<String, Measure> RATES =
            Map.of("NRR", Measure.NET, "GRR_point_to_point", Measure.GROSS, "GRR_running_min", Measure.GROSS_STRICT);

    private static final Triangle TABLE =
            LedgerCohorts.of(ledger(), Tables.monthly("2026-04-30").build()).triangle();

    private static RevenueLedger ledger() {
        List<RevenueMovement> movements = new ArrayList<>();
        GOLDEN.get("customers").properties().forEach(customer -> {
            int before = 0;
            boolean known = false;
            LocalDate on = LocalDate.of(2026, 1, 15);
            for (JsonNode amount : customer.getValue()) {
                int now = amount.asInt(0);
                if (now != before) {
                    Type type = before == 0
                            ? (known ? Type.REACTIVATION : Type.NEW)
                            : now == 0 ? Type.CHURN : now > before ? Type.EXPANSION : Type.CONTRACTION;
                    movements.add(RevenueMovement.of(
                            customer.getKey(),
                            on,
                            type,
                            BigMoney.of(CurrencyUnit.of(GOLDEN.get("currency").asText()), Math.abs(now - before))));
                    known = true;
                }
                before = now;
                on = on.plusMonths(1);
            }
        });
        return RevenueLedger.of(movements);
    }

    @TestFactory
    List<DynamicTest> everyFigureIsTheOneCheckedByHand() {
        List<DynamicTest> tests = new ArrayList<>();
        GOLDEN.get("cohorts")
                .properties()
                .forEach(cohort -> cohort.getValue()
                        .properties()
                        .forEach(row -> tests.add(DynamicTest.dynamicTest(
                                cohort.getKey() + " " + row.getKey(),
                                () -> check(Tables.key(cohort.getKey() + "-01"), row.getKey(), row.getValue())))));
        return tests;
    }

    private static void check(CohortKey cohort, String name, JsonNode expected) {
        if (name.equals("members")) {
            assertThat(TABLE.row(cohort).size()).hasValue(expected.size());
        } else if (name.equals("base")) {
            assertThat(Tables.observed(TABLE.with(Measure.NET), cohort, 0).denominator())
                    .isEqualByComparingTo(expected.decimalValue());
        } else if (NUMERATORS.containsKey(name)) {
            for (int k = 0; k < expected.size(); k++) {
                assertThat(Tables.observed(TABLE.with(NUMERATORS.get(name)), cohort, k)
                                .numerator())
                        .isEqualByComparingTo(expected.get(k).decimalValue());
            }
        } else if (RATES.containsKey(name)) {
            for (int k = 0; k < expected.size(); k++) {
                BigDecimal rate = Tables.observed(TABLE.with(RATES.get(name)), cohort, k)
                        .rate()
                        .orElseThrow();
                assertThat(rate.doubleValue()).isCloseTo(expected.get(k).asDouble(), within(1e-15));
            }
        } else {
            assertThat(name).isEqualTo("note");
        }
    }

    @Test
    void averagesOfMonthOneAreThoseCheckedByHand() {
        JsonNode expected = GOLDEN.get("averages_k1");
        assertThat(average(Measure.NET, Weighting.POOLED))
                .isCloseTo(expected.get("pooled_NRR").asDouble(), within(1e-15));
        assertThat(average(Measure.NET, Weighting.SIMPLE))
                .isCloseTo(expected.get("simple_NRR").asDouble(), within(1e-15));
        assertThat(average(Measure.LOGO, Weighting.POOLED))
                .isCloseTo(expected.get("pooled_logo").asDouble(), within(1e-15));
    }

    private static double average(Measure measure, Weighting weighting) {
        return TABLE.with(measure)
                .with(weighting)
                .averages()
                .get(1)
                .value()
                .orElseThrow()
                .doubleValue();
    }

    @Test
    void revenueSinceEntryAddsUpMonthByMonth() {
        Triangle table = TABLE.with(Measure.CUMULATIVE_REVENUE);
        int[] sinceEntry = {440, 770, 1060, 1460};
        for (int k = 0; k < sinceEntry.length; k++) {
            Cell.Observed cell = Tables.observed(table, Tables.key("2026-01-01"), k);
            assertThat(cell.numerator()).isEqualByComparingTo(BigDecimal.valueOf(sinceEntry[k]));
            assertThat(cell.denominator()).isEqualByComparingTo("5");
        }
    }
}
