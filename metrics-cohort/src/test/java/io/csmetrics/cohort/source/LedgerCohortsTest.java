package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.CohortFacts;
import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.CohortSplit;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.EntryRule;
import io.csmetrics.cohort.GapPolicy;
import io.csmetrics.cohort.Measure;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.Rejection;
import io.csmetrics.cohort.RetentionDefinition;
import io.csmetrics.cohort.Tables;
import io.csmetrics.cohort.Tally;
import io.csmetrics.cohort.Triangle;
import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class LedgerCohortsTest {
    private static final CohortKey JANUARY = Tables.key("2026-01-01");
    private static final CohortKey MARCH = Tables.key("2026-03-01");

    private static RevenueMovement move(String account, String on, Type type, int amount) {
        return RevenueMovement.of(account, LocalDate.parse(on), type, BigMoney.of(CurrencyUnit.USD, amount));
    }

    /** Enters in January at 100, is gone for 23 days over the end of February, and returns at 150. */
    private static final List<RevenueMovement> AWAY = List.of(
            move("a", "2026-01-10", Type.NEW, 100),
            move("a", "2026-02-10", Type.CHURN, 100),
            move("a", "2026-03-05", Type.REACTIVATION, 150));

    private static CohortFacts facts(List<RevenueMovement> movements, RetentionDefinition.Builder definition) {
        return LedgerCohorts.of(Book.ledger(movements), definition.build()).facts();
    }

    private static List<BigDecimal> row(CohortFacts facts, CohortKey cohort, Tally tally) {
        return java.util.stream.IntStream.range(0, facts.columns(cohort))
                .mapToObj(index -> facts.sum(cohort, tally, index).stripTrailingZeros())
                .toList();
    }

    private static List<BigDecimal> numbers(Integer... values) {
        return Arrays.stream(values)
                .map(value -> BigDecimal.valueOf(value).stripTrailingZeros())
                .toList();
    }

    @Test
    void whoReturnsIsReactivatedInItsOldCohort() {
        CohortFacts facts = facts(AWAY, Tables.monthly("2026-03-31"));
        assertThat(row(facts, JANUARY, Tally.NET)).isEqualTo(numbers(100, 0, 150));
        assertThat(row(facts, JANUARY, Tally.GROSS)).isEqualTo(numbers(100, 0, 100));
        assertThat(row(facts, JANUARY, Tally.STRICT)).isEqualTo(numbers(100, 0, 0));
        assertThat(row(facts, JANUARY, Tally.NEVER_LAPSED)).isEqualTo(numbers(1, 0, 0));
        assertThat(row(facts, JANUARY, Tally.REACTIVATED)).isEqualTo(numbers(0, 0, 1));
        assertThat(row(facts, JANUARY, Tally.REACTIVATED_REVENUE)).isEqualTo(numbers(0, 0, 150));
        assertThat(row(facts, JANUARY, Tally.CUMULATIVE)).isEqualTo(numbers(100, 100, 250));
        assertThat(facts.rejected()).isEmpty();
    }

    @Test
    void anInterruptionShorterThanTheDaysIsNone() {
        CohortFacts bridged = facts(AWAY, Tables.monthly("2026-03-31").gaps(new GapPolicy.Bridged(24)));
        assertThat(row(bridged, JANUARY, Tally.NET)).isEqualTo(numbers(100, 100, 150));
        assertThat(row(bridged, JANUARY, Tally.NEVER_LAPSED)).isEqualTo(numbers(1, 1, 1));
        CohortFacts longEnough = facts(AWAY, Tables.monthly("2026-03-31").gaps(new GapPolicy.Bridged(23)));
        assertThat(row(longEnough, JANUARY, Tally.NET)).isEqualTo(numbers(100, 0, 150));
    }

    /** Before the return is known it cannot be bridged, so the return changes what was told. */
    @Test
    void aLateReturnChangesWhatBridgedCohortsToldBefore() {
        CohortFacts before = facts(AWAY, Tables.monthly("2026-03-04").gaps(new GapPolicy.Bridged(24)));
        assertThat(row(before, JANUARY, Tally.NET)).isEqualTo(numbers(100, 0, 0));
        assertThat(before.rejected()).containsOnlyKeys(Rejection.AFTER_AS_OF).containsValue(1L);
    }

    @Test
    void whoReturnsAfterALongerTimeEntersAnotherCohort() {
        CohortFacts apart = facts(AWAY, Tables.monthly("2026-03-31").gaps(new GapPolicy.NewCohort(22)));
        assertThat(row(apart, JANUARY, Tally.NET)).isEqualTo(numbers(100, 0, 0));
        assertThat(row(apart, MARCH, Tally.BASE)).isEqualTo(numbers(150));
        assertThat(row(apart, MARCH, Tally.REACTIVATED)).isEqualTo(numbers(0));
        CohortFacts same = facts(AWAY, Tables.monthly("2026-03-31").gaps(new GapPolicy.NewCohort(23)));
        assertThat(same.cohorts()).containsExactly(JANUARY);
    }

    @Test
    void whoComesAndGoesInOnePeriodEntersWithItsNextRevenueOrNot() {
        List<RevenueMovement> movements = List.of(
                move("a", "2026-01-05", Type.NEW, 100),
                move("a", "2026-01-20", Type.CHURN, 100),
                move("a", "2026-03-03", Type.REACTIVATION, 70),
                move("b", "2026-01-05", Type.NEW, 100),
                move("b", "2026-01-31", Type.CHURN, 100));
        CohortFacts lasting = facts(movements, Tables.monthly("2026-03-31"));
        assertThat(lasting.cohorts()).containsExactly(MARCH);
        assertThat(row(lasting, MARCH, Tally.BASE)).isEqualTo(numbers(70));
        assertThat(lasting.rejected())
                .containsOnlyKeys(Rejection.NEVER_AT_PERIOD_END)
                .containsValue(1L);
        CohortFacts first = facts(movements, Tables.monthly("2026-03-31").entry(EntryRule.FIRST_NEW));
        assertThat(first.size(JANUARY)).isEqualTo(2);
        assertThat(row(first, JANUARY, Tally.RETAINED)).isEqualTo(numbers(0, 0, 1));
        assertThat(row(first, JANUARY, Tally.REACTIVATED)).isEqualTo(numbers(0, 0, 1));
        assertThat(row(first, JANUARY, Tally.BASE)).isEqualTo(numbers(0, 0, 0));
        assertThat(row(first, JANUARY, Tally.NET)).isEqualTo(numbers(0, 0, 70));
        assertThat(row(first, JANUARY, Tally.GROSS)).isEqualTo(numbers(0, 0, 0));
        assertThat(first.rejected()).containsOnlyKeys(Rejection.ZERO_BASE).containsValue(2L);
    }

    @Test
    void anImportedBalanceIsInNoCohort() {
        CohortFacts facts = facts(
                List.of(move("a", "2026-01-01", Type.OPENING, 100), move("a", "2026-02-01", Type.EXPANSION, 50)),
                Tables.monthly("2026-03-31"));
        assertThat(facts.cohorts()).isEmpty();
        assertThat(facts.rejected()).containsOnlyKeys(Rejection.OPENING_BOOK).containsValue(1L);
    }

    @Test
    void quartersAndMonthsMayBeMixed() {
        List<RevenueMovement> movements =
                List.of(move("a", "2026-01-10", Type.NEW, 100), move("b", "2026-03-20", Type.NEW, 50));
        CohortFacts monthsOfQuarters = facts(
                movements,
                Tables.monthly("2026-04-15")
                        .granularity(Cadence.QUARTERLY)
                        .index(new PeriodIndex.Calendar(Cadence.MONTHLY)));
        assertThat(monthsOfQuarters.cohorts()).containsExactly(JANUARY);
        assertThat(row(monthsOfQuarters, JANUARY, Tally.BEGUN)).isEqualTo(numbers(2, 2, 1, 1));
        assertThat(row(monthsOfQuarters, JANUARY, Tally.AT_RISK)).isEqualTo(numbers(2, 1, 1, 0));
        CohortFacts quartersOfMonths =
                facts(movements, Tables.monthly("2026-04-15").index(new PeriodIndex.Calendar(Cadence.QUARTERLY)));
        assertThat(quartersOfMonths.cohorts()).containsExactly(JANUARY, MARCH);
        assertThat(row(quartersOfMonths, MARCH, Tally.AT_RISK)).isEqualTo(numbers(1, 0));
        assertThat(row(quartersOfMonths, MARCH, Tally.CUMULATIVE)).isEqualTo(numbers(150, 0));
    }

    private static CustomerData data() {
        List<Event> imports = List.of(
                event("did", "2026-01-10T00:00:00Z"),
                event("did", "2026-01-23T23:59:00Z"),
                event("late", "2026-01-11T00:00:00Z"),
                event("late", "2026-01-24T00:00:00Z"));
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.USD)
                .accounts(List.of(
                        Account.builder("did").attribute("plan", "pro").build(),
                        Account.builder("late").attribute("plan", "free").build(),
                        Account.of("gone"),
                        Account.of("young")))
                .movements(List.of(
                        move("did", "2026-01-10", Type.NEW, 100),
                        move("late", "2026-01-10", Type.NEW, 100),
                        move("gone", "2026-01-10", Type.NEW, 100),
                        move("gone", "2026-01-23", Type.CHURN, 100),
                        move("young", "2026-03-25", Type.NEW, 100)))
                .events(imports)
                .build();
    }

    private static Event event(String account, String at) {
        return Event.of(account, "import", java.time.Instant.parse(at));
    }

    @Test
    void whatWasDoneInTheFirstDaysTellsCohortsApartAfterThem() {
        RetentionDefinition definition = Tables.monthly("2026-03-31")
                .split(new CohortSplit.Behaviour("import", 2, 14))
                .index(new PeriodIndex.Rolling(30))
                .build();
        CohortFacts facts = LedgerCohorts.of(data(), definition).facts();
        CohortKey did = new CohortKey(JANUARY.start(), "did");
        CohortKey didNot = new CohortKey(JANUARY.start(), "did not");
        assertThat(facts.cohorts()).containsExactly(did, didNot);
        assertThat(facts.size(did)).isEqualTo(1);
        // 24 January and 67 days: window 2 begins on 25 March
        assertThat(row(facts, did, Tally.BEGUN)).isEqualTo(numbers(1, 1, 1));
        assertThat(row(facts, did, Tally.AT_RISK)).isEqualTo(numbers(1, 1, 0));
        assertThat(facts.rejected())
                .containsOnlyKeys(Rejection.BEFORE_LANDMARK, Rejection.GONE_BEFORE_LANDMARK)
                .containsEntry(Rejection.BEFORE_LANDMARK, 1L)
                .containsEntry(Rejection.GONE_BEFORE_LANDMARK, 1L);
    }

    @Test
    void aPropertyTellsCohortsApart() {
        RetentionDefinition definition = Tables.monthly("2026-03-31")
                .split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_NOW))
                .build();
        assertThat(LedgerCohorts.of(data(), definition).facts().cohorts())
                .containsExactly(
                        new CohortKey(JANUARY.start(), "free"),
                        new CohortKey(JANUARY.start(), "pro"),
                        new CohortKey(MARCH.start(), "(none)"));
    }

    @Test
    void theAccountsBehindACellAreThoseAtRisk() {
        RetentionDefinition definition = Tables.monthly("2026-03-31")
                .entry(EntryRule.FIRST_NEW)
                .measure(Measure.NET)
                .build();
        LedgerCohorts cohorts = LedgerCohorts.of(data(), definition);
        assertThat(cohorts.accounts(JANUARY, 1))
                .containsOnlyKeys("did", "gone", "late")
                .containsEntry("gone", BigDecimal.ZERO)
                .containsEntry("did", new BigDecimal("100"));
        assertThat(cohorts.accounts(MARCH, 0)).containsOnlyKeys("young");
        assertThat(cohorts.accounts(MARCH, 1)).isEmpty();
    }

    @Test
    void lessCanBeCountedAndIsTheSame() {
        LedgerCohorts cohorts =
                LedgerCohorts.of(Book.ledger(AWAY), Tables.monthly("2026-03-31").build());
        Triangle all = cohorts.triangle();
        Triangle net = Triangle.of(
                cohorts.counting(Set.of(Measure.NET)).facts(), all.definition().with(Measure.NET));
        assertThat(net.rows()).isEqualTo(all.with(Measure.NET).rows());
        assertThat(all.facts().measures()).isEqualTo(EnumSet.allOf(Measure.class));
    }

    @Test
    void sumsThatAreTooLargeSayWhichAndWhatToDo() {
        BigMoney large = BigMoney.of(CurrencyUnit.USD, new BigDecimal("90000000000000000.01"));
        LedgerCohorts cohorts = LedgerCohorts.of(
                Book.ledger(List.of(RevenueMovement.of("a", LocalDate.of(2026, 1, 10), Type.NEW, large))),
                Tables.monthly("2026-02-28").build());
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(cohorts::facts)
                .withMessageStartingWith("sums of [logo, never-lapsed, ")
                .withMessageEndingWith(
                        "in units of 10^-2 USD must fit into 64 bits; count fewer measures, first of all "
                                + "without cumulative-revenue, or declare a smaller scale");
        assertThat(cohorts.counting(Set.of(Measure.NET)).facts().sum(JANUARY, Tally.NET, 1))
                .isEqualByComparingTo("90000000000000000.01");
    }

    private static void refused(String message, RetentionDefinition.Builder definition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerCohorts.of(Book.ledger(AWAY), definition.build()))
                .withMessage(message);
    }

    @Test
    void whatALedgerDoesNotTellIsRefused() {
        refused(
                "split \"behaviour:import:1-times:landmark-7d\" is not told by a ledger; give the data of the accounts, not their "
                        + "ledger alone",
                Tables.monthly("2026-03-31").split(new CohortSplit.Behaviour("import", 1, 7)));
        refused(
                "unit user of cohorts of a ledger must be account",
                Tables.monthly("2026-03-31").unit(Unit.USER));
        refused(
                "entry recurring of cohorts of a ledger must be first or first-new",
                Tables.monthly("2026-03-31").entry(EntryRule.RECURRING));
        refused(
                "criterion streak of cohorts of a ledger must be on; the measure never-lapsed is its streak",
                Tables.monthly("2026-03-31").criterion(new Criterion.Streak()));
        refused(
                "index renewal of cohorts of a ledger must be of days or calendar periods; movements have no hours, and no contracts",
                Tables.monthly("2026-03-31").index(new PeriodIndex.Renewal()));
        refused(
                "index rolling:30d of cohorts of a ledger must be of whole months to add up monthly revenue",
                Tables.monthly("2026-03-31").index(new PeriodIndex.Rolling(30)).measure(Measure.CUMULATIVE_REVENUE));
    }

    @Test
    void whatDataDoNotTellIsRefused() {
        RetentionDefinition elsewhere = RetentionDefinition.builder(
                        ZoneId.of("Asia/Kolkata"), LocalDate.of(2026, 3, 31))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerCohorts.of(data(), elsewhere))
                .withMessage(
                        "zone Asia/Kolkata of the definition must be that of the data, Z; days are told in one zone");
        RetentionDefinition atEntry = Tables.monthly("2026-03-31")
                .split(new CohortSplit.Attribute("plan", CohortSplit.Known.AS_OF_ENTRY))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerCohorts.of(data(), atEntry))
                .withMessage(
                        "split attribute:plan:as-of-entry of cohorts of a ledger must be as-of-now; properties of accounts "
                                + "have no history");
        RetentionDefinition unknown = Tables.monthly("2026-03-31")
                .split(new CohortSplit.Behaviour("invite", 1, 7))
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LedgerCohorts.of(data(), unknown))
                .withMessage("behaviour \"invite\" must be the type of an event of the data; there is no such event");
    }

    @Test
    void measuresThatAreNotThereAreRefused() {
        LedgerCohorts months =
                LedgerCohorts.of(Book.ledger(AWAY), Tables.monthly("2026-03-31").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> months.counting(Set.of()))
                .withMessage("measures [] must be at least one, and of [logo, never-lapsed, reactivated, net, gross, "
                        + "gross-strict, reactivated-revenue, cumulative-revenue] for index calendar");
        LedgerCohorts days = LedgerCohorts.of(
                Book.ledger(AWAY),
                Tables.monthly("2026-03-31").index(new PeriodIndex.Rolling(30)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> days.counting(Set.of(Measure.CUMULATIVE_REVENUE)))
                .withMessage(
                        "measures [cumulative-revenue] must be at least one, and of [logo, never-lapsed, reactivated, net, "
                                + "gross, gross-strict, reactivated-revenue] for index rolling:30d");
    }

    @Test
    void whatDoesNotLineUpWithTheLedgerCannotBeReconciled() {
        LedgerCohorts days = LedgerCohorts.of(
                Book.ledger(AWAY),
                Tables.monthly("2026-03-31").index(new PeriodIndex.Rolling(30)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(days::reconciliation)
                .withMessage(
                        "index rolling:30d of cohorts of a ledger must be of the calendar periods of its cohorts to be "
                                + "reconciled");
        LedgerCohorts bridged = LedgerCohorts.of(
                Book.ledger(AWAY),
                Tables.monthly("2026-03-31").gaps(new GapPolicy.Bridged(24)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(bridged::reconciliation)
                .withMessage("gaps bridged:shorter-than-24d of cohorts of a ledger must be strict to be reconciled");
    }
}
