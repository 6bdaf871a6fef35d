package io.csmetrics.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.record.RevenueMovement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RevenueBookTest {
    @Test
    void theUsualSizeHasTheKnownNumberOfMovements() {
        RevenueBook book = RevenueBook.of(RevenueBook.S);

        assertThat(book.accounts()).isEqualTo(100_000);
        assertThat(book.size()).isEqualTo(998_084);
    }

    @Test
    void aSmallerBookHoldsTheFirstAccountsOfALargerOne() {
        RevenueBook small = RevenueBook.of(50);
        RevenueBook large = RevenueBook.of(200);

        List<String> first =
                IntStream.range(0, 50).mapToObj(AccountIds.TEXTS::of).toList();
        assertThat(small.movements())
                .isEqualTo(large.movements().stream()
                        .filter(movement -> first.contains(movement.accountId()))
                        .toList());
        assertThat(large.cellByAccountId(AccountIds.TEXTS))
                .containsAllEntriesOf(small.cellByAccountId(AccountIds.TEXTS));
    }

    @Test
    void movementsAreInDateOrder() {
        assertThat(RevenueBook.of(300).movements())
                .hasSizeGreaterThan(2_000)
                .isSortedAccordingTo(Comparator.comparing(RevenueMovement::effectiveOn));
    }

    @Test
    void accountsHaveDistinctIds() {
        assertThat(RevenueBook.of(RevenueBook.S).cellByAccountId(AccountIds.TEXTS))
                .hasSize(RevenueBook.S);
    }
}
