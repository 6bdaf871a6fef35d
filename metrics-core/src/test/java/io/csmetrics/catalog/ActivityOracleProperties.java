package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.ActivityOracle.Counted;
import io.csmetrics.catalog.ActivityOracle.Party;
import io.csmetrics.catalog.ActivityOracle.Taken;
import io.csmetrics.count.ConversionCounter;
import io.csmetrics.count.Counter;
import io.csmetrics.count.DurationCounter;
import io.csmetrics.count.GapCounter;
import io.csmetrics.count.Scan;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.RandomBooks;
import io.csmetrics.data.RandomBooks.Portfolio;
import io.csmetrics.facts.Cells;
import io.csmetrics.facts.ConversionFacts;
import io.csmetrics.facts.DurationFacts;
import io.csmetrics.facts.Facts;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.revenue.RandomLedgers;
import io.csmetrics.select.Clock;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(RandomBooks.class)
@Domain(RandomLedgers.class)
@Domain(DomainContext.Global.class)
final class ActivityOracleProperties {

    /** What begins and what ends: some overlap, so that an entry could be taken for its own target. */
    @Provide
    Arbitrary<Set<String>> types() {
        return Arbitraries.of(
                Set.of("login"),
                Set.of("feature-used"),
                Set.of("login", "session", "feature-used"),
                Set.of("activated"),
                Set.of("onboarding-started", "onboarding-completed"),
                Set.of("referral-sent", "referral-incentive-shown"),
                Set.of("referral-converted"),
                Set.of("nothing-like-it"));
    }

    @Provide
    Arbitrary<Instant> knowledge() {
        return Arbitraries.integers()
                .between(0, 40)
                .map(weeks -> RandomLedgers.FIRST_DAY
                        .plusWeeks(3L * weeks)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant());
    }

    private static Unit unit(Party party) {
        return switch (party) {
            case ACCOUNT -> Unit.ACCOUNT;
            case USER -> Unit.USER;
            case REFERRAL -> Unit.matching("referral");
        };
    }

    private static Selector events(Set<String> types) {
        return Selector.event(types.toArray(String[]::new));
    }

    /** A period of some weeks, and an instant at or after its start. */
    private static Reading reading(ReportingPeriod period, Instant asOf) {
        Instant first = period.start().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Reading.of(period, asOf.isBefore(first) ? first : asOf);
    }

    private static ActivityOracle oracle(Portfolio book, Reading reading) {
        return new ActivityOracle(
                book,
                reading.start(ZoneOffset.UTC),
                reading.visibleEnd(ZoneOffset.UTC),
                reading.knownBefore(ZoneOffset.UTC));
    }

    private static Facts count(CustomerData data, Counter counter, Reading reading) {
        return counter.count(
                        new Scan(data),
                        List.of(reading),
                        Cells.overall(data.accounts().size()))
                .at(0, 0);
    }

    @Property(tries = 400)
    void conversionsAreThoseOfTheOracle(
            @ForAll Portfolio book,
            @ForAll ReportingPeriod period,
            @ForAll("knowledge") Instant asOf,
            @ForAll Party party,
            @ForAll EntryRule rule,
            @ForAll("types") Set<String> entry,
            @ForAll("types") Set<String> target,
            @ForAll @IntRange(min = 1, max = 2) int least,
            @ForAll @IntRange(max = 20) int from,
            @ForAll @IntRange(min = 21, max = 200) int to) {
        Reading reading = reading(period, asOf);
        ConversionFacts facts = (ConversionFacts) count(
                book.data(),
                new ConversionCounter(
                        unit(party),
                        events(entry),
                        rule,
                        Collections.emptySortedMap(),
                        new Goal.Happened(events(target), Param.of(Param.Type.NUMBER, BigDecimal.valueOf(least)), null),
                        Duration.ofDays(from),
                        Duration.ofDays(to),
                        null),
                reading);
        Counted expected = oracle(book, reading)
                .conversion(party, entry, rule.name(), target, least, Duration.ofDays(from), Duration.ofDays(to));
        assertThat(new Counted(
                        facts.mature(),
                        facts.converted(),
                        facts.censored(),
                        facts.censoredConverted(),
                        facts.excluded()))
                .isEqualTo(expected);
    }

