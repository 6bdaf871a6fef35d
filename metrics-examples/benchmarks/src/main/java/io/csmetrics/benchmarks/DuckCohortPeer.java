package io.csmetrics.benchmarks;

/**
 * DuckDB in memory, one thread; the best of the statements tried: changes by cohort, month and type first, of which there are few. The
 * running sums over the 1,830 cells are left to the caller: an age in which nothing moves has no row.
 */
final class DuckCohortPeer implements CohortPeer {
    private static final String CHANGES = """
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

    private final DuckPeer duck;

    DuckCohortPeer(DuckPeer duck) {
        this.duck = duck;
    }

    @Override
    public long[] triangle() {
        long[] output = CohortOutput.create();
        duck.query(CHANGES, row -> {
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
    public void close() {
        duck.close();
    }
}
