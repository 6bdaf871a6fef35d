package io.csmetrics.spark;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A row of any kind of file on its way to its part: text still, for only text is the same in every format, and it knows its place. */
final class SourceRow {
    static final String KIND = "kind";
    static final String SOURCE = "source";
    static final String LINE = "line";
    static final String ACCOUNT = "account";
    static final String ID = "id";
    static final String CELLS = "cells";

    /** The line as it stands in the file where it has not one cell for each column: what is wrong with it is told by its part. */
    static final String RAW = "raw";

    /** The place of the first row of the same id if that is of another account; only {@link SharedIds#marked marked} rows have this column. */
    static final String FIRST = "first";

    private static final StructType SCHEMA = new StructType()
            .add(KIND, DataTypes.StringType)
            .add(SOURCE, DataTypes.StringType)
            .add(LINE, DataTypes.LongType)
            .add(ACCOUNT, DataTypes.StringType)
            .add(ID, DataTypes.StringType)
            .add(CELLS, DataTypes.createArrayType(DataTypes.StringType))
            .add(RAW, DataTypes.StringType);

    private SourceRow() {}

    static Encoder<Row> encoder() {
        return Encoders.row(SCHEMA);
    }

    /** Returns a row at another place. */
    static Row at(Row row, String source, long line) {
        Object[] values = new Object[SCHEMA.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(i);
        }
        values[SCHEMA.fieldIndex(SOURCE)] = source;
        values[SCHEMA.fieldIndex(LINE)] = line;
        return RowFactory.create(values);
    }

    static String kind(Row row) {
        return row.getString(0);
    }

    static String source(Row row) {
        return row.getString(1);
    }

    static long line(Row row) {
        return row.getLong(2);
    }

    static String account(Row row) {
        return row.getString(3);
    }

    static String id(Row row) {
        return row.getString(4);
    }

    static List<String> cells(Row row) {
        return row.getList(5);
    }

    static boolean isRaw(Row row) {
        return !row.isNullAt(6);
    }

    static String raw(Row row) {
        return row.getString(6);
    }

    /** Returns the place of the account that has the id of a marked row first, if that is another one. */
    static Optional<String> first(Row row) {
        return row.isNullAt(7) ? Optional.empty() : Optional.of(row.getString(7));
    }
}
