package io.csmetrics.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.facts.Segment;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.period.ReportingPeriod;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import io.csmetrics.scorecard.KpiTarget;
import io.csmetrics.scorecard.KpiTarget.Band;
import io.csmetrics.scorecard.Scorecard;
import io.csmetrics.scorecard.Trigger;
import io.csmetrics.scorecard.Trigger.Comparison;
import io.csmetrics.scorecard.Trigger.Per;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Scorecards as JSON, reviewable as data:
 *
 * <pre>{@code
 * {"name": "board", "audience": "executive", "cadence": "quarterly", "northStar": "active-users",
 *  "keys": ["net-revenue-retention", "accounts-per-csm", "customer-effort-score"],
 *  "segmentBy": ["region"],
 *  "targets": [{"key": "net-revenue-retention", "segment": {"region": "EMEA"}, "value": 1.05,
 *               "validity": {"start": "2026-01-01", "endExclusive": "2027-01-01"}},
 *              {"key": "accounts-per-csm", "band": {"lowest": 20, "highest": 40}}],
 *  "triggers": [{"key": "customer-effort-score", "per": "overall", "comparison": "falls-by", "thresholds": 0.5,
 *                "periods": 1, "playbook": "CSM outreach"}]}
 * }</pre>
 *
 * <p>Needed are {@code name}, {@code cadence} and {@code keys}; of a target its {@code key} and either {@code value} or {@code band}; of a
 * trigger all but {@code per} (overall) and {@code periods} (1). A comparison is below, above, falls-by, rises-by or changes-band, which
 * alone has a list of {@code thresholds}. Numbers are in the unit of the KPI, a percent as a fraction. Unknown keys are errors.
 */
