package io.csmetrics.scorecard;

import static io.csmetrics.data.Books.JANUARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RandomBooks;
import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.kpi.KpiTable;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.revenue.CohortMovements;
import io.csmetrics.revenue.RandomLedgers;
import io.csmetrics.scorecard.ChangeDecomposition.Part;
import io.csmetrics.scorecard.KpiTarget.Attainment;
import io.csmetrics.scorecard.KpiTarget.Status;
import io.csmetrics.scorecard.Trigger.Outcome;
import io.csmetrics.scorecard.Trigger.Per;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomBooks.class)
@Domain(RandomLedgers.class)
@Domain(RandomScorecards.class)
@Domain(DomainContext.Global.class)
final class ScorecardProperties {
    private static final List<Kpi> RATIOS = List.of(
            RetentionKpis.NET_REVENUE_RETENTION,
            RetentionKpis.GROSS_REVENUE_CHURN_RATE,
            RetentionKpis.CUSTOMER_CHURN_RATE,
            OperationsKpis.CUSTOMER_SATISFACTION_SCORE,
            OperationsKpis.EMPLOYEE_NET_PROMOTER_SCORE);

    private static Kpi kpi(String key, Direction direction) {
        return Kpi.define(key, key).in(KpiUnit.SCORE, direction).as(RetentionKpis.NET_REVENUE_RETENTION.formula());
    }

    private static KpiResult result(Direction direction, Quotient number) {
        return Results.of(kpi("k", direction), JANUARY, Segment.overall(), number);
    }

    /** Kept and opening of one segment, in whole euros. */
    private record Counted(long kept, long opening) {}

    private static List<KpiResult> rows(ReportingPeriod period, List<Counted> segments) {
        List<KpiResult> rows = new ArrayList<>();
        Kpi kpi = RetentionKpis.NET_REVENUE_RETENTION;
        for (int i = 0; i < segments.size(); i++) {
            Counted counted = segments.get(i);
            rows.add(Results.ratio(kpi, period, Segment.of("s", "s" + i), counted.kept, counted.opening));
        }
        rows.add(Results.ratio(
                kpi,
                period,
                Segment.overall(),
                segments.stream().mapToLong(Counted::kept).sum(),
                segments.stream().mapToLong(Counted::opening).sum()));
        return rows;
    }

