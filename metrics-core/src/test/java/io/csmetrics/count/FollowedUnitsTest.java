package io.csmetrics.count;

import static io.csmetrics.data.Books.JANUARY;
import static io.csmetrics.data.Books.eur;
import static io.csmetrics.data.Books.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.Books;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Family;
import io.csmetrics.family.Share;
import io.csmetrics.family.UndefinedReason;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiResult;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Ticket;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TicketMoment;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is the same thing, what is known when, and what cannot be asked. Numbers by hand. */
final class FollowedUnitsTest {
    private static final Param<Duration> TEN_DAYS = Param.of(Param.Type.DURATION, Duration.ofDays(10));

    private static KpiResult measure(Family formula, CustomerData data) {
        return Kpi.define("asked", "Asked").as(formula).measure(data, JANUARY, Instant.parse("2025-06-01T00:00:00Z"));
    }

    private static BigDecimal value(Family formula, CustomerData data) {
        return measure(formula, data).value().orElseThrow();
    }

    /** The other account's movements come before and must not lend their places. */
    @Test
    void aMovementIsNeverItsOwnGoal() {
        CustomerData data = Books.data(
                move("A", "2024-12-01", Type.NEW, "10"),
                move("A", "2025-01-10", Type.EXPANSION, "5"),
                move("B", "2024-12-01", Type.NEW, "10"),
                move("B", "2024-12-05", Type.CONTRACTION, "5"));
        Selector changes =
                new Selector.Movement(new TreeSet<>(EnumSet.of(Type.EXPANSION, Type.CONTRACTION)), new TreeSet<>());
        Family again = Conversion.of(Unit.ACCOUNT, changes, Goal.did(Selector.movement(Type.EXPANSION)))
                .entering(EntryRule.FIRST_IN_PERIOD)
                .within(TEN_DAYS);
        assertThat(value(again, data)).isEqualByComparingTo("0");
    }

    @Test
    void aTicketResolvedAtOnceIsResolved() {
        Instant at = Instant.parse("2025-01-05T08:00:00Z");
        CustomerData data = Books.data()
                .tickets(List.of(Ticket.builder("t", "A", at).resolvedAt(at).build()))
                .build();
        Family resolved = Conversion.of(
                        Unit.matching("ticket"),
                        Selector.ticket(TicketMoment.OPENED),
                        Goal.did(Selector.ticket(TicketMoment.RESOLVED)))
                .within(TEN_DAYS);
        assertThat(value(resolved, data)).isEqualByComparingTo("1");
    }

