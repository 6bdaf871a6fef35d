package io.csmetrics.cli;

import io.csmetrics.cohort.Cadence;
import io.csmetrics.cohort.Criterion;
import io.csmetrics.cohort.PeriodIndex;
import io.csmetrics.cohort.lifetime.RetentionModelKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Reads the choices of a retention table that are more than a word. */
final class CohortChoices {
    static final String CALENDAR = "calendar";
    static final String CHAIN_LADDER = "chain-ladder";

    private static final Pattern ROLLING = Pattern.compile("rolling:([0-9]{1,5})d");
    private static final List<String> INDEXES = List.of(CALENDAR, "rolling:30d", "exact-24h", "anniversary");
    private static final List<String> CRITERIA = List.of("on", "on-or-after");

    private CohortChoices() {}

    static PeriodIndex index(String text, Cadence cadence, CommandLine at) {
        Matcher rolling = ROLLING.matcher(text);
        if (rolling.matches()) {
            return new PeriodIndex.Rolling(Integer.parseInt(rolling.group(1)));
        }
        return switch (text) {
            case CALENDAR -> new PeriodIndex.Calendar(cadence);
            case "exact-24h" -> new PeriodIndex.Exact24h();
            case "anniversary" -> new PeriodIndex.Anniversary(1);
            default -> throw unknown("--index", text, INDEXES, at);
        };
    }

    static Criterion criterion(String text, CommandLine at) {
        return switch (text) {
            case "on" -> new Criterion.On();
            case "on-or-after" -> new Criterion.OnOrAfter(0);
            default -> throw unknown("--criterion", text, CRITERIA, at);
        };
    }

    /** Returns the model that is to project, or none for the chain-ladder. */
    static Optional<RetentionModelKind> projection(String text, CommandLine at) {
        List<String> known = Stream.concat(
                        Stream.of(CHAIN_LADDER),
                        Arrays.stream(RetentionModelKind.values()).map(RetentionModelKind::key))
                .toList();
        if (!known.contains(text)) {
            throw unknown("--project", text, known, at);
        }
        return Arrays.stream(RetentionModelKind.values())
                .filter(kind -> kind.key().equals(text))
                .findFirst();
    }

    private static CommandLine.ParameterException unknown(
            String option, String text, List<String> known, CommandLine at) {
        return Usage.of(
                at,
                option + " \"" + text + "\" must be one of " + String.join(", ", known)
                        + Usage.didYouMean(text, known));
    }

    /** Returns an aligned table whose first columns are text, and notes below it. */
    static OutputOptions.Content table(List<String> heads, int texts, List<List<String>> rows, List<String> notes) {
        TextTable table = new TextTable();
        for (int i = 0; i < heads.size(); i++) {
            if (i < texts) {
                table.text(heads.get(i));
            } else {
                table.number(heads.get(i));
            }
        }
        rows.forEach(table::line);
        return target -> {
            table.write(target);
            target.append('\n');
            for (String note : notes) {
                target.append(note).append('\n');
            }
        };
    }
}
