package io.csmetrics.kpi;

import io.csmetrics.count.Need;
import io.csmetrics.data.RecordKind;
import io.csmetrics.facts.Facts;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was counted for a {@link KpiSheet}: for each need the facts of each segment, and of what belongs to no account.
 * Facts of disjoint accounts add, in any order; nothing has been divided yet.
 */
public final class KpiFacts implements Serializable {
    private static final long serialVersionUID = 1;

    private final ZoneId zone;
    private final String currencyCode;
    private final ArrayList<Segment> segments;
    /** By need: one for each segment, then one for what belongs to no account. The lists may be views of columns. */
    private final LinkedHashMap<Need, List<Facts>> counted;

    private final TreeSet<RecordKind> kinds;

    KpiFacts(
            ZoneId zone,
            CurrencyUnit currency,
            List<Segment> segments,
            Map<Need, ? extends List<Facts>> counted,
            SortedSet<RecordKind> kinds) {
        this.zone = zone;
        currencyCode = currency.getCode();
        this.segments = new ArrayList<>(segments);
        this.counted = new LinkedHashMap<>(counted);
        this.kinds = new TreeSet<>(kinds);
    }

    /**
     * Begins facts of totals that the caller has already.
     *
     * @param zone the zone in which the periods of the totals begin
     * @param currency the currency of their money
     * @return facts without anything counted
     */
    public static KpiFacts given(ZoneId zone, CurrencyUnit currency) {
        return new KpiFacts(zone, currency, List.of(), Map.of(), new TreeSet<>());
    }

    /**
     * Returns these facts and one total more.
     *
     * @param kpi a KPI whose formula needs one kind of facts
     * @param period the period of the total
     * @param facts the total
     * @return the facts with it
     * @throws IllegalArgumentException if the KPI needs more than one kind of facts, or these facts were counted by segment
     */
    public KpiFacts put(Kpi kpi, ReportingPeriod period, Facts facts) {
        if (!segments.isEmpty()) {
            throw new IllegalArgumentException("a total of \"" + kpi.key() + "\" must not be put beside facts of "
                    + segments + "; begin with KpiFacts.given()");
        }
        Map<Need, List<Facts>> more = new LinkedHashMap<>(counted);
        more.put(kpi.onlyNeed(Reading.of(period)), List.of(facts));
        return new KpiFacts(zone, currency(), segments, more, kinds);
    }

    /**
     * Returns the zone of the data.
     *
     * @return the zone
     */
    public ZoneId zone() {
        return zone;
    }

    /**
     * Returns the currency of the data.
     *
     * @return the currency
     */
    public CurrencyUnit currency() {
        return CurrencyUnit.of(currencyCode);
    }

    /**
     * Returns the segments.
     *
     * @return the segments as text in ascending order; empty where accounts are not grouped
     */
    public List<Segment> segments() {
        return segments.stream().filter(segment -> !segment.isOverall()).toList();
    }

    /**
     * Returns which kinds of records were there.
     *
     * @return the kinds
     */
    public SortedSet<RecordKind> kinds() {
        return Collections.unmodifiableSortedSet(kinds);
    }

    /**
     * Returns what was counted.
     *
     * @return the needs
     */
    public Set<Need> needs() {
        return Collections.unmodifiableSet(counted.keySet());
    }

    /**
     * Returns the facts of a segment, or of all accounts.
     *
     * @param need the need
     * @param segment the segment; the overall one is the sum of all, with what belongs to no account
     * @return the facts
     * @throws IllegalArgumentException if that was not counted
     */
    public Facts of(Need need, Segment segment) {
        List<Facts> facts = counted(need);
        if (segment.isOverall()) {
            return facts.stream().reduce(Facts::plus).orElseThrow();
        }
        int cell = Collections.binarySearch(segments, segment);
        if (cell < 0) {
            throw new IllegalArgumentException("segment " + segment + " must be one of " + segments);
        }
        return facts.get(cell);
    }

    /** The facts of all segments, in the order of {@link #segments()}. */
    List<Facts> counted(Need need) {
        List<Facts> facts = counted.get(need);
        if (facts == null) {
            throw new IllegalArgumentException(need + " was not counted; collect with the sheet that asks for it");
        }
        return facts;
    }

    /**
     * Returns the facts of a segment by its place, which is quick where every account is a segment.
     *
     * @param need the need
     * @param segment the index of the segment in {@link #segments()}
     * @return the facts
     * @throws IllegalArgumentException if that was not counted
     * @throws IndexOutOfBoundsException if there is no such segment
     */
    public Facts at(Need need, int segment) {
        return counted(need).get(Objects.checkIndex(segment, segments.size()));
    }

