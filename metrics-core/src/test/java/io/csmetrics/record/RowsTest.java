package io.csmetrics.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsTest {
    @Test
    void recordsOfAListAreLocatedByTheirPositionFromOne() {
        Rows<String> rows = Rows.of("movements", List.of("a", "b"));
        assertThat(rows).containsExactly("a", "b");
        assertThat(rows.source()).isEqualTo("movements");
        assertThat(rows.line(0)).isEqualTo(1);
        assertThat(rows.line(1)).isEqualTo(2);
    }

    @Test
    void recordsOfAFileAreLocatedByTheirLine() {
        Rows<String> rows = Rows.of("movements.csv", List.of("a", "b"), new long[] {2, 5});
        assertThat(rows).containsExactly("a", "b");
        assertThat(rows.source()).isEqualTo("movements.csv");
        assertThat(rows.line(1)).isEqualTo(5);
    }

    @Test
    void rowsKeepThePlaceThatTheyKnow() {
        Rows<String> rows = Rows.of("movements.csv", List.of("a"), new long[] {2});
        Rows<CharSequence> wider = Rows.of("movements", rows);
        assertThat(wider.source()).isEqualTo("movements.csv");
        assertThat(wider.line(0)).isEqualTo(2);
        assertThat(wider).isEqualTo(rows);
    }

    @Test
    void rowsAreCopiesThatCannotBeChanged() {
        List<String> values = new ArrayList<>(List.of("a"));
        long[] lines = {2};
        Rows<String> rows = Rows.of("f", values, lines);
        values.set(0, "b");
        lines[0] = 9;
        assertThat(rows).containsExactly("a");
        assertThat(rows.line(0)).isEqualTo(2);
        assertThatThrownBy(() -> rows.add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void eachRecordOfAFileNeedsALine() {
        assertThatThrownBy(() -> Rows.of("f", List.of("a", "b"), new long[] {2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 lines must be one for each of the 2 values");
    }
}
