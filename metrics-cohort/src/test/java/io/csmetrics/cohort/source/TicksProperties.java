package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.cohort.Cadence;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is kept of a unit, and how days are told, against the collections and dates of Java. */
final class TicksProperties {
    private static final int TRIES = 60;

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void numbersAreKeptOnceAndInOrder(
            @ForAll boolean dense, @ForAll long start, @ForAll @IntRange(min = 1, max = 400) int span) {
        Random random = new Random(start);
        Ticks ticks = dense ? Ticks.dense() : Ticks.sparse();
        TreeSet<Long> expected = new TreeSet<>();
        long middle = random.nextInt(800);
        for (int i = 0; i < 60; i++) {
            long tick = middle - random.nextInt(span);
            ticks.add(tick);
            expected.add(tick);
            if (i % 20 == 0) {
                long from = middle - random.nextInt(span);
                List<Long> read = new ArrayList<>();
                ticks.from(from, read::add);
                assertThat(read).containsExactlyElementsOf(expected.tailSet(from));
                assertThat(ticks.anyBelow(from)).isEqualTo(expected.first() < from);
            }
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void daysAreThoseOfTheZone(@ForAll long start) {
        Random random = new Random(start);
        for (String name : new String[] {"America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"}) {
            ZoneId zone = ZoneId.of(name);
            LocalDays days = new LocalDays(zone);
            // from 2000 on, with neighbours and instants of changed clocks
            Instant at = Instant.ofEpochSecond(946_684_800L + random.nextInt(900_000_000));
            for (int i = 0; i < 20; i++) {
                var transition = zone.getRules().nextTransition(at);
                Instant next = i % 2 == 0 || transition == null
                        ? at.plusSeconds(random.nextInt(4_000_000) - 2_000_000)
                        : transition.getInstant().plusMillis(random.nextInt(3) - 1);
                assertThat(days.of(next.toEpochMilli()))
                        .isEqualTo((int) next.atZone(zone).toLocalDate().toEpochDay());
                at = next;
            }
        }
    }

    @Property(tries = TRIES, edgeCases = EdgeCasesMode.NONE)
    void periodsAreLookedUpAsTheyAreComputed(
            @ForAll @IntRange(max = 20_000) int first, @ForAll @IntRange(max = 800) int length) {
        for (Cadence cadence : List.of(Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY, Cadence.YEARLY)) {
            DayNumbers numbers = new DayNumbers(cadence, first, first + length);
            for (int day : new int[] {first, first + length / 2, first + length}) {
                assertThat(numbers.of(day)).isEqualTo(cadence.ordinal(LocalDate.ofEpochDay(day)));
            }
        }
    }
}
