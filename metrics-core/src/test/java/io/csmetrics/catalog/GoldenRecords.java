package io.csmetrics.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.csmetrics.data.CustomerData;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Reads the records of worked examples, whose business dates are instants in UTC. */
final class GoldenRecords {
    private static final Set<String> KINDS = Set.of(
            "Account",
            "RevenueMovement",
            "Contract",
            "SurveyResponse",
            "Ticket",
            "Opportunity",
            "Cost",
            "Event",
            "scores");

    private GoldenRecords() {}

    static CustomerData data(JsonNode records) {
        assertThat(records.fieldNames()).toIterable().as("kinds of records").allMatch(KINDS::contains);
        return CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .currency(CurrencyUnit.EUR)
                .accounts(each(records.path("Account"), GoldenRecords::account))
                .movements(each(records.path("RevenueMovement"), GoldenRecords::movement))
                .contracts(each(records.path("Contract"), GoldenRecords::contract))
                .surveys(each(records.path("SurveyResponse"), GoldenRecords::response))
                .tickets(each(records.path("Ticket"), GoldenRecords::ticket))
                .opportunities(each(records.path("Opportunity"), GoldenRecords::opportunity))
                .costs(each(records.path("Cost"), GoldenRecords::cost))
                .events(each(records.path("Event"), GoldenRecords::event))
                .values(scores(records.path("scores")))
                .build();
    }

    /** The scores of accounts by key; they are as old as time. */
    private static List<AccountValue> scores(JsonNode byKey) {
        List<AccountValue> values = new ArrayList<>();
        byKey.properties()
                .forEach(score -> score.getValue()
                        .properties()
                        .forEach(account -> values.add(AccountValue.of(
                                account.getKey(),
                                score.getKey(),
                                Instant.EPOCH,
                                account.getValue().decimalValue()))));
        return values;
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        return StreamSupport.stream(list.spliterator(), false).map(read).toList();
    }

    private static Account account(JsonNode json) {
        Account.Builder account = Account.builder(json.get("id").asText());
        text(json, "source").ifPresent(account::source);
        text(json, "owner").ifPresent(account::owner);
        text(json, "segment").ifPresent(account::segment);
        json.path("attributes")
                .properties()
                .forEach(attribute -> account.attribute(
                        attribute.getKey(), attribute.getValue().asText()));
        return account.build();
    }

    private static RevenueMovement movement(JsonNode json) {
        RevenueMovement.Builder movement = RevenueMovement.builder(
                json.get("accountId").asText(),
                date(json, "effectiveAt").orElseThrow(),
                RevenueMovement.Type.valueOf(json.get("type").asText()),
                money(json.get("amount")));
        text(json, "kind").map(RevenueMovement.Kind::valueOf).ifPresent(movement::kind);
        text(json, "reason").ifPresent(movement::reason);
        return movement.build();
    }

    private static Contract contract(JsonNode json) {
        Contract.Builder contract = Contract.builder(
                json.get("id").asText(),
                json.get("accountId").asText(),
                date(json, "startAt").orElseThrow(),
                date(json, "endAt").orElseThrow(),
                money(json.get("annualValue")));
        date(json, "signedAt").ifPresent(contract::signedOn);
        text(json, "renewsContractId").ifPresent(contract::renewsContractId);
        return contract.build();
    }

    private static SurveyResponse response(JsonNode json) {
        SurveyResponse.Builder response = SurveyResponse.builder(
                json.get("instrument").asText(),
                instant(json, "respondedAt").orElseThrow(),
                json.get("score").decimalValue());
        text(json, "id").ifPresent(response::id);
        text(json, "accountId").ifPresent(response::accountId);
        text(json, "userId").ifPresent(response::userId);
        text(json, "touchpoint").ifPresent(response::touchpoint);
        if (json.has("scaleMin")) {
            response.scaleMin(json.get("scaleMin").decimalValue());
            response.scaleMax(json.get("scaleMax").decimalValue());
        }
        return response.build();
    }

    private static Ticket ticket(JsonNode json) {
        Ticket.Builder ticket = Ticket.builder(
                json.get("id").asText(),
                json.get("accountId").asText(),
                instant(json, "openedAt").orElseThrow());
        instant(json, "firstResponseAt").ifPresent(ticket::firstResponseAt);
        instant(json, "resolvedAt").ifPresent(ticket::resolvedAt);
        instant(json, "escalatedAt").ifPresent(ticket::escalatedAt);
        number(json, "contacts").map(BigDecimal::intValueExact).ifPresent(ticket::contacts);
        number(json, "reopens").map(BigDecimal::intValueExact).ifPresent(ticket::reopens);
        return ticket.build();
    }

    private static Opportunity opportunity(JsonNode json) {
        Opportunity.Builder opportunity = Opportunity.builder(
                json.get("id").asText(),
                json.get("accountId").asText(),
                Opportunity.Kind.valueOf(json.get("kind").asText()),
                date(json, "createdAt").orElseThrow(),
                money(json.get("amount")));
        date(json, "closedAt").ifPresent(opportunity::closedOn);
        text(json, "outcome").map(Opportunity.Outcome::valueOf).ifPresent(opportunity::outcome);
        number(json, "probability").ifPresent(opportunity::probability);
        date(json, "expectedCloseAt").ifPresent(opportunity::expectedCloseOn);
        text(json, "source").ifPresent(opportunity::source);
        text(json, "referrerType").ifPresent(opportunity::referrerType);
        return opportunity.build();
    }

    private static Cost cost(JsonNode json) {
        return Cost.of(json.get("category").asText(), date(json, "at").orElseThrow(), money(json.get("amount")));
    }

    private static Event event(JsonNode json) {
        Event.Builder event = Event.builder(
                json.get("accountId").asText(),
                json.get("type").asText(),
                instant(json, "at").orElseThrow());
        text(json, "userId").ifPresent(event::userId);
        number(json, "value").ifPresent(event::value);
        json.path("attributes")
                .properties()
                .forEach(attribute ->
                        event.attribute(attribute.getKey(), attribute.getValue().asText()));
        return event.build();
    }

    private static BigMoney money(JsonNode json) {
        return BigMoney.of(
                CurrencyUnit.of(json.get("currency").asText()),
                json.get("amount").decimalValue());
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::asText);
    }

    private static Optional<BigDecimal> number(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field)).map(JsonNode::decimalValue);
    }

    private static Optional<Instant> instant(JsonNode json, String field) {
        return text(json, field).map(Instant::parse);
    }

    private static Optional<LocalDate> date(JsonNode json, String field) {
        return instant(json, field).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }
}
