package io.csmetrics.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.csmetrics.family.Choice;
import io.csmetrics.family.Derived;
import io.csmetrics.family.Family;
import io.csmetrics.family.Growth;
import io.csmetrics.family.Only;
import io.csmetrics.family.OpenFamily;
import io.csmetrics.family.Reference;
import io.csmetrics.io.DefinitionJson;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiDefinition;
import io.csmetrics.revenue.RetentionMethod;
import io.csmetrics.select.Param;
import io.csmetrics.select.Statistic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** KPIs as a page of Markdown, by focus area: what each tells, its parameters, and its formula. */
final class CatalogPage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a definition says beside its formula. */
    private static final List<String> DESCRIBED = List.of(
            "key",
            "name",
            "aliases",
            "definition",
            "defaults",
            "valueUnit",
            "direction",
            "focusArea",
            "stage",
            "indicator",
            "cadence",
            "scope",
            "topKpi",
            "question",
            "drivers");

    private static final String READING = """

            ## How to read this page

            - ★ is one of the five by which a focus area is usually judged.
            - A percent is a fraction in data and JSON: 0.125 is 12.5 %. Money is in major units, a duration in milliseconds.
            - A parameter is set by `--param name=value`, in JSON by `defaults`, in Java by `kpi.with(…)`. Behind `=` stands its default, a
              convention that you may change; in brackets the words that it can have; *required* is one without which there is no number.
            - A formula is the JSON of the definition, which `csmetrics catalog --format json` prints in full. `$name` is a parameter,
              `$name?` one that may be left open; the key of another KPI stands for its formula.
            """;

    private CatalogPage() {}

    static void write(List<Kpi> kpis, Appendable out) throws IOException {
        out.append("# KPIs\n");
        for (FocusArea area : FocusArea.values()) {
            List<Kpi> inArea = kpis.stream()
                    .filter(kpi -> kpi.definition().focusArea() == area)
                    .toList();
            if (!inArea.isEmpty()) {
                write(area, inArea, out);
            }
        }
        out.append(READING);
    }

    private static void write(FocusArea area, List<Kpi> kpis, Appendable out) throws IOException {
        out.append("\n## ").append(title(area)).append("\n\n");
        out.append(
                "| Key | Name | Tells | Unit | Better | Stage | Indicator | Cadence | Question | Parameters | Also known as |\n");
        out.append("|---|---|---|---|---|---|---|---|---|---|---|\n");
        StringBuilder formulas = new StringBuilder();
        for (Kpi kpi : kpis) {
            ObjectNode json = json(kpi);
            out.append(row(kpi, json));
            formulas.append("- `").append(kpi.key()).append("`: `");
            // a grave accent would end the code; JSON has another way to write it
            formulas.append(json.remove(DESCRIBED).toString().replace("`", "\\u0060"))
                    .append("`\n");
        }
        out.append("\n### Formulas: ").append(title(area)).append("\n\n").append(formulas);
    }

    private static ObjectNode json(Kpi kpi) throws JsonProcessingException {
        return (ObjectNode) JSON.readTree(DefinitionJson.write(kpi, DefinitionOptions.COHORTS));
    }

    private static String title(FocusArea area) {
        return switch (area) {
            case RETENTION -> "Customer Retention & Churn Prevention";
            case HEALTH -> "Customer Health & Engagement";
            case EXPANSION -> "Expansion & Growth";
            case ADVOCACY -> "Advocacy & Referrals";
            case OPERATIONS -> "Operational Efficiency";
        };
    }

    private static String row(Kpi kpi, JsonNode json) {
        KpiDefinition known = kpi.definition();
        List<String> cells = List.of(
                "`" + known.key() + "`",
                text(known.name()) + (known.topKpi() ? " ★" : ""),
                text(known.definition()),
                known.unit().key(),
                word(known.direction()),
                word(known.stage()),
                word(known.indicator()),
                word(known.cadence()),
                text(known.question()),
                parameters(kpi, json.path("defaults")),
                text(String.join(", ", known.aliases())));
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String parameters(Kpi kpi, JsonNode defaults) {
        Set<String> required = kpi.bind().missing();
        List<String> parameters = new ArrayList<>();
        kpi.parameters().forEach((name, type) -> {
            String value = defaults.has(name) ? " = " + text(defaults.path(name)) : "";
            String words = options(kpi, name, type);
            parameters.add("`" + name + "`" + value
                    + (words.isEmpty() ? "" : " (" + words + ")")
                    + (required.contains(name) ? ", *required*" : ""));
        });
        return String.join("; ", parameters);
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return text(value.asText());
        }
        List<String> texts = new ArrayList<>();
        value.forEach(item -> texts.add(text(item)));
        return String.join(", ", texts);
    }

    private static String options(Kpi kpi, String name, Param.Type type) {
        return switch (type) {
            case METHOD -> names(RetentionMethod.values());
            case STATISTIC -> names(Statistic.values());
            case WORD -> {
                Set<String> words = new TreeSet<>();
                addWords(kpi.formula(), name, words);
                yield words.isEmpty() ? "word" : text(String.join(", ", words));
            }
            case FLAG -> "true, false";
            case NUMBER, DURATION, TEXT, DATE, CLOCK, KPI -> word(type);
        };
    }

    private static String names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    }

    /** Collects the words that choose an alternative, wherever in a formula the parameter stands. */
    private static void addWords(Family formula, String name, Set<String> words) {
        if (formula instanceof Choice choice) {
            if (choice.by().name().equals(name)) {
                words.addAll(choice.of().keySet());
            }
            addWords(choice.of(), name, words);
        } else if (formula instanceof Derived derived) {
            addWords(derived.of(), name, words);
        } else if (formula instanceof Growth growth) {
            addWords(growth.of(), name, words);
            if (growth.atStart() != null) {
                addWords(growth.atStart(), name, words);
            }
        } else if (formula instanceof Only only) {
            addWords(only.of(), name, words);
        } else if (formula instanceof Reference reference) {
            addWords(reference.of(), name, words);
        } else if (formula instanceof OpenFamily open) {
            words.addAll(open.words(name));
        }
    }

    private static void addWords(Map<String, Family> formulas, String name, Set<String> words) {
        formulas.values().forEach(formula -> addWords(formula, name, words));
    }

    private static String text(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replaceAll("\\R", " ");
    }

    /** Returns a constant as JSON has it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
