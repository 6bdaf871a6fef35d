package io.csmetrics.cohort.survival;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Few units over few times, so that ties, late entries, gaps and curves that come down to 0 abound. */
record Units(List<Unit> list) {
    private static final int CENSORED = 0;
    private static final List<String> CAUSES = List.of("", "price", "quality");

    /** A unit; an entry before 0 is none. */
    record Unit(int entry, int exit, int cause, int group) {
        boolean observed() {
            return cause != CENSORED;
        }

        boolean atRisk(int time) {
            return entry < time && time <= exit;
        }

        boolean endsAt(int time) {
            return observed() && exit == time;
        }
    }

    static final class Source extends DomainContextBase {
        @Provide
        Arbitrary<Units> units() {
            Arbitrary<Unit> unit = Combinators.combine(
                            Arbitraries.integers().between(1, 8),
                            Arbitraries.integers().between(1, 12),
                            Arbitraries.integers().between(0, 2),
                            Arbitraries.integers().between(0, 2))
                    .as((exit, late, cause, group) -> new Unit(late < exit ? late : -1, exit, cause, group));
            return unit.list().ofMinSize(1).ofMaxSize(14).map(Units::new).withoutEdgeCases();
        }
    }

    Units withoutEntries() {
        return new Units(list.stream()
                .map(unit -> new Unit(-1, unit.exit(), unit.cause(), unit.group()))
                .toList());
    }

    Units withoutCensoring() {
        return new Units(list.stream()
                .map(unit -> new Unit(-1, unit.exit(), 1, unit.group()))
                .toList());
    }

    /** Times are multiplied by a factor. */
    Durations durations(double factor, Predicate<Unit> kept) {
        Durations.Builder builder = Durations.builder();
        for (Unit unit : list) {
            if (kept.test(unit)) {
                String cause = unit.observed() ? CAUSES.get(unit.cause()) : null;
                builder.add(
                        unit.entry() < 0 ? Durations.BEFORE_ALL : unit.entry() * factor,
                        unit.exit() * factor,
                        cause,
                        unit.entry() < 0);
            }
        }
        return builder.build();
    }

    Durations durations() {
        return durations(1, unit -> true);
    }

    /** The groups, renamed by a permutation of 0 to 2. */
    SortedMap<String, Durations> groups(List<Integer> names) {
        SortedMap<String, Durations> groups = new TreeMap<>();
        for (int g = 0; g < names.size(); g++) {
            int group = g;
            groups.put("g" + names.get(g), durations(1, unit -> unit.group() == group));
        }
        return groups;
    }

    long atRisk(int time) {
        return list.stream().filter(unit -> unit.atRisk(time)).count();
    }

    long ends(int time) {
        return list.stream().filter(unit -> unit.endsAt(time)).count();
    }

    /** Survival by its definition. */
    double survival(int time) {
        double survival = 1;
        for (int u = 0; u <= time; u++) {
            if (ends(u) > 0) {
                survival *= 1 - (double) ends(u) / atRisk(u);
            }
        }
        return survival;
    }
}
