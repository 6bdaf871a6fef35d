package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import java.time.LocalDate;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class RevenueCubeTest {
    private static final ReportingPeriod YEAR = ReportingPeriod.year(2025);
    private static final RevenueLedger LEDGER = RevenueLedger.of(List.of(
            movement("A", "2025-01-15", Type.NEW, 100),
            movement("A", "2025-04-10", Type.EXPANSION, 50),
            movement("A", "2025-09-01", Type.CHURN, 150),
            movement("B", "2025-03-20", Type.OPENING, 40),
            movement("B", "2025-06-05", Type.CONTRACTION, 10)));
    private static final Cells CELLS =
            Cells.of(new int[] {0, 1}, List.of(Segment.of("size", "L"), Segment.of("size", "S")));
    private static final RevenueCube CUBE = RevenueCube.of(LEDGER, Grain.MONTH, YEAR, CELLS);

    private static RevenueMovement movement(String account, String on, Type type, int amount) {
        return RevenueMovement.of(account, LocalDate.parse(on), type, usd(amount));
    }

    private static BigMoney usd(int amount) {
        return BigMoney.of(CurrencyUnit.USD, amount);
    }

    private static ReportingPeriod window(String start, String endExclusive) {
        return ReportingPeriod.of(LocalDate.parse(start), LocalDate.parse(endExclusive));
    }

    /** The numbers were added up by hand from the five movements above. */
    @Test
    void anyMonthsAreAnsweredByCellAndTogether() {
        ReportingPeriod window = window("2025-02-01", "2025-07-01");
        assertThat(CUBE.isAligned(window)).isTrue();
        assertThat(CUBE.retention(window, 0)).isEqualTo(new RevenueRetention(usd(100), usd(150), usd(100), 1, 1, 0));
        assertThat(CUBE.retention(window, 1)).isEqualTo(new RevenueRetention(usd(40), usd(30), usd(30), 1, 1, 1));
        assertThat(CUBE.retention(window)).isEqualTo(new RevenueRetention(usd(140), usd(180), usd(130), 2, 2, 1));
        assertThat(CUBE.retention(window, 1, 0)).isEqualTo(CUBE.retention(window));
        assertThat(CUBE.bridge(window).closing()).isEqualTo(usd(180));
        assertThat(CUBE.bridge(YEAR))
                .isEqualTo(new RevenueBridge(
                        usd(40),
                        usd(100),
                        usd(0),
                        usd(50),
                        usd(10),
                        usd(150),
                        usd(0),
                        new RevenueBridge.Counts(1, 1, 0, 1, 1, 1, 1)));
    }

    /** By hand: on 2 September account A is gone, account B has 30. */
    @Test
    void otherDatesAreCountedFromTheLedger() {
        ReportingPeriod window = window("2025-05-07", "2025-09-02");
        assertThat(CUBE.isAligned(window)).isFalse();
        assertThat(CUBE.retention(window)).isEqualTo(new RevenueRetention(usd(190), usd(30), usd(30), 2, 1, 0));
        assertThat(CUBE.bridge(window, 0).closing()).isEqualTo(usd(0));
    }

    /** By hand: 13 boundaries make 91 pairs, so (91 x 6 + 13 x 16) x 3 cells x 8 bytes; 9,133 boundaries make 41,710,411 pairs. */
    @Test
    void itsSizeIsToldAndBounded() {
        assertThat(CUBE.bytes()).isEqualTo((91 * 6 + 13 * 16) * 3 * 8);
        assertThatThrownBy(() -> RevenueCube.of(LEDGER, Grain.DAY, window("2000-01-01", "2025-01-01"), CELLS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cube of 9132 pieces by DAY of [2000-01-01, 2025-01-01) x 3 cells needs 6009806256 bytes,"
                        + " more than 1073741824; take a coarser grain, a shorter range or fewer cells");
    }

    @Test
    void aCellThatIsNotThereOrThereTwiceIsRefused() {
        assertThatThrownBy(() -> CUBE.retention(YEAR, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> CUBE.bridge(YEAR, 1, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cell 1 must be given once; its accounts count once");
        Cells others = Cells.overall(7);
        assertThatThrownBy(() -> RevenueCube.of(LEDGER, Grain.MONTH, YEAR, others))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cells of 7 accounts");
    }
}
