package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.survival.Units.Unit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Units.Source.class)
@Domain(DomainContext.Global.class)
final class GroupsProperties {
    private static final int LAST = 8;
    private static final List<Integer> NAMES = List.of(0, 1, 2);

    /** The statistic of two groups by its definition, not a number where there is no variance. */
    private static double chiSquareOfTwo(Units units, LogRankWeight weight) {
        double excess = 0;
        double variance = 0;
        double survival = 1;
        double peto = 1;
        for (int time = 0; time <= LAST; time++) {
            int now = time;
            double n = units.atRisk(time);
            double d = units.ends(time);
            if (d > 0) {
                peto *= 1 - d / (n + 1);
                double w = weightAt(weight, n, survival, peto);
                survival *= 1 - d / n;
                double n0 = units.list().stream()
                        .filter(unit -> unit.group() == 0 && unit.atRisk(now))
                        .count();
                double d0 = units.list().stream()
                        .filter(unit -> unit.group() == 0 && unit.endsAt(now))
                        .count();
                excess += w * (d0 - n0 * d / n);
                variance += n > 1 ? w * w * n0 / n * (1 - n0 / n) * d * (n - d) / (n - 1) : 0;
            }
        }
        return excess * excess / variance;
    }

    private static double weightAt(LogRankWeight weight, double n, double survival, double peto) {
        return switch (weight) {
            case LOG_RANK -> 1;
            case GEHAN -> n;
            case TARONE_WARE -> Math.sqrt(n);
            case PETO_PETO -> peto;
            case FLEMING_HARRINGTON -> survival;
        };
    }

    private static Units twoGroups(Units units) {
        return new Units(units.list().stream()
                .map(unit -> new Unit(unit.entry(), unit.exit(), unit.cause(), Math.min(1, unit.group())))
                .toList());
    }

    @Property(tries = 100)
    void theTestOfTwoGroupsIsThatOfItsDefinition(@ForAll Units units) {
        Units two = twoGroups(units);
        for (LogRankWeight weight : LogRankWeight.values()) {
            LogRank test = LogRank.of(two.groups(List.of(0, 1)), weight);
            double expected = chiSquareOfTwo(two, weight);
            assertThat(test.chiSquare().isPresent()).isEqualTo(Double.isFinite(expected));
            test.chiSquare()
                    .ifPresent(chiSquare -> assertThat(chiSquare).isCloseTo(expected, within(1e-10 * (1 + expected))));
        }
    }

    /** Where both are regular, the inverse of the covariance of the first two of three groups. */
    @Property(tries = 100)
    void theTestOfThreeGroupsIsThatOfTheFirstTwo(@ForAll Units units) {
        LogRankSums sums = new LogRankSums(3, LogRankWeight.LOG_RANK);
        sums.add(List.copyOf(units.groups(NAMES).values()));
        double a = sums.covariance[0][0];
        double b = sums.covariance[0][1];
        double c = sums.covariance[1][1];
        double determinant = a * c - b * b;
        double x = sums.observed[0] - sums.expected[0];
        double y = sums.observed[1] - sums.expected[1];
        LogRank test = LogRank.of(units.groups(NAMES), LogRankWeight.LOG_RANK);
        assertThat(test.degreesOfFreedom() == 2).isEqualTo(determinant > 1e-9);
        if (determinant > 1e-9) {
            double expected = (x * x * c - 2 * x * y * b + y * y * a) / determinant;
            assertThat(test.chiSquare().orElseThrow()).isCloseTo(expected, within(1e-9 * (1 + expected)));
        }
    }

    @Property(tries = 50)
    void otherNamesOfGroupsChangeNothing(@ForAll Units units) {
        LogRank test = LogRank.of(units.groups(NAMES), LogRankWeight.GEHAN);
        LogRank renamed = LogRank.of(units.groups(List.of(2, 0, 1)), LogRankWeight.GEHAN);
        assertThat(renamed.degreesOfFreedom()).isEqualTo(test.degreesOfFreedom());
        assertThat(renamed.absence()).isEqualTo(test.absence());
        assertThat(renamed.chiSquare().orElse(0)).isCloseTo(test.chiSquare().orElse(0), within(1e-9));
        assertThat(renamed.groups().get(2).observed())
                .isEqualTo(test.groups().get(0).observed());
    }

    @Property(tries = 50)
    void groupsThatAreAlikeDoNotDiffer(@ForAll Units units) {
        SortedMap<String, Durations> twins = new TreeMap<>();
        twins.put("a", units.durations());
        twins.put("b", units.durations());
        for (LogRankWeight weight : LogRankWeight.values()) {
            LogRank test = LogRank.of(twins, weight);
            assertThat(test.chiSquare().orElse(0)).isCloseTo(0, within(1e-20));
            assertThat(test.hazardRatio().orElse(1)).isCloseTo(1, within(1e-12));
        }
    }

