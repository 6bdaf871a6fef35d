package io.csmetrics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CountedFactsTest {
    private static final SortedSet<String> NOTHING = new TreeSet<>();

    private static SortedSet<String> names(String... names) {
        return new TreeSet<>(List.of(names));
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    private static UnitFacts units(String sum, String... scales) {
        return new UnitFacts(2, 1, 0, number(sum), number(sum), BigDecimal.ZERO, names(scales));
    }

    private static SampleFacts sample(String... numbers) {
        TreeMap<BigDecimal, Long> counts = new TreeMap<>();
        for (String text : numbers) {
            counts.merge(number(text), 1L, Long::sum);
        }
        return new SampleFacts(0, counts, NOTHING);
    }

    @Test
    void unitsAdd() {
        assertThat(units("1.50", "1 to 5").plus(units("0.5", "1 to 7")))
                .isEqualTo(
                        new UnitFacts(4, 2, 0, number("2"), number("2"), BigDecimal.ZERO, names("1 to 5", "1 to 7")));
        assertThat(units("1.5").times(3))
                .isEqualTo(new UnitFacts(6, 3, 0, number("4.5"), number("4.5"), BigDecimal.ZERO, NOTHING));
    }

    @Test
    void noCopyOfUnitsHasNoScale() {
        assertThat(units("1.5", "1 to 5").times(0))
                .isEqualTo(new UnitFacts(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, NOTHING));
        TreeMap<BigDecimal, Long> counts = new TreeMap<>(Map.of(BigDecimal.ONE, 2L));
        assertThat(new SampleFacts(3, counts, names("1 to 5")).times(0))
                .isEqualTo(new SampleFacts(0, new TreeMap<>(), NOTHING));
        assertThat(new DistinctFacts(3, 1, names("ann")).times(0)).isEqualTo(new DistinctFacts(0, 0, NOTHING));
    }

    @Test
    void trailingZerosDoNotTellFactsApart() {
        assertThat(units("1.50")).isEqualTo(units("1.5")).hasSameHashCodeAs(units("1.5"));
        assertThat(sample("1", "1.0", "2.50"))
                .isEqualTo(sample("1.00", "1", "2.5"))
                .hasSameHashCodeAs(sample("1.00", "1", "2.5"))
                .hasToString(sample("1.00", "1", "2.5").toString());
    }

    @Test
    void samplesKeepEveryNumber() {
        assertThat(sample("1", "2").plus(sample("2", "3"))).isEqualTo(sample("1", "2", "2", "3"));
        assertThat(sample("1", "2").times(2)).isEqualTo(sample("1", "1", "2", "2"));
        assertThat(sample("4", "1", "4").n()).isEqualTo(3);
    }

    @Test
    void percentilesAreInterpolated() {
        assertThat(sample("1", "2", "3", "10").percentile(number("0.5"))).isEqualByComparingTo("2.5");
        assertThat(sample("1", "2", "3", "10").percentile(number("0.9"))).isEqualByComparingTo("7.9");
        assertThat(sample("1", "2", "3", "10").percentile(BigDecimal.ONE)).isEqualByComparingTo("10");
        assertThat(sample("7").percentile(number("0.3"))).isEqualByComparingTo("7");
    }

    @Test
    void aPercentileNeedsANumberAndAShare() {
        assertThatThrownBy(() -> sample().percentile(number("0.5")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a percentile needs at least one number");
        for (String share : List.of("-0.1", "1.1")) {
            assertThatThrownBy(() -> sample("1", "2").percentile(number(share)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("percentile " + share + " must be 0 to 1; give one half for the median");
        }
    }

    @Test
    void namesAddByUnion() {
        assertThat(new DistinctFacts(3, 1, names("ann", "bob")).plus(new DistinctFacts(2, 0, names("bob", "cho"))))
                .isEqualTo(new DistinctFacts(5, 1, names("ann", "bob", "cho")));
        assertThat(new DistinctFacts(3, 1, names("ann")).times(2)).isEqualTo(new DistinctFacts(6, 2, names("ann")));
    }

    @Test
    void unlikeFactsDoNotAdd() {
        assertThatThrownBy(() -> units("1").plus(sample("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SampleFacts cannot stand for UnitFacts; give facts that count the same thing");
        assertThatThrownBy(() -> units("1").times(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("copies -1 must be 0 or more");
    }

    @Test
    void whatDoesNotFitIsNotWrapped() {
        UnitFacts most = new UnitFacts(Long.MAX_VALUE, 0, 0, BigDecimal.ONE, BigDecimal.ZERO, BigDecimal.ZERO, NOTHING);
        assertThatThrownBy(() -> most.plus(most)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }
}
