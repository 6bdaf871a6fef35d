package io.csmetrics.cohort.source;

import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.Tally;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was counted, by names: sums of 0 are left out. Money is in cents. */
final class Sums {
    private final SortedMap<String, Long> sums = new TreeMap<>();

    void member(CohortKey cohort) {
        put(cohort + " size", 1);
    }

    void reject(Rejection reason) {
        put("rejected " + reason, 1);
    }

    void add(CohortKey cohort, int index, Tally tally, long value) {
        put(cohort + " " + index + " " + tally, value);
    }

    void addBefore(CohortKey cohort, int index, Tally tally, long value) {
        put(cohort + " " + index + " " + tally + " before", value);
    }

    private void put(String name, long value) {
        if (value != 0) {
            sums.merge(name, value, Long::sum);
        }
    }

    SortedMap<String, Long> byName() {
        return sums;
    }

    static Set<Tally> counted(Set<Measure> measures) {
        Set<Tally> tallies = EnumSet.of(Tally.AT_RISK);
        for (Measure measure : measures) {
            tallies.add(measure.numerator());
            tallies.add(measure.denominator());
        }
        return tallies;
    }

    static SortedMap<String, Long> of(CohortFacts facts) {
        Sums all = new Sums();
        for (CohortKey cohort : facts.cohorts()) {
            all.put(cohort + " size", facts.size(cohort));
            for (int index = 0; index < facts.columns(cohort); index++) {
                all.add(cohort, index, Tally.BEGUN, cents(Tally.BEGUN, facts.sum(cohort, Tally.BEGUN, index)));
                for (Tally tally : counted(facts.measures())) {
                    all.add(cohort, index, tally, cents(tally, facts.sum(cohort, tally, index)));
                    if (index > 0) {
                        all.addBefore(cohort, index, tally, cents(tally, facts.sumBefore(cohort, tally, index)));
                    }
                }
            }
        }
        for (Map.Entry<Rejection, Long> rejected : facts.rejected().entrySet()) {
            all.put("rejected " + rejected.getKey(), rejected.getValue());
        }
        return all.sums;
    }

    private static long cents(Tally tally, BigDecimal sum) {
        return (tally.isMoney() ? sum.movePointRight(2) : sum).longValueExact();
    }
}
