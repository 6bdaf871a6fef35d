package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final int NONE = -1;

    @Test
    void libraryAndPlainJavaGiveTheKnownNumbersAtTheUsualSize() {
        BookObjects objects = BookObjects.of(RevenueBook.of(RevenueBook.S));
        try (Peer library = Peer.Kind.LIBRARY.load(objects);
                Peer plain = Peer.Kind.PLAIN.load(objects)) {
            for (Workload workload : Workload.values()) {
                long[] output = workload.outputOf(library);

                assertThat(workload.verify(RevenueBook.S, "the library", output))
                        .isTrue();
                assertThat(Arrays.mismatch(workload.outputOf(plain), output)).isEqualTo(NONE);
            }
        }
    }

    @Test
    void allPeersAgreeOnASmallerBook() {
        BookObjects objects = BookObjects.of(RevenueBook.of(DuckPeer.FEWEST_ACCOUNTS));
        try (Peer library = Peer.Kind.LIBRARY.load(objects);
                Peer duck = Peer.Kind.DUCKDB.load(objects);
                Peer plain = Peer.Kind.PLAIN.load(objects)) {
            for (Workload workload : Workload.values()) {
                long[] output = workload.outputOf(library);

                assertThat(output).hasSize(13 * workload.windows() * workload.width());
                assertThat(Arrays.mismatch(workload.outputOf(duck), output)).isEqualTo(NONE);
                assertThat(Arrays.mismatch(workload.outputOf(plain), output)).isEqualTo(NONE);
            }
        }
    }

    @Test
    void anotherOutputIsRefused() {
        long[] output = Workload.BRIDGES.newOutput();

        assertThatIllegalStateException()
                .isThrownBy(() -> Workload.BRIDGES.verify(RevenueBook.S, "nobody", output))
                .withMessageContaining("checksum 0 of BRIDGES by nobody at 100000 accounts must be 1277449499786805");
        assertThat(Workload.BRIDGES.verify(50, "nobody", output)).isFalse();
    }

    @Test
    void theTotalIsTheSumOfTheCells() {
        long[] output = Workload.RETENTIONS.newOutput();
        output[Workload.RETENTIONS.at(0, 7) + 2] = 40;
        output[Workload.RETENTIONS.at(11, 7) + 2] = 2;

        Workload.RETENTIONS.addTotal(output);

        assertThat(output[Workload.RETENTIONS.at(RevenueBook.CELLS, 7) + 2]).isEqualTo(42);
    }
}
