package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.Family;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import io.csmetrics.select.Scope;
import io.csmetrics.select.Selector;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefinitionReaderTest {
    private static final KpiCatalog STANDARD = KpiCatalog.standard();

    @TempDir
    private Path folder;

    @Test
    void twelveMistakesAreTwelveLocatedErrors() throws Exception {
        Findings findings = new Findings();
        List<Kpi> good = DefinitionJson.read(resource("twelve-mistakes.json"), STANDARD, findings);
        assertThat(good).extracting(Kpi::key).isEmpty();
        assertThat(findings.errors().stream().map(DefinitionReaderTest::brief))
                .containsExactly(
                        "5: kpis[0].family: shrae, did you mean share",
                        "14: kpis[1].direction: up, correct it",
                        "15: kpis[1].focusAera: focusAera, did you mean focusArea",
                        "16: kpis[1].topKpi: yes, write true or false without quotes",
                        "18: kpis[2].condition: , add it",
                        "28: kpis[3].condition.in.trailing: 90 days, correct it",
                        "34: kpis[4].of.n: net-promotor-score, did you mean net-promoter-score",
                        "46: kpis[6].of.hen: acme-hen, break the circle",
                        "49: kpis[7].key: customer-churn-rate, choose another",
                        "57: kpis[8].aliases[1]: nrr, choose another",
                        "67: kpis[9].defaults.window: window, correct it",
                        "72: kpis[10].expr: , ");
        assertThatThrownBy(() -> DefinitionJson.read(resource("twelve-mistakes.json"), STANDARD))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith(
                        "12 problems\ntwelve-mistakes.json:5: kpis[0].family: shrae, must be one of ledger, share");
    }

    private static String brief(Finding finding) {
        return finding.line() + ": " + finding.field() + ": " + finding.value() + ", " + finding.remedy();
    }

    @Test
    void whatIsNotSaidIsAsInTheBuilder() {
        assertThat(read("""
                {"key": "acme-customers", "family": "share",
                 "population": {"of": "accounts", "customerAt": "start"}, "condition": {"customerAt": "end"}}"""))
                .isEqualTo(Kpi.define("acme-customers", "acme-customers")
                        .as(Share.of(Population.customersAt(Moment.START)).where(Condition.customerAt(Moment.END))));
    }

    @Test
    void aListAnObjectWithKpisAndOneDefinitionAreRead() {
        String one = "{\"key\": \"a\", \"family\": \"ledger\", \"numerator\": \"CLOSE\"}";
        Kpi kpi = read(one);
        assertThat(DefinitionJson.read("[" + one + "]", STANDARD)).containsExactly(kpi);
        assertThat(DefinitionJson.read(
                        "{\"$schema\": \"kpi-definition.schema.json\", \"kpis\": [" + one + "]}", STANDARD))
                .containsExactly(kpi);
        assertThat(DefinitionJson.read("[]", STANDARD)).isEmpty();
        assertThat(errors("{\"kpis\": {}}"))
                .containsExactly("json:1: kpis: an object, must be a list, put it in brackets");
        assertThat(errors("{\"kpis\": [1, \"a\"]}"))
                .containsExactly(
                        "json:1: kpis[0]: 1, must be an object, put it in braces",
                        "json:1: kpis[1]: a, must be an object, put it in braces");
        assertThat(errors("{\"kpsi\": []}"))
                .containsExactly("json:1: kpsi, must have one of the keys kpis, key, rename kpsi to kpis");
        assertThat(errors("7")).containsExactly("json:1: 7, must be an object, put it in braces");
    }

    @Test
    void definitionsMayStandInAnyOrder() {
        List<Kpi> kpis = DefinitionJson.read("""
                [{"key": "top", "family": "derived", "expr": "a / b", "of": {"a": "left", "b": "right"}},
                 {"key": "left", "family": "reference", "of": "right"},
                 {"key": "right", "family": "ledger", "numerator": "CLOSE"}]""", STANDARD);
        assertThat(kpis).extracting(Kpi::key).containsExactly("top", "left", "right");
        assertThat(kpis.get(0).formula())
                .isEqualTo(Derived.of(
                        "a / b",
                        Map.of("a", kpis.get(1).asOperand(), "b", kpis.get(2).asOperand())));
    }

    @Test
    void aBrokenDefinitionIsToldOnceHoweverOftenItIsUsed() {
        assertThat(errors("""
                [{"key": "top", "family": "derived", "expr": "a / b", "of": {"a": "base", "b": "base"}},
                 {"key": "other", "family": "growth", "against": "year-ago", "of": "base"},
                 {"key": "base", "family": "ledger", "numerator": "CLOSED"}]"""))
                .singleElement()
                .asString()
                .startsWith("json:3: [2].numerator: CLOSED, must be one of OPEN, CLOSE,")
                .endsWith("did you mean CLOSE");
    }

    @Test
    void everyMistakeOfOneFormulaIsTold() {
        assertThat(errors("""
                {"key": "Bad Key", "name": " ", "family": "derived", "expr": "a /", "valueUnit": "procent",
                 "of": {"a": {"family": "aggregate", "population": {"of": "acounts", "customerAt": "stert"},
                              "value": {"fild": "score"}, "statistic": "mean", "scael": 2}},
                 "params": {"p": "$", "q": true}, "drivers": "none"}""")).hasSize(11);
    }

    @Test
    void aCircleOfOneIsRefused() {
        assertThat(errors("{\"key\": \"a\", \"family\": \"reference\", \"of\": \"a\"}"))
                .containsExactly("json:1: of: a, must not stand in its own formula, a > a, break the circle");
    }

    @Test
    void whoMerelyUsesACircleIsNotTold() {
        assertThat(errors("""
                [{"key": "a", "family": "reference", "of": "b"},
                 {"key": "b", "family": "reference", "of": "c"},
                 {"key": "c", "family": "reference", "of": "b"},
                 {"key": "d", "family": "reference", "of": "a"}]"""))
                .containsExactly("json:3: [2].of: b, must not stand in its own formula, b > c > b, break the circle");
    }

    @Test
    void aKpiInAFormulaIsItsKey() {
        assertThat(errors("{\"key\": \"a\", \"family\": \"reference\", \"of\": \"NRR\"}"))
                .containsExactly("json:1: of: NRR, must be the key of a KPI, write net-revenue-retention");
    }

    @Test
    void keysNamesAndAliasesBelongToOneKpi() {
        assertThat(errors("""
                [{"key": "a", "name": "One", "aliases": ["x", "One"], "family": "ledger", "numerator": "CLOSE"},
                 {"key": "a", "name": "one", "family": "ledger", "numerator": "CLOSE"},
                 {"key": "b", "name": "X", "family": "ledger", "numerator": "CLOSE"},
                 {"key": "one", "name": "MRR", "family": "ledger", "numerator": "CLOSE"}]"""))
                .containsExactly(
                        "json:2: [1].key: a, must be a key, name or alias of one KPI only, but \"a\" has it, choose another",
                        "json:3: [2].name: X, must be a key, name or alias of one KPI only, but \"a\" has it, choose another",
                        "json:4: [3].key: one, must be a key, name or alias of one KPI only, but \"a\" has it, choose another",
                        "json:4: [3].name: MRR, must be a key, name or alias of one KPI only, but \"monthly-recurring-revenue\" has it, choose another");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "a b", "1a", "a--b", "a-", "ä", "a_b"})
    void keysAreWordsWithHyphens(String key) {
        assertThat(errors("{\"key\": \"" + key + "\", \"family\": \"ledger\", \"numerator\": \"CLOSE\"}"))
                .singleElement()
                .asString()
                .startsWith("json:1: key: key \"" + key + "\" must be words of small letters");
    }

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

    @Test
    void theDefaultsOfKpisInsideAreTakenOver() {
        Kpi kpi = read("""
                {"key": "a", "family": "derived", "expr": "n", "of": {"n": "net-revenue-retention"}}""");
        assertThat(kpi.definition().defaults())
                .isEqualTo(RetentionKpis.NET_REVENUE_RETENTION.definition().defaults());
        Kpi own = read("""
                {"key": "a", "family": "derived", "expr": "n", "of": {"n": "net-revenue-retention"},
                 "defaults": {"method": "FLOW"}}""");
        assertThat(own.definition().defaults()).containsEntry("method", RetentionMethod.FLOW);
    }

    @Test
    void defaultsThatContradictEachOtherAreRefusedUnlessTheDefinitionDecides() {
        String two = """
                {"key": "a", "family": "ledger", "numerator": "COHORT_CLOSE", "method": "$method", "defaults": {"method": "FLOW"}},
                {"key": "b", "family": "derived", "expr": "x + y", "of": {"x": "a", "y": "net-revenue-retention"}""";
        assertThat(errors("[" + two + "}]"))
                .containsExactly(
                        "json:2: [1]: method, must have a default here, because \"a\" and \"net-revenue-retention\""
                                + " in the formula have different ones, say it in defaults");
        assertThat(errors("[" + two + ", \"defaults\": {\"method\": \"FLOW\"}}]"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90d, P90D", "0d, PT0S", "PT36H, PT36H", "P2D, P2D", "36525d, P36525D"})
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
                "\"36526d\"",
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

    @Test
    void aKpiThatWasNarrowedOrSetIsWrittenSoThatItCanBeReadAgain() {
        Kpi flow = RetentionKpis.NET_REVENUE_RETENTION.with(RetentionKpis.METHOD, RetentionMethod.FLOW);
        KpiCatalog none = KpiCatalog.of(List.of());
        assertThat(DefinitionJson.read(DefinitionJson.write(flow), none)).containsExactly(flow);
        Kpi smb = ExpansionKpis.PAID_ACCOUNTS.where(AccountFilter.where("segment", "SMB"));
        assertThat(DefinitionJson.read(DefinitionJson.write(smb), none))
                .extracting(Kpi::formula)
                .containsExactly(
                        new Only(AccountFilter.where("segment", "SMB"), ExpansionKpis.PAID_ACCOUNTS.formula()));
    }

    @Test
    void aFewLinesThatWouldGrowBeyondAllBoundsAreRefused() {
        String doubling = IntStream.range(1, 40)
                .mapToObj(i -> """
                        {"key": "k%d", "family": "derived", "expr": "a + b", "of": {"a": "k%d", "b": "k%d"}}""".formatted(i, i - 1, i - 1))
                .collect(Collectors.joining(
                        ",\n", "[{\"key\": \"k0\", \"family\": \"ledger\", \"numerator\": \"CLOSE\"},\n", "]"));
        assertThat(errors(doubling))
                .containsExactly(
                        "json:10: [9]: k9, must have a formula of at most 2000 parts and 50 levels, with the KPIs inside it"
                                + " written out, build it on fewer KPIs");
        String growths = "{\"family\": \"growth\", \"against\": \"year-ago\", \"of\": ".repeat(40) + "\"paid-accounts\""
                + "}".repeat(40);
        assertThat(errors(
                        "{\"key\": \"a\", \"family\": \"derived\", \"expr\": \"x\", \"of\": {\"x\": " + growths + "}}"))
                .singleElement()
                .asString()
                .startsWith("json:1: a, must have a formula of at most 2000 parts");
    }

    @Test
    void chainsOfKpisAreBoundedInBothDirections() {
        assertThat(errors(chain(45, false))).isEmpty();
        assertThat(errors(chain(45, true))).isEmpty();
        assertThat(errors(chain(2_000, false))).hasSizeBetween(1, 1_000);
        assertThat(errors(chain(2_000, true))).hasSizeBetween(1, 1_000);
    }

    private static String chain(int length, boolean backwards) {
        return IntStream.range(0, length)
                .map(i -> backwards ? length - 1 - i : i)
                .mapToObj(i -> i == 0
                        ? "{\"key\": \"k0\", \"family\": \"ledger\", \"numerator\": \"CLOSE\"}"
                        : "{\"key\": \"k" + i + "\", \"family\": \"reference\", \"of\": \"k" + (i - 1) + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void hostileFilesAreRefusedCleanly() throws IOException {
        assertThat(messages("deep.json", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)))
                .containsExactly("deep.json:1: must have at most 50 levels of objects and lists, make it flatter");
        assertThat(messages("huge.json", new byte[2 * StrictJson.LARGEST]))
                .containsExactly("huge.json: must have at most 1048576 bytes, split it up");
        assertThat(messages("latin.json", "{\"name\": \"Überblick\"}".getBytes(StandardCharsets.ISO_8859_1)))
                .containsExactly("latin.json:1: must be UTF-8, save the file as UTF-8");
        String good = "{\"key\": \"a\", \"family\": \"ledger\", \"numerator\": \"CLOSE\"}";
        assertThat(messages("twice.json", good.replace("}", ",\"key\": \"b\"}").getBytes(StandardCharsets.UTF_8)))
                .containsExactly(
                        "twice.json:1: key: b, must be the only key of its name, remove or rename one of them");
        assertThat(messages("trailing.json", (good + "}").getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("trailing.json:1: character ");
        assertThat(messages("empty.json", new byte[0])).containsExactly("empty.json: must be JSON, the text is empty");
        assertThatThrownBy(() -> DefinitionJson.read(folder.resolve("none.json"), STANDARD))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aGoodFileOfAVendorWorksBesideTheStandardKpis() throws Exception {
        List<Kpi> own = DefinitionJson.read(resource("own-kpis.json"), STANDARD);
        KpiCatalog all = STANDARD.with(own);
        assertThat(all.get("acme-net-churn").definition().unit()).isEqualTo(KpiUnit.PERCENT);
        assertThat(all.get("ACME net churn").definition().direction()).isEqualTo(Direction.LOWER);
        assertThat(all.kpis()).hasSize(STANDARD.kpis().size() + own.size());
    }

    private List<String> messages(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Findings findings = new Findings();
        DefinitionJson.read(file, STANDARD, findings);
        return findings.errors().stream().map(Finding::toString).toList();
    }

    private static Kpi read(String json) {
        List<Kpi> kpis = DefinitionJson.read(json, STANDARD);
        assertThat(kpis).hasSize(1);
        return kpis.get(0);
    }

    /** The errors of a text; none where it can be read. */
    private static List<String> errors(String json) {
        InvalidDataException refused =
                catchThrowableOfType(InvalidDataException.class, () -> DefinitionJson.read(json, STANDARD));
        return refused == null
                ? List.of()
                : refused.findings().stream().map(Finding::toString).toList();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DefinitionReaderTest.class.getResource("/definitions/" + name))
                .toURI());
    }
}
