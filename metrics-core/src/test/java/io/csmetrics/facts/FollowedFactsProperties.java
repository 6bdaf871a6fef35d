package io.csmetrics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The laws of facts, for those of units that are followed. */
final class FollowedFactsProperties {
    private static final int KINDS = 5;

    /** Three facts of one type. */
    @Provide
    Arbitrary<List<Facts>> three() {
        return Arbitraries.longs().map(draw -> {
            Random random = new Random(draw);
            int kind = random.nextInt(KINDS);
            return Stream.generate(() -> facts(kind, random)).limit(3).toList();
        });
    }

    private static Facts facts(int kind, Random random) {
        return switch (kind) {
            case 0 ->
                new ConversionFacts(
                        random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9), random.nextInt(9));
            case 1 ->
                new DurationFacts(
                        random.nextInt(9),
                        random.nextInt(99),
                        random.nextInt(9),
                        random.nextInt(9),
                        lengths(random),
                        lengths(random));
            case 2 -> categories(random);
            case 3 -> pairs(random);
            default -> sums(random);
        };
    }

    private static SortedMap<Long, Long> lengths(Random random) {
        SortedMap<Long, Long> counts = new TreeMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            counts.put((long) random.nextInt(5), 1L + random.nextInt(3));
        }
        return counts;
    }

    private static CategoryFacts categories(Random random) {
        SortedMap<CategoryFacts.Key, Long> counts = new TreeMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            counts.put(
                    new CategoryFacts.Key("group " + random.nextInt(2), "category " + random.nextInt(2)),
                    1L + random.nextInt(3));
        }
        return new CategoryFacts(counts);
    }

    private static PairFacts pairs(Random random) {
        SortedMap<PairFacts.Pair, Long> pairs = new TreeMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            pairs.put(
                    new PairFacts.Pair(
                            BigDecimal.valueOf(random.nextInt(3)), BigDecimal.valueOf(random.nextInt(30), 1)),
                    1L + random.nextInt(3));
        }
        return new PairFacts(pairs, random.nextInt(3), random.nextInt(3));
    }

    private static SumFacts sums(Random random) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        for (int i = 0; i < random.nextInt(4); i++) {
            sums.put("sum " + random.nextInt(3), BigDecimal.valueOf(random.nextInt(41) - 20L, 1));
        }
        return new SumFacts(sums);
    }

    @Property
    void factsAddInAnyOrder(@ForAll("three") List<Facts> facts) {
        Facts a = facts.get(0);
        Facts b = facts.get(1);
        Facts c = facts.get(2);
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    }

    @Property
    void copiesAreRepeatedAddition(@ForAll("three") List<Facts> facts, @ForAll @IntRange(max = 4) int copies) {
        Facts once = facts.get(0);
        Facts added = once.times(0);
        for (int i = 0; i < copies; i++) {
            added = added.plus(once);
        }
        assertThat(once.times(copies)).isEqualTo(added);
        assertThat(once.plus(once.times(0))).isEqualTo(once);
        assertThatThrownBy(() -> once.times(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void unlikeFactsRefuseToAdd(@ForAll("three") List<Facts> facts) {
        UnitFacts other =
                new UnitFacts(0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, Collections.emptySortedSet());
        assertThatThrownBy(() -> facts.get(0).plus(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("UnitFacts cannot stand for ");
    }

    @Example
    void aSumOfNothingIsNotKept() {
        SortedMap<String, BigDecimal> sums = new TreeMap<>();
        sums.put("none", new BigDecimal("0.00"));
        sums.put("some", new BigDecimal("1.50"));
        SumFacts facts = new SumFacts(sums);
        assertThat(facts.get("none")).isEqualByComparingTo("0");
        assertThat(facts.sums()).containsOnlyKeys("some");
        assertThat(new ArrayList<>(facts.sums().values())).containsExactly(new BigDecimal("1.5"));
    }
}
