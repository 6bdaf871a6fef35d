package io.csmetrics.io;

import static io.csmetrics.io.Definitions.errors;
import static io.csmetrics.io.Definitions.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Family;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.TicketMoment;
import io.csmetrics.select.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How formulas are read. */
class DefinitionFormulasTest {
    @Test
    void parametersHaveTheTypeOfTheirPlace() {
        Kpi kpi = read("""
                {"key": "a", "family": "ledger", "numerator": "COHORT_CLOSE", "denominator": "OPEN", "method": "$how",
                 "includeReactivation": "$back", "defaults": {"how": "FLOW"}, "bound": {"back": true}}""");
        assertThat(kpi.parameters()).isEqualTo(Map.of("how", Param.Type.METHOD, "back", Param.Type.FLAG));
        assertThat(kpi.definition().defaults()).isEqualTo(Map.of("how", RetentionMethod.FLOW));
        assertThat(kpi.bound()).isEqualTo(Map.of("back", true));
        assertThat(errors("""
                {"key": "a", "family": "ledger", "numerator": "COHORT_CLOSE", "method": "$how",
                 "defaults": {"how": 3, "hwo": "FLOW"}, "bound": {"x": 1}}"""))
                .containsExactly(
                        "json:2: bound.x: x, must be a parameter of the formula, which has how, correct it",
                        "json:2: defaults.how: 3, must be a text, one of POINT_TO_POINT, COHORT_MOVEMENTS, FLOW, COMPOUNDED, correct it",
                        "json:2: defaults.hwo: hwo, must be a parameter of the formula, which has how, did you mean how");
    }

    @Test
    void aParameterOfTwoTypesIsRefusedAlsoWhereItComesWithAnotherKpi() {
        assertThat(errors("""
                {"key": "a", "family": "ledger", "numerator": "COHORT_CLOSE", "method": "$x", "includeReactivation": "$x"}"""))
                .containsExactly(
                        "json:1: includeReactivation: $x, must not be true or false here and a method elsewhere, use two parameters");
        assertThat(errors("""
                {"key": "a", "family": "derived", "expr": "n * method", "of": {"n": "net-revenue-retention"},
                 "params": {"method": "$method"}}"""))
                .containsExactly(
                        "json:2: params.method: $method, must not be a number here and a method elsewhere, use two parameters");
    }

