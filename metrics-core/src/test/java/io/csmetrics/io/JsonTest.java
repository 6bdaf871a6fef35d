package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.csmetrics.facts.Quotient;
import io.csmetrics.facts.Segment;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Account;
import io.csmetrics.record.AccountValue;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.SurveyResponse;
import io.csmetrics.revenue.BillingInterval;
import io.csmetrics.revenue.CohortMovements;
import io.csmetrics.revenue.MovementMix;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RetentionRates;
import io.csmetrics.revenue.RevenueBridge;
import io.csmetrics.revenue.RevenueRetention;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;

class JsonTest {
    private static final BigMoney LARGE = BigMoney.parse("EUR 10.25");
    private static final String LARGE_JSON = "{\"amount\":\"10.25\",\"currency\":\"EUR\"}";
    private static final BigMoney SMALL = BigMoney.parse("EUR 2.5075");
    private static final String SMALL_JSON = "{\"amount\":\"2.5075\",\"currency\":\"EUR\"}";

    @Test
    void bridge() {
        assertBothWays(
                new RevenueBridge(
                        LARGE, SMALL, SMALL, LARGE, SMALL, SMALL, SMALL, new RevenueBridge.Counts(1, 2, 3, 4, 5, 6, 7)),
                "{\"opening\":" + LARGE_JSON + ",\"newRevenue\":" + SMALL_JSON + ",\"reactivation\":" + SMALL_JSON
                        + ",\"expansion\":" + LARGE_JSON + ",\"contraction\":" + SMALL_JSON + ",\"churn\":" + SMALL_JSON
                        + ",\"fx\":" + SMALL_JSON
                        + ",\"accounts\":{\"opening\":1,\"won\":2,\"reactivated\":3,\"churned\":4,"
                        + "\"expansions\":5,\"contractions\":6,\"importedInside\":7}}");
    }

    @Test
    void retention() {
        assertBothWays(
                new RevenueRetention(LARGE, SMALL, SMALL, Long.MAX_VALUE, 0, 0),
                "{\"opening\":" + LARGE_JSON + ",\"closing\":" + SMALL_JSON + ",\"retained\":" + SMALL_JSON
                        + ",\"openingAccounts\":9223372036854775807,\"retainedAccounts\":0,\"importedInside\":0}");
        assertBothWays(
                new CohortMovements(LARGE, SMALL, SMALL, SMALL, LARGE, 3, 1),
                "{\"opening\":" + LARGE_JSON + ",\"reactivation\":" + SMALL_JSON + ",\"expansion\":" + SMALL_JSON
                        + ",\"contraction\":" + SMALL_JSON + ",\"churn\":" + LARGE_JSON
                        + ",\"openingAccounts\":3,\"importedInside\":1}");
        assertBothWays(
                new MovementMix(
                        CurrencyUnit.EUR,
                        new TreeMap<>(Map.of(Kind.SEATS, LARGE, Kind.UPSELL, LARGE)),
                        new TreeMap<>()),
                "{\"currency\":\"EUR\",\"expansion\":{\"UPSELL\":" + LARGE_JSON + ",\"SEATS\":" + LARGE_JSON
                        + "},\"contraction\":{}}");
        assertBothWays(
                new RetentionRates(RetentionMethod.FLOW, Optional.of(Quotient.of(130, 200)), Optional.empty()),
                "{\"method\":\"FLOW\",\"net\":{\"numerator\":\"130\",\"denominator\":\"200\"}}");
    }

    @Test
    void periodsSegmentsAndFindings() {
        assertBothWays(ReportingPeriod.month(2026, 9), "{\"start\":\"2026-09-01\",\"endExclusive\":\"2026-10-01\"}");
        assertBothWays(Segment.overall(), "{}");
        assertBothWays(Segment.of("region", "\"EMEA\""), "{\"region\":\"\\\"EMEA\\\"\"}");
        assertBothWays(Quotient.of(new BigDecimal("-1.5")), "{\"numerator\":\"-1.5\",\"denominator\":\"1\"}");
        assertBothWays(
                Finding.notice("a.csv", 3, "x", "\n", "must", ""),
                "{\"severity\":\"NOTICE\",\"source\":\"a.csv\",\"line\":3,\"field\":\"x\",\"value\":\"\\n\","
                        + "\"rule\":\"must\",\"remedy\":\"\"}");
        assertBothWays(BillingInterval.YEAR, "{\"unit\":\"MONTH\",\"count\":12}");
    }

