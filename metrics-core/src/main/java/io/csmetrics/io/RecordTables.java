package io.csmetrics.io;

import static io.csmetrics.io.CellType.CURRENCY;
import static io.csmetrics.io.CellType.DATE;
import static io.csmetrics.io.CellType.DECIMAL;
import static io.csmetrics.io.CellType.FLAG;
import static io.csmetrics.io.CellType.ID;
import static io.csmetrics.io.CellType.INSTANT;
import static io.csmetrics.io.CellType.INTERVAL;
import static io.csmetrics.io.CellType.TEXT;
import static io.csmetrics.io.CellType.WHOLE;
import static io.csmetrics.io.CellType.oneOf;
import static io.csmetrics.io.CellType.oneOfSmall;

import io.csmetrics.io.RecordTable.Builder;
import io.csmetrics.io.RecordTable.Unlisted;
import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.BillingInterval;
import io.csmetrics.revenue.Subscription;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** The columns of every kind of file, in the order in which they are written. */
final class RecordTables {
    private RecordTables() {}

    static RecordTable<Account> accounts() {
        Builder<Account> table = RecordTable.of("accounts", Account.class);
        Column<String> id = table.required("account_id", "id", ID, Account::id);
        Column<String> name = table.optional("name", TEXT, Account::name);
        Column<String> segment = table.optional("segment", TEXT, Account::segment);
        Column<String> source = table.optional("source", TEXT, Account::source);
        Column<String> referrer = table.optional("referrer_id", ID, Account::referrerId);
        Column<String> owner = table.optional("owner", ID, Account::owner);
        Column<Integer> seats = table.optional("seats", WHOLE, account -> boxed(account.seats()));
        table.attributes(Unlisted.ATTRIBUTE, Account::attributes);
        return table.reading(row -> new Account(
                row.get(id),
                row.find(name),
                row.find(segment),
                row.find(source),
                row.find(referrer),
                row.find(owner),
                row.findInt(seats),
                row.attributes()));
    }

    static RecordTable<RevenueMovement> movements() {
        Builder<RevenueMovement> table = RecordTable.of("movements", RevenueMovement.class);
        Column<String> account = table.required("account_id", ID, RevenueMovement::accountId);
        Column<LocalDate> effectiveOn = table.required("effective_on", DATE, RevenueMovement::effectiveOn);
        Column<RevenueMovement.Type> type =
                table.required("type", oneOf(RevenueMovement.Type.class), RevenueMovement::type);
        Column<BigDecimal> amount = table.required("amount", DECIMAL, movement -> number(movement.amount()));
        Column<CurrencyUnit> currency = table.required("currency", CURRENCY, movement -> currency(movement.amount()));
        Column<String> id = table.optional("movement_id", "id", ID, RevenueMovement::id);
        Column<RevenueMovement.Kind> kind =
                table.optional("kind", oneOf(RevenueMovement.Kind.class), RevenueMovement::kind);
        Column<String> reason = table.optional("reason", TEXT, RevenueMovement::reason);
        Column<String> product = table.optional("product", TEXT, RevenueMovement::product);
        return table.reading(row -> new RevenueMovement(
                row.get(account),
                row.get(effectiveOn),
                row.get(type),
                BigMoney.of(row.get(currency), row.get(amount)),
                row.find(id),
                row.find(kind),
                row.find(reason),
                row.find(product)));
    }

    static RecordTable<Subscription> subscriptions() {
        Builder<Subscription> table = RecordTable.of("subscriptions", Subscription.class);
        Column<String> id = table.required("subscription_id", "id", ID, Subscription::id);
        Column<String> account = table.required("account_id", ID, Subscription::accountId);
        Column<LocalDate> startsOn = table.required("starts_on", DATE, Subscription::startsOn);
        Column<LocalDate> endsOn = table.optional("ends_on", DATE, Subscription::endsOn);
        Column<BigDecimal> amount = table.required("amount", DECIMAL, term -> number(term.amount()));
        Column<CurrencyUnit> currency = table.required("currency", CURRENCY, term -> currency(term.amount()));
        Column<BillingInterval> interval = table.required("interval", INTERVAL, Subscription::interval);
        Column<BigDecimal> quantity = table.optional("quantity", DECIMAL, term -> Optional.of(term.quantity()));
        Column<Subscription.Status> status =
                table.optional("status", oneOfSmall(Subscription.Status.class), term -> Optional.of(term.status()));
        Column<String> product = table.optional("product", TEXT, Subscription::product);
        Column<String> reason = table.optional("reason", TEXT, Subscription::reason);
        table.loss(RecordTables::discounts);
        return table.reading(row -> new Subscription(
                row.get(id),
                row.get(account),
                row.get(startsOn),
                row.find(endsOn),
                BigMoney.of(row.get(currency), row.get(amount)),
                row.get(interval),
                row.find(quantity).orElse(BigDecimal.ONE),
                row.find(status).orElse(Subscription.Status.ACTIVE),
                row.find(product),
                row.find(reason),
                List.of()));
    }

