package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.io.Json;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class KpiRowTest {
    private static final CustomerData DATA = CustomerData.builder()
            .zone(ZoneOffset.UTC)
            .movements(List.of(
                    RevenueMovement.of("A", LocalDate.of(2024, 6, 1), Type.NEW, Money.parse("EUR 90.00")),
                    RevenueMovement.of("B", LocalDate.of(2024, 6, 1), Type.NEW, Money.parse("EUR 30.00")),
                    RevenueMovement.of("B", LocalDate.of(2025, 1, 9), Type.CHURN, Money.parse("EUR 30.00"))))
            .build();
    private static final ReportingPeriod JANUARY = ReportingPeriod.month(2025, 1);

    @Test
    void aRowHasWhatIsSentOfANumber() {
        assertThat(RetentionKpis.NET_REVENUE_RETENTION.measure(DATA, JANUARY).row())
                .isEqualTo(new KpiRow(
                        "net-revenue-retention",
                        JANUARY.start(),
                        JANUARY.endExclusive(),
                        Segment.overall(),
                        Optional.of(new BigDecimal("0.75")),
                        "percent",
                        Optional.empty(),
                        Optional.of(new BigDecimal("90")),
                        Optional.of(new BigDecimal("120")),
                        Optional.of(2L),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.of("POINT_TO_POINT"),
                        List.of()));
        assertThat(ExpansionKpis.MONTHLY_RECURRING_REVENUE
                        .measure(DATA, JANUARY)
                        .row()
                        .currency())
                .contains("EUR");
    }

    @Test
    void aRowSaysWhyThereIsNoNumber() {
        KpiRow row = RetentionKpis.CUSTOMER_CHURN_RATE
                .measure(DATA, ReportingPeriod.month(2024, 1))
                .row();
        assertThat(row.value()).isEmpty();
        assertThat(row.undefined()).contains(UndefinedReason.ZERO_DENOMINATOR);
        assertThat(row.detail()).contains("the population is 0");
    }

    @Test
    void everyRowReadsBackFromItsJson() {
        KpiTable table = KpiSheet.of(KpiCatalog.standard().kpis())
                .over(JANUARY, ReportingPeriod.month(2024, 1))
                .measure(DATA);
        assertThat(table.rows())
                .hasSize(2 * KpiCatalog.standard().kpis().size())
                .allSatisfy(result -> {
                    String json = Json.write(result.row());
                    assertThat(Json.read(json, KpiRow.class)).isEqualTo(result.row());
                });
    }

    @Test
    void aRowHasANumberOrAReason() {
        KpiRow row = RetentionKpis.CUSTOMER_CHURN_RATE.measure(DATA, JANUARY).row();
        assertThatThrownBy(() -> Json.read(Json.write(row).replaceFirst("\"value\":\"[^\"]*\",", ""), KpiRow.class))
                .hasMessageContaining("must have either a value, a table or a reason");
    }
}