    @Test
    void recordsAreAsInTheirFiles() {
        assertBothWays(
                Account.builder("A1").attribute("region", "EMEA").build(),
                "{\"accountId\":\"A1\",\"attributes\":{\"region\":\"EMEA\"}}");
        assertThat(Json.read(
                        "{\"instrument\":\"nps\",\"accountId\":\"A1\",\"respondedAt\":\"2025-03-01\",\n\"score\":1e1}",
                        SurveyResponse.class))
                .isEqualTo(SurveyResponse.of(
                        SurveyResponse.NPS, "A1", Instant.parse("2025-03-01T00:00:00Z"), BigDecimal.TEN));
        assertThat(problems("{\"name\":1,\"nam\":2}", Account.class))
                .containsExactly("json: accountId: must not be blank, give it a value");
        assertThat(problems("{\"accountId\":\"\\ud800\"}", Account.class))
                .containsExactly("json: must be Unicode, write whole characters");
    }

    @Test
    void aNumberMayStandForADecimal() {
        assertThat(Json.read("{\"numerator\":1.5,\"denominator\":2e2}", Quotient.class))
                .isEqualTo(new Quotient(new BigDecimal("1.5"), new BigDecimal("200")));
    }

    @Test
    void listsStandInBrackets() throws IOException {
        JsonCodec list = JsonCodec.of(Lists.class.getRecordComponents()[0].getGenericType());
        StringBuilder out = new StringBuilder();
        list.write(List.of(Segment.overall(), Segment.of("a", "b")), out);
        list.write(List.of(), out.append('\n'));
        assertThat(out).hasToString("[{},{\"a\":\"b\"}]\n[]");
        Findings findings = new Findings();
        JsonMapper mapper = new JsonMapper();
        assertThat(list.read(mapper.readTree("[{},{\"a\":\"b\"}]"), Json.JsonPath.root(findings)))
                .contains(List.of(Segment.overall(), Segment.of("a", "b")));
        assertThat(findings.errorCount()).isZero();
        assertThat(list.read(mapper.readTree("{}"), Json.JsonPath.root(findings)))
                .isEmpty();
        assertThat(list.read(
                        mapper.readTree("[{},7]"), Json.JsonPath.root(findings).at("segments")))
                .isEmpty();
        assertThat(findings.errors())
                .extracting(Finding::toString)
                .containsExactly(
                        "json: {}, must be a list, put it in brackets",
                        "json: segments.1: 7, must be an object, put it in braces");
    }

    @Test
    void aRecordWithoutPartsIsAnEmptyObject() {
        assertBothWays(new Empty(), "{}");
    }

    /** A record without parts. */
    public record Empty() {}

    private record Lists(List<Segment> segments, Map<String, String> map, List<?> anything) {}

    @Test
    void everyProblemIsToldWithItsPath() {
        assertThat(problems(
                        "{\"opening\":{\"amount\":\"ten\",\"currency\":\"EURO\"},\"closing\":{},\"retained\":5,"
                                + "\"openingAccounts\":1.5,\"retainedAccounts\":99999999999999999999,\"imported_inside\":0}",
                        RevenueRetention.class))
                .containsExactly(
                        "json: closing.amount: must be given, add the key",
                        "json: closing.currency: must be given, add the key",
                        "json: importedInside: must be given, add the key",
                        "json: imported_inside: must be a key of RevenueRetention, did you mean importedInside",
                        "json: opening.amount: ten, must be a plain decimal number, correct it",
                        "json: opening.currency: EURO, must be an ISO 4217 code, correct it",
                        "json: openingAccounts: 1.5, must be a whole number -9223372036854775808 to 9223372036854775807,"
                                + " correct it",
                        "json: retained.amount: must be given, add the key",
                        "json: retained.currency: must be given, add the key",
                        "json: retainedAccounts: 99999999999999999999, must be a whole number -9223372036854775808 to"
                                + " 9223372036854775807, correct it");
        assertThat(problems(
                        "{\"currency\":\"EUR\",\"expansion\":[],\"contraction\":{\"SEAT\":5,\"USAGE\":null}}",
                        MovementMix.class))
                .contains("json: expansion: [], must be an object, put it in braces")
                .anyMatch(problem -> problem.startsWith("json: contraction.SEAT: SEAT, must be one of UPSELL, "));
        assertThat(problems("{\"region\":[],\"n\":\"\\ud800\"}", Segment.class))
                .containsExactly(
                        "json: n: \\uD800, must be Unicode, correct it",
                        "json: region: [], must be a text, correct it");
        assertThat(problems("{\"start\":\"2025-02-30\",\"endExclusive\":\"today\"}", ReportingPeriod.class))
                .containsExactly(
                        "json: endExclusive: today, must be a date such as 2025-01-31, correct it",
                        "json: start: 2025-02-30, must be a date such as 2025-01-31, correct it");
        assertThat(problems("{\"unit\":\"MONTH\",\"count\":3000000000}", BillingInterval.class))
                .containsExactly(
                        "json: count: 3000000000, must be a whole number -2147483648 to 2147483647, correct it");
        assertThat(problems("[]", Quotient.class)).containsExactly("json: [], must be an object, put it in braces");
        assertThat(problems("null", Quotient.class)).containsExactly("json: null, must be an object, put it in braces");
    }

