package io.csmetrics.cohort.source;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.csmetrics.data.CustomerData;
import io.csmetrics.facts.Cells;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.Event;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.select.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

final class ActivityCohortsTest {
    private static final CohortKey JANUARY = Tables.key("2026-01-01");
    private static final CohortKey FEBRUARY = Tables.key("2026-02-01");

    private static Instant at(String local) {
        return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
    }

    private static ActivityCohorts.Builder activity(RetentionDefinition.Builder definition) {
        return ActivityCohorts.builder(definition.build());
    }

    /** The retained units of a cohort by index, a digit each. */
    private static String retained(CohortFacts facts, CohortKey cohort) {
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < facts.columns(cohort); index++) {
            text.append(facts.sum(cohort, Tally.RETAINED, index));
        }
        return text.toString();
    }

    @Test
    void theLastDayIsKnownToItsEnd() {
        CohortFacts facts = activity(Tables.monthly("2026-01-31"))
                .add("a", at("2026-01-31T23:59:59.999"))
                .add("a", at("2026-02-01T00:00"))
                .add("b", at("2026-02-01T00:00"))
                .add(" ", at("2026-01-01T00:00"))
                .add("", at("2026-03-01T00:00"))
                .build()
                .facts();
        assertThat(facts.cohorts()).containsExactly(JANUARY);
        assertThat(facts.sum(JANUARY, Tally.AT_RISK, 0)).isOne();
        assertThat(facts.rejected())
                .containsOnlyKeys(Rejection.BLANK_ID, Rejection.AFTER_AS_OF)
                .allSatisfy((reason, count) -> assertThat(count).isEqualTo(2));
    }

    @Test
    void daysAreToldInTheZone() {
        RetentionDefinition.Builder definition =
                RetentionDefinition.builder(ZoneId.of("America/New_York"), LocalDate.of(2026, 1, 31));
        CohortFacts facts = ActivityCohorts.builder(definition.build())
                .add("a", at("2026-01-01T04:59"))
                .add("b", at("2026-01-01T05:00"))
                .add("c", at("2026-02-01T04:59"))
                .add("d", at("2026-02-01T05:00"))
                .build()
                .facts();
        assertThat(facts.size(Tables.key("2025-12-01"))).isEqualTo(1);
        assertThat(facts.size(JANUARY)).isEqualTo(2);
        assertThat(facts.rejected()).containsOnlyKeys(Rejection.AFTER_AS_OF).containsValue(1L);
    }

    @Test
    void whatWasBeforeTheStartCountsInNoWindow() {
        ActivityCohorts.Builder rows = activity(Tables.monthly("2026-03-31").entry(EntryRule.FIRST_MATCHING))
                .add("a", at("2026-01-15T10:00"), ActivityRole.RETURN, null)
                .add("a", at("2026-02-10T10:00"), ActivityRole.START, null)
                .add("a", at("2026-03-10T10:00"), ActivityRole.RETURN, null)
                .add("b", at("2026-01-15T10:00"), ActivityRole.RETURN, null);
        CohortFacts facts = rows.build().facts();
        assertThat(facts.cohorts()).containsExactly(FEBRUARY);
        assertThat(retained(facts, FEBRUARY)).isEqualTo("11");
        assertThat(facts.rejected())
                .containsOnlyKeys(Rejection.BEFORE_START, Rejection.NO_START)
                .allSatisfy((reason, count) -> assertThat(count).isEqualTo(1));
    }

    @Test
    void aMereEntryIsNoActivity() {
        CohortFacts facts = activity(Tables.monthly("2026-03-31"))
                .add("a", at("2026-01-15T10:00"), ActivityRole.ENTRY, null)
                .add("a", at("2026-02-15T10:00"), ActivityRole.RETURN, null)
                .add("b", at("2026-01-15T10:00"), ActivityRole.ENTRY, null)
                .add("b", at("2026-01-15T11:00"), ActivityRole.RETURN, null)
                .build()
                .facts();
        assertThat(retained(facts, JANUARY)).isEqualTo("110");
        assertThat(facts.sum(JANUARY, Tally.AT_RISK, 0)).isEqualByComparingTo("2");
        assertThat(facts.sum(JANUARY, Tally.REACTIVATED, 1)).isOne();
    }

    @Test
    void differentInstantsCountAndTheSameOnesDoNot() {
        CohortFacts facts = activity(Tables.monthly("2026-02-28").criterion(new Criterion.AtLeast(2)))
                .add("a", at("2026-01-15T10:00"))
                .add("a", at("2026-01-15T10:00"))
                .add("a", at("2026-02-15T10:00"))
                .add("a", at("2026-02-15T10:01"))
                .build()
                .facts();
        assertThat(retained(facts, JANUARY)).isEqualTo("01");
    }

    @Test
    void aRecurringUnitIsInACohortForEachPeriodOfItsStarts() {
        CohortFacts facts = activity(Tables.monthly("2026-03-31").entry(EntryRule.RECURRING))
                .add("a", at("2026-01-15T10:00"))
                .add("a", at("2026-01-20T10:00"))
                .add("a", at("2026-02-15T10:00"), ActivityRole.RETURN, null)
                .add("a", at("2026-03-15T10:00"))
                .build()
                .facts();
        assertThat(facts.cohorts()).containsExactly(JANUARY, Tables.key("2026-03-01"));
        assertThat(facts.size(JANUARY)).isEqualTo(1);
        assertThat(retained(facts, JANUARY)).isEqualTo("111");
        assertThat(retained(facts, Tables.key("2026-03-01"))).isEqualTo("1");
    }

    private static ActivityCohorts.Builder upgrades(CohortSplit.Known known) {
        return activity(Tables.monthly("2026-02-28").split(new CohortSplit.Attribute("plan", known)))
                .add("a", at("2026-01-05T10:00"), ActivityRole.START, "free")
                .add("a", at("2026-02-05T10:00"), ActivityRole.RETURN, "pro")
                .add("b", at("2026-01-05T10:00"), ActivityRole.START, null)
                .add("b", at("2026-01-04T10:00"), ActivityRole.RETURN, "pro");
    }

    @Test
    void aPropertyIsThatOfTheEntryOrThatOfNow() {
        CohortKey free = new CohortKey(JANUARY.start(), "free");
        CohortKey pro = new CohortKey(JANUARY.start(), "pro");
        CohortKey none = new CohortKey(JANUARY.start(), "(none)");
        CohortFacts entry = upgrades(CohortSplit.Known.AS_OF_ENTRY).build().facts();
        assertThat(entry.cohorts()).containsExactly(none, free);
        assertThat(retained(entry, free)).isEqualTo("11");
        CohortFacts now = upgrades(CohortSplit.Known.AS_OF_NOW).build().facts();
        assertThat(now.cohorts()).containsExactly(pro);
        assertThat(now.size(pro)).isEqualTo(2);
    }

    /** Who did and who did not are told apart on the seventh day, and followed from then on. */
    @Test
    void behaviourIsFollowedFromItsLandmark() {
        CohortFacts facts = activity(Tables.monthly("2026-01-31")
                        .index(new PeriodIndex.Rolling(7))
                        .split(new CohortSplit.Behaviour("import", 1, 7)))
                .add("a", at("2026-01-05T10:00"))
                .add("a", at("2026-01-11T23:59"), ActivityRole.BEHAVIOUR, null)
                .add("a", at("2026-01-08T10:00"), ActivityRole.RETURN, null)
                .add("a", at("2026-01-20T10:00"), ActivityRole.RETURN, null)
                .add("b", at("2026-01-05T10:00"))
                .add("b", at("2026-01-12T00:00"), ActivityRole.BEHAVIOUR, null)
                .add("b", at("2026-01-12T00:00"), ActivityRole.RETURN, null)
                .add("c", at("2026-01-25T10:00"))
                .build()
                .facts();
        assertThat(retained(facts, new CohortKey(JANUARY.start(), "did"))).isEqualTo("010");
        assertThat(retained(facts, new CohortKey(JANUARY.start(), "did not"))).isEqualTo("100");
        assertThat(facts.rejected()).containsOnlyKeys(Rejection.BEFORE_LANDMARK).containsValue(1L);
    }

    @Test
    void theUnitsBehindACellAreThoseAtRisk() {
        ActivityCohorts cohorts = activity(Tables.monthly("2026-02-28"))
                .add("b", at("2026-01-05T10:00"))
                .add("a", at("2026-01-05T10:00"))
                .add("a", at("2026-02-05T10:00"))
                .build();
        assertThat(cohorts.units(JANUARY, 1))
                .containsOnly(java.util.Map.entry("a", BigDecimal.ONE), java.util.Map.entry("b", BigDecimal.ZERO));
        assertThat(cohorts.units(JANUARY, 2)).isEmpty();
        assertThat(cohorts.units(FEBRUARY, 0)).isEmpty();
    }

    @Test
    void onlyWhoEnteredInAPeriodCanBeCounted() {
        ActivityCohorts cohorts = activity(Tables.monthly("2026-02-28"))
                .add("a", at("2026-01-31T23:59"))
                .add("b", at("2026-02-01T00:00"))
                .add("c", at("2026-02-28T23:59"))
                .build();
        CohortFacts facts = cohorts.entering(ReportingPeriod.month(2026, 2)).facts();
        assertThat(facts.cohorts()).containsExactly(FEBRUARY);
        assertThat(facts.size(FEBRUARY)).isEqualTo(2);
    }

    private static CustomerData data() {
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.USD)
                .accounts(List.of(Account.of("x"), Account.of("y"), Account.of("z")))
                .movements(List.of(movement("x", "2026-02-10", Type.NEW), movement("y", "2026-01-10", Type.OPENING)))
                .events(List.of(
                        event("x", "u1", "signup", "2026-01-05T10:00"),
                        event("x", "u1", "login", "2026-02-05T10:00"),
                        event("x", "u1", "login", "2026-03-05T10:00"),
                        event("y", "u1", "signup", "2026-02-05T10:00"),
                        event("y", "u2", "login", "2026-03-05T10:00"),
                        Event.of("z", "signup", at("2026-01-05T10:00"))))
                .build();
    }

    private static RevenueMovement movement(String account, String on, Type type) {
        return RevenueMovement.of(account, LocalDate.parse(on), type, BigMoney.of(CurrencyUnit.USD, 100));
    }

    private static Event event(String account, String user, String type, String at) {
        return Event.builder(account, type, at(at)).userId(user).build();
    }

    @Test
    void unitsAreAccountsOrTheirUsers() {
        RetentionDefinition accounts = Tables.monthly("2026-03-31").build();
        CohortFacts byAccount = ActivityCohorts.of(data(), accounts, Set.of("signup"), Set.of("login"))
                .facts();
        assertThat(retained(byAccount, JANUARY)).isEqualTo("211");
        assertThat(retained(byAccount, FEBRUARY)).isEqualTo("11");
        ActivityCohorts users = ActivityCohorts.of(
                data(), accounts.toBuilder().unit(Unit.USER).build(), Set.of("signup"), Set.of("login"));
        assertThat(retained(users.facts(), JANUARY)).isEqualTo("111");
        assertThat(retained(users.facts(), FEBRUARY)).isEqualTo("10");
        assertThat(users.facts().rejected())
                .containsOnlyKeys(Rejection.BLANK_ID, Rejection.NO_START)
                .allSatisfy((reason, count) -> assertThat(count).isEqualTo(1));
        assertThat(users.units(JANUARY, 0)).containsOnlyKeys("x\tu1");
    }

    @Test
    void factsOfEachAccountAddUpToAll() {
        for (Unit unit : List.of(Unit.ACCOUNT, Unit.USER)) {
            ActivityCohorts cohorts = ActivityCohorts.of(
                    data(), Tables.monthly("2026-03-31").unit(unit).build(), Set.of("signup"), Set.of("login"));
            List<CohortFacts> parts = cohorts.facts(Cells.byAccount(List.of("x", "y", "z")));
            assertThat(parts).hasSize(4);
            assertThat(parts.stream().reduce(CohortFacts::plus)).hasValue(cohorts.facts());
            assertThat(cohorts.facts(Cells.byAccount(List.of("x", "y", "z")).only(account -> account == 0))
                            .get(1)
                            .cohorts())
                    .isEmpty();
        }
    }

    @Test
    void anAccountMayEnterWithItsFirstMovement() {
        RetentionDefinition definition =
                Tables.monthly("2026-03-31").entry(EntryRule.FIRST_NEW).build();
        CohortFacts facts = ActivityCohorts.of(data(), definition, Set.of(), Set.of("login"))
                .facts();
        assertThat(facts.cohorts()).containsExactly(FEBRUARY);
        // the login of 5 February is in the period of the movement of 10 February
        assertThat(retained(facts, FEBRUARY)).isEqualTo("11");
        assertThat(facts.rejected()).containsOnlyKeys(Rejection.OPENING_BOOK).containsValue(1L);
        CohortFacts signups = ActivityCohorts.of(data(), definition, Set.of(), Set.of("signup"))
                .facts();
        assertThat(retained(signups, FEBRUARY)).isEqualTo("00");
        assertThat(signups.rejected())
                .containsOnlyKeys(Rejection.OPENING_BOOK, Rejection.BEFORE_START, Rejection.NO_START);
    }

    @Test
    void aTypeThatBeginsAndIsActivityIsBoth() {
        RetentionDefinition definition = Tables.monthly("2026-03-31").build();
        CohortFacts starts = ActivityCohorts.of(data(), definition, Set.of("signup"), Set.of("login"))
                .facts();
        assertThat(ActivityCohorts.of(data(), definition, Set.of("signup"), Set.of(), Set.of("signup", "login"))
                        .facts())
                .isEqualTo(starts);
        CohortFacts entries = ActivityCohorts.of(data(), definition, Set.of("signup"), Set.of(), Set.of("login"))
                .facts();
        assertThat(retained(entries, JANUARY)).isEqualTo("011");
    }

    private static void refused(String message, RetentionDefinition.Builder definition) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityCohorts.builder(definition.build()))
                .withMessage(message);
    }

    @Test
    void whatActivityDoesNotTellIsRefused() {
        refused(
                "measure net of cohorts of activity must be one of units; events have no revenue",
                Tables.monthly("2026-03-31").measure(Measure.NET));
        refused(
                "gaps bridged:shorter-than-30d of cohorts of activity must be strict",
                Tables.monthly("2026-03-31").gaps(new GapPolicy.Bridged(30)));
        refused(
                "entry first-new of cohorts of activity must be first; NEW is a movement, which only data have",
                Tables.monthly("2026-03-31").entry(EntryRule.FIRST_NEW));
        refused(
                "index renewal of cohorts of activity must be one of time",
                Tables.monthly("2026-03-31").index(new PeriodIndex.Renewal()));
        RetentionDefinition byMovement =
                Tables.monthly("2026-03-31").entry(EntryRule.FIRST_NEW).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityCohorts.of(data(), byMovement, Set.of("signup"), Set.of("login")))
                .withMessage(
                        "entry first-new of cohorts of activity must be first where users or events enter; NEW is a "
                                + "movement of an account");
        RetentionDefinition elsewhere = RetentionDefinition.builder(
                        ZoneId.of("Asia/Kolkata"), LocalDate.of(2026, 3, 31))
                .granularity(Cadence.WEEKLY)
                .build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivityCohorts.of(data(), elsewhere, Set.of("signup"), Set.of()))
                .withMessage(
                        "zone Asia/Kolkata of the definition must be that of the data, Z; days are told in one zone");
    }
}
