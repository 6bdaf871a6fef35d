package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.scorecard.RandomScorecards;
import io.csmetrics.scorecard.Scorecard;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;

@Domain(RandomScorecards.class)
final class ScorecardJsonProperties {
    @Property
    void everyScorecardReadsBackFromItsJson(@ForAll Scorecard scorecard) {
        String json = ScorecardJson.write(scorecard);
        assertThat(ScorecardJson.read(json)).isEqualTo(scorecard);
        assertThat(ScorecardJson.write(ScorecardJson.read(json))).isEqualTo(json);
    }
}
