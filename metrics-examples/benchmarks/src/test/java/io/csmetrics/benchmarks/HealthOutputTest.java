package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class HealthOutputTest {
    @Test
    void scoringAgainGivesTheSame() {
        HealthBook book = HealthBook.of(1_500);
        for (Peer kind : Peer.values()) {
            try (HealthPeer peer = HealthPeer.of(kind, book)) {
                peer.score();
                HealthOutput once = peer.output();
                peer.score();

                assertThat(peer.output().sum()).as(kind.title()).isEqualTo(once.sum());
                assertThat(peer.output().countsByBand()).as(kind.title()).isEqualTo(once.countsByBand());
            }
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
        HealthOutput zeros = new HealthOutput(new double[RevenueBook.S], new byte[RevenueBook.S]);

        assertThatIllegalStateException()
                .isThrownBy(() -> zeros.verify(RevenueBook.S, "nobody"))
                .withMessageContaining("scores by nobody at 100000 accounts have sum 0.0 and bands [100000, 0, 0]");
        assertThat(zeros.verify(50, "nobody")).isFalse();
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
