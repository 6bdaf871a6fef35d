package io.csmetrics.cli.sample.churn;

import static io.csmetrics.cli.sample.churn.Signals.ACTIVE_RATIO;
import static io.csmetrics.cli.sample.churn.Signals.CSM_PULSE;
import static io.csmetrics.cli.sample.churn.Signals.DAYS_SINCE_LOGIN;
import static io.csmetrics.cli.sample.churn.Signals.FIRST_REPLY_HOURS;
import static io.csmetrics.cli.sample.churn.Signals.INVOICE_OVERDUE_DAYS;
import static io.csmetrics.cli.sample.churn.Signals.NPS;
import static io.csmetrics.cli.sample.churn.Signals.OPEN_P1_TICKETS;
import static io.csmetrics.cli.sample.churn.Signals.USAGE_CHANGE_PCT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be seen of the hidden health. */
class SignalsTest {
    private static final LocalDate UNTIL = LocalDate.of(2024, 1, 1);
    private static final double STANDARD_ERRORS = 4;
    private static final int LAST_DAYS = 28;
    private static final int LONG_BEFORE = 168;

    private static ChurnHistories histories;
    private static Map<ChurnHistory, List<SignalRow>> rows;

    @BeforeAll
    static void draw() {
        histories = ChurnHistories.of(2_000, UNTIL, 2024);
        rows = new LinkedHashMap<>();
        histories.all().forEach(history -> rows.put(history, signals(history)));
    }

    private static List<SignalRow> signals(ChurnHistory history) {
        return Signals.of(history, histories.snapshots(), 2024);
    }

