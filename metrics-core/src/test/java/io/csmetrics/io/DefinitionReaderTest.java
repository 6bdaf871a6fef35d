package io.csmetrics.io;

import static io.csmetrics.io.Definitions.errors;
import static io.csmetrics.io.Definitions.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.catalog.ExpansionKpis;
import io.csmetrics.catalog.KpiCatalog;
import io.csmetrics.catalog.RetentionKpis;
import io.csmetrics.data.AccountFilter;
import io.csmetrics.data.CustomerData;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.family.Only;
import io.csmetrics.family.Share;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Event;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Condition;
import io.csmetrics.select.Moment;
import io.csmetrics.select.Param;
import io.csmetrics.select.Population;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How documents, keys and references are read. */
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
                        "14: kpis[1].kind: UPSEL, did you mean UPSELL",
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

    @Test
    void aKpiCanBeLeftToBeDesignated() {
        Kpi star = read("""
                {"key": "a", "family": "derived", "expr": "2 * x", "of": {"x": "$star"}, "defaults": {"star": "paid-accounts"}}""");
        assertThat(star.definition().defaults()).isEqualTo(Map.of("star", ExpansionKpis.PAID_ACCOUNTS.asDesignated()));
        assertThat(errors("""
                {"key": "a", "family": "designated", "kpi": "$star", "defaults": {"star": "paid-acounts"}}"""))
                .singleElement()
                .asString()
                .startsWith("json:1: defaults.star: paid-acounts, must be the key of a KPI")
                .endsWith("did you mean paid-accounts");
        assertThat(errors("{\"key\": \"a\", \"family\": \"designated\", \"kpi\": \"a\"}"))
                .containsExactly("json:1: kpi: a, must not stand in its own formula, a > a, break the circle");
    }

    @Test
    void aDefaultMustChooseAFormulaThatIsThere() {
        assertThat(errors("""
                {"key": "a", "family": "choice", "by": "$method", "of": {"A": "paid-accounts"}, "defaults": {"method": "B"}}""")).containsExactly("json:1: parameter \"method\" = B must be one of A");
    }

    @Test
    void designationsThatNestTooDeepAreRefused() {
        String nested = IntStream.range(1, 40)
                .mapToObj(i -> """
                        {"key": "k%d", "family": "derived", "expr": "a + b", "of": {"a": "$n", "b": "$n"}, "defaults": {"n": "k%d"}}""".formatted(i, i - 1))
                .collect(Collectors.joining(
                        ",", "[{\"key\": \"k0\", \"family\": \"ledger\", \"numerator\": \"CLOSE\"},", "]"));
        assertThat(errors(nested)).singleElement().asString().contains("must have a formula of at most 2000 parts");
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
        assertThat(all.get("acme-share-link-rate").parameters())
                .containsEntry("window", Param.Type.DURATION)
                .containsEntry("feature", Param.Type.TEXT);
        CustomerData data = CustomerData.builder()
                .zone(ZoneOffset.UTC)
                .events(List.of(
                        event("activated", "2026-01-01").build(),
                        event("feature-used", "2026-01-02")
                                .attribute("feature", "share-link")
                                .build(),
                        event("feature-used", "2026-01-03")
                                .attribute("feature", "share-link")
                                .build()))
                .build();
        assertThat(all.get("acme-share-link-rate")
                        .measure(data, ReportingPeriod.month(2026, 1), Instant.parse("2026-03-01T00:00:00Z"))
                        .value()
                        .orElseThrow()
                        .doubleValue())
                .isEqualTo(1.0);
    }

    private static Event.Builder event(String type, String day) {
        return Event.builder("A", type, Instant.parse(day + "T12:00:00Z")).userId("u");
    }

    private List<String> messages(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        Findings findings = new Findings();
        DefinitionJson.read(file, STANDARD, findings);
        return findings.errors().stream().map(Finding::toString).toList();
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(DefinitionReaderTest.class.getResource("/definitions/" + name))
                .toURI());
    }
}
