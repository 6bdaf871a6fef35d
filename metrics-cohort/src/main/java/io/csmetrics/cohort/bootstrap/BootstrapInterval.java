package io.csmetrics.cohort.bootstrap;

import io.csmetrics.cohort.inference.Confidence;
import io.csmetrics.statistics.Interval;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * How sure a ratio of sums over accounts is, by accounts drawn anew, or how sure the difference of two such ratios is.
 *
 * <p>It answers one question: how different could the ratio be, if the accounts had been others of the same kind? It knows nothing of what
 * moves all accounts at once, such as a price rise or a recession.
 *
 * @param estimate the ratio of all accounts, or the difference of two ratios
 * @param standardError the standard deviation of the ratio over the draws, above 0
 * @param bias the mean of the ratio over the draws, less the estimate
 * @param percentile the interval between two quantiles of the draws: the one to be shown
 * @param bca the interval that is corrected for bias and acceleration, to be shown beside it; empty where the draws do not reach as far
 *     as it would
 * @param confidence how sure the interval is to hold the true ratio
 * @param accounts how many accounts were drawn from
 * @param effectiveAccounts how many accounts of equal size the base is spread over, {@link Concentration#effectiveAccounts()}; of two
 *     ratios the smaller number
 * @param largestInfluence the largest share that one account has in the jackknife's sum of squares, 0 to 1: of {@code sum of d²}, {@code d}
 *     being the mean of the figures without one account less the figure without it
 * @param draws how many draws were made
 * @param randomStart where the stream of random numbers began: it and the accounts give the same interval again
 */
public record BootstrapInterval(
        double estimate,
        double standardError,
        double bias,
        Interval percentile,
        Optional<Interval> bca,
        Confidence confidence,
        int accounts,
        double effectiveAccounts,
        double largestInfluence,
        int draws,
        long randomStart)
        implements RatioUncertainty {

    /** From so many effective accounts on an interval of 95 % holds the true ratio in more than 90 of 100 samples. */
    public static final int ENOUGH_EFFECTIVE_ACCOUNTS = 30;

    /** Above this share of the jackknife's sum of squares one account decides. */
    public static final double DECISIVE_INFLUENCE = 0.5;

    /**
     * Tells whether the interval is likely to be too narrow, because a few accounts have most of the base: what the others of their size would
     * have done is not in the sample. In simulations of net revenue retention with lognormal account sizes, intervals of 95 % held the true
     * ratio in 84 to 91 of 100 samples of fewer effective accounts than that, and BCa in still fewer.
     *
     * @return whether there are fewer than {@value #ENOUGH_EFFECTIVE_ACCOUNTS} effective accounts
     */
    public boolean isLikelyTooNarrow() {
        return effectiveAccounts < ENOUGH_EFFECTIVE_ACCOUNTS;
    }

    /**
     * Tells whether one account decides how wide the interval is: it has more than half of the jackknife's sum of squares. That need not be
     * an account with a large base: a small one that grows a hundredfold moves the numerator of net revenue retention alone. The interval
     * then mostly tells how often this account was drawn; show the ratio without it beside, {@link LeaveOneOut#lifting()} and
     * {@link LeaveOneOut#lowering()} name it. Half is a convention, the same as for the base, beyond which an interval is refused.
     *
     * @return whether {@code largestInfluence} is above {@value #DECISIVE_INFLUENCE}
     */
    public boolean hangsOnOneAccount() {
        return largestInfluence > DECISIVE_INFLUENCE;
    }

    /**
     * Returns the name of the method of {@link #percentile()}.
     *
     * @return the name, as in a publication
     */
    public String method() {
        return "percentile bootstrap of accounts, " + draws + " draws";
    }

    /**
     * Tells whether the draws are so few that another random start would show another interval.
     *
     * @return whether there are fewer than {@value AccountBootstrap#ENOUGH_DRAWS}
     */
    public boolean hasFewDraws() {
        return draws < AccountBootstrap.ENOUGH_DRAWS;
    }

    /**
     * Returns the ratio with its interval by percentiles and what it rests on.
     *
     * @return such as {@code 0.8431 (0.8230 to 0.8637 at 95 %), percentile bootstrap of 2669 accounts, 2000 draws, random start 7}
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.4f (%.4f to %.4f at %s %%), percentile bootstrap of %d accounts, %d draws, random start %d%s%s",
                estimate,
                percentile.lower(),
                percentile.upper(),
                BigDecimal.valueOf(confidence.level())
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString(),
                accounts,
                draws,
                randomStart,
                isLikelyTooNarrow() ? "; likely too narrow, a few accounts have most of the base" : "",
                hangsOnOneAccount() ? "; hangs on one account" : "");
    }
}
