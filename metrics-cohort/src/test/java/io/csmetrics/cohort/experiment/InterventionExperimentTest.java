package io.csmetrics.cohort.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.csmetrics.catalog.KpiParameters;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.CustomerBasis;
import io.csmetrics.data.CustomerData;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.select.TextSet;
import io.csmetrics.statistics.SplitMix64;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class InterventionExperimentTest {
    /** Where clocks change within the windows. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Kpi EFFECT =
            RetentionKpis.INTERVENTION_EFFECT.with(KpiParameters.EXPERIMENT, TextSet.of("save-play"));

    private static BigMoney eur(int amount) {
        return BigMoney.of(CurrencyUnit.EUR, amount);
    }

    private static Event assigned(String account, Instant at, String experiment, String arm) {
        return Event.builder(account, "experiment-assigned", at)
                .attribute("experiment", experiment)
                .attribute("arm", arm)
                .build();
    }

    private static Instant noon(String date) {
        return LocalDate.parse(date).atTime(12, 0).atZone(ZONE).toInstant();
    }

    /** Accounts that come, expand, leave and return, and are assigned once or twice, at the turn of a day or within it. */
    private static CustomerData book(SplitMix64 random) {
        List<Account> accounts = new ArrayList<>();
        List<RevenueMovement> movements = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String id = "a" + i;
            accounts.add(Account.of(id));
            LocalDate day = LocalDate.of(2025, 1, 1).plusDays(random.nextInt(40));
            movements.add(RevenueMovement.of(id, day, Type.NEW, eur(10)));
            events.add(Event.of(id, "customer-started", day.atStartOfDay(ZONE).toInstant()));
            if (random.nextInt(3) == 0) {
                movements.add(RevenueMovement.of(id, day.plusDays(random.nextInt(50)), Type.EXPANSION, eur(5)));
            } else if (random.nextInt(2) == 0) {
                LocalDate gone = day.plusDays(1 + random.nextInt(90));
                movements.add(RevenueMovement.of(id, gone, Type.CHURN, eur(10)));
                events.add(
                        Event.of(id, "customer-ended", gone.atStartOfDay(ZONE).toInstant()));
                if (random.nextInt(3) == 0) {
                    movements.add(
                            RevenueMovement.of(id, gone.plusDays(random.nextInt(20)), Type.REACTIVATION, eur(10)));
                }
            }
            int times = random.nextInt(3);
            for (int k = 0; k < times; k++) {
                Instant at = LocalDate.of(2025, 2, 20)
                        .plusDays(random.nextInt(50))
                        .atStartOfDay(ZONE)
                        .toInstant()
                        .plus(Duration.ofMinutes(random.nextInt(2) * (long) random.nextInt(1_440)));
                String arm =
                        List.of("control", "treatment", "other").get(random.nextInt(8) == 0 ? 2 : random.nextInt(2));
                events.add(assigned(id, at.plusMillis(k), random.nextInt(6) == 0 ? "upsell" : "save-play", arm));
            }
        }
        return CustomerData.builder()
                .zone(ZONE)
                .currency(CurrencyUnit.EUR)
                .accounts(accounts)
                .movements(movements)
                .events(events)
                .customersBy(random.nextInt(3) == 0 ? CustomerBasis.EVENTS : CustomerBasis.LEDGER)
                .build();
    }

    @Test
    void theDifferenceIsTheValueOfTheKpi() {
        int compared = 0;
        for (int i = 0; i < 40; i++) {
            SplitMix64 random = new SplitMix64(i);
            CustomerData data = book(random);
            Kpi kpi = EFFECT.with(KpiParameters.FOLLOW_UP, Duration.ofHours(24L * (1 + random.nextInt(30))))
                    .with(KpiParameters.OUTCOME, random.nextInt(2) == 0 ? "RETAINED" : "EXPANDED");
            LocalDate asOf = LocalDate.of(2025, 3, 10).plusDays(random.nextInt(60));
            ReportingPeriod period = ReportingPeriod.month(YearMonth.of(2025, 3));
            KpiResult result = kpi.measure(
                    data, period, asOf.plusDays(1).atStartOfDay(ZONE).toInstant());
            Readout readout =
                    InterventionExperiment.of(data, kpi, period, asOf).build().read();
            OptionalDouble difference = readout.primary().absolute().estimated().stream()
                    .mapToDouble(Estimate.Estimated::value)
                    .findFirst();
            assertThat(difference.isPresent()).isEqualTo(result.value().isPresent());
            long mature = readout.primary().arms().stream()
                    .mapToInt(ArmReading::mature)
                    .sum();
            long immature = readout.primary().arms().stream()
                    .mapToInt(ArmReading::excludedImmature)
                    .sum();
            assertThat(result.evidence().n().orElse(0)).isEqualTo(mature);
            assertThat(result.evidence().censored()).isEqualTo(immature);
            if (difference.isPresent()) {
                compared++;
                assertThat(difference.getAsDouble())
                        .isCloseTo(result.value().orElseThrow().doubleValue(), within(1e-12));
            }
        }
        assertThat(compared).isGreaterThan(20);
    }

    @Test
    void livesBeginWithTheAssignment() {
        CustomerData data = CustomerData.builder()
                .zone(ZONE)
                .currency(CurrencyUnit.EUR)
                .movements(List.of(
                        RevenueMovement.of("A", LocalDate.of(2024, 1, 1), Type.NEW, eur(10)),
                        RevenueMovement.of("A", LocalDate.of(2025, 3, 20), Type.CHURN, eur(10)),
                        RevenueMovement.of("B", LocalDate.of(2024, 1, 1), Type.NEW, eur(10)),
                        RevenueMovement.of("C", LocalDate.of(2024, 1, 1), Type.NEW, eur(10)),
                        RevenueMovement.of("C", LocalDate.of(2025, 2, 1), Type.CHURN, eur(10))))
                .events(List.of(
                        assigned("A", noon("2025-03-10"), "save-play", "treatment"),
                        assigned("B", noon("2025-03-12"), "save-play", "control"),
                        assigned("C", noon("2025-03-12"), "save-play", "control")))
                .build();
        Experiment experiment = InterventionExperiment.of(
                        data, EFFECT, ReportingPeriod.month(YearMonth.of(2025, 3)), LocalDate.of(2025, 3, 31))
                .build();
        assertThat(experiment.units())
                .containsExactly(
                        ExperimentUnit.builder("A", "treatment", LocalDate.of(2025, 3, 10))
                                // 90 days of 24 hours, and the clock went forward
                                .windowEndsOn(LocalDate.of(2025, 6, 8))
                                .life(10, true)
                                .build(),
                        ExperimentUnit.builder("B", "control", LocalDate.of(2025, 3, 12))
                                .windowEndsOn(LocalDate.of(2025, 6, 10))
                                .life(19, false)
                                .build(),
                        // gone before: nobody can keep it
                        ExperimentUnit.builder("C", "control", LocalDate.of(2025, 3, 12))
                                .windowEndsOn(LocalDate.of(2025, 6, 10))
                                .build());
        assertThat(experiment.read().reason()).isEqualTo("arm \"control\" has 2 units and no window that is over");
    }

    @Test
    void anAccountThatIsAssignedToBothArmsAtOnceIsInTheOneThatTheKpiCounts() {
        CustomerData data = CustomerData.builder()
                .zone(ZONE)
                .currency(CurrencyUnit.EUR)
                .accounts(List.of(Account.of("A")))
                .events(List.of(
                        assigned("A", noon("2025-03-10"), "save-play", "treatment"),
                        assigned("A", noon("2025-03-10"), "save-play", "control")))
                .build();
        ReportingPeriod march = ReportingPeriod.month(YearMonth.of(2025, 3));
        assertThat(EFFECT.measure(data, march).evidence().censored()).isOne();
        assertThat(InterventionExperiment.of(data, EFFECT, march, LocalDate.of(2025, 3, 31))
                        .build()
                        .units())
                .hasSize(1);
    }

    @Test
    void onlyAKpiThatComparesArmsIsAnExperiment() {
        CustomerData data = CustomerData.builder()
                .zone(ZONE)
                .currency(CurrencyUnit.EUR)
                .accounts(List.of(Account.of("A")))
                .build();
        ReportingPeriod march = ReportingPeriod.month(YearMonth.of(2025, 3));
        LocalDate asOf = LocalDate.of(2025, 3, 31);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterventionExperiment.of(data, RetentionKpis.INTERVENTION_EFFECT, march, asOf))
                .withMessage("parameters [experiment] of \"intervention-effect\" must be set; say of which experiment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterventionExperiment.of(data, RetentionKpis.CUSTOMER_CHURN_RATE, march, asOf))
                .withMessage("\"customer-churn-rate\" must compare arms of accounts by their first assignment; take"
                        + " intervention-effect");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterventionExperiment.of(
                        data, EFFECT.with(KpiParameters.FOLLOW_UP, Duration.ofHours(5)), march, asOf))
                .withMessage("follow-up PT5H of \"intervention-effect\" must be a day or more; nothing can become of an"
                        + " account sooner");
        assertThat(InterventionExperiment.of(data, EFFECT, march, asOf)
                        .build()
                        .read()
                        .verdict())
                .isEqualTo(EffectVerdict.NOT_ENOUGH_DATA);
    }

    @Test
    void checkInsAreACorrelationAndSaySo() {
        CustomerData data = CustomerData.builder()
                .zone(ZONE)
                .currency(CurrencyUnit.EUR)
                .accounts(List.of(Account.of("A")))
                .build();
        ReportingPeriod march = ReportingPeriod.month(YearMonth.of(2025, 3));
        CorrelationReading none = CorrelationReading.of(OperationsKpis.CHECK_IN_IMPACT_SCORE.measure(data, march));
        assertThat(none.sentence())
                .isEqualTo(
                        "\"Check-In Impact Score\" does not exist here, and would be a correlation, no effect. To say"
                                + " more takes accounts assigned at random, or untreated accounts that moved alike in at least"
                                + " three earlier periods.");
        CorrelationReading some = new CorrelationReading("Check-In Impact Score", OptionalDouble.of(0.6882));
        assertThat(some.grade()).isEqualTo(CausalGrade.NAIVE);
        assertThat(some.toString())
                .startsWith(
                        "\"Check-In Impact Score\" is a correlation of 0.6882, no effect: accounts were not assigned"
                                + " at random.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CorrelationReading.of(EFFECT.measure(data, march)))
                .withMessageContaining("must be a correlation; read an effect by an experiment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CorrelationReading("x", OptionalDouble.of(1.5)))
                .withMessage("correlation 1.5 of \"x\" must be -1 to 1; read a KPI that is one");
    }
}
