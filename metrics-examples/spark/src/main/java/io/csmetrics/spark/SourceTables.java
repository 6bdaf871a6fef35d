package io.csmetrics.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;

import io.csmetrics.io.RecordFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A folder of tables on any file system that Spark reads: of each kind of {@link RecordFile} at most one of {@code movements.csv},
 * {@code movements.csv.gz} and {@code movements.parquet}, each a file or a folder of such files, with the columns of the kind.
 *
 * <p>Nothing is checked here: cells travel as text and are read where their account is, by the rules of the library. A row's place is its
 * file and line. Of a file that Spark splits only the first split knows its lines; in a later one the place is {@code movements.csv+134217728}, the
 * byte at which the split begins, and the row counted from there. Lines are counted as rows below the header, so that blank lines before a
 * row make its line that much smaller; cells must not have line breaks in CSV, only in Parquet.
 */
public final class SourceTables {
    private static final List<String> ENDS = List.of(".csv", ".csv.gz", ".parquet");

    /** The columns by which a record of a kind is known, whatever its account. */
    private static final Map<RecordFile<?>, String> IDS = Map.of(
            RecordFile.MOVEMENTS, "movement_id",
            RecordFile.CONTRACTS, "contract_id",
            RecordFile.SURVEYS, "response_id",
            RecordFile.TICKETS, "ticket_id",
            RecordFile.OPPORTUNITIES, "opportunity_id",
            RecordFile.EVENTS, "event_id");

    private final Map<RecordFile<?>, SourceHead> heads = new LinkedHashMap<>();
    private final Map<RecordFile<?>, Dataset<Row>> tables = new LinkedHashMap<>();

    private SourceTables() {}

    /**
     * Looks into a folder; of CSV only the headers are read.
     *
     * @param spark the session
     * @param folder the folder, as Spark names it
     * @return its tables
     * @throws IOException if the folder cannot be listed
     * @throws IllegalArgumentException if there is no table in it, or two of one kind
     */
    public static SourceTables open(SparkSession spark, String folder) throws IOException {
        Path path = new Path(folder);
        FileSystem files = path.getFileSystem(spark.sparkContext().hadoopConfiguration());
        SourceTables tables = new SourceTables();
        for (RecordFile<?> kind : RecordFile.all()) {
            List<Path> found = new ArrayList<>();
            for (String end : ENDS) {
                Path file = new Path(path, kind.name() + end);
                if (files.exists(file)) {
                    found.add(file);
                }
            }
            if (found.size() > 1) {
                throw new IllegalArgumentException(found + " must be one table of " + kind + "; remove the others");
            }
            if (!found.isEmpty()) {
                tables.add(kind, found.get(0), table(spark, found.get(0)));
            }
        }
        if (tables.heads.isEmpty()) {
            throw new IllegalArgumentException("folder \"" + folder + "\" must have a table such as "
                    + RecordFile.MOVEMENTS + ENDS + "; name the folder of the tables");
        }
        return tables;
    }

    private static Dataset<Row> table(SparkSession spark, Path file) {
        if (file.getName().endsWith(".parquet")) {
            return spark.read()
                    .parquet(file.toString())
                    .withColumn(SourceRow.RAW, lit(null).cast(DataTypes.StringType));
        }
        StructType header = csv(spark).csv(file.toString()).schema();
        // only with a column for them are lines with too many cells or too few not cut or filled in silence
        return csv(spark)
                .option("columnNameOfCorruptRecord", SourceRow.RAW)
                .schema(header.add(SourceRow.RAW, DataTypes.StringType))
                .csv(file.toString());
    }

    private static DataFrameReader csv(SparkSession spark) {
        return spark.read()
                .option("header", true)
                .option("enforceSchema", false)
                .option("escape", "\"");
    }

    private void add(RecordFile<?> kind, Path file, Dataset<Row> table) {
        List<StructField> columns = Arrays.stream(table.schema().fields())
                .filter(field -> !field.name().equals(SourceRow.RAW))
                .toList();
        SourceHead head = new SourceHead(
                kind.name(),
                file.getName(),
                columns.stream().map(StructField::name).toList());
        boolean hasHeader = !file.getName().endsWith(".parquet");
        Dataset<Row> rows = table.select(
                        lit(kind.name()),
                        col("_metadata.file_name"),
                        col("_metadata.file_block_start"),
                        coalesce(text("account_id", columns), lit("")),
                        text(Optional.ofNullable(IDS.get(kind)).orElse(""), columns),
                        array(columns.stream().map(SourceTables::text).toArray(Column[]::new)),
                        col(SourceRow.RAW))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) split -> new PlacedRows(split, hasHeader),
                        SourceRow.encoder());
        heads.put(kind, head);
        tables.put(kind, rows);
    }

    private static Column text(String name, List<StructField> columns) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(SourceTables::text)
                .orElse(lit(null).cast(DataTypes.StringType));
    }

    /** A value as it stands in a CSV file: an instant has its offset, everything else is as Spark writes it. */
    private static Column text(StructField column) {
        Column value = col("`" + column.name() + "`");
        return column.dataType().equals(DataTypes.TimestampType)
                ? date_format(value, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
                : value.cast(DataTypes.StringType);
    }

    /**
     * Returns the rows of all tables.
     *
     * @return the rows, each with its account and its place
     */
    Dataset<Row> rows() {
        return tables.values().stream().reduce(Dataset::union).orElseThrow();
    }

    /** Returns the rows of one table, none if there is no such table. */
    Optional<Dataset<Row>> rows(RecordFile<?> kind) {
        return Optional.ofNullable(tables.get(kind));
    }

    /** Returns which tables there are, so that every part knows: a table without rows in a part is still there. */
    List<SourceHead> heads() {
        return List.copyOf(heads.values());
    }

    /** Returns the index of a column of a table, -1 if there is none. */
    int column(RecordFile<?> kind, String name) {
        SourceHead head = heads.get(kind);
        return head == null ? -1 : head.columns().indexOf(name);
    }

    /** Returns the column by which records of a kind are known. */
    static String idColumn(String kind) {
        return IDS.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(kind))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
