package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CohortPeersTest {
    private static long[] triangle(CohortPeer.Kind kind, RevenueBook book) {
        try (CohortPeer peer = kind.load(book)) {
            return peer.triangle();
        }
    }

    @ParameterizedTest
    @EnumSource(value = CohortPeer.Kind.class, mode = Mode.EXCLUDE, names = "DUCKDB")
    void thePeersInJavaGiveTheKnownTableAtTheUsualSize(CohortPeer.Kind kind) {
        long[] output = triangle(kind, RevenueBook.of(RevenueBook.S));

        assertThat(CohortOutput.verify(RevenueBook.S, kind.title(), output)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(CohortPeer.Kind.class)
    void everyNumberOfASmallBookIsThatOfThePlainLoop(CohortPeer.Kind kind) {
        RevenueBook book = RevenueBook.of(300);

        assertThat(triangle(kind, book)).isEqualTo(triangle(CohortPeer.Kind.PLAIN, book));
    }

    @Test
    void everyCohortHasOneAgeLessThanTheOneBefore() {
        assertThat(CohortOutput.create()).hasSize(60 * 2 + 1830 * 2);
        assertThat(CohortOutput.at(1)).isEqualTo(CohortOutput.at(0, 60));
        assertThat(CohortOutput.at(59)).isEqualTo(CohortOutput.at(58, 2));
        assertThat(CohortOutput.at(60)).isEqualTo(CohortOutput.at(59, 1));
    }

    @Test
    void changesAddUpWithinTheirCohort() {
        long[] output = CohortOutput.create();
        output[CohortOutput.at(57)] = 9;
        output[CohortOutput.at(57, 0)] = 5;
        output[CohortOutput.at(57, 1)] = -2;
        output[CohortOutput.at(58, 1)] = 1;

        CohortOutput.addUp(output);

        assertThat(output[CohortOutput.at(57)]).isEqualTo(9);
        assertThat(output[CohortOutput.at(57, 0)]).isEqualTo(5);
        assertThat(output[CohortOutput.at(57, 1)]).isEqualTo(3);
        assertThat(output[CohortOutput.at(57, 2)]).isEqualTo(3);
        assertThat(output[CohortOutput.at(58)]).isZero();
        assertThat(output[CohortOutput.at(58, 0)]).isZero();
        assertThat(output[CohortOutput.at(58, 1)]).isEqualTo(1);
    }

    @Test
    void anotherTableIsRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> CohortOutput.verify(RevenueBook.S, "nobody", CohortOutput.create()))
                .withMessageContaining("checksum 0 of TRIANGLE by nobody at 100000 accounts must be 228169697509894");
    }
}
