package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.catalog.AdvocacyKpis;
import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.OperationsKpis;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.count.PerAccountCounter;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Aggregate;
import io.csmetrics.family.Conversion;
import io.csmetrics.family.Custom;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Family;
import io.csmetrics.family.Forecast;
import io.csmetrics.family.Frequency;
import io.csmetrics.family.Gaps;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Ledger;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.family.TimeBetween;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.RevenueMovement.Kind;
import io.csmetrics.record.RevenueMovement.Type;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.revenue.RevenueTerm;
import io.csmetrics.select.Comparison;
import io.csmetrics.select.Condition;
import io.csmetrics.select.EntryRule;
import io.csmetrics.select.Goal;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import io.csmetrics.select.Statistic;
import io.csmetrics.select.TextSet;
import io.csmetrics.select.TicketMoment;
import io.csmetrics.select.Unit;
import io.csmetrics.select.UnitValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DefinitionJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Param<BigDecimal> MARGIN = Param.named("grossMargin", Param.Type.NUMBER);

    @Test
    void aRatioOfTheLedgerIsWrittenWithItsParametersAndTheirDefaults() throws Exception {
        JsonNode json = MAPPER.readTree(DefinitionJson.write(RetentionKpis.GROSS_REVENUE_RETENTION));
        assertThat(json).isEqualTo(MAPPER.readTree("""
                {"key": "gross-revenue-retention", "name": "Gross Revenue Retention (GRR)",
                 "aliases": ["GRR", "gross dollar retention", "GDR"],
                 "definition": "The part of the opening revenue that the customers of the start still pay, growth left aside.",
                 "family": "ledger", "numerator": "RETAINED", "denominator": "OPEN",
                 "method": "$method", "includeReactivation": "$includeReactivation",
                 "defaults": {"includeReactivation": false, "method": "POINT_TO_POINT"},
                 "valueUnit": "percent", "direction": "higher", "focusArea": "retention",
                 "stage": "value-realization", "indicator": "lagging", "cadence": "monthly", "scope": "strategic",
                 "question": "How much of our revenue would remain without any expansion?",
                 "drivers": ["customer-churn-rate", "customer-downgrade-rate"]}
                """));
    }

    @Test
    void keysStandInAFixedOrderSoThatTextsCanBeCompared() {
        assertThat(DefinitionJson.write(RetentionKpis.CUSTOMER_CHURN_RATE))
                .startsWith("{\n  \"key\" : \"customer-churn-rate\",\n  \"name\" : \"Customer Churn Rate\"")
                .contains("\"topKpi\" : true")
                .isEqualTo(DefinitionJson.write(RetentionKpis.CUSTOMER_CHURN_RATE));
    }

    @Test
    void anotherKpiInsideAFormulaIsItsKey() throws Exception {
        JsonNode json = MAPPER.readTree(DefinitionJson.write(Kpi.define("lifetime-revenue", "Lifetime Revenue")
                .byDefault(MARGIN, BigDecimal.ONE)
                .as(Derived.of(
                        "mrr / accounts * margin",
                        Map.of(
                                "mrr", ExpansionKpis.MONTHLY_RECURRING_REVENUE.asOperand(),
                                "accounts", ExpansionKpis.PAID_ACCOUNTS.asOperand()),
                        "margin",
                        MARGIN))));
        assertThat(json.get("expr").asText()).isEqualTo("mrr / accounts * margin");
        assertThat(json.get("of")).isEqualTo(MAPPER.readTree("""
                {"accounts": "paid-accounts", "mrr": "monthly-recurring-revenue"}"""));
        assertThat(json.get("params")).isEqualTo(MAPPER.readTree("{\"margin\": \"$grossMargin\"}"));
        assertThat(json.get("defaults")).isEqualTo(MAPPER.readTree("{\"grossMargin\": 1}"));
    }

    @Test
    void aFilterAroundALeafIsItsWhere() throws Exception {
        assertThat(formula(AdvocacyKpis.REFERRAL_DRIVEN_EXPANSION_REVENUE.formula()))
                .isEqualTo(MAPPER.readTree("""
                {"family": "ledger", "numerator": "EXPANSION", "where": [{"attr": "source", "eq": "referral"}]}"""));
        assertThat(formula(ExpansionKpis.CONVERTED_PQL_LIFETIME_VALUE.formula()))
                .isEqualTo(MAPPER.readTree("""
                {"family": "only", "of": "customer-lifetime-value", "where": [{"attr": "source", "eq": "pql"}]}"""));
        assertThat(formula(new Only(
                        AccountFilter.whereSet("owner").and(AccountFilter.where("segment", "SMB", "MM")),
                        Share.of(Population.customersAt(Moment.START)).where(Condition.customerAt(Moment.END)))))
                .isEqualTo(MAPPER.readTree("""
                {"family": "share", "population": {"of": "accounts", "customerAt": "start"},
                 "condition": {"customerAt": "end"},
                 "where": [{"attr": "owner", "set": true}, {"attr": "segment", "in": ["MM", "SMB"]}]}"""));
        assertThat(formula(
                        new Only(AccountFilter.whereSet("owner"), Aggregate.count(Population.customersAt(Moment.END)))))
                .isEqualTo(MAPPER.readTree("""
                {"family": "aggregate", "population": {"of": "accounts", "customerAt": "end"}, "value": {"one": true},
                 "statistic": "count", "where": [{"attr": "owner", "set": true}]}"""));
    }

    @Test
    void surveysAreToldByInstrumentTouchpointAndDedupe() throws Exception {
        Share points = Share.of(Population.responses("nps").latestPerRespondent())
                .where(Condition.score(Comparison.AT_LEAST, "9"))
                .minus(Condition.score(Comparison.AT_MOST, "6"))
                .times(100);
        assertThat(formula(points)).isEqualTo(MAPPER.readTree("""
                {"family": "share",
                 "population": {"of": "responses", "instrument": "nps", "dedupe": "latest-per-respondent"},
                 "condition": {"field": "score", "op": ">=", "value": 9},
                 "minus": {"field": "score", "op": "<=", "value": 6}, "scale": 100}"""));
        assertThat(formula(Share.of(Population.responses("csat"))
                                .where(Condition.score(Comparison.SCALE_SHARE_AT_LEAST, "0.75")))
                        .get("condition"))
                .isEqualTo(MAPPER.readTree("{\"field\": \"score\", \"op\": \"norm>=\", \"value\": 0.75}"));
        assertThat(formula(Aggregate.of(
                        Statistic.MEAN,
                        new UnitValue.Field("score"),
                        Population.responses("csat", "rating").at("onboarding"))))
                .isEqualTo(MAPPER.readTree("""
                {"family": "aggregate",
                 "population": {"of": "responses", "instrument": ["csat", "rating"], "touchpoint": "onboarding"},
                 "value": {"field": "score"}, "statistic": "mean"}"""));
    }

    @Test
    void everyKindOfConditionHasItsLeadingKey() throws Exception {
        Condition condition = Condition.all(
                Condition.any(
                        Condition.did(Selector.movement(Type.EXPANSION, Kind.UPSELL, Kind.SEATS)),
                        Condition.did(
                                Selector.response(), Scope.lookback(Param.named("lookback", Param.Type.DURATION)))),
                Condition.not(Condition.did(
                        Selector.response("nps"),
                        new Scope.Trailing(Param.of(Param.Type.DURATION, Duration.ofHours(36))))),
                Condition.did(Selector.movement(Type.CHURN), new Scope.BeforeStart())
                        .atLeast(Param.of(Param.Type.NUMBER, BigDecimal.valueOf(2))),
                Condition.did(Selector.response("csat", "nps"), new Scope.BeforeEnd()),
                Condition.score(Comparison.BELOW, "3"));
        assertThat(formula(Share.of(Population.accountsThat(Condition.customerAt(Moment.START)))
                                .where(condition))
                        .get("condition"))
                .isEqualTo(MAPPER.readTree("""
                {"all": [
                  {"any": [{"did": {"movement": "EXPANSION", "kind": ["UPSELL", "SEATS"]}},
                           {"did": {"response": true}, "in": {"lookback": "$lookback"}}]},
                  {"not": {"did": {"response": "nps"}, "in": {"trailing": "PT36H"}}},
                  {"did": {"movement": "CHURN"}, "in": "before-start", "atLeast": 2},
                  {"did": {"response": ["csat", "nps"]}, "in": "before-end"},
                  {"field": "score", "op": "<", "value": 3}]}"""));
    }

    @Test
    void whatIsNotUsualIsWritten() throws Exception {
        assertThat(formula(new Aggregate(
                        Population.customersAt(Moment.END),
                        new UnitValue.Mrr(Moment.END),
                        null,
                        Statistic.PERCENTILE,
                        Param.of(Param.Type.NUMBER, new BigDecimal("0.90")),
                        Param.of(Param.Type.DURATION, Duration.ofDays(7)),
                        new BigDecimal("2"),
                        true)))
                .isEqualTo(MAPPER.readTree("""
                {"family": "aggregate", "population": {"of": "accounts", "customerAt": "end"}, "value": {"mrr": "end"},
                 "statistic": "percentile", "percentile": 0.9, "per": "7d", "requireAny": true, "scale": 2}"""));
        assertThat(formula(new Ledger(
                        RevenueTerm.CONTRACTION,
                        RevenueTerm.OPEN,
                        Param.of(Param.Type.METHOD, RetentionMethod.FLOW),
                        Param.of(Param.Type.FLAG, true),
                        new TreeSet<>(List.of(Kind.SEATS)),
                        BigDecimal.ONE)))
                .isEqualTo(MAPPER.readTree("""
                {"family": "ledger", "numerator": "CONTRACTION", "denominator": "OPEN", "method": "FLOW",
                 "includeReactivation": true, "kind": "SEATS"}"""));
        assertThat(formula(new Share(
                        Population.customersAt(Moment.START),
                        Condition.customerAt(Moment.END),
                        null,
                        new UnitValue.Mrr(Moment.START),
                        BigDecimal.ONE)))
                .isEqualTo(MAPPER.readTree("""
                {"family": "share", "population": {"of": "accounts", "customerAt": "start"},
                 "condition": {"customerAt": "end"}, "weight": {"mrr": "start"}}"""));
        assertThat(formula(new Growth(
                        ExpansionKpis.PAID_ACCOUNTS.asOperand(), Growth.Against.YEAR_AGO, Growth.Mode.POINTS, null)))
                .isEqualTo(MAPPER.readTree("""
                {"family": "growth", "against": "year-ago", "of": "paid-accounts", "mode": "points"}"""));
        assertThat(formula(ExpansionKpis.MRR_GROWTH_RATE.formula())).isEqualTo(MAPPER.readTree("""
                {"family": "growth", "against": "start-to-end", "of": {"family": "ledger", "numerator": "CLOSE"},
                 "atStart": {"family": "ledger", "numerator": "OPEN"}}"""));
        assertThat(formula(ExpansionKpis.PAID_ACCOUNTS.asOperand()))
                .isEqualTo(MAPPER.readTree("{\"family\": \"reference\", \"of\": \"paid-accounts\"}"));
        assertThat(formula(OperationsKpis.ACCOUNTS_PER_CSM.formula())
                        .get("of")
                        .get("k")
                        .get("value"))
                .isEqualTo(MAPPER.readTree("{\"accountField\": \"owner\"}"));
    }

    @Test
    void whatFollowsUnitsIsWrittenAsItsFamily() throws Exception {
        Param<Duration> window = Param.named("window", Param.Type.DURATION);
        Param<TextSet> feature = Param.named("feature", Param.Type.TEXT);
        assertThat(formula(Conversion.of(
                                Unit.USER,
                                Selector.event("user-created"),
                                Goal.did(Selector.event("feature-used").where("feature", feature)))
                        .within(Param.of(Param.Type.DURATION, Duration.ofDays(1)), window)
                        .entering(EntryRule.FIRST_IN_PERIOD)
                        .complemented()))
                .isEqualTo(MAPPER.readTree("""
                {"family": "conversion", "unit": "user", "entry": {"type": "user-created"}, "entryRule": "first-in-period",
                 "target": {"type": "feature-used", "where": {"feature": "$feature"}}, "from": "1d", "to": "$window",
                 "complement": true}"""));
        assertThat(formula(TimeBetween.of(
                                Unit.matching("ticket"),
                                Selector.ticket(TicketMoment.OPENED),
                                Selector.ticket(TicketMoment.FIRST_RESPONSE))
                        .endingInPeriod()))
                .isEqualTo(MAPPER.readTree("""
                {"family": "duration", "unit": "ticket", "start": {"ticket": "opened"}, "end": {"ticket": "first-response"},
                 "anchor": "end"}"""));
        assertThat(formula(Gaps.between(Unit.USER, Selector.event("login"), Selector.event("activated"))))
                .isEqualTo(MAPPER.readTree("""
                {"family": "duration", "mode": "gap", "unit": "user", "start": {"type": "login"}, "after": {"type": "activated"}}"""));
        assertThat(formula(Frequency.of(Population.occurrences(Selector.movement(Type.CHURN)), "reason", "segment")))
                .isEqualTo(MAPPER.readTree("""
                {"family": "frequency", "population": {"of": "occurrences", "occurrences": {"movement": "CHURN"}},
                 "category": "reason", "segment": "segment"}"""));
        assertThat(formula(Forecast.of(Forecast.What.NRR))).isEqualTo(MAPPER.readTree("""
                {"family": "forecast", "what": "nrr"}"""));
    }

    @Test
    void whatMayBeLeftOpenHasAQuestionMarkUnlessItHasTheNameOfItsPlace() throws Exception {
        Param<Boolean> immature = Param.optional("includeImmature", Param.Type.FLAG);
        Param<Boolean> other = Param.optional("young", Param.Type.FLAG);
        assertThat(formula(counting(immature)).has("includeImmature")).isFalse();
        assertThat(formula(counting(other)).get("includeImmature").asText()).isEqualTo("$young?");
        assertThat(formula(counting(Param.of(Param.Type.FLAG, true)))
                        .get("includeImmature")
                        .asBoolean())
                .isTrue();
    }

    private static Conversion counting(Param<Boolean> includeImmature) {
        return new Conversion(
                Unit.ACCOUNT,
                Selector.event("a"),
                EntryRule.EACH,
                new TreeMap<>(),
                Goal.did(Selector.event("b")),
                Param.of(Param.Type.DURATION, Duration.ZERO),
                null,
                null,
                false,
                includeImmature);
    }

    @Test
    void whatIsCodeCannotBeWritten() {
        PerAccountCounter counter = (scan, reading) -> (account, sums) -> sums.add("n", BigDecimal.ONE);
        Kpi kpi = Kpi.define("own-code", "Own Code").as(new Custom(counter, "n"));
        assertThatThrownBy(() -> DefinitionJson.write(kpi))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("must be a formula that can be written; code cannot");
    }

    @Test
    void whatWasSetIsWritten() throws Exception {
        Kpi flow = RetentionKpis.NET_REVENUE_RETENTION.with(RetentionKpis.METHOD, RetentionMethod.FLOW);
        assertThat(MAPPER.readTree(DefinitionJson.write(flow)).get("bound"))
                .isEqualTo(MAPPER.readTree("{\"method\": \"FLOW\"}"));
        Kpi feedback =
                RetentionKpis.CUSTOMER_FEEDBACK_RETENTION_SCORE.with(RetentionKpis.LOOKBACK, Duration.ofDays(30));
        assertThat(MAPPER.readTree(DefinitionJson.write(feedback)).get("bound"))
                .isEqualTo(MAPPER.readTree("{\"lookback\": \"30d\"}"));
    }

    @Test
    void theWholeCatalogueIsOneDocument() throws Exception {
        List<Kpi> kpis = KpiCatalog.standard().kpis();
        JsonNode json = MAPPER.readTree(DefinitionJson.write(kpis));
        assertThat(json.get("kpis")).hasSameSizeAs(kpis);
        for (int i = 0; i < kpis.size(); i++) {
            JsonNode definition = json.get("kpis").get(i);
            assertThat(definition.get("key").asText()).isEqualTo(kpis.get(i).key());
            assertThat(definition.get("family").asText()).isNotBlank();
            assertThat(definition).isEqualTo(MAPPER.readTree(DefinitionJson.write(kpis.get(i))));
        }
    }

    /** The part of a definition that is the formula. */
    private static JsonNode formula(Family formula) throws Exception {
        JsonNode json =
                MAPPER.readTree(DefinitionJson.write(Kpi.define("x", "X").as(formula)));
        ((ObjectNode) json)
                .remove(List.of(
                        "key",
                        "name",
                        "definition",
                        "valueUnit",
                        "direction",
                        "focusArea",
                        "stage",
                        "indicator",
                        "cadence",
                        "scope",
                        "question"));
        return json;
    }
}
