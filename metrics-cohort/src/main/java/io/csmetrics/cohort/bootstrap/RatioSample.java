package io.csmetrics.cohort.bootstrap;

import io.csmetrics.cohort.CohortKey;
import io.csmetrics.cohort.source.LedgerCohorts;
import io.csmetrics.data.CustomerData;
import io.csmetrics.data.Segmentation;
import io.csmetrics.facts.Quotient;
import io.csmetrics.kpi.Kpi;
import io.csmetrics.kpi.KpiFacts;
import io.csmetrics.kpi.KpiSheet;
import io.csmetrics.period.Reading;
import io.csmetrics.period.ReportingPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A ratio of two sums over accounts, such as net revenue retention, taken apart into what each account adds to both sides: exact whole
 * numbers at one scale. Defined as {@code sum of numerators / sum of denominators}. It is what an {@link AccountBootstrap} draws from.
 *
 * <p>An account that adds nothing to either side has no part in the sample: new customers of the period are not in the base of net
 * revenue retention, and drawing them would only make the number of those who are in it uncertain.
 *
 * <p>The accounts are in order of their base, the largest first, then of their numerator, the largest first, then of their id. Nothing
 * depends on the order of the rows that the sample is made of.
 */
public final class RatioSample implements Sampling {
    private final String name;
    private final List<String> accountIds;
    private final Columns columns;
    private final int scale;

    private RatioSample(String name, List<String> accountIds, Columns columns, int scale) {
        this.name = name;
        this.accountIds = accountIds;
        this.columns = columns;
        this.scale = scale;
    }

    /**
     * Measures a KPI by account, with what was known at the end of the period.
     *
     * @param kpi a KPI that divides one sum by another, such as net or gross revenue retention
     * @param data the data
     * @param period the period
     * @return the sample; refused where the KPI is no ratio of two sums over accounts
     */
    public static Sampling of(Kpi kpi, CustomerData data, ReportingPeriod period) {
        return of(kpi, byAccount(kpi, period).collect(data), Reading.of(period));
    }

    /**
     * Measures a KPI by account with the knowledge of an instant.
     *
     * @param kpi a KPI that divides one sum by another, such as net or gross revenue retention
     * @param data the data
     * @param period the period; it starts before {@code asOf}
     * @param asOf the instant: what happened at or after it is not known
     * @return the sample; refused where the KPI is no ratio of two sums over accounts
     */
    public static Sampling of(Kpi kpi, CustomerData data, ReportingPeriod period, Instant asOf) {
        return of(kpi, byAccount(kpi, period).asOf(asOf).collect(data), Reading.of(period, asOf));
    }

    private static KpiSheet byAccount(Kpi kpi, ReportingPeriod period) {
        return KpiSheet.of(kpi).over(period).by(Segmentation.byAccount());
    }

    /**
     * Takes a KPI from facts that were collected by account, together with others.
     *
     * @param kpi a KPI of the sheet that divides one sum by another
     * @param facts what a sheet collected by {@link Segmentation#byAccount()}
     * @param reading a period of the sheet, with its instant of knowledge if it has one
     * @return the sample; refused where the KPI is no ratio of two sums over accounts
     * @throws IllegalArgumentException if the facts are of another KPI or reading, or not by account
     */
    public static Sampling of(Kpi kpi, KpiFacts facts, Reading reading) {
        return new KpiParts(kpi, facts, reading).sampling();
    }

    /**
     * Takes a cell of a table of cohorts apart.
     *
     * @param cohorts the cohorts of a ledger
     * @param cohort one of them
     * @param index the age
     * @return the sample of the measure of the definition; refused where it is not told over what there was at index 0
     */
    public static Sampling of(LedgerCohorts cohorts, CohortKey cohort, int index) {
        return CohortParts.of(cohorts, cohort, index);
    }

