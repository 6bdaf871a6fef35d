package io.csmetrics.cohort.catalog;

import io.csmetrics.family.Direction;
import io.csmetrics.family.KpiUnit;
import io.csmetrics.kpi.Cadence;
import io.csmetrics.kpi.FocusArea;
import io.csmetrics.kpi.Indicator;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.Stage;
import io.csmetrics.select.Param;
import java.math.BigDecimal;
import java.util.List;

/**
 * The KPIs of cohorts.
 *
 * <p>They join the standard ones by {@code KpiCatalog.standard().with(CohortKpis.all())}.
 */
public final class CohortKpis {
    /** How long cohorts and buckets are: DAY, WEEK, MONTH, QUARTER or YEAR; left open: MONTH. */
    public static final Param<String> GRAIN = Param.optional("grain", Param.Type.WORD);

    /** What of a cohort is kept, a {@link CohortRetention.Kept}; left open: CUSTOMER_AT_END of accounts, ACTIVE_IN_BUCKET of users. */
    public static final Param<String> MEASURE = Param.optional("measure", Param.Type.WORD);

    /** Who is followed: ACCOUNT or USER; left open: ACCOUNT. */
    public static final Param<String> UNIT = Param.optional("unit", Param.Type.WORD);

    /** How many buckets of each cohort are told; left open: all. */
    public static final Param<BigDecimal> HORIZON = Param.optional("horizon", Param.Type.NUMBER);

    /** Where buckets begin: CALENDAR or AGE; left open: CALENDAR. */
    public static final Param<String> ALIGNMENT = Param.optional("alignment", Param.Type.WORD);

    /**
     * How much of each cohort of new customers is left as time goes by. Defined as {@code kept(g, k) / size(g)} for each cohort g that
     * entered in the period and each bucket k: g is the calendar month of the first NEW movement, bucket k ends k + 1 months after the
     * cohort's month began, and who has recurring revenue at its end is kept.
     *
     * <ul>
     *   <li>Table of percent, a row for each cohort, named by the first day of its month, and each bucket, named by its index; higher is
     *       better. A share of units is 0 to 1, net revenue may exceed 1.
     *   <li>Undefined with NO_DATA where nobody entered in the period, with IMMATURE where no bucket was over when it was read, with
     *       ZERO_DENOMINATOR for revenue where every cohort was gone at the end of its first bucket.
     *   <li>A bucket that ends after what is known has no row: blank, never 0. Read a past period with a later instant of knowledge to see
     *       how its cohorts went on.
     *   <li>The denominator never shrinks: who came and went within the first month stays in it, so that bucket 0 may be below 100 %. Who
     *       comes back is kept again, in the old cohort.
     *   <li>Accounts whose history begins with an imported balance are in no cohort, and told as excluded. Revenue is read in the ledger,
     *       whoever else the data count as a customer.
     *   <li>{@link #GRAIN}: MONTH unless set. {@link #MEASURE}: CUSTOMER_AT_END unless set; ACTIVE_IN_BUCKET asks for an engagement event
     *       (login, session or feature-used) in the bucket; REVENUE_NET and REVENUE_GROSS divide by the revenue at the
     *       end of bucket 0. {@link #UNIT}: ACCOUNT unless set; a USER enters with user-created or the first engagement event, whichever
     *       is earlier, and is kept while active. {@link #HORIZON}: all buckets unless set. {@link #ALIGNMENT}: CALENDAR unless set; by
     *       AGE bucket k of a unit begins k months after its own day of entry, and is told once it is over for the whole cohort.
     *   <li>The terms of the evidence are the summary row, {@code kept} and {@code of} by bucket, summed over the cohorts that have the
     *       bucket; the loss in bucket k is {@code rate(g, k - 1) - rate(g, k)}.
     * </ul>
     *
     * <p>Example: A and B are new in January, C in February, B leaves in February. On 1 March January's cohort shows 100 %, 50 %,
     * February's 100 %. <em>Also known as</em> retention cohorts, retention curve.
     *
     * @see CohortRetention
     * @see io.csmetrics.catalog.RetentionKpis#CUSTOMER_RETENTION_RATE
     * @see io.csmetrics.cohort.Triangle
     */
    public static final Kpi COHORT_RETENTION_ANALYSIS = Kpi.define(
                    "cohort-retention-analysis", "Cohort Retention Analysis")
            .alsoKnownAs("retention cohorts", "retention curve")
            .tells("How much of each cohort of new customers is left as time goes by.")
            .asks("Do newer customers stay longer than older ones did?")
            .in(KpiUnit.TABLE, Direction.HIGHER)
            .about(FocusArea.RETENTION, Stage.VALUE_REALIZATION)
            .read(Indicator.LAGGING, Cadence.MONTHLY)
            .drivenBy("customer-retention-rate", "net-revenue-retention")
            .as(CohortRetention.ofAccounts());

    private static final List<Kpi> ALL = List.of(COHORT_RETENTION_ANALYSIS);

    private CohortKpis() {}

    /**
     * Returns the KPIs of this module.
     *
     * @return the KPIs in the order of the table of all KPIs
     */
    public static List<Kpi> all() {
        return ALL;
    }
}
