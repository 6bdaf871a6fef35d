package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.cohort.survival.Units.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Units.Source.class)
@Domain(DomainContext.Global.class)
final class SurvivalProperties {
    private static final int LAST = 8;

    @Property(tries = 100)
    void theCurveIsTheProductOfItsDefinition(@ForAll Units units) {
        SurvivalCurve curve = SurvivalCurve.of(units.durations());
        for (SurvivalPoint point : curve.points()) {
            int time = (int) point.time();
            assertThat(point.atRisk()).isEqualTo((int) units.atRisk(time));
            assertThat(point.events()).isEqualTo((int) units.ends(time));
            assertThat(point.survival()).isCloseTo(units.survival(time), within(1e-14));
            point.interval()
                    .ifPresent(interval ->
                            assertThat(interval.contains(point.survival())).isTrue());
        }
        OptionalDouble unwatched = OptionalDouble.empty();
        for (int time = 0; time <= curve.lastFollowUp(); time++) {
            assertThat(curve.at(time).orElseThrow().survival()).isCloseTo(units.survival(time), within(1e-14));
            if (unwatched.isEmpty() && time < curve.lastFollowUp() && units.atRisk(time + 1) == 0) {
                unwatched = OptionalDouble.of(time);
            }
        }
        assertThat(curve.unwatchedFrom()).isEqualTo(unwatched);
    }

    @Property(tries = 50)
    void withoutCensoringTheCurveIsTheShareThatLastsLonger(@ForAll Units units) {
        List<Unit> lives = units.withoutCensoring().list();
        SurvivalCurve curve = SurvivalCurve.of(units.withoutCensoring().durations());
        for (int time = 0; time <= LAST; time++) {
            int now = time;
            double share =
                    (double) lives.stream().filter(unit -> unit.exit() > now).count() / lives.size();
            assertThat(curve.at(time).orElseThrow().survival()).isCloseTo(share, within(1e-14));
        }
        double mean = lives.stream().mapToInt(Unit::exit).average().orElseThrow();
        assertThat(curve.meanLifetime().orElseThrow().mean()).isCloseTo(mean, within(1e-13));
    }

    @Property(tries = 50)
    void theOrderOfRowsChangesNothing(@ForAll Units units, @ForAll int randomStart) {
        List<Unit> shuffled = new ArrayList<>(units.list());
        Collections.shuffle(shuffled, new Random(randomStart));
        Units others = new Units(shuffled);
        assertThat(SurvivalCurve.of(others.durations()).points())
                .isEqualTo(SurvivalCurve.of(units.durations()).points());
        for (LogRankWeight weight : LogRankWeight.values()) {
            assertThat(LogRank.of(others.groups(List.of(0, 1, 2)), weight))
                    .isEqualTo(LogRank.of(units.groups(List.of(0, 1, 2)), weight));
        }
        CumulativeIncidence incidence = CumulativeIncidence.of(units.durations());
        for (String cause : incidence.causes()) {
            assertThat(CumulativeIncidence.of(others.durations()).points(cause)).isEqualTo(incidence.points(cause));
        }
    }

    @Property(tries = 50)
    void everyUnitTwiceKeepsTheCurveAndShrinksItsError(@ForAll Units units) {
        List<Unit> twice = new ArrayList<>(units.list());
        twice.addAll(units.list());
        List<SurvivalPoint> once = SurvivalCurve.of(units.durations()).points();
        List<SurvivalPoint> doubled =
                SurvivalCurve.of(new Units(twice).durations()).points();
        assertThat(doubled).hasSameSizeAs(once);
        for (int i = 0; i < once.size(); i++) {
            assertThat(doubled.get(i).survival()).isCloseTo(once.get(i).survival(), within(1e-15));
            assertThat(doubled.get(i).standardError().isPresent())
                    .isEqualTo(once.get(i).standardError().isPresent());
            assertThat(doubled.get(i).standardError().orElse(0) * Math.sqrt(2))
                    .isCloseTo(once.get(i).standardError().orElse(0), within(1e-14));
        }
    }

