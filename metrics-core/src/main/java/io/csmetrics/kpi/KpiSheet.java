package io.csmetrics.kpi;

import com.google.common.base.Suppliers;
import io.csmetrics.count.Need;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.family.Answer;
import io.csmetrics.family.Bound;
import io.csmetrics.family.Counts;
import io.csmetrics.family.Flag;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.select.Param;
import io.csmetrics.select.Selector;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Many KPIs over many periods and segments, asked at once: the one engine. What several of them need is counted once, and one counter
 * counts all periods and segments in one pass. Immutable; every method returns another sheet.
 */
public final class KpiSheet {
    private final List<Kpi> kpis;
    private final List<ReportingPeriod> periods;
    private final Segmentation segmentation;
    private final @Nullable Instant asOf;

    /** Found out once, for all the parts of a book. */
    private final Supplier<List<Bound>> bound;

    private final Supplier<SheetPasses> passes;

    private KpiSheet(List<Kpi> kpis, List<ReportingPeriod> periods, Segmentation segmentation, @Nullable Instant asOf) {
        this.kpis = kpis;
        this.periods = periods;
        this.segmentation = segmentation;
        this.asOf = asOf;
        bound = Suppliers.memoize(() -> kpis.stream().map(Kpi::bind).toList());
        passes = Suppliers.memoize(this::gatherPasses);
    }

    /**
     * Returns a sheet of KPIs.
     *
     * @param kpis the KPIs, in the order of the results; a repeated one counts once
     * @return the sheet, without periods yet
     */
    public static KpiSheet of(Kpi... kpis) {
        return of(Arrays.asList(kpis));
    }

    /**
     * Returns a sheet of KPIs.
     *
     * @param kpis the KPIs, in the order of the results; a repeated one counts once
     * @return the sheet, without periods yet
     */
    public static KpiSheet of(List<Kpi> kpis) {
        return new KpiSheet(kpis.stream().distinct().toList(), List.of(), Segmentation.none(), null);
    }

    /**
     * Says the periods.
     *
     * @param reported the periods
     * @return the sheet
     */
    public KpiSheet over(ReportingPeriod... reported) {
        return over(Arrays.asList(reported));
    }

    /**
     * Says the periods.
     *
     * @param reported the periods
     * @return the sheet
     */
    public KpiSheet over(List<ReportingPeriod> reported) {
        return new KpiSheet(kpis, reported.stream().distinct().sorted().toList(), segmentation, asOf);
    }

    /**
     * Says how accounts are grouped.
     *
     * @param grouping the segmentation
     * @return the sheet
     */
    public KpiSheet by(Segmentation grouping) {
        return new KpiSheet(kpis, periods, grouping, asOf);
    }

    /**
     * Says one instant of knowledge for all periods. Without it each period is read at its own end.
     *
     * @param instant what happened at or after it is not known
     * @return the sheet
     */
    public KpiSheet asOf(Instant instant) {
        return new KpiSheet(kpis, periods, segmentation, instant);
    }

    /**
     * Sets a parameter of every KPI that has it.
     *
     * @param <T> the type of its value
     * @param param the parameter
     * @param value the value
     * @return the sheet
     */
    public <T extends Serializable> KpiSheet with(Param<T> param, T value) {
        List<Kpi> set = kpis.stream()
                .map(kpi -> kpi.parameters().get(param.name()) == param.type() ? kpi.with(param, value) : kpi)
                .toList();
        return new KpiSheet(set, periods, segmentation, asOf);
    }

    /**
     * Returns the KPIs.
     *
     * @return the KPIs, with the parameters that were set
     */
    public List<Kpi> kpis() {
        return kpis;
    }

    /**
     * Asks for other KPIs of the same periods, segments and knowledge.
     *
     * @param others the KPIs, in the order of the results; a repeated one counts once
     * @return the sheet
     */
    public KpiSheet kpis(List<Kpi> others) {
        return new KpiSheet(others.stream().distinct().toList(), periods, segmentation, asOf);
    }

    /**
     * Returns the periods.
     *
     * @return the periods in order
     */
    public List<ReportingPeriod> periods() {
        return periods;
    }

