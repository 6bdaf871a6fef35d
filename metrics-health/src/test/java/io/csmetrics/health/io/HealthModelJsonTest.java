package io.csmetrics.health.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.health.model.Aggregation;
import io.csmetrics.health.model.Coverage;
import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.HealthRule;
import io.csmetrics.health.model.HealthSignal;
import io.csmetrics.health.model.Hysteresis;
import io.csmetrics.health.model.MissingPolicy;
import io.csmetrics.health.model.ModelCondition;
import io.csmetrics.health.model.Normaliser;
import io.csmetrics.health.model.Orientation;
import io.csmetrics.health.model.OverrideRule;
import io.csmetrics.health.model.Scale;
import io.csmetrics.health.model.SignalSource;
import io.csmetrics.health.model.TrendRule;
import io.csmetrics.io.StrictJson;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthModelJsonTest {
    private static final Path RESOURCES = Path.of("src", "test", "resources");
    private static final Path GOLDEN = RESOURCES.resolve("golden").resolve("health-model.json");
    private static final Path MODELS = RESOURCES.resolve("models");

    @TempDir
    private Path folder;

    private static HealthSignal signal(String keys) {
        return small("{\"id\": \"s\", " + keys + "}", "").signals().get(0);
    }

    private static HealthModel small(String signals, String more) {
        return HealthModelJson.read("""
                {"format": "health-model/1", "id": "m", "version": "1", "bands": [{"id": "red", "from": 0}],
                 "groups": [{"id": "g", "weight": 1, "signals": [""" + signals + "]}]" + more + "}");
    }

    @Test
    void theModelOfTheFormatIsReadWhole() throws IOException {
        HealthModel model = HealthModelJson.read(GOLDEN);
        assertThat(model).hasToString("smb-health 2026.3");
        assertThat(model.effectiveFrom()).hasToString("Optional[2026-10-01]");
        assertThat(model.title()).contains("SMB accounts after onboarding");
        assertThat(model.appliesTo())
                .contains(new ModelCondition.All(List.of(
                        new ModelCondition.In("segment", new TreeSet<>(List.of("SMB"))),
                        ModelCondition.compare("ageDays", "gte", 90))));
        assertThat(model.scale()).isEqualTo(new Scale(0, 100, 1));
        assertThat(model.bands())
                .extracting(band -> band.id() + band.from())
                .containsExactly("red0.0", "yellow50.0", "green75.0");
        assertThat(model.hysteresis()).isEqualTo(new Hysteresis(3, 2));
        assertThat(model.coverage()).isEqualTo(new Coverage(0.4, 0.6));
        assertThat(model.groups())
                .extracting(group -> group.id() + " " + group.weight())
                .containsExactly("usage 45.0", "support 20.0", "voice 20.0", "money 15.0");
        assertThat(model.signals()).hasSize(8);
        assertThat(model.signals().get(0))
                .isEqualTo(HealthSignal.builder("active_ratio", Normaliser.points(0, 0, 0.2, 40, 0.5, 80, 0.8, 100))
                        .title("Weekly active / paid seats")
                        .weight(3)
                        .maxAgeDays(14)
                        .build());
        assertThat(model.signals().get(2).missing()).isEqualTo(new MissingPolicy.Fixed(0));
        assertThat(model.signals().get(5).halfLifeDays()).hasValue(90);
        assertThat(model.signals().get(7).missing()).isEqualTo(new MissingPolicy.Required());
        assertThat(model.rules().get(2))
                .isEqualTo(HealthRule.floor("reference", ModelCondition.compare("nps", "gte", 9), 40, "Promoter"));
        assertThat(model.trend()).isEqualTo(new TrendRule(4, 1));
        assertThat(model.override()).isEqualTo(new OverrideRule(30, true));
    }

    @Test
    void everyKeyOfTheFormatIsRead() throws IOException {
        HealthModel model = HealthModelJson.read(MODELS.resolve("everything.json"));
        assertThat(model.orientation()).isEqualTo(Orientation.RISK);
        assertThat(model.aggregation()).isEqualTo(Aggregation.GEOMETRIC);
        assertThat(model.groups().get(0).aggregation()).isEqualTo(Aggregation.WORST_OF);
        assertThat(model.note()).contains("in tests only");
        assertThat(model.signals().get(0).source())
                .isEqualTo(new SignalSource.Kpi(
                        "unresolved-tickets",
                        new TreeMap<>(Map.of("share", "0.5", "on", "true", "of", "x,1")),
                        Duration.ofDays(90)));
        assertThat(model.signals().get(1).source()).isEqualTo(new SignalSource.Attribute("seats"));
        assertThat(model.signals().get(3).missing())
                .isEqualTo(new MissingPolicy.SegmentMedian(new TreeMap<>(Map.of("SMB", 62.0, "MM", 70.0))));
        assertThat(model.signals())
                .extracting(each -> each.normaliser().getClass().getSimpleName())
                .containsExactly(
                        "Linear",
                        "Points",
                        "Steps",
                        "Peak",
                        "Logistic",
                        "Log",
                        "Recency",
                        "Percentile",
                        "ZScore",
                        "ZScore",
                        "Baseline",
                        "Categories",
                        "YesNo");
        assertThat(model.rules().get(0).firesIfMissing()).isTrue();
        assertThat(model.appliesTo().orElseThrow()).hasToString("segment in [3, SMB] or not (plan in [free])");
        assertThat(model.rules().get(1).when()).hasToString("e ≤ 2 and e > 1 and e = 2 and e ≠ 1.5");
    }

    @Test
    void whatIsLeftOutIsAsInTheBuilder() {
        HealthModel model =
                small("{\"id\": \"s\", \"normalize\": {\"type\": \"linear\", \"worst\": 0, \"best\": 100}}", "");
        assertThat(model)
                .isEqualTo(HealthModel.builder("m", "1")
                        .bands(model.bands())
                        .group("g", 1, HealthSignal.builder("s", Normaliser.identity()))
                        .build());
        assertThat(signal("\"kpi\": \"nps\", \"normalize\": {\"type\": \"recency\", \"halfLifeDays\": 1}")
                        .source())
                .isEqualTo(new SignalSource.Kpi("nps", new TreeMap<>(), Duration.ofDays(30)));
        HealthModel parts = small(
                "{\"id\": \"s\", \"normalize\": {\"type\": \"recency\", \"halfLifeDays\": 1}}",
                ", \"scale\": {\"decimals\": 0}, \"hysteresis\": {\"margin\": 5}, \"coverage\": {\"group\": 0}, \"trend\": {}, \"override\": {}");
        assertThat(parts.scale()).isEqualTo(new Scale(0, 100, 0));
        assertThat(parts.hysteresis()).isEqualTo(new Hysteresis(5, 1));
        assertThat(parts.coverage()).isEqualTo(new Coverage(0, 0.6));
        assertThat(parts.trend()).isEqualTo(TrendRule.usual());
        assertThat(parts.override()).isEqualTo(OverrideRule.usual());
    }

    @Test
    void numbersThatAreWrittenInAnotherWayAreTheSame() {
        String one = "\"weight\": 1, \"normalize\": {\"type\": \"linear\", \"worst\": 0.5, \"best\": 100}";
        String other = "\"normalize\": {\"best\": 1.00e2, \"worst\": 5E-1, \"type\": \"linear\"}, \"weight\": 1.0";
        assertThat(signal(one)).isEqualTo(signal(other));
        assertThat(small("{\"id\": \"s\"," + one + "}", "").hash())
                .isEqualTo(small("{\"id\": \"s\"," + other + "}", "").hash());
        assertThat(signal("\"kpi\": \"k\", \"params\": {\"p\": [1.50, 2e1]}, " + one)
                        .source())
                .isEqualTo(new SignalSource.Kpi("k", new TreeMap<>(Map.of("p", "1.5,20")), Duration.ofDays(30)));
    }

    @Test
    void aFileOfManyErrorsTellsThemAllWithLineAndPath() throws IOException {
        Findings findings = new Findings();
        assertThat(HealthModelJson.read(MODELS.resolve("thirty-errors.json"), findings))
                .isEmpty();
        assertThat(findings.errors())
                .extracting(Finding::toString)
                .containsExactlyElementsOf(Files.readAllLines(MODELS.resolve("thirty-errors.txt")));
        assertThat(findings.errorCount()).isEqualTo(30);
        assertThat(findings.noticeCount()).isZero();
    }

    @Test
    void aBrokenPartNeitherHidesProblemsOfTheWholeNorMakesNewOnes() throws IOException {
        Findings findings = new Findings();
        assertThat(HealthModelJson.read(MODELS.resolve("broken-parts.json"), findings))
                .isEmpty();
        assertThat(findings.toString().lines())
                .containsExactlyElementsOf(Files.readAllLines(MODELS.resolve("broken-parts.txt")));
    }

    @Test
    void whereTheNameOfASignalCannotBeReadARuleIsNotToldToMeanNone() {
        String unnamed = "{\"weight\": 1, \"normalize\": {\"type\": \"linear\", \"worst\": 0, \"best\": 1}}";
        assertThatThrownBy(() -> small(
                        unnamed,
                        ", \"rules\": [{\"id\": \"r\", \"when\": {\"signal\": \"nps\", \"lt\": 0}, \"cap\": 5}]"))
                .hasMessage("json:2: $.groups[0].signals[0].id: must be there, add it");
        assertThatThrownBy(() -> HealthModelJson.read("""
                        {"format": "health-model/1", "id": "m", "version": "1", "bands": [{"id": "red", "from": 0}],
                         "groups": {"id": "g"},
                         "rules": [{"id": "r", "when": {"signal": "nps", "lt": 0}, "cap": 5}]}"""))
                .hasMessage("json:2: $.groups: an object, must be a list, put it in brackets");
    }

    @Test
    void aModelWithoutGroupsOrBandsIsTold() {
        assertThatThrownBy(() ->
                        HealthModelJson.read("{\"format\": \"health-model/1\", \"id\": \"m\", \"version\": \"1\"}"))
                .hasMessage("""
                        2 problems
                        json:1: $.bands: at least one band must be there
                        json:1: $.groups: at least one group must be there""");
        assertThatThrownBy(() -> small("", ""))
                .hasMessage("json:2: $.groups[0].signals: a group must have at least one signal");
    }

    @Test
    void keysThatStandTwiceAreRefused() throws IOException {
        String twice = Files.readString(GOLDEN).replace("\"missing\": 0", "\"missing\": 0, \"missing\": 50");
        assertThatThrownBy(() -> HealthModelJson.read(twice))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage(
                        "json:19: $.groups[0].signals[2].missing: 50, must be the only key of its name, remove or rename one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"health-model/1\"", "null", "true"})
    void anotherRootIsRefused(String json) {
        assertThatThrownBy(() -> HealthModelJson.read(json))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageMatching("json:1: \\$: .+, must be an object, put it in braces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"id\": }", "{} {}", "health-model/1"})
    void whatIsNoJsonIsRefused(String json) {
        assertThatThrownBy(() -> HealthModelJson.read(json))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageMatching("json.*must (be JSON|end after one JSON value), .*");
    }

    @Test
    void depthAndSizeAreBounded() throws IOException {
        String deep = "{\"not\": ".repeat(60) + "1" + "}".repeat(60);
        assertThatThrownBy(() -> small("", ", \"appliesTo\": " + deep))
                .hasMessage("json:2: must have at most 50 levels of objects and lists, make it flatter");
        Path large = Files.write(folder.resolve("large.json"), new byte[StrictJson.LARGEST + 1]);
        assertThatThrownBy(() -> HealthModelJson.read(large))
                .hasMessage("large.json: must have at most 1048576 bytes, split it up");
        Path latin = Files.write(folder.resolve("latin.json"), "\n\"ä\"".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> HealthModelJson.read(latin))
                .hasMessage("latin.json:2: must be UTF-8, save the file as UTF-8");
        assertThatThrownBy(() -> HealthModelJson.read(folder.resolve("none.json")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void signalsAndRulesAreBounded() {
        String signals = IntStream.rangeClosed(0, HealthModel.MOST_SIGNALS)
                .mapToObj(i ->
                        "{\"id\": \"s" + i + "\", \"normalize\": {\"type\": \"linear\", \"worst\": 0, \"best\": 1}}")
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> small(signals, ""))
                .hasMessage("json:2: $.groups: 1001 signals; a model can have 1000 at most");
        String rules = IntStream.rangeClosed(0, HealthModel.MOST_RULES)
                .mapToObj(i -> "{\"id\": \"r" + i + "\", \"when\": {\"signal\": \"s\", \"lt\": 1}, \"cap\": 1}")
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> small(
                        "{\"id\": \"s\", \"normalize\": {\"type\": \"linear\", \"worst\": 0, \"best\": 1}}",
                        ", \"rules\": [" + rules + "]"))
                .hasMessage("json:2: $.rules: 201 rules; a model can have 200 at most");
    }

    @Test
    void aCrowdOfErrorsIsToldInTime() {
        String unknown = IntStream.range(0, 20_000)
                .mapToObj(i -> "\"weigth" + i + "\": 1")
                .collect(Collectors.joining(","));
        assertThatThrownBy(() -> small("{" + unknown + "}", ""))
                .isInstanceOfSatisfying(
                        InvalidDataException.class, e -> assertThat(e.total()).isEqualTo(20_002));
    }

    @Test
    void linesOfAFileStayOneLineEach() {
        assertThatThrownBy(() -> small(
                        "{\"id\": \"a\", \"normalize\": {\"type\": \"recency\", \"halfLifeDays\": 1}, \"missing\": \"x\\ny: forged\"}",
                        ""))
                .hasMessage(
                        "json:2: $.groups[0].signals[0].missing \"x\\u000ay: forged\": use exclude, last, segment-median or a number 0–100");
    }
}
