package io.csmetrics.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CellsTest {
    private static final Segment SMALL = Segment.of("size", "small");
    private static final Segment LARGE = Segment.of("size", "large");

    @Test
    void oneCellMoreThanSegmentsTakesWhatBelongsToNoAccount() {
        Cells cells = Cells.of(new int[] {1, 0, Cells.LEFT_OUT}, List.of(SMALL, LARGE));
        assertThat(cells.accounts()).isEqualTo(3);
        assertThat(cells.segments()).containsExactly(SMALL, LARGE);
        assertThat(cells.size()).isEqualTo(3);
        assertThat(cells.ofAccountless()).isEqualTo(2);
        assertThat(cells.of(0)).isEqualTo(1);
        assertThat(cells.of(1)).isZero();
        assertThat(cells.of(2)).isEqualTo(Cells.LEFT_OUT);
    }

    @Test
    void allAccountsCanBeInOneCellOrEachInItsOwn() {
        Cells overall = Cells.overall(2);
        assertThat(overall.segments()).containsExactly(Segment.overall());
        assertThat(overall.of(1)).isZero();
        Cells byAccount = Cells.byAccount(List.of("A", "B"));
        assertThat(byAccount.segments()).containsExactly(Segment.of("account_id", "A"), Segment.of("account_id", "B"));
        assertThat(byAccount.of(1)).isEqualTo(1);
    }

    @Test
    void aFilterMasksAccountsAndWhatBelongsToNoneButKeepsEverySegment() {
        Cells cells = Cells.of(new int[] {1, 0, Cells.LEFT_OUT, 1}, List.of(SMALL, LARGE))
                .only(account -> account != 0);
        assertThat(cells.segments()).containsExactly(SMALL, LARGE);
        assertThat(cells.of(0)).isEqualTo(Cells.LEFT_OUT);
        assertThat(cells.of(1)).isZero();
        assertThat(cells.of(2)).isEqualTo(Cells.LEFT_OUT);
        assertThat(cells.of(3)).isEqualTo(1);
        assertThat(cells.size()).isEqualTo(3);
        assertThat(cells.ofAccountless()).isEqualTo(Cells.LEFT_OUT);
    }

    @Test
    void theAccountsThatAreCountedAreListed() {
        Cells cells = Cells.of(new int[] {Cells.LEFT_OUT, 1, 0, Cells.LEFT_OUT, 1}, List.of(SMALL, LARGE));
        assertThat(counted(cells)).containsExactly(1, 2, 4);
        assertThat(counted(cells.only(account -> account > 1))).containsExactly(2, 4);
        assertThat(counted(cells.only(account -> false))).isEmpty();
        assertThat(counted(Cells.overall(2))).containsExactly(0, 1);
    }

    private static int[] counted(Cells cells) {
        return IntStream.range(0, cells.countedAccounts())
                .map(cells::countedAccount)
                .toArray();
    }

    @Test
    void theIndexesAreCopied() {
        int[] indexes = {0};
        Cells cells = Cells.of(indexes, List.of(SMALL));
        indexes[0] = 7;
        assertThat(cells.of(0)).isZero();
    }

    @Test
    void everyCellIsTheIndexOfASegment() {
        assertThatThrownBy(() -> Cells.of(new int[] {0, 2}, List.of(SMALL, LARGE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cell 2 of account 1 must be -1 to 1; give the index of a segment");
        assertThatThrownBy(() -> Cells.of(new int[] {-2}, List.of(SMALL)))
                .hasMessage("cell -2 of account 0 must be -1 to 0; give the index of a segment");
    }

    @Test
    void aSegmentIsThereOnce() {
        assertThatThrownBy(() -> Cells.of(new int[] {0, 1}, List.of(SMALL, SMALL)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("segment \"size=small\" must be there once; count its accounts in one cell");
    }
}
