package io.csmetrics.io;

import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import io.csmetrics.record.InvalidDataException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The row that is being read: its cells as text, the values that they stand for, and what is wrong with them. One object serves
 * for all rows of a file.
 *
 * <p>Where a cell is unfit its column goes on with a stand-in, so that the rules of the record are tried as well. They are tried
 * with two stand-ins, and only what is broken with both is told: that cannot be the stand-in's fault.
 */
final class Row {
    private static final Pattern CAMEL_CASE = Pattern.compile("\\b[a-z]++(?:[A-Z][a-z]*+)++\\b");

    private final RecordTable<?> table;
    private final FileFormat format;
    private final String source;
    private final ZoneId zone;
    private final Findings findings;

    private final String[] cells;
    private final SortedMap<String, String> attributes = new TreeMap<>();
    private long line;

    /** The last text and value of each column: dates, types and currencies repeat from row to row. */
    private final String[] lastTexts;

    private final @Nullable Object[] lastValues;

    private final BitSet unfit = new BitSet();
    private boolean broken;
    private int standIn;

    Row(RecordTable<?> table, FileFormat format, String source, ZoneId zone, Findings findings) {
        this.table = table;
        this.format = format;
        this.source = source;
        this.zone = zone;
        this.findings = findings;
        this.cells = new String[table.columns().size()];
        this.lastTexts = new String[cells.length];
        this.lastValues = new Object[cells.length];
        Arrays.fill(lastTexts, "");
        begin(0);
    }

    /** Begins a row without cells. */
    void begin(long startLine) {
        line = startLine;
        Arrays.fill(cells, "");
        attributes.clear();
        unfit.clear();
        broken = false;
        standIn = 0;
    }

    long line() {
        return line;
    }

    RecordTable<?> table() {
        return table;
    }

    /** Sets the text of a cell. */
    void set(int column, String text) {
        cells[column] = text;
    }

    void setAttribute(String attribute, String text) {
        if (UnicodeText.isBroken(text)) {
            report(attribute, text, "must be UTF-8", "save the file as UTF-8");
        } else {
            attributes.put(attribute, text);
        }
    }

    /** Tells a problem that makes this row useless. */
    void report(String column, String value, String rule, String remedy) {
        broken = true;
        reportAt(line, column, value, rule, remedy);
    }

    /** Tells a problem of the file, whatever becomes of the rows. */
    void reportAt(long startLine, String column, String value, String rule, String remedy) {
        findings.add(Finding.error(
                source, startLine, UnicodeText.printable(column), UnicodeText.printable(value), rule, remedy));
    }

    /** Returns the value of a required cell. */
    <V> V get(Column<V> column) {
        String text = cells[column.index()];
        if (!text.isBlank()) {
            return value(column, text);
        }
        if (!unfit.get(column.index())) {
            unfit.set(column.index());
            report(column.name(format), "", "must not be blank", "give it a value");
        }
        return column.type().standIns().get(standIn);
    }

    /** Returns the value of a cell that may be blank. */
    <V> Optional<V> find(Column<V> column) {
        String text = cells[column.index()];
        return text.isBlank() ? Optional.empty() : Optional.of(value(column, text));
    }

    OptionalInt findInt(Column<Integer> column) {
        String text = cells[column.index()];
        return text.isBlank() ? OptionalInt.empty() : OptionalInt.of(value(column, text));
    }

    SortedMap<String, String> attributes() {
        return attributes;
    }

    /** Returns the record of this row, or tells everything that is wrong with the row. */
    <T> Optional<T> finish(RecordTable<T> kind) {
        List<Finding> refused = List.of();
        try {
            T item = kind.read(this);
            if (!broken) {
                return Optional.of(item);
            }
        } catch (InvalidDataException e) {
            refused = unfit.isEmpty() ? e.findings() : alsoBrokenWithOtherStandIns(kind, e.findings());
        }
        refused.forEach(this::reportRefused);
        return Optional.empty();
    }

    private List<Finding> alsoBrokenWithOtherStandIns(RecordTable<?> kind, List<Finding> refused) {
        standIn = 1;
        try {
            kind.read(this);
            return List.of();
        } catch (InvalidDataException e) {
            List<String> again = e.findings().stream().map(Row::rule).toList();
            return refused.stream()
                    .filter(finding -> again.contains(rule(finding)) && !isUnfit(finding.field()))
                    .toList();
        }
    }

    private static String rule(Finding finding) {
        return finding.field() + "\n" + finding.rule() + "\n" + finding.remedy();
    }

    private boolean isUnfit(String field) {
        return table.columnOfField(field)
                .map(column -> unfit.get(column.index()))
                .orElse(false);
    }

    /** The record named its components; the owner of the file knows its columns, and the text as it stands there. */
    private void reportRefused(Finding finding) {
        Optional<Column<?>> column = table.columnOfField(finding.field());
        report(
                column.map(found -> found.name(format)).orElse(finding.field()),
                column.map(found -> cells[found.index()]).orElse(finding.value()),
                withColumnNames(finding.rule()),
                withColumnNames(finding.remedy()));
    }

    private String withColumnNames(String text) {
        return CAMEL_CASE
                .matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(table.columnOfField(word.group())
                        .map(column -> column.name(format))
                        .orElse(word.group())));
    }

    @SuppressWarnings("unchecked") // what is kept for a column came out of its type
    private <V> V value(Column<V> column, String text) {
        int index = column.index();
        if (text.equals(lastTexts[index])) {
            return (V) Objects.requireNonNull(lastValues[index]);
        }
        if (!unfit.get(index)) {
            try {
                V value = column.type().reading().read(text, zone);
                lastTexts[index] = text;
                lastValues[index] = value;
                return value;
            } catch (Unfit e) {
                unfit.set(index);
                report(column.name(format), text, e.rule(), e.remedy());
            }
        }
        return column.type().standIns().get(standIn);
    }
}
