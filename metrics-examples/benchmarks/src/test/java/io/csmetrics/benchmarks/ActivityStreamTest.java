package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Triangle;
import org.junit.jupiter.api.Test;

class ActivityStreamTest {
    private static Triangle stream(PeriodIndex index) {
        return ActivityStream.cohorts(index, 30_000, 1_000).triangle();
    }

    @Test
    void everyCustomerOfTheStreamIsInOneCohort() {
        Triangle months = stream(new PeriodIndex.Calendar(Cadence.MONTHLY));

        assertThat(months.facts().toString()).startsWith("1000 units in ");
        assertThat(months.columns()).isEqualTo(60);
        assertThat(months.averages().get(0).numerator()).isEqualByComparingTo("1000");
    }

    @Test
    void theStreamIsTheSameForEveryIndex() {
        assertThat(stream(new PeriodIndex.Rolling(30)).facts().cohorts())
                .isEqualTo(stream(new PeriodIndex.Exact24h()).facts().cohorts());
    }
}
