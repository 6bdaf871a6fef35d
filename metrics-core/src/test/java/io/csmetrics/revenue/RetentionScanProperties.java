package io.csmetrics.revenue;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RandomLedgers.Book;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** That many windows, counted together in whichever way, are each of them counted alone. */
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
class RetentionScanProperties {
    @Property(tries = 60)
    void longSeriesInAnyOrderAreTheirWindowsOneByOne(
            @ForAll Book book,
            @ForAll @IntRange(min = 1, max = 3) int lengths,
            @ForAll @IntRange(min = 0, max = 40) int days,
            @ForAll Random random) {
        List<ReportingPeriod> windows = new ArrayList<>();
        for (int length = 0; length < lengths; length++) {
            int longest = 1 + random.nextInt(500);
            int shorter = random.nextInt(longest);
            LocalDate start = RandomLedgers.FIRST_DAY.plusDays(random.nextInt(600) - 100L);
            for (int i = 0; i < 30; i++) {
                // starts never go back, and neither do ends
                windows.add(ReportingPeriod.of(
                        start.plusDays((long) i * days),
                        start.plusDays((long) i * days + longest - (i == 0 ? shorter : 0))));
            }
        }
        Collections.shuffle(windows, random);
        areCountedOneByOne(book.ledger(), windows, random);
    }

    @Property(tries = 60)
    void anyWindowsAreTheirFactsOneByOne(
            @ForAll Book book, @ForAll @Size(min = 2, max = 12) List<ReportingPeriod> windows, @ForAll Random random) {
        areCountedOneByOne(book.ledger(), windows, random);
    }

    private static void areCountedOneByOne(RevenueLedger ledger, List<ReportingPeriod> windows, Random random) {
        Cells cells = RandomLedgers.cells(ledger.accountIds().size(), random);
        RevenueLedger.Retentions together = ledger.retentions(windows, cells);
        for (int window = 0; window < windows.size(); window++) {
            RevenueLedger.Retentions alone = ledger.retentions(List.of(windows.get(window)), cells);
            for (int cell = 0; cell < cells.size(); cell++) {
                assertThat(together.at(window, cell)).isEqualTo(alone.at(0, cell));
            }
        }
    }
}
