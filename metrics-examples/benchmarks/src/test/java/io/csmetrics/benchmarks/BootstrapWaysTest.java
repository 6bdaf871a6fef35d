package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BootstrapWaysTest {
    @Test
    void drawsByColumnsAndByALedgerDrawnAnewAreTheSame() {
        BootstrapWays ways = new BootstrapWays(RevenueBook.of(300));

        assertThat(ways.byColumns(5)).isEqualTo(ways.byLedger(5));
    }
}