    @ParameterizedTest
    @CsvSource({"90d, P90D", "1d, PT24H", "PT36H, PT36H", "P2D, P2D", "365000d, P365000D"})
    void lengthsOfTimeAreDaysOrIso(String text, Duration length) {
        assertThat(read(asked("\"" + text + "\"")))
                .isEqualTo(Kpi.define("a", "a")
                        .as(Share.of(Population.customersAt(Moment.END))
                                .where(Condition.did(
                                        Selector.response("nps"),
                                        Scope.lookback(Param.of(Param.Type.DURATION, length))))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"90\"",
                "\"90 days\"",
                "\"P1M\"",
                "\"P1Y\"",
                "\"-1d\"",
                "\"PT-1H\"",
                "90",
                "\"365001d\"",
                "\"99999999d\"",
                "\"PT9223372036854775807S\"",
                "\"P99999999999999999999D\"",
                "\"\"",
                "\"$\"",
                "\"$a b\"",
                "\"$1\"",
                "{}",
                "null"
            })
    void otherLengthsOfTimeAreRefused(String text) {
        assertThat(errors(asked(text))).singleElement().asString().startsWith("json:2: condition.in.lookback: ");
    }

    private static String asked(String lookback) {
        return """
                {"key": "a", "family": "share", "population": {"of": "accounts", "customerAt": "end"},
                 "condition": {"did": {"response": "nps"}, "in": {"lookback": %s}}}""".formatted(lookback);
    }

    @Test
    void whenAndHowOftenMayStandWithWhatWasDone() {
        Kpi beside = read("""
                {"key": "a", "family": "share", "population": {"of": "accounts", "customerAt": "end"},
                 "condition": {"did": {"movement": "EXPANSION", "kind": "UPSELL"}, "in": "before-end", "atLeast": 2}}""");
        Kpi inside = read("""
                {"key": "a", "family": "share", "population": {"of": "accounts", "customerAt": "end"},
                 "condition": {"did": {"movement": "EXPANSION", "kind": "UPSELL", "in": "before-end", "atLeast": 2}}}""");
        assertThat(inside).isEqualTo(beside);
        assertThat(errors("""
                {"key": "a", "family": "share", "population": {"of": "accounts", "customerAt": "end"},
                 "condition": {"did": {"movement": "EXPANSION", "in": "before-end"}, "in": "before-start"}}"""))
                .containsExactly(
                        "json:2: condition.did.in: before-end, must not stand twice, here and beside did, remove one of them");
    }

    @Test
    void whatAccountsAlsoDidIsAFurtherCondition() {
        Family expected = Share.of(Population.accountsThat(Condition.all(
                        Condition.customerAt(Moment.START),
                        Condition.did(Selector.response(), new Scope.BeforeStart()))))
                .where(Condition.customerAt(Moment.END));
        assertThat(read("""
                {"key": "a", "family": "share", "condition": {"customerAt": "end"},
                 "population": {"of": "accounts", "customerAt": "start", "andDid": {"response": true, "in": "before-start"}}}""").formula()).isEqualTo(expected);
        assertThat(read("""
                {"key": "a", "family": "share", "condition": {"customerAt": "end"},
                 "population": {"of": "accounts", "customerAt": "start",
                                "andDid": {"did": {"response": true}, "in": "before-start"}}}""").formula()).isEqualTo(expected);
    }

    @Test
    void aFilterInThePopulationIsOneAroundTheFormula() {
        Family share = Share.of(Population.customersAt(Moment.START)).where(Condition.customerAt(Moment.END));
        String where = "[{\"attr\": \"owner\", \"set\": true}, {\"attr\": \"segment\", \"in\": [\"SMB\", \"MM\"]}]";
        AccountFilter filter = AccountFilter.whereSet("owner").and(AccountFilter.where("segment", "MM", "SMB"));
        assertThat(read("""
                {"key": "a", "family": "share", "condition": {"customerAt": "end"},
                 "population": {"of": "accounts", "customerAt": "start", "where": %s}}""".formatted(where)).formula()).isEqualTo(new Only(filter, share));
        assertThat(read("""
                {"key": "a", "family": "share", "condition": {"customerAt": "end"}, "where": %s,
                 "population": {"of": "accounts", "customerAt": "start"}}""".formatted(where)).formula()).isEqualTo(new Only(filter, share));
        assertThat(read("""
                {"key": "a", "family": "derived", "expr": "x", "of": {"x": "paid-accounts"},
                 "where": [{"attr": "source", "eq": "pql"}]}""").formula())
                .isEqualTo(new Only(
                        AccountFilter.where("source", "pql"),
                        Derived.of("x", Map.of("x", ExpansionKpis.PAID_ACCOUNTS.asOperand()))));
        assertThat(errors("""
                {"key": "a", "family": "only", "of": "paid-accounts"}""")).containsExactly("json:1: where: must be there, add it");
        assertThat(errors("""
                {"key": "a", "family": "ledger", "numerator": "OPEN",
                 "where": [{"attr": "a", "in": "x"}, {"attr": "a", "set": false}, {"attr": "a"}, {"eq": "b"}, {"attr": "a", "in": []}]}"""))
                .containsExactly(
                        "json:2: where[0].in: x, must be a list, put it in brackets",
                        "json:2: where[1].set: false, must be true, leave the key out",
                        "json:2: where[2]: attr, must have one of the keys eq, in, set, add it",
                        "json:2: where[3].attr: must be there, add it",
                        "json:2: where[4].in: a list, must not be empty, name at least one");
    }

    @Test
    void whatTheRecordsRefuseIsToldAtItsPlace() {
        assertThat(errors("""
                {"key": "a", "family": "derived", "expr": "x", "of": {
                  "x": {"family": "aggregate", "population": {"of": "accounts", "customerAt": "end"}, "value": {"mrr": "end"},
                        "statistic": "percentile"}}}""")).containsExactly("json:2: of.x: PERCENTILE must say which percentile");
        assertThat(errors("{\"key\": \"a\", \"family\": \"ledger\", \"numerator\": \"OPEN\", \"kind\": [\"UPSELL\"]}"))
                .containsExactly(
                        "json:1: kinds [UPSELL] of OPEN must be of EXPANSION or CONTRACTION, no other term has kinds");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type': 'a'} | {'type': 'b'} | 'unit': 'visitor' | ",
                "{'type': 'a'} | {'type': 'b'} | 'unit': 'acount' | unit: acount, must be account, user or the name of an id, did you mean account",
                "{'typ': 'a'} | {'type': 'b'} | 'unit': 'user' | entry: typ, must have one of the keys type, movement, response, ticket, contract, rename typ to type",
                "{'type': ['a', '$b']} | {'type': 'b'} | 'unit': 'user' | entry.type[1]: $b, must not be a parameter here, write the text itself",
                "{'type': []} | {'type': 'b'} | 'unit': 'user' | entry.type: a list, must not be empty, name at least one",
                "{'type': 'a', 'where': {'x': 1}} | {'type': 'b'} | 'unit': 'user' | entry.where.x: 1, must be a text, put it in quotes",
                "{'ticket': 'closed'} | {'type': 'b'} | 'unit': 'ticket' | entry.ticket: closed, must be one of opened, first-response, resolved, escalated, first, correct it",
                "{'contract': 'renewed'} | {'type': 'b'} | 'unit': 'account' | entry.contract: renewed, must be one of start, renewal, did you mean renewal",
                "{'response': {'instrument': 'nps', 'max': '6'}} | {'type': 'b'} | 'unit': 'account' | entry.response.max: 6, must be a number, write a number without quotes",
                "{'type': 'a'} | {'customerAt': 'end'}, 'to': '30d' | 'unit': 'account' | target.customerAt: end, must be one of window-end, correct it",
                "{'type': 'a'} | {'customerAt': 'window-end'} | 'unit': 'account' | : target customer must have a window that ends, and a unit that belongs to an account",
                "{'type': 'a'} | {'type': 'b', 'atLeast': 'all'} | 'unit': 'user' | target.atLeast: all, must stand with distinct, say what all is told by",
                "{'type': 'a'} | {'type': 'b', 'atLeast': 0} | 'unit': 'user' | target.atLeast: 0, must be a whole number from 1 to 2147483647, correct it",
                "{'type': 'a'} | {'type': 'b', 'distinct': 'x'} | 'unit': 'user' | : target Happened[did=Event[type=b, where={}], atLeast=null, distinct=x] must say atLeast, or name the texts of `x` that must all be there",
                "{'type': 'a'} | {'type': 'b'}, 'to': '$w?' | 'unit': 'user' | to: $w?, must not be left open here, leave out the question mark",
                "{'type': 'a'} | {'type': 'b'}, 'to': '1d', 'until': {'type': 'c'} | 'unit': 'user' | : to and until must not both be there, a window has one end",
                "{'type': 'a'} | {'type': 'b'} | 'unit': 'user', 'matchOn': 'x' | matchOn: x, must not stand with the unit user, name what the id is of as the unit",
                "{'movement': 'NEW'} | {'type': 'b'} | 'unit': 'user' | : unit user must be named by entry and target, which movements, tickets and contracts do not"
            })
    void conversionsAreReadStrictly(String entry, String target, String unit, String error) {
        String json =
                "{'key': 'a', 'family': 'conversion', " + unit + ", 'entry': " + entry + ", 'target': " + target + "}";
        assertThat(errors(json.replace('\'', '"')))
                .isEqualTo(error == null ? List.of() : List.of(located(error.replace('`', '"'))));
    }

