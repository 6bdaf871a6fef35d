package io.csmetrics.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;

import io.csmetrics.data.CustomerData;
import io.csmetrics.io.RecordFile;
import io.csmetrics.record.Event;
import io.csmetrics.record.Findings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.api.java.function.ReduceFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Counts a book on a cluster, in the steps that any engine can take: mark ids of several accounts, partition by account, build the data of each part, count facts,
 * add, and leave dividing to the driver.
 */
public final class ClusterCount {
    private ClusterCount() {}

    /**
     * Counts.
     *
     * @param tables the records
     * @param question what is asked
     * @param parts into how many parts the accounts are split; the facts are the same for any number
     * @return the facts of all accounts, with everything that is wrong with any record
     */
    public static BookFacts of(SourceTables tables, Question question, int parts) {
        return of(tables, tables.rows(), question, parts);
    }

    /** Counts the rows of tables, which may be in any order. */
    static BookFacts of(SourceTables tables, Dataset<Row> rows, Question question, int parts) {
        List<SourceHead> heads = tables.heads();
        Dataset<Row> marked = SharedIds.marked(rows);
        Broadcast<List<Row>> context = context(tables, marked, question);
        return marked.repartition(parts, col(SourceRow.ACCOUNT))
                .sortWithinPartitions(SourceRow.KIND, SourceRow.SOURCE, SourceRow.LINE)
                .mapPartitions(
                        (MapPartitionsFunction<Row, BookFacts>)
                                part -> Stream.of(count(part, heads, context.value(), question))
                                        .iterator(),
                        Encoders.javaSerialization(BookFacts.class))
                .reduce((ReduceFunction<BookFacts>) BookFacts::plus);
    }

    private static BookFacts count(Iterator<Row> part, List<SourceHead> heads, List<Row> context, Question question) {
        Findings findings = new Findings();
        PartRecords records = new PartRecords(heads, question.zone(), findings).read(part);
        CustomerData data = records.addTo(question.data())
                .context(events(context, heads, question))
                .buildLenient(findings);
        return BookFacts.of(data, question, Problems.of(findings).plus(Problems.of(records.repeated())));
    }

    /** Events that are matched across accounts; what is wrong with one is told by the part that has it. */
    private static List<Event> events(List<Row> context, List<SourceHead> heads, Question question) {
        return context.isEmpty()
                ? List.of()
                : new PartRecords(heads, question.zone(), new Findings())
                        .read(context.iterator())
                        .events();
    }

    /** The few events that may be matched with one of another account, for every part. */
    private static Broadcast<List<Row>> context(SourceTables tables, Dataset<Row> rows, Question question) {
        Object[] types = question.sheet().reachesAcross().stream()
                .flatMap(event -> event.type().get().texts().stream())
                .distinct()
                .toArray();
        int type = tables.column(RecordFile.EVENTS, "type");
        List<Row> events = new ArrayList<>();
        if (types.length > 0 && type >= 0) {
            events.addAll(rows.where(col(SourceRow.KIND)
                            .equalTo(RecordFile.EVENTS.name())
                            .and(element_at(col(SourceRow.CELLS), type + 1).isin(types)))
                    .collectAsList());
            events.sort(Comparator.comparing(SourceRow::source).thenComparing(SourceRow::line));
        }
        return JavaSparkContext.fromSparkContext(rows.sparkSession().sparkContext())
                .broadcast(events);
    }
}
