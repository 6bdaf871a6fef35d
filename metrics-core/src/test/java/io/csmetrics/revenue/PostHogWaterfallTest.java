package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/**
 * Nineteen months of PostHog's revenue analytics, of which only the monthly sums are kept. They are told here as three accounts:
 * one that is left at the end, one that leaves in May and one that leaves in June 2025.
 */
class PostHogWaterfallTest {
    private static final int SCALE = 10;
    private static final YearMonth FIRST = YearMonth.of(2024, 11);
    private final JsonNode golden = read();
    private final List<RevenueMovement> movements = new ArrayList<>();

    private static JsonNode read() {
        try (InputStream in = PostHogWaterfallTest.class.getResourceAsStream("/golden/posthog-waterfall.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private BigDecimal term(String name, int month) {
        return new BigDecimal(golden.get(name).get(month).asText());
    }

    private BigDecimal term(String name, YearMonth month) {
        for (int i = 0; i < golden.get("months").size(); i++) {
            if (YearMonth.parse(golden.get("months").get(i).asText()).equals(month)) {
                return term(name, i);
            }
        }
        throw new AssertionError(month);
    }

    private void move(String account, YearMonth month, int day, Type type, BigDecimal amount) {
        movements.add(RevenueMovement.of(account, month.atDay(day), type, BigMoney.of(CurrencyUnit.USD, amount)));
    }

    private RevenueLedger ledger() {
        YearMonth january = YearMonth.of(2025, 1);
        YearMonth february = YearMonth.of(2025, 2);
        YearMonth march = YearMonth.of(2025, 3);
        YearMonth april = YearMonth.of(2025, 4);
        YearMonth may = YearMonth.of(2025, 5);
        YearMonth june = YearMonth.of(2025, 6);
        BigDecimal left = term("total", june);
        BigDecimal seats = term("contraction", june).negate();
        move("left", january, 3, Type.NEW, left);
        move("left", may, 3, Type.EXPANSION, seats);
        move("left", june, 3, Type.CONTRACTION, seats);
        move("left", YearMonth.of(2026, 1), 3, Type.CHURN, left);

        BigDecimal mayLoss = term("churn", may).negate();
        BigDecimal toMayLoss = mayLoss.subtract(term("new", february)).subtract(term("expansion", march));
        move("gone in May", february, 7, Type.NEW, term("new", february));
        move("gone in May", march, 7, Type.EXPANSION, term("expansion", march));
        move("gone in May", april, 7, Type.EXPANSION, toMayLoss);
        move("gone in May", may, 7, Type.CHURN, mayLoss);

        move("gone in June", january, 9, Type.NEW, term("new", january).subtract(left));
        move("gone in June", april, 9, Type.EXPANSION, term("expansion", april).subtract(toMayLoss));
        move(
                "gone in June",
                april,
                20,
                Type.CONTRACTION,
                term("contraction", april).negate());
        move("gone in June", may, 9, Type.EXPANSION, term("expansion", may).subtract(seats));
        move("gone in June", june, 9, Type.CHURN, term("churn", june).negate());
        return RevenueLedger.builder().scale(SCALE).movements(movements).build();
    }

    @Test
    void everyMonthClosesToTheLastDigitAndChains() {
        RevenueLedger ledger = ledger();
        List<ReportingPeriod> months =
                ReportingPeriod.months(FIRST, golden.get("months").size());
        RevenueLedger.Bridges bridges =
                ledger.bridges(months, Cells.overall(ledger.accountIds().size()));
        assertThat(months).hasSize(19);
        BigDecimal opening = BigDecimal.ZERO;
        for (int i = 0; i < months.size(); i++) {
            RevenueBridge bridge = bridges.at(i, 0);
            String month = golden.get("months").get(i).asText();
            assertThat(amount(bridge.opening())).as(month).isEqualByComparingTo(opening);
            assertThat(amount(bridge.newRevenue())).as(month).isEqualByComparingTo(term("new", i));
            assertThat(amount(bridge.reactivation())).as(month).isZero();
            assertThat(amount(bridge.expansion())).as(month).isEqualByComparingTo(term("expansion", i));
            assertThat(amount(bridge.contraction()).negate()).as(month).isEqualByComparingTo(term("contraction", i));
            assertThat(amount(bridge.churn()).negate()).as(month).isEqualByComparingTo(term("churn", i));
            assertThat(amount(bridge.closing())).as(month).isEqualByComparingTo(term("total", i));
            opening = amount(bridge.closing());
        }
        assertThat(opening).isZero();
    }

    private static BigDecimal amount(BigMoney money) {
        assertThat(money.getScale()).isEqualTo(SCALE);
        return money.getAmount();
    }
}
