package io.csmetrics.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.kpi.Cadence;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {
    private final Findings findings = new Findings();

    @TempDir
    private Path folder;

    @Test
    void everyKindOfValueIsRead() {
        StrictJson json = parse("""
                {"text": "a", "number": 1.50, "whole": 3, "flag": true, "word": "weekly", "list": ["x", "y"], "one": "z",
                 "map": {"a b": 1, "c": 2}}""");
        assertThat(json.required("text").flatMap(StrictJson::text)).contains("a");
        assertThat(json.required("number").flatMap(StrictJson::number)).contains(new BigDecimal("1.50"));
        assertThat(json.required("whole").flatMap(value -> value.wholeNumber(1, 3)))
                .contains(3);
        assertThat(json.required("flag").flatMap(StrictJson::flag)).contains(true);
        assertThat(json.required("word").flatMap(value -> value.oneOf(StrictJson.words(Cadence.class))))
                .contains(Cadence.WEEKLY);
        assertThat(json.required("list").orElseThrow().items()).hasSize(2);
        assertThat(json.required("list").orElseThrow().oneOrMany()).hasSize(2);
        assertThat(json.required("one").orElseThrow().oneOrMany()).hasSize(1);
        assertThat(json.required("map").orElseThrow().members()).containsOnlyKeys("a b", "c");
        assertThat(json.at("absent")).isEmpty();
        assertThat(json.has("text")).isTrue();
        assertThat(json.has("absent")).isFalse();
        json.done();
        assertThat(json.isSound()).isTrue();
        assertThat(findings.errorCount()).isZero();
    }

    @Test
    void kindsAreToldApart() {
        List<StrictJson> items = parse("[{}, [], \"a\", 1, false, null]").items();
        assertThat(items).extracting(StrictJson::isObject).containsExactly(true, false, false, false, false, false);
        assertThat(items).extracting(StrictJson::isList).containsExactly(false, true, false, false, false, false);
        assertThat(items).extracting(StrictJson::isText).containsExactly(false, false, true, false, false, false);
        assertThat(items).extracting(StrictJson::isNumber).containsExactly(false, false, false, true, false, false);
        assertThat(items).extracting(StrictJson::isFlag).containsExactly(false, false, false, false, true, false);
    }

    @Test
    void whatDoesNotFitIsToldWithItsPlace() {
        StrictJson json = parse("""
                {"kpis": [
                  {"text": 1, "blank": " ", "number": "1", "whole": 2.5, "flag": "true",
                   "word": "weekli", "list": {}, "nothing": null, "map": [1], "other": 7}
                ]}""");
        StrictJson kpi = json.required("kpis").orElseThrow().items().get(0);
        assertThat(kpi.at("text").flatMap(StrictJson::text)).isEmpty();
        assertThat(kpi.at("blank").flatMap(StrictJson::text)).isEmpty();
        assertThat(kpi.at("number").flatMap(StrictJson::number)).isEmpty();
        assertThat(kpi.at("whole").flatMap(value -> value.wholeNumber(0, 9))).isEmpty();
        assertThat(kpi.at("flag").flatMap(StrictJson::flag)).isEmpty();
        assertThat(kpi.at("word").flatMap(value -> value.oneOf(StrictJson.words(Cadence.class))))
                .isEmpty();
        assertThat(kpi.at("list").orElseThrow().items()).isEmpty();
        assertThat(kpi.at("nothing").flatMap(StrictJson::text)).isEmpty();
        assertThat(kpi.at("map").orElseThrow().members()).isEmpty();
        assertThat(kpi.at("other").flatMap(value -> value.oneOf(StrictJson.names(Cadence.class))))
                .isEmpty();
        assertThat(lines())
                .containsExactlyInAnyOrder(
                        "t:2: kpis[0].text: 1, must be a text, put it in quotes",
                        "t:2: kpis[0].blank:  , must not be blank, leave the key out where there is nothing to say",
                        "t:2: kpis[0].number: 1, must be a number, write a number without quotes",
                        "t:2: kpis[0].whole: 2.5, must be a whole number from 0 to 9, correct it",
                        "t:2: kpis[0].flag: true, must be true or false, write true or false without quotes",
                        "t:3: kpis[0].word: weekli, must be one of weekly, monthly, quarterly, did you mean weekly",
                        "t:3: kpis[0].list: an object, must be a list, put it in brackets",
                        "t:3: kpis[0].nothing: null, must be a text, put it in quotes",
                        "t:3: kpis[0].map: a list, must be an object, put it in braces",
                        "t:3: kpis[0].other: 7, must be a text, one of WEEKLY, MONTHLY, QUARTERLY, correct it");
        assertThat(kpi.isSound()).isFalse();
        assertThat(json.isSound()).isFalse();
    }

    @Test
    void aKindThatIsNearlyRightIsToldButReadOn() {
        List<StrictJson> items = parse("[\"weekly\", \"weekli\", \"zzz\", 1]").items();
        assertThat(items.stream()
                        .map(item -> item.variant(StrictJson.words(Cadence.class)))
                        .flatMap(Optional::stream))
                .containsExactly(Cadence.WEEKLY, Cadence.WEEKLY);
        assertThat(items).extracting(StrictJson::isSound).containsExactly(true, false, false, false);
        assertThat(findings.errorCount()).isEqualTo(3);
    }

    @Test
    void keysThatNobodyAskedForAreRefusedWithTheNearestOne() {
        StrictJson json = parse("{\"name\": 1, \"cadense\": 2, \"zzzzzz\": 3}");
        json.at("name");
        json.at("cadence");
        json.done();
        json.done();
        assertThat(lines())
                .containsExactly(
                        "t:1: cadense: cadense, must be one of the keys name, cadence, did you mean cadence",
                        "t:1: zzzzzz: zzzzzz, must be one of the keys name, cadence, correct it");
    }

    @Test
    void aKeyThatIsMissingIsTold() {
        StrictJson json = parse("{\"entry\": {}}");
        assertThat(json.required("entry").orElseThrow().required("type")).isEmpty();
        assertThat(json.required("key")).isEmpty();
        assertThat(lines())
                .containsExactly("t:1: entry.type: must be there, add it", "t:1: key: must be there, add it");
    }

    @Test
    void aRequiredKeyThatIsMisspeltIsOneMistake() {
        StrictJson json = parse("{\"famly\": \"share\"}");
        json.required("family");
        json.done();
        assertThat(lines()).containsExactly("t:1: family: must be there, rename famly");
    }

    @Test
    void theKindOfAnObjectIsToldByOneLeadingKey() {
        List<StrictJson> items = parse("""
                [{"did": 1}, {"not": 1, "did": 2}, {"dit": 1}, {}, 5]""").items();
        List<String> keys = List.of("did", "not");
        assertThat(items.stream().map(item -> item.leading(keys)).flatMap(Optional::stream))
                .containsExactly("did");
        assertThat(lines())
                .containsExactly(
                        "t:1: [1]: did and not, must not stand together, keep one of them",
                        "t:1: [2]: dit, must have one of the keys did, not, rename dit to did",
                        "t:1: [3]: must have one of the keys did, not, add it",
                        "t:1: [4]: 5, must be an object, put it in braces");
    }

    @Test
    void whatIsNoObjectIsToldOnce() {
        StrictJson json = parse("[\"a\"]");
        json.required("name");
        json.at("cadence");
        json.done();
        assertThat(lines()).containsExactly("t:1: a list, must be an object, put it in braces");
    }

    @Test
    void thingsAreBuiltOnlyOfWhatIsSound() {
        List<StrictJson> items = parse("[1, 2, 3, 4]").items();
        items.get(0).text();
        items.get(1).unsound();
        assertThat(items.get(0).build(() -> "a")).isEmpty();
        assertThat(items.get(1).build(() -> "b")).isEmpty();
        assertThat(items.get(2).build(() -> "c")).contains("c");
        assertThat(items.get(3).build(() -> {
                    throw new IllegalArgumentException("share 2 must be at most 1; correct it");
                }))
                .isEmpty();
        assertThat(items.get(3).build(() -> "d")).isEmpty();
        assertThat(lines())
                .containsExactly(
                        "t:1: [0]: 1, must be a text, put it in quotes",
                        "t:1: [3]: share 2 must be at most 1, correct it");
    }

    @Test
    void aRefusalWithoutARemedyAndAnOverflowAreToldToo() {
        List<StrictJson> items = parse("[1, 2]").items();
        items.get(0).build(() -> {
            throw new IllegalArgumentException("no");
        });
        items.get(1).build(() -> Math.addExact(Long.MAX_VALUE, 1));
        assertThat(lines()).containsExactly("t:1: [0]: no", "t:1: [1]: long overflow");
    }

    @Test
    void oddKeysStandInBracketsAndLongOnesAreCut() {
        String odd = "a b.c";
        StrictJson json = parse("{\"" + odd + "\": {\"\": 1}, \"" + "x".repeat(100) + "\": {\"y\": 1}}");
        assertThat(json.members().values().stream()
                        .flatMap(member -> member.members().values().stream())
                        .map(StrictJson::path))
                .containsExactly("[\"a b.c\"][\"\"]", "[\"" + "x".repeat(60) + "…\"].y");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "{",
                "{\"a\": }",
                "[1,]",
                "{'a': 1}",
                "// x\n{}",
                "{} {}",
                "[] x",
                "nul",
                "NaN",
                "{\"a\": 01}",
                "\"\t\""
            })
    void whatIsNoJsonIsRefusedWithItsPlace(String text) {
        assertThat(StrictJson.parse(text, "t", findings)).isEmpty();
        assertThat(findings.errors()).singleElement().satisfies(finding -> {
            assertThat(finding.source()).isEqualTo("t");
            assertThat(finding.rule()).startsWith("must ");
            assertThat(text.isBlank() || finding.field().startsWith("character "))
                    .isTrue();
        });
    }

    @Test
    void aSyntaxErrorHasItsLineAndCharacter() {
        assertThat(StrictJson.parse("{\n  \"a\": 1,\n  \"b\": x\n}", "t", findings))
                .isEmpty();
        assertThat(lines().get(0))
                .startsWith("t:3: character 8: Unrecognized token 'x'")
                .endsWith("must be JSON, correct it");
    }

    @Test
    void keysThatStandTwiceAreToldAtTheSecond() {
        StrictJson json = parse("{\"a\": 1,\n \"a\": 2,\n \"b\": {\"c\": 1, \"c\": 1}}");
        assertThat(json.required("a").flatMap(StrictJson::number)).contains(BigDecimal.ONE);
        assertThat(json.isSound()).isFalse();
        assertThat(lines())
                .containsExactly(
                        "t:2: a: 2, must be the only key of its name, remove or rename one of them",
                        "t:3: b.c: 1, must be the only key of its name, remove or rename one of them");
    }

    @Test
    void pathsBeginWithTheRootThatTheCallerChose() {
        StrictJson json = StrictJson.parse("{\"groups\": [{\"signals\": [1, 2]}]}", "t", "$", findings)
                .orElseThrow();
        StrictJson signal = json.required("groups")
                .orElseThrow()
                .items()
                .get(0)
                .required("signals")
                .orElseThrow();
        assertThat(signal.items().get(1).path()).isEqualTo("$.groups[0].signals[1]");
        assertThat(json.path()).isEqualTo("$");
        signal.text();
        json.required("id");
        json.text();
        assertThat(lines())
                .containsExactly(
                        "t:1: $: an object, must be a text, put it in quotes",
                        "t:1: $.groups[0].signals: a list, must be a text, put it in quotes",
                        "t:1: $.id: must be there, add it");
    }

    @Test
    void theNearestValueOnTheWayOfAPathIsFound() {
        StrictJson json = StrictJson.parse("""
                        {"a": 1,
                         "ab": {"c d": [
                            [5, 6],
                            {"e": 7}]}}""", "t", "$", findings).orElseThrow();
        assertThat(List.of(
                        "$",
                        "$.a",
                        "$.ab",
                        "$.abc",
                        "$.a.b",
                        "$.ab[\"c d\"][0][1]",
                        "$.ab[\"c d\"][1].e",
                        "$.ab[\"c d\"][1].f",
                        "$.ab[\"c d\"][2]"))
                .extracting(path ->
                        json.nearest(path).path() + " " + json.nearest(path).line())
                .containsExactly(
                        "$ 1",
                        "$.a 1",
                        "$.ab 2",
                        "$ 1",
                        "$.a 1",
                        "$.ab[\"c d\"][0][1] 3",
                        "$.ab[\"c d\"][1].e 4",
                        "$.ab[\"c d\"][1] 4",
                        "$.ab[\"c d\"] 2");
        assertThat(json.nearest("elsewhere")).isSameAs(json);
        assertThat(json.source()).isEqualTo("t");
    }

    @Test
    void depthAndSizeAreBounded() {
        String deepest = "[".repeat(StrictJson.DEEPEST) + "]".repeat(StrictJson.DEEPEST);
        assertThat(StrictJson.parse(deepest, "t", findings)).isPresent();
        assertThat(StrictJson.parse("[" + deepest + "]", "deep", findings)).isEmpty();
        assertThat(StrictJson.parse("[".repeat(500_000), "deeper", findings)).isEmpty();
        assertThat(StrictJson.parse("\"" + "x".repeat(StrictJson.LARGEST - 2) + "\"", "t", findings))
                .isPresent();
        assertThat(StrictJson.parse("\"" + "x".repeat(StrictJson.LARGEST - 1) + "\"", "long", findings))
                .isEmpty();
        assertThat(lines())
                .containsExactly(
                        "deep:1: must have at most 50 levels of objects and lists, make it flatter",
                        "deeper:1: must have at most 50 levels of objects and lists, make it flatter",
                        "long: must have at most 1048576 characters, split it up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "1e-1001", "1e9999999999", "-1e-9999999999"})
    void absurdNumbersAreRefused(String number) {
        assertThat(StrictJson.parse("[" + number + "]", "t", findings)).isPresent();
        assertThat(lines())
                .containsExactly(
                        "t:1: [0]: " + number + ", must have at most 1000 digits, correct the digits or the exponent");
    }

    @Test
    void aNumberOfTooManyDigitsIsRefused() {
        assertThat(StrictJson.parse("9".repeat(2_000), "t", findings)).isEmpty();
        assertThat(findings.errorCount()).isOne();
    }

    @Test
    void escapesThatAreNoTextAreRefused() {
        parse("{\"\\ud800\": \"\\udc00\", \"a\": \"\\ud83d\\ude00\"}");
        assertThat(findings.errors())
                .hasSize(2)
                .allMatch(finding -> finding.rule().equals("must be Unicode"));
    }

    @Test
    void aFileIsReadByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), "\uFEFF{\"a\": 1}");
        StrictJson json = StrictJson.read(file, findings).orElseThrow();
        json.done();
        assertThat(lines()).hasSize(1);
        assertThat(lines().get(0)).startsWith("own.json:1: a: a, ");
    }

    @Test
    void aFileThatIsNotUtf8IsRefused() throws IOException {
        Path file = Files.write(
                folder.resolve("latin.json"), "{\"a\": 1,\n \"b\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(StrictJson.read(file, findings)).isEmpty();
        assertThat(lines()).containsExactly("latin.json:2: must be UTF-8, save the file as UTF-8");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedWithoutBeingRead() throws IOException {
        Path file = Files.write(folder.resolve("large.json"), new byte[StrictJson.LARGEST + 10]);
        assertThat(StrictJson.read(file, findings)).isEmpty();
        assertThat(lines()).containsExactly("large.json: must have at most 1048576 bytes, split it up");
    }

    @Test
    void aFileThatIsNotThereIsAnIoError() {
        assertThatThrownBy(() -> StrictJson.read(folder.resolve("none.json"), findings))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aCrowdOfErrorsIsToldWithoutLookingForTheNearest() {
        StrictJson json = parse(IntStream.range(0, 30_000)
                .mapToObj(i -> "\"unknown" + i + "\": 1")
                .collect(Collectors.joining(",", "{", "}")));
        json.at("unknown");
        json.done();
        assertThat(findings.errorCount()).isEqualTo(30_000);
        assertThat(findings.errors()).hasSize(Findings.KEPT);
    }

    private StrictJson parse(String text) {
        return StrictJson.parse(text, "t", findings).orElseThrow();
    }

    private List<String> lines() {
        return findings.errors().stream().map(Finding::toString).toList();
    }
}
