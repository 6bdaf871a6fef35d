package io.csmetrics.cli.sample.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.csmetrics.cli.sample.RandomStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hidden health, and the true probability of leaving that follows from it. */
class HealthWalkTest {
    private static final int DRAWS = 20_000;
    private static final double STANDARD_ERRORS = 4;

    @Test
    void theTrueProbabilityIsThatOfTheGoldenFile() throws IOException {
        try (InputStream golden = HealthWalkTest.class.getResourceAsStream("/golden/health-walk.json")) {
            JsonNode rows = JsonMapper.builder().build().readTree(golden).path("rows");

            assertThat(rows).hasSize(32).allSatisfy(row -> {
                double[] within = HealthWalk.churnWithin(row.path("days").asInt());
                assertThat(within[row.path("level").asInt()])
                        .isCloseTo(row.path("probability").asDouble(), within(1e-12));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 14, 20})
    void asManyLeaveAsTheTrueProbabilitySays(int level) {
        RandomStream random = new RandomStream(1, "walk", "level" + level);
        long left = IntStream.range(0, DRAWS)
                .filter(draw -> leavesWithin(90, level, random))
                .count();

        double probability = HealthWalk.churnWithin(90)[level];
        double error = Math.sqrt(probability * (1 - probability) / DRAWS);
        assertThat((double) left / DRAWS).isCloseTo(probability, within(STANDARD_ERRORS * error));
    }

    private static boolean leavesWithin(int days, int first, RandomStream random) {
        int level = first;
        for (int day = 0; day < days; day++) {
            if (random.chance(HealthWalk.dailyRisk(level))) {
                return true;
            }
            level = HealthWalk.next(level, random);
        }
        return false;
    }

    @Test
    void nobodyLeavesInNoTimeAndOneDayIsTheDailyRisk() {
        assertThat(HealthWalk.churnWithin(0)).containsOnly(0);
        assertThat(HealthWalk.churnWithin(1))
                .containsExactly(IntStream.rangeClosed(0, HealthWalk.TOP)
                        .mapToDouble(HealthWalk::dailyRisk)
                        .toArray());
    }

    @Test
    void thirtyDaysOfTheDailyRiskAreTheMonthlyRisk() {
        assertThat(1 - Math.pow(1 - HealthWalk.dailyRisk(14), 30)).isCloseTo(HealthWalk.monthlyRisk(14), within(1e-12));
        assertThat(HealthWalk.monthlyRisk(HealthWalk.AVERAGE)).isCloseTo(1 / (1 + Math.exp(5)), within(1e-15));
    }

    @Test
    void betterHealthAndLessTimeMakeLeavingLessLikely() {
        double[] shorter = HealthWalk.churnWithin(89);
        double[] longer = HealthWalk.churnWithin(90);

        assertThat(IntStream.range(0, HealthWalk.TOP)).allMatch(level -> longer[level] > longer[level + 1]);
        assertThat(IntStream.rangeClosed(0, HealthWalk.TOP)).allMatch(level -> longer[level] > shorter[level]);
    }

    @Test
    void healthThatIsLeftAloneStaysBinomial() {
        double[] binomial = new double[HealthWalk.TOP + 1];
        binomial[0] = Math.pow(2, -HealthWalk.TOP);
        for (int level = 1; level <= HealthWalk.TOP; level++) {
            binomial[level] = binomial[level - 1] * (HealthWalk.TOP - level + 1) / level;
        }
        for (int level = 0; level < HealthWalk.TOP; level++) {
            assertThat(binomial[level] * HealthWalk.up(level))
                    .isCloseTo(binomial[level + 1] * HealthWalk.down(level + 1), within(1e-15));
        }
    }

    @Test
    void ofADistanceFromTheAverageOneHalfIsLeftAfter115Days() {
        double mean = 30;
        for (int day = 0; day < 115; day++) {
            mean += 0.12 * (HealthWalk.TOP - 2 * mean) / HealthWalk.TOP;
        }

        assertThat(mean).isCloseTo(25, within(0.05));
        assertThat(HealthWalk.up(30) - HealthWalk.down(30)).isCloseTo(0.12 * (40 - 60) / 40, within(1e-15));
    }

    @Test
    void stepsAreTakenAsOftenAsIsStated() {
        RandomStream random = new RandomStream(1, "walk", "steps");
        int ups = 0;
        int downs = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            int next = HealthWalk.next(30, random);
            ups += next == 31 ? 1 : 0;
            downs += next == 29 ? 1 : 0;
        }

        assertThat((double) ups / DRAWS).isCloseTo(0.03, within(STANDARD_ERRORS * error(0.03)));
        assertThat((double) downs / DRAWS).isCloseTo(0.09, within(STANDARD_ERRORS * error(0.09)));
        assertThat(HealthWalk.next(0, random)).isBetween(0, 1);
        assertThat(HealthWalk.next(HealthWalk.TOP, random)).isBetween(HealthWalk.TOP - 1, HealthWalk.TOP);
    }

    private static double error(double share) {
        return Math.sqrt(share * (1 - share) / DRAWS);
    }

    @Test
    void firstLevelsHaveMeanAndSpreadOfTheBinomial() {
        RandomStream random = new RandomStream(1, "walk", "first");
        int[] levels =
                IntStream.range(0, DRAWS).map(draw -> HealthWalk.first(random)).toArray();

        double mean = IntStream.of(levels).average().orElseThrow();
        double variance = IntStream.of(levels)
                        .mapToDouble(level -> (level - mean) * (level - mean))
                        .sum()
                / DRAWS;
        assertThat(mean).isCloseTo(20, within(STANDARD_ERRORS * Math.sqrt(10.0 / DRAWS)));
        // of a nearly normal variable the standard error of the variance is variance * sqrt(2 / n)
        assertThat(variance).isCloseTo(10, within(STANDARD_ERRORS * 10 * Math.sqrt(2.0 / DRAWS)));
    }
}
