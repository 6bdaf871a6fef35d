package io.csmetrics.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.EveryKpi;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RandomBooks;
import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Flag;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.RandomLedgers;
import io.csmetrics.revenue.RetentionMethod;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.joda.money.BigMoney;

@Domain(RandomBooks.class)
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
final class KpiSheetProperties {
    private static final List<Kpi> KPIS = EveryKpi.configured();

    /** Also every alternative that a definition offers. */
    private static final List<Kpi> ALL = EveryKpi.withAlternatives();

    private static final Segmentation FINE = Segmentation.by("segment", "region");

    private static KpiSheet sheet(ReportingPeriod... periods) {
        return KpiSheet.of(ALL).over(periods);
    }

    /** The middle of the visible days: a period may begin after everything. */
    private static Instant inside(ReportingPeriod period) {
        return period.start()
                .plusDays(Math.max(1, period.days() / 2))
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }

    private static List<List<Object>> numbers(KpiTable table) {
        return table.rows().stream()
                .map(row -> Arrays.<Object>asList(row.kpi(), row.reading(), row.segment(), row.answer()))
                .toList();
    }

    @Property(tries = 20)
    void partsAddedInAnyOrderEqualTheWhole(
            @ForAll Portfolio book, @ForAll ReportingPeriod one, @ForAll ReportingPeriod two, @ForAll long draw) {
        KpiSheet sheet = sheet(one, two).by(FINE);
        KpiFacts whole = sheet.collect(book.data());
        Random random = new Random(draw);
        for (int count : new int[] {1, 2, 5}) {
            List<KpiFacts> parts = new ArrayList<>(book.parts(count, random).stream()
                    .map(part -> sheet.collect(part.data()))
                    .toList());
            Collections.shuffle(parts, random);
            KpiFacts added = parts.stream().reduce(KpiFacts::plus).orElseThrow();
            for (Need need : whole.needs()) {
                assertThat(added.of(need, Segment.overall())).isEqualTo(whole.of(need, Segment.overall()));
            }
            assertThat(added.equals(whole)).as("%s parts", count).isTrue();
            assertThat(added).hasSameHashCodeAs(whole);
            assertThat(numbers(sheet.results(added))).isEqualTo(numbers(sheet.results(whole)));
        }
    }

    @Property(tries = 10)
    void factsSurviveSerialisation(@ForAll Portfolio book, @ForAll ReportingPeriod period)
            throws IOException, ClassNotFoundException {
        KpiSheet sheet = sheet(period).by(FINE);
        KpiFacts facts = sheet.collect(book.data());
        KpiFacts read = (KpiFacts) copy(facts);
        assertThat(read.equals(facts)).isTrue();
        assertThat(read.plus(facts).equals(facts.plus(facts))).isTrue();
        KpiResult result = sheet.results(read).rows().get(0);
        assertThat(copy(result)).isEqualTo(result);
    }