    @Property(tries = 50)
    void oneStratumIsNoStratification(@ForAll Units units) {
        SortedMap<String, SortedMap<String, Durations>> one = new TreeMap<>();
        one.put("all", units.groups(NAMES));
        assertThat(LogRank.stratified(one, LogRankWeight.TARONE_WARE))
                .isEqualTo(LogRank.of(units.groups(NAMES), LogRankWeight.TARONE_WARE));
    }

    @Property(tries = 50)
    void expectedEventsSumToTheObservedOnes(@ForAll Units units) {
        LogRank test = LogRank.of(units.groups(NAMES), LogRankWeight.LOG_RANK);
        double observed =
                test.groups().stream().mapToDouble(LogRank.Group::observed).sum();
        double expected =
                test.groups().stream().mapToDouble(LogRank.Group::expected).sum();
        assertThat(observed).isEqualTo(units.durations().events());
        assertThat(expected).isCloseTo(observed, within(1e-12));
    }

    @Property(tries = 100)
    void theCausesTogetherAreWhatTheCurveHasLost(@ForAll Units units) {
        CumulativeIncidence incidence = CumulativeIncidence.of(units.durations());
        for (SurvivalPoint point : SurvivalCurve.of(units.durations()).points()) {
            double sum = incidence.causes().stream()
                    .mapToDouble(cause ->
                            incidence.at(cause, point.time()).orElseThrow().incidence())
                    .sum();
            assertThat(sum).isCloseTo(1 - point.survival(), within(1e-14));
        }
    }

    @Property(tries = 50)
    void theIncidenceOfOneCauseHasGreenwoodsError(@ForAll Units units) {
        Durations.Builder one = Durations.builder();
        units.list().forEach(unit -> one.add(unit.exit(), unit.observed()));
        Durations durations = one.build();
        if (durations.events() > 0) {
            List<IncidencePoint> points = CumulativeIncidence.of(durations).points(Durations.NO_CAUSE);
            List<SurvivalPoint> curve = SurvivalCurve.of(durations).points();
            for (int i = 0; i < curve.size(); i++) {
                OptionalDouble error = curve.get(i).standardError();
                assertThat(points.get(i).standardError().isPresent()).isEqualTo(error.isPresent());
                assertThat(points.get(i).standardError().orElse(0)).isCloseTo(error.orElse(0), within(1e-7));
            }
        }
    }

    /**
     * The delta method on the hazards of all causes, whose covariance is multinomial: another way to the variance than that of the
     * library.
     */
    private static double variance(Units units, int cause, int until) {
        double last = incidence(units, cause, until);
        double variance = 0;
        for (int time = 0; time <= until; time++) {
            int now = time;
            double n = units.atRisk(time);
            if (units.ends(time) > 0) {
                double before = units.survival(time - 1);
                double after = units.survival(time);
                double later = after > 0 ? (last - incidence(units, cause, time)) / after : 0;
                double mean = 0;
                double square = 0;
                for (int c = 1; c <= 2; c++) {
                    int causeNow = c;
                    double share = units.list().stream()
                                    .filter(unit -> unit.endsAt(now) && unit.cause() == causeNow)
                                    .count()
                            / n;
                    double slope = (c == cause ? 1 : 0) - later;
                    mean += slope * share;
                    square += slope * slope * share;
                }
                variance += before * before * (square - mean * mean) / n;
            }
        }
        return variance;
    }

    private static double incidence(Units units, int cause, int until) {
        double incidence = 0;
        for (int time = 0; time <= until; time++) {
            int now = time;
            long d = units.list().stream()
                    .filter(unit -> unit.endsAt(now) && unit.cause() == cause)
                    .count();
            incidence += d > 0 ? units.survival(time - 1) * d / units.atRisk(time) : 0;
        }
        return incidence;
    }

    @Property(tries = 100)
    void incidencesAndTheirErrorsAreThoseOfTheDefinition(@ForAll Units units) {
        CumulativeIncidence result = CumulativeIncidence.of(units.durations());
        for (String name : result.causes()) {
            int cause = name.equals("price") ? 1 : 2;
            for (IncidencePoint point : result.points(name)) {
                int time = (int) point.time();
                assertThat(point.incidence()).isCloseTo(incidence(units, cause, time), within(1e-14));
                point.standardError()
                        .ifPresent(error ->
                                assertThat(error * error).isCloseTo(variance(units, cause, time), within(1e-14)));
                point.interval()
                        .ifPresent(interval -> assertThat(interval.lower()).isLessThanOrEqualTo(interval.upper()));
            }
        }
    }
}
