package io.csmetrics.cohort.bootstrap;

import java.util.Locale;

/**
 * How the base of a ratio is spread over accounts. A ratio is as sure as the number of accounts that it really rests on.
 *
 * <p>Sources: Herfindahl (1950), "Concentration in the steel industry"; Adelman (1969), "Comment on the H concentration measure as a
 * numbers equivalent".
 *
 * @param accounts how many accounts have a part in the base, 1 or more
 * @param largestAccountId the account with the largest part; of equal ones the first as the sample has them
 * @param largestShare its share of the base, above 0 and at most 1
 * @param largest5Share the share of the five largest accounts
 * @param largest10Share the share of the ten largest accounts
 * @param herfindahl the index of Herfindahl and Hirschman, {@code sum of squared shares}, {@code 1 / accounts} to 1
 */
public record Concentration(
        int accounts,
        String largestAccountId,
        double largestShare,
        double largest5Share,
        double largest10Share,
        double herfindahl) {

    /** The accounts of a sample are in order of their base. */
    static Concentration of(RatioSample sample) {
        Columns columns = sample.columns();
        double base = columns.total(1);
        int accounts = 0;
        double squares = 0;
        while (accounts < columns.rows() && columns.at(accounts, 1) > 0) {
            double share = columns.at(accounts, 1) / base;
            squares += share * share;
            accounts++;
        }
        return new Concentration(
                accounts,
                sample.accountIds().get(0),
                share(columns, 1),
                share(columns, 5),
                share(columns, 10),
                // one account with all of the base has a share of 1, whatever the rounding
                Math.min(1, squares));
    }

    private static double share(Columns columns, int largest) {
        long sum = 0;
        for (int account = 0; account < Math.min(largest, columns.rows()); account++) {
            sum += columns.at(account, 1);
        }
        return (double) sum / columns.total(1);
    }

    /**
     * Returns how many accounts of equal size would be as concentrated. Defined as {@code 1 / herfindahl}.
     *
     * @return the number, 1 to {@code accounts} but for rounding
     */
    public double effectiveAccounts() {
        return 1 / herfindahl;
    }

    /**
     * Returns the concentration in words.
     *
     * @return a line
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d accounts, as concentrated as %.1f equal ones; the largest, \"%s\", has %.1f %% of the base, the five largest"
                        + " %.1f %%, the ten largest %.1f %%",
                accounts,
                effectiveAccounts(),
                largestAccountId,
                100 * largestShare,
                100 * largest5Share,
                100 * largest10Share);
    }
}