    private static Object copy(Object value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return in.readObject();
        }
    }

    @Property(tries = 20)
    void theOrderOfRecordsIsIrrelevant(@ForAll Portfolio book, @ForAll ReportingPeriod period, @ForAll long draw) {
        KpiSheet sheet = sheet(period).by(FINE);
        assertThat(sheet.collect(book.shuffled(new Random(draw)).data()).equals(sheet.collect(book.data())))
                .isTrue();
    }

    @Property(tries = 20)
    void whatHappensAtOrAfterTheInstantOfKnowledgeChangesNothing(
            @ForAll Portfolio book, @ForAll ReportingPeriod period) {
        Instant asOf = inside(period);
        KpiSheet sheet = KpiSheet.of(ALL).over(period).by(FINE).asOf(asOf);
        assertThat(numbers(sheet.measure(book.before(asOf).data()))).isEqualTo(numbers(sheet.measure(book.data())));
    }

    @Property(tries = 20)
    void withoutAnInstantWhatHappensAfterThePeriodChangesNothing(
            @ForAll Portfolio book, @ForAll ReportingPeriod period) {
        Instant end = period.endExclusive().atStartOfDay(ZoneOffset.UTC).toInstant();
        KpiSheet sheet = sheet(period).by(FINE);
        assertThat(numbers(sheet.measure(book.before(end).data()))).isEqualTo(numbers(sheet.measure(book.data())));
    }

    @Property(tries = 20)
    void aSegmentRolledUpEqualsTheCoarserSegmentation(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        KpiFacts fine = sheet(period).by(FINE).collect(data);
        KpiFacts coarse = sheet(period).by(Segmentation.by("region")).collect(data);
        KpiFacts none = sheet(period).collect(data);
        if (!data.accounts().isEmpty()) {
            assertThat(fine.rollUp("region").equals(coarse)).isTrue();
            assertThat(fine.rollUp().equals(none)).isTrue();
            assertThat(coarse.rollUp().equals(none)).isTrue();
        }
        assertThat(numbers(sheet(period).results(fine.rollUp())))
                .isEqualTo(numbers(sheet(period).results(none)));
    }

    @Property(tries = 20)
    void theOverallNumberIsTheSumOfTheCells(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        KpiFacts facts = sheet(period).by(FINE).collect(book.data());
        KpiFacts employees =
                sheet(period).by(FINE).collect(book.only(List.of(), true).data());
        for (Need need : facts.needs()) {
            Facts accountless = employees.of(need, Segment.overall());
            Facts overall = facts.of(need, Segment.overall());
            assertThat(facts.segments().stream()
                            .map(segment -> facts.of(need, segment))
                            .reduce(accountless, Facts::plus)
                            .plus(overall.times(0)))
                    .isEqualTo(overall.plus(overall.times(0)));
        }
    }

    @Property(tries = 20)
    void aFilterEqualsMeasuringOnlyThoseAccounts(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        AccountFilter filter =
                AccountFilter.where("segment", "SMB", "Enterprise").and(AccountFilter.whereSet("owner"));
        CustomerData some = book.only(
                        book.accounts().stream().filter(filter::keeps).toList(), false)
                .data();
        CustomerData all = book.data();
        for (Kpi kpi : KPIS) {
            assertThat(kpi.where(filter).measure(all, period).answer())
                    .as(kpi.key())
                    .isEqualTo(kpi.measure(some, period).answer());
        }
    }

    @Property(tries = 12)
    void aSeriesEqualsItsPeriodsOneByOne(
            @ForAll Portfolio book, @ForAll @Size(min = 1, max = 4) List<ReportingPeriod> periods) {
        CustomerData data = book.data();
        for (Kpi kpi : KPIS) {
            assertThat(kpi.series(data, periods))
                    .isEqualTo(periods.stream()
                            .map(period -> kpi.measure(data, period))
                            .toList());
        }
    }

    @Property(tries = 12)
    void aSegmentEqualsAFilterOnIt(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        for (Kpi kpi : KPIS) {
            Map<Segment, KpiResult> bySegment = kpi.measureBy(Segmentation.by("segment"), data, period);
            bySegment.forEach((segment, result) -> {
                String value = segment.attributes().get("segment");
                if (!value.equals(Segment.NONE)) {
                    AccountFilter only = AccountFilter.where("segment", value);
                    assertThat(result.answer())
                            .isEqualTo(kpi.where(only).measure(data, period).answer());
                }
            });
            assertThat(List.copyOf(bySegment.keySet())).isSorted();
        }
    }

    @Property(tries = 12)
    void copiesOfAnAccountCountAsOftenAsTheyAreDrawn(
            @ForAll Portfolio book, @ForAll ReportingPeriod period, @ForAll long draw) {
        KpiSheet sheet = sheet(period).by(Segmentation.byAccount());
        KpiFacts facts = sheet.collect(book.data());
        int[] copies = new Random(draw).ints(facts.segments().size(), 0, 4).toArray();
        KpiFacts drawn = facts.times(copies);
        assertThat(facts.times(IntStream.range(0, copies.length).map(i -> 1).toArray())
                        .equals(facts))
                .isTrue();
        for (Need need : facts.needs()) {
            for (int i = 0; i < copies.length; i++) {
                Facts once = facts.of(need, facts.segments().get(i));
                Facts times = drawn.of(need, facts.segments().get(i));
                Facts added = once.times(0);
                for (int copy = 0; copy < copies[i]; copy++) {
                    added = added.plus(once);
                }
                assertThat(times).isEqualTo(added);
            }
        }
    }

    @Property(tries = 20)
    void anInstantInsideThePeriodFlagsIt(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        Instant asOf = inside(period);
        boolean partial =
                asOf.isBefore(period.endExclusive().atStartOfDay(ZoneOffset.UTC).toInstant());
        KpiSheet.of(KPIS)
                .over(period)
                .asOf(asOf)
                .measure(book.data())
                .rows()
                .forEach(row ->
                        assertThat(row.flags().contains(Flag.PARTIAL_PERIOD)).isEqualTo(partial));
        sheet(period)
                .measure(book.data())
                .rows()
                .forEach(row -> assertThat(row.flags()).doesNotContain(Flag.PARTIAL_PERIOD));
    }

    @Property(tries = 20)
    void totalsOfTheCallerAreDividedAsTheDataAre(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        assertThat(RetentionKpis.NET_REVENUE_RETENTION.of(data.ledger().retention(period)))
                .isEqualTo(RetentionKpis.NET_REVENUE_RETENTION
                        .measure(data, period)
                        .answer());
        assertThat(RetentionKpis.GROSS_REVENUE_RETENTION
                        .with(RetentionKpis.METHOD, RetentionMethod.FLOW)
                        .of(data.ledger().bridge(period)))
                .isEqualTo(RetentionKpis.GROSS_REVENUE_RETENTION
                        .with(RetentionKpis.METHOD, RetentionMethod.FLOW)
                        .measure(data, period)
                        .answer());
        Kpi paid = ExpansionKpis.PAID_ACCOUNTS;
        KpiFacts counted = KpiSheet.of(paid).over(period).collect(data);
        KpiFacts given = KpiFacts.given(ZoneOffset.UTC, data.currency())
                .put(
                        ExpansionKpis.MONTHLY_RECURRING_REVENUE,
                        period,
                        data.ledger().bridge(period))
                .put(paid, period, counted.of(counted.needs().iterator().next(), Segment.overall()));
        Kpi arpa = ExpansionKpis.AVERAGE_REVENUE_PER_ACCOUNT;
        assertThat(KpiSheet.of(arpa).over(period).results(given).result(arpa, period))
                .isEqualTo(arpa.measure(data, period));
    }

    @Property(tries = 20)
    void recordsOfAnotherAccountLeaveASegmentAlone(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        List<RevenueMovement> movements = new ArrayList<>(book.movements());
        movements.add(
                RevenueMovement.of("stranger", period.start(), Type.NEW, BigMoney.of(book.currency(), BigDecimal.TEN)));
        List<SurveyResponse> surveys = new ArrayList<>(book.surveys());
        surveys.add(SurveyResponse.of(
                SurveyResponse.NPS,
                "stranger",
                period.start().atStartOfDay(ZoneOffset.UTC).toInstant(),
                BigDecimal.TEN));
        CustomerData more = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(book.currency())
                .accounts(book.accounts())
                .accounts(List.of(io.csmetrics.record.Account.builder("stranger")
                        .segment("Stranger")
                        .build()))
                .movements(movements)
                .surveys(surveys)
                .contracts(book.activity().contracts())
                .tickets(book.activity().tickets())
                .opportunities(book.activity().opportunities())
                .costs(book.activity().costs())
                .events(book.activity().events())
                .values(book.activity().values())
                .build();
        KpiSheet sheet = sheet(period).by(Segmentation.by("segment"));
        KpiTable before = sheet.measure(data);
        KpiTable after = sheet.measure(more);
        before.rows().stream()
                .filter(row -> !row.segment().isOverall())
                .forEach(row -> assertThat(after.result(row.kpi(), period, row.segment()))
                        .isEqualTo(row));
    }
}
