package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class PeersTest {
    @TempDir
    private static Path folder;

    private static Generated small;
    private static Generated usual;

    @BeforeAll
    static void generateOnce() {
        small = new Generated(DuckPeer.FEWEST_ACCOUNTS, folder, folder);
        usual = new Generated(RevenueBook.S, folder, folder);
    }

    private static Answer answer(Task task, Peer peer, Generated data) {
        try (Work work = task.prepare(peer, data)) {
            return work.answer();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Task.class, mode = Mode.MATCH_NONE, names = "SHEET.*")
    void allPeersOfATaskGiveTheSameAnswer(Task task) {
        Answer library = answer(task, Peer.LIBRARY, small);

        assertThat(task.peers())
                .startsWith(Peer.LIBRARY)
                .allSatisfy(peer -> assertThat(peer == Peer.LIBRARY
                                || answer(task, peer, small).agreesWith(library))
                        .as("%s by %s", task, peer)
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(
            value = Task.class,
            names = {"BRIDGES", "RETENTIONS", "TRIANGLE", "SCORES", "RESPONSES", "RANGES"})
    void theLimitGivesTheKnownAnswerAtTheUsualSize(Task task) {
        assertThat(answer(task, Peer.LIMIT, usual).verify(RevenueBook.S, "the limit"))
                .isTrue();
    }

    @Test
    void anotherOutputIsRefused() {
        long[] output = Shape.BRIDGES.create();

        assertThatIllegalStateException()
                .isThrownBy(() -> Checksum.BRIDGES.verify(RevenueBook.S, "nobody", output))
                .withMessageContaining("checksum 0 of BRIDGES by nobody at 100000 accounts must be 1277449499786805");
        assertThat(Checksum.BRIDGES.verify(50, "nobody", output)).isFalse();
    }

    @Test
    void numbersAgreeAsFarAsBothGo() {
        Answer all = new Numbers(Checksum.RANGES, new long[] {1, 2, 3});

        assertThat(new Numbers(Checksum.RANGES, new long[] {1, 2}).agreesWith(all))
                .isTrue();
        assertThat(new Numbers(Checksum.RANGES, new long[] {1, 3}).agreesWith(all))
                .isFalse();
        assertThat(new Numbers(Checksum.RANGES, new long[0]).agreesWith(all)).isFalse();
        assertThat(new Unverified(1).agreesWith(all)).isFalse();
    }

    @Test
    void theTotalIsTheSumOfTheCells() {
        long[] output = Shape.RETENTIONS.create();
        output[Shape.RETENTIONS.at(0, 7) + 2] = 40;
        output[Shape.RETENTIONS.at(11, 7) + 2] = 2;

        Shape.RETENTIONS.addTotal(output);

        assertThat(output[Shape.RETENTIONS.at(RevenueBook.CELLS, 7) + 2]).isEqualTo(42);
    }
}