    static RecordTable<Contract> contracts() {
        Builder<Contract> table = RecordTable.of("contracts", Contract.class);
        Column<String> id = table.required("contract_id", "id", ID, Contract::id);
        Column<String> account = table.required("account_id", ID, Contract::accountId);
        Column<LocalDate> startsOn = table.required("starts_on", DATE, Contract::startsOn);
        Column<LocalDate> endsOn = table.required("ends_on", DATE, Contract::endsOn);
        Column<BigDecimal> value = table.required("annual_value", DECIMAL, contract -> number(contract.annualValue()));
        Column<CurrencyUnit> currency =
                table.required("currency", CURRENCY, contract -> currency(contract.annualValue()));
        Column<LocalDate> signedOn = table.optional("signed_on", DATE, Contract::signedOn);
        Column<String> renews = table.optional("renews_contract_id", ID, Contract::renewsContractId);
        Column<String> product = table.optional("product", TEXT, Contract::product);
        return table.reading(row -> new Contract(
                row.get(id),
                row.get(account),
                row.get(startsOn),
                row.get(endsOn),
                BigMoney.of(row.get(currency), row.get(value)),
                row.find(signedOn),
                row.find(renews),
                row.find(product)));
    }

    static RecordTable<SurveyResponse> surveys() {
        Builder<SurveyResponse> table = RecordTable.of("surveys", SurveyResponse.class);
        Column<String> id = table.optional("response_id", "id", ID, SurveyResponse::id);
        Column<String> instrument = table.required("instrument", ID, SurveyResponse::instrument);
        Column<String> account = table.optional("account_id", ID, SurveyResponse::accountId);
        Column<String> user = table.optional("user_id", ID, SurveyResponse::userId);
        Column<Instant> respondedAt = table.required("responded_at", INSTANT, SurveyResponse::respondedAt);
        Column<BigDecimal> score = table.required("score", DECIMAL, SurveyResponse::score);
        Column<BigDecimal> min = table.optional("scale_min", DECIMAL, answer -> Optional.of(answer.scaleMin()));
        Column<BigDecimal> max = table.optional("scale_max", DECIMAL, answer -> Optional.of(answer.scaleMax()));
        Column<Boolean> inverted = table.optional("inverted", FLAG, answer -> Optional.of(answer.inverted()));
        Column<String> touchpoint = table.optional("touchpoint", TEXT, SurveyResponse::touchpoint);
        Column<String> comment = table.optional("comment", TEXT, SurveyResponse::comment);
        return table.reading(row -> {
            // the builder knows the scales of the usual instruments
            SurveyResponse.Builder answer =
                    SurveyResponse.builder(row.get(instrument), row.get(respondedAt), row.get(score));
            row.find(id).ifPresent(answer::id);
            row.find(account).ifPresent(answer::accountId);
            row.find(user).ifPresent(answer::userId);
            row.find(min).ifPresent(answer::scaleMin);
            row.find(max).ifPresent(answer::scaleMax);
            row.find(inverted).ifPresent(answer::inverted);
            row.find(touchpoint).ifPresent(answer::touchpoint);
            row.find(comment).ifPresent(answer::comment);
            return answer.build();
        });
    }

    static RecordTable<Ticket> tickets() {
        Builder<Ticket> table = RecordTable.of("tickets", Ticket.class);
        Column<String> id = table.required("ticket_id", "id", ID, Ticket::id);
        Column<String> account = table.required("account_id", ID, Ticket::accountId);
        Column<String> requester = table.optional("requester_id", ID, Ticket::requesterId);
        Column<Instant> openedAt = table.required("opened_at", INSTANT, Ticket::openedAt);
        Column<Instant> firstResponseAt = table.optional("first_response_at", INSTANT, Ticket::firstResponseAt);
        Column<Instant> resolvedAt = table.optional("resolved_at", INSTANT, Ticket::resolvedAt);
        Column<Instant> escalatedAt = table.optional("escalated_at", INSTANT, Ticket::escalatedAt);
        Column<Integer> contacts = table.optional("contacts", WHOLE, ticket -> boxed(ticket.contacts()));
        Column<Integer> reopens = table.optional("reopens", WHOLE, ticket -> Optional.of(ticket.reopens()));
        Column<String> priority = table.optional("priority", TEXT, Ticket::priority);
        Column<String> category = table.optional("category", TEXT, Ticket::category);
        Column<String> channel = table.optional("channel", TEXT, Ticket::channel);
        return table.reading(row -> new Ticket(
                row.get(id),
                row.get(account),
                row.get(openedAt),
                row.find(requester),
                row.find(firstResponseAt),
                row.find(resolvedAt),
                row.find(escalatedAt),
                row.findInt(contacts),
                row.findInt(reopens).orElse(0),
                row.find(priority),
                row.find(category),
                row.find(channel)));
    }

