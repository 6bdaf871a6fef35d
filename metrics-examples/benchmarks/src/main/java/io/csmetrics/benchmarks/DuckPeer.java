package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in memory, one thread. Its form is the best of those tried: whole-number ids, enum types, signed amounts stored beside the
 * movements; retention by an overlap join of balance intervals whose differences are summed up.
 *
 * <p>The statements give no row for a cell and month in which nothing moved: a book of at least {@value #FEWEST_ACCOUNTS} accounts has
 * none.
 */
final class DuckPeer implements RevenuePeer {
    /** Below this number of accounts some cells have months without movements. */
    static final int FEWEST_ACCOUNTS = 20_000;

    static final String IN_MEMORY = "jdbc:duckdb:";

    private static final String SCHEMA = """
            CREATE TYPE kind AS ENUM ('OPENING', 'NEW', 'EXPANSION', 'CONTRACTION', 'CHURN', 'REACTIVATION');
            CREATE TYPE seg AS ENUM ('SMB', 'MM', 'ENT', 'STRAT');
            CREATE TYPE reg AS ENUM ('AMER', 'EMEA', 'APAC');
            CREATE TYPE cur AS ENUM ('USD');
            CREATE TABLE acc (account_id %s, segment seg, region reg)
            """;

    private static final String BRIDGES = """
            WITH m AS (
              SELECT segment, region, date_trunc('month', date) AS month,
                sum(delta) FILTER (kind = 'NEW') AS a1, sum(delta) FILTER (kind = 'EXPANSION') AS a2,
                sum(delta) FILTER (kind = 'CONTRACTION') AS a3, sum(delta) FILTER (kind = 'CHURN') AS a4,
                sum(delta) FILTER (kind = 'REACTIVATION') AS a5,
                count(*) FILTER (kind = 'NEW') AS n1, count(*) FILTER (kind = 'EXPANSION') AS n2,
                count(*) FILTER (kind = 'CONTRACTION') AS n3, count(*) FILTER (kind = 'CHURN') AS n4,
                count(*) FILTER (kind = 'REACTIVATION') AS n5
              FROM mov JOIN acc USING (account_id) GROUP BY ALL),
            t AS (
              SELECT * FROM m
              UNION ALL
              SELECT NULL, NULL, month, sum(a1), sum(a2), sum(a3), sum(a4), sum(a5),
                sum(n1), sum(n2), sum(n3), sum(n4), sum(n5) FROM m GROUP BY month),
            d AS (
              SELECT segment, region, month, coalesce(a1, 0) a1, coalesce(a2, 0) a2, coalesce(a3, 0) a3,
                coalesce(a4, 0) a4, coalesce(a5, 0) a5, n1, n2, n3, n4, n5 FROM t),
            w AS (
              SELECT *, sum(a1 + a2 + a3 + a4 + a5) OVER p AS closing, sum(n1 + n5 - n4) OVER p AS lclosing
              FROM d WINDOW p AS (PARTITION BY segment, region ORDER BY month))
            SELECT segment, region, datediff('month', DATE '2020-01-01', month) AS mi,
              (closing - (a1 + a2 + a3 + a4 + a5))::BIGINT,
              a1::BIGINT, a2::BIGINT, a3::BIGINT, a4::BIGINT, a5::BIGINT, closing::BIGINT,
              (lclosing - (n1 + n5 - n4))::BIGINT,
              n1::BIGINT, n2::BIGINT, n3::BIGINT, n4::BIGINT, n5::BIGINT, lclosing::BIGINT
            FROM w WHERE month >= DATE '2020-01-01' ORDER BY 1, 2, 3
            """;

    private static final String RETENTIONS = """
            WITH ch AS (
              SELECT account_id, datediff('month', DATE '2019-12-01', date) AS mi, sum(delta)::BIGINT AS d
              FROM mov GROUP BY ALL),
            iv AS MATERIALIZED (
              SELECT account_id, mi AS f, lead(mi, 1, 73) OVER w AS t, (sum(d) OVER w)::BIGINT AS bal
              FROM ch WINDOW w AS (PARTITION BY account_id ORDER BY mi)),
            pr AS (
              SELECT s.account_id, greatest(s.f, e.f - 12) AS k0, least(s.t, e.t - 12, 49) AS k1, s.bal b0, e.bal b1
              FROM iv s JOIN iv e ON s.account_id = e.account_id AND e.f - 12 < s.t AND s.f < e.t - 12
              WHERE s.bal > 0 AND s.f < 49),
            ev AS (
              SELECT account_id, k0 AS k, b0, b1, least(b0, b1) g, 1 AS l, (b1 > 0)::INT AS r FROM pr WHERE k0 < k1
              UNION ALL
              SELECT account_id, k1, -b0, -b1, -least(b0, b1), -1, -(b1 > 0)::INT FROM pr WHERE k0 < k1),
            a AS (
              SELECT segment, region, k, sum(b0) b0, sum(b1) b1, sum(g) g, sum(l) l, sum(r) r
              FROM ev JOIN acc USING (account_id) GROUP BY ALL)
            SELECT * FROM (
              SELECT segment, region, k, (sum(b0) OVER w)::BIGINT, (sum(b1) OVER w)::BIGINT, (sum(g) OVER w)::BIGINT,
                (sum(l) OVER w)::BIGINT, (sum(r) OVER w)::BIGINT
              FROM a WINDOW w AS (PARTITION BY segment, region ORDER BY k))
            WHERE k < 49
            """;

    /** Changes by cohort, month and type first, of which there are few; an age in which nothing moves has no row. */
    private static final String COHORT_CHANGES = """
            WITH co AS (
              SELECT account_id, date_trunc('month', date) AS cohort, delta AS initial
              FROM mov WHERE kind = 'NEW' AND date >= DATE '2020-01-01'),
            m AS (
              SELECT cohort, date_trunc('month', date) AS month, kind, sum(delta) AS d, count(*) AS n
              FROM mov JOIN co USING (account_id) GROUP BY ALL)
            SELECT datediff('month', DATE '2020-01-01', cohort) AS c, datediff('month', cohort, month) AS age,
              coalesce(sum(n) FILTER (kind = 'NEW'), 0)::BIGINT, coalesce(sum(d) FILTER (kind = 'NEW'), 0)::BIGINT,
              sum(CASE kind WHEN 'NEW' THEN n WHEN 'REACTIVATION' THEN n WHEN 'CHURN' THEN -n ELSE 0 END)::BIGINT,
              sum(d)::BIGINT
            FROM m GROUP BY ALL
            """;

    private static final String RANGE = """
            SELECT coalesce(sum(b0), 0)::BIGINT, coalesce(sum(b1), 0)::BIGINT FROM (
              SELECT sum(delta) FILTER (date <= ?::DATE) AS b0, sum(delta) AS b1
              FROM mov JOIN acc USING (account_id)
              WHERE segment = ?::seg AND date <= ?::DATE GROUP BY account_id)
            WHERE b0 > 0
            """;

    private final DuckDBConnection connection;

    private DuckPeer(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** A database that knows the accounts of a book, and no movements. */
    static DuckPeer empty(RevenueBook book, AccountIds ids) {
        DuckDBConnection connection = connect();
        DuckPeer peer = new DuckPeer(connection);
        peer.execute("SET threads = 1");
        peer.execute(SCHEMA.formatted(type(ids)));
        try {
            peer.appendAccounts(book, ids);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not load the accounts", e);
        }
        return peer;
    }

    private static DuckDBConnection connect() {
        try {
            return DriverManager.getConnection(IN_MEMORY).unwrap(DuckDBConnection.class);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not be started", e);
        }
    }

    private static String type(AccountIds ids) {
        return ids == AccountIds.NUMBERS ? "INTEGER" : "VARCHAR";
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    static DuckPeer ofColumns(RevenueBook book) {
        DuckPeer peer = empty(book, AccountIds.NUMBERS);
        peer.append(book);
        return peer;
    }

    /** Appends rows straight from columns, with whole-number ids, which is what it likes best, in place of what was there. */
    void append(RevenueBook book) {
        execute("CREATE OR REPLACE TABLE mov (account_id INTEGER, date DATE, kind kind, delta BIGINT)");
        try {
            appendMovements(book);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not load the movements", e);
        }
    }

    /** Reads a file of movements with its own reader into a table, in place of what was there. */
    void read(BookFile file) {
        execute("""
                CREATE OR REPLACE TABLE mov AS
                SELECT account_id, effective_on AS date, type AS kind, currency,
                  CASE WHEN type IN ('CONTRACTION', 'CHURN') THEN -cents ELSE cents END AS delta
                FROM (SELECT *, (amount * 100)::BIGINT AS cents FROM read_csv('%s', header = true, columns = {
                  'account_id': '%s', 'effective_on': 'DATE', 'type': 'kind', 'amount': 'DECIMAL(18, 2)', 'currency': 'cur'}))
                """.formatted(file.path(), type(file.ids())));
    }

    /** The version of the database itself. */
    static String version() {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not tell its version", e);
        }
    }

    private void appendAccounts(RevenueBook book, AccountIds ids) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("acc")) {
            for (int account = 0; account < book.accounts(); account++) {
                int cell = book.cell(account);
                appender.beginRow();
                if (ids == AccountIds.NUMBERS) {
                    appender.append(account);
                } else {
                    appender.append(ids.of(account));
                }
                appender.append(RevenueBook.SEGMENTS.get(cell / RevenueBook.REGIONS.size()));
                appender.append(RevenueBook.REGIONS.get(cell % RevenueBook.REGIONS.size()));
                appender.endRow();
            }
        }
    }

    private void appendMovements(RevenueBook book) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("mov")) {
            for (int row = 0; row < book.size(); row++) {
                Type type = book.type(row);
                appender.beginRow();
                appender.append(book.account(row));
                appender.appendEpochDays(book.epochDay(row));
                appender.append(type.name());
                appender.append(type.sign() * book.amount(row));
                appender.endRow();
            }
        }
    }

    @Override
    public long[] bridges() {
        return query(BRIDGES, Shape.BRIDGES);
    }

    @Override
    public long[] retentions() {
        long[] output = query(RETENTIONS, Shape.RETENTIONS);
        Shape.RETENTIONS.addTotal(output);
        return output;
    }

    @Override
    public long[] triangle() {
        long[] output = CohortOutput.create();
        query(COHORT_CHANGES, row -> {
            int cohort = row.getInt(1);
            int at = CohortOutput.at(cohort, row.getInt(2));
            output[CohortOutput.at(cohort)] += row.getLong(3);
            output[CohortOutput.at(cohort) + 1] += row.getLong(4);
            output[at] = row.getLong(5);
            output[at + 1] = row.getLong(6);
        });
        CohortOutput.addUp(output);
        return output;
    }

    @Override
    public long[] ranges(List<RangeQuery> queries) {
        long[] output = new long[2 * queries.size()];
        try (PreparedStatement statement = connection.prepareStatement(RANGE)) {
            for (int i = 0; i < queries.size(); i++) {
                RangeQuery query = queries.get(i);
                statement.setString(1, query.from().toString());
                statement.setString(2, RevenueBook.SEGMENTS.get(query.segment()));
                statement.setString(3, query.to().toString());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    output[2 * i] = row.getLong(1);
                    output[2 * i + 1] = row.getLong(2);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not answer: " + RANGE, e);
        }
        return output;
    }

    /** For tables of other records. */
    DuckDBConnection connection() {
        return connection;
    }

    @Override
    public OptionalLong bytesOutsideHeap() {
        long[] bytes = new long[1];
        query("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()", row -> bytes[0] = row.getLong(1));
        return OptionalLong.of(bytes[0]);
    }

    /** Reads rows of segment, region, window and the numbers of that window; without a segment they are of the total. */
    private long[] query(String sql, Shape shape) {
        long[] output = shape.create();
        query(sql, row -> {
            int at = shape.at(scope(row), row.getInt(3));
            for (int i = 0; i < shape.width(); i++) {
                output[at + i] = row.getLong(4 + i);
            }
        });
        return output;
    }

    private static int scope(ResultSet row) throws SQLException {
        String segment = row.getString(1);
        return segment == null
                ? RevenueBook.CELLS
                : RevenueBook.SEGMENTS.indexOf(segment) * RevenueBook.REGIONS.size()
                        + RevenueBook.REGIONS.indexOf(row.getString(2));
    }

    void query(String sql, RowReader reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not answer: " + sql, e);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not run: " + sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not be closed", e);
        }
    }
}
