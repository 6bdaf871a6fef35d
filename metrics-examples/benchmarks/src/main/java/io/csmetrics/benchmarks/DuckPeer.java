package io.csmetrics.benchmarks;

import io.csmetrics.record.RevenueMovement.Type;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
final class DuckPeer implements Peer {
    /** Below this number of accounts some cells have months without movements. */
    static final int FEWEST_ACCOUNTS = 20_000;

    static final String IN_MEMORY = "jdbc:duckdb:";

    private static final String SCHEMA = """
            CREATE TYPE kind AS ENUM ('OPENING', 'NEW', 'EXPANSION', 'CONTRACTION', 'CHURN', 'REACTIVATION');
            CREATE TYPE seg AS ENUM ('SMB', 'MM', 'ENT', 'STRAT');
            CREATE TYPE reg AS ENUM ('AMER', 'EMEA', 'APAC');
            CREATE TABLE acc (account_id INTEGER, segment seg, region reg);
            CREATE TABLE mov (account_id INTEGER, date DATE, kind kind, delta BIGINT)
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

    private final DuckDBConnection connection;

    private DuckPeer(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** Appends rows straight from the columns of the book, which spares DuckDB the way through records and text ids. */
    static DuckPeer load(RevenueBook book) {
        try {
            DuckDBConnection connection = DriverManager.getConnection(IN_MEMORY).unwrap(DuckDBConnection.class);
            DuckPeer peer = new DuckPeer(connection);
            peer.execute("SET threads = 1");
            peer.execute(SCHEMA);
            appendAccounts(connection, book);
            appendMovements(connection, book);
            return peer;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not load the book", e);
        }
    }

    /** The version of the database itself. */
    static String version() {
        try (Connection connection = DriverManager.getConnection(IN_MEMORY)) {
            return connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not be started", e);
        }
    }

    private static void appendAccounts(DuckDBConnection connection, RevenueBook book) throws SQLException {
        try (DuckDBAppender appender = connection.createAppender("acc")) {
            for (int account = 0; account < book.accounts(); account++) {
                int cell = book.cell(account);
                appender.beginRow();
                appender.append(account);
                appender.append(RevenueBook.SEGMENTS.get(cell / RevenueBook.REGIONS.size()));
                appender.append(RevenueBook.REGIONS.get(cell % RevenueBook.REGIONS.size()));
                appender.endRow();
            }
        }
    }

    private static void appendMovements(DuckDBConnection connection, RevenueBook book) throws SQLException {
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
        return query(BRIDGES, Workload.BRIDGES);
    }

    @Override
    public long[] retentions() {
        long[] output = query(RETENTIONS, Workload.RETENTIONS);
        Workload.RETENTIONS.addTotal(output);
        return output;
    }

    @Override
    public OptionalLong bytesOutsideHeap() {
        long[] bytes = new long[1];
        query("SELECT sum(memory_usage_bytes)::BIGINT FROM duckdb_memory()", row -> bytes[0] = row.getLong(1));
        return OptionalLong.of(bytes[0]);
    }

    /** Reads rows of segment, region, window and the numbers of that window; without a segment they are of the total. */
    private long[] query(String sql, Workload workload) {
        long[] output = workload.newOutput();
        query(sql, row -> {
            int at = workload.at(scope(row), row.getInt(3));
            for (int i = 0; i < workload.width(); i++) {
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

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
