package io.csmetrics.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.csmetrics.facts.SumFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class CohortFactsTest {
    private static final CohortKey JANUARY = Tables.key("2026-01-01");
    private static final CohortKey FEBRUARY = Tables.key("2026-02-01");
    private static final RetentionDefinition DEFINITION =
            Tables.monthly("2026-02-28").measure(Measure.NET).build();
    private static final Set<Measure> MEASURES = Set.of(Measure.NET, Measure.LOGO);

    /** One account with revenue in both months. */
    private static CohortFacts one(CurrencyUnit currency, int scale, long base, long net) {
        CohortFacts.Builder facts = CohortFacts.builder(DEFINITION, MEASURES, currency, scale);
        facts.unit(facts.row(JANUARY), 2, 2);
        facts.add(Tally.RETAINED, 0, 2, 1);
        facts.add(Tally.BASE, 0, 2, base);
        facts.add(Tally.NET, 0, 1, base);
        facts.add(Tally.NET, 1, 2, net);
        facts.reject(Rejection.OPENING_BOOK, 1);
        return facts.build();
    }

    private static CohortFacts none(CurrencyUnit currency) {
        return CohortFacts.builder(DEFINITION, MEASURES, currency, 0).build();
    }

    @Test
    void amountsOfOtherScalesAddExactly() {
        CohortFacts sum = one(CurrencyUnit.USD, 2, 1050, 990).plus(one(CurrencyUnit.USD, 3, 1001, 2));
        assertThat(sum.sum(JANUARY, Tally.BASE, 0)).isEqualByComparingTo("11.501");
        assertThat(sum.sum(JANUARY, Tally.NET, 1)).isEqualByComparingTo("9.902");
        assertThat(sum.sumBefore(JANUARY, Tally.NET, 1)).isEqualByComparingTo("11.501");
        assertThat(sum.sum(JANUARY, Tally.RETAINED, 1)).isEqualByComparingTo("2");
        assertThat(sum.size(JANUARY)).isEqualTo(2);
        assertThat(sum.rejected()).containsOnlyKeys(Rejection.OPENING_BOOK).containsValue(2L);
        assertThat(sum).hasToString("2 units in 1 cohorts as of 2026-02-28");
    }

    @Test
    void aPartWithoutAnyAmountHasNoCurrencyOfItsOwn() {
        CurrencyUnit nothing = CurrencyUnit.of("XXX");
        CohortFacts dollars = one(CurrencyUnit.USD, 2, 1050, 990);
        assertThat(none(nothing).plus(dollars)).isEqualTo(dollars);
        assertThat(dollars.plus(none(nothing))).isEqualTo(dollars);
        assertThat(none(nothing).plus(none(nothing)).currency()).hasValue(nothing);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dollars.plus(none(CurrencyUnit.EUR)))
                .withMessage(
                        "cohorts in USD cannot be added to cohorts in EUR; convert both to one currency before they "
                                + "are counted");
    }

    @Test
    void cohortsOfEitherPartAreInTheSum() {
        CohortFacts.Builder other = CohortFacts.builder(DEFINITION, MEASURES, CurrencyUnit.USD, 2);
        other.unit(other.row(FEBRUARY), 1, 0);
        other.add(Tally.RETAINED, 0, 1, 1);
        CohortFacts sum = one(CurrencyUnit.USD, 2, 1050, 990).plus(other.build());
        assertThat(sum.cohorts()).containsExactly(JANUARY, FEBRUARY);
        assertThat(sum.columns(FEBRUARY)).isEqualTo(1);
        assertThat(sum.sum(FEBRUARY, Tally.AT_RISK, 0)).isZero();
        assertThat(sum.sum(FEBRUARY, Tally.RETAINED, 0)).isZero();
        assertThat(sum.sum(FEBRUARY, Tally.BEGUN, 0)).isOne();
        assertThat(sum.sum(FEBRUARY, Tally.NET, 7)).isZero();
        assertThat(sum.sum(Tables.key("2025-01-01"), Tally.NET, 0)).isZero();
        assertThat(sum.size(Tables.key("2025-01-01"))).isZero();
    }

    @Test
    void copiesAreWhatAdditionGives() {
        CohortFacts facts = one(CurrencyUnit.USD, 2, 1050, 990);
        assertThat(facts.times(3)).isEqualTo(facts.plus(facts).plus(facts)).hasSameHashCodeAs(facts.times(3));
        assertThat(facts.times(1)).isEqualTo(facts);
        assertThat(facts.times(0).cohorts()).isEmpty();
        assertThat(facts.times(0).rejected()).isEmpty();
        assertThat(facts.plus(facts.times(0))).isEqualTo(facts);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.times(-1))
                .withMessage("copies -1 must be 0 or more");
    }

    @Test
    void factsOfAnotherDefinitionAreRefused() {
        CohortFacts facts = one(CurrencyUnit.USD, 2, 1050, 990);
        RetentionDefinition weeks =
                DEFINITION.toBuilder().granularity(Cadence.WEEKLY).build();
        CohortFacts other =
                CohortFacts.builder(weeks, MEASURES, CurrencyUnit.USD, 2).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.plus(other))
                .withMessage(
                        "cohorts of \"" + DEFINITION.counting() + "\" with [logo, net] cannot be added to cohorts of \""
                                + weeks.counting() + "\" with [logo, net]; count both by one definition");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.plus(CohortFacts.builder(DEFINITION).build()))
                .withMessageContaining("with [logo, net] cannot be added")
                .withMessageEndingWith("with [logo, never-lapsed, reactivated]; count both by one definition");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.plus(new SumFacts(new TreeMap<>())))
                .withMessage("SumFacts cannot stand for CohortFacts; give facts that count the same thing");
    }

    @Test
    void factsOfDefinitionsThatOnlyDivideOtherwiseAdd() {
        CohortFacts shares = CohortFacts.builder(DEFINITION.with(Measure.LOGO)).build();
        CohortFacts hidden = CohortFacts.builder(
                        DEFINITION.toBuilder().minCohortSize(5).build())
                .build();
        assertThat(shares.plus(hidden)).isEqualTo(shares);
        assertThat(shares.definition()).isEqualTo(DEFINITION.counting());
    }

    @Test
    void whatIsNotCountedIsRefusedAndNeverZero() {
        CohortFacts facts = one(CurrencyUnit.USD, 2, 1050, 990);
        assertThat(facts.measures()).containsExactlyInAnyOrder(Measure.LOGO, Measure.NET);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.sum(JANUARY, Tally.GROSS, 0))
                .withMessage("tally GROSS was not counted with [logo, net]; count a measure that needs it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.sumBefore(JANUARY, Tally.NET, 0))
                .withMessage("index 0 must be at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> facts.sum(JANUARY, Tally.NET, -1))
                .withMessage("index -1 must be at least 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CohortFacts.builder(DEFINITION, Set.of(), CurrencyUnit.USD, 2))
                .withMessage("measures must be at least one; name what will be shown");
    }

    @Test
    void nobodyIsAtRiskBeforeAWindowThatHasNotEnded() {
        CohortFacts.Builder facts = CohortFacts.builder(DEFINITION);
        facts.unit(facts.row(JANUARY), 2, 1);
        facts.add(Tally.RETAINED, 0, 2, 1);
        CohortFacts built = facts.build();
        assertThat(built.sum(JANUARY, Tally.RETAINED, 0)).isOne();
        assertThat(built.sum(JANUARY, Tally.RETAINED, 1)).isZero();
        assertThat(built.sumBefore(JANUARY, Tally.RETAINED, 1)).isZero();
        assertThat(built.currency()).isEmpty();
    }

    @Test
    void sumsThatDoNotFitAreRefused() {
        CohortFacts facts = one(CurrencyUnit.USD, 2, Long.MAX_VALUE - 1, 1);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> facts.plus(facts));
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> facts.times(2));
    }

    @Test
    void factsComeBackFromAStream() throws IOException, ClassNotFoundException {
        RetentionDefinition split = DEFINITION.toBuilder()
                .measure(Measure.LOGO)
                .index(new PeriodIndex.Anniversary(1))
                .criterion(Criterion.Brackets.ofWidths(1, 2))
                .gaps(new GapPolicy.Bridged(30))
                .split(new CohortSplit.Behaviour("import", 1, 7))
                .build();
        CohortFacts.Builder facts = CohortFacts.builder(split);
        Tables.cohort(facts, new CohortKey(JANUARY.start(), CohortSplit.Behaviour.DID), 3, 1, 3, 2);
        facts.reject(Rejection.BEFORE_LANDMARK, 4);
        for (CohortFacts each : new CohortFacts[] {facts.build(), one(CurrencyUnit.USD, 2, 1050, 990)}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(each);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(each).hasSameHashCodeAs(each);
            }
        }
    }
}
