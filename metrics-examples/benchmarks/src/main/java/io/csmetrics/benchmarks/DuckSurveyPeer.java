package io.csmetrics.benchmarks;

import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/** DuckDB in memory, one thread: one row an answer to both questions, one statement. */
final class DuckSurveyPeer implements SurveyPeer {
    private static final String RESPONSES = """
            SELECT segment, datediff('month', DATE '2020-01-01', date) AS mi, count(*),
              count(*) FILTER (nps >= 9), count(*) FILTER (nps <= 6), count(csat), count(*) FILTER (csat >= 4)
            FROM resp JOIN acc USING (account_id) GROUP BY ALL
            """;

    private final DuckPeer duck;

    private DuckSurveyPeer(DuckPeer duck) {
        this.duck = duck;
    }

    static DuckSurveyPeer load(RevenueBook accounts, SurveyBook answers) {
        DuckPeer duck = DuckPeer.empty(accounts, AccountIds.NUMBERS);
        duck.execute("CREATE TABLE resp (account_id INTEGER, date DATE, nps TINYINT, csat TINYINT)");
        try (DuckDBAppender appender = duck.connection().createAppender("resp")) {
            for (int row = 0; row < answers.size(); row++) {
                appender.beginRow();
                appender.append(answers.account(row));
                appender.appendEpochDays(answers.epochDay(row));
                appender.append(answers.recommend(row));
                if (answers.satisfied(row) == SurveyBook.NONE) {
                    appender.appendNull();
                } else {
                    appender.append(answers.satisfied(row));
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not load the answers", e);
        }
        return new DuckSurveyPeer(duck);
    }

    @Override
    public long[] responses() {
        long[] output = Shape.RESPONSES.create();
        duck.query(RESPONSES, row -> {
            int at = Shape.RESPONSES.at(RevenueBook.SEGMENTS.indexOf(row.getString(1)), row.getInt(2));
            for (int i = 0; i < Shape.RESPONSES.width(); i++) {
                output[at + i] = row.getLong(3 + i);
            }
        });
        Shape.RESPONSES.addTotal(output);
        return output;
    }

    @Override
    public void close() {
        duck.close();
    }
}
