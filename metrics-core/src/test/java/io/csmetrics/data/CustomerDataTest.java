package io.csmetrics.data;

import static io.csmetrics.data.Books.eur;
import static io.csmetrics.data.Books.move;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.record.Rows;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.BillingInterval;
import io.csmetrics.revenue.RevenueLedger;
import io.csmetrics.revenue.Subscription;
import io.csmetrics.revenue.SubscriptionRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

final class CustomerDataTest {
    private static final Instant NOON = Instant.parse("2025-01-10T12:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2025, 1, 10);

    private static Contract contract(String id, String accountId, String amount) {
        return Contract.of(id, accountId, DAY, DAY.plusYears(1), BigMoney.parse(amount));
    }

    private static Contract renewal(String id, String accountId, String renewed) {
        return Contract.builder(id, accountId, DAY, DAY.plusYears(1), eur("10"))
                .renewsContractId(renewed)
                .build();
    }

    private static Subscription subscription(String id, String accountId, String amount) {
        return Subscription.of(id, accountId, DAY, BigMoney.parse(amount), BillingInterval.MONTH);
    }

    private static List<String> problems(CustomerData.Builder builder) {
        Findings findings = new Findings();
        builder.buildLenient(findings);
        return findings.errors().stream().map(Finding::toString).toList();
    }

    @Test
    void allRecordsOfAnAccountAreKept() {
        CustomerData data = Books.data()
                .accounts(List.of(Account.of("B"), Account.of("A")))
                .movements(List.of(move("A", "2025-01-10", Type.NEW, "10")))
                .contracts(List.of(contract("k2", "A", "EUR 10"), contract("k1", "B", "EUR 0")))
                .surveys(Books.answers(SurveyResponse.NPS, 9))
                .tickets(List.of(Ticket.of("t", "A", NOON)))
                .opportunities(List.of(Opportunity.of("o", "A", Opportunity.Kind.EXPANSION, DAY, eur("5"))))
                .costs(List.of(Cost.of(Cost.SUPPORT, DAY, eur("7"))))
                .events(List.of(Event.of("A", "login", NOON)))
                .values(List.of(AccountValue.of("A", "health", NOON, BigDecimal.ONE)))
                .build();
        assertThat(data.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(data.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(data.accounts()).extracting(Account::id).containsExactly("A", "B");
        assertThat(data.ledger().accountIds()).containsExactly("A", "B");
        assertThat(data.contracts()).extracting(Contract::id).containsExactly("k1", "k2");
        assertThat(data.responses().size()).isEqualTo(1);
        assertThat(data.tickets()).hasSize(1);
        assertThat(data.opportunities()).hasSize(1);
        assertThat(data.costs()).hasSize(1);
        assertThat(data.events()).hasSize(1);
        assertThat(data.values()).hasSize(1);
        assertThat(data.kinds()).containsExactly(RecordKind.values());
        assertThat(data.notices()).isEmpty();
    }

    @Test
    void anEmptyFeedIsAFeed() {
        CustomerData data = Books.data().accounts(List.of()).tickets(List.of()).build();
        assertThat(data.kinds()).containsExactly(RecordKind.ACCOUNTS, RecordKind.TICKETS);
        assertThat(data.accounts()).isEmpty();
    }

    @Test
    void theZoneHasNoDefault() {
        CustomerData.Builder builder = CustomerData.builder();
        assertThatThrownBy(builder::build)
                .isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("zone must be named");
    }

    @Test
    void everyRecordOfAnUnknownAccountIsFound() {
        assertThat(problems(Books.data()
                        .accounts(List.of(Account.of("A")))
                        .movements(List.of(move("X", "2025-01-10", Type.NEW, "10")))
                        .subscriptions(List.of(subscription("s", "X", "EUR 10")))
                        .contracts(List.of(contract("k", "X", "EUR 10")))
                        .surveys(List.of(SurveyResponse.of(SurveyResponse.NPS, "X", NOON, BigDecimal.ONE)))
                        .tickets(List.of(Ticket.of("t", "X", NOON)))
                        .opportunities(List.of(Opportunity.of("o", "X", Opportunity.Kind.RENEWAL, DAY, eur("5"))))
                        .costs(List.of(Cost.builder(Cost.SUPPORT, DAY, eur("7"))
                                .accountId("X")
                                .build()))
                        .events(List.of(Event.of("X", "login", NOON)))
                        .values(List.of(AccountValue.of("X", "health", NOON, BigDecimal.ONE)))))
                .hasSize(9)
                .allMatch(line -> line.endsWith(
                        ":1: account_id: X, must be one of the accounts, add the account or correct the id"));
    }

    @Test
    void strictBuildingTellsAllProblemsAtOnce() {
        assertThatThrownBy(() -> Books.data()
                        .accounts(List.of(Account.of("A")))
                        .tickets(List.of(Ticket.of("t", "X", NOON), Ticket.of("u", "Y", NOON)))
                        .build())
                .isInstanceOfSatisfying(InvalidDataException.class, problem -> {
                    assertThat(problem.total()).isEqualTo(2);
                    assertThat(problem).hasMessageContainingAll("tickets:1", "tickets:2");
                });
    }

    @Test
    void aRepeatedEqualRecordCollapsesAndADifferentOneIsRefused() {
        Ticket ticket = Ticket.of("t", "A", NOON);
        CustomerData.Builder builder = Books.data()
                .tickets(List.of(ticket, ticket))
                .tickets(Rows.of("more", List.of(ticket, Ticket.of("t", "A", NOON.plusSeconds(1))), new long[] {7, 8}));
        Findings findings = new Findings();
        CustomerData data = builder.buildLenient(findings);
        assertThat(data.tickets()).containsExactly(ticket);
        assertThat(findings.errors())
                .extracting(Finding::toString)
                .containsExactly("more:8: ticket_id: t, must be unique, but stands with other content at tickets:1, "
                        + "give one of them another id, or make them equal");
    }

    @Test
    void idsAreAskedOfEveryKindOfRecordThatHasOne() {
        assertThat(problems(Books.data()
                        .accounts(List.of(
                                Account.of("A"),
                                Account.builder("A").name("other").build()))
                        .contracts(List.of(contract("k", "A", "EUR 10"), contract("k", "A", "EUR 11")))
                        .surveys(List.of(
                                Books.answer(SurveyResponse.NPS, "A", "2025-01-02T00:00:00Z", "9")
                                        .id("r")
                                        .build(),
                                Books.answer(SurveyResponse.NPS, "A", "2025-01-02T00:00:00Z", "8")
                                        .id("r")
                                        .build()))
                        .opportunities(List.of(
                                Opportunity.of("o", "A", Opportunity.Kind.RENEWAL, DAY, eur("5")),
                                Opportunity.of("o", "A", Opportunity.Kind.RENEWAL, DAY, eur("6"))))
                        .events(List.of(
                                Event.builder("A", "login", NOON).id("e").build(),
                                Event.builder("A", "logout", NOON).id("e").build()))))
                .hasSize(5)
                .allMatch(line -> line.contains("must be unique"));
    }

    @Test
    void recordsWithoutIdAreAllKept() {
        Event login = Event.of("A", "login", NOON);
        assertThat(Books.data().events(List.of(login, login)).build().events()).hasSize(2);
    }

    @Test
    void moneyInAnotherCurrencyIsFound() {
        assertThat(problems(Books.data()
                        .contracts(List.of(contract("k", "A", "USD 10")))
                        .opportunities(List.of(
                                Opportunity.of("o", "A", Opportunity.Kind.RENEWAL, DAY, BigMoney.parse("USD 5"))))
                        .costs(List.of(Cost.of(Cost.SUPPORT, DAY, BigMoney.parse("USD 7"))))))
                .containsExactly(
                        "contracts:1: annual_value: USD 10.00, must be in EUR like the other amounts, "
                                + "convert it first, with a rate of your choice",
                        "costs:1: amount: USD 7.00, must be in EUR like the other amounts, "
                                + "convert it first, with a rate of your choice",
                        "opportunities:1: amount: USD 5.00, must be in EUR like the other amounts, "
                                + "convert it first, with a rate of your choice");
    }

    @Test
    void withoutRevenueTheCurrencyIsThatOfOtherMoney() {
        CustomerData.Builder costs = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .costs(List.of(Cost.of(Cost.SUPPORT, DAY, BigMoney.parse("USD 7"))));
        assertThat(costs.build().currency()).isEqualTo(CurrencyUnit.USD);
        CustomerData.Builder nothing = CustomerData.builder().zone(ZoneOffset.UTC);
        assertThat(nothing.build().currency()).isEqualTo(RevenueLedger.NO_CURRENCY);
    }

    @Test
    void subscriptionsThatAreAllTrialsDoNotHideTheCurrency() {
        CustomerData data = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .subscriptions(
                        List.of(Subscription.builder("s", "A", DAY, BigMoney.parse("USD 10"), BillingInterval.MONTH)
                                .status(Subscription.Status.TRIAL)
                                .build()))
                .costs(List.of(Cost.of(Cost.SUPPORT, DAY, BigMoney.parse("USD 7"))))
                .build();
        assertThat(data.currency()).isEqualTo(CurrencyUnit.USD);
        assertThat(data.costs()).hasSize(1);
    }

    @Test
    void aRenewalMustNameAContractOfTheSameAccount() {
        CustomerData.Builder builder = Books.data()
                .contracts(List.of(
                        contract("k", "A", "EUR 10"),
                        renewal("good", "A", "k"),
                        renewal("stray", "B", "k"),
                        renewal("lost", "A", "nowhere")));
        assertThat(problems(builder))
                .containsExactly(
                        "contracts:3: renews_contract_id: k, must be a contract of the same account \"B\", "
                                + "add that contract or correct the id",
                        "contracts:4: renews_contract_id: nowhere, must be a contract of the same account \"A\", "
                                + "add that contract or correct the id");
        assertThat(builder.buildLenient(new Findings()).contracts())
                .extracting(Contract::id)
                .containsExactly("good", "k");
    }

    @Test
    void aRefusedDuplicateDoesNotTakeTheGoodContractAlong() {
        CustomerData.Builder builder = Books.data()
                .contracts(List.of(
                        contract("k", "A", "EUR 10"), contract("m", "A", "EUR 10"), renewal("m", "A", "nowhere")));
        assertThat(builder.buildLenient(new Findings()).contracts())
                .extracting(Contract::id)
                .containsExactly("k", "m");
    }

    @Test
    void withoutAccountsTheyAreTakenFromTheRecordsAndANoticeSaysSo() {
        Findings findings = new Findings();
        CustomerData data = Books.data()
                .movements(List.of(move("B", "2025-01-10", Type.NEW, "10")))
                .tickets(List.of(Ticket.of("t", "A", NOON)))
                .buildLenient(findings);
        assertThat(data.accounts()).containsExactly(Account.of("A"), Account.of("B"));
        assertThat(data.notices())
                .extracting(Finding::toString)
                .containsExactly("accounts: none were given, so the accounts are the 2 that other records name, "
                        + "give accounts to group them by their properties");
        assertThat(findings.notices()).isEqualTo(data.notices());
    }

    @Test
    void anAccountHasMovementsOrSubscriptions() {
        CustomerData.Builder builder = Books.data()
                .movements(List.of(move("A", "2025-01-10", Type.NEW, "10")))
                .subscriptions(List.of(subscription("s", "A", "EUR 10"), subscription("t", "B", "EUR 20")));
        assertThat(problems(builder))
                .containsExactly(
                        "subscriptions:1: account_id: A, has movements, so it must not have subscriptions too, "
                                + "keep one of the two");
        CustomerData data = builder.buildLenient(new Findings());
        assertThat(data.ledger().balance(DAY.plusDays(1))).isEqualByComparingTo(eur("30"));
        assertThat(data.kinds()).containsExactly(RecordKind.MOVEMENTS);
    }

    @Test
    void aUserUnderTwoAccountsIsANotice() {
        CustomerData data = Books.data()
                .surveys(List.of(
                        Books.answer(SurveyResponse.NPS, "B", "2025-01-02T00:00:00Z", "9")
                                .userId("u")
                                .build(),
                        SurveyResponse.builder(SurveyResponse.ENPS, NOON, BigDecimal.ONE)
                                .userId("u")
                                .build()))
                .events(List.of(
                        Event.builder("A", "login", NOON).userId("u").build(),
                        Event.builder("A", "login", NOON).userId("v").build(),
                        Event.builder("A", "logout", NOON).userId("v").build()))
                .accounts(List.of(Account.of("A"), Account.of("B")))
                .build();
        assertThat(data.notices())
                .extracting(Finding::toString)
                .containsExactly("users: user_id: u, stands under several accounts [A, B] and counts once in each, "
                        + "give different people ids of their own");
    }

    @Test
    void lenientBuildingRepairsMovementsAndSaysSo() {
        Findings findings = new Findings();
        CustomerData data = Books.data()
                .movements(List.of(move("A", "2025-01-01", Type.NEW, "10"), move("A", "2025-01-02", Type.CHURN, "4")))
                .buildLenient(findings);
        assertThat(data.ledger().balance("A", DAY)).isEqualByComparingTo(eur("6"));
        assertThat(findings.errorCount()).isEqualTo(1);
    }

    @Test
    void aLedgerStandsInPlaceOfMovements() {
        RevenueLedger ledger = RevenueLedger.of(Books.shared());
        CustomerData data =
                CustomerData.builder().zone(ZoneOffset.UTC).ledger(ledger).build();
        assertThat(data.accounts()).extracting(Account::id).containsExactly("A", "B", "C", "D");
        assertThat(data.currency()).isEqualTo(CurrencyUnit.EUR);
        assertThat(data.kinds()).containsExactly(RecordKind.MOVEMENTS);
        CustomerData.Builder both =
                CustomerData.builder().zone(ZoneOffset.UTC).ledger(ledger).movements(Books.shared());
        assertThatThrownBy(both::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a ledger must stand in place of movements and subscriptions, not beside them; "
                        + "give one of them");
    }

    @Test
    void laterChangesOfWhatWasGivenChangeNothing() {
        Collection<Ticket> tickets = new ArrayList<>(List.of(Ticket.of("t", "A", NOON)));
        CustomerData data = Books.data().tickets(tickets).build();
        tickets.clear();
        assertThat(data.tickets()).hasSize(1);
        assertThatThrownBy(() -> data.tickets().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLateReturnOfASubscriptionIsNewWhereTheRulesSayIt() {
        List<Subscription> terms = List.of(
                Subscription.builder(
                                "s1", "A", LocalDate.of(2023, 1, 1), Money.parse("USD 10.00"), BillingInterval.MONTH)
                        .endsOn(LocalDate.of(2023, 3, 1))
                        .build(),
                Subscription.of("s2", "A", LocalDate.of(2024, 1, 1), Money.parse("USD 10.00"), BillingInterval.MONTH));
        SubscriptionRules rules =
                SubscriptionRules.builder().reactivationDays(90).build();
        assertThat(CustomerData.builder()
                        .zone(ZoneOffset.UTC)
                        .subscriptions(terms)
                        .subscriptionRules(rules)
                        .build()
                        .ledger()
                        .movements())
                .extracting(RevenueMovement::type)
                .containsExactly(Type.NEW, Type.CHURN, Type.NEW);
        assertThat(CustomerData.builder()
                        .zone(ZoneOffset.UTC)
                        .subscriptions(terms)
                        .build())
                .hasToString("1 accounts, 3 movements in USD, zone Z");
    }

    @Test
    void termsThatAreNoRecurringRevenueAreTold() {
        CustomerData data = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .subscriptions(List.of(
                        Subscription.of(
                                "s1", "A", LocalDate.of(2024, 1, 1), Money.parse("USD 10.00"), BillingInterval.MONTH),
                        Subscription.builder(
                                        "s2",
                                        "B",
                                        LocalDate.of(2024, 1, 1),
                                        Money.parse("USD 10.00"),
                                        BillingInterval.MONTH)
                                .status(Subscription.Status.TRIAL)
                                .build()))
                .build();
        assertThat(data.notices())
                .extracting(Object::toString)
                .contains("subscriptions: terms that are not recurring revenue are left out: {TRIAL=1}, "
                        + "nothing needs to be done if that is what they are");
        assertThatThrownBy(() -> CustomerData.builder()
                        .zone(ZoneOffset.UTC)
                        .subscriptions(List.of(Subscription.of(
                                "s1",
                                "A",
                                LocalDate.of(2024, 1, 1),
                                BigMoney.parse("USD 1.0000005"),
                                BillingInterval.MONTH)))
                        .build())
                .hasMessage("subscriptions:1: amount: USD 1.0000005, must have at most 6 decimals, round it");
    }
}