    private static List<Counted> counted(List<Integer> numbers) {
        List<Counted> counted = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.size(); i += 2) {
            // some segments have nothing at the opening, and then nothing to keep
            long opening = Math.max(0, numbers.get(i));
            counted.add(new Counted(opening == 0 ? 0 : Math.abs(numbers.get(i + 1)), opening));
        }
        return counted;
    }

    private static void assertSumsExactly(ChangeDecomposition change) {
        Quotient sum = change.parts().stream().map(Part::change).reduce(Quotient.of(0), Quotient::plus);
        assertThat(sum).isEqualByComparingTo(change.after().minus(change.before()));
        assertThat(change.mix().plus(change.rate())).isEqualByComparingTo(sum);
    }

    @Property
    void thePartsOfAChangeSumToItExactly(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = -300, max = 900) Integer> before,
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = -300, max = 900) Integer> after) {
        Optional<ChangeDecomposition> change =
                ChangeDecomposition.of(rows(JANUARY.previous(), counted(before)), rows(JANUARY, counted(after)));
        boolean isDefined = counted(before).stream().anyMatch(one -> one.opening > 0)
                && counted(after).stream().anyMatch(one -> one.opening > 0);
        assertThat(change.isPresent()).isEqualTo(isDefined);
        change.ifPresent(ScorecardProperties::assertSumsExactly);
    }

    @Property
    void nothingMovesWithoutAReason(
            @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 900) Integer> numbers,
            @ForAll @IntRange(min = 1, max = 9) int times) {
        List<Counted> before = counted(numbers);
        List<Counted> grown = before.stream()
                .map(one -> new Counted(one.kept * times, one.opening * times))
                .toList();
        ChangeDecomposition change = ChangeDecomposition.of(rows(JANUARY.previous(), before), rows(JANUARY, grown))
                .orElseThrow();
        assertThat(change.parts()).allSatisfy(part -> {
            assertThat(part.mix().signum()).isZero();
            assertThat(part.rate().signum()).isZero();
        });
    }

    @Property(tries = 60)
    void measuredChangesSumExactlyToo(
            @ForAll Portfolio book, @ForAll ReportingPeriod from, @ForAll ReportingPeriod to) {
        KpiTable table = KpiSheet.of(RATIOS)
                .over(from, to)
                .by(Segmentation.by("segment"))
                .measure(book.data());
        for (Kpi kpi : RATIOS) {
            if (table.rows().stream().anyMatch(row -> !row.segment().isOverall())) {
                ChangeDecomposition.of(table, kpi, from, to).ifPresent(ScorecardProperties::assertSumsExactly);
            }
        }
    }

    @Property(tries = 100)
    void thePartsOfNetRetentionSumToIt(@ForAll Portfolio book, @ForAll ReportingPeriod period) {
        CustomerData data = book.data();
        CohortMovements facts = data.ledger()
                .cohortMovements(
                        List.of(period),
                        Cells.overall(data.ledger().accountIds().size()))
                .at(0, 0);
        Optional<Quotient> net = RetentionKpis.NET_REVENUE_RETENTION
                .measure(data, period)
                .quotient()
                .map(rate -> rate.minus(Quotient.of(1)));
        Optional<Quotient> sum = RetentionParts.of(facts).map(RetentionParts::sum);
        assertThat(sum.isPresent()).isEqualTo(net.isPresent());
        net.ifPresent(rate -> assertThat(sum.orElseThrow()).isEqualByComparingTo(rate));
    }

    @Property
    void metIsFullAttainment(
            @ForAll @LongRange(min = 1, max = 1_000) long actual,
            @ForAll @LongRange(min = 1, max = 1_000) long parts,
            @ForAll @LongRange(min = 1, max = 1_000) long target) {
        KpiTarget wanted = KpiTarget.of("k", BigDecimal.valueOf(target));
        Quotient number = Quotient.of(actual, parts);
        Attainment higher = wanted.attainment(result(Direction.HIGHER, number));
        Attainment lower = wanted.attainment(result(Direction.LOWER, number));
        for (Attainment reached : List.of(higher, lower)) {
            Quotient attained = reached.attained().orElseThrow();
            assertThat(reached.status() == Status.MET).isEqualTo(attained.compareTo(Quotient.of(1)) >= 0);
        }
        // what is more than wanted in one direction is less in the other
        assertThat(higher.attained().orElseThrow().times(lower.attained().orElseThrow()))
                .isEqualByComparingTo(Quotient.of(1));
        assertThat(higher.gap()).isEqualTo(lower.gap());
    }

    @Property
    void theGapSaysWhetherATargetIsMet(@ForAll KpiTarget any, @ForAll @IntRange(min = -50, max = 50) int off) {
        BigDecimal edge = any.value().orElseGet(() -> any.band().orElseThrow().lowest());
        Direction[] directions = any.band().isPresent()
                ? new Direction[] {Direction.NEUTRAL}
                : new Direction[] {Direction.HIGHER, Direction.LOWER};
        for (Direction direction : directions) {
            KpiResult result = Results.of(
                    kpi(any.key(), direction), JANUARY, any.segment(), Quotient.of(edge.add(BigDecimal.valueOf(off))));
            Attainment reached = any.attainment(result);
            if (direction == Direction.NEUTRAL) {
                boolean inside = off >= 0
                        && edge.add(BigDecimal.valueOf(off))
                                        .compareTo(any.band().orElseThrow().highest())
                                <= 0;
                assertThat(reached.status()).isEqualTo(inside ? Status.MET : Status.MISSED);
            } else {
                assertThat(reached.gap()).contains(Quotient.of(off));
                int better = direction == Direction.HIGHER ? off : -off;
                assertThat(reached.status()).isEqualTo(better >= 0 ? Status.MET : Status.MISSED);
            }
        }
    }

    @Property
    void triggersDoNotDependOnTheOrderOfResults(
            @ForAll Trigger trigger,
            @ForAll @Size(max = 24) List<@IntRange(min = -1_000, max = 1_000) Integer> numbers,
            @ForAll long draw) {
        Kpi kpi = kpi(trigger.key(), Direction.HIGHER);
        Segment[] subjects = {
            Segment.overall(),
            Segment.of("region", "EMEA"),
            Segment.of("account_id", "A"),
            Segment.of("account_id", "B")
        };
        List<KpiResult> results = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            ReportingPeriod period = ReportingPeriod.month(2025, 1 + i / subjects.length);
            Segment subject = subjects[i % subjects.length];
            results.add(
                    numbers.get(i) % 7 == 0
                            ? Results.undefined(kpi, period, subject)
                            : Results.of(kpi, period, subject, Quotient.of(numbers.get(i))));
        }
        ReportingPeriod last = ReportingPeriod.month(2025, 1 + Math.max(0, numbers.size() - 1) / subjects.length);
        Outcome outcome = trigger.read(results, last);
        List<KpiResult> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, new Random(draw));
        assertThat(trigger.read(shuffled, last)).isEqualTo(outcome);
        // nobody fires and is listed, and everybody is of the kind that is looked at
        assertThat(outcome.fired()).allSatisfy(fired -> {
            assertThat(Per.of(fired.subject())).isEqualTo(trigger.per());
            assertThat(outcome.unread()).noneMatch(unread -> unread.subject().equals(Optional.of(fired.subject())));
        });
    }

    @Property
    void theLastMaturePeriodIsMatureAndTheNextIsNot(
            @ForAll @IntRange(max = 400) int days, @ForAll @IntRange(max = 1_500) int after, @ForAll Grain grain) {
        Instant asOf = Instant.parse("2024-01-01T00:00:00Z").plus(Duration.ofHours(17L * after));
        ReportingPeriod latest = grain.periodContaining(LocalDate.of(2026, 12, 31));
        Duration window = Duration.ofDays(days);
        ReportingPeriod mature = ScorecardSheet.lastMaturePeriod(window, latest, asOf, ZoneOffset.UTC);
        assertThat(over(mature, window)).isBeforeOrEqualTo(asOf);
        if (!mature.equals(latest)) {
            assertThat(over(grain.periodContaining(mature.endExclusive()), window))
                    .isAfter(asOf);
        }
    }

    private static Instant over(ReportingPeriod period, Duration window) {
        return period.endExclusive().atStartOfDay(ZoneOffset.UTC).toInstant().plus(window);
    }

    @Property(tries = 40)
    void aScorecardSaysWhatItsKpisSay(@ForAll Portfolio book, @ForAll @IntRange(max = 20) int month) {
        CustomerData data = book.data();
        ReportingPeriod period = Grain.MONTH.periodContaining(RandomLedgers.FIRST_DAY.plusMonths(month));
        Scorecard scorecard = Scorecard.builder("s", Cadence.MONTHLY)
                .keys(RATIOS.stream().map(Kpi::key).toArray(String[]::new))
                .by("region")
                .build();
        ScorecardReading reading =
                scorecard.over(RATIOS, period, ZoneOffset.UTC).measure(data);
        for (Kpi kpi : RATIOS) {
            ScorecardReading.Metric metric = reading.metric(kpi.key()).orElseThrow();
            assertThat(metric.now())
                    .isEqualTo(kpi.measure(data, period, reading.asOf()).row());
            assertThat(metric.previous())
                    .contains(
                            kpi.measure(data, period.previous(), reading.asOf()).row());
            assertThat(metric.yearAgo())
                    .contains(
                            kpi.measure(data, period.yearAgo(), reading.asOf()).row());
        }
        Report report = Report.of(reading).data(data).build();
        assertThat(report.metrics().metrics()).isEqualTo(reading.metrics());
    }
}
