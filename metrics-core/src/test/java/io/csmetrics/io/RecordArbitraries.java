package io.csmetrics.io;

import io.csmetrics.record.Account;
import io.csmetrics.record.Contract;
import io.csmetrics.record.Cost;
import io.csmetrics.record.Event;
import io.csmetrics.record.Opportunity;
import io.csmetrics.record.RevenueMovement;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.record.Ticket;
import io.csmetrics.revenue.BillingInterval;
import io.csmetrics.revenue.Subscription;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/** Records with hostile texts. */
final class RecordArbitraries {
    private static final String[] PIECES = {
        "a",
        "Z",
        "7",
        " ",
        ",",
        ";",
        "\"",
        "'",
        "=",
        "+",
        "-",
        "@",
        "#",
        "\\",
        "/",
        "{",
        "}",
        "\u00e4",
        "\u4e2d",
        "\uFEFF",
        "\u2028",
        "\uD83D\uDE00",
        "\uFFFD",
        "null",
        "</script>"
    };
    private static final String[] CONTROLS = {"\t", "\r", "\n", "\r\n", "\0", "\u0085"};

    private RecordArbitraries() {}

    static Arbitrary<String> ids() {
        return texts(Arbitraries.of(PIECES));
    }

    static Arbitrary<String> texts() {
        return texts(Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.of(CONTROLS)));
    }

    private static Arbitrary<String> texts(Arbitrary<String> pieces) {
        return pieces.list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .filter(text -> !text.isBlank());
    }

    private static Arbitrary<List<Optional<String>>> optionalTexts(int count) {
        return texts().optional().list().ofSize(count);
    }

    private static Arbitrary<List<Optional<String>>> optionalIds(int count) {
        return ids().optional().list().ofSize(count);
    }

    static Arbitrary<LocalDate> dates() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(1, 1, 1).toEpochDay(),
                        LocalDate.of(9999, 12, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }

    static Arbitrary<Instant> instants() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("0001-01-01T00:00:00Z").toEpochMilli(),
                        Instant.parse("9999-12-01T00:00:00Z").toEpochMilli())
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<BigDecimal> decimals() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("-1e15"), new BigDecimal("1e15"))
                .ofScale(7);
    }

    static Arbitrary<BigMoney> money() {
        return Combinators.combine(
                        Arbitraries.of(CurrencyUnit.USD, CurrencyUnit.JPY, CurrencyUnit.of("KWD")),
                        decimals(),
                        Arbitraries.integers().between(0, 7))
                .as((currency, amount, scale) -> BigMoney.of(currency, amount.setScale(scale, RoundingMode.DOWN)));
    }

    private static Arbitrary<BigMoney> positiveMoney() {
        return money().filter(BigMoney::isPositive);
    }

    private static Arbitrary<BigMoney> moneyNotBelowZero() {
        return money().map(BigMoney::abs);
    }

    static Arbitrary<Account> accounts() {
        Arbitrary<Map<String, String>> attributes =
                Arbitraries.maps(ids().map(name -> "x" + name), texts()).ofMaxSize(3);
        return Combinators.combine(
                        ids(),
                        optionalTexts(2),
                        optionalIds(2),
                        Arbitraries.integers().between(1, Integer.MAX_VALUE).optional(),
                        attributes)
                .as((id, texts, ids, seats, others) -> new Account(
                        id,
                        texts.get(0),
                        texts.get(1),
                        ids.get(0).map(referrer -> Account.REFERRAL),
                        ids.get(0),
                        ids.get(1),
                        seats.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        new TreeMap<>(others)));
    }

    static Arbitrary<RevenueMovement> movements() {
        return Combinators.combine(
                        ids(),
                        dates(),
                        Arbitraries.of(RevenueMovement.Type.class),
                        positiveMoney(),
                        ids().optional(),
                        Arbitraries.of(RevenueMovement.Kind.class).optional(),
                        optionalTexts(2))
                .as((account, on, type, amount, id, kind, texts) -> new RevenueMovement(
                        account,
                        on,
                        type,
                        amount,
                        id,
                        type == RevenueMovement.Type.EXPANSION ? kind : Optional.empty(),
                        texts.get(0),
                        texts.get(1)));
    }

    static Arbitrary<Subscription> subscriptions() {
        Arbitrary<BillingInterval> intervals = Combinators.combine(
                        Arbitraries.of(BillingInterval.Unit.class),
                        Arbitraries.integers().between(1, 99_999))
                .as(BillingInterval::new);
        return Combinators.combine(
                        ids(),
                        ids(),
                        dates(),
                        Arbitraries.longs().between(1, 30).optional(),
                        moneyNotBelowZero(),
                        intervals,
                        decimals().map(BigDecimal::abs),
                        Combinators.combine(Arbitraries.of(Subscription.Status.class), optionalTexts(2))
                                .as(Map::entry))
                .as((id, account, from, days, amount, interval, quantity, rest) -> new Subscription(
                        id,
                        account,
                        from,
                        days.map(from::plusDays),
                        amount,
                        interval,
                        quantity,
                        rest.getKey(),
                        rest.getValue().get(0),
                        rest.getValue().get(1),
                        List.of()));
    }

    static Arbitrary<Contract> contracts() {
        return Combinators.combine(
                        ids(),
                        ids(),
                        dates(),
                        Arbitraries.longs().between(1, 30),
                        moneyNotBelowZero(),
                        dates().optional(),
                        ids().optional(),
                        texts().optional())
                .as((id, account, from, days, value, signed, renews, product) -> new Contract(
                        id,
                        account,
                        from,
                        from.plusDays(days),
                        value,
                        signed,
                        renews.filter(other -> !other.equals(id)),
                        product));
    }

    static Arbitrary<SurveyResponse> surveys() {
        return Combinators.combine(
                        ids().map(instrument -> "own " + instrument),
                        ids(),
                        optionalIds(2),
                        instants(),
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.TEN)
                                .ofScale(3),
                        Arbitraries.of(true, false),
                        optionalTexts(2))
                .as((instrument, account, ids, at, score, inverted, texts) -> new SurveyResponse(
                        instrument,
                        Optional.of(account),
                        ids.get(0),
                        at,
                        score,
                        BigDecimal.ZERO,
                        BigDecimal.TEN,
                        inverted,
                        ids.get(1),
                        texts.get(0),
                        texts.get(1)));
    }

    static Arbitrary<Ticket> tickets() {
        Arbitrary<Integer> counts = Arbitraries.integers().between(1, Integer.MAX_VALUE);
        return Combinators.combine(
                        ids(),
                        ids(),
                        instants(),
                        ids().optional(),
                        Arbitraries.longs()
                                .between(0, 1_000_000_000)
                                .optional()
                                .list()
                                .ofSize(3),
                        counts.optional(),
                        counts,
                        optionalTexts(3))
                .as((id, account, at, requester, later, contacts, reopens, texts) -> new Ticket(
                        id,
                        account,
                        at,
                        requester,
                        later.get(0).map(at::plusMillis),
                        later.get(1).map(at::plusMillis),
                        later.get(2).map(at::plusMillis),
                        contacts.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        reopens,
                        texts.get(0),
                        texts.get(1),
                        texts.get(2)));
    }

    static Arbitrary<Opportunity> opportunities() {
        Arbitrary<Optional<Opportunity.Outcome>> outcomes =
                Arbitraries.of(Opportunity.Outcome.class).optional();
        return Combinators.combine(
                        optionalIds(2).filter(ids -> ids.stream().allMatch(Optional::isPresent)),
                        Arbitraries.of(Opportunity.Kind.class),
                        dates(),
                        moneyNotBelowZero(),
                        outcomes,
                        Arbitraries.bigDecimals()
                                .between(BigDecimal.ZERO, BigDecimal.ONE)
                                .ofScale(9)
                                .optional(),
                        dates().optional(),
                        optionalTexts(2))
                .as((ids, kind, on, amount, outcome, probability, expected, texts) -> new Opportunity(
                        ids.get(0).orElseThrow(),
                        ids.get(1).orElseThrow(),
                        kind,
                        on,
                        amount,
                        outcome.map(won -> on),
                        outcome,
                        probability,
                        expected,
                        texts.get(0),
                        texts.get(1)));
    }

    static Arbitrary<Cost> costs() {
        return Combinators.combine(ids(), dates(), money(), ids().optional()).as(Cost::new);
    }

    static Arbitrary<Event> events() {
        Arbitrary<String> keys = Arbitraries.of("x", "touch-model", "feature", "a1-b2");
        return Combinators.combine(
                        ids(),
                        Arbitraries.of("login", "feature-used"),
                        instants(),
                        optionalIds(2),
                        decimals().optional(),
                        Arbitraries.maps(keys, texts()).ofMaxSize(3))
                .as((account, type, at, ids, value, attributes) ->
                        new Event(account, type, at, ids.get(0), ids.get(1), value, new TreeMap<>(attributes)));
    }
}