    private static List<SignalRow> all(String signal) {
        return rows.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.signal().equals(signal))
                .toList();
    }

    @Test
    void theSameStartGivesTheSameSignalsAndAnotherStartOthers() {
        ChurnHistory history = histories.all().get(0);

        assertThat(signals(history)).isEqualTo(rows.get(history));
        assertThat(Signals.of(history, histories.snapshots(), 2025)).isNotEqualTo(rows.get(history));
    }

    @Test
    void signalsAreSeenOnTheEveningsBeforeSnapshotsWhileTheAccountIsACustomer() {
        Set<LocalDate> evenings = new TreeSet<>();
        histories.snapshots().forEach(day -> evenings.add(day.minusDays(1)));

        assertThat(evenings).hasSize(ChurnHistories.WEEKS);
        assertThat(rows)
                .allSatisfy((history, of) -> assertThat(of)
                        .allSatisfy(row -> {
                            LocalDate day = LocalDate.ofInstant(row.observedAt(), ZoneOffset.UTC);
                            assertThat(evenings).contains(day);
                            assertThat(history.isCustomer(day)).isTrue();
                            assertThat(row.observedAt().atZone(ZoneOffset.UTC).getHour())
                                    .isBetween(18, 23);
                            assertThat(row.accountId()).isEqualTo(history.id());
                        })
                        .isSortedAccordingTo((one, other) -> one.observedAt().compareTo(other.observedAt())));
    }

    @Test
    void valuesStayInTheirRanges() {
        assertThat(numbers(ACTIVE_RATIO)).allMatch(value -> value >= 0 && value <= 1);
        assertThat(numbers(USAGE_CHANGE_PCT)).allMatch(value -> value >= -100);
        assertThat(numbers(OPEN_P1_TICKETS)).allMatch(value -> value >= 0);
        assertThat(numbers(FIRST_REPLY_HOURS)).allMatch(value -> value >= 0);
        assertThat(numbers(NPS)).allMatch(value -> value >= 0 && value <= 10);
        assertThat(numbers(INVOICE_OVERDUE_DAYS)).allMatch(value -> value >= 0);
        assertThat(all(CSM_PULSE).stream().map(SignalRow::value).distinct())
                .containsExactlyInAnyOrder("", "good", "fair", "bad");
    }

    private static List<Double> numbers(String signal) {
        List<Double> numbers = all(signal).stream()
                .filter(row -> !row.value().isEmpty())
                .map(row -> Double.valueOf(row.value()))
                .toList();
        assertThat(numbers).hasSizeGreaterThan(1_000);
        return numbers;
    }

    @Test
    void nowAndThenAClockIsWrong() {
        List<Double> days = numbers(DAYS_SINCE_LOGIN);

        assertThat(days).allMatch(value -> value >= -1);
        assertThat(days.stream().filter(value -> value < 0).count() / (double) days.size())
                .isBetween(0.0015, 0.0025);
    }

    /** Mean and standard error of a signal at some time before leaving; each account counts once, so that the numbers are independent. */
    private record Measured(double mean, double error) {
        static Measured of(String signal, int fromDays, int toDays) {
            List<Double> means = new ArrayList<>();
            rows.forEach((history, of) -> history.churnedOn().ifPresent(on -> {
                ToLongFunction<SignalRow> before = row -> Duration.between(
                                row.observedAt(),
                                on.atStartOfDay(ZoneOffset.UTC).toInstant())
                        .toDays();
                DoubleSummaryStatistics values = of.stream()
                        .filter(row ->
                                row.signal().equals(signal) && !row.value().isEmpty())
                        .filter(row -> before.applyAsLong(row) >= fromDays && before.applyAsLong(row) < toDays)
                        .mapToDouble(row -> Double.parseDouble(row.value()))
                        .summaryStatistics();
                if (values.getCount() > 0) {
                    means.add(values.getAverage());
                }
            }));
            assertThat(means.size()).isGreaterThan(60);
            double mean =
                    means.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            double squares = means.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            return new Measured(mean, Math.sqrt(squares / (means.size() - 1.0) / means.size()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        ACTIVE_RATIO + ",-1",
        USAGE_CHANGE_PCT + ",-1",
        DAYS_SINCE_LOGIN + ",1",
        OPEN_P1_TICKETS + ",1",
        FIRST_REPLY_HOURS + ",1",
        NPS + ",-1",
    })
    void beforeLeavingSignalsGetWorse(String signal, int sign) {
        Measured last = Measured.of(signal, 0, LAST_DAYS);
        Measured earlier = Measured.of(signal, LONG_BEFORE, 10_000);

        double change = sign * (last.mean() - earlier.mean());
        assertThat(change).isGreaterThan(STANDARD_ERRORS * Math.hypot(last.error(), earlier.error()));
    }

    @Test
    void aThirdOfTheUsageIsGoneInTheLastWeeks() {
        assertThat(Measured.of(ACTIVE_RATIO, 0, LAST_DAYS).mean()
                        / Measured.of(ACTIVE_RATIO, LONG_BEFORE, 10_000).mean())
                .isBetween(0.5, 0.7);
    }

    @Test
    void invoicesLieLongerInBadHealth() {
        Map<Boolean, Double> meanByHealth = rows.entrySet().stream()
                .flatMap(of -> of.getValue().stream()
                        .filter(row -> row.signal().equals(INVOICE_OVERDUE_DAYS))
                        .map(row -> Map.entry(
                                of.getKey().level(LocalDate.ofInstant(row.observedAt(), ZoneOffset.UTC))
                                        >= HealthWalk.AVERAGE,
                                Double.valueOf(row.value()))))
                .collect(Collectors.partitioningBy(Map.Entry::getKey, Collectors.averagingDouble(Map.Entry::getValue)));

        assertThat(meanByHealth.get(false)).isGreaterThan(2 * meanByHealth.get(true));
    }

    @Test
    void whatAnAccountCannotHaveIsNotApplicable() {
        assertThat(rows).allSatisfy((history, of) -> {
            Map<String, String> has = history.account().attributes();
            boolean managed = !ChurnHistories.DIGITAL.equals(has.get(ChurnHistories.TOUCH_MODEL));
            boolean supported = !ChurnHistories.NO_SUPPORT.equals(has.get(ChurnHistories.SUPPORT_PLAN));
            assertThat(of)
                    .allSatisfy(row -> assertThat(row.applicable())
                            .isEqualTo(
                                    switch (row.signal()) {
                                        case CSM_PULSE -> managed;
                                        case OPEN_P1_TICKETS, FIRST_REPLY_HOURS -> supported;
                                        default -> true;
                                    }));
            assertThat(of).allMatch(row -> row.applicable() || row.value().isEmpty());
        });
        assertThat(all(CSM_PULSE)).anyMatch(row -> !row.applicable());
        assertThat(all(OPEN_P1_TICKETS)).anyMatch(row -> !row.applicable());
    }

    @Test
    void feedsBreakForSomeWeeks() {
        long weeks = all(INVOICE_OVERDUE_DAYS).size();
        long blanks = all(OPEN_P1_TICKETS).stream()
                .filter(row -> row.applicable() && row.value().isEmpty())
                .count();

        // one week in 33 or so: 4 weeks on average, after 125
        assertThat(1 - all(ACTIVE_RATIO).size() / (double) weeks).isBetween(0.02, 0.04);
        assertThat(blanks / (double) weeks).isBetween(0.02, 0.04);
        assertThat(all(ACTIVE_RATIO)).hasSameSizeAs(all(DAYS_SINCE_LOGIN));
    }

    @Test
    void answersAreOftenOldByTheTimeTheyAreRead() {
        LocalDate snapshot = LocalDate.of(2023, 10, 2);
        int customers = 0;
        int stale = 0;
        for (Map.Entry<ChurnHistory, List<SignalRow>> of : rows.entrySet()) {
            if (of.getKey().isCustomer(snapshot)) {
                customers++;
                stale += of.getValue().stream()
                                .filter(row -> row.signal().equals(NPS))
                                .map(row -> LocalDate.ofInstant(row.observedAt(), ZoneOffset.UTC))
                                .noneMatch(day -> day.isBefore(snapshot) && !day.isBefore(snapshot.minusDays(180)))
                        ? 1
                        : 0;
            }
        }

        assertThat((double) stale / customers).isBetween(0.35, 0.65);
    }
}
