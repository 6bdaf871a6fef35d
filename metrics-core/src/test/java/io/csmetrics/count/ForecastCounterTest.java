package io.csmetrics.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.SumFacts;
import io.csmetrics.period.Reading;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.Opportunity.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a forecast is made of, one by one. */
final class ForecastCounterTest {
    private static final Reading JANUARY = Reading.of(Books.JANUARY);

    private static Opportunity deal(String id, String account, Kind kind, String createdOn, String expectedOn) {
        return Opportunity.builder(id, account, kind, LocalDate.parse(createdOn), Books.eur("240"))
                .probability(new BigDecimal("0.5"))
                .expectedCloseOn(LocalDate.parse(expectedOn))
                .build();
    }

    @Test
    void theExpansionsBehindTheSumAreThoseOfCustomersInSight() {
        Opportunity inSight = deal("1", "A", Kind.EXPANSION, "2025-01-20", "2025-02-10");
        CustomerData data = Books.data()
                .movements(Books.shared())
                .opportunities(List.of(
                        inSight,
                        deal("2", "A", Kind.RENEWAL, "2025-01-20", "2025-02-10"),
                        deal("3", "A", Kind.EXPANSION, "2025-02-01", "2025-02-10"),
                        deal("4", "A", Kind.EXPANSION, "2025-01-20", "2025-05-02"),
                        deal("5", "C", Kind.EXPANSION, "2025-01-20", "2025-02-10")))
                .build();
        ForecastCounter counter = new ForecastCounter(Duration.ofDays(90), "renewal-probability");
        assertThat(counter.expansions(data, JANUARY)).containsExactly(inSight);
        SumFacts sums = (SumFacts) counter.count(
                        new Scan(data),
                        List.of(JANUARY),
                        Cells.overall(data.accounts().size()))
                .at(0, 0);
        assertThat(sums.get("expansion")).isEqualByComparingTo("120");
    }
}
