package io.csmetrics.cohort.survival;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Units.Source.class)
@Domain(DomainContext.Global.class)
final class CutProperties {

    @Property(tries = 100)
    void cutDurationsAreThoseOfAStudyThatEndedThen(@ForAll Units units, @ForAll @IntRange(min = 0, max = 13) int end) {
        Durations.Builder expected = Durations.builder();
        for (Units.Unit unit : units.list()) {
            boolean ended = unit.observed() && unit.exit() <= end;
            if (unit.entry() < end) {
                expected.add(
                        unit.entry() < 0 ? Durations.BEFORE_ALL : unit.entry(),
                        Math.min(unit.exit(), end),
                        ended ? "cause " + unit.cause() : null,
                        unit.entry() < 0);
            }
        }
        Durations study = expected.build();
        Durations cut = units.durations().cutAt(end);
        assertThat(cut.n()).isEqualTo(study.n());
        assertThat(cut.sortedEvents()).containsExactly(study.sortedEvents());
        assertThat(cut.sortedCensored()).containsExactly(study.sortedCensored());
        assertThat(cut.causes()).hasSameSizeAs(study.causes());
        for (int time = 0; time <= end; time++) {
            assertThat(cut.atRisk(time)).isEqualTo(study.atRisk(time));
        }
    }
}
