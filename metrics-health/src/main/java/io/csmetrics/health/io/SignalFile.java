package io.csmetrics.health.io;

import io.csmetrics.health.model.SignalValue;
import io.csmetrics.health.score.SignalObservation;
import io.csmetrics.io.RecordFile;
import io.csmetrics.io.RecordLayout;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files of signals: {@code account_id}, {@code signal}, {@code value}, {@code observed_at}, and {@code state}, which may be missing and is
 * blank or {@code not-applicable}. They are read by the rules of {@link RecordFile}. A blank value is one that is missing; what a value
 * must be is for the model to say.
 */
public final class SignalFile {
    /** The columns, without the rule that a signal has one value at an instant. */
    private static final RecordFile<SignalObservation> COLUMNS = columns();

    private SignalFile() {}

    private enum State {
        NOT_APPLICABLE
    }

    private static RecordFile<SignalObservation> columns() {
        RecordLayout<SignalObservation> layout = RecordLayout.of("signals", SignalObservation.class);
        RecordLayout.Cell<String> account = layout.id("account_id", SignalObservation::accountId);
        RecordLayout.Cell<String> signal = layout.id("signal", SignalObservation::signal);
        RecordLayout.Cell<String> value =
                layout.text("value", each -> Optional.of(each.value().text()).filter(text -> !text.isEmpty()));
        RecordLayout.Cell<Instant> observedAt = layout.instant("observed_at", SignalObservation::observedAt);
        RecordLayout.Cell<State> state = layout.word(
                "state", State.class, each -> each.applies() ? Optional.empty() : Optional.of(State.NOT_APPLICABLE));
        return layout.reading(row -> new SignalObservation(
                row.get(account),
                row.get(signal),
                row.find(value).map(SignalValue::parse).orElse(SignalValue.none()),
                row.get(observedAt),
                row.find(state).isEmpty()));
    }

    /**
     * Reads a file strictly.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param zone the zone of local times and dates
     * @return the observations with their lines, for {@link io.csmetrics.health.score.SignalBook#of}
     * @throws io.csmetrics.record.InvalidDataException with every problem, its line and column
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static Rows<SignalObservation> read(Path file, ZoneId zone) throws IOException {
        Findings findings = new Findings();
        Rows<SignalObservation> rows = read(file, zone, findings);
        findings.throwIfErrors();
        return rows;
    }

    /**
     * Reads a file as far as it goes. A row that is there twice counts once; of rows that give a signal of an account two values at one instant, none counts.
     *
     * @param file the file, whose name ends in .csv, .csv.gz, .jsonl or .jsonl.gz
     * @param zone the zone of local times and dates
     * @param findings where every problem is added
     * @return the observations with their lines
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if the name has another end
     */
    public static Rows<SignalObservation> read(Path file, ZoneId zone, Findings findings) throws IOException {
        Rows<SignalObservation> rows = COLUMNS.read(file, zone, findings);
        Map<Place, Integer> seen = new HashMap<>();
        BitSet left = new BitSet();
        for (int i = 0; i < rows.size(); i++) {
            SignalObservation here = rows.get(i);
            Integer first = seen.putIfAbsent(new Place(here.accountId(), here.signal(), here.observedAt()), i);
            if (first != null) {
                left.set(i);
                SignalObservation other = rows.get(first);
                if (!here.equals(other)) {
                    left.set(first);
                    findings.add(Finding.error(
                            rows.source(),
                            rows.line(i),
                            "value",
                            shown(here),
                            "must be the one value of signal \"" + here.signal() + "\" of account \"" + here.accountId()
                                    + "\" at " + here.observedAt() + ", line " + rows.line(first) + " has "
                                    + shown(other),
                            "keep the right one"));
                }
            }
        }
        return rows.where(i -> !left.get(i));
    }

    private static String shown(SignalObservation each) {
        return each.applies() ? each.value().toString() : "not-applicable";
    }

    private record Place(String accountId, String signal, Instant at) {}
}
