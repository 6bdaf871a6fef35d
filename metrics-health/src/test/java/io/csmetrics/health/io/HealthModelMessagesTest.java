package io.csmetrics.health.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.csmetrics.health.model.HealthModel;
import io.csmetrics.health.model.ModelProblem;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is told of each mistake, to the letter. Each case is the model of {@code golden/health-model.json} (source: own, a whole
 * health model in the format) with one change.
 */
class HealthModelMessagesTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "health-model.json");

    /** What the unchanged model has its author know. */
    private static final String KNOWN =
            "m.json:39: $.rules[2]: floor 40 is above cap 30 of rule \"outage\" for values both can match; the cap wins";

    @TempDir
    private Path folder;

    private record Change(List<String> fromThenTo, List<String> told) {
        Change and(String from, String to) {
            List<String> more = new ArrayList<>(fromThenTo);
            more.addAll(List.of(from, to));
            return new Change(more, told);
        }

        String in(String text) {
            String changed = text;
            for (int i = 0; i < fromThenTo.size(); i += 2) {
                String from = fromThenTo.get(i);
                assertThat(changed).contains(from);
                int at = changed.indexOf(from);
                changed = changed.substring(0, at) + fromThenTo.get(i + 1) + changed.substring(at + from.length());
            }
            return changed;
        }

        @Override
        public String toString() {
            return told.get(0);
        }
    }

    private static Change change(String from, String to, String... told) {
        return new Change(List.of(from, to), List.of(told));
    }

    static Stream<Change> errorsOfTheFormat() {
        return Stream.of(
                change(
                        "\"worst\": -40",
                        "\"worst\": 10",
                        "m.json:17: $.groups[0].signals[1].normalize: worst and best are both 10; they must differ"),
                change(
                        "[0.2, 40]",
                        "[0.5, 40]",
                        "m.json:14: $.groups[0].signals[0].normalize.points: x must rise; 0.5 at index 2 is not above 0.5 at index 1"),
                change(
                        "\"id\": \"red\", \"from\": 0",
                        "\"id\": \"red\", \"from\": 10",
                        "m.json:8: $.bands: the first band must start at scale.min 0, it starts at 10"),
                change("\"from\": 75", "\"from\": 40", "m.json:8: $.bands[2].from 40 is not above 50"),
                change(
                        "\"when\": { \"signal\": \"invoice_overdue_days\"",
                        "\"when\": { \"signal\": \"invoice_overdue\"",
                        "m.json:36: $.rules[0].when.signal \"invoice_overdue\" is not a signal of this model; did you mean \"invoice_overdue_days\"?"),
                change(
                        "\"id\": \"open_p1_tickets\", \"weight\": 1, \"maxAgeDays\": 3,",
                        "\"id\": \"open_p1_tickets\", \"weight\": -2, \"maxAgeDays\": 3,",
                        "m.json:21: $.groups[1].signals[0].weight: -2; weights cannot be negative (use worst/best to turn a signal round)"),
                change(
                                "\"weight\": 1, \"maxAgeDays\": 3",
                                "\"weight\": 0, \"maxAgeDays\": 3",
                                "m.json:20: $.groups[1]: all weights are 0")
                        .and("\"weight\": 1, \"maxAgeDays\": 30", "\"weight\": 0, \"maxAgeDays\": 30"),
                change(
                        "\"missing\": 0 } ]",
                        "\"missing\": 0 }, { \"id\": \"nps\", \"normalize\": { \"type\": \"linear\", \"worst\": 0, \"best\": 10 } } ]",
                        "m.json:27: duplicate signal id \"nps\" at $.groups[2].signals[0] and $.groups[0].signals[3]"),
                change(
                        "\"missing\": \"exclude\"",
                        "\"missing\": \"ignore\"",
                        "m.json:15: $.groups[0].signals[0].missing \"ignore\": use exclude, last, segment-median or a number 0–100"),
                change(
                        "\"required\": true",
                        "\"required\": true, \"missing\": 0",
                        "m.json:33: $.groups[3].signals[0].missing: required signal cannot have a missing policy"),
                change(
                        "\"id\": \"smb-health\"",
                        "\"id\": \"smb-health\", \"normalise\": {}",
                        "m.json:3: $.normalise: unknown key; did you mean \"normalize\"?"),
                change(
                        "\"normalize\": { \"type\": \"recency\"",
                        "\"normalise\": { \"type\": \"recency\"",
                        "m.json:19: $.groups[0].signals[2].normalise: unknown key; did you mean \"normalize\"?"),
                change(
                        "{ \"score\": 0 }",
                        "{ \"below\": 9, \"score\": 0 }",
                        "m.json:22: $.groups[1].signals[0].normalize: steps: last step must have no \"below\""),
                change(
                        "\"good\": 100",
                        "\"good\": 120",
                        "m.json:30: $.groups[2].signals[1].normalize: categories: score 120 is outside 0–100"),
                change(
                        "\"margin\": 3",
                        "\"margin\": 15",
                        "m.json:9: hysteresis.margin 15 is more than half of the narrowest band (25)"));
    }

    static Stream<Change> errorsOfTheCommandLine() {
        return Stream.of(
                change(
                        "[[0, 0], [0.2, 40], [0.5, 80], [0.8, 100]]",
                        "[[0, 0]]",
                        "m.json:14: $.groups[0].signals[0].normalize.points: 1 given; a line needs at least two"),
                change(
                        "\"missing\": 0",
                        "\"missing\": 101",
                        "m.json:19: $.groups[0].signals[2].missing: 101 is outside 0–100"),
                change(
                        "\"missing\": 0",
                        "\"missing\": -1",
                        "m.json:19: $.groups[0].signals[2].missing: -1 is outside 0–100"),
                change(
                        "health-model/1",
                        "health-model/2",
                        "m.json:2: $.format: \"health-model/2\"; it must be \"health-model/1\""),
                change("\"cap\": 49, ", "", "m.json:36: $.rules[0]: a rule must have a \"cap\" or a \"floor\""),
                change(
                        "\"halfLifeDays\": 90",
                        "\"halfLifeDays\": 0",
                        "m.json:27: $.groups[2].signals[0].halfLifeDays: 0; it must be above 0"),
                change(
                        "\"halfLifeDays\": 7",
                        "\"halfLifeDays\": -1",
                        "m.json:19: $.groups[0].signals[2].normalize.halfLifeDays: -1; it must be above 0"),
                change(
                        "\"weight\": 45",
                        "\"weight\": \"45\"",
                        "m.json:12: $.groups[0].weight: 45, must be a number, write a number without quotes"),
                change(
                        "\"weight\": 3",
                        "\"weight\": true",
                        "m.json:13: $.groups[0].signals[0].weight: true, must be a number, correct it"));
    }

    static Stream<Change> otherErrors() {
        return Stream.of(
                change(
                        "\"version\": \"2026.3\"",
                        "\"version\": 3",
                        "m.json:3: $.version: 3, must be a text, put it in quotes"),
                change("\"version\": \"2026.3\", ", "", "m.json:1: $.version: must be there, add it"),
                change(
                        "\"id\": \"smb-health\"",
                        "\"id\": \"id \"",
                        "m.json:3: $.id: \"id \"; a name must have 1 to 200 characters, none of them a blank at an end"),
                change(
                        "\"id\": \"smb-health\"",
                        "\"id\": \"" + "x".repeat(201) + "\"",
                        "m.json:3: $.id: \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\"; a name must have 1 to 200 characters, none of them a blank at an end"),
                change(
                        "\"id\": \"smb-health\"",
                        "\"id\": \"a\\u0000\\u2028\\n \"",
                        "m.json:3: $.id: \"a\\u0000\\u2028\\u000a \"; a name must have 1 to 200 characters, none of them a blank at an end"),
                change(
                        "2026-10-01",
                        "2026-02-30",
                        "m.json:3: $.effectiveFrom: 2026-02-30; write a day such as 2026-10-01"),
                change(
                        "\"title\": \"SMB accounts after onboarding\"",
                        "\"title\": \" \"",
                        "m.json:4: $.title:  , must not be blank, leave the key out where there is nothing to say"),
                change(
                        "\"title\": \"SMB",
                        "\"titel\": \"SMB",
                        "m.json:4: $.titel: unknown key; did you mean \"title\"?"),
                change(
                        "\"title\": \"SMB",
                        "\"weight\": \"SMB",
                        "m.json:4: $.weight: unknown key; known are $schema, format, id, version, effectiveFrom, title, note, orientation, appliesTo, scale, bands, hysteresis, coverage, aggregate, groups, rules, trend, override"),
                change(
                        "\"scale\": {",
                        "\"orientation\": \"good\", \"scale\": {",
                        "m.json:7: $.orientation: good, must be one of health, risk, correct it"),
                change(
                        "\"scale\": {",
                        "\"aggregate\": \"geo\", \"scale\": {",
                        "m.json:7: $.aggregate: geo, must be one of mean, geometric, worst-of, correct it"),
                change("\"max\": 100", "\"max\": 0", "m.json:7: $.scale.max: 0 is not above min 0"),
                change("\"decimals\": 1", "\"decimals\": 7", "m.json:7: $.scale.decimals: 7; it must be from 0 to 6"),
                change(
                        "\"decimals\": 1",
                        "\"decimals\": 1.5",
                        "m.json:7: $.scale.decimals: 1.5; it must be a whole number"),
                change(
                        "\"decimals\": 1",
                        "\"decimals\": 5000000000",
                        "m.json:7: $.scale.decimals: 5000000000; it must be a whole number of at most 2147483647"),
                change(
                        "\"confirmations\": 2",
                        "\"confirmations\": 0",
                        "m.json:9: $.hysteresis.confirmations: 0; it must be at least 1"),
                change("\"margin\": 3", "\"margin\": -1", "m.json:9: $.hysteresis.margin: -1; it must not be below 0"),
                change("\"model\": 0.6", "\"model\": 60", "m.json:10: $.coverage.model: 60; it must be from 0 to 1"),
                change(
                        "\"id\": \"yellow\"",
                        "\"id\": \"red\"",
                        "m.json:8: $.bands[1].id: \"red\" is there twice; rename one"),
                change("\"from\": 75", "\"from\": 100", "m.json:8: $.bands[2].from: 100 is not below scale.max 100"),
                change(
                        "\"from\": 50",
                        "\"from\": \"50\"",
                        "m.json:8: $.bands[1].from: 50, must be a number, write a number without quotes"),
                change(
                        "{ \"id\": \"yellow\", \"from\": 50 }",
                        "50",
                        "m.json:8: $.bands[1]: 50, must be an object, put it in braces"),
                change(
                        "\"id\": \"support\"",
                        "\"id\": \"usage\"",
                        "m.json:20: duplicate group id \"usage\" at $.groups[1] and $.groups[0]"),
                change(
                        "\"id\": \"support\", \"weight\": 20",
                        "\"id\": \"support\"",
                        "m.json:20: $.groups[1].weight: must be there, add it"),
                change(
                        "\"id\": \"support\", \"weight\": 20",
                        "\"id\": \"support\", \"weight\": -1",
                        "m.json:20: $.groups[1].weight: -1; weights cannot be negative"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"maxAgeDays\": 0",
                        "m.json:21: $.groups[1].signals[0].maxAgeDays: 0; it must be above 0"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"maxAgeDay\": 3",
                        "m.json:21: $.groups[1].signals[0].maxAgeDay: unknown key; did you mean \"maxAgeDays\"?"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"maxAgeDays\": 1e400",
                        "m.json:21: $.groups[1].signals[0].maxAgeDays: Infinity; it must be above 0"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"window\": \"30d\"",
                        "m.json:21: $.groups[1].signals[0].window: must stand beside \"kpi\" only; remove it"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"kpi\": \"nps\", \"window\": \"P30D\"",
                        "m.json:21: $.groups[1].signals[0].window: P30D; write whole days, such as \"30d\""),
                change(
                        "\"maxAgeDays\": 3",
                        "\"kpi\": \"nps\", \"window\": \"0d\"",
                        "m.json:21: $.groups[1].signals[0].window: 0d; it must be whole days, 1d to 365000d"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"kpi\": \"nps\", \"params\": { \"of\": [] }",
                        "m.json:21: $.groups[1].signals[0].params.of: an empty list; write at least one value, or leave the parameter out"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"kpi\": \"nps\", \"params\": { \"of\": {} }",
                        "m.json:21: $.groups[1].signals[0].params.of: an object, must be a text, put it in quotes"),
                change(
                        "\"maxAgeDays\": 3",
                        "\"kpi\": \"nps\", \"attribute\": \"plan\"",
                        "m.json:21: $.groups[1].signals[0].attribute: must not stand beside \"kpi\"; keep one of them"),
                change(
                        "\"missing\": 0",
                        "\"missing\": null",
                        "m.json:19: $.groups[0].signals[2].missing null: use exclude, last, segment-median or a number 0–100"),
                change(
                        "\"missing\": 0",
                        "\"missing\": \"segment-median\"",
                        "m.json:18: $.groups[0].signals[2].segmentMedian: must be there, add it"),
                change(
                        "\"missing\": 0",
                        "\"missing\": \"last\", \"segmentMedian\": { \"SMB\": 1 }",
                        "m.json:19: $.groups[0].signals[2].segmentMedian: must stand beside \"missing\": \"segment-median\" only; remove it, or say so"),
                change(
                        "\"missing\": 0",
                        "\"missing\": \"segment-median\", \"segmentMedian\": { \"SMB\": 101 }",
                        "m.json:19: $.groups[0].signals[2].segmentMedian: \"SMB\" 101 is outside 0–100"),
                change(
                        "\"type\": \"recency\"",
                        "\"type\": \"recensy\"",
                        "m.json:19: $.groups[0].signals[2].normalize.type: recensy, must be one of linear, points, steps, peak, logistic, log, recency, percentile, z-score, baseline, categories, boolean, did you mean recency"),
                change(
                        "\"type\": \"recency\", \"halfLifeDays\": 7",
                        "\"halfLifeDays\": 7",
                        "m.json:19: $.groups[0].signals[2].normalize.type: must be there, add it"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "7",
                        "m.json:19: $.groups[0].signals[2].normalize: 7, must be an object, put it in braces"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"z-score\", \"mean\": 1, \"mad\": 2 }",
                        "m.json:19: $.groups[0].signals[2].normalize: mean and sd must not stand beside median and mad; keep one of the two pairs"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"z-score\", \"mean\": 1, \"sd\": -2 }",
                        "m.json:19: $.groups[0].signals[2].normalize.sd: -2; it must not be below 0"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"percentile\", \"reference\": [] }",
                        "m.json:19: $.groups[0].signals[2].normalize.reference: at least one value must be there"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"peak\", \"zeroBelow\": 1, \"bestFrom\": 1, \"bestTo\": 2, \"zeroAbove\": 3 }",
                        "m.json:19: $.groups[0].signals[2].normalize: peak: zeroBelow 1, bestFrom 1, bestTo 2, zeroAbove 3 must rise; only bestFrom and bestTo may be equal"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"baseline\", \"periods\": 3, \"minPeriods\": 4, \"points\": [[0, 0], [1, 100]] }",
                        "m.json:19: $.groups[0].signals[2].normalize.minPeriods: 4; it must be from 1 to periods 3"),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"boolean\", \"true\": 100, \"false\": -1 }",
                        "m.json:19: $.groups[0].signals[2].normalize.false: score -1 is outside 0–100"),
                change(
                        "\"at90\": 4",
                        "\"at90\": 24",
                        "m.json:25: $.groups[1].signals[1].normalize: at50 and at90 are both 24; they must differ"),
                change(
                        "{ \"good\": 100, \"fair\": 50, \"bad\": 0 }",
                        "{}",
                        "m.json:30: $.groups[2].signals[1].normalize: categories: map must have at least one word"),
                change(
                        "\"bad\": 0 }",
                        "\"bad\": 0 }, \"other\": 101",
                        "m.json:30: $.groups[2].signals[1].normalize: categories: other 101 is outside 0–100"),
                change(
                        "{ \"below\": 3, \"score\": 50 }",
                        "{ \"score\": 50 }",
                        "m.json:22: $.groups[1].signals[0].normalize.steps[1]: every step but the last must have a \"below\""),
                change(
                        "{ \"below\": 3, \"score\": 50 }",
                        "{ \"below\": 1, \"score\": 101 }",
                        "m.json:22: $.groups[1].signals[0].normalize.steps[1]: score 101 is outside 0–100",
                        "m.json:22: $.groups[1].signals[0].normalize.steps[1].below: 1 is not above 1"),
                change(
                        "[0.5, 80]",
                        "[0.5, 101]",
                        "m.json:14: $.groups[0].signals[0].normalize.points[2]: score 101 is outside 0–100"),
                change(
                        "[0.5, 80]",
                        "[0.5]",
                        "m.json:14: $.groups[0].signals[0].normalize.points[2]: 1 item; a point is a raw value and a score, such as [0.5, 80]"),
                change(
                        "[0.5, 80]",
                        "80",
                        "m.json:14: $.groups[0].signals[0].normalize.points[2]: 80; a point is a raw value and a score, such as [0.5, 80]"),
                change(
                        "\"id\": \"outage\"",
                        "\"id\": \"overdue\"",
                        "m.json:37: duplicate rule id \"overdue\" at $.rules[1] and $.rules[0]"),
                change(
                        "\"cap\": 49",
                        "\"cap\": 49, \"floor\": 50",
                        "m.json:36: $.rules[0].floor: 50 is above its own cap 49"),
                change(
                        "\"cap\": 49",
                        "\"cap\": 49, \"ifMissing\": \"fires\"",
                        "m.json:36: $.rules[0].ifMissing: fires, must be one of fire, did you mean fire"),
                change(
                        "\"when\": { \"signal\": \"nps\", \"gte\": 9 }, ",
                        "",
                        "m.json:39: $.rules[2].when: must be there, add it"),
                change(
                        "{ \"signal\": \"nps\", \"gte\": 9 }",
                        "{ \"signal\": \"nps\" }",
                        "m.json:39: $.rules[2].when: a condition must have one of lt, lte, gt, gte, eq, ne, in"),
                change(
                        "{ \"signal\": \"nps\", \"gte\": 9 }",
                        "{ \"signal\": \"nsp\", \"lt\": 9, \"gte\": 1 }",
                        "m.json:39: $.rules[2].when.signal \"nsp\" is not a signal of this model; did you mean \"nps\"?"),
                change(
                        "{ \"signal\": \"nps\", \"gte\": 9 }",
                        "{ \"signl\": \"nps\", \"gte\": 9 }",
                        "m.json:39: $.rules[2].when: signl, gte, must have one of the keys all, any, not, signal, rename signl to signal"),
                change(
                        "{ \"signal\": \"nps\", \"gte\": 9 }",
                        "{ \"signal\": \"nps\", \"gte\": 9, \"any\": [] }",
                        "m.json:39: $.rules[2].when: any and signal, must not stand together, keep one of them"),
                change(
                        "{ \"signal\": \"nps\", \"gte\": 9 }",
                        "{ \"any\": [] }",
                        "m.json:39: $.rules[2].when.any: at least one condition must be there"),
                change(
                        "{ \"signal\": \"nps\", \"gte\": 9 }",
                        "{ \"not\": { \"any\": [{ \"signal\": \"xyz\", \"in\": [true] }] } }",
                        "m.json:39: $.rules[2].when.not.any[0].signal \"xyz\" is not a signal of this model",
                        "m.json:39: $.rules[2].when.not.any[0].in[0]: true, must be a text, put it in quotes"),
                change("\"window\": 4", "\"window\": 2", "m.json:40: $.trend.window: 2; it must be from 3 to 1000"),
                change("theil-sen", "mean", "m.json:40: $.trend.method: mean, must be one of theil-sen, correct it"),
                change(
                        "\"flatBelow\": 1.0",
                        "\"flatBelow\": -1",
                        "m.json:40: $.trend.flatBelow: -1; it must not be below 0"),
                change("\"maxDays\": 30", "\"maxDays\": 0", "m.json:41: $.override.maxDays: 0; it must be at least 1"));
    }

    static Stream<Change> warnings() {
        return Stream.of(
                change(
                        "\"floor\": 40",
                        "\"floor\": 80",
                        "m.json:39: $.rules[2]: floor 80 is above cap 30 of rule \"outage\" for values both can match; the cap wins",
                        "m.json:39: $.rules[2]: floor 80 is above cap 49 of rule \"overdue\" for values both can match; the cap wins"),
                change(
                        "\"weight\": 3",
                        "\"weight\": 0",
                        "m.json:13: $.groups[0].signals[0].weight: 0 % of the model; below 2 % it cannot move any band",
                        KNOWN),
                change(
                        "\"weight\": 15",
                        "\"weight\": 90",
                        "m.json:33: $.groups[3].signals[0].weight: 51.4 % of the model; above 50 % it decides alone",
                        KNOWN),
                change(
                        "[0.5, 80]",
                        "[0.5, 30]",
                        "m.json:14: $.groups[0].signals[0].normalize.points: scores both rise and fall; use peak if the middle is meant to be best",
                        KNOWN),
                change(
                        "\"maxAgeDays\": 3,",
                        "\"maxAgeDays\": 3, \"feedDays\": 7,",
                        "m.json:21: $.groups[1].signals[0].maxAgeDays: 3 is shorter than the feed's usual interval of 7 days; the signal is stale most of the time",
                        KNOWN),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"z-score\", \"mean\": 1, \"sd\": 0 }",
                        "m.json:19: $.groups[0].signals[2].normalize: sd is 0; every value gets the neutral 50",
                        KNOWN),
                change(
                        "{ \"type\": \"recency\", \"halfLifeDays\": 7 }",
                        "{ \"type\": \"z-score\", \"median\": 1, \"mad\": 0 }",
                        "m.json:19: $.groups[0].signals[2].normalize: mad is 0; every value gets the neutral 50",
                        KNOWN),
                change(
                                "\"weight\": 1, \"maxAgeDays\": 7, \"required\": true,",
                                "\"maxAgeDays\": 7, \"missing\": 100,",
                                "m.json:11: $.groups: the scores given for missing values alone reach 63.8, which is \"green\"; an account of which nothing is known can look well",
                                "m.json:33: $.groups[3].signals[0].weight: 63.8 % of the model; above 50 % it decides alone",
                                KNOWN)
                        .and("\"from\": 75", "\"from\": 60")
                        .and("\"weight\": 15", "\"weight\": 150"),
                expiresNever());
    }

    private static Change expiresNever() {
        Change change = change(
                "\"maxAgeDays\": 14,",
                "",
                "m.json:11: $.groups: no signal has a maxAgeDays; values count for ever, however old they are",
                KNOWN);
        for (String days : List.of("14", "14", "3", "30", "180", "90", "7")) {
            change = change.and("\"maxAgeDays\": " + days + ",", "");
        }
        return change;
    }

    @ParameterizedTest
    @MethodSource({"errorsOfTheFormat", "errorsOfTheCommandLine", "otherErrors"})
    void everyErrorIsToldToTheLetter(Change change) throws IOException {
        Findings findings = new Findings();
        assertThat(read(change, findings)).isEmpty();
        assertThat(findings.errors()).extracting(Finding::toString).containsExactlyElementsOf(change.told());
    }

    @ParameterizedTest
    @MethodSource("warnings")
    void everyWarningIsToldToTheLetter(Change change) throws IOException {
        Findings findings = new Findings();
        HealthModel model = read(change, findings).orElseThrow();
        assertThat(findings.errorCount()).isZero();
        assertThat(findings.notices()).extracting(Finding::toString).containsExactlyElementsOf(change.told());
        assertThat(model.warnings()).hasSize(change.told().size()).noneMatch(ModelProblem::isError);
    }

    private Optional<HealthModel> read(Change change, Findings findings) throws IOException {
        String changed = change.in(Files.readString(GOLDEN));
        return HealthModelJson.read(Files.writeString(folder.resolve("m.json"), changed), findings);
    }
}