    @Property(tries = 200)
    void customersOfALaterInstantAreThoseOfTheOracle(
            @ForAll Portfolio book,
            @ForAll ReportingPeriod period,
            @ForAll("knowledge") Instant asOf,
            @ForAll @IntRange(min = 1, max = 200) int to) {
        Reading reading = reading(period, asOf);
        ConversionFacts facts = (ConversionFacts) count(
                book.data(),
                new ConversionCounter(
                        Unit.ACCOUNT,
                        Selector.movement(RevenueMovement.Type.NEW),
                        EntryRule.FIRST_EVER,
                        Collections.emptySortedMap(),
                        Goal.customer(),
                        Duration.ZERO,
                        Duration.ofDays(to),
                        null),
                reading);
        assertThat(new Counted(facts.mature(), facts.converted(), facts.censored(), facts.censoredConverted(), 0))
                .as("%s %s %s", reading, to, book.data().ledger().movements())
                .isEqualTo(oracle(book, reading).customersLater(Duration.ofDays(to)));
    }

    @Property(tries = 300)
    void lengthsOfTimeAreThoseOfTheOracle(
            @ForAll Portfolio book,
            @ForAll ReportingPeriod period,
            @ForAll("knowledge") Instant asOf,
            @ForAll Party party,
            @ForAll("types") Set<String> from,
            @ForAll("types") Set<String> to,
            @ForAll @IntRange(min = 1, max = 3) int nth,
            @ForAll boolean byEnd) {
        Reading reading = reading(period, asOf);
        DurationFacts facts = (DurationFacts) count(
                book.data(),
                new DurationCounter(unit(party), events(from), events(to), nth, false, byEnd, Clock.elapsed(), true),
                reading);
        Taken expected = oracle(book, reading).between(party, from, to, nth, byEnd);
        assertThat(listed(facts.finished())).isEqualTo(expected.finished());
        assertThat(listed(facts.open())).isEqualTo(expected.open());
        assertThat(facts.n()).isEqualTo(expected.finished().size());
        assertThat(facts.sum())
                .isEqualTo(
                        expected.finished().stream().mapToLong(Long::longValue).sum());
        assertThat(facts.censored()).isEqualTo(expected.open().size());
    }

    private static List<Long> listed(Map<Long, Long> counts) {
        List<Long> lengths = new ArrayList<>();
        counts.forEach((length, count) -> lengths.addAll(Collections.nCopies(count.intValue(), length)));
        return lengths;
    }

    @Property(tries = 200)
    void theMedianOfKaplanAndMeierIsThatOfTheOracle(
            @ForAll Portfolio book,
            @ForAll ReportingPeriod period,
            @ForAll("knowledge") Instant asOf,
            @ForAll("types") Set<String> from,
            @ForAll("types") Set<String> to) {
        Reading reading = reading(period, asOf);
        Kpi kpi = Kpi.define("time", "Time")
                .as(TimeBetween.of(Unit.ACCOUNT, events(from), events(to)))
                .with("statistic", Statistic.KM_MEDIAN);
        KpiResult result =
                kpi.measure(book.data(), reading.period(), reading.asOf().orElseThrow());
        Taken taken = oracle(book, reading).between(Party.ACCOUNT, from, to, 1, false);
        assertThat(result.value().map(BigDecimal::longValueExact)).isEqualTo(ActivityOracle.kaplanMeierMedian(taken));
    }

    @Property(tries = 200)
    void gapsAreThoseOfTheOracle(
            @ForAll Portfolio book,
            @ForAll ReportingPeriod period,
            @ForAll("knowledge") Instant asOf,
            @ForAll("types") Set<String> types) {
        Reading reading = reading(period, asOf);
        DurationFacts facts = (DurationFacts) count(
                book.data(),
                new GapCounter(Unit.USER, events(types), Selector.event("activated"), false, Clock.elapsed(), true),
                reading);
        assertThat(listed(facts.finished())).isEqualTo(oracle(book, reading).gaps(types));
    }

    @Property(tries = 200)
    void usersOfAccountsAreThoseOfTheOracle(
            @ForAll Portfolio book,
            @ForAll ReportingPeriod period,
            @ForAll("knowledge") Instant asOf,
            @ForAll("types") Set<String> types) {
        Reading reading = reading(period, asOf);
        Map<String, Integer> users = oracle(book, reading).users(types);
        CustomerData data = book.data();
        Kpi active =
                Kpi.define("active", "Active").as(Aggregate.count(Population.usersThat(Condition.did(events(types)))));
        Kpi most = Kpi.define("most", "Most")
                .as(Aggregate.of(
                        Statistic.MAX,
                        UnitValue.distinct("user", events(types)),
                        Population.accountsThat(Condition.did(events(types)))));
        Instant known = reading.asOf().orElseThrow();
        assertThat(active.measure(data, period, known).value().orElseThrow().intValueExact())
                .isEqualTo(users.values().stream().mapToInt(Integer::intValue).sum());
        users.values().stream()
                .max(Integer::compare)
                .ifPresent(max -> assertThat(most.measure(data, period, known)
                                .value()
                                .orElseThrow()
                                .intValueExact())
                        .isEqualTo(max));
    }
}