    @Test
    void theRulesOfARecordHold() {
        assertThat(problems("{\"numerator\":\"1\",\"denominator\":\"0\"}", Quotient.class))
                .containsExactly("json: denominator of 1 / 0 must not be zero");
        assertThat(problems("{\"start\":\"2025-03-01\",\"endExclusive\":\"2025-03-01\"}", ReportingPeriod.class))
                .singleElement()
                .asString()
                .startsWith("json: ");
        assertThat(problems("{\"accountId\":\" \",\"key\":\"\",\"at\":\"now\",\"value\":\"1\"}", AccountValue.class))
                .containsExactly("json: at: now, must be an instant such as 2025-01-31T09:30:00Z, correct it");
        assertThat(problems(
                        "{\"accountId\":\" \",\"key\":\"\",\"at\":\"2025-03-01T09:00:00Z\",\"value\":\"1\"}",
                        AccountValue.class))
                .containsExactly(
                        "json: accountId:  , must not be blank, give it a value",
                        "json: key: must not be blank, give it a value");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        String rule = "must be JSON without a key that stands twice, look at character ";
        assertThat(problems("{", Quotient.class)).containsExactly("json:1: " + rule + "2");
        assertThat(problems("", Quotient.class)).hasSize(1);
        assertThat(problems("{}\n{}", Segment.class)).containsExactly("json:2: " + rule + "1");
        assertThat(problems("{\"a\":\"b\",\"a\":\"c\"}", Segment.class)).hasSize(1);
        assertThat(problems("[".repeat(10_000), Segment.class)).hasSize(1);
        assertThat(problems("{\"a\":" + "1".repeat(10_000) + "}", Segment.class))
                .hasSize(1);
    }

    @Test
    void whatHasNoJsonIsRefused() {
        assertThatThrownBy(() -> Json.write(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("java.lang.Object has no JSON; write a public record of this library");
        assertThatThrownBy(() -> Json.read("{}", Thread.class)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.write(Segment.of("a", "\ud800")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text \"\\uD800\" must be Unicode; correct it");
        assertThatThrownBy(() -> Json.write(new Hidden(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("has no JSON; write a public record of this library");
        for (int i : List.of(1, 2)) {
            assertThatThrownBy(() -> JsonCodec.of(Lists.class.getRecordComponents()[i].getGenericType()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(" has no JSON");
        }
        assertThatThrownBy(() -> Json.write(new Counted(new TreeMap<>())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("io.csmetrics.facts.Quotient has no JSON; write a public record of this library");
    }

    private record Hidden(int value) {}

    /** A record with keys that are no text. */
    public record Counted(SortedMap<Quotient, String> keys) {}

    private static void assertBothWays(Object value, String json) {
        assertThat(Json.write(value)).isEqualTo(json);
        assertThat((Object) Json.read(json, value.getClass())).isEqualTo(value);
    }

    private static List<String> problems(String json, Class<?> type) {
        InvalidDataException refused = catchThrowableOfType(InvalidDataException.class, () -> Json.read(json, type));
        return refused.findings().stream().map(Finding::toString).toList();
    }
}
