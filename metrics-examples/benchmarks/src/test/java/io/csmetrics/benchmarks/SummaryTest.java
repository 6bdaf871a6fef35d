package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private static final Summary.Book SMALL =
            new Summary.Book(100, 1_000, Map.of(Peer.LIBRARY, new Memory(15_400, 44_000)));
    private static final Summary.Book LARGE = new Summary.Book(1_000, 10_000, Map.of());

    private static String summary(Timings timings) {
        return Summary.of(List.of(Task.BRIDGES, Task.RECORDS, Task.BOOTSTRAP), timings, List.of(SMALL, LARGE));
    }

    private static Timings.Times times(double fastest, double median, double slowest) {
        Timings.Spread spread = new Timings.Spread(fastest, median, slowest);
        return new Timings.Times(spread, spread);
    }

    @Test
    void aRowHasTimesQuotientAndAim() {
        Timings timings = new Timings();
        timings.put(1_000, Task.BRIDGES, Peer.LIBRARY, times(39, 40, 41));
        timings.put(1_000, Task.BRIDGES, Peer.DUCKDB, times(400, 500, 900));
        timings.put(1_000, Task.BRIDGES, Peer.PLAIN, times(3_600, 3_600, 3_600));

        assertThat(summary(timings))
                .contains("| W2 bridges, 60 months x 13 scopes | 40 | 500~ | 3,600 | - | 1 : 12.5 : 90 | 0.08"
                        + " | 0.0882 | yes |");
    }

    @Test
    void recordsAreComparedWithPlainJava() {
        Timings timings = new Timings();
        timings.put(1_000, Task.RECORDS, Peer.LIBRARY, times(60, 60, 60));
        timings.put(1_000, Task.RECORDS, Peer.PLAIN, times(100, 100, 100));

        assertThat(summary(timings))
                .contains("| ingest of records | 60 | - | 100 | - | 1 : - : 1.67 | 0.6 of plain Java | 0.53 | no |");
    }

    @Test
    void growthIsTheQuotientOfBothSizes() {
        Timings timings = new Timings();
        timings.put(100, Task.BRIDGES, Peer.LIBRARY, times(4, 4, 4));
        timings.put(1_000, Task.BRIDGES, Peer.LIBRARY, times(42, 42, 42));

        assertThat(summary(timings)).contains("| W2 bridges, 60 months x 13 scopes | 10.5 | - | - | - |");
    }

    @Test
    void bytesAreThoseOfAMovement() {
        assertThat(summary(new Timings())).contains("| 100 accounts, 1,000 movements | 15 (44) | - | - | - |");
    }

    @Test
    void aFigureHasThreeDigitsThatCount() {
        assertThat(Summary.figure(1234.56)).isEqualTo("1,235");
        assertThat(Summary.figure(12.3456)).isEqualTo("12.3");
        assertThat(Summary.figure(0.000123456)).isEqualTo("0.000123");
        assertThat(Summary.figure(99.96)).isEqualTo("100");
    }
}
