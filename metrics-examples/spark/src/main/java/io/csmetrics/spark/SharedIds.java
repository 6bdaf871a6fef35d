package io.csmetrics.spark;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Finding;
import io.csmetrics.record.Findings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Finds ids that stand under several accounts: the one rule that no part can check, for its accounts are in different parts. */
final class SharedIds {
    private SharedIds() {}

    /** Returns an error for every row but those of the account that has the id first, as the whole would. */
    static Problems in(Dataset<Row> rows) {
        Dataset<Row> shared = rows.where(col(SourceRow.ID).isNotNull())
                .groupBy(SourceRow.KIND, SourceRow.ID)
                .agg(min(SourceRow.ACCOUNT).as("least"), max(SourceRow.ACCOUNT).as("most"))
                .where(col("least").notEqual(col("most")))
                .select(SourceRow.KIND, SourceRow.ID);
        if (shared.isEmpty()) {
            return Problems.of(new Findings());
        }
        Dataset<Row> under = rows.join(
                broadcast(shared),
                rows.col(SourceRow.KIND)
                        .equalTo(shared.col(SourceRow.KIND))
                        .and(rows.col(SourceRow.ID).equalTo(shared.col(SourceRow.ID))),
                "left_semi");
        Map<List<String>, List<Row>> byId = under.collectAsList().stream()
                .sorted(Comparator.comparing(SourceRow::source).thenComparing(SourceRow::line))
                .collect(Collectors.groupingBy(
                        row -> List.of(SourceRow.kind(row), SourceRow.id(row)),
                        () -> new TreeMap<>(Comparator.comparing(List::toString)),
                        Collectors.toList()));
        Findings findings = new Findings();
        byId.values().forEach(same -> {
            Row first = same.get(0);
            same.stream()
                    .filter(row -> !SourceRow.account(row).equals(SourceRow.account(first)))
                    .forEach(row -> findings.add(repeated(row, first)));
        });
        return Problems.of(findings);
    }

    private static Finding repeated(Row row, Row first) {
        boolean movement = SourceRow.kind(row).equals(RecordFile.MOVEMENTS.name());
        return Finding.error(
                SourceRow.source(row),
                SourceRow.line(row),
                SourceTables.idColumn(SourceRow.kind(row)),
                SourceRow.id(row),
                "must be unique, but stands with other content at " + SourceRow.source(first) + ":"
                        + SourceRow.line(first),
                movement ? "give one of them another id" : "give one of them another id, or make them equal");
    }
}