    @Property(tries = 50)
    void anotherUnitOfTimeScalesQuantilesAndAreas(@ForAll Units units) {
        double factor = 7.25;
        SurvivalCurve curve = SurvivalCurve.of(units.durations());
        SurvivalCurve scaled = SurvivalCurve.of(units.durations(factor, unit -> true));
        for (QuantileRule rule : QuantileRule.values()) {
            SurvivalQuantile median = curve.quantile(0.5, rule);
            SurvivalQuantile scaledMedian = scaled.quantile(0.5, rule);
            assertThat(scaledMedian.time()).isEqualTo(times(median.time(), factor));
            assertThat(scaledMedian.lower()).isEqualTo(times(median.lower(), factor));
            assertThat(scaledMedian.upper()).isEqualTo(times(median.upper(), factor));
        }
        assertThat(scaled.unwatchedFrom()).isEqualTo(times(curve.unwatchedFrom(), factor));
        if (curve.unwatchedFrom().isEmpty()) {
            RestrictedMean mean = curve.restrictedMean(curve.lastFollowUp());
            RestrictedMean scaledMean =
                    scaled.restrictedMean(scaled.lastFollowUp()).inUnitsOf(factor);
            assertThat(scaledMean.mean()).isCloseTo(mean.mean(), within(1e-13));
            assertThat(scaledMean.standardError()).isCloseTo(mean.standardError(), within(1e-13));
        }
    }

    private static OptionalDouble times(OptionalDouble time, double factor) {
        return time.isPresent() ? OptionalDouble.of(time.getAsDouble() * factor) : time;
    }

    @Property(tries = 50)
    void entriesBeforeTheFirstEventChangeNothing(@ForAll Units units) {
        Durations.Builder late = Durations.builder();
        units.list().forEach(unit -> late.add(0.5, unit.exit(), unit.observed()));
        assertThat(SurvivalCurve.of(late.build()).points())
                .isEqualTo(SurvivalCurve.of(units.withoutEntries().durations()).points());
    }

    @Property(tries = 50)
    void quantilesOfTheThreeRulesAreInOrder(@ForAll Units units) {
        SurvivalCurve curve = SurvivalCurve.of(units.durations());
        for (double p : new double[] {0.1, 0.25, 0.5, 2 / 3.0, 0.9}) {
            double smallest = curve.quantile(p, QuantileRule.SMALLEST).time().orElse(LAST + 1);
            double midpoint = curve.quantile(p, QuantileRule.MIDPOINT).time().orElse(LAST + 1);
            double strict = curve.quantile(p, QuantileRule.STRICT).time().orElse(LAST + 1);
            assertThat(smallest).isLessThanOrEqualTo(midpoint);
            assertThat(midpoint).isLessThanOrEqualTo(strict);
            if (smallest <= LAST) {
                assertThat(curve.at(smallest).orElseThrow().survival()).isLessThanOrEqualTo(1 - p + 1e-8);
            }
        }
    }

    @Property(tries = 50)
    void theLifeTableHasTheSurvivalOfTheCurve(@ForAll Units units) {
        SurvivalCurve curve = SurvivalCurve.of(units.durations());
        for (LifeTable.Opportunity opportunity :
                LifeTable.of(units.durations(), curve.confidence()).opportunities()) {
            SurvivalPoint point = curve.at(opportunity.number()).orElseThrow();
            assertThat(opportunity.facing()).isEqualTo(point.atRisk());
            assertThat(opportunity.lost()).isEqualTo(point.events());
            opportunity
                    .survival()
                    .ifPresent(survival -> assertThat(survival).isCloseTo(point.survival(), within(1e-15)));
            opportunity
                    .standardError()
                    .ifPresent(error ->
                            assertThat(error).isCloseTo(point.standardError().orElseThrow(), within(1e-15)));
        }
    }
}
