package io.csmetrics.scorecard;

import io.csmetrics.facts.Quotient;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.BigMoney;

/**
 * What scores say about the accounts at the end of a period, as plain data: whoever computes scores hands them in.
 *
 * @param bands how many accounts are in each band, from the worst band to the best
 * @param movers the accounts whose score moved most, in the order in which they are shown
 * @param churnRisks accounts by churn risk; kept in the order of risk times annual revenue, those without a revenue last
 * @param expansionScores accounts by their chance to expand; kept in the order of the score
 */
public record HealthSnapshot(
        List<Band> bands, List<Mover> movers, List<AccountScore> churnRisks, List<AccountScore> expansionScores) {

    private static final Comparator<AccountScore> BY_SCORE =
            Comparator.comparing(AccountScore::score).reversed().thenComparing(AccountScore::accountId);

    private static final Comparator<AccountScore> BY_EXPOSURE = Comparator.comparing(
                    (AccountScore account) -> account.annualRevenue().isEmpty())
            .thenComparing(AccountScore::exposure, Comparator.reverseOrder())
            .thenComparing(BY_SCORE);

    /**
     * The accounts of one band.
     *
     * @param band its name
     * @param accounts how many accounts are in it
     * @param scored how many accounts have a score, 1 or more
     * @param previousShare the band's share in the period before; empty if not known
     * @param targetShare what the share should be; empty if not set
     */
    public record Band(
            String band,
            long accounts,
            long scored,
            Optional<Quotient> previousShare,
            Optional<BigDecimal> targetShare) {
        /** Checks the counts. */
        public Band {
            if (accounts < 0 || accounts > scored || scored == 0) {
                throw new IllegalArgumentException("band \"" + band + "\" has " + accounts + " of " + scored
                        + " scored accounts; it must be 0 to all of them, and of 1 at least");
            }
        }

        /**
         * Returns the part of the scored accounts that is in this band.
         *
         * @return {@code accounts / scored}
         */
        public Quotient share() {
            return Quotient.of(accounts, scored);
        }

        /**
         * Returns how the share moved.
         *
         * @return the difference and the relative change; empty if the period before is not known
         */
        public Optional<ScorecardReading.Change> change() {
            return previousShare.map(before -> ScorecardReading.Change.between(before, share()));
        }
    }

    /**
     * An account whose score moved.
     *
     * @param accountId the account
     * @param before its score in the period before
     * @param after its score now
     * @param bandBefore its band in the period before
     * @param bandAfter its band now
     */
    public record Mover(String accountId, BigDecimal before, BigDecimal after, String bandBefore, String bandAfter) {}

    /**
     * The score of an account.
     *
     * @param accountId the account
     * @param score the score
     * @param annualRevenue what the account pays in a year; empty if not known
     */
    public record AccountScore(String accountId, BigDecimal score, Optional<BigMoney> annualRevenue) {
        private BigDecimal exposure() {
            return annualRevenue.map(money -> money.getAmount().multiply(score)).orElse(BigDecimal.ZERO);
        }
    }

    /** Copies the lists, and sorts those that have an order of their own. */
    public HealthSnapshot {
        bands = List.copyOf(bands);
        movers = List.copyOf(movers);
        churnRisks = churnRisks.stream().sorted(BY_EXPOSURE).toList();
        expansionScores = expansionScores.stream().sorted(BY_SCORE).toList();
    }
}