    static RecordTable<Opportunity> opportunities() {
        Builder<Opportunity> table = RecordTable.of("opportunities", Opportunity.class);
        Column<String> id = table.required("opportunity_id", "id", ID, Opportunity::id);
        Column<String> account = table.required("account_id", ID, Opportunity::accountId);
        Column<Opportunity.Kind> kind = table.required("kind", oneOf(Opportunity.Kind.class), Opportunity::kind);
        Column<LocalDate> createdOn = table.required("created_on", DATE, Opportunity::createdOn);
        Column<BigDecimal> amount = table.required("amount", DECIMAL, sale -> number(sale.amount()));
        Column<CurrencyUnit> currency = table.required("currency", CURRENCY, sale -> currency(sale.amount()));
        Column<LocalDate> closedOn = table.optional("closed_on", DATE, Opportunity::closedOn);
        Column<Opportunity.Outcome> outcome =
                table.optional("outcome", oneOf(Opportunity.Outcome.class), Opportunity::outcome);
        Column<BigDecimal> probability = table.optional("probability", DECIMAL, Opportunity::probability);
        Column<LocalDate> expectedCloseOn = table.optional("expected_close_on", DATE, Opportunity::expectedCloseOn);
        Column<String> source = table.optional("source", TEXT, Opportunity::source);
        Column<String> referrerType = table.optional("referrer_type", TEXT, Opportunity::referrerType);
        return table.reading(row -> new Opportunity(
                row.get(id),
                row.get(account),
                row.get(kind),
                row.get(createdOn),
                BigMoney.of(row.get(currency), row.get(amount)),
                row.find(closedOn),
                row.find(outcome),
                row.find(probability),
                row.find(expectedCloseOn),
                row.find(source),
                row.find(referrerType)));
    }

    static RecordTable<Cost> costs() {
        Builder<Cost> table = RecordTable.of("costs", Cost.class);
        Column<String> category = table.required("category", ID, Cost::category);
        Column<LocalDate> bookedOn = table.required("booked_on", DATE, Cost::bookedOn);
        Column<BigDecimal> amount = table.required("amount", DECIMAL, cost -> number(cost.amount()));
        Column<CurrencyUnit> currency = table.required("currency", CURRENCY, cost -> currency(cost.amount()));
        Column<String> account = table.optional("account_id", ID, Cost::accountId);
        return table.reading(row -> new Cost(
                row.get(category),
                row.get(bookedOn),
                BigMoney.of(row.get(currency), row.get(amount)),
                row.find(account)));
    }

    static RecordTable<Event> events() {
        Builder<Event> table = RecordTable.of("events", Event.class);
        Column<String> account = table.required("account_id", ID, Event::accountId);
        Column<String> type = table.required("type", ID, Event::type);
        Column<Instant> at = table.required("at", INSTANT, Event::at);
        Column<String> id = table.optional("event_id", "id", ID, Event::id);
        Column<String> user = table.optional("user_id", ID, Event::userId);
        Column<BigDecimal> value = table.optional("value", DECIMAL, Event::value);
        table.attributes(Unlisted.KEBAB_CASE_ATTRIBUTE, Event::attributes);
        return table.reading(row -> new Event(
                row.get(account),
                row.get(type),
                row.get(at),
                row.find(id),
                row.find(user),
                row.find(value),
                row.attributes()));
    }

    private static Optional<Finding> discounts(Subscription term) {
        return term.discounts().isEmpty()
                ? Optional.empty()
                : Optional.of(Finding.error(
                        "subscriptions",
                        0,
                        "discounts",
                        term.discounts().size(),
                        "must be none in a file",
                        "write a term with the net price for each span of time"));
    }

    private static BigDecimal number(BigMoney amount) {
        return amount.getAmount();
    }

    private static CurrencyUnit currency(BigMoney amount) {
        return amount.getCurrencyUnit();
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }
}
