package io.csmetrics.spark;

import java.util.Iterator;
import org.apache.spark.sql.Row;

/** The rows of one task of a reader, of which Spark tells the file and the byte at which its split begins, each with its line. */
final class PlacedRows implements Iterator<Row> {
    private final Iterator<Row> rows;
    private final boolean hasHeader;
    private String source = "";
    private long line;

    PlacedRows(Iterator<Row> rows, boolean hasHeader) {
        this.rows = rows;
        this.hasHeader = hasHeader;
    }

    @Override
    public boolean hasNext() {
        return rows.hasNext();
    }

    @Override
    public Row next() {
        Row row = rows.next();
        long begin = row.getLong(2);
        String split = begin == 0 ? row.getString(1) : row.getString(1) + "+" + begin;
        // a task reads split after split, never two at once
        if (!split.equals(source)) {
            source = split;
            line = begin == 0 && hasHeader ? 1 : 0;
        }
        line++;
        return SourceRow.at(row, source, line);
    }
}
