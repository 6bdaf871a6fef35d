package io.csmetrics.scorecard;

import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiRow;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Grain;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.scorecard.ScorecardReading.Change;
import io.csmetrics.scorecard.ScorecardReading.Metric;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A scorecard over a period: what is asked of the engine, and how its answers are read. One instant of knowledge holds for everything,
 * for earlier periods too.
 *
 * <p>A KPI whose windows are still open at that instant is read in the {@linkplain #lastMaturePeriod last mature period}, and its metric
 * says so. Beside the keys of the scorecard those of {@link Report#KEYS} are measured.
 *
 * @param scorecard the scorecard
 * @param kpis the KPIs that there are, once each
 * @param period the period
 * @param zone the zone of the data
 * @param asOf the instant of knowledge, after the start of the period
 */
public record ScorecardSheet(Scorecard scorecard, List<Kpi> kpis, ReportingPeriod period, ZoneId zone, Instant asOf) {

    /** Copies the KPIs. */
    public ScorecardSheet {
        kpis = List.copyOf(kpis);
        Set<String> keys = new LinkedHashSet<>();
        for (Kpi kpi : kpis) {
            if (!keys.add(kpi.key())) {
                throw new IllegalArgumentException(
                        "KPI \"" + kpi.key() + "\" must be given once; a scorecard knows one of a key");
            }
        }
        if (!period.start().atStartOfDay(zone).toInstant().isBefore(asOf)) {
            throw new IllegalArgumentException(
                    "as-of " + asOf + " must be after the start of the period " + period + "; nothing of it was known");
        }
    }

    /**
     * Returns the last period whose windows were all over at an instant: the given one, or the nearest before it. Defined as the last
     * period, going back by {@link ReportingPeriod#previous()}, with {@code end + kpi.followUp() <= asOf}.
     *
     * @param kpi the KPI, with its parameters set
     * @param period the latest period that may be returned
     * @param asOf the instant of knowledge
     * @param zone the zone of the data
     * @return the last mature period; for a KPI without windows the last one that was over
     */
    public static ReportingPeriod lastMaturePeriod(Kpi kpi, ReportingPeriod period, Instant asOf, ZoneId zone) {
        return lastMaturePeriod(kpi.followUp(), period, asOf, zone);
    }

    /**
     * Returns the last calendar piece whose windows were all over at an instant.
     *
     * @param kpi the KPI, with its parameters set
     * @param grain the grain
     * @param asOf the instant of knowledge
     * @param zone the zone of the data
     * @return the last piece with {@code end + kpi.followUp() <= asOf}
     */
    public static ReportingPeriod lastMaturePeriod(Kpi kpi, Grain grain, Instant asOf, ZoneId zone) {
        ReportingPeriod latest = grain.periodContaining(asOf.atZone(zone).toLocalDate());
        return lastMaturePeriod(kpi, latest, asOf, zone);
    }

    static ReportingPeriod lastMaturePeriod(Duration followUp, ReportingPeriod period, Instant asOf, ZoneId zone) {
        ReportingPeriod mature = period;
        while (mature.endExclusive()
                .atStartOfDay(zone)
                .toInstant()
                .plus(followUp)
                .isAfter(asOf)) {
            mature = mature.previous();
        }
        return mature;
    }

    /** The period in which a KPI is read. One without windows is read as it is, even if the period is not over. */
    private ReportingPeriod periodOf(Kpi kpi) {
        return kpi.followUp().isZero() ? period : lastMaturePeriod(kpi, period, asOf, zone);
    }

    /** How many periods a trend has: weeks of a quarter, months to the same one of last year, quarters likewise. */
    private int trend() {
        return scorecard.cadence() == Cadence.QUARTERLY ? 5 : 13;
    }

    private static List<ReportingPeriod> back(ReportingPeriod from, int count) {
        List<ReportingPeriod> periods = new ArrayList<>(List.of(from));
        while (periods.size() < count) {
            periods.add(0, periods.get(0).previous());
        }
        return periods;
    }

    private List<Kpi> asked() {
        Map<String, Kpi> byKey = new HashMap<>();
        kpis.forEach(kpi -> byKey.put(kpi.key(), kpi));
        Set<String> keys = new LinkedHashSet<>(scorecard.keys());
        scorecard.northStar().ifPresent(keys::add);
        keys.addAll(Report.KEYS);
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(byKey.get(key)).stream())
                .toList();
    }

    /**
     * Returns the sheet of all KPIs, overall and by the segments of the scorecard: for each the period, the trend that leads to it, the
     * periods that triggers look at, and the same period a year ago.
     *
     * @return the sheet, to be measured, or collected part by part
     */
    public KpiSheet kpiSheet() {
        List<Kpi> asked = asked();
        // a sheet of no KPI, too, has a period
        Set<ReportingPeriod> periods = new LinkedHashSet<>(List.of(period));
        for (Kpi kpi : asked) {
            ReportingPeriod now = periodOf(kpi);
            periods.addAll(back(
                    now, Math.max(trend(), 1 + longest(kpi, List.of(Trigger.Per.OVERALL, Trigger.Per.SEGMENT)))));
            periods.add(now.yearAgo());
        }
        Segmentation segmentation = scorecard.segmentBy().isEmpty()
                ? Segmentation.none()
                : Segmentation.by(scorecard.segmentBy().toArray(String[]::new));
        return KpiSheet.of(asked).over(List.copyOf(periods)).by(segmentation).asOf(asOf);
    }

    /**
     * Returns the sheet of the KPIs with triggers per account.
     *
     * @return the sheet; empty if there is no such trigger on a KPI that is there
     */
    public Optional<KpiSheet> accountSheet() {
        List<Kpi> asked = new ArrayList<>();
        Set<ReportingPeriod> periods = new LinkedHashSet<>();
        for (Kpi kpi : asked()) {
            int longest = longest(kpi, List.of(Trigger.Per.ACCOUNT));
            if (longest > 0) {
                asked.add(kpi);
                periods.addAll(back(periodOf(kpi), 1 + longest));
            }
        }
        return asked.isEmpty()
                ? Optional.empty()
                : Optional.of(KpiSheet.of(asked)
                        .over(List.copyOf(periods))
                        .by(Segmentation.byAccount())
                        .asOf(asOf));
    }

    private int longest(Kpi kpi, List<Trigger.Per> subjects) {
        return scorecard.triggers().stream()
                .filter(trigger -> trigger.key().equals(kpi.key()) && subjects.contains(trigger.per()))
                .mapToInt(Trigger::periods)
                .max()
                .orElse(0);
    }

    /**
     * Measures everything.
     *
     * @param data all accounts, in the zone of this sheet
     * @return what the scorecard says
     * @throws IllegalArgumentException if the data are in another zone
     */
    public ScorecardReading measure(CustomerData data) {
        if (!data.zone().equals(zone)) {
            throw new IllegalArgumentException(
                    "zone " + zone + " of the scorecard must be that of the data, " + data.zone());
        }
        List<KpiResult> results = new ArrayList<>(kpiSheet().measure(data).rows());
        accountSheet().ifPresent(sheet -> results.addAll(sheet.measure(data).rows()));
        return read(results);
    }

    /**
     * Reads answers that the engine gave.
     *
     * @param results the rows of {@link #kpiSheet()} and {@link #accountSheet()}, and of other KPIs that triggers look at
     * @return what the scorecard says
     * @throws IllegalArgumentException if the row of a KPI is missing
     */
    public ScorecardReading read(Collection<KpiResult> results) {
        Map<String, List<KpiResult>> byKey = new LinkedHashMap<>();
        results.forEach(result -> byKey.computeIfAbsent(result.kpi().key(), first -> new ArrayList<>())
                .add(result));
        List<Metric> metrics = new ArrayList<>();
        Map<String, ReportingPeriod> periods = new HashMap<>();
        for (Kpi kpi : asked()) {
            periods.put(kpi.key(), periodOf(kpi));
            metrics.addAll(metrics(kpi, byKey.getOrDefault(kpi.key(), List.of())));
        }
        List<Trigger.Firing> fired = new ArrayList<>();
        List<Trigger.Unread> unread = new ArrayList<>();
        for (Trigger trigger : scorecard.triggers()) {
            Trigger.Outcome outcome = trigger.read(
                    byKey.getOrDefault(trigger.key(), List.of()), periods.getOrDefault(trigger.key(), period));
            fired.addAll(outcome.fired());
            unread.addAll(outcome.unread());
        }
        return new ScorecardReading(
                scorecard, period, asOf, metrics, new Trigger.Outcome(fired, unread), scorecard.checks(kpis));
    }

    private record At(Segment segment, ReportingPeriod period) {}

    private List<Metric> metrics(Kpi kpi, List<KpiResult> rows) {
        Map<At, KpiResult> byPlace = new HashMap<>();
        SortedSet<Segment> segments = new TreeSet<>();
        for (KpiResult row : rows) {
            if (Trigger.Per.of(row.segment()) != Trigger.Per.ACCOUNT) {
                byPlace.putIfAbsent(new At(row.segment(), row.reading().period()), row);
                segments.add(row.segment());
            }
        }
        ReportingPeriod now = periodOf(kpi);
        if (!segments.contains(Segment.overall())) {
            throw new IllegalArgumentException(
                    "the results have no row of \"" + kpi.key() + "\"; measure kpiSheet() first");
        }
        List<Metric> metrics = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.isOverall() || scorecard.keys().contains(kpi.key())) {
                metrics.add(metric(kpi, segment, now, byPlace));
            }
        }
        return metrics;
    }

    private Metric metric(Kpi kpi, Segment segment, ReportingPeriod now, Map<At, KpiResult> byPlace) {
        KpiResult result = byPlace.get(new At(segment, now));
        if (result == null) {
            throw new IllegalArgumentException("the results have no row of \"" + kpi.key() + "\", " + segment + ", "
                    + now + "; measure kpiSheet() first");
        }
        Optional<KpiResult> previous = Optional.ofNullable(byPlace.get(new At(segment, now.previous())));
        Optional<KpiResult> yearAgo = Optional.ofNullable(byPlace.get(new At(segment, now.yearAgo())));
        List<KpiRow> trend = back(now, trend()).stream()
                .flatMap(at -> Optional.ofNullable(byPlace.get(new At(segment, at))).stream())
                .map(KpiResult::row)
                .toList();
        return new Metric(
                kpi.key(),
                kpi.definition().name(),
                kpi.direction(),
                kpi.definition().indicator(),
                segment,
                result.row(),
                previous.map(KpiResult::row),
                yearAgo.map(KpiResult::row),
                Change.of(result, previous),
                Change.of(result, yearAgo),
                trend,
                scorecard
                        .target(kpi.key(), segment, now)
                        .filter(target -> target.fits(kpi.direction()))
                        .map(target -> target.attainment(result)),
                notice(kpi, now));
    }

    private Optional<String> notice(Kpi kpi, ReportingPeriod now) {
        return now.equals(period)
                ? Optional.empty()
                : Optional.of("windows of " + kpi.followUp() + " after the end of " + period + " are still open at "
                        + asOf + "; this is " + now + ", the last mature period");
    }
}