    /**
     * Makes a sample of the parts of accounts.
     *
     * @param name what the ratio is called, for the detail of refusals
     * @param parts one for each account, in any order
     * @return the sample; refused where the amounts are too large
     * @throws IllegalArgumentException if an account is there twice
     */
    public static Sampling of(String name, Collection<AccountRatio> parts) {
        Set<String> known = new HashSet<>();
        List<AccountRatio> rows = new ArrayList<>();
        int scale = 0;
        for (AccountRatio part : parts) {
            if (!known.add(part.accountId())) {
                throw new IllegalArgumentException("account \"" + part.accountId() + "\" of \"" + name
                        + "\" must not be there twice; add its parts up");
            }
            if (!part.isNothing()) {
                rows.add(part);
                scale = Math.max(scale, Math.max(decimals(part.numerator()), decimals(part.denominator())));
            }
        }
        rows.sort(Comparator.comparing(AccountRatio::denominator)
                .thenComparing(AccountRatio::numerator)
                .reversed()
                .thenComparing(AccountRatio::accountId));
        long[] cells = new long[2 * rows.size()];
        try {
            for (int i = 0; i < rows.size(); i++) {
                cells[2 * i] = unscaled(rows.get(i).numerator(), scale);
                cells[2 * i + 1] = unscaled(rows.get(i).denominator(), scale);
            }
            List<String> ids = rows.stream().map(AccountRatio::accountId).toList();
            return new RatioSample(name, ids, Columns.of(2, cells), scale);
        } catch (ArithmeticException tooLarge) {
            return new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "sums of " + rows.size() + " accounts of \"" + name + "\" in units of 10^-" + scale
                            + " could leave 64 bits; round to fewer decimals");
        }
    }

    private static int decimals(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.stripTrailingZeros().scale();
    }

    private static long unscaled(BigDecimal value, int scale) {
        // a scale apart by millions of digits would be written out before it is found too long
        if (value.signum() != 0 && (long) value.precision() - value.scale() + scale > 19) {
            throw new ArithmeticException("more digits than a long has");
        }
        return value.setScale(scale).unscaledValue().longValueExact();
    }

    /**
     * Returns what the ratio is called.
     *
     * @return the key of the KPI, or the name that the caller gave
     */
    public String name() {
        return name;
    }

    /**
     * Returns the accounts that have a part in the ratio.
     *
     * @return the ids, the largest base first
     */
    public List<String> accountIds() {
        return accountIds;
    }

    /**
     * Returns what one account adds to both sides.
     *
     * @param account the index of the account in {@link #accountIds()}
     * @return the exact amounts
     * @throws IndexOutOfBoundsException if there is no such account
     */
    public AccountRatio part(int account) {
        return new AccountRatio(
                accountIds.get(account),
                BigDecimal.valueOf(columns.at(account, 0), scale),
                BigDecimal.valueOf(columns.at(account, 1), scale));
    }

    /**
     * Returns the ratio of all accounts.
     *
     * @return the exact ratio, empty where the base is 0
     */
    public Optional<Quotient> ratio() {
        return quotient(columns.total(0), columns.total(1));
    }

    /**
     * Returns the ratio without one account.
     *
     * @param account the index of the account in {@link #accountIds()}
     * @return the exact ratio of the others, empty where their base is 0
     * @throws IndexOutOfBoundsException if there is no such account
     */
    public Optional<Quotient> ratioWithout(int account) {
        return quotient(columns.total(0) - columns.at(account, 0), columns.total(1) - columns.at(account, 1));
    }

    /** Both sides have the same scale. */
    private static Optional<Quotient> quotient(long numerator, long denominator) {
        return denominator == 0 ? Optional.empty() : Optional.of(Quotient.of(numerator, denominator));
    }

    /**
     * Tells how the base is spread over the accounts.
     *
     * @return the concentration, empty where the base is 0
     */
    public Optional<Concentration> concentration() {
        return columns.total(1) == 0 ? Optional.empty() : Optional.of(Concentration.of(this));
    }

    /**
     * Tells what remains of the ratio without single accounts: without the largest, and without those that move it most.
     *
     * @param most how many accounts are told that lift the ratio, and how many that lower it; 0 or more
     * @return the ratios without them, empty where there is no base
     * @throws IllegalArgumentException if {@code most} is below 0
     */
    public Optional<LeaveOneOut> leaveOneOut(int most) {
        if (most < 0) {
            throw new IllegalArgumentException("number " + most + " of accounts to be told must be 0 or more");
        }
        return columns.total(1) == 0 ? Optional.empty() : Optional.of(LeaveOneOut.of(this, most));
    }

    Columns columns() {
        return columns;
    }

    /**
     * Returns the name, the ratio and the number of accounts.
     *
     * @return the text
     */
    @Override
    public String toString() {
        return name + " of " + accountIds.size() + " accounts: "
                + ratio().map(Quotient::toString).orElse("no base");
    }
}
