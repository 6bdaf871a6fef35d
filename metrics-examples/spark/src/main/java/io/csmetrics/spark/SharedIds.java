package io.csmetrics.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** Finds ids that stand under several accounts: the one rule that no part can check, for its accounts are in different parts. */
final class SharedIds {
    private static final String SHARED_KIND = "shared kind";
    private static final String SHARED_ID = "shared id";
    private static final String HOLDER = "holder";

    private SharedIds() {}

    /**
     * Returns the rows, each with the place of the first one of its id if that is of another account. The parts tell them and leave them out,
     * so that nothing of them comes to the driver, however many share an id.
     */
    static Dataset<Row> marked(Dataset<Row> rows) {
        Dataset<Row> shared = rows.where(col(SourceRow.ID).isNotNull())
                .groupBy(SourceRow.KIND, SourceRow.ID)
                .agg(
                        min(SourceRow.ACCOUNT).as("least"),
                        max(SourceRow.ACCOUNT).as("most"),
                        min(struct(SourceRow.SOURCE, SourceRow.LINE, SourceRow.ACCOUNT))
                                .as(HOLDER))
                .where(col("least").notEqual(col("most")))
                .select(col(SourceRow.KIND).as(SHARED_KIND), col(SourceRow.ID).as(SHARED_ID), col(HOLDER));
        if (shared.isEmpty()) {
            return rows.withColumn(SourceRow.FIRST, lit(null).cast(DataTypes.StringType));
        }
        Column isOfOther = col(SourceRow.ACCOUNT).notEqual(holder(SourceRow.ACCOUNT));
        Column place = concat_ws(":", holder(SourceRow.SOURCE), holder(SourceRow.LINE));
        return rows.join(
                        shared,
                        col(SourceRow.KIND)
                                .equalTo(col(SHARED_KIND))
                                .and(col(SourceRow.ID).equalTo(col(SHARED_ID))),
                        "left")
                .withColumn(SourceRow.FIRST, when(isOfOther, place))
                .drop(SHARED_KIND, SHARED_ID, HOLDER);
    }

    private static Column holder(String field) {
        return col(HOLDER).getField(field);
    }
}
