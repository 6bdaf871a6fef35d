package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortSplit.Behaviour;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.EventColumns;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;

/** Who did something often enough in its first days. */
final class BehaviourGroups implements LedgerCohorts.AccountGroups {
    private final Behaviour behaviour;
    private final ZoneId zone;
    /** The instants of account {@code a} are {@code offsets[a]} to {@code offsets[a + 1]}, in order. */
    private final int[] offsets;

    private final long[] instants;

    BehaviourGroups(CustomerData data, Behaviour behaviour) {
        this.behaviour = behaviour;
        zone = data.zone();
        EventColumns events = data.index()
                .events(behaviour.name())
                .orElseThrow(() -> new IllegalArgumentException("behaviour \"" + behaviour.name()
                        + "\" must be the type of an event of the data; there is no such event"));
        offsets = new int[data.accounts().size() + 1];
        for (int i = 0; i < events.size(); i++) {
            if (events.account(i) >= 0) {
                offsets[events.account(i) + 1]++;
            }
        }
        for (int account = 1; account < offsets.length; account++) {
            offsets[account] += offsets[account - 1];
        }
        instants = new long[offsets[offsets.length - 1]];
        int[] next = offsets.clone();
        for (int i = 0; i < events.size(); i++) {
            if (events.account(i) >= 0) {
                instants[next[events.account(i)]++] = events.at(i);
            }
        }
        for (int account = 0; account + 1 < offsets.length; account++) {
            Arrays.sort(instants, offsets[account], offsets[account + 1]);
        }
    }

    @Override
    public String of(int account, int entryDay) {
        long from = start(entryDay);
        long to = start(entryDay + behaviour.withinDays());
        int times = 0;
        for (int i = offsets[account]; i < offsets[account + 1] && instants[i] < to; i++) {
            if (instants[i] >= from) {
                times++;
            }
        }
        return times >= behaviour.times() ? Behaviour.DID : Behaviour.DID_NOT;
    }

    private long start(int day) {
        return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
