package io.csmetrics.cohort.bootstrap;

/**
 * What cannot be had, and why. Where an interval is refused, {@link RatioSample#concentration()} and {@link RatioSample#leaveOneOut(int)}
 * still tell how much hangs on whom.
 *
 * @param reason why
 * @param detail the reason in words, with the figure and the accounts that it is about
 */
public record Refusal(Reason reason, String detail) implements Sampling, RatioUncertainty {

    /** Why there is no sample, or no interval. */
    public enum Reason {
        /** The KPI is no number on these data. */
        UNDEFINED,
        /** The KPI is no ratio of two sums: a median, a product of months, an expression of other KPIs. */
        NOT_A_RATIO,
        /** What is counted for single accounts does not add up to what is counted for all. */
        NOT_ADDITIVE,
        /** The amounts are so large or have so many decimals that their sums could leave 64 bits. */
        TOO_LARGE,
        /** Fewer than {@value AccountBootstrap#LEAST_ACCOUNTS} accounts have a part in the base. */
        TOO_FEW_ACCOUNTS,
        /** One account has more than half of the base. */
        DOMINANT_ACCOUNT,
        /** The base is 0, for all accounts or in some of the draws. */
        ZERO_BASE,
        /** All accounts have the same ratio, so that accounts drawn anew can only give it again. */
        NO_VARIATION
    }
}
