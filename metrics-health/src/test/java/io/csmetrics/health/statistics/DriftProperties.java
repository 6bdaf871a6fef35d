package io.csmetrics.health.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

@Domain(Accounts.Source.class)
@Domain(DomainContext.Global.class)
final class DriftProperties {

    @Property
    void theIndexIsNeverNegativeAndKnowsNoOrderOfRows(@ForAll Accounts accounts) {
        double[] reference = accounts.scores();
        double[] current = accounts.seconds();
        PopulationStability.ofSamples(reference, current).ifPresent(drift -> {
            assertThat(drift.index()).isNotNegative();
            assertThat(drift.bins().stream()
                            .mapToDouble(PopulationStability.Bin::expected)
                            .sum())
                    .isBetween(1 - 1e-12, 1.0 + drift.bins().size() * 0.5 / reference.length);
            assertThat(PopulationStability.ofSamples(
                            accounts.reversed().scores(), accounts.reversed().seconds()))
                    .hasValue(drift);
        });
    }

    @Property
    void aSampleNeverDriftsFromItself(@ForAll Accounts accounts) {
        PopulationStability.ofSamples(accounts.scores(), accounts.reversed().scores())
                .ifPresent(drift -> assertThat(drift.index()).isZero());
    }

    @Property
    void qualityAndReliabilityKnowNoOrderOfRows(@ForAll Accounts accounts) {
        double[] probabilities =
                Arrays.stream(accounts.scores()).map(score -> score / 50).toArray();
        Accounts reversed = accounts.reversed();
        double[] turned =
                Arrays.stream(reversed.scores()).map(score -> score / 50).toArray();
        assertThat(ForecastQuality.of(turned, reversed.happened()))
                .isEqualTo(ForecastQuality.of(probabilities, accounts.happened()));
        ReliabilityTable table = ReliabilityTable.quantile(probabilities, accounts.happened(), 4);
        assertThat(ReliabilityTable.quantile(turned, reversed.happened(), 4)).isEqualTo(table);
        assertThat(table.bins().stream().mapToLong(bin -> bin.outcome().n()).sum())
                .isEqualTo(probabilities.length);
        table.expectedCalibrationError().ifPresent(error -> assertThat(error).isBetween(0.0, 1.0));
    }

    @Property
    void theSlopeFollowsAddedLinesAndScales(
            @ForAll @Size(min = 2, max = 12) List<@DoubleRange(min = -100, max = 100) Double> numbers,
            @ForAll @DoubleRange(min = -10, max = 10) double line) {
        double[] values = numbers.stream().mapToDouble(x -> x).toArray();
        double[] added = values.clone();
        double[] reversed = values.clone();
        for (int i = 0; i < values.length; i++) {
            added[i] += 7 + line * i;
            reversed[i] = values[values.length - 1 - i];
        }
        double slope = TheilSen.slope(values).orElseThrow();
        assertThat(TheilSen.slope(added).orElseThrow()).isCloseTo(slope + line, within(1e-9));
        assertThat(TheilSen.slope(reversed).orElseThrow()).isCloseTo(-slope, within(1e-9));
    }
}
