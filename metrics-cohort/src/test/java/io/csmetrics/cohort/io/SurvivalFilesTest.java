package io.csmetrics.cohort.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.cohort.survival.Durations;
import io.csmetrics.cohort.survival.SurvivalCurve;
import io.csmetrics.cohort.survival.SurvivalInterval;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurvivalFilesTest {
    @TempDir
    Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private static SortedMap<String, SurvivalCurve> curves(SortedMap<String, Durations> durations) {
        SortedMap<String, SurvivalCurve> curves = new TreeMap<>();
        durations.forEach(
                (group, each) -> curves.put(group, SurvivalCurve.of(each, SurvivalInterval.PLAIN, Confidence.of(0.9))));
        return curves;
    }

    @Test
    void curvesStateTheirIntervalsAndConfidence() throws IOException {
        SortedMap<String, Durations> durations = DurationFile.read(
                file("d.csv", "group,duration,observed", "'=a,1,1", "'=a,2,1", "b,1.50,0", "b,3,1", "b,4,0"));

        SurvivalGrid grid = SurvivalGrid.of(curves(durations));

        assertThat(grid.notes())
                .hasSize(4)
                .first()
                .isEqualTo(
                        "=a: Kaplan-Meier of 2 durations, 2 events; plain intervals of 90 %; median 1 (1 to unbounded)");
        assertThat(grid.notes().get(3)).matches("log-rank: chi-square [0-9.]+ with 1 degrees of freedom, p = 0[.].*");
        assertThat(SurvivalMarkdown.write(grid)).contains("| =a | 2 | 1 | 1 | 0.0000 | - | - | - |", "\n- b: Kaplan");
        assertThat(SurvivalCsv.write(curves(durations)))
                .startsWith("group,time,atRisk,events,survival,standardError,lower,upper\n'=a,1,2,1,0.5,0.35")
                .contains("\n'=a,2,1,1,0,,,\n", "\nb,3,2,1,0.5,");
        assertThat(SurvivalJson.write(curves(durations)))
                .startsWith(
                        "{\"definition\":{\"estimator\":\"kaplan-meier\",\"interval\":\"plain\",\"confidence\":0.9,")
                .contains("\n{\"group\":\"b\",\"n\":3,\"events\":1,\"median\":3,\"curve\":[{\"time\":3,\"atRisk\":2,");
    }

    @Test
    void anEntryMakesAUnitLate() throws IOException {
        SortedMap<String, Durations> durations = DurationFile.read(
                file("d.jsonl", "{\"duration\":4,\"observed\":1,\"entry\":2}", "{\"duration\":2,\"observed\":1}"));

        assertThat(durations.get("(none)").atRisk(2)).isEqualTo(1);
        assertThat(durations.get("(none)").hasEntries()).isTrue();
    }

    @Test
    void aStrictReaderRefusesEveryBadRowAtOnce() throws IOException {
        Path file = file("d.csv", "duration,observed,entry", "1,1,1", "1,7,");

        assertThatThrownBy(() -> DurationFile.read(file))
                .isInstanceOfSatisfying(
                        InvalidDataException.class, e -> assertThat(e.total()).isEqualTo(2));
    }

    @Test
    void aFileOfDurationsMustHaveItsColumns() throws IOException {
        Findings findings = new Findings();

        assertThat(DurationFile.read(file("d.csv", "duration,event", "1,1"), findings))
                .isEmpty();
        assertThat(findings.toString()).contains("observed: must be a column of this file");
    }

    @Test
    void activityIsHandedOnRowByRowAndRowsWithoutUnitAreTold() throws IOException {
        Findings findings = new Findings();
        List<String> rows = new ArrayList<>();

        ActivityFile.forEach(
                file("a.csv", "at,unit_id", "2026-01-01,u", "2026-01-02T09:00,", "soon,v"),
                ZoneOffset.ofHours(1),
                findings,
                (unit, at) -> rows.add(unit + " " + at));

        assertThat(rows).containsExactly("u 2025-12-31T23:00:00Z", " 2026-01-02T08:00:00Z");
        assertThat(findings.errors())
                .extracting(Object::toString)
                .satisfiesExactly(
                        blank -> assertThat(blank)
                                .isEqualTo(
                                        "a.csv:3: unit_id: must not be blank, give it a value, or leave out the row"),
                        unfit -> assertThat(unfit).startsWith("a.csv:4: at: soon, must be"));
    }
}