    /** One renewal starts first and is signed late, the other one is signed in time. */
    @Test
    void aContractCountsFromItsStartOnceItIsSigned() {
        CustomerData data = Books.data()
                .contracts(List.of(
                        contract("k0", "2024-01-01").build(),
                        contract("k1", "2025-01-05")
                                .renewsContractId("k0")
                                .signedOn(LocalDate.of(2025, 3, 1))
                                .build(),
                        contract("k2", "2025-01-10")
                                .renewsContractId("k0")
                                .signedOn(LocalDate.of(2025, 1, 1))
                                .build()))
                .events(List.of(Event.of("A", "login", Instant.parse("2025-01-12T00:00:00Z"))))
                .build();
        Selector renewal = new Selector.Contract(Selector.ContractMoment.RENEWAL);
        Kpi back = Kpi.define("back", "Back")
                .as(Conversion.of(Unit.ACCOUNT, renewal, Goal.did(Selector.event("login")))
                        .within(Param.of(Param.Type.DURATION, Duration.ofDays(3))));
        assertThat(back.measure(data, JANUARY).value())
                .as("on 1 February the renewal of the 10th is known")
                .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("1"));
        assertThat(value(back.formula(), data))
                .as("in June that of the 5th is known, too, and is the first")
                .isEqualByComparingTo("0");
        Family renewals =
                Aggregate.of(Statistic.SUM, UnitValue.count(renewal), Population.accountsThat(Condition.did(renewal)));
        assertThat(value(renewals, data)).isEqualByComparingTo("2");
    }

    private static Contract.Builder contract(String id, String start) {
        LocalDate from = LocalDate.parse(start);
        return Contract.builder(id, "A", from, from.plusYears(1), eur("1200"));
    }

    @Test
    void sumsMayGrowBeyondSixtyFourBits() {
        CustomerData data = Books.data()
                .opportunities(
                        List.of(deal("o1", "123456.789012", "0.123456789012345678"), deal("o2", "9876.5", "0.5")))
                .build();
        Population open = Population.opportunities(Population.OpportunityState.OPEN_AT);
        UnitValue weighted = new UnitValue.Product(UnitValue.field("amount"), UnitValue.field("probability"));
        assertThat(value(Aggregate.of(Statistic.SUM, weighted, open), data))
                .isEqualByComparingTo(new BigDecimal("123456.789012")
                        .multiply(new BigDecimal("0.123456789012345678"))
                        .add(new BigDecimal("4938.25"))
                        .round(MathContext.DECIMAL64));
        Numbers.Sums sums = new Numbers.Sums(1);
        sums.addSmall(0, Long.MAX_VALUE, 2);
        sums.addSmall(0, Long.MAX_VALUE, 2);
        sums.addSmall(0, -7, 2);
        assertThat(sums.sum(0))
                .isEqualByComparingTo(BigDecimal.valueOf(Long.MAX_VALUE, 2)
                        .multiply(BigDecimal.valueOf(2))
                        .subtract(new BigDecimal("0.07")));
    }

    private static Opportunity deal(String id, String amount, String probability) {
        return Opportunity.builder(id, "A", Opportunity.Kind.EXPANSION, LocalDate.of(2025, 1, 5), eur(amount))
                .probability(new BigDecimal(probability))
                .build();
    }

    @Test
    void aTableIsNoOperand() {
        assertThatThrownBy(() -> Derived.of("a", Map.of("a", RetentionKpis.EXIT_REASON_FREQUENCY.formula())))
                .satisfies(refused -> assertThat(refused).isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void aKpiThatIsHeldAgainstItselfIsNotConfigured() {
        Kpi attained = OperationsKpis.TARGET_ATTAINMENT;
        Kpi itself = attained.with("kpi", attained.asDesignated()).with("target", BigDecimal.ONE);
        assertThat(itself.measure(Books.sharedData(), JANUARY).undefined()).contains(UndefinedReason.UNCONFIGURED);
    }

    @Test
    void whatMayHappenToAnotherAccountIsNamed() {
        assertThat(KpiSheet.of(AdvocacyKpis.REFERRAL_CONVERSION_RATE, ExpansionKpis.PAID_ACCOUNTS)
                        .reachesAcross())
                .containsExactlyInAnyOrder(Selector.event("referral-sent"), Selector.event("referral-converted"));
        assertThat(KpiSheet.of(ExpansionKpis.PAID_ACCOUNTS).reachesAcross()).isEmpty();
    }

    @Test
    void aFieldThatNoRecordHasIsRefused() {
        CustomerData data = Books.data()
                .tickets(List.of(Ticket.of("t", "A", Instant.parse("2025-01-05T08:00:00Z"))))
                .build();
        Population opened = Population.tickets(Population.TicketState.OPENED_IN);
        assertThatThrownBy(() -> measure(Share.of(opened).where(Condition.fieldIs("chanel", "email")), data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field \"chanel\" of tickets must be one of category, channel, priority");
        Population closed = Population.opportunities(Population.OpportunityState.CLOSED_IN);
        assertThatThrownBy(() -> measure(Share.of(closed).where(Condition.fieldIs("outcome", "won")), data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("outcome won of opportunities must be of LOST, WON");
        Selector churn = Selector.movement(Type.CHURN);
        assertThatThrownBy(() -> measure(
                        Share.of(Population.occurrences(churn)).where(Condition.fieldIs("reson", "price")), data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("text \"reson\" must be one that these occurrences have: kind, reason");
        assertThatThrownBy(() -> measure(Aggregate.count(Population.usersThat(Condition.did(churn))), data))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("movements, tickets and contracts do not");
    }
}
