package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.EveryKpi;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RandomBooks;
import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.data.Segmentation;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.RandomLedgers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomBooks.class)
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
final class PartedCollectionProperties {
    private static final List<Kpi> ALL = EveryKpi.withAlternatives();
    private static final int[] PARTS = {1, 2, 7, 16};

    private static KpiSheet sheet(List<Kpi> kpis, ReportingPeriod period) {
        return KpiSheet.of(kpis).over(period).by(Segmentation.by("segment", "region"));
    }

    private static List<String> answers(KpiSheet sheet, KpiFacts facts) {
        return sheet.results(facts).rows().stream()
                .map(row -> row.segment() + " " + row.answer())
                .toList();
    }

    @Property(tries = 3)
    void partsThatAreNotCheckedAgainAddUpToTheWholeInAnyOrder(
            @ForAll Portfolio book, @ForAll ReportingPeriod period, @ForAll long draw) {
        KpiSheet sheet = sheet(ALL, period);
        CustomerData data = book.data();
        KpiFacts whole = sheet.collect(data);
        List<String> answers = answers(sheet, whole);
        Random random = new Random(draw);
        for (int count : PARTS) {
            List<CustomerData> parts = new ArrayList<>(sheet.parts(data, count));
            assertThat(parts)
                    .hasSize(Math.min(count, Math.max(1, data.accounts().size())));
            Collections.shuffle(parts, random);
            KpiFacts added = parts.stream().collect(sheet.collector());
            assertThat(added.equals(whole)).as("%s parts", count).isTrue();
            assertThat(answers(sheet, added)).isEqualTo(answers);
        }
    }

    @Property(tries = 2)
    void threadsAndPartsChangeNothing(@ForAll Portfolio book, @ForAll ReportingPeriod period)
            throws InterruptedException {
        KpiSheet sheet = sheet(EveryKpi.configured(), period);
        CustomerData data = book.data();
        KpiFacts whole = sheet.collect(data);
        for (int threads : new int[] {1, 2, 7}) {
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            try {
                for (int count : PARTS) {
                    assertThat(sheet.collect(data, executor, count).equals(whole))
                            .as("%s parts, %s threads", count, threads)
                            .isTrue();
                }
            } finally {
                executor.shutdown();
            }
        }
    }

    @Property(tries = 4)
    void aPartOfABookWithContextKeepsTheContext(
            @ForAll Portfolio book, @ForAll ReportingPeriod period, @ForAll long draw) {
        KpiSheet sheet = sheet(EveryKpi.configured(), period);
        CustomerData half = book.parts(2, new Random(draw)).get(0).data();
        assertThat(sheet.parts(half, 3).stream().collect(sheet.collector()).equals(sheet.collect(half)))
                .isTrue();
    }

    @Property(tries = 10)
    void aPartHoldsWhatItsAccountsHave(@ForAll Portfolio book) {
        CustomerData data = book.data();
        List<CustomerData> parts = data.parts(3, Set.of("referral-sent"));
        assertThat(parts.stream().flatMap(part -> part.accounts().stream())).isEqualTo(data.accounts());
        assertThat(parts.stream().flatMap(part -> part.ledger().movements().stream()))
                .isEqualTo(data.ledger().movements());
        for (CustomerData part : parts) {
            List<String> ids =
                    part.accounts().stream().map(account -> account.id()).toList();
            assertThat(part.events())
                    .containsExactlyElementsOf(data.events().stream()
                            .filter(event -> ids.contains(event.accountId()))
                            .toList());
            assertThat(part.tickets())
                    .containsExactlyElementsOf(data.tickets().stream()
                            .filter(ticket -> ids.contains(ticket.accountId()))
                            .toList());
            assertThat(part.values())
                    .containsExactlyElementsOf(data.values().stream()
                            .filter(value -> ids.contains(value.accountId()))
                            .toList());
            assertThat(part.kinds()).isEqualTo(data.kinds());
        }
        assertThat(parts.stream().mapToInt(part -> part.costs().size()).sum())
                .isEqualTo(data.costs().size());
        assertThat(parts.stream().mapToInt(part -> part.responses().size()).sum())
                .isEqualTo(data.responses().size());
    }
}
