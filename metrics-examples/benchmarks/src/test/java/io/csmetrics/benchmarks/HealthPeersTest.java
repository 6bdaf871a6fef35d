package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthPeersTest {
    private static HealthOutput scored(HealthPeer.Kind kind, HealthBook book) {
        try (HealthPeer peer = kind.load(book)) {
            peer.score();
            return peer.output();
        }
    }

    @ParameterizedTest
    @EnumSource(HealthPeer.Kind.class)
    void allPeersGiveTheKnownScoresAtTheUsualSize(HealthPeer.Kind kind) {
        HealthOutput output = scored(kind, HealthBook.of(RevenueBook.S));

        assertThat(output.verify(kind.title())).isTrue();
        assertThat(output.countsByBand()).containsExactly(37_003, 43_827, 19_170);
    }

    @ParameterizedTest
    @EnumSource(HealthPeer.Kind.class)
    void everyAccountOfASmallerBookHasTheScoreOfThePlainLoop(HealthPeer.Kind kind) {
        HealthBook book = HealthBook.of(2_500);
        HealthOutput output = scored(kind, book);

        assertThat(output.agreesWith(scored(HealthPeer.Kind.PLAIN, book))).isTrue();
        assertThat(output.verify(kind.title())).isFalse();
    }

    @ParameterizedTest
    @EnumSource(HealthPeer.Kind.class)
    void scoringAgainGivesTheSame(HealthPeer.Kind kind) {
        try (HealthPeer peer = kind.load(HealthBook.of(1_500))) {
            peer.score();
            HealthOutput once = peer.output();
            peer.score();

            assertThat(peer.output().sum()).isEqualTo(once.sum());
            assertThat(peer.output().countsByBand()).isEqualTo(once.countsByBand());
        }
    }

    @Test
    void aTwentiethOfTheSignalsIsMissing() {
        HealthBook book = HealthBook.of(20_000);

        for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
            double missing = 0;
            for (double value : book.column(signal)) {
                missing += Double.isNaN(value) ? 1 : 0;
            }
            assertThat(missing / book.accounts()).isBetween(0.045, 0.055);
        }
    }

    @Test
    void otherScoresAreRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new HealthOutput(new double[RevenueBook.S], new byte[RevenueBook.S]).verify("nobody"))
                .withMessageContaining("scores by nobody at 100000 accounts have sum 0.0 and bands [100000, 0, 0]");
    }

    @Test
    void scoresAgreeButForRounding() {
        HealthOutput output = new HealthOutput(new double[] {30, 64.9999999}, new byte[] {0, 1});

        assertThat(output.agreesWith(new HealthOutput(new double[] {30.0000004, 65}, new byte[] {0, 2})))
                .isTrue();
        assertThat(output.agreesWith(new HealthOutput(new double[] {30, 64.9999999}, new byte[] {1, 1})))
                .isFalse();
        assertThat(output.agreesWith(new HealthOutput(new double[] {30.00001, 65}, new byte[] {0, 1})))
                .isFalse();
        assertThat(output.agreesWith(new HealthOutput(new double[] {30}, new byte[] {0})))
                .isFalse();
    }
}
