package io.csmetrics.revenue;

import static io.csmetrics.revenue.Movements.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.facts.Facts;
import io.csmetrics.record.RevenueMovement.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyMismatchException;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

/** What the facts of revenue share: they add with their kind only, multiply, and travel. */
class RevenueFactsTest {
    private static final RevenueBridge.Counts COUNTS = new RevenueBridge.Counts(1, 2, 3, 4, 5, 6, 7);
    private static final RevenueBridge BRIDGE =
            new RevenueBridge(usd("1"), usd("2"), usd("3"), usd("4"), usd("5"), usd("6"), usd("7"), COUNTS);
    private static final RevenueRetention RETENTION = new RevenueRetention(usd("10"), usd("12"), usd("8"), 3, 2, 1);
    private static final CohortMovements COHORT =
            new CohortMovements(usd("10"), usd("1"), usd("2"), usd("3"), usd("4"), 3, 1);
    private static final MovementMix MIX = mix("10", "4");

    private static MovementMix mix(String upsell, String downgrade) {
        TreeMap<Kind, BigMoney> expansion = new TreeMap<>();
        expansion.put(Kind.UPSELL, usd(upsell));
        TreeMap<Kind, BigMoney> contraction = new TreeMap<>();
        contraction.put(Kind.DOWNGRADE, usd(downgrade));
        return new MovementMix(CurrencyUnit.USD, expansion, contraction);
    }

    private static final List<Facts> ALL = List.of(COUNTS, BRIDGE, RETENTION, COHORT, MIX);

    @Test
    void factsOfDifferentKindsDoNotAdd() {
        for (Facts one : ALL) {
            for (Facts other : ALL) {
                if (one != other) {
                    assertThatThrownBy(() -> one.plus(other))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessage(other.getClass().getSimpleName() + " cannot stand for "
                                    + one.getClass().getSimpleName() + "; give facts that count the same thing");
                }
            }
        }
    }

    @Test
    void copiesAreNotNegative() {
        for (Facts facts : ALL) {
            assertThatThrownBy(() -> facts.times(-1)).hasMessage("copies -1 must be 0 or more");
        }
    }

    @Test
    void factsTravelBetweenMachines() throws IOException, ClassNotFoundException {
        for (Facts facts : ALL) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(facts);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertThat(in.readObject()).isEqualTo(facts);
            }
        }
    }

    @Test
    void everyTermOfABridgeIsAddedAndMultiplied() {
        assertThat(BRIDGE.plus(BRIDGE))
                .isEqualTo(BRIDGE.times(2))
                .isEqualTo(new RevenueBridge(
                        usd("2"),
                        usd("4"),
                        usd("6"),
                        usd("8"),
                        usd("10"),
                        usd("12"),
                        usd("14"),
                        new RevenueBridge.Counts(2, 4, 6, 8, 10, 12, 14)));
        assertThat(BRIDGE.closing()).as("1 + 2 + 3 + 4 - 5 - 6 + 7").isEqualTo(usd("6"));
        assertThat(COUNTS.closing()).as("1 + 2 + 3 - 4").isEqualTo(2);
    }

    @Test
    void everyTermOfTheCohortIsAddedAndMultiplied() {
        assertThat(COHORT.plus(COHORT))
                .isEqualTo(COHORT.times(2))
                .isEqualTo(new CohortMovements(usd("20"), usd("2"), usd("4"), usd("6"), usd("8"), 6, 2));
        assertThat(COHORT.lost()).isEqualTo(usd("7"));
        assertThat(COHORT.gained()).isEqualTo(usd("3"));
        assertThat(RETENTION.plus(RETENTION))
                .isEqualTo(RETENTION.times(2))
                .isEqualTo(new RevenueRetention(usd("20"), usd("24"), usd("16"), 6, 4, 2));
    }

    @Test
    void countsThatNoLongerFitAreRefused() {
        RevenueBridge.Counts most = new RevenueBridge.Counts(Long.MAX_VALUE, 0, 0, 0, 0, 0, 0);
        assertThatThrownBy(() -> most.plus(most)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void kindsThatAppearOnOneSideOnlyAreKept() {
        TreeMap<Kind, BigMoney> seats = new TreeMap<>();
        seats.put(Kind.SEATS, usd("1"));
        seats.put(Kind.UPSELL, usd("2"));
        MovementMix sum = MIX.plus(new MovementMix(CurrencyUnit.USD, seats, new TreeMap<>()));
        assertThat(sum.expansion()).containsOnlyKeys(Kind.UPSELL, Kind.SEATS);
        assertThat(sum.expansion(List.of())).isEqualTo(usd("13"));
        assertThat(sum.expansion(List.of(Kind.UPSELL))).isEqualTo(usd("12"));
        assertThat(sum.contraction()).isEqualTo(MIX.contraction());
    }

    @Test
    void aKindWithoutAmountIsAbsent() {
        assertThat(MIX.times(0)).isEqualTo(new MovementMix(CurrencyUnit.USD, new TreeMap<>(), new TreeMap<>()));
        assertThat(MIX.plus(MIX.times(0))).isEqualTo(MIX);
        assertThat(mix("0", "0").expansion()).isEmpty();
        assertThat(MIX.times(3)).isEqualTo(mix("30", "12"));
    }

    @Test
    void currenciesDoNotMix() {
        assertThatThrownBy(() -> MIX.plus(new MovementMix(CurrencyUnit.EUR, new TreeMap<>(), new TreeMap<>())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("movements in EUR cannot be added to USD; convert them first");
        BigMoney euro = BigMoney.parse("EUR 1");
        assertThatThrownBy(() -> RETENTION.plus(new RevenueRetention(euro, euro, euro, 1, 1, 0)))
                .isInstanceOf(CurrencyMismatchException.class);
    }

    @Test
    void theMixIsACopy() {
        TreeMap<Kind, BigMoney> expansion = new TreeMap<>();
        MovementMix mix = new MovementMix(CurrencyUnit.USD, expansion, new TreeMap<>());
        expansion.put(Kind.UPSELL, usd("1"));
        assertThat(mix.expansion()).isEmpty();
        assertThatThrownBy(() -> mix.expansion().put(Kind.UPSELL, usd("1")))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