    private Reading reading(ReportingPeriod period) {
        return asOf == null ? Reading.of(period) : Reading.of(period, asOf);
    }

    /**
     * Counts what all KPIs need.
     *
     * @param data the accounts, all of them or a part
     * @return the facts, which add to those of other accounts
     * @throws IllegalArgumentException if there is no period, or nothing of one was known at the given instant
     */
    public KpiFacts collect(CustomerData data) {
        if (periods.isEmpty()) {
            throw new IllegalArgumentException("a sheet must have at least one period; say over(…) which");
        }
        periods.forEach(period -> reading(period).visiblePeriod(data.zone()));
        Cells cells = segmentation.cells(data);
        return new KpiFacts(
                data.zone(), data.currency(), cells.segments(), passes.get().count(data, cells), data.kinds());
    }

    private SheetPasses gatherPasses() {
        Set<Need> needs = new LinkedHashSet<>();
        for (Bound each : bound.get()) {
            if (each.missing().isEmpty()) {
                for (ReportingPeriod period : periods) {
                    each.formula().needs(reading(period), AccountFilter.all(), needs::add);
                }
            }
        }
        return new SheetPasses(needs);
    }

    /**
     * Returns every reading that is asked of the data: of the periods, and of those that growth is told against.
     *
     * @return the readings, without repeated ones
     */
    public Set<Reading> readings() {
        return passes.get().readings();
    }

    /**
     * Returns the keys of the numbers that others compute for accounts and that KPIs of this sheet read, such as health scores.
     *
     * @return the keys by their text
     */
    public SortedSet<String> accountValues() {
        return passes.get().accountValues();
    }

    /**
     * Names events that may happen to another account than the one that they are matched with by an id, such as the conversion of a
     * referral. Where accounts are split into parts, give such events of the other parts to each as
     * {@link CustomerData.Builder#context}: then the parts add up to the whole.
     *
     * @return the selectors, none where every KPI looks at one account at a time
     */
    public Set<Selector.Event> reachesAcross() {
        Set<Selector.Event> across = new LinkedHashSet<>();
        for (Bound each : bound.get()) {
            if (each.missing().isEmpty()) {
                each.formula().reachesAcross(across::add);
            }
        }
        return across;
    }

    /**
     * Splits a book into parts that add up to it for this sheet: as {@link CustomerData#parts} does, with the events that
     * {@link #reachesAcross()} names as context.
     *
     * @param data the book
     * @param parts how many parts, 1 or more; there are never more than accounts
     * @return the parts; each is made when it is asked for
     * @throws IllegalArgumentException if {@code parts} is below 1
     */
    public List<CustomerData> parts(CustomerData data, int parts) {
        Set<String> types = new TreeSet<>();
        for (Selector.Event event : reachesAcross()) {
            types.addAll(event.type().get().texts());
        }
        return data.parts(parts, types);
    }

    /**
     * Counts what all KPIs need, several parts of the accounts at a time. The facts equal those of {@link #collect(CustomerData)}
     * whatever the executor and the number of parts. The calling thread takes part in the work, so that an executor whose threads are
     * all busy, perhaps with callers of this method, cannot block it; what the executor rejects, it counts alone.
     *
     * <p>Where a part cannot be counted, the exception of the first such part comes out, and no part after it begins any more. A function
     * of {@link Segmentation#by(String, java.util.function.Function)} is called by several threads and must be pure.
     *
     * @param data all accounts
     * @param executor runs the parts; nothing runs anywhere else but in the calling thread
     * @param parts how many parts, 1 or more; some more than threads even out parts of different sizes, and there
     *     are never more than accounts
     * @return the facts
     * @throws InterruptedException if the calling thread is interrupted before all parts have been counted; parts that have not begun
     *     never will
     * @throws IllegalArgumentException if {@code parts} is below 1, there is no period, or nothing of one was known at the given instant
     */
    public KpiFacts collect(CustomerData data, Executor executor, int parts) throws InterruptedException {
        return PartedCollection.facts(parts(data, parts), this::collect, executor);
    }

