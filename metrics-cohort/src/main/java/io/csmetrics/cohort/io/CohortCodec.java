package io.csmetrics.cohort.io;

import io.csmetrics.cohort.catalog.CohortRetention;
import io.csmetrics.io.FamilyCodec;
import io.csmetrics.io.ParamReader;
import io.csmetrics.io.StrictJson;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The family {@code cohort} of KPI definitions as JSON: {@code grain}, {@code measure}, {@code unit}, {@code horizon} and {@code alignment},
 * each of which may be left out. Give it to {@link io.csmetrics.io.DefinitionJson} wherever definitions with cohorts are read or written.
 */
public record CohortCodec() implements FamilyCodec<CohortRetention> {
    @Override
    public String name() {
        return "cohort";
    }

    @Override
    public Class<CohortRetention> type() {
        return CohortRetention.class;
    }

    @Override
    public String schema() {
        return "{\"properties\": {"
                + String.join(
                        ", ",
                        word("grain", CohortRetention.GRAINS),
                        word("measure", CohortRetention.MEASURES),
                        word("unit", CohortRetention.UNITS),
                        "\"horizon\": {\"$ref\": \"#/$defs/openTimes\"}",
                        word("alignment", CohortRetention.ALIGNMENTS))
                + "}}";
    }

    /** Words stand in capitals, or small with hyphens. */
    private static String word(String key, List<String> words) {
        StringBuilder known = new StringBuilder();
        for (String word : words) {
            known.append(known.isEmpty() ? "" : ", ")
                    .append('"')
                    .append(word)
                    .append("\", \"")
                    .append(word.toLowerCase(Locale.ROOT).replace('_', '-'))
                    .append('"');
        }
        return "\"" + key + "\": {\"anyOf\": [{\"$ref\": \"#/$defs/openParameter\"}, {\"enum\": [" + known + "]}]}";
    }

    @Override
    public Optional<CohortRetention> read(StrictJson json, ParamReader params) {
        Optional<Param<String>> grain = word(json, params, "grain", CohortRetention.GRAINS);
        Optional<Param<String>> measure = word(json, params, "measure", CohortRetention.MEASURES);
        Optional<Param<String>> unit = word(json, params, "unit", CohortRetention.UNITS);
        Optional<Param<BigDecimal>> horizon = json.at("horizon")
                .map(params::openTimes)
                .orElseGet(() -> Optional.of(params.optional(json, "horizon", Param.Type.NUMBER)));
        Optional<Param<String>> alignment = word(json, params, "alignment", CohortRetention.ALIGNMENTS);
        return json.build(() -> new CohortRetention(
                grain.orElseThrow(),
                measure.orElseThrow(),
                unit.orElseThrow(),
                horizon.orElseThrow(),
                alignment.orElseThrow()));
    }

    private static Optional<Param<String>> word(StrictJson json, ParamReader params, String key, List<String> words) {
        return json.at(key)
                .map(place -> params.openWord(place, words))
                .orElseGet(() -> Optional.of(params.optional(json, key, Param.Type.WORD)));
    }

    @Override
    public Map<String, Param<?>> write(CohortRetention formula) {
        Map<String, Param<?>> keys = new LinkedHashMap<>();
        keys.put("grain", formula.grain());
        keys.put("measure", formula.measure());
        keys.put("unit", formula.unit());
        keys.put("horizon", formula.horizon());
        keys.put("alignment", formula.alignment());
        return keys;
    }
}
