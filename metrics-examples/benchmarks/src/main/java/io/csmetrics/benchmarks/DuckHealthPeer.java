package io.csmetrics.benchmarks;

import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * DuckDB in memory, one thread: one row an account, missing values are null, scores and bands become a table. Lines are sums of absolute
 * values; written as {@code CASE}, the statement that comes to mind first, they take longer.
 */
final class DuckHealthPeer implements HealthPeer {
    private final DuckDBConnection connection;

    private DuckHealthPeer(DuckDBConnection connection) {
        this.connection = connection;
    }

    static DuckHealthPeer load(HealthBook book) {
        try {
            DuckDBConnection connection =
                    DriverManager.getConnection(DuckPeer.IN_MEMORY).unwrap(DuckDBConnection.class);
            DuckHealthPeer peer = new DuckHealthPeer(connection);
            peer.execute("SET threads = 1");
            peer.execute("CREATE TABLE sig (account_id INTEGER, " + eachSignal("s%d DOUBLE", ", ") + ")");
            try (DuckDBAppender appender = connection.createAppender("sig")) {
                for (int account = 0; account < book.accounts(); account++) {
                    appender.beginRow();
                    appender.append(account);
                    for (int signal = 0; signal < HealthBook.SIGNALS; signal++) {
                        append(appender, book.column(signal)[account]);
                    }
                    appender.endRow();
                }
            }
            return peer;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not load the signals", e);
        }
    }

    private static void append(DuckDBAppender appender, double value) throws SQLException {
        if (Double.isNaN(value)) {
            appender.appendNull();
        } else {
            appender.append(value);
        }
    }

    private static String eachSignal(String format, String delimiter) {
        return IntStream.range(0, HealthBook.SIGNALS)
                .mapToObj(signal -> String.format(Locale.ROOT, format, signal))
                .collect(Collectors.joining(delimiter));
    }

    private static String statement() {
        String points = IntStream.range(0, HealthBook.SIGNALS)
                .mapToObj(signal -> "coalesce(" + line(signal) + ", 0e0)")
                .collect(Collectors.joining(" + "));
        String weights = IntStream.range(0, HealthBook.SIGNALS)
                .mapToObj(
                        signal -> "CASE WHEN s" + signal + " IS NULL THEN 0 ELSE " + HealthBook.weight(signal) + " END")
                .collect(Collectors.joining(" + "));
        return """
                CREATE OR REPLACE TEMP TABLE scored AS
                SELECT account_id, score, CASE WHEN score >= %s THEN 2 WHEN score >= %s THEN 1 ELSE 0 END::TINYINT AS band
                FROM (SELECT account_id, (%s) / (%s) AS score FROM sig)
                """.formatted(HealthBook.UPPER_FROM, HealthBook.MIDDLE_FROM, points, weights);
    }

    /** A line that is flat beyond its ends, by weight: half of what its slope changes by, times the distance, for each point. */
    private static String line(int signal) {
        double weight = HealthBook.weight(signal);
        double[] x = HealthBook.points(signal);
        double[] y = HealthBook.pointScores(signal);
        StringBuilder sum = new StringBuilder(literal(weight * (y[0] + y[HealthBook.POINTS - 1]) / 2));
        double slope = 0;
        for (int i = 0; i < HealthBook.POINTS; i++) {
            double next = i + 1 < HealthBook.POINTS ? weight * (y[i + 1] - y[i]) / (x[i + 1] - x[i]) : 0;
            sum.append(" + ")
                    .append(literal((next - slope) / 2))
                    .append(" * abs(s")
                    .append(signal)
                    .append(" - ")
                    .append(literal(x[i]))
                    .append(")");
            slope = next;
        }
        return sum.toString();
    }

    /** With an exponent, without which the number would be a decimal one. */
    private static String literal(double number) {
        return String.format(Locale.ROOT, "%.17e", number);
    }

    @Override
    public void score() {
        try {
            execute(statement());
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not score: " + statement(), e);
        }
    }

    @Override
    public HealthOutput output() {
        try (Statement statement = connection.createStatement();
                ResultSet size = statement.executeQuery("SELECT count(*) FROM scored")) {
            size.next();
            double[] scores = new double[size.getInt(1)];
            byte[] bands = new byte[scores.length];
            try (ResultSet rows = statement.executeQuery("SELECT account_id, score, band FROM scored")) {
                while (rows.next()) {
                    scores[rows.getInt(1)] = rows.getDouble(2);
                    bands[rows.getInt(1)] = rows.getByte(3);
                }
            }
            return new HealthOutput(scores, bands);
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB could not tell its scores", e);
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