    /**
     * Returns a collector of parts of a book: {@code parts.stream().collect(sheet.collector())}. The parts come from
     * {@link #parts(CustomerData, int)} or were built apart, with disjoint accounts; their order is of no account, so a parallel stream
     * is as good. A stream without any part has no facts, not even empty ones, whose zone and currency would not be known.
     *
     * @return the collector; it throws {@link IllegalArgumentException} for an empty stream
     */
    public Collector<CustomerData, ?, KpiFacts> collector() {
        return Collectors.collectingAndThen(
                Collectors.mapping(this::collect, Collectors.reducing(KpiFacts::plus)),
                sum -> sum.orElseThrow(
                        () -> new IllegalArgumentException("parts must be at least one: facts of none have no zone and"
                                + " currency; leave out the collection, or collect a part without accounts")));
    }

    /**
     * Divides what was counted of each account, into one column. The sheet is collected by
     * {@link Segmentation#byAccount()}.
     *
     * @param kpi a KPI of this sheet whose answer is a number
     * @param period a period of this sheet
     * @param facts what this sheet collected
     * @return the number of each account that has one
     */
    public AccountColumn values(Kpi kpi, ReportingPeriod period, KpiFacts facts) {
        Bound bound = kpi.bind();
        Reading reading = reading(period);
        List<Segment> accounts = facts.segments();
        AccountColumn.Builder column = new AccountColumn.Builder(accounts);
        Set<Need> needs = new LinkedHashSet<>();
        if (bound.missing().isEmpty()) {
            bound.formula().needs(reading, AccountFilter.all(), needs::add);
        }
        List<List<Facts>> counted = needs.stream().map(facts::counted).toList();
        // accounts of which the same was counted have the same number, and most accounts of a book are alike
        Map<List<Facts>, Optional<Quotient>> known = new HashMap<>();
        for (int account = 0; account < accounts.size(); account++) {
            int cell = account;
            List<Facts> own = new ArrayList<>(counted.size());
            for (List<Facts> of : counted) {
                own.add(of.get(cell));
            }
            column.add(
                    account,
                    known.computeIfAbsent(
                            own,
                            first -> answer(bound, reading, new Counts(facts.zone(), need -> facts.at(need, cell)))
                                    .number()));
        }
        return column.build();
    }

    /**
     * Divides what was counted.
     *
     * @param facts what this sheet collected, added up over all parts
     * @return the results
     */
    public KpiTable results(KpiFacts facts) {
        List<Segment> segments = facts.segments();
        Map<Segment, Counts> counts = new LinkedHashMap<>();
        // only the sum of all segments is worth keeping; the facts of one are made in no time
        Map<Need, Facts> overall = new HashMap<>();
        counts.put(
                Segment.overall(),
                new Counts(
                        facts.zone(),
                        need -> overall.computeIfAbsent(need, asked -> facts.of(asked, Segment.overall()))));
        for (int cell = 0; cell < segments.size(); cell++) {
            int of = cell;
            counts.put(segments.get(cell), new Counts(facts.zone(), need -> facts.at(need, of)));
        }
        List<KpiResult> rows = new ArrayList<>();
        for (int k = 0; k < kpis.size(); k++) {
            Kpi kpi = kpis.get(k);
            Bound formula = bound.get().get(k);
            for (ReportingPeriod period : periods) {
                Reading reading = reading(period);
                counts.forEach((segment, counted) -> rows.add(
                        new KpiResult(kpi, reading, segment, facts.currency(), answer(formula, reading, counted))));
            }
        }
        return new KpiTable(rows);
    }

    private static Answer answer(Bound bound, Reading reading, Counts counts) {
        if (!bound.missing().isEmpty()) {
            return Answer.undefined(
                    UndefinedReason.UNCONFIGURED,
                    "parameters " + String.join(", ", bound.missing())
                            + " are not set; set them, or give the KPI defaults");
        }
        Answer answer = bound.formula().answer(reading, AccountFilter.all(), counts);
        return reading.isPartial(counts.zone()) ? answer.with(Flag.PARTIAL_PERIOD) : answer;
    }

    /**
     * Counts and divides.
     *
     * @param data all accounts
     * @return the results
     */
    public KpiTable measure(CustomerData data) {
        return results(collect(data));
    }
}