    private static String located(String error) {
        return error.startsWith(": ") ? "json:1" + error : "json:1: " + error;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'of': 'tickets', 'openedIn': 'period' | {'field': 'contatcs', 'op': '>', 'value': 1} | field",
                "'of': 'tickets', 'openedIn': 'period' | {'customerAt': 'end'} | must fit the population",
                "'of': 'responses', 'instrument': 'nps' | {'customerAt': 'end'} | must fit the population",
                "'of': 'accounts', 'customerAt': 'end' | {'field': 'escalated', 'op': 'set'} | must be about accounts or users",
                "'of': 'opportunities', 'openAt': 'end' | {'field': 'probabilty', 'op': '>', 'value': 1} | field"
            })
    void aConditionThatDoesNotFitItsPopulationIsRefused(String population, String condition, String why) {
        String json =
                "{'key': 'a', 'family': 'share', 'population': {" + population + "}, 'condition': " + condition + "}";
        assertThat(errors(json.replace('\'', '"')))
                .singleElement()
                .asString()
                .startsWith("json:1: ")
                .contains(why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'elapsed' | ",
                "'mon-fri 09:00-17:00' | ",
                "{'days': ['monday'], 'opens': '09:00', 'closes': '17:00', 'holidays': '2026-12-25'} | ",
                "'always' | clock: always, must be elapsed, or business hours such as mon-fri 09:00-17:00, correct it",
                "'mon-fri 17:00-09:00' | clock: value `mon-fri 17:00-09:00` must be elapsed, or business hours such as mon-fri 09:00-17:00",
                "{'days': [], 'opens': '9:00', 'closes': '25:00'} | clock.closes: 25:00, must be a time of day such as 09:00, correct it",
                "{'days': ['mondy'], 'opens': '09:00', 'closes': '17:00'} | clock.days[0]: mondy, must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, did you mean monday",
                "{'days': ['monday'], 'opens': '17:00', 'closes': '09:00'} | clock: business hours 17:00 to 09:00 must open before they close, give a night shift two calendars",
                "{'days': 'monday', 'opens': '09:00', 'closes': '17:00', 'holidays': ['25.12.2026']} | clock.holidays[0]: 25.12.2026, must be a date such as 2025-01-31, correct it"
            })
    void clocksAreTextsOrCalendars(String clock, String error) {
        String json =
                "{'key': 'a', 'family': 'duration', 'unit': 'ticket', 'start': {'ticket': 'opened'}, 'end': {'ticket': 'resolved'},"
                        + " 'clock': " + clock + "}";
        List<String> errors = errors(json.replace('\'', '"'));
        if (error == null) {
            assertThat(errors).isEmpty();
        } else {
            assertThat(errors).contains(located(error.replace('`', '"')));
        }
    }

    @Test
    void whatTheExamplesWriteInAnotherWayIsRead() {
        assertThat(read("""
                {"key": "a", "family": "aggregate", "population": {"of": "occurrences", "of_": {"type": "x"}}, "value": {"one": true},
                 "statistic": "count"}"""))
                .isEqualTo(Kpi.define("a", "a").as(Aggregate.count(Population.occurrences(Selector.event("x")))));
        assertThat(read("""
                {"key": "a", "family": "aggregate", "population": {"of": "members", "at": "end"}, "value": {"one": true},
                 "statistic": "count"}"""))
                .isEqualTo(Kpi.define("a", "a")
                        .as(Aggregate.count(Population.usersThat(new Condition.Latest(
                                Selector.event("community-joined"), Selector.event("community-left"), Moment.END)))));
        assertThat(read("""
                {"key": "a", "family": "duration", "unit": "case", "matchOn": "ticket", "start": {"ticket": "opened"},
                 "end": {"ticket": "first"}}"""))
                .isEqualTo(Kpi.define("a", "a")
                        .as(TimeBetween.of(
                                Unit.matching("ticket"),
                                Selector.ticket(TicketMoment.OPENED),
                                Selector.ticket(TicketMoment.FIRST_RESPONSE))));
    }
}