public final class ScorecardJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private ScorecardJson() {}

    /**
     * Writes a scorecard. What is empty, or at its usual value, is left out.
     *
     * @param scorecard the scorecard
     * @return an indented JSON object
     */
    public static String write(Scorecard scorecard) {
        ObjectNode json = NODES.objectNode();
        json.put("name", scorecard.name());
        json.put("audience", scorecard.audience());
        json.put("cadence", word(scorecard.cadence()));
        scorecard.northStar().ifPresent(key -> json.put("northStar", key));
        texts(json, "keys", scorecard.keys());
        texts(json, "segmentBy", scorecard.segmentBy());
        if (!scorecard.targets().isEmpty()) {
            ArrayNode targets = json.putArray("targets");
            scorecard.targets().forEach(target -> write(target, targets.addObject()));
        }
        if (!scorecard.triggers().isEmpty()) {
            ArrayNode triggers = json.putArray("triggers");
            scorecard.triggers().forEach(trigger -> write(trigger, triggers.addObject()));
        }
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes can always be written", e);
        }
    }

    private static void texts(ObjectNode json, String key, Collection<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = json.putArray(key);
            values.forEach(array::add);
        }
    }

    private static void write(KpiTarget target, ObjectNode json) {
        json.put("key", target.key());
        if (!target.segment().isOverall()) {
            ObjectNode segment = json.putObject("segment");
            target.segment().attributes().forEach(segment::put);
        }
        target.validity()
                .ifPresent(time -> json.putObject("validity")
                        .put("start", time.start().toString())
                        .put("endExclusive", time.endExclusive().toString()));
        target.value().ifPresent(value -> json.set("value", DecimalNode.valueOf(value)));
        target.band().ifPresent(band -> {
            ObjectNode ends = json.putObject("band");
            ends.set("lowest", DecimalNode.valueOf(band.lowest()));
            ends.set("highest", DecimalNode.valueOf(band.highest()));
        });
    }

    private static void write(Trigger trigger, ObjectNode json) {
        json.put("key", trigger.key());
        if (trigger.per() != Per.OVERALL) {
            json.put("per", word(trigger.per()));
        }
        json.put("comparison", word(trigger.comparison()));
        if (trigger.comparison() == Comparison.CHANGES_BAND) {
            ArrayNode cuts = json.putArray("thresholds");
            trigger.thresholds().forEach(cuts::add);
        } else {
            json.set("thresholds", DecimalNode.valueOf(trigger.thresholds().get(0)));
        }
        if (trigger.periods() != 1) {
            json.put("periods", trigger.periods());
        }
        json.put("playbook", trigger.playbook());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads a scorecard from a file.
     *
     * @param file the file, UTF-8
     * @return the scorecard
     * @throws IOException if the file cannot be read
     * @throws InvalidDataException with every problem, each with its line and path
     */
    public static Scorecard read(Path file) throws IOException {
        Findings findings = new Findings();
        return scorecard(StrictJson.read(file, findings), findings);
    }

    /**
     * Reads a scorecard from a text.
     *
     * @param json the JSON
     * @return the scorecard
     * @throws InvalidDataException with every problem, each with its line and path
     */
    public static Scorecard read(String json) {
        Findings findings = new Findings();
        return scorecard(StrictJson.parse(json, "scorecard", findings), findings);
    }

    private static Scorecard scorecard(Optional<StrictJson> json, Findings findings) {
        Optional<Scorecard> scorecard = json.flatMap(ScorecardJson::scorecard);
        findings.throwIfErrors();
        return scorecard.orElseThrow();
    }

    private static Optional<Scorecard> scorecard(StrictJson json) {
        Optional<String> name = json.required("name").flatMap(StrictJson::text);
        Optional<String> audience = json.at("audience").flatMap(StrictJson::text);
        Optional<Cadence> cadence =
                json.required("cadence").flatMap(value -> value.oneOf(StrictJson.words(Cadence.class)));
        Optional<String> northStar = json.at("northStar").flatMap(StrictJson::text);
        List<String> keys = json.required("keys").map(ScorecardJson::texts).orElse(List.of());
        List<String> segmentBy = json.at("segmentBy").map(ScorecardJson::texts).orElse(List.of());
        Set<String> known = new HashSet<>(keys);
        northStar.ifPresent(known::add);
        List<KpiTarget> targets = new ArrayList<>();
        json.at("targets")
                .ifPresent(
                        list -> list.items().forEach(item -> target(item, known).ifPresent(targets::add)));
        List<Trigger> triggers = new ArrayList<>();
        json.at("triggers")
                .ifPresent(list ->
                        list.items().forEach(item -> trigger(item, known).ifPresent(triggers::add)));
        json.done();
        return json.build(() -> new Scorecard(
                name.orElseThrow(),
                audience.orElse(Scorecard.TEAM),
                cadence.orElseThrow(),
                northStar,
                keys,
                segmentBy,
                targets,
                triggers));
    }

    private static List<String> texts(StrictJson list) {
        Set<String> texts = new LinkedHashSet<>();
        for (StrictJson item : list.items()) {
            item.text().filter(text -> !texts.add(text)).ifPresent(text -> item.error("must stand once", "remove it"));
        }
        return List.copyOf(texts);
    }

    /** The key of a KPI that is on the scorecard. */
    private static Optional<String> key(StrictJson json, Set<String> known) {
        return json.required("key")
                .flatMap(value -> value.text()
                        .flatMap(key -> known.contains(key)
                                ? Optional.of(key)
                                : value.error(
                                        "must be one of the keys of the scorecard", value.didYouMean(key, known))));
    }

    private static Optional<KpiTarget> target(StrictJson json, Set<String> known) {
        Optional<String> key = key(json, known);
        Optional<Segment> segment = json.at("segment").flatMap(ScorecardJson::segment);
        Optional<ReportingPeriod> validity = json.at("validity").flatMap(ScorecardJson::period);
        json.leading(List.of("value", "band"));
        Optional<BigDecimal> value = json.at("value").flatMap(StrictJson::number);
        Optional<Band> band = json.at("band").flatMap(ScorecardJson::band);
        json.done();
        return json.build(
                () -> new KpiTarget(key.orElseThrow(), segment.orElse(Segment.overall()), validity, value, band));
    }

    private static Optional<Segment> segment(StrictJson json) {
        SortedMap<String, String> attributes = new TreeMap<>();
        for (Map.Entry<String, StrictJson> member : json.members().entrySet()) {
            member.getValue().text().ifPresent(text -> attributes.put(member.getKey(), text));
        }
        return json.build(() -> new Segment(attributes));
    }

    private static Optional<ReportingPeriod> period(StrictJson json) {
        Optional<LocalDate> start = json.required("start").flatMap(ScorecardJson::date);
        Optional<LocalDate> end = json.required("endExclusive").flatMap(ScorecardJson::date);
        json.done();
        return json.build(() -> ReportingPeriod.of(start.orElseThrow(), end.orElseThrow()));
    }

    private static Optional<LocalDate> date(StrictJson json) {
        Optional<String> text = json.text();
        try {
            return text.map(LocalDate::parse);
        } catch (DateTimeException e) {
            return json.error("must be a date such as 2025-01-31", "correct it");
        }
    }

    private static Optional<Band> band(StrictJson json) {
        Optional<BigDecimal> lowest = json.required("lowest").flatMap(StrictJson::number);
        Optional<BigDecimal> highest = json.required("highest").flatMap(StrictJson::number);
        json.done();
        return json.build(() -> new Band(lowest.orElseThrow(), highest.orElseThrow()));
    }

    private static List<BigDecimal> numbers(StrictJson json) {
        List<StrictJson> items = json.oneOrMany();
        if (items.isEmpty()) {
            json.error("must be a number, or numbers in brackets", "write one at least");
        }
        return items.stream().flatMap(item -> item.number().stream()).toList();
    }

    private static Optional<Trigger> trigger(StrictJson json, Set<String> known) {
        Optional<String> key = key(json, known);
        Optional<Per> per = json.at("per").flatMap(value -> value.oneOf(StrictJson.words(Per.class)));
        Optional<Comparison> comparison =
                json.required("comparison").flatMap(value -> value.oneOf(StrictJson.words(Comparison.class)));
        List<BigDecimal> thresholds =
                json.required("thresholds").map(ScorecardJson::numbers).orElse(List.of());
        Optional<Integer> periods = json.at("periods").flatMap(value -> value.wholeNumber(1, Trigger.MOST_PERIODS));
        Optional<String> playbook = json.required("playbook").flatMap(StrictJson::text);
        json.done();
        return json.build(() -> new Trigger(
                key.orElseThrow(),
                per.orElse(Per.OVERALL),
                comparison.orElseThrow(),
                thresholds,
                periods.orElse(1),
                playbook.orElseThrow()));
    }
}