    /**
     * Adds the facts of other accounts.
     *
     * @param other facts that the same sheet collected from other accounts
     * @return the facts of both
     * @throws IllegalArgumentException if zone, currency, needs or the attributes of the segments differ
     */
    public KpiFacts plus(KpiFacts other) {
        requireSame("zone", zone, other.zone);
        requireSame("currency", currencyCode, other.currencyCode);
        requireSame("counted needs", counted.keySet(), other.counted.keySet());
        if (!segments.isEmpty() && !other.segments.isEmpty()) {
            requireSame("attributes of segments", attributes(), other.attributes());
        }
        TreeSet<Segment> all = new TreeSet<>(segments);
        all.addAll(other.segments);
        List<Segment> union = new ArrayList<>(all);
        Map<Need, List<Facts>> sums = new LinkedHashMap<>();
        counted.forEach((need, facts) -> {
            List<Facts> more = Objects.requireNonNull(other.counted.get(need));
            List<Facts> added = new ArrayList<>();
            for (Segment segment : union) {
                added.add(at(facts, segments, segment).plus(at(more, other.segments, segment)));
            }
            added.add(last(facts).plus(last(more)));
            sums.put(need, added);
        });
        TreeSet<RecordKind> seen = new TreeSet<>(kinds);
        seen.addAll(other.kinds);
        return new KpiFacts(zone, currency(), union, sums, seen);
    }

    /** The names by which accounts are grouped, the same in every segment. */
    private Set<String> attributes() {
        return segments.isEmpty() ? Set.of() : segments.get(0).attributes().keySet();
    }

    private static void requireSame(String what, Object mine, Object theirs) {
        if (!mine.equals(theirs)) {
            throw new IllegalArgumentException(
                    what + " " + mine + " and " + theirs
                            + " must be the same to be added; collect all parts with one sheet, and name the zone and currency of each");
        }
    }

    /** The facts of a segment; those of none of its accounts if it is not there, which still have the decimals of this part. */
    private static Facts at(List<Facts> facts, List<Segment> segments, Segment segment) {
        int cell = Collections.binarySearch(segments, segment);
        return cell < 0 ? last(facts).times(0) : facts.get(cell);
    }

    private static Facts last(List<Facts> facts) {
        return facts.get(facts.size() - 1);
    }

    /**
     * Adds segments up into coarser ones.
     *
     * @param attributes the attributes that the coarser segments keep
     * @return the facts by the coarser segments
     * @throws IllegalArgumentException if the segments have no such attribute
     */
    public KpiFacts rollUp(String... attributes) {
        List<String> kept = Arrays.asList(attributes);
        if (!segments.isEmpty() && !attributes().containsAll(kept)) {
            throw new IllegalArgumentException(
                    "attributes " + kept + " to roll up to must be among " + attributes() + "; collect by them first");
        }
        Map<Need, List<Facts>> rolled = new LinkedHashMap<>();
        SortedSet<Segment> coarser = new TreeSet<>();
        segments.forEach(segment -> coarser.add(segment.only(kept)));
        counted.forEach((need, facts) -> {
            SortedMap<Segment, Facts> sums = new TreeMap<>();
            for (int cell = 0; cell < segments.size(); cell++) {
                sums.merge(segments.get(cell).only(kept), facts.get(cell), Facts::plus);
            }
            List<Facts> added = new ArrayList<>(sums.values());
            added.add(last(facts));
            rolled.put(need, added);
        });
        return new KpiFacts(zone, currency(), List.copyOf(coarser), rolled, kinds);
    }

    /**
     * Returns the facts as if the accounts of each segment had been there several times; what belongs to no account stays.
     *
     * @param copies how many times, by index of {@link #segments()}; one number for all where accounts are not grouped
     * @return the facts
     */
    public KpiFacts times(int[] copies) {
        if (copies.length != segments.size()) {
            throw new IllegalArgumentException(
                    copies.length + " numbers of copies must be one for each of the " + segments.size() + " segments");
        }
        Map<Need, List<Facts>> multiplied = new LinkedHashMap<>();
        counted.forEach((need, facts) -> {
            List<Facts> multiples = new ArrayList<>();
            for (int cell = 0; cell < copies.length; cell++) {
                multiples.add(facts.get(cell).times(copies[cell]));
            }
            multiples.add(last(facts));
            multiplied.put(need, multiples);
        });
        return new KpiFacts(zone, currency(), segments, multiplied, kinds);
    }

    /** What is sent away are the facts themselves, not views of columns. */
    private Object writeReplace() {
        Map<Need, List<Facts>> copies = new LinkedHashMap<>();
        counted.forEach((need, facts) -> copies.put(need, new ArrayList<>(facts)));
        return new KpiFacts(zone, currency(), segments, copies, kinds);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KpiFacts that
                && zone.equals(that.zone)
                && currencyCode.equals(that.currencyCode)
                && segments.equals(that.segments)
                && counted.equals(that.counted)
                && kinds.equals(that.kinds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(zone, currencyCode, segments, counted, kinds);
    }

    /**
     * Returns a short description.
     *
     * @return how much was counted
     */
    @Override
    public String toString() {
        return counted.size() + " needs of " + segments.size() + " segments";
    }
}
